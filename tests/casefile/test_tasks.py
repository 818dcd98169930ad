"""Tasks follow their table, are born of notes, and are overdue only by the calendar."""

from datetime import date, timedelta
from itertools import product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from supervise.casefile import (
    TaskAction,
    TaskState,
    advance_task,
    replay_task,
    task_as_of,
    tasks_born_of,
)
from supervise.errors import (
    DeclarationError,
    RefusalCode,
    RevisionRefused,
    StaleRevision,
)
from supervise.records import FollowUp
from tests.casefile.invented import day, move_task, note, open_task
from tests.referrals.invented import OFFICER

PUBLISHED = {
    ("open", "start"): "in_progress",
    ("open", "finish"): "done",
    ("open", "cancel"): "cancelled",
    ("open", "hand_over"): "open",
    ("open", "postpone"): "open",
    ("in_progress", "finish"): "done",
    ("in_progress", "cancel"): "cancelled",
    ("in_progress", "hand_over"): "in_progress",
    ("in_progress", "postpone"): "in_progress",
    ("done", "reopen"): "open",
    ("cancelled", "reopen"): "open",
}
WAYS = {
    "open": (),
    "in_progress": ("start",),
    "done": ("finish",),
    "cancelled": ("cancel",),
}
MOVES = [action for action in TaskAction if action != "open"]


def a_task(state="open"):
    acts = [open_task()]
    for action in WAYS[state]:
        acts.append(move_task(action, len(acts)))
    return replay_task(acts)


def refused(task, act):
    with pytest.raises(RevisionRefused) as caught:
        advance_task(task, act)
    return [each.code for each in caught.value.refusals]


@pytest.mark.parametrize(("state", "action"), tuple(product(TaskState, MOVES)))
def test_a_task_goes_where_the_table_says_or_nowhere(state, action):
    before = a_task(state)
    act = move_task(str(action), before.version)
    expected = PUBLISHED.get((str(state), str(action)))

    if expected is None:
        assert [RefusalCode.NOT_IN_TABLE] == refused(before, act)
    else:
        assert expected == advance_task(before, act).state


@pytest.mark.parametrize(
    ("state", "action", "without"),
    (
        ("open", "cancel", {"reason": ""}),
        ("open", "hand_over", {"owner": None}),
        ("open", "postpone", {"due_on": None}),
        ("open", "postpone", {"reason": ""}),
        ("done", "reopen", {"reason": " "}),
    ),
)
def test_a_field_that_the_table_asks_for_is_needed(state, action, without):
    before = a_task(state)

    assert [RefusalCode.FIELD_NEEDED] == refused(
        before, move_task(action, before.version, **without)
    )


def test_a_task_is_set_once():
    assert RefusalCode.NOT_IN_TABLE in refused(a_task(), open_task(id="again"))


def test_handing_over_and_postponing_keep_the_state():
    task = advance_task(a_task("in_progress"), move_task("hand_over", 2))
    task = advance_task(task, move_task("postpone", 3))

    assert ("in_progress", "officer-009", day(40)) == (
        task.state,
        task.owner.id,
        task.due_on,
    )


@pytest.mark.parametrize(
    ("state", "as_of", "expected"),
    (
        ("open", day(10), False),
        ("open", day(11), True),
        ("in_progress", day(11), True),
        ("done", day(11), False),
        ("cancelled", day(11), False),
    ),
)
def test_a_task_is_overdue_from_the_day_after_its_due_day(state, as_of, expected):
    assert expected is a_task(state).is_overdue(as_of)


def test_an_act_of_another_version_task_or_time_is_refused():
    with pytest.raises(StaleRevision):
        advance_task(a_task(), move_task("finish", 2))
    assert [RefusalCode.WRONG_STREAM] == refused(
        a_task(), move_task("finish", 1, task="t2")
    )
    late = replay_task([open_task(number=5)])
    assert [RefusalCode.BACKDATED] == refused(late, move_task("finish", 1, 4))


@pytest.mark.parametrize(
    "make",
    (
        lambda: open_task(task=""),
        lambda: attrs.evolve(open_task(), what=" "),
        lambda: attrs.evolve(open_task(), due_on="2026-01-15"),
        lambda: move_task("open", 1),
        lambda: move_task("finish", 0),
        lambda: move_task("finish", 1, owner=OFFICER),
        lambda: move_task("finish", 1, due_on=date(2026, 1, 1)),
    ),
)
def test_an_act_that_makes_no_sense_cannot_be_made(make):
    with pytest.raises(DeclarationError):
        make()


def test_a_task_is_made_of_at_least_one_act():
    with pytest.raises(ValueError, match="at least one act"):
        replay_task([])


def test_tasks_are_born_of_a_note_with_owner_and_due_day():
    written = note(
        follow_ups=(
            FollowUp(id="f1", what="Call", owner=OFFICER, due_on=day(30)),
            FollowUp(id="f2", what="Write", owner=OFFICER, due_on=day(31)),
        )
    )

    born = [replay_task([act]) for act in tasks_born_of(written)]

    assert [("n1/f1", "n1", day(30)), ("n1/f2", "n1", day(31))] == [
        (task.id, task.born_of, task.due_on) for task in born
    ]
    assert {OFFICER} == {task.owner for task in born}


def test_what_is_to_be_done_is_not_in_the_repr():
    assert "Call" not in repr(a_task()) + repr(open_task())


class TaskStream(RuleBasedStateMachine):
    """Acts are tried at random; what is refused changes nothing."""

    def __init__(self):
        super().__init__()
        self.day, self.acts, self.task = 0, [], None

    @initialize()
    def begin(self):
        self.acts = [open_task()]
        self.task = replay_task(self.acts)

    @rule(days=st.integers(0, 20))
    def time_passes(self, days):
        self.day += days

    @rule(action=st.sampled_from(MOVES), late=st.integers(-5, 0))
    def moves(self, action, late):
        act = move_task(str(action), self.task.version, max(self.day + late, 0))
        allowed = (str(self.task.state), str(action)) in PUBLISHED
        in_order = act.entry.effective_on >= self.task.stages[-1].on
        if allowed and in_order:
            self.task = advance_task(self.task, act)
            self.acts.append(act)
        else:
            with pytest.raises(RevisionRefused):
                advance_task(self.task, act)

    @invariant()
    def replay_is_the_same_and_every_day_can_be_asked_for(self):
        if not self.acts:
            return
        assert self.task == replay_task(self.acts)
        for number in range(self.day + 1):
            then = task_as_of(self.acts, day(number))
            stages = [each for each in self.task.stages if each.on <= day(number)]
            assert tuple(stages) == then.stages


TaskStream.TestCase.settings = settings(
    max_examples=50, stateful_step_count=25, deadline=None
)
TestTaskStream = TaskStream.TestCase


@given(st.integers(0, 60))
def test_overdue_never_turns_back_while_a_task_is_awaited(days):
    task = a_task()
    later = day(0) + timedelta(days=days)

    assert task.is_overdue(later) <= task.is_overdue(later + timedelta(days=1))
