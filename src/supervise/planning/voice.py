"""What the person says, and how ready they are: facts beside the plan.

Facts are appended and never stale: they do not make the plan's version move.
A stage of readiness shapes how to work together. It is never held against anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from supervise.histories import FREE_TEXT
from supervise.people import Actor, Visibility
from supervise.planning.goals import WITH_THE_PERSON


class StatementKind(StrEnum):
    """What kind of thing the person said."""

    WISH = "wish"
    WORRY = "worry"
    WIN = "win"
    VIEW = "view"


@attrs.frozen(kw_only=True)
class Statement:
    """Something that the person said, in their own words, and to whom.

    `about` is an address in the plan, or empty for the whole of it.
    """

    id: str
    kind: StatementKind
    words: str = attrs.field(repr=False, metadata=FREE_TEXT)
    said_on: date
    heard_by: Actor
    about: str = ""
    visibility: Visibility = attrs.field(default=WITH_THE_PERSON, repr=False)


class Readiness(StrEnum):
    """The stages of change, as the field names them."""

    PRECONTEMPLATION = "precontemplation"
    CONTEMPLATION = "contemplation"
    PREPARATION = "preparation"
    ACTION = "action"
    MAINTENANCE = "maintenance"
    RELAPSE = "relapse"


APPROACHES: Mapping[Readiness, str] = MappingProxyType(
    {
        Readiness.PRECONTEMPLATION: "listen, and ask what matters to the person",
        Readiness.CONTEMPLATION: "weigh together what speaks for and against a change",
        Readiness.PREPARATION: "choose a small first step together, with its date",
        Readiness.ACTION: "help with what stands in the way, and notice what works",
        Readiness.MAINTENANCE: "plan for hard days, and look for lasting support",
        Readiness.RELAPSE: "look at what happened without blame, and begin again",
    }
)
"""A way of working that suits each stage: advice to the officer, no more."""


@attrs.frozen(kw_only=True)
class ReadinessRating:
    """How ready the person was to work on one domain, when, and who says so."""

    id: str
    domain: str
    stage: Readiness
    rated_on: date
    rated_by: Actor


def readiness_on(
    ratings: Iterable[ReadinessRating], domain: str, on: date
) -> ReadinessRating | None:
    """The latest rating of a domain by a day, if there is one."""
    known = [r for r in ratings if r.domain == domain and r.rated_on <= on]
    return max(known, key=lambda rating: (rating.rated_on, rating.id), default=None)
