"""Two definitions of an instrument, or two instruments, on the same answers.

Dual scoring shows one person under both; a migration report counts who changes level over a
file, and says why. Levels of different schemes do not compare: then only the pair is told.
Nothing here decides which definition is better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import attrs

from supervise.errors import NothingToCompare
from supervise.instruments.analysis.change import (
    Comparison,
    ContributionChange,
    contribution_changes,
    level_direction,
)
from supervise.instruments.analysis.wording import ARITHMETIC
from supervise.instruments.instrument import Instrument
from supervise.instruments.scoring import score
from supervise.records import ScaleScore, ScoreSheet, Status

Answers = Mapping[str, object]
Translate = Callable[[Answers], Answers]
MOST_REASONS = 3


@attrs.frozen(kw_only=True)
class ScalePair:
    """One person's result under the old and the new definition."""

    old: ScaleScore
    new: ScaleScore

    @property
    def moved(self) -> bool:
        """Whether the level differs, or there is one under only one of them."""
        return outcome_of(self.old) != outcome_of(self.new)

    @property
    def direction(self) -> Comparison | None:
        """Which way the level goes, where the two levels are of one scheme."""
        return level_direction(self.old.level, self.new.level)

    @property
    def contributions(self) -> tuple[ContributionChange, ...]:
        """What the same items add under each, the greatest difference first."""
        return contribution_changes(self.old, self.new)


def outcome_of(scale: ScaleScore) -> str:
    """What a scale came to, in a word: its level, its score where it has none, or its status."""
    if scale.status is not Status.SCORED:
        return str(scale.status)
    return scale.level.code if scale.level is not None else str(scale.score)


@attrs.frozen(kw_only=True)
class DualScore:
    """One set of answers scored by two definitions."""

    old: ScoreSheet
    new: ScoreSheet
    pairs: tuple[ScalePair, ...]
    note: str = ARITHMETIC


def dual_score(
    old: Instrument,
    new: Instrument,
    answers: Answers,
    *,
    on: date,
    scales: Mapping[str, str] | None = None,
    translate: Translate | None = None,
) -> DualScore:
    """Score one set of answers by two definitions.

    `scales` says which scale of the new one answers to each of the old one; without it scales
    of one name do. `translate` makes answers to the new form out of answers to the old one;
    without it the new one is given those answers whose items it has.
    """
    pairs = paired_scales(old, new, scales)
    translate = translate or _kept(new)
    before, after = score(old, answers, on=on), score(new, translate(answers), on=on)
    return DualScore(
        old=before,
        new=after,
        pairs=tuple(
            ScalePair(old=before[one], new=after[other]) for one, other in pairs.items()
        ),
    )


def paired_scales(
    old: Instrument, new: Instrument, scales: Mapping[str, str] | None
) -> dict[str, str]:
    """Which scale of the new one answers to each of the old; without `scales`, by name."""
    if scales is None:
        both = {scale.id for scale in new.scales}
        scales = {scale.id: scale.id for scale in old.scales if scale.id in both}
        if not scales:
            raise NothingToCompare(old.id, new.id)
    for before, after in scales.items():
        old.scale(before)
        new.scale(after)
    return dict(scales)


def _kept(new: Instrument) -> Translate:
    items = {item.id for item in new.items}
    return lambda answers: {id: each for id, each in answers.items() if id in items}


@attrs.frozen(kw_only=True)
class Moved:
    """Somebody whose level changes. `reference` is the opaque one that the caller gave."""

    reference: str = attrs.field(repr=False)
    scale: str
    old: str
    new: str
    direction: Comparison | None
    reasons: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Movement:
    """How many people go from one level, or status, to another."""

    scale: str
    old: str
    new: str
    count: int


@attrs.frozen(kw_only=True)
class MigrationReport:
    """What a new definition would do to the levels of a file of answers.

    `movements` count everybody, those who stay included. `moved` lists those who change.
    `reasons` count which items, or problems, were foremost in a change.
    """

    old: str
    new: str
    people: int
    movements: tuple[Movement, ...]
    moved: tuple[Moved, ...]
    reasons: tuple[tuple[str, str, int], ...]
    note: str = ARITHMETIC

    def changed(self, scale: str) -> int:
        """How many change on a scale."""
        return sum(
            each.count
            for each in self.movements
            if each.scale == scale and each.old != each.new
        )


