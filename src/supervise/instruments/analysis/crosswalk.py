"""A result brought to a common scale by probability, or plainly *no equivalent*.

Two numbers mean the same only where they say what proportion of one group had one outcome
within one time. Names of levels are never brought across, and nothing is converted by the
place of a score in its range. Where outcome, time or group differ, only a calibration on the
agency's own people helps; it comes with its counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from math import sqrt

import attrs

from supervise.errors import DeclarationError
from supervise.instruments.analysis.wording import ARITHMETIC
from supervise.instruments.check_bands import range_defects, unknown_levels
from supervise.levels import Bands, Level, hundredths
from supervise.records import ScaleScore, ScoreSheet, Status
from supervise.sources import BaseRate, Outcome, Source

CONFIDENCE = 1.96
"""The normal deviate that leaves one interval in twenty beside the proportion."""


@attrs.frozen(kw_only=True)
class CommonScale:
    """Levels by the proportion of one group that had one outcome within one time.

    The bands are percents from 0 to 100 with at most two decimals.

    Raises `DeclarationError` with every defect: without outcome, time and group nothing can be
    brought to it.
    """

    id: str
    title: str
    outcome: Outcome
    population: str
    bands: Bands
    source: Source

    def __attrs_post_init__(self) -> None:
        if defects := list(_defects_of_common(self)):
            raise DeclarationError(f"common scale '{self.id}'", defects)

    def level_at(self, percent: float) -> Level:
        """The level of a proportion, given in percent."""
        parts = _hundredths_of(percent)
        band = next(
            band for band in self.bands.bands if parts <= hundredths(band.highest)
        )
        return self.bands.scheme[band.level]


def _defects_of_common(scale: CommonScale) -> Iterator[str]:
    if scale.outcome.months is None:
        yield "the outcome must say within how many months"
    if not scale.population.strip():
        yield "the population must not be blank"
    try:
        edges = [
            (hundredths(band.lowest), hundredths(band.highest), band.level)
            for band in scale.bands.bands
        ]
    except (ValueError, InvalidOperation) as wrong:
        yield f"bands are percents with at most two decimals: {wrong}"
        return
    yield from range_defects(edges, 0, 10_000, lambda parts: f"{parts / 100:.2f}")
    yield from unknown_levels(
        scale.bands.scheme.codes, (band.level for band in scale.bands.bands)
    )


@attrs.frozen(kw_only=True)
class LocalRate:
    """How many of an agency's own people had the outcome, at one score or level.

    `at` is a score as text, or the code of a level.
    """

    at: str
    people: int
    with_outcome: int

    @property
    def percent(self) -> float:
        """The proportion in percent, with two decimals, half up."""
        return _in_percent(Decimal(self.with_outcome) / self.people)

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95% interval in percent (Wilson 1927): few people leave much open."""
        n, share = self.people, self.with_outcome / self.people
        spread = CONFIDENCE**2 / n
        centre = share + spread / 2
        half = sqrt(spread * (share * (1 - share) + spread / 4))
        low, high = ((centre - half) / (1 + spread), (centre + half) / (1 + spread))
        return (
            _in_percent(Decimal(max(low, 0.0))),
            _in_percent(Decimal(min(high, 1.0))),
        )


@attrs.frozen(kw_only=True)
class LocalCalibration:
    """What an agency found of one scale among its own people.

    Raises `DeclarationError` with every defect.
    """

    instrument: str
    version: str
    scale: str
    outcome: Outcome
    rates: tuple[LocalRate, ...]
    source: Source

    def __attrs_post_init__(self) -> None:
        defects = [
            f"at '{rate.at}': {rate.with_outcome} of {rate.people} is no proportion"
            for rate in self.rates
            if not 0 <= rate.with_outcome <= rate.people or rate.people == 0
        ]
        if self.outcome.months is None:
            defects.append("the outcome must say within how many months")
        told = [rate.at for rate in self.rates]
        if not told or len(set(told)) != len(told):
            defects.append("rates must be distinct and at least one")
        if defects:
            where = f"calibration of '{self.instrument}.{self.scale}'"
            raise DeclarationError(where, defects)

    def speaks_of(self, sheet: ScoreSheet, scale: str) -> bool:
        """Whether it is about that scale of the instrument and version of a sheet."""
        return (self.instrument, self.version, self.scale) == (
            sheet.instrument,
            sheet.version,
            scale,
        )


class Ground(StrEnum):
    """On what an equivalent rests."""

    MODEL = "model"
    """The instrument's own percent is of the same outcome, time and group."""
    PUBLISHED_RATE = "published_rate"
    """A published rate at this score or level is."""
    LOCAL_CALIBRATION = "local_calibration"
    """The agency counted it among its own people."""


