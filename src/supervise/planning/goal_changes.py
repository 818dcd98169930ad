"""The changes of goals and of their steps.

A field that may be left as it was is `None`; only what is given is written.
None of them does anything by itself: effects stand elsewhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from supervise.errors import DeclarationError
from supervise.histories import FREE_TEXT, defect_of_id
from supervise.people import Actor, Visibility
from supervise.planning.goals import (
    FIRST_PLACE,
    WITH_THE_PERSON,
    Carried,
    Measure,
    Reason,
    defect_of_number,
    defects_of_dates,
    defects_of_ids,
    defects_of_wording,
    reason_key,
)
from supervise.planning.states import (
    CONCLUSIONS,
    AchievementAction,
    GoalAction,
    StepAction,
)

# -- goals --------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class AddGoal:
    """Add a goal: active with a target date, or future with a reminder.

    A goal has at least one reason: a need, a strength, a condition or a wish.
    `rank` is its place among the goals; ties are ordered by id.
    """

    goal: str
    title: str = attrs.field(repr=False, metadata=FREE_TEXT)
    area: str
    because: tuple[Reason, ...]
    proposed_by: Actor
    own_words: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    suggested_by: str = ""
    related_areas: tuple[str, ...] = ()
    target_on: date | None = None
    reminder_on: date | None = None
    measure: Measure | None = None
    after_supervision: bool = False
    rank: Decimal = FIRST_PLACE
    carried: Carried | None = None
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("goal", self.goal)
        defects += defects_of_wording(self.title, self.area, self.related_areas)
        defects += defects_of_dates(
            target_on=self.target_on, reminder_on=self.reminder_on
        )
        defects += defect_of_number("rank", self.rank)
        if (self.target_on is None) == (self.reminder_on is None):
            defects.append("give a target date, or else a reminder for a future goal")
        if not self.because:
            defects.append("give at least one reason")
        if len({reason_key(reason) for reason in self.because}) != len(self.because):
            defects.append("a reason is given twice")
        if defects:
            raise DeclarationError(f"goal '{self.goal}'", defects)


@attrs.frozen(kw_only=True)
class RewordGoal:
    """Put a goal in other words, the plan's or the person's own."""

    goal: str
    title: str | None = attrs.field(default=None, repr=False, metadata=FREE_TEXT)
    own_words: str | None = attrs.field(default=None, repr=False, metadata=FREE_TEXT)


@attrs.frozen(kw_only=True)
class ReclassifyGoal:
    """Say anew to which areas a goal belongs, how far it reaches, and who may see it."""

    goal: str
    area: str | None = None
    related_areas: tuple[str, ...] | None = None
    after_supervision: bool | None = None
    visibility: Visibility | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class MeasureGoal:
    """Say how we will know. Without a measure, there is none any more."""

    goal: str
    measure: Measure | None = None


@attrs.frozen(kw_only=True)
class ScheduleGoal:
    """Move the target date of a goal, or the reminder of a future one."""

    goal: str
    target_on: date | None = None
    reminder_on: date | None = None

    def __attrs_post_init__(self) -> None:
        defects = defects_of_dates(
            target_on=self.target_on, reminder_on=self.reminder_on
        )
        if (self.target_on is None) == (self.reminder_on is None):
            defects.append("give a target date, or else a reminder")
        if defects:
            raise DeclarationError(f"schedule of goal '{self.goal}'", defects)


@attrs.frozen(kw_only=True)
class CiteReason:
    """Cite one more reason for a goal, or withdraw one; at least one stays."""

    goal: str
    reason: Reason
    withdrawn: bool = False


@attrs.frozen(kw_only=True)
class RankGoal:
    """Move a goal to another place among the goals."""

    goal: str
    rank: Decimal

    def __attrs_post_init__(self) -> None:
        if defects := defect_of_number("rank", self.rank):
            raise DeclarationError(f"rank of goal '{self.goal}'", defects)


@attrs.frozen(kw_only=True)
class GoalPlace:
    """A goal and its place."""

    goal: str
    rank: Decimal


@attrs.frozen(kw_only=True)
class SpaceGoals:
    """Give goals new ranks, all at once, when the old ones have grown long."""

    places: tuple[GoalPlace, ...]

    def __attrs_post_init__(self) -> None:
        goals = [place.goal for place in self.places]
        defects = [] if goals else ["no goal is given a place"]
        defects += ["a goal stands twice"] if len(set(goals)) != len(goals) else []
        defects += [d for p in self.places for d in defect_of_number("rank", p.rank)]
        if defects:
            raise DeclarationError("places of goals", defects)


@attrs.frozen(kw_only=True)
class MoveGoal:
    """Take a goal along its life by an action of the goal table.

    Completing it also concludes how far it was reached: `achievement` says how.
    """

    goal: str
    action: GoalAction
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    target_on: date | None = None
    reminder_on: date | None = None
    achievement: AchievementAction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defects_of_dates(
            target_on=self.target_on, reminder_on=self.reminder_on
        )
        if self.action in {GoalAction.ADD_ACTIVE, GoalAction.ADD_FUTURE}:
            defects.append("a goal is added by AddGoal")
        if self.achievement is not None and self.achievement not in CONCLUSIONS:
            defects.append("achievement must be one of the conclusions")
        if self.achievement is not None and self.action != GoalAction.COMPLETE:
            defects.append("only completing a goal concludes its achievement")
        if defects:
            raise DeclarationError(f"move of goal '{self.goal}'", defects)


@attrs.frozen(kw_only=True)
class RateGoal:
    """Say how a goal is coming along, with the evidence, by the achievement table.

    `evidence` names readings, assessments or notes by their ids.
    Conclusions come with completing the goal, and a new beginning with reopening it.
    """

    goal: str
    action: AchievementAction
    evidence: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.action in CONCLUSIONS or self.action == AchievementAction.REOPEN:
            raise DeclarationError(
                f"rating of goal '{self.goal}'",
                [f"'{self.action}' comes with moving the goal"],
            )


# -- steps --------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class AddStep:
    """Add a step to a goal: what, by whom, by when, and what it demands."""

    goal: str
    step: str
    text: str = attrs.field(repr=False, metadata=FREE_TEXT)
    by: Actor
    due_on: date | None = None
    demands: tuple[str, ...] = ()
    rank: Decimal = FIRST_PLACE
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)

    def __attrs_post_init__(self) -> None:
        defects = defects_of_ids(goal=self.goal, step=self.step)
        defects += defects_of_dates(due_on=self.due_on)
        defects += defect_of_number("rank", self.rank)
        defects += [] if self.text.strip() else ["text must not be blank"]
        if defects:
            raise DeclarationError(f"step '{self.step}'", defects)


@attrs.frozen(kw_only=True)
class AmendStep:
    """Change what a step says: only what is given. `undated` takes its date away."""

    goal: str
    step: str
    text: str | None = attrs.field(default=None, repr=False, metadata=FREE_TEXT)
    by: Actor | None = None
    due_on: date | None = None
    undated: bool = False
    demands: tuple[str, ...] | None = None
    visibility: Visibility | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        defects = defects_of_dates(due_on=self.due_on)
        if self.undated and self.due_on is not None:
            defects.append("give a date, or take it away")
        if defects:
            raise DeclarationError(f"amendment of step '{self.step}'", defects)


@attrs.frozen(kw_only=True)
class MoveStep:
    """Take a step further by an action of the step table."""

    goal: str
    step: str
    action: StepAction
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)

    def __attrs_post_init__(self) -> None:
        if self.action == StepAction.ADD:
            raise DeclarationError(
                f"move of step '{self.step}'", ["a step is added by AddStep"]
            )


@attrs.frozen(kw_only=True)
class RankStep:
    """Move a step to another place in its goal."""

    goal: str
    step: str
    rank: Decimal

    def __attrs_post_init__(self) -> None:
        if defects := defect_of_number("rank", self.rank):
            raise DeclarationError(f"rank of step '{self.step}'", defects)
