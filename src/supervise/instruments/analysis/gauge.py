"""How the result of a scale is read off its raw score, given the answers beside it.

The levels of a group and a lowered level depend on answers; while those are open there is
no one way to read a result off, and this room says so.
"""

from __future__ import annotations

import attrs

from supervise.instruments.adjusting import adjusted_result, first_that_holds
from supervise.instruments.analysis.sheet import OpenSheet
from supervise.instruments.analysis.structure import ScaleParts
from supervise.instruments.recipes import (
    Recipe,
    recipe_in_group,
    weighted_result,
)
from supervise.instruments.scales import Cases, Decided, Points, Scale
from supervise.levels import Level
from supervise.records import RecordedWorkings, ScaleScore
from supervise.rules import Facts

NOT_ASKED_FOR = RecordedWorkings((), (), (), ())
Number = int | float


@attrs.frozen(eq=False)
class Gauge:
    """The results of one scale over its raw scores; `facts` where more than those counts."""

    scale: Scale
    recipe: Recipe
    levels: tuple[Level, ...]
    facts: Facts | None

    def at(self, raw: Number) -> ScaleScore:
        """The result of a raw score."""
        if self.facts is None:
            return weighted_result(self.recipe, raw, NOT_ASKED_FOR)
        result = adjusted_result(
            self.scale, self.recipe, raw, self.facts, NOT_ASKED_FOR
        )
        assert result is not None
        return result

    def reads_alike(self, one: Number, other: Number) -> bool:
        """Whether two raw scores are reported as one percent; so they are where there is none."""
        return self.at(one).percent == self.at(other).percent

    @property
    def rises(self) -> bool:
        """Whether a higher raw score never means a lower level."""
        places = [level.position for level in self.levels]
        steps = list(self.recipe.step_scores)
        link = self.recipe.link
        return (
            places == sorted(places)
            and steps == sorted(steps)
            and (link is None or link.slope > 0)
        )


def every_level(recipe: Recipe, scale: Scale) -> tuple[Level | None, ...]:
    """All levels that a scale declares; `None` among them where a code is *not applicable*."""
    match scale:
        case Cases(cases=cases, scheme=scheme):
            found: list[Level | None] = [scheme[each.level] for each in cases]
        case Decided(scheme=scheme):
            found = [scheme[code] for code in scheme.codes]
        case Points(bands_by=groups) if groups:
            found = [g.bands.scheme[b.level] for g in groups for b in g.bands.bands]
        case _:
            found = [*recipe.levels, *recipe.judged.values()]
    return tuple(dict.fromkeys(found))


def every_percent(recipe: Recipe) -> tuple[Number, ...]:
    """The ends between which a percent is kept, where a scale reports one."""
    if recipe.link is not None:
        return recipe.link.least / 100, recipe.link.most / 100
    return (0.0, recipe.most / 100) if recipe.is_percent else ()


def gauge_of(sheet: OpenSheet, parts: ScaleParts) -> Gauge | None:
    """The gauge of a scale; `None` while open answers change how it is read."""
    scale = parts.use.scale
    recipe = sheet.structure.ready.recipes[scale.id]
    if not parts.adjusts:
        return Gauge(scale, recipe, recipe.levels, None)
    if any(sheet.open_in(each) for each in parts.adjusts):
        return None
    facts = sheet.facts
    if isinstance(scale, Points) and scale.bands_by:
        place = first_that_holds((group.when for group in scale.bands_by), facts)
        if place is None:
            return None
        recipe = recipe_in_group(recipe, scale.bands_by[place].bands)
    return Gauge(scale, recipe, recipe.levels, facts)
