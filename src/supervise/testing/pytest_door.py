"""The pytest door to the conformance checks: each check is a test with an id of its own.

A failure that is expected is an expected failure of pytest's, and when it passes, the test fails.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import pytest

from supervise.errors import CheckFailed
from supervise.plugins import Registry
from supervise.testing.outcomes import CheckResult, NewCheckWarning, Outcome
from supervise.testing.running import NOTHING_EXPECTED, BoundCheck, bound_checks


def parametrize_with_checks(
    *things: object,
    registry: Registry | None = None,
    expected: Mapping[str, str] = NOTHING_EXPECTED,
) -> pytest.MarkDecorator:
    """Make a test of every check of these instruments, policies and plugins.

    The test takes one argument, `conformance`, and calls it:

    >>> @parametrize_with_checks(registry=Registry.builtin())
    ... def test_conformance(conformance):
    ...     conformance()

    `expected` names checks that are known to fail, each with the reason.
    """
    bound = bound_checks(*things, registry=registry, expected=expected)
    return pytest.mark.parametrize(
        "conformance",
        [pytest.param(Conformance(each), id=each.id) for each in bound],
    )


class Conformance:
    """One check as the body of a test."""

    def __init__(self, bound: BoundCheck) -> None:
        self.bound = bound

    def __call__(self) -> None:
        """Ask, and tell pytest what was said."""
        tell_pytest(self.bound())

    def __repr__(self) -> str:
        return f"<check {self.bound.id}>"


def tell_pytest(result: CheckResult) -> None:
    """A result in pytest's own words: pass, skip, expected failure, warning or failure."""
    match result.outcome:
        case Outcome.SKIPPED:
            pytest.skip(result.reason)
        case Outcome.EXPECTED:
            pytest.xfail(result.reason)
        case Outcome.WARNED:
            warnings.warn(str(result), NewCheckWarning, stacklevel=2)
        case Outcome.FAILED | Outcome.UNEXPECTED:
            raise CheckFailed([str(result)])
        case Outcome.PASSED:
            return
