"""Names: how well the matcher tells people apart, beside free software, on the same pairs in the same run."""

import csv
import io
import itertools
import pathlib
import subprocess
import sys
import tempfile
from collections import namedtuple

import name_pairs
import name_rules
import peers
import table
from rates import bounds, recall_at, share

#: Peers with the score from which their users take two names for the same.
PEERS = {"rapidfuzz": 0.80, "jellyfish": 0.85, "nomenklatura": 0.70}
TITLES = {"rapidfuzz": "token_sort", "jellyfish": "JaroWinkler", "nomenklatura": "logic-v2"}
RATES = (0.01, 0.001)

Answer = namedtuple("Answer", "score decision reasons")


def evaluate(arguments):
    """Prints all figures; False when the matcher approved a wrong person too often, or a peer is ahead."""
    sets = name_pairs.files(arguments.directory)
    if not sets:
        sys.exit(f"{arguments.directory} holds no CSV file with the columns {', '.join(name_pairs.NEEDED)}.")
    everything = [pair for pairs in sets.values() for pair in pairs]
    ours = answers(arguments, everything)
    scores = {"Countersign": [answer.score for answer in ours]} | peer_scores(arguments, everything)
    print_recall(sets, everything, scores)
    print_rules(arguments, everything)
    sound = print_relatives(arguments, everything)
    return print_claims(everything, ours, scores) and sound


