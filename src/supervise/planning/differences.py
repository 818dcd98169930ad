"""What is different between two plans, for people to read; and applying a difference.

Goals and steps are matched by id, never by their words or places.
A difference is computed from two plans; what is recorded is revisions.
Its text shows no free text unless it is asked for on behalf of somebody who may see it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from operator import attrgetter, eq
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar, cast

import attrs

from supervise.errors import kind_and_length
from supervise.histories import FREE_TEXT
from supervise.people import Actor, PersonRef
from supervise.planning.barriers import Barrier, StepRef
from supervise.planning.footprints import Address
from supervise.planning.goals import Goal, Step, reason_key
from supervise.planning.plan import (
    AcceptedFinding,
    Agreement,
    NeedSetAside,
    Plan,
    PlanStrength,
)


class Nothing(Enum):
    """Stands for what is not there: before it was added, or after it was taken away."""

    ABSENT = "absent"


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


@attrs.frozen
class _Compared:
    """How the fields of one class are compared: which, and which are somebody's words."""

    names: tuple[str, ...]
    free_text: frozenset[str]
    values: Callable[[Part], object]


def _compared(kind: type[Part], *apart: str) -> _Compared:
    fields = [field for field in attrs.fields(kind) if field.name not in apart]
    names = tuple(field.name for field in fields)
    free = frozenset(f.name for f in fields if f.metadata == FREE_TEXT)
    return _Compared(names, free, attrgetter(*names))


_COMPARED: Mapping[type, _Compared] = MappingProxyType(
    {
        Plan: _compared(
            Plan, "agreement", "goals", *(name for name, _ in _PARTS.values())
        ),
        Goal: _compared(Goal, "steps"),
        **{
            kind: _compared(kind)
            for kind in (
                Agreement,
                Step,
                Barrier,
                PlanStrength,
                NeedSetAside,
                AcceptedFinding,
            )
        },
    }
)


@attrs.frozen
class Edit:
    """One field that differs: where, what it was, and what it became.

    `ABSENT` stands for a part that was added or is gone; its other side is the whole part.
    """

    address: Address
    was: object = attrs.field(repr=False)
    became: object = attrs.field(repr=False)
    is_free_text: bool = attrs.field(default=False, repr=False, eq=False)

    @property
    def where(self) -> str:
        """The address as text."""
        return "/".join(self.address)

    def __str__(self) -> str:
        if self.was is ABSENT:
            return f"{self.where}: added"
        if self.became is ABSENT:
            return f"{self.where}: gone"
        if self.is_free_text:
            return f"{self.where}: {_covered(self.was)} -> {_covered(self.became)}"
        was = _shown(self.was)
        became = _shown(self.became, "a" if self.was is None else "another")
        return f"{self.where}: {was} -> {became}"


def difference(was: Plan, became: Plan) -> tuple[Edit, ...]:
    """What is different, in the order of reading: plan, agreement, goals, and the rest.

    `patch(was, difference(was, became)) == became`.
    """
    if was is became:
        return ()
    return (
        *_fields(("plan",), was, became),
        *_fields(("agreement",), was.agreement, became.agreement),
        *_goals(was.goals, became.goals),
        *(
            edit
            for name, (field, keys) in _PARTS.items()
            for edit in _parts(
                (name,), keys, getattr(was, field), getattr(became, field)
            )
        ),
    )


def patch(plan: Plan, edits: Iterable[Edit]) -> Plan:
    """A plan with a difference applied to it: what `became` says, wherever it says something."""
    by_head: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_head[edit.address[0]].append(edit)
    fields: dict[str, Any] = {e.address[1]: e.became for e in by_head["plan"]}
    if by_head["agreement"]:
        answers: dict[str, Any] = {e.address[1]: e.became for e in by_head["agreement"]}
        fields["agreement"] = attrs.evolve(plan.agreement, **answers)
    if by_head["goal"]:
        fields["goals"] = _patched(plan.goals, ("id",), by_head["goal"])
    for name, (field, keys) in _PARTS.items():
        if by_head[name]:
            fields[field] = _patched(getattr(plan, field), keys, by_head[name])
    return attrs.evolve(plan, **fields) if fields else plan


def _fields(head: Address, was: Part, became: Part) -> Iterator[Edit]:
    """The fields of two values of one class that differ."""
    if was is became:
        return
    kind = _COMPARED[type(was)]
    if kind.values(was) == kind.values(became):
        return
    for name in kind.names:
        before, after = getattr(was, name), getattr(became, name)
        if before is not after and before != after:
            free = name in kind.free_text
            yield Edit((*head, name), before, after, is_free_text=free)


