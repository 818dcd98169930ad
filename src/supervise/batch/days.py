"""Dates as numbers: ages and months between dates, with the same arithmetic on every engine.

A day is counted in a calendar whose months all have 32 days: it keeps the order of dates, and
whole months and years between two of them are a division rounded down.
Time zones and times of day are not known here.
"""

from __future__ import annotations

from datetime import date

from supervise.batch.expressions import (
    Expression,
    Literal,
    Operation,
    all_of,
    any_of,
    when,
)
from supervise.batch.stages import Phase, Stages

MONTH = 32
YEAR = 12 * MONTH
FIRST, LAST = YEAR + 1, 9999 * YEAR + 11 * MONTH + 31


def number_of(day: date) -> Literal:
    """The number of a date.

    >>> number_of(date(2025, 3, 1)).value - number_of(date(2025, 2, 28)).value
    5.0
    """
    return Literal(float(day.year * YEAR + (day.month - 1) * MONTH + day.day))


def from_parts(year: Expression, month: Expression, day: Expression) -> Expression:
    """The number of a date from its parts."""
    return year * YEAR + month * MONTH + (day - MONTH)


def number_by_parts(dates: Expression) -> Expression:
    """The number of each date of a column. Parts are doubles, which every engine can cast to."""
    return from_parts(
        *(
            dates.does(part).does(Operation.TO_DOUBLE)
            for part in (Operation.YEAR, Operation.MONTH, Operation.DAY)
        )
    )


def number_by_epoch(dates: Expression, name: str, stages: Stages) -> Expression:
    """The same from the days since 1970, by arithmetic alone.

    Years begin in March here, so that the leap day is the last: centuries, years, months and
    days come off one after another, each by a division rounded down.
    """
    quarters = dates.does(Operation.DAYS_SINCE_EPOCH) * 4 + (4 * 719468 + 3)
    quarters = stages.keep(Phase.CELLS, f"{name}_quarters", quarters, 1)
    century = stages.keep(Phase.CELLS, f"{name}_century", whole(quarters, 146097), 2)
    rest = whole(quarters - century * 146097, 4) * 4 + 3
    rest = stages.keep(Phase.CELLS, f"{name}_of_century", rest, 3)
    year = stages.keep(Phase.CELLS, f"{name}_year", whole(rest, 1461), 4)
    day = stages.keep(Phase.CELLS, f"{name}_of_year", whole(rest - year * 1461, 4), 5)
    month = stages.keep(Phase.CELLS, f"{name}_month", whole(day * 5 + 2, 153), 6)
    of_month = day - whole(month * 153 + 2, 5) + 1
    return century * (100 * YEAR) + year * YEAR + month * MONTH + of_month + 2 * MONTH


def whole(number: Expression, divisor: int) -> Expression:
    """A whole number divided and rounded down.

    Half a unit is added first: an engine may multiply by the reciprocal, which can fall short.
    """
    return ((number + 0.5) / divisor).does(Operation.FLOOR)


def is_a_day(year: Expression, month: Expression, day: Expression) -> Expression:
    """Whether three known numbers are a date that the calendar has."""
    last = last_day(year, month - 1)
    return all_of((year >= 1, month >= 1, month <= 12, day >= 1, day <= last))


def last_day(year: Expression, month: Expression) -> Expression:
    """The last day of a month, which is counted from 0."""
    short = any_of(month.equals(each) for each in (3, 5, 8, 10))
    century = year.equals(whole(year, 100) * 100)
    leap = any_of(
        (
            all_of((year.equals(whole(year, 4) * 4), ~century)),
            year.equals(whole(year, 400) * 400),
        )
    )
    return when(month.equals(1), when(leap, 29, 28), when(short, 30, 31))


def months_after(day: Expression, months: int) -> Expression:
    """The same day so many months later, or the last day of a month too short for it."""
    month = whole(day, MONTH)
    of_month = day - month * MONTH
    later = month + months
    year = whole(later, 12)
    last = last_day(year, later - year * 12)
    return later * MONTH + when(of_month < last, of_month, last)
