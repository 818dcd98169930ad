"""The chapters of the plan: made, disagreed with, agreed; a barrier; two officers at once."""

from __future__ import annotations

from collections.abc import Iterator

from supervise.cli.plan_wording import difference_lines
from supervise.cli.story import plan_acts
from supervise.cli.story.cast import COLLEAGUE, OFFICER
from supervise.cli.story.chapters import Chapter, item, say
from supervise.cli.story.year import Year
from supervise.cli.wording import plain, wrapped
from supervise.planning import (
    BARRIER_KINDS,
    Conflict,
    Goal,
    NeedReason,
    Plan,
    ScheduleGoal,
    goal_standing,
    lint,
    next_steps,
    page_for_the_officer,
    page_for_the_person,
)


def chapters(year: Year) -> Iterator[Chapter]:
    """From the first plan in January to the settled one in February."""
    yield Chapter(
        f"Plan: made together, on {plan_acts.PLANNED_ON}",
        "Goals rest on assessed needs and on what Avery wants. What stands in the way of a "
        "goal is asked before anybody is sent to work on it.",
        _made(year),
    )
    yield Chapter(
        f"Disagree: Avery answers, on {plan_acts.PLANNED_ON}",
        "The person's answer is recorded as it is, with the reason and in their words. A "
        "no blocks nothing; it can be followed by a request.",
        _disagreed(year),
    )
    yield Chapter(
        f"Clear the way: {plan_acts.AGREED_ON} to {plan_acts.PASS_CAME_ON}",
        "The goal to find work waits until the way to work is dealt with.",
        _cleared(year),
    )
    yield Chapter(
        f"Two at once: {plan_acts.SAME_DAY}",
        f"Avery's officer ({OFFICER.id}) and the one on duty ({COLLEAGUE.id}) change the "
        "same version of the plan. What does not clash is merged; what does is shown to "
        "people and never guessed.",
        _merged(year),
    )
    yield Chapter(
        f"Read: Avery's own page, on {plan_acts.SETTLED_ON}",
        "The plan in plain words, for Avery to keep; it never speaks of third parties or "
        "victims.",
        _own_page(year),
    )
    yield Chapter(
        f"Read: the officer's page, on {plan_acts.SETTLED_ON}",
        "The same plan as staff need it: the goal to find work; the file has the rest.",
        _officers_page(year),
    )


def _made(year: Year) -> Iterator[str]:
    plan = year.plan(1)
    for goal in plan.goals:
        yield from item(_goal(goal))
        if goal.own_words:
            yield from say(f'in Avery\'s words: "{goal.own_words}"', "    ")
    yield from _standing(plan, "work")
    aside = [need.domain for need in plan.set_aside]
    yield from item(
        f"set aside for now, each with a reason and a date: {', '.join(aside)}"
    )
    report = lint(
        plan, year.lint_evidence(plan_acts.PLANNED_ON), on=plan_acts.PLANNED_ON
    )
    yield from say("the linter on it (see also `supervise plan lint`):")
    for finding in report.findings:
        what = f" ({', '.join(finding.evidence)})" if finding.evidence else ""
        yield from item(f"{finding.address}: {finding.says}{what}; {finding.remedy}")


def _goal(goal: Goal) -> str:
    who = "Avery" if goal.proposed_by.id == "person-001" else "the officer"
    needs = [r.domain for r in goal.because if isinstance(r, NeedReason)]
    because = f"need: {', '.join(needs)}"
    if len(goal.because) > len(needs):
        because += "; Avery's own wish"
    return f'goal {goal.id}: "{goal.title}" ({because}; proposed by {who})'


def _standing(plan: Plan, goal: str) -> Iterator[str]:
    standing = goal_standing(plan, goal)
    yield from item(f"goal {goal} is {plain(standing.readiness)}")
    for barrier in standing.barriers:
        kind = BARRIER_KINDS[barrier.kind]
        yield from say(f'barrier, {kind}: "{barrier.says}"', "    ")


def _disagreed(year: Year) -> Iterator[str]:
    plan, request = year.plan(2), year.request
    answer = plan.agreement
    yield from item(f"{plain(answer.state)}, of version {answer.seen}, on {answer.on}")
    yield from say(f'why: "{answer.reason}"', "    ")
    yield from say(f'"{answer.words}"', "    ")
    yield from item(f'asked on {request.asked_on}: "{request.words}"')
    waited = (request.answered_on or request.asked_on) - request.asked_on
    yield from item(
        f"{request.state} after {waited.days} days, by {request.revision}, which changed:"
    )
    edits = [
        line
        for line in difference_lines(plan, year.plan(3))
        if "goal/room" in line and "reason" not in line
    ]
    yield from (f"  {line}" for line in edits)
    agreed = year.plan(4).agreement
    yield from item(
        f'{plain(agreed.state)}, of version {agreed.seen}, on {agreed.on}: "{agreed.words}"'
    )


def _cleared(year: Year) -> Iterator[str]:
    plan = year.plan(4)
    yield from _standing(plan, "work")
    yield from say("what comes first:")
    for each in next_steps(plan):
        if each.goal.id != "work":
            continue
        note = "clears the way" if each.clears else "waits for it"
        yield from item(f"{each.step.text}: {note}")
    later = year.plan(5)
    bus = later.barrier("bus")
    yield from say(
        f"On {plan_acts.PASS_CAME_ON} the pass came. {bus.how if bus else ''}"
    )
    yield from _standing(later, "work")


def _merged(year: Year) -> Iterator[str]:
    merged = year.merged
    for conflict in merged.conflicts:
        yield from item(f"conflict at {conflict.address}: {plain(conflict.kind)}")
        yield from say(_sides(conflict), "    ")
    for notice in merged.notices:
        yield from item(
            f"notice at {notice.address}: {plain(notice.kind)}. {notice.theirs} found what "
            f"stands in the way of what {notice.ours} went on with."
        )
    taken = list(difference_lines(year.plan(6), merged.plan))[1:]
    yield from say(f"taken from {COLLEAGUE.id} without asking:")
    yield from (f"  {line}" for line in taken)
    settled, work = plan_acts.SETTLED, year.plan(8).goal("work")
    yield from item(
        f"settled by people in {settled.id}, which names {' and '.join(settled.settles)}: "
        f"by {work.target_on if work else ''}. {settled.entry.reason}"
    )


def _sides(conflict: Conflict) -> str:
    ours = next(
        each
        for each in plan_acts.OFFICERS_OWN.changes
        if isinstance(each, ScheduleGoal)
    )
    theirs = conflict.their_change
    other = theirs.target_on if isinstance(theirs, ScheduleGoal) else ""
    return (
        f"{conflict.ours} says {ours.target_on}; {conflict.theirs} says {other}, "
        "and is held back"
    )


def _own_page(year: Year) -> Iterator[str]:
    page = page_for_the_person(year.plan(8), on=plan_acts.SETTLED_ON)
    yield from (f"  | {line}".rstrip() for line in page.as_text().splitlines())


def _officers_page(year: Year) -> Iterator[str]:
    page = page_for_the_officer(year.plan(8), on=plan_acts.SETTLED_ON)
    work = False
    for line in page.as_text().splitlines():
        work = line.startswith(("- work", "- mornings")) or (work and line[:1] == " ")
        if work:
            yield from wrapped(line, "  | ", "      ")
