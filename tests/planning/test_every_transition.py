"""Every pair of state and action, tried on a real plan, signing, review and request.

What the table has goes through and leads where it says; all else is refused.
"""

from collections import deque
from datetime import date, timedelta
from itertools import count, product

import pytest

from supervise.errors import RevisionRefused
from supervise.histories import NEW
from supervise.people import Actor, Role
from supervise.planning import (
    ACHIEVEMENT,
    AGREEMENT,
    BARRIER,
    CONCLUSIONS,
    GOAL,
    PLAN,
    REQUEST,
    REVIEW,
    SIGNING,
    STEP,
    AchievementAction,
    AgreementAction,
    AnswerPlan,
    BarrierAction,
    BeginPeriod,
    ClosePlan,
    FindBarrier,
    GoalAction,
    Involvement,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    OpenPlan,
    PlanAction,
    RateGoal,
    RequestAct,
    RequestAction,
    ReviewAct,
    SigningAct,
    StepAction,
    StepRef,
    advance_request,
    advance_review,
    advance_signing,
    apply,
    opening_of,
)
from tests.planning.invented import (
    AVERY,
    FIRST_DAY,
    OFFICER,
    PERSON,
    a_goal,
    a_plan,
    a_step,
    entry,
    revision,
)
from tests.planning.test_streams import RULE

LATER = date(2027, 2, 1)
WHY = {"reason": "as we said"}
numbers = count()


def changed(plan, *made):
    return apply(plan, revision(f"n{next(numbers)}", plan.version, *made))


class OnAPlan:
    """A plan with one goal, one step and one barrier, and how its parts are moved."""

    def begin(self, action):
        future = action == GoalAction.ADD_FUTURE
        goal = a_goal(target_on=None, reminder_on=LATER) if future else a_goal()
        return a_plan(goal, a_step(), FindBarrier(barrier="b1", kind="cost"))


class Goals(OnAPlan):
    table = GOAL

    def act(self, plan, action):
        if action in {GoalAction.ADD_ACTIVE, GoalAction.ADD_FUTURE}:
            return changed(plan, a_goal())
        concluded = AchievementAction.CONCLUDE_FULL
        given = {"achievement": concluded} if action == GoalAction.COMPLETE else {}
        move = MoveGoal(
            goal="g1", action=action, target_on=LATER, reminder_on=LATER, **WHY, **given
        )
        return changed(plan, move)

    def state(self, plan):
        return plan.goal("g1").lifecycle


class Achievements(OnAPlan):
    table = ACHIEVEMENT
    first = "not_assessed"

    def act(self, plan, action):
        if action in CONCLUSIONS:
            move = MoveGoal(
                goal="g1", action=GoalAction.COMPLETE, achievement=action, **WHY
            )
        elif action == AchievementAction.REOPEN:
            move = MoveGoal(goal="g1", action=GoalAction.REOPEN, target_on=LATER, **WHY)
        else:
            move = RateGoal(goal="g1", action=action, evidence=("reading-1",))
        return changed(plan, move)

    def state(self, plan):
        return plan.goal("g1").achievement


class Steps(OnAPlan):
    table = STEP

    def act(self, plan, action):
        if action == StepAction.ADD:
            return changed(plan, a_step())
        return changed(plan, MoveStep(goal="g1", step="s1", action=action, **WHY))

    def state(self, plan):
        return plan.goal("g1").step("s1").status


class Barriers(OnAPlan):
    table = BARRIER

    def act(self, plan, action):
        if action == BarrierAction.FIND:
            return changed(plan, FindBarrier(barrier="b1", kind="cost"))
        step = StepRef(goal="g1", step="s1")
        move = MoveBarrier(barrier="b1", action=action, step=step, how="so", **WHY)
        return changed(plan, move)

    def state(self, plan):
        return plan.barrier("b1").state


class Agreements(OnAPlan):
    table = AGREEMENT

    def act(self, plan, action):
        if action == AgreementAction.NEW_PERIOD:
            return changed(plan, BeginPeriod(period="2027"))
        if action == AgreementAction.DRAFT:
            return changed(plan, OpenPlan(person=PERSON, period="2027"))
        return changed(plan, AnswerPlan(action=action, seen=plan.version, **WHY))

    def state(self, plan):
        return plan.agreement.state


