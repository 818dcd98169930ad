"""For the tests of others: conformance checks, golden cases, invented records, strategies.

Authors of plugins hold their declarations against the checks; hosts test against what is invented
here. What needs pytest or Hypothesis is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from supervise.testing.golden_cases import GoldenCase, read_cases
from supervise.testing.invented_sheets import invented_scale, invented_sheet
from supervise.testing.outcomes import (
    CheckReport,
    CheckResult,
    Finding,
    NewCheckWarning,
    Outcome,
)
from supervise.testing.running import all_checks, check, run
from supervise.testing.subjects import (
    instrument_subject,
    plugin_subject,
    policy_subject,
)

if TYPE_CHECKING:
    from supervise.testing.pytest_door import parametrize_with_checks

_LATER = {"parametrize_with_checks": "pytest_door"}

__all__ = [
    "CheckReport",
    "CheckResult",
    "Finding",
    "GoldenCase",
    "NewCheckWarning",
    "Outcome",
    "all_checks",
    "check",
    "instrument_subject",
    "invented_scale",
    "invented_sheet",
    "parametrize_with_checks",
    "plugin_subject",
    "policy_subject",
    "read_cases",
    "run",
]


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"supervise.testing.{_LATER[name]}"), name)
