"""What the person's own page says of how far they have come: their readings and milestones.

Only what the person themselves read is told, and only what they may see.
It praises nothing and warns of nothing: it shows where they began, and where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from supervise.people import NEVER_TO_THE_PERSON, Role, Visibility
from supervise.planning.goals import DONE, Goal
from supervise.records import Milestone, Reading, Voice, standing


def _mine(visibility: Visibility) -> bool:
    hidden = visibility.sensitivity in NEVER_TO_THE_PERSON
    return visibility.allows(Role.PERSON) and not hidden


def how_far(goal: Goal, readings: Iterable[Reading], *, on: date) -> Iterator[str]:
    """Where the person began with a goal and where they are, by their own last reading."""
    measure = goal.measure
    if measure is None or measure.unit == DONE:
        return
    own = [
        each
        for each in standing(readings, as_of=on)
        if each.goal == goal.id
        and each.voice is Voice.PERSON
        and each.unit == measure.unit
        and _mine(each.entry.visibility)
    ]
    if own:
        start = f"from {measure.baseline:f} " if measure.baseline is not None else ""
        yield f"How far I am: {start}to {own[-1].value:f} {measure.unit}"


def proud_of(milestones: Iterable[Milestone], *, on: date) -> Iterator[str]:
    """The person's milestones of any size, in order of days."""
    for each in standing(milestones, as_of=on):
        if _mine(each.entry.visibility):
            yield each.says
