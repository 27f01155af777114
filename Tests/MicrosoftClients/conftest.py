"""Starts an `entra-simulator`, or uses a running one, for Microsoft's own client libraries.

ENTRA_SIMULATOR        path of the program (default: .build/debug/entra-simulator)
ENTRA_SIMULATOR_TLS, ENTRA_SIMULATOR_MANAGEMENT, ENTRA_SIMULATOR_CERTIFICATE
                       addresses and certificate file of one that runs already; it must know the client below
"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import urllib.request
from dataclasses import dataclass

import pytest

# `requests` lets these win over the certificate file it is given, and would not trust the simulator then.
for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
    os.environ.pop(name, None)

MISSING = []
for name in ("azure.identity", "cryptography", "msal", "msgraph"):
    try:
        __import__(name)
    except ImportError:
        MISSING.append(name)
if MISSING:
    pytest.skip(
        f"SKIPPED: Microsoft's clients are not installed ({', '.join(MISSING)}); "
        "pip install -r Tests/MicrosoftClients/requirements.txt",
        allow_module_level=True,
    )

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLIENT_ID = "7b1f7c0e-2a58-4c5a-9d0e-6c1a3f0b9d11"
CLIENT_SECRET = "a secret for tests"


@dataclass
class Simulator:
    base: str
    management: str
    ca_file: str
    tenant: str
    private_key_pem: str
    certificate_pem: str

    @property
    def authority(self):
        return f"{self.base}/{self.tenant}"

    def manage(self, method, path, body=None):
        """Calls the management port and returns its JSON, if any."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.management}{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=10) as reply:
            text = reply.read()
        return json.loads(text) if text else None


def make_certificate():
    """A self-signed certificate for the app, made anew for every run."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "app under test")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return private, certificate.public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture(scope="session")
def simulator(tmp_path_factory):
    private, public = make_certificate()
    if os.environ.get("ENTRA_SIMULATOR_TLS"):
        running = Simulator(
            os.environ["ENTRA_SIMULATOR_TLS"], os.environ["ENTRA_SIMULATOR_MANAGEMENT"],
            os.environ["ENTRA_SIMULATOR_CERTIFICATE"], "", private, public,
        )
        running.tenant = running.manage("GET", "/")["tenantID"]
        running.manage("PUT", "/settings", {"clients": [{"id": CLIENT_ID, "certificates": [public]}]})
        yield running
        return

    folder = tmp_path_factory.mktemp("simulator")
    (folder / "app.pem").write_text(public)
    program = os.environ.get("ENTRA_SIMULATOR", str(ROOT / ".build/debug/entra-simulator"))
    if not pathlib.Path(program).exists():
        pytest.fail(f"{program} is not there: build it with `swift build --product entra-simulator`")
    process = subprocess.Popen(
        [program, "--port", "0", "--management-port", "0", "--tls-port", "0",
         "--tls-certificate-file", str(folder / "tls.pem"), "--client-id", CLIENT_ID,
         "--client-secret", CLIENT_SECRET, "--certificate", str(folder / "app.pem")],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        tenant = management = tls = None
        for line in process.stdout:
            if found := re.search(r"tenant (\S+)", line):
                tenant = found[1]
            if found := re.search(r"management (\S+)\s+TLS (\S+)", line):
                management, tls = found[1], found[2]
                break
        assert tls, "the simulator stopped before it opened its ports"
        yield Simulator(tls, management, str(folder / "tls.pem"), tenant, private, public)
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(autouse=True)
def fresh_tenant(simulator):
    """Every test starts with the seeded tenant and no faults, keeping the app's certificate."""
    simulator.manage("POST", "/reset")
    simulator.manage(
        "PUT", "/settings", {"clients": [{"id": CLIENT_ID, "certificates": [simulator.certificate_pem]}]}
    )
