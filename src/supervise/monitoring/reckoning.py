"""One standard and one person: the clock, what counts, and every date that is open.

The meaning of each rule is stated in `docs/reference/standards.md`, with a worked example each.
Days are ordinals here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import attrs

from supervise.monitoring.casework import Casework
from supervise.monitoring.clock import (
    Clock,
    period_of,
)
from supervise.monitoring.compiled import Seen, Standards, Stretch
from supervise.monitoring.duty import Obligation
from supervise.monitoring.plans import CountPlan, RowPlan, StandardPlan
from supervise.monitoring.quotas import Substitute
from supervise.monitoring.schedules import Anchor, Each
from supervise.monitoring.standards import OnChange, PauseMode
from supervise.rules.criteria import days_of
from supervise.rules.spans import AFTER_ALL, holds_on
from supervise.rules.timeline import Event


class DateMissing(LookupError):
    """A dated fact that a schedule needs is not there."""


@attrs.frozen
class Regime:
    """The days that a row governs: for periods, to the end of the period that it began in."""

    first: int
    last: int
    plan: RowPlan


@attrs.frozen
class Open:
    """A date that is open: which obligation, when, and what it rests on."""

    obligation: Obligation
    due: int
    label: str = ""
    event: Event | None = None
    opens: int | None = None
    partial: bool = False
    base: int = 0
    waived: bool = False


@attrs.frozen
class Taken:
    """Days and events that count, oldest first: a stretch of a column."""

    days: list[int]
    events: list[Event]
    low: int
    high: int

    def __len__(self) -> int:
        return self.high - self.low

    def __iter__(self) -> Iterator[tuple[int, Event]]:
        for place in range(self.low, self.high):
            yield self.days[place], self.events[place]

    def latest(self, number: int = 1) -> tuple[int, Event]:
        """The so many-th most recent; there must be so many."""
        place = self.high - number
        return self.days[place], self.events[place]

    def amount(self, count: CountPlan) -> int:
        """How much they come to."""
        if not count.field:
            return len(self)
        return sum(count.amount(event) for _, event in self)

    def reaching(self, count: CountPlan, number: int) -> tuple[int, Event] | None:
        """The event from which on, to the newest, there is so much; nothing if there is less."""
        if not count.field:
            return self.latest(number) if len(self) >= number else None
        for place in range(self.high - 1, self.low - 1, -1):
            number -= count.amount(self.events[place])
            if number <= 0:
                return self.days[place], self.events[place]
        return None


@attrs.define
class Reckoning:
    """A standard applied to a person who is under supervision and not paused on the day."""

    standards: Standards
    plan: StandardPlan
    casework: Casework
    seen: Seen
    stretches: tuple[Stretch, ...]
    on: int
    start: int
    clock: Clock
    off: tuple[tuple[int, int], ...]
    regimes: tuple[Regime, ...]
    earliest: int = attrs.field(init=False, default=0)
    """The first day on which an event can count: before the start only where it is reused."""
    columns: dict[int, tuple[list[int], list[Event]]] = attrs.field(
        init=False, factory=dict
    )
    rolled: dict[tuple[int, int], Open] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        initial, day = self.plan.standard.initial, self.start
        if initial is not None and initial.reuse is not None:
            while self.clock.after(day - 1, initial.reuse) >= self.start:
                day -= 1
        self.earliest = day

    def column(self, place: int) -> tuple[list[int], list[Event]]:
        """A column without what happened on paused days, unless the standard counts that."""
        found = self.columns.get(place)
        if found is None:
            days, events = self.seen.days[place], self.seen.events[place]
            if self.off and not self.plan.standard.counts_while_paused:
                days, events = days.copy(), events.copy()
                for start, end in reversed(self.off):
                    paused = slice(bisect_left(days, start), bisect_left(days, end))
                    del days[paused], events[paused]
            found = self.columns[place] = days, events
        return found

    def counted(self, place: int, first: int, last: int) -> Taken:
        """The days and events of a column that count, oldest first."""
        days, events = self.column(place)
        low = bisect_left(days, first)
        return Taken(days, events, low, max(low, bisect_right(days, last)))

    def of_count(self, count: CountPlan, first: int, last: int) -> Taken:
        """What a count counts: the required ones, then substitutes, the newest, up to the cap.

        What one substitute has used, in the order of the pack, no other uses again.
        """
        found = self.counted(count.main, first, last)
        if not count.substitutes and not count.distinct_days:
            return found
        taken = list(found)
        if count.distinct_days:
            taken = list({day: (day, event) for day, event in taken}.values())
        used: set[str] = set()
        for substitute, column in count.substitutes:
            usable = [
                (day, event)
                for day, event in self.counted(column, first, last)
                if event.id not in used and self.stands_in(substitute, day)
            ]
            cap = substitute.cap(count.number)
            newest = usable[max(0, len(usable) - cap) :]
            used.update(event.id for _, event in newest)
            taken += newest
        taken.sort(key=lambda each: each[0])
        days, events = [day for day, _ in taken], [event for _, event in taken]
        return Taken(days, events, 0, len(days))

    def stands_in(self, substitute: Substitute, day: int) -> bool:
        """Whether a substitute may be used on a day."""
        if substitute.while_ is None:
            return True
        days = days_of(
            substitute.while_, self.casework.timeline, self.standards.calendars
        )
        return holds_on(days.certainly, day)

    def last_event(self, last: int) -> int:
        """The last day up to `last` on which anything of any row counted, or a row began."""
        found = self.start
        for regime in self.regimes:
            if regime.first <= last:
                found = max(found, regime.first)
            for count in regime.plan.counts:
                columns = [count.main, *(c for _, c in count.parts)]
                columns += [c for _, c in count.substitutes]
                for column in columns:
                    if taken := self.counted(column, self.start, last):
                        found = max(found, taken.latest()[0])
        return found

    def place_on(self, day: int) -> int:
        """The regime that a day is in."""
        place = len(self.regimes) - 1
        while place and self.regimes[place].first > day:
            place -= 1
        return place

    def excused(self, due: int, as_of: int) -> int:
        """A date moved by pauses that excuse: only by those that began while it was in time."""
        for stretch in self.stretches:
            if stretch.pause < 0 or not self.start < stretch.end <= as_of:
                continue
            if stretch.start > due:
                continue
            pause = self.plan.standard.pauses[stretch.pause]
            if pause.mode is PauseMode.EXCUSE and pause.grace is not None:
                due = max(due, self.clock.after(stretch.end, pause.grace))
        return due

    def deferred(self, due: int) -> int:
        """A date that falls in a waiver is due on the waiver's last day."""
        for waiver in sorted(self.casework.waivers, key=lambda each: each.first):
            if waiver.standard == self.plan.standard.id and waiver.in_force(due):
                due = waiver.last.toordinal()
        return due

    def last_done(self) -> int | None:
        """The last day on which anything that the standard counts was done."""
        found = [
            taken.latest()[0]
            for column in self.plan.done
            if (taken := self.counted(column, self.earliest, self.on))
        ]
        return max(found, default=None)


def regimes_of(
    plan: StandardPlan, stretches: tuple[Stretch, ...], start: int
) -> tuple[Regime, ...]:
    """The rows that govern a spell, from its start on. The last one is open."""
    begun: list[tuple[int, RowPlan]] = []
    first, row = start, None
    for each in stretches:
        if each.end <= first or each.row == row:
            continue
        if each.row < 0 or plan.rows[each.row].schedule is None:
            break
        if row is not None:
            first, row = _last_day(plan, row, each.start - 1, start) + 1, None
            if each.end <= first:
                continue
        row = each.row
        begun.append((first, plan.rows[row]))
    ends = [*(first - 1 for first, _ in begun[1:]), AFTER_ALL]
    return tuple(
        Regime(first, last, governs)
        for (first, governs), last in zip(begun, ends, strict=True)
    )


def _last_day(plan: StandardPlan, row: int, last: int, start: int) -> int:
    """The last day that a row governs: to the end of the period that it began in."""
    schedule = plan.rows[row].schedule
    if (
        plan.standard.on_change is OnChange.FRESH
        or not isinstance(schedule, Each)
        or schedule.anchor is Anchor.FIRST
    ):
        return last
    return period_of(schedule, last, start).last
