"""What of two sides clashes, of which kind, and what each should know of the other.

Two changes clash when one writes what the other reads or writes. The kinds are the same from
either side. Nothing here decides what is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from supervise.planning.changes import AnswerPlan, Change, FindBarrier, LinkBarrier
from supervise.planning.differences import value_at
from supervise.planning.footprints import (
    Address,
    Footprint,
    footprint,
    footprint_of_all,
    touching,
)
from supervise.planning.goal_changes import (
    AddGoal,
    CiteReason,
    MoveGoal,
    MoveStep,
    RankGoal,
    SpaceGoals,
)
from supervise.planning.goals import NeedReason
from supervise.planning.plan import Plan
from supervise.planning.revisions import PlanEntry, Revision, Strike
from supervise.planning.states import GoalAction, StepAction


class ConflictKind(StrEnum):
    """Why a change was held back."""

    BOTH_CHANGED = "both_changed"
    CHANGED_AFTER_END = "changed_after_end"
    NOT_ALLOWED_ANY_MORE = "not_allowed_any_more"
    BOTH_REORDERED = "both_reordered"
    DEPENDS_ON_CONFLICT = "depends_on_conflict"


class NoticeKind(StrEnum):
    """What people should know beside the conflicts; nothing was held back for it alone."""

    SAME_CHANGE = "same_change"
    ANSWER_OUTDATED = "answer_outdated"
    EVIDENCE_SUPERSEDED = "evidence_superseded"
    BARRIER_FOUND = "barrier_found"


@attrs.frozen(kw_only=True)
class Conflict:
    """A change of theirs that was held back: where, why, and which revisions clash.

    `ours` is empty where no single revision of ours stands in the way.
    """

    kind: ConflictKind
    address: str
    ours: str
    theirs: str
    their_change: Change | Strike


@attrs.frozen(kw_only=True)
class Notice:
    """What one side should know of the other: where, and in which revisions."""

    kind: NoticeKind
    address: str
    ours: str
    theirs: str


@attrs.frozen
class Act:
    """One change of one side, where it stands there, and its footprint."""

    entry: Revision | Strike
    ordinal: int
    change: Change | Strike
    trace: Footprint

    @property
    def place(self) -> tuple[str, int]:
        """Which change of which entry it is."""
        return (self.entry.id, self.ordinal)


def acts_of(
    entries: Iterable[Revision | Strike], history: Sequence[PlanEntry]
) -> list[Act]:
    """The changes of some entries, one by one; striking touches all that it strikes."""
    by_id = {entry.id: entry for entry in history if isinstance(entry, Revision)}
    acts: list[Act] = []
    for entry in entries:
        match entry:
            case Revision():
                acts += [
                    Act(entry, ordinal, each, footprint(each))
                    for ordinal, each in enumerate(entry.changes)
                ]
            case Strike():
                struck = by_id[entry.revision].changes
                acts.append(Act(entry, 0, entry, footprint_of_all(struck)))
    return acts


# -- what clashes, and how ---------------------------------------------------------

# Which say nothing by themselves: facts about a part, and what only goes with a state.
_NOT_AN_OUTCOME = frozenset(
    {"exists", "ended", "closed", "begun", "ranks", "since", "reason", "on"}
)


def _is_vague(address: Address) -> bool:
    return bool(address) and address[-1] in _NOT_AN_OUTCOME


def same_outcome(one: Act, other: Act, ours: Plan, theirs: Plan) -> bool:
    """Whether both sides came to the same, wherever either of the two changes wrote."""
    match one.change, other.change:
        case Strike(revision=struck), Strike(revision=also_struck):
            return struck == also_struck
        case (Strike(), _) | (_, Strike()):
            return False
    if not touching(one.trace.writes, other.trace.writes):
        return False
    return all(
        value_at(ours, address) == value_at(theirs, address)
        for address in one.trace.writes | other.trace.writes
        if not _is_vague(address)
    )


def _ends(trace: Footprint) -> bool:
    return any(address[-1:] in {("ended",), ("closed",)} for address in trace.writes)


def _kind(one: Act, other: Act) -> ConflictKind:
    reorders = {type(one.change), type(other.change)}
    if SpaceGoals in reorders and reorders <= {SpaceGoals, RankGoal}:
        return ConflictKind.BOTH_REORDERED
    if _ends(one.trace) != _ends(other.trace):
        return ConflictKind.CHANGED_AFTER_END
    if touching(one.trace.writes, other.trace.writes):
        return ConflictKind.BOTH_CHANGED
    return ConflictKind.NOT_ALLOWED_ANY_MORE


def _where(one: Act, other: Act) -> str:
    """The first address on which two changes clash, those that both write first."""
    found: list[Address] = (
        touching(one.trace.writes, other.trace.writes)
        or touching(one.trace.writes, other.trace.reads)
        or touching(one.trace.reads, other.trace.writes)
    )
    return _plainest(found, one.change, other.change)


def _plainest(addresses: Iterable[Address], *changes: Change | Strike) -> str:
    """The address that says most to a reader: a field before a fact about a part.

    Of several fields, one to which the changes give a value: moving a target date also
    empties the reminder, and the date is what people disagree on.
    """

    def unstated(address: Address) -> int:
        return sum(getattr(each, address[-1], None) is None for each in changes)

    plainest: Address = min(addresses, key=lambda a: (_is_vague(a), unstated(a), a))
    return "/".join(plainest)


def conflict_of(one: Act, other: Act) -> Conflict:
    """The conflict of a change of ours with one of theirs."""
    return Conflict(
        kind=_kind(one, other),
        address=_where(one, other),
        ours=one.entry.id,
        theirs=other.entry.id,
        their_change=other.change,
    )


def resting_on_held(
    theirs: Iterable[Act], held: set[tuple[str, int]]
) -> list[tuple[Act, Conflict]]:
    """The changes of theirs that read or write what a held-back change writes."""
    missing: set[Address] = set()
    found: list[tuple[Act, Conflict]] = []
    for act in theirs:
        touched = touching(missing, act.trace.reads | act.trace.writes)
        if act.place not in held and not touched:
            continue
        missing |= act.trace.writes
        if act.place not in held:
            conflict = Conflict(
                kind=ConflictKind.DEPENDS_ON_CONFLICT,
                address=_plainest(touched),
                ours="",
                theirs=act.entry.id,
                their_change=act.change,
            )
            found.append((act, conflict))
    return found


# -- what people should know besides ------------------------------------------------


def notice_of(kind: NoticeKind, one: Act, other: Act, address: str = "") -> Notice:
    """A notice about a change of ours and one of theirs."""
    return Notice(
        kind=kind,
        address=address or _where(one, other),
        ours=one.entry.id,
        theirs=other.entry.id,
    )


def notices_of(ours: Sequence[Act], theirs: Sequence[Act]) -> list[Notice]:
    """What each side should know of the other, whether or not anything clashes."""
    found: list[Notice] = []
    for one in ours:
        for other in theirs:
            found += [
                notice_of(kind, one, other, address)
                for kind, address in (
                    *_to_know(one.change, other.change),
                    *_to_know(other.change, one.change),
                )
            ]
    return found


def _to_know(
    one: Change | Strike, other: Change | Strike
) -> list[tuple[NoticeKind, str]]:
    """What the side that made the one change should know of the other."""
    match one, other:
        case AnswerPlan(), _ if _changes_content(other):
            return [(NoticeKind.ANSWER_OUTDATED, "agreement")]
        case (
            AddGoal(because=reasons),
            CiteReason(withdrawn=True, reason=NeedReason(assessment=replaced)),
        ) if replaced in {r.assessment for r in reasons if isinstance(r, NeedReason)}:
            return [(NoticeKind.EVIDENCE_SUPERSEDED, f"goal/{one.goal}/because")]
        case FindBarrier(blocks=blocks), _ if _started(other) in blocks:
            return [(NoticeKind.BARRIER_FOUND, f"goal/{_started(other)}")]
        case LinkBarrier(goal=goal, blocks=True), _ if _started(other) == goal:
            return [(NoticeKind.BARRIER_FOUND, f"goal/{goal}")]
    return []


def _changes_content(change: Change | Strike) -> bool:
    if isinstance(change, Strike):
        return True
    return any(a[0] in {"goal", "barrier"} for a in footprint(change).writes if a)


def _started(change: Change | Strike) -> str | None:
    """The goal that a change starts to work on, if it does."""
    starting = {GoalAction.START, GoalAction.RESUME}
    match change:
        case MoveGoal(goal=goal, action=action) if action in starting:
            return goal
        case MoveStep(goal=goal, action=StepAction.START):
            return goal
        case _:
            return None
