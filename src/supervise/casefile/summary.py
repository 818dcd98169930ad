"""The summary of a case on a day: what somebody needs to know who opens it for the first time.

Numbers and codes only. It holds nothing that the timeline does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.casefile.attention import (
    Attention,
    AttentionSettings,
    needs_attention,
)
from supervise.casefile.case import CaseState
from supervise.people import PersonRef
from supervise.planning import Achievement, AgreementState, Lifecycle
from supervise.planning.referrals import (
    Absences,
    ReferralState,
    SharingBasis,
    absences,
)
from supervise.records import Attendance, CaseNote, Milestone, Reading, Status


@attrs.frozen(kw_only=True)
class LevelFound:
    """What the latest assessment by an instrument said of one scale."""

    assessment: str
    instrument: str
    scale: str
    on: date
    status: Status
    level: str = ""


@attrs.frozen(kw_only=True)
class GoalSummary:
    """A goal that is open or was reached: its area, life and achievement."""

    goal: str
    area: str
    lifecycle: Lifecycle
    achievement: Achievement
    target_on: date | None
    steps_done: int
    steps: int


@attrs.frozen(kw_only=True)
class ReferralSummary:
    """A referral: to which service, where it stands, since when."""

    referral: str
    service: str
    state: ReferralState
    since: date


@attrs.frozen(kw_only=True)
class CaseSummary:
    """A case at a glance. Absences have no total: the three kinds do not mean the same."""

    person: PersonRef
    as_of: date
    levels: tuple[LevelFound, ...]
    decided: str
    needs: tuple[str, ...]
    plan: str
    agreement: AgreementState | None
    goals: tuple[GoalSummary, ...]
    referrals: tuple[ReferralSummary, ...]
    sessions_attended: int
    absences: Absences
    minutes_on_needs: int
    tasks_awaited: int
    milestones: int
    last_note_on: date | None
    last_reading_on: date | None
    attention: tuple[Attention, ...]


def summary_of(
    state: CaseState,
    settings: AttentionSettings,
    bases: Iterable[SharingBasis] = (),
) -> CaseSummary:
    """A case at a glance, on the day of its state."""
    plan = state.plan
    attendance = state.of_kind(Attendance)
    present = [each for each in attendance if each.presence.is_present]
    return CaseSummary(
        person=state.person,
        as_of=state.as_of,
        levels=_levels(state),
        decided=_decided(state),
        needs=_needs(state),
        plan="" if plan is None else plan.id,
        agreement=None if plan is None else plan.agreement.state,
        goals=_goals(state),
        referrals=tuple(
            ReferralSummary(
                referral=each.id,
                service=each.service,
                state=each.state,
                since=each.since,
            )
            for each in state.referrals
            if each.state is not ReferralState.DISCARDED
        ),
        sessions_attended=len(present),
        absences=absences(attendance),
        minutes_on_needs=sum(m.minutes for each in present for m in each.on_needs),
        tasks_awaited=sum(task.is_awaited for task in state.tasks),
        milestones=len(state.of_kind(Milestone)),
        last_note_on=_last_day(e.entry.effective_on for e in state.of_kind(CaseNote)),
        last_reading_on=_last_day(e.entry.effective_on for e in state.of_kind(Reading)),
        attention=needs_attention(state, settings, bases),
    )


def _last_day(days: Iterable[date]) -> date | None:
    return max(days, default=None)


def _levels(state: CaseState) -> tuple[LevelFound, ...]:
    return tuple(
        LevelFound(
            assessment=each.id,
            instrument=each.sheet.instrument,
            scale=scale.id,
            on=each.sheet.on,
            status=scale.status,
            level="" if scale.level is None else scale.level.code,
        )
        for each in state.latest_assessments()
        for scale in each.sheet.scales
    )


def _decided(state: CaseState) -> str:
    """The code of the intensity or standing that holds, by the latest decision."""
    holding = [each for each in state.decisions if each.holds_on(state.as_of)]
    if not holding:
        return ""
    last = holding[-1]
    return last.intensity.code if last.intensity is not None else last.standing


def _needs(state: CaseState) -> tuple[str, ...]:
    """The needs that the latest assessments found, in their order, each once."""
    return tuple(
        dict.fromkeys(
            need.domain.code
            for each in state.latest_assessments()
            for need in each.sheet.needs
        )
    )


def _goals(state: CaseState) -> tuple[GoalSummary, ...]:
    plan = state.plan
    if plan is None:
        return ()
    return tuple(
        GoalSummary(
            goal=goal.id,
            area=goal.area,
            lifecycle=goal.lifecycle,
            achievement=goal.achievement,
            target_on=goal.target_on,
            steps_done=sum(step.status == "completed" for step in goal.steps),
            steps=len(goal.steps),
        )
        for goal in plan.goals_in_sight()
        if goal.lifecycle is not Lifecycle.REMOVED
    )
