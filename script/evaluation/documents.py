"""The machine-readable zone: read rate, false acceptance and cost, beside other free readers in the same run."""

import json

import engine
import peers
import table
import zone


def evaluate(arguments):
    """Prints one screen; False when something wrong was accepted."""
    truth = json.loads((arguments.directory / "truth.json").read_text())
    labelled = [(arguments.directory / name, entry) for name, entry in sorted(truth.items())]
    controls = control_pictures(arguments)
    files = [path for path, _ in labelled] + controls
    lines = engine.inspect(arguments.countersign, "document", *files)
    ours = Sheet("countersign", labelled, lines[:len(labelled)], lines[len(labelled):])

    columns = [ours.column()]
    if not arguments.no_peers:
        readable = [(path, entry) for path, entry in labelled if entry["mrz"] and entry["printed_check_digits_valid"]]
        columns += [peer_column(name, readable, arguments.venv) for name in peers.NAMES]
    print(f"{len(labelled)} documents: {ours.readable} with valid check digits, {ours.misprinted} with wrong ones, "
          f"{ours.empty} without a zone; {len(controls)} control pictures\n")
    table.write(ROWS, columns)
    ours.write_details()
    return not ours.accepted_wrong


ROWS = ["core fields read", "names too", "accepted", "accepted but wrong", "names accepted but wrong",
        "wrong digits accepted", "pictures without zone accepted", "CPU s a picture, median", "CPU s a picture, largest",
        "peak memory, MiB"]


def control_pictures(arguments):
    directory = arguments.controls or arguments.directory.resolve().parent / "faces"
    return engine.pictures(directory) if directory.is_dir() else []


class Sheet:
    """What became of every picture."""

    def __init__(self, name, labelled, lines, controls):
        self.name = name
        self.readable = self.core = self.names = self.accepted = self.misprinted = self.misprinted_accepted = 0
        self.empty = len([entry for _, entry in labelled if not entry["mrz"]])
        self.missed, self.referred, self.accepted_wrong, self.names_wrong = [], [], [], []
        for (path, entry), line in zip(labelled, lines):
            if entry["mrz"]:
                self.judge(path.name, zone.fields(entry["mrz"]), entry["printed_check_digits_valid"], line)
        without_zone = [line for (_, entry), line in zip(labelled, lines) if not entry["mrz"]] + controls
        self.controls = len(without_zone)
        self.controls_accepted = [line["file"] for line in without_zone if line.get("accepted")]
        self.accepted_wrong += self.controls_accepted
        measured = [line for line in lines + controls if "milliseconds" in line]
        self.seconds = [line["milliseconds"]["total"] / 1000 for line in measured]
        self.peak = max((line["peakKiB"] for line in measured), default=0) / 1024

    def judge(self, name, truth, valid, line):
        read = zone.fields((line.get("mrz") or {}).get("repaired", []))
        accepted = bool(line.get("accepted"))
        core = zone.same(read, truth, zone.CORE)
        names = zone.same(read, truth, zone.NAMES)
        if valid:
            self.readable += 1
            self.core += core
            self.names += core and names
            self.accepted += accepted
            if not core:
                self.missed.append(name)
            elif not accepted:
                self.referred.append(name)
        else:
            # Wrong digits are printed on purpose here: accepting such a zone means that it was "repaired".
            self.misprinted += 1
            self.misprinted_accepted += accepted
        if accepted and not (core and valid):
            self.accepted_wrong.append(name)
        if accepted and core and valid and not names:
            self.names_wrong.append(name)

    def column(self):
        return [self.name, f"{self.core} of {self.readable}", f"{self.names} of {self.readable}",
                f"{self.accepted} of {self.readable}", str(len(self.accepted_wrong)), str(len(self.names_wrong)),
                f"{self.misprinted_accepted} of {self.misprinted}", f"{len(self.controls_accepted)} of {self.controls}",
                f"{engine.median(self.seconds):.2f}", f"{max(self.seconds):.2f}", f"{self.peak:.0f}"]

    def write_details(self):
        table.write_list("Not read", self.missed)
        table.write_list("Read, but left to a person", self.referred)
        table.write_list("Accepted with a wrong name", self.names_wrong)
        table.write_list("ACCEPTED BUT WRONG", self.accepted_wrong)


def peer_column(name, readable, venv):
    """Other readers know no acceptance: only what they read is compared."""
    try:
        answers = peers.read(name, [path for path, _ in readable], venv)
    except peers.Skipped as reason:
        print(f"{name} is left out: {reason}\n")
        return [name] + ["–"] * len(ROWS)
    core = names = 0
    for path, entry in readable:
        truth, answer = zone.fields(entry["mrz"]), answers.get(str(path), {}).get("fields")
        core += zone.same(answer, truth, zone.CORE)
        names += zone.same(answer, truth, zone.CORE + zone.NAMES)
    seconds = [answer["seconds"] for answer in answers.values()]
    peak = max(answer["peakKiB"] for answer in answers.values()) / 1024
    return [name, f"{core} of {len(readable)}", f"{names} of {len(readable)}", "–", "–", "–", "–", "–",
            f"{engine.median(seconds):.2f}", f"{max(seconds):.2f}", f"{peak:.0f}"]
