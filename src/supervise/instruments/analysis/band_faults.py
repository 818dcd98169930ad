"""Whether the bands of a scale have every number once: gone through number by number.

A declaration with a gap or an overlap does not even construct; this looks again, by counting
instead of by comparing edges, so that a mistake in the one is not repeated in the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from supervise.instruments.check_scales import reach_of
from supervise.instruments.instrument import Instrument
from supervise.instruments.reporting import Shown
from supervise.instruments.scales import LogOdds, Percents, Points, Scale
from supervise.levels import Bands, hundredths


def band_faults(instrument: Instrument, scale: Scale) -> tuple[str, ...]:
    """What is wrong with the bands of a scale: numbers of no band, or of two."""
    return tuple(
        fault
        for bands, numbers in _banded(instrument, scale)
        for fault in _faults(bands, numbers)
    )


def _banded(instrument: Instrument, scale: Scale) -> Iterator[tuple[Bands, range]]:
    """Each set of bands with every number, in hundredths, that has to have a level."""
    match scale:
        case Points():
            every = [scale.bands] if scale.bands is not None else []
            every += [group.bands for group in scale.bands_by]
            for bands in every:
                yield bands, _of_points(instrument, scale, bands)
            if scale.percents is not None and scale.percents.bands is not None:
                yield scale.percents.bands, _of_percents(scale.percents.shown)
        case LogOdds(bands=Bands() as bands):
            yield bands, _of_percents(scale.shown or Shown(at_most=scale.at_most))
        case Percents():
            yield scale.bands, _of_percents(Shown())
        case _:
            return


def _of_points(instrument: Instrument, scale: Points, bands: Bands) -> range:
    ends = reach_of(instrument, scale)
    if scale.converts:
        scores = [step.score for step in scale.converts]
        ends = min(scores), max(scores)
    if ends is None:
        ends = int(bands.bands[0].lowest), int(bands.bands[-1].highest)
    return range(100 * ends[0], 100 * ends[1] + 1, 100)


def _of_percents(shown: Shown) -> range:
    step = int(10 ** (2 - shown.places))
    return range(hundredths(shown.at_least), hundredths(shown.at_most) + 1, step)


def _faults(bands: Bands, numbers: range) -> Iterator[str]:
    edges = [
        (hundredths(band.lowest), hundredths(band.highest)) for band in bands.bands
    ]
    for number in numbers:
        belongs = sum(low <= number <= high for low, high in edges)
        if belongs != 1:
            said = "no band has" if belongs == 0 else f"{belongs} bands have"
            yield f"{said} {number / 100:g}"
