"""Leaving supervision: what should be in place before discharge.

The checklist is computed from the plan and says what is met, not met, or not known.
It decides nothing: whether somebody is discharged is for those who may decide it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from supervise.people import Role
from supervise.planning.agreement import AgreementStanding
from supervise.planning.blocking import GoalReadiness, goal_standing
from supervise.planning.goals import Goal
from supervise.planning.plan import Plan
from supervise.planning.requests import ChangeRequest, unanswered

OF_THE_AGENCY = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.SYSTEM})


class Met(StrEnum):
    """Whether something is in place."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


@attrs.frozen(kw_only=True)
class ChecklistItem:
    """One thing that should be in place, whether it is, and what says so."""

    id: str
    asks: str
    met: Met
    evidence: tuple[str, ...] = ()


def for_afterwards(plan: Plan) -> tuple[Goal, ...]:
    """The open goals for life after supervision, by rank."""
    return tuple(g for g in plan.goals if g.is_open and g.after_supervision)


def transition_checklist(
    plan: Plan,
    *,
    requests: Iterable[ChangeRequest] | None = None,
    answer: AgreementStanding | None = None,
) -> tuple[ChecklistItem, ...]:
    """What should be in place before supervision ends, item by item.

    What is not handed in (requests, the standing of the person's answer) is not known.
    """
    after = for_afterwards(plan)
    unfinished = [g.id for g in plan.goals if g.is_open and not g.after_supervision]
    blocked = [
        goal.id
        for goal in after
        if goal_standing(plan, goal.id).readiness is not GoalReadiness.READY
    ]
    on_the_agency = [
        f"{goal.id}/{step.id}"
        for goal in after
        for step in goal.steps
        if step.is_live and step.by.role in OF_THE_AGENCY
    ]
    supporters = sorted(
        {
            step.by.id
            for goal in after
            for step in goal.steps
            if step.by.role not in OF_THE_AGENCY and step.by.id != plan.person.id
        }
    )
    waiting = None if requests is None else [each.id for each in unanswered(requests)]
    return (
        _none_left(
            "goals_concluded",
            "every goal is concluded, or goes on as one for afterwards",
            unfinished,
        ),
        _some(
            "goals_for_afterwards",
            "there is a goal for life after supervision",
            [goal.id for goal in after],
        ),
        _none_left("ways_clear", "no barrier blocks a goal for afterwards", blocked),
        _none_left(
            "steps_handed_over",
            "no step for afterwards rests on the agency",
            on_the_agency,
        ),
        _some(
            "support", "somebody beside the agency takes a step with them", supporters
        ),
        _none_left("requests_answered", "no request waits for an answer", waiting),
        _answered(answer),
    )


def _none_left(id: str, asks: str, left: list[str] | None) -> ChecklistItem:
    if left is None:
        return ChecklistItem(id=id, asks=asks, met=Met.NOT_KNOWN)
    met = Met.NOT_MET if left else Met.MET
    return ChecklistItem(id=id, asks=asks, met=met, evidence=tuple(left))


def _some(id: str, asks: str, there: list[str]) -> ChecklistItem:
    met = Met.MET if there else Met.NOT_MET
    return ChecklistItem(id=id, asks=asks, met=met, evidence=tuple(there))


def _answered(answer: AgreementStanding | None) -> ChecklistItem:
    asks = "the person has answered to the plan as it is"
    if answer is None:
        return ChecklistItem(id="answered", asks=asks, met=Met.NOT_KNOWN)
    met = Met.MET if answer.asked and not answer.out_of_date else Met.NOT_MET
    return ChecklistItem(
        id="answered", asks=asks, met=met, evidence=(answer.state.value,)
    )
