"""The parts of formulas that several scales have in common, each computed once.

A published table has a column for each scale, so most of its rows are shared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from supervise.batch.certainty import holds, known
from supervise.batch.expressions import NOWHERE, Expression, Literal
from supervise.batch.facts import Facts
from supervise.batch.formulas import value
from supervise.batch.stages import Phase, Stages
from supervise.batch.weights import ZERO, conditions_of
from supervise.instruments import Instrument
from supervise.instruments.scales import Weighted, scale_rows
from supervise.rules import Condition
from supervise.rules.reading import Node
from supervise.rules.tables import ByCode, ByRange, TableRow
from supervise.rules.terms import Number, Ref, When, Yes


def shared_in(
    instrument: Instrument, facts: Facts, stages: Stages
) -> dict[str, Expression]:
    """The parts that stand more than once in its scales, as columns, by how they are written."""
    parts = [
        part
        for scale in instrument.scales
        if isinstance(scale, Weighted)
        for row in scale_rows(scale)
        for part in _parts(row)
    ]
    times = Counter(map(repr, parts))
    shared: dict[str, Expression] = {}
    for part in parts:
        written = repr(part)
        if times[written] > 1 and written not in shared:
            found = _column(part, facts)
            if not isinstance(found, Literal):
                name = f"shared_{len(shared)}"
                shared[written] = stages.keep(Phase.SHARED, name, found)
    return shared


def _column(part: Node, facts: Facts) -> Expression:
    if isinstance(part, Condition):
        return holds(part, facts)
    return NOWHERE if known(part, facts) is NOWHERE else value(part, facts)


def _parts(row: TableRow) -> Iterator[Node]:
    """What a row asks and what it counts, save what is a column already."""
    match row:
        case ByCode():
            yield from conditions_of(row)
        case ByRange(of=of):
            yield of
        case _:
            match row.of:
                case None | Ref() | Number() | Yes(Ref()):
                    return
                case When(test, then, otherwise) if otherwise == ZERO:
                    yield from (
                        each
                        for each in (test, then)
                        if not isinstance(each, Ref | Number | Yes)
                    )
                case part:
                    yield part
