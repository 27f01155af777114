"""A first sync of many people out of the simulated Entra into a fresh database: people per second, peak memory."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

from demo import BUILD, ROOT, Demo


def measure(arguments):
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(pathlib.Path(folder)).start()
        try:
            demo.manage("POST", "/users/crowd", {"count": arguments.people})
            # A second database beside the demo's own: the same configuration, nothing in it yet.
            site = demo.folder / "site"
            settings = json.loads((site / "countersign.json").read_text())
            settings["database"] = "second.sqlite"
            (site / "second.json").write_text(json.dumps(settings))
            run("migrate", site)
            began = time.perf_counter()
            usage = run("sync", site)
            seconds = time.perf_counter() - began
            assert usage.people >= arguments.people
            print(f"sync of {usage.people} people: {seconds:.1f} s, {usage.people / seconds:.0f} people/s, "
                  f"{usage.cpu:.1f} s of CPU, peak memory {usage.memory:.0f} MiB")
        finally:
            demo.stop()


class Usage:
    def __init__(self, output, rusage):
        users = re.search(r"users: (\d+) written", output)
        self.people = int(users.group(1)) if users else 0
        self.cpu = rusage.ru_utime + rusage.ru_stime
        self.memory = rusage.ru_maxrss / 1024


def run(command, site):
    process = subprocess.Popen(
        [BUILD / "countersign", command, "--config", site / "second.json"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    output = process.stdout.read()
    _, status, rusage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, output
    return Usage(output, rusage)
