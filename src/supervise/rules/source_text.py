"""A checked node as Python source, for engines that generate a function once.

Only names that are identifiers, numbers read from decimal text and operators reach the source.
Codes and tables enter through the namespace, never as text.
The values must be those of `supervise.rules.evaluation` wherever what a node requires is known.
A node that can be unknown even then is not written out: the plain evaluator is asked.
"""

import math
from collections.abc import Mapping

import attrs

from supervise.dates import completed_months, completed_years, months_ahead
from supervise.rules.choices import FirstMatch, Silence, Stated
from supervise.rules.counting import Certain, Count, Rounded, whole
from supervise.rules.doubt import may_be_decided_early, may_stay_unknown
from supervise.rules.evaluation import holds, value_of
from supervise.rules.reading import Node, names, requirements
from supervise.rules.terms import (
    All,
    Answered,
    AnyOf,
    Code,
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
    """The constants that generated source refers to by name.

    `values` are the named terms that references may stand for, and `codes` all that the answer
    to a coded item can be.
    """

    values: Mapping[str, Term] = attrs.field(factory=dict)
    codes: Mapping[str, frozenset[Code]] = attrs.field(factory=dict)
    bound: dict[str, object] = attrs.field(
        factory=lambda: {
            "log": math.log,
            "years": completed_years,
            "months": completed_months,
            "months_after": months_ahead,
            "whole": whole,
            "silence": Silence,
            "holds": holds,
            "value_of": value_of,
        }
    )

    def name(self, constant: object) -> str:
        """A name for a constant in the generated source."""
        name = f"k{len(self.bound)}"
        self.bound[name] = constant
        return name

    def doubts(self, node: Node) -> bool:
        """Whether a node can be unknown where all that it requires is known."""
        return may_stay_unknown(node, self.values, self.codes)


def term_source(term: Term, space: Namespace) -> str:
    """Source of a term; every name it refers to is a local variable of the function.

    What the source gives is the term's value, or `None` where a table does not list a code.
    """
    written = _written_term(term, space)
    plain = isinstance(term, Ref | LookUp) or not space.doubts(term)
    return written if plain else _asked("value_of", term, space)


def condition_source(condition: Condition, space: Namespace) -> str:
    """Source of whether a condition holds; one that stays undecided does not."""
    written = _written_condition(condition, space)
    if not space.doubts(condition):
        return written
    return f"({_asked('holds', condition, space)} is True)"


def broken_source(condition: Condition, space: Namespace) -> str:
    """Source of whether a condition does not hold; one that stays undecided is not broken."""
    written = _written_condition(condition, space)
    if not space.doubts(condition):
        return f"not {written}"
    return f"({_asked('holds', condition, space)} is False)"


def value_source(term: Term, space: Namespace) -> str:
    """Source of a term, or of `None` where not enough is known for it."""
    written = term_source(term, space)
    if isinstance(term, Ref | Number | Stated):
        return written
    if may_be_decided_early(term):
        return _asked("value_of", term, space)
    known = _known(term)
    return f"({written} if {known} else None)" if known else written


def _asked(what: str, node: Node, space: Namespace) -> str:
    """Source that asks the plain evaluator about a node."""
    facts = ", ".join(f"{name!r}: {local(name)}" for name in sorted({*names(node)}))
    return f"{what}({space.name(node)}, {{{facts}}})"


def _known(node: Node) -> str:
    """Source of whether every name that a node mentions is known."""
    return " and ".join(
        f"({' or '.join(f'{local(name)} is not None' for name in sorted(any_of))})"
        for any_of in sorted(requirements(node, {}), key=sorted)
    )


def _written_term(term: Term, space: Namespace) -> str:  # noqa: C901 - one case a node

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
            said_of = {code: said for code, said in table.rows if said}
            return f"{space.name(said_of)}.get(str({said(of)}))"
        case FirstKnown(terms):
            return _first_known(tuple(value_source(each, space) for each in terms))
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


def _written_condition(condition: Condition, space: Namespace) -> str:
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
            said = value_source(of, space)
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
            if may_be_decided_early(condition) or space.doubts(condition):
                return f"({_asked('holds', condition, space)} is {outcome})"
            source = condition_source(condition, space)
            tests = (_known(condition), source if outcome else f"not {source}")
            return f"({' and '.join(filter(None, tests))})"


def local(name: str) -> str:
    """The local variable that holds a named fact. Only checked identifiers get here."""
    safe = name.replace(".", "__")
    if not (safe.isascii() and safe.isidentifier()):
        raise ValueError(f"{name!r} is not an identifier")
    return f"x_{safe}"
