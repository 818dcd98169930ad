"""A difference names what changed by address, and gives the other plan when applied."""

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given

from supervise.people import PersonRef, Role, Visibility
from supervise.planning import (
    ABSENT,
    AgreementAction,
    AmendBarrier,
    AnswerPlan,
    BarrierAction,
    DropStrength,
    Edit,
    FindBarrier,
    GoalAction,
    Measure,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NoteStrength,
    RankGoal,
    RewordGoal,
    SetAsideNeed,
    StepAction,
    StepRef,
    TakeUpNeed,
    apply,
    difference,
    patch,
    replay,
)
from supervise.planning.differences import value_at
from tests.planning.invented import (
    AVERY,
    NEED,
    a_goal,
    a_plan,
    a_step,
    histories,
    revision,
)


def said(plan, *made, **about):
    """What a revision makes different, as text."""
    after = apply(plan, revision("r2", plan.version, *made, **about))
    return [str(edit) for edit in difference(plan, after)]


def test_two_equal_plans_have_no_difference():
    assert () == difference(a_plan(a_goal()), a_plan(a_goal()))


def test_a_step_that_moved_is_named_by_its_ids():
    plan = a_plan(a_goal(), a_step())
    move = MoveStep(goal="g1", step="s1", action=StepAction.START)

    assert [
        "plan/version: 1 -> 2",
        "goal/g1/step/s1/status: not_started -> in_progress",
        "goal/g1/step/s1/since: 2026-09-01 -> 2026-09-05",
    ] == said(plan, move, day=4)


def test_what_was_added_or_is_gone_says_so():
    put_aside = SetAsideNeed(domain="housing", assessment="a1", reason="later")
    plan = a_plan(a_goal(), put_aside)

    assert [
        "plan/version: 1 -> 2",
        "goal/g1/step/s1: added",
        "goal/g2: added",
        "set_aside/housing: gone",
    ] == said(plan, a_goal("g2"), a_step(), TakeUpNeed(domain="housing"))


def test_the_order_is_plan_agreement_goals_by_rank_and_then_the_rest():
    plan = a_plan(a_goal("g1"), a_step("s1", "g1"))
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g1",))
    answer = AnswerPlan(action=AgreementAction.AGREE, seen=1)

    heads = [line.split("/")[0] for line in said(plan, find, a_goal("g2"), answer)]

    assert sorted(heads, key=["plan", "agreement", "goal", "barrier"].index) == heads


def test_words_are_never_shown_by_a_difference():
    canary = "CANARY-7f3a"
    plan = a_plan(a_goal(title=canary))
    remove = MoveGoal(goal="g1", action=GoalAction.REMOVE, reason=canary)
    reword = RewordGoal(goal="g1", title=f"not {canary}", own_words=canary)

    lines = said(plan, reword, remove, a_goal("g2", title=canary))

    assert "goal/g1/title: text of 11 characters -> text of 15 characters" in lines
    assert all(canary not in line for line in lines)


def test_an_edit_keeps_words_out_of_its_repr():
    plan = a_plan(a_goal())
    after = apply(plan, revision("r2", 1, RewordGoal(goal="g1", title="CANARY")))

    assert "CANARY" not in repr(difference(plan, after))


def test_a_part_that_was_not_there_is_absent_and_not_none():
    plan = a_plan()
    after = apply(plan, revision("r2", 1, a_goal()))

    edit = difference(plan, after)[-1]

    assert (ABSENT, after.goal("g1")) == (edit.was, edit.became)


def test_a_date_that_is_taken_away_reads_as_nothing():
    plan = a_plan(a_goal())
    later = MoveGoal(goal="g1", action=GoalAction.PUT_OFF, reminder_on=date(2027, 1, 1))

    assert "goal/g1/target_on: 2026-12-01 -> nothing" in said(plan, later)


@given(histories(), histories())
def test_a_difference_gives_the_other_plan_when_it_is_applied(one, other):
    was, became = replay(one), replay(other)

    assert became == patch(was, difference(was, became))
    assert was == patch(became, difference(became, was))


def test_an_answer_is_part_of_what_a_difference_carries_over():
    plan = a_plan(a_goal(), a_step())
    answer = AnswerPlan(action=AgreementAction.AGREE, seen=1, words="All right")
    answered = apply(plan, revision("r2", 1, answer))

    carried = patch(plan, difference(plan, answered))

    assert ("agreed", 1, "All right") == (
        carried.agreement.state,
        carried.agreement.seen,
        carried.agreement.words,
    )


def test_a_difference_makes_up_nothing_of_a_part_that_a_plan_does_not_have():
    plan = a_plan(a_goal("g1"), a_goal("g2"))
    reworded = RewordGoal(goal="g2", title="I will keep my room")
    edits = difference(plan, apply(plan, revision("r2", 1, reworded)))
    other = a_plan(a_goal("g1"))

    assert other.goals == patch(other, edits).goals


