"""In which rows a scale has which status, as columns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from supervise.batch.expressions import (
    NOWHERE,
    Expression,
    Literal,
    all_of,
    any_of,
    when,
)
from supervise.records import Status


@attrs.frozen(eq=False)
class State:
    """In which rows a scale does not apply, is invalid, lacks an answer, or is scored.

    `failing` are the rows that are invalid because their arithmetic has no result, and
    `undecided` those that lack something because what is known decides nothing.
    """

    not_applicable: Expression
    invalid: Expression
    missing: Expression
    scored: Expression
    failing: Expression = NOWHERE
    undecided: Expression = NOWHERE

    @property
    def status(self) -> Expression:
        """The status, in the order that the contract gives them."""
        found: Expression = Literal(Status.SCORED.value)
        for status, here in (
            (Status.MISSING, self.missing),
            (Status.INVALID, self.invalid),
            (Status.NOT_APPLICABLE, self.not_applicable),
        ):
            found = when(here, status.value, found)
        return found


def chosen_state(states: Sequence[State]) -> State:
    """The state of the first of several scales that is scored, else the worst of them all."""
    scored = any_of(state.scored for state in states)
    inapplicable = all_of(state.not_applicable for state in states)
    among = [all_of((~state.not_applicable, state.invalid)) for state in states]
    invalid = all_of((~scored, any_of(among)))
    missing = all_of((~scored, ~inapplicable, ~invalid))
    return State(inapplicable, invalid, missing, scored)
