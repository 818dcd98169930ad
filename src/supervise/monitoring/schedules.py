"""When something must be done: once, rolling from the last time, or in each period.

*Monthly* alone does not say which; a standard chooses, and cites.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from supervise.dates import Length, Unit


@attrs.frozen
class Once:
    """Once, within so long of the start."""

    within: Length

    def __str__(self) -> str:
        return f"once within {self.within} of the start"


@attrs.frozen
class Rolling:
    """Again within so long of the last time."""

    every: Length

    def __str__(self) -> str:
        return f"within {self.every} of the last time"


class Anchor(StrEnum):
    """Where periods begin: with the calendar, with the clock's start, or with the first event."""

    CALENDAR = "calendar"
    START = "start"
    FIRST = "first"


class Parity(StrEnum):
    """In which months something is required."""

    ODD = "odd"
    EVEN = "even"


@attrs.frozen
class Each:
    """In each period of so many days, weeks or months.

    `opens` is how many days at the end of the period, or from the occurrence on when anchored on
    the first event, it can be done in. Surplus never carries over, and a miss lapses.
    """

    number: int
    unit: Unit
    anchor: Anchor
    parity: Parity | None = attrs.field(default=None, kw_only=True)
    opens: int | None = attrs.field(default=None, kw_only=True)
    week_starts: int = attrs.field(default=0, kw_only=True)

    def __str__(self) -> str:
        unit = self.unit.value.replace("_", " ")
        length = unit if self.number == 1 else f"{self.number} {unit}s"
        odd = f" ({self.parity.value} months)" if self.parity else ""
        since = {
            Anchor.CALENDAR: "of the calendar",
            Anchor.START: "from the start of the clock",
            Anchor.FIRST: "from the first time",
        }
        return f"in each {length} {since[self.anchor]}{odd}"


@attrs.frozen
class By:
    """Before a dated fact, by so long."""

    date: str
    before: Length

    def __str__(self) -> str:
        return f"{self.before} before {self.date}"


Schedule = Once | Rolling | Each | By


def schedule_defects(schedule: Schedule) -> list[str]:
    """What is wrong with a schedule."""
    match schedule:
        case Each():
            return _period_defects(schedule)
        case By(_, before) if before.unit not in {Unit.DAY, Unit.WEEK}:
            return ["a time before a date is counted in days or weeks"]
        case Rolling(every) if every.number == 0:
            return ["it is due again at once, for ever"]
        case _:
            return []


def _period_defects(each: Each) -> list[str]:
    defects = []
    calendar = each.anchor is Anchor.CALENDAR
    if each.number < 1:
        defects.append("a period has at least one unit")
    if each.unit not in {Unit.DAY, Unit.WEEK, Unit.MONTH}:
        defects.append("a period is counted in days, weeks or months")
    if calendar and each.unit is Unit.DAY:
        defects.append("the calendar has no periods of days; anchor them on the start")
    if calendar and each.unit is Unit.WEEK and each.number != 1:
        defects.append("the calendar does not say where several weeks begin")
    if calendar and each.unit is Unit.MONTH and each.number > 0 and 12 % each.number:
        defects.append("months of the calendar divide a year: 1, 2, 3, 4, 6 or 12")
    if each.parity and not (calendar and each.unit is Unit.MONTH and each.number == 1):
        defects.append("odd and even are for single calendar months")
    if each.anchor is Anchor.FIRST and (each.opens is None or each.unit is Unit.MONTH):
        defects.append(
            "periods from the first event are days or weeks, and say `opens`"
        )
    if each.opens is not None and each.opens > _longest(each):
        defects.append("it opens before its period begins")
    if each.opens is not None and each.opens < 1:
        defects.append("it is open for at least a day")
    return defects


def _longest(each: Each) -> int:
    days = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31}
    return days.get(each.unit, 366) * each.number
