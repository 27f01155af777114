"""Free software that does the same work, each piece in a process and an environment of its own."""

import json
import pathlib
import shutil
import subprocess
import sys

NAMES = ("passporteye", "fastmrz")
INSTALL_SECONDS = 600
READ_SECONDS = 900


class Skipped(Exception):
    """Says in plain words why a reader takes no part."""


def read(name, files, venv):
    """Maps each file to `{"fields", "seconds", "peakKiB"}`; seconds are CPU time, children included."""
    if shutil.which("tesseract") is None:
        raise Skipped("it needs the program tesseract (apt-get install tesseract-ocr)")
    if name == "fastmrz" and not has_language("mrz"):
        raise Skipped("it needs Tesseract's model mrz.traineddata, which neither its wheel nor Debian has")
    lines = run("peer.py", name, files, venv)
    return {line["file"]: line for line in map(json.loads, lines)}


def score(name, pairs, venv):
    """The scores of a matcher of names for the rows of a CSV file: `{"scores", "seconds"}`."""
    return json.loads(run("name_peer.py", name, [pairs], venv)[-1])


def run(script, name, files, venv):
    python = installed(name, venv)
    script = pathlib.Path(__file__).with_name(script)
    try:
        result = subprocess.run([python, script, name, *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                timeout=READ_SECONDS)
    except subprocess.TimeoutExpired:
        raise Skipped(f"it took more than {READ_SECONDS} seconds")
    if result.returncode != 0:
        last = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Skipped(f"it does not run here: {last[:150]}")
    return result.stdout.splitlines()


def has_language(language):
    listed = subprocess.run(["tesseract", "--list-langs"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return language in listed.stdout.split()


def installed(name, venv):
    """The interpreter of an environment with the package, made when missing."""
    python = venv / name / "bin" / "python"
    if (venv / name / "installed").exists():
        return python
    print(f"Installing {name} from PyPI …", file=sys.stderr)
    try:
        quietly(sys.executable, "-m", "venv", "--clear", venv / name)
        (venv / ".gitignore").write_text("*\n")
        quietly(python, "-m", "pip", "install", "--quiet", name)
    except subprocess.TimeoutExpired:
        raise Skipped(f"installing it took more than {INSTALL_SECONDS} seconds")
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Skipped(f"it does not install: {last[:150]}")
    (venv / name / "installed").touch()
    return python


def quietly(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                   timeout=INSTALL_SECONDS)
