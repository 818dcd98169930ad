"""A case file is read as it was recorded; what follows is computed for a day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.casefile import (
    AttentionSettings,
    CaseFile,
    Expected,
    ExpectedAssessment,
    Flaw,
    Why,
    as_known,
    case_problems,
    needs_attention,
    quality,
    recorded,
    state_of,
    summary_of,
    timeline,
)
from supervise.errors import DeclarationError
from supervise.histories import Unrecognised
from supervise.needs import Need
from supervise.people import Actor, PersonRef, Role
from supervise.planning import (
    AchievementAction,
    AgreementAction,
    AnswerPlan,
    GoalAction,
    MoveGoal,
    OpenPlan,
    RateGoal,
    Revision,
    SetAsideNeed,
    Strike,
)
from supervise.planning.referrals import (
    Absences,
    AmendReferral,
    AssignReferral,
    GoalOutcome,
    Reached,
    ReferralStandard,
    ReferralState,
    StageLimit,
)
from supervise.records import (
    Bond,
    BondRating,
    Readiness,
    ReadinessRating,
    Retraction,
    Status,
    Voice,
)
from supervise.sources import Source
from tests.casefile.invented import (
    OPENING,
    REFERRAL_ACTS,
    a_case,
    assessment,
    circumstance,
    day,
    found,
    note,
    reading,
    revision,
    step,
)
from tests.exchange.values import DECISION
from tests.referrals.invented import OFFICER, PERSON, attended, entry, move
from tests.support.sheets import scale, sheet

SETTINGS = AttentionSettings(still_after_days=60)


def whys(case, number, settings=SETTINGS):
    return [
        each.why
        for each in needs_attention(state_of(case, as_of=day(number)), settings)
    ]


# -- timeline ----------------------------------------------------------------------


def test_the_timeline_has_everything_that_was_recorded_in_order():
    found = timeline(a_case(), as_of=day(400))

    # 2 assessments, 1 revision, 6 acts of a referral, 1 task, 7 facts, 1 contact.
    assert 18 == len(found)
    assert sorted(each.on for each in found) == [each.on for each in found]
    assert {
        "assessment",
        "plan_revision",
        "referral",
        "task",
        "attendance",
        "reading",
        "note",
        "milestone",
        "contact",
    } == {each.kind for each in found}


def test_a_timeline_ends_with_its_day_and_begins_where_asked():
    found = timeline(a_case(), as_of=day(9), since=day(5))

    assert ["prepare", "handover_offer", "send", "accept", "plan_sessions"] == [
        each.says for each in found
    ]


def test_a_timeline_tells_each_kind_of_record_by_its_code():
    # The codes are those that the records carry: none is a word that somebody wrote.
    stage = ReadinessRating(
        entry=entry("f1", day=30),
        person=PERSON,
        domain="work",
        stage=Readiness.PREPARATION,
        voice=Voice.OFFICER,
    )
    bond = BondRating(
        entry=entry("f2", day=31),
        person=PERSON,
        bond=Bond.ALLIANCE,
        scale="example",
        value=Decimal(5),
        lowest=Decimal(1),
        highest=Decimal(7),
        voice=Voice.PERSON,
    )
    taken_back = Retraction(
        entry=entry("f3", day=32, reason="CANARY"), person=PERSON, supersedes="f2"
    )
    to = AssignReferral(
        entry=entry("f4", day=33),
        referral="ref1",
        base=6,
        to=Actor("worker-1", Role.PROVIDER),
    )
    other_goals = AmendReferral(
        entry=entry("f5", day=34, reason="CANARY"),
        referral="ref1",
        base=7,
        goals=("g1",),
    )
    case = a_case(
        decisions=(DECISION,),
        facts=(stage, bond, taken_back),
        referral_acts=(*REFERRAL_ACTS, to, other_goals),
    )

    told = [(e.kind, e.says, e.stream) for e in timeline(case, as_of=day(34))]

    assert () == case_problems(case)
    assert ("decision", "medium", "") in told
    assert [
        ("readiness", "preparation", ""),
        ("bond", "alliance", ""),
        ("retraction", "", ""),
        ("referral", "assign", "referral/ref1"),
        ("referral", "amend", "referral/ref1"),
    ] == told[-5:]


def test_a_timeline_repeats_nobodys_words():
    words = ("Talked", "First interview", "regular work", "Call")

    assert not [w for w in words if w in repr(timeline(a_case(), as_of=day(400)))]


@given(st.randoms(use_true_random=False))
def test_the_order_of_filing_does_not_matter(random):
    case = a_case()
    shuffled = attrs.evolve(
        case,
        **{
            name: tuple(random.sample(getattr(case, name), len(getattr(case, name))))
            for name in ("assessments", "referral_acts", "facts", "task_acts")
        },
    )

    assert timeline(case, as_of=day(400)) == timeline(shuffled, as_of=day(400))
    assert state_of(case, as_of=day(50)) == state_of(shuffled, as_of=day(50))


# -- as of, as known ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "referral", "facts"),
    (
        (4, None, 0),
        (5, "draft", 0),
        (6, "sent", 0),
        (9, "accepted", 0),
        (12, "in_progress", 1),
    ),
)
def test_a_case_can_be_read_as_of_any_day(number, referral, facts):
    state = state_of(a_case(), as_of=day(number))

    assert referral == (state.referrals[0].state if state.referrals else None)
    assert facts == len(state.facts)


def test_what_was_known_then_has_nothing_that_was_recorded_later():
    moment = datetime(2026, 1, 14, 23, tzinfo=UTC)  # day 9
    known = as_known(a_case(), moment)

    assert all(each.recorded_at <= moment for each in timeline(known, as_of=day(400)))
    assert "accepted" == state_of(known, as_of=day(400)).referrals[0].state


# -- problems -----------------------------------------------------------------------


def test_a_sound_file_has_no_problem():
    assert () == case_problems(a_case())


def test_everything_wrong_with_a_file_is_named_at_once():
    stranger = attrs.evolve(reading("r9", 9, 1), person=PersonRef("person-002"))
    case = a_case(
        facts=(
            stranger,
            note("n1", 20),
            note("n1", 21),
            note("n3", 22, supersedes="n0"),
        ),
        referral_acts=(*REFERRAL_ACTS[:3], move("hold", 3, day=12)),
    )

    assert (
        "record 'n1': the id is used twice",
        "record 'r9': it is about another person",
        (
            "referral 'ref1': referral/ref1: no 'hold' from sent; allowed: "
            "acknowledge, accept, waitlist, decline, refuse, withdraw, enter_in_error"
        ),
        "record 'n3': it supersedes 'n0', which is not here",
    ) == case_problems(case)


def test_an_assessment_and_a_decision_of_somebody_else_are_noticed():
    case = CaseFile(
        person=PersonRef("person-002"),
        assessments=(assessment("a9", 3, 1, "low"),),
        decisions=(DECISION,),
    )

    assert (
        "assessment 'a9': it is about another person",
        "decision 'decision-1': it is about another person",
    ) == case_problems(case)


def test_a_stream_of_somebody_else_is_noticed():
    others = attrs.evolve(REFERRAL_ACTS[0], person=PersonRef("person-002"))

    assert ("referral 'ref1': it is about another person",) == case_problems(
        a_case(referral_acts=(others,))
    )


# -- quality ------------------------------------------------------------------------

WORK = Expected(name="employment", stale_after_days=90, verified=True, within_days=7)


def flaws(*facts, number=100, expected=(WORK,), assessments=(), case=None):
    state = state_of(case or a_case(facts=facts), as_of=day(number))
    return [(each.flaw, each.what) for each in quality(state, expected, assessments)]


def checked(number):
    return {"verified_by": OFFICER, "verified_on": day(number)}


@pytest.mark.parametrize(
    ("facts", "expected"),
    (
        ((), [Flaw.MISSING]),
        ((circumstance("c1", 50, "works", **checked(50)),), []),
        ((circumstance("c1", 10, "works", **checked(10)),), []),
        ((circumstance("c1", 9, "works", **checked(9)),), [Flaw.STALE]),
        ((circumstance("c1", 50, "works"),), [Flaw.UNVERIFIED]),
        (
            (
                circumstance("c1", 50, "works", source="record"),
                circumstance("c2", 57, "no work", **checked(58)),
            ),
            [Flaw.CONTRADICTORY],
        ),
        (
            (
                circumstance("c1", 49, "works", source="record"),
                circumstance("c2", 57, "no work", **checked(58)),
            ),
            [],
        ),
        (
            (
                circumstance("c1", 50, "works", source="record"),
                circumstance("c2", 50, "works", **checked(58)),
            ),
            [],
        ),
    ),
)
def test_what_is_known_is_missing_stale_contradictory_or_unverified(facts, expected):
    assert [(flaw, "employment") for flaw in expected] == flaws(*facts)


def test_a_contradiction_names_both_records_and_where_they_came_from():
    state = state_of(
        a_case(
            facts=(
                circumstance("c1", 50, "CANARY works", source="record"),
                circumstance("c2", 50, "no work"),
            )
        ),
        as_of=day(60),
    )

    (found,) = quality(state, (attrs.evolve(WORK, verified=False),))

    assert [("c1", "record"), ("c2", "person")] == [
        (each.record, each.source) for each in found.records
    ]
    assert "CANARY" not in repr(found)


def test_an_assessment_can_be_missing_stale_or_short_of_answers():
    wanted = ExpectedAssessment(instrument="example_screen", stale_after_days=30)
    never = ExpectedAssessment(instrument="other")
    short = attrs.evolve(
        assessment("a9", 0, 1, "low"),
        sheet=sheet("example_screen", day(0), scale("total", status=Status.MISSING)),
    )

    assert [(Flaw.STALE, "example_screen"), (Flaw.MISSING, "other")] == flaws(
        number=121, expected=(), assessments=(wanted, never)
    )
    assert [(Flaw.MISSING, "example_screen")] == flaws(
        number=9, expected=(), assessments=(wanted,), case=a_case(assessments=(short,))
    )


@pytest.mark.parametrize("wrong", ({"name": " "}, {"within_days": -1}))
def test_what_is_wanted_has_a_name_and_days_that_can_be_counted(wrong):
    with pytest.raises(DeclarationError, match="name it; days from 0"):
        Expected(**({"name": "employment"} | wrong))


@pytest.mark.parametrize("days", (0, -1, 1.5, True))
def test_standing_still_is_counted_in_whole_days_from_one(days):
    with pytest.raises(DeclarationError, match="still_after_days must be a whole"):
        AttentionSettings(still_after_days=days)


# -- attention and summary ------------------------------------------------------------


def test_a_need_without_a_goal_needs_attention_until_it_is_set_aside():
    aside = SetAsideNeed(domain="housing", assessment="a1", reason="has a lease")
    case = a_case(
        plan_entries=(*a_case().plan_entries, revision("r2", 1, aside, number=4))
    )

    assert Why.NEED_WITHOUT_GOAL in whys(a_case(), 10)
    assert Why.NEED_WITHOUT_GOAL not in whys(case, 10)


def test_a_need_whose_day_has_passed_says_until_when_it_was_set_aside():
    aside = SetAsideNeed(
        domain="housing", assessment="a1", reason="CANARY lease", until=day(30)
    )
    case = a_case(
        plan_entries=(*a_case().plan_entries, revision("r2", 1, aside, number=4))
    )

    (weak,) = (
        each
        for each in needs_attention(state_of(case, as_of=day(31)), SETTINGS)
        if each.why is Why.NEED_WITHOUT_GOAL
    )

    assert f"'housing' has no goal, and was set aside until {day(30)} only" == weak.says


def test_a_goal_that_works_on_a_need_serves_it_whichever_assessment_found_it():
    other = assessment(
        "b1", 5, 2, "medium", found(Need.WORK), instrument="other_screen"
    )
    case = a_case(assessments=(other,))

    assert Why.NEED_WITHOUT_GOAL not in whys(case, 10)


def test_a_plan_without_an_answer_and_a_case_without_a_plan_need_attention():
    agree = AnswerPlan(action=AgreementAction.AGREE, seen=2)
    add = revision("r2", 1, step("s2", "g2"), number=3)
    answered = a_case(
        plan_entries=(*a_case().plan_entries, add, revision("r3", 2, agree, number=4))
    )

    assert Why.NO_PLAN in whys(a_case(), 1)
    assert Why.UNANSWERED in whys(a_case(), 10)
    assert Why.UNANSWERED not in whys(answered, 10)


@pytest.mark.parametrize(
    ("why", "before", "from_"),
    (
        (Why.TASK_OVERDUE, 30, 31),
        (Why.GOAL_STANDS_STILL, 62, 63),
        (Why.GOAL_PAST_ITS_DATE, 200, 201),
    ),
)
def test_attention_begins_on_the_day_after(why, before, from_):
    # The task was due on day 30; g2 was added on day 2 and 60 days are allowed; the goals
    # were to be reached by day 200.
    assert why not in whys(a_case(), before)
    assert why in whys(a_case(), from_)


def test_a_referral_that_waits_too_long_needs_attention():
    standard = ReferralStandard(
        id="example",
        limits=(StageLimit(state=ReferralState.SENT, days=5),),
        source=Source(
            citation="Invented handbook, p. 9",
            licence="CC0-1.0",
            population="none",
            checked="2026-08-01",
        ),
    )
    case = a_case(referral_acts=REFERRAL_ACTS[:3])
    settings = attrs.evolve(SETTINGS, referrals=standard)

    assert Why.REFERRAL_OVERDUE not in whys(case, 11, settings)
    assert Why.REFERRAL_OVERDUE in whys(case, 12, settings)


def test_a_refusal_needs_no_attention_once_another_referral_was_used_to_its_end():
    refused = (*REFERRAL_ACTS[:3], move("refuse", 3, day=8))
    other = [
        attrs.evolve(
            each,
            referral="ref2",
            entry=attrs.evolve(each.entry, id=f"ref2-{each.entry.id}"),
        )
        for each in (
            *REFERRAL_ACTS,
            move(
                "end",
                6,
                day=20,
                outcomes=(GoalOutcome(goal="g1", reached=Reached.FULLY),),
            ),
        )
    ]

    assert Why.REFERRAL_LED_NOWHERE not in whys(
        a_case(referral_acts=(*refused, *other)), 30
    )


def test_what_a_provider_reported_of_a_goal_waits_to_be_taken_up():
    ended = move(
        "end", 6, day=20, outcomes=(GoalOutcome(goal="g1", reached=Reached.PARTLY),)
    )
    acts = (*REFERRAL_ACTS, ended)
    rated = RateGoal(
        goal="g1", action=AchievementAction.RATE_IMPROVING, evidence=("ref1",)
    )
    taken_up = (OPENING, revision("r2", 1, rated, number=22))

    assert Why.OUTCOME_NOT_TAKEN_UP not in whys(a_case(referral_acts=acts), 19)
    assert Why.OUTCOME_NOT_TAKEN_UP in whys(a_case(referral_acts=acts), 20)
    assert Why.OUTCOME_NOT_TAKEN_UP not in whys(
        a_case(referral_acts=acts, plan_entries=taken_up), 22
    )


def test_a_refusal_needs_no_attention_once_its_goal_is_reached():
    refused = (*REFERRAL_ACTS[:3], move("refuse", 3, day=8))
    done = MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
        reason="found work",
    )
    case = a_case(
        referral_acts=refused,
        plan_entries=(OPENING, revision("r2", 1, done, number=20)),
    )

    assert Why.REFERRAL_LED_NOWHERE in whys(case, 19)
    assert Why.REFERRAL_LED_NOWHERE not in whys(case, 20)


def test_a_refusal_needs_attention_until_something_else_serves_the_goal():
    refused = (*REFERRAL_ACTS[:3], move("refuse", 3, day=8))
    other = attrs.evolve(
        REFERRAL_ACTS[0], referral="ref2", entry=entry("ref2-prepare", day=9)
    )

    assert Why.REFERRAL_LED_NOWHERE in whys(a_case(referral_acts=refused), 10)
    assert Why.REFERRAL_LED_NOWHERE not in whys(
        a_case(referral_acts=(*refused, other)), 10
    )


def test_a_referral_that_ended_early_needs_a_report():
    # 3 sessions were approved; the person came to one and it was withdrawn on day 20, so
    # that nobody reported on its goals.
    acts = (*REFERRAL_ACTS[:5], move("withdraw", 5, day=20))
    came = a_case(referral_acts=acts, facts=(attended(1, day=12),))
    never_came = a_case(referral_acts=acts, facts=())

    assert Why.REPORT_DUE not in whys(came, 19)
    assert Why.REPORT_DUE in whys(came, 20)
    assert Why.REPORT_DUE not in whys(never_came, 20)


def test_what_is_missing_or_stale_needs_attention_and_says_since_when():
    case = a_case(facts=(circumstance("c1", 5, "CANARY lodging", name="housing"),))
    settings = attrs.evolve(
        SETTINGS,
        expected=(WORK, Expected(name="housing", stale_after_days=30)),
    )

    told = [
        (each.record, each.says, each.since)
        for each in needs_attention(state_of(case, as_of=day(36)), settings)
        if each.why is Why.KNOWLEDGE
    ]

    # Day 36 is 31 days after day 5.
    assert [
        ("c1", "housing: stale; the latest is 31 days old; 30 are allowed", day(5)),
        ("employment", "employment: missing; nothing is recorded", None),
    ] == told


def test_an_entry_that_cannot_be_read_is_said_and_not_hidden():
    strange = Unrecognised(kind="x_contact", format=9, text="CANARY")
    case = a_case(unrecognised=(strange,))
    (found,) = [
        each
        for each in needs_attention(state_of(case, as_of=day(3)), SETTINGS)
        if each.why is Why.NOT_READABLE
    ]

    assert "x_contact" == found.record
    assert "CANARY" not in repr(found)


def test_a_summary_tells_a_case_at_a_glance():
    summary = summary_of(state_of(a_case(), as_of=day(100)), SETTINGS)

    assert [("example_screen", "total", "low")] == [
        (each.instrument, each.scale, each.level) for each in summary.levels
    ]
    assert ("work", "substance") == summary.needs
    assert [("g1", 0, 1), ("g2", 0, 0)] == [
        (each.goal, each.steps_done, each.steps) for each in summary.goals
    ]
    assert [("ref1", "in_progress", day(12))] == [
        (each.referral, each.state, each.since) for each in summary.referrals
    ]
    # Two sessions of 30 and 45 minutes; one cancelled by nobody's choice.
    assert (2, 75, Absences(logistic=1)) == (
        summary.sessions_attended,
        summary.minutes_on_needs,
        summary.absences,
    )
    assert (1, 1, day(20), day(27)) == (
        summary.tasks_awaited,
        summary.milestones,
        summary.last_note_on,
        summary.last_reading_on,
    )
    assert summary.attention


@pytest.mark.parametrize(
    ("on", "decided"),
    ((date(2026, 1, 4), ""), (date(2026, 1, 5), "medium"), (date(2026, 7, 6), "")),
)
def test_a_summary_has_the_decision_that_holds_on_its_day(on, decided):
    # It was decided on 5 January 2026, by an override that holds until 5 July.
    state = state_of(a_case(decisions=(DECISION,)), as_of=on)

    assert decided == summary_of(state, SETTINGS).decided


def test_a_summary_of_a_case_without_a_plan_has_no_goals():
    summary = summary_of(state_of(a_case(plan_entries=()), as_of=day(3)), SETTINGS)

    assert () == summary.goals


def test_a_summary_and_a_file_show_nobodys_words():
    case = a_case()
    state = state_of(case, as_of=day(100))
    shown = repr(case) + repr(state) + repr(summary_of(state, SETTINGS))

    assert not [
        w for w in ("Talked", "First interview", "regular", "Call") if w in shown
    ]
    assert "<case file of person-001, 17 records>" == repr(case)


def test_an_attendance_of_nothing_planned_is_still_in_the_summary():
    case = a_case(facts=(attended(None, day=3, referral="walk-in"),))

    assert 1 == summary_of(state_of(case, as_of=day(4)), SETTINGS).sessions_attended


def test_a_plan_that_was_opened_in_error_and_struck_out_is_no_contradiction():
    opened = Revision(
        entry=entry("r1", day=1),
        plan="p9",
        base=0,
        changes=(OpenPlan(person=PERSON, period="2026"),),
    )
    struck = Strike(
        entry=entry("x1", day=2, reason="for another period"),
        plan="p9",
        base=1,
        revision="r1",
    )

    case = recorded(CaseFile(person=PERSON), opened, struck)

    assert () == case_problems(case)
    assert () == state_of(case, as_of=date(2026, 2, 1)).plans
