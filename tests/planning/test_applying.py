"""A revision is applied whole or refused whole, with every reason at once."""

import pickle
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import (
    DeclarationError,
    RefusalCode,
    RevisionRefused,
    StaleRevision,
)
from supervise.histories import Entry
from supervise.people import Actor, Role, Sensitivity, Visibility
from supervise.planning import (
    AcceptFinding,
    AchievementAction,
    AgreementAction,
    AgreementState,
    AmendBarrier,
    AmendStep,
    AnswerPlan,
    BarrierAction,
    BeginPeriod,
    CiteReason,
    ClosePlan,
    DropStrength,
    FindBarrier,
    GoalAction,
    GoalPlace,
    Lifecycle,
    LinkBarrier,
    Measure,
    MeasureGoal,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NoteStrength,
    OpenPlan,
    PlanState,
    RankStep,
    RateGoal,
    ReclassifyGoal,
    Revision,
    RewordGoal,
    ScheduleGoal,
    SpaceGoals,
    StepAction,
    StepRef,
    StepStatus,
    StrengthReason,
    TransferPlan,
    WithdrawAcceptance,
    apply,
    between,
    rank_after_last,
    replay,
)
from supervise.planning.goals import WITH_THE_PERSON
from supervise.planning.plan import AcceptedFinding
from tests.planning.invented import (
    AVERY,
    NEED,
    OFFICER,
    PERSON,
    a_goal,
    a_plan,
    a_step,
    changes,
    entry,
    histories,
    revision,
)

DAY = date(2027, 1, 1)


def refused(plan, *made, **about):
    """The reasons for which these changes are refused."""
    with pytest.raises(RevisionRefused) as caught:
        apply(plan, revision("r9", plan.version, *made, **about))
    return caught.value.refusals


def codes(refusals):
    return [(each.code, each.where) for each in refusals]


def test_a_revision_makes_the_next_version_and_leaves_the_old_one_as_it_was():
    plan = a_plan(a_goal(), a_step())

    move = MoveStep(goal="g1", step="s1", action=StepAction.START)
    after = apply(plan, revision("r2", 1, move, day=3))

    assert (1, 2) == (plan.version, after.version)
    assert StepStatus.NOT_STARTED == plan.goal("g1").step("s1").status
    assert StepStatus.IN_PROGRESS == after.goal("g1").step("s1").status
    assert date(2026, 9, 4) == after.goal("g1").step("s1").since


def test_a_stale_revision_names_both_versions():
    plan = a_plan(a_goal(), a_step())
    step = MoveStep(goal="g1", step="s1", action=StepAction.START)

    with pytest.raises(StaleRevision, match="version 7, but the present one is 1") as e:
        apply(plan, revision("r2", 7, step))

    assert (7, 1) == (e.value.expected, e.value.actual)


@pytest.mark.parametrize(
    "error",
    (
        StaleRevision("revision 'r2' of plan 'p1'", 7, 1),
        RevisionRefused("revision 'r2' of plan 'p1'", ()),
    ),
)
def test_a_refusal_pickles(error):
    again = pickle.loads(pickle.dumps(error))

    assert (type(error), str(error)) == (type(again), str(again))


def test_every_reason_is_given_at_once_and_nothing_is_changed():
    plan = a_plan(a_goal(), a_step())

    refusals = refused(
        plan,
        MoveStep(goal="g1", step="s1", action=StepAction.CAN_NOW),
        MoveGoal(goal="g9", action=GoalAction.START, target_on=date(2027, 1, 1)),
        MoveGoal(goal="g1", action=GoalAction.PAUSE),
        NoteStrength(strength="w1", domain="family"),
    )

    assert [
        (RefusalCode.NOT_IN_TABLE, "goal/g1/step/s1/status"),
        (RefusalCode.UNKNOWN_ID, "goal/g9"),
        (RefusalCode.FIELD_NEEDED, "goal/g1/lifecycle"),
    ] == codes(refusals)
    assert () == plan.strengths


