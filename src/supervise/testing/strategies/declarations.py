"""Instruments and policies that can be declared: small, invented, and sound.

They keep the promises of the conformance checks as far as a declaration decides them, so that what
is found with one is a fault of what is tested.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from supervise.dates import Period
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Choice,
    Instrument,
    Item,
    Points,
    Whole,
    YesNo,
    bands,
    one_of,
    sum_of,
)
from supervise.instruments.items import AnswerKind
from supervise.intensity import Clause, Policy, first, level_of
from supervise.levels import IntensityScheme, LevelScheme
from supervise.needs import SOME
from supervise.rules import mapped
from supervise.sources import Outcome, Purpose, Source
from supervise.testing.strategies.values import CODES, need_domains

SOURCE = Source(
    citation="invented for a test",
    licence="CC0-1.0",
    population="nobody: invented",
    checked="2026-01-01",
)
PURPOSES = st.sampled_from((Purpose.SUPERVISION, Purpose.PRETRIAL, Purpose.SCREENING))


@cache
def _kinds_of_answers() -> st.SearchStrategy[AnswerKind]:
    choices = st.integers(2, 4).map(
        lambda size: one_of(*(Choice(n, f"answer {n}") for n in range(size)))
    )
    return (
        st.just(YesNo(shows=SOME))
        | st.integers(1, 3).map(lambda worth: YesNo(yes=worth, shows=SOME))
        | choices
        | st.integers(1, 5).map(lambda most: Whole(0, most))
    )


def _most(kind: AnswerKind) -> int:
    """The most points that an answer can add."""
    match kind:
        case YesNo(yes=worth):
            return worth
        case Whole(most=most):
            return most
        case _:
            return len(getattr(kind, "choices", ())) - 1


@st.composite
def instruments(
    draw: st.DrawFn, *, min_items: int = 1, max_items: int = 8
) -> Instrument:
    """Instruments of one scale, `total`, that adds up its items.

    It shrinks to one question that is answered with yes or no.
    """
    kinds = draw(st.lists(_kinds_of_answers(), min_size=min_items, max_size=max_items))
    items = tuple(
        Item(f"item_{number}", f"Question {number}?", kind, draw(need_domains()))
        for number, kind in enumerate(kinds, 1)
    )
    most = sum(map(_most, kinds))
    return Instrument(
        id="invented_instrument",
        version="1",
        title="Invented instrument",
        purpose=draw(PURPOSES),
        for_whom="nobody",
        not_for="anybody",
        source=SOURCE,
        unvalidated="invented for a test",
        limitations=("it is invented",),
        items=items,
        scales=(
            Points(
                "total",
                "Total",
                table=sum_of("total", *items),
                missing=NONE_MAY_BE_MISSING,
                bands=bands(
                    *banded(most, draw(st.integers(1, min(4, most + 1)))),
                    citation="invented for a test",
                ),
                predicts=Outcome("an invented outcome", months=24),
            ),
        ),
    )


def banded(most: int, levels: int) -> tuple[LevelScheme, *tuple[Band, ...]]:
    """A scheme, and bands for it from nothing to the most, as even as can be."""
    scheme = LevelScheme(f"invented_levels_{levels}", CODES[:levels])
    edges = [(most + 1) * place // levels for place in range(levels + 1)]
    return (
        scheme,
        *(
            Band(low, high - 1, code)
            for code, low, high in zip(scheme.codes, edges, edges[1:], strict=False)
        ),
    )


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Policies that recommend from the level of one scale, the higher the closer."""
    size = draw(st.integers(2, len(CODES)))
    levels = LevelScheme(f"invented_levels_{size}", CODES[:size])
    contact = IntensityScheme(f"invented_contact_{size}", CODES[:size])
    total = level_of("invented_instrument", "total", levels)
    says = mapped(total, dict(zip(levels.codes, contact.codes, strict=True)))
    return Policy(
        id="invented_policy",
        version="1",
        title="Invented policy",
        purpose=draw(PURPOSES),
        source=SOURCE,
        in_force=Period("2020-01-01"),
        scheme=contact,
        inputs=(total,),
        rule=first(
            Clause("total", "Level of the total", says=says, citation="invented")
        ),
        example=draw(st.sampled_from(("invented for a test", ""))),
        limitations=("it is invented",),
    )
