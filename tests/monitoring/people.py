"""Invented people, days and calendars for tests of standards."""

from datetime import date, timedelta

from supervise.dates import BusinessCalendar, Period
from supervise.monitoring import (
    OnChange,
    Row,
    Standard,
    StandardsPack,
    TestResult,
    compile_standards,
    duties,
)
from supervise.rules import Dated, Events, Ref, Timeline, happened
from supervise.sources import Purpose, Source

START = date(2025, 3, 3)  # a Monday

CALENDAR = BusinessCalendar(
    name="idaho_business_days",
    version="2025",
    covers=Period("2020-01-01", "2030-12-31"),
    rest_days={5, 6},
    holidays={date(2025, 7, 4)},
)


def day(number, start=START):
    """So many days after the start."""
    return start + timedelta(days=number)


def contact(id, on, *, method="in_person", place="office", status="completed", **more):
    """A contact with the person, unless another is named."""
    fields = {"with": "person", "method": method, "place": place, "status": status}
    return happened(id, "contact", on, **(fields | more))


def always(value, start=START, **more):
    """A state that holds from the start on."""
    return (Dated(value=value, start=start, **more),)


def timeline(*events, start=START, dates=None, **states):
    """A timeline of somebody under supervision from the start on."""
    known = {
        "supervised": always(True, start),
        "level": always("moderate", start),
        "case_type": always("general", start),
        "recorded_sex": always("male", start),
        "setting": always("community", start),
    }
    for name, value in states.items():
        known[name] = value if isinstance(value, tuple) else always(value, start)
    return Timeline(person="person-001", states=known, dates=dates or {}, events=events)


def steps(*changes):
    """A state that changes: pairs of a day and a value."""
    return tuple(Dated(value=value, start=on) for on, value in changes)


SOURCE = Source(
    citation="Invented.", licence="CC0-1.0", population="none", checked="2026-08-01"
)
level, setting = Ref("level"), Ref("setting")
completed = Ref("status").is_("completed")
PERSONAL = Events("contact", completed & Ref("with").is_("person"))
HOME = Events(
    "contact", completed & Ref("with").is_("person") & Ref("place").is_("home")
)
FIELD = Events("contact", completed & Ref("place").is_("home", "field"))
COLLATERAL = Events("contact", completed & Ref("with").is_("collateral"))
PROGRAMME = Events("contact", completed & Ref("with").is_("programme"))
SESSION = Events("session")
MOVE = Events("move")
REQUEST = Events("request")
REPLY = Events("reply")
CUSTODY = setting.is_("custody")
LEAVE = setting.is_("leave")


def rows_of(schedule, quota, **others):
    """A row for everybody, or rows by level where others are named."""
    named = [
        Row(id=code, when=level.is_(code), schedule=one, quota=number, citation="p. 1")
        for code, (one, number) in others.items()
    ]
    return (*named, Row(id="all", schedule=schedule, quota=quota, citation="p. 1"))


def pack_of(*rows, **fields):
    """A pack of one invented standard."""
    standard = {
        "id": "contact",
        "title": "contact",
        "rows": rows,
        "on_change": OnChange.SOFTEN,
        "citation": "p. 1",
    }
    return StandardsPack(
        id="invented",
        version="1",
        title="Invented",
        purpose=Purpose.SUPERVISION,
        source=SOURCE,
        in_force=Period("2000-01-01"),
        supervised=Ref("supervised").yes,
        states={
            "supervised": (True, False),
            "level": ("low", "moderate", "high"),
            "case_type": ("general", "sex_offence"),
            "recorded_sex": ("female", "male"),
            "setting": ("community", "custody", "leave", "programme"),
        },
        events={
            "contact": {
                "with": ("person", "collateral", "programme"),
                "method": ("in_person", "telephone"),
                "place": ("office", "home", "field"),
                "status": ("completed", "attempted"),
            },
            "session": {"minutes": tuple(range(241))},
            "drug_test": {"result": tuple(result.value for result in TestResult)},
            "move": {},
            "request": {},
            "reply": {},
        },
        standards=(Standard(**(standard | fields)),),
    )


def duty_of(pack, case, on, **more):
    """The duty of a pack of one standard."""
    (found,) = duties(compile_standards(pack, [CALENDAR]), case, on=on, **more)
    return found


def due_in_days(found, start=START):
    """A due date as days from the start."""
    return None if found.due is None else (found.due - start).days
