"""What each change of a goal or of a step does to a draft, and when it is refused.

Guards across the whole plan do not stand here: a limit on active goals is for the linter.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from supervise.errors import RefusalCode
from supervise.planning.drafts import (
    Draft,
    Opened,
    OpenedGoal,
    halt,
    moved,
    refuse_taken,
)
from supervise.planning.goal_changes import (
    AddGoal,
    AddStep,
    AmendStep,
    CiteReason,
    MeasureGoal,
    MoveGoal,
    MoveStep,
    RankGoal,
    RankStep,
    RateGoal,
    ReclassifyGoal,
    RewordGoal,
    ScheduleGoal,
    SpaceGoals,
)
from supervise.planning.goals import (
    WITH_THE_PERSON,
    Goal,
    Reason,
    Step,
    StrengthReason,
    reason_key,
)
from supervise.planning.revisions import Revision
from supervise.planning.states import (
    ACHIEVEMENT,
    GOAL,
    OPEN_LIFECYCLES,
    STEP,
    Achievement,
    AchievementAction,
    GoalAction,
    Lifecycle,
    PlanState,
    StepAction,
    StepStatus,
)

GoalChange = (
    AddGoal
    | RewordGoal
    | ReclassifyGoal
    | MeasureGoal
    | ScheduleGoal
    | CiteReason
    | RankGoal
    | SpaceGoals
    | MoveGoal
    | RateGoal
)
StepChange = AddStep | AmendStep | MoveStep | RankStep


def _open_goal(draft: Draft, id: str) -> OpenedGoal:
    """A goal that is not ended; halts if it is."""
    goal = draft.goal(id)
    if goal["lifecycle"] not in OPEN_LIFECYCLES:
        raise halt(
            RefusalCode.NOT_ALLOWED,
            f"goal/{id}",
            f"the goal is {goal['lifecycle']}; what belongs to it does not change",
            "restore or reopen it first",
        )
    return goal


def change_goal(draft: Draft, change: GoalChange, at: Revision) -> None:
    """Make one change of a goal."""
    match change:
        case MoveGoal():
            _move(draft, change, at)
        case AddGoal():
            _add(draft, change, at)
        case RateGoal():
            _rate(draft, change)
        case CiteReason():
            _cite(draft, change)
        case SpaceGoals():
            for place in change.places:
                _rank(draft.goal(place.goal), place.rank)
        case RankGoal():
            _rank(draft.goal(change.goal), change.rank)
        case ScheduleGoal():
            _schedule(draft, change)
        case MeasureGoal():
            _open_goal(draft, change.goal).write(measure=change.measure)
        case RewordGoal():
            _reword(draft, change)
        case ReclassifyGoal():
            _reclassify(draft, change)


def _rank(opened: Opened[Any], rank: Decimal) -> None:
    opened.write(rank=rank)


def _given(**fields: object) -> dict[str, object]:
    """The fields that a change gives; `None` leaves a field as it was."""
    return {name: value for name, value in fields.items() if value is not None}


def _add(draft: Draft, change: AddGoal, at: Revision) -> None:
    refuse_taken(f"goal/{change.goal}", change.goal, draft.goals)
    for reason in change.because:
        _check_reason(draft, change.goal, reason)
    action = GoalAction.ADD_ACTIVE if change.target_on else GoalAction.ADD_FUTURE
    given = {"target_on": change.target_on, "reminder_on": change.reminder_on}
    state = moved(GOAL, "(new)", action, f"goal/{change.goal}/lifecycle", given)
    draft.touched.add("goals")
    draft.goals[change.goal] = Goal(
        id=change.goal,
        title=change.title,
        area=change.area,
        related_areas=change.related_areas,
        because=change.because,
        proposed_by=change.proposed_by,
        own_words=change.own_words,
        suggested_by=change.suggested_by,
        lifecycle=Lifecycle(state),
        since=at.entry.effective_on,
        target_on=change.target_on,
        reminder_on=change.reminder_on,
        measure=change.measure,
        after_supervision=change.after_supervision,
        rank=change.rank,
        carried=change.carried,
        visibility=change.visibility,
    )


def _check_reason(draft: Draft, goal: str, reason: Reason) -> None:
    """Halt if a goal would cite a strength that the plan does not use."""
    if not isinstance(reason, StrengthReason):
        return
    found = draft.strengths.get(reason.strength)
    if found is None or not found.in_use:
        raise halt(
            RefusalCode.UNKNOWN_ID,
            f"goal/{goal}/because",
            f"it cites strength '{reason.strength}', which the plan does not use",
            "note the strength first",
        )


def _move(draft: Draft, change: MoveGoal, at: Revision) -> None:
    goal = draft.goal(change.goal)
    where = f"goal/{change.goal}/lifecycle"
    if change.action == GoalAction.DISCARD and draft.plan["state"] != PlanState.DRAFT:
        raise halt(
            RefusalCode.NOT_ALLOWED,
            where,
            "a goal is discarded only before the person's first answer",
            "remove it, with a reason",
        )
    reason = change.reason or at.entry.reason
    given = {
        "reason": reason,
        "target_on": change.target_on,
        "reminder_on": change.reminder_on,
        "achievement": change.achievement,
    }
    state = Lifecycle(moved(GOAL, goal["lifecycle"], change.action, where, given))
    written: dict[str, Any] = {
        "lifecycle": state,
        "since": at.entry.effective_on,
        "reason": change.reason or at.reason_in_part(WITH_THE_PERSON),
    }
    if state is Lifecycle.ACTIVE:
        written |= {"target_on": change.target_on, "reminder_on": None}
    if state is Lifecycle.FUTURE:
        written |= {"target_on": None, "reminder_on": change.reminder_on}
    conclusion = change.achievement
    if change.action == GoalAction.REOPEN:
        conclusion = AchievementAction.REOPEN
    if conclusion is not None:
        where = f"goal/{change.goal}/achievement"
        reached = moved(
            ACHIEVEMENT, goal["achievement"], conclusion, where, {"reason": reason}
        )
        written["achievement"] = Achievement(reached)
    goal.write(**written)


def _rate(draft: Draft, change: RateGoal) -> None:
    goal = draft.goal(change.goal)
    where = f"goal/{change.goal}/achievement"
    afterwards = {AchievementAction.RATE_SUSTAINING, AchievementAction.LAPSE}
    if change.action not in afterwards:
        goal = _open_goal(draft, change.goal)
    given = {"evidence": change.evidence}
    state = moved(ACHIEVEMENT, goal["achievement"], change.action, where, given)
    goal.write(achievement=Achievement(state), evidence=change.evidence)


def _cite(draft: Draft, change: CiteReason) -> None:
    goal = _open_goal(draft, change.goal)
    where = f"goal/{change.goal}/because"
    kept: tuple[Reason, ...] = goal["because"]
    key = reason_key(change.reason)
    others = tuple(reason for reason in kept if reason_key(reason) != key)
    if change.withdrawn:
        if len(others) == len(kept):
            raise halt(RefusalCode.UNKNOWN_ID, where, "the goal does not cite it")
        if not others:
            raise halt(
                RefusalCode.NOT_ALLOWED,
                where,
                "the last reason of a goal is not withdrawn",
                "cite another first",
            )
        goal.write(because=others)
        return
    if len(others) != len(kept):
        raise halt(RefusalCode.ID_REUSED, where, "the goal cites it already")
    _check_reason(draft, change.goal, change.reason)
    goal.write(because=(*kept, change.reason))


def _schedule(draft: Draft, change: ScheduleGoal) -> None:
    goal = _open_goal(draft, change.goal)
    future = goal["lifecycle"] == Lifecycle.FUTURE
    if future == (change.reminder_on is None):
        raise halt(
            RefusalCode.NOT_ALLOWED,
            f"goal/{change.goal}",
            f"a goal that is {goal['lifecycle']} has a "
            + ("reminder, not a target date" if future else "target date"),
        )
    goal.write(target_on=change.target_on, reminder_on=change.reminder_on)


def _reword(draft: Draft, change: RewordGoal) -> None:
    goal = _open_goal(draft, change.goal)
    if change.title is not None and not change.title.strip():
        raise halt(RefusalCode.FIELD_NEEDED, f"goal/{change.goal}/title", "it is blank")
    goal.write(**_given(title=change.title, own_words=change.own_words))


def _reclassify(draft: Draft, change: ReclassifyGoal) -> None:
    goal = _open_goal(draft, change.goal)
    given = _given(
        area=change.area,
        related_areas=change.related_areas,
        after_supervision=change.after_supervision,
        visibility=change.visibility,
    )
    area = goal["area"] if change.area is None else change.area
    related = change.related_areas
    if area in (goal["related_areas"] if related is None else related):
        raise halt(
            RefusalCode.NOT_ALLOWED,
            f"goal/{change.goal}/related_areas",
            "a related area must differ from the main one",
        )
    goal.write(**given)


def change_step(draft: Draft, change: StepChange, at: Revision) -> None:
    """Make one change of a step; its goal must not be ended."""
    goal = _open_goal(draft, change.goal)
    match change:
        case MoveStep():
            _move_step(draft.step(change.goal, change.step), change, at)
        case AddStep():
            _add_step(goal, change, at)
        case AmendStep():
            _amend_step(draft.step(change.goal, change.step), change)
        case RankStep():
            _rank(draft.step(change.goal, change.step), change.rank)


def _add_step(goal: OpenedGoal, change: AddStep, at: Revision) -> None:
    where = f"goal/{change.goal}/step/{change.step}"
    refuse_taken(where, change.step, goal.steps)
    state = moved(STEP, "(new)", StepAction.ADD, where, {"by": change.by})
    added = Step(
        id=change.step,
        text=change.text,
        by=change.by,
        due_on=change.due_on,
        status=StepStatus(state),
        since=at.entry.effective_on,
        demands=change.demands,
        rank=change.rank,
        visibility=change.visibility,
    )
    goal.steps[change.step] = Opened(added)


def _move_step(step: Opened[Step], change: MoveStep, at: Revision) -> None:
    reason = change.reason or at.entry.reason
    where = f"goal/{change.goal}/step/{change.step}/status"
    state = moved(STEP, step["status"], change.action, where, {"reason": reason})
    step.write(
        status=StepStatus(state),
        since=at.entry.effective_on,
        reason=change.reason or at.reason_in_part(WITH_THE_PERSON),
    )


def _amend_step(step: Opened[Step], change: AmendStep) -> None:
    if change.text is not None and not change.text.strip():
        where = f"goal/{change.goal}/step/{change.step}/text"
        raise halt(RefusalCode.FIELD_NEEDED, where, "it is blank")
    step.write(
        **_given(
            text=change.text,
            by=change.by,
            due_on=change.due_on,
            demands=change.demands,
            visibility=change.visibility,
        )
    )
    if change.undated:
        step.write(due_on=None)
