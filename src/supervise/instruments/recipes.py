"""How a raw score becomes what the publisher reports: score, percent, level.

Percents are whole hundredths inside, so that bands are decided on the digits as published.
"""

from __future__ import annotations

from bisect import bisect_right
from math import exp

import attrs

from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import (
    BlackBox,
    Chosen,
    Judged,
    LogOdds,
    Points,
    Reports,
    Scale,
)
from supervise.levels import Bands, Level, hundredths
from supervise.records import ScaleMeaning, ScaleScore, Status, Workings
from supervise.rules import Value


@attrs.frozen(eq=False)
class Recipe:
    """One scale's way from raw score to result."""

    meaning: ScaleMeaning
    basis: str
    is_percent: bool
    most: int
    edges: tuple[int, ...]
    levels: tuple[Level, ...]
    step_edges: tuple[int, ...]
    step_scores: tuple[int, ...]
    judged: dict[Value, Level | None]
    first_of: tuple[str, ...]


def recipe_of(instrument: Instrument, scale: Scale) -> Recipe:
    """The recipe of a declared scale."""
    like = instrument.scale(scale.first_of[0]) if isinstance(scale, Chosen) else scale
    bands = getattr(like, "bands", None)
    steps = scale.converts if isinstance(scale, Points) else ()
    logistic = _is_logistic(like)
    return Recipe(
        meaning=_meaning(instrument, scale, bands),
        basis=scale.basis,
        is_percent=logistic,
        most=hundredths(getattr(like, "at_most", "100.00")) if logistic else 0,
        edges=_edges(bands, logistic=logistic),
        levels=tuple(bands.scheme[band.level] for band in bands.bands) if bands else (),
        step_edges=tuple(step.lowest for step in steps),
        step_scores=tuple(step.score for step in steps),
        judged=_judged(scale) if isinstance(scale, Judged) else {},
        first_of=scale.first_of if isinstance(scale, Chosen) else (),
    )


def _judged(scale: Judged) -> dict[Value, Level | None]:
    return {
        code: None if level is None else scale.scheme[level]
        for code, level in scale.levels
    }


def _is_logistic(scale: Scale) -> bool:
    black_box = isinstance(scale, BlackBox) and scale.reports is Reports.LOG_ODDS
    return black_box or isinstance(scale, LogOdds)


def _edges(bands: Bands | None, *, logistic: bool) -> tuple[int, ...]:
    if bands is None:
        return ()
    lowest = (band.lowest for band in bands.bands)
    return tuple(hundredths(edge) if logistic else int(edge) for edge in lowest)


def _meaning(instrument: Instrument, scale: Scale, bands: Bands | None) -> ScaleMeaning:
    return ScaleMeaning(
        id=scale.id,
        title=scale.title,
        citation=getattr(scale, "citation", "") or (bands.citation if bands else ""),
        predicts=scale.predicts,
        population=instrument.source.population,
        bands=bands,
        base_rates=getattr(scale, "base_rates", ()),
    )


def percent_in_hundredths(log_odds: float) -> int:
    """The logistic of log-odds as a percent in whole hundredths, rounded half up.

    >>> percent_in_hundredths(0.0)
    5000
    >>> percent_in_hundredths(-800.0)
    0
    """
    # Of the two forms each is exact on its own side; far out the other one overflows.
    if log_odds >= 0:
        proportion = 1 / (1 + exp(-log_odds))
    else:
        odds = exp(log_odds)
        proportion = odds / (1 + odds)
    return int(10000 * proportion + 0.5)


def weighted_result(recipe: Recipe, raw: float, workings: Workings) -> ScaleScore:
    """The result of a scale of points or log-odds."""
    if recipe.is_percent:
        parts = min(percent_in_hundredths(raw), recipe.most)
        level = recipe.levels[bisect_right(recipe.edges, parts) - 1]
        return ScaleScore(
            recipe.meaning,
            Status.SCORED,
            raw,
            raw,
            parts / 100,
            level,
            recipe.basis,
            (),
            "",
            workings,
        )
    score = raw
    if recipe.step_edges:
        score = recipe.step_scores[bisect_right(recipe.step_edges, raw) - 1]
    band = (
        recipe.levels[bisect_right(recipe.edges, score) - 1] if recipe.edges else None
    )
    return ScaleScore(
        recipe.meaning,
        Status.SCORED,
        raw,
        score,
        None,
        band,
        recipe.basis,
        (),
        "",
        workings,
    )


def judged_result(recipe: Recipe, answer: Value, workings: Workings) -> ScaleScore:
    """The result of a judged rating: a level and no number."""
    return ScaleScore(
        recipe.meaning,
        Status.SCORED,
        level=recipe.judged[answer],
        basis=recipe.basis,
        workings=workings,
    )
