"""Rows with their results, as the text of a CSV or JSON file.

What the file had stays in it, in its order; the results stand behind it.
Between two formats an answer takes the form that the other has for it; other cells stay as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from math import isfinite, isnan

from supervise.exchange.columns import Result, result_columns, result_texts
from supervise.exchange.csv_rows import csv_lines
from supervise.exchange.json_rows import NumberText, json_lines, json_text
from supervise.exchange.row_files import FileFormat, FileRow
from supervise.exchange.row_scoring import ASSESSMENT_DATE, RowScoring
from supervise.exchange.text_forms import day, json_of, reader_of
from supervise.instruments import Item

Scored = Iterable[tuple[FileRow, tuple[Result, ...]]]


def csv_of(
    scoring: RowScoring, columns: tuple[str, ...], scored: Scored
) -> Iterator[str]:
    """The lines of a CSV file, its header first."""
    header = (*columns, *result_columns(scoring.instruments))
    yield from csv_lines(chain((header,), _csv_cells(scoring, columns, scored)))


def _csv_cells(
    scoring: RowScoring, columns: tuple[str, ...], scored: Scored
) -> Iterator[Iterable[str]]:
    items = items_of(scoring)
    written = scoring.file_format is FileFormat.CSV
    for row, results in scored:
        cells: Iterable[str]
        if written:
            cells = row.cells.values()  # type: ignore[assignment]  # read from CSV
        else:
            cells = (
                _cell(row.cells.get(name), is_answer=name in items) for name in columns
            )
        yield (*cells, *result_texts(results))


def json_of_rows(scoring: RowScoring, scored: Scored) -> Iterator[str]:
    """An array of objects, as pieces of text, an object on a line."""
    names = result_columns(scoring.instruments)
    items = items_of(scoring)
    typed = {
        FileFormat.JSON: lambda cells: cells,
        FileFormat.CSV: lambda cells: _typed(cells, items),
        FileFormat.PARQUET: _said,
    }[scoring.file_format]

    def objects() -> Iterator[str]:
        for row, results in scored:
            cells = typed(row.cells)
            yield json_text(cells | dict(zip(names, results, strict=True)))

    yield from json_lines(objects())


def items_of(scoring: RowScoring) -> dict[str, Item]:
    """Every item that one of the instruments asks."""
    return {item.id: item for each in scoring.instruments for item in each.items}


def _cell(value: object, *, is_answer: bool) -> str:
    match value:
        case None:
            return ""
        case str():
            return str(value)
        case bool() if is_answer:
            return "Y" if value else "N"
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case Decimal():
            return str(value)
        case _:
            return json_text(value)


def _typed(cells: Mapping[str, object], items: Mapping[str, Item]) -> dict[str, object]:
    return {name: _json_value(name, cell, items) for name, cell in cells.items()}


def _said(cells: Mapping[str, object]) -> dict[str, object]:
    """Typed cells as values of JSON; what JSON has no word for becomes text, and NaN nothing."""
    return {name: _typed_value(cell) for name, cell in cells.items()}


def _typed_value(cell: object) -> object:
    match cell:
        case None | bool() | int() | str():
            return cell
        case float() if isfinite(cell):
            return cell
        case float():
            return None if isnan(cell) else str(cell)
        case _:
            return _cell(cell, is_answer=False)


def _json_value(name: str, cell: object, items: Mapping[str, Item]) -> object:
    assert isinstance(cell, str)
    if name == ASSESSMENT_DATE:
        return json_of(day(cell))
    if name not in items:
        return cell
    answer = json_of(reader_of(items[name])(cell))
    return NumberText(answer) if type(answer) is int else answer
