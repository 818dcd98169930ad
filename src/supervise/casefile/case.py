"""The case file: everything recorded of one person, as it was recorded.

It holds what was recorded and nothing that follows from it. What follows is computed for
a day, and can be computed for what was known at a moment.
Records of rooms that this one does not know stand as timeline entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import TypeVar

import attrs

from supervise.casefile.tasks import Task, TaskAct, replay_task, task_as_of
from supervise.errors import RevisionRefused
from supervise.histories import Entry, Unrecognised
from supervise.intensity import Decision
from supervise.people import Actor, PersonRef, Visibility
from supervise.planning import Plan, Revision, Strike, as_effective
from supervise.planning.history import replayed
from supervise.planning.referrals import (
    Referral,
    ReferralAct,
    referral_as_of,
    replay_referral,
)
from supervise.records import (
    Assessment,
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
    standing,
)

FiledFact = (
    Attendance
    | BondRating
    | CaseNote
    | Circumstance
    | CopingWay
    | Milestone
    | ReadinessRating
    | Reading
    | Recognition
    | Retraction
    | Statement
    | Substitution
    | Trigger
)


@attrs.frozen(kw_only=True)
class TimelineEntry:
    """One thing that happened: when, of which kind, by whom, and which record says so.

    `says` is a code, never words. `stream` names the plan, referral or task it belongs to,
    and `version` is the version of it on which the act was made.
    """

    on: date
    recorded_at: datetime
    kind: str
    record: str
    by: Actor
    says: str = ""
    stream: str = ""
    version: int = 0
    visibility: Visibility = attrs.field(factory=Visibility, repr=False)


@attrs.frozen(kw_only=True, repr=False)
class CaseFile:
    """Everything recorded of one person, in any order.

    `plan_entries`, `referral_acts` and `task_acts` are the acts of all plans, referrals and
    tasks together. `other` are entries of rooms beyond this one: contacts, conditions,
    alerts. `unrecognised` are entries that this version does not know; they are kept.
    """

    person: PersonRef
    assessments: tuple[Assessment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    plan_entries: tuple[Revision | Strike, ...] = ()
    referral_acts: tuple[ReferralAct, ...] = ()
    task_acts: tuple[TaskAct, ...] = ()
    facts: tuple[FiledFact, ...] = ()
    other: tuple[TimelineEntry, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<case file of {self.person.id}, {sum(1 for _ in entries(self))} records>"
        )


Recorded = (
    Assessment
    | Decision
    | Revision
    | Strike
    | ReferralAct
    | TaskAct
    | FiledFact
    | TimelineEntry
)

T = TypeVar("T")
R = TypeVar("R", bound=Recorded)


@attrs.frozen(kw_only=True, repr=False)
class CaseState:
    """A case as it was at the end of a day: what stood, as far as it was known."""

    person: PersonRef
    as_of: date
    assessments: tuple[Assessment, ...]
    decisions: tuple[Decision, ...]
    plans: tuple[Plan, ...]
    referrals: tuple[Referral, ...]
    tasks: tuple[Task, ...]
    facts: tuple[FiledFact, ...]
    other: tuple[TimelineEntry, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()

    def __repr__(self) -> str:
        return f"<case of {self.person.id} as of {self.as_of}>"

    def of_kind(self, kind: type[T]) -> tuple[T, ...]:
        """The standing facts of one class, in order of days."""
        return tuple(each for each in self.facts if isinstance(each, kind))

    @property
    def plan(self) -> Plan | None:
        """The plan in force: the one opened last that is not closed."""
        open_plans = [each for each in self.plans if each.state != "closed"]
        return max(open_plans, key=lambda p: (p.opened_on, p.id), default=None)

    def latest_assessments(self) -> tuple[Assessment, ...]:
        """The latest assessment by each instrument, by the instrument's id."""
        latest: dict[str, Assessment] = {}
        for each in self.assessments:
            latest[each.sheet.instrument] = each
        return tuple(latest[id] for id in sorted(latest))


def as_known(file: CaseFile, at: datetime) -> CaseFile:
    """The file with only what had been recorded by a moment."""

    def known(records: Iterable[R]) -> tuple[R, ...]:
        return tuple(each for each in records if _recorded_at(each) <= at)

    return attrs.evolve(
        file,
        assessments=known(file.assessments),
        decisions=known(file.decisions),
        plan_entries=known(file.plan_entries),
        referral_acts=known(file.referral_acts),
        task_acts=known(file.task_acts),
        facts=known(file.facts),
        other=known(file.other),
    )


def _recorded_at(record: Recorded) -> datetime:
    match record:
        case Assessment() | Decision() | TimelineEntry():
            return record.recorded_at
        case _:
            return record.entry.recorded_at


