"""The proof of an instrument in words: which scores and levels can come about at all."""

from __future__ import annotations

from collections.abc import Iterator

from supervise.cli.wording import wrapped
from supervise.instruments import Instrument
from supervise.instruments.analysis import (
    Course,
    ScaleProof,
    Verdict,
    proof_of,
)


def proof_lines(instrument: Instrument) -> Iterator[str]:
    """What can come about on each scale, for assessments on the day of the last check."""
    for scale in proof_of(instrument, on=instrument.source.checked).scales:
        yield from wrapped(f"{scale.scale}: {_range(scale)}", "  ")
        yield from wrapped(f"{_levels(scale)}; {_bands(scale)}", "      ")
        if scale.courses:
            yield from wrapped(_courses(scale.courses), "      ")
        yield from wrapped(f"{scale.exactness}: {scale.method}", "      ")


def _range(scale: ScaleProof) -> str:
    if scale.lowest is None:
        return "levels only" if scale.levels else "nothing was come by"
    attained = f"{scale.lowest} to {scale.highest}"
    if scale.within is None or scale.within == (scale.lowest, scale.highest):
        return attained
    return f"{attained} at least, and within {scale.within[0]} to {scale.within[1]}"


def _levels(scale: ScaleProof) -> str:
    if not scale.levels:
        return "no levels"
    lacking = [
        f"{each.level} is {each.verdict.replace('_', ' ')}"
        for each in scale.levels
        if each.verdict is not Verdict.REACHED
    ]
    return "; ".join(lacking) or "every level is reached"


def _bands(scale: ScaleProof) -> str:
    return "; ".join(scale.band_faults) or "no number is in two bands or in none"


def _courses(courses: tuple[Course, ...]) -> str:
    """Which items go one way whatever else is answered, and which do not."""
    one_way = sum(each.proven and each.direction is not None for each in courses)
    both = [each.item for each in courses if each.falls and each.direction is None]
    against = [each.item for each in courses if each.against_need is not None]
    said = f"{one_way} of {len(courses)} items are proven to go one way"
    if both:
        said += f"; up and down: {', '.join(both)}"
    if against:
        said += f"; more need counts less: {', '.join(against)}"
    return said
