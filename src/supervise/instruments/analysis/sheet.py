"""An answer sheet as reasoning sees it: what is known, and what is still open.

Nothing is scored here, and nothing is guessed about an open answer.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from functools import cached_property

import attrs

from supervise.errors import ProblemCode
from supervise.instruments.adjusting import NO_RESULT, held
from supervise.instruments.analysis.structure import (
    Answers,
    RulePart,
    ScaleParts,
    Structure,
    structure_of,
)
from supervise.instruments.answers import read_answers
from supervise.instruments.instrument import Instrument
from supervise.instruments.workings import with_values
from supervise.records import ScoreSheet
from supervise.rules import Condition, Facts, Value, holds, value_of
from supervise.rules.choices import FirstMatch
from supervise.rules.reading import Node, Requirement
from supervise.rules.terms import All, AnyOf, FirstKnown, Ref, Term, When

NO_NAMES: frozenset[str] = frozenset()
Changes = Mapping[str, Answers]


@attrs.frozen(eq=False, slots=False)
class OpenSheet:
    """Answers as facts, and the names that are open among them.

    `missing` are open names that have no value at all; a blank with a stated value is open
    and not missing. `wrong` are items whose answer has to be corrected, `unknown` answers
    to questions that the form does not ask. `changes` replaces the answers of some items.
    """

    structure: Structure
    answers: Mapping[str, object]
    on: date
    upstream: Mapping[str, ScoreSheet]
    given: dict[str, Value | None]
    open: frozenset[str]
    missing: frozenset[str]
    wrong: frozenset[str]
    unknown: frozenset[str] = NO_NAMES
    changes: Changes = attrs.field(factory=dict)
    folded: dict[int, frozenset[str]] = attrs.field(factory=dict)
    held: dict[int, bool | None] = attrs.field(factory=dict)
    needs: dict[str, list[tuple[str, ...]]] = attrs.field(factory=dict)
    weighed: dict[str, object] = attrs.field(factory=dict)
    """What each scale was found to come to, for those who ask again."""

    @cached_property
    def open_by_form(self) -> tuple[str, ...]:
        """What is open, as the form has it: every scale goes through it in this order."""
        return self.in_form_order(self.open)

    @cached_property
    def facts(self) -> Facts:
        """What was given, with every named value that it decides."""
        return with_values(self.structure.ready.instrument, self.given)

    @cached_property
    def known(self) -> dict[str, Value | None]:
        """What was given, with the named values that were asked for so far."""
        return dict(self.given)

    def knowing(self, node: Node) -> Facts:
        """What was given, with the named values that a node mentions: few of them, mostly."""
        for name in self.structure.values_behind(node):
            if name not in self.known:
                try:
                    said = value_of(self.structure.ready.values[name], self.known)
                except NO_RESULT:
                    said = None
                self.known[name] = said
        return self.known

    def answers_to(self, item: str, scale: ScaleParts) -> Answers | None:
        """The answers an open item may take; with `None` where it may stay open."""
        if item in self.changes:
            return self.changes[item]
        answers = self.structure.answers_to(item)
        if answers is None or item in scale.required:
            return answers
        declared = self.structure.ready.items.get(item)
        stays_open = declared is None or declared.blank is None
        return (*answers, None) if stays_open else answers

    def open_in_once(self, node: Node) -> frozenset[str]:
        """The same as `open_in`, kept for the scales that share the node."""
        names = self.folded.get(id(node))
        if names is None:
            names = self.folded[id(node)] = self.open_in(node)
        return names

    def open_in(self, node: Node) -> frozenset[str]:
        """The open names that the value of a node can still depend on, given what is known."""
        match node:
            case Ref(name):
                return self._open_behind(name)
            case When(condition, then, otherwise):
                undecided = self.open_in(condition)
                if undecided:
                    return undecided | self.open_in(then) | self.open_in(otherwise)
                return self.open_in(then if self._holds(condition) else otherwise)
            case All(conditions):
                return self._open_until(conditions, decisive=False)
            case AnyOf(conditions):
                return self._open_until(conditions, decisive=True)
            case FirstMatch(conditions):
                return self._open_in_cases(conditions)
            case FirstKnown(terms):
                found = NO_NAMES
                for each in terms:
                    names = self.open_in(each)
                    if not names and self._is_known(each):
                        break
                    found |= names
                return found
            case _:
                return NO_NAMES.union(
                    *map(self.open_in, self.structure.children_of(node))
                )

    def needed_by(self, scale: str) -> tuple[tuple[str, ...], ...]:
        """What a scale cannot be scored without, one of each group, in form order."""
        if self.missing and not self.needs:
            self.needs.update(self._needs())
        return tuple(self.needs.get(scale, ()))

    def _needs(self) -> dict[str, list[tuple[str, ...]]]:
        """What each scale lacks; a group that another one of the scale meets is left out."""
        ready = self.structure.ready
        unmet: dict[str, set[Requirement]] = {}
        for name in self.missing:
            for need, scale in ready.needed_by.get(name, ()):
                if need <= self.missing:
                    unmet.setdefault(scale, set()).add(need)
        order = ready.order
        return {
            scale: sorted(
                (
                    self.in_form_order(need)
                    for need in needs
                    if len(need) == 1 or not any(other < need for other in needs)
                ),
                key=lambda group: (order.get(group[0], len(order)), group),
            )
            for scale, needs in unmet.items()
        }

    @cached_property
    def rules_at_stake(self) -> tuple[RulePart, ...]:
        """The rules that known answers break, and those that open answers may."""
        rules = self.structure.rules
        broken = self._broken()
        return tuple(
            each
            for place, each in enumerate(rules)
            if place in broken or not each.items.isdisjoint(self.open)
        )

    @cached_property
    def ids_at_stake(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(rule.id for rule in self.rules_at_stake)

    def _broken(self) -> Container[int]:
        """The places of the rules that are broken as things stand."""
        function = self.structure.ready.function((), with_rules=True)
        try:
            return function(self.given)[0]
        except NO_RESULT:
            rules = enumerate(self.structure.rules)
            return {place for place, each in rules if breaks(each, self.facts)}

    def _is_known(self, term: Term) -> bool:
        if isinstance(term, Ref) and term.name in self.given:
            return self.given[term.name] is not None
        return value_of(term, self.knowing(term)) is not None

    def _open_behind(self, name: str) -> frozenset[str]:
        items = self.structure.value_items.get(name)
        if items is None:
            return frozenset({name}) if name in self.open else NO_NAMES
        if items.isdisjoint(self.open):
            return NO_NAMES
        return self.open_in_once(self.structure.ready.values[name])

    def fails(self, condition: Condition) -> bool:
        """Whether what is known says that a condition does not hold."""
        return held(condition, self.knowing(condition)) is False

    def _holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds on what is known; worked out once for all rows."""
        place = id(condition)
        if place not in self.held:
            self.held[place] = holds(condition, self.knowing(condition))
        return self.held[place]

    def _open_until(
        self, conditions: tuple[Condition, ...], *, decisive: bool
    ) -> frozenset[str]:
        found = NO_NAMES
        for each in conditions:
            names = self.open_in(each)
            if not names and self._holds(each) is decisive:
                return NO_NAMES
            found |= names
        return found

    def _open_in_cases(self, conditions: tuple[Condition, ...]) -> frozenset[str]:
        """What the first condition that holds can depend on: those above it, and itself."""
        found = NO_NAMES
        for each in conditions:
            names = self.open_in(each)
            if not names and self._holds(each) is True:
                break
            found |= names
        return found

    def in_form_order(self, names: frozenset[str]) -> tuple[str, ...]:
        """Names as the form has them, then scores of other instruments."""
        order = self.structure.ready.order
        return tuple(
            sorted(names, key=lambda name: (order.get(name, len(order)), name))
        )


