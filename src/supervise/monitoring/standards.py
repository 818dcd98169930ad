"""Standards: duties of an officer as cited, versioned, dated data; and packs of them.

A pack states what other systems leave open: rolling or calendar, rounding, what a change of level
does, what a pause does, and for every level either a row or that nothing is required.
A wrong pack fails when it is made, and names every defect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from supervise.dates import Length, Period
from supervise.errors import DeclarationError, UnknownName
from supervise.monitoring.allowances import Allowance
from supervise.monitoring.quotas import Quota
from supervise.monitoring.schedules import Schedule
from supervise.rules.canonical import WORDING, digest
from supervise.rules.criteria import Events
from supervise.rules.evaluation import Value
from supervise.rules.terms import Condition
from supervise.sources import Purpose, Source


@attrs.frozen(kw_only=True)
class Row:
    """What a standard requires of some people: the first row that applies wins.

    A row without a schedule says that nothing is required.
    """

    id: str
    when: Condition | None = None
    schedule: Schedule | None = None
    quota: Quota | None = None
    citation: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class Initial:
    """The first time: within so long of the start of the clock.

    `of` are the events that meet it, if others than those of the row.
    With `reuse`, an event before the start counts when it is no older than that at the start.
    """

    within: Length
    of: Events | None = None
    reuse: Length | None = None
    citation: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class Trigger:
    """Something that makes a duty due: within so long of each such event, until it is answered.

    With `per_reference`, an answer closes only what carries its own reference; without, one answer
    closes all that came before it.
    """

    id: str
    of: Events
    within: Length
    answer: Events
    per_reference: bool = False
    citation: str = attrs.field(metadata=WORDING)


class PauseMode(StrEnum):
    """What a pause does to the clock.

    `freeze`: paused days are not counted.
    `excuse`: what was not yet overdue when it began is due a grace after it ends, at the earliest.
    `restart`: a new clock starts when it ends.
    """

    FREEZE = "freeze"
    EXCUSE = "excuse"
    RESTART = "restart"


@attrs.frozen(kw_only=True)
class Pause:
    """While a criterion holds, the duty is paused. Which mode is for the standard to say."""

    when: Condition
    mode: PauseMode
    grace: Length | None = None
    citation: str = attrs.field(metadata=WORDING)


class OnChange(StrEnum):
    """What a change of row does to a clock that runs.

    `soften`: the new cadence counts from the last time, but no date is set in the past, and what
    was due stays due. `carry`: it counts from the last time. `fresh`: it counts from the change.
    For periods the row of the first day governs the whole; `fresh` cuts the period instead.
    """

    SOFTEN = "soften"
    CARRY = "carry"
    FRESH = "fresh"


@attrs.frozen(kw_only=True)
class Standard:
    """One duty: rows, the first time, what triggers it, what pauses it.

    `counts_while_paused` lets events on paused days count, where the source says so. `allowance`
    says how far it may be waived.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
    rows: tuple[Row, ...]
    initial: Initial | None = None
    triggers: tuple[Trigger, ...] = ()
    pauses: tuple[Pause, ...] = ()
    on_change: OnChange
    counts_while_paused: bool = False
    allowance: Allowance | None = None
    citation: str = attrs.field(metadata=WORDING)

    def row(self, id: str) -> Row:
        """The row of that id; `UnknownName` suggests the nearest."""
        for each in self.rows:
            if each.id == id:
                return each
        raise UnknownName(f"row of '{self.id}'", id, [each.id for each in self.rows])


def _values(given: Mapping[str, Iterable[Value]]) -> Mapping[str, tuple[Value, ...]]:
    return MappingProxyType({name: tuple(values) for name, values in given.items()})


def _kinds(
    given: Mapping[str, Mapping[str, Iterable[Value]]],
) -> Mapping[str, Mapping[str, tuple[Value, ...]]]:
    return MappingProxyType({kind: _values(fields) for kind, fields in given.items()})


@attrs.frozen(kw_only=True)
class StandardsPack:
    """One agency's standards, in force for a stated time.

    `supervised` says on which days somebody is under supervision at all. `states` and `events` are
    the vocabulary: every value that a state or a field can have, so that a row that nobody falls
    in, and a filter that nothing passes, are found when the pack is made.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    purpose: Purpose
    source: Source = attrs.field(metadata=WORDING)
    in_force: Period
    supervised: Condition
    states: Mapping[str, tuple[Value, ...]] = attrs.field(converter=_values)
    events: Mapping[str, Mapping[str, tuple[Value, ...]]] = attrs.field(
        converter=_kinds
    )
    standards: tuple[Standard, ...]
    example: str = attrs.field(default="", metadata=WORDING)
    limitations: tuple[str, ...] = attrs.field(default=(), metadata=WORDING)
    fingerprint: str = attrs.field(init=False, eq=False)
    """The digest of everything in it that can change a date."""

    def __attrs_post_init__(self) -> None:
        # The checks read packs, so they can only be imported once this one exists.
        from supervise.monitoring.check import defects_of  # noqa: PLC0415

        if defects := defects_of(self):
            raise DeclarationError(f"standards '{self.id}'", defects)
        object.__setattr__(self, "fingerprint", digest(self, with_wording=False))

    def __reduce__(self) -> tuple[object, ...]:
        fields = [field.name for field in attrs.fields(StandardsPack) if field.init]
        given = {name: getattr(self, name) for name in fields}
        kinds = {kind: dict(fields) for kind, fields in self.events.items()}
        return _declared, (given | {"states": dict(self.states), "events": kinds},)

    def __repr__(self) -> str:
        return f"<standards {self.id} {self.version}>"

    def standard(self, id: str) -> Standard:
        """The standard of that id; `UnknownName` suggests the nearest."""
        for each in self.standards:
            if each.id == id:
                return each
        known = [each.id for each in self.standards]
        raise UnknownName(f"standard of '{self.id}'", id, known)


def _declared(fields: dict[str, Any]) -> StandardsPack:
    return StandardsPack(**fields)
