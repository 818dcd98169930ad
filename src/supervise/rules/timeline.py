"""A small timeline: what is known of a case as dated states, dates and events.

Criteria and standards read this value and no record class, so that they can stand below the
records and serve every room. A host, or a room above, turns its records into it.
Every entry has the day on which it was recorded: what was known on a day can be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType

import attrs

from supervise.errors import DeclarationError
from supervise.rules.evaluation import Value

Fields = tuple[tuple[str, Value], ...]


@attrs.frozen(slots=False, kw_only=True)
class Event:
    """Something that happened on a day: a contact, an assessment, a test, a report.

    `fields` say what about it counts, coded: method, place, result, status.
    `reference` ties an answer to what it answers. `supersedes` is the id of an event that this one
    corrects. Free text has no place here.
    """

    id: str
    kind: str
    on: date
    fields: Fields = attrs.field(default=(), repr=False)
    recorded: date | None = None
    reference: str = ""
    supersedes: str = ""


@attrs.frozen(kw_only=True)
class Dated:
    """A state that has a value from a day on, until it has another.

    It ends on the day before `end`, or when the next entry of the state begins. An entry that
    begins on the same day and was recorded later corrects the earlier one.
    """

    value: Value = attrs.field(repr=False)
    start: date
    end: date | None = None
    recorded: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise DeclarationError("state", [f"ends {self.end}, before {self.start}"])


def happened(
    id: str,
    kind: str,
    on: date,
    *,
    recorded: date | None = None,
    reference: str = "",
    supersedes: str = "",
    **fields: Value,
) -> Event:
    """An event, with its fields by name."""
    return Event(
        id=id,
        kind=kind,
        on=on,
        fields=tuple(sorted(fields.items())),
        recorded=recorded,
        reference=reference,
        supersedes=supersedes,
    )


def _by_day(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=attrgetter("on", "id")))


def _states(
    given: Mapping[str, Iterable[Dated]],
) -> Mapping[str, tuple[Dated, ...]]:
    return MappingProxyType({name: _in_order(each) for name, each in given.items()})


def _in_order(states: Iterable[Dated]) -> tuple[Dated, ...]:
    return tuple(
        sorted(states, key=lambda each: (each.start, each.recorded or date.min))
    )


def _dates(given: Mapping[str, date]) -> Mapping[str, date]:
    return MappingProxyType(dict(given))


@attrs.frozen(slots=False, kw_only=True)
class Timeline:
    """One person's states, dates and events.

    A state without an entry on a day is unknown on that day. `dates` are single facts, such as
    the end of the term. Only what is coded stands here.
    """

    person: str
    states: Mapping[str, tuple[Dated, ...]] = attrs.field(
        factory=dict, converter=_states, repr=False
    )
    dates: Mapping[str, date] = attrs.field(factory=dict, converter=_dates, repr=False)
    events: tuple[Event, ...] = attrs.field(default=(), converter=_by_day, repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only view of a dictionary does not pickle; the dictionary does.
        given = (self.person, dict(self.states), dict(self.dates), self.events)
        return _timeline, given

    def known_on(self, day: date) -> Timeline:
        """What was known on a day: nothing recorded later, nothing that was corrected by then."""
        return Timeline(
            person=self.person,
            states={
                name: [each for each in states if _known(each.recorded, day)]
                for name, states in self.states.items()
            },
            dates=self.dates,
            events=[event for event in self.events if _known(event.recorded, day)],
        )

    @cached_property
    def standing(self) -> tuple[Event, ...]:
        """The events that no later record corrects."""
        gone = {event.supersedes for event in self.events if event.supersedes}
        if not gone:
            return self.events
        return tuple(event for event in self.events if event.id not in gone)

    def steps(self, name: str) -> list[tuple[int, Value | None]]:
        """The days on which a state takes another value, and the value from then on."""
        found: list[tuple[int, Value | None]] = []
        for each in self.states.get(name, ()):
            start = each.start.toordinal()
            while found and found[-1][0] >= start:
                found.pop()
            found.append((start, each.value))
            if each.end is not None:
                found.append((each.end.toordinal(), None))
        return found

    def value_on(self, name: str, day: date) -> Value | None:
        """The value of a state on a day, or nothing where it is unknown."""
        return value_at(self.steps(name), day.toordinal())


def value_at(steps: Iterable[tuple[int, Value | None]], day: int) -> Value | None:
    """The value on a day, of `steps` in the order of their days; nothing before the first."""
    value = None
    for start, begun in steps:
        if start > day:
            break
        value = begun
    return value


def _known(recorded: date | None, day: date) -> bool:
    return recorded is None or recorded <= day


def _timeline(
    person: str,
    states: Mapping[str, tuple[Dated, ...]],
    dates: Mapping[str, date],
    events: tuple[Event, ...],
) -> Timeline:
    return Timeline(person=person, states=states, dates=dates, events=events)
