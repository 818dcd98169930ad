"""Tasks, requests, reviews and rounds of signing, as their acts make them by their tables.

Acts of a stream are in order: each is of its own week, and any beginning of a stream is one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, reduce
from typing import TypeVar

from hypothesis import strategies as st

from supervise.casefile import (
    TASK,
    MoveTask,
    OpenTask,
    Task,
    TaskAct,
    TaskAction,
    advance_task,
    replay_task,
)
from supervise.histories import Entry, Transition, TransitionTable
from supervise.people import Actor, PersonRef, Role, Visibility
from supervise.planning import (
    AgreementState,
    ChangeRequest,
    Exemption,
    Involvement,
    RequestAct,
    RequestAction,
    Review,
    ReviewAct,
    ReviewAction,
    ReviewRule,
    Signing,
    SigningAct,
    SigningAction,
    advance_request,
    advance_review,
    advance_signing,
)
from supervise.planning.requests import REQUEST
from supervise.planning.reviews import REVIEW
from supervise.planning.signing import SIGNING
from supervise.testing.strategies.answers import FIRST_DAY, WORDS
from supervise.testing.strategies.fields import (
    DIGESTS,
    Stated,
    Strategy,
    identifiers,
    on_or_after,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.values import (
    actors,
    days,
    entries,
    people,
    visibilities,
)

V = TypeVar("V")
A = TypeVar("A")
WEEK = 7
MOST_TURNS = 2
COUNTED = st.integers(1, 9)
MAYBE_WORDS = st.just("") | WORDS
ANYBODY = st.just(Visibility()) | visibilities()
OWNERS = actors(roles=(Role.OFFICER, Role.PERSON))
NOTES = st.just("") | identifiers("note")
LOOKED_AT = several(identifiers("looked_at"), least=1)
FOLLOWED = st.just(("nothing",)) | several(identifiers("revision"), least=1)
DAY_OF_WEEK = st.integers(0, WEEK - 1)
ASKER = Actor("invented-person-1", Role.PERSON)
OFFICER = Actor("invented-officer-1", Role.OFFICER)


def day_of(number: int) -> date:
    """The day of an act of a stream, by its number from 1."""
    return FIRST_DAY + timedelta(days=WEEK * (number - 1))


def act_entry(
    draw: st.DrawFn,
    stream: str,
    number: int,
    *,
    needs: tuple[str, ...] = (),
    actor: Actor = OFFICER,
) -> Entry:
    """The envelope of an act of a stream, with a reason where its row asks for one."""
    on = day_of(number) + timedelta(days=draw(DAY_OF_WEEK))
    return Entry(
        id=f"{stream}-{number}",
        actor=actor,
        recorded_at=datetime.combine(on, time(9), tzinfo=UTC),
        effective_on=on,
        reason=draw(WORDS if "reason" in needs else MAYBE_WORDS),
        visibility=draw(ANYBODY),
    )


def walk(
    draw: st.DrawFn,
    table: TransitionTable,
    advance: Callable[[V | None, A], V],
    opening: A,
    moves: Callable[[st.DrawFn, V, Transition], A | None],
) -> tuple[A, ...]:
    """Acts of which each follows from those before, to states that are drawn, by a table."""
    acts = [opening]
    so_far = advance(None, opening)
    for row in draw(ways(table, state_of(so_far))):
        move = moves(draw, so_far, row)
        if move is None:
            break
        acts.append(move)
        so_far = advance(so_far, move)
    return tuple(acts)


def state_of(stream: object) -> str:
    """The state in which a stream stands: each sort of them has one."""
    state: str = getattr(stream, "state")  # noqa: B009 - no class that they share states it
    return state


@st.composite
def ways(draw: st.DrawFn, table: TransitionTable, state: str) -> list[Transition]:
    """Rows of a table that lead on from a state, each to the next; it shrinks to none."""
    rows: list[Transition] = []
    for target in draw(st.lists(st.sampled_from(table.states), max_size=MOST_TURNS)):
        here = rows[-1].target if rows else state
        staying = [row for row in table.rows if row.source == row.target == here]
        stays: bool = bool(staying) and draw(st.booleans())
        if stays:
            rows.append(draw(st.sampled_from(staying)))
        rows += way(table, here, target)
    return rows


@cache
def way(table: TransitionTable, state: str, target: str) -> tuple[Transition, ...]:
    """The shortest way from one state to another; empty where there is none."""
    reached: dict[str, tuple[Transition, ...]] = {str(state): ()}
    waiting = deque(reached)
    while waiting:
        here = waiting.popleft()
        for row in table.rows:
            if row.source == here and row.target not in reached:
                reached[row.target] = (*reached[here], row)
                waiting.append(row.target)
    return reached.get(str(target), ())


# -- tasks


@st.composite
def task_histories(
    draw: st.DrawFn, *, person: PersonRef | None = None, task: str = "task_1"
) -> tuple[TaskAct, ...]:
    """Histories of a task, oldest act first; it shrinks to the setting alone."""
    opening = OpenTask(
        entry=act_entry(draw, task, 1),
        task=task,
        person=draw(people()) if person is None else person,
        what=draw(WORDS),
        owner=draw(OWNERS),
        due_on=draw(on_or_after(day_of(1))),
        born_of=draw(NOTES),
    )
    return walk(draw, TASK, advance_task, opening, _move_of_task)


def _move_of_task(draw: st.DrawFn, task: Task, row: Transition) -> TaskAct:
    number = task.version + 1
    return MoveTask(
        entry=act_entry(draw, task.id, number, needs=row.needs),
        task=task.id,
        base=task.version,
        action=TaskAction(row.action),
        owner=draw(OWNERS) if "owner" in row.needs else None,
        due_on=draw(on_or_after(task.due_on)) if "due_on" in row.needs else None,
    )


def tasks() -> st.SearchStrategy[Task]:
    """Tasks, as their history makes them."""
    return task_histories().map(replay_task)


# -- requests


@st.composite
def requests(draw: st.DrawFn) -> ChangeRequest:
    """What people asked to have changed, and the answers; it shrinks to one without."""
    opening = RequestAct(
        entry=act_entry(draw, "request_1", 1, actor=ASKER),
        request="request_1",
        base=0,
        action=RequestAction.ASK,
        plan="plan_1",
        about=draw(identifiers("goal")),
        words=draw(WORDS),
    )
    acts = walk(draw, REQUEST, advance_request, opening, _move_of_request)
    return _made(advance_request, acts)


def _move_of_request(
    draw: st.DrawFn, request: ChangeRequest, row: Transition
) -> RequestAct:
    action = RequestAction(row.action)
    by = request.asked_by if action is RequestAction.WITHDRAW else OFFICER
    number = request.version + 1
    return RequestAct(
        entry=act_entry(draw, request.id, number, needs=row.needs, actor=by),
        request=request.id,
        base=request.version,
        action=action,
        revision=draw(identifiers("revision")) if "revision" in row.needs else "",
    )


# -- reviews


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Reviews of plans, as their acts make them; it shrinks to one that is scheduled."""
    opening = ReviewAct(
        entry=act_entry(draw, "review_1", 1),
        review="review_1",
        base=0,
        action=ReviewAction.SCHEDULE,
        plan="plan_1",
        rule=draw(values_of(ReviewRule)),
        starts_on=day_of(1),
        ends_on=draw(on_or_after(day_of(1))),
    )
    acts = walk(draw, REVIEW, advance_review, opening, _move_of_review)
    return _made(advance_review, acts)


