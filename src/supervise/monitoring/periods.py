"""Dates of periods: something in each week, month or quarter, and what was missed.

Surplus never carries over; a miss lapses at the end of its period and stays in the record.
"""

from __future__ import annotations

from supervise.monitoring.clock import (
    PeriodOfDays,
    opens_on,
    period_of,
    preceding,
    required_in,
)
from supervise.monitoring.duty import Obligation
from supervise.monitoring.plans import CountPlan, RowPlan
from supervise.monitoring.reckoning import Open, Reckoning, Regime
from supervise.monitoring.schedules import Anchor, Each


def anchor_of(reckoning: Reckoning, each: Each, plan: RowPlan) -> int | None:
    """Where periods begin that the calendar does not: the start, or the first event."""
    if each.anchor is not Anchor.FIRST:
        return reckoning.start
    found = [
        next(iter(taken))[0]
        for count in plan.counts
        if (taken := reckoning.counted(count.main, reckoning.start, reckoning.on))
    ]
    return min(found, default=None)


def has_begun(reckoning: Reckoning) -> bool:
    """Whether the row of the day is under way: periods from the first event wait for it."""
    plan = reckoning.regimes[reckoning.place_on(reckoning.on)].plan
    each = plan.schedule
    return not isinstance(each, Each) or anchor_of(reckoning, each, plan) is not None


def required_number(reckoning: Reckoning, count: CountPlan, due: int) -> int:
    """What a count requires in a period that is due on a day, after waivers."""
    waived = 0
    for waiver in reckoning.casework.waivers:
        if waiver.standard == reckoning.plan.standard.id and waiver.in_force(due):
            if waiver.less is None:
                return 0
            waived += waiver.less
    return count.less(waived)


def lacking_of(
    reckoning: Reckoning, count: CountPlan, period: PeriodOfDays, as_of: int
) -> tuple[int, str]:
    """How many are still to be done in a period, and which count says so."""
    number = required_number(reckoning, count, period.last)
    first, last = max(period.first, reckoning.start), min(period.last, as_of)
    lacks = number - reckoning.of_count(count, first, last).amount(count)
    if lacks > 0:
        return lacks, count.label
    for part, column in count.parts:
        lacks = part.required(number) - len(reckoning.counted(column, first, last))
        if lacks > 0:
            return lacks, f"of which {part.of}"
    return 0, count.label


def unmet_in(
    reckoning: Reckoning, plan: RowPlan, period: PeriodOfDays, as_of: int
) -> tuple[int, str]:
    """The same for a whole row: all counts, or any one of alternatives."""
    lacking = [lacking_of(reckoning, count, period, as_of) for count in plan.counts]
    return (min if plan.alternatives else max)(lacking, key=lambda each: each[0])


def is_waived(reckoning: Reckoning, plan: RowPlan, period: PeriodOfDays) -> bool:
    """Whether nothing is left to be done in a period because of waivers."""
    return bool(reckoning.casework.waivers) and all(
        required_number(reckoning, count, period.last) == 0 for count in plan.counts
    )


def period_date(reckoning: Reckoning) -> Open | None:
    """The date of a row that asks for something in each period."""
    found = required_from(reckoning, reckoning.on)
    if found is None:
        return None
    regime, period = found
    waived = is_waived(reckoning, regime.plan, period)
    lacks, label = unmet_in(reckoning, regime.plan, period, reckoning.on)
    if lacks <= 0 and not waived:
        after = required_from(reckoning, period.last + 1)
        if after is None:
            return None
        regime, period = after
        waived = is_waived(reckoning, regime.plan, period)
    return Open(
        Obligation.RECURRING,
        period.last,
        label,
        opens=opens_on(schedule_of(regime), period),
        partial=is_partial(reckoning, regime, period),
        base=period.first,
        waived=waived,
    )


def required_from(reckoning: Reckoning, day: int) -> tuple[Regime, PeriodOfDays] | None:
    """The first period, from that of a day on, in which something is required."""
    while True:
        regime = reckoning.regimes[reckoning.place_on(day)]
        if not isinstance(regime.plan.schedule, Each):
            return None
        period = period_in(reckoning, regime, day)
        if period is None or required_in(regime.plan.schedule, period):
            return None if period is None else (regime, period)
        day = period.last + 1


def period_in(reckoning: Reckoning, regime: Regime, day: int) -> PeriodOfDays | None:
    """The period that a day is in, which ends when the row does."""
    each = schedule_of(regime)
    anchor = anchor_of(reckoning, each, regime.plan)
    if anchor is None:
        return None
    period = period_of(each, day, anchor)
    return PeriodOfDays(period.first, min(period.last, regime.last))


def schedule_of(regime: Regime) -> Each:
    """The periods of a row that has them."""
    assert isinstance(regime.plan.schedule, Each)
    return regime.plan.schedule


def is_partial(reckoning: Reckoning, regime: Regime, period: PeriodOfDays) -> bool:
    """Whether supervision, the row or a pause begins or ends inside a period."""
    if period.first < max(reckoning.start, regime.first):
        return True
    here = next(each for each in reckoning.stretches if each.end > period.first)
    return here.end <= period.last or here.pause >= 0 or here.row < 0


def earliest_unmet(reckoning: Reckoning, regime: Regime, current: int) -> int | None:
    """The first day of the unbroken run of whole periods before this that were missed."""
    each = regime.plan.schedule
    if not isinstance(each, Each):
        return None
    anchor = anchor_of(reckoning, each, regime.plan)
    if anchor is None:
        return None
    found, period = None, period_of(each, current, anchor)
    earliest = max(reckoning.start, regime.first, anchor_day(each, anchor))
    while True:
        period = preceding(each, period, anchor)
        if period.first < earliest:
            return found
        if is_partial(reckoning, regime, period) or is_waived(
            reckoning, regime.plan, period
        ):
            return found
        if unmet_in(reckoning, regime.plan, period, period.last)[0] <= 0:
            return found
        found = period.first


def anchor_day(each: Each, anchor: int) -> int:
    """The first day of a period that is anchored on an event: the day after it."""
    return anchor + 1 if each.anchor is Anchor.FIRST else 0
