"""One scale of an external result, read as the agency states it.

A score or a level that was reported is checked against range, sentinels and bands; what does
not fit is a problem of that scale, and the scale then has no result.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from supervise.errors import Problem, ProblemCode, kind_and_length
from supervise.levels import Bands, Level
from supervise.records.assessments import Assumed, ScaleMeaning, ScaleScore, Status
from supervise.records.external_tools import (
    ExternalScale,
    ExternalTool,
    Sentinel,
    in_range,
)

RECORDED_SEX = "sex"


@attrs.frozen(kw_only=True)
class ExternalScore:
    """What a tool reported on one scale: a score, a level, or both.

    A score is a whole number or a `Decimal`, exactly as reported, a sentinel included.
    """

    scale: str
    score: int | Decimal | None = attrs.field(default=None, repr=False)
    level: str = attrs.field(default="", repr=False)


@attrs.frozen
class ScaleReading:
    """One scale as it was read: its result, the bands that gave its level, and its problems."""

    stated: ExternalScale
    scale: ScaleScore
    bands: Bands | None = None
    problems: tuple[Problem, ...] = ()
    assumed: tuple[Assumed, ...] = ()


def problem_of(
    where: str, scale: str, code: ProblemCode, says: str, **more: str
) -> Problem:
    """A problem of one scale, which it blocks."""
    return Problem(
        code=code, where=where, item=scale, says=says, blocks=(scale,), **more
    )


def read_scale(
    tool: ExternalTool,
    stated: ExternalScale,
    reported: Iterable[ExternalScore],
    *,
    day: date,
    sex: str,
) -> ScaleReading:
    """What was reported on one scale, by the bands of a day."""
    meaning = ScaleMeaning(
        id=stated.id,
        title=stated.title,
        citation=tool.source.citation,
        predicts=stated.predicts,
        population=tool.source.population,
        base_rates=stated.base_rates,
    )
    unread = ScaleReading(stated, ScaleScore(meaning, Status.MISSING))
    where = tool.id
    given = [each for each in reported if each.scale == stated.id]
    if len(given) > 1:
        return _blocked(unread, Status.INVALID, None)
    if not given or (given[0].score is None and not given[0].level):
        says = "is needed and not there"
        return _blocked(
            unread,
            Status.MISSING,
            problem_of(where, stated.id, ProblemCode.MISSING, says, remedy="record it"),
        )
    found = given[0]
    if found.score is None:
        return _levelled(unread, where, found.level, None, None)
    if type(found.score) not in {int, Decimal}:
        problem = problem_of(
            where,
            stated.id,
            ProblemCode.WRONG_TYPE,
            "is not a score",
            got=kind_and_length(found.score),
            allowed="a whole number or a Decimal",
        )
        return _blocked(unread, Status.INVALID, problem)
    return _scored(unread, where, found, day, sex)


def _scored(
    reading: ScaleReading, where: str, reported: ExternalScore, day: date, sex: str
) -> ScaleReading:
    stated = reading.stated
    assert reported.score is not None
    number = Decimal(reported.score)
    sentinel = stated.sentinel(number) if number.is_finite() else None
    if sentinel is not None:
        if sentinel.counts_as is None:
            return _no_score(reading, where, sentinel)
        number = Decimal(sentinel.counts_as)
        told = Assumed(item=stated.id, value=_plain_text(number), because=sentinel.says)
        reading = attrs.evolve(reading, assumed=(told,))
    if not number.is_finite() or not in_range(stated, number):
        return _blocked(reading, Status.INVALID, _outside(where, stated, number))
    if stated.asks_sex(day) and not sex:
        problem = Problem(
            code=ProblemCode.MISSING,
            where=where,
            item=RECORDED_SEX,
            says="is needed: the agency's bands are told apart by it",
            remedy="record it",
            blocks=(stated.id,),
        )
        return _blocked(reading, Status.MISSING, problem)
    bands = stated.bands_for(day, sex)
    if bands is None and stated.bands:
        problem = problem_of(
            where,
            stated.id,
            ProblemCode.NOT_COVERED,
            f"the agency states no bands for it on {day}",
            remedy="state them, with the days from which they hold",
        )
        return _blocked(reading, Status.INVALID, problem)
    return _levelled(reading, where, reported.level, number, bands)


def _no_score(reading: ScaleReading, where: str, sentinel: Sentinel) -> ScaleReading:
    """A sentinel that says why there is no score."""
    codes = {
        Status.MISSING: ProblemCode.MISSING,
        Status.INVALID: ProblemCode.NOT_COVERED,
    }
    code = codes.get(sentinel.status)
    problem = (
        problem_of(
            where, reading.stated.id, code, sentinel.says, got=str(sentinel.value)
        )
        if code is not None
        else None
    )
    return _blocked(reading, sentinel.status, problem)


def _outside(where: str, stated: ExternalScale, number: Decimal) -> Problem:
    sentinels = [f"{each.value} ({each.says})" for each in stated.sentinels]
    return problem_of(
        where,
        stated.id,
        ProblemCode.NOT_ALLOWED,
        "is not a score of this scale",
        got=f"{number:f}" if number.is_finite() else "",
        allowed=", ".join([_range(stated), *sentinels]),
        remedy="correct it",
    )


def _range(stated: ExternalScale) -> str:
    if stated.least is None:
        return "a level"
    places = f" with {stated.places} decimals at most" if stated.places else ""
    return f"{stated.least} to {stated.most}{places}"


def _levelled(
    reading: ScaleReading,
    where: str,
    reported: str,
    number: Decimal | None,
    bands: Bands | None,
) -> ScaleReading:
    """A score with the level that the agency reads off it, or that the tool reported."""
    stated = reading.stated
    by_score = (
        _level_at(bands, number) if bands is not None and number is not None else None
    )
    scheme = by_score.scheme if by_score is not None else stated.levels
    if reported and (scheme is None or reported not in scheme.codes):
        problem = problem_of(
            where,
            stated.id,
            ProblemCode.NOT_ALLOWED,
            "is not a level of this scale",
            got=reported if reported.isidentifier() else kind_and_length(reported),
            allowed=", ".join(scheme.codes) if scheme is not None else "no level",
        )
        return _blocked(reading, Status.INVALID, problem)
    if reported and by_score is not None and by_score.code != reported:
        problem = problem_of(
            where,
            stated.id,
            ProblemCode.CONTRADICTION,
            f"was reported as '{reported}', and by its score it is '{by_score.code}'",
            remedy="correct one of them; a departure from the level is a decision",
        )
        return _blocked(reading, Status.INVALID, problem)
    level = scheme[reported] if reported and scheme is not None else by_score
    score = None if number is None else _plain(number)
    meaning = reading.scale.meaning
    if bands is not None:
        meaning = attrs.evolve(meaning, bands=bands, citation=bands.citation)
    scale = ScaleScore(meaning, Status.SCORED, score, score, level=level)
    return attrs.evolve(reading, scale=scale, bands=bands)


def _level_at(bands: Bands, number: Decimal) -> Level:
    return next(
        bands.scheme[band.level]
        for band in bands.bands
        if Decimal(band.lowest) <= number <= Decimal(band.highest)
    )


def _plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _plain_text(number: Decimal) -> int | str:
    return int(number) if number == int(number) else f"{number:f}"


def _blocked(
    reading: ScaleReading, status: Status, problem: Problem | None
) -> ScaleReading:
    return attrs.evolve(
        reading,
        scale=attrs.evolve(reading.scale, status=status),
        problems=(problem,) if problem is not None else (),
    )