def state_of(file: CaseFile, *, as_of: date) -> CaseState:
    """The case at the end of a day, from everything in the file.

    Raises `RevisionRefused` where a stream does not follow from its own acts;
    `case_problems` lists all such without raising.
    """
    retractions = [each for each in file.facts if isinstance(each, Retraction)]
    facts = [each for each in file.facts if not isinstance(each, Retraction)]
    return CaseState(
        person=file.person,
        as_of=as_of,
        assessments=_by_day(
            each for each in file.assessments if each.sheet.on <= as_of
        ),
        decisions=tuple(
            sorted(
                (each for each in file.decisions if each.on <= as_of),
                key=lambda each: (each.on, each.id),
            )
        ),
        plans=_plans(file, as_of),
        referrals=_present(
            referral_as_of(acts, as_of) for acts in referral_streams(file).values()
        ),
        tasks=_present(task_as_of(acts, as_of) for acts in task_streams(file).values()),
        facts=standing(facts, as_of=as_of, retractions=retractions),
        other=tuple(each for each in file.other if each.on <= as_of),
        unrecognised=file.unrecognised,
    )


def _by_day(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    return tuple(sorted(assessments, key=lambda each: (each.sheet.on, each.id)))


def _present(found: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(each for each in found if each is not None)


def _plans(file: CaseFile, as_of: date) -> tuple[Plan, ...]:
    return _present(as_effective(each, as_of) for each in plan_streams(file).values())


def plan_streams(file: CaseFile) -> Mapping[str, tuple[Revision | Strike, ...]]:
    """The entries of each plan, in the order of their versions."""
    return _streams((each.plan, each) for each in file.plan_entries)


def referral_streams(file: CaseFile) -> Mapping[str, tuple[ReferralAct, ...]]:
    """The acts of each referral, in the order of their versions."""
    return _streams((each.referral, each) for each in file.referral_acts)


def task_streams(file: CaseFile) -> Mapping[str, tuple[TaskAct, ...]]:
    """The acts of each task, in the order of their versions."""
    return _streams((each.task, each) for each in file.task_acts)


A = TypeVar("A", bound="Revision | Strike | ReferralAct | TaskAct")


def _streams(acts: Iterable[tuple[str, A]]) -> Mapping[str, tuple[A, ...]]:
    found: dict[str, list[A]] = {}
    for id, act in acts:
        found.setdefault(id, []).append(act)
    return {
        id: tuple(sorted(found[id], key=lambda act: act.base)) for id in sorted(found)
    }


def entries(file: CaseFile) -> Iterator[tuple[str, Entry | Assessment | Decision]]:
    """Every recorded thing by its id, but those of other rooms."""
    for assessment in file.assessments:
        yield assessment.id, assessment
    for decision in file.decisions:
        yield decision.id, decision
    for group in (file.plan_entries, file.referral_acts, file.task_acts, file.facts):
        for each in group:
            yield each.entry.id, each.entry


def case_problems(file: CaseFile) -> tuple[str, ...]:
    """Everything that is wrong with a file as a whole; nothing where it is sound.

    Ids used twice, records of somebody else, streams that do not follow from their acts,
    and corrections of what is not there.
    """
    ids = [id for id, _ in entries(file)]
    seen = set(ids)
    twice = [id for id, times in sorted(Counter(ids).items()) if times > 1]
    return (
        *(f"record '{id}': the id is used twice" for id in twice),
        *_strangers(file),
        *_broken_streams(file),
        *(
            f"record '{each.entry.id}': it supersedes '{each.supersedes}', which is not here"
            for each in file.facts
            if each.supersedes and each.supersedes not in seen
        ),
    )


def _strangers(file: CaseFile) -> Iterator[str]:
    """Records that say that they are about another person."""
    for assessment in file.assessments:
        if assessment.person != file.person:
            yield f"assessment '{assessment.id}': it is about another person"
    for decision in file.decisions:
        if decision.person != file.person:
            yield f"decision '{decision.id}': it is about another person"
    for fact in file.facts:
        if fact.person != file.person:
            yield f"record '{fact.entry.id}': it is about another person"


def _broken_streams(file: CaseFile) -> Iterator[str]:
    """Streams that do not follow from their own acts, or belong to somebody else."""
    for name, make in _replays(file):
        try:
            person = make()
        except RevisionRefused as refused:
            yield f"{name}: {'; '.join(map(str, refused.refusals))}"
        else:
            if person not in {None, file.person}:
                yield f"{name}: it is about another person"


def _replays(
    file: CaseFile,
) -> Iterator[tuple[str, Callable[[], PersonRef | None]]]:
    for id, plan_entries in plan_streams(file).items():
        yield f"plan '{id}'", partial(_person_of_plan, plan_entries)
    for id, referral_acts in referral_streams(file).items():
        yield f"referral '{id}'", partial(_person_of_referral, referral_acts)
    for id, task_acts in task_streams(file).items():
        yield f"task '{id}'", partial(_person_of_task, task_acts)


def _person_of_plan(acts: tuple[Revision | Strike, ...]) -> PersonRef | None:
    """The person of a plan; nobody where it was opened in error and struck out."""
    plan = replayed(acts)
    return None if plan is None else plan.person


def _person_of_referral(acts: tuple[ReferralAct, ...]) -> PersonRef:
    return replay_referral(acts).person


def _person_of_task(acts: tuple[TaskAct, ...]) -> PersonRef:
    return replay_task(acts).person
