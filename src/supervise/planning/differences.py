"""What is different between two plans, for people to read; and applying a difference.

Goals and steps are matched by id, never by their words or places.
A difference is computed from two plans; what is recorded is revisions.
Its text shows no free text unless it is asked for on behalf of somebody who may see it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Final, cast

import attrs

from supervise.errors import kind_and_length
from supervise.histories import FREE_TEXT
from supervise.people import Actor
from supervise.planning.footprints import Address
from supervise.planning.goals import Goal
from supervise.planning.plan import Plan


class Nothing(Enum):
    """Stands for what is not there: before it was added, or after it was taken away."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Nothing.ABSENT

Part = attrs.AttrsInstance

# Where the parts of a plan stand in an address, and which fields tell them apart.
_PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "strength": ("strengths", ("id",)),
        "set_aside": ("set_aside", ("domain",)),
        "barrier": ("barriers", ("id",)),
        "accepted": ("accepted", ("rule", "address")),
    }
)
_APART = frozenset({"agreement", "goals", *(name for name, _ in _PARTS.values())})


@attrs.frozen
class Edit:
    """One field that differs: where, what it was, and what it is now.

    `ABSENT` stands for a part that was added or is gone; its other side is the whole part.
    """

    address: Address
    was: object = attrs.field(repr=False)
    now: object = attrs.field(repr=False)
    is_free_text: bool = attrs.field(default=False, repr=False, eq=False)

    @property
    def where(self) -> str:
        """The address as text."""
        return "/".join(self.address)

    def __str__(self) -> str:
        if self.was is ABSENT:
            return f"{self.where}: added"
        if self.now is ABSENT:
            return f"{self.where}: gone"
        if self.is_free_text:
            return f"{self.where}: {_covered(self.was)} -> {_covered(self.now)}"
        return f"{self.where}: {_shown(self.was)} -> {_shown(self.now)}"


def difference(was: Plan, now: Plan) -> tuple[Edit, ...]:
    """What is different, in the order of reading: plan, agreement, goals, and the rest.

    `patch(was, difference(was, now)) == now`.
    """
    if was is now:
        return ()
    return (
        *_fields(("plan",), was, now, apart=_APART),
        *_fields(("agreement",), was.agreement, now.agreement),
        *_goals(was.goals, now.goals),
        *(
            edit
            for name, (field, keys) in _PARTS.items()
            for edit in _parts(name, keys, getattr(was, field), getattr(now, field))
        ),
    )


def patch(plan: Plan, edits: Iterable[Edit]) -> Plan:
    """A plan with a difference applied to it: what `now` says, wherever it says something."""
    by_head: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_head[edit.address[0]].append(edit)
    fields: dict[str, Any] = {e.address[1]: e.now for e in by_head["plan"]}
    if by_head["agreement"]:
        answers: dict[str, Any] = {e.address[1]: e.now for e in by_head["agreement"]}
        fields["agreement"] = attrs.evolve(plan.agreement, **answers)
    if by_head["goal"]:
        fields["goals"] = _patched(plan.goals, ("id",), by_head["goal"])
    for name, (field, keys) in _PARTS.items():
        if by_head[name]:
            fields[field] = _patched(getattr(plan, field), keys, by_head[name])
    return attrs.evolve(plan, **fields) if fields else plan


def _fields(
    head: Address, was: Part, now: Part, apart: frozenset[str] = frozenset()
) -> Iterator[Edit]:
    """The fields of two values of one class that differ."""
    if was is now:
        return
    for field in attrs.fields(type(was)):
        if field.name in apart:
            continue
        before, after = getattr(was, field.name), getattr(now, field.name)
        if before is not after and before != after:
            free = field.metadata == FREE_TEXT
            yield Edit((*head, field.name), before, after, is_free_text=free)


def _shown(value: object) -> str:
    """A code, a date, a number or a list of codes as text; of anything else its kind."""
    match value:
        case None:
            return "nothing"
        case StrEnum() | bool() | int() | Decimal() | date():
            return str(value)
        case str():
            return value or "nothing"
        case Actor():
            return f"{value.role} {value.id}"
        case tuple() if all(isinstance(each, str) for each in value):
            return ", ".join(value) or "nothing"
        case tuple():
            return f"{len(value)} of them"
        case _:
            return f"another {type(value).__name__.lower()}"


def _covered(value: object) -> str:
    """What may be shown of somebody's words: that they are there, and how long."""
    return kind_and_length(value) if value else "nothing"


def _key(part: Part, keys: tuple[str, ...]) -> Address:
    return tuple([getattr(part, key) for key in keys])


def _goals(was: tuple[Goal, ...], now: tuple[Goal, ...]) -> Iterator[Edit]:
    before = {goal.id: goal for goal in was}
    kept = {goal.id for goal in now}
    for goal in now:
        old = before.get(goal.id)
        if old is None:
            yield Edit(("goal", goal.id), ABSENT, goal)
        elif old is not goal:
            yield from _fields(("goal", goal.id), old, goal, apart=_STEPS)
            yield from _parts("step", ("id",), old.steps, goal.steps, goal.id)
    for goal in was:
        if goal.id not in kept:
            yield Edit(("goal", goal.id), goal, ABSENT)


_STEPS = frozenset({"steps"})


def _parts(
    name: str,
    keys: tuple[str, ...],
    was: tuple[Part, ...],
    now: tuple[Part, ...],
    goal: str = "",
) -> Iterator[Edit]:
    """The differences of the parts of one kind, each matched by what tells it apart."""
    if was is now:
        return
    head = ("goal", goal, name) if goal else (name,)
    before = {_key(part, keys): part for part in was}
    after = {_key(part, keys): part for part in now}
    for key, part in after.items():
        if key in before:
            yield from _fields((*head, *key), before[key], part)
        else:
            yield Edit((*head, *key), ABSENT, part)
    for key, part in before.items():
        if key not in after:
            yield Edit((*head, *key), part, ABSENT)


def _patched(
    parts: tuple[Part, ...], keys: tuple[str, ...], edits: list[Edit], depth: int = 1
) -> tuple[Part, ...]:
    """Parts of one kind with the edits that speak of them."""
    held = {_key(part, keys): part for part in parts}
    inside: dict[Address, list[Edit]] = defaultdict(list)
    for edit in edits:
        key = edit.address[depth : depth + len(keys)]
        if len(edit.address) > depth + len(keys):
            inside[key].append(edit)
        elif edit.now is ABSENT:
            held.pop(key, None)
        else:
            held[key] = cast("Part", edit.now)
    for key, found in inside.items():
        if key in held:
            held[key] = _patched_part(held[key], found, depth + len(keys))
    return tuple(held.values())


def _patched_part(part: Part, edits: list[Edit], depth: int) -> Part:
    steps = [edit for edit in edits if edit.address[depth] == "step"]
    if isinstance(part, Goal):
        fields = {e.address[depth]: e.now for e in edits if e.address[depth] != "step"}
        if steps:
            fields["steps"] = _patched(part.steps, ("id",), steps, depth + 1)
    else:
        fields = {edit.address[depth]: edit.now for edit in edits}
    patched: Part = attrs.evolve(cast("Any", part), **fields)
    return patched
