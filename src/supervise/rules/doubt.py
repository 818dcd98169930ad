"""Which nodes can be unknown although what they require is known, and which with less.

Engines that write nodes out ask this before they take an unknown for a no.
It does not look at answers: it tells from the declaration alone.
"""

from collections.abc import Mapping

from supervise.rules.choices import FirstMatch
from supervise.rules.counting import Certain, Count
from supervise.rules.reading import Node, children
from supervise.rules.terms import (
    All,
    Answered,
    AnyOf,
    Code,
    FirstKnown,
    LookUp,
    Not,
    Ref,
    Term,
    When,
)

_DECIDED_EARLY = (When, FirstMatch, Count, FirstKnown, Answered, Certain)
_OF_CONDITIONS = (All, AnyOf, Not)


def may_stay_unknown(
    node: Node, values: Mapping[str, Term], codes: Mapping[str, frozenset[Code]]
) -> bool:
    """Whether a node can be unknown where all that it requires is known.

    A table that does not list a code is the cause. `values` are the named terms, and `codes`
    all that the answer to a coded item can be.
    """
    match node:
        case Answered() | Certain():
            return False
        case Ref(name):
            return name in values and may_stay_unknown(values[name], values, codes)
        case LookUp(Ref(name), table) if name in codes:
            return any(not table.lookup.get(str(code)) for code in codes[name])
        case LookUp():
            return True
        case _:
            return any(may_stay_unknown(each, values, codes) for each in children(node))


def may_be_decided_early(node: Node) -> bool:
    """Whether a node can be known where not all that it mentions is."""
    kinds = (*_DECIDED_EARLY, *_OF_CONDITIONS)
    return isinstance(node, kinds) or any(map(may_be_decided_early, children(node)))
