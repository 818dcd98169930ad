"""An instrument made ready for scoring: what each scale mentions and requires.

It is made once for each instrument, at first use, and kept with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from supervise.instruments.answers import Form, checks_of
from supervise.instruments.fingerprint import fingerprint
from supervise.instruments.generated import generated
from supervise.instruments.instrument import Instrument
from supervise.instruments.items import Coded, Item, OneOf
from supervise.instruments.mentions import flags_of, nodes_of, only_if_of
from supervise.instruments.recipes import Recipe, recipe_of
from supervise.instruments.scales import (
    BlackBox,
    Cases,
    Chosen,
    Decided,
    Points,
    Rule,
    Scale,
    Weighted,
    scale_rows,
)
from supervise.records import InstrumentIdentity
from supervise.rules import Condition, Facts, Term
from supervise.rules.reading import Requirement, all_names, requirements
from supervise.rules.tables import TableRow
from supervise.rules.terms import Code

ExplainedRow = tuple[TableRow, tuple[str, ...]]
Complete = Callable[[Facts], tuple[tuple[int, ...], tuple[int | float, ...]]]


@attrs.frozen(eq=False)
class ScaleUse:
    """What a scale mentions, and what of it must be known."""

    scale: Scale
    uses: frozenset[str]
    requires: frozenset[Requirement]


@attrs.frozen(eq=False)
class Prepared:
    """An instrument made ready: looked up many times, made once."""

    instrument: Instrument
    identity: InstrumentIdentity
    items: dict[str, Item]
    order: dict[str, int]
    values: dict[str, Term]
    uses: dict[str, ScaleUse]
    rules: tuple[Rule, ...]
    rule_requires: tuple[frozenset[Requirement], ...]
    weighted: tuple[str, ...]
    black_boxes: tuple[str, ...]
    recipes: dict[str, Recipe]
    upstream: frozenset[str]
    only_if: dict[str, Condition]
    adjusted: frozenset[str]
    asked: tuple[Item, ...]
    needed_by: dict[str, list[tuple[Requirement, str]]]
    codes: dict[str, frozenset[Code]]
    form: Form = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: Form(
                self.instrument.id,
                self.items,
                checks_of(self.instrument.items),
                self.uses_of,
            ),
            takes_self=True,
        ),
    )
    functions: dict[tuple[tuple[str, ...], bool], Complete] = attrs.field(factory=dict)
    explanations: dict[str, tuple[ExplainedRow, ...]] = attrs.field(factory=dict)
    derived: dict[str, object] = attrs.field(factory=dict)
    """What other readings of the declaration keep with it, each under its own name."""

    def uses_of(self, item: str) -> tuple[str, ...]:
        """The scales that an item's answer is part of; `*` is every scale."""
        return tuple(
            id for id, use in self.uses.items() if item == "*" or item in use.uses
        )

    def unmet(
        self, missing: list[str], apart: frozenset[str] = frozenset()
    ) -> dict[Requirement, tuple[str, ...]]:
        """What is required and not known, with the scales that require it.

        `apart` are scales that do not apply: they require nothing.
        """
        absent = set(missing)
        unmet: dict[Requirement, list[str]] = {}
        for item in missing:
            for requirement, scale in self.needed_by.get(item, ()):
                if (
                    scale not in apart
                    and requirement <= absent
                    and scale not in unmet.setdefault(requirement, [])
                ):
                    unmet[requirement].append(scale)
        return _folded(unmet)

    def function(self, scales: tuple[str, ...], *, with_rules: bool) -> Complete:
        """The generated function for some of the weighted scales, made at first use."""
        key = scales, with_rules
        if key not in self.functions:
            self.functions[key] = generated(self, scales, with_rules=with_rules)
        return self.functions[key]

    def explained(self, scale: Weighted) -> tuple[ExplainedRow, ...]:
        """The rows of a scale with the answers each comes from, made at first use."""
        if scale.id not in self.explanations:
            self.explanations[scale.id] = tuple(
                (row, self._items_in(row)) for row in scale_rows(scale)
            )
        return self.explanations[scale.id]

    def _items_in(self, row: TableRow) -> tuple[str, ...]:
        if row.of is None:
            return ()
        names = all_names([row.of], self.values) - {"on"}
        return tuple(
            sorted(names, key=lambda id: (self.order.get(id, len(self.order)), id))
        )


