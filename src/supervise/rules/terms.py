"""The vocabulary of rules: terms and conditions, as data.

Operators and functions build nodes; they never compute.
A node is a frozen value: it can be compared, printed, exported, and read by several engines.
What a node *means* is said by `supervise.rules.evaluation`, the plain evaluator, and nowhere else.
There is no loop, no user function and no text that is evaluated.
What cannot be said here comes through a hook.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import attrs

from supervise.rules.code_tables import CodeTable

Code = str | int


class Operand:
    """Anything that can stand in an expression: a term, an item, a named value.

    Operators need one home; that is why terms and items inherit from it.
    """

    __slots__ = ()

    def as_term(self) -> Term:
        """The term that stands for this operand in an expression."""
        raise TypeError(f"{type(self).__name__} has no term")

    def __add__(self, other: Operand | int) -> Sum:
        return Sum((term(self), term(other)))

    def __sub__(self, other: Operand | int) -> Difference:
        return Difference(term(self), term(other))

    def __rsub__(self, other: int) -> Difference:
        return Difference(term(other), term(self))

    def __mul__(self, other: Operand | int | str) -> Product:
        return Product(term(self), term(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Operand | int) -> Ratio:
        return Ratio(term(self), term(other))

    def __pow__(self, exponent: int) -> Power:
        return Power(term(self), exponent)

    def __lt__(self, other: Operand | int | str) -> Compare:
        return Compare(term(self), "<", term(other))

    def __le__(self, other: Operand | int | str) -> Compare:
        return Compare(term(self), "<=", term(other))

    def __gt__(self, other: Operand | int | str) -> Compare:
        return Compare(term(self), ">", term(other))

    def __ge__(self, other: Operand | int | str) -> Compare:
        return Compare(term(self), ">=", term(other))

    def is_(self, *codes: Code) -> Is:
        """Holds when the answer is one of these codes."""
        return Is(term(self), codes)

    @property
    def yes(self) -> Yes:
        """Holds when a yes/no answer is yes."""
        return Yes(term(self))

    def when(self, condition: Condition, otherwise: Operand | int = 0) -> When:
        """This term where the condition holds, and `otherwise` where it does not."""
        return When(condition, term(self), term(otherwise))

    def same_as(self, other: Operand) -> Same:
        """Holds when both have the same code."""
        return Same(term(self), term(other))


class Term(Operand):
    """A node with a value: a number, a date or a code."""

    __slots__ = ()

    def as_term(self) -> Term:
        """This term itself."""
        return self


class Condition:
    """A node that holds, does not hold, or is undecided for want of an answer."""

    __slots__ = ()

    def __and__(self, other: Condition) -> All:
        return All((*_parts(self, All), *_parts(_condition(other), All)))

    def __or__(self, other: Condition) -> AnyOf:
        return AnyOf((*_parts(self, AnyOf), *_parts(_condition(other), AnyOf)))

    def __invert__(self) -> Not:
        return Not(self)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a condition is data and has no truth value: join with & | ~, "
            "put comparisons in brackets, and do not chain them"
        )


def _condition(value: object) -> Condition:
    if not isinstance(value, Condition):
        raise TypeError(
            f"a condition was expected, not {value!r}: put comparisons in brackets"
        )
    return value


def _parts(condition: Condition, kind: type[All | AnyOf]) -> tuple[Condition, ...]:
    return condition.conditions if isinstance(condition, kind) else (condition,)


def term(value: Operand | int | str) -> Term:
    """The term for an operand, or for a number given as an integer or as decimal text."""
    if isinstance(value, Operand):
        return value.as_term()
    if type(value) is int or type(value) is str:
        return Number(str(value))
    if type(value) is bool:
        raise TypeError("no term for a bool: compare with .is_(code), not with ==")
    raise TypeError(f"no term for {type(value).__name__}: give decimals as text")


def _terms(values: Iterable[Operand | int | str]) -> tuple[Term, ...]:
    return tuple(term(value) for value in values)


def _bracketed(inner: Term | Condition) -> str:
    text = str(inner)
    return f"({text})" if " " in text and not text.endswith(")") else text


def _plain_decimal(_: object, _attribute: object, text: str) -> None:
    digits = text.removeprefix("-").replace(".", "", 1)
    mantissa, _e, exponent = digits.partition("e")
    exponent = exponent.removeprefix("-")
    good = mantissa.isascii() and mantissa.isdigit() and (not _e or exponent.isdigit())
    if not good:
        raise ValueError(
            f"{text!r} is not decimal text; a code is compared with .is_({text!r}), "
            f"and said with stated({text!r})"
        )


@attrs.frozen(order=False)
class Ref(Term):
    """An item's answer, a named value, or `instrument.scale.percent` of another sheet."""

    name: str

    def __str__(self) -> str:
        return self.name


