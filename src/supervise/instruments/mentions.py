"""What a scale is decided by, and what it reports.

The nodes that it is decided by must be known before it can be scored.

Flags are apart: they are raised by what is known, and nothing is asked for their sake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from supervise.instruments.reporting import Flag
from supervise.instruments.scales import (
    BlackBox,
    Cases,
    Chosen,
    Decided,
    Judged,
    LogOdds,
    Percents,
    Points,
    Reports,
    Scale,
    Weighted,
    scale_rows,
)
from supervise.rules import Condition, Term
from supervise.rules.counting import Certain
from supervise.rules.reading import Node, all_names, children
from supervise.rules.terms import FirstKnown, Number, Ref


def nodes_of(scale: Scale) -> Iterator[Node]:
    """Every node that a scale is decided by."""
    yield from nodes_beside_rows(scale)
    if isinstance(scale, Weighted):
        yield from (row.of for row in scale_rows(scale) if row.of is not None)


def nodes_beside_rows(scale: Scale) -> Iterator[Node]:
    """The same without the rows of its table."""
    yield from nodes_that_decide(scale)
    if not isinstance(scale, Chosen | BlackBox):
        yield from (each.as_term() for each in scale.also_requires)


def nodes_that_decide(scale: Scale) -> Iterator[Node]:
    """The same without what only has to be answered, whatever the answer is."""
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
    if (only_if := only_if_of(scale)) is not None:
        yield only_if


def _about_levels(scale: Points) -> Iterator[Node]:
    if scale.lowered is not None:
        yield scale.lowered.when
    yield from (group.when for group in scale.bands_by)


def stand_ins(scale: Scale, values: Mapping[str, Term]) -> dict[str, int | bool]:
    """What the rules of a scale count in the place of an answer that is not there."""
    found: dict[str, int | bool] = {}
    waiting = list(nodes_of(scale))
    while waiting:
        node = waiting.pop()
        match node:
            case Ref(name) if name in values:
                waiting.append(values[name])
            case FirstKnown((Ref(name), Number() as number)) if name not in values:
                found[name] = int(number.value)
            case Certain(inner):
                found |= dict.fromkeys(all_names([inner], values), False)
            case _:
                waiting.extend(children(node))
    return found


def flags_of(scale: Scale) -> tuple[Flag, ...]:
    """The answers that a scale says must be seen; kinds that name none have none."""
    return () if isinstance(scale, Chosen | BlackBox | Judged) else scale.flags


def only_if_of(scale: Scale) -> Condition | None:
    """To whom a scale applies; nothing where it applies to all."""
    return None if isinstance(scale, Chosen | BlackBox | Judged) else scale.only_if


def parts_of(scale: Scale) -> frozenset[str]:
    """Which parts a scale's result has."""
    match scale:
        case LogOdds() | Percents():
            return frozenset({"score", "percent", "level"})
        case Points(percents=curve, bands=bands):
            banded = bands is not None or (curve is not None and curve.bands)
            return frozenset(
                {"score"}
                | ({"percent"} if curve is not None else set())
                | ({"level"} if banded else set())
            )
        case Cases():
            return frozenset({"percent", "level"})
        case Judged() | Decided():
            return frozenset({"level"})
        case BlackBox(reports=reports, bands=bands):
            percent = {"percent"} if reports is Reports.LOG_ODDS else set()
            return frozenset({"score"} | percent | ({"level"} if bands else set()))
        case _:
            return frozenset()
