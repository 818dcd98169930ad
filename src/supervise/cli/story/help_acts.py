"""The help in the story: what there is, who was asked, and when Avery was there.

The directory, the organisations and the rules of admission are invented.
"""

from __future__ import annotations

from datetime import date, time

from supervise.cli.story.cast import (
    AVERY,
    COLLEGE,
    OFFICER,
    OPEN_TO_ALL,
    PERSON,
    WORKSHOP,
    entry,
)
from supervise.histories import Entry
from supervise.people import Actor, Sensitivity
from supervise.planning import StepRef
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
from supervise.planning.services import (
    FREE,
    Capacity,
    Eligibility,
    EligibilityFact,
    EligibilityRule,
    ListedDirectory,
    Location,
    Opening,
    Organisation,
    Room,
    Seeker,
    Service,
    Weekday,
)
from supervise.records import Attendance, HelpSource, NeedMinutes, Presence
from supervise.rules import Ref
from supervise.rules.kinds import Kind

MATCHED_ON = date(2026, 2, 16)
REFUSED_ON = date(2026, 2, 20)
ENDED_ON = date(2026, 4, 23)
WORKING_SINCE = date(2026, 6, 15)

DIRECTORY = ListedDirectory(
    organisations=(
        Organisation(id="org-harbour", name="Harbour Workshop"),
        Organisation(id="org-valley", name="Valley College"),
        Organisation(id="org-depot", name="Ringroad Depot"),
    ),
    locations=(
        Location(id="loc-quay", name="Old Quay", public_transport=True),
        Location(id="loc-hill", name="Hill Road", public_transport=True),
    ),
    listed=(
        Service(
            id="evening-joinery",
            organisation="org-valley",
            name="Joinery in the evening",
            needs=("work",),
            locations=("loc-hill",),
            languages=("en",),
            cost=FREE,
            openings=(Opening(day=Weekday.THURSDAY, opens=time(18), closes=time(21)),),
        ),
        Service(
            id="bench",
            organisation="org-harbour",
            name="At the bench: joinery by day",
            needs=("work",),
            locations=("loc-quay",),
            languages=("en",),
            cost=FREE,
            eases=("transport",),
        ),
        Service(
            id="depot-shifts",
            organisation="org-depot",
            name="Trial shifts in the depot",
            needs=("work",),
            languages=("en",),
            cost=FREE,
            eligibility=Eligibility(
                facts=(EligibilityFact(name="theft_in_5_years", kind=Kind.YES_NO),),
                rules=(
                    EligibilityRule(
                        id="no_theft",
                        says="no conviction of theft in five years",
                        condition=~Ref("theft_in_5_years").yes,
                        about_record=True,
                    ),
                ),
            ),
        ),
    ),
    capacities=(
        Capacity(
            service="evening-joinery",
            reported_on=date(2026, 2, 9),
            room=Room.OPEN,
            places=4,
        ),
        Capacity(
            service="bench",
            reported_on=date(2026, 2, 9),
            room=Room.LIMITED,
            places=1,
        ),
    ),
)
SEEKER = Seeker(facts={"theft_in_5_years": True}, languages=("en",), can_pay=False)
WANTED = "work"


def basis(number: int, recipient: str) -> SharingBasis:
    """Avery's consent for one organisation: goals and needs, nothing else."""
    return SharingBasis(
        id=f"consent-{number}",
        kind=BasisKind.CONSENT,
        recipient=recipient,
        purpose="help to find work",
        covers=(Content.IDENTITY, Content.NEEDS, Content.GOALS),
        given_on=date(2026, 2, 16),
        expires_on=date(2026, 12, 31),
    )


ITEMS = (
    ContentItem(content=Content.GOALS, ref="plan-1/work"),
    ContentItem(content=Content.NEEDS, ref="assessment-bc_crna/work"),
    ContentItem(content=Content.NOTES, ref="note-2026-01-06"),
    ContentItem(
        content=Content.HEALTH, ref="plan-1/health", sensitivity=Sensitivity.HEALTH
    ),
)
SENT_ALONG = ITEMS[:2]


def act(
    referral: str, number: int, on: date, reason: str = "", *, by: Actor = OFFICER
) -> Entry:
    """The n-th act of a referral."""
    return entry(f"{referral}/{number}", on, reason, by=by, seen_by=OPEN_TO_ALL)


def prepare(
    referral: str, service: str, organisation: str, on: date
) -> PrepareReferral:
    """A draft for the goal to find work, out of the step that Avery takes for it."""
    return PrepareReferral(
        entry=act(referral, 1, on),
        referral=referral,
        person=PERSON,
        service=service,
        organisation=organisation,
        goals=("work",),
        needs=(WANTED,),
        steps=(StepRef(goal="work", step="call"),),
    )


