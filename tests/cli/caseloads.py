"""Invented caseloads in files, for the commands that read them."""

from datetime import UTC, date, datetime

from supervise.dates import BusinessCalendar, Period
from supervise.exchange import to_json
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.monitoring import Casework, SupervisionRecord
from supervise.people import PersonRef
from supervise.records import Assessment
from supervise.rules import Dated, Timeline, happened
from tests.support.sheets import OFFICER, scale, sheet

START = date(2025, 3, 3)
CALENDAR = BusinessCalendar(
    name="idaho_business_days",
    version="2025",
    covers=Period("2025-01-01", "2026-12-31"),
    rest_days={5, 6},
    holidays={date(2025, 7, 4)},
)
IN_PERSON = {"with": "person", "method": "in_person", "status": "completed"}


def idahoan(person, *events, **states):
    """Somebody under supervision in Idaho since the third of March 2025."""
    known = {
        "supervised": True,
        "level": "moderate",
        "case_type": "general",
        "recorded_sex": "male",
        "setting": "community",
    }
    return Timeline(
        person=person,
        states={
            name: [Dated(value=value, start=START)]
            for name, value in (known | states).items()
        },
        events=events,
    )


def contact(id, on, **more):
    return happened(id, "contact", on, **(IN_PERSON | {"place": "office"} | more))


AVERY = idahoan(
    "person-001",
    contact("c1", date(2025, 4, 2)),
    contact("c2", date(2025, 4, 20), status="attempted"),
    contact("c3", date(2025, 4, 25), recorded=date(2025, 5, 2)),
)
BLAKE = idahoan("person-002", contact("d1", date(2025, 4, 2)), level="high")


def rated(person, level, recorded=START):
    """A recorded assessment by the instrument that British Columbia's policy reads."""
    return Assessment(
        id=f"a-{person}-{level}-{recorded}",
        person=PersonRef(person),
        sheet=sheet(
            "bc_crna",
            recorded,
            scale("risk", level=LOW_MEDIUM_HIGH[level]),
            scale("needs", level=LOW_MEDIUM_HIGH["medium"]),
        ),
        assessed_by=OFFICER,
        recorded_at=datetime(
            recorded.year, recorded.month, recorded.day, 9, tzinfo=UTC
        ),
    )


def assessed(person, *assessments, **states):
    """A record with assessments, and states that a policy reads as facts."""
    timeline = Timeline(
        person=person,
        states={
            name: value
            if isinstance(value, list)
            else [Dated(value=value, start=START)]
            for name, value in states.items()
        },
    )
    return SupervisionRecord(casework=Casework(timeline), assessments=assessments)


def written(path, *values):
    """A file with an entry on each line; a text stands in it as it is."""
    lines = (each if isinstance(each, str) else to_json(each) for each in values)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
