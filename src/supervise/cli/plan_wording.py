"""A plan, and the difference of two, in words.

A reader sees the parts that are meant for them; how many others there are is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

import attrs

from supervise.cli.wording import named_lines, plain, section, wrapped
from supervise.people import Actor, Role, Visibility
from supervise.planning import (
    BARRIER_KINDS,
    AgreementState,
    Barrier,
    ConditionReason,
    Edit,
    Goal,
    Measure,
    NeedReason,
    Plan,
    Reason,
    Step,
    StrengthReason,
    WishReason,
    difference,
)

GO_ALONG = frozenset({"since", "reason"})
AGREED = frozenset({AgreementState.AGREED, AgreementState.UPDATED_AGREED})
WHO = {Role.PERSON: "the person", Role.OFFICER: "the officer"}


class Guarded(Protocol):
    """A part of a plan that says who may see it."""

    @property
    def visibility(self) -> Visibility:
        """Who may see it."""
        ...


Part = TypeVar("Part", bound=Guarded)


@attrs.define(eq=False)
class PlanText:
    """A plan as one role may see it; `hidden` counts what that role may not."""

    plan: Plan
    role: Role
    hidden: int = 0

    def lines(self) -> Iterator[str]:
        """The plan, a line at a time."""
        plan = self.plan
        yield f"plan {plan.id}, version {plan.version}: {plain(plan.state)}"
        yield from named_lines(
            (
                ("person", plan.person.id),
                ("period", plan.period),
                ("agency", plan.agency),
                ("opened", plan.opened_on.isoformat()),
                ("agreement", self._agreement()),
                ("why not", self._why_not()),
                ("in the person's words", plan.agreement.words),
            )
        )
        for goal in self._seen(plan.goals_in_sight()):
            yield from section(f"goal {goal.id}: {goal.title}", self._goal(goal))
        yield from section("strengths to build on", self._strengths())
        yield from section("what stands in the way", self._barriers())
        yield from section("needs set aside for now", self._set_aside())
        # To the person even the number would say that somebody else is spoken of.
        if self.hidden and self.role is not Role.PERSON:
            yield ""
            yield f"parts that are not for this reader: {self.hidden}"

    def _seen(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            if part.visibility.allows(self.role):
                yield part
            else:
                self.hidden += 1

    def _agreement(self) -> str:
        agreement = self.plan.agreement
        if agreement.seen is None:
            return "the person has not been asked yet"
        return (
            f"{plain(agreement.state)}, of version {agreement.seen}, on {agreement.on}"
        )

    def _why_not(self) -> str:
        agreement = self.plan.agreement
        return "" if agreement.state in AGREED else agreement.reason

    def _goal(self, goal: Goal) -> Iterator[str]:
        dated = f", by {goal.target_on}" if goal.target_on else ""
        yield f"  {plain(goal.lifecycle)}{dated}; {plain(goal.achievement)}"
        yield from named_lines(
            (
                ("because", "; ".join(map(_because, goal.because))),
                ("in the person's words", goal.own_words),
                ("how we will know", _measure(goal.measure)),
            )
        )
        for step in self._seen(goal.steps):
            yield from wrapped(f"- {step.id}: {step.text} ({_about(step)})", "  ")

    def _strengths(self) -> Iterator[str]:
        for each in self._seen(each for each in self.plan.strengths if each.in_use):
            says = f": {each.says}" if each.says else ""
            yield from wrapped(f"- {plain(each.domain)}{says}", "  ")

    def _barriers(self) -> Iterator[str]:
        for each in self._seen(self.plan.barriers):
            yield from wrapped(f"- {each.id}: {_barrier(each)}", "  ")

    def _set_aside(self) -> Iterator[str]:
        for each in self._seen(self.plan.set_aside):
            until = f" until {each.until}" if each.until else ""
            yield from wrapped(f"- {plain(each.domain)}{until}: {each.reason}", "  ")


def difference_lines(was: Plan, became: Plan) -> Iterator[str]:
    """What is different, a line for each edit that says something. It shows no free text.

    Since when a part is as it is, and why, is told by the edit of what it is.
    """
    yield f"from version {was.version} to version {became.version}"
    edits = difference(was, became)
    told = [edit for edit in edits if not _goes_along(edit, edits)]
    for edit in told:
        yield from wrapped(str(edit), "  ")
    if not told:
        yield "  no difference"


def _goes_along(edit: Edit, edits: tuple[Edit, ...]) -> bool:
    """Whether another edit of the same part says what there is to say."""
    *head, name = edit.address
    if edit.address == ("plan", "version"):
        return True
    others = {each.address[-1] for each in edits if [*each.address[:-1]] == head}
    return name in GO_ALONG and not others <= GO_ALONG


def _who(actor: Actor) -> str:
    return WHO.get(actor.role, f"{actor.role} {actor.id}")


def _about(step: Step) -> str:
    due = f", by {step.due_on}" if step.due_on else ""
    return f"{_who(step.by)}{due}: {plain(step.status)}"


def _because(reason: Reason) -> str:
    match reason:
        case NeedReason(instrument=instrument, domain=domain):
            return f"need: {plain(domain)} ({instrument})"
        case StrengthReason(strength=strength):
            return f"strength {strength}"
        case ConditionReason(condition=condition):
            return f"condition {condition}"
        case WishReason():
            return "the person wishes it"


def _measure(measure: Measure | None) -> str:
    if measure is None:
        return ""
    return f"{measure.unit}, from {measure.baseline} to {measure.target}"


def _barrier(barrier: Barrier) -> str:
    kind = BARRIER_KINDS.get(barrier.kind, plain(barrier.kind))
    dealt = f" by step {barrier.step.goal}/{barrier.step.step}" if barrier.step else ""
    how = f": {barrier.how}" if barrier.how else ""
    says = f" {barrier.says}" if barrier.says else ""
    return f"{kind}, {plain(barrier.state)}{dealt}{how}.{says}"
