"""What a referral came to follows from who came, and from nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from supervise.planning.referrals import (
    Absences,
    ConclusionKind,
    achievement_share,
    conclusion,
)
from tests.referrals.invented import a_referral, attended

LATER = date(2026, 12, 31)


def came_to(state, planned, *attendance, as_of=LATER):
    return conclusion(a_referral(state, planned=planned), attendance, as_of=as_of)


@pytest.mark.parametrize(
    ("state", "planned", "sessions", "expected"),
    (
        # The rule is published: none approved or none attended, some, all.
        ("ended", 0, (1, 2), ConclusionKind.CANCELLED),
        ("ended", 3, (), ConclusionKind.CANCELLED),
        ("ended", 3, (1,), ConclusionKind.ENDED_EARLY),
        ("ended", 3, (1, 2), ConclusionKind.ENDED_EARLY),
        ("ended", 3, (1, 2, 3), ConclusionKind.COMPLETED),
        ("withdrawn", 0, (), ConclusionKind.CANCELLED),
        ("declined_by_provider", 0, (), ConclusionKind.CANCELLED),
        ("in_progress", 3, (1, 2, 3), ConclusionKind.OPEN),
        ("discarded", 0, (), ConclusionKind.VOID),
        ("entered_in_error", 0, (), ConclusionKind.VOID),
    ),
)
def test_the_conclusion_follows_the_published_rule(state, planned, sessions, expected):
    attendance = [attended(each) for each in sessions]

    assert expected is came_to(state, planned, *attendance).kind


def test_a_session_recorded_twice_counts_once():
    twice = came_to("ended", 2, attended(1, day=1), attended(1, day=2))

    assert (1, ConclusionKind.ENDED_EARLY) == (twice.attended, twice.kind)


def test_somebody_who_came_late_came():
    assert ConclusionKind.COMPLETED is came_to("ended", 1, attended(1, "late")).kind


def test_absences_are_told_apart_and_have_no_total():
    found = came_to(
        "ended",
        4,
        attended(1, "absent_acceptable"),
        attended(2, "absent_unacceptable"),
        attended(3, "absent_logistic"),
        attended(4, "absent_logistic"),
    )

    assert Absences(acceptable=1, unacceptable=1, logistic=2) == found.absences
    assert not hasattr(found.absences, "total")


def test_a_record_that_was_put_right_counts_as_corrected():
    wrong = attended(1, day=1)
    right = attended(1, "absent_acceptable", day=2, supersedes=wrong.entry.id)

    assert ConclusionKind.CANCELLED is came_to("ended", 1, wrong, right).kind


def test_the_attendance_of_another_referral_is_left_aside():
    other = attended(1, referral="ref2")

    assert 0 == came_to("ended", 1, other).attended


def test_a_conclusion_is_as_of_a_day():
    assert ConclusionKind.OPEN is came_to("ended", 1, as_of=date(2026, 1, 4)).kind
    assert (
        0 == came_to("ended", 2, attended(1, day=30), as_of=date(2026, 1, 6)).attended
    )


def test_outcomes_count_one_a_half_and_nothing():
    # One goal fully and one partly reached: (1 + 1/2) / 2.
    assert Decimal("0.75") == achievement_share(a_referral("ended"))
    assert achievement_share(a_referral("in_progress")) is None
