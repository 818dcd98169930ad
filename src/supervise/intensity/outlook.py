"""Whether an answer is provisional, and which unsettled inputs could change it.

It follows from the declaration: every value that an unsettled input may take is tried, one of
each cell, together with every value of the others. No case is written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import prod

import attrs

from supervise.intensity.prepared import (
    MOST_KEPT,
    Answer,
    Prepared,
    Tried,
    Values,
    Weighed,
)
from supervise.intensity.reading import Reading
from supervise.intensity.recommendation import (
    ClauseStatus,
    Influence,
    InputState,
    Outlook,
)
from supervise.rules import Value

MOST_TRIED = 5_000
"""With more combinations than this the outlook cannot be told."""

_UNSETTLED = frozenset(
    {InputState.REPLACEABLE, InputState.STAND_IN, InputState.MISSING, InputState.WRONG}
)


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
    tried = _tried(unsettled)
    standing = _as_they_stand(unsettled)
    return Outlook(
        unsettled=names,
        possible=tried.possible,
        standings=tried.standings,
        influences=tuple(
            Influence(
                names[place], alone=_matters_alone(unsettled, tried, standing, place)
            )
            for place in tried.matters
        ),
    )


def _tried(unsettled: _Open) -> Tried:
    """What every choice gives. It is the same whatever the unsettled inputs are as yet."""
    ready, names = unsettled.ready, unsettled.names
    settled = {**unsettled.values, **dict.fromkeys(names)}
    key = ready.key.of(settled), names
    found = ready.tried.get(key)
    if found is None:
        found = _try_all(unsettled)
        if len(ready.tried) < MOST_KEPT:
            ready.tried[key] = found
    return found


def _try_all(unsettled: _Open) -> Tried:
    names = unsettled.names
    answers: dict[tuple[Value | None, ...], Answer | None] = {
        chosen: unsettled.answer(names, chosen)
        for chosen in product(*unsettled.choices)
    }
    met = {answer for answer in answers.values() if answer is not None}
    intensities = [intensity for intensity, _ in met if intensity is not None]
    return Tried(
        answers=answers,
        possible=tuple(sorted(intensities, key=lambda each: each.position)),
        standings=tuple(sorted(standing for _, standing in met if standing)),
        matters=tuple(place for place in range(len(names)) if _matters(answers, place)),
    )


def _matters(
    answers: Mapping[tuple[Value | None, ...], Answer | None], place: int
) -> bool:
    """Whether an input changes the answer for some values of the others."""
    by_others: dict[tuple[Value | None, ...], Answer] = {}
    for chosen, answer in answers.items():
        if answer is not None:
            others = (*chosen[:place], *chosen[place + 1 :])
            if by_others.setdefault(others, answer) != answer:
                return True
    return False


def _as_they_stand(unsettled: _Open) -> tuple[Value | None, ...]:
    """For each unsettled input the choice that is in one cell with what it is as yet."""
    found = []
    for name, choices in zip(unsettled.names, unsettled.choices, strict=True):
        cells, value = unsettled.ready.cells[name], unsettled.values[name]
        at = cells.cell(value)
        found.append(next((each for each in choices if cells.cell(each) == at), None))
    return tuple(found)


def _matters_alone(
    unsettled: _Open, tried: Tried, standing: tuple[Value | None, ...], place: int
) -> bool:
    """Whether it changes the answer with all others as they stand."""
    name, found = (unsettled.names[place],), set()
    for value in unsettled.choices[place]:
        chosen = (*standing[:place], value, *standing[place + 1 :])
        if None in chosen:  # another is missing, which is none of the choices
            found.add(unsettled.answer(name, (value,)))
        else:
            found.add(tried.answers[chosen])
    return len(found - {None}) > 1
