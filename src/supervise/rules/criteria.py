"""Criteria: conditions that hold on some days and not on others.

They are the conditions of the vocabulary, read over a timeline: a name is a dated state. To these
come a few leaves about time and events. What a criterion means is a set of days, and all else is
looked up in it: true today, since when, when it will change, the first day on which all hold.

Two sets are kept: the days on which it certainly holds, and those on which it possibly does. They
differ where a state or a date is unknown; an unknown is never dropped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from math import ceil, floor

import attrs

from supervise.dates import Calendars, Length
from supervise.rules.evaluation import Value, holds
from supervise.rules.reading import names
from supervise.rules.spans import (
    AFTER_ALL,
    ALWAYS,
    BEFORE_ALL,
    NEVER,
    Span,
    Spans,
    at_least,
    joined,
    outside,
)
from supervise.rules.terms import All, AnyOf, Condition, Not
from supervise.rules.timeline import Event, Timeline, value_at


@attrs.frozen
class Events:
    """Events of a kind whose fields pass a test.

    The test is a condition on the fields by name; `weekend` and `odd_month` say when it was.
    """

    kind: str
    where: Condition | None = None

    def __str__(self) -> str:
        return (
            f"{self.kind} where {self.where}" if self.where is not None else self.kind
        )


class Rounding(StrEnum):
    """Which way a part of a term is rounded to whole days. There is no default."""

    UP = "up"
    DOWN = "down"


@attrs.frozen(order=False)
class Since(Condition):
    """At least so long has passed since a date."""

    date: str
    length: Length

    def __str__(self) -> str:
        return f"at least {self.length} since {self.date}"


@attrs.frozen(order=False)
class Left(Condition):
    """More than so long is left until a date."""

    date: str
    length: Length

    def __str__(self) -> str:
        return f"more than {self.length} left until {self.date}"


@attrs.frozen(order=False)
class Held(Condition):
    """A criterion has held without a break for so long."""

    criterion: Condition
    length: Length

    def __str__(self) -> str:
        return f"{self.criterion} for {self.length}"


@attrs.frozen(order=False)
class Happened(Condition):
    """At least so many such events within so long."""

    events: Events
    number: int
    within: Length

    def __str__(self) -> str:
        return f"{self.number} or more {self.events} within {self.within}"


@attrs.frozen(order=False)
class Latest(Condition):
    """The newest such event passes a test. Before the first it is unknown."""

    events: Events
    test: Condition

    def __str__(self) -> str:
        return f"the latest {self.events} has {self.test}"


@attrs.frozen(order=False)
class Rose(Condition):
    """A number of the newest such event is higher than that of the one before, by a percentage.

    `from_zero` says whether any rise from zero counts: a percentage of zero says nothing.
    Before the second event it has not risen; without any it is unknown.
    """

    events: Events
    field: str
    percent: int
    from_zero: bool

    def __str__(self) -> str:
        return (
            f"{self.field} of the latest {self.events} rose by {self.percent} percent"
        )


@attrs.frozen(order=False)
class Served(Condition):
    """A part of the term between two dates has been served, and at least so long."""

    start: str
    end: str
    part: Fraction
    rounding: Rounding

    def __str__(self) -> str:
        return f"{self.part} of the term from {self.start} to {self.end}"


@attrs.frozen(order=False)
class AtLeast(Condition):
    """At least so many of several criteria hold."""

    number: int
    criteria: tuple[Condition, ...]

    def __str__(self) -> str:
        return f"at least {self.number} of {', '.join(map(str, self.criteria))}"


FIRST_DAY = date.min.toordinal()

TIMED = (Since, Left, Held, Happened, Latest, Rose, Served)
"""The leaves that are about time or events."""


def free_of(events: Events, length: Length) -> Not:
    """No such event within so long."""
    return Not(Happened(events, 1, length))


@attrs.frozen
class Days:
    """The days on which a criterion certainly holds, and those on which it possibly does."""

    certainly: Spans
    possibly: Spans


UNKNOWN = Days(NEVER, ALWAYS)


def days_of(
    criterion: Condition,
    timeline: Timeline,
    calendars: Calendars | None = None,
) -> Days:
    """The days on which a criterion holds, from what a timeline says."""
    return _Reader(timeline, calendars or {}).days(criterion)


@attrs.frozen
class _Reader:
    timeline: Timeline
    calendars: Calendars

    def days(self, criterion: Condition) -> Days:
        match criterion:
            case Not(inner):
                found = self.days(inner)
                return Days(outside(found.possibly), outside(found.certainly))
            case All(parts):
                return self.enough(len(parts), parts)
            case AnyOf(parts):
                return self.enough(1, parts)
            case AtLeast(number, parts):
                return self.enough(number, parts)
            case Since() | Left() | Served():
                return self.edge(criterion)
            case Held(inner, length):
                found = self.days(inner)
                return Days(
                    self.shortened(found.certainly, length),
                    self.shortened(found.possibly, length),
                )
            case Happened(events, number, within):
                days = self.happened(events, number, within)
                return Days(days, days)
            case Latest(events, test):
                return self.newest(
                    events, lambda _, event: answer_to(test, fields_of(event))
                )
            case Rose():
                return self.newest(criterion.events, partial(_rose, criterion))
            case _:
                return self.of_states(criterion)

    def enough(self, number: int, parts: tuple[Condition, ...]) -> Days:
        found = [self.days(part) for part in parts]
        return Days(
            at_least(number, [each.certainly for each in found]),
            at_least(number, [each.possibly for each in found]),
        )

    def after(self, day: int, length: Length) -> int:
        try:
            return length.after(date.fromordinal(day), self.calendars).toordinal()
        except (OverflowError, ValueError):  # a day that no calendar has
            return AFTER_ALL

    def edge(self, criterion: Since | Left | Served) -> Days:
        """What begins, or ends, on one day."""
        dates = self.timeline.dates
        match criterion:
            case Since(name, length) if name in dates:
                begins = self.after(dates[name].toordinal(), length)
                days = joined([(begins, AFTER_ALL)])
            case Left(name, length) if name in dates:
                ends = self.last_with(dates[name].toordinal(), length)
                days = ((BEFORE_ALL, ends),)
            case Served(start, end, part, rounding) if start in dates and end in dates:
                term = (dates[end] - dates[start]).days * part
                whole = ceil(term) if rounding is Rounding.UP else floor(term)
                days = ((dates[start].toordinal() + whole, AFTER_ALL),)
            case _:
                return UNKNOWN
        return Days(days, days)

    def last_with(self, until: int, length: Length) -> int:
        """The first day on which no more than a length is left: forward from each day."""
        day, step = until, 1
        # No further back than need be: a calendar need not cover what lies there.
        while day > FIRST_DAY and self.after(day, length) >= until:
            day, step = max(day - step, FIRST_DAY), 2 * step
        return day + bisect_left(
            range(day, until), until, key=lambda each: self.after(each, length)
        )

    def shortened(self, spans: Spans, length: Length) -> Spans:
        return joined(
            (self.after(start, length) if start > BEFORE_ALL else start, end)
            for start, end in spans
        )

    def happened(self, events: Events, number: int, within: Length) -> Spans:
        days = [event.on.toordinal() for event in matching(self.timeline, events)]
        spans = [((day, self.after(day, within)),) for day in days]
        return at_least(number, spans)

    def newest(
        self, events: Events, test: Callable[[Event | None, Event], bool | None]
    ) -> Days:
        """What a test says of the newest event and the one before it, from event to event."""
        found = list(matching(self.timeline, events))
        if not found:
            return UNKNOWN
        certainly: list[Span] = []
        possibly = [(BEFORE_ALL, found[0].on.toordinal())]
        nexts = [*(event.on.toordinal() for event in found[1:]), AFTER_ALL]
        for before, event, end in zip([None, *found], found, nexts, strict=False):
            held = test(before, event)
            span = event.on.toordinal(), end
            possibly += [span] if held is not False else []
            certainly += [span] if held else []
        return Days(joined(certainly), joined(possibly))

    def of_states(self, criterion: Condition) -> Days:
        """A condition on dated states: the same answer between two changes of any of them."""
        used = list(dict.fromkeys(names(criterion)))
        steps = {name: self.timeline.steps(name) for name in used}
        edges = sorted(
            {BEFORE_ALL, *(day for each in steps.values() for day, _ in each)}
        )
        certainly, possibly = [], []
        for start, end in zip(edges, [*edges[1:], AFTER_ALL], strict=True):
            facts = {name: value_at(steps[name], start) for name in used}
            held = answer_to(criterion, facts)
            if held is not False:
                possibly.append((start, end))
            if held:
                certainly.append((start, end))
        return Days(joined(certainly), joined(possibly))


def _rose(criterion: Rose, before: Event | None, event: Event) -> bool | None:
    if before is None:
        return False
    old, new = (dict(each.fields).get(criterion.field) for each in (before, event))
    if not isinstance(old, int | float) or not isinstance(new, int | float):
        return None
    if old == 0:
        return criterion.from_zero and new > 0
    return (new - old) * 100 >= criterion.percent * abs(old) and new > old


def answer_to(test: Condition, facts: Mapping[str, Value | None]) -> bool | None:
    """Whether a test holds of what a host recorded; nothing where that is missing.

    A value that the test cannot ask about, such as a word where it compares numbers, is as good as
    missing: one wrong record takes no answer from anybody else.
    """
    try:
        return holds(test, facts)
    except (TypeError, ValueError, ArithmeticError):
        return None


def fields_of(event: Event) -> Mapping[str, Value | None]:
    """What a test of an event may ask about: its fields, and two things about its day."""
    return {
        "weekend": event.on.weekday() >= 5,
        "odd_month": event.on.month % 2 == 1,
        **dict(event.fields),
    }


def matches(event: Event, events: Events) -> bool:
    """Whether an event is one of these. A field that it does not have is not a match."""
    if event.kind != events.kind:
        return False
    return events.where is None or answer_to(events.where, fields_of(event)) is True


def matching(timeline: Timeline, events: Events) -> Iterator[Event]:
    """The events that are of these, oldest first."""
    return (event for event in timeline.standing if matches(event, events))


def leaves(criterion: Condition) -> Iterator[Condition]:
    """The conditions that connectives join."""
    match criterion:
        case Not(inner):
            yield from leaves(inner)
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield criterion


def events_in(criterion: Condition) -> Iterator[Events]:
    """Every kind of events that a criterion asks about."""
    for leaf in leaves(criterion):
        match leaf:
            case Happened(events, _, _) | Latest(events, _) | Rose(events):
                yield events
            case Held(inner, _):
                yield from events_in(inner)
            case _:
                continue


def decided(
    criterion: Condition,
    states: Mapping[str, Value | None],
    truths: Mapping[Condition, bool | None],
) -> bool | None:
    """Whether a criterion holds, given states and what its leaves about time say."""
    match criterion:
        case Not(inner):
            held = decided(inner, states, truths)
            return None if held is None else not held
        case All(parts):
            number = len(parts)
        case AnyOf(parts):
            number = 1
        case AtLeast(number, parts):
            pass
        case _:
            given = isinstance(criterion, TIMED)
            return truths[criterion] if given else answer_to(criterion, states)
    said = [decided(part, states, truths) for part in parts]
    if said.count(True) >= number:
        return True
    return None if len(said) - said.count(False) >= number else False