def _move_of_review(draw: st.DrawFn, review: Review, row: Transition) -> ReviewAct:
    number = review.version + 1
    completes = row.action == ReviewAction.COMPLETE
    exempts = row.action == ReviewAction.EXEMPT
    return ReviewAct(
        entry=act_entry(draw, review.id, number, needs=row.needs),
        review=review.id,
        base=review.version,
        action=ReviewAction(row.action),
        until=draw(on_or_after(day_of(number + 1))) if exempts else None,
        version=draw(COUNTED) if completes else None,
        looked_at=draw(LOOKED_AT) if completes else (),
        followed=draw(FOLLOWED) if completes else (),
        involved=draw(st.sampled_from(Involvement)) if completes else None,
    )


# -- signing


@st.composite
def signings(draw: st.DrawFn) -> Signing:
    """Rounds of signing; it shrinks to one that nobody has signed."""
    opening = SigningAct(
        entry=act_entry(draw, "signing_1", 1),
        signing="signing_1",
        base=0,
        action=SigningAction.OPEN,
        plan="plan_1",
        version=draw(COUNTED),
        digest=draw(DIGESTS),
        agreement=draw(st.sampled_from(AgreementState)),
    )
    acts = walk(draw, SIGNING, advance_signing, opening, _move_of_signing)
    return _made(advance_signing, acts)


def _move_of_signing(
    draw: st.DrawFn, signing: Signing, row: Transition
) -> SigningAct | None:
    """Each act by somebody else; nobody signs what the person was not asked about."""
    unasked = signing.agreement is AgreementState.DRAFT
    if unasked and row.action.startswith(SigningAction.SIGN):
        return None
    number = signing.version + 1
    by = Actor(f"invented-supervisor-{number}", Role.SUPERVISOR)
    return SigningAct(
        entry=act_entry(draw, signing.id, number, needs=row.needs, actor=by),
        signing=signing.id,
        base=signing.version,
        action=SigningAction(row.action),
    )


def _made(advance: Callable[[V | None, A], V], acts: tuple[A, ...]) -> V:
    """What acts make of nothing, one after the other."""
    made = advance(None, acts[0])
    return reduce(advance, acts[1:], made)


OWN: Mapping[type, Callable[[], Strategy]] = {
    ChangeRequest: requests,
    Review: reviews,
    Signing: signings,
    Task: tasks,
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    Exemption: {"until": lambda so_far: on_or_after(so_far["starts_on"])},
    MoveTask: {
        "base": COUNTED,
        "action": st.sampled_from(list(TaskAction)[1:]),
        "owner": only_if(
            lambda so_far: so_far["action"] is TaskAction.HAND_OVER, perhaps(actors())
        ),
        "due_on": only_if(
            lambda so_far: so_far["action"] is TaskAction.POSTPONE, perhaps(days())
        ),
    },
    RequestAct: {"entry": entries(reasons=WORDS)},
    ReviewAct: {"ends_on": lambda so_far: _ends(so_far["starts_on"])},
    ReviewRule: {
        "months": COUNTED,
        "most_days_put_off": lambda so_far: st.integers(so_far["grace_days"], 90),
    },
}


def _ends(starts: date | None) -> Strategy:
    return perhaps(days()) if starts is None else perhaps(on_or_after(starts))
