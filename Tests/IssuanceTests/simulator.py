"""The tenant of these tests: an `entra-simulator` of their own, its management port, and one clock for it and for us."""

import http.client
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / ".build" / "debug"
CLIENT = "5d0a7c52-6f0e-4f0b-8a53-0d4c5a1f9e77"
SECRET = "a secret for tests"


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Simulator:
    def __init__(self, folder):
        self.port, self.management_port = free_ports(2)
        self.clock_file = folder / "clock"
        self.offset = 0
        self.clock_file.write_text("0")
        self.log = open(folder / "simulator.log", "wb")
        self.process = subprocess.Popen(
            [PROGRAMS / "entra-simulator", "--port", str(self.port), "--management-port", str(self.management_port),
             "--client-id", CLIENT, "--client-secret", SECRET],
            stdout=self.log, stderr=self.log, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        self.tenant = self._await_start()["tenantID"]

    def _await_start(self):
        # Standing ready takes a moment; asked often, given up after half a minute.
        for _ in range(600):
            try:
                return self.manage("GET", "/")
            except OSError:
                assert self.process.poll() is None, "the simulator ended"
                time.sleep(0.05)
        raise AssertionError("the simulator did not start")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def manage(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.management_port, timeout=10)
        try:
            connection.request(method, path, None if body is None else json.dumps(body))
            reply = connection.getresponse()
            text = reply.read()
        finally:
            connection.close()
        assert reply.status < 300, f"{method} {path}: {reply.status} {text[:300]}"
        return json.loads(text) if text else None

    def advance(self, seconds):
        """Moves the tenant's clock and that of every harness process, also of one that is running."""
        self.manage("POST", "/clock", {"advanceSeconds": seconds})
        self.offset += seconds
        # Replaced in one step: a process never reads half a number.
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(str(self.offset))
        fresh.rename(self.clock_file)

    def set_faults(self, **faults):
        self.manage("PUT", "/faults", faults)

    def clear_faults(self):
        self.manage("PUT", "/faults", {name: None for name in self.manage("GET", "/faults")})

    def sign_in(self, name, code):
        """What the person does with the code, in the form of the sign-in pages. True when it lets them in."""
        assert self._post("/signin", loginfmt=name) in (200, 401)
        return self._post("/signin/pass", loginfmt=name, accesspass=code) in (302, 303)

    def _post(self, path, **form):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(
                "POST", path, urllib.parse.urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
            reply = connection.getresponse()
            reply.read()
            return reply.status
        finally:
            connection.close()
