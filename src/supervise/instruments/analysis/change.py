"""The same instrument over time: what changed in scores, levels and answers.

Whether a difference is more than the error of measurement is said only where such an error
is published; its source is part of it. A change in a score is not shown to have a cause.
It reads recorded sheets and needs no instrument.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from math import sqrt

import attrs

from supervise.instruments.analysis.wording import ARITHMETIC
from supervise.levels import Level
from supervise.records import Answer, ScaleScore, ScoreSheet, Status

Number = int | float
NEGLIGIBLE = 1e-9


class Comparison(StrEnum):
    """Whether something is lower, the same or higher than what it is compared with."""

    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"


class Reliability(StrEnum):
    """Whether a difference is more than the error of measurement."""

    BEYOND_ERROR = "beyond_error"
    WITHIN_ERROR = "within_error"
    NOT_PUBLISHED = "not_published"


@attrs.frozen(kw_only=True)
class ErrorOfMeasurement:
    """The published standard error of measurement of a scale, in units of its score.

    A difference between two scores is beyond error when it is more than `times` the standard
    error of a difference, which is the standard error times the square root of two (Jacobson
    and Truax 1991). The default, 1.96, leaves one difference in twenty to chance.
    """

    instrument: str
    scale: str
    standard_error: str
    source: str
    times: str = "1.96"

    def __attrs_post_init__(self) -> None:
        if Decimal(self.standard_error) <= 0 or Decimal(self.times) <= 0:
            raise ValueError("an error of measurement is more than nothing")
        if not self.source.strip():
            raise ValueError("an error of measurement needs its source")

    @classmethod
    def from_reliability(
        cls,
        *,
        instrument: str,
        scale: str,
        standard_deviation: str,
        reliability: str,
        source: str,
    ) -> ErrorOfMeasurement:
        """The error where a manual prints the spread of scores and their reliability instead.

        It is the standard deviation times the square root of one less the reliability.
        """
        if not 0 <= Decimal(reliability) < 1:
            raise ValueError("a reliability is at least 0 and below 1")
        error = Decimal(standard_deviation) * (1 - Decimal(reliability)).sqrt()
        return cls(
            instrument=instrument,
            scale=scale,
            standard_error=format(error.normalize(), "f"),
            source=source,
        )

    @property
    def least_reliable_change(self) -> float:
        """A difference has to be greater than this."""
        return float(self.times) * sqrt(2) * float(self.standard_error)


@attrs.frozen(kw_only=True)
class AnswerChange:
    """An item that was answered differently; `None` where there was no answer."""

    item: str
    before: object = attrs.field(repr=False)
    after: object = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class ContributionChange:
    """What some items together added to the raw score, before and after."""

    items: tuple[str, ...]
    label: str
    before: Number
    after: Number

    @property
    def difference(self) -> Number:
        """How much more they add."""
        return self.after - self.before


@attrs.frozen(kw_only=True)
class ScaleChange:
    """One scale of two sheets.

    `difference` is in units of what the publisher reports: percent points, or points.
    `because` says why the two cannot be compared, or why reliability cannot be told.
    """

    scale: str
    before: ScaleScore = attrs.field(repr=False)
    after: ScaleScore = attrs.field(repr=False)
    difference: Number | None = None
    score: Comparison | None = None
    level: Comparison | None = None
    reliability: Reliability = Reliability.NOT_PUBLISHED
    contributions: tuple[ContributionChange, ...] = attrs.field(default=(), repr=False)
    because: str = ""


@attrs.frozen(kw_only=True)
class ChangeReport:
    """Two assessments of one person with one instrument, the earlier first."""

    instrument: str
    scales: tuple[ScaleChange, ...]
    answers: tuple[AnswerChange, ...]
    one_definition: bool
    note: str = ARITHMETIC

    def __getitem__(self, scale: str) -> ScaleChange:
        return next(each for each in self.scales if each.scale == scale)


def change_between(
    earlier: ScoreSheet,
    later: ScoreSheet,
    *,
    errors: Iterable[ErrorOfMeasurement] = (),
) -> ChangeReport:
    """What changed between two sheets of one instrument.

    Sheets of two definitions are shown, but their scores are not subtracted: score both sets
    of answers with one definition first.

    Raises `ValueError` for sheets of two instruments, or in the wrong order.
    """
    if earlier.instrument != later.instrument:
        raise ValueError(
            "the sheets are of two instruments: put them side by side instead"
        )
    if earlier.on > later.on:
        raise ValueError("the earlier sheet is dated after the later one")
    one = earlier.fingerprint == later.fingerprint
    known = {each.scale: each for each in errors if each.instrument == later.instrument}
    both = [scale.id for scale in later if scale.id in {each.id for each in earlier}]
    return ChangeReport(
        instrument=later.instrument,
        scales=tuple(
            _scale_change(earlier[id], later[id], known.get(id), one_definition=one)
            for id in both
        ),
        answers=tuple(_answer_changes(earlier.answers, later.answers)),
        one_definition=one,
    )


def _scale_change(
    before: ScaleScore,
    after: ScaleScore,
    error: ErrorOfMeasurement | None,
    *,
    one_definition: bool,
) -> ScaleChange:
    change = ScaleChange(scale=after.id, before=before, after=after)
    if because := _not_comparable(before, after, one_definition=one_definition):
        return attrs.evolve(change, because=because)
    difference = difference_of(before, after)
    level = level_direction(before.level, after.level)
    change = attrs.evolve(
        change,
        difference=difference,
        level=level,
        contributions=contribution_changes(before, after),
    )
    if difference is None:
        return attrs.evolve(change, because="it is a rating and has no score")
    change = attrs.evolve(change, score=_direction(difference))
    if error is None:
        return attrs.evolve(
            change, because="no error of measurement is published for it"
        )
    beyond = abs(difference) > error.least_reliable_change
    reliability = Reliability.BEYOND_ERROR if beyond else Reliability.WITHIN_ERROR
    return attrs.evolve(change, reliability=reliability)


def _not_comparable(
    before: ScaleScore, after: ScaleScore, *, one_definition: bool
) -> str:
    unscored = [
        f"{which} it is {scale.status}"
        for which, scale in (("before", before), ("after", after))
        if scale.status is not Status.SCORED
    ]
    if unscored:
        return " and ".join(unscored)
    if not one_definition:
        return "the two were scored by different definitions of the instrument"
    if before.basis != after.basis:
        return f"one is the {before.basis} version and the other the {after.basis} one"
    return ""


def difference_of(before: ScaleScore, after: ScaleScore) -> Number | None:
    """The difference of two reported numbers; percents in whole hundredths."""
    if before.percent is not None and after.percent is not None:
        return (round(after.percent * 100) - round(before.percent * 100)) / 100
    if before.score is not None and after.score is not None:
        return after.score - before.score
    return None


def level_direction(before: Level | None, after: Level | None) -> Comparison | None:
    """Which way a level went; `None` where levels of two schemes do not compare."""
    if before is None or after is None or before.scheme != after.scheme:
        return None
    return _direction(after.position - before.position)


def _direction(difference: Number) -> Comparison:
    if difference == 0:
        return Comparison.SAME
    return Comparison.HIGHER if difference > 0 else Comparison.LOWER


def contribution_changes(
    before: ScaleScore, after: ScaleScore
) -> tuple[ContributionChange, ...]:
    """What the same items added before and after, the greatest difference first."""
    old, new = _by_items(before), _by_items(after)
    changes = [
        ContributionChange(
            items=items,
            label=", ".join(items) or "constant",
            before=old.get(items, 0),
            after=new.get(items, 0),
        )
        for items in dict.fromkeys((*old, *new))
    ]
    moved = [each for each in changes if abs(each.difference) > NEGLIGIBLE]
    return tuple(sorted(moved, key=lambda each: -abs(each.difference)))


def _by_items(scale: ScaleScore) -> dict[tuple[str, ...], Number]:
    added: dict[tuple[str, ...], Number] = {}
    for each in scale.contributions:
        added[each.items] = added.get(each.items, 0) + each.amount
    return added


def _answer_changes(
    before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[AnswerChange]:
    for item in dict.fromkeys((*after, *before)):
        was, is_now = _value(before.get(item)), _value(after.get(item))
        if type(was) is not type(is_now) or was != is_now:
            yield AnswerChange(item=item, before=was, after=is_now)


def _value(answer: object) -> object:
    return answer.value if isinstance(answer, Answer) else answer
