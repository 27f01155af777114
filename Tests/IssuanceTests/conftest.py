import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from case import Case  # noqa: E402
from simulator import PROGRAMS, Simulator  # noqa: E402


@pytest.fixture(scope="session")
def simulator(tmp_path_factory):
    for program in ("entra-simulator", "issuance-harness"):
        assert (PROGRAMS / program).exists(), f"{program} is not built: swift build --product {program}"
    simulator = Simulator(tmp_path_factory.mktemp("tenant"))
    yield simulator
    simulator.stop()


@pytest.fixture
def case(simulator, tmp_path):
    """A person nobody has seen before, in a tenant without faults."""
    simulator.clear_faults()
    yield Case(simulator, tmp_path)
    simulator.clear_faults()
