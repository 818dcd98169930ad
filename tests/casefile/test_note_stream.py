"""Notes in any order: written, put right, taken back; nothing is lost and nothing is forgotten."""

from datetime import UTC, datetime, timedelta

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from supervise.casefile import (
    AttentionSettings,
    Scope,
    as_known,
    case_problems,
    replay_task,
    state_of,
    summary_of,
    tasks_born_of,
    timeline,
    view_of,
)
from supervise.people import Role, Sensitivity, Visibility
from supervise.records import CaseNote, FollowUp, Passage, Retraction, Saying
from tests.casefile.invented import a_case, day, move_task
from tests.referrals.invented import OFFICER, PERSON, entry

WITH_THE_PERSON = Visibility(roles={Role.PERSON, Role.OFFICER, Role.SUPERVISOR})
SEEN_BY = (
    Visibility(),
    WITH_THE_PERSON,
    Visibility(sensitivity=Sensitivity.THIRD_PARTY),
)
THE_PERSON = Scope(role=Role.PERSON)
SETTINGS = AttentionSettings()


class NoteStream(RuleBasedStateMachine):
    """Acts on notes are recorded at random; a plain model says which notes stand.

    `stands` is the model: the id of each note with the day it is about. A correction takes
    the place of what it puts right; taking one back undoes what it did.
    """

    def __init__(self):
        super().__init__()
        self.day, self.number = 0, 0
        self.facts, self.tasks = [], []
        self.put_right, self.taken_back = {}, {}

    # -- what is done ------------------------------------------------------------

    def next(self, kind):
        self.number += 1
        return f"{kind}{self.number}"

    def write(self, late, visibility, *, supersedes="", follow_up=False):
        id = self.next("n")
        asked = ()
        if follow_up:
            asked = (
                FollowUp(
                    id="f", what="CANARY call", owner=OFFICER, due_on=day(self.day + 5)
                ),
            )
        on = max(self.day - late, 0)
        envelope = attrs.evolve(
            entry(id, day=on, visibility=visibility),
            recorded_at=datetime(2026, 1, 5, 9, tzinfo=UTC)
            + timedelta(days=self.day, seconds=self.number),
        )
        made = CaseNote(
            entry=envelope,
            person=PERSON,
            template="session",
            passages=(
                Passage(field="agreed", saying=Saying.FACT, text=f"CANARY {id};"),
            ),
            follow_ups=asked,
            supersedes=supersedes,
        )
        self.facts.append(made)
        if supersedes:
            self.put_right[id] = supersedes
        self.tasks += tasks_born_of(made)

    @rule(days=st.integers(0, 9))
    def time_passes(self, days):
        self.day += days

    @rule(
        late=st.integers(0, 6),
        visibility=st.sampled_from(SEEN_BY),
        follow_up=st.booleans(),
    )
    def is_written(self, late, visibility, follow_up):
        self.write(late, visibility, follow_up=follow_up)

    @precondition(lambda self: self.notes())
    @rule(data=st.data(), late=st.integers(0, 6))
    def is_put_right(self, data, late):
        wrong = data.draw(st.sampled_from(self.notes()))
        self.write(late, wrong.entry.visibility, supersedes=wrong.entry.id)

    @precondition(lambda self: self.facts)
    @rule(data=st.data())
    def is_taken_back(self, data):
        wrong = data.draw(st.sampled_from(self.facts)).entry.id
        id = self.next("x")
        envelope = attrs.evolve(
            entry(id, day=self.day, reason="CANARY an error"),
            recorded_at=datetime(2026, 1, 5, 9, tzinfo=UTC)
            + timedelta(days=self.day, seconds=self.number),
        )
        self.facts.append(Retraction(entry=envelope, person=PERSON, supersedes=wrong))
        self.taken_back[id] = wrong

    @precondition(lambda self: self.tasks)
    @rule(data=st.data())
    def a_task_of_it_is_done(self, data):
        task = data.draw(st.sampled_from(sorted({each.task for each in self.tasks})))
        acts = [each for each in self.tasks if each.task == task]
        before = replay_task(acts)
        if before.is_awaited:
            on = max(self.day, (before.stages[-1].on - day(0)).days)
            self.tasks.append(move_task("finish", before.version, on, task=task))

    # -- the model -----------------------------------------------------------------

    def notes(self):
        return [each for each in self.facts if isinstance(each, CaseNote)]

    def is_undone(self, id):
        """Whether something that was itself not undone took this back."""
        return any(
            not self.is_undone(later)
            for later, earlier in self.taken_back.items()
            if earlier == id
        )

    def stands(self, id):
        replaced = any(
            not self.is_undone(later)
            for later, earlier in self.put_right.items()
            if earlier == id
        )
        return not replaced and not self.is_undone(id)

    def case(self):
        return a_case(
            facts=tuple(self.facts),
            task_acts=tuple(self.tasks),
            assessments=(),
            plan_entries=(),
            referral_acts=(),
            other=(),
        )

    # -- what must hold --------------------------------------------------------------

    @invariant()
    def what_stands_is_what_nobody_put_right_or_took_back(self):
        for number in (self.day // 2, self.day):
            shown = state_of(self.case(), as_of=day(number)).of_kind(CaseNote)
            assert {each.entry.id for each in shown} == {
                each.entry.id
                for each in self.notes()
                if self.stands(each.entry.id) and each.entry.effective_on <= day(number)
            }

    @invariant()
    def everything_that_was_recorded_is_in_the_timeline(self):
        told = timeline(self.case(), as_of=day(self.day + 100))
        recorded = [each.entry.id for each in (*self.facts, *self.tasks)]

        assert sorted(recorded) == sorted(each.record for each in told)
        assert () == case_problems(self.case())

    @invariant()
    def what_was_known_does_not_change_with_what_comes_after(self):
        if not self.facts:
            return
        moment = self.facts[-1].entry.recorded_at
        earlier = attrs.evolve(self.case(), facts=tuple(self.facts[:-1]))
        before = moment - timedelta(microseconds=1)

        assert as_known(earlier, before) == as_known(self.case(), before)

    @invariant()
    def a_task_leads_back_to_the_note_that_asked_for_it(self):
        asked = {
            f"{note.entry.id}/{each.id}": note.entry.id
            for note in self.notes()
            for each in note.follow_ups
        }
        tasks = state_of(self.case(), as_of=day(self.day + 100)).tasks

        assert asked == {each.id: each.born_of for each in tasks}

    @invariant()
    def the_summary_agrees_with_what_stands(self):
        state = state_of(self.case(), as_of=day(self.day))
        days = [
            each.entry.effective_on
            for each in self.notes()
            if self.stands(each.entry.id) and each.entry.effective_on <= day(self.day)
        ]

        assert max(days, default=None) == summary_of(state, SETTINGS).last_note_on

    @invariant()
    def the_person_reads_no_note_that_is_not_for_them(self):
        view = view_of(self.case(), THE_PERSON, as_of=day(self.day + 100))

        for each in view.state.of_kind(CaseNote):
            assert WITH_THE_PERSON == each.entry.visibility
            assert () == each.follow_ups
        assert {Role.PERSON} <= {
            role for each in view.timeline for role in each.visibility.roles
        } or not view.timeline
        assert "CANARY" not in repr((view, self.facts, self.tasks))


NoteStream.TestCase.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None
)
TestNoteStream = NoteStream.TestCase
