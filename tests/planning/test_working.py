"""What blocks, what is next, what was agreed, what is suggested, and what is covered."""

from datetime import date

import pytest

from supervise.needs import CONSIDERABLE, SOME
from supervise.people import Role
from supervise.planning import (
    AchievementAction,
    AddGoal,
    AddStep,
    AgreementAction,
    AmendStep,
    AnswerPlan,
    BarrierAction,
    ConditionReason,
    FindBarrier,
    GoalAction,
    GoalReadiness,
    GoalSuggestion,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NeedReason,
    RateGoal,
    RewordGoal,
    SetAsideNeed,
    StepAction,
    StepRef,
    StepSuggestion,
    WishReason,
    agreement_standing,
    alignment,
    append,
    apply,
    arrange,
    goal_standing,
    next_steps,
    profile_of,
    taken_up,
)
from supervise.planning.readiness import APPROACHES, readiness_on
from supervise.records import Readiness, ReadinessRating, Voice
from tests.planning.invented import (
    AVERY,
    OFFICER,
    PERSON,
    a_goal,
    a_plan,
    a_step,
    entry,
    opening,
    revision,
)
from tests.planning.sheets import an_assessment

ON = date(2026, 10, 1)
TRANSPORT = FindBarrier(barrier="b1", kind="transport", blocks=("g1",))
DEAL = MoveBarrier(
    barrier="b1",
    action=BarrierAction.DEAL_WITH,
    step=StepRef(goal="g1", step="ticket"),
)


def work_and_transport(*more):
    """To find work, for somebody who misses interviews for want of transport."""
    return a_plan(
        a_goal("g1"),
        a_step("apply", "g1"),
        a_step("ticket", "g1", by=OFFICER),
        TRANSPORT,
        *more,
    )


# -- barriers -----------------------------------------------------------------------


def test_a_goal_is_not_ready_while_its_transport_is_not():
    found = goal_standing(work_and_transport(), "g1")

    assert GoalReadiness.BLOCKED == found.readiness
    assert ["b1"] == [each.id for each in found.barriers]


@pytest.mark.parametrize(
    ("moves", "readiness"),
    (
        ((), GoalReadiness.BEING_CLEARED),
        ((StepAction.START,), GoalReadiness.BEING_CLEARED),
        ((StepAction.COMPLETE,), GoalReadiness.READY),
        ((StepAction.CANNOT_YET,), GoalReadiness.BLOCKED),
        ((StepAction.DROP,), GoalReadiness.BLOCKED),
    ),
)
def test_a_barrier_is_as_far_as_the_step_that_deals_with_it(moves, readiness):
    made = [
        MoveStep(goal="g1", step="ticket", action=action, reason="so")
        for action in moves
    ]

    assert readiness == goal_standing(work_and_transport(DEAL, *made), "g1").readiness


@pytest.mark.parametrize("action", (BarrierAction.SETTLE, BarrierAction.LIVE_WITH))
def test_a_barrier_that_is_settled_or_accepted_blocks_nothing(action):
    over = MoveBarrier(barrier="b1", action=action, how="a lift", reason="it will do")

    assert (
        GoalReadiness.READY == goal_standing(work_and_transport(over), "g1").readiness
    )


def test_a_barrier_whose_step_failed_blocks_again():
    failed = MoveBarrier(
        barrier="b1", action=BarrierAction.STEP_FAILED, reason="no ticket"
    )

    plan = work_and_transport(DEAL, failed)

    assert GoalReadiness.BLOCKED == goal_standing(plan, "g1").readiness
    assert plan.barrier("b1").step is None


def test_a_goal_without_barriers_is_ready():
    assert GoalReadiness.READY == goal_standing(a_plan(a_goal()), "g1").readiness


def test_what_clears_the_way_comes_first_and_what_waits_comes_last():
    plan = work_and_transport(DEAL, a_goal("g2"), a_step("s1", "g2"))

    steps = next_steps(plan)

    assert ["ticket", "s1", "apply"] == [each.step.id for each in steps]
    assert ["b1"] == [each.id for each in steps[0].clears]
    assert ["b1"] == [each.id for each in steps[2].waits_for]


def test_what_was_done_all_the_same_is_recorded_as_it_was():
    done = MoveStep(goal="g1", step="apply", action=StepAction.COMPLETE)

    plan = work_and_transport(done)

    assert "completed" == plan.goal("g1").step("apply").status


