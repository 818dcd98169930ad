"""The person's own page and the officer's page, as text and as Markdown.

The person's page speaks in the first person and in plain words. It shows only what the
person may see: never a word about victims or third parties, whoever asked for it.
Layout for print and other languages are for the host and for `reports`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from supervise.people import NEVER_TO_THE_PERSON, Role, Visibility
from supervise.planning.barriers import BARRIER_KINDS, Barrier
from supervise.planning.blocking import (
    GoalReadiness,
    goal_standing,
    next_steps,
    readiness_of_barrier,
)
from supervise.planning.goals import (
    DONE,
    ConditionReason,
    Goal,
    NeedReason,
    Reason,
    Step,
    StrengthReason,
    WishReason,
)
from supervise.planning.leaving import for_afterwards
from supervise.planning.own_progress import how_far, proud_of
from supervise.planning.plan import Plan
from supervise.planning.readiness import APPROACHES, readiness_on
from supervise.planning.states import (
    AgreementState,
    Lifecycle,
    StepStatus,
)
from supervise.records import Milestone, ReadinessRating, Reading

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])")

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MY_ANSWER = {
    AgreementState.DRAFT: "I have not been asked yet whether I agree.",
    AgreementState.AGREED: "I agree with this plan.",
    AgreementState.NOT_AGREED: "I do not agree with this plan.",
    AgreementState.COULD_NOT_ANSWER: "I could not answer yet.",
    AgreementState.UPDATED_AGREED: "I agree with the changes to this plan.",
    AgreementState.UPDATED_NOT_AGREED: "I do not agree with the changes to this plan.",
}

_MY_STEP = {
    StepStatus.NOT_STARTED: "to do",
    StepStatus.IN_PROGRESS: "I am on it",
    StepStatus.COMPLETED: "done",
    StepStatus.CANNOT_BE_DONE_YET: "not possible yet",
    StepStatus.NO_LONGER_NEEDED: "not needed any more",
}

_WHO = {
    Role.OFFICER: "my officer",
    Role.SUPERVISOR: "my officer's supervisor",
    Role.PROVIDER: "a service",
    Role.SUPPORTER: "somebody who supports me",
    Role.COURT: "the court",
}


@attrs.frozen(kw_only=True)
class Section:
    """A heading and the lines below it; a line may have lines of its own."""

    heading: str
    lines: tuple[tuple[int, str], ...] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Page:
    """A page to be read: a title and sections. Empty sections are left out."""

    title: str
    sections: tuple[Section, ...] = attrs.field(repr=False)

    def as_text(self) -> str:
        """The page as plain text."""
        parts = [self.title.upper(), ""]
        for section in self._with_lines():
            parts += [section.heading, "-" * len(section.heading)]
            parts += [
                f"{'  ' * depth}- {_plain(line)}" for depth, line in section.lines
            ]
            parts.append("")
        return "\n".join(parts).rstrip() + "\n"

    def as_markdown(self) -> str:
        """The page as Markdown; marks in what somebody wrote are shown, not obeyed."""
        parts = [f"# {_escaped(self.title)}", ""]
        for section in self._with_lines():
            parts += [f"## {_escaped(section.heading)}", ""]
            parts += [
                f"{'  ' * depth}- {_escaped(line)}" for depth, line in section.lines
            ]
            parts.append("")
        return "\n".join(parts).rstrip() + "\n"

    def _with_lines(self) -> Iterator[Section]:
        return (section for section in self.sections if section.lines)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return _LIST_MARK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", _plain(text)))


def _day(day: date) -> str:
    """A date with the month as a word, whatever the machine's language: 1 December 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def may_see(visibility: Visibility, role: Role) -> bool:
    """Whether a role may see something; victims and third parties never reach the person."""
    if role is Role.PERSON and visibility.sensitivity in NEVER_TO_THE_PERSON:
        return False
    return visibility.allows(role)


# -- the person's page ------------------------------------------------------------


