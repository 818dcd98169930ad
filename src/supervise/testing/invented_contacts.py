"""Records of supervision of people who do not exist: contacts, levels and conditions of a caseload.

They are the same people as those of `invented_caseload`, and their contacts are in the words of one
of the example packs, so that duties can be asked for. How often anything occurs says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from supervise.casefile import CaseFile
from supervise.monitoring import (
    Casework,
    ConditionStatus,
    ImposedBy,
    SupervisionCondition,
    SupervisionRecord,
)
from supervise.rules import Dated, Event, Timeline, happened
from supervise.testing.invented_caseloads import PEOPLE, invented_caseload

# The example pack in whose words the timelines are.
PACK = "north_dakota_contacts"
LEVELS = ("minimum", "medium", "maximum")
CONTACTS = 6
EVERY_DAYS = (60, 30, 20)
STATUSES = ("completed", "completed", "no_show", "completed", "cancelled")
TERM_DAYS = 730


def invented_supervision(people: int = PEOPLE) -> tuple[SupervisionRecord, ...]:
    """The records of supervision of the people of an invented caseload.

    >>> (record,) = invented_supervision(1)
    >>> record.person, len(record.assessments), len(record.conditions)
    ('invented-person-1', 2, 1)
    """
    return tuple(
        _record(number, file)
        for number, file in enumerate(invented_caseload(people), 1)
    )


def _record(number: int, file: CaseFile) -> SupervisionRecord:
    begun = file.decisions[0].on
    timeline = Timeline(
        person=file.person.id,
        states={
            "supervised": [Dated(value=True, start=begun)],
            "setting": [Dated(value="community", start=begun)],
            "level": list(_levels(file)),
        },
        dates={
            "supervision_start": begun,
            "term_end": begun + timedelta(days=TERM_DAYS),
        },
        events=[*_contacts(number, file, begun), *_assessed(file)],
    )
    return SupervisionRecord(
        casework=Casework(timeline),
        assessments=file.assessments,
        conditions=(_condition(file, begun),),
    )


def _position(file: CaseFile, place: int = 0) -> int:
    decided = file.decisions[place].intensity
    return 0 if decided is None else decided.position


def _levels(file: CaseFile) -> Iterator[Dated]:
    """The level from each decision on."""
    for place, decision in enumerate(file.decisions):
        yield Dated(value=LEVELS[_position(file, place)], start=decision.on)


def _contacts(number: int, file: CaseFile, begun: date) -> Iterator[Event]:
    """Contacts, the more often the higher the level; every third is at home."""
    every = timedelta(days=EVERY_DAYS[_position(file)])
    for place in range(1, CONTACTS + 1):
        yield happened(
            f"{file.person.id}-contact-{place}",
            "contact",
            begun + place * every,
            status=STATUSES[(number + place) % len(STATUSES)],
            method="in_person",
            place="home" if place % 3 == 0 else "office",
        )


def _assessed(file: CaseFile) -> Iterator[Event]:
    for each in file.assessments:
        yield happened(f"{each.id}-done", "assessment", each.sheet.on, tool="lsi_r")


def _condition(file: CaseFile, begun: date) -> SupervisionCondition:
    return SupervisionCondition(
        id=f"{file.person.id}-condition-1",
        kind="report_as_directed",
        purpose="to stay in touch",
        imposed_by=ImposedBy.COURT,
        start=begun,
        status=ConditionStatus.ACTIVE,
        standard=True,
    )
