"""The facts of a case: attendance, notes, readings, circumstances, what a person achieved.

Each by itself is of anybody; `facts` makes those of one person, under ids that are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, get_args

import attrs
from hypothesis import strategies as st

from supervise.casefile.case import FiledFact
from supervise.people import PersonRef, Sensitivity
from supervise.records import (
    Attendance,
    BondRating,
    CaseNote,
    Circumstance,
    CopingWay,
    Fact,
    Milestone,
    NeedMinutes,
    Passage,
    Presence,
    Retraction,
    Substitution,
    Trigger,
)
from supervise.testing.strategies.answers import WORDS
from supervise.testing.strategies.fields import (
    DOMAINS,
    MOST,
    SoFar,
    Stated,
    Strategy,
    identifiers,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.values import days, entries, visibilities

FACTS: tuple[type, ...] = get_args(FiledFact)
STANDARD_ASIDE = tuple(each for each in Sensitivity if each is not Sensitivity.STANDARD)
COUNTED = st.integers(1, 9)
WITH_REASON = entries(reasons=WORDS)
PROTECTED = entries(visible=visibilities(sensitivities=STANDARD_ASIDE))


def facts(
    *, person: PersonRef | None = None, id: str | None = None
) -> st.SearchStrategy[FiledFact]:
    """Facts of a case, of one person or of anybody; it shrinks to a session attended."""
    drawn: Strategy = st.one_of(*map(values_of, FACTS))
    return drawn.map(lambda fact: _of(fact, person, id))


def _of(fact: Any, person: PersonRef | None, id: str | None) -> FiledFact:  # noqa: ANN401 - any fact
    """The same fact of another person, under another id, where these are given."""
    told: FiledFact = attrs.evolve(
        fact,
        person=person or fact.person,
        entry=attrs.evolve(fact.entry, id=id or fact.entry.id),
    )
    return told


def _lengths(so_far: SoFar) -> Strategy:
    """How long a session was; nobody who was absent spent minutes there."""
    presence: Presence = so_far["presence"]
    return perhaps(st.integers(2, 90)) if presence.is_present else st.none()


def _minutes_on_needs(so_far: SoFar) -> Strategy:
    """The minutes of a session that went into needs: each at most its share of them."""
    length = so_far["length"]
    if length is None:
        return st.just(())
    minutes = st.integers(1, length // MOST)
    return several(st.builds(NeedMinutes, domain=DOMAINS, minutes=minutes))


OWN: Mapping[type, Callable[[], Strategy]] = {Fact: facts}

STATED: Mapping[type, Mapping[str, Stated]] = {
    Attendance: {
        "session": perhaps(COUNTED),
        "length": _lengths,
        "on_needs": _minutes_on_needs,
    },
    BondRating: {
        "value": st.integers(0, 5).map(Decimal),
        "lowest": st.just(Decimal(0)),
        "highest": st.sampled_from((Decimal(5), Decimal(10))),
    },
    CaseNote: {"passages": several(values_of(Passage), least=1)},
    Circumstance: {
        "verified_on": lambda so_far: (
            st.none() if so_far["verified_by"] is None else days()
        ),
    },
    CopingWay: {"entry": PROTECTED},
    Milestone: {
        "step": only_if(lambda so_far: so_far["goal"], identifiers("step"), "")
    },
    NeedMinutes: {"minutes": COUNTED},
    Retraction: {"entry": WITH_REASON, "supersedes": identifiers("earlier")},
    Substitution: {
        "entry": WITH_REASON,
        "old_referral": st.just("referral_1"),
        "new_referral": st.just("referral_2"),
    },
    Trigger: {"entry": PROTECTED},
}
