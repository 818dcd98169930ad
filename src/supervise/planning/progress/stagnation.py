"""Goals that stand still: no step moved and nothing was read for some time.

It is a question to ask, not a finding about the person: the help may have stood still.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.errors import DeclarationError
from supervise.planning.goals import Goal
from supervise.planning.plan import Plan
from supervise.records import Reading, standing


@attrs.frozen(kw_only=True)
class Stagnation:
    """A goal for which nothing has moved: since when, and what moved last."""

    goal: str
    since: date
    days: int
    last_step_on: date | None
    last_reading_on: date | None


def stagnating(
    plan: Plan, readings: Iterable[Reading], *, as_of: date, after_days: int
) -> tuple[Stagnation, ...]:
    """The active goals of a plan that have stood still for more than `after_days`.

    What counts as movement: the goal was started, a step was added or moved, something
    was read. Paused and future goals are meant to stand still.
    """
    if type(after_days) is not int or after_days < 1:
        raise DeclarationError(
            "stagnation", ["after_days must be a whole number, from 1"]
        )
    last_read: dict[str, date] = {}
    for each in standing(readings, as_of=as_of):
        last_read[each.goal] = each.entry.effective_on
    found = [_stagnation(goal, last_read.get(goal.id), as_of) for goal in plan.active]
    return tuple(
        sorted(
            (each for each in found if each.days > after_days),
            key=lambda each: (-each.days, each.goal),
        )
    )


def _stagnation(goal: Goal, last_reading: date | None, as_of: date) -> Stagnation:
    moved = [step.since for step in goal.steps if step.since <= as_of]
    last_step = max(moved, default=None)
    since = max(day for day in (goal.since, last_step, last_reading) if day is not None)
    return Stagnation(
        goal=goal.id,
        since=since,
        days=(as_of - since).days,
        last_step_on=last_step,
        last_reading_on=last_reading,
    )
