"""Answer sheets made from a declaration: the same ones every time.

They are made to reach the corners of a form: the publisher's own examples, the lowest and the
highest answers, mixtures, and neighbours that differ in one answer.
They are no sample of people, and say nothing about how often an answer is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import cast

import attrs

from supervise.dates import months_after
from supervise.instruments import Coded, Day, Instrument, Item, OneOf, Whole, YesNo
from supervise.instruments.adjusting import held
from supervise.rules import Facts

ON = date(2026, 1, 15)
MIXTURES = 120


@attrs.frozen
class Filled:
    """A filled form and the date of the assessment."""

    answers: Mapping[str, object] = attrs.field(repr=False)
    on: date

    def but(self, **changes: object) -> Filled:
        """The same with other answers."""
        return Filled({**self.answers, **changes}, self.on)

    def without(self, *items: str) -> Filled:
        """The same with some items left blank."""
        left = {id: value for id, value in self.answers.items() if id not in items}
        return Filled(left, self.on)


def answers_of(item: Item, on: date = ON) -> tuple[object, ...]:
    """A few answers that an item can have, from the lowest to the highest."""
    match item.answers:
        case OneOf(choices):
            return tuple(choice.code for choice in choices if choice.covered)
        case YesNo():
            return (False, True)
        case Whole(least, most):
            near = (least, least + 1, least + 2, least + 18, (least + most) // 2, most)
            return tuple(sorted({each for each in near if least <= each <= most}))
        case Day():
            return _days(item, on)
        case Coded(table):
            return tuple(islice((code for code, said in table.rows if said), 5))
        case _:
            return ("in words",)


def _days(item: Item, on: date) -> tuple[date, ...]:
    """Dates before an assessment: of birth where it is a person's fact, else of late."""
    if item.person_fact:
        return tuple(months_after(on, -12 * years) for years in (60, 35, 22, 19))
    return tuple(on - timedelta(days=days) for days in (400, 200, 30, 1))


def filled_forms(chain: Iterable[Instrument]) -> Iterator[Filled]:
    """Filled forms of an instrument, with the items of those that it consumes."""
    instruments = tuple(chain)
    items = tuple({i.id: i for each in instruments for i in each.items}.values())
    worked = tuple(_worked_forms(instruments))
    on = worked[0].on if worked else ON
    yield from worked
    for turn in range(MIXTURES):
        mixed = Filled({i.id: _pick(i, n, turn, on) for n, i in enumerate(items)}, on)
        yield _without_unasked(mixed, items)
    for form in worked[:2]:
        yield from neighbours(form, instruments[-1].items)


def _worked_forms(chain: tuple[Instrument, ...]) -> Iterator[Filled]:
    """The worked examples of the last instrument, beside those of the ones that it consumes."""
    for number, example in enumerate(chain[-1].examples):
        answers: dict[str, object] = {}
        for each in chain[:-1]:
            if each.examples:
                answers |= each.examples[number % len(each.examples)].answers
        yield Filled({**answers, **example.answers}, example.on)


def _pick(item: Item, place: int, turn: int, on: date) -> object:
    """The answer to one item in one mixture: all lowest, all highest, then in rotation."""
    known = answers_of(item, on)
    if turn == 0:
        return known[0]
    if turn == 1:
        return known[-1]
    return known[(turn * (place % 7 + 1) + place) % len(known)]


def _without_unasked(form: Filled, items: Collection[Item]) -> Filled:
    """The form without answers to questions that its other answers make unnecessary."""
    return form.without(*(item.id for item in unasked(form, items)))


def unasked(form: Filled, items: Collection[Item]) -> Iterator[Item]:
    """The questions that the other answers of a form make unnecessary, in form order."""
    facts = {**dict.fromkeys(item.id for item in items), **form.answers, "on": form.on}
    for item in items:
        asked = item.asked_if
        if asked is not None and held(asked.when, cast("Facts", facts)) is False:
            yield item
            facts[item.id] = asked.counts


def neighbours(form: Filled, items: Iterable[Item]) -> Iterator[Filled]:
    """The forms that differ from this one in the answer to one item."""
    for item in items:
        for answer in answers_of(item, form.on):
            if answer != form.answers.get(item.id):
                yield form.but(**{item.id: answer})
