"""What a node mentions, and so what must be known before it can be evaluated.

*Required* is what a formula mentions, not what an evaluation happens to touch.
A requirement is a set of names of which at least one must be known.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, cast

from supervise.rules.counting import Certain
from supervise.rules.terms import Answered, Condition, FirstKnown, Ref, Term

Node = Term | Condition
Requirement = frozenset[str]


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside a node."""
    # Asked for every node of every formula: attrs lists a node's fields here once and for all.
    fields: tuple[str, ...] = cast("Any", type(node)).__match_args__
    for field in fields:
        inside = getattr(node, field)
        for each in inside if isinstance(inside, tuple) else (inside,):
            if isinstance(each, Term | Condition):
                yield each


def term_parts(term: Term) -> tuple[Term, ...]:
    """The terms directly inside a term."""
    return tuple(part for part in children(term) if isinstance(part, Term))


def names(node: Node) -> Iterator[str]:
    """Every name a node mentions, in order, repeats included."""
    if isinstance(node, Ref):
        yield node.name
    for child in children(node):
        yield from names(child)


def all_names(nodes: Iterable[Node], values: Mapping[str, Term]) -> frozenset[str]:
    """Every item that nodes mention, named values followed to the items inside them."""
    found: set[str] = set()
    waiting = [name for node in nodes for name in names(node)]
    while waiting:
        name = waiting.pop()
        if name in values:
            waiting.extend(names(values[name]))
        else:
            found.add(name)
    return frozenset(found)


def requirements(node: Node, values: Mapping[str, Term]) -> frozenset[Requirement]:
    """What must be known before a node can be evaluated.

    `values` are named terms that references may stand for.
    """
    match node:
        case Ref(name) if name in values:
            return requirements(values[name], values)
        case Ref(name):
            return frozenset({frozenset({name})})
        case Answered() | Certain():
            return frozenset()
        case FirstKnown(terms):
            choices = [requirements(each, values) for each in terms]
            return frozenset(frozenset().union(*some) for some in product(*choices))
        case _:
            return frozenset().union(
                *(requirements(each, values) for each in children(node))
            )
