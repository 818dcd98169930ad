"""What a change reads and writes is stated for each, and is true."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import RevisionRefused
from supervise.planning import (
    AgreementAction,
    AmendStep,
    AnswerPlan,
    BarrierAction,
    Change,
    CiteReason,
    ClosePlan,
    DropStrength,
    FindBarrier,
    GoalAction,
    GoalPlace,
    LinkBarrier,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    OpenPlan,
    RankGoal,
    ReclassifyGoal,
    RewordGoal,
    ScheduleGoal,
    SpaceGoals,
    StepAction,
    StepRef,
    StrengthReason,
    apply,
    difference,
    footprint,
    replay,
)
from supervise.planning.footprints import READS_AND_WRITES, touching
from tests.planning.invented import (
    NEED,
    PERSON,
    a_goal,
    a_step,
    changes,
    histories,
    revision,
)


def after(plan, *made):
    """The plan with changes, each a revision of its own, or nothing where refused."""
    try:
        for number, change in enumerate(made):
            base = plan.version
            plan = apply(plan, revision(f"r{90 + number}", base, change, day=40))
    except RevisionRefused:
        return None
    return plan


def test_every_kind_of_change_states_its_footprint():
    kinds = {name.split()[0] for name in READS_AND_WRITES}

    assert {kind.__name__ for kind in get_args(Change)} == kinds


def test_every_way_of_moving_a_goal_states_its_footprint():
    stated = {
        name.split()[1] for name in READS_AND_WRITES if name.startswith("MoveGoal ")
    }

    assert set(GoalAction) - {"add_active", "add_future"} == stated


def test_every_change_reads_whether_the_plan_is_closed():
    forgetful = [
        name
        for name, (reads, _) in READS_AND_WRITES.items()
        if name != "OpenPlan" and "plan/closed" not in reads.split()
    ]

    assert [] == forgetful


def test_an_address_covers_what_is_below_it():
    assert [("goal", "g1", "title")] == touching(
        [("goal", "g1")], [("goal", "g1", "title")]
    )
    assert [] == touching([("goal", "g1")], [("goal", "g12", "title")])


def test_ending_a_goal_touches_its_steps_and_pausing_it_does_not():
    move = footprint(MoveStep(goal="g1", step="s1", action=StepAction.START))
    remove = footprint(MoveGoal(goal="g1", action=GoalAction.REMOVE, reason="moved"))
    pause = footprint(MoveGoal(goal="g1", action=GoalAction.PAUSE, reason="illness"))

    assert move.clashes(remove)
    assert not move.clashes(pause)


def test_only_the_fields_that_are_given_are_written():
    title = footprint(RewordGoal(goal="g1", title="I will find work"))
    words = footprint(RewordGoal(goal="g1", own_words="I want to work"))

    assert not title.clashes(words)


def test_opening_a_plan_touches_everything():
    begin = footprint(OpenPlan(person=PERSON, period="2026"))

    assert begin.clashes(footprint(a_step()))


SOME_CHANGES = st.lists(changes(), min_size=5, max_size=8)


def independent_pairs(made):
    """The pairs of these changes that do not touch one another."""
    return [
        (one, other)
        for one, other in permutations(made, 2)
        if not footprint(one).clashes(footprint(other))
    ]


@given(histories(), SOME_CHANGES)
def test_a_change_writes_nothing_that_its_footprint_does_not_name(history, made):
    plan = replay(history)
    for change in made:
        now = after(plan, change) or plan
        different = {edit.address for edit in difference(plan, now)}
        different.discard(("plan", "version"))
        writes = footprint(change).writes

        unnamed = {each for each in different if not touching([each], writes)}
        assert set() == unnamed


@given(histories(), SOME_CHANGES)
def test_independent_changes_may_come_in_either_order(history, made):
    plan = replay(history)
    possible = [change for change in made if after(plan, change) is not None]
    for one, other in independent_pairs(possible):
        assert after(plan, one, other) is not None
        assert after(plan, one, other) == after(plan, other, one)


@given(histories(most=6), SOME_CHANGES)
def test_a_refused_change_stays_refused_after_an_independent_one(history, made):
    plan = replay(history)
    for one, other in independent_pairs(made):
        if isinstance(one, AnswerPlan):
            continue  # the version that the person saw may be there by then
        if after(plan, one) is None and after(plan, other) is not None:
            assert after(plan, other, one) is None


STRENGTH = StrengthReason(strength="w1")
LATER = date(2027, 1, 5)


@pytest.mark.parametrize(
    ("one", "other"),
    (
        (CiteReason(goal="g1", reason=STRENGTH), DropStrength(strength="w1")),
        (a_goal("g9", because=(STRENGTH,)), DropStrength(strength="w1")),
        (
            MoveGoal(goal="g1", action=GoalAction.DISCARD),
            AnswerPlan(action=AgreementAction.AGREE, seen=1),
        ),
        (
            RankGoal(goal="g1", rank=Decimal(4)),
            SpaceGoals(places=(GoalPlace(goal="g2", rank=Decimal(4)),)),
        ),
        (
            ScheduleGoal(goal="g1", target_on=LATER),
            MoveGoal(goal="g1", action=GoalAction.PUT_OFF, reminder_on=LATER),
        ),
        (
            CiteReason(goal="g1", reason=STRENGTH, withdrawn=True),
            CiteReason(goal="g1", reason=NEED, withdrawn=True),
        ),
        (
            ReclassifyGoal(goal="g1", area="work"),
            ReclassifyGoal(goal="g1", related_areas=("work",)),
        ),
        (a_goal("g9"), LinkBarrier(barrier="b1", goal="g9")),
        (a_goal("g9"), FindBarrier(barrier="b9", kind="cost", blocks=("g9",))),
        (a_goal("g9"), a_step("s1", "g9")),
        (
            a_step("s9", "g1"),
            MoveBarrier(
                barrier="b1",
                action=BarrierAction.DEAL_WITH,
                step=StepRef(goal="g1", step="s9"),
            ),
        ),
        (
            MoveGoal(goal="g1", action=GoalAction.REMOVE, reason="moved"),
            RewordGoal(goal="g1", title="I will train"),
        ),
        (ClosePlan(reason="ended"), a_step()),
        (AmendStep(goal="g1", step="s1", undated=True),) * 2,
    ),
)
def test_what_a_guard_looks_at_is_read(one, other):
    assert footprint(one).clashes(footprint(other))
    assert footprint(other).clashes(footprint(one))
