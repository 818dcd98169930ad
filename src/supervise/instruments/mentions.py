"""What a scale is decided by: the nodes that must be known before it can be scored.

Flags are apart: they are raised by what is known, and nothing is asked for their sake.
"""

from __future__ import annotations

from collections.abc import Iterator

from supervise.instruments.scales import (
    BlackBox,
    Cases,
    Chosen,
    Decided,
    Judged,
    Points,
    Scale,
    Weighted,
    scale_rows,
)
from supervise.rules import Condition
from supervise.rules.reading import Node


def nodes_of(scale: Scale) -> Iterator[Node]:
    """Every node that a scale is decided by."""
    yield from nodes_beside_rows(scale)
    if isinstance(scale, Weighted):
        yield from (row.of for row in scale_rows(scale) if row.of is not None)


def nodes_beside_rows(scale: Scale) -> Iterator[Node]:
    """The same without the rows of its table."""
    match scale:
        case Chosen():
            return
        case BlackBox(requires=requires):
            yield from (each.as_term() for each in requires)
            return
        case Judged(item=item):
            yield item.as_term()
        case Cases(cases=cases):
            yield from (each.when for each in cases if each.when is not None)
        case Decided(by=by):
            yield by.as_term()
        case Points():
            yield from _about_levels(scale)
        case _:
            pass
    yield from (each.as_term() for each in scale.also_requires)
    if (only_if := only_if_of(scale)) is not None:
        yield only_if


def _about_levels(scale: Points) -> Iterator[Node]:
    if scale.lowered is not None:
        yield scale.lowered.when
    yield from (group.when for group in scale.bands_by)


def only_if_of(scale: Scale) -> Condition | None:
    """To whom a scale applies; nothing where it applies to all."""
    return None if isinstance(scale, Chosen | BlackBox | Judged) else scale.only_if
