"""The chain: need, goal, step, referral, attendance, reading, change in score.

It can be walked from either end. A link says that one record rests on another, as recorded;
it never says that one thing caused another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from supervise.casefile.case import CaseState
from supervise.planning import Goal, NeedReason, Plan
from supervise.planning.referrals import Referral
from supervise.records import Assessment, Attendance, Reading, Status


class Kind(StrEnum):
    """The seven kinds of things in a chain, from the need to what came of it."""

    NEED = "need"
    GOAL = "goal"
    STEP = "step"
    REFERRAL = "referral"
    ATTENDANCE = "attendance"
    READING = "reading"
    CHANGE = "change"


@attrs.frozen(order=True)
class Node:
    """One thing in a chain: its kind, and the ids that name it.

    A need is `assessment/domain`, a goal `plan/goal`, a step `plan/goal/step`, a change
    `earlier/later` of two assessments by one instrument.
    """

    kind: Kind
    id: str


@attrs.frozen(kw_only=True)
class Chain:
    """All links of a case. `below` and `above` follow them one step, `walk` to the end."""

    nodes: tuple[Node, ...]
    links: tuple[tuple[Node, Node], ...]
    _below: Mapping[Node, tuple[Node, ...]] = attrs.field(
        init=False, repr=False, eq=False
    )
    _above: Mapping[Node, tuple[Node, ...]] = attrs.field(
        init=False, repr=False, eq=False
    )

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_below", _index(self.links))
        object.__setattr__(self, "_above", _index((b, a) for a, b in self.links))

    def below(self, node: Node) -> tuple[Node, ...]:
        """What rests on a thing, towards the change in score."""
        return self._below.get(node, ())

    def above(self, node: Node) -> tuple[Node, ...]:
        """What a thing rests on, towards the need."""
        return self._above.get(node, ())

    def walk_down(self, *nodes: Node) -> tuple[Node, ...]:
        """Everything that rests on these things, directly or not, nearest first."""
        return _walk(nodes, self._below)

    def walk_up(self, *nodes: Node) -> tuple[Node, ...]:
        """Everything that these things rest on, directly or not, nearest first."""
        return _walk(nodes, self._above)


def chain_of(state: CaseState) -> Chain:
    """The chain of a case on a day, from what was recorded."""
    links = tuple(dict.fromkeys(_links(state)))
    nodes = dict.fromkeys([*_nodes(state), *(node for link in links for node in link)])
    return Chain(nodes=tuple(nodes), links=links)


def need_node(assessment: str, domain: str) -> Node:
    """The node of a need that an assessment found."""
    return Node(Kind.NEED, f"{assessment}/{domain}")


def goal_node(plan: str, goal: str) -> Node:
    """The node of a goal of a plan."""
    return Node(Kind.GOAL, f"{plan}/{goal}")


def _nodes(state: CaseState) -> Iterator[Node]:
    """Everything that could be in the chain, linked or not."""
    for assessment in state.assessments:
        for need in assessment.sheet.needs:
            yield need_node(assessment.id, need.domain.code)
    for plan in state.plans:
        for goal in plan.goals_in_sight():
            yield goal_node(plan.id, goal.id)
    for referral in state.referrals:
        yield Node(Kind.REFERRAL, referral.id)
    for fact in state.of_kind(Attendance):
        if fact.presence.is_present:
            yield Node(Kind.ATTENDANCE, fact.entry.id)
    for reading in state.of_kind(Reading):
        yield Node(Kind.READING, reading.entry.id)


def _links(state: CaseState) -> Iterator[tuple[Node, Node]]:
    homes = {goal.id: plan for plan in state.plans for goal in plan.goals_in_sight()}
    for plan in state.plans:
        for goal in plan.goals_in_sight():
            yield from _links_of_goal(plan, goal)
    for referral in state.referrals:
        yield from _links_of_referral(referral, homes)
    yield from _links_of_attendance(state)
    yield from _links_of_readings(state, homes)


def _links_of_goal(plan: Plan, goal: Goal) -> Iterator[tuple[Node, Node]]:
    node = goal_node(plan.id, goal.id)
    for reason in goal.because:
        if isinstance(reason, NeedReason):
            yield need_node(reason.assessment, reason.domain), node
    if goal.carried is not None and goal.carried.goal:
        yield goal_node(goal.carried.plan, goal.carried.goal), node
    for step in goal.steps:
        yield node, Node(Kind.STEP, f"{plan.id}/{goal.id}/{step.id}")


def _links_of_referral(
    referral: Referral, homes: Mapping[str, Plan]
) -> Iterator[tuple[Node, Node]]:
    node = Node(Kind.REFERRAL, referral.id)
    from_steps = {each.goal for each in referral.steps}
    for step in referral.steps:
        if step.goal in homes:
            plan = homes[step.goal].id
            yield Node(Kind.STEP, f"{plan}/{step.goal}/{step.step}"), node
    for goal in referral.goals:
        if goal in homes and goal not in from_steps:
            yield goal_node(homes[goal].id, goal), node


def _links_of_attendance(state: CaseState) -> Iterator[tuple[Node, Node]]:
    """A session rests on its referral; the next reading of a goal served rests on it."""
    goals = {each.id: each.goals for each in state.referrals}
    following = _next_reading(state.of_kind(Reading))
    for session in state.of_kind(Attendance):
        if not session.presence.is_present or session.referral not in goals:
            continue
        node = Node(Kind.ATTENDANCE, session.entry.id)
        yield Node(Kind.REFERRAL, session.referral), node
        for goal in goals[session.referral]:
            for reading in following.after(goal, session.entry.effective_on):
                yield node, Node(Kind.READING, reading)


def _links_of_readings(
    state: CaseState, homes: Mapping[str, Plan]
) -> Iterator[tuple[Node, Node]]:
    """A reading rests on its goal; the next change by the instrument of its need on it."""
    changes: dict[str, list[tuple[date, str, Assessment]]] = {}
    for earlier, later in _changes(state.assessments):
        of_instrument = changes.setdefault(later.sheet.instrument, [])
        of_instrument.append((later.sheet.on, later.id, earlier))
    instruments = {
        goal.id: {r.instrument for r in goal.because if isinstance(r, NeedReason)}
        for plan in state.plans
        for goal in plan.goals_in_sight()
    }
    for reading in state.of_kind(Reading):
        if reading.goal not in homes:
            continue
        node = Node(Kind.READING, reading.entry.id)
        yield goal_node(homes[reading.goal].id, reading.goal), node
        day = reading.entry.effective_on
        for instrument in sorted(instruments[reading.goal]):
            known = changes.get(instrument, [])
            at = bisect_left(known, day, key=lambda change: change[0])
            if at < len(known) and known[at][2].sheet.on <= day:
                change = f"{known[at][2].id}/{known[at][1]}"
                yield node, Node(Kind.CHANGE, change)


def _changes(
    assessments: Iterable[Assessment],
) -> Iterator[tuple[Assessment, Assessment]]:
    """Each assessment and the next one by the same instrument."""
    last: dict[str, Assessment] = {}
    for each in assessments:
        if (before := last.get(each.sheet.instrument)) is not None:
            yield before, each
        last[each.sheet.instrument] = each


@attrs.frozen(kw_only=True)
class ScaleChange:
    """How one scale read in two assessments by one instrument. It is arithmetic, no more.

    Scores of two versions of an instrument are listed and not subtracted.
    A judged scale has a level and no score: `earlier_level` and `later_level` are their
    codes, empty where there was none.
    """

    scale: str
    earlier: int | float | None
    later: int | float | None
    comparable: bool
    earlier_level: str = ""
    later_level: str = ""

    @property
    def level_changed(self) -> bool:
        """Whether both read a level, and not the same; only where they compare."""
        both = bool(self.earlier_level and self.later_level)
        return self.comparable and both and self.earlier_level != self.later_level

    @property
    def difference(self) -> int | float | None:
        """The later less the earlier score, where both were scored alike."""
        if not self.comparable or self.earlier is None or self.later is None:
            return None
        return self.later - self.earlier


def scale_changes(earlier: Assessment, later: Assessment) -> tuple[ScaleChange, ...]:
    """What changed between two assessments by one instrument, scale by scale."""
    before = {scale.id: scale for scale in earlier.sheet.scales}
    alike = earlier.sheet.fingerprint == later.sheet.fingerprint
    return tuple(
        ScaleChange(
            scale=then.id,
            earlier=was.score,
            later=then.score,
            comparable=alike and was.status is Status.SCORED is then.status,
            earlier_level="" if was.level is None else was.level.code,
            later_level="" if then.level is None else then.level.code,
        )
        for then in later.sheet.scales
        if (was := before.get(then.id)) is not None
    )


@attrs.frozen
class _Following:
    """The readings of each goal, each voice apart, in order of days."""

    by_goal: Mapping[tuple[str, str], tuple[tuple[date, str], ...]]
    voices: Mapping[str, tuple[str, ...]]

    def after(self, goal: str, day: date) -> Iterator[str]:
        """The next reading of a goal on or after a day, by each voice."""
        for voice in self.voices.get(goal, ()):
            readings = self.by_goal[goal, voice]
            at = bisect_left(readings, (day, ""))
            if at < len(readings):
                yield readings[at][1]


def _next_reading(readings: Iterable[Reading]) -> _Following:
    found: dict[tuple[str, str], list[tuple[date, str]]] = {}
    voices: dict[str, dict[str, None]] = {}
    for each in readings:
        key = (each.goal, str(each.voice))
        found.setdefault(key, []).append((each.entry.effective_on, each.entry.id))
        voices.setdefault(each.goal, {})[str(each.voice)] = None
    return _Following(
        {key: tuple(sorted(each)) for key, each in found.items()},
        {goal: tuple(each) for goal, each in voices.items()},
    )


def _index(links: Iterable[tuple[Node, Node]]) -> Mapping[Node, tuple[Node, ...]]:
    found: dict[Node, list[Node]] = {}
    for a, b in links:
        found.setdefault(a, []).append(b)
    return MappingProxyType({node: tuple(each) for node, each in found.items()})


def _walk(
    nodes: tuple[Node, ...], index: Mapping[Node, tuple[Node, ...]]
) -> tuple[Node, ...]:
    begun, found = set(nodes), dict[Node, None]()
    waiting = [each for node in nodes for each in index.get(node, ())]
    while waiting:
        ahead: list[Node] = []
        for each in waiting:
            if each not in found and each not in begun:
                found[each] = None
                ahead.extend(index.get(each, ()))
        waiting = ahead
    return tuple(found)
