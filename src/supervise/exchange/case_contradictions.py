"""What a stored part of a case says against itself: such a record is not read.

What was made by following acts obeys a table; what stands in a record must obey it too.
The rules are read off the plain JSON. They never repeat what stands there, and say nothing of
what is of another form than it should be: that is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeGuard, cast

from supervise.casefile import TASK, Task
from supervise.histories import NEW, TransitionTable
from supervise.planning import (
    SIGNING,
    ChangeRequest,
    Plan,
    RequestState,
    Review,
    ReviewState,
    Signing,
)
from supervise.planning.progress import GoalProgress, Series
from supervise.planning.referrals import (
    HANDOVER,
    REFERRAL,
    Conclusion,
    ConclusionKind,
    Referral,
)

Plain = dict[str, Any]


class Contradiction(ValueError):
    """What contradicts itself, and where below the object that was read."""

    def __init__(self, step: str, says: str) -> None:
        self.step = step
        self.says = says
        super().__init__(step, says)


def inside(found: object, *steps: str) -> object:
    """What stands under names, one in the other, where there is anything to look into."""
    for step in steps:
        found = cast("Plain", found).get(step) if isinstance(found, dict) else None
    return found


def listed(found: object, *steps: str) -> list[Any]:
    """The array that stands under names; an empty one where there is none."""
    array = inside(found, *steps)
    return array if isinstance(array, list) else []


def is_count(found: object) -> TypeGuard[int]:
    """Whether a value of JSON is a whole number."""
    return type(found) is int


def of_path(found: Plain, name: str, table: TransitionTable) -> Iterator[Contradiction]:
    """Each state of a path follows from the one before, by a row of its table."""
    steps = {(row.source, row.target) for row in table.rows}
    before = NEW
    for number, stage in enumerate(listed(found, name)):
        state = inside(stage, "state")
        if state not in (*table.states,):
            return
        if (before, str(state)) not in steps:
            says = "does not follow from the one before"
            yield Contradiction(f".{name}[{number}].state", says)
        before = str(state)


def of_versions(found: Plain, least: int, *, exactly: bool) -> Iterator[Contradiction]:
    """A version counts acts, so that it is not less than what stands there of them."""
    version = found.get("version")
    if not is_count(version) or version == least or (not exactly and version > least):
        return
    says = f"is not the number of its acts, which is {'' if exactly else 'at least '}{least}"
    yield Contradiction(".version", says)


def together(found: Plain, *names: str, where: bool) -> Iterator[Contradiction]:
    """Some fields are there where something holds, and only there."""
    for name in names:
        if (found.get(name) not in (None, "", [])) != where:
            lacking = "is not there, though its state asks for it"
            says = lacking if where else "is there, though its state has none"
            yield Contradiction(f".{name}", says)


def of_plan(found: Plain) -> Iterator[Contradiction]:
    """Nobody answered a version that there was not yet."""
    seen, version = inside(found, "agreement", "seen"), found.get("version")
    if is_count(seen) and is_count(version) and seen > version:
        yield Contradiction(".agreement.seen", "is a later version than the plan's")


def of_signing(found: Plain) -> Iterator[Contradiction]:
    """Every act but the opening was somebody's; an unsigned round has none."""
    yield from of_versions(found, 1 + len(listed(found, "acted")), exactly=True)
    opened = next(row.target for row in SIGNING.rows if row.source == NEW)
    if inside(found, "state") == opened:
        yield from together(found, "acted", where=False)


def of_request(found: Plain) -> Iterator[Contradiction]:
    """An open request has no answer; every other has, by somebody, on a day."""
    state = found.get("state")
    if state not in (*RequestState,):
        return
    answered = state != RequestState.OPEN
    yield from of_versions(found, 2 if answered else 1, exactly=True)
    yield from together(found, "answered_by", "answered_on", where=answered)
    if state in (RequestState.ACCEPTED, RequestState.ACCEPTED_IN_PART):
        yield from together(found, "revision", where=True)


