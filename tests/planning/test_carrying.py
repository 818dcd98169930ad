"""A plan goes on in a new period, as a copy, at another agency, or emptied by law."""

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import DeclarationError
from supervise.histories import REDACTED, Redaction
from supervise.planning import (
    AchievementAction,
    AgreementAction,
    AnswerPlan,
    BarrierAction,
    CarryChoice,
    CiteReason,
    ConditionReason,
    DropStrength,
    FindBarrier,
    GoalAction,
    Measure,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NoteStrength,
    RateGoal,
    Revision,
    SetAsideNeed,
    StepAction,
    StrengthReason,
    WishReason,
    apply,
    clone,
    new_period,
    redact_all,
    redacted,
    replay,
    transfer,
)
from tests.planning.invented import (
    NEED,
    OFFICER,
    SUPERVISOR,
    a_goal,
    a_plan,
    a_step,
    entry,
    histories,
    opening,
    revision,
)

EARLIER = (
    NoteStrength(strength="w1", domain="family", says="My sister helps me"),
    a_goal("g1", because=(StrengthReason(strength="w1"),), own_words="I want to work"),
    a_step("s1", "g1"),
    a_step("s2", "g1"),
    MoveStep(goal="g1", step="s1", action=StepAction.COMPLETE),
    a_goal("g2", because=(ConditionReason(condition="c1"),), area="housing"),
    a_step("s1", "g2"),
    a_goal("g3"),
    MoveGoal(goal="g3", action=GoalAction.REMOVE, reason="no longer wanted"),
    FindBarrier(barrier="b1", kind="transport", blocks=("g1", "g3")),
    FindBarrier(barrier="b2", kind="cost", blocks=("g1",)),
    MoveBarrier(barrier="b2", action=BarrierAction.SETTLE, how="a grant"),
    SetAsideNeed(domain="leisure", assessment="a1", reason="later"),
)


def carried_into_2027(**choices):
    plan = a_plan(*EARLIER)
    over = new_period(
        plan,
        entry("close", day=100, reason="the period has ended"),
        entry("open", day=101),
        plan_id="p2",
        period="2027",
        choices=choices,
    )
    closing, opening = over.revisions
    return over, apply(plan, closing), apply(None, opening)


def test_a_new_period_closes_one_plan_and_opens_the_next():
    over, old, new = carried_into_2027(g1=CarryChoice.AS_IT_WAS)

    assert ("closed", "the period has ended") == (old.state, old.reason)
    assert ("p2", "2027", "draft", 1) == (new.id, new.period, new.state, new.version)
    assert (("g1",), ("g2",)) == (over.goals, over.left_behind)


def test_what_comes_over_has_a_new_id_and_says_from_where():
    _, old, new = carried_into_2027(g1=CarryChoice.AS_IT_WAS)
    [goal] = new.goals

    assert goal.id not in {each.id for each in old.goals}
    assert ("p1", "g1", 1, "as_it_was") == (
        goal.carried.plan,
        goal.carried.goal,
        goal.carried.version,
        goal.carried.choice,
    )
    assert "I want to work" == goal.own_words
    assert date(2026, 12, 1) == goal.target_on


def test_only_steps_that_are_still_to_do_come_over():
    _, _, as_it_was = carried_into_2027(g1=CarryChoice.AS_IT_WAS)
    _, _, afresh = carried_into_2027(g1=CarryChoice.STARTED_AFRESH)

    assert 1 == len(as_it_was.goals[0].steps)
    assert () == afresh.goals[0].steps


def test_a_goal_still_cites_its_strength_under_the_new_id():
    _, _, new = carried_into_2027(g1=CarryChoice.AS_IT_WAS)

    [strength] = new.strengths
    assert (StrengthReason(strength=strength.id),) == new.goals[0].because
    assert "My sister helps me" == strength.says


def test_a_strength_that_is_no_longer_used_stays_behind():
    plan = a_plan(
        NoteStrength(strength="w1", domain="family", says="My sister helps me"),
        NoteStrength(strength="w2", domain="leisure", says="I play chess"),
        DropStrength(strength="w1", reason="she moved away"),
    )

    [over] = clone(plan, entry("copy", day=100), plan_id="p2", period="2027").revisions

    assert ["I play chess"] == [each.says for each in apply(None, over).strengths]


def test_open_barriers_come_over_and_settled_ones_do_not():
    _, _, new = carried_into_2027(g1=CarryChoice.AS_IT_WAS)

    [barrier] = new.barriers
    assert ("transport", (new.goals[0].id,)) == (barrier.kind, barrier.blocks)
    assert ["leisure"] == [each.domain for each in new.set_aside]


