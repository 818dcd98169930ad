"""Score sheets of nobody: made up, for tests of what is built on score sheets.

They carry what is asked for and nothing else: no instrument scored them, and nothing explains them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from supervise.errors import Problem
from supervise.levels import Level
from supervise.records import (
    InstrumentIdentity,
    RecordedWorkings,
    ScaleMeaning,
    ScaleScore,
    ScoreSheet,
    Status,
)
from supervise.sources import Purpose

INVENTED = "invented for a test"


def invented_scale(
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
        meaning=ScaleMeaning(
            id=id, title=id, citation=INVENTED, population="nobody: invented"
        ),
        status=status,
        level=level,
        percent=percent,
        score=score,
        basis=basis,
    )


def invented_sheet(
    instrument: str,
    on: date,
    scales: Iterable[ScaleScore],
    *,
    purpose: Purpose = Purpose.SUPERVISION,
    version: str = "1",
    problems: Iterable[Problem] = (),
) -> ScoreSheet:
    """An invented score sheet.

    >>> sheet = invented_sheet("tool", date(2026, 1, 15), [invented_scale("total", score=3)])
    >>> sheet["total"].score
    3
    """
    return ScoreSheet(
        identity=InstrumentIdentity(
            id=instrument,
            version=version,
            title=instrument,
            fingerprint="0" * 64,
            purpose=purpose,
            citation=INVENTED,
            licence="CC0-1.0",
            for_whom="nobody",
            not_for="anybody",
            unvalidated=INVENTED,
        ),
        on=on,
        answers={},
        problems=tuple(problems),
        scales=tuple(scales),
        workings=RecordedWorkings((), (), (), ()),
    )
