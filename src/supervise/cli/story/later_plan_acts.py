"""The plan of the story after February: mornings, a goal met, a review, and life afterwards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from supervise.cli.story.cast import AVERY, OFFICER, SISTER
from supervise.cli.story.plan_acts import need, revision
from supervise.planning import (
    AchievementAction,
    AddGoal,
    AddStep,
    AgreementAction,
    AnswerPlan,
    BarrierAction,
    GoalAction,
    Measure,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    RateGoal,
    StepAction,
    StrengthReason,
    TakeUpNeed,
    Trigger,
    WishReason,
)

MORNINGS_ON = date(2026, 3, 9)
RATED_ON = date(2026, 5, 8)
REVIEWED_ON = date(2026, 7, 8)
MOVED_IN_ON = date(2026, 10, 2)
LOOKED_AHEAD_ON = date(2026, 12, 11)

AFTER_THE_SETTLEMENT = (
    revision(
        9,
        MORNINGS_ON,
        "The mornings are arranged.",
        MoveStep(goal="work", step="mornings", action=StepAction.COMPLETE),
        MoveStep(goal="work", step="call", action=StepAction.COMPLETE),
        MoveBarrier(
            barrier="mornings",
            action=BarrierAction.SETTLE,
            how="The sister takes the mornings of working days.",
        ),
        trigger=Trigger.PROGRESS,
    ),
    revision(
        10,
        RATED_ON,
        "What the readings say.",
        RateGoal(
            goal="work",
            action=AchievementAction.RATE_IMPROVING,
            evidence=("reading-2", "reading-3", "referral-2"),
        ),
        trigger=Trigger.PROGRESS,
    ),
)
REVIEWED = revision(
    11,
    REVIEWED_ON,
    "What we saw at the review.",
    MoveGoal(
        goal="work",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
        reason="Twenty-two hours a week since June.",
    ),
    TakeUpNeed(domain="money"),
    AddGoal(
        goal="bill",
        title="I will have paid the electricity bill",
        area="money",
        because=(need("money"),),
        proposed_by=AVERY,
        own_words="Then nobody can shut the lights.",
        target_on=date(2026, 11, 30),
        measure=Measure(
            unit="instalments left",
            baseline=Decimal(5),
            target=Decimal(0),
            read_from="the receipts",
        ),
    ),
    AddStep(
        goal="bill",
        step="instalments",
        text="Pay an instalment on each payday",
        by=AVERY,
        due_on=date(2026, 11, 30),
    ),
    AddStep(
        goal="room",
        step="ask",
        text="Ask the housing association how far the list is",
        by=OFFICER,
        due_on=date(2026, 7, 31),
    ),
    trigger=Trigger.REVIEW,
)
AGREED_AGAIN = revision(
    12,
    REVIEWED_ON,
    "",
    AnswerPlan(
        action=AgreementAction.AGREE_UPDATE, seen=11, words="One done. Now the room."
    ),
)
MOVED_IN = revision(
    13,
    MOVED_IN_ON,
    "Avery has the keys.",
    MoveStep(goal="room", step="ask", action=StepAction.COMPLETE),
    MoveGoal(
        goal="room",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
        reason="A room two streets from the sister's.",
    ),
    trigger=Trigger.PROGRESS,
)
FOR_AFTERWARDS = revision(
    14,
    LOOKED_AHEAD_ON,
    "What goes on when supervision has ended.",
    MoveStep(goal="bill", step="instalments", action=StepAction.COMPLETE),
    MoveGoal(
        goal="bill",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
        reason="The last receipt is there.",
    ),
    AddGoal(
        goal="keep",
        title="I will keep my work and my Thursdays",
        area="work",
        because=(
            StrengthReason(strength="sister"),
            WishReason(words="I do not want to start from nothing again."),
        ),
        proposed_by=AVERY,
        own_words="Thursday evening is for reading to the little one.",
        target_on=date(2027, 6, 30),
        measure=Measure(
            unit="hours a week",
            baseline=Decimal(22),
            target=Decimal(20),
            read_from="what Avery says",
        ),
        after_supervision=True,
    ),
    AddStep(
        goal="keep",
        step="sundays",
        text="Talk over the week on Sundays",
        by=SISTER,
        due_on=date(2027, 6, 30),
    ),
    trigger=Trigger.DISCHARGE,
)
LAST_ANSWER = revision(
    15,
    LOOKED_AHEAD_ON,
    "",
    AnswerPlan(
        action=AgreementAction.AGREE_UPDATE, seen=14, words="I can do this myself."
    ),
)
FROM_THE_REVIEW = (REVIEWED, AGREED_AGAIN, MOVED_IN, FOR_AFTERWARDS, LAST_ANSWER)
