"""Intensity: policies as cited data, what they recommend, and what a named human decides.

A level is the publisher's finding about a group; an intensity is the agency's decision.
A policy that recommends is declared with the names below and those of `supervise.rules`.
"""

from supervise.intensity.changes import SelfChange, next_change
from supervise.intensity.clauses import (
    AtLeast,
    AtMost,
    Clause,
    First,
    Highest,
    at_least,
    at_most,
    first,
    highest,
)
from supervise.intensity.course import IntensityChange, intensity_changes
from supervise.intensity.decision import (
    Decision,
    Override,
    decision_problems,
    direction_of,
)
from supervise.intensity.editions import Editions
from supervise.intensity.inputs import (
    FactInput,
    IfBlank,
    Part,
    ScaleInput,
    coded,
    day,
    level_of,
    number,
    percent_of,
    score_of,
    silent_if_blank,
    yes_no,
)
from supervise.intensity.override_ledger import (
    OverrideLedger,
    OverrideLimits,
    OverrideRate,
    expired_overrides,
    override_ledger,
)
from supervise.intensity.policy import (
    Basis,
    Direction,
    Expiry,
    OverrideRule,
    Policy,
    Standing,
)
from supervise.intensity.recommendation import (
    ClauseResult,
    ClauseStatus,
    Influence,
    InputRead,
    InputState,
    Outlook,
    PolicyIdentity,
    Recommendation,
    RecommendationStatus,
)
from supervise.intensity.recommending import recommend

__all__ = [
    "AtLeast",
    "AtMost",
    "Basis",
    "Clause",
    "ClauseResult",
    "ClauseStatus",
    "Decision",
    "Direction",
    "Editions",
    "Expiry",
    "FactInput",
    "First",
    "Highest",
    "IfBlank",
    "Influence",
    "InputRead",
    "InputState",
    "IntensityChange",
    "Outlook",
    "Override",
    "OverrideLedger",
    "OverrideLimits",
    "OverrideRate",
    "OverrideRule",
    "Part",
    "Policy",
    "PolicyIdentity",
    "Recommendation",
    "RecommendationStatus",
    "ScaleInput",
    "SelfChange",
    "Standing",
    "at_least",
    "at_most",
    "coded",
    "day",
    "decision_problems",
    "direction_of",
    "expired_overrides",
    "first",
    "highest",
    "intensity_changes",
    "level_of",
    "next_change",
    "number",
    "override_ledger",
    "percent_of",
    "recommend",
    "score_of",
    "silent_if_blank",
    "yes_no",
]
