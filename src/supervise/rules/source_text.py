"""A checked node as Python source, for engines that generate a function once.

Only names that are identifiers, numbers read from decimal text and operators reach the source.
Codes and tables enter through the namespace, never as text.
The values must be those of `supervise.rules.evaluation` on facts that are all known.
"""

import math

import attrs

from supervise.dates import completed_months, completed_years, months_ahead
from supervise.rules.choices import FirstMatch, Silence, Stated
from supervise.rules.counting import Certain, Count, Rounded, whole
from supervise.rules.reading import requirements
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


@attrs.define
class Namespace:
    """The constants that generated source refers to by name."""

    bound: dict[str, object] = attrs.field(
        factory=lambda: {
            "log": math.log,
            "years": completed_years,
            "months": completed_months,
            "months_after": months_ahead,
            "whole": whole,
            "silence": Silence,
        }
    )

    def name(self, constant: object) -> str:
        """A name for a constant in the generated source."""
        name = f"k{len(self.bound)}"
        self.bound[name] = constant
        return name


def term_source(term: Term, space: Namespace) -> str:  # noqa: C901 - one case a node
    """Source of a term; every name it refers to is a local variable of the function."""

    def said(inner: Term) -> str:
        return term_source(inner, space)

    match term:
        case Ref(name):
            return local(name)
        case Number():
            return f"({term.value!r})" if term.value < 0 else repr(term.value)
        case Sum(terms):
            return f"({' + '.join(map(said, terms))})"
        case Difference(left, right):
            return f"({said(left)} - {said(right)})"
        case Product(left, right):
            return f"({said(left)} * {said(right)})"
        case Ratio(left, right):
            return f"({said(left)} / {said(right)})"
        case Power(base, exponent):
            return f"({said(base)} ** {int(exponent)})"
        case Log(of):
            return f"log({said(of)})"
        case Smallest(terms):
            return f"min({', '.join(map(said, terms))})"
        case Largest(terms):
            return f"max({', '.join(map(said, terms))})"
        case Years(earlier, later):
            return f"years({said(earlier)}, {said(later)})"
        case Months(earlier, later):
            return f"months({said(earlier)}, {said(later)})"
        case MonthsAfter(of, months):
            return f"months_after({said(of)}, {int(months)})"
        case When(condition, then, otherwise):
            test = condition_source(condition, space)
            return f"({said(then)} if {test} else {said(otherwise)})"
        case LookUp(of, table):
            return f"{space.name(table.lookup)}.get({said(of)})"
        case FirstKnown(terms):
            return _first_known(tuple(map(said, terms)))
        case Rounded(of, how):
            return f"whole({said(of)}, {space.name(how)})"
        case Count(conditions):
            held = (f"({condition_source(each, space)})" for each in conditions)
            return f"({' + '.join(held)} + 0)"
        case Stated(said_code):
            return space.name(said_code)
        case FirstMatch():
            return _first_match(term, space)
        case _:
            raise TypeError(f"no source for {type(term).__name__}")


def _first_match(rule: FirstMatch, space: Namespace) -> str:
    text = space.name(rule.otherwise)
    for condition, said in reversed([*zip(rule.conditions, rule.says, strict=True)]):
        text = (
            f"({space.name(said)} if {condition_source(condition, space)} else {text})"
        )
    return text


def _first_known(sources: tuple[str, ...]) -> str:
    text = sources[-1]
    for number, source in enumerate(reversed(sources[:-1])):
        text = f"(v{number} if (v{number} := {source}) is not None else {text})"
    return text


def condition_source(condition: Condition, space: Namespace) -> str:
    """Source of a condition."""
    match condition:
        case Compare(left, operator, right):
            return (
                f"({term_source(left, space)} {operator} {term_source(right, space)})"
            )
        case Is(of, codes):
            return f"({term_source(of, space)} in {space.name(codes)})"
        case Yes(of):
            return f"({term_source(of, space)} is True)"
        case Same(left, right):
            return f"({term_source(left, space)} == {term_source(right, space)})"
        case Answered(of):
            said = term_source(of, space)
            return f"({said} is not None and type({said}) is not silence)"
        case Certain(inner):
            return _certain(inner, space, outcome=True)
        case Not(inner):
            return f"(not {condition_source(inner, space)})"
        case All(conditions):
            return f"({' and '.join(condition_source(c, space) for c in conditions)})"
        case AnyOf(conditions):
            return f"({' or '.join(condition_source(c, space) for c in conditions)})"
        case _:
            raise TypeError(f"no source for {type(condition).__name__}")


def has_source(node: Term | Condition) -> bool:
    """Whether every node inside can be written as source, and so stand in an instrument."""
    try:
        if isinstance(node, Condition):
            condition_source(node, Namespace())
        else:
            term_source(node, Namespace())
    except TypeError:
        return False
    return True


def _certain(condition: Condition, space: Namespace, *, outcome: bool) -> str:
    """Source of whether a condition certainly holds, or certainly does not."""
    match condition:
        case Not(inner):
            return _certain(inner, space, outcome=not outcome)
        case All(conditions) | AnyOf(conditions):
            every = isinstance(condition, All) is outcome
            parts = (_certain(each, space, outcome=outcome) for each in conditions)
            return f"({(' and ' if every else ' or ').join(parts)})"
        case _:
            known = (
                "("
                + " or ".join(f"{local(n)} is not None" for n in sorted(any_of))
                + ")"
                for any_of in sorted(requirements(condition, {}), key=sorted)
            )
            source = condition_source(condition, space)
            return f"({' and '.join([*known, source if outcome else f'not {source}'])})"


def local(name: str) -> str:
    """The local variable that holds a named fact. Only checked identifiers get here."""
    safe = name.replace(".", "__")
    if not (safe.isascii() and safe.isidentifier()):
        raise ValueError(f"{name!r} is not an identifier")
    return f"x_{safe}"