def test_what_rests_on_a_refused_change_is_not_reported_by_itself():
    plan = a_plan(a_goal(), a_step())

    refusals = refused(
        plan,
        MoveStep(goal="g1", step="s1", action=StepAction.CAN_NOW),
        MoveStep(goal="g1", step="s1", action=StepAction.CAN_NOW),
    )

    assert 1 == len(refusals)


def test_what_rests_on_a_change_that_was_not_tried_is_not_reported_either():
    plan = a_plan(a_goal())

    refusals = refused(
        plan,
        FindBarrier(barrier="b1", kind="cost", blocks=("g9",)),
        # not tried, as there may be no such barrier; it speaks of goal g1
        LinkBarrier(barrier="b1", goal="g1"),
        a_goal("g1"),
    )

    assert [(RefusalCode.UNKNOWN_ID, "goal/g9")] == codes(refusals)


def test_what_rests_on_nothing_refused_is_reported_after_what_does():
    plan = a_plan(a_goal(), a_step())

    refusals = refused(
        plan,
        MoveStep(goal="g1", step="s1", action=StepAction.CAN_NOW),
        MoveStep(goal="g1", step="s1", action=StepAction.CAN_NOW),
        NoteStrength(strength="w1", domain="family"),
        DropStrength(strength="w9"),
    )

    assert [
        (RefusalCode.NOT_IN_TABLE, "goal/g1/step/s1/status"),
        (RefusalCode.UNKNOWN_ID, "strength/w9"),
    ] == codes(refusals)


def test_the_reason_of_the_revision_counts_for_its_changes():
    plan = a_plan(a_goal())
    pause = MoveGoal(goal="g1", action=GoalAction.PAUSE)

    open_to_the_person = attrs.evolve(
        revision("r2", 1, pause),
        entry=entry("r2", reason="in hospital", visibility=WITH_THE_PERSON),
    )
    after = apply(plan, open_to_the_person)

    assert Lifecycle.PAUSED == after.goal("g1").lifecycle
    assert "in hospital" == after.goal("g1").reason


@pytest.mark.parametrize(
    "narrow",
    (
        Visibility(),
        Visibility(sensitivity=Sensitivity.VICTIM),
        Visibility(sensitivity=Sensitivity.HEALTH, roles=frozenset(Role)),
    ),
)
def test_a_reason_that_fewer_may_read_stays_with_the_act(narrow):
    plan = a_plan(a_goal(), a_step(), FindBarrier(barrier="b1", kind="cost"))
    why = "CANARY-7f3a"
    act = attrs.evolve(
        revision(
            "r2",
            1,
            MoveStep(goal="g1", step="s1", action=StepAction.CANNOT_YET),
            MoveBarrier(barrier="b1", action=BarrierAction.LIVE_WITH),
            MoveGoal(goal="g1", action=GoalAction.PAUSE),
            AnswerPlan(action=AgreementAction.CANNOT_ANSWER, seen=1),
        ),
        entry=entry("r2", reason=why, visibility=narrow),
    )

    after = apply(plan, act)

    assert ("paused", "cannot_be_done_yet", "accepted", "could_not_answer") == (
        after.goal("g1").lifecycle,
        after.goal("g1").step("s1").status,
        after.barrier("b1").state,
        after.agreement.state,
    )
    assert why not in str(attrs.asdict(after))
    assert why == act.entry.reason


@pytest.mark.parametrize(
    ("own", "said"), (("no funds", "no funds"), ("", "in hospital"))
)
def test_a_part_gives_its_own_reason_before_that_of_the_act(own, said):
    plan = a_plan(FindBarrier(barrier="b1", kind="cost"))
    accept = MoveBarrier(barrier="b1", action=BarrierAction.LIVE_WITH, reason=own)
    everybody = Visibility(roles=frozenset(Role))

    given = entry("r2", reason="in hospital", visibility=everybody)
    act = attrs.evolve(
        revision("r2", 1, accept, ClosePlan(reason=own)),
        entry=given,
    )
    after = apply(plan, act)

    assert (said, said) == (after.barrier("b1").reason, after.reason)


