"""Files of rows, opened by the format that their name says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from supervise.errors import UnreadableFile
from supervise.exchange.csv_rows import csv_columns, csv_rows
from supervise.exchange.json_rows import json_columns, json_rows
from supervise.exchange.row_files import FileFormat, FileRow, format_of
from supervise.exchange.row_scoring import id_of


@attrs.frozen(eq=False)
class RowsIn:
    """A file that is read: its columns, and its rows as often as they are asked for."""

    path: Path
    format: FileFormat
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[FileRow]] = attrs.field(repr=False)


def opened(path: Path) -> RowsIn:
    """A file of rows; `UnreadableFile` when it has none that can be read."""
    kind = format_of(path)
    if kind is FileFormat.CSV:
        return RowsIn(path, kind, csv_columns(path), lambda: csv_rows(path))
    if kind is FileFormat.PARQUET:
        raise UnreadableFile(
            path.name, "only `supervise score` reads Parquet", "convert the file to CSV"
        )
    rows = json_rows(path)
    return RowsIn(path, kind, json_columns(rows), lambda: rows)


def repeated_ids(source: RowsIn, column: str) -> frozenset[str]:
    """The ids that stand in more than one row. Every id is kept while they are looked for."""
    if column not in source.columns:
        raise UnreadableFile(
            source.path.name,
            f"it has no column '{column}', which --id names",
            "name a column of the file",
        )
    seen: set[str] = set()
    repeated: set[str] = set()
    for row in source.rows():
        id = id_of(row, column)
        (repeated if id in seen else seen).add(id)
    return frozenset(repeated)
