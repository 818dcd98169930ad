"""Whether an answer is provisional, and which unsettled inputs could change it.

It follows from the declaration: every value that an unsettled input may take is tried, one of
each cell, together with every value of the others. No case is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

import attrs

from supervise.intensity.prepared import MOST_KEPT, Prepared, Values, Weighed
from supervise.intensity.reading import Reading
from supervise.intensity.recommendation import (
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


@attrs.frozen
class _Open:
    """What is looked at: the facts, what they gave, and what may still become of them."""

    ready: Prepared
    values: Values
    weighed: Weighed
    names: tuple[str, ...]
    choices: tuple[tuple[Value, ...], ...]

    def answer(
        self, names: tuple[str, ...], chosen: tuple[Value, ...]
    ) -> Answer | None:
        """The answer if some inputs came to be so; nothing where there is none."""
        tried = {**self.values, **dict(zip(names, chosen, strict=True))}
        decided = self.ready.weigh_again(self.weighed, tried, names).decided
        if decided.status is not ClauseStatus.SAID:
            return None
        return decided.intensity, decided.standing


def outlook(
    ready: Prepared, cells: tuple[object, ...], weighed: Weighed, reading: Reading
) -> Outlook | None:
    """What the answer may still become; nothing when every input is settled."""
    names = tuple(
        name for name, read in reading.reads.items() if read.state in _UNSETTLED
    )
    if not names:
        return None
    key = cells, names
    found = ready.outlooks.get(key)
    if found is None:
        choices = tuple(_choices(ready, name) for name in names)
        found = _outlook(_Open(ready, reading.values, weighed, names, choices))
        if len(ready.outlooks) < MOST_KEPT:
            ready.outlooks[key] = found
    return found


def _choices(ready: Prepared, name: str) -> tuple[Value, ...]:
    """A value of each cell that an input may come to be in."""
    cells = ready.cells[name]
    values = cells.values or ()
    blank = cells.input.blank.value if cells.input.blank is not None else None
    extra = (blank,) if blank is not None and blank not in values else ()
    return (*values, *extra) if values else ()


def _outlook(unsettled: _Open) -> Outlook:
    names, choices = unsettled.names, unsettled.choices
    untold = tuple(name for name, each in zip(names, choices, strict=True) if not each)
    if untold or prod(map(len, choices)) > MOST_TRIED:
        return Outlook(unsettled=names, untold=untold or names)
    answers = {chosen: unsettled.answer(names, chosen) for chosen in product(*choices)}
    met = {answer for answer in answers.values() if answer is not None}
    intensities = [intensity for intensity, _ in met if intensity is not None]
    return Outlook(
        unsettled=names,
        possible=tuple(sorted(intensities, key=lambda each: each.position)),
        standings=tuple(sorted(standing for _, standing in met if standing)),
        influences=tuple(_influences(unsettled, answers)) if len(met) > 1 else (),
    )


def _influences(
    unsettled: _Open, answers: dict[tuple[Value, ...], Answer | None]
) -> Iterator[Influence]:
    """The inputs that matter for some values of the others, in the policy's order."""
    for place, name in enumerate(unsettled.names):
        by_others: dict[tuple[Value, ...], set[Answer]] = {}
        for chosen, answer in answers.items():
            if answer is not None:
                others = (*chosen[:place], *chosen[place + 1 :])
                by_others.setdefault(others, set()).add(answer)
        if any(len(found) > 1 for found in by_others.values()):
            yield Influence(name, alone=_matters_alone(unsettled, place))


def _matters_alone(unsettled: _Open, place: int) -> bool:
    """Whether it changes the answer with all others as they stand."""
    name = (unsettled.names[place],)
    found = {unsettled.answer(name, (value,)) for value in unsettled.choices[place]}
    return len(found - {None}) > 1
