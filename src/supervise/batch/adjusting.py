"""What of a result depends on answers beside its raw score, as columns.

To whom a scale applies, the levels of a group, a level that is lowered, flags, and what a rule
decides. It follows `supervise.instruments.adjusting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supervise.batch.certainty import does_not_hold, holds, known, without_result
from supervise.batch.expressions import EVERYWHERE, NOWHERE, Expression, all_of, any_of
from supervise.batch.facts import Facts
from supervise.instruments import Cases, Decided, Judged, Points
from supervise.instruments.mentions import only_if_of
from supervise.instruments.scales import Scale
from supervise.rules import Condition
from supervise.rules.terms import Is


def held(test: Condition | None, facts: Facts) -> Expression:
    """Where a condition holds for certain; arithmetic without a result decides nothing."""
    if test is None:
        return EVERYWHERE
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
            return ~_first_held([group.when for group in groups], facts)
        case Cases(cases=cases):
            return ~_first_held([case.when for case in cases], facts)
        case Decided(by=by):
            rule = by.as_term()
            return any_of((~known(rule, facts), without_result(rule, facts)))
        case _:
            return NOWHERE


def _first_held(tests: Sequence[Condition | None], facts: Facts) -> Expression:
    """Where some condition holds, and those above it are known not to."""
    found = NOWHERE
    for test in reversed(tests):
        further = NOWHERE if test is None else all_of((broken(test, facts), found))
        found = any_of((held(test, facts), further))
    return found


def flags(scale: Scale, facts: Facts) -> Iterator[tuple[str, Expression]]:
    """Each flag of a scale, with the rows in which known answers raise it."""
    for flag in getattr(scale, "flags", ()):
        yield flag.id, held(flag.when, facts)
