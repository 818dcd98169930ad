"""How scales are reported: percents, levels of a group, a lowered level, flags.

These are parts of a declared scale; what they do to a result is in `recipes` and `adjusting`.
"""

from __future__ import annotations

import attrs

from supervise.levels import Bands
from supervise.rules import Condition

_WORDING = {"wording": True}

PARTS = ("status", "score", "percent", "level", "basis", "flags")
"""What is told of every scale, in this order; in files each is a column."""


@attrs.frozen
class Step:
    """The score that a range of raw points converts to, both ends included."""

    lowest: int
    highest: int
    score: int


@attrs.frozen(kw_only=True)
class Shown:
    """How a proportion is written as a percent: rounded half up, and kept between two ends.

    `places` are the decimals of the percent.
    `first` are the decimals to which the publisher rounds the proportion before that, if it does.
    """

    places: int = 2
    first: int | None = None
    at_least: str = "0"
    at_most: str = "100"


@attrs.frozen(kw_only=True)
class Curve:
    """Points read as a proportion: the logistic of a line through the points.

    `nothing` is the percent of no points at all, where the publisher sets it apart.
    `bands` are levels of the percent; a publisher who bands the points declares them there.
    """

    intercept: str
    slope: str
    shown: Shown = attrs.field(factory=Shown)
    nothing: str | None = None
    bands: Bands | None = None


@attrs.frozen
class GroupBands:
    """The levels of a scale for one of several groups, for example by recorded sex."""

    when: Condition
    bands: Bands


@attrs.frozen(kw_only=True)
class Lowered:
    """Where a condition holds the level is one step lower, never below the lowest.

    A result that was lowered has the flag.
    """

    when: Condition
    flag: str
    because: str = attrs.field(metadata=_WORDING)


@attrs.frozen
class Flag:
    """An answer that must be seen whatever the score, and also where there is no score.

    `says` is what staff read. `to_the_person` is said to the person who gave the answer;
    without it they read what staff read.
    """

    id: str
    when: Condition = attrs.field(kw_only=True)
    says: str = attrs.field(kw_only=True, metadata=_WORDING)
    to_the_person: str = attrs.field(default="", kw_only=True, metadata=_WORDING)
