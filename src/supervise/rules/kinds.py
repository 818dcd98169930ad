"""Whether a node makes sense: dates where dates are meant, numbers where numbers are.

The check runs when a declaration is made, so that no answer sheet can bring a type error to light.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from supervise.rules.choices import Cut, FirstMatch, Mapped, Said, Stated
from supervise.rules.reading import children, term_parts
from supervise.rules.terms import (
    Answered,
    Code,
    Compare,
    Condition,
    FirstKnown,
    Is,
    LookUp,
    Matrix,
    Months,
    MonthsAfter,
    Number,
    Power,
    Ref,
    Same,
    Term,
    When,
    Years,
    Yes,
)


class Kind(StrEnum):
    """What sort of value a name or a term has."""

    NUMBER = "number"
    CODE = "code"
    YES_NO = "yes_no"
    DATE = "date"
    TEXT = "text"


def kind_of(term: Term, kinds: Mapping[str, Kind]) -> Kind:
    """The kind of a term. A name that is not known counts as a number: it is reported elsewhere."""
    match term:
        case Ref(name):
            return kinds.get(name, Kind.NUMBER)
        case MonthsAfter():
            return Kind.DATE
        case LookUp() | Matrix() | Cut():
            return Kind.CODE
        case Stated(code):
            return _kind_of_codes((code,))
        case Mapped(_, pairs):
            return _kind_of_codes([said for _, said in pairs])
        case FirstMatch():
            return _kind_of_codes((*term.says, term.otherwise))
        case FirstKnown(terms):
            # Of several kinds, it can be known or not, but nothing is computed from it.
            several = {kind_of(each, kinds) for each in terms}
            return several.pop() if len(several) == 1 else Kind.TEXT
        case When(_, then, _):
            return kind_of(then, kinds)
        case _:
            return Kind.NUMBER


def _kind_of_codes(codes: Iterable[Said]) -> Kind:
    numbers = all(type(code) is int for code in codes)
    return Kind.NUMBER if numbers else Kind.CODE


def kind_defects(  # noqa: C901 - one case for each sort of node
    node: Term | Condition,
    kinds: Mapping[str, Kind],
    codes: Mapping[str, frozenset[Code]],
) -> Iterator[str]:
    """Everything in a node that does not make sense. `codes` are those of each coded name."""
    match node:
        case Ref() | Number() | Answered():
            return
        case Years(earlier, later) | Months(earlier, later):
            for day in (earlier, later):
                if kind_of(day, kinds) is not Kind.DATE:
                    yield f"'{node}': '{day}' is not a date"
        case MonthsAfter(of, _):
            if kind_of(of, kinds) is not Kind.DATE:
                yield f"'{node}': '{of}' is not a date"
        case Compare(left, _, right):
            pair = {kind_of(left, kinds), kind_of(right, kinds)}
            if pair not in ({Kind.DATE}, {Kind.NUMBER}):
                yield f"'{node}': neither two numbers nor two dates"
        case Is(of, given):
            yield from _code_defects(node, of, given, codes)
            yield from _strange_codes(node, of, given, kinds)
        case Yes(of):
            if kind_of(of, kinds) is not Kind.YES_NO:
                yield f"'{node}': '{of}' is not a yes/no answer"
        case Same() | FirstKnown() | LookUp() | Matrix():
            pass
        case Stated() | Mapped() | FirstMatch():
            pass
        case Term():
            if isinstance(node, Power) and not _is_count(node.exponent):
                yield f"'{node}': the exponent is not a whole number from 0"
            for part in term_parts(node):
                if kind_of(part, kinds) is not Kind.NUMBER:
                    yield f"'{node}': '{part}' is not a number"
    for each in children(node):
        yield from kind_defects(each, kinds, codes)


def _is_count(number: object) -> bool:
    return type(number) is int and number >= 0


def _strange_codes(
    node: Is, of: Term, given: tuple[Code, ...], kinds: Mapping[str, Kind]
) -> Iterator[str]:
    # 1 == True in Python: a code of another type would hold in one engine and not in another.
    exact = {Kind.NUMBER: int, Kind.CODE: str}.get(kind_of(of, kinds))
    for code in given:
        if type(code) is not exact:
            yield f"'{node}': {code!r} is not an answer of '{of}'"


def _code_defects(
    node: Is, of: Term, given: tuple[Code, ...], codes: Mapping[str, frozenset[Code]]
) -> Iterator[str]:
    if not isinstance(of, Ref) or of.name not in codes:
        return
    known = {(type(code), code) for code in codes[of.name]}
    for code in given:
        if (type(code), code) not in known:
            yield f"'{node}': {code!r} is not a code of '{of}'"
