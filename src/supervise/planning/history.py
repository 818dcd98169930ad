"""Applying revisions, and replaying a plan from its history.

`apply` makes one new version. `replay` makes a plan from all of its entries.
A history is a tuple of entries in the order of their versions; nothing here stores it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import takewhile

from supervise.errors import (
    Refusal,
    RefusalCode,
    RevisionRefused,
    StaleRevision,
)
from supervise.histories import Unrecognised
from supervise.people import Role
from supervise.planning.changes import AnswerPlan, Change, OpenPlan
from supervise.planning.drafts import Draft, Halt
from supervise.planning.effects import make, opened, refusals_of_agreement
from supervise.planning.footprints import footprint, footprint_of_all
from supervise.planning.plan import Plan
from supervise.planning.revisions import PlanEntry, Revision, Strike


def apply(plan: Plan | None, revision: Revision) -> Plan:
    """The next version of a plan: everything in the revision, or nothing.

    Without a plan, the revision must open one.
    Raises `StaleRevision`, naming both versions, where it was made on another version than
    the plan's; otherwise `RevisionRefused` with every reason at once.
    A change that rests on a refused one is left out of the reasons: it may be right.
    """
    _check_envelope(plan, revision)
    refusals: list[Refusal] = []
    for change in revision.changes:
        if plan is not None and isinstance(change, AnswerPlan):
            refusals += refusals_of_agreement(plan, change)
    draft, rest = _begun(plan, revision)
    refusals += _refusals_of_changes(draft, rest, revision)
    if refusals:
        raise RevisionRefused(_name(revision), refusals)
    draft.version += 1
    return draft.close()


def replay(entries: Iterable[PlanEntry]) -> Plan:
    """The plan that a history makes: the same as applying its revisions one by one.

    Revisions that were struck out count as versions and change nothing.
    Whether the person could agree was asked when the answer was recorded; not again here.
    Raises `RevisionRefused` at the first entry that does not follow from those before, and
    where nothing opens the plan, or what opened it was struck out.
    """
    plan = replayed(entries)
    if plan is None:
        refusal = Refusal(
            code=RefusalCode.NOT_IN_TABLE,
            where="plan/state",
            says="nothing opens the plan",
            remedy="begin another plan with OpenPlan",
        )
        raise RevisionRefused("history of a plan", (refusal,))
    return plan


def replayed(entries: Iterable[PlanEntry]) -> Plan | None:
    """The plan that a history makes; nothing where all that it did was struck out.

    Raises `RevisionRefused` at the first entry that does not follow from those before.
    """
    entries = tuple(entries)
    struck = {entry.revision for entry in entries if isinstance(entry, Strike)}
    draft: Draft | None = None
    for version, entry in enumerate(entries):
        if isinstance(entry, Unrecognised):
            raise _unrecognised(entry, version)
        if entry.base != version:
            raise StaleRevision(_name(entry), entry.base, version)
        if isinstance(entry, Revision) and entry.id not in struck:
            draft = _continued(draft, entry)
        if draft is not None:
            draft.version = version + 1
    return draft.close() if draft else None


def as_known(entries: Iterable[PlanEntry], at: datetime) -> Plan | None:
    """The plan as it was known at a moment: from the entries recorded by then.

    Nothing before it was opened, and once its opening was struck out.
    """
    return replayed(_known(entries, at))


def as_effective(
    entries: Iterable[PlanEntry], on: date, *, known_at: datetime | None = None
) -> Plan | None:
    """The plan as it was on a day, by what was known then or later.

    Of the entries recorded by `known_at` (or of all), those effective by `on` count.
    They are taken in the order of recording: `append` has seen to it that whatever took
    effect earlier than it was recorded touches nothing that it overtook.
    Raises `RevisionRefused` where an entry is not known here: nobody could say what it does.
    """
    entries = tuple(entries) if known_at is None else _known(entries, known_at)
    struck = {entry.revision for entry in entries if isinstance(entry, Strike)}
    draft: Draft | None = None
    for version, entry in enumerate(entries):
        if isinstance(entry, Unrecognised):
            raise _unrecognised(entry, version)
        if not isinstance(entry, Revision) or entry.id in struck:
            continue
        if entry.entry.effective_on <= on:
            draft = _continued(draft, entry)
            draft.version = entry.base + 1
    return draft.close() if draft else None


def append(entries: Sequence[PlanEntry], entry: PlanEntry) -> tuple[PlanEntry, ...]:
    """A history with one more entry, if it may follow.

    A revision may not be effective earlier than an earlier-recorded one that it touches:
    the plan of a past day would then depend on the order of recording.
    A strike is refused where later revisions rest on what it strikes; they are named.
    An entry that the history has already is not added again.
    """
    if entry in entries:
        return tuple(entries)
    plan = replay(entries) if entries else None
    if not isinstance(entry, Unrecognised):
        _refuse_used_id(entries, entry)
    match entry:
        case Revision():
            apply(plan, entry)
            if refusals := _refusals_of_backdating(entries, entry):
                raise RevisionRefused(_name(entry), refusals)
        case Strike():
            _check_strike(entries, plan, entry)
    return (*entries, entry)


def _refuse_used_id(entries: Sequence[PlanEntry], entry: Revision | Strike) -> None:
    if all(isinstance(e, Unrecognised) or e.id != entry.id for e in entries):
        return
    refusal = Refusal(
        code=RefusalCode.ID_REUSED,
        where=f"entry/{entry.id}",
        says="the history has an entry with this id",
        remedy="give a new id; none is ever used again",
    )
    raise RevisionRefused(_name(entry), (refusal,))


def _name(entry: Revision | Strike) -> str:
    kind = "revision" if isinstance(entry, Revision) else "strike"
    return f"{kind} '{entry.id}' of plan '{entry.plan}'"


def _known(entries: Iterable[PlanEntry], at: datetime) -> tuple[PlanEntry, ...]:
    """The beginning of a history: its entries up to the first recorded later than this."""
    return tuple(
        takewhile(
            lambda each: isinstance(each, Unrecognised) or each.entry.recorded_at <= at,
            entries,
        )
    )


def _check_envelope(plan: Plan | None, entry: Revision | Strike) -> None:
    if plan is not None and plan.id != entry.plan:
        refusal = Refusal(
            code=RefusalCode.WRONG_STREAM,
            where="plan",
            says=f"made for plan '{entry.plan}', not for plan '{plan.id}'",
        )
        raise RevisionRefused(_name(entry), (refusal,))
    if entry.entry.actor.role is Role.SYSTEM:
        refusal = Refusal(
            code=RefusalCode.NOT_ALLOWED,
            where="entry/actor",
            says="nothing enters a plan without a person",
            remedy="let somebody take it up in a revision of their own",
        )
        raise RevisionRefused(_name(entry), (refusal,))
    actual = 0 if plan is None else plan.version
    if entry.base != actual:
        raise StaleRevision(_name(entry), entry.base, actual)


def _begun(plan: Plan | None, revision: Revision) -> tuple[Draft, tuple[Change, ...]]:
    """The draft to make the changes in, and those changes still to be made."""
    if plan is not None:
        return Draft(plan), revision.changes
    first = revision.changes[0] if revision.changes else None
    if not isinstance(first, OpenPlan):
        refusal = Refusal(
            code=RefusalCode.NOT_IN_TABLE,
            where="plan/state",
            says="the plan is not open yet",
            allowed="open",
            remedy="begin with OpenPlan",
        )
        raise RevisionRefused(_name(revision), (refusal,))
    return Draft(opened(first, revision)), revision.changes[1:]


def _refusals_of_changes(
    draft: Draft, changes: tuple[Change, ...], at: Revision
) -> list[Refusal]:
    """Make changes in a draft; every reason to refuse them, but none that only follows."""
    refusals: list[Refusal] = []
    refused: list[Change] = []
    for change in changes:
        if refused and footprint(change).clashes(footprint_of_all(refused)):
            refused.append(change)
            continue
        try:
            make(draft, change, at)
        except Halt as halted:
            refusals += halted.refusals
            refused.append(change)
    return refusals


def _continued(draft: Draft | None, revision: Revision) -> Draft:
    """A draft with one more revision made in it; raises where it is refused."""
    rest = revision.changes
    if draft is None:
        draft, rest = _begun(None, revision)
    try:
        for change in rest:
            make(draft, change, revision)
    except Halt as halted:
        raise RevisionRefused(_name(revision), halted.refusals) from None
    return draft


def _unrecognised(entry: Unrecognised, version: int) -> RevisionRefused:
    refusal = Refusal(
        code=RefusalCode.UNRECOGNISED,
        where=f"version/{version + 1}",
        says=f"an entry of kind '{entry.kind}' in format {entry.format} is not known here",
        remedy="open the plan with a version of the library that knows it; "
        "nothing in it was changed",
    )
    return RevisionRefused("history of a plan", (refusal,))


def _refusals_of_backdating(
    entries: Sequence[PlanEntry], revision: Revision
) -> list[Refusal]:
    """The earlier entries that took effect later and that a revision touches."""
    struck = {entry.revision for entry in entries if isinstance(entry, Strike)}
    later = [
        entry
        for entry in entries
        if isinstance(entry, Revision)
        and entry.entry.effective_on > revision.entry.effective_on
        and entry.id not in struck
    ]
    mine = footprint_of_all(revision.changes)
    return [
        Refusal(
            code=RefusalCode.BACKDATED,
            where="effective_on",
            says=f"revision '{entry.id}' touches the same and took effect on "
            f"{entry.entry.effective_on}, later than {revision.entry.effective_on}",
            remedy="date it on or after that day, or strike that revision first",
        )
        for entry in later
        if footprint_of_all(entry.changes).clashes(mine)
    ]


def _check_strike(
    entries: Sequence[PlanEntry], plan: Plan | None, strike: Strike
) -> None:
    """Raise where a strike is out of place, or where others rest on what it strikes."""
    _check_envelope(plan, strike)
    struck = {entry.revision for entry in entries if isinstance(entry, Strike)}
    known = [entry.id for entry in entries if isinstance(entry, Revision)]
    if strike.revision not in known or strike.revision in struck:
        refusal = Refusal(
            code=RefusalCode.UNKNOWN_ID,
            where=f"revision/{strike.revision}",
            says="no such revision, or it was struck before",
        )
        raise RevisionRefused(_name(strike), (refusal,))
    if resting := resting_on(entries, strike.revision):
        raise RevisionRefused(
            _name(strike),
            [
                Refusal(
                    code=RefusalCode.NEEDED_LATER,
                    where=f"revision/{id}",
                    says=f"it rests on revision '{strike.revision}'",
                    remedy="strike it first",
                )
                for id in resting
            ],
        )


def resting_on(entries: Sequence[PlanEntry], revision: str) -> tuple[str, ...]:
    """The revisions that could not stand if this one were struck out, in order."""
    gone = {entry.revision for entry in entries if isinstance(entry, Strike)}
    gone.add(revision)
    resting: list[str] = []
    while (refused := _first_refused(entries, gone)) is not None:
        resting.append(refused)
        gone.add(refused)
    return tuple(resting)


def _first_refused(entries: Sequence[PlanEntry], gone: set[str]) -> str | None:
    """The first revision that does not follow when some are gone."""
    draft: Draft | None = None
    for entry in entries:
        if not isinstance(entry, Revision) or entry.id in gone:
            continue
        try:
            draft = _continued(draft, entry)
        except RevisionRefused:
            return entry.id
    return None
