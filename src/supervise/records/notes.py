"""Case notes: what was seen and said, apart from what somebody thinks of it.

A note is never altered: a correction is a new note that supersedes it.
What a note of a kind must hold is for its template to say, not for this module.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError
from supervise.histories import (
    FREE_TEXT,
    Entry,
    Redaction,
    defect_of_date,
    defect_of_id,
)
from supervise.people import Actor, PersonRef
from supervise.records.facts import defects_of_fact


class Saying(StrEnum):
    """What a passage of a note is: a fact, an opinion, or somebody's own words."""

    FACT = "fact"
    OPINION = "opinion"
    QUOTATION = "quotation"


@attrs.frozen(kw_only=True)
class Passage:
    """One field of a note, filled in: the field of the template, what it is, the text."""

    field: str
    saying: Saying
    text: str = attrs.field(repr=False, metadata=FREE_TEXT)

    def __attrs_post_init__(self) -> None:
        defects = [] if self.field.strip() else ["name the field"]
        defects += [] if self.text.strip() else ["text must not be blank"]
        if defects:
            raise DeclarationError("passage of a note", defects)


@attrs.frozen(kw_only=True)
class FollowUp:
    """Something to do that came out of a note: what, who, by when. A task is born of it."""

    id: str
    what: str = attrs.field(repr=False, metadata=FREE_TEXT)
    owner: Actor
    due_on: date

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("id", self.id) + defect_of_date("due_on", self.due_on)
        defects += [] if self.what.strip() else ["say what is to be done"]
        if defects:
            raise DeclarationError(f"follow-up '{self.id}'", defects)


@attrs.frozen(kw_only=True)
class CaseNote:
    """A note of a case, made from a template: passages, and what follows from them.

    `about` names what it is about by id: a goal, a referral, a session, another record.
    """

    entry: Entry
    person: PersonRef
    template: str
    passages: tuple[Passage, ...]
    about: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defects_of_fact(self) + defect_of_id("template", self.template)
        ids = [each.id for each in self.follow_ups]
        if len(set(ids)) != len(ids):
            defects.append("two follow-ups have one id")
        if not self.passages and self.redaction is None:
            defects.append("it says nothing")
        if defects:
            raise DeclarationError(f"note '{self.entry.id}'", defects)
