"""A policy made ready at first use: its cells, and what it said for facts of the same cells.

It is made from the checked declaration and is no part of it.
People whose facts fall in the same cells get the same clauses; what was weighed once is kept.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from typing import cast

import attrs

from supervise.intensity.cells import (
    Cells,
    cells_in,
    nodes_of,
    times_among,
    told_by_time,
)
from supervise.intensity.clauses import Clause
from supervise.intensity.policy import Policy
from supervise.intensity.reading import Reader, reader_of
from supervise.intensity.recommendation import ClauseResult, Outlook, PolicyIdentity
from supervise.intensity.weighing import ask_clause, deciding
from supervise.levels import Intensity
from supervise.rules import Ref, Value
from supervise.rules.choices import Cut
from supervise.rules.kinds import Kind
from supervise.rules.reading import names
from supervise.rules.terms import Compare

MOST_KEPT = 100_000
"""So many answers are kept; what comes after is weighed each time."""

Values = Mapping[str, Value | None]
Answer = tuple[Intensity | None, str]
"""The intensity or the standing that was decided."""


@attrs.frozen
class Weighed:
    """What every clause says of some facts, and which decides."""

    results: tuple[ClauseResult, ...]
    decided: ClauseResult


@attrs.frozen
class Tried:
    """What every choice of some unsettled inputs gives, and the places of those that matter."""

    answers: Mapping[tuple[Value | None, ...], Answer | None]
    possible: tuple[Intensity, ...]
    standings: tuple[str, ...]
    matters: tuple[int, ...]


@attrs.frozen
class Key:
    """What facts have in common when they get the same answer: the cells that they fall in."""

    plain: tuple[str, ...]
    numbers: tuple[Cells, ...]
    dates: tuple[str, ...]
    times: tuple[tuple[Compare | Cut, tuple[str, ...]], ...]

    def of(self, values: Values) -> tuple[object, ...]:
        """The key of some facts."""
        numbers = [each.cell(values[each.input.id]) for each in self.numbers]
        known = [_kind_of_day(values[name]) for name in self.dates]
        times = [
            told_by_time(node, values)
            for node, names in self.times
            if all(isinstance(values[name], date) for name in names)
        ]
        # A yes is not the number 1, though the two are equal.
        plain = [(type(values[name]), values[name]) for name in self.plain]
        return (*plain, *numbers, *known, *times)


def _kind_of_day(value: Value | None) -> object:
    """All dates are alike here; one that is missing is not one that is rightly blank."""
    return date if isinstance(value, date) else value


@attrs.define
class Asked:
    """A clause, and what it said so far."""

    clause: Clause
    key: Key
    kept: dict[tuple[object, ...], ClauseResult] = attrs.field(factory=dict)

    def ask(self, policy: Policy, values: Values) -> ClauseResult:
        """What the clause says, worked out once for all facts of the same cells."""
        key = self.key.of(values)
        result = self.kept.get(key)
        if result is None:
            result = ask_clause(policy, self.clause, values)
            if len(self.kept) < MOST_KEPT:
                self.kept[key] = result
        return result


@attrs.define
class Prepared:
    """A policy's cells, its reader, and the answers that were worked out so far."""

    policy: Policy
    identity: PolicyIdentity
    reader: Reader
    cells: dict[str, Cells]
    clauses: tuple[Asked, ...]
    key: Key
    kept: dict[tuple[object, ...], Weighed] = attrs.field(factory=dict)
    outlooks: dict[object, Outlook] = attrs.field(factory=dict)
    tried: dict[object, Tried] = attrs.field(factory=dict)

    def weigh(self, values: Values) -> Weighed:
        """What every clause says, and which decides."""
        results = {
            each.clause.id: each.ask(self.policy, values) for each in self.clauses
        }
        return Weighed(tuple(results.values()), deciding(self.policy.rule, results))

    def weigh_again(
        self, before: Weighed, values: Values, new: Container[str]
    ) -> Weighed:
        """The same where only the inputs named in `new` have changed."""
        results = {
            each.clause.id: each.ask(self.policy, values)
            if any(name in new for name in result.inputs)
            else result
            for each, result in zip(self.clauses, before.results, strict=True)
        }
        return Weighed(tuple(results.values()), deciding(self.policy.rule, results))

    def weigh_once(self, key: tuple[object, ...], values: Values) -> Weighed:
        """The same, kept for all facts of the same cells."""
        weighed = self.kept.get(key)
        if weighed is None:
            weighed = self.weigh(values)
            if len(self.kept) < MOST_KEPT:
                self.kept[key] = weighed
        return weighed


def prepared(policy: Policy) -> Prepared:
    """A policy made ready, once."""
    if policy.prepared is None:
        cells = cells_in(policy)
        ready = Prepared(
            policy=policy,
            identity=identity_of(policy),
            reader=reader_of(policy),
            cells=cells,
            clauses=tuple(
                Asked(clause, _key((clause,), cells)) for clause in policy.clauses
            ),
            key=_key(policy.clauses, cells),
        )
        object.__setattr__(policy, "prepared", ready)
    return cast("Prepared", policy.prepared)


def _key(clauses: tuple[Clause, ...], cells: dict[str, Cells]) -> Key:
    nodes = list(nodes_of(clauses))
    mentioned = [
        cells[name]
        for name in dict.fromkeys(each.name for each in nodes if isinstance(each, Ref))
        if name != "on"
    ]
    numbers = tuple(each for each in mentioned if each.input.kind is Kind.NUMBER)
    dates = tuple(each.input.id for each in mentioned if each.timed)
    apart = {each.input.id for each in numbers} | {*dates}
    return Key(
        plain=tuple(e.input.id for e in mentioned if e.input.id not in apart),
        numbers=numbers,
        dates=dates,
        times=tuple(
            (node, tuple(name for name in dict.fromkeys(names(node)) if name != "on"))
            for node in times_among(nodes)
        ),
    )


def identity_of(policy: Policy) -> PolicyIdentity:
    """What a recommendation keeps of the policy that made it."""
    return PolicyIdentity(
        id=policy.id,
        version=policy.version,
        title=policy.title,
        fingerprint=policy.fingerprint,
        purpose=policy.purpose,
        citation=policy.source.citation,
        licence=policy.source.licence,
        example=policy.example,
        scheme=policy.scheme,
        overrides=policy.overrides,
    )
