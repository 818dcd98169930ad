"""What can be worked on: barriers block goals until a step has dealt with them.

All of it is computed from the plan; none of it is kept, and none of it forbids anything.
What a person did all the same is recorded as it was.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from supervise.planning.barriers import Barrier
from supervise.planning.goals import Goal, Step
from supervise.planning.plan import Plan
from supervise.planning.states import BarrierState, StepStatus


class GoalReadiness(StrEnum):
    """Whether a goal can be worked on."""

    READY = "ready"
    BEING_CLEARED = "being_cleared"
    BLOCKED = "blocked"


@attrs.frozen(kw_only=True)
class GoalStanding:
    """Whether a goal can be worked on, and which barriers stand in its way."""

    goal: str
    readiness: GoalReadiness
    barriers: tuple[Barrier, ...] = ()


@attrs.frozen(kw_only=True)
class NextStep:
    """A step that is to be done: what it clears, or what it waits for."""

    goal: Goal
    step: Step
    clears: tuple[Barrier, ...] = ()
    waits_for: tuple[Barrier, ...] = ()


def step_that_deals_with(plan: Plan, barrier: Barrier) -> Step | None:
    """The step that deals with a barrier, wherever in the plan it stands."""
    if barrier.step is None:
        return None
    goal = plan.goal(barrier.step.goal)
    return goal.step(barrier.step.step) if goal and goal.is_open else None


def readiness_of_barrier(plan: Plan, barrier: Barrier) -> GoalReadiness:
    """How far a barrier blocks what it blocks.

    Nothing is blocked by one that is settled or accepted, or whose step is done.
    While its step is live, the way is being cleared; without such a step it is blocked.
    """
    if barrier.state in {BarrierState.SETTLED, BarrierState.ACCEPTED}:
        return GoalReadiness.READY
    step = step_that_deals_with(plan, barrier)
    if step is not None and step.status is StepStatus.COMPLETED:
        return GoalReadiness.READY
    if step is not None and step.is_live:
        return GoalReadiness.BEING_CLEARED
    return GoalReadiness.BLOCKED


def goal_standing(plan: Plan, goal: str) -> GoalStanding:
    """Whether a goal can be worked on, with the barriers that say so."""
    found = {
        barrier: readiness_of_barrier(plan, barrier)
        for barrier in plan.barriers
        if goal in barrier.blocks
    }
    in_the_way = tuple(b for b, how in found.items() if how is not GoalReadiness.READY)
    worst = GoalReadiness.READY
    if in_the_way:
        worst = GoalReadiness.BEING_CLEARED
    if GoalReadiness.BLOCKED in found.values():
        worst = GoalReadiness.BLOCKED
    return GoalStanding(goal=goal, readiness=worst, barriers=in_the_way)


def next_steps(plan: Plan) -> tuple[NextStep, ...]:
    """The live steps of active goals: what clears the way first, what waits last.

    Within that, by goal and step in the plan's order.
    """
    found: list[NextStep] = []
    for goal in plan.active:
        in_the_way = goal_standing(plan, goal.id).barriers
        for step in goal.steps:
            if not step.is_live:
                continue
            clears = tuple(
                barrier
                for barrier in plan.barriers
                if step_that_deals_with(plan, barrier) is step
                and barrier.state is BarrierState.BEING_DEALT_WITH
            )
            waits_for = tuple(b for b in in_the_way if b not in clears)
            found.append(
                NextStep(
                    goal=goal,
                    step=step,
                    clears=clears,
                    waits_for=() if clears else waits_for,
                )
            )
    return tuple(sorted(found, key=lambda s: (not s.clears, bool(s.waits_for))))
