"""Facts of a person's way: milestones, recognition, statements, triggers, coping, changes.

A milestone may be of any size. Triggers and ways of coping are sensitive by their nature.
The person's own words stay theirs: nothing here rates them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

import attrs

from supervise.errors import DeclarationError
from supervise.histories import FREE_TEXT, Entry, Redaction, defect_of_id
from supervise.people import PersonRef, Sensitivity
from supervise.records.facts import Fact, defects_of_fact


class Size(StrEnum):
    """How big a step was for this person. None is too small to be noted."""

    SMALL = "small"
    MIDDLE = "middle"
    BIG = "big"


@attrs.frozen(kw_only=True)
class Milestone:
    """Something that the person achieved: of any size, with or without a goal."""

    entry: Entry
    person: PersonRef
    says: str = attrs.field(repr=False, metadata=FREE_TEXT)
    size: Size = Size.SMALL
    goal: str = ""
    step: str = ""
    domain: str = ""
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = [] if self.says.strip() else ["say what was achieved"]
        defects += ["a step needs its goal"] if self.step and not self.goal else []
        _refuse("milestone", self, defects)


@attrs.frozen(kw_only=True)
class Recognition:
    """How a milestone was recognised: a word, a certificate, a lighter condition.

    `how` is a code of the agency. Recognition is never a condition of help.
    """

    entry: Entry
    person: PersonRef
    milestone: str
    how: str
    says: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("milestone", self.milestone)
        defects += [] if self.how.strip() else ["say how it was recognised"]
        _refuse("recognition", self, defects)


@attrs.frozen(kw_only=True)
class Statement:
    """The person's own words, about anything, as they said them."""

    entry: Entry
    person: PersonRef
    words: str = attrs.field(repr=False, metadata=FREE_TEXT)
    about: str = ""
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        _refuse("statement", self, [] if self.words.strip() else ["give the words"])


@attrs.frozen(kw_only=True)
class Trigger:
    """What may set off a setback for one need, and the signs that it is near.

    It is never of standard sensitivity.
    """

    entry: Entry
    person: PersonRef
    domain: str
    says: str = attrs.field(repr=False, metadata=FREE_TEXT)
    signs: tuple[str, ...] = attrs.field(default=(), repr=False, metadata=FREE_TEXT)
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        _refuse("trigger", self, _defects_of_sensitive(self, self.domain, self.says))


@attrs.frozen(kw_only=True)
class CopingWay:
    """What helps the person with a trigger, by their own account where possible.

    It is never of standard sensitivity.
    """

    entry: Entry
    person: PersonRef
    domain: str
    trigger: str
    says: str = attrs.field(repr=False, metadata=FREE_TEXT)
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("trigger", self.trigger)
        defects += _defects_of_sensitive(self, self.domain, self.says)
        _refuse("way of coping", self, defects)


@attrs.frozen(kw_only=True)
class Substitution:
    """One intervention was replaced by another; the reason is in the entry.

    What happened after is computed, never recorded here.
    """

    stands_when_emptied: ClassVar[bool] = True

    entry: Entry
    person: PersonRef
    old_referral: str
    new_referral: str
    domain: str = ""
    reason_code: str = ""
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("old_referral", self.old_referral)
        defects += defect_of_id("new_referral", self.new_referral)
        if self.old_referral == self.new_referral:
            defects.append("the two referrals must differ")
        if not self.entry.reason.strip() and self.redaction is None:
            defects.append("give the reason")
        _refuse("substitution", self, defects)


def _defects_of_sensitive(fact: Fact, domain: str, says: str) -> list[str]:
    defects = [] if domain.strip() else ["name the domain of the need"]
    defects += [] if says.strip() else ["say what it is"]
    if fact.entry.visibility.sensitivity is Sensitivity.STANDARD:
        defects.append("its sensitivity cannot be standard: give the entry another")
    return defects


def _refuse(what: str, fact: Fact, defects: list[str]) -> None:
    if defects := defects_of_fact(fact) + defects:
        raise DeclarationError(f"{what} '{fact.entry.id}'", defects)
