"""Entra's external method over HTTP: hints judged and answers signed in a second, on one core, beside what the bare signing
costs and beside another provider."""
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

import load
from demo import BUILD, free_ports
from glewlwyd import Glewlwyd

PROGRAM = BUILD / "openid-benchmark"
SERVER, GENERATOR = {0}, {1}
CONNECTIONS = 16


def measure(arguments):
    os.sched_setaffinity(0, GENERATOR)
    raw, ours, others = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        with Ours(pathlib.Path(folder), hints=arguments.rounds * 900 * arguments.seconds + 6000) as server:
            server.flat_out(1)  # warm
            for _ in range(arguments.rounds):
                raw.append(raw_signing(arguments.seconds))
                ours.append(server.flat_out(arguments.seconds).rate)
            half = server.at_rate(statistics.median(ours) / 2, arguments.seconds)
    print(f"openssl speed rsa3072: {openssl(arguments.seconds):.0f} signatures/s")
    show("signing in a loop, the server's library and key size", raw)
    show("POST /authorize: hint judged and noted, answer signed", ours)
    print(f"  {statistics.median(ours) / statistics.median(raw):.2f} of the loop")
    print(f"  at half of it ({half.rate:.0f}/s): median {half.percentile(.5) * 1000:.1f} ms, "
          f"p99 {half.percentile(.99) * 1000:.1f} ms")
    if not shutil.which("glewlwyd"):
        print("glewlwyd: not here, so not compared (Debian's package glewlwyd)")
        return
    with tempfile.TemporaryDirectory() as folder, Glewlwyd(pathlib.Path(folder), SERVER) as other:
        load.flat_out(other.port, other.requests(), other.is_good, CONNECTIONS, 1)
        for _ in range(arguments.rounds):
            answers = load.flat_out(other.port, other.requests(), other.is_good, CONNECTIONS, arguments.seconds)
            assert not answers.bad, f"{answers.bad} answers of glewlwyd without a token"
            others.append(answers.rate)
    show("glewlwyd: id_token for a session that exists, same key size", others)
    print(f"  Countersign issues {statistics.median(ours) / statistics.median(others):.1f} times as many")


def show(what, rates):
    print(f"{what}: {statistics.median(rates):.0f}/s ({min(rates):.0f} to {max(rates):.0f})")


def pinned(command, **more):
    return subprocess.Popen(command, preexec_fn=lambda: os.sched_setaffinity(0, SERVER), text=True, **more)


def raw_signing(seconds):
    return float(pinned([PROGRAM, "raw", str(seconds)], stdout=subprocess.PIPE).communicate()[0])


def openssl(seconds):
    out = pinned(["openssl", "speed", "-seconds", str(seconds), "rsa3072"], stdout=subprocess.PIPE,
                 stderr=subprocess.DEVNULL).communicate()[0]
    return float(re.search(r"^rsa\s+3072 bits\s+\S+\s+\S+\s+([\d.]+)", out, re.M)[1])


class Ours:
    """The benchmark's server, and requests that it has not seen: a hint counts once."""

    def __init__(self, folder, hints):
        self.port = free_ports()
        began = time.perf_counter()
        self.process = pinned(
            [PROGRAM, "serve", folder, str(self.port), str(hints)], stdout=subprocess.PIPE)
        assert self.process.stdout.readline() == "ready\n", "the server did not start"
        print(f"{hints} requests signed by the tenant in {time.perf_counter() - began:.0f} s", flush=True)
        bodies = (folder / "requests").read_bytes().split(b"\n")
        self.requests = (self.head(body) + body for body in bodies)

    @staticmethod
    def head(body):
        return (b"POST /authorize HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                b"Content-Length: %d\r\n\r\n" % len(body))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)

    @staticmethod
    def is_good(answer):
        return answer.startswith(b"HTTP/1.1 200") and b'name="id_token"' in answer

    def flat_out(self, seconds):
        return self.checked(load.flat_out(self.port, self.requests, self.is_good, CONNECTIONS, seconds))

    def at_rate(self, rate, seconds):
        return self.checked(load.at_rate(self.port, self.requests, self.is_good, rate, seconds))

    @staticmethod
    def checked(answers):
        assert not answers.bad, f"{answers.bad} requests were not answered with a token"
        return answers
