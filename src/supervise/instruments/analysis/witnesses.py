"""Answers that lead to a level or an end, looked for from the worked examples on.

What is found was scored, so it can come about; what is not found may still exist. Nothing is
left to chance: answers are varied in form order, and the same search finds the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum

import attrs

from supervise.dates import months_after
from supervise.instruments.analysis.gauge import Number
from supervise.instruments.analysis.outcomes import PossibleOutcome, outcome_of
from supervise.instruments.analysis.sheet import open_sheet
from supervise.instruments.analysis.structure import structure_of
from supervise.instruments.analysis.wording import Exactness
from supervise.instruments.instrument import Example, Instrument
from supervise.instruments.items import Coded, Day, Item, OneOf, ScaleOf, Whole
from supervise.instruments.scales import Chosen
from supervise.instruments.scoring import score
from supervise.instruments.worked import NOT_APPLICABLE, stated_upstream
from supervise.levels import Level
from supervise.records import ScoreSheet, Status
from supervise.rules.reading import Node, children
from supervise.rules.terms import Is, Ref

FEW_ANSWERS = 4
"""Items with so few answers stay open when an end is looked for from an example."""
SOME_COUNTS = (0, 1, 2, 3, 5, 10, 20, 40)
SOME_YEARS_BACK = (0, 1, 2, 3, 5, 10, 14, 18, 20, 25, 35, 60)
SOME_PERCENTS = ("0", "1", "2", "3", "5", "7", "15", "30", "50", "60", "75", "100")
MOST_ROUNDS = 4
"""How many times every other item is varied in turn, on the way to an end."""
MOST_WALKED = 6_000
"""How many sheets are scored, at most, in looking for levels from the examples on."""


class News(Enum):
    """What is new on a sheet."""

    NOTHING = 0
    END = 1
    RESULT = 2


@attrs.define
class Found:
    """What answers were found to lead to on one scale."""

    levels: set[Level] = attrs.field(factory=set)
    scores: set[Number] = attrs.field(factory=set)
    lowest: Number | None = None
    highest: Number | None = None

    def note(self, number: Number | None, level: Level | None) -> News:
        """Take in a result, and say what of it was not met before."""
        news = News.NOTHING
        if self.lowest is None or (number is not None and number < self.lowest):
            self.lowest, news = number, News.END
        if self.highest is None or (number is not None and number > self.highest):
            self.highest, news = number, News.END
        if isinstance(number, int) and number not in self.scores:
            self.scores.add(number)
            news = News.RESULT
        if level is not None and level not in self.levels:
            self.levels.add(level)
            news = News.RESULT
        return news

    def note_all(self, other: Found) -> None:
        """Take in what was found elsewhere."""
        self.levels |= other.levels
        self.scores |= other.scores
        for end in (other.lowest, other.highest):
            self.note(end, None)


@attrs.frozen(eq=False)
class _Step:
    """Answers, and what other instruments are taken to say."""

    answers: Mapping[str, object]
    stated: Mapping[str, str]


def walked(
    instrument: Instrument, enough: Callable[[Mapping[str, Found]], bool]
) -> dict[str, Found]:
    """What is met on a walk from the examples on, scale by scale, until it is enough.

    One answer is changed at a time. The walk goes on from wherever something new was met:
    first where a level or a score was, then where an end of the percents was or levels stood
    together for the first time.
    """
    found = {scale.id: Found() for scale in instrument.scales}
    met: set[tuple[Level | None, ...]] = set()
    scored = 0
    waiting = deque(
        (_Step(example.answers, example.upstream), example.on)
        for example in instrument.examples
    )
    for step, on in waiting.copy():
        _take_in(found, met, _sheet(instrument, step, on))
    while waiting and scored < MOST_WALKED:
        step, on = waiting.popleft()
        for neighbour in _neighbours(instrument, step, on):
            scored += 1
            news = _take_in(found, met, _sheet(instrument, neighbour, on))
            if news is not News.NOTHING and enough(found):
                return found
            match news:
                case News.RESULT:
                    waiting.appendleft((neighbour, on))
                case News.END:
                    waiting.append((neighbour, on))
            if scored >= MOST_WALKED:
                break
    return found


def _sheet(instrument: Instrument, step: _Step, on: date) -> ScoreSheet:
    upstream = stated_upstream(instrument, step.stated, on=on)
    return score(instrument, step.answers, on=on, upstream=upstream)


def _take_in(
    found: Mapping[str, Found], met: set[tuple[Level | None, ...]], sheet: ScoreSheet
) -> News:
    """Note a sheet's results, and say what is new on it."""
    scored = [scale for scale in sheet if scale.status is Status.SCORED]
    new = [
        found[scale.id].note(
            scale.score if scale.percent is None else scale.percent, scale.level
        )
        for scale in scored
    ]
    levels = tuple(scale.level for scale in sheet)
    fresh = levels not in met
    met.add(levels)
    if News.RESULT in new:
        return News.RESULT
    return News.END if News.END in new or (scored and fresh) else News.NOTHING


