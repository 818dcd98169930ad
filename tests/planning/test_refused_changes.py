"""A change that says something impossible is refused when it is made, with all that is wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.people import Actor, Role
from supervise.planning import (
    AcceptFinding,
    AddStep,
    AmendStep,
    BarrierAction,
    FindBarrier,
    Goal,
    GoalAction,
    Measure,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NoteStrength,
    RankGoal,
    RankStep,
    RateGoal,
    ReviewRule,
    ScheduleGoal,
    SetAsideNeed,
    SigningAct,
    SigningAction,
    SpaceGoals,
    StepAction,
)
from supervise.planning.goal_changes import GoalPlace
from supervise.planning.states import AchievementAction, Lifecycle
from tests.planning.invented import a_goal, a_plan, entry

DAY = date(2026, 3, 1)
MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
OFFICER = Actor("invented-officer-1", Role.OFFICER)
TWICE = GoalPlace(goal="g1", rank=Decimal(1))

# Each with what a reader of the class would expect it to say.
REFUSED = {
    "finding without reason": (
        lambda: AcceptFinding(rule="r", address="a", digest="d", reason=" ", until=DAY),
        ["give the reason"],
    ),
    "step without words": (
        lambda: AddStep(goal="g1", step="s1", text=" ", by=OFFICER),
        ["text must not be blank"],
    ),
    "date given and taken away": (
        lambda: AmendStep(goal="g1", step="s1", due_on=DAY, undated=True),
        ["give a date, or take it away"],
    ),
    "barrier of no kind": (
        lambda: FindBarrier(barrier="b1", kind=" "),
        ["kind must not be blank"],
    ),
    "barrier found by a move": (
        lambda: MoveBarrier(barrier="b1", action=BarrierAction.FIND),
        ["one is found by FindBarrier"],
    ),
    "goal added by a move": (
        lambda: MoveGoal(goal="g1", action=GoalAction.ADD_ACTIVE),
        ["a goal is added by AddGoal"],
    ),
    "no conclusion": (
        lambda: MoveGoal(
            goal="g1",
            action=GoalAction.COMPLETE,
            achievement=AchievementAction.RATE_IMPROVING,
        ),
        ["achievement must be one of the conclusions"],
    ),
    "conclusion of an open goal": (
        lambda: MoveGoal(
            goal="g1",
            action=GoalAction.PAUSE,
            achievement=AchievementAction.CONCLUDE_FULL,
        ),
        ["only completing a goal concludes its achievement"],
    ),
    "step added by a move": (
        lambda: MoveStep(goal="g1", step="s1", action=StepAction.ADD),
        ["a step is added by AddStep"],
    ),
    "rating that concludes": (
        lambda: RateGoal(goal="g1", action=AchievementAction.CONCLUDE_FULL),
        ["comes with moving the goal"],
    ),
    "rating that begins anew": (
        lambda: RateGoal(goal="g1", action=AchievementAction.REOPEN),
        ["comes with moving the goal"],
    ),
    "no date at all": (
        lambda: ScheduleGoal(goal="g1"),
        ["give a target date, or else a reminder"],
    ),
    "target and reminder": (
        lambda: ScheduleGoal(goal="g1", target_on=DAY, reminder_on=DAY),
        ["give a target date, or else a reminder"],
    ),
    "a moment for a day": (
        lambda: ScheduleGoal(goal="g1", target_on=MOMENT),
        ["target_on"],
    ),
    "need without reason": (
        lambda: SetAsideNeed(domain="work", assessment="a1", reason=""),
        ["give the reason"],
    ),
    "strength without id": (
        lambda: NoteStrength(strength="", domain="work"),
        ["strength"],
    ),
    "places of no goal": (
        lambda: SpaceGoals(places=()),
        ["no goal is given a place"],
    ),
    "two places of a goal": (
        lambda: SpaceGoals(places=(TWICE, TWICE)),
        ["a goal stands twice"],
    ),
    "endless rank of a goal": (
        lambda: RankGoal(goal="g1", rank=Decimal("NaN")),
        ["rank"],
    ),
    "endless rank of a step": (
        lambda: RankStep(goal="g1", step="s1", rank=Decimal("Infinity")),
        ["rank"],
    ),
    "measure without unit": (
        lambda: Measure(unit=" ", target=Decimal("NaN")),
        ["target must be a finite decimal number", "unit must not be blank"],
    ),
    "goal without reason": (
        lambda: Goal(
            id="g1",
            title="I will find work",
            area="work",
            because=(),
            proposed_by=OFFICER,
            lifecycle=Lifecycle.ACTIVE,
            since=DAY,
        ),
        ["it has no reason"],
    ),
    "plan with one goal twice": (
        lambda: attrs.evolve(
            a_plan(a_goal("g1")), goals=a_plan(a_goal("g1")).goals * 2
        ),
        ["two goals with the id 'g1'"],
    ),
    "review before its window by less than no days": (
        lambda: ReviewRule(id="r", source="invented", months=6, days_before=-1),
        ["days must not be negative"],
    ),
    "signing without id": (
        lambda: SigningAct(
            entry=entry("o1"), signing="", base=0, action=SigningAction.OPEN
        ),
        ["signing must be a non-empty text"],
    ),
    "two things wrong": (
        lambda: AddStep(goal="g1", step="", text="", by=OFFICER, rank=Decimal("NaN")),
        ["step", "rank", "text must not be blank"],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_impossible_is_refused_when_it_is_said(name):
    make, expected = REFUSED[name]

    with pytest.raises(DeclarationError) as caught:
        make()

    assert len(expected) == len(caught.value.defects)
    for word in expected:
        assert any(word in defect for defect in caught.value.defects)