# -- agreement ------------------------------------------------------------------------


def agreed_history(*more):
    history = (opening(a_goal("g1"), a_step("s1", "g1")),)
    answer = AnswerPlan(action=AgreementAction.AGREE, seen=1, words="fine")
    history = append(history, revision("r2", 1, answer))
    for number, change in enumerate(more, start=3):
        history = append(
            history, revision(f"r{number}", number - 1, change, day=number)
        )
    return history


def test_before_anybody_asked_there_is_no_answer():
    found = agreement_standing((opening(a_goal()),))

    assert (False, False) == (found.asked, found.out_of_date)


def test_progress_does_not_put_an_answer_out_of_date():
    found = agreement_standing(
        agreed_history(
            MoveStep(goal="g1", step="s1", action=StepAction.COMPLETE),
            RateGoal(
                goal="g1",
                action=AchievementAction.RATE_IMPROVING,
                evidence=("reading-1",),
            ),
            RewordGoal(goal="g1", own_words="I want my own money"),
        )
    )

    assert (True, False) == (found.asked, found.out_of_date)


@pytest.mark.parametrize(
    "change",
    (
        a_goal("g2"),
        a_step("s2", "g1"),
        RewordGoal(goal="g1", title="I will find any work"),
        AmendStep(goal="g1", step="s1", due_on=date(2026, 9, 20)),
        MoveGoal(goal="g1", action=GoalAction.REMOVE, reason="no longer wanted"),
    ),
)
def test_a_change_of_what_was_undertaken_asks_for_an_answer_anew(change):
    assert agreement_standing(agreed_history(change)).out_of_date


def test_a_renewed_agreement_is_up_to_date_again():
    history = agreed_history(RewordGoal(goal="g1", title="I will find any work"))
    again = AnswerPlan(action=AgreementAction.AGREE_UPDATE, seen=3)

    found = agreement_standing(append(history, revision("r9", 3, again, day=9)))

    assert ("updated_agreed", 3, False) == (found.state, found.seen, found.out_of_date)


# -- readiness -------------------------------------------------------------------------


def rating(id, stage, day, domain="work"):
    return ReadinessRating(
        entry=entry(id, day=day),
        person=PERSON,
        domain=domain,
        stage=stage,
        voice=Voice.PERSON,
    )


def test_the_latest_rating_of_a_domain_counts():
    ratings = [
        rating("a", Readiness.CONTEMPLATION, 1),
        rating("b", Readiness.ACTION, 20),
        rating("c", Readiness.LAPSE, 40),
    ]

    assert Readiness.ACTION == readiness_on(ratings, ON)["work"].stage


def test_every_stage_has_a_way_of_working_and_no_penalty():
    assert set(Readiness) == set(APPROACHES)


# -- suggestions -------------------------------------------------------------------------


def suggestion(id, area, **given):
    about = {"source": "example", "title": "I will ...", "why": "invented"}
    return GoalSuggestion(id=id, area=area, **(about | given))


def a_profile(plan=None, ratings=(), **needs):
    assessment = an_assessment("a1", **(needs or {"work": SOME}))
    return profile_of(plan or a_plan(), [assessment], ratings, on=ON)


def test_the_strongest_changeable_need_comes_first():
    profile = a_profile(
        history=CONSIDERABLE, housing=CONSIDERABLE, work=SOME, substance=CONSIDERABLE
    )

    assert ["substance", "work", "housing"] == [
        each.need.domain.code for each in profile.needs
    ]


def test_suggestions_follow_the_needs_and_none_is_left_out():
    profile = a_profile(work=SOME, substance=CONSIDERABLE)
    given = [
        suggestion("a", "leisure"),
        suggestion("b", "work"),
        suggestion("c", "substance"),
    ]

    arranged = arrange(given, profile)

    assert ["c", "b", "a"] == [each.suggestion.id for each in arranged]
    assert arranged[2].need is None


def test_what_clears_an_open_barrier_comes_before_everything():
    profile = a_profile(plan=work_and_transport(), substance=CONSIDERABLE)
    given = [
        suggestion("a", "substance"),
        suggestion("b", "transport", deals_with=("transport",)),
    ]

    assert ["b", "a"] == [each.suggestion.id for each in arrange(given, profile)]


