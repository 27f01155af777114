"""The provider under test: `openid-harness`, spoken to in JSON lines."""

import json
import os
import pathlib
import subprocess
import threading
import urllib.parse

from entra import ISSUER

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path(os.environ.get("COUNTERSIGN_PROGRAMS", ROOT / ".build/debug"))


class Provider:
    def __init__(self, entra, issuer=ISSUER):
        self.turn = threading.Lock()
        self.process = subprocess.Popen(
            [PROGRAMS / "openid-harness"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.order(
            "open", connection=json.dumps(entra.connection(issuer)), keySet=json.dumps(entra.key_set()), seconds=entra.now)

    def order(self, what, **members):
        with self.turn:
            self.process.stdin.write(json.dumps({"what": what} | members) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())

    def discovery(self):
        return json.loads(self.order("discovery")["body"])

    def keys(self):
        return json.loads(self.order("keys")["body"])

    def receive(self, request: dict):
        return self.order("receive", body=urllib.parse.urlencode(request))

    def approve(self) -> dict:
        answer = self.order("approve")
        return {"action": answer["action"]} | dict(answer["fields"])

    def decline(self) -> dict:
        answer = self.order("decline")
        return {"action": answer["action"]} | dict(answer["fields"])

    def token_for(self, request: dict) -> str:
        taken = self.receive(request)
        assert "accepted" in taken, taken
        return self.approve()["id_token"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
