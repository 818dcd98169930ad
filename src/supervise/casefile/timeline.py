"""The timeline of a case: everything that happened, in order, as of any day.

An entry says what kind of thing happened and which record tells of it, in codes.
It never repeats anybody's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervise.casefile.case import CaseFile, FiledFact, TimelineEntry
from supervise.casefile.tasks import OpenTask, TaskAct
from supervise.histories import Entry
from supervise.planning import Strike
from supervise.planning.referrals import (
    AmendReferral,
    AssignReferral,
    MoveHandover,
    MoveReferral,
    PlanSessions,
    PrepareReferral,
    ReferralAct,
)
from supervise.records import (
    Attendance,
    BondRating,
    CaseNote,
    Circumstance,
    CopingWay,
    Milestone,
    ReadinessRating,
    Reading,
    Recognition,
    Retraction,
    Statement,
    Substitution,
    Trigger,
)


def timeline(
    file: CaseFile, *, as_of: date, since: date | None = None
) -> tuple[TimelineEntry, ...]:
    """What happened by a day, in order: by day, then by when it was recorded.

    Acts of one stream on one day stand in the order of their versions.
    Superseded records stand in it too: it is what was recorded, not what is so.
    """
    return tuple(
        sorted(
            (
                each
                for each in _entries(file)
                if each.on <= as_of and (since is None or since <= each.on)
            ),
            key=lambda each: (
                each.on,
                each.recorded_at,
                each.stream,
                each.version,
                each.record,
            ),
        )
    )


def _entries(file: CaseFile) -> Iterator[TimelineEntry]:
    for assessment in file.assessments:
        yield TimelineEntry(
            on=assessment.sheet.on,
            recorded_at=assessment.recorded_at,
            kind="assessment",
            record=assessment.id,
            by=assessment.assessed_by,
            says=assessment.sheet.instrument,
            visibility=assessment.visibility,
        )
    for decision in file.decisions:
        yield TimelineEntry(
            on=decision.on,
            recorded_at=decision.recorded_at,
            kind="decision",
            record=decision.id,
            by=decision.by,
            says=decision.intensity.code if decision.intensity else decision.standing,
            visibility=decision.visibility,
        )
    for plan_entry in file.plan_entries:
        strikes = isinstance(plan_entry, Strike)
        kind = "plan_strike" if strikes else "plan_revision"
        says = "strike" if isinstance(plan_entry, Strike) else str(plan_entry.trigger)
        plan = f"plan/{plan_entry.plan}"
        yield _of(plan_entry.entry, kind, says, plan, plan_entry.base)
    for act in file.referral_acts:
        stream = f"referral/{act.referral}"
        yield _of(act.entry, "referral", _referral_code(act), stream, act.base)
    for task_act in file.task_acts:
        task = f"task/{task_act.task}"
        yield _of(task_act.entry, "task", _task_code(task_act), task, task_act.base)
    for fact in file.facts:
        kind, says, about = _fact_codes(fact)
        yield _of(fact.entry, kind, says, about)
    yield from file.other


def _of(
    entry: Entry, kind: str, says: str, stream: str, version: int = 0
) -> TimelineEntry:
    return TimelineEntry(
        on=entry.effective_on,
        recorded_at=entry.recorded_at,
        kind=kind,
        record=entry.id,
        by=entry.actor,
        says=str(says),  # a code of an enumeration is told as plain text
        stream=stream,
        version=version,
        visibility=entry.visibility,
    )


def _referral_code(act: ReferralAct) -> str:
    match act:
        case PrepareReferral():
            return "prepare"
        case MoveReferral():
            return act.action
        case MoveHandover():
            return f"handover_{act.action}"
        case PlanSessions():
            return "plan_sessions"
        case AssignReferral():
            return "assign"
        case AmendReferral():
            return "amend"


def _task_code(act: TaskAct) -> str:
    return "open" if isinstance(act, OpenTask) else act.action


def _fact_codes(fact: FiledFact) -> tuple[str, str, str]:
    """The kind of a fact, what it says as a code, and the stream it belongs to."""
    match fact:
        case Attendance():
            stream = f"referral/{fact.referral}" if fact.referral else ""
            return "attendance", fact.presence, stream
        case Reading():
            return "reading", fact.voice, ""
        case ReadinessRating():
            return "readiness", fact.stage, ""
        case BondRating():
            return "bond", fact.bond, ""
        case CaseNote():
            return "note", fact.template, ""
        case Milestone():
            return "milestone", fact.size, ""
        case Recognition():
            return "recognition", fact.how, ""
        case Substitution():
            return "substitution", fact.reason_code, f"referral/{fact.new_referral}"
        case Circumstance():
            return "circumstance", fact.name, ""
        case Trigger():
            return "trigger", fact.domain, ""
        case CopingWay():
            return "coping", fact.domain, ""
        case Statement():
            return "statement", fact.about, ""
        case Retraction():
            return "retraction", "", ""