def open_sheet(
    instrument: Instrument,
    answers: Mapping[str, object],
    *,
    on: date,
    upstream: Mapping[str, ScoreSheet] | None = None,
    finished: bool = False,
) -> OpenSheet:
    """Read answers as far as they go.

    With `finished`, nothing more is going to be answered where nothing need be: a blank
    with a stated value keeps it. Otherwise every unanswered question is open.
    """
    if type(on) is not date:
        raise TypeError("on must be a datetime.date: the date of the assessment")
    structure = structure_of(instrument)
    ready = structure.ready
    reading = read_answers(ready.form, answers)
    missing = set(reading.missing) | reading.wrong
    facts = reading.facts
    facts["on"] = on
    for used in instrument.consumes:
        name = used.as_term().name
        sheet = (upstream or {}).get(used.instrument)
        facts[name] = used.value_in(sheet[used.scale] if sheet is not None else None)
        if facts[name] is None:
            missing.add(name)
    still_open = missing | (set() if finished else set(reading.blanks))
    if finished:
        still_open = {name for name in still_open if _is_needed(structure, name, facts)}
    unknown = {
        each.item for each in reading.problems if each.code is ProblemCode.UNKNOWN_ITEM
    }
    return OpenSheet(
        structure=structure,
        answers=answers,
        on=on,
        upstream=upstream or {},
        given=facts,
        open=frozenset(still_open),
        missing=frozenset(missing),
        wrong=frozenset(reading.wrong),
        unknown=frozenset(unknown),
    )


def _is_needed(structure: Structure, name: str, facts: Facts) -> bool:
    """Whether some scale cannot be scored while this stays open."""
    return any(
        name in requirement and all(facts.get(other) is None for other in requirement)
        for use in structure.ready.uses.values()
        for requirement in use.requires
    )


def breaks(rule: RulePart, facts: Facts, certain: frozenset[str] = NO_NAMES) -> bool:
    """Whether facts break a rule; a rule that lacks an answer is not broken.

    `certain` are names that are going to be answered, though it does not matter how.
    """
    known = all(
        any(facts.get(name) is not None or name in certain for name in need)
        for need in rule.requires
    )
    return known and held(rule.must_hold, facts) is False