def test_the_person_is_asked_anew():
    plan = a_plan(*EARLIER)
    agree = AnswerPlan(action=AgreementAction.AGREE, seen=1)
    plan = apply(plan, revision("r2", 1, agree))

    copied = clone(plan, entry("copy"), plan_id="p2", period="2026")

    assert "draft" == apply(None, copied.revisions[0]).agreement.state


def test_a_clone_leaves_the_old_plan_as_it_is():
    plan = a_plan(*EARLIER)

    copied = clone(plan, entry("copy"), plan_id="p2", period="2026")

    assert (("g1", "g2"), ()) == (copied.goals, copied.left_behind)
    assert ["p2"] == [each.plan for each in copied.revisions]


def test_a_paused_goal_stays_paused():
    pause = MoveGoal(goal="g1", action=GoalAction.PAUSE, reason="in hospital")
    plan = a_plan(*EARLIER, pause)

    copied = clone(plan, entry("copy"), plan_id="p2", period="2026")
    new = apply(None, copied.revisions[0])

    assert ["active", "paused"] == sorted(goal.lifecycle for goal in new.goals)


def test_a_transfer_is_one_revision_and_keeps_everything():
    plan = a_plan(*EARLIER)

    over = transfer(plan, entry("away", by=SUPERVISOR), agency="north")
    after = apply(plan, over.revisions[0])

    assert ("north", plan.goals, plan.id) == (after.agency, after.goals, after.id)
    assert ("g1", "g2", "g3") == over.goals


# -- erasure --------------------------------------------------------------------------------

BY_LAW = Redaction(
    legal_reason="invented act, s. 1", by=SUPERVISOR, on=date(2027, 1, 5)
)


def test_a_tombstone_keeps_ids_order_and_the_legal_reason_and_no_words():
    canary = "CANARY-7f3a"
    made = revision(
        "r1",
        0,
        *opening(
            a_goal(
                title=canary,
                own_words=canary,
                area="substance",
                measure=Measure(unit=canary, target=Decimal(3)),
            ),
            a_step(text=canary),
            FindBarrier(barrier="b1", kind="cost", says=canary),
        ).changes,
        reason=canary,
    )

    tombstone = redacted(made, BY_LAW)
    plan = replay([tombstone])

    assert "CANARY" not in str(attrs.asdict(tombstone, recurse=True))
    assert (REDACTED, "redacted") == (plan.goal("g1").title, plan.goal("g1").area)
    assert "substance" not in str(attrs.asdict(tombstone))
    assert "invented act, s. 1" == tombstone.redaction.legal_reason


def test_a_tombstone_does_not_say_what_a_rating_rested_on():
    rate = RateGoal(
        goal="g1", action=AchievementAction.RATE_IMPROVING, evidence=("urine-test-7",)
    )
    plan = a_plan(a_goal())

    after = apply(plan, redacted(revision("r2", 1, rate), BY_LAW))

    assert ("improving", ("redacted",)) == (
        after.goal("g1").achievement,
        after.goal("g1").evidence,
    )


def test_a_tombstone_does_not_say_what_somebody_wished_for():
    wish = WishReason(words="CANARY", statement="t1")
    plan = a_plan(a_goal())

    made = revision("r2", 1, CiteReason(goal="g1", reason=wish))
    [first, second] = apply(plan, redacted(made, BY_LAW)).goal("g1").because

    assert NEED == first
    assert (REDACTED, "t1") == (second.words, second.statement)


def test_a_tombstone_needs_its_legal_reason():
    with pytest.raises(DeclarationError, match="give the legal reason"):
        redacted(opening(), attrs.evolve(BY_LAW, legal_reason=" "))


@given(histories(), st.data())
def test_a_history_with_tombstones_replays_and_keeps_ids_and_states(history, data):
    ids = data.draw(st.sets(st.sampled_from([each.id for each in history])))

    emptied = redact_all(history, ids, BY_LAW)
    before, after = replay(history), replay(emptied)

    assert before.version == after.version
    assert [g.id for g in before.goals] == [g.id for g in after.goals]
    assert [(g.lifecycle, g.achievement) for g in before.goals] == [
        (g.lifecycle, g.achievement) for g in after.goals
    ]
    assert [[(s.id, s.status) for s in g.steps] for g in before.goals] == [
        [(s.id, s.status) for s in g.steps] for g in after.goals
    ]
    assert [(b.id, b.state, b.blocks) for b in before.barriers] == [
        (b.id, b.state, b.blocks) for b in after.barriers
    ]


@given(histories())
def test_no_word_of_a_redacted_history_is_left(history):
    emptied = redact_all(history, [each.id for each in history], BY_LAW)

    for each in emptied:
        assert isinstance(each, Revision)
        told = str(attrs.asdict(each))
        assert "as we said" not in told
        assert "something came up" not in told
        assert "I will find regular work" not in told


def test_the_officer_may_be_named_in_a_tombstone():
    assert OFFICER == redacted(opening(), BY_LAW).entry.actor
