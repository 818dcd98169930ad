"""Taking a plan further: into a new period, as a copy, or to another agency.

A new period and a copy are new plans with ids of their own; what came over says from where.
A transfer keeps the plan, every id and the whole history, and adds one revision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from supervise.histories import Entry
from supervise.planning.changes import (
    Change,
    ClosePlan,
    FindBarrier,
    NoteStrength,
    OpenPlan,
    SetAsideNeed,
    TransferPlan,
)
from supervise.planning.goal_changes import AddGoal, AddStep, MoveGoal
from supervise.planning.goals import Carried, CarryChoice, Goal, Reason, StrengthReason
from supervise.planning.plan import Plan
from supervise.planning.revisions import Revision, Trigger
from supervise.planning.states import BarrierState, GoalAction, Lifecycle


@attrs.frozen(kw_only=True)
class CarriedOver:
    """What went over and what stayed behind, by id, beside the revisions that do it."""

    revisions: tuple[Revision, ...]
    goals: tuple[str, ...]
    left_behind: tuple[str, ...]


def new_period(
    plan: Plan,
    closing: Entry,
    opening: Entry,
    *,
    plan_id: str,
    period: str,
    choices: Mapping[str, CarryChoice],
) -> CarriedOver:
    """Close a plan and begin the next one, with those open goals that were chosen.

    A goal without a choice stays behind. The person is asked anew: agreement does not
    go over. `closing` needs a reason.
    """
    close = Revision(
        entry=closing,
        plan=plan.id,
        base=plan.version,
        changes=(ClosePlan(reason=closing.reason),),
        trigger=Trigger.NEW_PERIOD,
    )
    begun = _begun(
        plan,
        opening,
        choices,
        plan_id=plan_id,
        period=period,
        trigger=Trigger.NEW_PERIOD,
    )
    return attrs.evolve(begun, revisions=(close, *begun.revisions))


def clone(plan: Plan, entry: Entry, *, plan_id: str, period: str) -> CarriedOver:
    """A new plan with all open goals as they are; the old one stays as it is."""
    choices = {g.id: CarryChoice.AS_IT_WAS for g in plan.goals if g.is_open}
    return _begun(
        plan, entry, choices, plan_id=plan_id, period=period, trigger=Trigger.OTHER
    )


def transfer(plan: Plan, entry: Entry, *, agency: str) -> CarriedOver:
    """Hand a plan to another agency, whole."""
    made = Revision(
        entry=entry,
        plan=plan.id,
        base=plan.version,
        changes=(TransferPlan(agency=agency),),
        trigger=Trigger.TRANSFER,
    )
    goals = tuple(goal.id for goal in plan.goals_in_sight())
    return CarriedOver(revisions=(made,), goals=goals, left_behind=())


def _begun(
    plan: Plan,
    entry: Entry,
    choices: Mapping[str, CarryChoice],
    *,
    plan_id: str,
    period: str,
    trigger: Trigger,
) -> CarriedOver:
    """The revision that opens the new plan."""
    taken = [goal for goal in plan.goals if goal.is_open and goal.id in choices]
    carried = Carried(
        plan=plan.id,
        version=plan.version,
        on=entry.effective_on,
        by=entry.actor,
        choice=CarryChoice.AS_IT_WAS,
    )
    new_ids = {
        old: f"{entry.id}/{number}"
        for number, old in enumerate(
            (
                *(f"strength {s.id}" for s in plan.strengths),
                *(f"goal {g.id}" for g in taken),
                *(f"barrier {b.id}" for b in plan.barriers),
            ),
            start=1,
        )
    }
    begin = OpenPlan(
        person=plan.person, period=period, agency=plan.agency, carried=carried
    )
    changes: tuple[Change, ...] = (
        begin,
        *_strengths(plan, new_ids),
        *(
            change
            for goal in taken
            for change in _goal(goal, new_ids, carried, choices[goal.id])
        ),
        *_barriers(plan, new_ids),
        *_needs_set_aside(plan),
    )
    made = Revision(entry=entry, plan=plan_id, base=0, changes=changes, trigger=trigger)
    behind = [g.id for g in plan.goals if g.is_open and g.id not in choices]
    return CarriedOver(
        revisions=(made,),
        goals=tuple(goal.id for goal in taken),
        left_behind=tuple(behind),
    )


def _strengths(plan: Plan, new_ids: Mapping[str, str]) -> Iterator[NoteStrength]:
    for strength in plan.strengths:
        if strength.in_use:
            yield NoteStrength(
                strength=new_ids[f"strength {strength.id}"],
                domain=strength.domain,
                says=strength.says,
                assessment=strength.assessment,
                instrument=strength.instrument,
                visibility=strength.visibility,
            )


def _goal(
    goal: Goal, new_ids: Mapping[str, str], carried: Carried, choice: CarryChoice
) -> Iterator[AddGoal | AddStep | MoveGoal]:
    """A goal, with its live steps unless it is started afresh; a paused one stays paused."""
    id = new_ids[f"goal {goal.id}"]
    yield AddGoal(
        goal=id,
        title=goal.title,
        area=goal.area,
        because=tuple(_reason(reason, new_ids) for reason in goal.because),
        proposed_by=goal.proposed_by,
        own_words=goal.own_words,
        suggested_by=goal.suggested_by,
        related_areas=goal.related_areas,
        target_on=goal.target_on,
        reminder_on=None if goal.target_on else goal.reminder_on,
        measure=goal.measure,
        after_supervision=goal.after_supervision,
        rank=goal.rank,
        carried=attrs.evolve(carried, goal=goal.id, choice=choice),
        visibility=goal.visibility,
    )
    afresh = choice is CarryChoice.STARTED_AFRESH
    if goal.lifecycle is Lifecycle.PAUSED and not afresh:
        yield MoveGoal(goal=id, action=GoalAction.PAUSE, reason=goal.reason)
    steps = () if afresh else goal.steps
    for number, step in enumerate(steps, start=1):
        if step.is_live:
            yield AddStep(
                goal=id,
                step=f"{id}/{number}",
                text=step.text,
                by=step.by,
                due_on=step.due_on,
                demands=step.demands,
                rank=step.rank,
                visibility=step.visibility,
            )


def _reason(reason: Reason, new_ids: Mapping[str, str]) -> Reason:
    if not isinstance(reason, StrengthReason):
        return reason
    return StrengthReason(strength=new_ids[f"strength {reason.strength}"])


def _barriers(plan: Plan, new_ids: Mapping[str, str]) -> Iterator[FindBarrier]:
    """The barriers that still stand in the way; the steps against them are looked at anew."""
    standing = {BarrierState.OPEN, BarrierState.BEING_DEALT_WITH}
    for barrier in plan.barriers:
        if barrier.state in standing:
            blocked = (new_ids.get(f"goal {id}") for id in barrier.blocks)
            yield FindBarrier(
                barrier=new_ids[f"barrier {barrier.id}"],
                kind=barrier.kind,
                says=barrier.says,
                blocks=tuple(id for id in blocked if id is not None),
                visibility=barrier.visibility,
            )


def _needs_set_aside(plan: Plan) -> Iterator[SetAsideNeed]:
    for need in plan.set_aside:
        yield SetAsideNeed(
            domain=need.domain,
            assessment=need.assessment,
            reason=need.reason,
            until=need.until,
            visibility=need.visibility,
        )
