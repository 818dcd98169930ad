"""A pytest plugin: fixtures for code that embeds `supervise`, and checks of what is installed.

pytest loads this module in every environment where the library is installed, so it imports
nothing of the library until a fixture or the option is used.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervise.casefile import CaseFile
    from supervise.people import PersonRef
    from supervise.plugins import Registry
    from supervise.records import Assessment
    from supervise.testing.running import BoundCheck

OPTION = "--supervise-installed"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that checks what is installed."""
    parser.getgroup("supervise").addoption(
        OPTION,
        action="store_true",
        help="run the conformance checks on every installed instrument, policy and plugin",
    )


def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add a test for every check of everything that is installed, if that was asked for."""
    if config.getoption(OPTION):
        items += _installed(session)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let Hypothesis find strategies for our types, where the tests use both."""
    del session
    if "hypothesis" in sys.modules and "supervise" in sys.modules:
        from supervise.testing.inference import register_loaded

        register_loaded()


def _installed(session: pytest.Session) -> Iterator[pytest.Item]:
    from supervise.plugins import Registry
    from supervise.testing.running import bound_checks, installed_subjects

    for bound in bound_checks(*installed_subjects(Registry.installed())):
        yield _CheckItem.from_parent(session, name=bound.id, bound=bound)


class _CheckItem(pytest.Item):
    """One check of one thing that is installed."""

    def __init__(self, *, bound: BoundCheck, **kwargs: Any) -> None:  # noqa: ANN401  pytest's own
        super().__init__(**kwargs)
        self.bound = bound

    def runtest(self) -> None:
        from supervise.testing.pytest_door import tell_pytest

        tell_pytest(self.bound())

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: object = None,  # noqa: ARG002  pytest may ask for a style; there is one
    ) -> str:
        return str(excinfo.value)

    def reportinfo(self) -> tuple[str, None, str]:
        return "supervise", None, self.name


@pytest.fixture(scope="session")
def supervise_registry() -> Registry:
    """What the library itself brings. Override it to test with your own plugins."""
    from supervise.plugins import Registry

    return Registry.builtin()


@pytest.fixture
def supervise_on() -> date:
    """A date that never changes, for `on` and `as_of`."""
    return date(2026, 1, 15)


@pytest.fixture
def supervise_people() -> tuple[PersonRef, ...]:
    """People who do not exist."""
    from supervise.testing.invented_people import PEOPLE

    return PEOPLE


@pytest.fixture
def supervise_assessments() -> tuple[Assessment, ...]:
    """The recorded assessments of an invented person, the oldest first."""
    from supervise.testing.invented_people import assessments

    return assessments()


@pytest.fixture
def supervise_case() -> CaseFile:
    """All that was recorded of an invented person, from assessments to a referral and a task."""
    from supervise.testing.invented_caseloads import invented_caseload

    (case,) = invented_caseload(1)
    return case
