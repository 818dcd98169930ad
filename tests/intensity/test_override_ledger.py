"""Overrides are counted against those that could have departed that way, and told with intervals.

That the denominator holds only them is `practice.md` B4 (JDAI: 200 of 450, not of 1,000).
"""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.intensity import (
    Basis,
    Direction,
    OverrideLimits,
    OverrideRate,
    expired_overrides,
    override_ledger,
    recommend,
)
from supervise.people import PersonRef
from tests.intensity.examples import POLICY
from tests.intensity.test_decision import (
    COLLEAGUE,
    NOTHING_RECOMMENDED,
    ON,
    REGULAR,
    decided,
    override,
)
from tests.support.sheets import OFFICER, SUPERVISOR, rated, scale, sheet

RATINGS = {"light": (10.0, "low"), "regular": (50.0, "low"), "close": (90.0, "low")}


def recommended(intensity):
    percent, rating = RATINGS[intensity]
    found = recommend(
        POLICY,
        (
            sheet("invented_tool", ON, scale("general", percent=percent)),
            rated(ON, {"overall": rating}, instrument="invented_rating"),
        ),
        on=ON,
    )
    assert intensity == found.intensity.code
    return found


def departing(recommendation, intensity, direction, **more):
    fields = {"basis": more.pop("basis", Basis.DISCRETIONARY), "direction": direction}
    return decided(recommendation, intensity, override=override(**fields), **more)


FOLLOWED = [decided() for _ in range(6)]
RAISED = [departing(REGULAR, "close", Direction.UP) for _ in range(3)]
LOWERED = [departing(REGULAR, "light", Direction.DOWN)]


def test_each_direction_is_counted_against_those_that_could_go_that_way():
    """Six at the highest cannot go up: three of the ten others did."""
    highest = recommended("close")
    decisions = [
        *FOLLOWED,
        *RAISED,
        *LOWERED,
        *(decided(highest, "close") for _ in range(6)),
    ]

    (found,) = override_ledger(decisions)

    up = found.rate(Direction.UP, Basis.DISCRETIONARY)
    down = found.rate(Direction.DOWN, Basis.DISCRETIONARY)
    assert (16, 4) == (found.decisions, found.discretionary)
    assert (3, 10) == (up.overridden, up.could_be)
    assert (1, 16) == (down.overridden, down.could_be)
    assert 0.3 == up.share


def test_the_lowest_cannot_go_down():
    lowest = recommended("light")

    (found,) = override_ledger([decided(lowest, "light"), *LOWERED])

    assert 1 == found.rate(Direction.DOWN, Basis.DISCRETIONARY).could_be


def test_what_the_table_asks_for_is_kept_apart_from_judgement():
    mandatory = departing(REGULAR, "close", Direction.UP, basis=Basis.POLICY)

    (found,) = override_ledger([*RAISED, mandatory])

    assert 1 == found.rate(Direction.UP, Basis.POLICY).overridden
    assert 3 == found.rate(Direction.UP, Basis.DISCRETIONARY).overridden
    assert 3 == found.discretionary


def test_a_decision_without_a_recommendation_is_in_no_other_denominator():
    alone = departing(NOTHING_RECOMMENDED, "light", Direction.WITHOUT_RECOMMENDATION)

    (found,) = override_ledger([alone, *FOLLOWED])

    without = found.rate(Direction.WITHOUT_RECOMMENDATION, Basis.DISCRETIONARY)
    assert (1, 1) == (without.overridden, without.could_be)
    assert 6 == found.rate(Direction.UP, Basis.DISCRETIONARY).could_be
    assert 0 == found.discretionary


def test_the_interval_is_wilsons():
    """15 of 100: middle 0.162948, half 0.069888, by hand."""
    rate = OverrideRate(
        direction=Direction.UP, basis=Basis.DISCRETIONARY, overridden=15, could_be=100
    )

    assert (0.0931, 0.2328) == tuple(round(each, 4) for each in rate.interval)
    assert 0.0 == round(attrs.evolve(rate, overridden=0).interval[0], 12)
    assert attrs.evolve(rate, overridden=0, could_be=0).interval is None


def test_groups_show_how_officers_differ():
    other = [attrs.evolve(each, by=COLLEAGUE) for each in RAISED]

    found = override_ledger([*FOLLOWED, *other], by=lambda each: each.by.id)

    assert {"officer-1": 0, "officer-2": 3} == {
        each.group: each.discretionary for each in found
    }


LIMITS = OverrideLimits(
    most_discretionary=Fraction(1, 10),
    most_upward=Fraction(1, 2),
    smallest=10,
    citation="an agency's own, p. 4",
)


def test_without_a_stated_limit_there_is_no_alarm():
    (found,) = override_ledger([*FOLLOWED, *RAISED, *LOWERED])

    assert () == found.alarms


def test_a_stated_limit_alarms_with_its_counts_and_its_source():
    """Four of ten depart at discretion; three of the four go up."""
    (found,) = override_ledger([*FOLLOWED, *RAISED, *LOWERED], limits=LIMITS)

    assert (
        "4 of 10 decisions depart at discretion, more than 1/10 (an agency's own, p. 4)",
        "3 of 4 discretionary overrides go up, more than 1/2 (an agency's own, p. 4)",
    ) == found.alarms


def test_a_share_at_the_limit_is_no_alarm():
    at = attrs.evolve(
        LIMITS, most_discretionary=Fraction(4, 10), most_upward=Fraction(3, 4)
    )

    (found,) = override_ledger([*FOLLOWED, *RAISED, *LOWERED], limits=at)

    assert () == found.alarms


def test_a_small_group_is_told_as_such_and_never_alarms():
    (found,) = override_ledger(RAISED, limits=LIMITS)

    assert (True, ()) == (found.too_few, found.alarms)


def test_limits_name_every_defect():
    with pytest.raises(DeclarationError) as caught:
        OverrideLimits(
            most_discretionary=Fraction(2),
            most_upward=Fraction(-1),
            smallest=0,
            citation=" ",
        )

    assert 4 == len(caught.value.defects)


def test_an_override_whose_last_day_has_passed_asks_for_a_decision():
    last = ON + timedelta(days=30)
    until = decided(REGULAR, "close", override=override(expires=last))
    later = attrs.evolve(decided(), id="decision-2", on=date(2026, 7, 15), by=OFFICER)
    somebody = attrs.evolve(until, id="decision-3", person=PersonRef("person-002"))

    assert () == expired_overrides([until], on=last)
    assert (until,) == expired_overrides([until], on=last + timedelta(days=1))
    assert () == expired_overrides([until, later], on=date(2026, 8, 1))
    assert (somebody,) == expired_overrides(
        [until, later, somebody], on=date(2026, 8, 1)
    )
    assert SUPERVISOR == until.override.approver


def test_a_decision_of_a_later_day_has_not_taken_the_place_of_an_override_yet():
    until = decided(REGULAR, "close", override=override(expires=ON + timedelta(days=9)))
    later = attrs.evolve(decided(), id="decision-2", on=date(2026, 7, 15), by=OFFICER)

    assert (until,) == expired_overrides([until, later], on=date(2026, 7, 14))
    assert () == expired_overrides([until, later], on=date(2026, 7, 15))
