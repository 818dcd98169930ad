"""How much must be done: so many, of which so many; alternatives; substitutes up to a cap."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from supervise.rules.criteria import Events, Rounding
from supervise.rules.terms import Condition


def _fraction(value: Fraction | str) -> Fraction:
    return Fraction(value)


@attrs.frozen
class Share:
    """A part of what is required, after waivers; the rounding has no default."""

    part: Fraction = attrs.field(converter=_fraction)
    rounding: Rounding

    def of(self, number: int) -> int:
        """The share of a whole number."""
        exact = self.part * number
        return int(-(-exact // 1) if self.rounding is Rounding.UP else exact // 1)

    def __str__(self) -> str:
        return f"{self.part} of them, rounded {self.rounding.value}"


@attrs.frozen
class OfWhich:
    """So many of the required ones, or a share of them, must also pass this."""

    number: int | Share
    of: Events

    def required(self, total: int) -> int:
        """How many of a total."""
        number = self.number
        return number.of(total) if isinstance(number, Share) else min(number, total)


@attrs.frozen
class Substitute:
    """Other events that stand in for required ones, up to a cap, while a criterion holds.

    The cap is a number, or a share of what is required before waivers. The criterion must hold
    on the day of the event. What is one of the required ones is never used as a substitute.
    """

    of: Events
    most: int | Share
    while_: Condition | None = attrs.field(default=None, kw_only=True)
    citation: str = attrs.field(kw_only=True, metadata={"wording": True})

    def cap(self, number: int) -> int:
        """How many of the required ones it can stand in for."""
        return self.most.of(number) if isinstance(self.most, Share) else self.most


@attrs.frozen
class Count:
    """At least so many such events. `distinct_days` counts one a day."""

    number: int
    of: Events
    of_which: tuple[OfWhich, ...] = attrs.field(default=(), kw_only=True)
    substitutes: tuple[Substitute, ...] = attrs.field(default=(), kw_only=True)
    distinct_days: bool = attrs.field(default=False, kw_only=True)

    def __str__(self) -> str:
        return f"{self.number} {self.of}"


@attrs.frozen
class Every:
    """All of several counts."""

    counts: tuple[Count, ...]


@attrs.frozen
class Any:
    """One of several counts, whichever."""

    counts: tuple[Count, ...]


Quota = Count | Every | Any


def counts_in(quota: Quota) -> tuple[Count, ...]:
    """Every count of a quota."""
    return (quota,) if isinstance(quota, Count) else quota.counts


def filters_in(quota: Quota) -> Iterator[Events]:
    """Every filter of events in a quota."""
    for count in counts_in(quota):
        yield count.of
        yield from (part.of for part in count.of_which)
        yield from (substitute.of for substitute in count.substitutes)


def quota_defects(quota: Quota) -> list[str]:
    """What is wrong with a quota."""
    defects = [] if counts_in(quota) else ["nothing is counted"]
    for count in counts_in(quota):
        if count.number < 1:
            defects.append(f"'{count}': at least one is required")
        defects += [
            f"'{count}': {part.number} of {count.number} cannot be"
            for part in count.of_which
            if isinstance(part.number, int) and part.number > count.number
        ]
        defects += [
            f"'{count}': a substitute is the same as what it stands in for"
            for substitute in count.substitutes
            if substitute.of == count.of
        ]
    return defects
