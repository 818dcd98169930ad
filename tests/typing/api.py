"""The library as a type checker sees it in an embedder's code.

Nothing here runs: mypy and pyright read it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import assert_type

import supervise
from supervise import (
    Actor,
    Answer,
    Assessment,
    Instrument,
    InvalidAnswers,
    Level,
    PersonRef,
    Policy,
    Problem,
    Recommendation,
    Refused,
    Registry,
    Role,
    ScaleScore,
    ScoreSheet,
    Status,
    recommend,
    score,
)

assert_type(supervise.__version__, str)


def assess(
    instrument: Instrument, answers: Mapping[str, object], on: date
) -> ScoreSheet:
    sheet = score(instrument, answers, on=on)
    assert_type(sheet["total"], ScaleScore)
    assert_type(sheet["total"].status, Status)
    assert_type(sheet["total"].level, Level | None)
    assert_type(sheet["total"].percent, float | None)
    assert_type(sheet.problems, tuple[Problem, ...])
    return sheet.require()


def by_name(registry: Registry, on: date) -> ScoreSheet:
    answers = {"work": Answer(2, on=on), "moved": Refused}
    try:
        return registry.score("example", answers, on=on).require()
    except InvalidAnswers as invalid:
        assert_type(invalid.problems, tuple[Problem, ...])
        raise


def record(sheet: ScoreSheet, at: datetime) -> Assessment:
    return Assessment(
        id="assessment-1",
        person=PersonRef("person-1"),
        sheet=sheet,
        assessed_by=Actor("officer-1", Role.OFFICER),
        recorded_at=at,
    )


def propose(policy: Policy, assessment: Assessment, on: date) -> Recommendation:
    return recommend(policy, [assessment], {}, on=on)
