"""What stands in the way: barriers, and the steps that deal with them.

A barrier blocks goals until a step has dealt with it, or it was found acceptable.
It is no need and no fault of the person: nothing here lowers or raises a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from supervise.histories import FREE_TEXT
from supervise.people import Visibility
from supervise.planning.goals import WITH_THE_PERSON
from supervise.planning.states import BarrierState

BARRIER_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "transport": "getting there",
        "child_care": "child care",
        "other_care": "caring for somebody else",
        "working_hours": "working hours",
        "literacy": "reading and writing",
        "language": "language",
        "phone": "telephone or internet",
        "cost": "cost",
        "disability": "disability or health",
        "housing": "housing",
        "documents": "identity papers",
        "eligibility": "not eligible, or a waiting list",
        "safety": "safety",
    }
)
"""Kinds of barrier that most agencies meet; an agency may use others of its own."""


def _each_once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


@attrs.frozen(kw_only=True)
class StepRef:
    """A step of a goal, by their ids."""

    goal: str
    step: str


@attrs.frozen(kw_only=True)
class Barrier:
    """Something that stands in the way of goals: what, since when, and what is done.

    `blocks` has the ids of the goals that it blocks while it is open.
    `since`, `how` and `reason` belong to its present state.
    """

    id: str
    kind: str
    says: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    found_on: date
    blocks: tuple[str, ...] = attrs.field(default=(), converter=_each_once)
    state: BarrierState = BarrierState.OPEN
    step: StepRef | None = None
    since: date
    how: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)
