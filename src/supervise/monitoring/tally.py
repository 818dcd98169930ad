"""Which events bear on a due date, and why each of the others does not.

Each event is counted, or rejected with one reason: the first test that it fails, in a fixed order.
An event counts also where it bears on the date in another way: it met the first deadline, it
fixed the periods, or it counted under the row before and the change of row kept its date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.monitoring.compiled import NOT_SUPERVISED, Stretch
from supervise.monitoring.duty import Duty, Obligation
from supervise.monitoring.periods import required_from
from supervise.monitoring.plans import RowPlan
from supervise.monitoring.reckoning import Reckoning
from supervise.monitoring.rolling import softened_rows
from supervise.monitoring.schedules import Anchor, Each, Rolling
from supervise.monitoring.standards import Standard
from supervise.rules.criteria import Events, answer_to, fields_of
from supervise.rules.terms import All, Condition
from supervise.rules.timeline import Event, Timeline


class Rejection(StrEnum):
    """Why an event does not count, in the order in which it is tested."""

    RECORDED_LATER = "recorded_later"
    SUPERSEDED = "superseded"
    WRONG_KIND = "wrong_kind"
    NOT_COMPLETED = "not_completed"
    DOES_NOT_MATCH = "does_not_match"
    AFTER_AS_OF = "after_as_of"
    OUTSIDE_SUPERVISION = "outside_supervision"
    BEFORE_CLOCK = "before_clock"
    IN_PAUSE = "in_pause"
    OUTSIDE_WINDOW = "outside_window"
    SAME_DAY = "same_day"
    OVER_CAP = "over_cap"


@attrs.frozen
class CountedEvent:
    """An event that counts; the date may rest on it.

    `says` is how, where it is not one of those that the row requires.
    """

    event: str
    on: date
    as_substitute: bool = False
    rests_on_it: bool = False
    says: str = ""


@attrs.frozen
class RejectedEvent:
    """An event that does not count, why, and which test it fails where that is the reason."""

    event: str
    on: date
    reason: Rejection
    failing: str = ""


def window_of(reckoning: Reckoning, duty: Duty) -> tuple[int, int]:
    """The days whose events bear on the date: the spell, or the period in question."""
    if duty.obligation is Obligation.RECURRING:
        found = required_from(reckoning, reckoning.on)
        if found is not None:
            period = found[1]
            return max(period.first, reckoning.start), min(period.last, reckoning.on)
    return reckoning.earliest, reckoning.on


def counted_events(
    reckoning: Reckoning, plan: RowPlan, window: tuple[int, int], duty: Duty
) -> tuple[CountedEvent, ...]:
    """Every event that bears on the date, oldest first."""
    found: dict[str, CountedEvent] = {}
    bearing = (
        *_of_row(reckoning, plan, window),
        *_of_triggers(reckoning),
        *_of_first_time(reckoning, plan),
        *_of_anchor(reckoning, plan),
        *_of_rows_before(reckoning),
    )
    for each in bearing:
        rests = each.event == duty.deciding_event
        found.setdefault(each.event, attrs.evolve(each, rests_on_it=rests))
    return tuple(sorted(found.values(), key=lambda each: (each.on, each.event)))


def _counted(day: int, event: Event, says: str = "") -> CountedEvent:
    return CountedEvent(event.id, date.fromordinal(day), says=says)


def _of_row(
    reckoning: Reckoning, plan: RowPlan, window: tuple[int, int], says: str = ""
) -> Iterator[CountedEvent]:
    for count in plan.counts:
        main = {event.id for _, event in reckoning.counted(count.main, *window)}
        for day, event in reckoning.of_count(count, *window):
            yield attrs.evolve(
                _counted(day, event, says), as_substitute=event.id not in main
            )


def _of_triggers(reckoning: Reckoning) -> Iterator[CountedEvent]:
    for trigger, *columns in reckoning.plan.triggers:
        for column in columns:
            for day, event in reckoning.counted(column, reckoning.start, reckoning.on):
                yield _counted(day, event, f"trigger {trigger.id}, or its answer")


def _of_first_time(reckoning: Reckoning, plan: RowPlan) -> Iterator[CountedEvent]:
    """What met the first deadline: one event is enough, and the first did."""
    if reckoning.plan.standard.initial is None:
        return
    own = reckoning.plan.initial
    columns = [own] if own is not None else [count.main for count in plan.counts]
    if own is None and isinstance(plan.schedule, Rolling):
        return
    taken = [
        next(iter(met))
        for column in columns
        if (met := reckoning.counted(column, reckoning.earliest, reckoning.on))
    ]
    if taken:
        yield _counted(*min(taken, key=lambda each: each[0]), "met the first deadline")


def _of_anchor(reckoning: Reckoning, plan: RowPlan) -> Iterator[CountedEvent]:
    """The first event, where periods are counted from it."""
    schedule = plan.schedule
    if not isinstance(schedule, Each) or schedule.anchor is not Anchor.FIRST:
        return
    for count in plan.counts:
        if taken := reckoning.counted(count.main, reckoning.start, reckoning.on):
            yield _counted(*next(iter(taken)), "periods are counted from it")


def _of_rows_before(reckoning: Reckoning) -> Iterator[CountedEvent]:
    """What counted under an earlier row, whose date a change of row kept."""
    for regime, last in softened_rows(reckoning):
        says = f"counted under row {regime.plan.row.id}, before the change"
        window = reckoning.earliest, last
        yield from _of_row(reckoning, regime.plan, window, says)


def away_events(
    standard: Standard, stretches: tuple[Stretch, ...], timeline: Timeline
) -> Iterator[RejectedEvent]:
    """Where no clock runs: the events outside supervision, after its end too, or in a pause."""
    for event in timeline.standing:
        day = event.on.toordinal()
        here = next(each for each in stretches if each.start <= day < each.end)
        if here.row == NOT_SUPERVISED:
            says = f"not under supervision on {event.on}"
            reason = Rejection.OUTSIDE_SUPERVISION
            yield RejectedEvent(event.id, event.on, reason, says)
        elif here.pause >= 0 and not standard.counts_while_paused:
            says = str(standard.pauses[here.pause].when)
            yield RejectedEvent(event.id, event.on, Rejection.IN_PAUSE, says)


def rejected_events(
    reckoning: Reckoning,
    plan: RowPlan,
    window: tuple[int, int],
    events: Iterator[Event],
) -> tuple[RejectedEvent, ...]:
    """The events that do not count, each with its reason."""
    tests = Tests(
        reckoning=reckoning,
        filters=tuple(_filters(reckoning, plan)),
        window=window,
        known=frozenset(each.id for each in reckoning.casework.timeline.events),
        standing=frozenset(each.id for each in reckoning.casework.timeline.standing),
    )
    return tuple(
        RejectedEvent(event.id, event.on, *tests.reason(event)) for event in events
    )


def _filters(reckoning: Reckoning, plan: RowPlan) -> list[Events]:
    columns = reckoning.standards.columns
    places = [count.main for count in plan.counts]
    places += [place for count in plan.counts for _, place in count.substitutes]
    places += [p for _, *pair in reckoning.plan.triggers for p in pair]
    places += [reckoning.plan.initial] if reckoning.plan.initial is not None else []
    return [each for place in places for each in columns[place].asked]


@attrs.frozen(kw_only=True)
class Tests:
    """What an event must pass to count for a duty."""

    reckoning: Reckoning
    filters: tuple[Events, ...]
    window: tuple[int, int]
    known: frozenset[str]
    standing: frozenset[str]

    def reason(self, event: Event) -> tuple[Rejection, str]:
        """The first test that an event fails, and how."""
        of_kind = [each for each in self.filters if each.kind == event.kind]
        if event.id not in self.known:
            return Rejection.RECORDED_LATER, f"recorded on {event.recorded}"
        if event.id not in self.standing:
            return Rejection.SUPERSEDED, ""
        if not of_kind:
            return Rejection.WRONG_KIND, ""
        if failing := _failing(event, of_kind):
            not_done = "status" in failing
            reason = Rejection.NOT_COMPLETED if not_done else Rejection.DOES_NOT_MATCH
            return reason, failing
        if event.on.toordinal() > self.reckoning.on:
            return Rejection.AFTER_AS_OF, ""
        return self._in_time(event.on.toordinal())

    def _in_time(self, day: int) -> tuple[Rejection, str]:
        reckoning = self.reckoning
        standard = reckoning.plan.standard
        here = next(e for e in reckoning.stretches if e.start <= day < e.end)
        if here.row < 0:
            return Rejection.OUTSIDE_SUPERVISION, ""
        if here.pause >= 0 and not standard.counts_while_paused:
            return Rejection.IN_PAUSE, ""
        if day < reckoning.earliest:
            start = date.fromordinal(reckoning.start)
            return Rejection.BEFORE_CLOCK, f"the clock started on {start}"
        if not self.window[0] <= day <= self.window[1]:
            return Rejection.OUTSIDE_WINDOW, ""
        counts = [count for row in reckoning.plan.rows for count in row.counts]
        if any(count.distinct_days for count in counts):
            return Rejection.SAME_DAY, ""
        return Rejection.OVER_CAP, ""


def _failing(event: Event, filters: list[Events]) -> str:
    """The first test that an event fails of every filter; nothing if it passes one of them."""
    fields, failing = fields_of(event), ""
    for each in filters:
        tests: tuple[Condition, ...] = ()
        if each.where is not None:
            inner = each.where.conditions if isinstance(each.where, All) else None
            tests = inner if inner is not None else (each.where,)
        wrong = [str(test) for test in tests if not answer_to(test, fields)]
        if not wrong:
            return ""
        failing = failing or wrong[0]
    return failing
