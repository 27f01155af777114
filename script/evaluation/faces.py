"""Faces: distances and zones of labelled pairs."""

import csv

import engine
import table

ZONES = ["match", "review", "noMatch", "rejected"]


def evaluate(arguments):
    """Prints one screen; False when different people match or an unfit picture is compared."""
    pairs = arguments.directory / "pairs.csv"
    with pairs.open(newline="") as lines:
        truth = list(csv.DictReader(lines))
    lines = engine.inspect(arguments.countersign, "faces", "--pairs", pairs, "--directory", arguments.directory)

    by_label = {"same": [], "different": [], "reject": []}
    wrong, unread = [], []
    for pair, line in zip(truth, lines):
        name = f"{pair['file_a']} and {pair['file_b']}"
        if "error" in line:
            unread.append(f"{name} ({line['error']})")
            continue
        by_label[pair["label"]].append(line)
        unfit = pair["label"] == "reject" and line["zone"] != "rejected"
        if unfit or (pair["label"] == "different" and line["zone"] == "match"):
            wrong.append(name)

    columns = [column(label, found) for label, found in by_label.items()]
    table.write(["pairs", *ZONES, "smallest distance", "largest distance"], columns)
    measured = [line for found in by_label.values() for line in found]
    seconds = [line["milliseconds"] / 1000 for line in measured]
    if seconds:
        print(f"CPU s a pair: median {engine.median(seconds):.2f}, largest {max(seconds):.2f}; "
              f"peak memory {max(line['peakKiB'] for line in measured) / 1024:.0f} MiB")
    table.write_list("Not measured", unread)
    table.write_list("ACCEPTED BUT WRONG", wrong)
    return not wrong


def column(label, lines):
    counts = [str(sum(line["zone"] == zone for line in lines)) for zone in ZONES]
    distances = [line["distance"] for line in lines if "distance" in line]
    ends = [f"{min(distances):.3f}", f"{max(distances):.3f}"] if distances else ["–", "–"]
    return [label, str(len(lines)), *counts, *ends]