def test_a_revision_of_another_plan_is_refused():
    plan = a_plan(a_goal())

    with pytest.raises(RevisionRefused) as caught:
        apply(plan, revision("r2", 1, a_goal("g2"), plan="p2"))

    assert [(RefusalCode.WRONG_STREAM, "plan")] == codes(caught.value.refusals)


def test_a_plan_begins_with_being_opened():
    with pytest.raises(RevisionRefused, match="the plan is not open yet"):
        apply(None, revision("r1", 0, a_goal()))


def test_a_plan_is_opened_once():
    plan = a_plan()

    refusals = refused(plan, OpenPlan(person=PERSON, period="2027"))

    assert [(RefusalCode.NOT_IN_TABLE, "plan/state")] == codes(refusals)


def test_nothing_changes_in_a_closed_plan():
    plan = a_plan(a_goal(), ClosePlan(reason="the order has ended"))

    refusals = refused(plan, a_step())

    assert [(RefusalCode.NOT_ALLOWED, "plan")] == codes(refusals)


# -- goals ------------------------------------------------------------------------


def test_a_step_of_an_ended_goal_does_not_move():
    plan = a_plan(a_goal(), a_step())
    done = MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
    )
    ended = apply(plan, revision("r2", 1, done))

    refusals = refused(ended, MoveStep(goal="g1", step="s1", action=StepAction.START))

    assert [(RefusalCode.NOT_ALLOWED, "goal/g1")] == codes(refusals)


def test_completing_a_goal_concludes_how_far_it_was_reached():
    plan = a_plan(a_goal())
    partly = MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_PARTIAL,
    )

    goal = apply(plan, revision("r2", 1, partly)).goal("g1")

    assert ("completed", "partly_achieved") == (goal.lifecycle, goal.achievement)


def test_reopening_a_goal_begins_its_achievement_anew():
    done = MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
    )
    again = MoveGoal(
        goal="g1",
        action=GoalAction.REOPEN,
        reason="the job has ended",
        target_on=date(2027, 2, 1),
    )

    goal = a_plan(a_goal(), done, again).goal("g1")

    assert ("active", "not_assessed") == (goal.lifecycle, goal.achievement)
    assert date(2027, 2, 1) == goal.target_on


def test_an_achieved_goal_can_be_rated_as_lasting():
    done = MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
    )
    lasts = RateGoal(
        goal="g1", action=AchievementAction.RATE_SUSTAINING, evidence=("reading-4",)
    )

    assert "sustaining" == a_plan(a_goal(), done, lasts).goal("g1").achievement


@pytest.mark.parametrize(
    ("action", "kept"),
    ((GoalAction.PAUSE, date(2026, 12, 1)), (GoalAction.PUT_OFF, None)),
)
def test_a_goal_that_is_put_off_has_a_reminder_in_place_of_its_date(action, kept):
    move = MoveGoal(
        goal="g1", action=action, reason="illness", reminder_on=date(2027, 1, 5)
    )

    assert kept == a_plan(a_goal(), move).goal("g1").target_on


def test_a_goal_that_is_started_has_a_date_in_place_of_its_reminder():
    later = a_goal(target_on=None, reminder_on=date(2026, 10, 1))
    start = MoveGoal(goal="g1", action=GoalAction.START, target_on=date(2027, 1, 5))

    goal = a_plan(later, start).goal("g1")

    assert (date(2027, 1, 5), None) == (goal.target_on, goal.reminder_on)


