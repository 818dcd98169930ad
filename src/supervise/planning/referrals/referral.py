"""A referral: to which service, for which goals, where it stands, and how it came there.

It is a frozen value; each recorded act gives the next one.
Whether it came to a good end is computed from attendance, and not kept in it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError
from supervise.histories import FREE_TEXT, defect_of_id
from supervise.people import Actor, PersonRef, Visibility
from supervise.planning.barriers import StepRef
from supervise.planning.referrals.basis import ContentItem, SharingBasis
from supervise.planning.referrals.states import (
    FINISHED,
    HandoverState,
    ReferralState,
)


class Reached(StrEnum):
    """How far a goal was reached with the help of a service."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"

    @property
    def share(self) -> Decimal:
        """1, a half, or 0."""
        return {"fully": Decimal(1), "partly": Decimal("0.5"), "not": Decimal(0)}[self]


@attrs.frozen(kw_only=True)
class GoalOutcome:
    """What came of one goal of a referral, in the provider's report."""

    goal: str
    reached: Reached
    says: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)

    def __attrs_post_init__(self) -> None:
        if defects := defect_of_id("goal", self.goal):
            raise DeclarationError("outcome of a goal", defects)


@attrs.frozen(kw_only=True)
class Stage:
    """One state that a referral was in: since when, by whom, and why.

    `reason_code` is the agency's code; `reason` the words. Both belong to the act.
    """

    state: ReferralState
    since: date
    by: Actor
    reason_code: str = ""
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    visibility: Visibility = attrs.field(default=Visibility(), repr=False)


@attrs.frozen(kw_only=True)
class HandoverStage:
    """One step of a hand-over: what, when, by whom; why, where there is none."""

    state: HandoverState
    on: date
    by: Actor
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    visibility: Visibility = attrs.field(default=Visibility(), repr=False)


@attrs.frozen(kw_only=True)
class Assignment:
    """Who looks after a referral at the provider's, since when. The last one is current."""

    to: Actor
    since: date
    by: Actor


@attrs.frozen(kw_only=True)
class Waiting:
    """A place on a waiting list: the position, or the day on which it should be over."""

    position: int | None = None
    expected_on: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.position is None and self.expected_on is None:
            raise DeclarationError("waiting", ["give a position or a day"])
        if self.position is not None and (
            type(self.position) is not int or self.position < 1
        ):
            raise DeclarationError("waiting", ["a position is a whole number, from 1"])


@attrs.frozen(kw_only=True, repr=False)
class Referral:
    """A person's way to a service, from the draft to what came of it.

    `version` counts its acts. `sessions` is how many were approved, if any were.
    `stages` are all states that it was in, the present one last.
    """

    id: str
    person: PersonRef
    service: str
    organisation: str
    needs: tuple[str, ...]
    goals: tuple[str, ...]
    version: int
    stages: tuple[Stage, ...]
    steps: tuple[StepRef, ...] = ()
    handover: tuple[HandoverStage, ...] = ()
    basis: SharingBasis | None = None
    carried: tuple[ContentItem, ...] = ()
    waiting: Waiting | None = None
    amended_on: date | None = None
    sessions: int | None = None
    first_attended_on: date | None = None
    outcomes: tuple[GoalOutcome, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    visibility: Visibility = attrs.field(factory=Visibility)

    def __repr__(self) -> str:
        return f"<referral {self.id}, version {self.version}, {self.state}>"

    @property
    def state(self) -> ReferralState:
        """Where it stands."""
        return self.stages[-1].state

    @property
    def since(self) -> date:
        """Since when it stands there."""
        return self.stages[-1].since

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state not in FINISHED

    @property
    def handover_state(self) -> HandoverState | None:
        """How far the hand-over has come; nothing where it was not considered."""
        return self.handover[-1].state if self.handover else None

    @property
    def is_warm(self) -> bool:
        """Whether the person was introduced to the service by somebody they know."""
        return self.handover_state in {HandoverState.INTRODUCED, HandoverState.MET}

    @property
    def assigned_to(self) -> Actor | None:
        """Who looks after it now; earlier assignments are superseded."""
        return self.assignments[-1].to if self.assignments else None

    def state_on(self, day: date) -> ReferralState | None:
        """Where it stood at the end of a day; nothing before it was prepared."""
        before = [stage.state for stage in self.stages if stage.since <= day]
        return before[-1] if before else None
