"""What is recorded of people: score sheets, assessments, recommendations, decisions.

Sheets are scored by the library from answers that are drawn, so they are what it would give.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from supervise.instruments import Instrument, score
from supervise.intensity import Decision, Direction, Override, Recommendation, recommend
from supervise.intensity.decision import direction_of
from supervise.people import Actor, PersonRef, Role, Visibility
from supervise.records import Assessment, ScoreSheet
from supervise.testing.evidence_sets import day_in_force
from supervise.testing.invented_sheets import invented_scale, invented_sheet
from supervise.testing.strategies.answers import WORDS, answers, dates_of_assessment
from supervise.testing.strategies.declarations import instruments, policies
from supervise.testing.strategies.values import (
    actors,
    intensities,
    people,
    visibilities,
)

ANYBODY = st.just(Visibility()) | visibilities()
OFFICERS = (Role.OFFICER, Role.SUPERVISOR)
SUPERVISORS = [Actor(f"invented-supervisor-{n}", Role.SUPERVISOR) for n in (1, 2)]


@st.composite
def score_sheets(
    draw: st.DrawFn,
    instrument: Instrument | None = None,
    *,
    complete: bool = True,
    on: date | None = None,
) -> ScoreSheet:
    """Score sheets of an instrument, or of an invented one.

    The instrument must be scored by itself: it consumes no other and is no black box.
    Without `complete` answers may be missing.
    """
    declared = draw(instruments()) if instrument is None else instrument
    given = draw(answers(declared, complete=complete))
    when = draw(dates_of_assessment()) if on is None else on
    return score(declared, given, on=when)


@st.composite
def assessments(
    draw: st.DrawFn,
    instrument: Instrument | None = None,
    *,
    person: PersonRef | None = None,
    id: str | None = None,
) -> Assessment:
    """Recorded assessments of a person, or of anybody."""
    sheet = draw(score_sheets(instrument))
    return Assessment(
        id=id or f"assessment-{draw(st.integers(1, 9999))}",
        person=draw(people()) if person is None else person,
        sheet=sheet,
        assessed_by=draw(actors(roles=OFFICERS)),
        recorded_at=_noon(sheet.on),
        visibility=draw(ANYBODY),
    )


@st.composite
def recommendations(draw: st.DrawFn) -> Recommendation:
    """Recommendations of invented policies, some of them for want of an assessment none."""
    policy = draw(policies())
    on = day_in_force(policy)
    (read,) = policy.inputs
    level = draw(st.none() | st.sampled_from(policy.scheme.codes))
    if level is None:
        return recommend(policy, on=on)
    levels = getattr(read, "levels", None)
    assert levels is not None
    scale = invented_scale("total", level=levels[level])
    return recommend(
        policy,
        [invented_sheet("invented_instrument", on, [scale], purpose=policy.purpose)],
        on=on,
    )


@st.composite
def decisions(
    draw: st.DrawFn, *, person: PersonRef | None = None, id: str | None = None
) -> Decision:
    """Decisions: that follow what was recommended, or depart from it by an override."""
    found = draw(recommendations())
    decided = draw(intensities(scheme=found.policy.scheme) | st.none())
    standing = "not_supervised" if decided is None else ""
    by = draw(actors(roles=OFFICERS))
    return Decision(
        id=id or f"decision-{draw(st.integers(1, 9999))}",
        person=draw(people()) if person is None else person,
        recommendation=found,
        intensity=decided,
        standing=standing,
        by=by,
        on=found.on,
        recorded_at=_noon(found.on),
        reason=draw(WORDS),
        override=_override(draw, direction_of(found, decided, standing), by),
        visibility=draw(ANYBODY),
    )


def _override(
    draw: st.DrawFn, direction: Direction | None, by: Actor
) -> Override | None:
    if direction is None:
        return None
    others = [each for each in SUPERVISORS if each.id != by.id]
    return Override(
        direction=direction,
        category="invented",
        reason=draw(WORDS),
        approver=draw(st.sampled_from(others)),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
