"""The recorded acts that move a referral: a small closed set, one act an entry.

Each is a plain value and does nothing by itself. `base` is the version it was made on.
Together the acts of a referral are its log: who changed what, when and why.
"""

from __future__ import annotations

from datetime import date

import attrs

from supervise.errors import DeclarationError
from supervise.histories import Entry, Redaction, Unrecognised, defect_of_id
from supervise.people import Actor, PersonRef
from supervise.planning.barriers import StepRef
from supervise.planning.referrals.basis import ContentItem, SharingBasis
from supervise.planning.referrals.referral import GoalOutcome, Waiting
from supervise.planning.referrals.states import HandoverAction, ReferralAction


@attrs.frozen(kw_only=True)
class PrepareReferral:
    """Draft a referral to a service, for goals of the person's plan.

    `steps` are the steps of the plan of which it comes, where it comes of any.
    """

    entry: Entry
    referral: str
    person: PersonRef
    service: str
    organisation: str
    goals: tuple[str, ...]
    needs: tuple[str, ...] = ()
    steps: tuple[StepRef, ...] = ()
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("referral", self.referral)
        defects += defect_of_id("organisation", self.organisation)
        for name in ("goals", "needs", "steps"):
            listed = getattr(self, name)
            if len(set(listed)) != len(listed):
                defects.append(f"{name}: something stands twice")
        defects += [
            f"step '{each.step}' belongs to goal '{each.goal}', which it does not serve"
            for each in self.steps
            if each.goal not in self.goals
        ]
        if defects:
            raise DeclarationError(f"referral '{self.referral}'", defects)

    @property
    def base(self) -> int:
        """The version that it is made on: there is none yet."""
        return 0


@attrs.frozen(kw_only=True)
class MoveReferral:
    """Move a referral by an action of its table; the reason is in the entry.

    What an action needs beside: `send` a basis, with what goes along; `waitlist` a place;
    `start` the first day attended; `end` an outcome for each goal.
    """

    entry: Entry
    referral: str
    base: int
    action: ReferralAction
    reason_code: str = ""
    basis: SharingBasis | None = None
    carries: tuple[ContentItem, ...] = ()
    waiting: Waiting | None = None
    first_attended_on: date | None = None
    outcomes: tuple[GoalOutcome, ...] = ()
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = _defects(self.referral, self.base)
        if self.action is ReferralAction.PREPARE:
            defects.append("a referral is prepared by PrepareReferral")
        belongs = {
            "basis": (self.basis, ReferralAction.SEND),
            "carries": (self.carries or None, ReferralAction.SEND),
            "waiting": (self.waiting, ReferralAction.WAITLIST),
            "first_attended_on": (self.first_attended_on, ReferralAction.START),
            "outcomes": (self.outcomes or None, ReferralAction.END),
        }
        defects += [
            f"{name} belongs to '{action}' only"
            for name, (value, action) in belongs.items()
            if value is not None and self.action is not action
        ]
        if defects:
            raise DeclarationError(f"act '{self.entry.id}'", defects)


@attrs.frozen(kw_only=True)
class MoveHandover:
    """Offer a warm hand-over, introduce, confirm that they met; or say why there is none."""

    entry: Entry
    referral: str
    base: int
    action: HandoverAction
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        if defects := _defects(self.referral, self.base):
            raise DeclarationError(f"act '{self.entry.id}'", defects)


@attrs.frozen(kw_only=True)
class PlanSessions:
    """Approve how many sessions there are to be; later never fewer than approved before."""

    entry: Entry
    referral: str
    base: int
    sessions: int
    approved_by: Actor
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = _defects(self.referral, self.base)
        if type(self.sessions) is not int or self.sessions < 1:
            defects.append("sessions must be a whole number, from 1")
        if defects:
            raise DeclarationError(f"act '{self.entry.id}'", defects)


@attrs.frozen(kw_only=True)
class AssignReferral:
    """Say who looks after a referral at the provider's from now on."""

    entry: Entry
    referral: str
    base: int
    to: Actor
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        if defects := _defects(self.referral, self.base):
            raise DeclarationError(f"act '{self.entry.id}'", defects)


@attrs.frozen(kw_only=True)
class AmendReferral:
    """Change which goals and needs a referral serves; the reason is in the entry."""

    entry: Entry
    referral: str
    base: int
    goals: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = _defects(self.referral, self.base)
        if self.goals is None and self.needs is None:
            defects.append("it changes nothing")
        for name in ("goals", "needs"):
            listed = getattr(self, name)
            if listed is not None and len(set(listed)) != len(listed):
                defects.append(f"{name}: something stands twice")
        if defects:
            raise DeclarationError(f"act '{self.entry.id}'", defects)


ReferralAct = (
    PrepareReferral
    | MoveReferral
    | MoveHandover
    | PlanSessions
    | AssignReferral
    | AmendReferral
)
ReferralEntry = ReferralAct | Unrecognised
"""What the history of a referral is made of."""


def _defects(referral: str, base: int) -> list[str]:
    defects = defect_of_id("referral", referral)
    if type(base) is not int or base < 1:
        defects.append("base must be a version, from 1")
    return defects
