"""The ledger of overrides: how often decisions depart, which way, of those that could.

A person recommended the highest intensity cannot be overridden upward, so that decision stands in
no denominator of that direction. What a table of overrides asks for is kept apart from what a
professional judged. Every rate has its counts and an interval; a limit is off until a policy
states it, and an alarm is for people to look at, never a verdict on an officer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import sqrt

import attrs

from supervise.errors import DeclarationError
from supervise.intensity.decision import Decision
from supervise.intensity.policy import Basis, Direction
from supervise.rules.canonical import WORDING

TWO_SIDED_95 = 1.959963984540054
"""The standard normal quantile of 97.5 percent."""


@attrs.frozen(kw_only=True)
class OverrideRate:
    """How many decisions departed one way, of those that could have."""

    direction: Direction
    basis: Basis
    overridden: int
    could_be: int

    @property
    def share(self) -> float | None:
        """The share; nothing where no decision could have departed that way."""
        return self.overridden / self.could_be if self.could_be else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of 95 percent for the share (Wilson 1927, J Am Stat Assoc 22:209)."""
        if not self.could_be:
            return None
        n, p, z = self.could_be, self.overridden / self.could_be, TWO_SIDED_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@attrs.frozen(kw_only=True)
class OverrideLimits:
    """What an agency wants to be told of: shares above which somebody should look.

    `most_discretionary` is of all decisions that follow a recommendation or depart from one at
    discretion; `most_upward` is of the discretionary overrides up or down that go up.
    `smallest` is how many decisions a group must have before a share of it is looked at.
    """

    most_discretionary: Fraction | None = None
    most_upward: Fraction | None = None
    smallest: int
    citation: str = attrs.field(metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        defects = [
            f"{name} is a share from 0 to 1"
            for name in ("most_discretionary", "most_upward")
            if (share := getattr(self, name)) is not None and not 0 <= share <= 1
        ]
        if self.smallest < 1:
            defects.append("a group has at least one decision")
        if not self.citation.strip():
            defects.append("no citation")
        if defects:
            raise DeclarationError("limits of overrides", defects)


@attrs.frozen(kw_only=True)
class OverrideLedger:
    """The overrides of one group of decisions: the whole, an office, an officer.

    `decisions` is how many there are, `discretionary` how many depart at discretion, up, down or
    off the scale. `too_few` says that the group is smaller than the limits ask for; it then has no
    alarm, whatever its shares.
    """

    group: str
    decisions: int
    discretionary: int
    rates: tuple[OverrideRate, ...]
    alarms: tuple[str, ...] = ()
    too_few: bool = False

    def rate(self, direction: Direction, basis: Basis) -> OverrideRate:
        """The rate of one direction on one basis."""
        return next(
            each
            for each in self.rates
            if (each.direction, each.basis) == (direction, basis)
        )


def override_ledger(
    decisions: Iterable[Decision],
    *,
    by: Callable[[Decision], str] = lambda _: "",
    limits: OverrideLimits | None = None,
) -> tuple[OverrideLedger, ...]:
    """The ledger of some decisions, one for each group in the order of their names.

    `by` names the group of a decision, for example `lambda each: each.by.id`; without it there is
    one group.
    """
    groups: dict[str, list[Decision]] = {}
    for each in decisions:
        groups.setdefault(by(each), []).append(each)
    return tuple(_ledger(group, groups[group], limits) for group in sorted(groups))


def _ledger(
    group: str, decisions: list[Decision], limits: OverrideLimits | None
) -> OverrideLedger:
    rates = tuple(
        OverrideRate(
            direction=direction,
            basis=basis,
            overridden=sum(_is(each, direction, basis) for each in decisions),
            could_be=sum(_could(each, direction) for each in decisions),
        )
        for direction in Direction
        for basis in Basis
    )
    discretionary = sum(
        each.overridden
        for each in rates
        if each.basis is Basis.DISCRETIONARY
        and each.direction is not Direction.WITHOUT_RECOMMENDATION
    )
    found = OverrideLedger(
        group=group,
        decisions=len(decisions),
        discretionary=discretionary,
        rates=rates,
        too_few=limits is not None and len(decisions) < limits.smallest,
    )
    if limits is None or found.too_few:
        return found
    return attrs.evolve(found, alarms=tuple(_alarms(found, decisions, limits)))


def _is(decision: Decision, direction: Direction, basis: Basis) -> bool:
    override = decision.override
    return override is not None and (override.direction, override.basis) == (
        direction,
        basis,
    )


def _could(decision: Decision, direction: Direction) -> bool:
    """Whether a decision could have departed that way from what was recommended."""
    found = decision.recommendation
    recommended = found.intensity
    if direction is Direction.WITHOUT_RECOMMENDATION:
        return recommended is None and not found.standing
    if direction is Direction.OFF_SCALE:
        return recommended is not None or bool(found.standing)
    if recommended is None:
        return False
    codes = recommended.scheme.codes
    end = codes[-1] if direction is Direction.UP else codes[0]
    return recommended.code != end


def _alarms(
    found: OverrideLedger, decisions: list[Decision], limits: OverrideLimits
) -> Iterator[str]:
    recommended = [each for each in decisions if _could(each, Direction.OFF_SCALE)]
    asked = sum(
        each.overridden
        for each in found.rates
        if each.basis is Basis.POLICY
        and each.direction is not Direction.WITHOUT_RECOMMENDATION
    )
    free = len(recommended) - asked
    most = limits.most_discretionary
    if most is not None and free and Fraction(found.discretionary, free) > most:
        yield (
            f"{found.discretionary} of {free} decisions depart at discretion, more than "
            f"{most} ({limits.citation})"
        )
    up, down = (
        found.rate(direction, Basis.DISCRETIONARY).overridden
        for direction in (Direction.UP, Direction.DOWN)
    )
    most = limits.most_upward
    if most is not None and up + down and Fraction(up, up + down) > most:
        yield (
            f"{up} of {up + down} discretionary overrides go up, more than {most} "
            f"({limits.citation})"
        )


def expired_overrides(
    decisions: Iterable[Decision], *, on: date
) -> tuple[Decision, ...]:
    """The overrides whose last day has passed and that no later decision has taken the place of."""
    given = list(decisions)
    newest: dict[str, Decision] = {}
    for each in sorted(given, key=lambda each: (each.on, each.recorded_at)):
        if each.on <= on:
            newest[each.person.id] = each
    return tuple(
        each for each in newest.values() if each.override and not each.holds_on(on)
    )
