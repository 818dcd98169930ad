"""A draft: a plan laid open while changes are made, then closed into a new plan.

Only what is touched is copied, so that many changes cost what they change, not what the
plan holds. A draft lives inside one call and is never seen by anybody else.
The effects of each kind of change stand in modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar, cast

import attrs

from supervise.errors import Refusal, RefusalCode
from supervise.histories import TransitionTable, is_blank, refusals_of_move
from supervise.planning.barriers import Barrier
from supervise.planning.goals import Goal, Step
from supervise.planning.plan import (
    AcceptedFinding,
    NeedSetAside,
    Plan,
    PlanStrength,
)

T = TypeVar("T")


class Halt(Exception):
    """A change cannot be made: why, all of it."""

    def __init__(self, *refusals: Refusal) -> None:
        self.refusals = refusals


def halt(code: RefusalCode, where: str, says: str, remedy: str = "") -> Halt:
    """One reason not to make a change."""
    return Halt(Refusal(code=code, where=where, says=says, remedy=remedy))


class Opened(Generic[T]):
    """A frozen value and the fields that were written since."""

    __slots__ = ("new", "was")

    def __init__(self, was: T) -> None:
        self.was = was
        self.new: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as many types as fields
        new = self.new
        return new[name] if name in new else getattr(self.was, name)

    def write(self, **fields: Any) -> None:  # noqa: ANN401 - as many types as fields
        """Write fields."""
        self.new.update(fields)

    def close(self) -> T:
        """The value with what was written; the very same if nothing was."""
        if not self.new:
            return self.was
        closed: T = attrs.evolve(cast("Any", self.was), **self.new)
        return closed


class OpenedGoal(Opened[Goal]):
    """A goal laid open, and those of its steps that are touched."""

    __slots__ = ("steps",)

    def __init__(self, was: Goal) -> None:
        super().__init__(was)
        self.steps: dict[str, Opened[Step]] = {s.id: Opened(s) for s in was.steps}

    def close(self) -> Goal:
        """The goal with what was written in it and in its steps."""
        steps = tuple(step.close() for step in self.steps.values())
        was = self.was.steps
        if len(steps) != len(was) or any(
            new is not old for new, old in zip(steps, was, strict=True)
        ):
            self.new["steps"] = steps
        return super().close()


class Draft:
    """A plan laid open."""

    __slots__ = (
        "accepted",
        "barriers",
        "goals",
        "plan",
        "set_aside",
        "strengths",
        "touched",
        "version",
    )

    def __init__(self, plan: Plan) -> None:
        self.plan = Opened(plan)
        self.version = plan.version
        self.goals: dict[str, Goal | OpenedGoal] = {g.id: g for g in plan.goals}
        self.barriers: dict[str, Barrier] = {b.id: b for b in plan.barriers}
        self.strengths: dict[str, PlanStrength] = {s.id: s for s in plan.strengths}
        self.set_aside: dict[str, NeedSetAside] = {n.domain: n for n in plan.set_aside}
        self.accepted: dict[tuple[str, str], AcceptedFinding] = {
            (a.rule, a.address): a for a in plan.accepted
        }
        self.touched: set[str] = set()

    def close(self) -> Plan:
        """The plan with all that was changed."""
        plan = self.plan
        if "goals" in self.touched:
            plan.new["goals"] = tuple(
                goal.close() if isinstance(goal, OpenedGoal) else goal
                for goal in self.goals.values()
            )
        for name in self.touched - {"goals"}:
            plan.new[name] = tuple(getattr(self, name).values())
        plan.new["version"] = self.version
        return plan.close()

    # -- finding what a change speaks of ---------------------------------------

    def goal(self, id: str) -> OpenedGoal:
        """A goal, laid open."""
        found = self.goals.get(id)
        if isinstance(found, OpenedGoal):
            return found
        if found is None:
            raise halt(RefusalCode.UNKNOWN_ID, f"goal/{id}", "no such goal in the plan")
        self.touched.add("goals")
        opened = self.goals[id] = OpenedGoal(found)
        return opened

    def step(self, goal: str, id: str) -> Opened[Step]:
        """A step, laid open."""
        found = self.goal(goal).steps.get(id)
        if found is None:
            raise halt(RefusalCode.UNKNOWN_ID, f"goal/{goal}/step/{id}", "no such step")
        return found

    def barrier(self, id: str) -> Barrier:
        """A barrier."""
        if id not in self.barriers:
            raise halt(RefusalCode.UNKNOWN_ID, f"barrier/{id}", "no such barrier")
        return self.barriers[id]

    def put_barrier(self, barrier: Barrier) -> None:
        """Put a barrier in, or in the place of what it was."""
        self.barriers[barrier.id] = barrier
        self.touched.add("barriers")


def moved(
    table: TransitionTable,
    state: str,
    action: str,
    where: str,
    given: Mapping[str, object],
) -> str:
    """The state that an action leads to; halts where it is refused."""
    row = table.row(state, action)
    if row is None or (row.needs and any(is_blank(given.get(n)) for n in row.needs)):
        raise Halt(*refusals_of_move(table, state, action, given, where))
    return row.target


def field_of(goal: Goal | OpenedGoal, name: str) -> Any:  # noqa: ANN401 - any field
    """A field of a goal as it is now, opened or not."""
    return goal[name] if isinstance(goal, OpenedGoal) else getattr(goal, name)


def refuse_taken(where: str, id: str, taken: Iterable[str]) -> None:
    """Halt if an identifier was used before, even by something that is gone."""
    if id in taken:
        raise halt(
            RefusalCode.ID_REUSED,
            where,
            "this id was used before",
            "give a new id; none is ever used again",
        )
