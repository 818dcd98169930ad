"""Which way a score goes as the answers to an item go up the form, and where it falls.

Every way to answer what an item meets in rows and rules is gone through. An answer that shows
more of a need and counts less is pointed out: a published table may well have one, and a
mistake in typing it in looks the same.
Of an item whose neighbours cannot be listed it is only said how it goes with all else as in
the worked examples; then that is said too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise

import attrs

from supervise.instruments.analysis.change import Comparison
from supervise.instruments.analysis.components import apart
from supervise.instruments.analysis.gauge import Number
from supervise.instruments.analysis.sheet import OpenSheet, open_sheet
from supervise.instruments.analysis.structure import ScaleParts, structure_of
from supervise.instruments.analysis.trial import Component
from supervise.instruments.instrument import Instrument
from supervise.instruments.items import Item, need_shown
from supervise.instruments.worked import stated_upstream
from supervise.rules import Value

AT_EXAMPLES = "with all else as in the worked examples, and there only"


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
    then shows a fall, if one was found, and `because` says why nothing more can be said.
    `against_need` shows an answer that shows more need and counts less, where there is one.
    """

    scale: str
    item: str
    direction: Comparison | None = None
    falls: Counterexample | None = None
    against_need: Counterexample | None = None
    because: str = ""

    @property
    def proven(self) -> bool:
        """Whether every way to answer was gone through: then it is so, whatever is answered."""
        return not self.because


def course_of(instrument: Instrument, scale: str, item: str, *, on: date) -> Course:
    """Whether a score can fall as the answers to an item go up the form, by going through all.

    Raises `UnknownName` for a scale or an item that the instrument does not have.
    """
    instrument.scale(scale)
    instrument.item(item)
    found = {each.item: each for each in courses_of(instrument, scale, on=on)}
    if item in found:
        return found[item]
    parts = structure_of(instrument).scales.get(scale)
    if parts is None or not parts.added_up:
        return Course(scale=scale, item=item, because="it is not added up from answers")
    return Course(scale=scale, item=item, direction=Comparison.SAME)


def courses_of(instrument: Instrument, scale: str, *, on: date) -> tuple[Course, ...]:
    """The course of every item that a scale adds up, in form order; none for other scales."""
    parts = structure_of(instrument).scales.get(scale)
    if parts is None or not parts.added_up:
        return ()
    empty = open_sheet(instrument, {}, on=on)
    found = dict(_courses(empty, parts))
    for id, course in found.items():
        if course.because:
            found[id] = _at_examples(instrument, parts, course)
    order = [item.id for item in instrument.items]
    return tuple(found[id] for id in order if id in found)


def _courses(sheet: OpenSheet, parts: ScaleParts) -> Iterator[tuple[str, Course]]:
    """For every open item that a scale adds up: its course, or why it cannot be told."""
    scale = parts.use.scale.id
    items = sheet.structure.ready.items
    for group in apart(sheet, parts):
        for item in sheet.in_form_order(group.items):
            if item not in items or item not in parts.touching:
                continue
            course = Course(scale=scale, item=item, because=group.because)
            if group.component is not None:
                course = _course(sheet, items[item], group.component, course)
                if course.falls is not None and group.relaxed:
                    because = f"rules were left aside: {', '.join(group.relaxed)}"
                    course = attrs.evolve(course, direction=None, because=because)
            yield item, course


def _course(
    sheet: OpenSheet, item: Item, component: Component, course: Course
) -> Course:
    order = sheet.structure.answers_to(item.id) or ()
    place = component.items.index(item.id)
    contexts = list(_contexts(component, place))
    falls = ups = None
    for others, amounts in contexts:
        present = [answer for answer in order if answer in amounts]
        for lower, higher in pairwise(present):
            step = amounts[higher] - amounts[lower]
            if step < 0 and falls is None:
                falls = _counterexample(component, place, others, (lower, higher), step)
            ups = ups or step > 0
    course = attrs.evolve(
        course, falls=falls, against_need=_against_need(item, component, contexts)
    )
    if falls is not None and ups:
        return course
    if falls is not None:
        return attrs.evolve(course, direction=Comparison.LOWER)
    direction = Comparison.HIGHER if ups else Comparison.SAME
    return attrs.evolve(course, direction=direction)


Others = tuple[Value | None, ...]
Amounts = dict[Value | None, Number]


def _contexts(component: Component, place: int) -> Iterator[tuple[Others, Amounts]]:
    """What each answer to one item adds, for each way to answer the others of a component."""
    groups: dict[Others, Amounts] = {}
    for amount, answers in component.options:
        others = (*answers[:place], *answers[place + 1 :])
        groups.setdefault(others, {})[answers[place]] = amount
    yield from groups.items()


def _counterexample(
    component: Component,
    place: int,
    others: Others,
    answers: tuple[object, object],
    difference: Number,
) -> Counterexample:
    names = (*component.items[:place], *component.items[place + 1 :])
    return Counterexample(
        item=component.items[place],
        lower_answer=answers[0],
        higher_answer=answers[1],
        difference=difference,
        others=dict(zip(names, others, strict=True)),
    )


def _against_need(
    item: Item, component: Component, contexts: list[tuple[Others, Amounts]]
) -> Counterexample | None:
    """An answer that shows more need than another and counts less."""
    place = component.items.index(item.id)
    for others, amounts in contexts:
        ranked = sorted(
            (each for each in amounts if each is not None),
            key=lambda each: need_shown(item, each),
        )
        for lower, higher in combinations(ranked, 2):
            step = amounts[higher] - amounts[lower]
            if step < 0 and need_shown(item, lower) < need_shown(item, higher):
                return _counterexample(component, place, others, (lower, higher), step)
    return None


def _at_examples(instrument: Instrument, parts: ScaleParts, course: Course) -> Course:
    """A course with every other answer as in the worked examples, one after the other."""
    seen: list[Course] = []
    for example in instrument.examples:
        others = {k: each for k, each in example.answers.items() if k != course.item}
        sheet = open_sheet(
            instrument,
            others,
            on=example.on,
            upstream=stated_upstream(instrument, example.upstream, on=example.on),
        )
        found = dict(_courses(sheet, parts)).get(course.item)
        if found is not None and not found.because:
            seen.append(_with_others(found, others))
    if not seen:
        return course
    directions = {each.direction for each in seen} - {Comparison.SAME}
    falls = next((each.falls for each in seen if each.falls is not None), None)
    against = (each.against_need for each in seen if each.against_need is not None)
    return attrs.evolve(
        course,
        direction=None
        if len(directions) > 1
        else next(iter(directions), Comparison.SAME),
        falls=falls,
        against_need=next(against, None),
        because=AT_EXAMPLES,
    )


def _with_others(course: Course, others: Mapping[str, object]) -> Course:
    """A course whose counterexamples name the other answers as well."""
    return attrs.evolve(
        course,
        falls=_completed(course.falls, others),
        against_need=_completed(course.against_need, others),
    )


def _completed(
    found: Counterexample | None, others: Mapping[str, object]
) -> Counterexample | None:
    return None if found is None else attrs.evolve(found, others=others)
