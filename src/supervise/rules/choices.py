"""Nodes that say a code: cells of a number, maps from code to code, lists of cases.

Policies are made of them: a matrix of banded numbers, a map from a rating, a list of cases.
Besides a code, such a node can say nothing, or say that the declaration has no answer.
Neither is the same as an unknown fact.
What each node means is said by `supervise.rules.evaluation`, as for every other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import product

import attrs

from supervise.errors import DeclarationError
from supervise.rules.terms import (
    Code,
    Condition,
    Matrix,
    Number,
    Operand,
    Ref,
    Term,
    matrix,
    term,
)


class Silence(StrEnum):
    """What a rule may say instead of a code.

    `NOTHING`: the rule has no say here, and the others decide.
    `NO_ANSWER`: the facts are known, and the declaration has no answer for them.
    """

    NOTHING = "says nothing"
    NO_ANSWER = "has no answer"


NOTHING = Silence.NOTHING
NO_ANSWER = Silence.NO_ANSWER

Said = Code | Silence


@attrs.frozen(order=False)
class Stated(Term):
    """A code that stands in the declaration."""

    code: Said

    def __str__(self) -> str:
        return _spoken(self.code)


@attrs.frozen(order=False)
class Cut(Term):
    """The cell that a number falls in, named by the cell's lowest number.

    Cells are half open: each runs up to the next floor and does not include it, so no number
    falls between two. A number below every floor has no answer.
    """

    of: Term
    floors: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.of} from {' or '.join(self.floors)}"


@attrs.frozen(order=False)
class Mapped(Term):
    """What stands beside a code; every code that can occur is listed."""

    of: Term
    pairs: tuple[tuple[Code, Said], ...]

    def __str__(self) -> str:
        return f"{self.of} mapped"


@attrs.frozen(order=False)
class FirstMatch(Term):
    """What stands beside the first condition that holds, else `otherwise`.

    It is unknown while a condition above the first that holds is undecided.
    """

    conditions: tuple[Condition, ...]
    says: tuple[Said, ...]
    otherwise: Said = attrs.field(kw_only=True)

    def __str__(self) -> str:
        pairs = zip(self.conditions, self.says, strict=True)
        cases = [f"{_spoken(said)} where {condition}" for condition, said in pairs]
        return f"{'; else '.join(cases)}; else {_spoken(self.otherwise)}"


def _spoken(said: Said) -> str:
    return said.value if isinstance(said, Silence) else str(said)


def stated(code: Said) -> Stated:
    """A code that stands in the declaration."""
    return Stated(code)


def cut(of: Operand, *floors: str) -> Cut:
    """The cell of a number; floors are decimal text, in any order."""
    return Cut(term(of), tuple(sorted(floors, key=lambda floor: Number(floor).value)))


def mapped(of: Operand, pairs: Mapping[str, Said] | Mapping[int, Said]) -> Mapped:
    """What stands beside a code."""
    return Mapped(term(of), tuple(pairs.items()))


def first_match(*cases: tuple[Condition, Said], otherwise: Said) -> FirstMatch:
    """What stands beside the first condition that holds."""
    conditions = tuple(condition for condition, _ in cases)
    return FirstMatch(conditions, tuple(said for _, said in cases), otherwise=otherwise)


def grid(
    row: Operand, column: Operand, header: Iterable[Code], *lines: tuple[Code, ...]
) -> Matrix:
    """A matrix as printed: a header, then lines that begin with the code of their row."""
    header = tuple(header)
    if ragged := [
        f"line {at_row!r} has {len(cells)} cells for {len(header)} columns"
        for at_row, *cells in lines
        if len(cells) != len(header)
    ]:
        raise DeclarationError(f"grid of {term(row)} and {term(column)}", ragged)
    return matrix(
        row,
        column,
        [
            (at_row, at_column, cell)
            for at_row, *cells in lines
            for at_column, cell in zip(header, cells, strict=True)
        ],
    )


def codes_said(
    node: Term, codes: Mapping[str, frozenset[Code]]
) -> frozenset[Said] | None:
    """Every code that a node can say, or nothing where that cannot be told.

    `codes` are those of each coded name.
    """
    match node:
        case Ref(name):
            return codes.get(name)
        case Stated(code):
            return frozenset({code})
        case Cut(_, floors):
            return frozenset(floors)
        case Mapped(_, pairs):
            return frozenset(said for _, said in pairs)
        case Matrix(_, _, cells):
            return frozenset(code for _, _, code in cells)
        case FirstMatch():
            return frozenset({*node.says, node.otherwise})
        case _:
            return None


def gaps(node: Term, codes: Mapping[str, frozenset[Code]]) -> Iterator[str]:
    """What a node leaves unsaid, says twice, or says of a code that cannot occur."""
    match node:
        case Mapped(of, pairs):
            stated_codes = [code for code, _ in pairs]
            yield from _compared(stated_codes, codes_said(of, codes), str(node))
        case Matrix(row, column, cells):
            places = [(at_row, at_column) for at_row, at_column, _ in cells]
            rows, columns = codes_said(row, codes), codes_said(column, codes)
            if rows is not None and columns is not None:
                expected = frozenset(product(rows, columns))
                yield from _compared(places, expected, str(node))
        case Cut(of, floors) if len(set(floors)) != len(floors) or not floors:
            yield f"'{of}': floors must be distinct and at least one"
        case _:
            return


def _compared(
    found: list[object] | list[Code] | list[tuple[Code, Code]],
    expected: frozenset[object] | None,
    where: str,
) -> Iterator[str]:
    if len(set(found)) != len(found):
        yield f"'{where}': a cell is stated twice"
    if expected is None:
        return
    for lacking in sorted(expected - set(found) - {*Silence}, key=str):
        yield f"'{where}': nothing is stated for {_place(lacking)}"
    for surplus in sorted(set(found) - expected, key=str):
        yield f"'{where}': {_place(surplus)} cannot occur"


def _place(at: object) -> str:
    return " and ".join(map(repr, at)) if isinstance(at, tuple) else repr(at)
