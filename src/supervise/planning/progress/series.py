"""Readings and ratings over time, each voice apart: first, last, and what changed.

The person's, the officer's and the provider's view are never averaged or merged.
A change of a number is what was read; why it changed is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs

from supervise.planning.goals import Goal, Measure
from supervise.records import (
    Bond,
    BondRating,
    Readiness,
    ReadinessRating,
    Reading,
    Voice,
    standing,
)


class Heading(StrEnum):
    """Which way readings go, seen from the target."""

    NEARER = "nearer"
    FARTHER = "farther"
    NO_CHANGE = "no_change"
    REACHED = "reached"
    NOT_KNOWN = "not_known"


@attrs.frozen(kw_only=True)
class Point:
    """One number on one day, and the record that it comes from."""

    on: date
    value: Decimal
    record: str


@attrs.frozen(kw_only=True)
class Series:
    """The numbers that one voice gave, in order of days; at least one."""

    voice: Voice
    points: tuple[Point, ...]

    @property
    def first(self) -> Point:
        """The earliest."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The latest."""
        return self.points[-1]

    @property
    def change(self) -> Decimal:
        """The latest less the earliest."""
        return self.last.value - self.first.value


@attrs.frozen(kw_only=True)
class GoalProgress:
    """How a goal is coming along, by each voice, beside its measure.

    `before` is where the person started: the baseline, or nothing.
    `set_aside` are readings in another unit than the measure's: they do not compare.
    """

    goal: str
    measure: Measure | None
    series: tuple[Series, ...]
    set_aside: tuple[str, ...]
    as_of: date

    @property
    def before(self) -> Decimal | None:
        """The baseline of the measure."""
        return None if self.measure is None else self.measure.baseline

    def by(self, voice: Voice) -> Series | None:
        """What one voice read."""
        return next((each for each in self.series if each.voice is voice), None)

    def after(self, voice: Voice) -> Decimal | None:
        """The latest reading of one voice."""
        found = self.by(voice)
        return None if found is None else found.last.value

    def heading(self, voice: Voice) -> Heading:
        """Which way one voice's readings go, from the baseline or the first reading."""
        found, measure = self.by(voice), self.measure
        if found is None or measure is None or measure.target is None:
            return Heading.NOT_KNOWN
        start = found.first.value if measure.baseline is None else measure.baseline
        return _heading(start, found.last.value, measure.target)

    def share(self, voice: Voice) -> Decimal | None:
        """How much of the way from baseline to target one voice reads; may be below 0."""
        found, measure = self.by(voice), self.measure
        if found is None or measure is None:
            return None
        if measure.baseline is None or measure.target is None:
            return None
        way = measure.target - measure.baseline
        return None if not way else (found.last.value - measure.baseline) / way

    @property
    def voices_differ(self) -> bool:
        """Whether the latest readings of two voices head in different directions."""
        found = {self.heading(each.voice) for each in self.series}
        return len(found - {Heading.NOT_KNOWN}) > 1


def _heading(start: Decimal, last: Decimal, target: Decimal) -> Heading:
    """Reached is at the target or beyond it, as seen from the start."""
    if last == target or (target - start) * (target - last) < 0:
        return Heading.REACHED
    was, present = abs(target - start), abs(target - last)
    if present == was:
        return Heading.NO_CHANGE
    return Heading.NEARER if present < was else Heading.FARTHER


def progress_of(
    goal: Goal, readings: Iterable[Reading], *, as_of: date
) -> GoalProgress:
    """How a goal was coming along by a day, from its readings alone."""
    own = [each for each in standing(readings, as_of=as_of) if each.goal == goal.id]
    unit = None if goal.measure is None else goal.measure.unit
    fits = [each for each in own if unit is None or each.unit == unit]
    return GoalProgress(
        goal=goal.id,
        measure=goal.measure,
        series=_by_voice(
            (each.voice, _point(each.entry.effective_on, each.value, each.entry.id))
            for each in fits
        ),
        set_aside=tuple(each.entry.id for each in own if each not in fits),
        as_of=as_of,
    )


def bond_over_time(
    ratings: Iterable[BondRating], bond: Bond, scale: str, *, as_of: date
) -> tuple[Series, ...]:
    """Engagement or working alliance over time on one scale, each voice apart."""
    return _by_voice(
        (each.voice, _point(each.entry.effective_on, each.value, each.entry.id))
        for each in standing(ratings, as_of=as_of)
        if each.bond is bond and each.scale == scale
    )


@attrs.frozen(kw_only=True)
class ReadinessPoint:
    """A stage of change on one day, by one voice."""

    on: date
    stage: Readiness
    voice: Voice
    record: str


def readiness_over_time(
    ratings: Iterable[ReadinessRating], domain: str, *, as_of: date
) -> tuple[ReadinessPoint, ...]:
    """How ready the person was found for one need, in order of days.

    Stages have no numbers and are not subtracted from one another.
    """
    return tuple(
        ReadinessPoint(
            on=each.entry.effective_on,
            stage=each.stage,
            voice=each.voice,
            record=each.entry.id,
        )
        for each in standing(ratings, as_of=as_of)
        if each.domain == domain
    )


def _point(on: date, value: Decimal, record: str) -> Point:
    return Point(on=on, value=value, record=record)


def _by_voice(points: Iterable[tuple[Voice, Point]]) -> tuple[Series, ...]:
    found: dict[Voice, list[Point]] = {}
    for voice, point in points:
        found.setdefault(voice, []).append(point)
    return tuple(
        Series(voice=voice, points=tuple(found[voice]))
        for voice in Voice
        if voice in found
    )
