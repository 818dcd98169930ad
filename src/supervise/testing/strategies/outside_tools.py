"""Tools that are scored elsewhere, as an agency states them, and what they reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
from hypothesis import strategies as st

from supervise.levels import Bands, Level
from supervise.needs import STRENGTH, Strength
from supervise.records import (
    ExternalResult,
    ExternalScale,
    ExternalScore,
    ExternalTool,
    LevelShows,
    Sentinel,
    StatedBands,
    Status,
)
from supervise.testing.strategies.declarations import banded
from supervise.testing.strategies.fields import (
    SoFar,
    Stated,
    Strategy,
    from_fields,
    identifiers,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.found_needs import SEVERITIES
from supervise.testing.strategies.values import need_domains, periods

MOST_POINTS = 20
IDS = identifiers("scale")
SHOWN: st.SearchStrategy[Level | Strength]
SHOWN = st.sampled_from(SEVERITIES) | st.just(STRENGTH)


def _even(levels: int) -> Bands:
    scheme, *each = banded(MOST_POINTS, levels)
    return Bands(scheme, tuple(each), citation="invented for a test")


STATED_BANDS = st.builds(
    StatedBands,
    bands=st.integers(1, 4).map(_even),
    in_force=periods(),
    sex=st.sampled_from(("", "sex_1", "sex_2")),
)


@st.composite
def external_scales(draw: st.DrawFn) -> ExternalScale:
    """Scales of tools of others: with a score and bands of it, or with levels alone."""
    made, stated = draw(from_fields(ExternalScale)), draw(STATED_BANDS)
    scheme = stated.bands.scheme
    if made.need is not None and draw(st.booleans()):
        shows = draw(SHOWN)
        made = attrs.evolve(
            made, shows=(LevelShows(level=scheme.codes[-1], shows=shows),)
        )
    if draw(st.booleans()):
        return attrs.evolve(made, levels=scheme)
    sentinels = draw(several(values_of(Sentinel), most=1))
    return attrs.evolve(
        made, least=0, most=MOST_POINTS, bands=(stated,), sentinels=sentinels
    )


@st.composite
def external_results(draw: st.DrawFn) -> ExternalResult:
    """Results of tools of others, on scales that the tool has."""
    made = draw(from_fields(ExternalResult))
    reported = [scale for scale in made.tool.scales if draw(st.booleans())]
    scores = tuple([draw(_reported(scale)) for scale in reported])
    return attrs.evolve(made, scores=scores)


def _reported(scale: ExternalScale) -> st.SearchStrategy[ExternalScore]:
    if scale.least is None:
        codes = scale.levels.codes if scale.levels is not None else ()
        levels = st.sampled_from(codes)
        return st.builds(ExternalScore, scale=st.just(scale.id), level=levels)
    points = st.integers(0, MOST_POINTS)
    return st.builds(ExternalScore, scale=st.just(scale.id), score=points)


def _counts_as(so_far: SoFar) -> Strategy:
    points = st.integers(0, MOST_POINTS)
    return points if so_far["status"] is Status.SCORED else perhaps(points)


OWN: Mapping[type, Callable[[], Strategy]] = {
    ExternalResult: external_results,
    ExternalScale: external_scales,
    StatedBands: lambda: STATED_BANDS,
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    ExternalResult: {"scores": st.just(())},
    ExternalScale: {
        "id": IDS,
        "least": st.none(),
        "most": st.none(),
        "places": st.just(0),
        "levels": st.none(),
        "bands": st.just(()),
        "sentinels": st.just(()),
        "need": perhaps(need_domains()),
        "shows": st.just(()),
    },
    ExternalScore: {
        "score": perhaps(st.integers(0, MOST_POINTS)),
        "level": only_if(
            lambda so_far: so_far["score"] is None, identifiers("level"), ""
        ),
    },
    ExternalTool: {"scales": several(values_of(ExternalScale), least=1)},
    LevelShows: {"shows": SHOWN},
    Sentinel: {"value": st.sampled_from((98, "99")), "counts_as": _counts_as},
}