@attrs.frozen(order=False)
class Number(Term):
    """A number, declared as decimal text so that it stands exactly as published."""

    text: str = attrs.field(validator=_plain_decimal)

    @property
    def value(self) -> int | float:
        """An integer where the text is one, else the nearest double."""
        return (
            int(self.text)
            if self.text.removeprefix("-").isdigit()
            else float(self.text)
        )

    def __str__(self) -> str:
        return self.text


@attrs.frozen(order=False)
class Sum(Term):
    """Terms added from left to right."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " + ".join(map(_bracketed, self.terms))


@attrs.frozen(order=False)
class Difference(Term):
    """One term less another."""

    left: Term
    right: Term

    def __str__(self) -> str:
        return f"{_bracketed(self.left)} - {_bracketed(self.right)}"


@attrs.frozen(order=False)
class Product(Term):
    """One term times another."""

    left: Term
    right: Term

    def __str__(self) -> str:
        return f"{_bracketed(self.left)} * {_bracketed(self.right)}"


@attrs.frozen(order=False)
class Ratio(Term):
    """One term divided by another."""

    left: Term
    right: Term

    def __str__(self) -> str:
        return f"{_bracketed(self.left)} / {_bracketed(self.right)}"


@attrs.frozen(order=False)
class Power(Term):
    """A term raised to a whole exponent."""

    base: Term
    exponent: int

    def __str__(self) -> str:
        return f"{_bracketed(self.base)} ** {self.exponent}"


@attrs.frozen(order=False)
class Log(Term):
    """The natural logarithm of a term."""

    of: Term

    def __str__(self) -> str:
        return f"log({self.of})"


@attrs.frozen(order=False)
class Smallest(Term):
    """The least of several numbers."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return f"smallest({', '.join(map(str, self.terms))})"


@attrs.frozen(order=False)
class Largest(Term):
    """The greatest of several numbers."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return f"largest({', '.join(map(str, self.terms))})"


@attrs.frozen(order=False)
class Years(Term):
    """Whole years completed between two dates."""

    earlier: Term
    later: Term

    def __str__(self) -> str:
        return f"years({self.earlier}, {self.later})"


@attrs.frozen(order=False)
class Months(Term):
    """Whole months completed between two dates."""

    earlier: Term
    later: Term

    def __str__(self) -> str:
        return f"months({self.earlier}, {self.later})"


@attrs.frozen(order=False)
class MonthsAfter(Term):
    """A date so many whole months after another."""

    of: Term
    months: int

    def __str__(self) -> str:
        return f"{self.months} months after {self.of}"


@attrs.frozen(order=False)
class FirstKnown(Term):
    """The first of several terms whose answer is known."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return f"first_known({', '.join(map(str, self.terms))})"


@attrs.frozen(order=False)
class When(Term):
    """One term where a condition holds, another where it does not."""

    condition: Condition
    then: Term
    otherwise: Term

    def __str__(self) -> str:
        text = f"{_bracketed(self.then)} when {self.condition}"
        return (
            text if self.otherwise == Number("0") else f"{text} else {self.otherwise}"
        )


