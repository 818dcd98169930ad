"""`next_change`: the day on which a recommendation will change by itself, and to what.

It looks at every day on which the declaration can turn: ages, times since, dates that pass, facts
known to change, and the days on which editions of the policy begin and end.
Nothing else is assumed about the future; a new assessment is not foreseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

import attrs

from supervise.intensity.cells import time_nodes
from supervise.intensity.editions import Editions
from supervise.intensity.policy import Policy
from supervise.intensity.prepared import prepared
from supervise.intensity.reading import Assessed, read_inputs, sheet_of
from supervise.intensity.recommendation import Recommendation, RecommendationStatus
from supervise.intensity.recommending import recommend
from supervise.intensity.turning import turning_days
from supervise.levels import Intensity

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_PLANS: Mapping[date, Mapping[str, object]] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class SelfChange:
    """The first day on which the answer is another, without anything new being recorded.

    `clauses` names those that say something else from that day.
    """

    on: date
    becomes: Recommendation
    clauses: tuple[str, ...]


def next_change(
    policy: Policy | Editions,
    assessments: Iterable[Assessed] = (),
    facts: Mapping[str, object] = _NOTHING,
    *,
    on: date,
    planned: Mapping[date, Mapping[str, object]] = _NO_PLANS,
) -> SelfChange | None:
    """The first day after `on` on which the recommendation changes by itself.

    `planned` has facts that are known to change: by day, what they will be from that day.
    """
    sheets = tuple(assessments)
    editions = (
        policy if isinstance(policy, Editions) else Editions(policy.id, (policy,))
    )
    present = _as_of(editions, sheets, facts, planned, on)
    for day in sorted(_days(editions, sheets, facts, planned, on)):
        then = _as_of(editions, sheets, facts, planned, day)
        if _answer(then) != _answer(present):
            return SelfChange(on=day, becomes=then, clauses=_changed(present, then))
    return None


def _as_of(
    editions: Editions,
    sheets: tuple[Assessed, ...],
    facts: Mapping[str, object],
    planned: Mapping[date, Mapping[str, object]],
    day: date,
) -> Recommendation:
    return recommend(
        editions.nearest(day), sheets, _facts_on(facts, planned, day), on=day
    )


def _facts_on(
    facts: Mapping[str, object], planned: Mapping[date, Mapping[str, object]], day: date
) -> Mapping[str, object]:
    known = dict(facts)
    for begins in sorted(planned):
        if begins <= day:
            known |= planned[begins]
    return known


def _days(
    editions: Editions,
    sheets: tuple[Assessed, ...],
    facts: Mapping[str, object],
    planned: Mapping[date, Mapping[str, object]],
    on: date,
) -> set[date]:
    days = {*planned, *(sheet_of(each).on for each in sheets)}
    for policy in editions.policies:
        days.add(policy.in_force.start)
        end = policy.in_force.end
        if end is not None and end < date.max:
            days.add(end + timedelta(days=1))
        for since in (on, *planned):
            known = _facts_on(facts, planned, max(since, on))
            values = read_inputs(prepared(policy).reader, sheets, known, on).values
            for node in time_nodes(policy):
                days.update(turning_days(node, values))
    return {day for day in days if day > on}


def _answer(
    found: Recommendation,
) -> tuple[RecommendationStatus, Intensity | None, str]:
    return found.status, found.intensity, found.standing


def _changed(present: Recommendation, then: Recommendation) -> tuple[str, ...]:
    before = {
        each.id: (each.status, each.intensity, each.standing)
        for each in present.clauses
    }
    return tuple(
        each.id
        for each in then.clauses
        if before.get(each.id) != (each.status, each.intensity, each.standing)
    )