def _shown(value: object, article: str = "a") -> str:
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
        case PersonRef():
            return value.id
        case StepRef():
            return f"goal/{value.goal}/step/{value.step}"
        case tuple() if all(isinstance(each, str) for each in value):
            return ", ".join(value) or "nothing"
        case tuple():
            return f"{len(value)} of them"
        case _:
            return f"{article} {type(value).__name__.lower()}"


def _covered(value: object) -> str:
    """What may be shown of somebody's words: that they are there, and how long."""
    return kind_and_length(value) if value else "nothing"


def _key(part: Part, keys: tuple[str, ...]) -> Address:
    return tuple([getattr(part, key) for key in keys])


def _goals(was: tuple[Goal, ...], became: tuple[Goal, ...]) -> Iterator[Edit]:
    for key, old, new in _matched(was, became, ("id",)):
        if old is ABSENT or new is ABSENT:
            yield Edit(("goal", *key), old, new)
        elif old is not new:
            yield from _fields(("goal", *key), old, new)
            yield from _parts(("goal", *key, "step"), ("id",), old.steps, new.steps)


def _parts(
    head: Address,
    keys: tuple[str, ...],
    was: tuple[Part, ...],
    became: tuple[Part, ...],
) -> Iterator[Edit]:
    """The differences of the parts of one kind, each matched by what tells it apart."""
    if was is became or _are_the_same(was, became):
        return
    for key, old, new in _matched(was, became, keys):
        if old is ABSENT or new is ABSENT:
            yield Edit((*head, *key), old, new)
        else:
            yield from _fields((*head, *key), old, new)


def _are_the_same(was: tuple[Part, ...], became: tuple[Part, ...]) -> bool:
    """Whether two runs of parts have the same rows: most have, and this is quick."""
    if not was or len(was) != len(became):
        return len(was) == len(became)
    row = _COMPARED[type(was[0])].values
    return all(map(eq, map(row, was), map(row, became)))


P = TypeVar("P", bound=Part)
Pair = tuple[Address, P | Literal[Nothing.ABSENT], P | Literal[Nothing.ABSENT]]


def _matched(
    was: tuple[P, ...], became: tuple[P, ...], keys: tuple[str, ...]
) -> Iterator[Pair[P]]:
    """Parts that are the same by what tells them apart; then those that are gone."""
    names = _names(was, keys)
    if names == _names(became, keys):
        yield from zip(names, was, became, strict=True)
        return
    before = dict(zip(names, was, strict=True))
    after = dict(zip(_names(became, keys), became, strict=True))
    for key, part in after.items():
        yield key, before.get(key, ABSENT), part
    for key, part in before.items():
        if key not in after:
            yield key, part, ABSENT


def _names(parts: tuple[P, ...], keys: tuple[str, ...]) -> list[Address]:
    """What tells each part apart."""
    if len(keys) == 1:
        [key] = keys
        return [(getattr(part, key),) for part in parts]
    return [_key(part, keys) for part in parts]


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
        elif edit.became is ABSENT:
            held.pop(key, None)
        else:
            held[key] = cast("Part", edit.became)
    for key, found in inside.items():
        if key in held:
            held[key] = _patched_part(held[key], found, depth + len(keys))
    return tuple(held.values())


def _patched_part(part: Part, edits: list[Edit], depth: int) -> Part:
    steps = [edit for edit in edits if edit.address[depth] == "step"]
    if isinstance(part, Goal):
        fields = {
            e.address[depth]: e.became for e in edits if e.address[depth] != "step"
        }
        if steps:
            fields["steps"] = _patched(part.steps, ("id",), steps, depth + 1)
    else:
        fields = {edit.address[depth]: edit.became for edit in edits}
    patched: Part = attrs.evolve(cast("Any", part), **fields)
    return patched


def value_at(plan: Plan, address: Address) -> object:
    """What stands at an address of a plan; `ABSENT` where nothing does.

    A reason or a blocked goal, which is no field of its own, is there or not: a truth value.
    """
    match address:
        case ("plan", field):
            return getattr(plan, field)
        case ("agreement",):
            return plan.agreement
        case ("goal", id, *rest):
            return _inside(plan.goal(id), tuple(rest))
        case (name, *rest) if name in _PARTS:
            field, keys = _PARTS[name]
            key = tuple(rest[: len(keys)])
            found = (p for p in getattr(plan, field) if _key(p, keys) == key)
            return _inside(next(found, None), tuple(rest[len(keys) :]))
        case _:
            return ABSENT


def _inside(part: object, rest: Address) -> object:
    if part is None:
        return ABSENT
    match part, rest:
        case _, ():
            return part
        case Goal(), ("step", id, *field):
            return _inside(part.step(id), tuple(field))
        case Goal(), ("because", key):
            return key in {":".join(reason_key(reason)) for reason in part.because}
        case Barrier(), ("blocks", goal):
            return goal in part.blocks
        case _, (field,):
            return getattr(part, field)
        case _:
            return ABSENT
