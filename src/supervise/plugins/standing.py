"""The standing rules that plugins brought: what an agency requires, grants, watches, answers with.

It only looks them up; what they mean is said in `monitoring`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Self, TypeVar

import attrs

from supervise.errors import UnknownName
from supervise.monitoring import (
    AlertRule,
    EligibilityRule,
    ResponseGrid,
    StandardsPack,
)

StandingRule = StandardsPack | EligibilityRule | AlertRule | ResponseGrid
Dated = TypeVar("Dated", StandardsPack, EligibilityRule)
Rule = TypeVar("Rule", StandardsPack, EligibilityRule, AlertRule, ResponseGrid)


@attrs.frozen(kw_only=True)
class StandingRules:
    """Every pack of standards, rule of eligibility, alert rule and response grid by its id.

    Of several editions the mappings have the last; `pack` and `eligibility_rule` find the one of
    a day.
    """

    standards: Mapping[str, StandardsPack]
    eligibility: Mapping[str, EligibilityRule]
    alerts: Mapping[str, AlertRule]
    response_grids: Mapping[str, ResponseGrid]
    editions: tuple[StandardsPack | EligibilityRule, ...] = ()
    """Every version of what is in force for a stated time, by id and by when it begins."""

    @classmethod
    def of(cls, rules: Iterable[StandingRule]) -> Self:
        """The standing rules that these make, each kind in the order of ids."""
        found = sorted(rules, key=_place)
        return cls(
            standards=_by_id(r for r in found if isinstance(r, StandardsPack)),
            eligibility=_by_id(r for r in found if isinstance(r, EligibilityRule)),
            alerts=_by_id(r for r in found if isinstance(r, AlertRule)),
            response_grids=_by_id(r for r in found if isinstance(r, ResponseGrid)),
            editions=tuple(
                r for r in found if isinstance(r, StandardsPack | EligibilityRule)
            ),
        )

    def pack(self, id: str, *, on: date) -> StandardsPack:
        """The edition of a pack in force on a day; else the last that began before, or the first.

        Raises `UnknownName`, with the nearest name.
        """
        packs = [each for each in self.editions if isinstance(each, StandardsPack)]
        if id not in self.standards:
            raise UnknownName("standards", id, self.standards)
        return _of_the_day([each for each in packs if each.id == id], on)

    def eligibility_rule(self, id: str, *, on: date) -> EligibilityRule:
        """The edition of a rule in force on a day; it finds and raises as `pack` does."""
        rules = [each for each in self.editions if isinstance(each, EligibilityRule)]
        if id not in self.eligibility:
            raise UnknownName("eligibility rule", id, self.eligibility)
        return _of_the_day([each for each in rules if each.id == id], on)


def _place(rule: StandingRule) -> tuple[str, date]:
    if isinstance(rule, StandardsPack | EligibilityRule):
        return rule.id, rule.in_force.start
    return rule.id, date.min


def _of_the_day(editions: list[Dated], on: date) -> Dated:
    """The edition in force on a day; else the last that began before it, or the first."""
    begun = [each for each in editions if each.in_force.start <= on]
    return begun[-1] if begun else editions[0]


def _by_id(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    return MappingProxyType({each.id: each for each in rules})
