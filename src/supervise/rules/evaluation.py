"""The plain evaluator: what every node means, on possibly incomplete facts.

This is the reference. Faster engines must give the same values.
Facts map names to values; a name that is absent or `None` is unknown.
An unknown makes a term unknown, and a condition undecided unless the rest decides it.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import add, ge, gt, le, lt
from typing import Any

from supervise.dates import completed_months, completed_years, months_ahead
from supervise.rules.choices import (
    NO_ANSWER,
    Cut,
    FirstMatch,
    Mapped,
    Silence,
    Stated,
)
from supervise.rules.counting import Certain, Count, Rounded, whole
from supervise.rules.reading import term_parts
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

Value = int | float | str | date | bool | Silence
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
        case FirstKnown(terms):
            values = (value_of(each, facts) for each in terms)
            return next((value for value in values if value is not None), None)
        case LookUp(of, table):
            code = value_of(of, facts)
            return table.lookup.get(str(code)) or None if code is not None else None
        case Stated(said):
            return said
        case FirstMatch():
            return _first_match(term, facts)
        case Count(conditions):
            held_each = [holds(each, facts) for each in conditions]
            return None if None in held_each else sum(map(bool, held_each))
        case Mapped(of, pairs):
            code = value_of(of, facts)
            return next((said for at, said in pairs if at == code), _passed_on(code))
        case Matrix(row, column, cells):
            place = value_of(row, facts), value_of(column, facts)
            silent = _silent(place)
            cell = (code for *at, code in cells if tuple(at) == place)
            return silent if silent is not None else next(cell, None)
        case _:
            parts = [value_of(part, facts) for part in term_parts(term)]
            if any(part is None for part in parts):
                return None
            silent = _silent(parts)
            return silent if silent is not None else _computed(term, parts)


def _silent(values: Iterable[Value | None]) -> Silence | None:
    """What is passed on where a part says no code."""
    return next((value for value in values if isinstance(value, Silence)), None)


def _passed_on(code: Value | None) -> Value | None:
    """What a map says of a code that it does not list."""
    return code if code is None or isinstance(code, Silence) else NO_ANSWER


def _first_match(rule: FirstMatch, facts: Facts) -> Value | None:
    for condition, said in zip(rule.conditions, rule.says, strict=True):
        held = holds(condition, facts)
        if held is not False:
            return said if held else None
    return rule.otherwise


def _computed(term: Term, parts: list[Any]) -> Value:
    """The value of a computing term from the values of its parts, all of them known."""
    result: Value
    match term:
        case Cut(_, floors):
            cells = [floor for floor in floors if Number(floor).value <= parts[0]]
            result = cells[-1] if cells else NO_ANSWER
        case Sum():
            result = reduce(add, parts)
        case Difference():
            result = parts[0] - parts[1]
        case Product():
            result = parts[0] * parts[1]
        case Ratio():
            result = parts[0] / parts[1]
        case Power(_, exponent):
            result = parts[0] ** exponent
        case Log():
            result = math.log(parts[0])
        case Rounded(_, how):
            result = whole(parts[0], how)
        case Smallest():
            result = min(parts)
        case Largest():
            result = max(parts)
        case Years():
            result = completed_years(parts[0], parts[1])
        case Months():
            result = completed_months(parts[0], parts[1])
        case MonthsAfter(_, months):
            result = months_ahead(parts[0], months)
        case _:
            raise TypeError(f"no meaning for {type(term).__name__}")
    return result


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Whether a condition holds; `None` while missing answers leave it undecided."""
    match condition:
        case Compare(left, operator, right):
            ends: list[Any] = [value_of(left, facts), value_of(right, facts)]
            unknown = None in ends or _silent(ends) is not None
            return None if unknown else bool(_COMPARISONS[operator](*ends))
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
            value = value_of(of, facts)
            return value is not None and not isinstance(value, Silence)
        case Certain(inner):
            return holds(inner, facts) is True
        case Not(inner):
            return _not(holds(inner, facts))
        case All(conditions):
            return _all(holds(each, facts) for each in conditions)
        case AnyOf(conditions):
            none_holds = _all(_not(holds(each, facts)) for each in conditions)
            return _not(none_holds)
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


def _not(held: bool | None, /) -> bool | None:  # noqa: FBT001 - three-valued logic
    return None if held is None else not held
