"""An instrument taken apart for reasoning: which answers meet in which row or rule.

It is made once for each instrument, at first use, and kept with it.
No answer of a person is part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from supervise.instruments.adjusting import NO_RESULT
from supervise.instruments.analysis.additive import is_added_up
from supervise.instruments.engine import Prepared, ScaleUse, prepared
from supervise.instruments.instrument import Instrument
from supervise.instruments.items import Coded, Day, Item, OneOf, Text, Whole, YesNo
from supervise.instruments.mentions import nodes_that_decide, only_if_of
from supervise.instruments.scales import (
    ALL_SCALES,
    Points,
    Scale,
    Weighted,
    scale_rows,
    weight,
)
from supervise.rules import (
    ByCode,
    ByRange,
    Condition,
    Facts,
    Row,
    Value,
    holds,
    value_of,
)
from supervise.rules.reading import (
    Node,
    Requirement,
    all_names,
    children,
    names,
    requirements,
)
from supervise.rules.tables import TableRow
from supervise.rules.terms import Term

SOME_WORDS = "(some words)"
"""Stands for every text: no formula tells one from another, only whether there is one."""

Answers = tuple[Value | None, ...]
EVERY_PERCENT: Answers = tuple(parts / 100 for parts in range(10_001))


@attrs.frozen(eq=False)
class Part:
    """One row of a scale, with the names that its amount depends on, `on` among them."""

    place: int
    row: TableRow
    column: int
    items: frozenset[str]


@attrs.frozen(eq=False)
class RulePart:
    """One rule between answers, with the names it mentions and what it needs to be known."""

    id: str
    must_hold: Condition
    items: frozenset[str]
    requires: frozenset[Requirement]


@attrs.frozen(eq=False)
class ScaleParts:
    """A scale as rows and rules over items."""

    use: ScaleUse
    added_up: bool
    rows: tuple[TableRow, ...]
    column: int
    touching: Mapping[str, tuple[Part, ...]]
    rules: tuple[RulePart, ...]
    rule_ids: frozenset[str]
    needs_beside: Mapping[str, tuple[Requirement, ...]]
    """For each rule, what it needs to be known and the scale does not use."""
    only_if: RulePart | None
    """To whom the scale applies; nothing where it applies to all."""
    adjusts: tuple[Condition, ...]
    """Conditions that change a result beside its raw score: groups, a lowered level."""
    required: frozenset[str]
    """Items without which the scale is not scored, whatever else is answered."""
    alternatives: tuple[Requirement, ...]
    """Groups of which one must be answered."""
    alone: frozenset[str]
    """Items that meet no other in any row or rule."""


@attrs.frozen(eq=False)
class Structure:
    """Everything about an instrument that reasoning needs and answers do not change."""

    ready: Prepared
    value_items: Mapping[str, frozenset[str]]
    rules: tuple[RulePart, ...]
    scales: Mapping[str, ScaleParts]
    readings: Mapping[str, tuple[Node | ByRange | ByCode, ...]]
    percents: frozenset[str] = frozenset()
    """Names of the percents of other instruments that this one consumes."""
    cells: dict[str, Answers | None] = attrs.field(factory=dict)
    options: dict[object, object] = attrs.field(factory=dict)
    inside: dict[int, tuple[Node, ...]] = attrs.field(factory=dict)
    behind: dict[int, tuple[str, ...]] = attrs.field(factory=dict)
    others: dict[object, tuple[str, ...] | None] = attrs.field(factory=dict)

    def values_behind(self, node: Node) -> tuple[str, ...]:
        """The named values that a node mentions, those first that others are made of."""
        found = self.behind.get(id(node))
        if found is None:
            mentioned = set(names(node))
            # A value may only mention those that are declared before it.
            for name in reversed(self.ready.values):
                if name in mentioned:
                    mentioned |= set(names(self.ready.values[name]))
            found = tuple(name for name in self.ready.values if name in mentioned)
            self.behind[id(node)] = found
        return found

    def children_of(self, node: Node) -> tuple[Node, ...]:
        """The nodes directly inside a node of the declaration."""
        found = self.inside.get(id(node))
        if found is None:
            found = self.inside[id(node)] = tuple(children(node))
        return found

    def answers_to(self, item: str) -> Answers | None:
        """Answers of an item, one of each group that no formula tells apart.

        `None` where they cannot be listed: a date, words, a score of another instrument.
        """
        if item not in self.cells:
            self.cells[item] = self._cells(item)
        return self.cells[item]

    def all_answers_to(self, item: str) -> Answers | None:
        """Every answer of an item; `None` where they cannot be listed.

        A percent of another instrument is taken to be free, from 0 to 100.
        """
        declared = self.ready.items.get(item)
        if declared is not None:
            return _answers(declared)
        return EVERY_PERCENT if item in self.percents else None

    def _cells(self, item: str) -> Answers | None:
        listed = self.all_answers_to(item)
        if listed is None or len(listed) <= 2:
            return listed
        firsts: dict[object, Value | None] = {}
        for answer in listed:
            readings = self.readings.get(item, ())
            said = tuple(_says(each, item, answer) for each in readings)
            firsts.setdefault(said, answer)
        return tuple(firsts.values())


def structure_of(instrument: Instrument) -> Structure:
    """An instrument taken apart, kept with it from the first use on."""
    ready = prepared(instrument)
    if "structure" not in ready.derived:
        ready.derived["structure"] = _take_apart(ready)
    structure = ready.derived["structure"]
    assert isinstance(structure, Structure)
    return structure


def amount_of(row: TableRow, column: int, facts: Facts) -> int | float | None:
    """What a row adds to the scale in a column; `None` while an answer it needs is unknown."""
    if not isinstance(row, Row):
        place = _branch(row, facts)
        branches = row.codes if isinstance(row, ByCode) else row.ranges
        return None if place is None else weight(branches[place][-1][column])
    match row.of:
        case None:
            return weight(row.cells[column])
        case Condition() as condition:
            held = holds(condition, facts)
            return None if held is None else weight(row.cells[column]) * held
        case Term() as term:
            times = value_of(term, facts)
            if not isinstance(times, int | float):
                return None
            return weight(row.cells[column]) * times


def sum_of_rows(rows: Iterable[TableRow], column: int, facts: Facts) -> int | float:
    """What rows add to the scale in a column; `ArithmeticError` while one has no amount."""
    total: int | float = 0
    for row in rows:
        amount = amount_of(row, column, facts)
        if amount is None:
            raise ArithmeticError("a row has no amount")
        total += amount
    return total


def _branch(row: ByCode | ByRange, facts: Facts) -> int | None:
    answer = value_of(row.of, facts)
    if isinstance(row, ByCode):
        fits = (place for place, (code, _) in enumerate(row.codes) if code == answer)
    else:
        fits = (
            place
            for place, (low, high, _) in enumerate(row.ranges)
            if answer in range(low, high + 1)
        )
    return next(fits, None)


def _take_apart(ready: Prepared) -> Structure:
    value_items = {
        name: all_names([value], ready.values) for name, value in ready.values.items()
    }
    rules = tuple(
        RulePart(
            rule.id, rule.must_hold, all_names([rule.must_hold], ready.values), need
        )
        for rule, need in zip(ready.rules, ready.rule_requires, strict=True)
    )[: len(ready.instrument.rules)]
    return Structure(
        ready=ready,
        value_items=value_items,
        rules=rules,
        scales={id: _parts(ready, id, use, rules) for id, use in ready.uses.items()},
        readings=_readings(ready),
        percents=frozenset(
            used.as_term().name
            for used in ready.instrument.consumes
            if used.part == "percent"
        ),
    )


def _parts(
    ready: Prepared, id: str, use: ScaleUse, rules: tuple[RulePart, ...]
) -> ScaleParts:
    scale = use.scale
    rows: tuple[TableRow, ...] = ()
    column = 0
    if isinstance(scale, Weighted):
        rows, column = scale_rows(scale), scale.table.column(id)
    own = tuple(
        part
        for part, rule in zip(rules, ready.instrument.rules, strict=True)
        if rule.blocks == ALL_SCALES or id in rule.blocks
    )
    only_if = _only_if(ready, scale)
    touching: dict[str, list[Part]] = {}
    for place, row in enumerate(rows):
        if row.of is not None:
            part = Part(place, row, column, all_names([row.of], ready.values))
            for item in part.items:
                touching.setdefault(item, []).append(part)
    required = frozenset(
        name for need in use.requires if len(need) == 1 for name in need
    )
    return ScaleParts(
        use=use,
        added_up=is_added_up(
            scale, (item for name, item in ready.items.items() if name in use.uses)
        ),
        rows=rows,
        column=column,
        touching={item: tuple(found) for item, found in touching.items()},
        rules=own,
        rule_ids=frozenset(rule.id for rule in own),
        needs_beside={
            rule.id: tuple(need for need in rule.requires if not need & use.uses)
            for rule in (*own, *([only_if] if only_if is not None else ()))
        },
        only_if=only_if,
        adjusts=_adjusts(scale),
        required=required,
        alternatives=tuple(need for need in use.requires if len(need) > 1),
        alone=_alone(
            ready, touching, (*own, *([only_if] if only_if else ())), use.requires
        ),
    )


def _only_if(ready: Prepared, scale: Scale) -> RulePart | None:
    condition = only_if_of(scale)
    if condition is None:
        return None
    names = all_names([condition], ready.values)
    return RulePart("only_if", condition, names, requirements(condition, ready.values))


def _adjusts(scale: Scale) -> tuple[Condition, ...]:
    if not isinstance(scale, Points):
        return ()
    lowered = (scale.lowered.when,) if scale.lowered is not None else ()
    return (*lowered, *(group.when for group in scale.bands_by))


def _alone(
    ready: Prepared,
    touching: Mapping[str, list[Part]],
    rules: tuple[RulePart, ...],
    requires: frozenset[Requirement],
) -> frozenset[str]:
    together = {name for rule in rules for name in rule.items}
    together |= {name for need in requires if len(need) > 1 for name in need}
    return frozenset(
        item
        for item, parts in touching.items()
        if item not in together
        and item in ready.items
        and all(part.items == frozenset({item}) for part in parts)
    )


def _answers(item: Item) -> Answers | None:
    match item.answers:
        case YesNo():
            return (False, True)
        case OneOf(choices):
            return tuple(choice.code for choice in choices if choice.covered)
        case Whole(least, most):
            return tuple(range(least, most + 1))
        case Coded(table):
            return tuple(code for code, said in table.rows if said)
        case Text():
            return (SOME_WORDS,)
        case Day():
            return None


def _readings(ready: Prepared) -> dict[str, tuple[Node | ByRange | ByCode, ...]]:
    """For each item, the largest pieces of any formula that mention it and nothing else."""
    found: dict[str, dict[int, Node | ByRange | ByCode]] = {
        id: {} for id in ready.items
    }
    nodes: list[Node | ByRange | ByCode] = [
        *ready.values.values(),
        *(rule.must_hold for rule in ready.instrument.rules),
    ]
    nodes += [
        item.asked_if.when
        for item in ready.instrument.items
        if item.asked_if is not None
    ]
    for use in ready.uses.values():
        nodes += nodes_that_decide(use.scale)
        if isinstance(use.scale, Weighted):
            nodes += _readable(scale_rows(use.scale))
    for node in nodes:
        for item, piece in _pieces(node):
            found.setdefault(item, {})[id(piece)] = piece
    return {item: tuple(pieces.values()) for item, pieces in found.items()}


def _readable(rows: tuple[TableRow, ...]) -> Iterator[Node | ByRange | ByCode]:
    for row in rows:
        if not isinstance(row, Row):
            yield row
        elif row.of is not None:
            yield row.of


def _pieces(
    node: Node | ByRange | ByCode,
) -> Iterator[tuple[str, Node | ByRange | ByCode]]:
    inner = node.of if isinstance(node, ByRange | ByCode) else node
    mentioned = all_names([inner], {})
    if len(mentioned) == 1:
        yield next(iter(mentioned)), node
        return
    for child in children(inner):
        yield from _pieces(child)


def _says(piece: Node | ByRange | ByCode, item: str, answer: Value | None) -> object:
    facts: Facts = {item: answer}
    if isinstance(piece, ByRange | ByCode):
        return _branch(piece, facts)
    try:
        said = (
            holds(piece, facts)
            if isinstance(piece, Condition)
            else value_of(piece, facts)
        )
    except NO_RESULT:
        return "no result"
    return type(said), said
