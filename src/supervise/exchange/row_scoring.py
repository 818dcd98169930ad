"""From a row of a file to its results: answers, the date of assessment, every problem.

A row is scored by every instrument that is asked for, those that others consume first.
What is wrong with a row is in its results; it never stops the next one.
How rows stand in a file is for `csv_rows` and `json_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from math import isnan

import attrs

from supervise.errors import PluginError, Problem, ProblemCode
from supervise.exchange.columns import Result, results_of
from supervise.exchange.json_rows import with_numbers
from supervise.exchange.row_files import FileFormat, FileRow
from supervise.exchange.text_forms import day, json_day, json_reader_of, reader_of
from supervise.instruments import (
    Instrument,
    Item,
    OneOf,
    Undated,
    Whole,
    score_undated,
)
from supervise.plugins import Registry
from supervise.records import ScaleScore, ScoreSheet

ASSESSMENT_DATE = "assessment_date"
ROW = "row"

Read = Callable[[object], object]


@attrs.frozen(kw_only=True, eq=False)
class RowScoring:
    """How the rows of one file are scored.

    `registry` knows the instrument of that `id`, and those that it consumes.
    `on` is the date of assessment for all rows; a row may also have its own.
    `id_column` names the column whose values must differ; `repeated` are those that do not.
    """

    registry: Registry
    id: str
    file_format: FileFormat
    on: date | None = None
    id_column: str = ""
    repeated: Collection[str] = frozenset()
    instruments: tuple[Instrument, ...] = attrs.field(
        init=False,
        repr=False,
        default=attrs.Factory(lambda self: self._in_order(), takes_self=True),
    )
    read_date: Read = attrs.field(
        init=False,
        repr=False,
        default=attrs.Factory(lambda self: self._date_reader(), takes_self=True),
    )
    readers: Mapping[str, Read] = attrs.field(
        init=False,
        repr=False,
        default=attrs.Factory(lambda self: self._item_readers(), takes_self=True),
    )

    def _in_order(self) -> tuple[Instrument, ...]:
        return self.registry.chain(self.id)

    def _date_reader(self) -> Read:
        match self.file_format:
            case FileFormat.JSON:
                return json_day
            case FileFormat.CSV:
                return _csv_day
            case FileFormat.PARQUET:
                return _typed_day

    def _item_readers(self) -> Mapping[str, Read]:
        makers = {
            FileFormat.JSON: _json_reader,
            FileFormat.CSV: _csv_reader,
            FileFormat.PARQUET: _typed_reader,
        }
        make = makers[self.file_format]
        return {item.id: make(item) for each in self.instruments for item in each.items}

    def results(self, row: FileRow) -> tuple[Result, ...]:
        """The values of the result columns for one row."""
        scales: list[ScaleScore] = []
        problems: list[Problem] = [*self.about_the_id(row)]
        for scored in self._scored(row):
            scales += scored.scales
            problems += scored.problems
        return results_of(scales, problems)

    def sheets(self, row: FileRow) -> tuple[ScoreSheet, ...] | Problem:
        """The score sheets of one row, or what is wrong with the row as a whole."""
        on = self._date_of(row)
        if isinstance(on, Problem):
            return on
        return self.registry.sheets(self.id, self._answers(row), on=on)

    def _scored(self, row: FileRow) -> Sequence[ScoreSheet | Undated]:
        try:
            found = self.sheets(row)
        except PluginError as error:
            # One set of answers was too much for a plugin; the next may not be.
            found = self._row_problem(ProblemCode.NOT_COVERED, self.id, str(error))
            return [
                Undated(each.scales, (found,)) for each in self.unscored(row, found)
            ]
        if not isinstance(found, Problem):
            return found
        unscored = self.unscored(row, found)
        return (
            [Undated(each.scales, (found,)) for each in unscored]
            if row.fault
            else unscored
        )

    def unscored(self, row: FileRow, trouble: Problem) -> list[Undated]:
        """All that is known of a row whose trouble keeps it from being scored."""
        answers = self._answers(row)
        return [
            score_undated(
                each,
                {item.id: answers.get(item.id) for item in each.items},
                trouble,
            )
            for each in self.instruments
        ]

    def _answers(self, row: FileRow) -> dict[str, object]:
        if row.fault:
            return {}
        cells = row.cells
        return {id: read(cells[id]) for id, read in self.readers.items() if id in cells}

    def _date_of(self, row: FileRow) -> date | Problem:
        """The date of assessment of a row, or what is wrong with the row or its date."""
        if row.fault:
            return self._row_problem(ProblemCode.WRONG_TYPE, ROW, row.fault)
        found = self.read_date(row.cells.get(ASSESSMENT_DATE))
        if found is None and self.on is not None:
            return self.on
        if found is None:
            return self._date_problem(ProblemCode.MISSING, "is not given")
        if not isinstance(found, date):
            return self._date_problem(ProblemCode.WRONG_TYPE, "is no date")
        if self.on not in (None, found):
            return self._date_problem(
                ProblemCode.CONTRADICTION, "is another than the date given for all rows"
            )
        return found

    def _date_problem(self, code: ProblemCode, says: str) -> Problem:
        return self._row_problem(
            code, ASSESSMENT_DATE, says, "a date, as YYYY-MM-DD", "correct the date"
        )

    def _row_problem(
        self,
        code: ProblemCode,
        item: str,
        says: str,
        allowed: str = "",
        remedy: str = "",
    ) -> Problem:
        return Problem(
            code=code,
            where=self.id,
            item=item,
            says=says,
            allowed=allowed,
            remedy=remedy,
        )

    def about_the_id(self, row: FileRow) -> Iterator[Problem]:
        """What is wrong with the row's own id; the scores stand all the same."""
        if not self.id_column or row.fault:
            return
        id = id_of(row, self.id_column)
        if not id:
            yield self._row_problem(
                ProblemCode.MISSING, self.id_column, "has no id", "", "give it an id"
            )
        elif id in self.repeated:
            yield self._row_problem(
                ProblemCode.REPEATED_ID,
                self.id_column,
                "stands in several rows",
                "",
                "keep one row, or give each its own id",
            )


def id_of(row: FileRow, column: str) -> str:
    """The id of a row as text; empty where it has none."""
    value = row.cells.get(column)
    return "" if value is None else str(value)


def _csv_day(cell: object) -> object:
    return day(cell) if isinstance(cell, str) else None


def plain_cell(cell: object) -> object:
    """A typed cell as Python has it: a time at midnight is a date, and NaN is nothing."""
    match cell:
        case datetime(tzinfo=None) if cell.time() == time():
            return cell.date()
        case float() if isnan(cell):
            return None
        case _:
            return cell


def _typed_day(cell: object) -> object:
    return day(cell) if isinstance(cell, str) else plain_cell(cell)


def _typed_reader(item: Item) -> Read:
    """Text is read as in a CSV file; where numbers are asked for, a whole one may be a float."""
    read = reader_of(item)
    counts = isinstance(item.answers, Whole) or (
        isinstance(item.answers, OneOf) and type(item.answers.codes[0]) is int
    )

    def typed(value: object) -> object:
        if isinstance(value, str):
            return read(value)
        if counts and isinstance(value, float) and value.is_integer():
            return int(value)
        return plain_cell(value)

    return typed


def _csv_reader(item: Item) -> Read:
    return reader_of(item)  # type: ignore[return-value]  # cells of a CSV file are text


def _json_reader(item: Item) -> Read:
    read = json_reader_of(item)

    def from_json(value: object) -> object:
        return read(with_numbers(value))

    return from_json
