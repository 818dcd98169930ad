"""An intervention that was replaced, what came after, and what was achieved."""

from datetime import date

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.planning import AchievementAction, GoalAction, MoveGoal
from supervise.planning.progress import (
    STORY_PURPOSE,
    milestones_seen,
    replaced_by,
    success_story,
    trace,
)
from supervise.planning.referrals import BasisKind
from supervise.records import Milestone, Recognition, Size, Substitution
from tests.planning.invented import a_goal, a_plan
from tests.referrals.invented import BASIS, PERSON, attended, entry


def substitution(old, new, *, id="sub", day=10):
    return Substitution(
        entry=entry(id, day=day, reason="the group did not suit"),
        person=PERSON,
        old_referral=old,
        new_referral=new,
    )


def test_before_and_after_stand_side_by_side_over_equal_windows():
    # Replaced on 15 January; ten days are 5 to 14 and 15 to 24 January.
    found = trace(
        substitution("ref1", "ref2"),
        (
            attended(1, "absent_unacceptable", day=0),
            attended(2, day=9, minutes=30),
            attended(1, day=10, referral="ref2", minutes=45),
            attended(2, day=19, referral="ref2", minutes=45),
            attended(3, day=20, referral="ref2", minutes=45),
        ),
        as_of=date(2026, 3, 1),
        days=10,
    )

    assert (1, 1, 30) == (
        found.before.attended,
        found.before.absences.unacceptable,
        found.before.minutes,
    )
    assert (2, 90) == (found.after.attended, found.after.minutes)
    assert (date(2026, 1, 15), date(2026, 1, 24)) == (
        found.after.start,
        found.after.end,
    )
    assert found.complete


@pytest.mark.parametrize("days", (0, True, 1.5))
def test_a_window_has_whole_days(days):
    with pytest.raises(DeclarationError, match="days must be a whole number"):
        trace(substitution("ref1", "ref2"), (), as_of=date(2026, 3, 1), days=days)


def test_a_window_that_is_not_over_says_so():
    found = trace(substitution("ref1", "ref2"), (), as_of=date(2026, 1, 20), days=10)

    assert (False, date(2026, 1, 20)) == (found.complete, found.after.end)


def test_what_replaced_what_can_be_followed_and_never_runs_in_a_ring():
    chain = (
        substitution("a", "b", id="1"),
        substitution("b", "c", id="2"),
        substitution("c", "a", id="3"),
    )

    assert ("b", "c") == replaced_by(chain, "a", as_of=date(2026, 3, 1))


def milestone(id, size=Size.SMALL, *, says="CANARY", day=0):
    return Milestone(entry=entry(id, day=day), person=PERSON, says=says, size=size)


def test_milestones_of_every_size_are_seen_with_their_recognition():
    recognised = Recognition(
        entry=entry("r", day=3), person=PERSON, milestone="m2", how="word_of_praise"
    )

    found = milestones_seen(
        (milestone("m2", Size.BIG, day=2), milestone("m1", day=1)),
        (recognised,),
        as_of=date(2026, 3, 1),
    )

    assert [("m1", 0), ("m2", 1)] == [
        (each.milestone.entry.id, len(each.recognitions)) for each in found
    ]


STORY = attrs.evolve(BASIS, purpose=STORY_PURPOSE)
PLAN = a_plan(
    a_goal(),
    MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
    ),
)


@pytest.mark.parametrize(
    "basis",
    (
        None,
        BASIS,
        attrs.evolve(STORY, kind=BasisKind.LAW, citation="Invented Act, s. 1"),
        attrs.evolve(STORY, ended_on=date(2026, 2, 1)),
    ),
)
def test_no_story_is_told_without_the_persons_consent_to_it(basis):
    assert success_story(PLAN, (milestone("m"),), basis, on=date(2026, 10, 1)) is None


def test_a_story_tells_areas_and_counts_and_nothing_of_the_person():
    story = success_story(
        PLAN,
        (milestone("m1"), milestone("m2", Size.BIG)),
        STORY,
        on=date(2027, 9, 1),
    )

    # Opened on 1 September 2026: one year.
    assert (("work",), 1, 2, 1, 1) == attrs.astuple(story)
