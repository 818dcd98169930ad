"""What of a result depends on answers beside its raw score, as columns.

To whom a scale applies, the levels of a group, a level that is lowered, flags, and what a rule
decides. It follows `supervise.instruments.adjusting`.
"""

from __future__ import annotations

from collections.abc import Iterator

from supervise.batch.certainty import does_not_hold, holds, known, without_result
from supervise.batch.expressions import NOWHERE, Expression, all_of, any_of
from supervise.batch.facts import Facts
from supervise.instruments import Cases, Decided, Judged, Points
from supervise.instruments.mentions import only_if_of
from supervise.instruments.scales import Scale
from supervise.rules import Condition
from supervise.rules.terms import Is


def held(test: Condition | None, facts: Facts) -> Expression:
    """Where a condition holds for certain; arithmetic without a result decides nothing."""
    if test is None:
        return ~NOWHERE
    return all_of((holds(test, facts), ~without_result(test, facts)))


def broken(test: Condition, facts: Facts) -> Expression:
    """Where a condition does not hold for certain."""
    return all_of((does_not_hold(test, facts), ~without_result(test, facts)))


def not_applicable(scale: Scale, facts: Facts) -> Expression:
    """Where a scale does not apply, decided on what is known."""
    if isinstance(scale, Judged):
        codes = tuple(code for code, level in scale.levels if level is None)
        return holds(Is(scale.item.as_term(), codes), facts)
    only_if = only_if_of(scale)
    return NOWHERE if only_if is None else broken(only_if, facts)


def undecided(scale: Scale, facts: Facts) -> Expression:
    """Where all that a scale requires is known, and it still has no result."""
    match scale:
        case Points(bands_by=groups) if groups:
            return ~any_of(held(group.when, facts) for group in groups)
        case Cases(cases=cases):
            return ~any_of(held(case.when, facts) for case in cases)
        case Decided(by=by):
            return ~known(by.as_term(), facts)
        case _:
            return NOWHERE


def flags(scale: Scale, facts: Facts) -> Iterator[tuple[str, Expression]]:
    """Each flag of a scale, with the rows in which known answers raise it."""
    for flag in getattr(scale, "flags", ()):
        yield flag.id, held(flag.when, facts)
