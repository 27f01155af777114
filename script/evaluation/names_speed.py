"""Speed of the matcher, and how it compares with free software on the same pairs."""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile

import name_pairs
import peers

PEERS = {"rapidfuzz": "rapidfuzz token_sort_ratio (C++)", "nomenklatura": "OpenSanctions logic-v2"}
PAIRS = 2_000


def main():
    parser = argparse.ArgumentParser(prog="script/bench names")
    parser.add_argument("people", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--benchmark", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--venv", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    result = subprocess.run([arguments.benchmark, str(arguments.people)], stdout=subprocess.PIPE, text=True, check=True)
    report = json.loads(result.stdout)
    for name, value in report.items():
        print(f"{name:32} {value:14,.3f}")
    for name, title in {} if arguments.no_peers else PEERS.items():
        try:
            rate = peer_rate(name, arguments.venv)
            print(f"{title:32} {rate:14,.0f} a second; we are {report['preparedComparisonsPerSecond'] / rate:,.1f} times as fast")
        except peers.Skipped as reason:
            print(f"{name} takes no part: {reason}")


def peer_rate(name, venv):
    """Comparisons a second of invented pairs, preparation included: the peers keep nothing prepared."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "pairs.csv"
        name_pairs.write(list(pairs()), file)
        return PAIRS / peers.score(name, file, venv)["seconds"]


def pairs():
    chance = random.Random(1)
    syllables = ["ka", "ro", "min", "ta", "bel", "dar", "li", "sen", "mu", "vor", "ne", "gil"]

    def word():
        return "".join(chance.choice(syllables) for _ in range(chance.randint(2, 4))).capitalize()

    for number in range(PAIRS):
        given, surname = word(), word()
        same = number % 10 == 0
        yield {"legal_given": given.upper(), "legal_surname": surname.upper(), "dir_given": given if same else word(),
               "dir_surname": surname if same else word(), "id": str(number)}


main()
