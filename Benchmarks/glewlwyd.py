"""glewlwyd, an identity server in C that Debian packages, issuing id_tokens by the implicit flow to somebody signed in.

Debian's package brings the schema; configuration and administrator's session are made here, by its own API."""
import itertools
import json
import os
import pathlib
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from demo import free_ports

SCHEMA = pathlib.Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
ANSWER = "http://localhost/answer"


class Glewlwyd:
    def __init__(self, folder, cores):
        self.port = free_ports()
        with sqlite3.connect(folder / "glewlwyd.db") as database:
            database.executescript(SCHEMA.read_text())
        subprocess.run(["openssl", "genrsa", "-traditional", "-out", folder / "key.pem", "3072"], check=True,
                       stderr=subprocess.DEVNULL)
        subprocess.run(["openssl", "rsa", "-in", folder / "key.pem", "-pubout", "-out", folder / "public.pem"],
                       check=True, stderr=subprocess.DEVNULL)
        (folder / "glewlwyd.conf").write_text(self.configuration(folder))
        self.process = subprocess.Popen(
            ["glewlwyd", "-c", folder / "glewlwyd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, cores))
        self.cookie = None
        self.prepare(folder)

    def configuration(self, folder):
        return f"""
port={self.port}
bind_address="127.0.0.1"
external_url="http://localhost:{self.port}"
login_url="login.html"
api_prefix="api"
log_mode="console"
log_level="ERROR"
cookie_domain="localhost"
session_key="session"
session_expiration=2419200
admin_session_authentication="cookie"
profile_session_authentication="cookie"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm = "SHA512"
database = {{ type = "sqlite3" path = "{folder}/glewlwyd.db" }};
"""

    def prepare(self, folder):
        deadline = time.monotonic() + 20
        while True:
            try:
                self.call("POST", "/auth/", {"username": "admin", "password": "password"})
                break
            except urllib.error.URLError:
                assert time.monotonic() < deadline, "glewlwyd did not start"
                time.sleep(0.1)
        self.call("POST", "/mod/plugin/", {
            "module": "oidc", "name": "oidc", "display_name": "oidc", "parameters": {
                "iss": f"http://localhost:{self.port}/api/oidc", "jwt-type": "rsa", "jwt-key-size": "256",
                "key": (folder / "key.pem").read_text(), "cert": (folder / "public.pem").read_text(),
                "access-token-duration": 3600, "refresh-token-duration": 3600, "code-duration": 600,
                "refresh-token-rolling": True, "allow-non-oidc": False, "auth-type-code-enabled": True,
                "auth-type-token-enabled": True, "auth-type-id-token-enabled": True, "auth-type-none-enabled": True,
                "auth-type-password-enabled": False, "auth-type-client-enabled": False,
                "auth-type-device-enabled": False, "auth-type-refresh-enabled": True, "scope": [{"name": "openid"}],
                "additional-parameters": [], "claims": [], "service-documentation": "", "op-policy-uri": "",
                "op-tos-uri": "", "jwks-show": True, "jwks-x5c": [], "request-parameter-allow": False,
                "subject-type": "public"}})
        self.call("POST", "/client/", {
            "client_id": "bench", "name": "bench", "enabled": True, "confidential": False, "redirect_uri": [ANSWER],
            "authorization_type": ["id_token"], "source": "database", "scope": []})
        admin = self.call("GET", "/user/admin")
        self.call("PUT", "/user/admin", {**admin, "scope": [*admin["scope"], "openid"]})
        self.call("PUT", "/auth/grant/bench/", {"scope": "openid"})

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} | ({"Cookie": self.cookie} if self.cookie else {})
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api{path}", method=method, headers=headers,
            data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            # By hand: a jar takes no cookie of a name without a dot.
            if "Set-Cookie" in answer.headers:
                self.cookie = answer.headers["Set-Cookie"].split(";")[0]
            text = answer.read()
        return json.loads(text) if text else None

    def requests(self):
        for number in itertools.count():
            query = urllib.parse.urlencode({
                "response_type": "id_token", "client_id": "bench", "redirect_uri": ANSWER, "scope": "openid",
                "nonce": f"n{number}", "state": "s", "g_continue": ""})
            yield (f"GET /api/oidc/auth?{query} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: {self.cookie}\r\n\r\n"
                   ).encode()

    @staticmethod
    def is_good(answer):
        return answer.startswith(b"HTTP/1.1 302") and b"id_token=" in answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
