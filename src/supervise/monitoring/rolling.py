"""Rolling dates: again within so long of the last time.

The date of N in K is K after the N-th most recent event that counts. Days are ordinals.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from supervise.monitoring.duty import Obligation
from supervise.monitoring.plans import CountPlan, RowPlan
from supervise.monitoring.reckoning import Open, Reckoning, Regime, Taken
from supervise.monitoring.schedules import Rolling
from supervise.monitoring.standards import OnChange
from supervise.rules.timeline import Event


@attrs.frozen
class Rolled:
    """A rolling date: from which day it is counted, which event that was, which count decides."""

    due: int
    base: int
    label: str
    event: Event | None
    none_yet: bool


def rolled_row(
    reckoning: Reckoning, plan: RowPlan, every: Rolling, as_of: int
) -> Rolled:
    """The date of a rolling row from what had happened by a day."""
    first = reckoning.earliest
    rolled = [
        rolled_count(reckoning, each, every, first, as_of) for each in plan.counts
    ]
    if len(rolled) == 1:
        return rolled[0]
    chosen = (max if plan.alternatives else min)(rolled, key=lambda each: each.due)
    return attrs.evolve(chosen, none_yet=all(each.none_yet for each in rolled))


def rolled_count(
    reckoning: Reckoning, count: CountPlan, every: Rolling, first: int, as_of: int
) -> Rolled:
    """The earliest of the dates of a count and its parts: N in K is the N-th most recent."""
    found = reckoning.of_count(count, first, as_of)
    none_yet = found.amount(count) == 0
    start = reckoning.clock.after(reckoning.start, every.every)

    def dated(taken: Taken, number: int, label: str) -> Rolled:
        reached = taken.reaching(count, number)
        if reached is None:  # too few yet: from the start
            return Rolled(start, reckoning.start, label, None, none_yet)
        base, event = reached
        due = reckoning.clock.after(base, every.every)
        return Rolled(due, base, label, event, none_yet)

    rolled = dated(found, count.number, count.label)
    for part, column in count.parts:
        if needed := part.required(count.number):
            inner = reckoning.counted(column, first, as_of)
            other = dated(inner, needed, f"of which {part.of}")
            rolled = min(rolled, other, key=lambda each: each.due)
    return rolled


def rolling_date(reckoning: Reckoning, place: int, as_of: int) -> Open:
    """The date of a rolling row, with the first deadline and the change of row before it."""
    found = reckoning.rolled.get((place, as_of))
    if found is None:
        found = reckoning.rolled[place, as_of] = _rolling_date(reckoning, place, as_of)
    return found


def _rolling_date(reckoning: Reckoning, place: int, as_of: int) -> Open:
    found = before_floor(reckoning, place, as_of)
    floor = floor_after_change(reckoning, place, found.due) if place else None
    if floor is None or floor.due <= found.due:
        return found
    label = floor.label or found.label
    return Open(found.obligation, floor.due, label, floor.event, base=floor.base)


def before_floor(reckoning: Reckoning, place: int, as_of: int) -> Open:
    """The date of a rolling row with the first deadline, whatever stood before the row."""
    plan = reckoning.regimes[place].plan
    every = plan.schedule
    assert isinstance(every, Rolling)
    rolled = rolled_row(reckoning, plan, every, as_of)
    obligation, due, event = Obligation.RECURRING, rolled.due, rolled.event
    if (deadline := first_deadline(reckoning)) is not None:
        if rolled.none_yet:
            obligation, due = Obligation.INITIAL, deadline
        elif deadline > due:
            due, event = deadline, None
    return Open(obligation, due, rolled.label, event, base=rolled.base)


def first_deadline(reckoning: Reckoning) -> int | None:
    """The first deadline, where the events of the row meet it."""
    initial = reckoning.plan.standard.initial
    if initial is None or reckoning.plan.initial is not None:
        return None
    return reckoning.clock.after(reckoning.start, initial.within)


def floor_after_change(reckoning: Reckoning, place: int, due: int) -> Open | None:
    """What a change of row says no date may be before: never more than a whole new cadence.

    It is the date as it stood under the row before, with the event that it rested on, or the new
    cadence from the change, which rests on no event.
    """
    every = reckoning.regimes[place].plan.schedule
    assert isinstance(every, Rolling)
    change = reckoning.regimes[place].first
    fresh = reckoning.clock.after(change, every.every)
    anew = Open(Obligation.RECURRING, fresh, base=change)
    before = reckoning.regimes[place - 1].plan.schedule
    on_change = reckoning.plan.standard.on_change
    if on_change is OnChange.FRESH or not isinstance(before, Rolling):
        return anew
    if on_change is OnChange.CARRY or due >= fresh:
        return None
    stood = rolling_date(reckoning, place - 1, change - 1)
    return stood if stood.due <= fresh else anew


def softened_rows(reckoning: Reckoning) -> Iterator[tuple[Regime, int]]:
    """The earlier rows whose dates a change of row looked at, each with its last day."""
    place, as_of = reckoning.place_on(reckoning.on), reckoning.on
    while place and _looks_back(reckoning, place, as_of):
        place, as_of = place - 1, reckoning.regimes[place].first - 1
        yield reckoning.regimes[place], as_of


def _looks_back(reckoning: Reckoning, place: int, as_of: int) -> bool:
    every, before = (reckoning.regimes[p].plan.schedule for p in (place, place - 1))
    softens = reckoning.plan.standard.on_change is OnChange.SOFTEN
    if not (softens and isinstance(every, Rolling) and isinstance(before, Rolling)):
        return False
    fresh = reckoning.clock.after(reckoning.regimes[place].first, every.every)
    return before_floor(reckoning, place, as_of).due < fresh


def uncovered_since(reckoning: Reckoning, due: int) -> int | None:
    """The first day of the run of days, up to now, on which too little had been done."""
    if due >= reckoning.on:
        return None
    last, since = reckoning.on, due + 1
    while True:
        day = reckoning.last_event(last)
        begins = max(day, reckoning.start)
        as_it_was = due_as_of(reckoning, last)
        if as_it_was is None or as_it_was >= last:
            return last + 1 if as_it_was is not None else since
        if as_it_was >= begins or begins <= reckoning.start:
            return max(as_it_was + 1, reckoning.start)
        last, since = begins - 1, begins


def due_as_of(reckoning: Reckoning, day: int) -> int | None:
    """The rolling date as it stood on a day."""
    place = reckoning.place_on(day)
    if not isinstance(reckoning.regimes[place].plan.schedule, Rolling):
        return None
    return reckoning.excused(rolling_date(reckoning, place, day).due, day)
