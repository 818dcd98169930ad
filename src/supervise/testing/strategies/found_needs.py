"""What an assessment found: needs and strengths by domain, bands, and single answers."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from supervise.levels import Bands
from supervise.needs import (
    CONSIDERABLE,
    SOME,
    AssessedNeed,
    NeedFinding,
    StrengthFinding,
)
from supervise.records import Answer, AnswerSource, AnswerState
from supervise.testing.strategies.declarations import banded
from supervise.testing.strategies.values import CODES, actors, days, need_domains

SEVERITIES = (SOME, CONSIDERABLE)
ITEMS = st.integers(1, 9).map(lambda number: f"item_{number}")


@cache
def single_answers() -> st.SearchStrategy[Answer]:
    """Answers one by one, with where each came from; it shrinks to no."""
    value = st.booleans() | st.integers(0, 9) | st.sampled_from(list(AnswerState))
    return st.builds(
        Answer,
        value,
        source=st.none() | st.sampled_from(list(AnswerSource)),
        rater=st.none() | actors(),
        on=st.none() | days(),
    )


@cache
def need_findings() -> st.SearchStrategy[NeedFinding]:
    """Needs that an answer showed."""
    return st.builds(
        NeedFinding,
        domain=need_domains(),
        severity=st.sampled_from(SEVERITIES),
        item=ITEMS,
        because=st.just("invented for a test"),
    )


@cache
def strength_findings() -> st.SearchStrategy[StrengthFinding]:
    """Strengths that an answer showed."""
    return st.builds(
        StrengthFinding,
        domain=need_domains(),
        item=ITEMS,
        because=st.just("invented for a test"),
    )


@st.composite
def assessed_needs(draw: st.DrawFn) -> AssessedNeed:
    """All that was found about one domain, as severe as the most severe finding."""
    domain = draw(need_domains())
    shown = draw(
        st.lists(
            st.tuples(ITEMS, st.sampled_from(SEVERITIES)),
            min_size=1,
            max_size=4,
            unique_by=lambda each: each[0],
        )
    )
    return AssessedNeed(
        domain=domain,
        severity=max(severity for _, severity in shown),
        findings=tuple(
            NeedFinding(domain=domain, severity=severity, item=item, because="invented")
            for item, severity in shown
        ),
    )


@st.composite
def bands(draw: st.DrawFn) -> Bands:
    """Bands of a scale, from nothing to the most, without a gap and without an overlap."""
    most = draw(st.integers(0, 20))
    levels = draw(st.integers(1, min(len(CODES), most + 1)))
    scheme, *each = banded(most, levels)
    return Bands(scheme, tuple(each), citation="invented for a test")
