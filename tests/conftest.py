"""What every test may use, and what none may do."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings

from tests.support import places

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})

settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=200, print_blob=True
)
# A mutant is killed by the first failure, whatever the smallest one is.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    max_examples=25,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "dev")
if os.environ.get("CI"):
    settings.load_profile("ci")


class NetworkForbidden(RuntimeError):
    """A test tried to reach another machine."""


def stay_on_this_machine(event: str, arguments: tuple) -> None:
    """Refuse to look up or to reach any other machine."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host not in THIS_MACHINE:
        raise NetworkForbidden(f"tests stay on this machine (asked for {host!r})")


def pytest_configure() -> None:
    sys.addaudithook(stay_on_this_machine)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published vectors and research data; skips where it is absent."""
    folder = places.shared()
    if not folder.is_dir():
        pytest.skip(
            "the shared folder is not on this machine; SUPERVISE_SHARED names it"
        )
    return folder


class InventedPerson(NamedTuple):
    """Nobody: a reference and a name that no one could take for a real one's."""

    reference: str
    name: str


@pytest.fixture
def invented_people() -> tuple[InventedPerson, ...]:
    """People who do not exist."""
    return (
        InventedPerson("person-001", "Avery Example"),
        InventedPerson("person-002", "Blake Invented"),
        InventedPerson("person-003", "Casey Sample"),
    )
