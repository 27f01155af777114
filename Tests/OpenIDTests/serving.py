"""A running `countersign serve` with a configuration of its own, and a login host that only publishes keys."""

import http.server
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

from entra import APPLICATION, CLIENT, TENANT
from provider import PROGRAMS, ROOT


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


class LoginHost:
    """Publishes the tenant's keys and refuses everything else."""

    def __init__(self, key_set: dict):
        self.fetches = 0
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                known = self.path == f"/{TENANT}/discovery/v2.0/keys"
                host.fetches += known
                body = json.dumps(key_set).encode() if known else b"{}"
                self.send_response(200 if known else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Site:
    def __init__(self, folder: pathlib.Path, login: str, method=True, **changes):
        self.folder, self.port, self.operations = folder, free_port(), free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        shutil.copy(ROOT / "config/policy.example.json", folder / "policy.json")
        (folder / "secret").write_text("never accepted")
        settings = {
            "publicURL": self.issuer, "listen": {"port": self.port}, "operations": {"port": self.operations},
            "tenant": {"id": TENANT, "name": "Contoso", "slug": "contoso"},
            "entra": {"client": TENANT, "secretFile": "secret", "loginURL": login, "graphURL": login},
            "mail": {"graphSender": "help@contoso.com"}, "vision": {"workers": 1},
        }
        if method:
            settings["externalMethod"] = {"appId": APPLICATION, "clientId": CLIENT}
        settings |= changes
        self.issuer = settings["publicURL"]
        (folder / "countersign.json").write_text(json.dumps(settings))
        self.run("migrate", "--create-root-key")
        self.process = None

    def run(self, *words, text="", code=0):
        done = subprocess.run(
            [PROGRAMS / "countersign", *words, "--config", self.folder / "countersign.json"], input=text,
            capture_output=True, text=True, timeout=60)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self):
        environment = os.environ | {
            "COUNTERSIGN_VISION_WORKER": str(PROGRAMS / "vision-worker"),
            "COUNTERSIGN_MODELS": os.environ.get("COUNTERSIGN_MODELS", str(ROOT / ".models")),
        }
        self.process = subprocess.Popen(
            [PROGRAMS / "countersign", "serve", "--config", self.folder / "countersign.json"], env=environment,
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "log", "ab"), cwd=ROOT)
        self.wait(lambda: self.get("/r/contoso").status == 200)
        return self

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def get(self, path, method="GET", port=None):
        request = urllib.request.Request(f"http://127.0.0.1:{port or self.port}{path}", method=method)
        try:
            return urllib.request.urlopen(request, timeout=10)
        except urllib.error.HTTPError as error:
            return error

    def keys(self):
        return json.loads(self.get("/keys").read())

    def check(self, name):
        checks = json.loads(self.get("/readyz", port=self.operations).read())
        return next((check for check in checks if check["name"] == name), None)

    def metric(self, name):
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.get("/metrics", port=self.operations).read().decode(), re.M)
        return found and float(found[1])

    def wait(self, condition, seconds=90):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if condition():
                    return
            except OSError:
                pass
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())
