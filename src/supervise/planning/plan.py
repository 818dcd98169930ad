"""The plan: goals, barriers, strengths, needs set aside, and what the person said.

A plan is a frozen value; a revision gives the next one.
What can be computed from it (progress, readiness, what is out of date) is not kept in it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from supervise.errors import DeclarationError
from supervise.histories import FREE_TEXT
from supervise.people import PersonRef, Visibility
from supervise.planning.barriers import Barrier
from supervise.planning.goals import WITH_THE_PERSON, Carried, Goal, between
from supervise.planning.states import AgreementState, Lifecycle, PlanState


@attrs.frozen(kw_only=True)
class PlanStrength:
    """A strength that the plan builds on, from an assessment or as noted.

    `domain` is the code of a need domain. A strength that was dropped keeps its id.
    """

    id: str
    domain: str
    says: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    assessment: str = ""
    instrument: str = ""
    noted_on: date
    in_use: bool = True
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)


@attrs.frozen(kw_only=True)
class NeedSetAside:
    """An assessed need that the plan does not work on for now, with the reason.

    Without `until` it is set aside until it is taken up again.
    """

    domain: str
    assessment: str
    reason: str = attrs.field(repr=False, metadata=FREE_TEXT)
    on: date
    until: date | None = None
    visibility: Visibility = attrs.field(default=Visibility(), repr=False)


@attrs.frozen(kw_only=True)
class Agreement:
    """What the person said of the plan, and of which version.

    `seen` is the version that the person saw when they answered.
    """

    state: AgreementState = AgreementState.DRAFT
    seen: int | None = None
    on: date | None = None
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    words: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)


@attrs.frozen(kw_only=True)
class AcceptedFinding:
    """A finding of the linter that somebody accepted, with a reason and until a date.

    It holds while what was found is the same: `digest` is of the evidence.
    """

    rule: str
    address: str
    digest: str
    reason: str = attrs.field(repr=False, metadata=FREE_TEXT)
    until: date
    on: date


def _by_rank(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    return tuple(sorted(goals, key=lambda goal: (goal.rank, goal.id)))


def _by_day_found(barriers: tuple[Barrier, ...]) -> tuple[Barrier, ...]:
    return tuple(sorted(barriers, key=lambda each: (each.found_on, each.id)))


def _by_id(strengths: tuple[PlanStrength, ...]) -> tuple[PlanStrength, ...]:
    return tuple(sorted(strengths, key=lambda each: each.id))


def _by_domain(needs: tuple[NeedSetAside, ...]) -> tuple[NeedSetAside, ...]:
    return tuple(sorted(needs, key=lambda each: each.domain))


def _by_rule(accepted: tuple[AcceptedFinding, ...]) -> tuple[AcceptedFinding, ...]:
    return tuple(sorted(accepted, key=lambda each: (each.rule, each.address)))


@attrs.frozen(kw_only=True, repr=False)
class Plan:
    """What a person and an agency work on, made with the person.

    `version` counts the entries of its history. Every collection has one order that does
    not depend on who added what first: goals by rank, the rest by date or code.
    """

    id: str
    person: PersonRef
    opened_on: date
    period: str
    agency: str = ""
    version: int
    state: PlanState = PlanState.DRAFT
    since: date
    reason: str = attrs.field(default="", metadata=FREE_TEXT)
    agreement: Agreement = Agreement()
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=_by_rank)
    barriers: tuple[Barrier, ...] = attrs.field(default=(), converter=_by_day_found)
    strengths: tuple[PlanStrength, ...] = attrs.field(default=(), converter=_by_id)
    set_aside: tuple[NeedSetAside, ...] = attrs.field(default=(), converter=_by_domain)
    accepted: tuple[AcceptedFinding, ...] = attrs.field(default=(), converter=_by_rule)
    carried: Carried | None = None

    def __attrs_post_init__(self) -> None:
        defects = [
            f"two {what} with the id '{id}'"
            for what, ids in (
                ("goals", [each.id for each in self.goals]),
                ("barriers", [each.id for each in self.barriers]),
                ("strengths", [each.id for each in self.strengths]),
                ("needs set aside", [each.domain for each in self.set_aside]),
            )
            if len(set(ids)) != len(ids)
            for id in sorted({id for id in ids if ids.count(id) > 1})
        ]
        if defects:
            raise DeclarationError(f"plan '{self.id}'", defects)

    def __repr__(self) -> str:
        return (
            f"<plan {self.id}, version {self.version}, {self.state}, "
            f"{len(self.goals)} goals>"
        )

    def goal(self, id: str) -> Goal | None:
        """The goal with this id, if there is one."""
        return next((goal for goal in self.goals if goal.id == id), None)

    def barrier(self, id: str) -> Barrier | None:
        """The barrier with this id, if there is one."""
        return next((each for each in self.barriers if each.id == id), None)

    def in_state(self, lifecycle: Lifecycle) -> tuple[Goal, ...]:
        """The goals of one lifecycle, by rank."""
        return tuple(goal for goal in self.goals if goal.lifecycle is lifecycle)

    @property
    def active(self) -> tuple[Goal, ...]:
        """The goals that are being worked on, by rank."""
        return self.in_state(Lifecycle.ACTIVE)

    def goals_in_sight(self) -> tuple[Goal, ...]:
        """All goals but the discarded ones, by rank."""
        return tuple(g for g in self.goals if g.lifecycle is not Lifecycle.DISCARDED)


def rank_after_last(plan: Plan) -> Decimal:
    """The rank that puts a new goal after all others."""
    return between(plan.goals[-1].rank if plan.goals else None, None)
