"""What a scale says where it is scored, as columns: one case for each kind of scale.

Every number comes from the declaration and from the recipes that the one-person engine reads too.
Percents are whole hundredths until the end, so that levels are decided on the digits as published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from supervise.batch.adjusting import flags, held
from supervise.batch.expressions import (
    NOWHERE,
    Expression,
    Joined,
    Literal,
    Operation,
    all_of,
    any_of,
    expression,
    only_where,
    when,
)
from supervise.batch.facts import Facts, certain_among
from supervise.batch.formulas import value
from supervise.batch.percents import as_percent, hundredths
from supervise.batch.stages import Phase, Stages
from supervise.batch.states import State
from supervise.batch.weights import raw_of
from supervise.exchange.columns import SEPARATOR
from supervise.instruments import Cases, Decided, Judged, LogOdds, Percents, Points
from supervise.instruments.recipes import Recipe, recipe_in_group, stated_hundredths
from supervise.instruments.scales import Scale, Weighted
from supervise.rules.reading import Requirement

Raised = tuple[tuple[str, Expression], ...]
"""Flags, with the rows in which each is raised."""


@attrs.frozen(eq=False)
class Result:
    """What a scale says in each row; `None` is what it says in none."""

    score: Expression | None = None
    percent: Expression | None = None
    level: Expression | None = None
    basis: Expression | None = None
    flags: Expression | None = None


@attrs.frozen(eq=False)
class Making:
    """What the result of one scale is made from.

    `bases` are what the scales of other instruments rest on.
    """

    recipe: Recipe
    facts: Facts
    requires: frozenset[Requirement]
    scored: Expression
    bases: Mapping[str, Expression | None]
    stages: Stages


def result_of(scale: Scale, making: Making) -> Result:
    """The result of a scale; one that is scored in no row has no more than basis and flags."""
    raised = tuple(flags(scale, making.facts))
    basis = _basis(scale, making)
    if making.scored is NOWHERE:
        return Result(basis=basis, flags=_joined(raised))
    match scale:
        case Points() | LogOdds() | Percents():
            return _weighted(scale, making, basis, raised)
        case Judged(item=item):
            percent: Expression | None = None
            level = _judged(making.recipe, making.facts.named[item.id].says)
        case Cases():
            percent, level = _case(scale, making.facts)
            percent = only_where(making.scored, percent)
        case _:
            assert isinstance(scale, Decided), "no other scale has a recipe"
            percent, level = None, value(scale.by.as_term(), making.facts)
    level = only_where(making.scored, level)
    return Result(None, percent, level, basis, _joined(raised))


def _weighted(
    scale: Weighted, making: Making, basis: Expression | None, raised: Raised
) -> Result:
    recipe, scored, keep = making.recipe, making.scored, making.stages.keep
    sure = making.facts.given(certain_among(making.requires))
    raw = keep(Phase.RAWS, f"{scale.id}_raw", raw_of(scale, sure))
    parts = percent = level = None
    score = raw
    if recipe.is_percent or recipe.link is not None:
        parts = hundredths(recipe, raw)
        parts = keep(Phase.HUNDREDTHS, f"{scale.id}_hundredths", parts)
        percent = only_where(scored, as_percent(parts))
    if recipe.step_edges:
        steps = [Literal(float(step)) for step in recipe.step_scores]
        score = _by_edges(raw, recipe.step_edges, steps)
    if isinstance(scale, Percents):
        score = as_percent((raw * 100 + 0.5).does(Operation.FLOOR))
    banded = score if parts is None or recipe.of_score else parts
    if recipe.edges or (isinstance(scale, Points) and scale.bands_by):
        level, lowered = _level(scale, recipe, making.facts, banded)
        level = only_where(scored, level)
        raised = (*((flag, all_of((scored, here))) for flag, here in lowered), *raised)
    return Result(only_where(scored, score), percent, level, basis, _joined(raised))


def _level(
    scale: Weighted, recipe: Recipe, facts: Facts, banded: Expression
) -> tuple[Expression, Raised]:
    """The level of a number, that of its group or lowered where that is declared."""
    codes = [Literal(level.code) for level in recipe.levels]
    if not isinstance(scale, Points):
        return _by_edges(banded, recipe.edges, codes), ()
    if scale.bands_by:
        found: Expression = Literal("")
        for group in reversed(scale.bands_by):
            own = recipe_in_group(recipe, group.bands)
            own_codes = [Literal(level.code) for level in own.levels]
            there = _by_edges(banded, own.edges, own_codes)
            found = when(held(group.when, facts), there, found)
        return found, ()
    level = _by_edges(banded, recipe.edges, codes)
    if scale.lowered is None or len(codes) < 2:
        return level, ()
    here = all_of((held(scale.lowered.when, facts), banded >= recipe.edges[1]))
    below = _by_edges(banded, recipe.edges, [codes[0], *codes[:-1]])
    return when(here, below, level), ((scale.lowered.flag, here),)


def _by_edges(
    found: Expression, edges: Sequence[int], says: Sequence[Expression]
) -> Expression:
    """What is said of the range that a number falls in; each range begins at its edge."""
    said = says[0]
    for edge, each in zip(edges[1:], says[1:], strict=True):
        said = when(found >= edge, each, said)
    return said


def _judged(recipe: Recipe, answer: Expression) -> Expression:
    level: Expression = Literal("")
    for code, each in recipe.judged.items():
        if each is not None:
            is_it = answer.equals(code if isinstance(code, str) else float(str(code)))
            level = when(is_it, each.code, level)
    return level


def _case(scale: Cases, facts: Facts) -> tuple[Expression, Expression]:
    percent, level = expression(0), expression("")
    for case in reversed(scale.cases):
        here = held(case.when, facts)
        percent = when(here, stated_hundredths(case.percent) / 100, percent)
        level = when(here, case.level, level)
    return percent, level


def _basis(scale: Scale, making: Making) -> Expression | None:
    """What a scale rests on: said whatever its status, save what another scale decides."""
    own = Literal(making.recipe.basis) if making.recipe.basis else None
    if not isinstance(scale, Percents) or scale.basis_of is None:
        return own
    there = making.bases.get(scale.basis_of.as_term().name)
    if there is None:
        return own if own is None else only_where(~making.scored, own)
    scored = making.scored
    return only_where(scored, there) if own is None else when(scored, there, own)


def _joined(raised: Raised) -> Expression | None:
    some = [(flag, here) for flag, here in raised if here is not NOWHERE]
    if not some:
        return None
    texts = tuple(only_where(here, flag) for flag, here in some)
    return only_where(any_of(here for _, here in some), Joined(texts, SEPARATOR))


def chosen_result(options: Sequence[tuple[State, Result]]) -> Result:
    """What the first of several scales says that is scored."""
    parts = (field.name for field in attrs.fields(Result))
    return Result(**{part: _first_scored(options, part) for part in parts})


def _first_scored(
    options: Sequence[tuple[State, Result]], part: str
) -> Expression | None:
    found: Expression | None = None
    for state, result in reversed(options):
        says: Expression | None = getattr(result, part)
        if state.scored is NOWHERE:
            continue
        if says is not None:
            here = only_where(state.scored, says)
            found = here if found is None else when(state.scored, says, found)
        elif found is not None:
            found = only_where(~state.scored, found)
    return found
