"""Raw scores read as percents, in whole hundredths, as columns.

It follows the link of a recipe: plain log-odds, the publisher's own decimals, points on a line,
or percents added up.
"""

from __future__ import annotations

from supervise.batch.days import whole
from supervise.batch.expressions import Expression, Operation, expression, when
from supervise.instruments.recipes import Link, Recipe
from supervise.instruments.reporting import Shown


def hundredths(recipe: Recipe, raw: Expression) -> Expression:
    """The percent of a raw score."""
    link = recipe.link
    if link is None:
        parts = _half_up(_logistic(raw, 10000))
        return when(parts > recipe.most, recipe.most, parts)
    if link.adds_up:
        parts = _half_up(raw * 100)
    else:
        parts = _shown(raw * link.slope + link.intercept, link.shown)
    parts = _between(parts, link)
    return parts if link.nothing is None else when(raw.equals(0), link.nothing, parts)


def as_percent(parts: Expression) -> Expression:
    """Hundredths as a percent.

    An engine that divides by multiplying with a reciprocal is one bit off without rounding.
    """
    return (parts / 100).does(Operation.ROUND_TO_HUNDREDTHS)


def _between(parts: Expression, link: Link) -> Expression:
    parts = when(parts < link.least, link.least, parts)
    return when(parts > link.most, link.most, parts)


def _shown(log_odds: Expression, shown: Shown) -> Expression:
    """With the publisher's own decimals, and rounded twice where it rounds twice."""
    unit = (100, 10, 1)[shown.places]
    if shown.first is None:
        return _half_up(_logistic(log_odds, 10000 // unit)) * unit
    finer = int(10**shown.first)
    unit_there = finer * unit // 10000
    finely = _half_up(_logistic(log_odds, finer)) + unit_there // 2
    return whole(finely, unit_there) * unit


def _logistic(log_odds: Expression, times: int) -> Expression:
    odds_against = (-log_odds).does(Operation.EXP)
    return expression(times) / (odds_against + 1)


def _half_up(number: Expression) -> Expression:
    return (number + 0.5).does(Operation.FLOOR)