class Plans(OnAPlan):
    table = PLAN

    def act(self, plan, action):
        if action == PlanAction.OPEN:
            return changed(plan, OpenPlan(person=PERSON, period="2027"))
        if action == PlanAction.CLOSE:
            return changed(plan, ClosePlan(**WHY))
        return changed(plan, AnswerPlan(action="agree", seen=plan.version))

    def state(self, plan):
        return plan.state


class Signings:
    table = SIGNING

    def begin(self, _):
        plan = a_plan(a_goal(), a_step())
        agreed = changed(plan, AnswerPlan(action="agree", seen=1))
        return advance_signing(None, opening_of(agreed, entry("open"), "sign-1"))

    def act(self, signing, action):
        number = next(numbers)
        act = SigningAct(
            entry=entry(f"n{number}", by=Actor(f"s-{number}", Role.SUPERVISOR), **WHY),
            signing="sign-1",
            base=signing.version,
            action=action,
            version=2,
            digest="d",
        )
        return advance_signing(signing, act)

    def state(self, signing):
        return signing.state


class Requests:
    table = REQUEST

    def begin(self, action):
        act = RequestAct(
            entry=entry("ask", by=AVERY),
            request="q1",
            base=0,
            action=action,
            words="I would rather train",
        )
        return advance_request(None, act)

    def act(self, request, action):
        act = RequestAct(
            entry=entry(
                f"n{next(numbers)}",
                by=AVERY if action == RequestAction.WITHDRAW else OFFICER,
                **WHY,
            ),
            request="q1",
            base=request.version,
            action=action,
            words="again",
            revision="r1",
        )
        return advance_request(request, act)

    def state(self, request):
        return request.state


class Reviews:
    table = REVIEW

    def begin(self, action):
        return advance_review(None, self.made(0, action))

    def act(self, review, action):
        return advance_review(review, self.made(review.version, action))

    def made(self, base, action):
        return ReviewAct(
            entry=entry(f"n{next(numbers)}", **WHY),
            review="v1",
            base=base,
            action=action,
            rule=RULE,
            starts_on=FIRST_DAY,
            ends_on=FIRST_DAY + timedelta(days=30),
            until=FIRST_DAY + timedelta(days=60),
            version=1,
            looked_at=("goals",),
            followed=("nothing",),
            involved=Involvement.TOOK_PART,
        )

    def state(self, review):
        return review.state


def paths(table, first=None):
    """The shortest run of actions that leads to each state."""
    found = {}
    waiting = deque([(first, ())] if first else [(NEW, ())])
    while waiting:
        state, path = waiting.popleft()
        if state in found:
            continue
        found[state] = path
        waiting.extend(
            (row.target, (*path, row.action))
            for row in table.rows
            if row.source == state
        )
    return found


KINDS = (
    Goals(),
    Achievements(),
    Steps(),
    Barriers(),
    Agreements(),
    Plans(),
    Signings(),
    Requests(),
    Reviews(),
)
CASES = [
    pytest.param(kind, state, action, id=f"{kind.table.name}-{state}-{action}")
    for kind in KINDS
    for state, action in product(kind.table.states, kind.table.actions)
]


@pytest.mark.parametrize(("kind", "state", "action"), CASES)
def test_what_the_table_says_is_what_happens(kind, state, action):
    first = getattr(kind, "first", None)
    path = paths(kind.table, first)[state]
    begun = kind.begin(None if first else path[0])
    for step in path if first else path[1:]:
        begun = kind.act(begun, step)
    assert state == kind.state(begun)

    row = kind.table.row(state, action)
    if row is None:
        with pytest.raises(RevisionRefused):
            kind.act(begun, action)
    else:
        assert row.target == kind.state(kind.act(begun, action))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table.name)
def test_every_state_is_reached(kind):
    first = getattr(kind, "first", None)

    assert set(kind.table.states) <= set(paths(kind.table, first))
