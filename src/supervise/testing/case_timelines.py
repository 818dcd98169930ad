"""Timelines made from a pack's own vocabulary: everybody whom its standards may have to serve.

Every state in all its values where the combinations are few, else in rotation; events of every kind
at the start, in the middle and at the edge. They are the same every time, and nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from math import prod

import attrs

from supervise.dates import BusinessCalendar, Length, Period
from supervise.monitoring import StandardsPack
from supervise.rules import Dated, Event, Timeline, Value
from supervise.rules.criteria import Left, Served, Since

MOST = 120
EVENT_DAYS = (1, 15, 31, 62, 93)
AS_OF = 100


def start_of(pack: StandardsPack) -> date:
    """A day on which supervision begins, inside the time of the pack."""
    later = pack.in_force.start + timedelta(days=400)
    return (
        later if later + timedelta(days=AS_OF) in pack.in_force else pack.in_force.start
    )


def as_of(pack: StandardsPack) -> date:
    """The day as of which duties are asked for."""
    return start_of(pack) + timedelta(days=AS_OF)


def timelines_for(pack: StandardsPack) -> Iterator[Timeline]:
    """Timelines in which every state is known, without events and with some."""
    for number, states in enumerate(_states(pack)):
        for events in ("none", "some"):
            yield Timeline(
                person=f"invented-person-{number}-{events}",
                states={
                    name: [Dated(value=value, start=start_of(pack))]
                    for name, value in states.items()
                },
                dates=_dates(pack),
                events=list(_events(pack)) if events == "some" else [],
            )


def _states(pack: StandardsPack) -> Iterator[dict[str, Value]]:
    names, values = list(pack.states), list(pack.states.values())
    if prod(map(len, values)) <= MOST:
        for combination in product(*values):
            yield dict(zip(names, combination, strict=True))
        return
    for turn in range(MOST):
        yield {
            name: each[(turn * (place % 5 + 1) + turn // 5 + place) % len(each)]
            for place, (name, each) in enumerate(pack.states.items())
        }


def _events(pack: StandardsPack) -> Iterator[Event]:
    for kind, fields in pack.events.items():
        for turn, days in enumerate(EVENT_DAYS):
            said = {
                name: each[turn % len(each)] for name, each in fields.items() if each
            }
            on = start_of(pack) + timedelta(days=days)
            coded = tuple(sorted(said.items()))
            yield Event(id=f"{kind}-{turn}", kind=kind, on=on, fields=coded)


def _dates(pack: StandardsPack) -> dict[str, date]:
    """Every date that a criterion names: terms begin with supervision and last three years."""
    found = {}
    for part in _parts(pack):
        match part:
            case Since(date=name):
                found[name] = start_of(pack)
            case Left(date=name):
                found[name] = start_of(pack) + timedelta(days=3 * 365)
            case Served(start=begin, end=end):
                found[begin] = start_of(pack)
                found[end] = start_of(pack) + timedelta(days=3 * 365)
    return found


def calendars_for(pack: StandardsPack) -> tuple[BusinessCalendar, ...]:
    """A plain calendar for every name that the pack counts business days by."""
    lengths = (part for part in _parts(pack) if isinstance(part, Length))
    names = sorted({each.calendar for each in lengths if each.calendar})
    covers = Period(pack.in_force.start - timedelta(days=400))
    return tuple(
        BusinessCalendar(
            name=name,
            version="invented for a test",
            covers=covers,
            rest_days={5, 6},
            holidays={start_of(pack) + timedelta(days=20)},
        )
        for name in names
    )


def _parts(pack: StandardsPack) -> Iterator[object]:
    """Everything that a pack is made of."""
    waiting: list[object] = [pack]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting += value
        elif attrs.has(type(value)):
            yield value
            fields = getattr(type(value), "__attrs_attrs__", ())
            waiting += [getattr(value, field.name) for field in fields]
