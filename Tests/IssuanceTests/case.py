"""One approved person with a database of their own, and the invariants that are checked after every step."""

import datetime
import hashlib
import json
import os
import resource
import secrets
import signal
import subprocess

from simulator import CLIENT, PROGRAMS, SECRET

# A second of slack: the call log's times may be whole seconds.
SLACK = 1.0


class Answer:
    def __init__(self, shown, code):
        self.kind = shown["answer"]
        self.seconds = shown.get("seconds")
        self.error = shown.get("error")
        self.code = code
        if self.kind == "pass":
            assert hashlib.sha256(code.encode()).hexdigest() == shown["codeSHA256"]
        else:
            assert code == "", "a code left without being the answer"


class Case:
    def __init__(self, simulator, folder):
        self.simulator = simulator
        self.database = folder / "case.sqlite"
        self.sessions = [secrets.token_hex(16)]
        # Graph replaces without asking: only a test of just that may see it happen.
        self.may_replace = False
        person = simulator.manage(
            "POST", "/users",
            {"givenName": "Ada", "surname": "Gray", "birthDate": "1991-03-14",
             "mailNickname": "ada." + secrets.token_hex(6)})
        self.person, self.name = person["id"], person["userPrincipalName"]

    # The harness

    def start(self, command, *arguments, session=0, **popen):
        return subprocess.Popen(
            [PROGRAMS / "issuance-harness", command, "--database", self.database,
             "--clock", self.simulator.clock_file, "--entra", self.simulator.address, "--tenant",
             self.simulator.tenant, "--client", CLIENT, "--secret", SECRET, "--person", self.person,
             "--session", self.sessions[session], *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)), **popen)

    def run(self, command, *arguments, session=0):
        process = self.start(command, *arguments, session=session)
        out, err = process.communicate(timeout=30)
        crashed = "--abort-at" in arguments
        assert process.returncode == (-signal.SIGABRT if crashed else 0), (process.returncode, out, err)
        if command != "state":
            self.check()
        return json.loads(out) if out else None

    def prepare(self, *arguments, session=0):
        self.run("prepare", *arguments, session=session)

    def reconcile(self, *arguments):
        return self.run("reconcile", *arguments)

    def begin_issue(self, *arguments, session=0):
        """An `issue` that runs beside the test; `finish` waits for it."""
        reading, writing = os.pipe()
        process = self.start("issue", "--code-to", str(writing), *arguments, session=session, pass_fds=[writing])
        os.close(writing)
        return process, reading

    def finish(self, running, line=None):
        """The answer, or (None, code) as an `Answer`-less pair when the process died."""
        process, reading = running
        out, err = process.communicate(line, timeout=30)
        with os.fdopen(reading) as pipe:
            code = pipe.read()
        self.check()
        if process.returncode != 0:
            assert process.returncode in (-signal.SIGABRT, -signal.SIGKILL), (process.returncode, out, err)
            return code
        return Answer(json.loads(out.strip().splitlines()[-1]), code)

    def issue(self, session=0):
        return self.finish(self.begin_issue(session=session))

    def crash_issue(self, point, session=0):
        """Aborts `issue` at this point. The code, when it had left by then; otherwise nothing."""
        code = self.finish(self.begin_issue("--abort-at", point, session=session))
        assert isinstance(code, str), f"{point} was never reached"
        return code

    def held(self, running):
        """Waits until the process stands still where it was told to."""
        line = running[0].stdout.readline()
        assert line == "held\n", (line, running[0].stderr.read())
        return running

    def state(self, session=0):
        return self.run("state", session=session)

    # The tenant

    @property
    def calls(self):
        return [call for call in self.simulator.manage("GET", "/requests") if self.person in call["path"]
                or any(effect.get("userID") == self.person for effect in call["effects"])]

    @property
    def posts(self):
        return [call for call in self.calls
                if call["method"] == "POST" and call["path"].lower().endswith("/temporaryaccesspassmethods")]

    @property
    def usable_passes(self):
        return [each["id"] for each in self.simulator.manage("GET", "/passes")
                if each["userID"] == self.person and each["isUsable"]]

    def sign_in(self, code):
        return self.simulator.sign_in(self.name, code)

    def change_person(self, **properties):
        self.simulator.manage("PATCH", f"/users/{self.person}", properties)

    # The invariants

    def check(self):
        """I1 and I4 by the tenant's own call log, and the audit chain."""
        alive = None
        for call in self.calls:
            for effect in call["effects"]:
                if effect.get("userID") != self.person:
                    continue
                if effect["kind"] == "passReplaced":
                    assert self.may_replace, "I1: a pass was made while another one was there"
                    alive = None
                if effect["kind"] == "passCreated":
                    assert alive is None, "I1: two passes"
                    alive = effect["detail"]
                elif effect["kind"] in ("passDeleted", "passUsed"):
                    alive = None
        assert len(self.usable_passes) <= 1, "I1: two usable passes"

        announced = []
        for session in range(len(self.sessions)):
            state = self.state(session)
            assert state["isChainIntact"]
            announced += [each["at"] for each in state["events"] if each["kind"] == "passAboutToBeIssued"]
        posted = [moment(call["time"]) for call in self.posts]
        assert len(posted) <= len(announced), "I4: a request that was not announced"
        for sent, written in zip(posted, sorted(announced)):
            assert sent >= written - SLACK, "I4: a request before its announcement"

    def finish_without_a_person(self, reconciled=True):
        """I3: time passes, the reconciler runs, the person asks again; nobody else does anything. I2: the code works."""
        for _ in range(3):
            self.simulator.advance(100)
            if reconciled:
                self.reconcile()
            answer = self.issue()
            if answer.kind == "pass":
                assert self.sign_in(answer.code), "I2: the code shown is not the live one"
                return answer
        raise AssertionError(f"I3: the case does not finish: {answer.kind} {answer.error}")


def moment(value):
    """The call log's time, a number or ISO 8601, in seconds since 1970."""
    if isinstance(value, (int, float)):
        return value
    return datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
