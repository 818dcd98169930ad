"""Ages, months and periods between calendar dates.

Everything here is arithmetic on dates that are given: nothing reads the clock.
Which days are business days is for the host to say, in a named and versioned calendar.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

import attrs

from supervise.errors import CalendarMissing, DeclarationError

_SHORTEST_MONTH = 28


def completed_years(earlier: date, later: date) -> int:
    """Whole years completed from `earlier` to `later`: an age.

    Somebody born on 29 February completes a year on 1 March of a common year.

    >>> completed_years(date(2004, 2, 29), date(2023, 2, 28))
    18
    >>> completed_years(date(2004, 2, 29), date(2023, 3, 1))
    19
    """
    before = (later.month, later.day) < (earlier.month, earlier.day)
    return later.year - earlier.year - before


def completed_months(earlier: date, later: date) -> int:
    """Whole months completed from `earlier` to `later`; negative when reversed.

    >>> completed_months(date(2025, 1, 31), date(2025, 2, 28))
    0
    >>> completed_months(date(2025, 1, 31), date(2025, 3, 31))
    2
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month too short for it.

    >>> months_after(date(2025, 11, 30), 3)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _SHORTEST_MONTH:  # every month has this day
        return date(year, month + 1, day.day)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def months_ahead(day: date, months: int) -> date:
    """The same day so many months later, and at the end of all dates the last of them.

    Hosts write 9999-12-31 for what has no end; a year after it there is no day to name.

    >>> months_ahead(date.max, 12) == date.max
    True
    """
    beyond = 12 * (day.year - date.max.year) + day.month + months > date.max.month
    return date.max if beyond else months_after(day, months)


def months_completed_on(day: date, months: int) -> date:
    """The first day on which so many whole months from `day` are completed.

    >>> months_completed_on(date(2025, 1, 31), 1)
    datetime.date(2025, 3, 1)
    >>> months_completed_on(date(2004, 2, 29), 19 * 12)
    datetime.date(2023, 3, 1)
    """
    clamped = months_after(day, months)
    return clamped if clamped.day == day.day else clamped + timedelta(days=1)


def as_date(value: date | str) -> date:
    """A date from a declaration, where it may stand as `YYYY-MM-DD`."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is no date: write YYYY-MM-DD") from None


@attrs.frozen
class Period:
    """The days from `start` to `end`, both included; an open end has no last day.

    >>> date(2026, 3, 1) in Period(date(2026, 1, 1))
    True
    """

    start: date = attrs.field(converter=as_date)
    end: date | None = attrs.field(
        default=None, converter=attrs.converters.optional(as_date)
    )

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise DeclarationError(
                "period", [f"ends {self.end}, before its start {self.start}"]
            )

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


def edition_defects(editions: Iterable[tuple[str, Period]]) -> Iterator[str]:
    """What is wrong with versions that should each be in force in a time of its own.

    >>> list(edition_defects([("1", Period("2020-01-01")), ("2", Period("2024-01-01"))]))
    ['versions 1 and 2 are both in force on 2024-01-01']
    """
    given = sorted(editions, key=lambda each: each[1].start)
    versions = [version for version, _ in given]
    for version in sorted({v for v in versions if versions.count(v) > 1}):
        yield f"version {version} is there twice"
    for (earlier, before), (later, after) in pairwise(given):
        if before.end is None or before.end >= after.start:
            yield f"versions {earlier} and {later} are both in force on {after.start}"


class Unit(StrEnum):
    """What a length of time is counted in."""

    DAY = "day"
    BUSINESS_DAY = "business_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@attrs.frozen
class Length:
    """So many days, business days, weeks, months or years.

    `month_end` moves the result on to the last day of its month.
    `calendar` names the host's calendar that says which days are business days.
    """

    number: int
    unit: Unit
    month_end: bool = attrs.field(default=False, kw_only=True)
    calendar: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        defects = []
        if type(self.number) is not int or self.number < 0:
            defects.append("its number must be a whole number from 0 up")
        if (self.unit is Unit.BUSINESS_DAY) != bool(self.calendar):
            defects.append("business days, and they alone, name a calendar")
        if defects:
            raise DeclarationError("length", defects)

    def __str__(self) -> str:
        unit = self.unit.value.replace("_", " ")
        end = ", to the end of the month" if self.month_end else ""
        return f"{self.number} {unit}{'' if self.number == 1 else 's'}{end}"

    def after(self, day: date, calendars: Calendars = MappingProxyType({})) -> date:
        """The day so long after another; months are clamped to the end of a short one.

        Business days do not count the day itself. Raises `CalendarMissing` for an unknown calendar.

        >>> months(1).after(date(2026, 1, 31))
        datetime.date(2026, 2, 28)
        """
        found = day
        match self.unit:
            case Unit.DAY:
                found = day + timedelta(days=self.number)
            case Unit.WEEK:
                found = day + timedelta(weeks=self.number)
            case Unit.MONTH:
                found = months_after(day, self.number)
            case Unit.YEAR:
                found = months_after(day, 12 * self.number)
            case Unit.BUSINESS_DAY:
                if self.calendar not in calendars:
                    raise CalendarMissing(self.calendar)
                found = calendars[self.calendar].after(day, self.number)
        return end_of_month(found) if self.month_end else found


def _week_days(given: Iterable[int]) -> frozenset[int]:
    return frozenset(given)


def _days_off(given: Iterable[date]) -> frozenset[date]:
    return frozenset(given)


@attrs.frozen(kw_only=True)
class BusinessCalendar:
    """Which days are business days, as the host says: named, versioned, for a stated time.

    `rest_days` are the days of the week that are never business days, Monday being 0.
    There is no default: an agency's week and holidays are its own.
    """

    name: str
    version: str
    covers: Period
    rest_days: frozenset[int] = attrs.field(converter=_week_days)
    holidays: frozenset[date] = attrs.field(converter=_days_off)

    def __attrs_post_init__(self) -> None:
        defects = []
        if not self.rest_days <= frozenset(range(7)):
            defects.append("rest days are numbered 0, Monday, to 6, Sunday")
        if len(self.rest_days) == 7:
            defects.append("every day of the week is a rest day")
        if defects:
            raise DeclarationError(f"calendar '{self.name}'", defects)

    def is_open(self, day: date) -> bool:
        """Whether it is a business day. Raises `CalendarMissing` outside the time it covers."""
        if day not in self.covers:
            raise CalendarMissing(self.name)
        return day.weekday() not in self.rest_days and day not in self.holidays

    def after(self, day: date, number: int) -> date:
        """The business day so many business days later; the day itself is not counted."""
        while number:
            day += timedelta(days=1)
            number -= self.is_open(day)
        return day


Calendars = Mapping[str, BusinessCalendar]


def end_of_month(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days(number: int) -> Length:
    """So many days."""
    return Length(number, Unit.DAY)


def business_days(number: int, calendar: str) -> Length:
    """So many business days of a named calendar."""
    return Length(number, Unit.BUSINESS_DAY, calendar=calendar)


def weeks(number: int) -> Length:
    """So many weeks."""
    return Length(number, Unit.WEEK)


def months(number: int, *, month_end: bool = False) -> Length:
    """So many months, on to the end of the month if asked."""
    return Length(number, Unit.MONTH, month_end=month_end)


def years(number: int) -> Length:
    """So many years."""
    return Length(number, Unit.YEAR)
