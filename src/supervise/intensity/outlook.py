"""Whether an answer is provisional, and which unsettled inputs could change it.

It follows from the declaration: every value that an unsettled input may take is tried, one of
each cell, together with every value of the others. No case is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from supervise.intensity.inputs import Input
from supervise.intensity.prepared import Prepared, Values
from supervise.intensity.reading import Reading
from supervise.intensity.recommendation import (
    ClauseResult,
    ClauseStatus,
    Influence,
    InputState,
    Outlook,
)
from supervise.levels import Intensity
from supervise.rules import Value

MOST_TRIED = 5_000
"""With more combinations than this the outlook cannot be told."""

_UNSETTLED = frozenset(
    {InputState.REPLACEABLE, InputState.STAND_IN, InputState.MISSING, InputState.WRONG}
)

Answer = tuple[Intensity | None, str]


def outlook(ready: Prepared, reading: Reading) -> Outlook | None:
    """What the answer may still become; nothing when every input is settled."""
    unsettled = tuple(
        name for name, read in reading.reads.items() if read.state in _UNSETTLED
    )
    if not unsettled:
        return None
    key = (ready.key(reading.values), unsettled)
    found = ready.outlooks.get(key)
    if found is None:
        found = _outlook(ready, reading.values, unsettled)
        ready.outlooks[key] = found
    return found


def _outlook(ready: Prepared, values: Values, unsettled: tuple[str, ...]) -> Outlook:
    choices = [_choices(ready, name) for name in unsettled]
    untold = [name for name, each in zip(unsettled, choices, strict=True) if not each]
    if untold or prod(map(len, choices)) > MOST_TRIED:
        return Outlook(unsettled=unsettled, untold=tuple(untold) or unsettled)
    answers = {
        chosen: _answer(ready, values, unsettled, chosen)
        for chosen in product(*choices)
    }
    met = {answer for answer in answers.values() if answer is not None}
    intensities = [intensity for intensity, _ in met if intensity is not None]
    return Outlook(
        unsettled=unsettled,
        possible=tuple(sorted(intensities, key=lambda each: each.position)),
        standings=tuple(sorted(standing for _, standing in met if standing)),
        influences=tuple(_influences(ready, values, unsettled, answers)),
    )


def _choices(ready: Prepared, name: str) -> tuple[Value, ...]:
    """A value of each cell that an input may come to be in."""
    cells = ready.cells[name]
    given: Input = cells.input
    values = cells.values or ()
    blank = given.blank.value if given.blank is not None else None
    extra = (blank,) if blank is not None and blank not in values else ()
    return (*values, *extra) if values else ()


def _answer(
    ready: Prepared, values: Values, names: tuple[str, ...], chosen: tuple[Value, ...]
) -> Answer | None:
    tried = {**values, **dict(zip(names, chosen, strict=True))}
    return _said(ready.weigh(tried).decided)


def _said(decided: ClauseResult) -> Answer | None:
    if decided.status is not ClauseStatus.SAID:
        return None
    return decided.intensity, decided.standing


def _influences(
    ready: Prepared,
    values: Values,
    names: tuple[str, ...],
    answers: dict[tuple[Value, ...], Answer | None],
) -> Iterator[Influence]:
    """The inputs that matter for some values of the others, in the policy's order."""
    for place, name in enumerate(names):
        by_others: dict[tuple[Value, ...], set[Answer]] = {}
        for chosen, answer in answers.items():
            if answer is not None:
                others = (*chosen[:place], *chosen[place + 1 :])
                by_others.setdefault(others, set()).add(answer)
        if any(len(found) > 1 for found in by_others.values()):
            yield Influence(name, alone=_matters_alone(ready, values, name))


def _matters_alone(ready: Prepared, values: Values, name: str) -> bool:
    """Whether it changes the answer with all others as they stand."""
    found = {
        _answer(ready, values, (name,), (value,)) for value in _choices(ready, name)
    }
    return len(found - {None}) > 1
