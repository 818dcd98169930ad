"""People who do not exist, and what was recorded of them.

Their answers are the worked examples of the instruments themselves; nothing about them is likely.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from supervise.instruments import Instrument, score
from supervise.people import Actor, PersonRef, Role
from supervise.plugins import Registry
from supervise.records import Assessment

PEOPLE = tuple(PersonRef(f"invented-person-{number}") for number in range(1, 6))
OFFICER = Actor("invented-officer-1", Role.OFFICER)
SUPERVISOR = Actor("invented-supervisor-1", Role.SUPERVISOR)


def assessments(
    person: PersonRef = PEOPLE[0], registry: Registry | None = None
) -> tuple[Assessment, ...]:
    """An assessment by every instrument that shows a worked example, the oldest first."""
    used = registry if registry is not None else Registry.builtin()
    found = [
        _assessment(person, each, number)
        for number, each in enumerate(used.instruments.values(), 1)
        if each.examples and not each.consumes
    ]
    return tuple(sorted(found, key=lambda each: each.recorded_at))


def _assessment(person: PersonRef, instrument: Instrument, number: int) -> Assessment:
    example = instrument.examples[0]
    noon = datetime.combine(example.on, time(12), tzinfo=UTC)
    return Assessment(
        id=f"{person.id}-assessment-{number}",
        person=person,
        sheet=score(instrument, example.answers, on=example.on),
        assessed_by=OFFICER,
        recorded_at=noon + timedelta(minutes=number),
    )
