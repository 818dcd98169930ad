"""Early discharge in Idaho, Iowa and Texas.

Source of every expected day: `us-peers.md` of the research, 1.1, worked out by hand.
"""

from datetime import date

import pytest

from supervise.monitoring import Readiness, eligibility
from supervise.packs.early_discharge import IDAHO_PROBATION, IOWA, TEXAS
from supervise.rules import Timeline, happened
from tests.monitoring.people import always, steps

START = date(2024, 1, 10)


def person(*events, dates=None, **states):
    known = {
        name: v if isinstance(v, tuple) else always(v, START)
        for name, v in states.items()
    }
    return Timeline(
        person="person-001",
        states=known,
        dates={"supervision_start": START} | (dates or {}),
        events=events,
    )


def found(rule, case, on):
    return eligibility(rule, case, on=on)


@pytest.mark.parametrize("rule", (IDAHO_PROBATION, IOWA, TEXAS), ids=lambda r: r.id)
def test_a_rule_is_an_example_with_source_date_and_a_nominal_start(rule):
    assert rule.example
    assert date(2026, 11, 1) == rule.source.checked
    assert any("nominal" in each for each in rule.limitations)


ASSESSED = happened("a", "assessment", START, tool="lsi_r", score=20)


@pytest.mark.parametrize(
    ("level", "on", "standing"),
    (
        ("low", date(2025, 1, 9), Readiness.ALMOST),
        ("low", date(2025, 1, 10), Readiness.MET),
        ("low", date(2024, 10, 9), Readiness.NOT_MET),
        ("low", date(2024, 10, 10), Readiness.ALMOST),  # nine months
        (
            "moderate",
            date(2025, 1, 10),
            Readiness.MET,
        ),  # 366 days, 2024 being a leap year
        ("high", date(2025, 1, 10), Readiness.NOT_MET),
    ),
)
def test_idaho_takes_a_year_and_a_level_that_has_held(level, on, standing):
    case = person(ASSESSED, level=level)

    assert standing == found(IDAHO_PROBATION, case, on).standing


def test_idaho_adds_low_days_to_moderate_ones():
    """Moderate from 1 February and low from 1 November 2024: 360 days at neither more are over on
    26 January 2025, and 90 days at low on 30 January."""
    level = steps(
        (START, "high"), (date(2024, 2, 1), "moderate"), (date(2024, 11, 1), "low")
    )

    clears = found(IDAHO_PROBATION, person(ASSESSED, level=level), date(2025, 1, 12))

    assert date(2025, 1, 26) == clears.clears_on


def test_idaho_waits_for_two_years_without_a_felony():
    case = person(ASSESSED, happened("f", "felony", date(2024, 6, 30)), level="low")

    assert date(2026, 6, 30) == found(IDAHO_PROBATION, case, date(2025, 6, 1)).clears_on


def iowan(*events, level=3, fees=0, **more):
    return person(
        *events,
        supervision_level=level,
        fees_owed=fees,
        dates={"term_end": date(2025, 1, 10)},
        **more,
    )


@pytest.mark.parametrize(
    ("on", "met"),
    (
        (date(2024, 4, 8), False),
        (date(2024, 4, 9), True),  # 90 days after 10 January 2024
        (date(2024, 12, 10), True),  # 31 days before the end
        (date(2024, 12, 11), False),  # 30
    ),
)
def test_iowa_takes_ninety_days_and_not_the_last_thirty(on, met):
    assert met == (found(IOWA, iowan(), on).standing is Readiness.MET)


@pytest.mark.parametrize(("level", "met"), ((3, True), (4, False)))
def test_iowa_takes_level_three_or_lower(level, met):
    case = iowan(level=level)

    assert met == (found(IOWA, case, date(2024, 6, 1)).standing is Readiness.MET)


def test_in_iowa_a_report_blocks_for_six_months_and_fees_are_told_as_money():
    case = iowan(
        happened("r", "violation_report", date(2024, 3, 15)), fees=40, able_to_pay=False
    )

    before, after = (found(IOWA, case, date(2024, 9, day)) for day in (14, 15))

    by_id = {each.id: each for each in after.criteria}
    assert [False, True] == [each.only_money for each in (before, after)]
    assert "not able to pay" in by_id["fees"].note


@pytest.mark.parametrize(
    ("on", "met"),
    (
        (date(2024, 7, 15), False),
        (
            date(2024, 7, 16),
            True,
        ),  # 377 days, half of them 188.5: 188 days after the start
        (date(2024, 7, 20), True),
        (date(2024, 7, 21), False),  # six months before the end
    ),
)
def test_texas_rounds_half_a_term_down_and_stops_six_months_before_the_end(on, met):
    """10 January 2024 to 21 January 2025 are 377 days; 188 days after the start is 16 July."""
    case = person(dates={"term_end": date(2025, 1, 21)})

    assert met == (found(TEXAS, case, on).standing is Readiness.MET)


def test_in_texas_an_unsustained_violation_does_not_block():
    def standing(state):
        event = happened("v", "violation", date(2024, 5, 1), state=state)
        case = person(event, dates={"term_end": date(2027, 1, 10)})
        return found(TEXAS, case, date(2025, 9, 1)).standing

    assert [Readiness.NOT_MET, Readiness.MET] == [
        standing("sustained"),
        standing("dismissed"),
    ]