def test_a_goal_is_discarded_only_before_the_first_answer():
    plan = a_plan(a_goal(), a_step())
    answer = AnswerPlan(action=AgreementAction.AGREE, seen=1)
    agreed = apply(plan, revision("r2", 1, answer))

    refusals = refused(agreed, MoveGoal(goal="g1", action=GoalAction.DISCARD))

    assert "remove it, with a reason" == refusals[0].remedy


def test_the_id_of_a_discarded_goal_is_never_used_again():
    plan = a_plan(a_goal(), MoveGoal(goal="g1", action=GoalAction.DISCARD))

    assert [(RefusalCode.ID_REUSED, "goal/g1")] == codes(refused(plan, a_goal("g1")))
    assert () == plan.goals_in_sight()


def test_the_last_reason_of_a_goal_stays():
    plan = a_plan(a_goal())

    refusals = refused(plan, CiteReason(goal="g1", reason=NEED, withdrawn=True))

    assert [(RefusalCode.NOT_ALLOWED, "goal/g1/because")] == codes(refusals)


def test_a_strength_that_a_goal_cites_is_not_dropped():
    cited = StrengthReason(strength="w1")
    strength = NoteStrength(strength="w1", domain="family")
    plan = a_plan(strength, a_goal(because=(cited,)))

    refusals = refused(plan, DropStrength(strength="w1"))

    assert "goals cite it: g1" == refusals[0].says


def test_a_goal_cites_only_strengths_of_the_plan():
    refusals = refused(a_plan(), a_goal(because=(StrengthReason(strength="w1"),)))

    assert [(RefusalCode.UNKNOWN_ID, "goal/g1/because")] == codes(refusals)


def test_a_goal_comes_to_cite_only_strengths_of_the_plan():
    cite = CiteReason(goal="g1", reason=StrengthReason(strength="w9"))

    refusals = refused(a_plan(a_goal()), cite)

    assert [(RefusalCode.UNKNOWN_ID, "goal/g1/because")] == codes(refusals)


def test_a_reason_that_is_withdrawn_is_no_longer_cited():
    strength = StrengthReason(strength="w1")
    plan = a_plan(
        NoteStrength(strength="w1", domain="work"), a_goal(because=(NEED, strength))
    )

    withdraw = CiteReason(goal="g1", reason=NEED, withdrawn=True)
    after = apply(plan, revision("r2", 1, withdraw))

    assert (strength,) == after.goal("g1").because


def test_goals_are_given_places():
    places = (
        GoalPlace(goal="g2", rank=Decimal(1)),
        GoalPlace(goal="g1", rank=Decimal(2)),
    )

    after = a_plan(a_goal("g1"), a_goal("g2"), SpaceGoals(places=places))

    assert {"g1": 2, "g2": 1} == {goal.id: goal.rank for goal in after.goals}


def test_a_step_is_given_a_place():
    ranked = RankStep(goal="g1", step="s1", rank=Decimal(3))

    after = a_plan(a_goal(), a_step("s1"), a_step("s2"), ranked)

    assert {"s1": 3, "s2": 0} == {s.id: s.rank for s in after.goal("g1").steps}


def test_a_goal_is_measured():
    hours = Measure(unit="hours", target=Decimal(3), read_from="the person")

    after = a_plan(a_goal(), MeasureGoal(goal="g1", measure=hours))

    assert hours == after.goal("g1").measure


def test_a_step_can_lose_its_date():
    dated = a_step(due_on=date(2026, 11, 1))

    after = a_plan(a_goal(), dated, AmendStep(goal="g1", step="s1", undated=True))

    assert after.goal("g1").step("s1").due_on is None


@pytest.mark.parametrize(("own", "said"), (("no bus", "no bus"), ("", "in hospital")))
def test_a_step_gives_its_own_reason_before_that_of_the_act(own, said):
    cannot = MoveStep(goal="g1", step="s1", action=StepAction.CANNOT_YET, reason=own)
    act = attrs.evolve(
        revision("r2", 1, cannot),
        entry=entry("r2", reason="in hospital", visibility=WITH_THE_PERSON),
    )

    after = apply(a_plan(a_goal(), a_step()), act)

    assert said == after.goal("g1").step("s1").reason


