"""Dates, levels, needs, histories and rules: what records and declarations are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial

import attrs
from hypothesis import strategies as st

from supervise.casefile.tasks import TASK
from supervise.dates import BusinessCalendar, Length, Period, Unit
from supervise.errors import Problem
from supervise.histories import Entry, TransitionTable, Unrecognised
from supervise.levels import Band, Bands, Intensity, IntensityScheme, Level, LevelScheme
from supervise.needs import (
    AssessedNeed,
    DomainProfile,
    NeedDomain,
    NeedFinding,
    StrengthFinding,
)
from supervise.people import Actor, PersonRef, Visibility
from supervise.planning.requests import REQUEST
from supervise.planning.reviews import REVIEW
from supervise.planning.signing import SIGNING
from supervise.rules import (
    ByCode,
    ByRange,
    CodeTable,
    Condition,
    Dated,
    Event,
    Operand,
    Ref,
    Row,
    Served,
    Table,
    Term,
    Timeline,
)
from supervise.rules.criteria import AtLeast, Happened, Rose
from supervise.sources import Outcome, Source
from supervise.testing.strategies.contact_packs import coded_timelines
from supervise.testing.strategies.fields import (
    Stated,
    Strategy,
    from_fields,
    identifiers,
    not_before,
    only_if,
    perhaps,
    several,
)
from supervise.testing.strategies.found_needs import (
    assessed_needs,
    bands,
    need_findings,
    strength_findings,
)
from supervise.testing.strategies.values import (
    actors,
    days,
    entries,
    intensities,
    intensity_schemes,
    level_schemes,
    levels,
    need_domains,
    people,
    periods,
    problems,
    sources,
    visibilities,
)

LATER = '{"kind":"invented_later","format":%d,"value":{}}'
COUNTED = st.integers(1, 9)
POINTS = st.tuples(st.integers(0, 9))


@cache
def terms() -> st.SearchStrategy[Term]:
    """Terms of rules: a name, a number, or several of them added."""
    plain = st.builds(Ref, identifiers("fact")) | st.integers(0, 9).map(
        lambda number: Ref("fact_1") + number
    )
    return plain | st.tuples(plain, plain).map(lambda pair: pair[0] - pair[1])


@cache
def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of rules: on one fact, or joined by and, or and not."""
    facts = st.builds(Ref, identifiers("fact"))
    plain = st.one_of(
        facts.map(lambda fact: fact.yes),
        facts.map(lambda fact: fact.is_("code_1", "code_2")),
        st.tuples(facts, st.integers(0, 9)).map(lambda pair: pair[0] >= pair[1]),
    )
    joined = st.tuples(plain, plain)
    return st.one_of(
        plain,
        plain.map(lambda inner: ~inner),
        joined.map(lambda pair: pair[0] & pair[1]),
        joined.map(lambda pair: pair[0] | pair[1]),
    )


def _unrecognised() -> Strategy:
    return COUNTED.map(
        lambda number: Unrecognised(
            kind="invented_later", format=number, text=LATER % number
        )
    )


@st.composite
def _profiles(draw: st.DrawFn) -> DomainProfile:
    """What was found of a domain, all of it of that one domain."""
    need = draw(perhaps(assessed_needs()))
    made = draw(from_fields(DomainProfile))
    domain = made.domain if need is None else need.domain
    strengths = tuple(attrs.evolve(each, domain=domain) for each in made.strengths)
    return attrs.evolve(made, domain=domain, need=need, strengths=strengths)


OWN: Mapping[type, Callable[[], Strategy]] = {
    Actor: actors,
    AssessedNeed: assessed_needs,
    Bands: bands,
    Condition: conditions,
    DomainProfile: _profiles,
    Entry: entries,
    Intensity: intensities,
    IntensityScheme: intensity_schemes,
    Level: levels,
    LevelScheme: level_schemes,
    NeedDomain: need_domains,
    NeedFinding: need_findings,
    Operand: terms,
    Period: periods,
    PersonRef: people,
    Problem: problems,
    Source: sources,
    StrengthFinding: strength_findings,
    Term: terms,
    Timeline: coded_timelines,
    TransitionTable: partial(st.sampled_from, (REVIEW, REQUEST, SIGNING, TASK)),
    Unrecognised: _unrecognised,
    Visibility: visibilities,
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    AtLeast: {"number": COUNTED, "criteria": several(conditions(), least=1)},
    Band: {"lowest": st.just(0), "highest": st.integers(0, 9)},
    BusinessCalendar: {
        "covers": periods(),
        "rest_days": st.frozensets(st.integers(0, 6), max_size=6),
        "holidays": st.frozensets(days(), max_size=2),
    },
    ByCode: {
        "codes": several(st.tuples(identifiers("code"), POINTS), least=1),
    },
    ByRange: {
        "ranges": COUNTED.map(lambda edge: ((0, edge - 1, (0,)), (edge, 99, (1,)))),
    },
    CodeTable: {
        "rows": st.integers(1, 3).map(
            lambda size: tuple((f"code_{n}", f"group_{n}") for n in range(1, size + 1))
        ),
    },
    Dated: {"end": not_before("start")},
    Event: {
        "fields": several(identifiers("field")).flatmap(
            lambda names: st.tuples(
                *(
                    st.tuples(st.just(name), st.booleans() | st.integers(0, 9))
                    for name in sorted(names)
                )
            )
        ),
        "supersedes": st.sampled_from(("", "id_9")),
    },
    Happened: {"number": COUNTED},
    Length: {
        "calendar": only_if(
            lambda so_far: so_far["unit"] is Unit.BUSINESS_DAY, st.just("office"), ""
        ),
    },
    Outcome: {"months": perhaps(st.integers(1, 36))},
    Rose: {"percent": COUNTED},
    Row: {"of": conditions(), "cells": POINTS},
    Served: {"part": st.sampled_from((Fraction(1, 2), Fraction(1)))},
    Table: {"columns": st.just(("total",))},
}
