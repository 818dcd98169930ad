"""Plans of up to 200 goals: replay, difference and one revision, in one run.

Beside it stands the obvious way to replay, a new frozen value for every change, written
without checks. The two take turns, so that a machine that slows down slows both.
"""

import gc
import statistics
import time
from datetime import UTC, date, datetime

import attrs

from supervise.histories import Entry
from supervise.people import Actor, PersonRef, Role
from supervise.planning import (
    AddGoal,
    AddStep,
    ConditionReason,
    MoveStep,
    OpenPlan,
    Revision,
    StepAction,
    StepStatus,
    apply,
    difference,
    replay,
)

ROUNDS = 7
REVISIONS = 10_000
SIZES = ((12, 4), (40, 6), (200, 6))
OFFICER = Actor("officer-007", Role.OFFICER)
DAY = date(2026, 9, 1)
COURSE = (StepAction.START, StepAction.CANNOT_YET, StepAction.CAN_NOW)
LEADS_TO = {
    StepAction.START: StepStatus.IN_PROGRESS,
    StepAction.CANNOT_YET: StepStatus.CANNOT_BE_DONE_YET,
    StepAction.CAN_NOW: StepStatus.IN_PROGRESS,
}


def revision(number, *changes):
    return Revision(
        entry=Entry(
            id=f"r{number}",
            actor=OFFICER,
            recorded_at=datetime(2026, 9, 1, 9, tzinfo=UTC),
            effective_on=DAY,
            reason="as agreed",
        ),
        plan="p1",
        base=number,
        changes=changes,
    )


def history(goals, steps, revisions=REVISIONS):
    """An opening with all goals and steps, then one step moved at a time."""
    begin = [OpenPlan(person=PersonRef("person-001"), period="2026")]
    for goal in range(goals):
        begin.append(
            AddGoal(
                goal=f"g{goal}",
                title="I will find regular work",
                area="work",
                because=(ConditionReason(condition="c1"),),
                proposed_by=OFFICER,
                target_on=DAY,
            )
        )
        begin += [
            AddStep(goal=f"g{goal}", step=f"s{step}", text="Ask", by=OFFICER)
            for step in range(steps)
        ]
    entries = [revision(0, *begin)]
    for number in range(revisions):
        goal, step = number % goals, number // goals % steps
        turn = number // (goals * steps)
        action = COURSE[0] if turn == 0 else COURSE[1 + (turn - 1) % 2]
        moved = MoveStep(goal=f"g{goal}", step=f"s{step}", action=action)
        entries.append(revision(number + 1, moved))
    return entries


def naive_replay(entries):
    """A new step, a new goal and a new plan for every change; nothing is checked."""
    plan = apply(None, entries[0])
    for entry in entries[1:]:
        [move] = entry.changes
        goals = list(plan.goals)
        place = next(n for n, goal in enumerate(goals) if goal.id == move.goal)
        steps = list(goals[place].steps)
        which = next(n for n, step in enumerate(steps) if step.id == move.step)
        steps[which] = attrs.evolve(
            steps[which],
            status=LEADS_TO[move.action],
            since=entry.entry.effective_on,
            reason="",  # those of the act stay with the act
        )
        goals[place] = attrs.evolve(goals[place], steps=tuple(steps))
        plan = attrs.evolve(plan, goals=tuple(goals), version=plan.version + 1)
    return plan


def seconds(call, *given):
    gc.collect()
    began = time.process_time()
    call(*given)
    return time.process_time() - began


def in_turns(*calls):
    """The median seconds of each call, taken in turns."""
    taken = [[seconds(*call) for call in calls] for _ in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def main():
    print(
        f"{REVISIONS:,} revisions; target 0.2 s, hoped for 0.05 s; medians of {ROUNDS}"
    )
    for goals, steps in SIZES:
        entries = history(goals, steps)
        assert replay(entries) == naive_replay(entries)
        ours, naive = in_turns((replay, entries), (naive_replay, entries))
        print(
            f"  replay, {goals:>3} goals x {steps} steps: {ours:.3f} s"
            f"  (a new value per change, unchecked: {naive:.3f} s,"
            f" {naive / ours:.1f} times as long)"
        )
    half, whole = history(200, 6)[: REVISIONS // 2], history(200, 6)
    (linear, twice) = in_turns((replay, half), (replay, whole))
    print(f"  twice the revisions take {twice / linear:.2f} times as long")
    print("difference at 200 goals x 6 steps; target 5 ms, hoped for 1 ms")
    was, became, last = replay(half), replay(whole), replay(whole[:-10])
    apart, near = in_turns((difference, was, became), (difference, last, became))
    edits = len(difference(was, became))
    print(f"  nothing shared, {edits} edits: {apart * 1e3:.2f} ms")
    print(f"  ten revisions apart, nothing shared: {near * 1e3:.2f} ms")
    after = apply(last, attrs.evolve(whole[-10], base=last.version))
    [shared] = in_turns((difference, last, after))
    [one] = in_turns((apply, last, attrs.evolve(whole[-10], base=last.version)))
    print(f"  one revision apart, all else shared: {shared * 1e3:.3f} ms")
    print(f"one revision applied at 200 goals: {one * 1e6:.0f} microseconds")


if __name__ == "__main__":
    main()
