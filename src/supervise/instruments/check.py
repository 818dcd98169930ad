"""What must be true of a declaration. Every defect is found, none stops the search.

Scores are not checked here: that is the work of worked examples and conformance checks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from supervise.instruments.check_scales import scale_defects
from supervise.instruments.items import (
    Coded,
    Day,
    Item,
    OneOf,
    Text,
    Whole,
    YesNo,
)
from supervise.instruments.mentions import flags_of, nodes_beside_rows
from supervise.instruments.scales import BlackBox, Chosen
from supervise.rules.kinds import Kind, kind_defects, kind_of
from supervise.rules.misplaced import misplaced
from supervise.rules.reading import Node, names
from supervise.rules.source_text import has_source
from supervise.rules.tables import Row, TableRow
from supervise.rules.terms import Code, Term

if TYPE_CHECKING:
    from supervise.instruments.instrument import Instrument

RESERVED = frozenset({"on"})
NOT_HERE = "says a code for a policy; an instrument's formulas hold no such node"


def defects_of(instrument: Instrument) -> list[str]:
    """Everything that is wrong with a declaration, in reading order."""
    if defects := misplaced(instrument):
        return defects
    return [
        *_identity_defects(instrument),
        *(defect for item in instrument.items for defect in _item_defects(item)),
        *_formula_defects(instrument),
        *_rule_defects(instrument),
        *scale_defects(instrument, kinds_in(instrument)),
        *_example_defects(instrument),
    ]


def _identity_defects(instrument: Instrument) -> Iterator[str]:
    ids = [
        part.id for part in (*instrument.items, *instrument.values, *instrument.scales)
    ]
    for id in (instrument.id, *ids):
        if not (id.isascii() and id.isidentifier() and id == id.lower()):
            yield f"id {id!r} is not lower snake case"
    for id, times in Counter(ids).items():
        if times > 1:
            yield f"id '{id}' is used {times} times"
        if id in RESERVED:
            yield f"id '{id}' is reserved for the date of the assessment"
    for field in ("version", "title", "for_whom", "not_for"):
        if not str(getattr(instrument, field)).strip():
            yield f"{field} is empty; say it, or say that none is known"
    for field in ("citation", "licence", "population"):
        if not getattr(instrument.source, field).strip():
            yield f"source.{field} is empty; state it"
    if not instrument.validation and not instrument.unvalidated:
        yield "no validation study is named; name one, or say in `unvalidated` why there is none"
    if not instrument.items:
        yield "no items"
    if not instrument.scales:
        yield "no scales"


def _item_defects(item: Item) -> Iterator[str]:
    where = f"item '{item.id}'"
    match item.answers:
        case OneOf(choices):
            codes = [(type(choice.code), choice.code) for choice in choices]
            if len(set(codes)) != len(codes) or not codes:
                yield f"{where}: codes must be distinct and at least one"
            if len({kind for kind, _ in codes}) > 1:
                yield f"{where}: codes mix numbers and texts; use one type"
        case Whole(least, most):
            if least > most:
                yield f"{where}: no whole number lies from {least} to {most}"
        case _:
            pass
    if item.blank is not None and not item.blank.because.strip():
        yield f"{where}: blank has a value but no citation; say in `because` who says so"
    if item.blank is not None and not _is_allowed(item, item.blank.value):
        yield f"{where}: blank {item.blank.value!r} is not an answer of the item"
    if item.asked_if is not None:
        yield from (f"{where}: {defect}" for defect in _asked_defects(item))
    if item.goal_worthy and not (item.need and item.need.changeable):
        yield f"{where}: goal-worthy, but without a need that can change"


def _asked_defects(item: Item) -> Iterator[str]:
    asked = item.asked_if
    assert asked is not None
    if not asked.because.strip():
        yield "`asked_if` has no citation; say in `because` who says so"
    if item.blank is not None:
        yield "a blank is counted either as a blank or as not asked; declare one of them"
    if asked.counts is not None and not _is_allowed(item, asked.counts):
        yield f"not asked it counts {asked.counts!r}, which is not an answer of the item"


def _is_allowed(item: Item, value: object) -> bool:
    match item.answers:
        case OneOf():
            return any(
                type(c) is type(value) and c == value for c in item.answers.codes
            )
        case YesNo():
            return type(value) is bool
        case Whole(least, most):
            return type(value) is int and least <= value <= most
        case _:
            return False


def kind_of_answers(item: Item) -> Kind:
    """What sort of value an item's answer is in a formula."""
    match item.answers:
        case OneOf():
            numbers = all(type(code) is int for code in item.answers.codes)
            return Kind.NUMBER if numbers else Kind.CODE
        case YesNo():
            return Kind.YES_NO
        case Whole():
            return Kind.NUMBER
        case Day():
            return Kind.DATE
        case Coded():
            return Kind.CODE
        case Text():
            return Kind.TEXT


def kinds_in(instrument: Instrument) -> dict[str, Kind]:
    """The kind of every name that a formula of the instrument may mention."""
    kinds = {item.id: kind_of_answers(item) for item in instrument.items} | {
        "on": Kind.DATE
    }
    kinds |= {
        used.as_term().name: Kind.CODE if used.part == "level" else Kind.NUMBER
        for used in instrument.consumes
    }
    for value in instrument.values:
        kinds[value.id] = kind_of(value.of, kinds)
    return kinds