@pytest.mark.parametrize(
    ("goal", "dates", "says"),
    (
        (a_goal(), {"reminder_on": DAY}, "a goal that is active has a target date"),
        (
            a_goal(target_on=None, reminder_on=DAY),
            {"target_on": DAY},
            "a goal that is future has a reminder, not a target date",
        ),
    ),
)
def test_a_goal_is_scheduled_by_the_date_that_goes_with_its_state(goal, dates, says):
    refusals = refused(a_plan(goal), ScheduleGoal(goal="g1", **dates))

    assert [says] == [each.says for each in refusals]


# -- the areas of a goal


def areas(goal, **given):
    after = a_plan(goal, ReclassifyGoal(goal="g1", **given)).goal("g1")
    return after.area, after.related_areas


def test_a_goal_changes_its_area_or_what_it_is_related_to_or_both():
    goal = a_goal(area="work", related_areas=("housing",))

    assert ("money", ("housing",)) == areas(goal, area="money")
    assert ("work", ("money",)) == areas(goal, related_areas=("money",))
    assert ("housing", ("work",)) == areas(
        goal, area="housing", related_areas=("work",)
    )


@pytest.mark.parametrize(
    "given",
    (
        {"area": "housing"},
        {"related_areas": ("work",)},
        {"area": "money", "related_areas": ("money",)},
    ),
)
def test_a_related_area_differs_from_the_main_one(given):
    plan = a_plan(a_goal(area="work", related_areas=("housing",)))

    refusals = refused(plan, ReclassifyGoal(goal="g1", **given))

    assert [(RefusalCode.NOT_ALLOWED, "goal/g1/related_areas")] == codes(refusals)


def test_only_what_is_given_is_amended():
    amend = AmendStep(goal="g1", step="s1", by=OFFICER)
    step = a_step(due_on=date(2026, 10, 1))

    after = a_plan(a_goal(), step, amend).goal("g1").step("s1")

    assert (OFFICER, date(2026, 10, 1), "Ask") == (after.by, after.due_on, after.text)


def test_a_goal_is_not_left_without_words():
    refusals = refused(a_plan(a_goal()), RewordGoal(goal="g1", title=" "))

    assert [(RefusalCode.FIELD_NEEDED, "goal/g1/title")] == codes(refusals)


def test_a_step_is_not_left_without_words():
    plan = a_plan(a_goal(), a_step())
    refusals = refused(plan, AmendStep(goal="g1", step="s1", text=" "))

    assert [(RefusalCode.FIELD_NEEDED, "goal/g1/step/s1/text")] == codes(refusals)


def test_a_new_goal_can_be_put_after_all_others():
    plan = a_plan(a_goal("g1", rank=Decimal("2.5")), a_goal("g2"))

    last = apply(plan, revision("r2", 1, a_goal("g0", rank=rank_after_last(plan))))

    assert ["g2", "g1", "g0"] == [goal.id for goal in last.goals]
    assert 0 == rank_after_last(a_plan())


def test_a_barrier_blocks_goals_that_are_there():
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g1",))

    assert [(RefusalCode.UNKNOWN_ID, "goal/g1")] == codes(refused(a_plan(), find))


def test_a_barrier_can_stop_blocking_a_goal():
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g1", "g2"))
    free = LinkBarrier(barrier="b1", goal="g1", blocks=False)

    plan = a_plan(a_goal("g1"), a_goal("g2"), find, free)

    assert ("g2",) == plan.barrier("b1").blocks


def test_a_barrier_comes_to_block_only_a_goal_that_is_there():
    plan = a_plan(FindBarrier(barrier="b1", kind="transport"))

    refusals = refused(plan, LinkBarrier(barrier="b1", goal="g9"))

    assert [(RefusalCode.UNKNOWN_ID, "goal/g9")] == codes(refusals)


