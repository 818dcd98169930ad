"""Readings of a measure, and ratings of readiness, engagement and working alliance.

Whose view it is stays with it: the person's, the officer's and the provider's are kept apart.
None of them is part of a plan, and none is ever averaged with another.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError
from supervise.histories import Entry, Redaction, defect_of_id
from supervise.people import PersonRef
from supervise.records.facts import Fact, defects_of_fact


class Voice(StrEnum):
    """Whose view is recorded; somebody else may have written it down."""

    PERSON = "person"
    OFFICER = "officer"
    PROVIDER = "provider"
    RECORD = "record"


@attrs.frozen(kw_only=True)
class Reading:
    """One reading of the measure of a goal: a number in the unit of the measure."""

    entry: Entry
    person: PersonRef
    goal: str
    value: Decimal
    unit: str
    voice: Voice
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defects_of_fact(self) + defect_of_id("goal", self.goal)
        defects += _defects_of_number("value", self.value)
        if not self.unit.strip():
            defects.append("unit must not be blank")
        if defects:
            raise DeclarationError(f"reading '{self.entry.id}'", defects)


class Readiness(StrEnum):
    """How ready somebody is to change something, by the stages of change.

    Lapse is a stage of its own. Nobody is bound to go through them in order.
    """

    PRECONTEMPLATION = "precontemplation"
    CONTEMPLATION = "contemplation"
    PREPARATION = "preparation"
    ACTION = "action"
    MAINTENANCE = "maintenance"
    LAPSE = "lapse"


@attrs.frozen(kw_only=True)
class ReadinessRating:
    """How ready the person was found, or found themselves, to work on one need."""

    entry: Entry
    person: PersonRef
    domain: str
    stage: Readiness
    voice: Voice
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        _refuse(self, [] if self.domain.strip() else ["name the domain of the need"])


class Bond(StrEnum):
    """What is rated on a scale: taking part, or working together."""

    ENGAGEMENT = "engagement"
    ALLIANCE = "alliance"


@attrs.frozen(kw_only=True)
class BondRating:
    """A rating of engagement or of the working alliance, on a named scale with its ends.

    Ratings of different scales, or by different voices, do not compare.
    """

    entry: Entry
    person: PersonRef
    bond: Bond
    scale: str
    value: Decimal
    lowest: Decimal
    highest: Decimal
    voice: Voice
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = [] if self.scale.strip() else ["name the scale"]
        for name in ("value", "lowest", "highest"):
            defects += _defects_of_number(name, getattr(self, name))
        if not defects and not self.lowest < self.highest:
            defects.append("the lowest must be below the highest")
        elif not defects and not self.lowest <= self.value <= self.highest:
            defects.append("the value is outside the scale")
        _refuse(self, defects)


def _defects_of_number(name: str, value: Decimal) -> list[str]:
    if type(value) is Decimal and value.is_finite():
        return []
    return [f"{name} must be a finite decimal number"]


def _refuse(fact: Fact, defects: list[str]) -> None:
    if defects := defects_of_fact(fact) + defects:
        raise DeclarationError(f"rating '{fact.entry.id}'", defects)