def page_for_the_person(
    plan: Plan,
    *,
    on: date,
    readings: Iterable[Reading] = (),
    milestones: Iterable[Milestone] = (),
) -> Page:
    """The plan in the person's own terms, as of a date.

    With `readings` it says how far they have come, by their own reading; with `milestones`
    what they achieved, of any size.
    """
    readings = tuple(readings)
    goals = [g for g in plan.active if may_see(g.visibility, Role.PERSON)]
    present = [goal for goal in goals if not goal.after_supervision]
    after = [g for g in for_afterwards(plan) if may_see(g.visibility, Role.PERSON)]
    later = [
        goal
        for goal in plan.in_state(Lifecycle.FUTURE)
        if may_see(goal.visibility, Role.PERSON) and not goal.after_supervision
    ]
    done = [
        goal
        for goal in plan.in_state(Lifecycle.COMPLETED)
        if may_see(goal.visibility, Role.PERSON)
    ]
    return Page(
        title="My plan",
        sections=(
            _section("What I am good at", _my_strengths(plan)),
            _section("What comes first", _what_comes_first(plan, on)),
            _section(
                "What I am working on",
                (
                    line
                    for goal in present
                    for line in _my_goal(plan, goal, readings, on)
                ),
            ),
            _section("What is in the way", _in_my_way(plan)),
            _section("What comes later", ((0, goal.title) for goal in later)),
            _section(
                "When supervision has ended",
                (line for goal in after for line in _my_goal(plan, goal, readings, on)),
            ),
            _section("What I have done", ((0, goal.title) for goal in done)),
            _section(
                "What I am proud of",
                ((0, says) for says in proud_of(milestones, on=on)),
            ),
            _section("What I say to this plan", _my_answer(plan)),
        ),
    )


def _section(heading: str, lines: Iterator[tuple[int, str]]) -> Section:
    return Section(heading=heading, lines=tuple(lines))


def _my_strengths(plan: Plan) -> Iterator[tuple[int, str]]:
    for strength in plan.strengths:
        seen = may_see(strength.visibility, Role.PERSON)
        if strength.in_use and seen and strength.says:
            yield 0, strength.says


def _what_comes_first(plan: Plan, on: date) -> Iterator[tuple[int, str]]:
    for each in next_steps(plan):
        step, goal = each.step, each.goal
        mine = step.by.id == plan.person.id
        seen = may_see(step.visibility, Role.PERSON) and may_see(
            goal.visibility, Role.PERSON
        )
        if mine and seen and not each.waits_for:
            yield 0, step.text + _by_when(step, on)


def _by_when(step: Step, on: date) -> str:
    if step.due_on is None:
        return ""
    late = " (the day has passed: I can ask for help)" if step.due_on < on else ""
    return f", by {_day(step.due_on)}{late}"


def _my_goal(
    plan: Plan, goal: Goal, readings: Iterable[Reading], on: date
) -> Iterator[tuple[int, str]]:
    until = f", by {_day(goal.target_on)}" if goal.target_on else ""
    yield 0, goal.title + until
    if goal.own_words:
        yield 1, f"In my words: {goal.own_words}"
    if goal.measure is not None and goal.measure.target is not None:
        yield 1, f"How I will know: {_in_words(goal.measure.target, goal.measure.unit)}"
    for says in how_far(goal, readings, on=on):
        yield 1, says
    for step in goal.steps:
        if not may_see(step.visibility, Role.PERSON):
            continue
        mine = step.by.id == plan.person.id
        who = "I" if mine else _WHO.get(step.by.role, "somebody else")
        yield 1, f"{step.text} ({who}; {_MY_STEP[step.status]})"


def _in_words(target: Decimal, unit: str) -> str:
    return "it is done" if unit == DONE else f"{target:f} {unit}"


def _in_my_way(plan: Plan) -> Iterator[tuple[int, str]]:
    for barrier in plan.barriers:
        readiness = readiness_of_barrier(plan, barrier)
        if readiness is GoalReadiness.READY or not may_see(
            barrier.visibility, Role.PERSON
        ):
            continue
        dealt = readiness is GoalReadiness.BEING_CLEARED
        yield (
            0,
            _named(barrier).rstrip(".") + (": we are dealing with it" if dealt else ""),
        )


def _named(barrier: Barrier) -> str:
    return barrier.says or BARRIER_KINDS.get(
        barrier.kind, barrier.kind.replace("_", " ")
    )


def _my_answer(plan: Plan) -> Iterator[tuple[int, str]]:
    yield 0, _MY_ANSWER[plan.agreement.state]
    if plan.agreement.words:
        yield 1, f"In my words: {plan.agreement.words}"


# -- the officer's page -------------------------------------------------------------


