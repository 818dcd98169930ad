"""Trying out answers that belong together: every way to give them, and what each adds.

Ways that contradict a rule, or that are not enough for a score, are left out.
A few ways are computed by the plain evaluator, many by the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod

import attrs

from supervise.instruments.adjusting import NO_RESULT
from supervise.instruments.analysis.sheet import NO_NAMES, OpenSheet, breaks
from supervise.instruments.analysis.structure import (
    Answers,
    Part,
    RulePart,
    ScaleParts,
    sum_of_rows,
)
from supervise.rules import Facts, Value, value_of
from supervise.rules.reading import Requirement
from supervise.rules.terms import Term

MOST_COMBINATIONS = 20_000
KEPT_COMBINATIONS = 1_024
MANY_COMBINATIONS = 64

Amount = int | float
Option = tuple[Amount, Answers]
Others = Mapping[str, Value | None] | None
Adds = Callable[[dict[str, Value | None]], Amount]


@attrs.frozen(eq=False)
class Component:
    """Open items that belong together, and each way to answer them with what it adds.

    `amounts` are the different amounts, from the least up, each with one way to come by it.
    `undefined` says that some answers have no result, for example the logarithm of zero.
    """

    items: tuple[str, ...]
    options: tuple[Option, ...]
    undefined: bool = False
    amounts: tuple[Option, ...] = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: self._different_amounts(), takes_self=True),
    )
    width: int | float = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: self._from_least_to_most(), takes_self=True),
    )

    def _different_amounts(self) -> tuple[Option, ...]:
        ways: dict[int | float, Option] = {}
        for option in self.options:
            ways.setdefault(option[0], option)
        return tuple(ways[amount] for amount in sorted(ways))

    def _from_least_to_most(self) -> int | float:
        return self.amounts[-1][0] - self.amounts[0][0] if self.amounts else 0

    @property
    def least(self) -> Option:
        """The way to answer them that adds least."""
        return self.amounts[0]

    @property
    def most(self) -> Option:
        """The way to answer them that adds most."""
        return self.amounts[-1]


@attrs.define
class Group:
    """Open items with the rows and rules in which they meet, before they are tried out."""

    items: frozenset[str]
    parts: list[Part]
    rules: list[RulePart]
    needs: list[Requirement]

    def join(self, other: Group) -> Group:
        """Both as one."""
        return Group(
            self.items | other.items,
            self.parts + other.parts,
            self.rules + other.rules,
            self.needs + other.needs,
        )


def tried_out(trial: Trial, others: Others = None) -> Component | None:
    """A group as a component; `None` where there are too many ways to answer it.

    `others` are answers for everything else that is open; with them a large group is
    computed by the engine, and amounts then hold a constant that no difference shows.
    """
    if trial.ways > MOST_COMBINATIONS:
        return None
    if trial.is_large and others is not None:
        return trial.component(_by_engine(trial, others), for_rows=False)
    by_rows = _by_rows(trial.group.parts)
    if trial.key is None:
        return trial.component(by_rows)
    kept = trial.sheet.structure.options
    if trial.key not in kept:
        kept[trial.key] = trial.component(by_rows)
    component = kept[trial.key]
    assert isinstance(component, Component)
    return component


def _by_rows(parts: list[Part]) -> Adds:
    rows = [part.row for part in parts]
    column = parts[0].column if parts else 0
    return lambda facts: sum_of_rows(rows, column, facts)


def _by_engine(trial: Trial, others: Mapping[str, Value | None]) -> Adds:
    ready = trial.sheet.structure.ready
    function = ready.function((trial.scale.use.scale.id,), with_rules=False)
    items = trial.group.items
    fixed = {name: each for name, each in others.items() if name not in items}
    return lambda facts: function({**facts, **fixed})[1][0]


def _key(
    sheet: OpenSheet, scale: ScaleParts, group: Group, items: tuple[str, ...]
) -> object:
    """Under what the outcome of a trial may be kept; `None` where too many would be kept."""
    if sheet.changes:
        return None
    parts = tuple([part.place for part in group.parts])
    rules = tuple([each.id for each in group.rules])
    others = _others(sheet, group, (scale.use.scale.id, items, parts, rules))
    if others is None:
        return None
    facts = sheet.given
    known = tuple([(type(facts[name]), facts[name]) for name in others])
    return scale.use.scale.id, items, parts, rules, known


def _others(sheet: OpenSheet, group: Group, kind: object) -> tuple[str, ...] | None:
    """The known answers that a trial depends on; `None` where there are too many of them."""
    kept = sheet.structure.others
    if kind not in kept:
        mentioned = NO_NAMES.union(
            *(part.items for part in group.parts), *(each.items for each in group.rules)
        )
        others = mentioned - group.items
        sizes = [sheet.structure.answers_to(name) for name in mentioned]
        ways = prod(2 + len(size) if size else KEPT_COMBINATIONS for size in sizes)
        few = not others or ways <= KEPT_COMBINATIONS
        kept[kind] = tuple(sorted(others)) if few else None
    return kept[kind]


@attrs.frozen(eq=False)
class Trial:
    """A group with everything that its answers are tried out with.

    `ways` is how many ways there are to answer it, contradictions included. `key` is under
    what the outcome may be kept; `None` where too many outcomes would be kept.
    """

    sheet: OpenSheet
    scale: ScaleParts
    group: Group
    items: tuple[str, ...]
    domains: list[Answers]
    ways: int
    key: object

    @property
    def is_large(self) -> bool:
        """Whether there are so many ways that the engine should help."""
        many = MANY_COMBINATIONS < self.ways <= MOST_COMBINATIONS
        return many and self.key is None

    def one_way(self) -> dict[str, Value | None]:
        """Some way to answer it that can be scored; empty where there is none."""
        if self.ways <= MOST_COMBINATIONS:
            for added, answers in self.each(_by_rows(self.group.parts)):
                if added is not None:
                    return dict(zip(self.items, answers, strict=True))
        return {}

    def component(self, adds: Adds, *, for_rows: bool = True) -> Component:
        """Every way that can be scored, with what it adds."""
        options, undefined = [], False
        for added, answers in self.each(adds, for_rows=for_rows):
            if added is None:
                undefined = True
            else:
                options.append((added, answers))
        return Component(self.items, tuple(options), undefined)

    def each(
        self, adds: Adds, *, for_rows: bool = True
    ) -> Iterator[tuple[Amount | None, Answers]]:
        """What each way adds; `None` where the arithmetic has no result."""
        values = self._values(for_rows=for_rows)
        facts = dict(self.sheet.facts)
        for answers in product(*self.domains):
            facts.update(zip(self.items, answers, strict=True))
            for name, value in values:
                try:
                    facts[name] = value_of(value, facts)
                except NO_RESULT:
                    facts[name] = None
            if not self._may_be(facts):
                continue
            try:
                yield adds(facts), answers
            except NO_RESULT:
                yield None, answers

    def _values(self, *, for_rows: bool) -> list[tuple[str, Term]]:
        """The named values that these answers change, as far as they are looked at."""
        structure = self.sheet.structure
        in_rules = NO_NAMES.union(*(each.items for each in self.group.rules))
        return [
            (name, structure.ready.values[name])
            for name, inside in structure.value_items.items()
            if not inside.isdisjoint(self.items) and (for_rows or inside <= in_rules)
        ]

    def _may_be(self, facts: Facts) -> bool:
        """Whether answers are enough for a score and contradict no rule."""
        needs, rules = self.group.needs, self.group.rules
        if any(all(facts.get(name) is None for name in need) for need in needs):
            return False
        return not any(breaks(each, facts, self.scale.required) for each in rules)


def trial_of(sheet: OpenSheet, scale: ScaleParts, group: Group) -> Trial:
    """A group made ready to be tried out."""
    items = sheet.in_form_order(group.items)
    domains = [sheet.answers_to(item, scale) or () for item in items]
    return Trial(
        sheet,
        scale,
        group,
        items,
        domains,
        prod(map(len, domains)),
        _key(sheet, scale, group, items),
    )
