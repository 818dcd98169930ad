"""How much must be done: so many, of which so many; alternatives; substitutes up to a cap."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from supervise.rules.criteria import Events, Rounding
from supervise.rules.terms import Condition

MOST_DISTINCT = 6
"""So many counts can be kept apart; each further one doubles the work."""


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
class Total:
    """At least so much in all of a field of such events: minutes of work, hours of a programme.

    The amount is in the field's own unit, which is a whole number. An event without the field,
    or with none of it, adds nothing.
    """

    amount: int
    field: str
    of: Events

    def __str__(self) -> str:
        return f"{self.amount} {self.field} of {self.of}"


@attrs.frozen
class Every:
    """All of several counts.

    `distinct`: no event is counted twice. One home visit and four contacts then take five events;
    otherwise the visit may be one of the four. The source must say which.
    """

    counts: tuple[Count | Total, ...]
    distinct: bool = attrs.field(default=False, kw_only=True)

    def __str__(self) -> str:
        apart = ", none counted twice" if self.distinct else ""
        return f"{' and '.join(map(str, self.counts))}{apart}"


@attrs.frozen
class Any:
    """One of several counts, whichever."""

    counts: tuple[Count | Total, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.counts))


Quota = Count | Total | Every | Any


def counts_in(quota: Quota) -> tuple[Count | Total, ...]:
    """Every count of a quota."""
    return quota.counts if isinstance(quota, Every | Any) else (quota,)


def filters_in(quota: Quota) -> Iterator[Events]:
    """Every filter of events in a quota."""
    for count in counts_in(quota):
        yield count.of
        if isinstance(count, Total):
            continue
        yield from (part.of for part in count.of_which)
        yield from (substitute.of for substitute in count.substitutes)


def quota_defects(quota: Quota) -> list[str]:
    """What is wrong with a quota."""
    defects = [] if counts_in(quota) else ["nothing is counted"]
    for count in counts_in(quota):
        defects += [f"'{count}': {each}" for each in _count_defects(count)]
    if isinstance(quota, Every) and quota.distinct:
        defects += _distinct_defects(quota)
    return defects


def _count_defects(count: Count | Total) -> Iterator[str]:
    if (count.amount if isinstance(count, Total) else count.number) < 1:
        yield "at least one is required"
    if isinstance(count, Total):
        return
    for part in count.of_which:
        if isinstance(part.number, int) and part.number > count.number:
            yield f"{part.number} of {count.number} cannot be"
    if any(each.of == count.of for each in count.substitutes):
        yield "a substitute is the same as what it stands in for"


def _distinct_defects(every: Every) -> Iterator[str]:
    """Counting none twice is worked out for plain counts only."""
    if not 2 <= len(every.counts) <= MOST_DISTINCT:
        yield f"from 2 to {MOST_DISTINCT} counts can be kept apart"
    for count in every.counts:
        plain = isinstance(count, Count) and not (
            count.of_which or count.substitutes or count.distinct_days
        )
        if not plain:
            yield f"'{count}': only plain counts can be kept apart"
