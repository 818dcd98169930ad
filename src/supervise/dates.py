"""Ages, months and periods between calendar dates.

Everything here is arithmetic on dates that are given: nothing reads the clock.
Cadences and business days are added with the standards that need them.
"""

from calendar import monthrange
from datetime import date, timedelta

import attrs

from supervise.errors import DeclarationError


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
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


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
    return value if isinstance(value, date) else date.fromisoformat(value)


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
