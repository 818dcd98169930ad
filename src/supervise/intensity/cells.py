"""The cells of a policy's inputs: which values a policy tells apart, read from its clauses.

Two values of one cell give the same answer, so one value stands for all.
Cells answer which results are still possible, and let a caseload share what it has in common.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import attrs

from supervise.intensity.clauses import Clause
from supervise.intensity.inputs import Input
from supervise.rules import Condition, Ref, Term, Value, holds, value_of
from supervise.rules.choices import Cut
from supervise.rules.kinds import Kind
from supervise.rules.reading import children, names
from supervise.rules.terms import Compare, Number

if TYPE_CHECKING:
    from supervise.intensity.policy import Policy

Node = Term | Condition
Edge = tuple[float, bool]
"""A number at which a cell ends, and whether the number itself still belongs to it."""


@attrs.frozen
class Cells:
    """The cells of one input.

    `values` has one value of each cell, or nothing where the clauses do not tell them apart by
    comparing; `edges` are those of a number. A `timed` date counts only by what turns on it.
    """

    input: Input
    edges: tuple[Edge, ...] = ()
    values: tuple[Value, ...] | None = None
    timed: bool = False

    def cell(self, value: Value | None) -> object:
        """What stands for all numbers of the same cell."""
        if self.values is None or not isinstance(value, int | float):
            return value
        return bisect_right(self.edges, (value, False))


def cells_in(policy: Policy) -> dict[str, Cells]:
    """The cells of every input of a policy."""
    nodes = list(nodes_of(policy.clauses))
    edges: dict[str, set[Edge]] = {each.id: set() for each in policy.inputs}
    compared: set[int] = set()
    for node in nodes:
        for name, edge, reference in _edges(node):
            edges[name].add(edge)
            compared.add(id(reference))
    loose = {
        node.name
        for node in nodes
        if isinstance(node, Ref) and id(node) not in compared
    }
    timed = {id(inner) for node in time_nodes(policy) for inner in _inside(node)}
    outside = {
        node.name for node in nodes if isinstance(node, Ref) and id(node) not in timed
    }
    return {
        each.id: attrs.evolve(
            _cells(each, tuple(sorted(edges[each.id])), loose=each.id in loose),
            timed=each.id not in outside,
        )
        for each in policy.inputs
    }


def nodes_of(clauses: tuple[Clause, ...]) -> Iterator[Node]:
    """Every node of some clauses, those inside others included."""
    for clause in clauses:
        for node in (clause.says, clause.when):
            if node is not None:
                yield from _inside(node)


def _inside(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _inside(child)


def _edges(node: Node) -> Iterator[tuple[str, Edge, Ref]]:
    """The edges that a node gives to an input, and the reference that it compares."""
    match node:
        case Cut(Ref() as reference, floors):
            for floor in floors:
                yield reference.name, (float(Number(floor).value), False), reference
        case Compare(Ref() as reference, operator, Number() as bound):
            below = operator in {">", "<="}
            yield reference.name, (float(bound.value), below), reference
        case Compare(Number() as bound, operator, Ref() as reference):
            below = operator in {"<", ">="}
            yield reference.name, (float(bound.value), below), reference
        case _:
            return


def _cells(given: Input, edges: tuple[Edge, ...], *, loose: bool) -> Cells:
    match given.kind:
        case Kind.YES_NO:
            return Cells(given, values=(False, True))
        case Kind.CODE:
            return Cells(given, values=given.codes)
        case Kind.NUMBER if not loose:
            return Cells(given, edges, tuple(_one_of_each(given, edges)))
        case _:
            return Cells(given)


def _one_of_each(given: Input, edges: tuple[Edge, ...]) -> Iterator[Value]:
    """A number in each cell, from the least that the input can be to the most."""
    least, most = Number(given.least).value, Number(given.most).value
    inner = [edge for edge in edges if least <= edge[0] <= most]
    places = sorted({float(least), float(most), *(at for at, _ in inner)})
    between = ((one + other) / 2 for one, other in pairwise(places))
    seen = set()
    for number in sorted(chain(places, between)):
        if (cell := bisect_right(edges, (number, False))) not in seen:
            seen.add(cell)
            yield number


def time_nodes(policy: Policy) -> tuple[Compare | Cut, ...]:
    """What turns on the date itself: comparisons and cells that mention it."""
    return times_among(nodes_of(policy.clauses))


def times_among(nodes: Iterable[Node]) -> tuple[Compare | Cut, ...]:
    """Those of some nodes that turn on the date itself."""
    return tuple(
        node
        for node in nodes
        if isinstance(node, Compare | Cut) and "on" in set(names(node))
    )


def told_by_time(
    node: Compare | Cut, facts: Mapping[str, Value | None]
) -> Value | None:
    """What a node that turns on the date says."""
    return holds(node, facts) if isinstance(node, Compare) else value_of(node, facts)
