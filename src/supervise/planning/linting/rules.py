"""Looking a plan over for weak places: all rules, in one pass, as of a date.

A finding that was accepted is silent until its date passes or its evidence changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from supervise.planning.linting.evidence import (
    EXAMPLE_SETTINGS,
    NOTHING_KNOWN,
    LintEvidence,
    LintSettings,
)
from supervise.planning.linting.findings import Finding, LintReport, LintRule
from supervise.planning.linting.on_goals import (
    against_responsivity,
    barriers_perhaps_related,
    barriers_unaddressed,
    date_after_order,
    date_past,
    no_first_step,
    not_measurable,
    too_many_goals,
)
from supervise.planning.linting.on_needs import (
    evidence_superseded,
    needs_not_known,
    needs_without_goal,
)
from supervise.planning.linting.on_people import (
    conditions_ended,
    conditions_without_purpose,
    conditions_without_support,
    jargon,
    long_sentences,
    low_risk_intensive,
    no_strength,
    nothing_from_the_person,
    parts_missing,
)
from supervise.planning.plan import Plan

Looking = Callable[[Plan, LintEvidence, LintSettings, date], Iterator[Finding]]

RULES: tuple[tuple[LintRule, Looking], ...] = (
    (LintRule.NEED_NOT_KNOWN, needs_not_known),
    (LintRule.NEED_WITHOUT_GOAL, needs_without_goal),
    (LintRule.PART_MISSING, parts_missing),
    (LintRule.NOTHING_FROM_THE_PERSON, nothing_from_the_person),
    (LintRule.NO_STRENGTH, no_strength),
    (LintRule.TOO_MANY_GOALS, too_many_goals),
    (LintRule.BARRIER_UNADDRESSED, barriers_unaddressed),
    (LintRule.BARRIER_PERHAPS_RELATED, barriers_perhaps_related),
    (LintRule.NO_FIRST_STEP, no_first_step),
    (LintRule.NOT_MEASURABLE, not_measurable),
    (LintRule.DATE_PAST, date_past),
    (LintRule.DATE_AFTER_ORDER, date_after_order),
    (LintRule.AGAINST_RESPONSIVITY, against_responsivity),
    (LintRule.EVIDENCE_SUPERSEDED, evidence_superseded),
    (LintRule.CONDITION_WITHOUT_SUPPORT, conditions_without_support),
    (LintRule.CONDITION_WITHOUT_PURPOSE, conditions_without_purpose),
    (LintRule.CONDITION_ENDED, conditions_ended),
    (LintRule.LOW_RISK_INTENSIVE, low_risk_intensive),
    (LintRule.JARGON, jargon),
    (LintRule.LONG_SENTENCE, long_sentences),
)
"""The rules that look at one plan; `boilerplate` looks at many and stands by itself."""


def lint(
    plan: Plan,
    evidence: LintEvidence = NOTHING_KNOWN,
    *,
    on: date,
    settings: LintSettings = EXAMPLE_SETTINGS,
) -> LintReport:
    """What is weak in a plan as of a date, and what was accepted and still holds."""
    found = [
        finding for _, look in RULES for finding in look(plan, evidence, settings, on)
    ]
    accepted = {
        (each.rule, each.address, each.digest)
        for each in plan.accepted
        if each.until >= on
    }
    return LintReport(
        findings=tuple(f for f in found if _key(f) not in accepted),
        accepted=tuple(f for f in found if _key(f) in accepted),
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.rule, finding.address, finding.digest)
