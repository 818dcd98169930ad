"""Suggested goals: what an assessment speaks for, each with its reason.

A suggestion is a proposal to people. It enters a plan only by a revision that a person makes.
What is suggested sees needs, strengths, barriers and readiness; not the case, not who it is.
The strongest changeable need comes first; what a person finds hard is taken into account.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

import attrs

from supervise.needs import AssessedNeed, NeedKind, StrengthFinding
from supervise.people import Actor, Role
from supervise.planning.goal_changes import AddGoal, AddStep
from supervise.planning.goals import Measure, NeedReason, Reason
from supervise.planning.plan import Plan
from supervise.planning.readiness import readiness_on
from supervise.planning.states import BarrierState
from supervise.records import Assessment, Readiness, ReadinessRating


@attrs.frozen(kw_only=True)
class ProfiledNeed:
    """An assessed need, and which assessment found it."""

    assessment: str
    instrument: str
    need: AssessedNeed


@attrs.frozen(kw_only=True)
class ReadinessForDomain:
    """How ready a person is to work on a domain."""

    domain: str
    stage: Readiness


@attrs.frozen(kw_only=True)
class PlanningProfile:
    """What suggestions are made from: needs, strengths, barriers, readiness.

    `needs` are changeable, the strongest first; `responsivity` are factors that shape how
    help is given; `barriers` are kinds of open barrier; `areas` are those that the plan
    works on already. Nothing in it says who the person is.
    """

    needs: tuple[ProfiledNeed, ...] = ()
    responsivity: tuple[ProfiledNeed, ...] = ()
    strengths: tuple[StrengthFinding, ...] = ()
    barriers: tuple[str, ...] = ()
    readiness: tuple[ReadinessForDomain, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def found_hard(self) -> frozenset[str]:
        """The domains in which a step should not demand much, unless it helps there."""
        return frozenset(each.need.domain.code for each in self.responsivity)


@attrs.frozen(kw_only=True)
class StepSuggestion:
    """A step that could be taken: by whom (a role, not a name) and what it demands."""

    text: str
    by: Role = Role.PERSON
    demands: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class GoalSuggestion:
    """A goal that could be set, with its reason.

    `id` names the suggestion and `source` who makes it; `why` says, to the officer and the
    person, what it rests on. `deals_with` are kinds of barrier that it helps to clear.
    """

    id: str
    source: str
    title: str
    area: str
    why: str
    because: tuple[Reason, ...] = ()
    steps: tuple[StepSuggestion, ...] = ()
    services: tuple[str, ...] = ()
    measure: Measure | None = None
    deals_with: tuple[str, ...] = ()


class GoalSuggestions(Protocol):
    """The shape of the hook: a profile and a date in, suggestions out, nothing else."""

    def __call__(
        self, profile: PlanningProfile, on: date
    ) -> tuple[GoalSuggestion, ...]:
        """Suggestions for a profile."""
        ...


@attrs.frozen(kw_only=True)
class Arranged:
    """A suggestion in its place, and why it stands there.

    `cautions` name what would have to be seen to first: demands that the person finds
    hard, barriers that are open, a stage of readiness.
    """

    suggestion: GoalSuggestion
    need: ProfiledNeed | None
    cautions: tuple[str, ...] = ()


def profile_of(
    plan: Plan,
    assessments: Iterable[Assessment],
    ratings: Iterable[ReadinessRating] = (),
    *,
    on: date,
) -> PlanningProfile:
    """What may be known to those who suggest, as of a date.

    Of each instrument the latest assessment counts. History is never suggested upon.
    """
    latest = latest_assessments(assessments, on)
    found = [
        ProfiledNeed(assessment=a.id, instrument=a.sheet.instrument, need=need)
        for a in latest
        for need in a.sheet.needs
        if need.domain.changeable
    ]
    shapes = [n for n in found if n.need.domain.kind is NeedKind.RESPONSIVITY]
    drives = [n for n in found if n.need.domain.kind is not NeedKind.RESPONSIVITY]
    return PlanningProfile(
        needs=tuple(sorted(drives, key=_strongest_first)),
        responsivity=tuple(sorted(shapes, key=_strongest_first)),
        strengths=tuple(s for a in latest for s in a.sheet.strengths),
        barriers=tuple(
            sorted({b.kind for b in plan.barriers if b.state is BarrierState.OPEN})
        ),
        readiness=tuple(
            ReadinessForDomain(domain=domain, stage=rating.stage)
            for domain, rating in sorted(readiness_on(ratings, on).items())
        ),
        areas=tuple(sorted({goal.area for goal in plan.goals if goal.is_open})),
    )


def latest_assessments(
    assessments: Iterable[Assessment], on: date
) -> tuple[Assessment, ...]:
    """The latest assessment by each instrument as of a date, in the order of their ids."""
    latest: dict[str, Assessment] = {}
    for each in sorted(assessments, key=lambda a: (a.sheet.on, a.recorded_at)):
        if each.sheet.on <= on:
            latest[each.sheet.instrument] = each
    return tuple(sorted(latest.values(), key=lambda each: each.id))


def _strongest_first(each: ProfiledNeed) -> tuple[int, int, int]:
    """Criminogenic before stabilising; then by severity; then by how much was found."""
    criminogenic = each.need.domain.kind is NeedKind.CRIMINOGENIC
    severity, found = each.need.severity.position, len(each.need.findings)
    return (not criminogenic, -severity, -found)


def arrange(
    suggestions: Iterable[GoalSuggestion], profile: PlanningProfile
) -> tuple[Arranged, ...]:
    """Suggestions in the order in which they should be talked about.

    What clears an open barrier comes first, then by the strength of the need it works on;
    for one need, what demands least of what the person finds hard. What the plan works on
    already, or no need speaks for, comes last. Nothing is left out.
    """
    rank = {each.need.domain.code: n for n, each in enumerate(profile.needs)}
    by_domain = {each.need.domain.code: each for each in profile.needs}

    def place(suggestion: GoalSuggestion) -> tuple[bool, bool, int, int, str, str]:
        clears = bool(set(suggestion.deals_with) & set(profile.barriers))
        known = suggestion.area in profile.areas
        need = rank.get(suggestion.area, len(rank))
        hard = len(_found_hard(suggestion, profile))
        return (not clears, known, need, hard, suggestion.source, suggestion.id)

    return tuple(
        Arranged(
            suggestion=suggestion,
            need=by_domain.get(suggestion.area),
            cautions=_cautions(suggestion, profile),
        )
        for suggestion in sorted(suggestions, key=place)
    )


def _found_hard(
    suggestion: GoalSuggestion, profile: PlanningProfile
) -> tuple[str, ...]:
    """What the steps demand that the person finds hard, where they do not help with it."""
    demanded = {demand for step in suggestion.steps for demand in step.demands}
    return tuple(sorted(demanded & profile.found_hard - {suggestion.area}))


def _cautions(suggestion: GoalSuggestion, profile: PlanningProfile) -> tuple[str, ...]:
    demanded = {demand for step in suggestion.steps for demand in step.demands}
    hard = _found_hard(suggestion, profile)
    open_barriers = sorted(demanded & set(profile.barriers) - {*suggestion.deals_with})
    early = {Readiness.PRECONTEMPLATION, Readiness.CONTEMPLATION}
    stages = [r.stage for r in profile.readiness if r.domain == suggestion.area]
    return (
        *(f"a step demands {each}, which the person finds hard" for each in hard),
        *(f"a step meets the open barrier {each}" for each in open_barriers),
        *(
            f"the person is in {stage}: begin with talking"
            for stage in stages
            if stage in early
        ),
        *(["the plan works on this area"] if suggestion.area in profile.areas else []),
    )


def taken_up(
    arranged: Arranged,
    goal: str,
    *,
    proposed_by: Actor,
    actors: tuple[Actor, ...],
    target_on: date,
) -> tuple[AddGoal | AddStep, ...]:
    """The changes with which somebody takes a suggestion into a plan.

    They make up a revision of that person; nothing is applied here. `actors` are those who
    take the steps, one for each. The need that speaks for the goal becomes its reason.
    """
    suggestion, found = arranged.suggestion, arranged.need
    reasons: tuple[Reason, ...] = suggestion.because
    if found is not None:
        need = NeedReason(
            assessment=found.assessment,
            instrument=found.instrument,
            domain=found.need.domain.code,
        )
        reasons = reasons if need in reasons else (*reasons, need)
    steps = zip(suggestion.steps, actors, strict=True)
    return (
        AddGoal(
            goal=goal,
            title=suggestion.title,
            area=suggestion.area,
            because=reasons,
            proposed_by=proposed_by,
            suggested_by=f"{suggestion.source}:{suggestion.id}",
            target_on=target_on,
            measure=suggestion.measure,
        ),
        *(
            AddStep(
                goal=goal,
                step=f"{goal}/{number}",
                text=step.text,
                by=actor,
                demands=step.demands,
            )
            for number, (step, actor) in enumerate(steps, start=1)
        ),
    )
