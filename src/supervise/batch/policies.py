"""Intensity policies over scored frames: what one recommends for every row.

`recommend` itself is asked, once for each set of inputs that differs from those before it, so a
row of a frame and a person get the same recommendation. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

import attrs

from supervise.batch.level_schemes import scheme_of
from supervise.batch.row_by_row import Addition, with_addition
from supervise.exchange.columns import SEPARATOR, named_problems, result_columns
from supervise.instruments import Instrument, score
from supervise.instruments.reporting import PARTS
from supervise.intensity import FactInput, Policy, ScaleInput, recommend
from supervise.levels import LevelScheme
from supervise.records import ScaleScore, ScoreSheet, Status

Frame = TypeVar("Frame")
RECOMMENDED = ("status", "intensity", "standing", "decided_by", "problems")
Cells = tuple[object, ...]


def recommend_frame(
    policy: Policy,
    instruments: Instrument | Iterable[Instrument],
    frame: Frame,
    *,
    on: date,
) -> Frame:
    """What a policy recommends for every row of a frame that `score_frame` gave.

    `instruments` are those by which it was scored. Facts of the case are columns that have the
    names of the policy's inputs; one that is not there is a blank in every row, and so is null.
    The frame comes back with `<policy>_status`, `_intensity`, `_standing`, `_decided_by` and
    `_problems`, and what is lazy stays lazy. All assessments are those of the date `on`.

    Raises `FrameRefused` where a frame lacks columns of results, or is one of DuckDB.
    """
    given = (
        (instruments,) if isinstance(instruments, Instrument) else tuple(instruments)
    )
    asked = {
        (each.instrument, each.scale)
        for each in policy.inputs
        if isinstance(each, ScaleInput)
    }
    sheets = tuple(
        SheetColumns(
            score(each, {}, on=on), _columns_of(each, given, asked), _schemes(each)
        )
        for each in given
        if any(each.id == instrument for instrument, _ in asked)
    )
    facts = tuple(each.id for each in policy.inputs if isinstance(each, FactInput))
    there = frozenset(_names(frame))
    rows = RowsRecommended(policy, sheets, tuple(f for f in facts if f in there), on)
    adds = [f"{policy.id}_{part}" for part in RECOMMENDED]
    return cast("Frame", with_addition(Addition(rows.reads, adds, rows), frame))


def _names(frame: object) -> Iterable[str]:
    columns = getattr(frame, "collect_schema", None)
    if columns is not None:
        return cast("Iterable[str]", columns().names())
    named = getattr(frame, "column_names", None)
    return cast("Iterable[str]", named or getattr(frame, "columns", ()))


def _columns_of(
    instrument: Instrument,
    among: tuple[Instrument, ...],
    asked: Collection[tuple[str, str]],
) -> Mapping[str, tuple[str, ...]]:
    """The columns of those scales of an instrument that are asked for."""
    names = iter(result_columns(among))
    found: dict[str, tuple[str, ...]] = {}
    for each in among:
        for scale in each.scales:
            columns = tuple(next(names) for _ in PARTS)
            if each.id == instrument.id and (each.id, scale.id) in asked:
                found[scale.id] = columns
    return found


def _schemes(instrument: Instrument) -> Mapping[str, LevelScheme]:
    found = {scale.id: scheme_of(instrument, scale) for scale in instrument.scales}
    return {id: scheme for id, scheme in found.items() if scheme is not None}


@attrs.frozen(eq=False)
class SheetColumns:
    """A sheet without answers, and the columns in which the results of its scales stand.

    `schemes` are those of the levels of each scale that has levels.
    """

    blank: ScoreSheet
    columns: Mapping[str, tuple[str, ...]]
    schemes: Mapping[str, LevelScheme]

    @property
    def names(self) -> Iterator[str]:
        """The columns that are read."""
        return (name for columns in self.columns.values() for name in columns)

    def sheet(self, cells: Mapping[str, object]) -> ScoreSheet:
        """The sheet of a row."""
        scales = tuple(
            self._scale(each, [cells[name] for name in self.columns[each.id]])
            for each in self.blank.scales
            if each.id in self.columns
        )
        return attrs.evolve(self.blank, scales=scales)

    def _scale(self, blank: ScaleScore, cells: Sequence[object]) -> ScaleScore:
        status, score, percent, level, basis, flags = cells
        number = cast("float | None", score)
        return ScaleScore(
            blank.meaning,
            Status(_text(status)),
            raw=number,
            score=number,
            percent=cast("float | None", percent),
            level=None if level is None else self.schemes[blank.id][_text(level)],
            basis=_text(basis),
            flags=tuple(_text(flags).split(SEPARATOR)) if flags else (),
        )


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


@attrs.frozen(eq=False)
class RowsRecommended:
    """The columns of a recommendation for rows of inputs; it pickles, as a policy does.

    A row has the cells of the sheets' columns, and then of the facts.
    """

    policy: Policy
    sheets: tuple[SheetColumns, ...]
    facts: tuple[str, ...]
    on: date

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns that are read."""
        scales = (name for each in self.sheets for name in each.names)
        return (*scales, *self.facts)

    def __call__(self, rows: Iterable[Cells]) -> Iterator[Cells]:
        """The recommendation for each row, asked for once for rows that are alike."""
        found: dict[object, Cells] = {}
        for row in rows:
            # 1, 1.0 and yes are equal, and are not the same answer.
            key = tuple((type(cell), cell) for cell in row)
            try:
                said = found.get(key)
            except TypeError:  # a list, say: no fact, which the policy tells by itself
                yield self._recommended(row)
                continue
            if said is None:
                said = found[key] = self._recommended(row)
            yield said

    def _recommended(self, row: Cells) -> Cells:
        cells = dict(zip(self.reads, row, strict=True))
        facts = {name: cells[name] for name in self.facts if cells[name] is not None}
        sheets = [each.sheet(cells) for each in self.sheets]
        said = recommend(self.policy, sheets, facts, on=self.on)
        return (
            said.status.value,
            said.intensity.code if said.intensity is not None else None,
            said.standing or None,
            said.decided_by or None,
            named_problems(said.problems) or None,
        )
