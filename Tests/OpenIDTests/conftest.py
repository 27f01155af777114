import contextlib
import pathlib
import sys
import time

import pytest

for module, package in {"jwt": "pyjwt", "jwcrypto": "jwcrypto", "idpyoidc": "idpyoidc"}.items():
    pytest.importorskip(module, reason=f"SKIPPED: {package} could not be installed from PyPI")

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from entra import Entra  # noqa: E402
from provider import PROGRAMS, Provider  # noqa: E402


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
