"""Progress is read from what was recorded, each voice apart."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import DeclarationError
from supervise.planning import GoalAction, Measure, MoveGoal
from supervise.planning.progress import (
    Heading,
    bond_over_time,
    progress_of,
    readiness_over_time,
    stagnating,
)
from supervise.records import (
    Bond,
    BondRating,
    Readiness,
    ReadinessRating,
    Voice,
)
from tests.planning.invented import FIRST_DAY, a_goal, a_plan, a_step
from tests.progress.test_facts import reading
from tests.referrals.invented import PERSON, entry

AS_OF = date(2026, 12, 31)


def goal(baseline="10", target="0", unit="days"):
    measure = Measure(
        unit=unit,
        baseline=None if baseline is None else Decimal(baseline),
        target=None if target is None else Decimal(target),
    )
    return a_plan(a_goal(measure=measure)).goal("g1")


def test_each_voice_keeps_its_own_numbers():
    found = progress_of(
        goal(),
        (
            reading("a", 8, day=1),
            reading("b", 4, day=2),
            reading("c", 9, day=2, voice=Voice.PROVIDER),
        ),
        as_of=AS_OF,
    )

    assert [("person", ["a", "b"]), ("provider", ["c"])] == [
        (each.voice, [point.record for point in each.points]) for each in found.series
    ]
    assert Decimal(-4) == found.by(Voice.PERSON).change
    assert (Decimal(10), Decimal(4)) == (found.before, found.after(Voice.PERSON))
    assert found.by(Voice.OFFICER) is None


@pytest.mark.parametrize(
    ("last", "heading", "share"),
    (
        # From 10 towards 0: 4 is six tenths of the way, 12 is two tenths backwards.
        ("4", Heading.NEARER, "0.6"),
        ("12", Heading.FARTHER, "-0.2"),
        ("10", Heading.NO_CHANGE, "0"),
        ("0", Heading.REACHED, "1"),
        ("-1", Heading.REACHED, "1.1"),
    ),
)
def test_readings_head_nearer_or_farther_from_the_target(last, heading, share):
    found = progress_of(goal(), (reading("a", last),), as_of=AS_OF)

    assert heading is found.heading(Voice.PERSON)
    assert Decimal(share) == found.share(Voice.PERSON)


def test_voices_that_head_apart_are_pointed_out_and_not_settled():
    found = progress_of(
        goal(),
        (reading("a", 4), reading("b", 12, voice=Voice.OFFICER)),
        as_of=AS_OF,
    )

    assert found.voices_differ


def test_a_reading_in_another_unit_is_set_aside_and_named():
    found = progress_of(goal(), (reading("a", 4, unit="weeks"),), as_of=AS_OF)

    assert ((), ("a",)) == (found.series, found.set_aside)


def test_without_a_target_nothing_is_said_about_the_way():
    found = progress_of(goal(target=None), (reading("a", 4),), as_of=AS_OF)

    assert Heading.NOT_KNOWN is found.heading(Voice.PERSON)
    assert found.share(Voice.PERSON) is None


def test_of_a_voice_that_read_nothing_nothing_is_said():
    found = progress_of(goal(), (reading("a", 4),), as_of=AS_OF)

    assert (None, None, Heading.NOT_KNOWN) == (
        found.share(Voice.OFFICER),
        found.after(Voice.OFFICER),
        found.heading(Voice.OFFICER),
    )


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=8))
def test_the_change_is_the_last_less_the_first(values):
    readings = [reading(f"r{i}", v, day=i) for i, v in enumerate(values)]

    found = progress_of(goal(), readings, as_of=AS_OF).by(Voice.PERSON)

    assert Decimal(values[-1] - values[0]) == found.change
    assert len(values) == len(found.points)


def bond(id, value, day, *, voice=Voice.PERSON, scale="example_1_to_5"):
    return BondRating(
        entry=entry(id, day=day),
        person=PERSON,
        bond=Bond.ALLIANCE,
        scale=scale,
        value=Decimal(value),
        lowest=Decimal(1),
        highest=Decimal(5),
        voice=voice,
    )


def test_ratings_of_other_scales_and_voices_are_not_mixed():
    (series,) = bond_over_time(
        (bond("a", 2, 0), bond("b", 4, 9), bond("c", 1, 5, scale="other")),
        Bond.ALLIANCE,
        "example_1_to_5",
        as_of=AS_OF,
    )

    assert Decimal(2) == series.change


def test_readiness_is_a_story_of_stages_without_numbers():
    def rated(id, stage, day, domain="work"):
        return ReadinessRating(
            entry=entry(id, day=day),
            person=PERSON,
            domain=domain,
            stage=stage,
            voice=Voice.PERSON,
        )

    found = readiness_over_time(
        (
            rated("b", Readiness.ACTION, 9),
            rated("a", Readiness.LAPSE, 1),
            rated("c", Readiness.ACTION, 2, domain="family"),
        ),
        "work",
        as_of=AS_OF,
    )

    assert [Readiness.LAPSE, Readiness.ACTION] == [each.stage for each in found]


def test_a_goal_stands_still_when_no_step_moved_and_nothing_was_read():
    # The plan was opened on 1 September 2026.
    plan = a_plan(a_goal(), a_step())

    (found,) = stagnating(plan, (), as_of=date(2026, 10, 2), after_days=30)

    assert ("g1", 31, FIRST_DAY) == (found.goal, found.days, found.last_step_on)
    assert () == stagnating(plan, (), as_of=date(2026, 10, 1), after_days=30)


def test_a_reading_is_a_movement():
    plan = a_plan(a_goal())
    read = reading("a", 4, day=260)  # 22 September 2026

    assert () == stagnating(plan, (read,), as_of=date(2026, 10, 2), after_days=30)


def test_a_paused_goal_is_meant_to_stand_still():
    plan = a_plan(a_goal(), MoveGoal(goal="g1", action=GoalAction.PAUSE, reason="ill"))

    assert () == stagnating(plan, (), as_of=date(2027, 1, 1), after_days=30)


@pytest.mark.parametrize("days", (0, True, 1.5))
def test_standing_still_is_counted_in_whole_days(days):
    with pytest.raises(DeclarationError, match="after_days must be a whole number"):
        stagnating(a_plan(a_goal()), (), as_of=AS_OF, after_days=days)
