"""Worked examples: scoring them, with what they state of other instruments.

A worked example of an instrument that consumes others states their results by hand, as the
publisher prints them; no answers to the others are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from supervise.instruments.instrument import Example, Instrument
from supervise.instruments.scoring import Upstream, score
from supervise.levels import LevelScheme
from supervise.records import (
    InstrumentIdentity,
    RecordedWorkings,
    ScaleMeaning,
    ScaleScore,
    ScoreSheet,
    Status,
)
from supervise.sources import Purpose

NOT_APPLICABLE = Status.NOT_APPLICABLE.value


def score_example(instrument: Instrument, example: Example) -> ScoreSheet:
    """The sheet of a worked example, for comparison with what it expects."""
    upstream = stated_upstream(instrument, example.upstream, on=example.on)
    return score(instrument, example.answers, on=example.on, upstream=upstream)


def stated_upstream(
    instrument: Instrument, stated: Mapping[str, str], *, on: date
) -> Upstream:
    """Sheets that say of other instruments' scales what is stated, and nothing else.

    `stated` maps the name of a consumed scale, `instrument.scale.part`, to decimal text, to
    the code of a level, or to `not_applicable`. What is not stated is not given.
    """
    said = {
        (used.instrument, used.scale): {
            each.part: stated.get(each.as_term().name, "")
            for each in instrument.consumes
            if (each.instrument, each.scale) == (used.instrument, used.scale)
        }
        for used in instrument.consumes
    }
    return {
        id: _sheet(
            id,
            on,
            tuple(_stated(at[1], parts) for at, parts in said.items() if at[0] == id),
        )
        for id in dict.fromkeys(used.instrument for used in instrument.consumes)
    }


def _stated(scale: str, parts: Mapping[str, str]) -> ScaleScore:
    meaning = ScaleMeaning(id=scale, title=scale, citation="stated")
    if NOT_APPLICABLE in parts.values():
        return ScaleScore(meaning, Status.NOT_APPLICABLE)
    if not any(parts.values()):
        return ScaleScore(meaning, Status.MISSING)
    code = parts.get("level", "")
    return ScaleScore(
        meaning,
        Status.SCORED,
        score=_number(parts.get("score", "")),
        percent=_number(parts.get("percent", "")),
        level=LevelScheme("stated", (code,))[code] if code else None,
    )


def _number(said: str) -> float | None:
    return float(Decimal(said)) if said else None


def _sheet(id: str, on: date, scales: tuple[ScaleScore, ...]) -> ScoreSheet:
    identity = InstrumentIdentity(
        id=id,
        version="stated",
        title=id,
        fingerprint="",
        purpose=Purpose.SUPERVISION,
        citation="stated",
        licence="",
        for_whom="",
        not_for="",
    )
    workings = RecordedWorkings((), (), (), ())
    return ScoreSheet(
        identity=identity, on=on, answers={}, scales=scales, workings=workings
    )
