import contextlib
import json
import pathlib
import sys
import time

import pytest

for module, package in {"jwt": "pyjwt", "jwcrypto": "jwcrypto", "idpyoidc": "idpyoidc"}.items():
    pytest.importorskip(module, reason=f"SKIPPED: {package} could not be installed from PyPI")

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from entra import Entra  # noqa: E402
from provider import PROGRAMS, Provider  # noqa: E402
from ward import Ward  # noqa: E402


@pytest.fixture(scope="session")
def entra():
    # Other libraries look at the clock of this machine.
    return Entra(now=int(time.time()))


@pytest.fixture(scope="module")
def provider(entra):
    with running(entra) as provider:
        yield provider


@pytest.fixture
def lone_provider(entra):
    """For tests that change its keys or its clock."""
    with running(entra) as provider:
        yield provider


@contextlib.contextmanager
def running(entra):
    assert (PROGRAMS / "openid-harness").exists(), "openid-harness is not built: swift build --product openid-harness"
    provider = Provider(entra)
    try:
        yield provider
    finally:
        provider.stop()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    """Nothing is registered, and the server does not run."""
    for program in ("countersign", "entra-simulator", "vision-worker"):
        assert (PROGRAMS / program).exists(), f"{program} is not built: swift build --product {program}"
    ward = Ward(tmp_path_factory.mktemp("ward"))
    yield ward
    ward.stop()


@pytest.fixture(scope="session")
def runs(fresh):
    """The way from nothing to a method that works, with what was said."""
    said = {"dry": fresh.run("entra", "setup"), "look": fresh.setup()}
    fresh.simulator.manage("DELETE", "/requests")
    said["first"] = fresh.setup("--apply", "--enable")
    said["first writes"] = fresh.simulator.writes()
    line = next(line for line in said["first"].stdout.splitlines() if '"externalMethod":' in line)
    fresh.write(fresh.settings | json.loads("{" + line + "}"))
    fresh.site.start()
    fresh.site.wait(lambda: fresh.site.get("/keys").status == 200 and fresh.site.check("directory")["isReady"])
    said["second"] = fresh.setup("--apply", "--enable")
    return said


@pytest.fixture(scope="session")
def ward(fresh, runs):
    assert runs["second"].returncode == 0, runs["second"].stdout + runs["second"].stderr
    return fresh
