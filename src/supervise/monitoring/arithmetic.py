"""The arithmetic of a due date, a step at a time: each a day, and how it came about.

The last step is the due date. Each step is worked out by the functions that worked out the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from supervise.dates import Length
from supervise.monitoring.duty import Obligation
from supervise.monitoring.opened import by_date
from supervise.monitoring.reckoning import Open, Reckoning, Regime
from supervise.monitoring.rolling import (
    before_floor,
    first_deadline,
    floor_after_change,
    rolled_row,
    rolling_date,
)
from supervise.monitoring.schedules import By, Once, Rolling, Schedule
from supervise.rules.spans import days_in


@attrs.frozen
class Step:
    """One step of the arithmetic: a day, and how it came about."""

    on: date
    says: str


def _step(day: int, says: str) -> Step:
    return Step(date.fromordinal(day), says)


def steps_to(reckoning: Reckoning, chosen: Open) -> Iterator[Step]:
    """From the day that the date is counted from, to the date."""
    place = reckoning.place_on(reckoning.on)
    schedule = reckoning.regimes[place].plan.schedule
    if chosen.obligation is Obligation.TRIGGER:
        yield from _trigger_steps(reckoning, chosen)
    elif isinstance(schedule, Rolling) and (
        chosen.obligation is Obligation.RECURRING or reckoning.plan.initial is None
    ):
        yield from _rolling_steps(reckoning, place, reckoning.on)
        due = rolling_date(reckoning, place, reckoning.on).due
        yield from _moved(reckoning, due)
    elif chosen.obligation is Obligation.INITIAL:
        yield from _first_steps(reckoning, schedule, chosen)
    elif isinstance(schedule, By):
        due = by_date(reckoning, schedule)
        yield _step(due, str(schedule))
        yield from _moved(reckoning, due)
    else:
        regime = reckoning.regimes[reckoning.place_on(chosen.due)]
        yield _step(chosen.base, f"period of {regime.plan.schedule} begins")
        yield _step(chosen.due, "it ends")


def _trigger_steps(reckoning: Reckoning, chosen: Open) -> Iterator[Step]:
    rests = f" ({chosen.event.id})" if chosen.event is not None else ""
    yield _step(chosen.base, f"trigger {chosen.label}{rests}")
    within = next(
        each.within for each, *_ in reckoning.plan.triggers if each.id == chosen.label
    )
    due = reckoning.clock.after(chosen.base, within)
    says = _added(reckoning, chosen.base, within)
    yield _step(due, f"{says}, to answer it")
    yield from _moved(reckoning, due)


def _first_steps(
    reckoning: Reckoning, schedule: Schedule | None, chosen: Open
) -> Iterator[Step]:
    """A first deadline that stands beside the cadence, or something that is asked for once."""
    initial = reckoning.plan.standard.initial
    lengths = [initial.within] if initial is not None else []
    lengths += [schedule.within] if isinstance(schedule, Once) else []
    dates = (reckoning.clock.after(reckoning.start, length) for length in lengths)
    due = next(
        due
        for due in dates
        if reckoning.deferred(reckoning.excused(due, reckoning.on)) == chosen.due
    )
    yield _step(reckoning.start, "start of the clock")
    yield _step(due, "first deadline")
    yield from _moved(reckoning, due)


def _rolling_steps(reckoning: Reckoning, place: int, as_of: int) -> Iterator[Step]:
    """The steps to a rolling date as it stood on a day, before pauses that excuse and waivers."""
    regime = reckoning.regimes[place]
    every = regime.plan.schedule
    assert isinstance(every, Rolling)
    plain = before_floor(reckoning, place, as_of)
    floor = floor_after_change(reckoning, place, plain.due) if place else None
    if floor is None or floor.due <= plain.due:
        yield from _plain_steps(reckoning, regime, every, as_of)
        return
    change, row = date.fromordinal(regime.first), regime.plan.row.id
    if floor.base == regime.first and not floor.label:
        yield from _plain_steps(reckoning, regime, every, as_of)
        says = f"not before {every.every} after row {row} began on {change}"
    else:
        yield from _rolling_steps(reckoning, place - 1, regime.first - 1)
        says = f"row {row} began on {change} and sets no date before this"
    yield _step(floor.due, says)


def _plain_steps(
    reckoning: Reckoning, regime: Regime, every: Rolling, as_of: int
) -> Iterator[Step]:
    deadline = first_deadline(reckoning)
    rolled = rolled_row(reckoning, regime.plan, every, as_of)
    if rolled.none_yet and deadline is not None:
        yield _step(reckoning.start, "start of the clock")
        yield _step(deadline, "first deadline")
        return
    origin, rests = "too few yet; from", ""
    if rolled.event is not None:
        origin, rests = "counted from", f" ({rolled.event.id})"
    yield _step(rolled.base, f"{origin} this day{rests}")
    yield _step(rolled.due, _added(reckoning, rolled.base, every.every))
    if deadline is not None and deadline > rolled.due:
        yield _step(deadline, "not before the first deadline")


def _added(reckoning: Reckoning, base: int, length: Length) -> str:
    due = reckoning.clock.after(base, length)
    paused = days_in(reckoning.clock.frozen, base + 1, due)
    return f"+ {length}" + (f" and {paused} paused days" if paused else "")


def _moved(reckoning: Reckoning, due: int) -> Iterator[Step]:
    """What a pause that excuses and a waiver make of a date."""
    excused = reckoning.excused(due, reckoning.on)
    if excused != due:
        yield _step(excused, "a pause excused it: so long after the pause")
    deferred = reckoning.deferred(excused)
    if deferred != excused:
        yield _step(deferred, "last day of the waiver in which it fell")
