"""Which scheme the levels of a scale belong to: a column of levels holds their codes alone."""

from __future__ import annotations

from supervise.instruments import (
    Bands,
    Cases,
    Chosen,
    Curve,
    Decided,
    Instrument,
    Judged,
    Points,
)
from supervise.instruments.scales import Scale
from supervise.levels import LevelScheme


def scheme_of(instrument: Instrument, scale: Scale) -> LevelScheme | None:
    """The scheme of a scale's levels; nothing where it has none."""
    match scale:
        case Chosen(first_of=options):
            return scheme_of(instrument, instrument.scale(options[0]))
        case Judged(scheme=scheme) | Cases(scheme=scheme) | Decided(scheme=scheme):
            return scheme
        case Points(bands=None, bands_by=(first, *_)):
            return first.bands.scheme
        case Points(bands=None, percents=Curve(bands=Bands() as bands)):
            return bands.scheme
        case _:
            return None if scale.bands is None else scale.bands.scheme
