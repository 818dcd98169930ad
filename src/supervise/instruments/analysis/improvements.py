"""Improvements of answers: which there are, and whether some of them lower a level.

Only items declared goal-worthy are improved. An improvement is an answer that shows less need,
or more of a strength; where the answers of an item say nothing about need, any other answer
may be one. Which of them to look at together is for `what_if` to say.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

import attrs

from supervise.instruments.analysis.sheet import OpenSheet
from supervise.instruments.analysis.structure import Answers
from supervise.instruments.instrument import Instrument
from supervise.instruments.items import Item, need_shown
from supervise.instruments.scoring import score
from supervise.levels import Level
from supervise.needs import NeedDomain
from supervise.records import ScaleScore, ScoreSheet
from supervise.rules import Value


@attrs.frozen(kw_only=True)
class Improvement:
    """One item with its answer now and an answer that would count less."""

    item: str
    need: NeedDomain | None
    present: object = attrs.field(repr=False)
    then: object = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class LowerLevel:
    """A smallest set of improvements, and the result with all of them, scored anew."""

    improvements: tuple[Improvement, ...]
    level: Level
    result: ScaleScore = attrs.field(repr=False)

    @property
    def items(self) -> tuple[str, ...]:
        """The items that would have to improve, in form order."""
        return tuple(each.item for each in self.improvements)


def lower_result(
    instrument: Instrument,
    sheet: ScoreSheet,
    about: str,
    then: Mapping[str, object],
    upstream: Mapping[str, ScoreSheet],
) -> ScaleScore | None:
    """The result with some answers changed, scored anew, where its level is lower."""
    present = sheet[about]
    result = score(
        instrument, {**sheet.answers, **then}, on=sheet.on, upstream=upstream
    )[about]
    if result.level is None:
        return None
    assert present.level is not None
    return result if result.level < present.level else None


def better_answers(
    instrument: Instrument, read: OpenSheet, uses: Container[str]
) -> dict[str, Answers]:
    """For each item that may improve, its answer now and the better ones, nearest first."""
    found = {}
    for item in instrument.items:
        present = read.given.get(item.id)
        if item.goal_worthy and item.id in uses and present is not None:
            better = _better(read, item, present)
            if better:
                found[item.id] = (present, *better)
    return found


def _better(read: OpenSheet, item: Item, present: Value) -> Answers:
    answers = read.structure.answers_to(item.id) or ()
    shown = {answer: need_shown(item, answer) for answer in answers}
    if any(shown.values()) and present in shown:
        better = [answer for answer in answers if shown[answer] < shown[present]]
        return tuple(sorted(better, key=lambda answer: -shown[answer]))
    others = [answer for answer in answers if answer != present]
    if isinstance(present, int):
        others.sort(
            key=lambda answer: abs(answer - present) if isinstance(answer, int) else 0
        )
    return tuple(others)
