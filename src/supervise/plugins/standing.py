"""The standing rules that plugins brought: what an agency requires, grants, watches, answers with.

It only looks them up; what they mean is said in `monitoring`.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Self, TypeVar

import attrs

from supervise.monitoring import (
    AlertRule,
    EligibilityRule,
    ResponseGrid,
    StandardsPack,
)

StandingRule = StandardsPack | EligibilityRule | AlertRule | ResponseGrid
Rule = TypeVar("Rule", StandardsPack, EligibilityRule, AlertRule, ResponseGrid)


@attrs.frozen(kw_only=True)
class StandingRules:
    """Every pack of standards, rule of eligibility, alert rule and response grid by its id."""

    standards: Mapping[str, StandardsPack]
    eligibility: Mapping[str, EligibilityRule]
    alerts: Mapping[str, AlertRule]
    response_grids: Mapping[str, ResponseGrid]

    @classmethod
    def of(cls, rules: Iterable[StandingRule]) -> Self:
        """The standing rules that these make, each kind in the order of ids."""
        found = sorted(rules, key=lambda each: each.id)
        return cls(
            standards=_by_id(r for r in found if isinstance(r, StandardsPack)),
            eligibility=_by_id(r for r in found if isinstance(r, EligibilityRule)),
            alerts=_by_id(r for r in found if isinstance(r, AlertRule)),
            response_grids=_by_id(r for r in found if isinstance(r, ResponseGrid)),
        )


def _by_id(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    return MappingProxyType({each.id: each for each in rules})
