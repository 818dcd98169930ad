"""Clauses of a policy, and how they join: the first that speaks, the highest, floors and ceilings.

A clause says one intensity, one standing outside the scale, or nothing.
How clauses are weighed is in `supervise.intensity.weighing`.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from supervise.rules import Condition, Operand, Term
from supervise.rules.canonical import WORDING
from supervise.rules.choices import stated
from supervise.rules.terms import Code, term


def _as_term(value: Operand | Code) -> Term:
    return term(value) if isinstance(value, Operand) else stated(value)


@attrs.frozen(order=False)
class Clause:
    """One cited rule of a policy.

    `says` is a code of the policy's scheme, or one of its standings, or a term that gives one.
    Where `when` is given and does not hold, the clause says nothing.
    `no_answer` is the reason to give where the policy has no answer for the facts.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
    says: Term = attrs.field(converter=_as_term, kw_only=True)
    citation: str = attrs.field(kw_only=True, metadata=WORDING)
    when: Condition | None = attrs.field(default=None, kw_only=True)
    no_answer: str = attrs.field(default="", kw_only=True, metadata=WORDING)


@attrs.frozen(order=False)
class First:
    """Precedence: the first part that says something decides."""

    parts: tuple[Joined, ...]


@attrs.frozen(order=False)
class Highest:
    """The highest of what the parts say. A part that is undecided leaves it undecided."""

    parts: tuple[Joined, ...]


@attrs.frozen(order=False)
class AtLeast:
    """What the first part says, raised to the highest of the floors."""

    part: Joined
    floors: tuple[Joined, ...]


@attrs.frozen(order=False)
class AtMost:
    """What the first part says, lowered to the lowest of the ceilings."""

    part: Joined
    ceilings: tuple[Joined, ...]


Joined = Clause | First | Highest | AtLeast | AtMost


def first(*parts: Joined) -> First:
    """Precedence, from the first to the last."""
    return First(parts)


def highest(*parts: Joined) -> Highest:
    """The highest of several."""
    return Highest(parts)


def at_least(part: Joined, *floors: Joined) -> AtLeast:
    """Floors under what a part says."""
    return AtLeast(part, floors)


def at_most(part: Joined, *ceilings: Joined) -> AtMost:
    """Ceilings over what a part says."""
    return AtMost(part, ceilings)


def parts_of(joined: Joined) -> tuple[Joined, ...]:
    """The parts directly inside."""
    match joined:
        case Clause():
            return ()
        case First(parts) | Highest(parts):
            return parts
        case AtLeast(part, others) | AtMost(part, others):
            return (part, *others)


def clauses_in(joined: Joined) -> Iterator[Clause]:
    """Every clause, in the order in which the policy states them."""
    if isinstance(joined, Clause):
        yield joined
    for part in parts_of(joined):
        yield from clauses_in(part)
