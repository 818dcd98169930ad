"""Invented referrals: short ways to say who did what."""

from datetime import UTC, date, datetime, timedelta

from supervise.errors import RevisionRefused
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
    ReferralAction,
    SharingBasis,
    Waiting,
    advance,
)
from supervise.records import Attendance, HelpSource, NeedMinutes, Presence

PERSON = PersonRef("person-001")
OFFICER = Actor("officer-007", Role.OFFICER)
PROVIDER = Actor("org-harbour", Role.PROVIDER)

BASIS = SharingBasis(
    id="consent-1",
    kind=BasisKind.CONSENT,
    recipient="org-harbour",
    purpose="help to find work",
    covers=(Content.IDENTITY, Content.NEEDS, Content.GOALS),
    given_on=date(2026, 1, 1),
)
GOALS = ContentItem(content=Content.GOALS, ref="p1")

FIRST_DAY = date(2026, 1, 5)


def entry(id, *, day=0, by=OFFICER, reason="", hour=9, **more):
    """An entry of the n-th day after the first."""
    on = FIRST_DAY + timedelta(days=day)
    return Entry(
        id=id,
        actor=by,
        recorded_at=datetime(on.year, on.month, on.day, hour, tzinfo=UTC),
        effective_on=on,
        reason=reason,
        **more,
    )


# What each action needs beside, so that only the table can refuse it.
GIVEN = {
    ReferralAction.SEND: {"basis": BASIS, "carries": (GOALS,)},
    ReferralAction.WAITLIST: {"waiting": Waiting(position=3)},
    ReferralAction.START: {"first_attended_on": date(2026, 1, 5)},
    ReferralAction.END: {
        "outcomes": (
            GoalOutcome(goal="g1", reached=Reached.FULLY),
            GoalOutcome(goal="g2", reached=Reached.PARTLY),
        )
    },
}


def prepare(*, referral="ref1", id="prepare", day=0, **changed):
    given = {
        "person": PERSON,
        "service": "svc-trades",
        "organisation": "org-harbour",
        "goals": ("g1", "g2"),
        "needs": ("work",),
    }
    return PrepareReferral(
        entry=entry(id, day=day), referral=referral, **(given | changed)
    )


def move(action, base, *, referral="ref1", day=0, reason="because", by=OFFICER, **more):
    action = ReferralAction(action)
    return MoveReferral(
        entry=entry(f"{referral}-{base}-{action}", day=day, reason=reason, by=by),
        referral=referral,
        base=base,
        action=action,
        **(GIVEN.get(action, {}) | more),
    )


def hand_over(action, base, *, referral="ref1", day=0, reason="because"):
    return MoveHandover(
        entry=entry(f"{referral}-{base}-handover", day=day, reason=reason),
        referral=referral,
        base=base,
        action=HandoverAction(action),
    )


def sessions(count, base, *, referral="ref1", day=0):
    return PlanSessions(
        entry=entry(f"{referral}-{base}-sessions", day=day),
        referral=referral,
        base=base,
        sessions=count,
        approved_by=OFFICER,
    )


# A way to each state, from the table as it is published.
WAYS = {
    "draft": (),
    "discarded": ("discard",),
    "sent": ("send",),
    "received": ("send", "acknowledge"),
    "waitlisted": ("send", "waitlist"),
    "accepted": ("send", "accept"),
    "declined_by_provider": ("send", "decline"),
    "refused_by_person": ("send", "refuse"),
    "withdrawn": ("send", "withdraw"),
    "in_progress": ("send", "accept", "start"),
    "on_hold": ("send", "accept", "start", "hold"),
    "ended": ("send", "accept", "start", "end"),
    "entered_in_error": ("enter_in_error",),
}


def acts_to(state, *, referral="ref1", planned=0, day=0):
    """The acts that lead to a state, the hand-over offered first."""
    acts = [
        prepare(referral=referral, day=day, id=f"{referral}-prepare"),
        hand_over("offer", 1, referral=referral, day=day),
    ]
    for action in WAYS[state]:
        acts.append(move(action, len(acts), referral=referral, day=day))
        if action == "accept" and planned:
            acts.append(sessions(planned, len(acts), referral=referral, day=day))
    return acts


def followed(acts, referral=None):
    for act in acts:
        referral = advance(referral, act)
    return referral


def a_referral(state="draft", **about):
    return followed(acts_to(state, **about))


def refused(referral, act):
    """Why an act is refused; nothing where it is not."""
    try:
        advance(referral, act)
    except RevisionRefused as error:
        return error.refusals
    return ()


def attended(
    session, presence="attended", *, referral="ref1", day=0, minutes=0, **more
):
    presence = Presence(presence)
    return Attendance(
        entry=entry(f"{referral}-at-{session}-{day}", day=day),
        person=PERSON,
        presence=presence,
        source=HelpSource.COMMUNITY,
        referral=referral,
        session=session,
        length=minutes or None,
        on_needs=(NeedMinutes(domain="work", minutes=minutes),) if minutes else (),
        **more,
    )
