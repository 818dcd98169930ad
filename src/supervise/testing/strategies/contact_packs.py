"""Packs of contact standards, what is known of a person under them, and what is then due."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from supervise.dates import Period
from supervise.dates import days as so_many_days
from supervise.monitoring import (
    Count,
    Duty,
    OnChange,
    Rolling,
    Row,
    Standard,
    StandardsPack,
    compile_standards,
)
from supervise.monitoring import duties as duties_of
from supervise.rules import Dated, Event, Events, Ref, Timeline
from supervise.testing.case_timelines import start_of
from supervise.testing.strategies.declarations import PURPOSES, SOURCE
from supervise.testing.strategies.values import people

LEVELS = ("low", "high")
WITH = ("person", "collateral")
YEAR = 365


@st.composite
def standards_packs(draw: st.DrawFn) -> StandardsPack:
    """Packs of standards that ask for contacts, more often at a high level."""
    longest = draw(st.integers(2, 90))
    often = draw(st.integers(1, longest))
    number = draw(st.integers(1, 2))
    return StandardsPack(
        id="invented_contacts",
        version="1",
        title="Invented contacts",
        purpose=draw(PURPOSES),
        source=SOURCE,
        in_force=Period("2024-01-01"),
        supervised=Ref("supervised").yes,
        states={"supervised": (True, False), "level": LEVELS},
        events={"contact": {"with": WITH}},
        standards=tuple(_standard(n, often, longest) for n in range(1, number + 1)),
        example=draw(st.sampled_from(("", "invented for a test"))),
        limitations=("it is invented",),
    )


def _standard(number: int, often: int, longest: int) -> Standard:
    contact = Events("contact", Ref("with").is_(WITH[number - 1]))
    return Standard(
        id=f"seen_{number}",
        title="Seen by an officer",
        rows=(
            Row(
                id="high",
                when=Ref("level").is_("high"),
                schedule=Rolling(every=so_many_days(often * number)),
                quota=Count(1, contact),
                citation="invented",
            ),
            Row(
                id="others",
                schedule=Rolling(every=so_many_days(longest * number)),
                quota=Count(1, contact),
                citation="invented",
            ),
        ),
        on_change=OnChange.SOFTEN,
        citation="invented",
    )


@st.composite
def coded_timelines(
    draw: st.DrawFn, *, pack: StandardsPack | None = None, max_events: int = 6
) -> Timeline:
    """What is known of a person in a pack's own words: states from a day on, and events.

    A state may be unknown. It shrinks to a timeline of which nothing is known.
    """
    under = draw(standards_packs()) if pack is None else pack
    begun = start_of(under)
    after = st.integers(0, YEAR).map(lambda number: begun + timedelta(days=number))
    states = {
        name: [
            Dated(value=draw(st.sampled_from(values)), start=day)
            for day in draw(st.lists(after, max_size=2, unique=True).map(sorted))
        ]
        for name, values in under.states.items()
    }
    kinds = draw(st.lists(st.sampled_from([*under.events]), max_size=max_events))
    return Timeline(
        person=draw(people()).id,
        states={name: each for name, each in states.items() if each},
        events=[
            Event(
                id=f"{kind}-{number}",
                kind=kind,
                on=draw(after),
                fields=tuple(
                    (name, draw(st.sampled_from(values)))
                    for name, values in sorted(under.events[kind].items())
                ),
            )
            for number, kind in enumerate(kinds, 1)
        ],
    )


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    """Duties of a person under a pack, as of a day of the first year."""
    pack = draw(standards_packs())
    timeline = draw(coded_timelines(pack=pack))
    on = start_of(pack) + timedelta(days=draw(st.integers(0, YEAR)))
    return draw(st.sampled_from(duties_of(compile_standards(pack), timeline, on=on)))
