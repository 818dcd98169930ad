"""Recording in a case file: several records at once, all of them or none.

An assessment, the plan that follows from it and a referral can so be recorded together.
A record that the file has already is not added again: to send the same twice does no harm.
Nothing here stores anything; the host keeps the file that comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from supervise.casefile.case import (
    CaseFile,
    FiledFact,
    entries,
    plan_streams,
    referral_streams,
    task_streams,
)
from supervise.casefile.tasks import MoveTask, OpenTask, advance_task, replay_task
from supervise.errors import Refusal, RefusalCode, RevisionRefused
from supervise.intensity import Decision
from supervise.people import PersonRef
from supervise.planning import OpenPlan, Revision, Strike, append
from supervise.planning.referrals import (
    PrepareReferral,
    ReferralAct,
    advance,
    replay_referral,
)
from supervise.records import Assessment

Filed = Assessment | Decision | Revision | Strike | ReferralAct | OpenTask | MoveTask
Filing = Filed | FiledFact


def recorded(file: CaseFile, *records: Filing) -> CaseFile:
    """A case file with these records added in their order: all of them, or none.

    What the file has already, alike in everything, is passed over.
    Raises `RevisionRefused` with every reason: an id that is used for something else, a
    record about another person, an act that does not follow from its stream, a correction
    of what is not there. What rests on a refused record of the same stream is left out of
    the reasons.
    """
    refusals: list[Refusal] = []
    broken: set[str] = set()
    for record in records:
        if _stream(record) in broken or record in _alike(file, record):
            continue
        against = [*_against(file, record)]
        if against:
            refusals += against
            broken.add(_stream(record))
        else:
            file = _with(file, record)
    if refusals:
        raise RevisionRefused(f"recording for '{file.person.id}'", refusals)
    return file


def _id(record: Filing) -> str:
    return record.id if isinstance(record, Assessment | Decision) else record.entry.id


def _stream(record: Filing) -> str:
    """The stream that a record belongs to; a fact is one by itself."""
    if isinstance(record, Revision | Strike):
        return f"plan/{record.plan}"
    if isinstance(record, OpenTask | MoveTask):
        return f"task/{record.task}"
    if isinstance(record, ReferralAct):
        return f"referral/{record.referral}"
    return f"record/{_id(record)}"


def _alike(file: CaseFile, record: Filing) -> Sequence[object]:
    """The records of the same sort that a file holds."""
    if isinstance(record, Assessment):
        return file.assessments
    if isinstance(record, Decision):
        return file.decisions
    if isinstance(record, Revision | Strike):
        return file.plan_entries
    if isinstance(record, OpenTask | MoveTask):
        return file.task_acts
    if isinstance(record, ReferralAct):
        return file.referral_acts
    return file.facts


def _with(file: CaseFile, record: Filing) -> CaseFile:
    if isinstance(record, Assessment):
        return attrs.evolve(file, assessments=(*file.assessments, record))
    if isinstance(record, Decision):
        return attrs.evolve(file, decisions=(*file.decisions, record))
    if isinstance(record, Revision | Strike):
        return attrs.evolve(file, plan_entries=(*file.plan_entries, record))
    if isinstance(record, OpenTask | MoveTask):
        return attrs.evolve(file, task_acts=(*file.task_acts, record))
    if isinstance(record, ReferralAct):
        return attrs.evolve(file, referral_acts=(*file.referral_acts, record))
    return attrs.evolve(file, facts=(*file.facts, record))


def _against(file: CaseFile, record: Filing) -> Iterator[Refusal]:
    """Every reason not to add a record to a file."""
    id = _id(record)
    if any(id == used for used, _ in entries(file)):
        yield Refusal(
            code=RefusalCode.ID_REUSED,
            where=f"record/{id}",
            says="the file has another record with this id",
            remedy="give a new id; none is ever used again",
        )
        return
    if any(person != file.person for person in _people(record)):
        yield Refusal(
            code=RefusalCode.WRONG_STREAM,
            where=f"record/{id}",
            says="it is about another person",
        )
    yield from _against_fact(file, record)
    try:
        _follow(file, record)
    except RevisionRefused as refused:
        yield from refused.refusals


def _against_fact(file: CaseFile, record: Filing) -> Iterator[Refusal]:
    replaced = getattr(record, "supersedes", "")
    if replaced and not any(replaced == each.entry.id for each in file.facts):
        yield Refusal(
            code=RefusalCode.UNKNOWN_ID,
            where=f"record/{_id(record)}",
            says=f"it supersedes '{replaced}', which is not here",
        )


def _people(record: Filing) -> Iterator[PersonRef]:
    """About whom a record says that it is; an act says it where its stream begins."""
    if isinstance(record, Revision):
        for change in record.changes:
            if isinstance(change, OpenPlan):
                yield change.person
    elif isinstance(record, OpenTask | PrepareReferral):
        yield record.person
    elif isinstance(record, Strike | MoveTask | ReferralAct):
        return
    else:
        yield record.person


def _follow(file: CaseFile, record: Filing) -> None:
    """Raise `RevisionRefused` where an act does not follow from its stream."""
    if isinstance(record, Revision | Strike):
        append(plan_streams(file).get(record.plan, ()), record)
    elif isinstance(record, OpenTask | MoveTask):
        tasks = task_streams(file).get(record.task, ())
        advance_task(replay_task(tasks) if tasks else None, record)
    elif isinstance(record, ReferralAct):
        acts = referral_streams(file).get(record.referral, ())
        advance(replay_referral(acts) if acts else None, record)