def of_review(found: Plain) -> Iterator[Contradiction]:
    """A review was completed by somebody on a day, or was not; a window does not end first."""
    state = found.get("state")
    if state in (*ReviewState,):
        done = state == ReviewState.COMPLETED
        what = ("reviewed", "completed_on", "completed_by", "looked_at", "followed")
        yield from together(found, *what, "involved", where=done)
    exemptions = listed(found, "exemptions")
    last = exemptions[-1] if exemptions else None
    if state == ReviewState.EXEMPT and (last is None or inside(last, "lifted_on")):
        yield Contradiction(
            ".exemptions", "has none that runs, though the state says so"
        )


def of_referral(found: Plain) -> Iterator[Contradiction]:
    """Stages follow one another; what was sent has a basis; acts are counted."""
    stages, handover = listed(found, "stages"), listed(found, "handover")
    if not stages and isinstance(found.get("stages"), list):
        yield Contradiction(".stages", "is empty, and a referral begins with one")
    yield from of_path(found, "stages", REFERRAL)
    yield from of_path(found, "handover", HANDOVER)
    acts = len(stages) + len(handover) + len(listed(found, "assignments"))
    yield from of_versions(found, acts, exactly=False)
    was = {str(inside(stage, "state")) for stage in stages}
    for state, name in (
        ("sent", "basis"),
        ("waitlisted", "waiting"),
        ("in_progress", "first_attended_on"),
        ("ended", "outcomes"),
    ):
        yield from together(found, name, where=state in was)
    if listed(found, "carried") and "sent" not in was:
        yield Contradiction(".carried", "is there, though nothing was sent")


def of_task(found: Plain) -> Iterator[Contradiction]:
    """Each stage follows from the one before by its action; a task begins with one."""
    stages = listed(found, "stages")
    if not stages and isinstance(found.get("stages"), list):
        yield Contradiction(".stages", "is empty, and a task begins with one")
    before = NEW
    for number, stage in enumerate(stages):
        action, state = inside(stage, "action"), inside(stage, "state")
        if action not in (*TASK.actions,) or state not in (*TASK.states,):
            return
        row = TASK.row(before, str(action))
        if row is None or row.target != state:
            says = "does not follow from the one before by its action"
            yield Contradiction(f".stages[{number}].state", says)
        before = str(state)
    yield from of_versions(found, len(stages), exactly=True)


def of_conclusion(found: Plain) -> Iterator[Contradiction]:
    """What a referral came to follows from the sessions that were planned and attended."""
    kind, planned, attended = (found.get(n) for n in ("kind", "planned", "attended"))
    if not is_count(planned) or not is_count(attended):
        return
    agrees = {
        ConclusionKind.CANCELLED.value: planned == 0 or attended == 0,
        ConclusionKind.ENDED_EARLY.value: 0 < attended < planned,
        ConclusionKind.COMPLETED.value: 0 < planned <= attended,
    }
    if agrees.get(str(kind)) is False:
        yield Contradiction(".kind", "does not follow from the sessions beside it")
    if found.get("report_due") is True and kind != ConclusionKind.ENDED_EARLY:
        says = "is true, though it did not end early"
        yield Contradiction(".report_due", says)


def of_series(found: Plain) -> Iterator[Contradiction]:
    """A series has at least one number."""
    if found.get("points") == []:
        yield Contradiction(".points", "is empty, and a series has at least one")


def of_progress(found: Plain) -> Iterator[Contradiction]:
    """Each voice has one series."""
    seen: list[object] = []
    for number, series in enumerate(listed(found, "series")):
        voice = inside(series, "voice")
        if voice is not None and voice in seen:
            says = f"is also that of series[{seen.index(voice)}]"
            yield Contradiction(f".series[{number}].voice", says)
        seen.append(voice)


CASE_RULES: Mapping[type, Callable[[Plain], Iterator[Contradiction]]] = {
    ChangeRequest: of_request,
    Conclusion: of_conclusion,
    GoalProgress: of_progress,
    Plan: of_plan,
    Referral: of_referral,
    Review: of_review,
    Series: of_series,
    Signing: of_signing,
    Task: of_task,
}
