"""Tasks: something to do, with an owner and a due day, often born of a note.

Overdue is computed. A task does nothing by itself and reminds nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from supervise.errors import (
    DeclarationError,
    Refusal,
    RefusalCode,
    RevisionRefused,
    StaleRevision,
)
from supervise.histories import (
    FREE_TEXT,
    NEW,
    Entry,
    Redaction,
    TransitionTable,
    defect_of_date,
    defect_of_id,
    refusals_of_move,
)
from supervise.people import Actor, PersonRef, Visibility
from supervise.records import CaseNote


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class TaskAction(StrEnum):
    """What moves a task."""

    OPEN = "open"
    START = "start"
    FINISH = "finish"
    CANCEL = "cancel"
    HAND_OVER = "hand_over"
    POSTPONE = "postpone"
    REOPEN = "reopen"


TASK = TransitionTable(
    "task",
    """
    (new) -- open [owner, due_on] -> open
    open -- start -> in_progress
    open | in_progress -- finish -> done
    open | in_progress -- cancel [reason] -> cancelled
    open | in_progress -- hand_over [owner] -> same
    open | in_progress -- postpone [due_on, reason] -> same
    done | cancelled -- reopen [reason] -> open
    """,
    states=TaskState,
    actions=TaskAction,
)

AWAITED = frozenset({TaskState.OPEN, TaskState.IN_PROGRESS})


@attrs.frozen(kw_only=True)
class OpenTask:
    """Set a task: what, whose, by when. `born_of` is the note that it came out of."""

    entry: Entry
    task: str
    person: PersonRef
    what: str = attrs.field(repr=False, metadata=FREE_TEXT)
    owner: Actor
    due_on: date
    born_of: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("task", self.task)
        defects += defect_of_date("due_on", self.due_on)
        defects += [] if self.what.strip() else ["say what is to be done"]
        if defects:
            raise DeclarationError(f"task '{self.task}'", defects)

    @property
    def base(self) -> int:
        """The version that it is made on: there is none yet."""
        return 0


@attrs.frozen(kw_only=True)
class MoveTask:
    """Move a task by an action of its table; the reason is in the entry."""

    entry: Entry
    task: str
    base: int
    action: TaskAction
    owner: Actor | None = None
    due_on: date | None = None
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("task", self.task) + defect_of_date(
            "due_on", self.due_on
        )
        if type(self.base) is not int or self.base < 1:
            defects.append("base must be a version, from 1")
        if self.action is TaskAction.OPEN:
            defects.append("a task is set by OpenTask")
        if self.owner is not None and self.action is not TaskAction.HAND_OVER:
            defects.append("owner belongs to 'hand_over' only")
        if self.due_on is not None and self.action is not TaskAction.POSTPONE:
            defects.append("due_on belongs to 'postpone' only")
        if defects:
            raise DeclarationError(f"act '{self.entry.id}'", defects)


TaskAct = OpenTask | MoveTask


@attrs.frozen(kw_only=True)
class TaskStage:
    """One act of a task as it is remembered: what it led to, when, by whom, why."""

    action: TaskAction
    state: TaskState
    on: date
    by: Actor
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    visibility: Visibility = attrs.field(factory=Visibility, repr=False)


@attrs.frozen(kw_only=True, repr=False)
class Task:
    """Something to do: whose, by when, and where it stands. `version` counts its acts."""

    id: str
    person: PersonRef
    what: str = attrs.field(metadata=FREE_TEXT)
    owner: Actor
    due_on: date
    born_of: str = ""
    version: int
    stages: tuple[TaskStage, ...]
    visibility: Visibility = attrs.field(factory=Visibility)

    def __repr__(self) -> str:
        return f"<task {self.id}, version {self.version}, {self.state}>"

    @property
    def state(self) -> TaskState:
        """Where it stands."""
        return self.stages[-1].state

    @property
    def is_awaited(self) -> bool:
        """Whether it is still to be done."""
        return self.state in AWAITED

    def is_overdue(self, as_of: date) -> bool:
        """Whether it is still to be done after its due day; on that day it is in time."""
        return self.is_awaited and as_of > self.due_on


def advance_task(task: Task | None, act: TaskAct) -> Task:
    """The next version of a task.

    Raises `StaleRevision` where the act was made on another version, otherwise
    `RevisionRefused` with every reason.
    """
    where = f"act '{act.entry.id}' of task '{act.task}'"
    if task is not None and act.task != task.id:
        says = f"it belongs to task '{act.task}', not '{task.id}'"
        refusal = Refusal(code=RefusalCode.WRONG_STREAM, where="task", says=says)
        raise RevisionRefused(where, [refusal])
    actual = 0 if task is None or isinstance(act, OpenTask) else task.version
    if act.base != actual:
        raise StaleRevision(where, expected=act.base, actual=actual)
    if refusals := _refusals(task, act):
        raise RevisionRefused(where, refusals)
    return _next(task, act)


def replay_task(acts: Iterable[TaskAct]) -> Task:
    """The task that its acts make, in the order of their versions."""
    task: Task | None = None
    for act in acts:
        task = advance_task(task, act)
    if task is None:
        raise ValueError("a task has at least one act")
    return task


def task_as_of(acts: Iterable[TaskAct], on: date) -> Task | None:
    """The task as it was at the end of a day; nothing before it was set."""
    then = [act for act in acts if act.entry.effective_on <= on]
    return replay_task(then) if then else None


def tasks_born_of(note: CaseNote) -> tuple[OpenTask, ...]:
    """The tasks that a note asks for, each with an id derived from the note's.

    Recorded with the note's own entry: the same person, day and visibility.
    """
    return tuple(
        OpenTask(
            entry=attrs.evolve(note.entry, id=f"{note.entry.id}/{each.id}"),
            task=f"{note.entry.id}/{each.id}",
            person=note.person,
            what=each.what,
            owner=each.owner,
            due_on=each.due_on,
            born_of=note.entry.id,
        )
        for each in note.follow_ups
    )


def _refusals(task: Task | None, act: TaskAct) -> list[Refusal]:
    where = f"task/{act.task}"
    action = TaskAction.OPEN if isinstance(act, OpenTask) else act.action
    given = {"reason": act.entry.reason, "owner": act.owner, "due_on": act.due_on}
    state = NEW if task is None else str(task.state)
    refusals = list(refusals_of_move(TASK, state, action, given, where))
    if task is not None and act.entry.effective_on < task.stages[-1].on:
        refusals.append(
            Refusal(
                code=RefusalCode.BACKDATED,
                where=where,
                says=f"it is dated {act.entry.effective_on}, before the act that it "
                f"follows, of {task.stages[-1].on}",
            )
        )
    return refusals


def _next(task: Task | None, act: TaskAct) -> Task:
    if isinstance(act, OpenTask):
        return Task(
            id=act.task,
            person=act.person,
            what=act.what,
            owner=act.owner,
            due_on=act.due_on,
            born_of=act.born_of,
            version=1,
            stages=(_stage(act.entry, TaskAction.OPEN, TaskState.OPEN),),
            visibility=act.entry.visibility,
        )
    assert task is not None, "the table was asked before"
    row = TASK.row(task.state, act.action)
    assert row is not None, "the table was asked before"
    return attrs.evolve(
        task,
        version=task.version + 1,
        owner=act.owner or task.owner,
        due_on=act.due_on or task.due_on,
        stages=(*task.stages, _stage(act.entry, act.action, TaskState(row.target))),
    )


def _stage(entry: Entry, action: TaskAction, state: TaskState) -> TaskStage:
    return TaskStage(
        action=action,
        state=state,
        on=entry.effective_on,
        by=entry.actor,
        reason=entry.reason,
        visibility=entry.visibility,
    )
