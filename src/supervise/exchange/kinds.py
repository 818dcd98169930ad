"""Which values can be exchanged, under which kind, and in which format today.

To add a class is to add a line. A kind and its format never change their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import attrs

from supervise import intensity, levels, needs, people, planning, records, sources
from supervise.errors import Problem
from supervise.exchange.case_kinds import CASE_CLASSES, FIRST
from supervise.exchange.supervision_kinds import SUPERVISION_CLASSES
from supervise.exchange.tags import tag_of
from supervise.instruments import Instrument

ANSWERS: Final = "answers"


@attrs.frozen
class Kind:
    """A kind of record: its name, the class that it holds, and its present format.

    `shares_tables` writes published tables beside the value, each once.
    """

    name: str
    holds: Any
    format: int
    shares_tables: bool = False


CLASSES: Mapping[type, int] = {
    Problem: FIRST,
    levels.Level: FIRST,
    levels.LevelScheme: FIRST,
    levels.Intensity: FIRST,
    levels.IntensityScheme: FIRST,
    levels.Bands: FIRST,
    needs.NeedDomain: FIRST,
    needs.NeedFinding: FIRST,
    needs.StrengthFinding: FIRST,
    needs.AssessedNeed: FIRST,
    people.PersonRef: FIRST,
    people.Actor: FIRST,
    people.Visibility: FIRST,
    sources.Source: FIRST,
    records.Answer: FIRST,
    records.ScoreSheet: FIRST,
    records.Assessment: FIRST,
    records.ExternalTool: FIRST,
    records.ExternalResult: FIRST,
    Instrument: FIRST,
    intensity.Policy: FIRST,
    intensity.Recommendation: FIRST,
    intensity.Decision: FIRST,
    planning.Plan: FIRST,
    planning.Revision: FIRST,
    planning.Strike: FIRST,
    planning.LintEvidence: FIRST,
    **CASE_CLASSES,
    **SUPERVISION_CLASSES,
}


DECLARATIONS = (Instrument, intensity.Policy)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its name. A mapping of answers is a kind of its own."""
    of_classes = [
        Kind(tag_of(each), each, number, each in DECLARATIONS)
        for each, number in CLASSES.items()
    ]
    answers = Kind(ANSWERS, Mapping[str, object], FIRST)
    return {kind.name: kind for kind in (*of_classes, answers)}


def kind_of(value: object) -> Kind:
    """The kind of a value. Raises `TypeError` where it has none."""
    if type(value) in CLASSES:
        return kinds()[tag_of(type(value))]
    if isinstance(value, Mapping):
        return kinds()[ANSWERS]
    raise TypeError(f"a {type(value).__name__} is no kind of record")
