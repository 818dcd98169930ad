"""A revision: the envelope of one act that changes a plan, all or nothing.

It is recorded and never altered. An error is struck out by a later entry, not corrected
in place. Applying it is done elsewhere.
"""

from __future__ import annotations

from enum import StrEnum
from typing import cast

import attrs

from supervise.errors import DeclarationError
from supervise.histories import Entry, Redaction, Unrecognised, defect_of_id
from supervise.people import Sensitivity, Visibility
from supervise.planning.changes import Change


class Trigger(StrEnum):
    """What gave rise to a revision."""

    FIRST_PLAN = "first_plan"
    ASSESSMENT = "assessment"
    REVIEW = "review"
    REQUEST = "request"
    PROGRESS = "progress"
    SETBACK = "setback"
    NEW_PERIOD = "new_period"
    TRANSFER = "transfer"
    MERGE = "merge"
    CORRECTION = "correction"
    DISCHARGE = "discharge"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class Revision:
    """One recorded change of a plan: who, when, why, on which version, and what.

    `base` is the version that it was made on: 0 for the one that opens a plan.
    `settles` names the revisions of a conflict that a person settled with it.
    After a merge, `rebased_from` is the version it was first made on, and `held_back` has
    the changes of it that were not taken; they are kept here so that nothing is lost.
    """

    entry: Entry
    plan: str
    base: int
    changes: tuple[Change, ...] = attrs.field(converter=tuple[Change, ...])
    trigger: Trigger = Trigger.OTHER
    settles: tuple[str, ...] = ()
    rebased_from: int | None = None
    held_back: tuple[Change, ...] = attrs.field(
        default=(), converter=tuple[Change, ...]
    )
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("plan", self.plan)
        given = cast("tuple[object, ...]", (*self.changes, *self.held_back))
        defects += [
            f"a {type(each).__name__} is no change of a plan"
            for each in given
            if not isinstance(each, Change)
        ]
        if self.base < 0:
            defects.append("base must be a version, from 0")
        if not self.changes and not self.held_back:
            defects.append("it has no changes")
        if defects:
            raise DeclarationError(f"revision '{self.entry.id}'", defects)

    @property
    def id(self) -> str:
        """The identifier that the host gave it."""
        return self.entry.id

    def reason_in_part(self, of: Visibility) -> str:
        """The reason of the act as a part of the plan may repeat it, or nothing.

        A part is read by others than the act: what fewer may read than `of` says stays
        with the act, and is read there.
        """
        seen_by = self.entry.visibility
        open_enough = of.roles <= seen_by.roles and (
            seen_by.sensitivity is Sensitivity.STANDARD
        )
        return self.entry.reason if open_enough else ""


@attrs.frozen(kw_only=True)
class Strike:
    """An entry that strikes out a revision made in error; the reason is in the entry."""

    entry: Entry
    plan: str
    base: int
    revision: str

    def __attrs_post_init__(self) -> None:
        if not self.entry.reason.strip():
            raise DeclarationError(f"strike '{self.entry.id}'", ["give the reason"])

    @property
    def id(self) -> str:
        """The identifier that the host gave it."""
        return self.entry.id


PlanEntry = Revision | Strike | Unrecognised
"""What the history of a plan is made of."""
