"""Runs `countersign inspect` and reads its JSON lines."""

import json
import os
import subprocess
import sys

PICTURES = {".jpg", ".jpeg", ".png", ".webp"}


def inspect(program, *arguments):
    """The lines for these inputs, in their order. Stops the evaluation when the program itself fails."""
    workers = str(os.cpu_count() or 1)
    command = [str(program), "inspect", *map(str, arguments), "--workers", workers]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit(f"countersign inspect failed with status {result.returncode}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def pictures(directory):
    return sorted(path for path in directory.iterdir() if path.suffix.lower() in PICTURES)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