def test_what_demands_least_of_what_is_found_hard_comes_first():
    reading = StepSuggestion(text="Read the guide", demands=("learning",))
    profile = a_profile(work=SOME, learning=SOME)
    given = [suggestion("a", "work", steps=(reading,)), suggestion("b", "work")]

    arranged = arrange(given, profile)

    assert ["b", "a"] == [each.suggestion.id for each in arranged]
    assert ("a step demands learning, which the person finds hard",) == arranged[
        1
    ].cautions


def test_a_person_who_is_not_ready_is_talked_with_first():
    early = rating("a", Readiness.PRECONTEMPLATION, 1)
    profile = a_profile(ratings=[early], work=SOME)

    cautions = arrange([suggestion("a", "work")], profile)[0].cautions

    assert ("the person is in precontemplation: begin with talking",) == cautions


def test_what_the_plan_works_on_already_comes_last():
    profile = a_profile(plan=a_plan(a_goal()), work=CONSIDERABLE, leisure=SOME)
    given = [suggestion("a", "work"), suggestion("b", "leisure")]

    assert ["b", "a"] == [each.suggestion.id for each in arrange(given, profile)]


def test_a_profile_says_nothing_of_who_the_person_is():
    profile = a_profile(plan=work_and_transport())

    assert "person-001" not in repr(profile)


def test_a_suggestion_enters_a_plan_only_in_a_persons_revision():
    steps = (
        StepSuggestion(text="Ask about evening work"),
        StepSuggestion(text="Ring the centre", by=Role.OFFICER),
    )
    [arranged] = arrange([suggestion("s1", "work", steps=steps)], a_profile(work=SOME))

    made = taken_up(
        arranged,
        "g1",
        proposed_by=OFFICER,
        actors=(AVERY, OFFICER),
        target_on=date(2026, 12, 1),
    )
    plan = apply(a_plan(), revision("r2", 1, *made))

    goal = plan.goal("g1")
    assert [AddGoal, AddStep, AddStep] == [type(each) for each in made]
    assert "example:s1" == goal.suggested_by
    assert (
        NeedReason(assessment="a1", instrument="example_screen", domain="work"),
    ) == goal.because


def test_a_suggestion_for_which_no_need_speaks_is_taken_up_for_its_own_reason():
    wish = WishReason(words="I want to cook for a living")
    offered = suggestion("s1", "leisure", because=(wish,))
    [arranged] = arrange([offered], a_profile(work=SOME))

    [made] = taken_up(
        arranged, "g1", proposed_by=AVERY, actors=(), target_on=date(2026, 12, 1)
    )

    assert (wish,) == made.because


# -- alignment ---------------------------------------------------------------------------


def test_alignment_has_two_parts_and_their_totals():
    """Weights by hand: considerable is 2, some is 1; history cannot have a goal.

    Needs: substance 2, work 1, leisure 1, so 4 in all; work has a goal: 1 of 4.
    Of two active goals, the one for housing serves no assessed need.
    """
    assessment = an_assessment(
        "a1", history=CONSIDERABLE, substance=CONSIDERABLE, work=SOME, leisure=SOME
    )
    housing = a_goal("g2", area="housing", because=(ConditionReason(condition="c1"),))
    aside = SetAsideNeed(domain="leisure", assessment="a1", reason="first things first")
    plan = a_plan(a_goal("g1"), housing, aside)

    found = alignment(plan, [assessment], on=ON)

    assert (1, 4) == (found.weight_served, found.weight_of_all)
    assert (("g2",), 2) == (found.goals_without_need, found.active_goals)
    assert {"leisure"} == {each.domain for each in found.needs if each.set_aside}
    assert (
        "1 of 4 by weight of assessed needs have an active goal; "
        "1 of 2 active goals serve no assessed need"
    ) == str(found)


def test_only_the_latest_assessment_by_an_instrument_counts():
    early = an_assessment("a1", on=date(2026, 8, 1), work=SOME)
    late = an_assessment("a2", on=date(2026, 9, 1), leisure=SOME)
    future = an_assessment("a3", on=date(2026, 12, 1), substance=SOME)

    found = alignment(a_plan(), [late, future, early], on=ON)

    assert ["leisure"] == [each.domain for each in found.needs]
