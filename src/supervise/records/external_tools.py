"""What an agency states of a tool that it scores elsewhere: LS/CMI, COMPAS, STRONG-R and so on.

Ranges, levels by date and recorded sex, numbers that stand for something else, and to which
need a level speaks. It holds no question, no wording and no weight of the tool, and makes no
instrument of it: nothing is scored here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import combinations, pairwise

import attrs

from supervise.dates import Period
from supervise.errors import DeclarationError
from supervise.levels import Bands, Level, LevelScheme
from supervise.needs import NeedDomain, Strength
from supervise.records.assessments import Status
from supervise.rules.canonical import WORDING
from supervise.sources import BaseRate, Outcome, Purpose, Source


@attrs.frozen(kw_only=True)
class Sentinel:
    """A number that is no score: it says why there is none, or stands for another number.

    `status` is what becomes of the scale; `counts_as` the score that it stands for instead.
    """

    value: int | str
    says: str = attrs.field(metadata=WORDING)
    status: Status = Status.MISSING
    counts_as: int | str | None = None


@attrs.frozen(kw_only=True)
class StatedBands:
    """Levels by score as the agency states them, for a time, and for a recorded sex or for all.

    `sex` is the code that the agency records; an empty one means everybody.
    """

    bands: Bands
    in_force: Period
    sex: str = ""

    def applies(self, on: date, sex: str) -> bool:
        """Whether it is for an assessment on that day of somebody with that recorded sex."""
        return on in self.in_force and self.sex in {"", sex}


@attrs.frozen(kw_only=True)
class LevelShows:
    """What a level says of a need: how severe it is, or that there is a strength."""

    level: str
    shows: Level | Strength


@attrs.frozen(kw_only=True)
class ExternalScale:
    """One number or level that a tool reports.

    `least` and `most` are the ends of its score, with at most `places` decimals; a scale that
    reports a level only has neither. `levels` are the levels that the tool itself reports;
    `bands` those that the agency reads off the score.
    `need` is the domain that it speaks to, and `shows` what its levels say of it.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
    least: int | str | None = None
    most: int | str | None = None
    places: int = 0
    levels: LevelScheme | None = None
    bands: tuple[StatedBands, ...] = ()
    sentinels: tuple[Sentinel, ...] = ()
    need: NeedDomain | None = None
    shows: tuple[LevelShows, ...] = ()
    predicts: Outcome | None = None
    base_rates: tuple[BaseRate, ...] = attrs.field(default=(), metadata=WORDING)

    def bands_for(self, on: date, sex: str) -> Bands | None:
        """The agency's bands for a day and a recorded sex; `None` where it states none."""
        found = (each.bands for each in self.bands if each.applies(on, sex))
        return next(found, None)

    def asks_sex(self, on: date) -> bool:
        """Whether the bands of a day are told apart by recorded sex."""
        return any(each.sex and on in each.in_force for each in self.bands)

    def sentinel(self, number: Decimal) -> Sentinel | None:
        """The sentinel of that value, if the agency declares one."""
        found = (each for each in self.sentinels if Decimal(each.value) == number)
        return next(found, None)


