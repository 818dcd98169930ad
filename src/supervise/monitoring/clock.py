"""Adding time to a day, with pauses; and the period that a day is in.

Days are ordinals here. Time is always added forward from the event, never taken off from today:
the two disagree at the ends of months.
"""

from __future__ import annotations

from datetime import date

import attrs

from supervise.dates import (
    Calendars,
    Length,
    Unit,
    business_days,
    end_of_month,
    months_after,
)
from supervise.monitoring.schedules import Anchor, Each, Parity
from supervise.rules.spans import Spans, days_in, holds_on

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_LAST_OF_ALL = date.max.toordinal()


@attrs.frozen
class Clock:
    """What a duty's time is counted with: the host's calendars, and the days that do not count."""

    calendars: Calendars
    frozen: Spans = ()

    def after(self, day: int, length: Length) -> int:
        """The day so long after another; paused days met on the way are added."""
        unit = length.unit
        if unit is Unit.BUSINESS_DAY and self.frozen:
            due = self._business_days_after(day, length)
        elif unit in _DAYS:
            due = day + length.number * _DAYS[unit]
        else:
            plain = (
                attrs.evolve(length, month_end=False) if length.month_end else length
            )
            due = plain.after(date.fromordinal(day), self.calendars).toordinal()
        if self.frozen and unit is not Unit.BUSINESS_DAY:
            due = min(self._past_pauses(day, due), _LAST_OF_ALL)
        if length.month_end:
            due = end_of_month(date.fromordinal(due)).toordinal()
        return due

    def _business_days_after(self, day: int, length: Length) -> int:
        """Business days on which the clock runs are counted, and no others."""
        left, one = length.number, business_days(1, length.calendar)
        while left:
            day = one.after(date.fromordinal(day), self.calendars).toordinal()
            left -= not holds_on(self.frozen, day)
        return day

    def _past_pauses(self, day: int, due: int) -> int:
        """Paused days between are not counted; the result is a day that is not paused."""
        length, moved = due - day, due
        while (further := day + length + days_in(self.frozen, day + 1, moved)) != moved:
            moved = further
        return moved


@attrs.frozen
class PeriodOfDays:
    """A period, both days included."""

    first: int
    last: int


def period_of(each: Each, day: int, anchor: int) -> PeriodOfDays:
    """The period that a day is in. `anchor` is where periods begin that the calendar does not."""
    if each.anchor is Anchor.FIRST:
        return _occurrence(each, day, anchor)
    if each.unit is Unit.MONTH:
        return _months(each, day, anchor)
    length = each.number * _DAYS[each.unit]
    if each.anchor is Anchor.CALENDAR:
        # Ordinal 1 is a Monday.
        first = day - (day - 1 - each.week_starts) % 7
    else:
        first = day - (day - anchor) % length
    return PeriodOfDays(first, first + length - 1)


def _months(each: Each, day: int, anchor: int) -> PeriodOfDays:
    when = date.fromordinal(day)
    if each.anchor is Anchor.CALENDAR:
        month = (when.month - 1) // each.number * each.number + 1
        begins = date(when.year, month, 1)
        return PeriodOfDays(
            begins.toordinal(), months_after(begins, each.number).toordinal() - 1
        )
    start = date.fromordinal(anchor)
    place = (when.year - start.year) * 12 + when.month - start.month
    place = place // each.number * each.number
    if months_after(start, place) > when:
        place -= each.number
    return PeriodOfDays(
        months_after(start, place).toordinal(),
        months_after(start, place + each.number).toordinal() - 1,
    )


def _occurrence(each: Each, day: int, anchor: int) -> PeriodOfDays:
    """The window that is open on a day, or the next; occurrences are multiples from the first."""
    length, opens = each.number * _DAYS[each.unit], each.opens or 1
    place = max(1, (day - anchor) // length)
    if day > anchor + place * length + opens - 1:
        place += 1
    return PeriodOfDays(anchor + place * length, anchor + place * length + opens - 1)


def preceding(each: Each, period: PeriodOfDays, anchor: int) -> PeriodOfDays:
    """The period before in which something was required."""
    if each.anchor is Anchor.FIRST:
        length = each.number * _DAYS[each.unit]
        return PeriodOfDays(period.first - length, period.last - length)
    found = period_of(each, period.first - 1, anchor)
    while not required_in(each, found):
        found = period_of(each, found.first - 1, anchor)
    return found


def required_in(each: Each, period: PeriodOfDays) -> bool:
    """Whether something is required in a period: not in the other months of odd or even."""
    if each.parity is None:
        return True
    odd = date.fromordinal(period.first).month % 2 == 1
    return odd == (each.parity is Parity.ODD)


def opens_on(each: Each, period: PeriodOfDays) -> int:
    """The first day of a period on which it can be done."""
    if each.opens is None or each.anchor is Anchor.FIRST:
        return period.first
    return period.last - each.opens + 1
