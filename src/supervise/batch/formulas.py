"""What every term of the vocabulary is worth on columns: one case for each kind.

The reference is `supervise.rules.evaluation`; what cannot be said on columns is refused.
A value means something only in the rows where it is known and its arithmetic has a result.
Where that is, `certainty` says, so that a scale is masked once instead of every node guarding
itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

from supervise.batch import certainty, days
from supervise.batch.expressions import (
    NOWHERE,
    Expression,
    Literal,
    Operation,
    all_of,
    expression,
    only_where,
    when,
)
from supervise.batch.facts import Facts
from supervise.errors import FrameRefused
from supervise.rules import CodeTable, Term
from supervise.rules.choices import Cut, FirstMatch, Mapped, Said, Silence, Stated
from supervise.rules.counting import Count, Rounded, Rounding
from supervise.rules.terms import (
    Difference,
    FirstKnown,
    Largest,
    Log,
    LookUp,
    Matrix,
    Months,
    MonthsAfter,
    Number,
    Power,
    Product,
    Ratio,
    Ref,
    Smallest,
    Sum,
    When,
    Years,
)


def no_meaning(node: object) -> FrameRefused:
    """The refusal of a part of an instrument that cannot be expressed on columns."""
    what = f"{type(node).__name__} has no meaning on columns"
    return FrameRefused([f"{what}; score these rows one by one with `supervise.score`"])


def value(term: Term, facts: Facts) -> Expression:  # noqa: C901 - one case for each node
    """The value of a term, in the rows where it is known."""
    if isinstance(term, Ref):
        return facts.named[term.name].says
    if (shared := facts.shared.get(repr(term))) is not None:
        return shared
    match term:
        case Number():
            return expression(term.value)
        case Sum(terms):
            return reduce(add, _values(terms, facts))
        case Difference(left, right):
            return value(left, facts) - value(right, facts)
        case Product(left, right):
            return value(left, facts) * value(right, facts)
        case Ratio(left, right):
            divisor = value(right, facts)
            divisor = when(divisor.equals(0), 1, divisor)
            return value(left, facts) / divisor
        case Power(base, exponent):
            return _power(value(base, facts), exponent)
        case Log(of):
            inside = value(of, facts)
            return when(inside > 0, inside, 1).does(Operation.LOG)
        case Smallest(terms):
            return reduce(_smaller, _values(terms, facts))
        case Largest(terms):
            return reduce(_larger, _values(terms, facts))
        case Years(earlier, later):
            return days.whole(value(later, facts) - value(earlier, facts), days.YEAR)
        case Months(earlier, later):
            return days.whole(value(later, facts) - value(earlier, facts), days.MONTH)
        case MonthsAfter(of, months):
            return days.months_after(value(of, facts), months)
        case Rounded(of, how):
            return _rounded(value(of, facts), how)
        case Count(conditions):
            held = (certainty.holds(each, facts) for each in conditions)
            return reduce(add, (when(each, 1, 0) for each in held))
        case When(test, then, otherwise):
            held_here = certainty.holds(test, facts)
            return when(held_here, value(then, facts), value(otherwise, facts))
        case FirstKnown(terms):
            return _first_known(terms, facts)
        case LookUp(of, table):
            return _said_by(value(of, facts), table)
        case _:
            return _code(term, facts)


def _values(terms: tuple[Term, ...], facts: Facts) -> list[Expression]:
    return [value(each, facts) for each in terms]


def _power(base: Expression, exponent: int) -> Expression:
    if exponent == 0:
        return Literal(1.0)
    if exponent < 0:
        raise no_meaning(Power)
    half, odd = divmod(exponent, 2)
    if not half:
        return base
    root = _power(base, half)
    return root * root * base if odd else root * root


def _smaller(one: Expression, other: Expression) -> Expression:
    return when(one < other, one, other)


def _larger(one: Expression, other: Expression) -> Expression:
    return when(one > other, one, other)


def _rounded(number: Expression, how: Rounding) -> Expression:
    match how:
        case Rounding.HALF_UP:
            return (number + 0.5).does(Operation.FLOOR)
        case Rounding.UP:
            return -((-number).does(Operation.FLOOR))
        case Rounding.DOWN:
            return number.does(Operation.FLOOR)


def _first_known(terms: tuple[Term, ...], facts: Facts) -> Expression:
    found: Expression | None = None
    for each in reversed(terms):
        here = certainty.known(each, facts)
        if here is not NOWHERE:
            says = value(each, facts)
            found = says if found is None else when(here, says, found)
    return NOWHERE if found is None else found


def _said_by(code: Expression, table: CodeTable) -> Expression:
    """What a table says, asked once for each thing that it can say."""
    codes: dict[str, list[str]] = {}
    for each, said in table.rows:
        if said:
            codes.setdefault(said, []).append(each)
    return _first_of((code.among(those), said) for said, those in codes.items())


def _code(term: Term, facts: Facts) -> Expression:
    """The code that a node says; one that says none means nothing there."""
    match term:
        case Stated(said):
            return _spoken(said)
        case Cut(of, floors):
            number = value(of, facts)
            cells = ((number >= float(floor), floor) for floor in reversed(floors))
            return _first_of(cells)
        case Mapped(of, pairs):
            found = value(of, facts)
            return _first_of((found.equals(code), said) for code, said in pairs)
        case Matrix(row, column, cells):
            places = value(row, facts), value(column, facts)
            return _first_of((_at(places, at), code) for *at, code in cells)
        case FirstMatch(conditions, says):
            held = (certainty.holds(each, facts) for each in conditions)
            cases = list(zip(held, says, strict=True))
            return _first_of(cases, _spoken(term.otherwise))
        case _:
            raise no_meaning(term)


def _at(places: tuple[Expression, ...], codes: Iterable[Said]) -> Expression:
    pairs = zip(places, codes, strict=True)
    return all_of(place.equals(_spoken(code)) for place, code in pairs)


def _spoken(said: Said) -> Expression:
    return Literal("") if isinstance(said, Silence) else expression(said)


def _first_of(
    cases: Iterable[tuple[Expression, Said]], otherwise: Expression | None = None
) -> Expression:
    """What stands beside the first condition that holds, else nothing."""
    found = otherwise
    for here, said in reversed(list(cases)):
        says = _spoken(said)
        if found is not None:
            found = when(here, says, found)
        elif here is not NOWHERE:
            found = only_where(here, says)
    return NOWHERE if found is None else found
