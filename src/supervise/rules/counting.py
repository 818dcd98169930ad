"""Nodes that count conditions, round numbers, and take what is not known for a no.

What each means is said by `supervise.rules.evaluation`, as for every other node.
"""

from __future__ import annotations

from enum import StrEnum
from math import ceil, floor

import attrs

from supervise.rules.terms import Condition, Operand, Term, term


class Rounding(StrEnum):
    """Which whole number stands for a number between two."""

    HALF_UP = "half_up"
    UP = "up"
    DOWN = "down"


@attrs.frozen(order=False)
class Rounded(Term):
    """A number as a whole number."""

    of: Term
    how: Rounding

    def __str__(self) -> str:
        return f"{self.of} rounded {self.how.replace('_', ' ')}"


@attrs.frozen(order=False)
class Count(Term):
    """How many of these conditions hold; unknown while one is undecided."""

    conditions: tuple[Condition, ...]

    def __str__(self) -> str:
        return f"how many of ({'; '.join(map(str, self.conditions))})"


@attrs.frozen(order=False)
class Certain(Condition):
    """What is known is enough to say that a condition holds; otherwise this does not hold.

    It is never undecided, and asks for no answer: it is for publishers who count a blank as a no.
    """

    condition: Condition

    def __str__(self) -> str:
        return f"certainly {self.condition}"


def certainly(condition: Condition) -> Certain:
    """Holds where the condition is known to hold: a blank counts as a no."""
    return Certain(condition)


def rounded(of: Operand) -> Rounded:
    """A number as the nearest whole number, a half upward."""
    return Rounded(term(of), Rounding.HALF_UP)


def rounded_up(of: Operand) -> Rounded:
    """A number as the next whole number above it, if it is not whole."""
    return Rounded(term(of), Rounding.UP)


def rounded_down(of: Operand) -> Rounded:
    """A number as the next whole number below it, if it is not whole."""
    return Rounded(term(of), Rounding.DOWN)


def count(*conditions: Condition) -> Count:
    """How many of these conditions hold."""
    return Count(conditions)


def whole(number: float, how: Rounding) -> int:
    """A number as a whole number.

    >>> whole(2.5, Rounding.HALF_UP), whole(2.5, Rounding.UP), whole(-0.5, Rounding.DOWN)
    (3, 3, -1)
    """
    match how:
        case Rounding.HALF_UP:
            return floor(number + 0.5)
        case Rounding.UP:
            return ceil(number)
        case Rounding.DOWN:
            return floor(number)
