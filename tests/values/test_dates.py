"""Ages and months, where calendars are uneven."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.dates import Period, completed_months, completed_years, months_after
from supervise.errors import DeclarationError


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


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(DeclarationError):
        Period("2026-02-01", "2026-01-01")
