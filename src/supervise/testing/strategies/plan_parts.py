"""The parts of plans: every sort of change, goals and reasons, findings, help and progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from supervise.planning import (
    AddGoal,
    AgreementAction,
    AmendStep,
    AnswerPlan,
    BarrierAction,
    CarriedOver,
    Goal,
    GoalAction,
    GoalPlace,
    LintEvidence,
    LintSettings,
    Merge,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NeedReason,
    Plan,
    RateGoal,
    Revision,
    ScheduleGoal,
    SpaceGoals,
    StepAction,
    Strike,
    Trigger,
    replay,
)
from supervise.planning.goals import ConditionReason, StrengthReason, WishReason
from supervise.planning.progress import (
    DosagePolicy,
    DosageTarget,
    GoalProgress,
    Point,
    Series,
)
from supervise.planning.states import CONCLUSIONS, AchievementAction
from supervise.records import Voice
from supervise.testing.strategies.fields import (
    SoFar,
    Stated,
    Strategy,
    from_fields,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.plans import (
    changes,
    plan_histories,
    plans,
    revisions,
    strikes,
)
from supervise.testing.strategies.records import assessments
from supervise.testing.strategies.values import days

COUNTED = st.integers(1, 9)
NEED_REASONS = several(values_of(NeedReason), least=1)
OTHER_REASONS = st.one_of(
    *map(values_of, (StrengthReason, ConditionReason, WishReason))
)
REASONS = (
    NEED_REASONS
    | st.tuples(OTHER_REASONS)
    | st.tuples(values_of(NeedReason), OTHER_REASONS)
)
ADDING = {GoalAction.ADD_ACTIVE, GoalAction.ADD_FUTURE}
ANSWERS = [
    each
    for each in AgreementAction
    if each not in {AgreementAction.DRAFT, AgreementAction.NEW_PERIOD}
]
RATINGS = [
    each
    for each in AchievementAction
    if each not in CONCLUSIONS and each is not AchievementAction.REOPEN
]


def _target_or_reminder(so_far: SoFar) -> Strategy:
    """A reminder where there is no target date."""
    return days() if so_far["target_on"] is None else st.none()


def _points(least: int = 1) -> Strategy:
    """Numbers of a series, in the order of their days."""
    unordered = st.lists(
        values_of(Point), min_size=least, max_size=3, unique_by=_day_of
    )
    return unordered.map(lambda points: tuple(sorted(points, key=_day_of)))


def _day_of(point: Point) -> date:
    return point.on


def _series() -> Strategy:
    """A series for each voice that said something."""
    voices = st.lists(st.sampled_from(Voice), max_size=2, unique=True)
    return voices.flatmap(
        lambda each: st.tuples(
            *(
                st.builds(Series, voice=st.just(voice), points=_points())
                for voice in each
            )
        )
    )


def _revisions() -> st.SearchStrategy[Revision]:
    """Revisions that some plan took, and such as were rebased, held back or erased."""
    return revisions() | from_fields(Revision)


OWN: Mapping[type, Callable[[], Strategy]] = {
    Plan: plans,
    Revision: _revisions,
    Strike: strikes,
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    AddGoal: {
        "because": REASONS,
        "related_areas": st.just(()) | st.just(("family",)),
        "target_on": perhaps(days()),
        "reminder_on": _target_or_reminder,
    },
    AmendStep: {
        "undated": only_if(
            lambda so_far: so_far["due_on"] is None, st.booleans(), other=False
        ),
    },
    AnswerPlan: {"action": st.sampled_from(ANSWERS)},
    CarriedOver: {"revisions": plan_histories(max_revisions=1)},
    DosagePolicy: {
        "strongest": perhaps(COUNTED),
        "take_home_minutes": perhaps(COUNTED),
    },
    DosageTarget: {"hours": perhaps(st.sampled_from((Decimal(100), Decimal("0.5"))))},
    Goal: {"because": REASONS},
    GoalProgress: {"series": _series()},
    LintEvidence: {"assessments": st.just(()) | st.tuples(assessments())},
    LintSettings: {
        "most_active_goals": st.integers(3, 5),
        "longest_sentence": st.integers(20, 25),
        "fewest_plans": st.integers(10, 12),
    },
    Merge: {
        "entries": plan_histories(max_revisions=1),
        "plan": lambda so_far: st.just(replay(so_far["entries"])),
    },
    MoveBarrier: {
        "action": st.sampled_from(
            [a for a in BarrierAction if a is not BarrierAction.FIND]
        )
    },
    MoveGoal: {
        "action": st.sampled_from([each for each in GoalAction if each not in ADDING]),
        "achievement": only_if(
            lambda so_far: so_far["action"] is GoalAction.COMPLETE,
            perhaps(st.sampled_from(sorted(CONCLUSIONS))),
        ),
    },
    MoveStep: {
        "action": st.sampled_from(
            [each for each in StepAction if each is not StepAction.ADD]
        )
    },
    RateGoal: {"action": st.sampled_from(RATINGS)},
    Revision: {
        "changes": st.lists(changes(), min_size=1, max_size=2).map(tuple),
        "trigger": st.sampled_from(Trigger),
        "held_back": st.just(()) | st.tuples(changes()),
    },
    ScheduleGoal: {"target_on": perhaps(days()), "reminder_on": _target_or_reminder},
    Series: {"points": _points()},
    SpaceGoals: {"places": several(values_of(GoalPlace), least=1)},
}
