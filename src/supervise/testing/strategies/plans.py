"""Plans as they come about: an opening, then revisions that the plan did not refuse.

A history replays to its plan; any beginning of a history is a history.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import get_args

import attrs
from hypothesis import strategies as st

from supervise.errors import RevisionRefused
from supervise.histories import Entry
from supervise.people import Actor, PersonRef, Role
from supervise.planning import (
    AcceptFinding,
    AddGoal,
    AddStep,
    AgreementAction,
    AnswerPlan,
    Carried,
    Change,
    ClosePlan,
    FindBarrier,
    GoalAction,
    MoveGoal,
    MoveStep,
    NeedReason,
    NoteStrength,
    OpenPlan,
    Plan,
    Revision,
    RewordGoal,
    ScheduleGoal,
    SetAsideNeed,
    StepAction,
    Strike,
    Trigger,
    WishReason,
    apply,
    replay,
)
from supervise.testing.strategies.answers import WORDS
from supervise.testing.strategies.fields import DOMAINS, identifiers, values_of
from supervise.testing.strategies.values import actors, people

FIRST_DAY = date(2026, 1, 5)
OFFICER = Actor("invented-officer-1", Role.OFFICER)
GOALS, STEPS = identifiers("goal"), identifiers("step")
BARRIERS, STRENGTHS = identifiers("barrier"), identifiers("strength")
TARGETS = st.dates(date(2026, 6, 1), date(2026, 12, 31))
TITLES = st.sampled_from(("I will find regular work", "I will have a place of my own"))
MOVES_OF_STEPS = (StepAction.START, StepAction.COMPLETE, StepAction.DROP)
TRIGGERS = st.sampled_from(Trigger)
ENDS = st.sampled_from((False, False, False, True))
ANSWERS = (
    AgreementAction.AGREE,
    AgreementAction.DISAGREE,
    AgreementAction.CANNOT_ANSWER,
)


@cache
def _new_goals() -> st.SearchStrategy[AddGoal]:
    need = st.builds(
        NeedReason,
        assessment=st.just("assessment-1"),
        instrument=st.just("invented_instrument"),
        domain=DOMAINS,
    )
    return st.builds(
        AddGoal,
        goal=GOALS,
        title=TITLES,
        area=DOMAINS,
        because=st.tuples(need | st.builds(WishReason, words=WORDS)),
        proposed_by=actors(roles=(Role.PERSON, Role.OFFICER)),
        target_on=TARGETS,
    )


@cache
def _changes_of_goals() -> st.SearchStrategy[Change]:
    return st.one_of(
        _new_goals(),
        st.builds(MoveGoal, goal=GOALS, action=st.just(GoalAction.PAUSE), reason=WORDS),
        st.builds(
            MoveGoal, goal=GOALS, action=st.just(GoalAction.RESUME), target_on=TARGETS
        ),
        st.builds(RewordGoal, goal=GOALS, own_words=WORDS),
        st.builds(ScheduleGoal, goal=GOALS, target_on=TARGETS),
    )


@cache
def changes() -> st.SearchStrategy[Change]:
    """Changes of goals, steps, barriers and strengths, and the person's answers.

    A plan may refuse them: a goal must be there before it can move.
    """
    whose = actors(roles=(Role.PERSON, Role.OFFICER))
    return st.one_of(
        _changes_of_goals(),
        st.builds(AddStep, goal=GOALS, step=STEPS, text=WORDS, by=whose),
        st.builds(
            MoveStep,
            goal=GOALS,
            step=STEPS,
            action=st.sampled_from(MOVES_OF_STEPS),
            reason=WORDS,
        ),
        st.builds(
            FindBarrier,
            barrier=BARRIERS,
            kind=st.just("transport"),
            says=WORDS,
        ),
        st.builds(
            NoteStrength,
            strength=STRENGTHS,
            domain=DOMAINS,
            says=WORDS,
        ),
        st.builds(
            AnswerPlan,
            action=st.sampled_from(ANSWERS),
            seen=st.integers(1, 3),
            reason=WORDS,
            words=WORDS,
        ),
        values_of(AcceptFinding),
        values_of(SetAsideNeed),
        _others(),
    )


@cache
def _others() -> st.SearchStrategy[Change]:
    """Every sort of change but the opening, as its fields make it."""
    sorts = [each for each in get_args(Change) if each is not OpenPlan]
    return st.sampled_from(sorts).flatmap(values_of)


@st.composite
def plan_histories(
    draw: st.DrawFn,
    *,
    person: PersonRef | None = None,
    plan: str = "plan-1",
    max_revisions: int = 8,
) -> tuple[Revision, ...]:
    """Histories of a plan, oldest revision first; it shrinks to the opening alone."""
    whose = draw(people()) if person is None else person
    carried = draw(st.none() | values_of(Carried))
    first = OpenPlan(person=whose, period="2026", carried=carried)
    history = [_revision(plan, 0, (first, *draw(_opening_goals())), Trigger.FIRST_PLAN)]
    plan_so_far = apply(None, history[0])
    batches = [draw(_batches()) for _ in range(draw(st.integers(0, max_revisions)))]
    if draw(ENDS):
        batches.append([ClosePlan(reason=draw(WORDS))])
    for batch in batches:
        made = _revision(plan, plan_so_far.version, tuple(batch), draw(TRIGGERS))
        try:
            plan_so_far = apply(plan_so_far, made)
        except RevisionRefused:
            continue
        history.append(made)
    return tuple(history)


@cache
def _batches() -> st.SearchStrategy[list[Change]]:
    return st.lists(changes(), min_size=1, max_size=3)


@cache
def _opening_goals() -> st.SearchStrategy[list[AddGoal]]:
    return st.lists(_new_goals(), max_size=2, unique_by=lambda each: each.goal)


def _revision(
    plan: str, base: int, batch: tuple[Change, ...], trigger: Trigger
) -> Revision:
    on = FIRST_DAY + timedelta(days=7 * base)
    entry = Entry(
        id=f"{plan}-revision-{base + 1}",
        actor=OFFICER,
        recorded_at=datetime.combine(on, time(9), tzinfo=UTC),
        effective_on=on,
        reason="" if base == 0 else "as we said",
    )
    return Revision(entry=entry, plan=plan, base=base, changes=batch, trigger=trigger)


def plans(*, person: PersonRef | None = None) -> st.SearchStrategy[Plan]:
    """Plans, as their history makes them."""
    return plan_histories(person=person).map(replay)


def revisions() -> st.SearchStrategy[Revision]:
    """Revisions that some plan took."""
    return plan_histories().map(lambda history: history[-1])


def strikes() -> st.SearchStrategy[Strike]:
    """Entries that strike out the last revision of some plan as made in error."""
    return plan_histories().map(_struck)


def _struck(history: tuple[Revision, ...]) -> Strike:
    last = history[-1]
    entry = attrs.evolve(
        last.entry, id=f"{last.plan}-strike-1", reason="recorded in error"
    )
    return Strike(
        entry=entry, plan=last.plan, base=last.base + 1, revision=last.entry.id
    )
