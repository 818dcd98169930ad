"""The plain evaluator: what every node means, on possibly incomplete facts.

This is the reference. Faster engines must give the same values.
Facts map names to values; a name that is absent or `None` is unknown.
An unknown makes a term unknown, and a condition undecided unless the rest decides it.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from operator import add, ge, gt, le, lt, mul, sub, truediv
from typing import Any, cast

from supervise.dates import completed_months, completed_years, months_after
from supervise.rules.terms import (
    All,
    Answered,
    AnyOf,
    Compare,
    Condition,
    Difference,
    FirstKnown,
    Is,
    Largest,
    Log,
    LookUp,
    Matrix,
    Months,
    MonthsAfter,
    Not,
    Number,
    Power,
    Product,
    Ratio,
    Ref,
    Same,
    Smallest,
    Sum,
    Term,
    When,
    Years,
    Yes,
)

Value = int | float | str | date | bool
Facts = Mapping[str, Value | None]

_COMPARISONS = {"<": lt, "<=": le, ">": gt, ">=": ge}


def value_of(term: Term, facts: Facts) -> Value | None:
    """The value of a term, or `None` when it is unknown.

    Raises `ArithmeticError` or `ValueError` where arithmetic has no answer,
    for example the logarithm of zero.
    """
    match term:
        case Ref(name):
            return facts.get(name)
        case Number():
            return term.value
        case When(condition, then, otherwise):
            held = holds(condition, facts)
            return (
                None if held is None else value_of(then if held else otherwise, facts)
            )
        case Sum(terms):
            return _folded(add, terms, facts)
        case Difference(left, right):
            return _folded(sub, (left, right), facts)
        case Product(left, right):
            return _folded(mul, (left, right), facts)
        case Ratio(left, right):
            return _folded(truediv, (left, right), facts)
        case Smallest(terms):
            return _folded(min, terms, facts)
        case Largest(terms):
            return _folded(max, terms, facts)
        case Power(base, exponent):
            return _known(lambda value: value**exponent, base, facts=facts)
        case Log(of):
            return _known(math.log, of, facts=facts)
        case Years(earlier, later):
            return _known(completed_years, earlier, later, facts=facts)
        case Months(earlier, later):
            return _known(completed_months, earlier, later, facts=facts)
        case MonthsAfter(of, months):
            return _known(lambda day: months_after(day, months), of, facts=facts)
        case LookUp(of, table):
            return _known(lambda code: table.lookup.get(code) or None, of, facts=facts)
        case Matrix(row, column, cells):
            by_place = {(at_row, at_column): code for at_row, at_column, code in cells}
            return _known(lambda r, c: by_place.get((r, c)), row, column, facts=facts)
        case FirstKnown(terms):
            values = (value_of(each, facts) for each in terms)
            return next((value for value in values if value is not None), None)
        case _:
            raise TypeError(f"no meaning for {type(term).__name__}")


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Whether a condition holds; `None` while missing answers leave it undecided."""
    match condition:
        case Compare(left, operator, right):
            return cast(
                "bool | None", _known(_COMPARISONS[operator], left, right, facts=facts)
            )
        case Is(of, codes):
            value = value_of(of, facts)
            return None if value is None else _is_one_of(value, codes)
        case Yes(of):
            value = value_of(of, facts)
            return None if value is None else value is True
        case Same(left, right):
            one, other = value_of(left, facts), value_of(right, facts)
            return None if one is None or other is None else _is_one_of(one, (other,))
        case Answered(of):
            return value_of(of, facts) is not None
        case Not(inner):
            held = holds(inner, facts)
            return None if held is None else not held
        case All(conditions):
            return _all(holds(each, facts) for each in conditions)
        case AnyOf(conditions):
            none_holds = _all(_negated(holds(each, facts)) for each in conditions)
            return _negated(none_holds)
        case _:
            raise TypeError(f"no meaning for {type(condition).__name__}")


def _is_one_of(value: Value, codes: Iterable[Value]) -> bool:
    # 1 == True == 1.0 in Python; a code is its type as well as its value.
    return any(type(code) is type(value) and code == value for code in codes)


def _all(held: Iterable[bool | None]) -> bool | None:
    undecided = False
    for each in held:
        if each is False:
            return False
        undecided = undecided or each is None
    return None if undecided else True


def _negated(held: bool | None) -> bool | None:
    return None if held is None else not held


def _known(function: Any, *terms: Term, facts: Facts) -> Any:
    values = [value_of(term, facts) for term in terms]
    return None if any(value is None for value in values) else function(*values)


def _folded(function: Any, terms: tuple[Term, ...], facts: Facts) -> Any:
    values = [value_of(term, facts) for term in terms]
    if any(value is None for value in values):
        return None
    result = values[0]
    for value in values[1:]:
        result = function(result, value)
    return result
