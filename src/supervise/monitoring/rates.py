"""How often a standard was met: a question of its own, with a stated day of knowledge.

Only whole periods count; a partial one is a task and in no rate. What was recorded later than the
stated days after a period does not change its rate, or rates would change for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from supervise.monitoring.casework import Casework
from supervise.monitoring.compiled import Standards
from supervise.monitoring.duties import reckoning_of
from supervise.monitoring.periods import (
    is_partial,
    is_waived,
    required_from,
    unmet_in,
)
from supervise.monitoring.rolling import due_as_of
from supervise.monitoring.schedules import Each
from supervise.rules.timeline import Timeline


@attrs.frozen(kw_only=True)
class PeriodResult:
    """One whole or partial period of one person: whether it was met, as known some days after."""

    person: str
    first: date
    last: date
    met: bool
    partial: bool
    waived: bool


@attrs.frozen(kw_only=True)
class Rate:
    """How many of the whole, unwaived periods were met; the others are told apart."""

    met: int
    counted: int
    partial: int
    waived: int

    @property
    def share(self) -> float | None:
        """The share that was met; nothing where there is nothing to count."""
        return self.met / self.counted if self.counted else None


def period_results(
    standards: Standards,
    case: Casework | Timeline,
    standard: str,
    *,
    first: date,
    last: date,
    known_after_days: int,
) -> Iterator[PeriodResult]:
    """Every period of a standard that ended between two days, each as known some days after."""
    whole = case if isinstance(case, Casework) else Casework(case)
    declared = standards.pack.standard(standard)
    place = standards.pack.standards.index(declared)
    day = first
    while day <= last:
        found = _period_at(standards, whole, place, day, known_after_days)
        if found is None:
            day += timedelta(days=1)
            continue
        if first <= found.last <= last:
            yield found
        day = max(found.last, day) + timedelta(days=1)


def _period_at(
    standards: Standards, whole: Casework, place: int, day: date, after: int
) -> PeriodResult | None:
    """The period that a day is in, as known so many days after its end."""
    as_it_is = _required(standards, whole, place, day)
    if as_it_is is None:
        return None
    end = as_it_is[1]
    known = whole.known_on(end + timedelta(days=after))
    then = _required(standards, known, place, day)
    return then[0] if then is not None else None


def _required(
    standards: Standards, casework: Casework, place: int, day: date
) -> tuple[PeriodResult, date] | None:
    seen, at = standards.see(casework.timeline), day.toordinal()
    plan, stretches = standards.plans[place], seen.stretches[place]
    here = next(each for each in stretches if each.start <= at < each.end)
    if here.row < 0 or not isinstance(plan.rows[here.row].schedule, Each):
        return None
    reckoning = reckoning_of(standards, casework, seen, place, at)
    found = required_from(reckoning, at)
    if found is None or found[1].first > at:
        return None
    regime, period = found
    return (
        PeriodResult(
            person=casework.timeline.person,
            first=date.fromordinal(period.first),
            last=date.fromordinal(period.last),
            met=unmet_in(reckoning, regime.plan, period, period.last)[0] <= 0,
            partial=is_partial(reckoning, regime, period),
            waived=is_waived(reckoning, regime.plan, period),
        ),
        date.fromordinal(period.last),
    )


def rate(results: Iterable[PeriodResult]) -> Rate:
    """The rate of some periods, of one person or of many."""
    given = list(results)
    counted = [each for each in given if not each.partial and not each.waived]
    return Rate(
        met=sum(each.met for each in counted),
        counted=len(counted),
        partial=sum(each.partial for each in given),
        waived=sum(each.waived and not each.partial for each in given),
    )


def covered_days(
    standards: Standards,
    case: Casework | Timeline,
    standard: str,
    *,
    first: date,
    last: date,
) -> tuple[int, int]:
    """Days on which a rolling standard was met, and days on which it applied, between two days."""
    casework = case if isinstance(case, Casework) else Casework(case)
    declared = standards.pack.standard(standard)
    place = standards.pack.standards.index(declared)
    seen = standards.see(casework.timeline)
    covered = applied = 0
    for day in range(first.toordinal(), last.toordinal() + 1):
        here = next(e for e in seen.stretches[place] if e.start <= day < e.end)
        rows = standards.plans[place].rows
        if here.row < 0 or here.pause >= 0 or rows[here.row].schedule is None:
            continue
        due = due_as_of(reckoning_of(standards, casework, seen, place, day), day)
        if due is not None:
            applied += 1
            covered += due >= day
    return covered, applied