# -- findings that somebody accepts -------------------------------------------------

ACCEPT = AcceptFinding(
    rule="too_many_words",
    address="goal/g1",
    digest="d",
    reason="the court's wording",
    until=date(2027, 1, 1),
)
WITHDRAW = WithdrawAcceptance(rule="too_many_words", address="goal/g1")


def test_an_accepted_finding_stands_in_the_plan_from_its_day_on():
    after = apply(a_plan(), revision("r2", 1, ACCEPT, day=3))

    expected = AcceptedFinding(
        rule="too_many_words",
        address="goal/g1",
        digest="d",
        reason="the court's wording",
        until=date(2027, 1, 1),
        on=date(2026, 9, 4),
    )
    assert (expected,) == after.accepted


def test_an_acceptance_that_is_withdrawn_is_gone_and_is_withdrawn_once():
    plan = apply(a_plan(ACCEPT), revision("r2", 1, WITHDRAW))

    assert () == plan.accepted
    assert [(RefusalCode.UNKNOWN_ID, "accepted/too_many_words/goal/g1")] == codes(
        refused(plan, WITHDRAW)
    )


# -- what the person says -----------------------------------------------------------


def test_the_first_answer_makes_the_plan_current_also_when_the_person_disagrees():
    plan = a_plan(a_goal(), a_step())
    no = AnswerPlan(
        action=AgreementAction.DISAGREE,
        seen=1,
        reason="too much at once",
        words="I cannot do all that",
    )

    after = apply(plan, revision("r2", 1, no))

    assert PlanState.CURRENT == after.state
    assert AgreementState.NOT_AGREED == after.agreement.state
    assert ("too much at once", 1) == (after.agreement.reason, after.agreement.seen)


def test_a_disagreement_needs_its_reason():
    plan = a_plan(a_goal(), a_step())

    refusals = refused(plan, AnswerPlan(action=AgreementAction.DISAGREE, seen=1))

    assert [(RefusalCode.FIELD_NEEDED, "agreement/state")] == codes(refusals)


def test_nobody_agrees_to_a_plan_without_an_active_goal():
    later = a_goal(target_on=None, reminder_on=date(2027, 1, 1))

    refusals = refused(a_plan(later), AnswerPlan(action=AgreementAction.AGREE, seen=1))

    assert "there is no active goal to agree to" == refusals[0].says


def test_nobody_agrees_to_an_active_goal_without_a_step():
    plan = a_plan(a_goal("g1"), a_step("s1", "g1"), a_goal("g2"))

    refusals = refused(plan, AnswerPlan(action=AgreementAction.AGREE, seen=1))

    assert [(RefusalCode.NOT_ALLOWED, "goal/g2/step")] == codes(refusals)


def test_nobody_answers_to_a_version_that_was_not_there_to_see():
    plan = a_plan(a_goal(), a_step())

    refusals = refused(plan, AnswerPlan(action=AgreementAction.AGREE, seen=2))

    assert "versions 1 to 1" in refusals[0].says


def test_an_answer_to_an_earlier_version_stands_as_it_was_given():
    plan = a_plan(a_goal("g1"), a_step("s1", "g1"))
    more = apply(plan, revision("r2", 1, a_goal("g2")))

    after = apply(more, revision("r3", 2, AnswerPlan(action="agree", seen=1)))

    assert 1 == after.agreement.seen


def test_a_new_period_asks_the_person_anew():
    plan = a_plan(a_goal(), a_step())
    plan = apply(
        plan, revision("r2", 1, AnswerPlan(action=AgreementAction.AGREE, seen=1))
    )

    after = apply(plan, revision("r3", 2, BeginPeriod(period="2027")))

    assert (AgreementState.DRAFT, "2027") == (after.agreement.state, after.period)


