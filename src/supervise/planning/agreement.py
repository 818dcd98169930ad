"""Whether what the person answered still speaks of the plan as it is.

It is computed from the version that they saw; it is never kept, and nothing expires.
Progress does not put an answer out of date: only what changes the undertaking does.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from supervise.planning.changes import AnswerPlan
from supervise.planning.differences import ABSENT, Edit, difference
from supervise.planning.history import replay
from supervise.planning.plan import Plan
from supervise.planning.revisions import PlanEntry, Revision, Strike
from supervise.planning.states import AgreementState

# What moves along without changing what was undertaken.
_PROGRESS = frozenset(
    {
        "achievement",
        "evidence",
        "how",
        "own_words",
        "rank",
        "reason",
        "since",
        "state",
        "status",
        "suggested_by",
        "visibility",
    }
)


@attrs.frozen(kw_only=True)
class AgreementStanding:
    """What the person answered, of which version, and what is different since.

    `asked` is false until there is an answer of any kind. After a merge, `seen` is the
    version that both sides had, where the answer came in from the other side.
    """

    state: AgreementState
    seen: int | None
    changed_since: tuple[Edit, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether the person has answered in this period."""
        return self.state is not AgreementState.DRAFT

    @property
    def out_of_date(self) -> bool:
        """Whether the person should be asked again: the plan is no longer what they saw."""
        return bool(self.changed_since)


def agreement_standing(entries: Iterable[PlanEntry]) -> AgreementStanding:
    """What the person answered, and what of substance was changed since they saw it."""
    entries = tuple(entries)
    plan = replay(entries)
    answer = plan.agreement
    if answer.seen is None:
        return AgreementStanding(state=answer.state, seen=None)
    seen = _seen_here(entries, answer.seen)
    saw = replay(entries[:seen])
    return AgreementStanding(
        state=answer.state, seen=seen, changed_since=of_substance(saw, plan)
    )


def _seen_here(entries: tuple[PlanEntry, ...], seen: int) -> int:
    """The version of this history of which the person saw everything, for certain.

    An answer that a merge put behind the other side's entries counts its versions as its
    own side did. What stood before anything was moved is what both sides had; a strike may
    have been moved too, and does not say so.
    """
    struck = {entry.revision for entry in entries if isinstance(entry, Strike)}
    answers = [
        place
        for place, entry in enumerate(entries)
        if isinstance(entry, Revision)
        and entry.id not in struck
        and any(isinstance(change, AnswerPlan) for change in entry.changes)
    ]
    before = entries[: answers[-1] + 1]
    if _moved_from(before[-1]) is None:
        return seen
    moved = [first for first in map(_moved_from, before) if first is not None]
    strikes = sum(isinstance(entry, Strike) for entry in before)
    return min(seen, max(1, min(moved) - strikes))


def _moved_from(entry: PlanEntry) -> int | None:
    """The version that an entry was first made on, where a merge moved it to another."""
    if not isinstance(entry, Revision) or entry.rebased_from == entry.base:
        return None
    return entry.rebased_from


def of_substance(was: Plan, became: Plan) -> tuple[Edit, ...]:
    """The differences that change what was undertaken: goals and their steps.

    Ratings, the course of steps, ranks and barriers are progress.
    """
    return tuple(
        edit
        for edit in difference(was, became)
        if edit.address[0] == "goal" and _matters(edit)
    )


def _matters(edit: Edit) -> bool:
    if edit.was is ABSENT or edit.became is ABSENT:
        return True
    return edit.address[-1] not in _PROGRESS
