"""Who is in the story, and how they record what they do.

Avery and everybody else is invented. They are known by opaque identifiers, as everywhere.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from supervise.histories import Entry
from supervise.intensity import Decision, Direction, Override, Recommendation
from supervise.people import Actor, PersonRef, Role, Visibility
from supervise.records import Assessment, ScoreSheet

PERSON = PersonRef("person-001")
AVERY = Actor("person-001", Role.PERSON)
OFFICER = Actor("officer-07", Role.OFFICER)
COLLEAGUE = Actor("officer-11", Role.OFFICER)
SUPERVISOR = Actor("supervisor-02", Role.SUPERVISOR)
SISTER = Actor("supporter-sister", Role.SUPPORTER)
WORKSHOP = Actor("org-harbour", Role.PROVIDER)
COLLEGE = Actor("org-valley", Role.PROVIDER)

ASSESSED_ON = date(2026, 1, 5)
DECIDED_ON = date(2026, 1, 7)
REASSESSED_ON = date(2026, 12, 7)
ORDER_ENDS_ON = date(2027, 1, 8)

PLAN = "plan-1"
OPEN_TO_ALL = Visibility(
    roles=frozenset({Role.PERSON, Role.OFFICER, Role.SUPERVISOR, Role.PROVIDER})
)
WITH_AVERY = Visibility(roles=frozenset({Role.PERSON, Role.OFFICER, Role.SUPERVISOR}))


def moment(day: date) -> datetime:
    """When it was recorded: at four in the afternoon."""
    return datetime.combine(day, time(16), tzinfo=UTC)


def entry(
    id: str,
    on: date,
    reason: str = "",
    *,
    by: Actor = OFFICER,
    seen_by: Visibility = WITH_AVERY,
) -> Entry:
    """Who recorded an act, when, why, and who may see it."""
    return Entry(
        id=id,
        actor=by,
        recorded_at=moment(on),
        effective_on=on,
        reason=reason,
        visibility=seen_by,
    )


def assessment(sheet: ScoreSheet, id: str) -> Assessment:
    """A score sheet as recorded in the case."""
    return Assessment(
        id=id,
        person=PERSON,
        sheet=sheet,
        assessed_by=OFFICER,
        recorded_at=moment(sheet.on),
        visibility=WITH_AVERY,
    )


def decision(recommendation: Recommendation) -> Decision:
    """What the officer decided, which departs from the recommendation."""
    return Decision(
        id="decision-1",
        person=PERSON,
        recommendation=recommendation,
        intensity=recommendation.policy.scheme["medium"],
        by=OFFICER,
        on=DECIDED_ON,
        recorded_at=moment(DECIDED_ON),
        reason="The record is old; what matters now is work and a place to stay.",
        override=Override(
            direction=Direction.DOWN,
            category="protective_factors",
            reason="A former employer and a sister stand by; no failure to appear since 2023.",
            approver=SUPERVISOR,
            expires=date(2026, 7, 6),
            evidence=("note-2026-01-06",),
        ),
    )
