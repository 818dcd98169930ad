"""How far a plan works on what was assessed: a measure in two parts, never one number.

It says what the plan covers. It says nothing about whether the plan works.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.needs import AssessedNeed, NeedKind
from supervise.planning.goals import Goal, NeedReason
from supervise.planning.plan import Plan
from supervise.planning.states import Lifecycle
from supervise.planning.suggestions import latest_assessments
from supervise.records import Assessment


@attrs.frozen(kw_only=True)
class NeedServed:
    """An assessed need, its weight, and the active goals that work on it."""

    assessment: str
    domain: str
    weight: int
    goals: tuple[str, ...]
    set_aside: bool


@attrs.frozen(kw_only=True)
class Alignment:
    """The needs that a plan works on, and the goals that serve no assessed need.

    Both parts are counts with their totals, so that nobody reads one without the other.
    A need weighs its place in its scheme of severities, from 1.
    """

    needs: tuple[NeedServed, ...]
    goals_without_need: tuple[str, ...]
    active_goals: int

    @property
    def weight_served(self) -> int:
        """The weight of the needs with an active goal."""
        return sum(need.weight for need in self.needs if need.goals)

    @property
    def weight_of_all(self) -> int:
        """The weight of all assessed needs that can change."""
        return sum(need.weight for need in self.needs)

    def __str__(self) -> str:
        return (
            f"{self.weight_served} of {self.weight_of_all} by weight of assessed needs "
            f"have an active goal; {len(self.goals_without_need)} of {self.active_goals} "
            "active goals serve no assessed need"
        )


def is_worked_on(need: AssessedNeed) -> bool:
    """Whether a need can have a goal: history cannot, and responsivity shapes how."""
    kind = need.domain.kind
    return need.domain.changeable and kind is not NeedKind.RESPONSIVITY


def serves(goal: Goal, domain: str) -> bool:
    """Whether a goal works on a domain, by its areas or by the need that it cites."""
    return domain in (goal.area, *goal.related_areas) or any(
        isinstance(reason, NeedReason) and reason.domain == domain
        for reason in goal.because
    )


def alignment(plan: Plan, assessments: Iterable[Assessment], *, on: date) -> Alignment:
    """How far the active goals of a plan serve what was assessed, as of a date."""
    active = plan.in_state(Lifecycle.ACTIVE)
    aside = {
        each.domain for each in plan.set_aside if each.until is None or each.until >= on
    }
    needs = tuple(
        NeedServed(
            assessment=assessment.id,
            domain=need.domain.code,
            weight=need.severity.position + 1,
            goals=tuple(goal.id for goal in active if serves(goal, need.domain.code)),
            set_aside=need.domain.code in aside,
        )
        for assessment in latest_assessments(assessments, on)
        for need in assessment.sheet.needs
        if is_worked_on(need)
    )
    domains = {need.domain for need in needs}
    return Alignment(
        needs=needs,
        goals_without_need=tuple(
            goal.id for goal in active if not any(serves(goal, d) for d in domains)
        ),
        active_goals=len(active),
    )
