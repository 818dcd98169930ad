"""Ages and months, where calendars are uneven."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.dates import (
    BusinessCalendar,
    Length,
    Period,
    Unit,
    completed_months,
    completed_years,
    edition_defects,
    months_after,
    months_ahead,
    months_completed_on,
)
from supervise.errors import CalendarMissing, DeclarationError


# Source: research/instruments.md 9.4 and language-notes.md 3: somebody born on
# 29 February turns a year older on 1 March of a common year.
@pytest.mark.parametrize(
    ("day", "years"),
    ((date(2023, 2, 28), 18), (date(2023, 3, 1), 19), (date(2024, 2, 29), 20)),
)
def test_a_leap_day_birthday_falls_on_the_first_of_march(day, years):
    assert years == completed_years(date(2004, 2, 29), day)


# By hand, from the calendar.
@pytest.mark.parametrize(
    ("start", "day", "months"),
    (
        (date(2025, 1, 31), date(2025, 2, 28), 0),
        (date(2025, 1, 31), date(2025, 3, 30), 1),
        (date(2025, 1, 31), date(2025, 3, 31), 2),
        (date(2024, 12, 15), date(2025, 1, 14), 0),
        (date(2025, 3, 1), date(2025, 2, 1), -1),
    ),
)
def test_a_month_is_complete_on_the_same_day_of_the_month(start, day, months):
    assert months == completed_months(start, day)


# By hand: three months after 30 November is the last day of February.
@pytest.mark.parametrize(
    ("day", "later"),
    (
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2025, 10, 1), date(2026, 1, 1)),
    ),
)
def test_months_after_stays_within_the_shorter_month(day, later):
    assert later == months_after(day, 3)


# By hand: December 9999 is the last month of all; hosts write its last day for "no end".
@pytest.mark.parametrize(
    ("day", "months", "later"),
    (
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(9998, 12, 15), 12, date(9999, 12, 15)),
        (date(9998, 12, 15), 13, date.max),
        (date(9999, 12, 1), 1, date.max),
        (date.max, 12, date.max),
        (date.max, -12, date(9998, 12, 31)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
    ),
)
def test_months_ahead_stop_at_the_last_day_of_all(day, months, later):
    assert later == months_ahead(day, months)


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(days, days)
def test_an_age_never_shrinks_as_days_pass(born, day):
    following = date.fromordinal(day.toordinal() + 1)

    assert completed_years(born, day) <= completed_years(born, following)


@given(days, st.integers(0, 600))
def test_so_many_months_later_at_most_so_many_are_complete(day, months):
    assert completed_months(day, months_after(day, months)) in (months - 1, months)


def test_a_period_includes_both_of_its_ends():
    period = Period("2026-01-01", "2026-01-31")

    assert (True, True, False) == tuple(
        day in period for day in (date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    )


def test_a_period_may_be_one_day():
    period = Period("2026-01-31", "2026-01-31")

    assert (False, True, False) == tuple(
        day in period
        for day in (date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1))
    )


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(DeclarationError):
        Period("2026-02-01", "2026-01-01")


# By hand: what begins on the 31st completes a month on the first after a shorter one.
@pytest.mark.parametrize(
    ("day", "months", "complete"),
    (
        (date(2025, 1, 31), 1, date(2025, 3, 1)),
        (date(2025, 1, 31), 2, date(2025, 3, 31)),
        (date(2025, 1, 15), 1, date(2025, 2, 15)),
        (date(2025, 1, 29), 1, date(2025, 3, 1)),
        (date(2024, 1, 29), 1, date(2024, 2, 29)),
    ),
)
def test_the_day_on_which_months_are_complete(day, months, complete):
    assert complete == months_completed_on(day, months)
    assert (months - 1, months) == (
        completed_months(day, date.fromordinal(complete.toordinal() - 1)),
        completed_months(day, complete),
    )


# -- lengths, calendars and versions in force; all by hand, from the calendar

FRIDAY = date(2026, 1, 2)
OFFICE = BusinessCalendar(
    name="office",
    version="1",
    covers=Period("2026-01-01", "2026-01-31"),
    rest_days=(5, 6),
    holidays=(date(2026, 1, 5),),
)


@pytest.mark.parametrize(
    ("length", "later", "reads"),
    (
        (Length(1, Unit.DAY), date(2026, 1, 3), "1 day"),
        (Length(2, Unit.WEEK), date(2026, 1, 16), "2 weeks"),
        (Length(1, Unit.MONTH), date(2026, 2, 2), "1 month"),
        (Length(2, Unit.YEAR), date(2028, 1, 2), "2 years"),
        (Length(0, Unit.DAY), FRIDAY, "0 days"),
        # Monday is a holiday: one business day after Friday is Tuesday.
        (
            Length(1, Unit.BUSINESS_DAY, calendar="office"),
            date(2026, 1, 6),
            "1 business day",
        ),
        (
            Length(1, Unit.DAY, month_end=True),
            date(2026, 1, 31),
            "1 day, to the end of the month",
        ),
    ),
)
def test_a_length_is_so_many_days_weeks_months_years_or_business_days(
    length, later, reads
):
    assert later == length.after(FRIDAY, {"office": OFFICE})
    assert reads == str(length)


@pytest.mark.parametrize("number", (-1, 1.0, True, "1"))
def test_a_length_is_a_whole_number_from_zero_up(number):
    with pytest.raises(DeclarationError) as caught:
        Length(number, Unit.DAY)

    assert caught.value.defects == ("its number must be a whole number from 0 up",)


@pytest.mark.parametrize(
    ("unit", "calendar"), ((Unit.BUSINESS_DAY, ""), (Unit.DAY, "office"))
)
def test_business_days_and_they_alone_name_a_calendar(unit, calendar):
    with pytest.raises(DeclarationError) as caught:
        Length(1, unit, calendar=calendar)

    assert caught.value.defects == ("business days, and they alone, name a calendar",)


def test_business_days_without_their_calendar_are_not_guessed():
    with pytest.raises(CalendarMissing, match="'county'"):
        Length(1, Unit.BUSINESS_DAY, calendar="county").after(
            FRIDAY, {"office": OFFICE}
        )


def test_a_calendar_says_nothing_of_days_that_it_does_not_cover():
    with pytest.raises(CalendarMissing, match="'office'"):
        OFFICE.after(date(2026, 1, 30), 1)  # the next business day is in February


@pytest.mark.parametrize(
    ("rest_days", "defect"),
    (
        ((0, 7), "rest days are numbered 0, Monday, to 6, Sunday"),
        (range(7), "every day of the week is a rest day"),
    ),
)
def test_a_week_without_work_and_a_day_without_a_number_are_refused(rest_days, defect):
    with pytest.raises(DeclarationError) as caught:
        attrs.evolve(OFFICE, rest_days=rest_days)

    assert caught.value.defects == (defect,)


@pytest.mark.parametrize(
    ("editions", "defects"),
    (
        ((("1", "2020-01-01", "2020-12-31"), ("2", "2021-01-01", None)), []),
        (
            (("2", "2020-12-31", None), ("1", "2020-01-01", "2020-12-31")),
            ["versions 1 and 2 are both in force on 2020-12-31"],
        ),
        (
            (("1", "2020-01-01", "2020-12-31"), ("1", "2021-01-01", None)),
            ["version 1 is there twice"],
        ),
    ),
)
def test_one_version_is_in_force_at_a_time(editions, defects):
    given = [(version, Period(start, end)) for version, start, end in editions]

    assert defects == list(edition_defects(given))


def test_a_day_written_otherwise_says_how_a_day_is_written():
    with pytest.raises(ValueError, match="'22/11/2026' is no date: write YYYY-MM-DD"):
        Period("22/11/2026")
