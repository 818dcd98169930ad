"""What each change reads and writes: the data that decides what is independent of what.

Two changes are independent when neither writes what the other reads or writes.
An address covers everything below it. Some addresses stand for a fact about a part rather
than for a field of it:

- `.../exists`: that the part is there; written by what adds it
- `goal/<id>/ended`: whether the goal is over; written by what ends it or takes it up again
- `plan/closed`, `plan/begun`: whether the plan is closed, and whether the person answered
- `ranks`: the places of all goals at once
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from types import MappingProxyType

import attrs

from supervise.planning.changes import Change, FindBarrier, MoveBarrier
from supervise.planning.goal_changes import (
    AddGoal,
    AmendStep,
    CiteReason,
    MoveGoal,
    SpaceGoals,
)
from supervise.planning.goals import Reason, StrengthReason, reason_key

Address = tuple[str, ...]

_MOVED = (
    "goal/{goal}/lifecycle goal/{goal}/since goal/{goal}/reason "
    "goal/{goal}/target_on goal/{goal}/reminder_on"
)
_ENDED = f"{_MOVED} goal/{{goal}}/ended"
_GOAL = "plan/closed goal/{goal}/exists"
_OPEN_GOAL = f"{_GOAL} goal/{{goal}}/ended"
_STEP = f"{_OPEN_GOAL} goal/{{goal}}/step/{{step}}/exists"
_BARRIER = "plan/closed barrier/{barrier}/exists"
_BARRIER_STATE = ("state", "step", "since", "how", "reason")
_STEP_PATH = "goal/{goal}/step/{step}"

READS_AND_WRITES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "OpenPlan": ("", "*"),
        "ClosePlan": (
            "plan/closed",
            "plan/closed plan/state plan/since plan/reason",
        ),
        "TransferPlan": ("plan/closed", "plan/agency"),
        "BeginPeriod": ("plan/closed", "plan/period agreement"),
        "AnswerPlan": (
            "plan/closed",
            "agreement plan/begun plan/state plan/since",
        ),
        "AddGoal": ("plan/closed strength/{cited}/exists", "goal/{goal}"),
        "RewordGoal": (_OPEN_GOAL, "goal/{goal}/{given}"),
        "ReclassifyGoal": (
            f"{_OPEN_GOAL} goal/{{goal}}/area goal/{{goal}}/related_areas",
            "goal/{goal}/{given}",
        ),
        "MeasureGoal": (_OPEN_GOAL, "goal/{goal}/measure"),
        "ScheduleGoal": (
            f"{_OPEN_GOAL} goal/{{goal}}/lifecycle",
            "goal/{goal}/target_on goal/{goal}/reminder_on",
        ),
        "CiteReason": (
            f"{_OPEN_GOAL} strength/{{cited}}/exists",
            "goal/{goal}/because/{reason}",
        ),
        "CiteReason withdrawn": (
            f"{_OPEN_GOAL} goal/{{goal}}/because",
            "goal/{goal}/because/{reason}",
        ),
        "RankGoal": (f"{_GOAL} ranks", "goal/{goal}/rank"),
        "SpaceGoals": ("plan/closed goal/{places}/exists", "ranks goal/{places}/rank"),
        "MoveGoal start": (_OPEN_GOAL, _MOVED),
        "MoveGoal put_off": (_OPEN_GOAL, _MOVED),
        "MoveGoal pause": (_OPEN_GOAL, _MOVED),
        "MoveGoal resume": (_OPEN_GOAL, _MOVED),
        "MoveGoal complete": (_GOAL, f"{_ENDED} goal/{{goal}}/achievement"),
        "MoveGoal remove": (_GOAL, _ENDED),
        "MoveGoal restore_active": (_GOAL, _ENDED),
        "MoveGoal restore_future": (_GOAL, _ENDED),
        "MoveGoal reopen": (_GOAL, f"{_ENDED} goal/{{goal}}/achievement"),
        "MoveGoal discard": (f"{_GOAL} plan/begun", _ENDED),
        "RateGoal": (_OPEN_GOAL, "goal/{goal}/achievement goal/{goal}/evidence"),
        "AddStep": (_OPEN_GOAL, _STEP_PATH),
        "AmendStep": (_STEP, f"{_STEP_PATH}/{{given}}"),
        "MoveStep": (
            _STEP,
            f"{_STEP_PATH}/status {_STEP_PATH}/since {_STEP_PATH}/reason",
        ),
        "RankStep": (_STEP, f"{_STEP_PATH}/rank"),
        "FindBarrier": ("plan/closed goal/{blocks}/exists", "barrier/{barrier}"),
        "AmendBarrier": (_BARRIER, "barrier/{barrier}/{given}"),
        "LinkBarrier": (f"{_BARRIER} {_GOAL}", "barrier/{barrier}/blocks/{goal}"),
        "MoveBarrier": (
            f"{_BARRIER} goal/{{dealing_goal}}/step/{{dealing_step}}/exists",
            " ".join(f"barrier/{{barrier}}/{field}" for field in _BARRIER_STATE),
        ),
        "NoteStrength": ("plan/closed", "strength/{strength}"),
        "DropStrength": ("plan/closed", "strength/{strength}"),
        "SetAsideNeed": ("plan/closed", "set_aside/{domain}"),
        "TakeUpNeed": ("plan/closed", "set_aside/{domain}"),
        "AcceptFinding": ("plan/closed", "accepted/{rule}/{address}"),
        "WithdrawAcceptance": ("plan/closed", "accepted/{rule}/{address}"),
    }
)
"""By kind of change (and action, where it matters): what it reads, and what it writes."""


@attrs.frozen
class Footprint:
    """The addresses that a change reads and those that it writes."""

    reads: frozenset[Address]
    writes: frozenset[Address]

    def clashes(self, other: Footprint) -> bool:
        """Whether the order of the two could matter."""
        return bool(
            touching(self.writes, other.writes)
            or touching(self.writes, other.reads)
            or touching(self.reads, other.writes)
        )


def kind_of(change: Change) -> str:
    """Under which name the footprint of a change is stated."""
    name = type(change).__name__
    match change:
        case MoveGoal():
            return f"{name} {change.action}"
        case CiteReason() if change.withdrawn:
            return f"{name} withdrawn"
        case _:
            return name


def footprint(change: Change) -> Footprint:
    """What a change reads and writes, by its ids.

    >>> from supervise.planning import MoveStep, StepAction
    >>> start = MoveStep(goal="g1", step="s1", action=StepAction.START)
    >>> sorted("/".join(address) for address in footprint(start).writes)
    ['goal/g1/step/s1/reason', 'goal/g1/step/s1/since', 'goal/g1/step/s1/status']
    """
    reads, writes = READS_AND_WRITES[kind_of(change)]
    return Footprint(_filled_in(reads, change), _filled_in(writes, change))


def footprint_of_all(each: Iterable[Change]) -> Footprint:
    """What several changes read and write together."""
    prints = [footprint(change) for change in each]
    return Footprint(
        frozenset[Address]().union(*(p.reads for p in prints)),
        frozenset[Address]().union(*(p.writes for p in prints)),
    )


def touching(some: Iterable[Address], others: Iterable[Address]) -> list[Address]:
    """The longer addresses of those pairs where one covers the other."""
    others = tuple(others)
    return [
        max(one, other, key=len)
        for one in some
        for other in others
        if one[: len(other)] == other[: len(one)]
    ]


def _filled_in(templates: str, change: Change) -> frozenset[Address]:
    if templates == "*":
        return frozenset({()})
    return frozenset(
        address
        for template in templates.split()
        for address in product(*(_meant(part, change) for part in template.split("/")))
    )


def _meant(part: str, change: Change) -> tuple[str, ...]:
    """What a part of a template stands for: itself, an id of the change, or several."""
    if not part.startswith("{"):
        return (part,)
    match change, part[1:-1]:
        case _, "given":
            return _fields_given(change)
        case AddGoal(because=reasons), "cited":
            return _strengths(reasons)
        case CiteReason(reason=reason), "cited":
            return _strengths((reason,))
        case CiteReason(reason=reason), "reason":
            return (":".join(reason_key(reason)),)
        case SpaceGoals(places=places), "places":
            return tuple(place.goal for place in places)
        case MoveBarrier(step=step), "dealing_goal":
            return (step.goal,) if step else ()
        case MoveBarrier(step=step), "dealing_step":
            return (step.step,) if step else ()
        case FindBarrier(blocks=blocks), "blocks":
            return blocks
        case _, name:
            return (str(getattr(change, name)),)


def _strengths(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(r.strength for r in reasons if isinstance(r, StrengthReason))


def _fields_given(change: Change) -> tuple[str, ...]:
    """The fields that a change writes, of those that it may leave as they were."""
    fields = {
        field.name: getattr(change, field.name)
        for field in attrs.fields(type(change))
        if field.name not in {"goal", "step", "barrier", "undated"}
    }
    given = [name for name, value in fields.items() if value is not None]
    if isinstance(change, AmendStep) and change.undated:
        given.append("due_on")
    return tuple(given)
