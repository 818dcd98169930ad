"""Which answers two versions of an instrument score otherwise: one example for each scale.

It scores worked examples, what is one answer away from them, and sheets made up in an order that
is always the same. Where it finds nothing, no sheet that it tried differed, which is no proof.
It asks two declarations; whom the difference moves is counted by a migration report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from itertools import islice
from zlib import crc32

import attrs

from supervise.dates import months_after
from supervise.instruments import Coded, Day, Instrument, Item, OneOf, Whole, YesNo
from supervise.instruments.analysis import dual_score
from supervise.instruments.analysis.migration import Translate, paired_scales
from supervise.records import ScaleScore

Answers = dict[str, object]

TRIED = 2_000
SOME_DAY = date(2026, 6, 30)
OLDEST = 110
"""Numbers above it are not tried as years before the assessment."""
MOST_CODES = 200


@attrs.frozen(kw_only=True)
class ScoredOtherwise:
    """A scale that two versions score differently, and the fewest, lowest answers that show it.

    The answers were made up in the search: they are nobody's.
    """

    on: date
    answers: Mapping[str, object]
    old: ScaleScore
    new: ScaleScore

    def __str__(self) -> str:
        given = ", ".join(f"{id} = {value}" for id, value in self.answers.items())
        return (
            f"{self.new.id}: {_in_words(self.old)}, now {_in_words(self.new)}, "
            f"for {given or 'no answers'} on {self.on}"
        )


def scored_otherwise(
    old: Instrument,
    new: Instrument,
    *,
    scales: Mapping[str, str] | None = None,
    translate: Translate | None = None,
    tried: int = TRIED,
) -> tuple[ScoredOtherwise, ...]:
    """For each scale that differs between two versions, an example; empty where none was found.

    Answers are those of the old form, with and without gaps; numbers and dates lie on both sides
    of each number that either declaration names. What differs is the status, score, percent or
    level. `scales` and `translate` are those of `dual_score`, and so are its errors.
    What an instrument consumes from others is not stated. `tried` sheets are made up.
    """
    search = _Search(old, new, paired_scales(old, new, scales), translate)
    first: dict[str, tuple[date, Answers]] = {}
    for on, given in search.sheets(tried):
        for scale in search.differing(on, given):
            first.setdefault(scale, (on, given))
    return tuple(
        search.lowest(scale, *first[scale]) for scale in search.scales if scale in first
    )


class _Search:
    """Two versions, and the answers worth trying on them."""

    def __init__(
        self,
        old: Instrument,
        new: Instrument,
        scales: Mapping[str, str],
        translate: Translate | None,
    ) -> None:
        self.old, self.new, self.scales = old, new, scales
        self.translate = translate
        named = {0, *_numbers((old, new))}
        self.around = sorted({number + step for number in named for step in (-1, 0, 1)})

    def sheets(self, tried: int) -> Iterator[tuple[date, Answers]]:
        """Worked examples, their neighbours, and as many more as are asked for."""
        for example in (*self.old.examples, *self.new.examples):
            given = {item.id: example.answers.get(item.id) for item in self.old.items}
            yield example.on, given
            for item in self.old.items:
                for value in (None, *self._values(item, example.on)):
                    yield example.on, {**given, item.id: value}
        values = {item.id: self._values(item, SOME_DAY) for item in self.old.items}
        for number in range(tried):
            yield (
                SOME_DAY,
                {id: _picked(some, number, id) for id, some in values.items()},
            )

    def differing(self, on: date, given: Answers) -> Iterator[str]:
        """The scales, by their name in the old version, that the two score differently."""
        dual = dual_score(
            self.old,
            self.new,
            given,
            on=on,
            scales=self.scales,
            translate=self.translate,
        )
        for scale, pair in zip(self.scales, dual.pairs, strict=True):
            if _result(pair.old) != _result(pair.new):
                yield scale

    def lowest(self, scale: str, on: date, given: Answers) -> ScoredOtherwise:
        """The fewest answers on which the scale still differs, each the lowest that does."""
        for item in self.old.items:
            for value in reversed((None, *self._values(item, on))):
                changed = {**given, item.id: value}
                given = changed if scale in self.differing(on, changed) else given
        asked = [item.id for item in self.old.items]
        given = {id: given[id] for id in asked if given[id] is not None}
        [pair] = dual_score(
            self.old,
            self.new,
            given,
            on=on,
            scales={scale: self.scales[scale]},
            translate=self.translate,
        ).pairs
        return ScoredOtherwise(on=on, answers=given, old=pair.old, new=pair.new)

    def _values(self, item: Item, on: date) -> list[object]:
        """The answers of an item that are tried, from the lowest on."""
        match item.answers:
            case OneOf(choices):
                return [choice.code for choice in choices]
            case YesNo():
                return [False, True]
            case Whole(least, most):
                inside = {number for number in self.around if least <= number <= most}
                return [*sorted({least, *inside})]
            case Day():
                return [
                    months_after(on, -12 * years) + timedelta(days=step)
                    for years in self.around
                    if 0 <= years <= OLDEST
                    for step in (-1, 0, 1)
                ]
            case Coded(table):
                return [code for code, _ in islice(table.rows, MOST_CODES)]
            case _:
                return ["in words"]


def _picked(values: Sequence[object], number: int, item: str) -> object:
    """One of some answers, as if by chance; in every other sheet one in four is a gap."""
    picked = crc32(f"{number} {item}".encode())
    gap = number % 2 and picked // 2**16 % 4 == 0
    return None if gap else values[picked % len(values)]


def _result(scale: ScaleScore) -> tuple[object, ...]:
    return (scale.status, scale.score, scale.percent, scale.level)


def _in_words(scale: ScaleScore) -> str:
    parts = [] if scale.score is None else [str(scale.score)]
    if scale.percent is not None:
        parts.append(f"{scale.percent} %")
    if scale.level is not None:
        parts.append(scale.level.code)
    return " ".join(parts) or str(scale.status)


def _numbers(parts: object) -> Iterator[int]:
    """The whole numbers that a declaration names, wherever they stand in it."""
    match parts:
        case bool() | Enum():
            return
        case int() | Decimal():
            yield int(parts)
        case str():
            if parts.isdecimal():
                yield int(parts)
        case Mapping():
            yield from _numbers((*parts.keys(), *parts.values()))
        case tuple() | frozenset():
            for part in parts:
                yield from _numbers(part)
        case _ if attrs.has(kind := type(parts)):
            stated = [field for field in attrs.fields(kind) if field.eq]
            yield from _numbers(tuple(getattr(parts, field.name) for field in stated))
