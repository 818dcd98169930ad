"""How long duties take: six standards, five years of history, one core.

Two measures: one person, median; and 80,000 people with the building of their records, streaming.
The standards are invented: three rolling and three of calendar periods, one of them weekly, so that
looking back over missed weeks is measured too. No person exists.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date, timedelta
from statistics import median

from supervise.dates import Period, Unit, days
from supervise.monitoring import (
    Anchor,
    Casework,
    Count,
    Each,
    OnChange,
    Pause,
    PauseMode,
    Rolling,
    Row,
    Standard,
    StandardsPack,
    caseload,
    compile_standards,
    duties,
)
from supervise.rules import Dated, Event, Events, Ref, Timeline
from supervise.sources import Purpose, Source

ON = date(2026, 3, 2)
START = date(2021, 3, 1)
PEOPLE = 80_000
CONTACTS = 150

level, setting = Ref("level"), Ref("setting")
done = Ref("status").is_("completed")
FILTERS = {
    "personal": done & Ref("with").is_("person"),
    "home": done & Ref("place").is_("home"),
    "collateral": done & Ref("with").is_("collateral"),
}
CUSTODY = Pause(when=setting.is_("custody"), mode=PauseMode.FREEZE, citation="invented")


def standard(id, events, schedules):
    counted = Events("contact", FILTERS[events])
    rows = tuple(
        Row(
            id=code,
            when=level.is_(code),
            schedule=schedule,
            quota=Count(number, counted),
            citation="invented",
        )
        for code, number, schedule in schedules
    )
    return Standard(
        id=id,
        title=id,
        rows=rows,
        pauses=(CUSTODY,),
        on_change=OnChange.SOFTEN,
        citation="invented",
    )


def each(number, unit):
    return Each(number, unit, Anchor.CALENDAR)


PACK = StandardsPack(
    id="invented",
    version="1",
    title="Invented",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation="Invented.", licence="CC0-1.0", population="none", checked=ON
    ),
    in_force=Period("2020-01-01"),
    supervised=Ref("supervised").yes,
    states={
        "supervised": (True, False),
        "level": ("low", "high"),
        "setting": ("community", "custody"),
    },
    events={
        "contact": {
            "status": ("completed", "attempted"),
            "with": ("person", "collateral"),
            "method": ("in_person", "telephone"),
            "place": ("office", "home", "field"),
        }
    },
    standards=(
        standard(
            "personal",
            "personal",
            (("low", 1, Rolling(days(45))), ("high", 2, Rolling(days(30)))),
        ),
        standard(
            "home",
            "home",
            (("low", 1, Rolling(days(365))), ("high", 1, Rolling(days(90)))),
        ),
        standard(
            "collateral",
            "collateral",
            (("low", 1, Rolling(days(90))), ("high", 1, Rolling(days(30)))),
        ),
        standard(
            "monthly",
            "personal",
            (("low", 1, each(1, Unit.MONTH)), ("high", 4, each(1, Unit.MONTH))),
        ),
        standard(
            "weekly",
            "personal",
            (("low", 1, each(1, Unit.WEEK)), ("high", 2, each(1, Unit.WEEK))),
        ),
        standard(
            "quarterly",
            "home",
            (("low", 1, each(3, Unit.MONTH)), ("high", 3, each(3, Unit.MONTH))),
        ),
    ),
)


def plain(chance):
    """One person's history as a file would have it."""
    term = (ON - START).days
    contacts = [
        (
            f"c{place}",
            (START + timedelta(days=chance.randrange(term))).isoformat(),
            chance.choice(("completed", "completed", "completed", "attempted")),
            chance.choice(("person", "person", "collateral")),
            chance.choice(("in_person", "telephone")),
            chance.choice(("office", "office", "home", "field")),
        )
        for place in range(CONTACTS)
    ]
    levels = sorted(START + timedelta(days=chance.randrange(term)) for _ in range(4))
    custody = START + timedelta(days=chance.randrange(term - 60))
    return contacts, levels, custody


def built(number, contacts, levels, custody):
    """The records of that history, dates parsed."""
    events = [
        Event(
            id=id,
            kind="contact",
            on=date.fromisoformat(on),
            fields=(
                ("method", method),
                ("place", place),
                ("status", status),
                ("with", who),
            ),
        )
        for id, on, status, who, method, place in contacts
    ]
    states = {
        "supervised": (Dated(value=True, start=START),),
        "level": tuple(
            Dated(value=("low", "high")[place % 2], start=on)
            for place, on in enumerate([START, *levels])
        ),
        "setting": (
            Dated(value="community", start=START),
            Dated(value="custody", start=custody),
            Dated(value="community", start=custody + timedelta(days=30)),
        ),
    }
    return Casework(Timeline(person=f"person-{number}", states=states, events=events))


def one_person():
    chance = random.Random(1)
    people = [built(number, *plain(chance)) for number in range(300)]
    standards = compile_standards(PACK)
    for person in people:
        duties(standards, person, on=ON)
    spent = []
    for person in people:
        start = time.process_time()
        duties(standards, person, on=ON)
        spent.append(time.process_time() - start)
    return median(spent)


def whole_caseload(people):
    chance, standards = random.Random(2), compile_standards(PACK)
    templates = [plain(chance) for _ in range(500)]
    cases = (
        built(number, *templates[number % len(templates)]) for number in range(people)
    )
    start, count = time.process_time(), 0
    for _duty in caseload(standards, cases, on=ON):
        count += 1
    return time.process_time() - start, count


def main():
    people = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else PEOPLE
    print(
        f"six duties of one person, median: {one_person() * 1e3:.2f} ms (target 1 ms)"
    )
    spent, count = whole_caseload(people)
    print(
        f"{people:,} people, {count:,} duties, records built: {spent:.0f} s"
        " (target 60 s for 80,000)"
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"highest memory: {memory} MiB")


if __name__ == "__main__":
    main()
