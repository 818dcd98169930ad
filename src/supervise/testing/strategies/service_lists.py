"""Services as a directory lists them: who offers what, to whom, where, when, and how full it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time

import attrs
from hypothesis import strategies as st

from supervise.planning.services import (
    Capacity,
    Cost,
    Eligibility,
    EligibilityFact,
    EligibilityRule,
    HelpWanted,
    ListedDirectory,
    Location,
    Mode,
    Opening,
    Organisation,
    Room,
    Service,
)
from supervise.rules import Ref
from supervise.rules.kinds import Kind
from supervise.testing.strategies.fields import (
    DOMAINS,
    SoFar,
    Stated,
    Strategy,
    identifiers,
    only_if,
    perhaps,
    several,
    values_of,
)

COUNTS = perhaps(st.integers(0, 9))
ADULT = EligibilityRule(id="adult", says="18 or over", condition=Ref("age") >= 18)
RECORD = EligibilityRule(
    id="record",
    says="no such conviction",
    condition=~Ref("convicted").yes,
    about_record=True,
)
FACTS = (
    EligibilityFact(name="age", kind=Kind.NUMBER),
    EligibilityFact(name="convicted", kind=Kind.YES_NO),
)


@st.composite
def directories(draw: st.DrawFn) -> ListedDirectory:
    """Directories in which all that a service names is listed; it shrinks to an empty one."""
    made = draw(
        st.builds(
            ListedDirectory,
            organisations=several(values_of(Organisation)),
            locations=several(values_of(Location)),
        )
    )
    if not made.organisations:
        return made
    places = [each.id for each in made.locations]
    at = several(st.sampled_from(places)) if places else st.just(())
    offers = [each.id for each in made.organisations]
    listed = tuple(
        attrs.evolve(
            each, organisation=draw(st.sampled_from(offers)), locations=draw(at)
        )
        for each in draw(several(values_of(Service)))
    )
    capacities = tuple(
        attrs.evolve(draw(values_of(Capacity)), service=each.id) for each in listed
    )
    return attrs.evolve(made, listed=listed, capacities=capacities)


def _closing(so_far: SoFar) -> Strategy:
    return st.integers(so_far["opens"].hour + 1, 23).map(time)


def _places(so_far: SoFar) -> Strategy:
    return st.none() | st.just(0) if so_far["room"] is Room.CLOSED else COUNTS


OWN: Mapping[type, Callable[[], Strategy]] = {ListedDirectory: directories}

STATED: Mapping[type, Mapping[str, Stated]] = {
    Capacity: {"places": _places, "waiting": COUNTS, "wait_days": COUNTS},
    Cost: {"currency": only_if(lambda so_far: so_far["amount"], st.just("EUR"), "")},
    Eligibility: {
        "rules": several(st.sampled_from((ADULT, RECORD))),
        "facts": lambda so_far: st.just(FACTS if so_far["rules"] else ()),
    },
    HelpWanted: {"domain": DOMAINS},
    Opening: {"opens": st.integers(8, 20).map(time), "closes": _closing},
    Service: {
        "needs": several(DOMAINS, least=1),
        "modes": several(st.sampled_from(Mode), least=1),
        "locations": several(identifiers("location")),
    },
}