@attrs.frozen(kw_only=True)
class ExternalTool:
    """A tool that is scored elsewhere, as far as an agency states what its results mean.

    It is no instrument: it has no items, and no registry knows it.
    `holder` is who owns and scores it; `source` where the agency states its ranges and bands.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    holder: str
    purpose: Purpose
    for_whom: str = attrs.field(metadata=WORDING)
    not_for: str = attrs.field(metadata=WORDING)
    source: Source = attrs.field(metadata=WORDING)
    scales: tuple[ExternalScale, ...]
    unvalidated: str = attrs.field(default="", metadata=WORDING)
    limitations: tuple[str, ...] = attrs.field(default=(), metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        if defects := list(_defects(self)):
            raise DeclarationError(f"external tool '{self.id}'", defects)

    def __repr__(self) -> str:
        return f"<external tool {self.id} {self.version}>"


def _defects(tool: ExternalTool) -> Iterator[str]:
    for name in ("version", "title", "holder", "for_whom", "not_for"):
        if not getattr(tool, name).strip():
            yield f"{name} must not be blank"
    for id in (tool.id, *(scale.id for scale in tool.scales)):
        if not (id.isascii() and id.isidentifier() and id == id.lower()):
            yield f"id {id!r} is not lower snake case"
    ids = [scale.id for scale in tool.scales]
    if not ids or len(set(ids)) != len(ids):
        yield "scales must be distinct and at least one"
    for scale in tool.scales:
        for defect in _defects_of_scale(scale):
            yield f"scale '{scale.id}': {defect}"


def _defects_of_scale(scale: ExternalScale) -> Iterator[str]:
    numbers = [scale.least, scale.most, *(each.value for each in scale.sentinels)]
    numbers += [each.counts_as for each in scale.sentinels]
    numbers += [
        end
        for stated in scale.bands
        for band in stated.bands.bands
        for end in (band.lowest, band.highest)
    ]
    wrong = [each for each in numbers if each is not None and not _is_number(each)]
    if wrong:
        yield f"not decimal numbers: {', '.join(map(repr, wrong))}"
        return
    if (scale.least is None) != (scale.most is None):
        yield "give both the least and the most score, or neither"
    elif scale.least is not None and scale.most is not None:
        if Decimal(scale.least) >= Decimal(scale.most):
            yield "the least score must be below the most"
    elif scale.levels is None:
        yield "it has neither a score nor levels"
    elif scale.bands or scale.sentinels:
        yield "bands and sentinels need the least and the most score"
    yield from _defects_of_sentinels(scale)
    yield from _defects_of_bands(scale)
    yield from _defects_of_need(scale)


def _is_number(text: int | str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _defects_of_sentinels(scale: ExternalScale) -> Iterator[str]:
    values = [Decimal(each.value) for each in scale.sentinels]
    if len(set(values)) != len(values):
        yield "two sentinels have one value"
    for each in scale.sentinels:
        if in_range(scale, Decimal(each.value)):
            yield f"sentinel {each.value} is among the scores"
        if not each.says.strip():
            yield f"sentinel {each.value} does not say what it means"
        if each.counts_as is None and each.status is Status.SCORED:
            yield f"sentinel {each.value} is no score; say what it counts as"
        if each.counts_as is not None and not in_range(scale, Decimal(each.counts_as)):
            yield f"sentinel {each.value} counts as {each.counts_as}, which is no score"


def in_range(scale: ExternalScale, number: Decimal) -> bool:
    """Whether a number can be a score of a scale."""
    if scale.least is None or scale.most is None:
        return False
    fits = number == round(number, scale.places)
    return fits and Decimal(scale.least) <= number <= Decimal(scale.most)


def _defects_of_bands(scale: ExternalScale) -> Iterator[str]:
    if scale.least is None or scale.most is None:
        return
    step = Decimal(1).scaleb(-scale.places)
    for stated in scale.bands:
        place = (
            f"bands from {stated.in_force.start}{f' ({stated.sex})' * bool(stated.sex)}"
        )
        ends = [
            (Decimal(band.lowest), Decimal(band.highest)) for band in stated.bands.bands
        ]
        if not ends:
            yield f"{place} are empty"
            continue
        if ends[0][0] != Decimal(scale.least) or ends[-1][1] != Decimal(scale.most):
            yield f"{place} must go from {scale.least} to {scale.most}"
        for low, high in ends:
            if low > high:
                yield f"{place}: {low} is above {high}"
        for (_, above), (below, _) in pairwise(ends):
            if below != above + step:
                kind = "overlap" if below <= above else "gap"
                yield f"{place} have a {kind} between {above} and {below}"
        for band in stated.bands.bands:
            if band.level not in stated.bands.scheme.codes:
                yield f"{place}: no level '{band.level}' in the scheme"
    for one, other in combinations(scale.bands, 2):
        if _both_apply(one, other):
            yield f"two statements of bands apply on {_first_day_of_both(one, other)}"


def _first_day_of_both(one: StatedBands, other: StatedBands) -> date:
    return max(one.in_force.start, other.in_force.start)


def _both_apply(one: StatedBands, other: StatedBands) -> bool:
    day = _first_day_of_both(one, other)
    same = not one.sex or not other.sex or one.sex == other.sex
    return same and day in one.in_force and day in other.in_force


def _defects_of_need(scale: ExternalScale) -> Iterator[str]:
    if scale.shows and scale.need is None:
        yield "its levels show something, and no need says of what"
    schemes = [stated.bands.scheme for stated in scale.bands]
    schemes += [scale.levels] if scale.levels is not None else []
    known = {code for scheme in schemes for code in scheme.codes}
    for each in scale.shows:
        if each.level not in known:
            yield f"no level '{each.level}' that could show a need"
    told = [each.level for each in scale.shows]
    if len(set(told)) != len(told):
        yield "a level shows two things"
