"""A running `entra-simulator`, with an application that can be given and refused permissions."""

import json
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from provider import PROGRAMS

CLIENT = "7b1f7c0e-2a58-4c5a-9d0e-6c1a3f0b9d11"
SECRET = "a secret for tests"
GRAPH = "00000003-0000-0000-c000-000000000000"

# What the server needs, and what an administrator has who registers the method.
SERVER = [
    "User.Read.All", "Group.Read.All", "RoleManagement.Read.Directory", "Policy.Read.AuthenticationMethod",
    "UserAuthMethod-TAP.ReadWrite.All", "User.RevokeSessions.All", "Mail.Send",
]
ADMINISTRATOR = [
    "Application.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All", "Policy.ReadWrite.AuthenticationMethod",
]


class Simulator:
    def __init__(self):
        program = PROGRAMS / "entra-simulator"
        assert program.exists(), "entra-simulator is not built: swift build --product entra-simulator"
        self.process = subprocess.Popen(
            [program, "--port", "0", "--management-port", "0", "--client-id", CLIENT, "--client-secret", SECRET,
             "--accept-loopback-http"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if found := re.search(r"tenant (\S+)", line):
                self.tenant = found[1]
            if found := re.search(r"pages and Graph (\S+)\s+management (\S+)", line):
                self.base, self.management = found[1], found[2]
                break
        assert self.base, "the simulator stopped before it opened its ports"
        # The address that the configuration names is the one that everything is asked under.
        self.base = self.base.replace("localhost", "127.0.0.1")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def manage(self, method, path, body=None):
        return call(method, self.management + path, body)

    def permit(self, permissions):
        self.manage("PUT", "/settings", {"clients": [{"id": CLIENT, "permissions": permissions}]})

    def token(self, permissions):
        """A token with these permissions; those of the server are as before."""
        self.permit(permissions)
        form = {
            "client_id": CLIENT, "client_secret": SECRET, "grant_type": "client_credentials",
            "scope": "https://graph.microsoft.com/.default",
        }
        with urllib.request.urlopen(
                f"{self.base}/{self.tenant}/oauth2/v2.0/token", urllib.parse.urlencode(form).encode(), timeout=10) as answer:
            token = json.loads(answer.read())["access_token"]
        self.permit(SERVER)
        return token

    def graph(self, method, path, body=None):
        return self.graph_as(ADMINISTRATOR, method, path, body)

    def graph_as(self, permissions, method, path, body=None):
        token = self.token(permissions)
        return call(method, f"{self.base}/v1.0/{path}", body, {"authorization": f"Bearer {token}"})

    def one(self, path, **filters):
        condition = " and ".join(f"{name} eq '{value}'" for name, value in filters.items())
        found = self.graph("GET", f"{path}?$filter={urllib.parse.quote(condition)}")["value"]
        assert len(found) == 1, found
        return found[0]

    def writes(self):
        """What was changed through Graph since the log was emptied."""
        calls = self.manage("GET", "/requests")
        return [
            f"{call['method']} {call['path']}" for call in calls
            if call["method"] != "GET" and call["path"].startswith("/v1.0/")
        ]


def call(method, address, body=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        address, data, {"content-type": "application/json"} | (headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{method} {address}: {error.code} {error.read().decode()}") from error
    return json.loads(text) if text else None
