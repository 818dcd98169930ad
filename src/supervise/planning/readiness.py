"""How a stage of readiness shapes the work: advice, never a penalty.

Ratings of readiness are facts of the case; the plan does not hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from supervise.records import Readiness, ReadinessRating
from supervise.records import standing as standing_facts

APPROACHES: Mapping[Readiness, str] = MappingProxyType(
    {
        Readiness.PRECONTEMPLATION: "listen, and ask what matters to the person",
        Readiness.CONTEMPLATION: "weigh together what speaks for and against a change",
        Readiness.PREPARATION: "choose a small first step together, with its date",
        Readiness.ACTION: "help with what stands in the way, and notice what works",
        Readiness.MAINTENANCE: "plan for hard days, and look for lasting support",
        Readiness.LAPSE: "look at what happened without blame, and begin again",
    }
)
"""A way of working that suits each stage: advice to the officer, no more."""


def readiness_on(
    ratings: Iterable[ReadinessRating], on: date
) -> Mapping[str, ReadinessRating]:
    """The latest standing rating of each domain by a day."""
    return {rating.domain: rating for rating in standing_facts(ratings, as_of=on)}