def _neighbours(instrument: Instrument, step: _Step, on: date) -> Iterator[_Step]:
    """The same with one answer given, changed or taken away."""
    for item in instrument.items:
        given = step.answers.get(item.id)
        for value in (*_tried(instrument, item, on), None):
            if type(value) is not type(given) or value != given:
                yield _Step({**step.answers, item.id: value}, step.stated)
    for used in instrument.consumes:
        name = used.as_term().name
        for stated in _said_by(instrument, used):
            if stated != step.stated.get(name):
                yield _Step(step.answers, {**step.stated, name: stated})


def _tried(instrument: Instrument, item: Item, on: date) -> tuple[object, ...]:
    """The answers of an item that the walk tries: few of counts, dates and code lists."""
    match item.answers:
        case Whole() | Day():
            return values_of(item, on)
        case Coded():
            return structure_of(instrument).answers_to(item.id) or ()
        case _:
            return structure_of(instrument).all_answers_to(item.id) or ()


def _said_by(instrument: Instrument, used: ScaleOf) -> tuple[str, ...]:
    """What another instrument is taken to say: some percents, or the levels asked for."""
    if used.part != "level":
        return SOME_PERCENTS
    name = used.as_term().name
    ready = structure_of(instrument).ready
    nodes: list[Node] = [*ready.values.values()]
    nodes += [rule.must_hold for rule in instrument.rules]
    codes = {code for node in nodes for code in _codes(node, name)}
    applies = (NOT_APPLICABLE,) if used.not_applicable is not None else ()
    return (*sorted(codes - {used.not_applicable}), *applies)


def _codes(node: Node, name: str) -> Iterator[str]:
    """The codes that a formula asks of a name."""
    match node:
        case Is(Ref(asked), codes) if asked == name:
            yield from (code for code in codes if isinstance(code, str))
        case _:
            for child in children(node):
                yield from _codes(child, name)


def climbed(instrument: Instrument, scale: str) -> Found:
    """What is met on the way from each example to the two ends of a scale.

    Items with few answers stay open; the others are varied one by one, and the best is kept.
    Only what is exact is taken in.
    """
    found = Found()
    if isinstance(instrument.scale(scale), Chosen):
        return found
    for example in instrument.examples:
        for upwards in (True, False):
            _climb(instrument, scale, example, found, upwards=upwards)
    return found


def _climb(
    instrument: Instrument, scale: str, example: Example, found: Found, *, upwards: bool
) -> None:
    kept = _Step(
        {
            item.id: example.answers[item.id]
            for item in instrument.items
            if item.id in example.answers and values_of(item, example.on)
        },
        example.upstream,
    )
    best: Number | None = None
    for _ in range(MOST_ROUNDS):
        before = best
        for place in (*kept.answers, *kept.stated):
            for tried in (kept, *_varied(instrument, kept, place, example.on)):
                outcome = _outcome(instrument, tried, scale, example.on)
                end = outcome.highest if upwards else outcome.lowest
                if outcome.exactness is not Exactness.EXACT or end is None:
                    continue
                if best is None or (end > best if upwards else end < best):
                    best, kept = end, tried
                    found.note(outcome.lowest, None)
                    found.note(outcome.highest, None)
                    found.levels.update(outcome.levels)
                    found.scores.update(outcome.scores)
        if best == before:
            return


def _varied(
    instrument: Instrument, step: _Step, place: str, on: date
) -> Iterator[_Step]:
    """The same with one answer, or what one other instrument says, changed."""
    if place in step.answers:
        for value in values_of(instrument.item(place), on):
            yield _Step({**step.answers, place: value}, step.stated)
        return
    consumed = {used.as_term().name: used for used in instrument.consumes}
    for said in _said_by(instrument, consumed[place]):
        yield _Step(step.answers, {**step.stated, place: said})


def _outcome(
    instrument: Instrument, step: _Step, scale: str, on: date
) -> PossibleOutcome:
    upstream = stated_upstream(instrument, step.stated, on=on)
    sheet = open_sheet(instrument, step.answers, on=on, upstream=upstream)
    return outcome_of(sheet, scale)


def values_of(item: Item, on: date) -> tuple[object, ...]:
    """The answers that are tried of an item that does not stay open."""
    match item.answers:
        case Day():
            return tuple(months_after(on, -12 * years) for years in SOME_YEARS_BACK)
        case Whole(least, most):
            return tuple(each for each in SOME_COUNTS if least <= each <= most)
        case OneOf(choices) if len(choices) > FEW_ANSWERS or item.person_fact:
            return tuple(choice.code for choice in choices if choice.covered)
        case _:
            return ()
