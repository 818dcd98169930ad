"""Which unanswered question, or questions together, would narrow the possible levels most.

Questions that meet in a row or in a rule are asked together: one without the other says
little. No answer is taken to be more likely than another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

import attrs

from supervise.instruments.analysis.gauge import Gauge, Number, every_level, gauge_of
from supervise.instruments.analysis.outcomes import weighing_of
from supervise.instruments.analysis.sheet import OpenSheet, open_sheet
from supervise.instruments.analysis.trial import Component
from supervise.instruments.analysis.weighing import (
    Weighing,
    sums_over,
)
from supervise.instruments.analysis.wording import ARITHMETIC, Exactness
from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import Chosen, LogOdds, Points
from supervise.levels import Level
from supervise.records import ScaleScore, ScoreSheet

Left = frozenset[Level | Number]
MOST_ANSWERS_SHOWN = 64
MOST_ASKED_TOGETHER = 6


@attrs.frozen(kw_only=True)
class Narrowing:
    """What would be left of the possible levels after one set of answers to a question.

    Where a scale has no levels these are its scores.
    """

    answers: Mapping[str, object] = attrs.field(repr=False)
    left: tuple[Level | Number, ...]


@attrs.frozen(kw_only=True)
class Question:
    """Items to be asked next, together, and what that would settle.

    `leaves_at_most` is the number of levels that can still be possible afterwards, whatever
    the answers; `leaves_at_best` the number after the answers that narrow most.
    `width` is how far the raw score can move with the answers.
    `narrowings` says it answer by answer, where there are not too many.
    """

    items: tuple[str, ...]
    leaves_at_most: int
    leaves_at_best: int
    width: Number = 0
    narrowings: tuple[Narrowing, ...] = attrs.field(default=(), repr=False)

    @property
    def settles(self) -> bool:
        """Whether any answers leave one level only."""
        return self.leaves_at_most <= 1


@attrs.frozen(kw_only=True)
class NextQuestions:
    """The questions still open for a scale, the one that narrows most first.

    `about` is the scale they are about: for a chosen scale the one it would rather be.
    `needed` are answers that the scale needs although they move no score.
    """

    scale: str
    about: str
    questions: tuple[Question, ...] = ()
    needed: tuple[str, ...] = ()
    because: str = ""
    note: str = ARITHMETIC

    @property
    def best(self) -> Question | None:
        """The question, or questions together, to ask next."""
        return self.questions[0] if self.questions else None


def next_questions(
    instrument: Instrument,
    answers: Mapping[str, object],
    *,
    scale: str,
    on: date,
    upstream: Mapping[str, ScoreSheet] | None = None,
    finished: bool = False,
) -> NextQuestions:
    """What to ask next about a scale.

    First comes the question that leaves the fewest levels whatever the answer, then the one
    whose answers move the score furthest. Where no single question narrows anything, those
    that do so together come first.

    Raises `UnknownName` for a scale that the instrument does not have.
    """
    sheet = open_sheet(instrument, answers, on=on, upstream=upstream, finished=finished)
    about, weighing = _weighed(sheet, instrument, scale)
    if weighing.exactness is Exactness.NOTHING:
        return NextQuestions(scale=scale, about=about, because=weighing.because)
    if weighing.exactness is Exactness.ANYTHING:
        first = Question(
            items=weighing.open, leaves_at_most=_every(sheet, about), leaves_at_best=1
        )
        return NextQuestions(
            scale=scale, about=about, questions=(first,), because=weighing.because
        )
    asked = tuple(_questions(sheet, about, weighing))
    named = {name for each in asked for name in each.items}
    needs = (need for need in sheet.needed_by(about) if named.isdisjoint(need))
    return NextQuestions(
        scale=scale,
        about=about,
        questions=asked,
        needed=tuple(name for need in needs for name in need),
        because=weighing.because,
    )


def _weighed(
    sheet: OpenSheet, instrument: Instrument, scale: str
) -> tuple[str, Weighing]:
    """The scale that questions should be about, and what it can come to."""
    declared = instrument.scale(scale)
    if isinstance(declared, Chosen):
        options = [_weighed(sheet, instrument, each) for each in declared.first_of]
        for about, weighing in options:
            if weighing.exactness is not Exactness.NOTHING:
                return about, weighing
        return options[0]
    return scale, weighing_of(sheet, sheet.structure.scales[scale])


def _every(sheet: OpenSheet, scale: str) -> int:
    ready = sheet.structure.ready
    return len(every_level(ready.recipes[scale], ready.uses[scale].scale))


def _questions(sheet: OpenSheet, scale: str, weighing: Weighing) -> Iterator[Question]:
    declared = sheet.structure.ready.uses[scale].scale
    gauge = gauge_of(sheet, sheet.structure.scales[scale])
    added_up = isinstance(declared, Points | LogOdds) and weighing.components
    if not added_up or gauge is None:
        if weighing.open:
            yield Question(items=weighing.open, leaves_at_most=1, leaves_at_best=1)
        return
    wide = [each for each in weighing.components if each.width]
    possible = frozenset(r.level for r in weighing.results if r.level is not None)
    ladder = Ladder(gauge, weighing.base, possible, not weighing.all_listed)
    every = ladder.left(0, wide)
    found = [_question(ladder, [each], _without(wide, [each])) for each in wide]
    if len(every) > 1 and all(each.leaves_at_best == len(every) for each in found):
        yield from _together(ladder, wide, len(every))
    yield from sorted(found, key=_most_telling)


def _most_telling(question: Question) -> tuple[float, ...]:
    left = [len(each.left) for each in question.narrowings]
    average = sum(left) / len(left) if left else question.leaves_at_most
    return question.leaves_at_most, average, -question.width


def _without(components: list[Component], some: Sequence[Component]) -> list[Component]:
    return [each for each in components if all(each is not one for one in some)]


def _together(ladder: Ladder, wide: list[Component], every: int) -> Iterator[Question]:
    """The fewest of the widest questions that narrow something together."""
    for number in range(2, min(len(wide), MOST_ASKED_TOGETHER) + 1):
        question = _question(ladder, wide[:number], wide[number:])
        if question.leaves_at_best < every:
            yield question
            return


def _question(
    ladder: Ladder, asked: Sequence[Component], rest: Sequence[Component]
) -> Question:
    items = tuple(name for each in asked for name in each.items)
    lefts: dict[Number, Left] = {}
    for amount in _amounts(asked):
        lefts[amount] = ladder.left(amount, rest)
    narrowings = []
    if len(asked) == 1:
        least = asked[0].least[0]
        narrowings = [
            Narrowing(
                answers=dict(zip(items, answers, strict=True)),
                left=in_order(lefts[amount - least]),
            )
            for amount, answers in islice(asked[0].options, MOST_ANSWERS_SHOWN)
        ]
    return Question(
        items=items,
        leaves_at_most=max(map(len, lefts.values())),
        leaves_at_best=min(map(len, lefts.values())),
        width=sum(each.width for each in asked),
        narrowings=tuple(narrowings),
    )


def _amounts(asked: Sequence[Component]) -> set[Number]:
    """Everything that the answers can add to the least."""
    sums: set[Number] = {0}
    for component in asked:
        least = component.least[0]
        sums = {one + amount - least for one in sums for amount, _ in component.amounts}
    return sums


def in_order(left: Left) -> tuple[Level | Number, ...]:
    """Levels, or scores, lowest first."""

    def place(one: Level | Number) -> Number:
        return one.position if isinstance(one, Level) else one

    return tuple(sorted(left, key=place))


@attrs.frozen(eq=False)
class Ladder:
    """The levels of a scale over its raw scores, from `base` up; its scores where it has none.

    `by_ends` takes every possible level between the two ends as left.
    """

    gauge: Gauge
    base: Number
    possible: frozenset[Level]
    by_ends: bool

    def left(self, above: Number, rest: Sequence[Component]) -> Left:
        """What is possible so far above the base, while the rest is open."""
        if self.by_ends:
            top = above + sum(each.width for each in rest)
            return self._between(self._at(above), self._at(top))
        found = (self._at(above + more) for more in sums_over(rest))
        return frozenset(said for each in found if (said := _said(each)) is not None)

    def _at(self, above: Number) -> ScaleScore:
        return self.gauge.at(self.base + above)

    def _between(self, low: ScaleScore, high: ScaleScore) -> Left:
        if low.level is None or high.level is None:
            return frozenset(n for n in (low.percent, high.percent) if n is not None)
        levels = self.gauge.levels
        first, last = levels.index(low.level), levels.index(high.level)
        return self.possible.intersection(levels[first : last + 1])


def _said(result: ScaleScore) -> Level | Number | None:
    return result.score if result.level is None else result.level
