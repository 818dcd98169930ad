"""For the tests of others: conformance checks, golden cases, invented records, strategies.

Authors of plugins hold their declarations against the checks; hosts test against what is invented
here. Each name is loaded when it is first used: Hypothesis and pytest stay out until then.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervise.testing.golden_cases import GoldenCase, read_cases
    from supervise.testing.invented_caseloads import invented_caseload
    from supervise.testing.invented_contacts import invented_supervision
    from supervise.testing.invented_sheets import invented_scale, invented_sheet
    from supervise.testing.outcomes import (
        CheckReport,
        CheckResult,
        Finding,
        NewCheckWarning,
        Outcome,
    )
    from supervise.testing.pytest_door import parametrize_with_checks
    from supervise.testing.running import all_checks, check, run
    from supervise.testing.subjects import (
        instrument_subject,
        plugin_subject,
        policy_subject,
        standards_subject,
    )
    from supervise.testing.version_differences import (
        ScoredOtherwise,
        scored_otherwise,
    )

_HOMES = {
    "golden_cases": ("GoldenCase", "read_cases"),
    "invented_caseloads": ("invented_caseload",),
    "invented_sheets": ("invented_scale", "invented_sheet"),
    "invented_contacts": ("invented_supervision",),
    "outcomes": (
        "CheckReport",
        "CheckResult",
        "Finding",
        "NewCheckWarning",
        "Outcome",
    ),
    "pytest_door": ("parametrize_with_checks",),
    "running": ("all_checks", "check", "run"),
    "subjects": (
        "instrument_subject",
        "plugin_subject",
        "policy_subject",
        "standards_subject",
    ),
    "version_differences": ("ScoredOtherwise", "scored_otherwise"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "CheckReport",
    "CheckResult",
    "Finding",
    "GoldenCase",
    "NewCheckWarning",
    "Outcome",
    "ScoredOtherwise",
    "all_checks",
    "check",
    "instrument_subject",
    "invented_caseload",
    "invented_scale",
    "invented_sheet",
    "invented_supervision",
    "parametrize_with_checks",
    "plugin_subject",
    "policy_subject",
    "read_cases",
    "run",
    "scored_otherwise",
    "standards_subject",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__]
