"""Source generated once per instrument: the plain evaluator written out for complete answers.

It adds in the order of the table, so that both engines give the same double.
Nothing from a file reaches the source as text: names are checked identifiers, numbers are
read from decimal text, codes and tables enter through the namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, cast

from supervise.instruments.scales import Weighted, scale_rows, weight
from supervise.rules import Condition, Table, Term
from supervise.rules.reading import Requirement, names, requirements
from supervise.rules.source_text import (
    Namespace,
    broken_source,
    condition_source,
    local,
    term_source,
    value_source,
)
from supervise.rules.tables import ByCode, ByRange, Cells, Row, TableRow, serves
from supervise.rules.terms import Number, When

if TYPE_CHECKING:
    from supervise.instruments.engine import Complete, Prepared

ZERO = Number("0")


def generated(
    ready: Prepared, scales: tuple[str, ...], *, with_rules: bool
) -> Complete:
    """A function of facts that gives the places of broken rules and the raw scores.

    It may be called when everything that these scales require is known.
    It scores whatever rule is broken: what that means for a scale is its caller's to say.
    """
    space = Namespace(ready.values, ready.codes)
    space.bound["stated"] = _stated
    body = list(_body(ready, scales, space, with_rules=with_rules))
    text = "\n".join(body)
    facts = [*ready.items, "on", *sorted(ready.upstream)]
    used = [name for name in facts if f"{local(name)}" in text]
    lines = [
        "def complete(facts):",
        *(f"    {local(name)} = facts[{name!r}]" for name in used),
        *(f"    {line}" for line in body),
    ]
    code = compile("\n".join(lines), f"<{ready.instrument.id}>", "exec")
    exec(code, space.bound)  # noqa: S102  the source is made from a checked declaration only
    return cast("Callable[..., object]", space.bound["complete"])  # type: ignore[return-value]


def _body(
    ready: Prepared, scales: tuple[str, ...], space: Namespace, *, with_rules: bool
) -> Iterator[str]:
    certain = frozenset().union(*(ready.uses[id].requires for id in scales))
    certain |= {frozenset({"on"})}
    rules = list(enumerate(ready.rules)) if with_rules else []
    chosen = [cast("Weighted", ready.uses[id].scale) for id in scales]
    nodes = [
        *(rule.must_hold for _, rule in rules),
        *(
            row.of
            for scale in chosen
            for row in scale_rows(scale)
            if row.of is not None
        ),
    ]
    wanted = _in_order(ready.values, (name for node in nodes for name in names(node)))

    yield from (_value_line(ready, name, certain, space) for name in wanted)
    yield "broken = ()"
    for place, rule in rules:
        known = _known_test(ready.rule_requires[place], certain)
        yield f"if {known}{broken_source(rule.must_hold, space)}: broken += ({place},)"
    for table in _distinct([scale.table for scale in chosen]):
        columns = [(id, table.column(id)) for id in scales if id in table.columns]
        yield from (f"s_{id} = 0" for id, _ in columns)
        yield from _table_lines(table, columns, space)
    yield f"return broken, ({''.join(f's_{id}, ' for id in scales)})"


def _in_order(values: Mapping[str, Term], wanted: Iterable[str]) -> list[str]:
    """The named values that are wanted, with those they are made of, in declared order."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name in values and name not in found:
            found.add(name)
            waiting.extend(names(values[name]))
    return [name for name in values if name in found]


def _known_test(needed: Iterable[Requirement], certain: Iterable[Requirement]) -> str:
    """Source that asks whether everything needed is known, save what is certain to be."""
    doubtful = sorted(
        " or ".join(f"{local(name)} is not None" for name in sorted(requirement))
        for requirement in needed
        if not any(known <= requirement for known in certain)
    )
    return "".join(f"({test}) and " for test in doubtful)


def _value_line(
    ready: Prepared, name: str, certain: Iterable[Requirement], space: Namespace
) -> str:
    value = ready.values[name]
    known = _known_test(requirements(value, ready.values), certain)
    source = value_source(value, space) if known else term_source(value, space)
    return f"{local(name)} = {source}"


def _distinct(tables: Iterable[Table]) -> list[Table]:
    return list({id(table): table for table in tables}.values())


def _table_lines(
    table: Table, columns: list[tuple[str, int]], space: Namespace
) -> Iterator[str]:
    """Rows in table order; neighbours under one condition share its test."""
    for guard, rows in groupby(table.rows, key=lambda row: _guard(row, space)):
        lines = [line for row in rows for line in _row_lines(row, columns, space)]
        if guard is None or not lines:
            yield from lines
        else:
            yield f"if {condition_source(guard, space)}:"
            yield from (f"    {line}" for line in lines)


def _stated(number: float | None) -> float:
    """What a row counts. A row of which nothing is known has no result: it is not a zero."""
    if number is None:
        raise ValueError("a table says nothing of this")
    return number


def _guard(row: TableRow, space: Namespace) -> Condition | None:
    match row:
        case Row(Condition() as condition, _, _):
            return condition
        case Row(When(condition) as of, _, _) if _is_guarded(of, space):
            return condition
        case _:
            return None


def _row_lines(
    row: TableRow, columns: list[tuple[str, int]], space: Namespace
) -> Iterator[str]:
    served = [(id, at) for id, at in columns if serves(row, at)]
    if not served:
        return
    if isinstance(row, Row):
        factor = _factor(row, space)
        if len(served) > 1 and not factor.isidentifier() and factor:
            yield f"t = {factor}"
            factor = "t"
        product = f" * {factor}" if factor else ""
        for id, at in served:
            yield f"s_{id} += {weight(row.cells[at])!r}{product}"
        return
    yield f"t = {_branch_source(row, [at for _, at in served], space)}"
    for place, (id, _) in enumerate(served):
        yield f"s_{id} += t[{place}]"


def _factor(row: Row, space: Namespace) -> str:
    match row.of:
        case None | Condition():
            return ""
        case When(_, then) as of if _is_guarded(of, space):
            return term_source(then, space)
        case of if space.doubts(of):
            return f"stated({term_source(of, space)})"
        case of:
            return term_source(of, space)


def _is_guarded(of: When, space: Namespace) -> bool:
    """Whether a term counts only where its condition holds, which is decided."""
    return of.otherwise == ZERO and not space.doubts(of)


def _branch_source(row: ByCode | ByRange, at: list[int], space: Namespace) -> str:
    def picked(cells: Cells) -> tuple[int | float, ...]:
        return tuple(weight(cells[place]) for place in at)

    if isinstance(row, ByCode):
        branches = {code: picked(cells) for code, cells in row.codes}
    else:
        branches = {
            value: picked(cells)
            for low, high, cells in row.ranges
            for value in range(low, high + 1)
        }
    return f"{space.name(branches)}[{term_source(row.of, space)}]"
