"""What of a result depends on answers beside its raw score.

To whom a scale applies, the levels of a group, a level that is lowered, flags, and the scales
that a rule decides.
The plain evaluator serves here: none of it is in the way of the many scales without any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from supervise.instruments.engine import Prepared
from supervise.instruments.mentions import flags_of
from supervise.instruments.recipes import (
    Recipe,
    case_result,
    decided_result,
    recipe_in_group,
    weighted_result,
)
from supervise.instruments.scales import (
    Cases,
    Percents,
    Points,
    Said,
    Scale,
)
from supervise.records import ScaleScore, Status, Workings
from supervise.rules import Condition, Facts, Term, holds, value_of

NO_RESULT = (ArithmeticError, ValueError, LookupError)
"""What arithmetic raises that has no result, a number outside every range among it."""


def held(condition: Condition | None, facts: Facts) -> bool | None:
    """Whether a condition holds; arithmetic without a result leaves it undecided."""
    try:
        return True if condition is None else holds(condition, facts)
    except NO_RESULT:
        return None


def first_that_holds(
    conditions: Iterable[Condition | None], facts: Facts
) -> int | None:
    """The place of the first condition that holds; none where one above it is undecided."""
    for place, each in enumerate(conditions):
        decided = held(each, facts)
        if decided is not False:
            return place if decided else None
    return None


def inapplicable(ready: Prepared, facts: Facts) -> frozenset[str]:
    """The scales that do not apply, decided on what is known."""
    return frozenset(
        id for id, only_if in ready.only_if.items() if held(only_if, facts) is False
    )


def raised(scale: Scale, facts: Facts) -> tuple[str, ...]:
    """The flags of a scale that the known answers raise."""
    flags = flags_of(scale)
    return tuple(flag.id for flag in flags if held(flag.when, facts) is True)


def adjusted_result(
    scale: Scale, recipe: Recipe, raw: float, facts: Facts, workings: Workings
) -> ScaleScore | None:
    """A weighted result with its group's levels, lowered and flagged where that is declared.

    There is none where the answers belong to no group that has levels.
    """
    groups = scale.bands_by if isinstance(scale, Points) else ()
    if groups:
        place = first_that_holds((group.when for group in groups), facts)
        if place is None:
            return None
        recipe = recipe_in_group(recipe, groups[place].bands)
    result = weighted_result(recipe, raw, workings)
    lowered = scale.lowered if isinstance(scale, Points) else None
    if lowered is not None and held(lowered.when, facts) and result.level is not None:
        above = recipe.levels.index(result.level)
        if above > 0:
            below = recipe.levels[above - 1]
            result = attrs.evolve(result, level=below, flags=(lowered.flag,))
    return attrs.evolve(result, flags=(*result.flags, *raised(scale, facts)))


def said_result(
    scale: Said, recipe: Recipe, facts: Facts, workings: Workings
) -> ScaleScore | None:
    """The result of a scale that a rule decides; none where the rule has no answer."""
    if isinstance(scale, Cases):
        place = first_that_holds((each.when for each in scale.cases), facts)
        if place is None:
            return None
        result = case_result(recipe, scale.cases[place], scale.scheme, workings)
    else:
        code = _code_said(scale.by.as_term(), facts)
        if code is None:
            return None
        result = decided_result(recipe, scale, code, workings)
    return attrs.evolve(result, flags=raised(scale, facts))


def _code_said(term: Term, facts: Facts) -> str | None:
    """The code that a rule says; arithmetic without a result leaves it without an answer."""
    try:
        code = value_of(term, facts)
    except NO_RESULT:
        return None
    return code if type(code) is str else None


def with_basis(
    ready: Prepared, result: ScaleScore, bases: Mapping[str, str]
) -> ScaleScore:
    """A sum of percents with the basis of the scale that it names."""
    use = ready.uses.get(result.meaning.id)
    scale = use.scale if use is not None else None
    if not isinstance(scale, Percents) or scale.basis_of is None:
        return result
    if result.status is not Status.SCORED:
        return result
    return attrs.evolve(result, basis=bases.get(scale.basis_of.as_term().name, ""))


def unscored_result(
    scale: Scale, recipe: Recipe, status: Status, facts: Facts
) -> ScaleScore:
    """A scale without a score; what must be seen is seen all the same."""
    return ScaleScore(
        recipe.meaning, status, basis=recipe.basis, flags=raised(scale, facts)
    )
