"""Rules about what was assessed: whether the plan works on it, and from what evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervise.needs import AssessedNeed, NeedState
from supervise.planning.goals import Goal, NeedReason
from supervise.planning.linting.evidence import LintEvidence, LintSettings
from supervise.planning.linting.findings import Finding, LintRule, Weight
from supervise.planning.needs_served import is_worked_on, serves
from supervise.planning.plan import Plan
from supervise.planning.states import Lifecycle
from supervise.planning.suggestions import latest_assessments
from supervise.records import Assessment


def needs_without_goal(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """An assessed need with no goal, and not set aside.

    Silent on history, which no goal can change, and on responsivity, which shapes how help
    is given; and on a need whose goal was completed since it was assessed.
    """
    aside = {n.domain for n in plan.set_aside if n.until is None or n.until >= on}
    for assessment in latest_assessments(evidence.assessments, on):
        for need in assessment.sheet.needs:
            domain = need.domain.code
            enough = need.severity.position >= settings.least_severity
            if not enough or not is_worked_on(need) or domain in aside:
                continue
            if not _is_served(plan, domain, assessment.sheet.on):
                yield Finding(
                    rule=LintRule.NEED_WITHOUT_GOAL,
                    address=f"need/{domain}",
                    says="an assessed need has no goal",
                    evidence=(assessment.id, domain, need.severity.code),
                    remedy="set a goal with the person, or set the need aside with a "
                    "reason and a date",
                )


def _is_served(plan: Plan, domain: str, since: date) -> bool:
    return any(
        serves(goal, domain)
        and (
            goal.is_open
            or (goal.lifecycle is Lifecycle.COMPLETED and goal.since >= since)
        )
        for goal in plan.goals
    )


def needs_not_known(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """No assessment, or domains that were asked about and not answered.

    That is no finding of no need: needs may be there that nobody knows.
    """
    del plan, settings
    latest = latest_assessments(evidence.assessments, on)
    if not latest:
        yield Finding(
            rule=LintRule.NEED_NOT_KNOWN,
            address="plan",
            says="no assessment is at hand: the needs are unknown",
            remedy="assess, and look again",
            weight=Weight.UNKNOWN,
        )
    for assessment in latest:
        for each in assessment.sheet.profile:
            if each.state is NeedState.UNANSWERED and each.domain.changeable:
                yield Finding(
                    rule=LintRule.NEED_NOT_KNOWN,
                    address=f"need/{each.domain.code}",
                    says="it was asked about and not answered",
                    evidence=(assessment.id, *each.unanswered),
                    remedy="ask what was not answered",
                    weight=Weight.UNKNOWN,
                )


def evidence_superseded(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """A goal cites an assessment that a later one by the same instrument replaced.

    Only a notice where the later one found the same need just as severe; where the one
    that it cites is not at hand, nobody can say which is the later.
    """
    del settings
    by_id = {each.id: each for each in evidence.assessments}
    latest = {
        each.sheet.instrument: each
        for each in latest_assessments(evidence.assessments, on)
    }
    for goal in plan.goals:
        reasons = [r for r in goal.because if isinstance(r, NeedReason)]
        for reason in reasons if goal.is_open else ():
            later = latest.get(reason.instrument)
            if later is None or later.id == reason.assessment:
                continue
            newer = NeedReason(
                assessment=later.id, instrument=reason.instrument, domain=reason.domain
            )
            if newer in reasons:
                continue
            cited = by_id.get(reason.assessment)
            yield (
                _not_at_hand(goal, reason, later)
                if cited is None
                else _replaced(goal, reason, cited, later)
            )


def _not_at_hand(goal: Goal, reason: NeedReason, other: Assessment) -> Finding:
    """Of two assessments, one of which nobody handed in, neither is called the later."""
    return Finding(
        rule=LintRule.EVIDENCE_SUPERSEDED,
        address=f"goal/{goal.id}/because",
        says="it cites an assessment that is not at hand; another may have replaced it",
        evidence=(reason.assessment, other.id, reason.domain),
        remedy="look with the assessment that it cites at hand",
        weight=Weight.UNKNOWN,
    )


def _replaced(
    goal: Goal, reason: NeedReason, cited: Assessment, later: Assessment
) -> Finding:
    before, found = _need(cited, reason.domain), _need(later, reason.domain)
    same = (
        found is not None and before is not None and found.severity == before.severity
    )
    return Finding(
        rule=LintRule.EVIDENCE_SUPERSEDED,
        address=f"goal/{goal.id}/because",
        says="it cites an assessment that a later one replaced",
        evidence=(
            reason.assessment,
            later.id,
            reason.domain,
            found.severity.code if found else "not found",
        ),
        remedy="look whether the goal still fits, and cite the later one",
        weight=Weight.NOTICE if same else Weight.FINDING,
    )


def _need(assessment: Assessment, domain: str) -> AssessedNeed | None:
    found = (n for n in assessment.sheet.needs if n.domain.code == domain)
    return next(found, None)
