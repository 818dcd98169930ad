"""Some rows of a file with their results, as rows or as an Arrow table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from supervise.batch.batches import Batch
from supervise.batch.parquet_rows import (
    results_in,
    rows_of,
    text_table,
    with_results,
)
from supervise.exchange.columns import Result
from supervise.exchange.row_files import FileRow

Table = Any
"""An Arrow table."""

Results = tuple[Result, ...]


@attrs.frozen(eq=False)
class TableRows:
    """The rows of an Arrow table; `before` is how many stand before them in the file."""

    table: Table
    before: int

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[FileRow]:
        for number, cells in enumerate(rows_of(self.table), self.before + 1):
            yield FileRow(number, cells)


@attrs.frozen(eq=False)
class TableResults:
    """The results of rows as an Arrow table of the result columns alone."""

    table: Table

    def __iter__(self) -> Iterator[Results]:
        yield from results_in(self.table, self.table.column_names)


@attrs.frozen(eq=False)
class Part:
    """Some rows with their results."""

    rows: Sequence[FileRow] | TableRows
    results: Sequence[Results] | TableResults

    def __len__(self) -> int:
        return len(self.rows)

    def table(self, columns: Sequence[str], batch: Batch) -> Table:
        """The same as an Arrow table, the file's own columns first."""
        if isinstance(self.rows, TableRows):
            own = self.rows.table
        else:
            own = text_table(self.rows, columns)
        if isinstance(self.results, TableResults):
            found = self.results.table
            for name in found.column_names:
                own = own.append_column(name, found[name])
            return own
        return with_results(own, batch, self.results)
