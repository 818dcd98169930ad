"""Proof of a declaration: which scores and levels can come about at all, and which cannot.

With no answer known every answer is open, so what is possible then is what is attainable at
all. Where that cannot be worked out, a level counts as reached only by answers that lead to
it, looked for from the worked examples on; one not found is called not shown, never
impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise

import attrs

from supervise.dates import months_after
from supervise.instruments.analysis.change import Comparison
from supervise.instruments.analysis.gauge import Number, every_level
from supervise.instruments.analysis.outcomes import (
    PossibleOutcome,
    outcome_of,
    weighing_of,
)
from supervise.instruments.analysis.sheet import OpenSheet, open_sheet
from supervise.instruments.analysis.structure import structure_of
from supervise.instruments.analysis.trial import Component
from supervise.instruments.analysis.wording import Exactness
from supervise.instruments.instrument import Example, Instrument
from supervise.instruments.items import Day, Item, OneOf, Whole
from supervise.instruments.scales import Chosen
from supervise.instruments.worked import stated_upstream
from supervise.levels import Level
from supervise.rules import Value

FEW_ANSWERS = 4
"""Items with so few answers stay open when levels are looked for from an example."""
SOME_COUNTS = (0, 1, 2, 3, 5, 10, 20, 40)
SOME_YEARS_BACK = (0, 1, 2, 3, 5, 10, 14, 18, 20, 25, 35, 60)
MOST_ROUNDS = 4
"""How many times every other item is varied in turn, on the way to an end."""


class Verdict(StrEnum):
    """What is known of a level: that answers lead to it, that none do, or neither."""

    REACHED = "reached"
    UNREACHABLE = "unreachable"
    NOT_SHOWN = "not_shown"


@attrs.frozen(kw_only=True)
class LevelProof:
    """Whether a level of a scale can come about."""

    level: Level
    verdict: Verdict


@attrs.frozen(kw_only=True)
class ScaleProof:
    """What can come about on a scale.

    `exactness` is exact where every completion of an empty form was gone through: then
    `lowest`, `highest`, `scores` and the verdicts are a proof. Otherwise the two ends are only
    the furthest that were found, and `method` says how.
    """

    scale: str
    exactness: Exactness
    lowest: Number | None
    highest: Number | None
    scores: tuple[Number, ...]
    levels: tuple[LevelProof, ...]
    method: str

    @property
    def proven(self) -> bool:
        """Whether every level is shown to be reached."""
        return all(each.verdict is Verdict.REACHED for each in self.levels)


@attrs.frozen(kw_only=True)
class InstrumentProof:
    """What can come about on each scale of an instrument."""

    instrument: str
    version: str
    scales: tuple[ScaleProof, ...]

    def __getitem__(self, scale: str) -> ScaleProof:
        return next(each for each in self.scales if each.scale == scale)

    @property
    def proven(self) -> bool:
        """Whether every level of every scale is shown to be reached."""
        return all(each.proven for each in self.scales)


def proof_of(instrument: Instrument, *, on: date) -> InstrumentProof:
    """What can come about on each scale of an instrument, for assessments on a date."""
    empty = open_sheet(instrument, {}, on=on)
    done: dict[str, ScaleProof] = {}
    for scale in instrument.scales:
        outcome = outcome_of(empty, scale.id)
        if outcome.exactness is Exactness.EXACT:
            done[scale.id] = _exact(instrument, outcome)
        elif isinstance(scale, Chosen):
            done[scale.id] = _of_options(outcome, [done[id] for id in scale.first_of])
        else:
            done[scale.id] = _looked_for(instrument, outcome)
    return InstrumentProof(
        instrument=instrument.id,
        version=instrument.version,
        scales=tuple(done.values()),
    )


def _exact(instrument: Instrument, outcome: PossibleOutcome) -> ScaleProof:
    return ScaleProof(
        scale=outcome.scale,
        exactness=Exactness.EXACT,
        lowest=outcome.lowest,
        highest=outcome.highest,
        scores=outcome.scores,
        levels=_verdicts(
            _levels(instrument, outcome.scale),
            outcome.levels,
            otherwise=Verdict.UNREACHABLE,
        ),
        method="every way to fill the form in was gone through, by components",
    )


def _looked_for(instrument: Instrument, outcome: PossibleOutcome) -> ScaleProof:
    found = [
        each
        for example in instrument.examples
        for upwards in (True, False)
        for each in _climbed(instrument, outcome.scale, example, upwards=upwards)
    ]
    return ScaleProof(
        scale=outcome.scale,
        exactness=outcome.exactness,
        lowest=min((e.lowest for e in found if e.lowest is not None), default=None),
        highest=max((e.highest for e in found if e.highest is not None), default=None),
        scores=(),
        levels=_verdicts(
            _levels(instrument, outcome.scale),
            [level for each in found for level in each.levels],
            otherwise=Verdict.NOT_SHOWN,
        ),
        method=f"not exact, {outcome.because}; answers that lead to a level were looked "
        "for from the worked examples on",
    )


def _of_options(outcome: PossibleOutcome, options: list[ScaleProof]) -> ScaleProof:
    """A chosen scale comes to whatever one of its options comes to while those above lack."""
    levels = [each for option in options for each in option.levels]
    reached = [each.level for each in levels if each.verdict is Verdict.REACHED]
    every = dict.fromkeys(each.level for each in levels)
    return ScaleProof(
        scale=outcome.scale,
        exactness=outcome.exactness,
        lowest=min((e.lowest for e in options if e.lowest is not None), default=None),
        highest=max(
            (e.highest for e in options if e.highest is not None), default=None
        ),
        scores=(),
        levels=_verdicts(every, reached, otherwise=Verdict.NOT_SHOWN),
        method="what was shown of the scales that it is chosen from",
    )


def _levels(instrument: Instrument, scale: str) -> tuple[Level, ...]:
    declared = instrument.scale(scale)
    if isinstance(declared, Chosen):
        each = (_levels(instrument, option) for option in declared.first_of)
        return tuple(dict.fromkeys(level for some in each for level in some))
    recipe = structure_of(instrument).ready.recipes[scale]
    return tuple(each for each in every_level(recipe, declared) if each is not None)


def _verdicts(
    every: Iterable[Level], reached: Iterable[Level], *, otherwise: Verdict
) -> tuple[LevelProof, ...]:
    met = set(reached)
    return tuple(
        LevelProof(level=level, verdict=Verdict.REACHED if level in met else otherwise)
        for level in every
    )


def _climbed(
    instrument: Instrument, scale: str, example: Example, *, upwards: bool
) -> Iterator[PossibleOutcome]:
    """Exact outcomes met on the way from an example to an end of a scale.

    Items with few answers stay open; the others are varied one by one, and the best is kept.
    """
    varied = {
        item.id: values
        for item in instrument.items
        if (values := _values(item, example.on)) and item.id in example.answers
    }
    kept = {id: example.answers[id] for id in varied}
    stated = stated_upstream(instrument, example.upstream, on=example.on)
    best: Number | None = None
    for _ in range(MOST_ROUNDS):
        before = best
        for id, values in varied.items():
            for value in (kept[id], *values):
                tried = {**kept, id: value}
                sheet = open_sheet(instrument, tried, on=example.on, upstream=stated)
                outcome = outcome_of(sheet, scale)
                end = outcome.highest if upwards else outcome.lowest
                if outcome.exactness is not Exactness.EXACT or end is None:
                    continue
                if best is None or (end > best if upwards else end < best):
                    best, kept = end, tried
                    yield outcome
        if best == before:
            return


def _values(item: Item, on: date) -> tuple[object, ...]:
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


@attrs.frozen(kw_only=True)
class Counterexample:
    """Two sets of answers that differ in one item, of which the greater answer counts less."""

    item: str
    lower_answer: object = attrs.field(repr=False)
    higher_answer: object = attrs.field(repr=False)
    difference: Number
    others: Mapping[str, object] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Course:
    """Which way a score goes as the answers to an item go up the form.

    `direction` is `None` where it goes both ways, or where that cannot be worked out; `falls`
    then shows a fall, if one was found, and `because` says why nothing can be said.
    """

    scale: str
    item: str
    direction: Comparison | None = None
    falls: Counterexample | None = None
    because: str = ""


def course_of(instrument: Instrument, scale: str, item: str, *, on: date) -> Course:
    """Whether a score can fall as the answers to an item go up the form, by going through all.

    Raises `UnknownName` for a scale or an item that the instrument does not have.
    """
    instrument.scale(scale)
    instrument.item(item)
    sheet = open_sheet(instrument, {}, on=on)
    parts = sheet.structure.scales.get(scale)
    course = Course(scale=scale, item=item)
    if parts is None or not parts.added_up:
        return attrs.evolve(course, because="it is not added up from answers")
    weighing = weighing_of(sheet, parts)
    if weighing.exactness is not Exactness.EXACT:
        return attrs.evolve(course, because=weighing.because)
    for component in weighing.components:
        if item in component.items:
            return _course(sheet, component, course)
    return attrs.evolve(course, direction=Comparison.SAME)


def _course(sheet: OpenSheet, component: Component, course: Course) -> Course:
    place = component.items.index(course.item)
    order = sheet.structure.answers_to(course.item) or ()
    steps = list(_steps(component, place, order))
    falls = next((each for each in steps if each.difference < 0), None)
    if falls is None:
        rises = any(each.difference > 0 for each in steps)
        return attrs.evolve(
            course, direction=Comparison.HIGHER if rises else Comparison.SAME
        )
    goes_up = any(each.difference > 0 for each in steps)
    return attrs.evolve(
        course, direction=None if goes_up else Comparison.LOWER, falls=falls
    )


def _steps(
    component: Component, place: int, order: tuple[Value | None, ...]
) -> Iterator[Counterexample]:
    """Each pair of options that differ in one item, by neighbouring answers."""
    groups: dict[tuple[Value | None, ...], dict[Value | None, Number]] = {}
    for amount, answers in component.options:
        others = (*answers[:place], *answers[place + 1 :])
        groups.setdefault(others, {})[answers[place]] = amount
    names = (*component.items[:place], *component.items[place + 1 :])
    for others, amounts in groups.items():
        present = [answer for answer in order if answer in amounts]
        for lower, higher in pairwise(present):
            yield Counterexample(
                item=component.items[place],
                lower_answer=lower,
                higher_answer=higher,
                difference=amounts[higher] - amounts[lower],
                others=dict(zip(names, others, strict=True)),
            )
