"""A plan as one scope shows it: only goals, steps, barriers and strengths that lie within.

What refers to something hidden no longer refers to it. Words that carry no visibility of
their own, and why something was done, are for the person and the agency alone.
"""

from __future__ import annotations

import attrs

from supervise.casefile.scopes import Scope
from supervise.people import Role, Visibility
from supervise.planning import Barrier, Goal, Plan, StrengthReason
from supervise.planning.goals import WITH_THE_PERSON

NARROWEST = Visibility()


def plan_in(
    scope: Scope, plan: Plan, only_goals: frozenset[str] | None = None
) -> Plan | None:
    """What a scope shows of a plan; nothing where it shows no part of it.

    With `only_goals`, no other part of the plan is shown than these goals.
    """
    strengths = tuple(
        each
        for each in plan.strengths
        if only_goals is None and scope.sees(each.visibility)
    )
    goals = tuple(
        _goal_in(scope, goal, frozenset(each.id for each in strengths))
        for goal in plan.goals
        if scope.sees(goal.visibility) and (only_goals is None or goal.id in only_goals)
    )
    if not _is_inside(scope) and not goals:
        return None
    shown = frozenset(goal.id for goal in goals)
    steps = frozenset((goal.id, step.id) for goal in goals for step in goal.steps)
    return attrs.evolve(
        plan,
        goals=goals,
        barriers=tuple(
            _barrier_in(scope, barrier, shown, steps)
            for barrier in plan.barriers
            if only_goals is None and scope.sees(barrier.visibility)
        ),
        strengths=strengths,
        set_aside=tuple(
            each
            for each in plan.set_aside
            if only_goals is None and scope.sees(each.visibility)
        ),
        accepted=plan.accepted if scope.sees(NARROWEST) else (),
        reason=plan.reason if scope.sees(NARROWEST) else "",
        agreement=(
            plan.agreement
            if scope.sees(WITH_THE_PERSON)
            else attrs.evolve(plan.agreement, reason="", words="")
        ),
    )


def _goal_in(scope: Scope, goal: Goal, strengths: frozenset[str]) -> Goal:
    """A goal with the steps that lie within, and no word of a hidden strength."""
    because = tuple(
        each
        for each in goal.because
        if not isinstance(each, StrengthReason) or each.strength in strengths
    )
    return attrs.evolve(
        goal,
        steps=tuple(
            step if _is_inside(scope) else attrs.evolve(step, reason="")
            for step in goal.steps
            if scope.sees(step.visibility)
        ),
        because=because or goal.because,
        reason=goal.reason if _is_inside(scope) else "",
    )


def _is_inside(scope: Scope) -> bool:
    """Whether a scope is the agency's or the person's own."""
    return scope.is_of_the_agency or scope.role is Role.PERSON


def _barrier_in(
    scope: Scope,
    barrier: Barrier,
    goals: frozenset[str],
    steps: frozenset[tuple[str, str]],
) -> Barrier:
    step = barrier.step
    return attrs.evolve(
        barrier,
        blocks=tuple(each for each in barrier.blocks if each in goals),
        step=step if step is not None and (step.goal, step.step) in steps else None,
        reason=barrier.reason if _is_inside(scope) else "",
    )
