"""How well a standard was met, beside the level that held: before and after each change of level.

It sets two things side by side. That one led to the other is not said, and cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

import attrs

from supervise.monitoring.rates import PeriodResult, Rate, rate
from supervise.records import Assessment
from supervise.rules.evaluation import Value
from supervise.rules.timeline import Timeline


@attrs.frozen(kw_only=True)
class TrendStretch:
    """Periods that followed one another at one level: how many were met, and what was assessed.

    `level` is nothing where it was not known. `assessments` are those made in these days.
    """

    level: Value | None = attrs.field(repr=False)
    first: date
    last: date
    rate: Rate
    assessments: tuple[str, ...] = ()


def compliance_trend(
    results: Iterable[PeriodResult],
    timeline: Timeline,
    *,
    state: str = "level",
    assessments: Iterable[Assessment] = (),
) -> tuple[TrendStretch, ...]:
    """The periods of one person in order, cut where the level is another.

    A period belongs to the level that held on its first day, as its requirement does; the first of
    all, in which supervision began, to that of its last.
    """

    def level_of(period: PeriodResult) -> Value | None:
        begun = timeline.value_on(state, period.first)
        return begun if begun is not None else timeline.value_on(state, period.last)

    ordered = sorted(results, key=lambda each: each.first)
    made = sorted(assessments, key=lambda each: (each.sheet.on, each.id))
    found = []
    for level, group in groupby(ordered, key=level_of):
        periods = list(group)
        first, last = periods[0].first, periods[-1].last
        found.append(
            TrendStretch(
                level=level,
                first=first,
                last=last,
                rate=rate(periods),
                assessments=tuple(e.id for e in made if first <= e.sheet.on <= last),
            )
        )
    return tuple(found)
