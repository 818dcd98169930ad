"""How a raw score becomes what the publisher reports: score, percent, level.

Percents are whole hundredths inside, so that bands are decided on the digits as published.
What of a result depends on further answers is in `adjusting`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from math import exp, floor

import attrs

from supervise.instruments.instrument import Instrument
from supervise.instruments.mentions import flags_of
from supervise.instruments.reporting import Curve, Shown
from supervise.instruments.scales import (
    BlackBox,
    Case,
    Chosen,
    Decided,
    Judged,
    LogOdds,
    Percents,
    Points,
    Reports,
    Scale,
)
from supervise.levels import Bands, Level, LevelScheme, hundredths
from supervise.records import FlagMeaning, ScaleMeaning, ScaleScore, Status, Workings
from supervise.rules import Value
from supervise.rules.reading import all_names


@attrs.frozen(eq=False)
class Link:
    """How a raw score is read as a percent, where it is not plain log-odds.

    `adds_up` is for sums of percents; the line and `nothing` are for points.
    """

    shown: Shown = attrs.field(factory=Shown)
    intercept: float = 0.0
    slope: float = 1.0
    nothing: int | None = None
    adds_up: bool = False
    least: int = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: hundredths(self.shown.at_least), takes_self=True
        ),
    )
    most: int = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: hundredths(self.shown.at_most), takes_self=True
        ),
    )

    def hundredths(self, raw: float) -> int:
        """The percent of a raw score, in whole hundredths."""
        if self.nothing is not None and raw == 0:
            return self.nothing
        if self.adds_up:
            parts = floor(100 * raw + 0.5)
        else:
            parts = shown_hundredths(self.intercept + self.slope * raw, self.shown)
        return min(max(parts, self.least), self.most)


@attrs.frozen(eq=False)
class Recipe:
    """One scale's way from raw score to result.

    `is_percent` marks log-odds; `link` says how else a raw score is read as a percent.
    `edges` and `levels` are those of the percent where there is one, else of the score;
    `of_score` marks a scale that has a percent and whose levels are those of the score.
    """

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
    link: Link | None
    of_score: bool


def recipe_of(instrument: Instrument, scale: Scale) -> Recipe:
    """The recipe of a declared scale."""
    like = instrument.scale(scale.first_of[0]) if isinstance(scale, Chosen) else scale
    curve = like.percents if isinstance(like, Points) else None
    bands = _bands(like)
    steps = scale.converts if isinstance(scale, Points) else ()
    logistic = _is_logistic(like)
    in_percents = logistic or isinstance(like, Percents) or _has_bands(curve)
    return Recipe(
        meaning=_meaning(instrument, scale, bands),
        basis=scale.basis,
        is_percent=logistic,
        most=hundredths(getattr(like, "at_most", "100.00")),
        edges=_edges(bands, in_percents=in_percents),
        levels=tuple(bands.scheme[band.level] for band in bands.bands) if bands else (),
        step_edges=tuple(step.lowest for step in steps),
        step_scores=tuple(step.score for step in steps),
        judged=_judged(scale) if isinstance(scale, Judged) else {},
        first_of=scale.first_of if isinstance(scale, Chosen) else (),
        link=_link(like),
        of_score=curve is not None and not in_percents,
    )


def recipe_in_group(recipe: Recipe, bands: Bands) -> Recipe:
    """The recipe of a scale for a group that has levels of its own."""
    return attrs.evolve(
        recipe,
        meaning=attrs.evolve(recipe.meaning, bands=bands, citation=bands.citation),
        edges=_edges(bands, in_percents=False),
        levels=tuple(bands.scheme[band.level] for band in bands.bands),
    )


def _has_bands(curve: Curve | None) -> bool:
    return curve is not None and curve.bands is not None


def _bands(scale: Scale) -> Bands | None:
    if isinstance(scale, Points) and scale.percents is not None:
        return scale.percents.bands or scale.bands
    return getattr(scale, "bands", None)


def _link(scale: Scale) -> Link | None:
    match scale:
        case LogOdds(shown=Shown() as shown):
            return Link(shown)
        case Percents():
            return Link(adds_up=True)
        case Points(percents=Curve() as curve):
            nothing = None if curve.nothing is None else hundredths(curve.nothing)
            line = float(curve.intercept), float(curve.slope)
            return Link(curve.shown, *line, nothing)
        case _:
            return None


def _judged(scale: Judged) -> dict[Value, Level | None]:
    return {
        code: None if level is None else scale.scheme[level]
        for code, level in scale.levels
    }


def _is_logistic(scale: Scale) -> bool:
    black_box = isinstance(scale, BlackBox) and scale.reports is Reports.LOG_ODDS
    return black_box or isinstance(scale, LogOdds)


def _edges(bands: Bands | None, *, in_percents: bool) -> tuple[int, ...]:
    lowest = [band.lowest for band in bands.bands] if bands else []
    return tuple(hundredths(edge) if in_percents else int(edge) for edge in lowest)


def _meaning(instrument: Instrument, scale: Scale, bands: Bands | None) -> ScaleMeaning:
    return ScaleMeaning(
        id=scale.id,
        title=scale.title,
        citation=getattr(scale, "citation", "") or (bands.citation if bands else ""),
        predicts=scale.predicts,
        population=instrument.source.population,
        bands=bands,
        base_rates=getattr(scale, "base_rates", ()),
        flags=tuple(_flags(instrument, scale)),
    )


def _flags(instrument: Instrument, scale: Scale) -> Iterator[FlagMeaning]:
    """What the flags of a scale say, also of those it is chosen from."""
    values = {value.id: value.of for value in instrument.values}
    options = scale.first_of if isinstance(scale, Chosen) else ()
    for each in (scale, *map(instrument.scale, options)):
        for flag in flags_of(each):
            named = all_names([flag.when], values)
            items = tuple(item.id for item in instrument.items if item.id in named)
            yield FlagMeaning(
                id=flag.id,
                says=flag.says,
                to_the_person=flag.to_the_person,
                items=items,
            )


def logistic_of(log_odds: float) -> float:
    """The proportion that log-odds stand for, exact at both ends."""
    # Of the two forms each is exact on its own side; far out the other one overflows.
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    odds = exp(log_odds)
    return odds / (1 + odds)


def percent_in_hundredths(log_odds: float) -> int:
    """The logistic of log-odds as a percent in whole hundredths, rounded half up.

    >>> percent_in_hundredths(0.0)
    5000
    >>> percent_in_hundredths(-800.0)
    0
    """
    return int(10000 * logistic_of(log_odds) + 0.5)


def shown_hundredths(log_odds: float, shown: Shown) -> int:
    """The same, with the publisher's own decimals, and rounded twice where it rounds twice.

    >>> shown_hundredths(0.0, Shown(places=0))
    5000
    """
    proportion = logistic_of(log_odds)
    unit = (100, 10, 1)[shown.places]
    if shown.first is None:
        return floor(10000 * proportion / unit + 0.5) * unit
    finer = int(10**shown.first)
    unit_there = finer * unit // 10000
    return (floor(finer * proportion + 0.5) + unit_there // 2) // unit_there * unit


def stated_hundredths(percent: str) -> int:
    """A percent that the declaration states, rounded half up to two decimals.

    >>> stated_hundredths("3.328")
    333
    """
    return int((Decimal(percent) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def weighted_result(recipe: Recipe, raw: float, workings: Workings) -> ScaleScore:
    """The result of a scale of points, log-odds or percents."""
    if recipe.link is not None:
        return _linked_result(recipe, recipe.link, raw, workings)
    if recipe.is_percent:
        parts = min(percent_in_hundredths(raw), recipe.most)
        level = _level_at(recipe, parts)
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
    score = _converted(recipe, raw)
    band = _level_at(recipe, score)
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


def _level_at(recipe: Recipe, number: float) -> Level | None:
    """The level of a number; one below the lowest edge has the lowest level."""
    if not recipe.edges:
        return None
    return recipe.levels[max(bisect_right(recipe.edges, number) - 1, 0)]


def _converted(recipe: Recipe, raw: float) -> float:
    if not recipe.step_edges:
        return raw
    return recipe.step_scores[max(bisect_right(recipe.step_edges, raw) - 1, 0)]


def _linked_result(
    recipe: Recipe, link: Link, raw: float, workings: Workings
) -> ScaleScore:
    parts = link.hundredths(raw)
    if link.adds_up:
        # The sum of published percents, without the dust of binary addition.
        raw = floor(100 * raw + 0.5) / 100
    score = _converted(recipe, raw)
    banded = score if recipe.of_score else parts
    level = _level_at(recipe, banded)
    return ScaleScore(
        recipe.meaning,
        Status.SCORED,
        raw,
        score,
        parts / 100,
        level,
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


def case_result(
    recipe: Recipe, case: Case, scheme: LevelScheme, workings: Workings
) -> ScaleScore:
    """The result of the first case that applies: a percent and a level."""
    return ScaleScore(
        recipe.meaning,
        Status.SCORED,
        percent=stated_hundredths(case.percent) / 100,
        level=scheme[case.level],
        basis=recipe.basis,
        workings=workings,
    )


def decided_result(
    recipe: Recipe, scale: Decided, code: str, workings: Workings
) -> ScaleScore:
    """The result of a rule that says a level."""
    return ScaleScore(
        recipe.meaning,
        Status.SCORED,
        level=scale.scheme[code],
        basis=recipe.basis,
        workings=workings,
    )
