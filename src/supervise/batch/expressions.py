"""Expressions over the columns of a frame, as data: what is to be computed in every row.

They are built once for an instrument and then said in the words of an engine (`dialects`).
What holds in every row or in none is folded away while they are built.
A condition is never null: engines differ in what they make of one, so none is ever given one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from operator import add, ge, gt, le, lt, mul, neg, sub, truediv
from typing import Any, Final, NoReturn

import attrs

Plain = float | str | bool


class Operation(StrEnum):
    """What can be done with the values of one row."""

    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    DIVIDE = "divide"
    NEGATE = "negate"
    FLOOR = "floor"
    ROUND_TO_HUNDREDTHS = "round_to_hundredths"
    EXP = "exp"
    LOG = "log"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    EQUAL = "equal"
    AND = "and"
    OR = "or"
    NOT = "not"
    IS_NULL = "is_null"
    IS_NAN = "is_nan"
    TO_DOUBLE = "to_double"
    TO_WHOLE = "to_whole"
    TO_TEXT = "to_text"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    DAYS_SINCE_EPOCH = "days_since_epoch"
    IS_MIDNIGHT = "is_midnight"
    LENGTH = "length"
    WITHOUT_DIGITS = "without_digits"


_ON_CONSTANTS: Final[dict[Operation, Callable[..., Any]]] = {
    Operation.ADD: add,
    Operation.SUBTRACT: sub,
    Operation.MULTIPLY: mul,
    Operation.DIVIDE: truediv,
    Operation.NEGATE: neg,
    Operation.FLOOR: math.floor,
    Operation.EXP: math.exp,
    Operation.LOG: math.log,
    Operation.LESS: lt,
    Operation.AT_MOST: le,
    Operation.MORE: gt,
    Operation.AT_LEAST: ge,
    Operation.EQUAL: lambda one, other: one == other,
}


class Expression:
    """Something that has a value in each row. Operators build expressions; they never compute."""

    __slots__ = ()

    def __add__(self, other: Expression | float) -> Expression:
        return applied(Operation.ADD, self, other)

    def __sub__(self, other: Expression | float) -> Expression:
        return applied(Operation.SUBTRACT, self, other)

    def __mul__(self, other: Expression | float) -> Expression:
        return applied(Operation.MULTIPLY, self, other)

    def __truediv__(self, other: Expression | float) -> Expression:
        return applied(Operation.DIVIDE, self, other)

    def __neg__(self) -> Expression:
        return applied(Operation.NEGATE, self)

    def __lt__(self, other: Expression | float) -> Expression:
        return applied(Operation.LESS, self, other)

    def __le__(self, other: Expression | float) -> Expression:
        return applied(Operation.AT_MOST, self, other)

    def __gt__(self, other: Expression | float) -> Expression:
        return applied(Operation.MORE, self, other)

    def __ge__(self, other: Expression | float) -> Expression:
        return applied(Operation.AT_LEAST, self, other)

    def __and__(self, other: Expression) -> Expression:
        return all_of((self, other))

    def __invert__(self) -> Expression:
        if isinstance(self, Literal):
            return NOWHERE if self.value else EVERYWHERE
        if isinstance(self, Applied) and self.operation is Operation.NOT:
            return self.parts[0]
        return Applied(Operation.NOT, (self,))

    def __bool__(self) -> NoReturn:
        raise TypeError("an expression is data and has no truth value")

    def equals(self, other: Expression | Plain) -> Expression:
        """Where this has the same value as another."""
        return applied(Operation.EQUAL, self, other)

    def among(self, values: Iterable[str]) -> Expression:
        """Where this text is one of several."""
        listed = tuple(values)
        if isinstance(self, Literal):
            return EVERYWHERE if self.value in listed else NOWHERE
        return Among(self, listed) if listed else NOWHERE

    def does(self, operation: Operation) -> Expression:
        """What an operation makes of this alone."""
        return applied(operation, self)


@attrs.frozen(eq=False, order=False)
class Column(Expression):
    """A column by its name."""

    name: str


@attrs.frozen(eq=False, order=False)
class Literal(Expression):
    """The same value in every row."""

    value: Plain


@attrs.frozen(eq=False, order=False)
class Applied(Expression):
    """An operation on the values of a row."""

    operation: Operation
    parts: tuple[Expression, ...]


@attrs.frozen(eq=False, order=False)
class Among(Expression):
    """Whether a text is one of several."""

    of: Expression
    values: tuple[str, ...]


@attrs.frozen(eq=False, order=False)
class Choice(Expression):
    """One value where a condition holds, another, or none, where it does not."""

    test: Expression
    then: Expression
    otherwise: Expression | None = None


@attrs.frozen(eq=False, order=False)
class Piece(Expression):
    """A piece of a text, from a place (counted from 0), of a length or to its end."""

    of: Expression
    start: int
    length: int | None = None


@attrs.frozen(eq=False, order=False)
class Stripped(Expression):
    """A text without certain characters at its ends."""

    of: Expression
    characters: str


@attrs.frozen(eq=False, order=False)
class Joined(Expression):
    """Those texts of a row that are there, with something between them."""

    texts: tuple[Expression, ...]
    separator: str


EVERYWHERE: Final[Expression] = Literal(True)  # noqa: FBT003 - the literal itself
NOWHERE: Final[Expression] = Literal(False)  # noqa: FBT003 - the literal itself


def expression(value: Expression | Plain) -> Expression:
    """A value as an expression. All numbers are doubles here."""
    match value:
        case Expression():
            return value
        case bool():
            return EVERYWHERE if value else NOWHERE
        case str():
            return Literal(value)
        case _:
            return Literal(float(value))


def applied(operation: Operation, *parts: Expression | Plain) -> Expression:
    """An operation, computed at once where all of its parts are constants."""
    among = tuple(map(expression, parts))
    values = [part.value for part in among if isinstance(part, Literal)]
    if len(values) == len(among) and operation in _ON_CONSTANTS:
        return expression(_ON_CONSTANTS[operation](*values))
    return Applied(operation, among)


def all_of(truths: Iterable[Expression]) -> Expression:
    """Where every one of these holds."""
    return _joined(Operation.AND, truths, neutral=EVERYWHERE, decisive=NOWHERE)


def any_of(truths: Iterable[Expression]) -> Expression:
    """Where at least one of these holds."""
    return _joined(Operation.OR, truths, neutral=NOWHERE, decisive=EVERYWHERE)


def _joined(
    operation: Operation,
    truths: Iterable[Expression],
    *,
    neutral: Expression,
    decisive: Expression,
) -> Expression:
    some = [truth for truth in truths if truth is not neutral]
    if any(truth is decisive for truth in some):
        return decisive
    if len(some) < 2:
        return some[0] if some else neutral
    return Applied(operation, tuple(some))


def when(
    test: Expression, then: Expression | Plain, otherwise: Expression | Plain
) -> Expression:
    """One value where a condition holds, another where it does not."""
    if isinstance(test, Literal):
        return expression(then if test.value else otherwise)
    return Choice(test, expression(then), expression(otherwise))


def only_where(test: Expression, then: Expression | Plain) -> Expression:
    """A value where a condition holds, and nothing elsewhere."""
    return expression(then) if test is EVERYWHERE else Choice(test, expression(then))


def nothing(like: Plain) -> Expression:
    """Nothing in any row, of the type that a value has."""
    return Choice(NOWHERE, expression(like))


def parts_of(whole: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside an expression."""
    match whole:
        case Applied(_, parts) | Joined(parts, _):
            return parts
        case Choice(test, then, otherwise):
            return (test, then) if otherwise is None else (test, then, otherwise)
        case Among(of) | Piece(of) | Stripped(of):
            return (of,)
        case _:
            return ()


def columns_in(whole: Expression) -> Iterator[str]:
    """The name of every column that an expression reads, repeats included."""
    waiting = [whole]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Column):
            yield each.name
        waiting.extend(parts_of(each))


def size_of(whole: Expression) -> int:
    """How many expressions an expression is made of, itself among them."""
    return 1 + sum(map(size_of, parts_of(whole)))