def page_for_the_officer(
    plan: Plan, *, on: date, ratings: Iterable[ReadinessRating] = ()
) -> Page:
    """The plan as staff need it: reasons, standing, what is blocked and what is set aside.

    With `ratings`, the stage of readiness of each domain that the plan works on, and a way
    of working that suits it.
    """
    seen = [goal for goal in plan.goals_in_sight() if _for_staff(goal.visibility)]
    return Page(
        title=f"Plan {plan.id}, version {plan.version}",
        sections=(
            _section("Standing", _plan_lines(plan)),
            _section(
                "Goals", (line for goal in seen for line in _goal_lines(plan, goal, on))
            ),
            _section("Readiness", _readiness_lines(seen, ratings, on)),
            _section("Barriers", _barrier_lines(plan)),
            _section("Strengths", _strength_lines(plan)),
            _section("Needs set aside", _aside_lines(plan)),
        ),
    )


def _readiness_lines(
    goals: Iterable[Goal], ratings: Iterable[ReadinessRating], on: date
) -> Iterator[tuple[int, str]]:
    areas = {area for g in goals if g.is_open for area in (g.area, *g.related_areas)}
    for domain, rating in sorted(readiness_on(ratings, on).items()):
        if domain in areas and _for_staff(rating.entry.visibility):
            says = f"{rating.stage}, by the {rating.voice}"
            yield 0, f"{domain}: {says}, {rating.entry.effective_on}"
            yield 1, APPROACHES[rating.stage]


def _for_staff(visibility: Visibility) -> bool:
    return may_see(visibility, Role.OFFICER)


def _plan_lines(plan: Plan) -> Iterator[tuple[int, str]]:
    yield 0, f"person {plan.person.id}, period {plan.period}, {plan.state}"
    answer = plan.agreement
    seen = f", to version {answer.seen} on {answer.on}" if answer.on else ""
    yield 0, f"agreement: {answer.state.replace('_', ' ')}{seen}"
    if answer.reason:
        yield 1, f"because: {answer.reason}"
    if answer.words:
        yield 1, f"in the person's words: {answer.words}"


def _goal_lines(plan: Plan, goal: Goal, on: date) -> Iterator[tuple[int, str]]:
    day = goal.target_on or goal.reminder_on
    late = " (past)" if day and day < on and goal.is_open else ""
    when = f", {day}{late}" if day else ""
    yield 0, f"{goal.id} [{goal.lifecycle}{when}] {goal.title}"
    because = "; ".join(_reason_line(reason) for reason in goal.because)
    yield 1, f"area {goal.area}; because: {because}"
    yield 1, f"proposed by {goal.proposed_by.role} {goal.proposed_by.id}"
    if goal.own_words:
        yield 1, f"in the person's words: {goal.own_words}"
    ready = goal_standing(plan, goal.id)
    if goal.is_open and ready.readiness is not GoalReadiness.READY:
        kinds = ", ".join(barrier.kind for barrier in ready.barriers)
        yield 1, f"{ready.readiness.replace('_', ' ')}: {kinds}"
    for step in goal.steps:
        due = f", due {step.due_on}" if step.due_on else ""
        who = f"{step.by.role} {step.by.id}"
        if _for_staff(step.visibility):
            yield 1, f"{step.id} [{step.status}{due}] {step.text} ({who})"


def _reason_line(reason: Reason) -> str:
    match reason:
        case NeedReason():
            return f"need {reason.domain} ({reason.instrument}, {reason.assessment})"
        case StrengthReason():
            return f"strength {reason.strength}"
        case ConditionReason():
            return f"condition {reason.condition}"
        case WishReason():
            return f"the person's wish: {reason.words}"


def _barrier_lines(plan: Plan) -> Iterator[tuple[int, str]]:
    for barrier in plan.barriers:
        if _for_staff(barrier.visibility):
            blocks = ", ".join(barrier.blocks) or "nothing"
            state = barrier.state.replace("_", " ")
            named = _named(barrier).rstrip(".")
            yield 0, f"{barrier.id} [{state}] {named}; blocks {blocks}"


def _strength_lines(plan: Plan) -> Iterator[tuple[int, str]]:
    for strength in plan.strengths:
        if strength.in_use and _for_staff(strength.visibility):
            yield 0, f"{strength.domain}: {strength.says or 'as assessed'}"


def _aside_lines(plan: Plan) -> Iterator[tuple[int, str]]:
    for need in plan.set_aside:
        if _for_staff(need.visibility):
            until = f" until {need.until}" if need.until else ""
            yield 0, f"{need.domain}{until}: {need.reason}"
