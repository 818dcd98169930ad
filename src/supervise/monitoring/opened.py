"""Every date that is open for a standard on a day: first times, cadences, triggers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from supervise.monitoring.duty import Obligation
from supervise.monitoring.periods import period_date
from supervise.monitoring.plans import CountPlan, RowPlan
from supervise.monitoring.reckoning import DateMissing, Open, Reckoning
from supervise.monitoring.rolling import rolling_date
from supervise.monitoring.schedules import By, Each, Once, Rolling


def open_dates(reckoning: Reckoning) -> Iterator[Open]:
    """Every date that is open on the day."""
    yield from initial_date(reckoning)
    place = reckoning.place_on(reckoning.on)
    regime = reckoning.regimes[place]
    match regime.plan.schedule:
        case Rolling():
            found = rolling_date(reckoning, place, reckoning.on)
            due = reckoning.deferred(reckoning.excused(found.due, reckoning.on))
            yield attrs.evolve(found, due=due) if due != found.due else found
        case Each():
            if (dated := period_date(reckoning)) is not None:
                yield dated
        case Once(within):
            if not done_once(reckoning, regime.plan):
                due = reckoning.clock.after(reckoning.start, within)
                due = reckoning.deferred(reckoning.excused(due, reckoning.on))
                yield Open(Obligation.INITIAL, due, base=reckoning.start)
        case By() as by:
            if not done_once(reckoning, regime.plan):
                due = by_date(reckoning, by)
                due = reckoning.deferred(reckoning.excused(due, reckoning.on))
                yield Open(Obligation.RECURRING, due)
    yield from trigger_dates(reckoning)


def initial_date(reckoning: Reckoning) -> Iterator[Open]:
    """The first deadline, where it is not part of a rolling date."""
    initial = reckoning.plan.standard.initial
    regime = reckoning.regimes[reckoning.place_on(reckoning.on)]
    if initial is None:
        return
    if reckoning.plan.initial is None and isinstance(regime.plan.schedule, Rolling):
        return
    columns = (
        [reckoning.plan.initial]
        if reckoning.plan.initial is not None
        else [count.main for count in regime.plan.counts]
    )
    first = reckoning.earliest
    if not any(reckoning.counted(column, first, reckoning.on) for column in columns):
        due = reckoning.clock.after(reckoning.start, initial.within)
        due = reckoning.deferred(reckoning.excused(due, reckoning.on))
        yield Open(Obligation.INITIAL, due, base=reckoning.start)


def done_once(reckoning: Reckoning, plan: RowPlan) -> bool:
    """Whether something that is asked for once has been done."""
    done = [_is_done(reckoning, count) for count in plan.counts]
    return any(done) if plan.alternatives else all(done)


def _is_done(reckoning: Reckoning, count: CountPlan) -> bool:
    first, last = reckoning.earliest, reckoning.on
    enough = reckoning.of_count(count, first, last).amount(count) >= count.number
    return enough and all(
        len(reckoning.counted(column, first, last)) >= part.required(count.number)
        for part, column in count.parts
    )


def by_date(reckoning: Reckoning, by: By) -> int:
    """The last day before a dated fact by a length."""
    dates = reckoning.casework.timeline.dates
    if by.date not in dates:
        raise DateMissing(by.date)
    # Not by the clock: a pause after the date does not move a day before it.
    # So many days or weeks are as long from any day on; the date may be the last of all.
    length = by.before.after(date.min) - date.min
    return dates[by.date].toordinal() - length.days


def trigger_dates(reckoning: Reckoning) -> Iterator[Open]:
    """Each trigger that has not been answered."""
    for trigger, asked, answered in reckoning.plan.triggers:
        answers = reckoning.counted(answered, reckoning.start, reckoning.on)
        for day, event in reckoning.counted(asked, reckoning.start, reckoning.on):
            closed = any(
                at >= day
                and (not trigger.per_reference or answer.reference == event.reference)
                for at, answer in answers
            )
            if not closed:
                due = reckoning.clock.after(day, trigger.within)
                due = reckoning.deferred(reckoning.excused(due, reckoning.on))
                yield Open(Obligation.TRIGGER, due, trigger.id, event, base=day)