@given(histories())
def test_a_plan_differs_from_itself_in_nothing(history):
    plan = replay(history)

    assert () == difference(plan, replay(history))
    assert plan == patch(plan, ())


# -- what stands at an address, and how it is shown

PLAN = a_plan(
    a_goal(),
    a_goal("g2"),
    a_step(),
    FindBarrier(barrier="b1", kind="transport", blocks=("g1",)),
)


@pytest.mark.parametrize(
    ("address", "found"),
    (
        (("plan", "version"), 1),
        (("agreement",), PLAN.agreement),
        (("goal", "g1"), PLAN.goal("g1")),
        (("goal", "g1", "title"), "I will find regular work"),
        (("goal", "g1", "step", "s1", "text"), "Ask"),
        (("goal", "g1", "step", "s9", "text"), ABSENT),
        (("goal", "g9"), ABSENT),
        (("goal", "g9", "title"), ABSENT),
        (("goal", "g1", "because", "need:a1:work"), True),
        (("goal", "g1", "because", "wish"), False),
        (("barrier", "b1", "kind"), "transport"),
        (("barrier", "b1", "blocks", "g1"), True),
        (("barrier", "b1", "blocks", "g2"), False),
        (("barrier", "b9"), ABSENT),
        (("goal", "g1", "title", "further", "in"), ABSENT),
        (("nothing", "of", "the", "kind"), ABSENT),
    ),
)
def test_what_stands_at_an_address(address, found):
    assert found == value_at(PLAN, address)


@pytest.mark.parametrize(
    ("value", "shown"),
    (
        (None, "nothing"),
        ("", "nothing"),
        ("work", "work"),
        (date(2026, 9, 1), "2026-09-01"),
        (Decimal("0.5"), "0.5"),
        (True, "True"),
        (StepAction.START, "start"),
        (AVERY, f"{AVERY.role} {AVERY.id}"),
        ((), "nothing"),
        (("work", "housing"), "work, housing"),
        (("work", 1), "2 of them"),
        (NEED, "another needreason"),
    ),
)
def test_an_edit_shows_codes_dates_and_numbers(value, shown):
    edit = Edit(("plan", "field"), was=0, became=value)

    assert str(edit) == f"plan/field: 0 -> {shown}"


def test_an_edit_of_free_text_shows_no_word_of_it():
    edit = Edit(("plan", "words"), "Avery Example", "Blake Invented", is_free_text=True)

    assert "Avery" not in f"{edit}{edit!r}"
    assert "Blake" not in f"{edit}{edit!r}"
    assert edit == Edit(("plan", "words"), "Avery Example", "Blake Invented")


def test_goals_that_changed_places_are_told_as_ranks():
    swapped = [RankGoal(goal="g1", rank=Decimal(5))]

    assert ["plan/version: 1 -> 2", "goal/g1/rank: 0 -> 5"] == said(PLAN, *swapped)


def test_of_two_parts_the_one_that_changed_is_named():
    plan = a_plan(
        a_goal(),
        a_step(),
        a_step("s2"),
        *(NoteStrength(strength=id, domain="work") for id in ("w1", "w2")),
        *(FindBarrier(barrier=id, kind="transport") for id in ("b1", "b2")),
    )
    moves = (
        MoveStep(goal="g1", step="s2", action=StepAction.START),
        AmendBarrier(barrier="b2", visibility=Visibility(roles={Role.OFFICER})),
        DropStrength(strength="w2", reason="it is none"),
    )

    found = said(plan, *moves)

    assert "goal/g1/step/s2/status: not_started -> in_progress" in found
    assert "barrier/b2/visibility: a visibility -> another visibility" in found
    assert "strength/w2/in_use: True -> False" in found


def test_the_step_that_deals_with_a_barrier_is_named():
    found = FindBarrier(barrier="b1", kind="transport", says="No bus", blocks=("g1",))
    plan = a_plan(a_goal(), a_step(), found)
    step = StepRef(goal="g1", step="s1")
    deal = MoveBarrier(barrier="b1", action=BarrierAction.DEAL_WITH, step=step)

    assert "barrier/b1/step: nothing -> goal/g1/step/s1" in said(plan, deal)


def test_two_persons_of_plans_are_told_apart():
    was = a_plan(a_goal())
    became = attrs.evolve(was, person=PersonRef("person-002"))

    assert [f"plan/person: {was.person.id} -> person-002"] == [
        str(edit) for edit in difference(was, became)
    ]


def test_a_measure_is_another_one_only_where_there_was_one():
    first = Measure(unit="hours", target=Decimal(3), read_from="the person")
    address = ("goal", "g1", "measure")
    second = attrs.evolve(first, target=Decimal(4))

    assert "goal/g1/measure: nothing -> a measure" == str(Edit(address, None, first))
    assert "goal/g1/measure: a measure -> another measure" == str(
        Edit(address, first, second)
    )
