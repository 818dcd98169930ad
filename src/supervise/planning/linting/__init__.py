"""The linter: what is weak in a plan, by named rules."""

from supervise.planning.linting.caseload import boilerplate
from supervise.planning.linting.evidence import (
    PLAIN_ENGLISH,
    ConditionInForce,
    HelpGiven,
    LintEvidence,
    LintSettings,
)
from supervise.planning.linting.findings import (
    Finding,
    LintReport,
    LintRule,
    Weight,
    accepting,
)
from supervise.planning.linting.rules import RULES, lint

__all__ = [
    "ConditionInForce",
    "Finding",
    "HelpGiven",
    "LintEvidence",
    "LintReport",
    "LintRule",
    "LintSettings",
    "PLAIN_ENGLISH",
    "RULES",
    "Weight",
    "accepting",
    "boilerplate",
    "lint",
]