def test_a_transfer_keeps_every_id():
    plan = a_plan(a_goal(), a_step())

    after = apply(plan, revision("r2", 1, TransferPlan(agency="north")))

    assert ("north", plan.id, plan.goals) == (after.agency, after.id, after.goals)


# -- declarations that cannot be made -------------------------------------------------


@pytest.mark.parametrize(
    ("given", "defects"),
    (
        ({"title": " ", "because": ()}, ["title must not", "at least one reason"]),
        ({"target_on": None}, ["give a target date"]),
        ({"reminder_on": date(2027, 1, 1)}, ["give a target date"]),
        ({"related_areas": ("work",)}, ["related areas must differ"]),
        ({"because": (NEED, NEED)}, ["a reason is given twice"]),
        (
            {"goal": " g", "target_on": datetime(2026, 1, 1, tzinfo=UTC)},
            ["goal must be a non-empty text", "target_on must be a calendar date"],
        ),
    ),
)
def test_a_goal_that_cannot_be_lists_all_its_defects(given, defects):
    with pytest.raises(DeclarationError) as caught:
        a_goal(**given)

    assert len(defects) == len(caught.value.defects)
    for defect in defects:
        assert any(defect in each for each in caught.value.defects)


@pytest.mark.parametrize(
    "make",
    (
        lambda: MoveStep(goal="g1", step="s1", action=StepAction.ADD),
        lambda: MoveGoal(goal="g1", action=GoalAction.ADD_ACTIVE),
        lambda: MoveGoal(
            goal="g1",
            action=GoalAction.PAUSE,
            achievement=AchievementAction.CONCLUDE_FULL,
        ),
        lambda: RateGoal(goal="g1", action=AchievementAction.CONCLUDE_FULL),
        lambda: AnswerPlan(action=AgreementAction.NEW_PERIOD, seen=1),
        lambda: revision("r1", 0),
        lambda: revision("r1", -1, a_goal()),
        lambda: Entry(
            id="r1",
            actor=OFFICER,
            recorded_at=datetime(2026, 9, 1),  # noqa: DTZ001 - without offset on purpose
            effective_on=date(2026, 9, 1),
        ),
    ),
)
def test_a_change_that_makes_no_sense_cannot_be_written(make):
    with pytest.raises(DeclarationError):
        make()


# -- properties ----------------------------------------------------------------------


@given(histories())
def test_replaying_a_history_gives_what_applying_it_gave(history):
    plan = None
    for each in history:
        plan = apply(plan, each)

    assert plan == replay(history)
    assert len(history) == plan.version


@given(histories())
def test_a_history_can_be_replayed_twice(history):
    assert replay(history) == replay(history)


@given(histories(most=4), st.lists(changes(), min_size=1, max_size=3))
def test_a_refused_revision_changes_nothing(history, made):
    plan = replay(history)
    with suppress(RevisionRefused):
        apply(plan, revision("r99", plan.version, *made))

    assert plan == replay(history)


@given(histories())
def test_ids_and_order_survive_every_change(history):
    seen = {}
    for count in range(1, len(history) + 1):
        plan = replay(history[:count])
        now = {goal.id: {step.id for step in goal.steps} for goal in plan.goals}

        assert all(steps <= now[goal] for goal, steps in seen.items())
        assert sorted(plan.goals, key=lambda g: (g.rank, g.id)) == list(plan.goals)
        seen = now


@given(st.integers(1, 120))
def test_there_is_always_room_between_two_goals(times):
    low, high = between(None, None), between(between(None, None), None)
    for _ in range(times):
        middle = between(low, high)
        assert low < middle < high
        high = middle