def _folded(
    unmet: Mapping[Requirement, Iterable[str]],
) -> dict[Requirement, tuple[str, ...]]:
    """Requirements without those that an answer to another one meets as well."""
    folded: dict[Requirement, tuple[str, ...]] = {}
    for requirement in sorted(unmet, key=len):
        meets = next((each for each in folded if each < requirement), requirement)
        scales = folded.get(meets, ())
        added = tuple(id for id in unmet[requirement] if id not in scales)
        folded[meets] = scales + added
    return folded


def prepared(instrument: Instrument) -> Prepared:
    """An instrument made ready, kept with it from the first use on."""
    ready = instrument.prepared
    if ready is None:
        ready = _prepare(instrument)
        object.__setattr__(instrument, "prepared", ready)
    assert isinstance(ready, Prepared)
    return ready


def _prepare(instrument: Instrument) -> Prepared:
    values = {value.id: value.of for value in instrument.values}
    uses = {
        scale.id: _use_of(instrument, scale, values)
        for scale in instrument.scales
        if not isinstance(scale, Chosen)
    }
    rules = (*instrument.rules, *instrument.covers)
    return Prepared(
        instrument=instrument,
        identity=_identity(instrument),
        items={item.id: item for item in instrument.items},
        order={item.id: place for place, item in enumerate(instrument.items)},
        values=values,
        uses=uses,
        rules=rules,
        rule_requires=tuple(
            _asked(requirements(rule.must_hold, values)) for rule in rules
        ),
        weighted=tuple(
            id for id, use in uses.items() if isinstance(use.scale, Weighted)
        ),
        black_boxes=tuple(
            id for id, use in uses.items() if isinstance(use.scale, BlackBox)
        ),
        recipes={scale.id: recipe_of(instrument, scale) for scale in instrument.scales},
        needed_by=_needed_by(uses),
        codes=dict(_codes(instrument.items)),
        upstream=frozenset(used.as_term().name for used in instrument.consumes),
        only_if={
            id: condition
            for id, use in uses.items()
            if (condition := only_if_of(use.scale)) is not None
        },
        adjusted=frozenset(id for id, use in uses.items() if _is_adjusted(use.scale)),
        asked=tuple(item for item in instrument.items if item.asked_if is not None),
    )


def _is_adjusted(scale: Scale) -> bool:
    """Whether a result depends on more than its raw score."""
    if isinstance(scale, Points) and (scale.lowered is not None or scale.bands_by):
        return True
    return isinstance(scale, Cases | Decided) or bool(flags_of(scale))


def _needed_by(
    uses: Mapping[str, ScaleUse],
) -> dict[str, list[tuple[Requirement, str]]]:
    needed: dict[str, list[tuple[Requirement, str]]] = {}
    for id, use in uses.items():
        for requirement in use.requires:
            for item in requirement:
                needed.setdefault(item, []).append((requirement, id))
    return needed


def _codes(items: Iterable[Item]) -> Iterator[tuple[str, frozenset[Code]]]:
    """All that the answer to each coded item can be, once it is read."""
    for item in items:
        match item.answers:
            case OneOf(choices):
                yield item.id, frozenset(c.code for c in choices)
            case Coded(table):
                yield item.id, frozenset(code for code, said in table.rows if said)
            case _:
                pass


def _identity(instrument: Instrument) -> InstrumentIdentity:
    return InstrumentIdentity(
        id=instrument.id,
        version=instrument.version,
        title=instrument.title,
        fingerprint=fingerprint(instrument),
        purpose=instrument.purpose,
        citation=instrument.source.citation,
        licence=instrument.source.licence,
        for_whom=instrument.for_whom,
        not_for=instrument.not_for,
        unvalidated="" if instrument.validation else instrument.unvalidated,
        limitations=instrument.limitations,
    )


def _asked(needed: frozenset[Requirement]) -> frozenset[Requirement]:
    """Requirements without the date of the assessment, which is always known."""
    return frozenset(each for each in needed if "on" not in each)


def _use_of(
    instrument: Instrument, scale: Scale, values: Mapping[str, Term]
) -> ScaleUse:
    nodes = list(nodes_of(scale))
    gates = {
        item.id: item.asked_if.when
        for item in instrument.items
        if item.asked_if is not None
    }
    while waiting := [gates.pop(id) for id in all_names(nodes, values) if id in gates]:
        nodes += waiting
    needed: frozenset[Requirement] = frozenset()
    for node in nodes:
        needed |= _asked(requirements(node, values))
    if isinstance(scale, BlackBox):
        nodes += [each.as_term() for each in scale.may_use]
    return ScaleUse(scale, all_names(nodes, values) - {"on"}, needed)
