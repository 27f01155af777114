"""`countersign demo` in a folder of its own, with the doors that tests and benchmarks need."""
import contextlib
import json
import os
import pathlib
import socket
import sqlite3
import subprocess
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("COUNTERSIGN_BUILD", ROOT / ".build" / "debug"))
WORKER = os.environ.get("COUNTERSIGN_VISION_WORKER", str(BUILD / "vision-worker"))
MODELS = os.environ.get("COUNTERSIGN_MODELS", str(ROOT / ".models"))
SAMPLES = ROOT / ".samples" / "faces"


def free_ports():
    """Two neighbouring free ports."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


class Demo:
    """`countersign demo` in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.port, self.simulator_port = free_ports(), free_ports()
        self.address = f"http://localhost:{self.port}"
        self.simulator = f"http://localhost:{self.simulator_port}"
        self.management = f"http://127.0.0.1:{self.simulator_port + 1}"
        self.log = open(folder / "server.log", "wb")
        self.process = None
        self.codes = []

    def start(self):
        environment = dict(os.environ, COUNTERSIGN_VISION_WORKER=WORKER, COUNTERSIGN_MODELS=MODELS)
        self.process = subprocess.Popen(
            [BUILD / "countersign", "demo", "--folder", self.folder / "site", "--port", str(self.port),
             "--simulator-port", str(self.simulator_port), "--verbose"],
            stdout=self.log, stderr=subprocess.STDOUT, env=environment, cwd=ROOT)
        self.wait_until(self._is_ready, 90, "the demo is ready")
        return self

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        finally:
            self.process.kill()
            self.log.close()

    def leaks(self):
        """Everything written down or told to machines, searched for what must never be there."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port + 1}/metrics", timeout=30) as answer:
            places = {"metrics": answer.read()}
        # The simulator's outbox stands for the mail system, and holds return links on purpose: they are used up.
        places["outbox"] = json.dumps(self.manage("GET", "/outbox")).encode()
        self.log.flush()
        places["log"] = (self.folder / "server.log").read_bytes()
        for name in ("countersign.sqlite", "countersign.sqlite-wal"):
            places[name] = (self.folder / "site" / name).read_bytes()
        secrets = {f"pass code {index + 1}": code.encode() for index, code in enumerate(self.codes)}
        secrets |= {
            "the client secret": (self.folder / "site" / "client-secret").read_bytes().strip(),
            "the root key": (self.folder / "site" / "root.key").read_bytes().strip(),
            "a JPEG": b"\xff\xd8\xff\xe0", "a PNG": b"\x89PNG\r\n",
        }
        return [f"{what} in {place}" for place, text in places.items() for what, secret in secrets.items() if secret in text]

    def _is_ready(self):
        assert self.process.poll() is None, f"the demo ended early; see {self.folder}/server.log"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port + 1}/readyz", timeout=10) as answer:
                return answer.status == 200
        except OSError:
            return False

    @staticmethod
    def wait_until(condition, seconds, what):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"waited {seconds} s until {what}"
            time.sleep(0.1)

    def manage(self, method, path, body=None):
        request = urllib.request.Request(
            self.management + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def add_person(self, nickname, given, surname, born, **more):
        person = self.manage("POST", "/users", {
            "mailNickname": nickname, "givenName": given, "surname": surname, "birthDate": born,
            "otherMails": [f"{nickname}@home.example"], **more})
        self.wait_until(lambda: self.knows(person), 60, f"the sync has seen {nickname}")
        return person

    def query(self, sql, *values):
        """Reads the server's own database."""
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/site/countersign.sqlite?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def knows(self, person):
        return self.query("SELECT count(*) FROM person WHERE id = ?", person["id"])[0][0] == 1

    def run(self, *arguments):
        return subprocess.run(
            [BUILD / "countersign", *arguments], check=True, capture_output=True, text=True, cwd=ROOT,
            env=dict(os.environ, COUNTERSIGN_VISION_WORKER=WORKER, COUNTERSIGN_MODELS=MODELS)).stdout

    def console_link(self, name="rita", role="reviewer"):
        return self.run("console-link", "--reviewer", name, "--role", role, "--config",
                        str(self.folder / "site" / "countersign.json")).strip()

    def specimen(self, name, portrait, given, surname, born):
        path = self.folder / f"{name}.png"
        if not path.exists():
            self.run("specimen", "--given-names", given, "--surname", surname, "--birth-date", born, "--portrait",
                     str(portrait), "--output", str(path))
        return path

    def calls(self, method, part):
        return [call for call in self.manage("GET", "/requests")
                if call["method"] == method and part in call["path"]]
