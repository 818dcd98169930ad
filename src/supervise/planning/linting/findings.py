"""What the linter says: findings with their rule, address, evidence and remedy.

A finding speaks of a plan, never of a person, and judges no wording that is a person's own.
It can be accepted with a reason and until a date; it speaks again when what was found changes.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from supervise.planning.changes import AcceptFinding
from supervise.planning.digests import digest


class LintRule(StrEnum):
    """The named rules."""

    NEED_WITHOUT_GOAL = "need_without_goal"
    NEED_NOT_KNOWN = "need_not_known"
    NOT_MEASURABLE = "not_measurable"
    DATE_PAST = "date_past"
    DATE_AFTER_ORDER = "date_after_order"
    NO_FIRST_STEP = "no_first_step"
    BARRIER_UNADDRESSED = "barrier_unaddressed"
    BARRIER_PERHAPS_RELATED = "barrier_perhaps_related"
    TOO_MANY_GOALS = "too_many_goals"
    JARGON = "jargon"
    LONG_SENTENCE = "long_sentence"
    CONDITION_WITHOUT_SUPPORT = "condition_without_support"
    CONDITION_WITHOUT_PURPOSE = "condition_without_purpose"
    CONDITION_ENDED = "condition_ended"
    LOW_RISK_INTENSIVE = "low_risk_intensive"
    AGAINST_RESPONSIVITY = "against_responsivity"
    NOTHING_FROM_THE_PERSON = "nothing_from_the_person"
    NO_STRENGTH = "no_strength"
    EVIDENCE_SUPERSEDED = "evidence_superseded"
    PART_MISSING = "part_missing"
    BOILERPLATE = "boilerplate"


class Weight(StrEnum):
    """How much a finding says: something is weak, may be, is worth knowing, or is unknown."""

    FINDING = "finding"
    SUGGESTION = "suggestion"
    NOTICE = "notice"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Finding:
    """One weak place in a plan: which rule, where, on what evidence, and what would help.

    `evidence` has codes, ids, dates and counts; never anybody's words.
    """

    rule: LintRule
    address: str
    says: str
    evidence: tuple[str, ...] = ()
    remedy: str = ""
    weight: Weight = Weight.FINDING

    @property
    def digest(self) -> str:
        """The digest of what was found: another one as soon as the evidence is other."""
        return digest((self.rule, self.address, self.evidence))

    def __str__(self) -> str:
        evidence = f" ({', '.join(self.evidence)})" if self.evidence else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.address}: {self.rule}: {self.says}{evidence}{remedy}"


@attrs.frozen(kw_only=True)
class LintReport:
    """What the linter found: what speaks, and what was accepted and still holds."""

    findings: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()


def accepting(finding: Finding, *, reason: str, until: date) -> AcceptFinding:
    """The change that accepts a finding, bound to what was found."""
    return AcceptFinding(
        rule=finding.rule,
        address=finding.address,
        digest=finding.digest,
        reason=reason,
        until=until,
    )
