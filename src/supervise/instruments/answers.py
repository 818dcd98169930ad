"""From what was given to facts that can be scored: exact, and every problem at once.

`"1"`, `True` and `2.0` are not the answer `2`.
A refused, unknown or not applicable answer is missing: it is never counted as a zero.
Text forms (CSV, JSON) are not read here; they belong to `exchange`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from typing import NamedTuple, cast

import attrs

from supervise.errors import Problem, ProblemCode, kind_and_length, nearest
from supervise.instruments.items import (
    Coded,
    Day,
    Item,
    OneOf,
    ScaleOf,
    Text,
    Whole,
    YesNo,
)
from supervise.records import Answer, AnswerState
from supervise.rules import Value

YES_OR_NO = "give True or False; in a CSV file, Y or N"
A_DATE = "give a date; in a file, YYYY-MM-DD"
MOST_DIGITS_SHOWN = 6


class ItemCheck(NamedTuple):
    """What an answer to one item must be: its exact type and the values that can be scored."""

    id: str
    exact: type
    scorable: Container[object] | None
    blank: Value | None


class Words:
    """All text that says something: blank text is no answer."""

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and bool(text.strip())


@attrs.frozen(eq=False)
class Form:
    """What a sheet of answers is held against: items, their checks, and what each is part of."""

    where: str
    items: Mapping[str, Item]
    checks: tuple[ItemCheck, ...]
    blocks: Callable[[str], tuple[str, ...]]


@attrs.define
class Reading:
    """Answers as facts, with everything that was wrong or missing.

    `blanks` are the items that count as something although nobody answered them.
    `bases` and `not_given` are about the scales of other instruments: what each rests on, and
    why one is not there.
    """

    facts: dict[str, Value | None]
    missing: list[str]
    problems: list[Problem]
    wrong: set[str]
    blanks: list[str]
    bases: dict[str, str] = attrs.field(factory=dict)
    not_given: dict[str, tuple[ScaleOf, str]] = attrs.field(factory=dict)


def checks_of(items: Iterable[Item]) -> tuple[ItemCheck, ...]:
    """The checks of a form, in its order."""
    return tuple(
        ItemCheck(item.id, *_exact(item), item.blank.value if item.blank else None)
        for item in items
    )


def _exact(item: Item) -> tuple[type, Container[object] | None]:
    match item.answers:
        case OneOf(choices):
            covered = frozenset(choice.code for choice in choices if choice.covered)
            return type(choices[0].code), covered
        case YesNo():
            return bool, None
        case Whole(least, most):
            return int, range(least, most + 1)
        case Day():
            return date, None
        case Coded(table):
            return str, frozenset(code for code, said in table.rows if said)
        case Text():
            return str, Words()


def read_answers(form: Form, answers: Mapping[str, object]) -> Reading:
    """Facts from answers, with everything that is wrong with them."""
    facts = cast("dict[str, Value | None]", dict(answers))
    reading = Reading(facts, [], [], set(), [])
    get = facts.get
    unseen = len(facts)
    for check in form.checks:
        id, exact, scorable, blank = check
        value = get(id)
        if value is None:
            unseen -= id in facts
            facts[id] = blank
            (reading.missing if blank is None else reading.blanks).append(id)
            continue
        unseen -= 1
        if type(value) is not exact or (scorable is not None and value not in scorable):
            _read_carefully(form, reading, check, value)
    if unseen:
        reading.problems.extend(
            unknown_item(form.where, str(id), tuple(form.items), form.blocks("*"))
            for id in answers
            if id not in form.items
        )
    return reading


def _read_carefully(
    form: Form, reading: Reading, check: ItemCheck, value: object
) -> None:
    """The rarer answers: one with its provenance, a state, or one that cannot be scored."""
    if isinstance(value, Answer):
        value = value.value
    if value is None and check.blank is not None:
        reading.facts[check.id] = check.blank
        reading.blanks.append(check.id)
    elif value is None or isinstance(value, AnswerState) or _is_blank(check, value):
        reading.facts[check.id] = None
        reading.missing.append(check.id)
    elif type(value) is check.exact and (
        check.scorable is None or value in check.scorable
    ):
        reading.facts[check.id] = cast("Value", value)
    else:
        reading.facts[check.id] = None
        reading.wrong.add(check.id)
        item = form.items[check.id]
        reading.problems.append(
            wrong_answer(form.where, item, value, form.blocks(item.id))
        )


def _is_blank(check: ItemCheck, value: object) -> bool:
    return (
        isinstance(check.scorable, Words)
        and value not in check.scorable
        and type(value) is str
    )


def wrong_answer(
    where: str, item: Item, value: object, blocks: tuple[str, ...]
) -> Problem:
    """The problem with an answer that is not one the item can have."""
    code, says, remedy = _what_is_wrong(item, value)
    return Problem(
        code=code,
        where=where,
        item=item.id,
        says=says,
        got=shown(item, value),
        allowed=allowed_answers(item),
        remedy=remedy,
        blocks=blocks,
        value=value,
    )


def _what_is_wrong(item: Item, value: object) -> tuple[ProblemCode, str, str]:
    match item.answers:
        case OneOf(choices):
            if type(value) is not type(choices[0].code):
                return (
                    ProblemCode.WRONG_TYPE,
                    "not the kind of code on the form",
                    "give the code",
                )
            if any(choice.code == value for choice in choices):
                return ProblemCode.NOT_COVERED, "the instrument does not cover this", ""
            return ProblemCode.NOT_ALLOWED, "not a code on the form", "give the code"
        case YesNo():
            return ProblemCode.WRONG_TYPE, "not yes or no", YES_OR_NO
        case Whole():
            if type(value) is not int:
                return (
                    ProblemCode.WRONG_TYPE,
                    "not a whole number",
                    "give a whole number",
                )
            return ProblemCode.NOT_ALLOWED, "outside the range", "correct the number"
        case Day():
            return ProblemCode.WRONG_TYPE, "not a date without a time", A_DATE
        case Coded(table):
            if type(value) is not str:
                return ProblemCode.WRONG_TYPE, "not text", "give the code as text"
            if value in table.lookup:
                return (
                    ProblemCode.NOT_COVERED,
                    f"has no {table.value_column}",
                    "choose another",
                )
            return (
                ProblemCode.NOT_ALLOWED,
                "not a code of the table",
                "look the code up",
            )
        case Text():
            return ProblemCode.WRONG_TYPE, "not text", "give text"


def allowed_answers(item: Item) -> str:
    """The answers of an item, as a reader needs them."""
    match item.answers:
        case OneOf(choices):
            return ", ".join(str(choice) for choice in choices if choice.covered)
        case YesNo():
            return "yes or no"
        case Whole(least, most):
            return f"{least} to {most}"
        case Day():
            return "a calendar date"
        case Coded(table, digits):
            return f"{digits} digits, as in {table.name}"
        case Text():
            return "text"


def shown(item: Item, value: object) -> str:
    """The value where it looks like one of a coded or numeric item, else kind and length.

    Dates, words and long numbers are never shown: they could be somebody's.
    """
    if isinstance(item.answers, OneOf | Whole | YesNo | Coded):
        if type(value) is bool:
            return repr(value)
        if type(value) is int and abs(value) < 10**MOST_DIGITS_SHOWN:
            return repr(value)
        if type(value) is float and len(repr(value)) <= MOST_DIGITS_SHOWN:
            return repr(value)
        if type(value) is str and (
            not value or (value.isascii() and _like_a_code(item, value))
        ):
            return repr(value)
    return kind_and_length(value)


def _like_a_code(item: Item, value: str) -> bool:
    if value.isdigit():
        return len(value) <= MOST_DIGITS_SHOWN
    short = isinstance(item.answers, OneOf | YesNo) and len(value) == 1
    return short and value.isprintable()


def unknown_item(
    where: str, id: str, known: tuple[str, ...], blocks: tuple[str, ...]
) -> Problem:
    """The problem with an answer to a question that the instrument does not ask."""
    near = nearest(id, known)
    printable = id.isascii() and id.isidentifier() and len(id) <= 60
    return Problem(
        code=ProblemCode.UNKNOWN_ITEM,
        where=where,
        item=id if printable else kind_and_length(id),
        says="the instrument has no such item",
        remedy=f"did you mean '{near}'?" if near else "leave it out",
        blocks=blocks,
    )
