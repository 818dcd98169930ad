"""What was recorded of one person's supervision, and what was known of it on a day."""

from datetime import UTC, date, datetime

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.monitoring import Snooze, SupervisionRecord
from supervise.people import Actor, Role
from supervise.records import Assessment
from supervise.rules import Dated, Timeline
from tests.exchange.supervision_values import CASEWORK, CREDIT, DECIDED, RESPONDED
from tests.support.sheets import OFFICER, PERSON, sheet

ASSESSMENT = Assessment(
    id="a1",
    person=PERSON,
    sheet=sheet("invented", date(2026, 1, 5)),
    assessed_by=OFFICER,
    recorded_at=datetime(2026, 1, 25, 9, tzinfo=UTC),
)
RECORD = SupervisionRecord(
    casework=CASEWORK,
    assessments=(ASSESSMENT,),
    credits=(CREDIT,),
    violation_decisions=(DECIDED,),
    responses=(RESPONDED,),
)


@pytest.mark.parametrize(
    ("day", "assessments", "credited", "decisions", "level"),
    (
        (date(2026, 1, 23), 0, 0, 0, "high"),
        (date(2026, 1, 25), 1, 1, 0, "high"),
        (date(2026, 1, 30), 1, 1, 1, "medium"),
    ),
)
def test_what_was_known_on_a_day_is_nothing_recorded_later(
    day, assessments, credited, decisions, level
):
    known = RECORD.known_on(day)

    assert (assessments, credited, decisions) == (
        len(known.assessments),
        len(known.credits),
        len(known.violation_decisions),
    )
    assert {"level": level} == known.facts_on(date(2026, 1, 20), ["level", "absent"])


def test_facts_are_states_of_the_day_and_single_dates():
    names = ["balance", "term_end", "hearing"]

    assert {
        "balance": 120,
        "term_end": date(2028, 1, 4),
        "hearing": date(2026, 3, 2),
    } == RECORD.facts_on(date(2026, 2, 1), names)
    assert {"term_end": date(2028, 1, 4)} == RECORD.facts_on(date(2026, 1, 4), names)


def test_a_state_that_was_corrected_later_is_known_as_it_was_then():
    """It was recorded as high; on the 30th it was recorded that it had been low all along."""
    start = date(2026, 1, 5)
    timeline = Timeline(
        person="person-001",
        states={
            "level": [
                Dated(value="high", start=start, recorded=start),
                Dated(value="low", start=start, recorded=date(2026, 1, 30)),
            ]
        },
    )

    assert "low" == timeline.value_on("level", date(2026, 1, 20))
    then = timeline.known_on(date(2026, 1, 29))
    assert "high" == then.value_on("level", date(2026, 1, 20))


def test_a_correction_takes_the_place_of_an_entry_with_an_end():
    start = date(2026, 1, 5)
    timeline = Timeline(
        person="person-001",
        states={
            "level": [
                Dated(value="high", start=start, end=date(2026, 2, 1)),
                Dated(value="low", start=start, recorded=date(2026, 1, 30)),
            ]
        },
    )

    assert [(start.toordinal(), "low")] == timeline.steps("level")


def test_a_record_shows_nothing_but_the_reference():
    assert "<supervision of person-001>" == repr(RECORD)


def test_putting_off_takes_a_human_and_a_reason():
    with pytest.raises(DeclarationError) as caught:
        Snooze(
            digest="0",
            until=date(2026, 2, 1),
            reason=" ",
            by=Actor("job", Role.SYSTEM),
        )

    assert (
        "a system puts nothing off; name who did",
        "no reason",
    ) == caught.value.defects


def test_a_record_is_a_value():
    assert RECORD == attrs.evolve(RECORD)