@attrs.frozen(order=False)
class LookUp(Term):
    """What a table says about a code; unknown where the table says nothing."""

    of: Term
    table: CodeTable

    def __str__(self) -> str:
        return f"{self.table.value_column} of {self.of}"


@attrs.frozen(order=False)
class Matrix(Term):
    """The code in the cell of a row code and a column code; each pair is stated."""

    row: Term
    column: Term
    cells: tuple[tuple[Code, Code, Code], ...]

    def __str__(self) -> str:
        return f"matrix of {self.row} and {self.column}"


@attrs.frozen(order=False)
class Is(Condition):
    """The answer is one of these codes."""

    of: Term
    codes: tuple[Code, ...]

    def __str__(self) -> str:
        return f"{self.of} is {' or '.join(map(str, self.codes))}"


@attrs.frozen(order=False)
class Yes(Condition):
    """A yes/no answer is yes."""

    of: Term

    def __str__(self) -> str:
        return f"{self.of} is yes"


@attrs.frozen(order=False)
class Compare(Condition):
    """A comparison of two numbers or two dates."""

    left: Term
    operator: str = attrs.field(validator=attrs.validators.in_(("<", "<=", ">", ">=")))
    right: Term

    def __str__(self) -> str:
        return f"{_bracketed(self.left)} {self.operator} {_bracketed(self.right)}"


@attrs.frozen(order=False)
class Same(Condition):
    """Two terms have the same code."""

    left: Term
    right: Term

    def __str__(self) -> str:
        return f"{self.left} is the same as {self.right}"


@attrs.frozen(order=False)
class Answered(Condition):
    """The answer is known."""

    of: Term

    def __str__(self) -> str:
        return f"{self.of} is answered"


@attrs.frozen(order=False)
class All(Condition):
    """Every one of these holds."""

    conditions: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(map(_bracketed_any, self.conditions))


@attrs.frozen(order=False)
class AnyOf(Condition):
    """At least one of these holds."""

    conditions: tuple[Condition, ...]

    def __str__(self) -> str:
        return " or ".join(map(_bracketed_any, self.conditions))


@attrs.frozen(order=False)
class Not(Condition):
    """This does not hold."""

    condition: Condition

    def __str__(self) -> str:
        return f"not {_bracketed_any(self.condition)}"


def _bracketed_any(inner: Condition) -> str:
    return f"({inner})" if isinstance(inner, All | AnyOf) else str(inner)


def log(of: Operand) -> Log:
    """The natural logarithm."""
    return Log(term(of))


def years(earlier: Operand, later: Operand) -> Years:
    """Whole years completed between two dates."""
    return Years(term(earlier), term(later))


def months(earlier: Operand, later: Operand) -> Months:
    """Whole months completed between two dates."""
    return Months(term(earlier), term(later))


def months_after(of: Operand, months: int) -> MonthsAfter:
    """The date so many whole months after another."""
    return MonthsAfter(term(of), months)


def smallest(*operands: Operand | int | str) -> Smallest:
    """The least of several numbers."""
    return Smallest(_terms(operands))


def total(*operands: Operand | int | str) -> Sum:
    """Several numbers, added from left to right."""
    return Sum(_terms(operands))


def largest(*operands: Operand | int | str) -> Largest:
    """The greatest of several numbers."""
    return Largest(_terms(operands))


def first_known(*operands: Operand | int) -> FirstKnown:
    """The first of several operands whose answer is known; a number is always known."""
    return FirstKnown(_terms(operands))


def looked_up(of: Operand, table: CodeTable) -> LookUp:
    """What a table says about a code."""
    return LookUp(term(of), table)


def answered(of: Operand) -> Answered:
    """Holds when the answer is known."""
    return Answered(term(of))


def matrix(
    row: Operand, column: Operand, cells: Iterable[tuple[Code, Code, Code]]
) -> Matrix:
    """The code in the cell of a row code and a column code."""
    return Matrix(term(row), term(column), tuple(cells))


ON = Ref("on")
"""The date of the assessment: the `on` of every calculation."""
