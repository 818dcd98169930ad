"""The help that people who do not exist were given: a referral, its sessions, notes and tasks.

It is the same every time. How far a referral comes goes round by the number of the person; how
often anything occurs says nothing about people.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from supervise.casefile import (
    MoveTask,
    TaskAct,
    TaskAction,
    tasks_born_of,
)
from supervise.casefile.case import FiledFact
from supervise.casefile.templates import SESSION
from supervise.histories import Entry
from supervise.people import Actor, PersonRef, Role
from supervise.planning.referrals import (
    BasisKind,
    Content,
    ContentItem,
    GoalOutcome,
    HandoverAction,
    MoveHandover,
    MoveReferral,
    PlanSessions,
    PrepareReferral,
    Reached,
    ReferralAct,
    ReferralAction,
    SharingBasis,
)
from supervise.records import (
    Attendance,
    CaseNote,
    FollowUp,
    HelpSource,
    Milestone,
    NeedMinutes,
    Passage,
    Presence,
)
from supervise.testing.invented_people import OFFICER

WEEK = timedelta(days=7)
PROVIDER = Actor("invented-provider-1", Role.PROVIDER)
ORGANISATION, SERVICE = "invented-organisation-1", "invented-service-1"
SESSIONS = 4
PRESENCES = (
    Presence.ATTENDED,
    Presence.ATTENDED,
    Presence.LATE,
    Presence.ABSENT_ACCEPTABLE,
    Presence.ABSENT_UNACCEPTABLE,
)


def entry_at(id: str, on: date, *, actor: Actor = OFFICER, reason: str = "") -> Entry:
    """The envelope of an act that was recorded on the day on which it was done."""
    recorded = datetime.combine(on, time(15), tzinfo=UTC)
    return Entry(
        id=id, actor=actor, recorded_at=recorded, effective_on=on, reason=reason
    )


def referral_acts(
    person: PersonRef, number: int, area: str, on: date
) -> tuple[ReferralAct, ...]:
    """A referral for the first goal: sent, then declined, begun or ended, in turn."""
    referral = f"{person.id}-referral"
    acts: list[ReferralAct] = [
        PrepareReferral(
            entry=entry_at(f"{referral}-1", on),
            referral=referral,
            person=person,
            service=SERVICE,
            organisation=ORGANISATION,
            goals=("goal-1",),
            needs=(area,),
        ),
        MoveHandover(
            entry=entry_at(f"{referral}-2", on),
            referral=referral,
            base=1,
            action=HandoverAction.OFFER,
        ),
        _move(referral, 3, ReferralAction.SEND, on, basis=_consent(referral, on)),
    ]
    if number % 5 == 0:
        return (*acts, _move(referral, 4, ReferralAction.DECLINE, on + WEEK))
    acts += [
        _move(referral, 4, ReferralAction.ACCEPT, on + WEEK),
        PlanSessions(
            entry=entry_at(f"{referral}-5", on + WEEK),
            referral=referral,
            base=4,
            sessions=SESSIONS,
            approved_by=OFFICER,
        ),
        _move(referral, 6, ReferralAction.START, on + 2 * WEEK),
    ]
    if number % 3 == 0:
        acts.append(_move(referral, 7, ReferralAction.END, on + (SESSIONS + 2) * WEEK))
    return tuple(acts)


def _move(
    referral: str,
    number: int,
    action: ReferralAction,
    on: date,
    *,
    basis: SharingBasis | None = None,
) -> MoveReferral:
    actor = OFFICER if action is ReferralAction.SEND else PROVIDER
    reached = GoalOutcome(goal="goal-1", reached=Reached.PARTLY)
    item = ContentItem(content=Content.NEEDS, ref=f"{referral}-needs")
    return MoveReferral(
        entry=entry_at(f"{referral}-{number}", on, actor=actor, reason="as we said"),
        referral=referral,
        base=number - 1,
        action=action,
        basis=basis,
        carries=(item,) if basis is not None else (),
        first_attended_on=on if action is ReferralAction.START else None,
        outcomes=(reached,) if action is ReferralAction.END else (),
    )


def _consent(referral: str, on: date) -> SharingBasis:
    return SharingBasis(
        id=f"{referral}-consent",
        kind=BasisKind.CONSENT,
        recipient=ORGANISATION,
        purpose="to begin the help",
        covers=frozenset({Content.NEEDS, Content.GOALS}),
        given_on=on,
    )


def sessions(
    person: PersonRef, number: int, area: str, begun: date
) -> tuple[Attendance, ...]:
    """The sessions of a referral that has begun, one a week, and whether the person came."""
    return tuple(
        _session(
            person, place, area, begun, PRESENCES[(number + place) % len(PRESENCES)]
        )
        for place in range(1, SESSIONS + 1)
    )


def _session(
    person: PersonRef, place: int, area: str, begun: date, presence: Presence
) -> Attendance:
    came = presence.is_present
    on = begun + (place - 1) * WEEK
    return Attendance(
        entry=entry_at(f"{person.id}-session-{place}", on, actor=PROVIDER),
        person=person,
        presence=presence,
        source=HelpSource.COMMUNITY,
        service=SERVICE,
        referral=f"{person.id}-referral",
        session=place,
        length=45 if came else None,
        on_needs=(NeedMinutes(domain=area, minutes=30),) if came else (),
        reason_code="" if came else "invented",
    )


def note(person: PersonRef, on: date) -> CaseNote:
    """A note of a session with the officer, out of which something is to be done."""
    follow_up = FollowUp(
        id="1", what="ring the service", owner=OFFICER, due_on=on + WEEK
    )
    return CaseNote(
        entry=entry_at(f"{person.id}-note-1", on),
        person=person,
        template=SESSION.id,
        passages=tuple(
            Passage(field=each.id, saying=each.saying, text="invented")
            for each in SESSION.fields
            if each.required
        ),
        follow_ups=(follow_up,),
    )


def task_acts(of: CaseNote, number: int) -> tuple[TaskAct, ...]:
    """The task that a note asks for; of every other person it is done."""
    (set_out,) = tasks_born_of(of)
    if number % 2:
        return (set_out,)
    done_on = of.entry.effective_on + timedelta(days=3)
    finished = MoveTask(
        entry=entry_at(f"{set_out.task}-done", done_on),
        task=set_out.task,
        base=1,
        action=TaskAction.FINISH,
    )
    return (set_out, finished)


def facts(
    person: PersonRef, number: int, area: str, begun: date | None
) -> tuple[FiledFact, ...]:
    """The sessions of what has begun, and a milestone for those who came to the last."""
    if begun is None:
        return ()
    held = sessions(person, number, area, begun)
    if not held[-1].presence.is_present:
        return held
    on = held[-1].entry.effective_on
    reached = Milestone(
        entry=entry_at(f"{person.id}-milestone-1", on),
        person=person,
        says="invented",
        goal="goal-1",
    )
    return (*held, reached)
