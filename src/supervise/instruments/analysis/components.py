"""The open answers of one scale, split into components that do not depend on one another.

What is known is folded away. Open answers that meet in a row or in a rule belong together;
each component is tried out in full, answers that contradict a rule left out, and amounts of
different components add up. Where a component is too large to be tried out, or an open
answer cannot be listed, that is said and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod

import attrs

from supervise.instruments.analysis.sheet import NO_NAMES, OpenSheet, breaks
from supervise.instruments.analysis.structure import (
    Answers,
    Part,
    RulePart,
    ScaleParts,
    amount_of,
)
from supervise.instruments.scales import Judged
from supervise.rules import Facts, Value, holds, value_of
from supervise.rules.reading import Requirement

MOST_COMBINATIONS = 20_000
KEPT_COMBINATIONS = 1_024

Option = tuple[int | float, Answers]


@attrs.frozen(eq=False)
class Component:
    """Open items that belong together, and each way to answer them with what it adds.

    `amounts` are the different amounts, from the least up, each with one way to come by it.
    `undefined` says that some answers have no result, for example the logarithm of zero.
    """

    items: tuple[str, ...]
    options: tuple[Option, ...]
    undefined: bool = False
    amounts: tuple[Option, ...] = attrs.field(init=False)
    width: int | float = attrs.field(init=False)

    @amounts.default
    def _different_amounts(self) -> tuple[Option, ...]:
        ways: dict[int | float, Option] = {}
        for option in self.options:
            ways.setdefault(option[0], option)
        return tuple(ways[amount] for amount in sorted(ways))

    @width.default
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


@attrs.frozen(eq=False)
class Split:
    """A scale's open answers as components.

    `hindered` names the answers because of which nothing can be ruled out; `why` says how.
    `relaxed` names rules that were left aside, so that too much may seem possible.
    `broken` names rules that no further answer can mend; an empty name stands for
    arithmetic without a result.
    """

    components: tuple[Component, ...] = ()
    hindered: tuple[str, ...] = ()
    why: str = ""
    relaxed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


@attrs.define
class _Group:
    items: frozenset[str]
    parts: list[Part]
    rules: list[RulePart]
    needs: list[Requirement]

    def join(self, other: _Group) -> _Group:
        """Both as one."""
        return _Group(
            self.items | other.items,
            self.parts + other.parts,
            self.rules + other.rules,
            self.needs + other.needs,
        )


def split(
    sheet: OpenSheet, scale: ScaleParts, *, without: frozenset[str] = NO_NAMES
) -> Split:
    """The components of the open answers of a scale; rules in `without` are left aside."""
    relaxed = set(without)
    broken: list[str] = []
    links = [*_part_links(sheet, scale), *_need_links(sheet, scale)]
    for link in _rule_links(sheet, scale, without):
        if not link.items:
            broken.append(link.rules[0].rule.id)
        elif _unlisted(sheet, link.items):
            relaxed.add(link.rules[0].rule.id)
        else:
            links.append(link)
    if broken:
        return Split(broken=tuple(broken))
    groups = _joined(links)
    for group in groups:
        if hindered := _unlisted(sheet, group.items):
            names = sheet.in_form_order(hindered)
            return Split(hindered=names, why="its answers cannot be listed")
    components = [*_alone(sheet, scale)]
    for group in groups:
        component = _tried_out(sheet, scale, group)
        if component is None and group.rules:
            asides = without | {each.rule.id for each in group.rules}
            return split(sheet, scale, without=asides)
        if component is None:
            names = sheet.in_form_order(group.items)
            why = f"together they have more than {MOST_COMBINATIONS:,} answers"
            return Split(hindered=names, why=why)
        if not component.options:
            return Split(broken=tuple(each.rule.id for each in group.rules) or ("",))
        components.append(component)
    return Split(tuple(components), relaxed=tuple(sorted(relaxed)))


def _alone(sheet: OpenSheet, scale: ScaleParts) -> Iterator[Component]:
    """The components of one item each that are so whatever else is answered."""
    kept = sheet.structure.options
    for item in scale.alone & sheet.open - sheet.changes.keys():
        key = scale.use.scale.id, item
        if key not in kept:
            group = _Group(frozenset({item}), list(scale.touching[item]), [], [])
            kept[key] = _tried_out(sheet, scale, group)
        component = kept[key]
        assert isinstance(component, Component)
        yield component


def _part_links(sheet: OpenSheet, scale: ScaleParts) -> Iterator[_Group]:
    if isinstance(scale.use.scale, Judged):
        if judged := scale.use.uses & sheet.open:
            yield _Group(judged, [], [], [])
        return
    touched = {
        part.place: part
        for item in sheet.open & scale.touching.keys()
        if item not in scale.alone or item in sheet.changes
        for part in scale.touching[item]
    }
    for part in touched.values():
        items = part.items
        if len(items) > 1:
            assert part.row.of is not None
            items = sheet.open_in_once(part.row.of)
        if items:
            yield _Group(items, [part], [], [])


def _need_links(sheet: OpenSheet, scale: ScaleParts) -> Iterator[_Group]:
    """Alternatives of which one must be answered, none of them answered yet."""
    for need in scale.alternatives:
        if all(sheet.facts.get(name) is None for name in need):
            yield _Group(need & sheet.open, [], [], [need])


def _rule_links(
    sheet: OpenSheet, scale: ScaleParts, without: frozenset[str]
) -> Iterator[_Group]:
    """Rules that restrict open answers; a rule with no items is broken for good."""
    for each in scale.rules:
        if each.items.isdisjoint(sheet.open) and not sheet.is_broken(each):
            continue
        if each.rule.id in without or _can_stay_undecided(sheet, scale, each):
            continue
        items = sheet.open_in_once(each.rule.must_hold)
        if items or sheet.is_broken(each):
            yield _Group(items, [], [each], [])


def _can_stay_undecided(sheet: OpenSheet, scale: ScaleParts, rule: RulePart) -> bool:
    """Whether the rule needs an answer that is missing and that the scale does not use."""
    uses = scale.use.uses
    return any(
        all(sheet.facts.get(name) is None and name not in uses for name in need)
        for need in rule.requires
    )


def _unlisted(sheet: OpenSheet, items: frozenset[str]) -> frozenset[str]:
    return frozenset(
        item
        for item in items
        if item not in sheet.changes and sheet.structure.answers_to(item) is None
    )


def _joined(links: Iterable[_Group]) -> list[_Group]:
    groups: list[_Group] = []
    for link in links:
        apart = []
        for group in groups:
            if group.items.isdisjoint(link.items):
                apart.append(group)
            else:
                link = group.join(link)
        groups = [*apart, link]
    return groups


def _tried_out(sheet: OpenSheet, scale: ScaleParts, group: _Group) -> Component | None:
    items = sheet.in_form_order(group.items)
    domains = [sheet.answers_to(item, scale) or () for item in items]
    if prod(map(len, domains)) > MOST_COMBINATIONS:
        return None
    mentioned = NO_NAMES.union(
        *(part.items for part in group.parts), *(each.items for each in group.rules)
    )
    key = _key(sheet, scale, group, items, mentioned)
    kept = sheet.structure.options
    if key is None:
        return _component(sheet, group, items, domains)
    if key not in kept:
        kept[key] = _component(sheet, group, items, domains)
    component = kept[key]
    assert isinstance(component, Component)
    return component


def _key(
    sheet: OpenSheet,
    scale: ScaleParts,
    group: _Group,
    items: tuple[str, ...],
    mentioned: frozenset[str],
) -> object:
    """Under what the outcome of a trial may be kept; `None` where too many would be kept."""
    if sheet.changes:
        return None
    others = tuple(sorted(mentioned.difference(items)))
    sizes = [sheet.structure.answers_to(name) for name in (*items, *others)]
    if prod(2 + len(size) if size else KEPT_COMBINATIONS for size in sizes) > (
        KEPT_COMBINATIONS
    ):
        return None
    known = tuple((type(sheet.facts[name]), sheet.facts[name]) for name in others)
    parts = tuple(part.place for part in group.parts)
    rules = tuple(each.rule.id for each in group.rules)
    return scale.use.scale.id, items, parts, rules, known


def _component(
    sheet: OpenSheet, group: _Group, items: tuple[str, ...], domains: list[Answers]
) -> Component:
    structure = sheet.structure
    values = [
        (name, structure.ready.values[name])
        for name, inside in structure.value_items.items()
        if not inside.isdisjoint(items)
    ]
    facts = dict(sheet.facts)
    options = []
    undefined = False
    for answers in product(*domains):
        facts.update(zip(items, answers, strict=True))
        for name, value in values:
            try:
                facts[name] = value_of(value, facts)
            except (ArithmeticError, ValueError):
                facts[name] = None
        if not _may_be(group, facts):
            continue
        try:
            options.append((_added(group.parts, facts), answers))
        except (ArithmeticError, ValueError):
            undefined = True
    return Component(items, tuple(options), undefined)


def _may_be(group: _Group, facts: Facts) -> bool:
    """Whether answers are enough for a score and contradict no rule."""
    if any(all(facts.get(name) is None for name in need) for need in group.needs):
        return False
    return not any(breaks(each, facts) for each in group.rules)


def _added(parts: Iterable[Part], facts: Facts) -> int | float:
    added: int | float = 0
    for part in parts:
        amount = amount_of(part.row, part.column, facts)
        if amount is None:
            raise ArithmeticError("a row has no amount")
        added += amount
    return added
