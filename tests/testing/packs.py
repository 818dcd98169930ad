"""Broken packs of standards, and ways of reckoning: each breaks one promise."""

from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

import attrs

from supervise.dates import Period, days
from supervise.monitoring import (
    Count,
    DutyStatus,
    OnChange,
    Rolling,
    Row,
    Standard,
    StandardsPack,
    compile_standards,
    duties,
)
from supervise.rules import Events, Ref
from supervise.sources import Purpose
from supervise.testing.case_timelines import as_of
from supervise.testing.subjects import StandardsSubject, standards_subject
from tests.testing.policies import Forgetful
from tests.testing.specimen import SOURCE

CONTACT = Events("contact", Ref("with").is_("person"))
HIGH = Ref("level").is_("high")


def row(id, length, when=None):
    return Row(
        id=id,
        when=when,
        schedule=Rolling(every=days(length)),
        quota=Count(1, CONTACT),
        citation="p. 1",
    )


SEEN = Standard(
    id="seen",
    title="Seen by an officer",
    rows=(row("high", 14, HIGH), row("others", 30)),
    on_change=OnChange.SOFTEN,
    citation="p. 1",
)
VISITED = Standard(
    id="visited",
    title="Visited at home",
    rows=(row("high", 60, HIGH), Row(id="others", citation="p. 2: none")),
    on_change=OnChange.SOFTEN,
    citation="p. 2",
)
PACK = StandardsPack(
    id="invented_contacts",
    version="1",
    title="Invented contacts",
    purpose=Purpose.SUPERVISION,
    source=SOURCE,
    in_force=Period("2024-01-01"),
    supervised=Ref("supervised").yes,
    states={"supervised": (True, False), "level": ("low", "high")},
    events={"contact": {"with": ("person", "collateral")}},
    standards=(SEEN, VISITED),
    limitations=("it is invented",),
)
READY = compile_standards(PACK)


class Animal(NamedTuple):
    """A broken pack, or way of reckoning, and the one check that catches it."""

    name: str
    caught_by: str
    subject: Callable[[], StandardsSubject]


def honest(timeline, on):
    return duties(READY, timeline, on=on)


def reckoned_by(make):
    return lambda: standards_subject(PACK, reckon_by=make())


def after(change):
    return lambda: lambda timeline, on: change(honest(timeline, on), timeline)


def each(**changes):
    """Every duty that is due, with some parts otherwise."""

    def change(found, _):
        return tuple(
            attrs.evolve(duty, **changes)
            if duty.status in {DutyStatus.DUE, DutyStatus.OVERDUE}
            else duty
            for duty in found
        )

    return after(change)


def raises_on_nothing():
    def reckon(timeline, on):
        if not timeline.states:
            raise LookupError("nothing is known")
        return honest(timeline, on)

    return reckon


def says_no_reason(found, _):
    return tuple(attrs.evolve(duty, because="") for duty in found)


def forgets_the_high(found, timeline):
    high = any(one.value == "high" for one in timeline.states.get("level", ()))
    if not (high and timeline.events):
        return found
    return tuple(
        attrs.evolve(duty, status=DutyStatus.UNKNOWN, due=None, because="not said")
        for duty in found
    )


def late_on_the_day(found, _):
    """Every day in time is too late: what was due is told as overdue."""
    return tuple(
        attrs.evolve(duty, status=DutyStatus.OVERDUE)
        if duty.status is DutyStatus.DUE
        else duty
        for duty in found
    )


def remembers():
    calls = []

    def reckon(timeline, on):
        calls.append(None)
        found = honest(timeline, on)
        note = "again" if len(calls) % 2 else "once more"
        return tuple(attrs.evolve(duty, decided_by=note) for duty in found)

    return reckon


def for_ever():
    def reckon(timeline, on):
        if on >= PACK.in_force.start:
            return honest(timeline, on)
        return tuple(
            attrs.evolve(duty, on=on) for duty in honest(timeline, as_of(PACK))
        )

    return reckon


class Stays(str):
    """A text that goes to no other process."""

    def __reduce__(self):
        raise TypeError("stays here")


ANIMALS = (
    Animal(
        "starts with a fault", "reckoning_never_raises", reckoned_by(raises_on_nothing)
    ),
    Animal(
        "leaves one out",
        "every_standard_has_its_say",
        reckoned_by(after(lambda found, _: found[:1])),
    ),
    Animal(
        "forgets the high",
        "everybody_under_supervision_is_decided",
        reckoned_by(after(forgets_the_high)),
    ),
    Animal("due some day", "a_duty_that_is_due_has_a_day", reckoned_by(each(row=""))),
    Animal(
        "late on the day",
        "overdue_means_that_the_day_has_passed",
        reckoned_by(after(late_on_the_day)),
    ),
    Animal(
        "says no reason",
        "no_date_without_a_reason",
        reckoned_by(after(says_no_reason)),
    ),
    Animal("remembers", "reckoning_twice_gives_the_same", reckoned_by(remembers)),
    Animal(
        "of another version",
        "a_duty_names_the_pack_and_the_day",
        reckoned_by(
            after(lambda found, _: tuple(attrs.evolve(d, version="0") for d in found))
        ),
    ),
    Animal("for ever", "before_its_time_nothing_is_due", reckoned_by(for_ever)),
    Animal(
        "stays here",
        "a_pack_survives_being_kept",
        lambda: standards_subject(attrs.evolve(PACK, example=Stays("an example"))),
    ),
    Animal(
        "forgets on the way",
        "a_pack_survives_being_kept",
        lambda: standards_subject(attrs.evolve(PACK, example=Forgetful("an example"))),
    ),
    Animal(
        "a list to write to",
        "a_pack_survives_being_kept",
        lambda: standards_subject(attrs.evolve(PACK, limitations=[*PACK.limitations])),
    ),
    Animal(
        "no limits",
        "a_pack_states_limitations",
        lambda: standards_subject(attrs.evolve(PACK, limitations=())),
    ),
)

NOTHING = Standard(
    id="nothing",
    title="Nothing is required",
    rows=(Row(id="all", citation="p. 3: none"),),
    on_change=OnChange.SOFTEN,
    citation="p. 3",
)


class Twin(NamedTuple):
    """A sound pack that looks like an animal."""

    name: str
    like: str
    subject: Callable[[], StandardsSubject]


TWINS = (
    Twin("the pack itself", "", lambda: standards_subject(PACK)),
    Twin(
        "nothing is required of anybody",
        "a_duty_that_is_due_has_a_day",
        lambda: standards_subject(attrs.evolve(PACK, standards=(NOTHING,))),
    ),
    Twin(
        "a pack that has ended",
        "before_its_time_nothing_is_due",
        lambda: standards_subject(
            attrs.evolve(PACK, in_force=Period("2024-01-01", "2024-03-31"))
        ),
    ),
    Twin(
        "a mapping that cannot be written to",
        "a_pack_survives_being_kept",
        lambda: standards_subject(
            attrs.evolve(PACK, states=MappingProxyType(dict(PACK.states)))
        ),
    ),
)
