"""What must be true of ranges: no gap, no overlap, both ends reached, levels of their scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from supervise.instruments.reporting import GroupBands, Shown
from supervise.levels import Bands, hundredths

Reach = tuple[int, int] | None


def group_band_defects(groups: tuple[GroupBands, ...], reach: Reach) -> Iterator[str]:
    """What is wrong with the levels of groups."""
    schemes = [group.bands.scheme for group in groups]
    if any(scheme != schemes[0] for scheme in schemes):
        yield "the groups must have levels of one scheme"
    for group in groups:
        for defect in point_band_defects(group.bands, reach):
            yield f"where {group.when}: {defect}"


def point_band_defects(bands: Bands, reach: Reach) -> Iterator[str]:
    """What is wrong with levels of points."""
    edges = [(int(b.lowest), int(b.highest), b.level) for b in bands.bands]
    yield from range_defects(edges, *(reach or (None, None)))
    yield from unknown_levels(bands.scheme.codes, (b.level for b in bands.bands))


def percent_band_defects(bands: Bands, shown: Shown) -> Iterator[str]:
    """What is wrong with levels of a percent, which has so many decimals and two ends."""
    try:
        unit = (100, 10, 1)[shown.places]
        edges = [
            (_in(unit, b.lowest), _in(unit, b.highest), b.level) for b in bands.bands
        ]
        ends = _in(unit, shown.at_least), _in(unit, shown.at_most)
    except (ValueError, ArithmeticError, IndexError) as wrong:
        yield f"percents are decimal text with at most two decimals: {wrong}"
        return
    yield from range_defects(edges, *ends, lambda parts: _percent(parts, shown.places))
    yield from unknown_levels(bands.scheme.codes, (b.level for b in bands.bands))


def _in(unit: int, percent: int | str) -> int:
    parts, rest = divmod(hundredths(percent), unit)
    if rest:
        raise ValueError(f"{percent!r} has more decimals than are shown")
    return parts


def _percent(parts: int, places: int) -> str:
    return f"{parts / 10**places:.{places}f}"


def unknown_levels(known: tuple[str, ...], given: Iterable[str]) -> Iterator[str]:
    """Levels that are not in their scheme."""
    for level in given:
        if level not in known:
            yield f"'{level}' is not a level of its scheme ({', '.join(known)})"


def range_defects(
    ranges: list[tuple[int, int, str]],
    least: int | None,
    most: int | None,
    said: Callable[[int], str] = str,
) -> Iterator[str]:
    """What is wrong with ranges that must follow one another from the least to the most."""
    if not ranges:
        yield "no ranges are stated"
        return
    for low, high, name in ranges:
        if low > high:
            yield f"range {said(low)} to {said(high)} {name}".strip() + " is empty"
    for (_, high, _a), (low, _h, _b) in pairwise(ranges):
        if low > high + 1:
            gap = _span(high + 1, low - 1, said)
            yield f"gap between {said(high)} and {said(low)}: nothing is said of {gap}"
        if low <= high:
            yield f"overlap: {_span(low, high, said)} belongs to two ranges"
    first, last = ranges[0][0], ranges[-1][1]
    if least is not None and first != least:
        yield f"the first range begins at {said(first)}, but the lowest possible is {said(least)}"
    if most is not None and last != most:
        yield f"the last range ends at {said(last)}, but the highest possible is {said(most)}"


def _span(low: int, high: int, said: Callable[[int], str]) -> str:
    return said(low) if low == high else f"{said(low)} to {said(high)}"