def migration_report(
    old: Instrument,
    new: Instrument,
    people: Iterable[tuple[str, Answers, date]],
    *,
    scales: Mapping[str, str] | None = None,
    translate: Translate | None = None,
) -> MigrationReport:
    """Score a file of answers by two definitions, and tell who changes level and why.

    `people` gives for each an opaque reference, the answers, and the date of the assessment.
    They are read one by one; only those who change are kept.
    """
    pairs = paired_scales(old, new, scales)
    counts: Counter[tuple[str, str, str]] = Counter()
    foremost: Counter[tuple[str, str]] = Counter()
    moved: list[Moved] = []
    number = 0
    for reference, answers, on in people:
        number += 1
        dual = dual_score(old, new, answers, on=on, scales=pairs, translate=translate)
        for pair in dual.pairs:
            counts[pair.old.id, outcome_of(pair.old), outcome_of(pair.new)] += 1
            if pair.moved:
                found = _moved(reference, pair, dual.new)
                moved.append(found)
                foremost.update((found.scale, reason) for reason in found.reasons[:1])
    return MigrationReport(
        old=f"{old.id} {old.version}",
        new=f"{new.id} {new.version}",
        people=number,
        movements=tuple(
            Movement(scale=scale, old=was, new=is_now, count=count)
            for (scale, was, is_now), count in sorted(counts.items())
        ),
        moved=tuple(moved),
        reasons=tuple((*reason, count) for reason, count in foremost.most_common()),
    )


def _moved(reference: str, pair: ScalePair, sheet: ScoreSheet) -> Moved:
    return Moved(
        reference=reference,
        scale=pair.old.id,
        old=outcome_of(pair.old),
        new=outcome_of(pair.new),
        direction=pair.direction,
        reasons=tuple(_reasons(pair, sheet))[:MOST_REASONS],
    )


def _reasons(pair: ScalePair, sheet: ScoreSheet) -> Iterator[str]:
    """Why a result differs: problems of the new one, then what adds differently, then edges."""
    if pair.new.status is not Status.SCORED:
        for problem in sheet.problems:
            if pair.new.id in problem.blocks or not problem.blocks:
                yield f"{problem.item}:{problem.code}"
        return
    for each in pair.contributions:
        yield each.label
    if not pair.contributions:
        yield "levels are cut elsewhere"


@attrs.frozen(kw_only=True)
class SideBySide:
    """Results of several instruments in one table, with what each is about."""

    rows: tuple[SideBySideRow, ...]
    note: str = ARITHMETIC


@attrs.frozen(kw_only=True)
class SideBySideRow:
    """One scale of one instrument: what it came to, about what, in which group."""

    instrument: str
    version: str
    on: date
    purpose: str
    result: ScaleScore
    comparable_with: tuple[tuple[str, str], ...]


def side_by_side(*sheets: ScoreSheet) -> SideBySide:
    """Put score sheets side by side.

    Levels of different schemes do not compare. A row names the scales of other sheets that
    speak of the same outcome, over the same time, in the same population: no others.
    """
    every = [(sheet, scale) for sheet in sheets for scale in sheet]
    return SideBySide(
        rows=tuple(
            SideBySideRow(
                instrument=sheet.instrument,
                version=sheet.version,
                on=sheet.on,
                purpose=str(sheet.identity.purpose),
                result=scale,
                comparable_with=tuple(
                    (other.instrument, each.id)
                    for other, each in every
                    if other is not sheet and same_meaning(scale, each)
                ),
            )
            for sheet, scale in every
        )
    )


def same_meaning(one: ScaleScore, other: ScaleScore) -> bool:
    """Whether two scales speak of one outcome, over one time, in one population."""
    mine, yours = one.meaning, other.meaning
    if mine.predicts is None or mine.predicts.months is None:
        return False
    return mine.predicts == yours.predicts and mine.population == yours.population
