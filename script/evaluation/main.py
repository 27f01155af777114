"""Entry of script/evaluate: which set to measure, and with what."""

import argparse
import pathlib
import sys

import documents
import faces
import names


def main():
    parser = argparse.ArgumentParser(prog="script/evaluate", description="Measure engine and matcher on labelled data.")
    parser.add_argument("--countersign", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--venv", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    sets = parser.add_subparsers(dest="set", required=True)
    command = sets.add_parser("documents", help="read the zones that truth.json spells out")
    command.add_argument("directory", type=pathlib.Path)
    command.add_argument("--controls", type=pathlib.Path, help="pictures without a zone (default: ../faces if it is there)")
    command.add_argument("--no-peers", action="store_true", help="leave passporteye and fastmrz out")
    command = sets.add_parser("faces", help="compare the pairs of pairs.csv")
    command.add_argument("directory", type=pathlib.Path)
    command = sets.add_parser("names", help="match the labelled pairs of every CSV file")
    command.add_argument("directory", type=pathlib.Path)
    command.add_argument("--no-peers", action="store_true", help="leave rapidfuzz, jellyfish and logic-v2 out")
    arguments = parser.parse_args()
    measure = {"documents": documents, "faces": faces, "names": names}[arguments.set].evaluate
    return 0 if measure(arguments) else 1


if __name__ == "__main__":
    sys.exit(main())