def _formula_defects(instrument: Instrument) -> Iterator[str]:
    kinds = kinds_in(instrument)
    codes: Mapping[str, frozenset[Code]] = {
        item.id: frozenset(item.answers.codes)
        for item in instrument.items
        if isinstance(item.answers, OneOf)
    }
    known = set(kinds) - {value.id for value in instrument.values}
    for value in instrument.values:
        for name in sorted(set(names(value.of)) - known):
            yield f"value '{value.id}': nothing above it is called '{name}'"
        yield from (
            f"value '{value.id}': {d}" for d in kind_defects(value.of, kinds, codes)
        )
        if not has_source(value.of):
            yield f"value '{value.id}': '{value.of}' {NOT_HERE}"
        known.add(value.id)
    yield from _gate_defects(instrument, kinds, codes)
    nodes: list[tuple[str, Node]] = [
        (f"rule '{rule.id}'", rule.must_hold)
        for rule in (*instrument.rules, *instrument.covers)
    ]
    rows = list(_rows_of_scales(instrument))
    nodes += [(where, row.of) for where, row in rows if row.of is not None]
    nodes += list(_nodes_beside_rows(instrument))
    for where, node in nodes:
        for name in sorted(set(names(node)) - set(kinds)):
            yield f"{where}: nothing is called '{name}'"
        yield from (f"{where}: {defect}" for defect in kind_defects(node, kinds, codes))
        if not has_source(node):
            yield f"{where}: '{node}' {NOT_HERE}"
    for where, row in rows:
        term = row.of if isinstance(row, Row) else None
        if isinstance(term, Term) and kind_of(term, kinds) is not Kind.NUMBER:
            yield f"{where}: '{term}' is neither a number nor a condition"


def _gate_defects(
    instrument: Instrument,
    kinds: Mapping[str, Kind],
    codes: Mapping[str, frozenset[Code]],
) -> Iterator[str]:
    """A question may be unnecessary because of those above it on the form, and of no other."""
    above: set[str] = set()
    for item in instrument.items:
        if item.asked_if is not None:
            where = f"item '{item.id}'"
            for name in sorted(set(names(item.asked_if.when)) - above):
                yield f"{where}: is asked by '{name}', which is not an item above it"
            defects = kind_defects(item.asked_if.when, kinds, codes)
            yield from (f"{where}: {defect}" for defect in defects)
            if not has_source(item.asked_if.when):
                yield f"{where}: '{item.asked_if.when}' {NOT_HERE}"
        above.add(item.id)


def _rows_of_scales(instrument: Instrument) -> Iterator[tuple[str, TableRow]]:
    """Every row of a table, a shared table once, with where it stands."""
    seen = set()
    for scale in instrument.scales:
        table = getattr(scale, "table", None)
        if table is not None and id(table) not in seen:
            seen.add(id(table))
            yield from (
                (f"scale '{scale.id}' row '{row.label}'", row) for row in table.rows
            )


def _nodes_beside_rows(instrument: Instrument) -> Iterator[tuple[str, Node]]:
    for scale in instrument.scales:
        where = f"scale '{scale.id}'"
        yield from ((where, node) for node in nodes_beside_rows(scale))
        if isinstance(scale, BlackBox):
            yield from ((where, each.as_term()) for each in scale.may_use)
        for flag in flags_of(scale):
            yield f"{where} flag '{flag.id}'", flag.when


def _rule_defects(instrument: Instrument) -> Iterator[str]:
    items = {item.id for item in instrument.items}
    scales = {scale.id for scale in instrument.scales}
    for rule in (*instrument.rules, *instrument.covers):
        if rule.about.id not in items:
            yield f"rule '{rule.id}': is about '{rule.about.id}', which is not an item"
        for scale in sorted(set(rule.blocks) - scales - {"*"}):
            yield f"rule '{rule.id}': blocks '{scale}', which is not a scale"
    chosen = {scale.id for scale in instrument.scales if isinstance(scale, Chosen)}
    for rule in instrument.rules:
        for scale in sorted(chosen.intersection(rule.blocks)):
            yield f"rule '{rule.id}': blocks '{scale}', which is chosen from others; name those"
        if not rule.blocks:
            yield f"rule '{rule.id}': blocks nothing; name scales, or ALL_SCALES"
    for id, times in Counter(
        r.id for r in (*instrument.rules, *instrument.covers)
    ).items():
        if times > 1:
            yield f"rule '{id}' is stated {times} times"


def _example_defects(instrument: Instrument) -> Iterator[str]:
    consumed = {used.as_term().name for used in instrument.consumes}
    items = {item.id for item in instrument.items}
    scales = {scale.id for scale in instrument.scales}
    for number, example in enumerate(instrument.examples, 1):
        for id in sorted(set(example.answers) - items):
            yield f"example {number}: '{id}' is not an item"
        for name in sorted(set(example.upstream) - consumed):
            yield f"example {number}: '{name}' is not consumed"
        for id in sorted(set(example.expects) - scales):
            yield f"example {number}: '{id}' is not a scale"
        if not example.source:
            yield f"example {number}: no source"
