"""Drives a vision-worker over its pipes. The protocol: Sources/CVision/protocol/PROTOCOL.md."""

import json
import os
import select
import struct
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORKER = os.environ.get("COUNTERSIGN_VISION_WORKER", os.path.join(ROOT, ".build/debug/vision-worker"))
MODELS = os.environ.get("COUNTERSIGN_MODELS", os.path.join(ROOT, ".models"))
SAMPLES = os.environ.get("COUNTERSIGN_SAMPLES", os.path.normpath(os.path.join(ROOT, "..", "shared", "samples")))


class Answer:
    def __init__(self, body, blobs, seconds):
        self.body, self.seconds = body, seconds
        self.blobs = dict(zip(body.get("blobNames", []), blobs))

    @property
    def code(self):
        return "ok" if self.body["ok"] else self.body["code"]

    def __repr__(self):
        return json.dumps(self.body)[:300]


class Worker:
    def __init__(self, *options, stderr=None):
        self.process = subprocess.Popen(
            [WORKER, "--models", MODELS, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends the requests and returns the exit status."""
        if not self.process.stdin.closed:
            self.process.stdin.close()
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        return status

    def send(self, raw):
        self.process.stdin.write(raw)
        self.process.stdin.flush()

    def ask(self, op, picture=None, **members):
        blobs = [] if picture is None else [picture]
        header = json.dumps({"op": op, "blobs": [len(b) for b in blobs], **members}).encode()
        started = time.monotonic()
        self.send(struct.pack(">I", len(header)) + header + b"".join(blobs))
        return self.receive(started)

    def receive(self, started=None):
        started = started or time.monotonic()
        body = json.loads(self._read(struct.unpack(">I", self._read(4))[0]))
        blobs = [self._read(length) for length in body["blobs"]]
        return Answer(body, blobs, time.monotonic() - started)

    def silent(self):
        """True when nothing unasked is on its way."""
        return not select.select([self.process.stdout], [], [], 0)[0]

    def resident_kib(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def _read(self, count):
        data = self.process.stdout.read(count)
        if len(data) != count:
            raise EOFError(f"the worker ended; status {self.process.poll()}")
        return data
