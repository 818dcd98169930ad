"""Recommended and delivered: a mismatch is told both ways, by the standards themselves.

The invented standard: one contact each calendar month at low, two at moderate, four at high.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from supervise.dates import Unit, days
from supervise.errors import DeclarationError
from supervise.monitoring import (
    Anchor,
    Count,
    Each,
    Fit,
    FitTerms,
    Once,
    Rolling,
    Row,
    ServiceLimit,
    compile_standards,
    mismatch_report,
    supervision_fit,
)
from supervise.records import Attendance, HelpSource, Presence
from tests.monitoring.people import PERSONAL, contact, level, pack_of, steps, timeline
from tests.planning.invented import PERSON, entry

MONTH = Each(1, Unit.MONTH, Anchor.CALENDAR)
ORDER = ("low", "moderate", "high")
FIRST, LAST = date(2025, 4, 1), date(2025, 6, 30)


def row(code, number, schedule=MONTH):
    count = Count(number, PERSONAL) if number else None
    return Row(
        id=code,
        when=level.is_(code),
        schedule=schedule if number else None,
        quota=count,
        citation="p. 1",
    )


def standards_of(*rows):
    return compile_standards(pack_of(*rows))


MONTHLY = standards_of(row("low", 1), row("moderate", 2), row("high", 4))
TERMS = FitTerms(
    order=ORDER,
    state="level",
    standards=("contact",),
    enough=Fraction(1),
    known_after_days=10,
)


def met(each_month, *, held="moderate", months=(4, 5, 6)):
    """Somebody who was met so many times in each month of the quarter."""
    return timeline(
        *(
            contact(f"c{month}-{number}", date(2025, month, 2 + number))
            for month in months
            for number in range(each_month)
        ),
        level=held,
    )


def fit(case, recommended, standards=MONTHLY, terms=TERMS, **more):
    return supervision_fit(
        standards, case, recommended, terms, first=FIRST, last=LAST, **more
    )


@pytest.mark.parametrize(
    ("each_month", "recommended", "found", "delivered"),
    (
        (0, "low", Fit.UNDER, ""),
        (1, "low", Fit.AS_RECOMMENDED, "low"),
        (2, "low", Fit.OVER, "moderate"),
        (4, "low", Fit.OVER, "high"),
        (1, "moderate", Fit.UNDER, "low"),
        (3, "moderate", Fit.AS_RECOMMENDED, "moderate"),
        (3, "high", Fit.UNDER, "moderate"),
        (9, "high", Fit.AS_RECOMMENDED, "high"),
    ),
)
def test_what_was_delivered_is_the_highest_level_that_the_contacts_meet(
    each_month, recommended, found, delivered
):
    result = fit(met(each_month), recommended)

    (delivery,) = result.deliveries
    assert (found, delivered) == (result.fit, delivery.delivered)


def test_a_month_without_a_contact_is_too_little_unless_two_thirds_are_enough():
    twice = met(2, months=(4, 5))
    lenient = attrs.evolve(TERMS, enough=Fraction(2, 3))

    assert Fit.UNDER is fit(twice, "moderate").fit
    assert Fit.AS_RECOMMENDED is fit(twice, "moderate", terms=lenient).fit


def test_a_level_that_asks_for_the_same_is_not_more():
    same = standards_of(row("low", 1), row("moderate", 1), row("high", 4))

    assert Fit.AS_RECOMMENDED is fit(met(1), "low", same).fit


def test_nothing_required_is_met_and_contacts_beyond_it_are_more():
    none_at_low = standards_of(row("low", 0), row("moderate", 2), row("high", 4))

    assert Fit.AS_RECOMMENDED is fit(met(0), "low", none_at_low).fit
    assert Fit.OVER is fit(met(2), "low", none_at_low).fit


def test_a_rolling_standard_is_told_by_its_days():
    """One in 30 days at low, one in 10 at moderate and high; met every ten days from April on."""
    rolling = standards_of(
        row("low", 1, Rolling(days(30))),
        row("moderate", 1, Rolling(days(10))),
        row("high", 1, Rolling(days(10))),
    )
    tenth = [contact(f"c{n}", date(2025, 3, 25) + n * days_of(10)) for n in range(11)]

    result = fit(timeline(*tenth), "low", rolling)

    assert Fit.OVER is result.fit
    assert [91, 91, 91] == [each.met for each in result.deliveries[0].shares]


def days_of(number):
    return date(2025, 1, 1 + number) - date(2025, 1, 1)


def test_without_a_whole_period_it_is_not_known():
    begun = timeline(level="moderate", start=date(2025, 6, 10))

    assert Fit.UNKNOWN is fit(begun, "moderate").fit


def test_a_report_names_both_ways_where_time_is_wanted_first():
    cases = (
        ("a", met(0), "low"),
        ("b", met(1), "high"),
        ("c", met(4), "low"),
        ("d", met(4), "moderate"),
        ("e", met(2), "moderate"),
    )
    found = [
        fit(attrs.evolve(case, person=person), recommended)
        for person, case, recommended in cases
    ]

    report = mismatch_report(found, TERMS)

    assert ["b", "a"] == [each.person for each in report.under]
    assert ["c", "d"] == [each.person for each in report.over]
    assert {
        Fit.UNDER: 2,
        Fit.AS_RECOMMENDED: 1,
        Fit.OVER: 2,
        Fit.UNKNOWN: 0,
    } == dict(report.counts)
    assert ("contact", "low", "high", 1) in report.cells
    assert 5 == report.people == sum(number for *_, number in report.held)


def test_the_level_that_is_held_is_told_beside_the_recommended_one():
    result = fit(met(2, held="high"), "moderate")

    assert ("high", True) == (result.held, result.held_otherwise)
    assert (("moderate", "high", 1),) == mismatch_report([result], TERMS).held


def session(number, minutes, presence=Presence.ATTENDED):
    return Attendance(
        entry=entry(f"s{number}", effective=date(2025, 5, number)),
        person=PERSON,
        presence=presence,
        source=HelpSource.COMMUNITY,
        length=minutes,
    )


def test_more_services_than_a_policy_foresees_are_told_only_where_it_says_so():
    missed = session(3, None, Presence.ABSENT_LOGISTIC)
    sessions = [session(1, 90), session(2, 90), missed]
    limited = attrs.evolve(
        TERMS,
        service_limits=(ServiceLimit(level="low", most_minutes=120, citation="p. 9"),),
    )

    silent = fit(met(1), "low", attended=sessions)
    told = fit(met(1), "low", terms=limited, attended=sessions)

    assert (180, False) == (silent.minutes, silent.more_services)
    assert (180, True) == (told.minutes, told.more_services)
    assert (told,) == mismatch_report([silent, told], limited).more_services


def test_terms_name_every_defect():
    with pytest.raises(DeclarationError) as caught:
        FitTerms(
            order=("low", "low"),
            state="level",
            standards=(),
            enough=Fraction(0),
            known_after_days=-1,
            service_limits=(
                ServiceLimit(level="none", most_minutes=1, citation="p. 1"),
            ),
        )

    assert 5 == len(caught.value.defects)


def test_a_level_that_the_terms_do_not_have_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="none of the levels"):
        fit(met(1), "maximum")


def test_whoever_is_not_supervised_on_the_last_day_was_not_given_too_little():
    """No row is for somebody whose supervision ended on 20 June: it is not known."""
    ended = attrs.evolve(
        met(0),
        states=dict(met(0).states)
        | {"supervised": steps((date(2025, 3, 3), True), (date(2025, 6, 20), False))},
    )

    result = fit(ended, "moderate")

    assert (Fit.UNKNOWN, "") == (result.fit, result.deliveries[0].delivered)


def test_what_is_asked_for_once_has_no_share_of_periods_or_days():
    once = standards_of(*(row(code, 1, Once(days(30))) for code in ORDER))

    result = fit(met(1), "low", once)

    assert Fit.UNKNOWN is result.fit
    assert [(0, 0)] * 3 == [(e.met, e.counted) for e in result.deliveries[0].shares]
