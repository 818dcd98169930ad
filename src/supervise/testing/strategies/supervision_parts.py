"""What is recorded of supervision, and the duties and alerts that are handed on.

A record is of one person; a duty has a date where its status says so, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from supervise.monitoring import (
    Alert,
    Casework,
    ContactPreference,
    Credit,
    Duty,
    DutyStatus,
    Handled,
    Snooze,
    SupervisionCondition,
    SupervisionRecord,
    ViolationDecision,
    ViolationRecommendation,
    Waiver,
)
from supervise.monitoring.duty import Obligation
from supervise.people import PersonRef, Role
from supervise.rules import Dated, Event, Timeline
from supervise.testing.strategies.contact_packs import coded_timelines, duties
from supervise.testing.strategies.fields import (
    SoFar,
    Stated,
    Strategy,
    from_fields,
    identifiers,
    not_before,
    on_or_after,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.records import assessments
from supervise.testing.strategies.values import actors, days

COUNTED = st.integers(1, 9)
PEOPLE = actors(roles=tuple(role for role in Role if role is not Role.SYSTEM))
DECIDERS = actors(roles=(Role.SUPERVISOR, Role.COURT))
DATED = (DutyStatus.DUE, DutyStatus.OVERDUE)


# -- timelines


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, ...]:
    """Events of one timeline: a correction is of one that stands before it."""
    found: list[Event] = []
    for each in draw(several(values_of(Event), most=3)):
        earlier = [""] + [other.id for other in found]
        corrected = draw(st.sampled_from(earlier))
        found.append(attrs.evolve(each, supersedes=corrected))
    return tuple(found)


def _states() -> Strategy:
    entries = st.lists(
        values_of(Dated), min_size=1, max_size=2, unique_by=lambda each: each.start
    )
    return st.dictionaries(identifiers("state"), entries.map(tuple), max_size=2)


def _timelines() -> st.SearchStrategy[Timeline]:
    """Timelines in any words, corrections included, or in those of a pack."""
    return from_fields(Timeline) | coded_timelines()


# -- records


@st.composite
def supervision_records(draw: st.DrawFn) -> SupervisionRecord:
    """Records of supervision, all of it about one person; it shrinks to an empty timeline."""
    made = draw(from_fields(SupervisionRecord))
    whose = PersonRef(made.person)
    number = draw(st.integers(0, 2))
    assessed = tuple(
        draw(assessments(person=whose, id=f"assessment-{place}"))
        for place in range(1, number + 1)
    )
    return attrs.evolve(made, assessments=assessed)


def _recommended(so_far: SoFar) -> Strategy:
    """What was recommended on the same violation."""
    drawn = values_of(ViolationRecommendation)
    return perhaps(
        drawn.map(lambda each: attrs.evolve(each, violation=so_far["violation"]))
    )


# -- duties and alerts


def _due(so_far: SoFar) -> Strategy:
    """A day that has passed where a duty is overdue, and one that has not where it is due."""
    on: date = so_far["on"]
    match so_far["status"]:
        case DutyStatus.DUE:
            return on_or_after(on)
        case DutyStatus.OVERDUE:
            return COUNTED.map(lambda number: on - timedelta(days=number))
        case _:
            return st.none()


def _duties() -> st.SearchStrategy[Duty]:
    """Duties of every status, and such as a pack asks for."""
    return from_fields(Duty) | duties()


OWN: Mapping[type, Callable[[], Strategy]] = {
    Duty: _duties,
    SupervisionRecord: supervision_records,
    Timeline: _timelines,
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    Alert: {
        "expected_on": only_if(lambda so_far: so_far["since"] is None, perhaps(days()))
    },
    Casework: {"waivers": several(values_of(Waiver))},
    ContactPreference: {"end": not_before("start")},
    Credit: {"minutes": st.integers(1, 90)},
    Duty: {
        "obligation": lambda so_far: (
            st.sampled_from((None, *Obligation))
            if so_far["status"] in DATED
            else st.none()
        ),
        "due": _due,
    },
    Handled: {"by": PEOPLE},
    Snooze: {"by": PEOPLE},
    SupervisionCondition: {"end": not_before("start")},
    SupervisionRecord: {"assessments": st.just(())},
    Timeline: {"states": _states(), "events": events()},
    ViolationDecision: {"by": DECIDERS, "recommendation": _recommended},
    Waiver: {
        "last": lambda so_far: on_or_after(so_far["first"]),
        "less": perhaps(COUNTED),
    },
}
