"""A policy made ready at first use: its cells, and what it said for facts of the same cells.

It is made from the checked declaration and is no part of it.
People whose facts fall in the same cells get the same clauses; what was weighed once is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import attrs

from supervise.intensity.cells import Cells, cells_in, time_nodes, told_by_time
from supervise.intensity.policy import Policy
from supervise.intensity.recommendation import ClauseResult, Outlook
from supervise.intensity.weighing import ask_clause, deciding
from supervise.rules import Value
from supervise.rules.choices import Cut
from supervise.rules.terms import Compare

MOST_KEPT = 100_000
"""So many answers are kept; what comes after is weighed each time."""

Values = Mapping[str, Value | None]


@attrs.frozen
class Weighed:
    """What every clause says of some facts, and which decides."""

    results: tuple[ClauseResult, ...]
    decided: ClauseResult


@attrs.define
class Prepared:
    """The cells of a policy, and the answers that were worked out so far."""

    policy: Policy
    cells: dict[str, Cells]
    times: tuple[Compare | Cut, ...]
    kept: dict[object, Weighed] = attrs.field(factory=dict)
    outlooks: dict[object, Outlook] = attrs.field(factory=dict)

    def key(self, values: Values) -> tuple[object, ...]:
        """What facts have in common when they get the same answer."""
        cells = tuple(
            None if (value := values[name]) is None else each.cell(value)
            for name, each in self.cells.items()
        )
        return (*cells, *(told_by_time(node, values) for node in self.times))

    def weigh(self, values: Values) -> Weighed:
        """What every clause says, worked out once for all facts of the same cells."""
        key = self.key(values)
        weighed = self.kept.get(key)
        if weighed is None:
            weighed = _weighed(self.policy, values)
            if len(self.kept) < MOST_KEPT:
                self.kept[key] = weighed
        return weighed


def _weighed(policy: Policy, values: Values) -> Weighed:
    results = {
        clause.id: ask_clause(policy, clause, values) for clause in policy.clauses
    }
    return Weighed(tuple(results.values()), deciding(policy.rule, results))


def prepared(policy: Policy) -> Prepared:
    """A policy made ready, once."""
    if policy.prepared is None:
        ready = Prepared(policy, cells_in(policy), time_nodes(policy))
        object.__setattr__(policy, "prepared", ready)
    return cast("Prepared", policy.prepared)