def answers(arguments, pairs):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "pairs.csv"
        name_pairs.write(pairs, file)
        result = subprocess.run([arguments.countersign, "match", "--csv", file], stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit(f"countersign match failed with status {result.returncode}")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    if len(rows) != len(pairs):
        sys.exit(f"countersign match answered {len(rows)} of {len(pairs)} pairs")
    return [Answer(float(row["name_score"]), row["decision"], row["reasons"]) for row in rows]


def peer_scores(arguments, pairs):
    scores = {}
    for name in [] if arguments.no_peers else PEERS:
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "pairs.csv"
            name_pairs.write(pairs, file)
            try:
                scores[TITLES[name]] = peers.score(name, file, arguments.venv)["scores"]
            except peers.Skipped as reason:
                print(f"{name} takes no part: {reason}")
    return scores


def print_recall(sets, everything, scores):
    for keep, title in ((name_pairs.decidable, "without namesakes, whom no name tells apart"), (lambda pair: True, "all pairs, namesakes as strangers")):
        print(f"Recall from names alone, false-positive rate held at 1 % and 0.1 %; {title}")
        columns = [[matcher] for matcher in scores for _ in RATES]
        rows, at, by_file = [], 0, []
        for file, pairs in sets.items():
            found = [[recall(pairs, values[at:at + len(pairs)], rate, keep) for rate in RATES] for values in scores.values()]
            at += len(pairs)
            if found[0][0] is None:
                continue
            rows.append(file)
            by_file.append([value for pair in found for value in pair])
        pooled = [recall(everything, values, rate, keep) for values in scores.values() for rate in RATES]
        macro = [sum(column) / len(column) for column in zip(*by_file)]
        for index, column in enumerate(columns):
            column[0] += " 1 %" if index % 2 == 0 else " .1 %"
            column += [f"{values[index]:.3f}" for values in [*by_file, macro, pooled] if values[index] is not None]
        table.write([*rows, "mean of files", "pooled"], columns)
        found = sum(name_pairs.same(pair) and keep(pair) for pair in everything)
        for (name, values), rate in itertools.product(scores.items(), RATES):
            value = recall(everything, values, rate, keep)
            low, high = bounds(round(value * found), found)
            print(f"  pooled {name}, {rate:.1%}: {value:.3f} ({low:.3f} to {high:.3f})")
        print()


def recall(pairs, scores, rate, keep):
    kept = [(name_pairs.same(pair), score) for pair, score in zip(pairs, scores) if keep(pair)]
    return recall_at(rate, [s for same, s in kept if same], [s for same, s in kept if not same])


def print_rules(arguments, everything):
    """What is the same by rule should be approved whole, with equal dates of birth."""
    print("The same by rule, with equal dates of birth: approved, and by others taken")
    for title, pairs in name_rules.sets(everything).items():
        if not pairs:
            continue
        ours = answers(arguments, pairs)
        print(f"  {title}")
        print(f"    Countersign {share(sum(answer.decision == 'approve' for answer in ours), len(pairs))}, rejected "
              f"{sum(answer.decision == 'reject' for answer in ours)}")
        for pair in [pair for pair, answer in zip(pairs, ours) if answer.decision != "approve"][:5]:
            print(f"      not: {pair['legal_given']} | {pair['legal_surname']} / {pair['dir_given']} | {pair['dir_surname']} | "
                  f"{pair['dir_display']}")
        for name, values in peer_scores(arguments, pairs).items():
            print(f"    {name} >= {limit(name)}: {share(sum(value >= limit(name) for value in values), len(pairs))}")
    print()


def print_relatives(arguments, everything):
    """Relatives share surname and, as twins do, the date of birth. Right people use another form of their name."""
    pairs = name_pairs.relatives(everything)
    if not pairs:
        return True
    ours = answers(arguments, pairs)
    wrong = [answer for pair, answer in zip(pairs, ours) if not name_pairs.same(pair)]
    right = [answer for pair, answer in zip(pairs, ours) if name_pairs.same(pair)]
    approved = sum(answer.decision == "approve" for answer in wrong)
    print("Relatives with the same date of birth")
    print(f"  Countersign: wrong person approved {share(approved, len(wrong))}; right one approved "
          f"{share(sum(answer.decision == 'approve' for answer in right), len(right))}, not rejected "
          f"{share(sum(answer.decision != 'reject' for answer in right), len(right))}")
    for title, values in peer_scores(arguments, pairs).items():
        least = limit(title)
        accepted = [sum(value >= least for pair, value in zip(pairs, values) if name_pairs.same(pair) == same)
                    for same in (False, True)]
        print(f"  {title} >= {least}: wrong person accepted {share(accepted[0], len(wrong))}; right one "
              f"{share(accepted[1], len(right))}")
    print()
    return approved <= len(wrong) / 1000


def print_claims(everything, ours, scores):
    """Names and date of birth together, on pairs that have both dates."""
    rows = [(pair, answer) for pair, answer in zip(everything, ours) if name_pairs.dated(pair)]
    wrong = [answer for pair, answer in rows if not name_pairs.same(pair)]
    right = [answer for pair, answer in rows if name_pairs.same(pair)]
    approved = sum(answer.decision == "approve" for answer in wrong)
    print("All claims, pairs with two dates of birth")
    print(f"  Countersign: wrong approved {share(approved, len(wrong))}; right approved "
          f"{share(sum(answer.decision == 'approve' for answer in right), len(right))}, approved or reviewed "
          f"{share(sum(answer.decision != 'reject' for answer in right), len(right))}")
    for title, values in scores.items():
        if title == "Countersign":
            continue
        least = limit(title)
        taken = [(name_pairs.same(pair)) for pair, value in zip(everything, values)
                 if name_pairs.dated(pair) and value >= least and pair["legal_dob"] == pair["dir_dob"]]
        print(f"  {title} >= {least} and equal dates: wrong {share(taken.count(False), len(wrong))}; right "
              f"{share(taken.count(True), len(right))}")
    undated = [answer for pair, answer in zip(everything, ours) if not name_pairs.dated(pair)]
    print(f"  without two dates: {sum(answer.decision == 'approve' for answer in undated)} of {len(undated)} approved")
    return approved <= max(1, len(wrong) / 10_000)


def limit(title):
    return next(PEERS[name] for name, known in TITLES.items() if known == title)
