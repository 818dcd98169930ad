"""The raw score of a scale as one expression: the rows of the publisher's table, added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add

from supervise.batch.certainty import holds, known
from supervise.batch.expressions import (
    Expression,
    Literal,
    Operation,
    all_of,
    any_of,
    when,
)
from supervise.batch.facts import Facts
from supervise.batch.formulas import value
from supervise.instruments import Chosen, Instrument, Points
from supervise.instruments.scales import Scale, Weighted, scale_rows, weight
from supervise.rules import Condition, Term
from supervise.rules.reading import Node, children
from supervise.rules.tables import ByCode, ByRange, Row, TableRow, cells_of
from supervise.rules.terms import Is, Log, Number, Ratio, When

ZERO = Number("0")


def raw_of(scale: Weighted, facts: Facts) -> Expression:
    """The raw score: rows under one condition are added up under it."""
    place = scale.table.column(scale.id)
    plain: list[Expression] = []
    guarded: dict[str, tuple[Condition, list[Expression]]] = {}
    for row in scale_rows(scale):
        guard, amount = _amount(row, place, facts)
        if guard is None:
            plain.append(amount)
        else:
            guarded.setdefault(repr(guard), (guard, []))[1].append(amount)
    plain.sort(key=lambda amount: not isinstance(amount, Literal))
    under = [
        when(holds(guard, facts), _total(amounts), 0)
        for guard, amounts in guarded.values()
    ]
    return _total([*plain, *under])


def _total(amounts: Iterable[Expression]) -> Expression:
    return reduce(add, amounts)


def _amount(
    row: TableRow, place: int, facts: Facts
) -> tuple[Condition | None, Expression]:
    """What a row adds, and under which condition it is more than nothing."""
    match row:
        case Row(None, _, cells):
            return None, _constant(cells[place])
        case Row(Condition() as test, _, cells):
            return test, _constant(cells[place])
        case Row(When(test, then, otherwise), _, cells) if otherwise == ZERO:
            return test, _times(weight(cells[place]), value(then, facts))
        case ByCode():
            return None, _by_code(row, place, facts)
        case ByRange():
            return None, _by_range(row, place, facts)
        case _:
            assert isinstance(row.of, Term), "a row is a constant, asks or computes"
            return None, _times(weight(row.cells[place]), value(row.of, facts))


def _constant(cell: str | int | None) -> Literal:
    return Literal(float(weight(cell)))


def _times(one: float, of: Expression) -> Expression:
    return of if one == 1 else of * one


def _by_code(row: ByCode, place: int, facts: Facts) -> Expression:
    """Codes of the same weight are asked for together; those without any are left out."""
    weights = {code: float(weight(cells[place])) for code, cells in row.codes}
    tests: dict[float, list[Is]] = {}
    for test in conditions_of(row):
        if amount := weights[test.codes[0]]:
            tests.setdefault(amount, []).append(test)
    found: Expression = Literal(0.0)
    for amount, those in reversed(tests.items()):
        found = when(any_of(holds(test, facts) for test in those), amount, found)
    return found


def conditions_of(row: ByCode) -> tuple[Is, ...]:
    """The conditions that the rows of one answer stand for."""
    return tuple(Is(row.of, (code,)) for code, _ in row.codes)


def _by_range(row: ByRange, place: int, facts: Facts) -> Expression:
    counted = value(row.of, facts)
    ranges = sorted(row.ranges, key=lambda each: each[0])
    found: Expression = _constant(ranges[-1][2][place])
    for _, highest, cells in reversed(ranges[:-1]):
        found = when(counted <= highest, _constant(cells[place]), found)
    return found


def outside(row: ByCode | ByRange, facts: Facts) -> Expression:
    """Where rows that exclude one another say nothing of what is known."""
    match row:
        case ByCode():
            listed = (holds(test, facts) for test in conditions_of(row))
            return all_of((known(row.of, facts), ~any_of(listed)))
        case ByRange():
            counted = value(row.of, facts)
            whole = counted.does(Operation.FLOOR).equals(counted)
            among = ((counted >= low) & (counted <= high) for low, high in _joined(row))
            return all_of((known(row.of, facts), ~(whole & any_of(among))))


def _joined(row: ByRange) -> list[tuple[int, int]]:
    """The ranges of a row, those that follow one another as one."""
    joined: list[tuple[int, int]] = []
    for low, high, _ in sorted(row.ranges, key=lambda each: each[0]):
        if joined and joined[-1][1] + 1 == low:
            joined[-1] = joined[-1][0], high
        else:
            joined.append((low, high))
    return joined


def has_whole_score(instrument: Instrument, scale: Scale) -> bool:
    """Whether the score of a scale is a whole number."""
    match scale:
        case Points():
            return bool(scale.converts) or _adds_whole_numbers(scale)
        case Chosen(first_of=options):
            chosen = (instrument.scale(option) for option in options)
            return all(has_whole_score(instrument, each) for each in chosen)
        case _:
            return False


def _adds_whole_numbers(scale: Points) -> bool:
    place = scale.table.column(scale.id)
    rows = scale_rows(scale)
    cells = (cells[place] for row in rows for cells in cells_of(row))
    nodes = (node for row in rows if row.of is not None for node in _within(row.of))
    return not any(isinstance(cell, str) for cell in cells) and not any(
        isinstance(node, Log | Ratio)
        or (isinstance(node, Number) and type(node.value) is float)
        for node in nodes
    )


def _within(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _within(child)
