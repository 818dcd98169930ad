"""Circumstances: a fact about a person's life with where it came from and who verified it.

Two that disagree both stay: which is right is for somebody to find out.
"""

from __future__ import annotations

from datetime import date

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
from supervise.records.assessments import AnswerSource
from supervise.records.facts import defects_of_fact


@attrs.frozen(kw_only=True)
class Circumstance:
    """One circumstance by name, for example `employment`, with its provenance.

    `value` is a code or a short text. `verified_by` and `verified_on` say who checked it.
    """

    entry: Entry
    person: PersonRef
    name: str
    value: str = attrs.field(repr=False, metadata=FREE_TEXT)
    source: AnswerSource
    verified_by: Actor | None = None
    verified_on: date | None = None
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defects_of_fact(self) + defect_of_id("name", self.name)
        defects += defect_of_date("verified_on", self.verified_on)
        defects += [] if self.value.strip() else ["value must not be blank"]
        if (self.verified_by is None) != (self.verified_on is None):
            defects.append("a verification has a person and a day")
        if defects:
            raise DeclarationError(f"circumstance '{self.entry.id}'", defects)

    @property
    def is_verified(self) -> bool:
        """Whether somebody checked it."""
        return self.verified_by is not None