def hand_over(
    referral: str, number: int, on: date, action: HandoverAction
) -> MoveHandover:
    """A step of a warm hand-over by the officer."""
    return MoveHandover(
        entry=act(referral, number, on),
        referral=referral,
        base=number - 1,
        action=action,
    )


FIRST, SECOND = "referral-1", "referral-2"
TO_THE_COLLEGE: tuple[ReferralAct, ...] = (
    prepare(FIRST, "evening-joinery", "org-valley", MATCHED_ON),
    hand_over(FIRST, 2, MATCHED_ON, HandoverAction.OFFER),
    MoveReferral(
        entry=act(FIRST, 3, date(2026, 2, 17)),
        referral=FIRST,
        base=2,
        action=ReferralAction.SEND,
        basis=basis(1, "org-valley"),
        carries=SENT_ALONG,
    ),
    MoveReferral(
        entry=act(FIRST, 4, date(2026, 2, 18), by=COLLEGE),
        referral=FIRST,
        base=3,
        action=ReferralAction.ACKNOWLEDGE,
    ),
    MoveReferral(
        entry=act(
            FIRST,
            5,
            REFUSED_ON,
            "Thursday evening is when I read to my little one.",
            by=AVERY,
        ),
        referral=FIRST,
        base=4,
        action=ReferralAction.REFUSE,
        reason_code="hours",
    ),
)
TO_THE_WORKSHOP: tuple[ReferralAct, ...] = (
    prepare(SECOND, "bench", "org-harbour", REFUSED_ON),
    hand_over(SECOND, 2, REFUSED_ON, HandoverAction.OFFER),
    MoveReferral(
        entry=act(SECOND, 3, date(2026, 2, 23)),
        referral=SECOND,
        base=2,
        action=ReferralAction.SEND,
        basis=basis(2, "org-harbour"),
        carries=SENT_ALONG,
    ),
    MoveReferral(
        entry=act(SECOND, 4, date(2026, 2, 25), by=WORKSHOP),
        referral=SECOND,
        base=3,
        action=ReferralAction.ACCEPT,
    ),
    PlanSessions(
        entry=act(SECOND, 5, date(2026, 2, 25)),
        referral=SECOND,
        base=4,
        sessions=6,
        approved_by=OFFICER,
    ),
    hand_over(SECOND, 6, date(2026, 3, 2), HandoverAction.INTRODUCE),
    hand_over(SECOND, 7, date(2026, 3, 2), HandoverAction.CONFIRM_MET),
    MoveReferral(
        entry=act(SECOND, 8, date(2026, 3, 5), by=WORKSHOP),
        referral=SECOND,
        base=7,
        action=ReferralAction.START,
        first_attended_on=date(2026, 3, 5),
    ),
    MoveReferral(
        entry=act(SECOND, 9, ENDED_ON, "All six sessions were held.", by=WORKSHOP),
        referral=SECOND,
        base=8,
        action=ReferralAction.END,
        outcomes=(
            GoalOutcome(
                goal="work",
                reached=Reached.PARTLY,
                says="Ready for a trial of paid work.",
            ),
        ),
    ),
)


def session(
    day: date, presence: Presence, number: int | None = None, reason_code: str = ""
) -> Attendance:
    """A morning at the workshop: two hours, of which ninety minutes were on work."""
    there = presence.is_present
    return Attendance(
        entry=entry(f"session-{day}", day, by=WORKSHOP, seen_by=OPEN_TO_ALL),
        person=PERSON,
        presence=presence,
        source=HelpSource.COMMUNITY,
        service="bench",
        referral=SECOND,
        session=number,
        length=120 if there else None,
        on_needs=(NeedMinutes(domain="work", minutes=90),) if there else (),
        reason_code=reason_code,
    )


SESSIONS = (
    session(date(2026, 3, 5), Presence.ATTENDED, 1),
    session(date(2026, 3, 12), Presence.ABSENT_LOGISTIC, reason_code="workshop_closed"),
    session(date(2026, 3, 19), Presence.ATTENDED, 2),
    session(date(2026, 3, 26), Presence.ABSENT_ACCEPTABLE, reason_code="child_ill"),
    session(date(2026, 4, 2), Presence.ATTENDED, 3),
    session(date(2026, 4, 9), Presence.LATE, 4),
    session(date(2026, 4, 16), Presence.ATTENDED, 5),
    session(date(2026, 4, 23), Presence.ATTENDED, 6),
)
