"""Rules about goals, steps and barriers: measurable, dated, begun, not blocked, not too many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervise.needs import NeedKind
from supervise.planning.blocking import GoalReadiness, readiness_of_barrier
from supervise.planning.goals import DONE, ConditionReason, Goal
from supervise.planning.linting.evidence import LintEvidence, LintSettings
from supervise.planning.linting.findings import Finding, LintRule, Weight
from supervise.planning.plan import Plan
from supervise.planning.states import BarrierState, Lifecycle
from supervise.planning.suggestions import latest_assessments


def not_measurable(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """An active goal of which nobody can say whether it comes nearer.

    A goal that is either done or not has the unit `done` and needs no source of readings.
    """
    del evidence, settings, on
    for goal in plan.active:
        lacking = _lacking(goal)
        if lacking:
            yield Finding(
                rule=LintRule.NOT_MEASURABLE,
                address=f"goal/{goal.id}/measure",
                says="nobody can say whether it comes nearer",
                evidence=lacking,
                remedy="say the unit, where the person starts, the target, and who reads it",
            )


def _lacking(goal: Goal) -> tuple[str, ...]:
    measure = goal.measure
    if measure is None:
        return ("no measure",)
    parts = {
        "no baseline": measure.baseline is None,
        "no target": measure.target is None,
        "target is the baseline": measure.target is not None
        and measure.target == measure.baseline,
        "no source of readings": not measure.read_from and measure.unit != DONE,
    }
    return tuple(what for what, is_so in parts.items() if is_so)


def date_past(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """The date of an active goal, or the reminder of a future one, has passed.

    Silent on paused goals.
    """
    del evidence, settings
    for goal in plan.goals:
        day = {
            Lifecycle.ACTIVE: goal.target_on,
            Lifecycle.FUTURE: goal.reminder_on,
        }.get(goal.lifecycle)
        if day is not None and day < on:
            name = "target_on" if goal.target_on == day else "reminder_on"
            yield Finding(
                rule=LintRule.DATE_PAST,
                address=f"goal/{goal.id}/{name}",
                says="its date has passed",
                evidence=(day.isoformat(),),
                remedy="look at it with the person: conclude it, or set another date",
            )


def date_after_order(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """A target date after the end of the order. Silent on goals for life afterwards."""
    del settings, on
    end = evidence.order_ends_on
    for goal in plan.active:
        if end is None or goal.target_on is None or goal.after_supervision:
            continue
        if goal.target_on > end:
            yield Finding(
                rule=LintRule.DATE_AFTER_ORDER,
                address=f"goal/{goal.id}/target_on",
                says="its date is after the end of the order",
                evidence=(goal.target_on.isoformat(), end.isoformat()),
                remedy="bring it forward, or mark it as a goal for afterwards",
            )


def no_first_step(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """An active goal with nothing to be done next. An open referral counts as a step."""
    del settings, on
    helped = {each.goal for each in evidence.help}
    for goal in plan.active:
        if goal.id not in helped and not any(step.is_live for step in goal.steps):
            yield Finding(
                rule=LintRule.NO_FIRST_STEP,
                address=f"goal/{goal.id}/step",
                says="there is nothing to be done next",
                remedy="agree on a first step: what, who, by when",
            )


def barriers_unaddressed(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """A barrier blocks an open goal, and no live step deals with it."""
    del evidence, settings, on
    open_goals = {goal.id for goal in plan.goals if goal.is_open}
    for barrier in plan.barriers:
        blocked = tuple(id for id in barrier.blocks if id in open_goals)
        readiness = readiness_of_barrier(plan, barrier)
        if blocked and readiness is GoalReadiness.BLOCKED:
            yield Finding(
                rule=LintRule.BARRIER_UNADDRESSED,
                address=f"barrier/{barrier.id}",
                says="it blocks a goal, and no step deals with it",
                evidence=(barrier.kind, *blocked),
                remedy="agree on a step that deals with it first",
            )


def barriers_perhaps_related(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """An open barrier blocks nothing by its links, but often stands in the way of an area.

    A suggestion to look, never a finding.
    """
    del evidence, on
    for barrier in plan.barriers:
        if barrier.state is not BarrierState.OPEN or barrier.blocks:
            continue
        areas = settings.barrier_areas.get(barrier.kind, frozenset())
        related = tuple(goal.id for goal in plan.active if goal.area in areas)
        if related:
            yield Finding(
                rule=LintRule.BARRIER_PERHAPS_RELATED,
                address=f"barrier/{barrier.id}/blocks",
                says="it may stand in the way of a goal that it is not linked to",
                evidence=(barrier.kind, *related),
                remedy="ask the person, and link it if it does",
                weight=Weight.SUGGESTION,
            )


def too_many_goals(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """More goals at once than the agency's setting. Conditions imposed count apart."""
    del evidence, on
    chosen = tuple(
        goal.id
        for goal in plan.active
        if not all(isinstance(reason, ConditionReason) for reason in goal.because)
    )
    if len(chosen) > settings.most_active_goals:
        yield Finding(
            rule=LintRule.TOO_MANY_GOALS,
            address="plan/goals",
            says=f"{len(chosen)} goals at once, of at most {settings.most_active_goals}",
            evidence=chosen,
            remedy="choose with the person what comes first, and put off the rest",
        )


def against_responsivity(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """A live step demands what the person finds hard. Only where the step says what it demands."""
    hard = _found_hard(plan, evidence, settings, on)
    for goal in plan.active:
        for step in goal.steps:
            demanded = tuple(sorted(set(step.demands) & hard.keys() - {goal.area}))
            if step.is_live and demanded:
                yield Finding(
                    rule=LintRule.AGAINST_RESPONSIVITY,
                    address=f"goal/{goal.id}/step/{step.id}",
                    says="it demands what the person finds hard",
                    evidence=tuple(f"{each}: {hard[each]}" for each in demanded),
                    remedy="find another way, or somebody to help",
                )


def _found_hard(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> dict[str, str]:
    """The domains that the person finds hard, each with what says so."""
    hard = {
        need.domain.code: assessment.id
        for assessment in latest_assessments(evidence.assessments, on)
        for need in assessment.sheet.needs
        if need.domain.kind is NeedKind.RESPONSIVITY
    }
    for barrier in plan.barriers:
        if barrier.state is BarrierState.OPEN:
            for domain in settings.hard_for.get(barrier.kind, ()):
                hard.setdefault(domain, barrier.id)
    return hard
