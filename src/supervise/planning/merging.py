"""Bringing together what two people changed at the same time.

Theirs is rebased onto ours, change by change, by footprint: what is independent is taken;
what clashes, and what rests on it, is held back and shown with its kind, never guessed.
States are never merged field by field: one side may end a goal that the other goes on with.
A conflict is settled by a new revision of a person that names both revisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from supervise.errors import Refusal, RefusalCode, RevisionRefused
from supervise.histories import Unrecognised
from supervise.planning.changes import (
    AnswerPlan,
    Change,
    FindBarrier,
    LinkBarrier,
    NoteStrength,
)
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
    AddStep,
    CiteReason,
    MoveGoal,
    MoveStep,
    RankGoal,
    SpaceGoals,
)
from supervise.planning.goals import NeedReason
from supervise.planning.history import apply, replay
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


@attrs.frozen(kw_only=True)
class Merge:
    """The history of both sides, and what could not be brought together.

    `entries` is ours, then theirs as far as it was taken.
    """

    entries: tuple[PlanEntry, ...]
    plan: Plan
    conflicts: tuple[Conflict, ...]
    notices: tuple[Notice, ...]


@attrs.frozen
class _Act:
    """One change of one side, where it stands there, and its footprint."""

    entry: Revision | Strike
    ordinal: int
    change: Change | Strike
    trace: Footprint

    @property
    def place(self) -> tuple[str, int]:
        """Which change of which entry it is."""
        return (self.entry.id, self.ordinal)


def merge(ours: Sequence[PlanEntry], theirs: Sequence[PlanEntry]) -> Merge:
    """Two histories that share a beginning, as one.

    What both have, by id, is common. Merging with oneself changes nothing.
    Raises `RevisionRefused` where one id has two origins: the host gave it twice.
    """
    _refuse_strangers(ours, theirs)
    _refuse_two_origins(ours, theirs)
    mine, yours = _only_in(ours, theirs), _only_in(theirs, ours)
    acts, their_acts = _acts(mine, ours), _acts(yours, theirs)
    _refuse_ids_used_twice(acts, their_acts)
    plans = replay(ours), replay(theirs)
    clashes = [
        (one, other)
        for one in acts
        for other in their_acts
        if one.trace.clashes(other.trace)
    ]
    same = [pair for pair in clashes if _same_outcome(*pair, *plans)]
    apart = [pair for pair in clashes if pair not in same]
    resting = _resting(their_acts, {other.place for _, other in apart})
    held = {other.place for _, other in clashes} | {act.place for act, _ in resting}
    entries, refused = _rebased(ours, yours, plans[0], held)
    return Merge(
        entries=entries,
        plan=replay(entries),
        conflicts=(
            *(_conflict(one, other) for one, other in apart),
            *(conflict for _, conflict in resting),
            *refused,
        ),
        notices=(
            *(_notice(NoticeKind.SAME_CHANGE, one, other) for one, other in same),
            *_notices(acts, their_acts),
        ),
    )


def unsettled(entries: Iterable[PlanEntry]) -> tuple[Revision, ...]:
    """The merged revisions with changes held back that no later revision settled."""
    revisions = [entry for entry in entries if isinstance(entry, Revision)]
    settled = {id for revision in revisions for id in revision.settles}
    return tuple(r for r in revisions if r.held_back and r.id not in settled)


# -- what each side did ---------------------------------------------------------


def _ids(entries: Iterable[PlanEntry]) -> set[str]:
    return {e.id for e in entries if not isinstance(e, Unrecognised)}


def _only_in(
    some: Sequence[PlanEntry], others: Sequence[PlanEntry]
) -> tuple[Revision | Strike, ...]:
    known = _ids(others)
    return tuple(
        entry
        for entry in some
        if not isinstance(entry, Unrecognised) and entry.id not in known
    )


def _acts(
    entries: Iterable[Revision | Strike], history: Sequence[PlanEntry]
) -> list[_Act]:
    """The changes of some entries, one by one; striking touches all that it strikes."""
    by_id = {entry.id: entry for entry in history if isinstance(entry, Revision)}
    acts: list[_Act] = []
    for entry in entries:
        match entry:
            case Revision():
                acts += [
                    _Act(entry, ordinal, each, footprint(each))
                    for ordinal, each in enumerate(entry.changes)
                ]
            case Strike():
                struck = by_id[entry.revision].changes
                acts.append(_Act(entry, 0, entry, footprint_of_all(struck)))
    return acts


def _origin(entry: Revision | Strike) -> object:
    """What makes two entries with one id the same entry, rebased or not."""
    if isinstance(entry, Strike):
        return (entry.entry, entry.revision)
    return (entry.entry, entry.plan, {*entry.changes, *entry.held_back})


def _is_redacted(entry: Revision | Strike) -> bool:
    return isinstance(entry, Revision) and entry.redaction is not None


def _refuse_two_origins(ours: Sequence[PlanEntry], theirs: Sequence[PlanEntry]) -> None:
    mine = {e.id: e for e in ours if not isinstance(e, Unrecognised)}
    yours = {e.id: e for e in theirs if not isinstance(e, Unrecognised)}
    _refuse_reuse(
        f"entry/{id}"
        for id in mine
        if id in yours
        and not (_is_redacted(mine[id]) or _is_redacted(yours[id]))
        and _origin(mine[id]) != _origin(yours[id])
    )


def _refuse_strangers(ours: Sequence[PlanEntry], theirs: Sequence[PlanEntry]) -> None:
    if _ids(ours[:1]) == _ids(theirs[:1]):
        return
    refusal = Refusal(
        code=RefusalCode.WRONG_STREAM,
        where="plan",
        says="the two histories do not begin with the same entry",
    )
    raise RevisionRefused("merge", (refusal,))


def _added(change: Change | Strike) -> Address:
    """What a change adds, by its id; empty for one that adds nothing."""
    match change:
        case AddGoal():
            return ("goal", change.goal)
        case AddStep():
            return ("goal", change.goal, "step", change.step)
        case FindBarrier():
            return ("barrier", change.barrier)
        case NoteStrength():
            return ("strength", change.strength)
        case _:
            return ()


def _refuse_ids_used_twice(ours: Iterable[_Act], theirs: Iterable[_Act]) -> None:
    both = {_added(a.change) for a in ours} & {_added(a.change) for a in theirs}
    _refuse_reuse("/".join(address) for address in sorted(both) if address)


def _refuse_reuse(addresses: Iterable[str]) -> None:
    refusals = [
        Refusal(
            code=RefusalCode.ID_REUSED,
            where=where,
            says="one id has two origins",
            remedy="give every new thing an id of its own before merging",
        )
        for where in addresses
    ]
    if refusals:
        raise RevisionRefused("merge", refusals)


# -- what clashes, and how ---------------------------------------------------------

# Which say nothing by themselves: facts about a part, and what only goes with a state.
_NOT_AN_OUTCOME = frozenset(
    {"exists", "ended", "closed", "begun", "ranks", "since", "reason", "on"}
)


def _is_vague(address: Address) -> bool:
    return bool(address) and address[-1] in _NOT_AN_OUTCOME


def _same_outcome(one: _Act, other: _Act, ours: Plan, theirs: Plan) -> bool:
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


def _kind(one: _Act, other: _Act) -> ConflictKind:
    reorders = {type(one.change), type(other.change)}
    if SpaceGoals in reorders and reorders <= {SpaceGoals, RankGoal}:
        return ConflictKind.BOTH_REORDERED
    if _ends(one.trace) != _ends(other.trace):
        return ConflictKind.CHANGED_AFTER_END
    if touching(one.trace.writes, other.trace.writes):
        return ConflictKind.BOTH_CHANGED
    return ConflictKind.NOT_ALLOWED_ANY_MORE


def _where(one: _Act, other: _Act) -> str:
    """The first address on which two changes clash, those that both write first."""
    found: list[Address] = (
        touching(one.trace.writes, other.trace.writes)
        or touching(one.trace.writes, other.trace.reads)
        or touching(one.trace.reads, other.trace.writes)
    )
    found.sort(key=lambda address: (_is_vague(address), address))
    return "/".join(found[0])


def _conflict(one: _Act, other: _Act) -> Conflict:
    return Conflict(
        kind=_kind(one, other),
        address=_where(one, other),
        ours=one.entry.id,
        theirs=other.entry.id,
        their_change=other.change,
    )


def _resting(
    theirs: Iterable[_Act], held: set[tuple[str, int]]
) -> list[tuple[_Act, Conflict]]:
    """The changes of theirs that read or write what a held-back change writes."""
    missing: set[Address] = set()
    found: list[tuple[_Act, Conflict]] = []
    for act in theirs:
        touched = touching(missing, act.trace.reads | act.trace.writes)
        if act.place not in held and not touched:
            continue
        missing |= act.trace.writes
        if act.place not in held:
            conflict = Conflict(
                kind=ConflictKind.DEPENDS_ON_CONFLICT,
                address="/".join(min(touched)),
                ours="",
                theirs=act.entry.id,
                their_change=act.change,
            )
            found.append((act, conflict))
    return found


# -- taking what can be taken -----------------------------------------------------


def _rebased(
    ours: Sequence[PlanEntry],
    theirs: Iterable[Revision | Strike],
    plan: Plan,
    held: set[tuple[str, int]],
) -> tuple[tuple[PlanEntry, ...], list[Conflict]]:
    """Ours with theirs on top, without what is held back."""
    entries = list(ours)
    refused: list[Conflict] = []
    for entry in theirs:
        if isinstance(entry, Strike):
            if (entry.id, 0) not in held:
                entries.append(attrs.evolve(entry, base=plan.version))
                plan = replay(entries)
            continue
        free = [n for n in range(len(entry.changes)) if (entry.id, n) not in held]
        kept = _possible(plan, entry, free)
        refused += [_refused(entry, n) for n in free if n not in kept]
        rebased = _on_top(plan, entry, kept)
        entries.append(rebased)
        plan = apply(plan, rebased)
    return tuple(entries), refused


def _on_top(plan: Plan, revision: Revision, kept: list[int]) -> Revision:
    """A revision made anew on a plan, with only some of its changes."""
    if revision.base == plan.version and len(kept) == len(revision.changes):
        return revision
    first = revision.base if revision.rebased_from is None else revision.rebased_from
    held = tuple(c for n, c in enumerate(revision.changes) if n not in kept)
    return attrs.evolve(
        revision,
        base=plan.version,
        changes=tuple(revision.changes[n] for n in kept),
        held_back=(*revision.held_back, *held),
        rebased_from=first,
    )


def _possible(plan: Plan, revision: Revision, free: list[int]) -> list[int]:
    """Those of the changes that the plan does not refuse, in their order."""
    kept: list[int] = []
    for ordinal in free:
        try:
            apply(plan, _on_top(plan, revision, [*kept, ordinal]))
        except RevisionRefused:
            continue
        kept.append(ordinal)
    return kept


def _refused(revision: Revision, ordinal: int) -> Conflict:
    change = revision.changes[ordinal]
    written = sorted(footprint(change).writes)
    return Conflict(
        kind=ConflictKind.NOT_ALLOWED_ANY_MORE,
        address="/".join(written[0] if written else ()),
        ours="",
        theirs=revision.id,
        their_change=change,
    )


# -- what people should know besides ------------------------------------------------


def _notice(kind: NoticeKind, one: _Act, other: _Act, address: str = "") -> Notice:
    return Notice(
        kind=kind,
        address=address or _where(one, other),
        ours=one.entry.id,
        theirs=other.entry.id,
    )


def _notices(ours: Sequence[_Act], theirs: Sequence[_Act]) -> list[Notice]:
    found: list[Notice] = []
    for one in ours:
        for other in theirs:
            found += [
                _notice(kind, one, other, address)
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
