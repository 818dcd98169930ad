"""Caps on custody for technical violations: arithmetic of cited data, and no decision.

The caps are invented: 15 days for the first, 30 for the second, 45 from the third on. That a
first cap of 15 days occurs is `us-peers.md` 1.2.
"""

from datetime import date

import attrs
import pytest

from supervise.dates import Period, business_days, months
from supervise.errors import DeclarationError, ProblemCode
from supervise.monitoring import (
    CustodyCap,
    CustodyCaps,
    CustodyServed,
    cap_problems,
    custody_room,
)
from tests.monitoring.people import SOURCE

ON = date(2026, 3, 1)


def cap(nth, most):
    return CustodyCap(nth=nth, most_days=most, citation=f"s. {nth}")


CAPS = CustodyCaps(
    id="invented_caps",
    version="1",
    title="Invented",
    source=SOURCE,
    in_force=Period("2025-01-01"),
    caps=(cap(1, 15), cap(2, 30), cap(3, 45)),
)


def served(*on, days=10):
    return [CustodyServed(on=each, days=days) for each in on]


@pytest.mark.parametrize(
    ("earlier", "nth", "most"),
    (
        ((), 1, 15),
        ((date(2025, 5, 1),), 2, 30),
        ((date(2025, 5, 1), date(2025, 9, 1)), 3, 45),
        ((date(2025, 3, 1), date(2025, 5, 1), date(2025, 9, 1)), 4, 45),
    ),
)
def test_the_cap_is_that_of_the_violation_in_order(earlier, nth, most):
    room = custody_room(CAPS, served(*earlier), on=ON)

    assert (nth, most) == (room.nth, room.most_days)


@pytest.mark.parametrize(("on", "nth"), ((ON, 2), (date(2026, 3, 2), 1)))
def test_earlier_violations_count_for_as_long_as_the_statute_says(on, nth):
    """Twelve months after 1 March 2025 is 1 March 2026: that day still counts."""
    within = attrs.evolve(CAPS, counted_within=months(12))

    assert nth == custody_room(within, served(date(2025, 3, 1)), on=on).nth


def test_what_is_left_of_the_days_in_all_lowers_the_cap():
    """Sixty days in all: two of 25 leave 10, though the third cap would be 45."""
    limited = attrs.evolve(CAPS, most_in_all=60)
    earlier = served(date(2025, 5, 1), date(2025, 9, 1), days=25)

    assert 10 == custody_room(limited, earlier, on=ON).most_days


def test_what_happens_on_the_day_or_later_is_not_earlier():
    assert 1 == custody_room(CAPS, served(ON, date(2026, 4, 1)), on=ON).nth


@pytest.mark.parametrize(("days", "problems"), ((15, 0), (16, 1)))
def test_more_days_than_the_cap_are_a_problem_with_its_citation(days, problems):
    found = cap_problems(CAPS, days, on=ON)

    assert problems == len(found)
    for problem in found:
        assert ProblemCode.NOT_ALLOWED is problem.code
        assert "at most 15 (s. 1)" == problem.allowed


def test_before_the_caps_are_in_force_nothing_is_computed():
    (problem,) = cap_problems(CAPS, 1, on=date(2024, 12, 31))

    assert ProblemCode.NOT_COVERED is problem.code
    assert custody_room(CAPS, on=date(2024, 12, 31)).most_days is None


def test_where_the_statute_sets_no_cap_there_is_none():
    open_end = attrs.evolve(CAPS, caps=(cap(1, 15), cap(2, None)))

    assert () == cap_problems(open_end, 300, served(date(2025, 5, 1)), on=ON)


def test_wrong_caps_name_every_defect():
    with pytest.raises(DeclarationError) as caught:
        CustodyCaps(
            id="wrong",
            version="1",
            title="Wrong",
            source=SOURCE,
            in_force=Period("2025-01-01"),
            caps=(CustodyCap(nth=2, most_days=-1, citation=" "),),
            counted_within=business_days(30, "days"),
            most_in_all=-1,
        )

    assert 5 == len(caught.value.defects)


def test_caps_without_a_cap_are_refused():
    with pytest.raises(DeclarationError, match="no cap"):
        attrs.evolve(CAPS, caps=())
