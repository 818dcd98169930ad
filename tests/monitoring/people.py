"""Invented people, days and calendars for tests of standards."""

from datetime import date, timedelta

from supervise.dates import BusinessCalendar, Period
from supervise.rules import Dated, Timeline, happened

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
