"""Goals and their steps: why, how far, by when, who does what, and in whose words.

Life (active, future, completed, ...) and achievement are kept apart.
Readings of a measure are facts of the case and are not kept here; progress is computed.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError
from supervise.histories import FREE_TEXT, defect_of_date, defect_of_id
from supervise.people import Actor, Role, Visibility
from supervise.planning.states import (
    LIVE_STEPS,
    OPEN_LIFECYCLES,
    Achievement,
    Lifecycle,
    StepStatus,
)

_THREE: frozenset[Role] = frozenset({Role.PERSON, Role.OFFICER, Role.SUPERVISOR})
WITH_THE_PERSON = Visibility(roles=_THREE)
"""The default for what a plan says: the person, the officer and the supervisor."""

_EXACT = Context(prec=2_000)
FIRST_PLACE = Decimal(0)
DONE = "done"
"""The unit of a goal that is either reached or not, with baseline 0 and target 1."""


def between(before: Decimal | None, after: Decimal | None) -> Decimal:
    """A rank between two neighbours, exact, whatever the decimal context is.

    `None` stands for "no neighbour on this side".

    >>> between(Decimal(1), Decimal(2))
    Decimal('1.5')
    >>> between(Decimal(2), None)
    Decimal('3')
    """
    if before is None and after is None:
        return FIRST_PLACE
    if before is None or after is None:
        one = Decimal(1) if after is None else Decimal(-1)
        known = before if after is None else after
        return _EXACT.add(known or Decimal(0), one)
    return _EXACT.multiply(_EXACT.add(before, after), Decimal("0.5"))


def defect_of_number(name: str, value: Decimal | None) -> list[str]:
    """What is wrong with an exact number, if anything."""
    if value is None or (type(value) is Decimal and value.is_finite()):
        return []
    return [f"{name} must be a finite decimal number"]


class CarryChoice(StrEnum):
    """How something came over from an earlier plan."""

    AS_IT_WAS = "as_it_was"
    STARTED_AFRESH = "started_afresh"


@attrs.frozen(kw_only=True)
class Carried:
    """Where something came from: plan, goal and version, when, by whom, and how."""

    plan: str
    version: int
    on: date
    by: Actor
    choice: CarryChoice
    goal: str = ""


@attrs.frozen(kw_only=True)
class NeedReason:
    """A goal's reason: a need that an assessment found.

    It names the assessment, its instrument and the domain by their codes, so that it can be
    read when the instrument is gone.
    """

    assessment: str
    instrument: str
    domain: str


@attrs.frozen(kw_only=True)
class StrengthReason:
    """A goal's reason: a strength noted in the plan, on which to build."""

    strength: str


@attrs.frozen(kw_only=True)
class ConditionReason:
    """A goal's reason: a condition of the order."""

    condition: str


@attrs.frozen(kw_only=True)
class WishReason:
    """A goal's reason: what the person wants, in their own words."""

    words: str = attrs.field(repr=False, metadata=FREE_TEXT)
    statement: str = ""


Reason = NeedReason | StrengthReason | ConditionReason | WishReason


def reason_key(reason: Reason) -> tuple[str, ...]:
    """What makes a reason the same reason: codes and ids, never words."""
    match reason:
        case NeedReason():
            return ("need", reason.assessment, reason.domain)
        case StrengthReason():
            return ("strength", reason.strength)
        case ConditionReason():
            return ("condition", reason.condition)
        case WishReason():
            return ("wish", reason.statement)


def in_order_of_reasons(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Reasons in one order, so that the order of citing them does not matter."""
    return tuple(sorted(reasons, key=reason_key))


@attrs.frozen(kw_only=True)
class Measure:
    """How we will know: a unit, where the person starts, the target, and who reads it.

    A yes-or-no goal has the unit `done`, baseline 0 and target 1.
    """

    unit: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    read_from: str = ""

    def __attrs_post_init__(self) -> None:
        defects = defect_of_number("baseline", self.baseline)
        defects += defect_of_number("target", self.target)
        if not self.unit.strip():
            defects.append("unit must not be blank")
        if defects:
            raise DeclarationError("measure", defects)


@attrs.frozen(kw_only=True)
class Step:
    """What somebody will do, by when, and how far it has come.

    `demands` names what it asks of the person by the codes of need domains, for example
    `learning` where there is much to read or `transport` where there is a way to go.
    `since` and `reason` belong to its present status.
    """

    id: str
    text: str = attrs.field(repr=False, metadata=FREE_TEXT)
    by: Actor
    due_on: date | None = None
    status: StepStatus = StepStatus.NOT_STARTED
    since: date
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    demands: tuple[str, ...] = ()
    rank: Decimal = FIRST_PLACE
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)

    @property
    def is_live(self) -> bool:
        """Whether it is still to be done and can be."""
        return self.status in LIVE_STEPS


def in_order_of_steps(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps by rank; ties by id."""
    return tuple(sorted(steps, key=lambda step: (step.rank, step.id)))


@attrs.frozen(kw_only=True)
class Goal:
    """Something that the person works towards, and why.

    `area` and `related_areas` are codes of need domains.
    `proposed_by` is who proposed it; `own_words` is how the person puts it.
    An active or paused goal has a target date, a future one a reminder.
    `after_supervision` marks what goes on when supervision has ended.
    `since` and `reason` belong to the present lifecycle.
    """

    id: str
    title: str = attrs.field(repr=False, metadata=FREE_TEXT)
    area: str
    related_areas: tuple[str, ...] = ()
    because: tuple[Reason, ...] = attrs.field(converter=in_order_of_reasons)
    proposed_by: Actor
    own_words: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    suggested_by: str = ""
    lifecycle: Lifecycle
    achievement: Achievement = Achievement.NOT_ASSESSED
    evidence: tuple[str, ...] = ()
    since: date
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    target_on: date | None = None
    reminder_on: date | None = None
    measure: Measure | None = None
    after_supervision: bool = False
    rank: Decimal = FIRST_PLACE
    steps: tuple[Step, ...] = attrs.field(default=(), converter=in_order_of_steps)
    carried: Carried | None = None
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.because:
            raise DeclarationError(f"goal '{self.id}'", ["it has no reason"])

    @property
    def is_open(self) -> bool:
        """Whether it is active, future or paused."""
        return self.lifecycle in OPEN_LIFECYCLES

    def step(self, id: str) -> Step | None:
        """The step with this id, if there is one."""
        return next((step for step in self.steps if step.id == id), None)


def defects_of_wording(title: str, area: str, related: tuple[str, ...]) -> list[str]:
    """What is wrong with how a goal is put and where it belongs."""
    defects = [] if title.strip() else ["title must not be blank"]
    defects += [] if area.strip() else ["area must not be blank"]
    if area in related or len(set(related)) != len(related):
        defects.append("related areas must differ from the area and from one another")
    return defects


def defects_of_dates(**dates: date | None) -> list[str]:
    """What is wrong with several dates by name."""
    return [
        defect for name, day in dates.items() for defect in defect_of_date(name, day)
    ]


def defects_of_ids(**ids: str) -> list[str]:
    """What is wrong with several identifiers by name."""
    return [defect for name, id in ids.items() for defect in defect_of_id(name, id)]