def test_a_reason_or_a_persons_words_never_stand_in_a_repr():
    canary = "CANARY-7f3a"
    goal = a_goal(title=canary, own_words=canary)
    step = a_step(text=canary)
    answer = AnswerPlan(
        action=AgreementAction.DISAGREE, seen=1, reason=canary, words=canary
    )
    find = FindBarrier(barrier="b1", kind="transport", says=canary, blocks=("g1",))
    plan = a_plan(goal, step, find)
    made = revision("r2", 1, answer, reason=canary)
    after = apply(plan, made)

    shown = repr((made, plan, after, after.goals, after.barriers, after.agreement))

    assert canary not in shown


def test_a_refusal_never_quotes_anybody():
    canary = "CANARY-7f3a"
    plan = a_plan(a_goal(title=canary), a_step(text=canary))
    again = a_goal(title=canary, own_words=canary)
    move = MoveStep(goal="g1", step="s1", action=StepAction.CAN_NOW, reason=canary)

    with pytest.raises(RevisionRefused) as caught:
        apply(plan, revision("r2", 1, again, move, reason=canary))

    assert canary not in str(caught.value) + repr(caught.value)


def test_who_acted_is_an_opaque_reference():
    made = entry("r1", by=Actor("person-001", Role.PERSON))

    assert AVERY == made.actor


def test_a_revision_holds_changes_and_nothing_else():
    entry = Entry(
        id="r1",
        actor=Actor("officer-1", Role.OFFICER),
        recorded_at=datetime(2026, 1, 5, tzinfo=UTC),
        effective_on=date(2026, 1, 5),
    )

    with pytest.raises(DeclarationError, match="a str is no change of a plan"):
        Revision(entry=entry, plan="p1", base=0, changes=["CANARY", 3])


# -- barriers said in other words, and what deals with them

BARRIER = FindBarrier(barrier="b1", kind="transport", says="no bus", blocks=("g1",))


def amended(**about):
    plan = a_plan(a_goal(), BARRIER)
    amend = AmendBarrier(barrier="b1", **about)
    return apply(plan, revision("r2", 1, amend)).barriers[0]


def test_a_barrier_keeps_its_words_where_only_who_may_see_it_changes():
    hidden = Visibility(sensitivity=Sensitivity.VICTIM)

    assert ("no bus", hidden) == (
        amended(visibility=hidden).says,
        amended(visibility=hidden).visibility,
    )


def test_a_barrier_is_seen_as_before_where_only_its_words_change():
    assert ("no train", BARRIER.visibility) == (
        amended(says="no train").says,
        amended(says="no train").visibility,
    )


def test_a_barrier_can_lose_its_words():
    assert "" == amended(says="").says


def test_a_barrier_is_dealt_with_by_a_step_that_is_there():
    plan = a_plan(a_goal(), BARRIER)
    nowhere = StepRef(goal="g1", step="s9")
    move = MoveBarrier(barrier="b1", action=BarrierAction.DEAL_WITH, step=nowhere)

    with pytest.raises(RevisionRefused) as caught:
        apply(plan, revision("r2", 1, move))
    assert [RefusalCode.UNKNOWN_ID] == [each.code for each in caught.value.refusals]


def test_a_barrier_remembers_the_step_that_deals_with_it_until_it_is_open_again():
    by = StepRef(goal="g1", step="s1")
    plan = a_plan(a_goal(), a_step(), BARRIER)
    moves = (
        MoveBarrier(barrier="b1", action=BarrierAction.DEAL_WITH, step=by),
        MoveBarrier(barrier="b1", action=BarrierAction.SETTLE, how="a bicycle"),
        MoveBarrier(barrier="b1", action=BarrierAction.RETURN, reason="stolen"),
    )

    steps = []
    for number, move in enumerate(moves, 2):
        plan = apply(plan, revision(f"r{number}", number - 1, move))
        steps.append(plan.barriers[0].step)

    assert [by, by, None] == steps


def test_a_strength_is_noted_once():
    strength = NoteStrength(strength="w1", domain="work")

    with pytest.raises(RevisionRefused) as caught:
        a_plan(strength, strength)
    assert ["strength/w1"] == [each.where for each in caught.value.refusals]
