"""A duty: what an officer must do by a date because a standard says so."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs


class DutyStatus(StrEnum):
    """How a duty stands.

    `not_applicable`: the person is not under supervision that day. `not_required`: the standard
    asks nothing of this person, or nothing yet. `unknown`: a state that decides is not known.
    `not_computable`: a calendar or a date is missing. `paused`, `waived` and `done` have no date.
    """

    NOT_APPLICABLE = "not_applicable"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"
    NOT_COMPUTABLE = "not_computable"
    PAUSED = "paused"
    WAIVED = "waived"
    DONE = "done"
    DUE = "due"
    OVERDUE = "overdue"


class Obligation(StrEnum):
    """Which part of a standard a date comes from."""

    INITIAL = "initial"
    RECURRING = "recurring"
    TRIGGER = "trigger"


@attrs.frozen(kw_only=True)
class Duty:
    """One duty of one person as of a day.

    `due` is the last day on which doing it is in time. `opens` is the first, where there is one.
    `earliest_unmet` begins the unbroken run of missed whole periods; `uncovered_since` is the first
    day of the run of days on which a rolling requirement was not met.
    `partial`: the period is not a whole one; it is a task and counts in no rate.
    `decided_by` is the count that decides, `deciding_event` the event that the date rests on.
    `because` says in words why there is no date.
    """

    person: str
    standard: str
    pack: str
    version: str
    on: date
    known: date
    status: DutyStatus
    row: str = ""
    obligation: Obligation | None = None
    due: date | None = None
    opens: date | None = None
    last_done: date | None = None
    earliest_unmet: date | None = None
    uncovered_since: date | None = None
    partial: bool = False
    clock_start: date | None = None
    resumes: date | None = None
    decided_by: str = ""
    deciding_event: str = ""
    because: str = ""

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.status is DutyStatus.OVERDUE
