"""Runs inside a peer's environment: scores the pairs of a CSV file and prints one JSON list of scores and its seconds."""

import csv
import itertools
import json
import sys
import time
import unicodedata


def folded(text):
    kept = (mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return " ".join("".join(mark if mark.isalnum() else " " for mark in kept).split())


def whole(pair):
    document = f"{pair['legal_given']} {pair['legal_surname']}"
    directory = f"{pair['dir_given']} {pair['dir_surname']}"
    return document, directory if directory.strip() else pair["dir_display"]


def smaller_part(similarity):
    """The similarity of whichever of given name and surname agrees less; of the whole name where parts are missing."""
    def score(pair):
        parts = [folded(pair[column]) for column in ("legal_given", "legal_surname", "dir_given", "dir_surname")]
        if all(parts):
            return min(similarity(parts[0], parts[2]), similarity(parts[1], parts[3]))
        return similarity(*map(folded, whole(pair)))
    return score


def rapidfuzz():
    from rapidfuzz import fuzz
    return lambda pair: fuzz.token_sort_ratio(*map(folded, whole(pair))) / 100


def jellyfish():
    from jellyfish import jaro_winkler_similarity
    return smaller_part(jaro_winkler_similarity)


def nomenklatura():
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    config = LogicV2.default_config()
    identities = itertools.count()  # it remembers entities by id

    def person(given, surname, name):
        entity = model.make_entity("Person")
        entity.id = f"person-{next(identities)}"
        entity.add("name", name)
        if given and surname:
            entity.add("firstName", given)
            entity.add("lastName", surname)
        return entity

    def score(pair):
        document, directory = whole(pair)
        query = person(pair["legal_given"], pair["legal_surname"], document)
        result = person(pair["dir_given"], pair["dir_surname"], directory)
        return LogicV2.compare(query, result, config).score
    return score


def main(name, file):
    score = {"rapidfuzz": rapidfuzz, "jellyfish": jellyfish, "nomenklatura": nomenklatura}[name]()
    with open(file, newline="", encoding="utf-8") as lines:
        pairs = list(csv.DictReader(lines))
    for pair in pairs[:20]:
        score(pair)  # loads tables: no matcher is charged for that
    start = time.process_time()
    scores = [score(pair) for pair in pairs]
    print(json.dumps({"scores": scores, "seconds": time.process_time() - start}))


main(*sys.argv[1:])
