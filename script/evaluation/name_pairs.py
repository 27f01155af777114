"""Labelled pairs of names: who is who on a document and in a directory."""

import csv

NEEDED = ("legal_given", "legal_surname", "dir_given", "dir_surname", "dir_display", "label", "id")
#: Two people of one name cannot be told apart by it: such pairs say something about dates of birth only.
UNDECIDABLE = "same_name_other_person"
#: Relatives: the surname is shared, the given name is another.
RELATIVES = "same_surname_other_given"
ANY_DATE = "1984-11-23"


def files(directory):
    """Every CSV file with the columns of labelled pairs, by name."""
    found = {}
    for path in sorted(directory.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as lines:
            reader = csv.DictReader(lines)
            if reader.fieldnames and set(NEEDED) <= set(reader.fieldnames):
                found[path.stem] = list(reader)
    return found


def same(pair):
    return pair["label"] == "1"


def decidable(pair):
    return pair.get("category") != UNDECIDABLE


def dated(pair):
    return bool(pair.get("legal_dob") and pair.get("dir_dob"))


def relatives(pairs):
    """Wrong relatives and right people under another form of their given name, all given the same date of birth."""
    chosen = [pair for pair in pairs if pair.get("category") in (RELATIVES, "given_variant")]
    return [pair | {"legal_dob": ANY_DATE, "dir_dob": ANY_DATE} for pair in chosen]


def write(pairs, path):
    """The columns a matcher may see; the label is none of them."""
    columns = ["legal_given", "legal_surname", "dir_given", "dir_surname", "dir_display", "legal_dob", "dir_dob", "id"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({column: pair.get(column) or "" for column in columns} for pair in pairs)