@attrs.frozen(kw_only=True)
class Equivalent:
    """A result on a common scale, or none and `because`.

    `could_be` are the levels that the interval of a local rate touches: with few people more
    than one. A published rate and a model come without an interval here.
    """

    instrument: str
    scale: str
    common: str
    level: Level | None = None
    percent: float | None = None
    ground: Ground | None = None
    could_be: tuple[Level, ...] = ()
    rate: LocalRate | None = None
    source: str = ""
    because: str = ""
    note: str = ARITHMETIC

    def __str__(self) -> str:
        if self.level is None:
            return f"{self.instrument}.{self.scale}: no equivalent, {self.because}"
        share = f"{self.percent:.2f} in 100"
        return f"{self.instrument}.{self.scale}: {self.level} ({share}, {self.ground})"


def crosswalk(
    sheet: ScoreSheet,
    scale: str,
    common: CommonScale,
    *,
    calibrations: Iterable[LocalCalibration] = (),
) -> Equivalent:
    """A scale of a sheet on a common scale, or *no equivalent* with the reason.

    A local calibration of the same outcome and time comes first; else outcome, time and
    population of the scale have to be those of the common one, word for word.

    Raises `UnknownName` for a scale that the sheet does not have.
    """
    result = sheet[scale]
    none = Equivalent(instrument=sheet.instrument, scale=scale, common=common.id)
    if result.status is not Status.SCORED:
        return attrs.evolve(none, because=f"it is not scored ({result.status})")
    own = [each for each in calibrations if each.speaks_of(sheet, scale)]
    fitting = [each for each in own if each.outcome == common.outcome]
    if fitting:
        return _by_calibration(none, result, common, fitting)
    because = _why_not(result, common)
    if own:
        because = f"{because}; the local calibration is of {own[0].outcome}"
    by_rate = _published_rate(result, common)
    if result.percent is not None and not _why_not(result, common):
        return attrs.evolve(
            none,
            level=common.level_at(result.percent),
            percent=result.percent,
            could_be=(common.level_at(result.percent),),
            ground=Ground.MODEL,
            source=result.meaning.citation,
        )
    if by_rate is not None:
        percent = float(by_rate.percent)
        return attrs.evolve(
            none,
            level=common.level_at(percent),
            percent=percent,
            could_be=(common.level_at(percent),),
            ground=Ground.PUBLISHED_RATE,
            source=by_rate.source,
        )
    return attrs.evolve(none, because=because or _NO_PROPORTION)


_NO_PROPORTION = (
    "neither a percent nor a published rate says what proportion of the group had it"
)


def _by_calibration(
    none: Equivalent,
    result: ScaleScore,
    common: CommonScale,
    fitting: list[LocalCalibration],
) -> Equivalent:
    if len(fitting) > 1:
        return attrs.evolve(none, because="two local calibrations speak of it")
    ats = _places(result)
    rate = next((each for each in fitting[0].rates if each.at in ats), None)
    if rate is None:
        because = "the local calibration says nothing of this score or level"
        return attrs.evolve(none, because=because)
    low, high = (common.level_at(end) for end in rate.interval)
    codes = common.bands.scheme.codes[low.position : high.position + 1]
    return attrs.evolve(
        none,
        level=common.level_at(rate.percent),
        percent=rate.percent,
        could_be=tuple(common.bands.scheme[code] for code in codes),
        ground=Ground.LOCAL_CALIBRATION,
        rate=rate,
        source=fitting[0].source.citation,
    )


def _places(result: ScaleScore) -> tuple[str, ...]:
    """Under which names a rate may stand: the score, then the level."""
    level = (result.level.code,) if result.level is not None else ()
    return (str(result.score), *level) if result.score is not None else level


def _published_rate(result: ScaleScore, common: CommonScale) -> BaseRate | None:
    ats = _places(result)
    fitting = (
        rate
        for at in ats
        for rate in result.meaning.base_rates
        if rate.at == at
        and rate.outcome == common.outcome
        and rate.group == common.population
    )
    return next(fitting, None)


def _why_not(result: ScaleScore, common: CommonScale) -> str:
    """What differs between what a scale speaks of and what the common one does."""
    meaning, wanted = result.meaning, common.outcome
    if meaning.predicts is None:
        return "it does not say of which outcome it speaks"
    if meaning.predicts.event != wanted.event:
        return f"it speaks of {meaning.predicts.event}, not of {wanted.event}"
    if meaning.predicts.months is None:
        return "it does not say within how many months"
    if meaning.predicts.months != wanted.months:
        return f"it speaks of {meaning.predicts.months} months, not of {wanted.months}"
    if meaning.population != common.population:
        return f"it speaks of {meaning.population}, not of {common.population}"
    return ""


def _in_percent(share: Decimal) -> float:
    return float((share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _hundredths_of(percent: float) -> int:
    return int((Decimal(repr(percent)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
