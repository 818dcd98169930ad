"""Conditions of supervision, tests, required hours and violations, as facts of a case.

A condition is what a court, a board or a statute asks; it can support a goal.
A recommendation on a violation and the decision on it are different types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from supervise.errors import DeclarationError
from supervise.people import Actor, Role

_NO_CAPS: Mapping[str, int] = MappingProxyType({})


class ConditionStatus(StrEnum):
    """How a condition stands."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    SATISFIED = "satisfied"
    PARTLY_SATISFIED = "partly_satisfied"
    VIOLATED = "violated"
    VACATED = "vacated"


class ImposedBy(StrEnum):
    """Who asks for a condition."""

    COURT = "court"
    BOARD = "board"
    STATUTE = "statute"


@attrs.frozen(kw_only=True)
class SupervisionCondition:
    """A condition that somebody is under: what for, from whom, from when to when.

    `supports` names goals that it helps; `standard` says that everybody has it.
    """

    id: str
    kind: str
    purpose: str
    imposed_by: ImposedBy
    start: date
    end: date | None = None
    status: ConditionStatus = ConditionStatus.ACTIVE
    standard: bool = False
    supports: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        defects = []
        if not self.purpose.strip():
            defects.append("no purpose; say what it is for")
        if self.end is not None and self.end < self.start:
            defects.append(f"ends {self.end}, before {self.start}")
        if defects:
            raise DeclarationError(f"condition '{self.id}'", defects)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        ended = self.end is not None and day > self.end
        gone = {ConditionStatus.SATISFIED, ConditionStatus.VACATED}
        return self.start <= day and not ended and self.status not in gone


class TestResult(StrEnum):
    """The result of a drug test. An admission is not a laboratory's finding."""

    __test__ = False  # it is no test of ours

    NEGATIVE = "negative"
    POSITIVE = "positive"
    ADMITTED = "admitted"
    REFUSED = "refused"
    NO_SHOW = "no_show"
    DILUTE_OR_ADULTERATED = "dilute_or_adulterated"
    MEDICAL_EXEMPTION = "medical_exemption"
    INCONCLUSIVE = "inconclusive"
    NO_RESULT = "no_result"


@attrs.frozen(kw_only=True)
class Credit:
    """Minutes of required time that were credited, for attendance or as an adjustment.

    `adjustment` is the reason of an adjustment, and empty for attendance.
    """

    id: str
    on: date
    minutes: int
    adjustment: str = ""


@attrs.frozen(kw_only=True)
class Hours:
    """Required minutes, and what is left of them. Computed from credits, never stored."""

    required: int
    credited: int

    @property
    def left(self) -> int:
        """Minutes still to be done."""
        return max(0, self.required - self.credited)


def hours(
    required: int,
    given: Iterable[Credit],
    *,
    start: date,
    on: date,
    most: Mapping[str, int] = _NO_CAPS,
) -> tuple[Hours, tuple[str, ...]]:
    """What is credited as of a day, and the credits that do not count, each with its reason.

    A credit counts from the start of the requirement to the day, and never beyond what is left.
    `most` caps the minutes of each reason for adjustment; with it, a reason that it does not name
    is refused.
    """
    counted, refused, adjusted = 0, [], Counter[str]()
    for credit in sorted(given, key=lambda each: (each.on, each.id)):
        if why := _refused(credit, start, on, most):
            refused.append(f"{credit.id}: {why}")
            continue
        usable = min(credit.minutes, required - counted)
        if usable < credit.minutes:
            refused.append(f"{credit.id}: {credit.minutes - usable} more than is left")
        reason = credit.adjustment
        if reason in most and usable > (room := most[reason] - adjusted[reason]):
            refused.append(
                f"{credit.id}: {usable - room} more than '{reason}' may give"
            )
            usable = room
        adjusted[reason] += usable
        counted += usable
    return Hours(required=required, credited=counted), tuple(refused)


def _refused(
    credit: Credit, start: date, on: date, most: Mapping[str, int]
) -> str | None:
    """Why a credit counts for nothing."""
    if credit.on < start:
        return "before the start"
    if credit.on > on:
        return "after the day"
    if credit.minutes <= 0:
        return "no time"
    if most and credit.adjustment and credit.adjustment not in most:
        return f"'{credit.adjustment}' is no reason for an adjustment"
    return None


class ViolationState(StrEnum):
    """What became of an allegation."""

    ALLEGED = "alleged"
    SUBSTANTIATED = "substantiated"
    UNFOUNDED = "unfounded"
    EXCUSED = "excused"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


@attrs.frozen
class SeverityOrder:
    """Kinds of violation, the gravest first, as a source orders them."""

    kinds: tuple[str, ...]
    citation: str = attrs.field(kw_only=True, metadata={"wording": True})

    def gravest(self, kinds: Iterable[str]) -> str | None:
        """The gravest of several kinds; kinds that the order does not know are refused."""
        given = set(kinds)
        if unknown := sorted(given - {*self.kinds}):
            raise DeclarationError(
                "severity order", [f"no kind '{k}'" for k in unknown]
            )
        return next((kind for kind in self.kinds if kind in given), None)


JUSTICE_COUNTS = SeverityOrder(
    ("new_offence", "absconding", "technical"), citation="Justice Counts"
)


@attrs.frozen(kw_only=True)
class ViolationRecommendation:
    """What an officer proposes on a violation."""

    violation: str
    response: str
    by: Actor
    on: date
    reason: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class ViolationDecision:
    """What a court, a board or a supervisor decided on a violation, with a reason."""

    violation: str
    response: str
    by: Actor
    on: date
    reason: str = attrs.field(repr=False)
    recommendation: ViolationRecommendation | None = None

    def __attrs_post_init__(self) -> None:
        defects = []
        if self.by.role in {Role.SYSTEM, Role.OFFICER}:
            defects.append(f"decided by {self.by.role.value}, who can only recommend")
        if not self.reason.strip():
            defects.append("no reason")
        if self.recommendation and self.recommendation.violation != self.violation:
            defects.append("its recommendation is on another violation")
        if defects:
            raise DeclarationError("decision on a violation", defects)

    @property
    def departs(self) -> bool:
        """Whether it is not what was recommended."""
        proposed = self.recommendation
        return proposed is not None and proposed.response != self.response
