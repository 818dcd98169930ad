"""What every term of an instrument is worth on columns: one case for each kind.

The reference is `supervise.rules.evaluation`. Terms of policies are not known here: an instrument
that holds one cannot be declared.
A value means something only in the rows where it is known and its arithmetic has a result.
Where that is, `certainty` says, so that a scale is masked once instead of every node guarding
itself.
"""

from __future__ import annotations

from functools import reduce
from operator import add

from supervise.batch import certainty, days
from supervise.batch.expressions import (
    Choice,
    Expression,
    Literal,
    Operation,
    any_of,
    expression,
    nothing,
    when,
)
from supervise.batch.facts import Facts
from supervise.rules import CodeTable, Term
from supervise.rules.choices import FirstMatch, Said, Silence, Stated
from supervise.rules.counting import Count, Rounded, Rounding
from supervise.rules.kinds import Kind, kind_of
from supervise.rules.terms import (
    Difference,
    FirstKnown,
    Largest,
    Log,
    LookUp,
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
            numbers = kind_of(of, facts.kinds) is Kind.NUMBER
            return _said_by(value(of, facts), table, numbers=numbers)
        case Stated(said):
            return _spoken(said)
        case _:
            assert isinstance(term, FirstMatch), "an instrument has no other term"
            return _first_match(term, facts)


def _values(terms: tuple[Term, ...], facts: Facts) -> list[Expression]:
    return [value(each, facts) for each in terms]


def _power(base: Expression, exponent: int) -> Expression:
    if exponent == 0:
        return Literal(1.0)
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
    *before, last = terms
    found = value(last, facts)
    for each in reversed(before):
        found = when(certainty.known(each, facts), value(each, facts), found)
    return found


def _said_by(code: Expression, table: CodeTable, *, numbers: bool) -> Expression:
    """What a table says, asked once for each thing that it can say; of the rest nothing."""
    codes: dict[str, list[str]] = {}
    for each, said in table.rows:
        if said and (_is_written_number(each) or not numbers):
            codes.setdefault(said, []).append(each)
    found: Expression | None = None
    for said, those in reversed(codes.items()):
        if not numbers:
            found = Choice(code.among(those), Literal(said), found)
            continue
        listed = any_of(code.equals(int(each)) for each in those)
        found = Choice(listed, Literal(said), found)
    return nothing("") if found is None else found


def _is_written_number(code: str) -> bool:
    """Whether a code is a whole number as an answer is written: `1`, and not `01`."""
    return code.removeprefix("-").isdecimal() and code == str(int(code))


def _first_match(rule: FirstMatch, facts: Facts) -> Expression:
    """The code that a rule says; where it says none, the text of none."""
    found = _spoken(rule.otherwise)
    for test, said in reversed([*zip(rule.conditions, rule.says, strict=True)]):
        found = when(certainty.holds(test, facts), _spoken(said), found)
    return found


def _spoken(said: Said) -> Expression:
    return Literal("") if isinstance(said, Silence) else expression(said)
