"""From the columns of a data frame to answers: what is known, what is missing, what is wrong.

Numbers, dates and yes/no are read as they are; text is read by the forms that text files have,
by tables and patterns made from the declaration.
A column of a type that holds no answer to the item is as wrong in each row as one such answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
from narwhals.stable.v2.dtypes import DType

from supervise.batch import days, lexical
from supervise.batch.cells import NUMBERS, Cells, ColumnType, cells_of
from supervise.batch.expressions import (
    EVERYWHERE,
    NOWHERE,
    Choice,
    Expression,
    Literal,
    Operation,
    all_of,
    any_of,
    expression,
    when,
)
from supervise.batch.facts import Fact, unknown
from supervise.batch.stages import Phase, Stages
from supervise.errors import ProblemCode
from supervise.instruments import Coded, Day, Item, OneOf, Text, Whole, YesNo
from supervise.instruments.check import kind_of_answers
from supervise.rules.terms import Code

Wrong = tuple[tuple[ProblemCode, Expression], ...]

LARGEST = 1.7976931348623157e308
"""The largest double: what is larger is infinite."""


@attrs.frozen(eq=False)
class Reading:
    """A column as far as it was read: where it is right, what it says there, what is wrong."""

    right: Expression
    says: Expression = NOWHERE
    wrong: Wrong = ()


@attrs.frozen(eq=False)
class AnswerColumn:
    """The answers to one item: a fact, where there is none, and where it is wrong and how."""

    fact: Fact
    missing: Expression
    wrong: Wrong

    @property
    def is_wrong(self) -> Expression:
        """Where the answer is wrong in any way."""
        return any_of(here for _, here in self.wrong)


def read_item(item: Item, dtype: DType | None, stages: Stages) -> AnswerColumn:
    """The answers to an item from the column that has its name."""
    cells = cells_of(item.id, dtype, stages)
    reading = _read(item, cells, stages)
    absent = cells.absent
    if isinstance(item.answers, Text) and cells.type is ColumnType.TEXT:
        absent = any_of((absent, lexical.is_blank(cells.cells)))
    wrong = tuple(
        (code, stages.keep(Phase.ANSWERS, f"{item.id}_{code}", all_of((~absent, here))))
        for code, here in reading.wrong
    )
    missing = NOWHERE
    if item.blank is None:
        missing = stages.keep(Phase.ANSWERS, f"{item.id}_missing", absent)
    if reading.right is NOWHERE:
        return AnswerColumn(_only_blank(item, absent), missing, wrong)
    says = reading.says
    if item.blank is not None:
        says = when(absent, item.blank.value, says)
        says = stages.keep(Phase.ANSWERS, f"{item.id}_says", says)
    known = ~any_of((missing, *(here for _, here in wrong)))
    if any(here is not NOWHERE for _, here in wrong):
        known = stages.keep(Phase.KNOWN, f"{item.id}_known", known)
    return AnswerColumn(Fact(known, says), missing, wrong)


def _only_blank(item: Item, absent: Expression) -> Fact:
    """What an item says whose column holds no answer: no more than its blanks say."""
    if item.blank is None:
        return unknown(kind_of_answers(item))
    return Fact(absent, expression(item.blank.value))


def _read(item: Item, cells: Cells, stages: Stages) -> Reading:
    if cells.type is ColumnType.NOTHING:
        return Reading(NOWHERE)
    match item.answers:
        case YesNo():
            return _read_yes_no(cells, stages)
        case OneOf() as asked if type(asked.codes[0]) is int:
            return _read_numbered(asked, cells, stages)
        case OneOf(choices):
            covered = [str(choice.code) for choice in choices if choice.covered]
            others = [str(choice.code) for choice in choices if not choice.covered]
            return _read_coded(covered, others, cells)
        case Coded(table):
            covered = [code for code, said in table.rows if said]
            others = [code for code, said in table.rows if not said]
            return _read_coded(covered, others, cells)
        case Whole(least, most):
            return _read_whole(least, most, cells, stages)
        case Day():
            return _read_day(cells, stages)
        case Text():
            return _read_words(cells)


def _wrong_type() -> Reading:
    return Reading(NOWHERE, wrong=((ProblemCode.WRONG_TYPE, EVERYWHERE),))


def _read_words(cells: Cells) -> Reading:
    if cells.type is not ColumnType.TEXT:
        return _wrong_type()
    return Reading(EVERYWHERE, cells.cells)


def _read_yes_no(cells: Cells, stages: Stages) -> Reading:
    match cells.type:
        case ColumnType.TRUTH:
            return Reading(EVERYWHERE, cells.cells)
        case ColumnType.TEXT:
            is_yes = cells.cells.equals("Y")
            yes = stages.keep(Phase.PARTS, f"{cells.name}_yes", is_yes)
            right = any_of((yes, cells.cells.equals("N")))
            return Reading(right, yes, ((ProblemCode.WRONG_TYPE, ~right),))
        case _:
            return _wrong_type()


def _read_coded(covered: list[str], others: list[str], cells: Cells) -> Reading:
    if cells.type is not ColumnType.TEXT:
        return _wrong_type()
    right = cells.cells.among(covered)
    wrong = _not_among(right, cells.cells.among(others), EVERYWHERE)
    return Reading(right, cells.cells, wrong)


def _not_among(right: Expression, not_covered: Expression, is_one: Expression) -> Wrong:
    """How a code is wrong: of the form but not covered, not of the form, or no code at all."""
    outside = all_of((~right, ~not_covered))
    return (
        (ProblemCode.NOT_COVERED, not_covered),
        (ProblemCode.NOT_ALLOWED, all_of((outside, is_one))),
        (ProblemCode.WRONG_TYPE, all_of((outside, ~is_one))),
    )


def _read_numbered(asked: OneOf, cells: Cells, stages: Stages) -> Reading:
    covered = [choice.code for choice in asked.choices if choice.covered]
    others = [choice.code for choice in asked.choices if not choice.covered]
    if cells.type is ColumnType.TEXT:
        number = _decoded(cells.cells, covered)
        number = stages.keep(Phase.NUMBERS, f"{cells.name}_number", number)
        right = cells.cells.among(map(str, covered))
        not_covered = cells.cells.among(map(str, others))
        is_one = lexical.is_signed(cells.cells)
        return Reading(right, number, _not_among(right, not_covered, is_one))
    if cells.type not in NUMBERS:
        return _wrong_type()
    number = _as_double(cells, stages)
    is_whole = _is_whole(number, cells)
    right = all_of((is_whole, _is_one_of(number, covered)))
    not_covered = all_of((is_whole, _is_one_of(number, others)))
    return Reading(right, number, _not_among(right, not_covered, is_whole))


def _decoded(text: Expression, codes: Iterable[Code]) -> Expression:
    """The number of each code as it is written."""
    found: Expression | None = None
    for code in codes:
        found = Choice(text.equals(str(code)), Literal(float(code)), found)
    assert found is not None
    return found


def _is_one_of(number: Expression, codes: Sequence[Code]) -> Expression:
    """Whether a whole number is one of several."""
    ordered = sorted(int(code) for code in codes)
    if len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return all_of((number >= ordered[0], number <= ordered[-1]))
    return any_of(number.equals(code) for code in ordered)


def _as_double(cells: Cells, stages: Stages) -> Expression:
    double = cells.cells.does(Operation.TO_DOUBLE)
    return stages.keep(Phase.CELLS, f"{cells.name}_number", double)


def _is_whole(number: Expression, cells: Cells) -> Expression:
    """Whether a number is whole; a fraction and an infinite number are not."""
    if cells.type is ColumnType.WHOLE:
        return EVERYWHERE
    is_whole = number.equals(number.does(Operation.FLOOR))
    return all_of((is_whole, number <= LARGEST, number >= -LARGEST))


def _read_whole(least: int, most: int, cells: Cells, stages: Stages) -> Reading:
    if cells.type is ColumnType.TEXT:
        has_form = lexical.is_count if least >= 0 else lexical.is_signed
        is_one = has_form(cells.cells)
        is_one = stages.keep(Phase.PARTS, f"{cells.name}_form", is_one)
        number = lexical.number_in(cells.cells, is_one)
        number = stages.keep(Phase.NUMBERS, f"{cells.name}_number", number)
        readable = ~number.does(Operation.IS_NULL)
    elif cells.type in NUMBERS:
        number = _as_double(cells, stages)
        is_one, readable = _is_whole(number, cells), EVERYWHERE
    else:
        return _wrong_type()
    right = all_of((readable, is_one, number >= least, number <= most))
    return Reading(right, number, _not_among(right, NOWHERE, is_one))


def _read_day(cells: Cells, stages: Stages) -> Reading:
    match cells.type:
        case ColumnType.DATE | ColumnType.TIME:
            number = days.number_by_parts(cells.cells)
            if cells.type is ColumnType.DATE and stages.has_epoch:
                number = days.number_by_epoch(cells.cells, cells.name, stages)
            number = stages.keep(Phase.PARTS, f"{cells.name}_day", number)
            right = all_of((number >= days.FIRST, number <= days.LAST))
            if cells.type is ColumnType.TIME:
                right = all_of((right, cells.cells.does(Operation.IS_MIDNIGHT)))
        case ColumnType.TEXT:
            right, number = _read_date_text(cells, stages)
        case _:
            return _wrong_type()
    return Reading(right, number, ((ProblemCode.WRONG_TYPE, ~right),))


def _read_date_text(cells: Cells, stages: Stages) -> tuple[Expression, Expression]:
    has_form = lexical.is_dated(cells.cells)
    has_form = stages.keep(Phase.PARTS, f"{cells.name}_form", has_form)
    parts = [
        stages.keep(
            Phase.NUMBERS,
            f"{cells.name}_{start}",
            lexical.part_of_date(cells.cells, has_form, start, length),
        )
        for start, length in ((0, 4), (5, 2), (8, 2))
    ]
    right = all_of((has_form, days.is_a_day(*parts)))
    number = days.from_parts(*parts)
    return right, stages.keep(Phase.ANSWERS, f"{cells.name}_day", number)
