"""A plan lived through by a machine that draws what happens next."""

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from supervise.errors import RevisionRefused, StaleRevision
from supervise.planning import (
    ClosePlan,
    Strike,
    append,
    apply,
    as_effective,
    difference,
    merge,
    patch,
    replay,
)
from tests.planning.invented import BATCHES, FIRST_DAY, RICH, entry, opening, revision
from tests.planning.test_merging import fresh


class Life(RuleBasedStateMachine):
    """One plan on two desks: revised, struck, merged, and always replayed."""

    copies = Bundle("copies")

    def __init__(self):
        super().__init__()
        self.history = (opening(*RICH),)
        self.plan = replay(self.history)
        self.count = 0

    def next_id(self):
        self.count += 1
        return f"e{self.count}"

    @rule(batch=BATCHES)
    def revise(self, batch):
        id = self.next_id()
        made = revision(id, self.plan.version, *fresh(batch, "own", id), day=self.count)
        try:
            plan = apply(self.plan, made)
        except RevisionRefused:
            return
        self.history, self.plan = append(self.history, made), plan

    @rule(back=BATCHES)
    def revise_from_an_old_version(self, back):
        made = revision(self.next_id(), self.plan.version - 1, *back, day=self.count)
        with pytest.raises(StaleRevision):
            apply(self.plan, made)

    @rule()
    def strike_the_last(self):
        struck = {e.revision for e in self.history if isinstance(e, Strike)}
        last = [
            e
            for e in self.history[1:]
            if not isinstance(e, Strike) and e.id not in struck
        ]
        if not last:
            return
        made = Strike(
            entry=entry(self.next_id(), day=self.count, reason="in error"),
            plan="p1",
            base=self.plan.version,
            revision=last[-1].id,
        )
        self.history = append(self.history, made)
        self.plan = replay(self.history)

    @rule(target=copies)
    def take_a_copy(self):
        return self.history

    @rule(copy=copies, batch=BATCHES)
    def merge_what_was_changed_on_a_copy(self, copy, batch):
        id = self.next_id()
        theirs = [
            each for each in fresh(batch, "copy", id) if type(each) is not ClosePlan
        ]
        if not theirs:
            return
        made = revision(id, len(copy), *theirs, day=self.count)
        try:
            apply(replay(copy), made)
        except RevisionRefused:
            return
        merged = merge(self.history, (*copy, made))
        held = merged.entries[-1].held_back
        same = any(each.kind == "same_change" for each in merged.notices)
        assert bool(held) == bool(merged.conflicts or same)
        self.history, self.plan = merged.entries, merged.plan

    @invariant()
    def the_history_replays(self):
        assert self.plan == replay(self.history)
        assert len(self.history) == self.plan.version

    @invariant()
    def a_difference_leads_from_the_beginning_to_here(self):
        first = replay(self.history[:1])
        assert self.plan == patch(first, difference(first, self.plan))

    @invariant()
    def every_day_has_its_plan(self):
        day = FIRST_DAY + timedelta(days=self.count // 2)
        assert as_effective(self.history, day) is not None

    @invariant()
    def no_id_is_ever_lost_but_by_a_strike(self):
        if not any(isinstance(each, Strike) for each in self.history):
            first = {goal.id for goal in replay(self.history[:1]).goals}
            assert first <= {goal.id for goal in self.plan.goals}


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
