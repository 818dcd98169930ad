"""The changes of which a revision is made: a small closed set of kinds.

Each is a plain value with exact fields; none does anything by itself.
`Move...` carries the action of a transition table, never the state it leads to.
Plugins cannot add kinds: a plan must open when the plugin is gone.
The changes of goals and steps stand in a module of their own.
"""

from __future__ import annotations

from datetime import date

import attrs

from supervise.errors import DeclarationError
from supervise.histories import FREE_TEXT, defect_of_id
from supervise.people import PersonRef, Visibility
from supervise.planning.barriers import StepRef
from supervise.planning.goal_changes import (
    AddGoal,
    AddStep,
    AmendStep,
    CiteReason,
    MeasureGoal,
    MoveGoal,
    MoveStep,
    RankGoal,
    RankStep,
    RateGoal,
    ReclassifyGoal,
    RewordGoal,
    ScheduleGoal,
    SpaceGoals,
)
from supervise.planning.goals import WITH_THE_PERSON, Carried, defects_of_dates
from supervise.planning.states import AgreementAction, BarrierAction

# -- the plan itself ----------------------------------------------------------


@attrs.frozen(kw_only=True)
class OpenPlan:
    """Begin a plan for a person, in a period of supervision."""

    person: PersonRef
    period: str
    agency: str = ""
    carried: Carried | None = None


@attrs.frozen(kw_only=True)
class ClosePlan:
    """End the plan. Nothing in it changes any more."""

    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)


@attrs.frozen(kw_only=True)
class TransferPlan:
    """Hand the plan to another agency; all ids and the whole history stay."""

    agency: str


@attrs.frozen(kw_only=True)
class BeginPeriod:
    """Go on with the same plan in a new period: the person is asked anew."""

    period: str


@attrs.frozen(kw_only=True)
class AnswerPlan:
    """What the person answered, and which version they saw.

    `reason` is why they do not agree or could not answer; `words` is what they said.
    """

    action: AgreementAction
    seen: int
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    words: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)

    def __attrs_post_init__(self) -> None:
        if self.action in {AgreementAction.DRAFT, AgreementAction.NEW_PERIOD}:
            raise DeclarationError(
                "answer", [f"'{self.action}' is not an answer of the person"]
            )


# -- barriers, strengths, needs ------------------------------------------------


@attrs.frozen(kw_only=True)
class FindBarrier:
    """Note what stands in the way, and of which goals."""

    barrier: str
    kind: str
    says: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    blocks: tuple[str, ...] = ()
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("barrier", self.barrier)
        defects += [] if self.kind.strip() else ["kind must not be blank"]
        if defects:
            raise DeclarationError(f"barrier '{self.barrier}'", defects)


@attrs.frozen(kw_only=True)
class AmendBarrier:
    """Say a barrier in other words, or who may see it."""

    barrier: str
    says: str | None = attrs.field(default=None, repr=False, metadata=FREE_TEXT)
    visibility: Visibility | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class LinkBarrier:
    """Say that a barrier blocks a goal, or no longer does."""

    barrier: str
    goal: str
    blocks: bool = True


@attrs.frozen(kw_only=True)
class MoveBarrier:
    """Take a barrier further by an action of the barrier table.

    `step` is what deals with it; `how` is how it was settled.
    """

    barrier: str
    action: BarrierAction
    step: StepRef | None = None
    how: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)

    def __attrs_post_init__(self) -> None:
        if self.action == BarrierAction.FIND:
            raise DeclarationError(
                f"move of barrier '{self.barrier}'", ["one is found by FindBarrier"]
            )


@attrs.frozen(kw_only=True)
class NoteStrength:
    """Note a strength to build on, from an assessment or as the person tells it."""

    strength: str
    domain: str
    says: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    assessment: str = ""
    instrument: str = ""
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)

    def __attrs_post_init__(self) -> None:
        if defects := defect_of_id("strength", self.strength):
            raise DeclarationError(f"strength '{self.strength}'", defects)


@attrs.frozen(kw_only=True)
class DropStrength:
    """Stop building on a strength that no goal cites."""

    strength: str
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)


@attrs.frozen(kw_only=True)
class SetAsideNeed:
    """Leave an assessed need for later, with the reason and, if known, until when."""

    domain: str
    assessment: str
    reason: str = attrs.field(repr=False, metadata=FREE_TEXT)
    until: date | None = None
    visibility: Visibility = attrs.field(default=Visibility(), repr=False)

    def __attrs_post_init__(self) -> None:
        defects = defects_of_dates(until=self.until)
        defects += [] if self.reason.strip() else ["give the reason"]
        if defects:
            raise DeclarationError(f"need '{self.domain}' set aside", defects)


@attrs.frozen(kw_only=True)
class TakeUpNeed:
    """Take up a need that was set aside."""

    domain: str


# -- findings of the linter ----------------------------------------------------


@attrs.frozen(kw_only=True)
class AcceptFinding:
    """Accept a finding of the linter, with a reason and until a date."""

    rule: str
    address: str
    digest: str
    reason: str = attrs.field(repr=False, metadata=FREE_TEXT)
    until: date

    def __attrs_post_init__(self) -> None:
        defects = defects_of_dates(until=self.until)
        defects += [] if self.reason.strip() else ["give the reason"]
        if defects:
            raise DeclarationError(f"acceptance of '{self.rule}'", defects)


@attrs.frozen(kw_only=True)
class WithdrawAcceptance:
    """Let an accepted finding speak again."""

    rule: str
    address: str


Change = (
    OpenPlan
    | ClosePlan
    | TransferPlan
    | BeginPeriod
    | AnswerPlan
    | AddGoal
    | RewordGoal
    | ReclassifyGoal
    | MeasureGoal
    | ScheduleGoal
    | CiteReason
    | RankGoal
    | SpaceGoals
    | MoveGoal
    | RateGoal
    | AddStep
    | AmendStep
    | MoveStep
    | RankStep
    | FindBarrier
    | AmendBarrier
    | LinkBarrier
    | MoveBarrier
    | NoteStrength
    | DropStrength
    | SetAsideNeed
    | TakeUpNeed
    | AcceptFinding
    | WithdrawAcceptance
)
"""Every kind of change there is."""
