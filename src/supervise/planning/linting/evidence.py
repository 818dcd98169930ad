"""What the linter looks at beside the plan, and what an agency sets.

Everything comes by value: assessments as recorded, and of conditions and referrals only what
a rule needs. Limits are settings, not part of the model; ours are examples.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from supervise.errors import DeclarationError
from supervise.levels import Level
from supervise.records import Assessment


@attrs.frozen(kw_only=True)
class ConditionInForce:
    """A condition of the order: what it is for, on what authority, and until when.

    `purpose` is the code of the domain whose risk it manages; `protects` says that it
    protects somebody, which is purpose enough. A condition not to do something, for example
    not to contact somebody, calls for no support. `supports` name what helps to keep it: a
    reminder, help with travel, a timetable.
    """

    id: str
    needs_support: bool
    supports: tuple[str, ...] = ()
    purpose: str = ""
    protects: bool = False
    legal_source: str = ""
    ends_on: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether it has not ended."""
        return self.ends_on is None or on <= self.ends_on


@attrs.frozen(kw_only=True)
class HelpGiven:
    """A referral or a service that is under way: for which goal, in which area, how much.

    `voluntary` is what the person asked for; `by_law` what a court or a law asks for;
    `stabilising` help, such as with housing, is never too much.
    """

    id: str
    area: str
    goal: str = ""
    hours_a_month: int = 0
    voluntary: bool = False
    by_law: bool = False
    stabilising: bool = False


@attrs.frozen(kw_only=True)
class LintEvidence:
    """What a plan is looked at with, as of a date.

    `level` is the recorded level, of whatever scheme; `order_ends_on` the end of the order.
    What is not known is left out, and the rules that need it say so or stay silent.
    """

    assessments: tuple[Assessment, ...] = ()
    conditions: tuple[ConditionInForce, ...] = ()
    help: tuple[HelpGiven, ...] = ()
    level: Level | None = None
    order_ends_on: date | None = None
    statements: int = 0


_RELATED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "transport": frozenset({"work", "leisure", "health", "substance"}),
        "child_care": frozenset({"work", "leisure", "substance"}),
        "other_care": frozenset({"work", "leisure"}),
        "working_hours": frozenset({"leisure", "substance", "thinking"}),
        "literacy": frozenset({"work", "learning", "money"}),
        "phone": frozenset({"work", "housing"}),
        "documents": frozenset({"work", "housing", "money"}),
        "cost": frozenset({"work", "housing", "leisure"}),
    }
)
_HARD_FOR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "literacy": ("learning",),
        "transport": ("transport",),
        "language": ("language",),
    }
)


def _words(given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(given))


def _sets(given: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType(dict(given))


def _lists(given: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(dict(given))


@attrs.frozen(kw_only=True)
class LintSettings:
    """An agency's limits and words. These defaults are examples.

    `least_severity` is the place in its scheme from which a need should have a goal: 0 is
    the lowest severity that an assessment reports.
    `barrier_areas` say which areas a kind of barrier often stands in the way of.
    `jargon` has words that a page for the person should not use, with plain ones.
    """

    most_active_goals: int = 3
    least_severity: int = 0
    most_hours_for_lowest_level: int = 2
    longest_sentence: int = 20
    jargon: Mapping[str, str] = attrs.field(factory=dict, converter=_words)
    barrier_areas: Mapping[str, frozenset[str]] = attrs.field(
        default=_RELATED, converter=_sets
    )
    hard_for: Mapping[str, tuple[str, ...]] = attrs.field(
        default=_HARD_FOR, converter=_lists
    )
    fewest_plans: int = 10
    most_alike_in_a_hundred: int = 20

    def __attrs_post_init__(self) -> None:
        numbers = {
            "most_active_goals": self.most_active_goals,
            "longest_sentence": self.longest_sentence,
            "fewest_plans": self.fewest_plans,
        }
        defects = [f"{name} must be at least 1" for name, n in numbers.items() if n < 1]
        if defects:
            raise DeclarationError("settings of the linter", defects)

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only view of a dictionary does not pickle; the dictionary does.
        names = [each.name for each in attrs.fields(LintSettings)]
        given = {name: getattr(self, name) for name in names}
        views = {name: dict(v) for name, v in given.items() if isinstance(v, Mapping)}
        return _settings, (given | views,)


def _settings(given: Mapping[str, Any]) -> LintSettings:
    return LintSettings(**given)


PLAIN_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "abstain": "not use",
        "address": "work on",
        "cease": "stop",
        "commence": "start",
        "comply": "do what was agreed",
        "criminogenic": "linked to offending",
        "desistance": "leaving crime behind",
        "intervention": "help",
        "modality": "way",
        "offender": "person",
        "prosocial": "good for me",
        "refrain": "not do",
        "utilise": "use",
    }
)
"""Words of the trade, in English, with plain ones: an example list."""

NOTHING_KNOWN = LintEvidence()
EXAMPLE_SETTINGS = LintSettings()
