"""Where terms are known, and where conditions are decided, on columns.

The reference is `supervise.rules.evaluation`: an unknown makes a term unknown, and a condition
undecided unless the rest decides it. What columns hold where this says no means nothing.
Nodes of policies are not known here: an instrument that holds one cannot be declared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from supervise.batch import days, formulas
from supervise.batch.expressions import (
    EVERYWHERE,
    NOWHERE,
    Expression,
    Operation,
    all_of,
    any_of,
    applied,
)
from supervise.batch.facts import Facts
from supervise.errors import FrameRefused
from supervise.rules import Condition, Term
from supervise.rules.choices import FirstMatch, Silence, Stated
from supervise.rules.counting import Certain, Count
from supervise.rules.kinds import Kind, kind_of
from supervise.rules.reading import children, term_parts
from supervise.rules.terms import (
    All,
    Answered,
    AnyOf,
    Code,
    Compare,
    FirstKnown,
    Is,
    Log,
    LookUp,
    MonthsAfter,
    Not,
    Ratio,
    Ref,
    Same,
    When,
    Yes,
)

_COMPARISONS: Final = {
    "<": Operation.LESS,
    "<=": Operation.AT_MOST,
    ">": Operation.MORE,
    ">=": Operation.AT_LEAST,
}


def known(term: Term, facts: Facts) -> Expression:
    """Where a term has a value; a rule that says nothing, or has no answer, has none."""
    match term:
        case Ref(name) if name in facts.deep:
            return facts.deep[name]
        case Ref(name) if name in facts.values:
            of = facts.values[name]
            return all_of((known(of, facts), ~without_result(of, facts)))
        case Ref(name):
            return facts.named[name].known
        case FirstKnown(terms):
            ends = [(known(each, facts), silent(each, facts)) for each in terms]
            return _first_of_two(ends)
        case When(test, then, otherwise):
            return _either(test, known(then, facts), known(otherwise, facts), facts)
        case Count(conditions):
            return all_of(_decided(each, facts) for each in conditions)
        case FirstMatch():
            return _matched(term, facts, silent=False)
        case Stated(said):
            return NOWHERE if isinstance(said, Silence) else EVERYWHERE
        case LookUp(of):
            there = known(of, facts)
            return NOWHERE if there is NOWHERE else there & _is_listed(term, facts)
        case _:
            return all_of(known(each, facts) for each in term_parts(term))


def _is_listed(look_up: LookUp, facts: Facts) -> Expression:
    """Where a table says something of a code that is known."""
    return ~formulas.value(look_up, facts).does(Operation.IS_NULL)


def silent(term: Term, facts: Facts) -> Expression:
    """Where a rule has heard all it needs, and says nothing or has no answer."""
    match term:
        case Ref(name):
            return facts.silent.get(name, NOWHERE)
        case FirstKnown(terms):
            ends = [(silent(each, facts), known(each, facts)) for each in terms]
            return _first_of_two(ends)
        case LookUp():
            return NOWHERE  # no table lists a silence
        case Stated(said):
            return EVERYWHERE if isinstance(said, Silence) else NOWHERE
        case FirstMatch():
            return _matched(term, facts, silent=True)
        case When(test, then, otherwise):
            return _either(test, silent(then, facts), silent(otherwise, facts), facts)
        case _:
            parts = term_parts(term)
            passed_on = any_of(silent(each, facts) for each in parts)
            if passed_on is NOWHERE:
                return NOWHERE
            return all_of((passed_on, *(_ends(each, facts) for each in parts)))


def _ends(term: Term, facts: Facts) -> Expression:
    """Where a term is known, or silent: where all is heard that it asks."""
    return any_of((known(term, facts), silent(term, facts)))


def _first_of_two(ends: Sequence[tuple[Expression, Expression]]) -> Expression:
    """Where of several, in their order, the first to end in one of two ways ends in this."""
    found: Expression = NOWHERE
    for this, other in reversed(ends):
        found = any_of((this, all_of((~other, found))))
    return found


def _matched(rule: FirstMatch, facts: Facts, *, silent: bool) -> Expression:
    """Where the first condition that holds has a code beside it, or a silence."""
    found = _if(isinstance(rule.otherwise, Silence) is silent)
    # From the last to the first: each condition is then said once, not once for each after it.
    for test, said in reversed(list(zip(rule.conditions, rule.says, strict=True))):
        here = all_of((holds(test, facts), _if(isinstance(said, Silence) is silent)))
        found = any_of((here, all_of((does_not_hold(test, facts), found))))
    return found


def _if(so: bool) -> Expression:  # noqa: FBT001 - the truth itself, as an expression
    return EVERYWHERE if so else NOWHERE


def _either(
    test: Condition, then: Expression, otherwise: Expression, facts: Facts
) -> Expression:
    """Where one truth holds under a condition, and another where it does not hold."""
    return any_of(
        (
            all_of((holds(test, facts), then)),
            all_of((does_not_hold(test, facts), otherwise)),
        )
    )


def holds(test: Condition, facts: Facts) -> Expression:
    """Where a condition is decided, and holds."""
    if (shared := facts.shared.get(repr(test))) is not None:
        return shared
    match test:
        case Not(inner):
            return does_not_hold(inner, facts)
        case All(conditions):
            return all_of(holds(each, facts) for each in conditions)
        case AnyOf(conditions):
            return any_of(holds(each, facts) for each in conditions)
        case Certain(inner):
            return holds(inner, facts)
        case _:
            heard = _heard(test, facts)
            return NOWHERE if heard is NOWHERE else heard & _is_so(test, facts)


def does_not_hold(test: Condition, facts: Facts) -> Expression:
    """Where a condition is decided, and does not hold."""
    match test:
        case Not(inner):
            return holds(inner, facts)
        case All(conditions):
            return any_of(does_not_hold(each, facts) for each in conditions)
        case AnyOf(conditions):
            return all_of(does_not_hold(each, facts) for each in conditions)
        case Certain(inner):
            return ~holds(inner, facts)
        case _:
            heard = _heard(test, facts)
            not_so = NOWHERE if heard is NOWHERE else heard & ~_is_so(test, facts)
            return any_of((not_so, _is_other(test, facts)))


def _decided(test: Condition, facts: Facts) -> Expression:
    """Where a condition holds or does not hold."""
    if isinstance(test, Certain):
        return EVERYWHERE
    if isinstance(test, All | AnyOf | Not):
        return any_of((holds(test, facts), does_not_hold(test, facts)))
    return any_of((_heard(test, facts), _is_other(test, facts)))


def _heard(test: Condition, facts: Facts) -> Expression:
    """Where everything that a simple condition is about is known."""
    if isinstance(test, Answered):
        return EVERYWHERE
    terms = [each for each in children(test) if isinstance(each, Term)]
    return all_of(known(each, facts) for each in terms)


def _is_other(test: Condition, facts: Facts) -> Expression:
    """Where a rule that says no code is asked for one: it has another."""
    match test:
        case Is(of):
            return silent(of, facts)
        case Same(left, right):
            either = any_of((silent(left, facts), silent(right, facts)))
            return all_of((either, _ends(left, facts), _ends(right, facts)))
        case _:
            return NOWHERE


def _is_so(test: Condition, facts: Facts) -> Expression:
    """Whether a condition that is decided holds."""
    match test:
        case Compare(left, operator, right):
            ends = formulas.value(left, facts), formulas.value(right, facts)
            return applied(_COMPARISONS[operator], *ends)
        case Is(of, codes):
            return _is_one_of(of, codes, facts)
        case Yes(of):
            return formulas.value(of, facts)
        case Same(left, right):
            return _is_same(left, right, facts)
        case _:
            assert isinstance(test, Answered), "an instrument has no other condition"
            return known(test.of, facts)


def _is_one_of(of: Term, codes: tuple[Code, ...], facts: Facts) -> Expression:
    """A code is its type as well as its value: 1 is not yes, and not the text '1'."""
    found = formulas.value(of, facts)
    match _sort(of, facts):
        case Kind.YES_NO:
            among = [found if code else ~found for code in codes if type(code) is bool]
        case Kind.CODE:
            among = [found.equals(code) for code in codes if type(code) is str]
        case _:
            among = [found.equals(code) for code in codes if type(code) is int]
    return any_of(among)


def _is_same(left: Term, right: Term, facts: Facts) -> Expression:
    if _sort(left, facts) is not _sort(right, facts):
        return NOWHERE
    if silent(left, facts) is not NOWHERE is not silent(right, facts):
        says = "two rules that may have no answer are compared"
        raise FrameRefused([f"{says}; score these rows one by one"])
    return formulas.value(left, facts).equals(formulas.value(right, facts))


def _sort(term: Term, facts: Facts) -> Kind:
    """The kind of a term, where texts are codes: they are compared in the same way."""
    kind = kind_of(term, facts.kinds)
    return Kind.CODE if kind is Kind.TEXT else kind


def without_result(node: Term | Condition, facts: Facts) -> Expression:
    """Where arithmetic would be done that has no result, such as the logarithm of zero.

    As in the plain evaluator, what is not evaluated cannot fail: the branch not taken, and
    what follows once a condition is decided. A named value that has no result is not known.
    """
    match node:
        case Ratio(_, right):
            here = all_of((known(node, facts), formulas.value(right, facts).equals(0)))
            return any_of((*_inside(node, facts), here))
        case Log(of):
            here = all_of((known(of, facts), formulas.value(of, facts) <= 0))
            return any_of((*_inside(node, facts), here))
        case MonthsAfter(of, _):
            found = formulas.value(node, facts)
            outside = any_of((found < days.FIRST, found > days.LAST))
            return all_of((known(of, facts), outside))
        case When(test, then, otherwise):
            branches = without_result(then, facts), without_result(otherwise, facts)
            taken = _either(test, *branches, facts)
            return any_of((without_result(test, facts), taken))
        case FirstKnown(terms):
            return _until([(each, _ends(each, facts)) for each in terms], facts)
        case All(conditions):
            ends = [(each, does_not_hold(each, facts)) for each in conditions]
            return _until(ends, facts)
        case AnyOf(conditions):
            return _until([(each, holds(each, facts)) for each in conditions], facts)
        case _:
            return any_of(_inside(node, facts))


def _inside(node: Term | Condition, facts: Facts) -> list[Expression]:
    return [without_result(each, facts) for each in children(node)]


def _until(
    nodes: Sequence[tuple[Term | Condition, Expression]], facts: Facts
) -> Expression:
    """Where one of several nodes fails before the evaluation of them ends."""
    found: Expression = NOWHERE
    for node, ends in reversed(nodes):
        found = any_of((without_result(node, facts), all_of((~ends, found))))
    return found
