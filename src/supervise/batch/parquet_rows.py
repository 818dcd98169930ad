"""Parquet files as rows of answers, and tables of rows as a Parquet file.

Cells stay what they are; what they mean is for `supervise.exchange.row_scoring` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from supervise.batch.batches import Batch
from supervise.batch.engines import package, tables_in
from supervise.errors import UnreadableFile
from supervise.exchange.columns import Result
from supervise.exchange.opening import RowsIn
from supervise.exchange.row_files import FileFormat, FileRow

Table = Any
"""An Arrow table."""


def opened_parquet(path: Path) -> RowsIn:
    """A Parquet file as rows; `UnreadableFile` where it is none."""
    columns = tuple(schema_of(path).names)
    if len(set(columns)) < len(columns):
        raise UnreadableFile(
            path.name, "two columns have the same name", "rename or remove all but one"
        )
    return RowsIn(path, FileFormat.PARQUET, columns, lambda: _rows(path))


def schema_of(path: Path) -> Any:  # noqa: ANN401 - Arrow's own
    """The columns of a Parquet file with their types."""
    parquet, arrow = package("pyarrow.parquet"), package("pyarrow")
    try:
        return parquet.read_schema(path)
    except FileNotFoundError as error:
        raise UnreadableFile(
            path.name, "there is no such file", "check the name and the folder"
        ) from error
    except (arrow.ArrowException, OSError) as error:
        raise UnreadableFile(
            path.name, "it is not a whole Parquet file", "write it again"
        ) from error


def _rows(path: Path) -> Iterator[FileRow]:
    number = 0
    for table in tables_in(path):
        for cells in rows_of(table):
            number += 1
            yield FileRow(number, cells)


def rows_of(table: Table) -> Iterator[dict[str, object]]:
    """The rows of an Arrow table, as plain values by column."""
    names = table.column_names
    columns = [column.to_pylist() for column in table.columns]
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def results_in(table: Table, names: Sequence[str]) -> Iterator[tuple[Result, ...]]:
    """The results of each row of a scored table."""
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def text_table(rows: Sequence[FileRow], names: Sequence[str]) -> Table:
    """Rows of text as an Arrow table with these columns."""
    arrow = package("pyarrow")
    cells = {name: [row.cells[name] for row in rows] for name in names}
    schema = arrow.schema([(name, arrow.string()) for name in names])
    return arrow.table(cells, schema=schema)


def with_results(
    table: Table, batch: Batch, results: Iterable[tuple[Result, ...]]
) -> Table:
    """A table with columns of results after its own."""
    arrow = package("pyarrow")
    types = {str: arrow.string(), float: arrow.float64(), int: arrow.int64()}
    by_column = list(zip(*results, strict=True)) or [()] * len(batch.columns)
    for name, cells in zip(batch.columns, by_column, strict=True):
        column = arrow.array(cells, types[batch.type_of(name)])
        table = table.append_column(name, column)
    return table


def write_parquet(raw: BinaryIO, tables: Iterable[Table]) -> None:
    """Tables of one schema, one at least, written one after another."""
    parquet = package("pyarrow.parquet")
    others = iter(tables)
    first = next(others)
    with parquet.ParquetWriter(raw, first.schema, compression="zstd") as writer:
        for table in chain((first,), others):
            writer.write_table(table)
