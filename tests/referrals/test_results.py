"""What came of the referrals to each service: counts, and no ranking."""

import attrs

from supervise.planning.referrals import (
    Absences,
    ConclusionKind,
    GoalOutcome,
    Reached,
    replay_referral,
    results_by_service,
)
from tests.casefile.invented import day
from tests.referrals.invented import attended, hand_over, move, prepare, sessions


def to(id, service, *more):
    """A referral to a service, with what became of it."""
    acts = [
        attrs.evolve(prepare(referral=id, id=f"{id}-prepare"), service=service),
        hand_over("offer", 1, referral=id),
    ]
    return replay_referral((*acts, *more))


def used(id, reached):
    return (
        move("send", 2, referral=id),
        move("accept", 3, referral=id),
        sessions(2, 4, referral=id),
        move("start", 5, referral=id),
        move(
            "end",
            6,
            referral=id,
            day=30,
            outcomes=(
                GoalOutcome(goal="g1", reached=reached),
                GoalOutcome(goal="g2", reached=Reached.NOT),
            ),
        ),
    )


REFERRALS = (
    to("r1", "svc-a", *used("r1", Reached.FULLY)),
    to("r2", "svc-a", *used("r2", Reached.PARTLY)),
    to(
        "r3", "svc-a", move("send", 2, referral="r3"), move("decline", 3, referral="r3")
    ),
    to("r4", "svc-b", move("send", 2, referral="r4"), move("refuse", 3, referral="r4")),
    to("r5", "svc-b"),
)
ATTENDANCE = (
    attended(1, day=3, minutes=30, referral="r1"),
    attended(2, day=4, minutes=45, referral="r1"),
    attended(1, day=3, minutes=20, referral="r2"),
    attended(2, "absent_logistic", day=4, referral="r2"),
)


def test_each_service_has_its_own_counts():
    a, b = results_by_service(REFERRALS, ATTENDANCE, as_of=day(40))

    # svc-a: one completed (2 of 2), one ended early (1 of 2), one declined.
    assert ("svc-a", 3, 1, 0) == (
        a.service,
        a.sent,
        a.declined_by_provider,
        a.refused_by_person,
    )
    assert {
        ConclusionKind.COMPLETED: 1,
        ConclusionKind.ENDED_EARLY: 1,
        ConclusionKind.CANCELLED: 1,
    } == dict(a.conclusions)
    assert {Reached.FULLY: 1, Reached.PARTLY: 1, Reached.NOT: 2} == dict(a.outcomes)
    # 30 + 45 + 20 minutes in three sessions; one absence was nobody's choice.
    assert (3, 95, Absences(logistic=1)) == (a.sessions_attended, a.minutes, a.absences)
    # svc-b: one sent and refused by the person; the draft is no referral yet.
    assert ("svc-b", 1, 0, 1) == (
        b.service,
        b.sent,
        b.declined_by_provider,
        b.refused_by_person,
    )


def test_results_are_as_of_a_day():
    (a, _) = results_by_service(REFERRALS, ATTENDANCE, as_of=day(3))

    assert (2, 50, ()) == (a.sessions_attended, a.minutes, a.outcomes)
    assert {ConclusionKind.OPEN: 2, ConclusionKind.CANCELLED: 1} == dict(a.conclusions)


def test_what_was_entered_in_error_is_no_referral():
    wrong = to(
        "r6",
        "svc-c",
        move("send", 2, referral="r6"),
        move("enter_in_error", 3, referral="r6"),
    )

    assert () == results_by_service((wrong,), (), as_of=day(40))
