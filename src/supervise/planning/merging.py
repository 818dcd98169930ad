"""Bringing together what two people changed at the same time.

Theirs is rebased onto ours, change by change, by footprint: what is independent is taken;
what clashes, and what rests on it, is held back and shown with its kind, never guessed.
States are never merged field by field: one side may end a goal that the other goes on with.
A conflict is settled by a new revision of a person that names both revisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from supervise.errors import Refusal, RefusalCode, RevisionRefused
from supervise.histories import Unrecognised
from supervise.planning.changes import Change, FindBarrier, NoteStrength
from supervise.planning.clashes import (
    Act,
    Conflict,
    ConflictKind,
    Notice,
    NoticeKind,
    acts_of,
    conflict_of,
    notice_of,
    notices_of,
    resting_on_held,
    same_outcome,
)
from supervise.planning.footprints import Address, footprint
from supervise.planning.goal_changes import AddGoal, AddStep
from supervise.planning.history import apply, replay
from supervise.planning.plan import Plan
from supervise.planning.revisions import PlanEntry, Revision, Strike


@attrs.frozen(kw_only=True)
class Merge:
    """The history of both sides, and what could not be brought together.

    `entries` is ours, then theirs as far as it was taken.
    """

    entries: tuple[PlanEntry, ...]
    plan: Plan
    conflicts: tuple[Conflict, ...]
    notices: tuple[Notice, ...]


def merge(ours: Sequence[PlanEntry], theirs: Sequence[PlanEntry]) -> Merge:
    """Two histories that share a beginning, as one.

    What both have, by id, is common. Merging with oneself changes nothing.
    Raises `RevisionRefused` where one id has two origins: the host gave it twice.
    """
    _refuse_strangers(ours, theirs)
    _refuse_two_origins(ours, theirs)
    mine, yours = _only_in(ours, theirs), _only_in(theirs, ours)
    acts, their_acts = acts_of(mine, ours), acts_of(yours, theirs)
    _refuse_ids_used_twice(acts, their_acts)
    plans = replay(ours), replay(theirs)
    clashes = [
        (one, other)
        for one in acts
        for other in their_acts
        if one.trace.clashes(other.trace)
    ]
    same = [pair for pair in clashes if same_outcome(*pair, *plans)]
    apart = [pair for pair in clashes if pair not in same]
    resting = resting_on_held(their_acts, {other.place for _, other in apart})
    held = {other.place for _, other in clashes} | {act.place for act, _ in resting}
    entries, refused = _rebased(ours, yours, plans[0], held)
    return Merge(
        entries=entries,
        plan=replay(entries),
        conflicts=(
            *(conflict_of(one, other) for one, other in apart),
            *(conflict for _, conflict in resting),
            *refused,
        ),
        notices=(
            *(notice_of(NoticeKind.SAME_CHANGE, one, other) for one, other in same),
            *notices_of(acts, their_acts),
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


def _refuse_ids_used_twice(ours: Iterable[Act], theirs: Iterable[Act]) -> None:
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
