"""Whether what the person answered still speaks of the plan as it is.

It is computed from the version that they saw; it is never kept, and nothing expires.
Progress does not put an answer out of date: only what changes the undertaking does.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from supervise.planning.differences import ABSENT, Edit, difference
from supervise.planning.history import replay
from supervise.planning.plan import Plan
from supervise.planning.revisions import PlanEntry
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

    `asked` is false until there is an answer of any kind.
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
    saw = replay(entries[: answer.seen])
    return AgreementStanding(
        state=answer.state, seen=answer.seen, changed_since=of_substance(saw, plan)
    )


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
