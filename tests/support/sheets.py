"""Score sheets as records, made without any instrument: for tests of what is built on them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from supervise.errors import Problem
from supervise.levels import LOW_MEDIUM_HIGH, Level, LevelScheme
from supervise.people import Actor, PersonRef, Role
from supervise.records import (
    Assessment,
    InstrumentIdentity,
    RecordedWorkings,
    ScaleMeaning,
    ScaleScore,
    ScoreSheet,
    Status,
)
from supervise.sources import Purpose

NO_WORKINGS = RecordedWorkings((), (), (), ())
PERSON = PersonRef("person-001")
OFFICER = Actor("officer-1", Role.OFFICER)
SUPERVISOR = Actor("supervisor-1", Role.SUPERVISOR)


def scale(
    id: str,
    *,
    level: Level | None = None,
    percent: float | None = None,
    score: float | None = None,
    basis: str = "",
    status: Status = Status.SCORED,
) -> ScaleScore:
    """One scale of an invented score sheet."""
    return ScaleScore(
        meaning=ScaleMeaning(id=id, title=id, citation="invented"),
        status=status,
        level=level,
        percent=percent,
        raw=score,
        score=score,
        basis=basis,
    )


def sheet(
    instrument: str,
    on: date,
    *scales: ScaleScore,
    purpose: Purpose = Purpose.SUPERVISION,
    version: str = "1",
    problems: tuple[Problem, ...] = (),
) -> ScoreSheet:
    """An invented score sheet."""
    return ScoreSheet(
        identity=InstrumentIdentity(
            id=instrument,
            version=version,
            title=instrument,
            fingerprint="0" * 64,
            purpose=purpose,
            citation="invented",
            licence="CC0-1.0",
            for_whom="nobody",
            not_for="anybody",
        ),
        on=on,
        answers={},
        problems=problems,
        scales=scales,
        workings=NO_WORKINGS,
    )


def rated(
    on: date,
    ratings: Mapping[str, str],
    *,
    instrument: str = "bc_crna",
    levels: LevelScheme = LOW_MEDIUM_HIGH,
    purpose: Purpose = Purpose.SUPERVISION,
) -> ScoreSheet:
    """A sheet of judged ratings."""
    scales = [scale(id, level=levels[code]) for id, code in ratings.items()]
    return sheet(instrument, on, *scales, purpose=purpose)


def recorded(
    found: ScoreSheet, id: str = "assessment-1", person: PersonRef = PERSON
) -> Assessment:
    """A sheet as recorded in an invented person's case."""
    return Assessment(
        id=id,
        person=person,
        sheet=found,
        assessed_by=OFFICER,
        recorded_at=datetime(2026, 6, 1, 12, tzinfo=UTC),
    )
