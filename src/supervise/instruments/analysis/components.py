"""The open answers of one scale, split into components that do not depend on one another.

What is known is folded away. Open answers that meet in a row or in a rule belong together;
amounts of different components add up. Where a component is too large to be tried out, or
an open answer cannot be listed, that is said and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from supervise.instruments.analysis.sheet import NO_NAMES, OpenSheet
from supervise.instruments.analysis.structure import RulePart, ScaleParts
from supervise.instruments.analysis.trial import (
    MOST_COMBINATIONS,
    Component,
    Group,
    Others,
    Trial,
    trial_of,
    tried_out,
)
from supervise.instruments.scales import Judged
from supervise.rules import Value


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


NOTHING_OPEN = Split()


def split(
    sheet: OpenSheet, scale: ScaleParts, *, without: frozenset[str] = NO_NAMES
) -> Split:
    """The components of the open answers of a scale; rules in `without` are left aside."""
    if (
        scale.only_if is None
        and sheet.open.isdisjoint(scale.use.uses)
        and sheet.ids_at_stake.isdisjoint(scale.rule_ids)
    ):
        return NOTHING_OPEN
    relaxed = set(without)
    broken: list[str] = []
    links = [*_part_links(sheet, scale), *_need_links(sheet, scale)]
    for link in _rule_links(sheet, scale, without):
        if not link.items:
            broken.append(link.rules[0].id)
        elif _unlisted(sheet, link.items):
            relaxed.add(link.rules[0].id)
        else:
            links.append(link)
    if broken:
        return Split(broken=tuple(broken))
    groups = _joined(links)
    for group in groups:
        if hindered := _unlisted(sheet, group.items):
            names = sheet.in_form_order(hindered)
            return Split(hindered=names, why="the answers cannot be listed")
    found = _components(sheet, scale, groups)
    if not isinstance(found, Group):
        return attrs.evolve(found, relaxed=tuple(sorted(relaxed))) if relaxed else found
    if found.rules:
        asides = without | {each.id for each in found.rules}
        return split(sheet, scale, without=asides)
    why = f"together they have more than {MOST_COMBINATIONS:,} answers"
    return Split(hindered=sheet.in_form_order(found.items), why=why)


@attrs.frozen(eq=False)
class Apart:
    """Items that belong together, tried out; without a component where they could not be."""

    items: frozenset[str]
    component: Component | None = None
    because: str = ""
    relaxed: tuple[str, ...] = ()
    """Rules that were left aside: some of what was tried out may contradict them."""


def apart(sheet: OpenSheet, scale: ScaleParts) -> Iterator[Apart]:
    """Each group of items that belong together, by itself: one that is too large stops no other.

    Rules that make a group too large are left aside and named.
    """
    for component in _alone(sheet, scale):
        yield Apart(frozenset(component.items), component)
    rows = [*_part_links(sheet, scale), *_need_links(sheet, scale)]
    rules = [
        link
        for link in _rule_links(sheet, scale, NO_NAMES)
        if link.items and not _unlisted(sheet, link.items)
    ]
    for group in _joined([*rows, *rules]):
        if names := sheet.in_form_order(_unlisted(sheet, group.items)):
            yield Apart(group.items, because=f"{', '.join(names)} cannot be listed")
            continue
        whole = tried_out(trial_of(sheet, scale, group))
        if whole is not None and whole.options:
            yield Apart(group.items, whole)
            continue
        for part in _joined(link for link in rows if link.items <= group.items):
            found = tried_out(trial_of(sheet, scale, part))
            many = f"together they have more than {MOST_COMBINATIONS:,} answers"
            asides = tuple(each.id for each in group.rules)
            yield Apart(part.items, found, "" if found is not None else many, asides)


def _components(
    sheet: OpenSheet, scale: ScaleParts, groups: list[Group]
) -> Split | Group:
    """Every group tried out, or the first that is too large."""
    components = [*_alone(sheet, scale)]
    trials = [trial_of(sheet, scale, group) for group in groups]
    others: Others = None
    if any(trial.is_large for trial in trials):
        others = _one_way_each(sheet, scale, trials, components)
    for trial in trials:
        component = tried_out(trial, others)
        if component is None:
            return trial.group
        if not component.options:
            rules = tuple(each.id for each in trial.group.rules)
            return Split(broken=rules or ("",))
        components.append(component)
    return Split(tuple(components))


def _one_way_each(
    sheet: OpenSheet,
    scale: ScaleParts,
    trials: list[Trial],
    components: list[Component],
) -> Others:
    """One answer to everything that the engine needs; `None` where that cannot be given."""
    answers: dict[str, Value | None] = {}
    for component in components:
        answers.update(zip(component.items, component.least[1], strict=True))
    for trial in trials:
        answers.update(trial.one_way())
    needed = sheet.missing & scale.required & scale.touching.keys()
    return answers if needed <= answers.keys() else None


def _alone(sheet: OpenSheet, scale: ScaleParts) -> Iterator[Component]:
    """The components of one item each that are so whatever else is answered."""
    kept = sheet.structure.options
    for item in sheet.open_by_form:
        if item not in scale.alone or item in sheet.changes:
            continue
        key = scale.use.scale.id, item
        if key not in kept:
            group = Group(frozenset({item}), list(scale.touching[item]), [], [])
            kept[key] = tried_out(trial_of(sheet, scale, group))
        component = kept[key]
        assert isinstance(component, Component)
        yield component


def _part_links(sheet: OpenSheet, scale: ScaleParts) -> Iterator[Group]:
    judged = scale.use.scale
    if isinstance(judged, Judged):
        if judged.item.id in sheet.open:
            yield Group(frozenset({judged.item.id}), [], [], [])
        return
    touched = {
        part.place: part
        for item in sheet.open_by_form
        if item not in scale.alone or item in sheet.changes
        for part in scale.touching.get(item, ())
    }
    for part in touched.values():
        items = part.items
        if len(items) > 1:
            assert part.row.of is not None
            items = sheet.open_in_once(part.row.of)
        if items:
            yield Group(items, [part], [], [])


def _need_links(sheet: OpenSheet, scale: ScaleParts) -> Iterator[Group]:
    """Alternatives of which one must be answered, none of them answered yet."""
    for need in scale.alternatives:
        if need <= sheet.missing and not _unlisted(sheet, need):
            yield Group(need, [], [], [need])


def _rule_links(
    sheet: OpenSheet, scale: ScaleParts, without: frozenset[str]
) -> Iterator[Group]:
    """Rules that restrict open answers; a rule with no items is broken for good."""
    only_if = (scale.only_if,) if scale.only_if is not None else ()
    for each in (*sheet.rules_at_stake, *only_if):
        if each.id not in scale.rule_ids and each not in only_if:
            continue
        if each.items.isdisjoint(sheet.open):
            if each not in only_if:
                yield Group(NO_NAMES, [], [each], [])
            continue
        if each.id in without or _can_stay_undecided(sheet, scale, each):
            continue
        undecided = sheet.open_in_once(each.must_hold)
        if undecided or sheet.fails(each.must_hold):
            yield Group(undecided | _awaited(sheet, scale, each), [], [each], [])


def _awaited(sheet: OpenSheet, scale: ScaleParts, rule: RulePart) -> frozenset[str]:
    """Open answers without which a rule is not applied, and that may stay open."""
    unmet = (need for need in rule.requires if need <= sheet.missing)
    return NO_NAMES.union(*unmet) - scale.required


def _can_stay_undecided(sheet: OpenSheet, scale: ScaleParts, rule: RulePart) -> bool:
    """Whether the rule needs an answer that is missing and that the scale does not use."""
    beside = scale.needs_beside.get(rule.id, ())
    return any(all(sheet.given.get(name) is None for name in need) for need in beside)


def _unlisted(sheet: OpenSheet, items: frozenset[str]) -> frozenset[str]:
    return frozenset(
        item
        for item in items
        if item not in sheet.changes and sheet.structure.answers_to(item) is None
    )


def _joined(links: Iterable[Group]) -> list[Group]:
    groups: list[Group] = []
    for link in links:
        joined, apart = link, []
        for group in groups:
            if group.items.isdisjoint(link.items):
                apart.append(group)
            else:
                joined = group.join(joined)
        groups = [*apart, joined]
    return groups
