"""`supervise score` on a data frame engine, and to and from Parquet, some rows at a time.

Files of text are read and written by the same modules whatever computes, so that a row which is
not made like the header is found on every engine, and other cells stay as they were written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import attrs

from supervise.batch.batches import Batch
from supervise.batch.engines import (
    Engine,
    ready,
    scored_parquet,
    scored_table,
    tables_in,
)
from supervise.batch.frames import batch_of
from supervise.batch.parquet_rows import (
    results_in,
    schema_of,
    text_table,
    with_results,
)
from supervise.cli.progress import counted
from supervise.cli.scored_parts import Part, Results, Table, TableResults, TableRows
from supervise.errors import UnreadableFile
from supervise.exchange.columns import SEPARATOR, named_problems
from supervise.exchange.opening import RowsIn
from supervise.exchange.row_files import FileFormat, FileRow
from supervise.exchange.row_scoring import RowScoring
from supervise.exchange.scored_rows import Scored

ROWS = 100_000
"""So many rows of text are held at once."""


@attrs.frozen(kw_only=True, eq=False)
class EngineScoring:
    """A file that is scored: by an engine, or by the engine for one person where that is none.

    `folder` is for what an engine writes on its way. `tally` counts the rows, and the faulty.
    """

    source: RowsIn
    scoring: RowScoring
    engine: Engine | None
    folder: Path
    tally: Counter[str]
    batch: Batch = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: batch_of(self.scoring.instruments, self.scoring.on),
            takes_self=True,
        ),
    )

    def __attrs_post_init__(self) -> None:
        if self.engine is not None:
            ready(self.engine)
        if self.source.format is FileFormat.JSON:
            raise UnreadableFile(
                self.source.path.name,
                "JSON goes to CSV or JSON, and by the engine 'python' alone",
                "convert the file to CSV",
            )

    def rows(self) -> Scored:
        """Rows with their results, one at a time."""
        for part in counted(self._parts(), len):
            yield from zip(part.rows, part.results, strict=True)

    def tables(self) -> Iterator[Table]:
        """Arrow tables of rows with their results, one at least."""
        nothing = True
        for part in counted(self._parts(), len):
            yield part.table(self.source.columns, self.batch)
            nothing = False
        if nothing:
            yield with_results(self._empty(), self.batch, ())

    def _empty(self) -> Table:
        if self.source.format is FileFormat.PARQUET:
            return schema_of(self.source.path).empty_table()
        return text_table((), self.source.columns)

    def _parts(self) -> Iterator[Part]:
        if self.source.format is FileFormat.PARQUET:
            yield from self._parts_of_parquet()
            return
        rows = iter(self.source.rows())
        while some := list(islice(rows, ROWS)):
            self.tally["rows"] += len(some)
            self.tally["faulty"] += sum(bool(row.fault) for row in some)
            yield Part(some, self._of_text(some))

    def _of_text(self, rows: list[FileRow]) -> list[Results]:
        if self.engine is None:
            return [self.scoring.results(row) for row in rows]
        read = self.batch.reads(self.source.columns)
        scored = scored_table(self.engine, self.batch, text_table(rows, read))
        found = results_in(scored, self.batch.columns)
        return [
            self.scoring.results(row) if row.fault else self._with_id(row, results)
            for row, results in zip(rows, found, strict=True)
        ]

    def _parts_of_parquet(self) -> Iterator[Part]:
        path, number = self.source.path, 0
        tables = (
            tables_in(path)
            if self.engine is None
            else scored_parquet(self.engine, self.batch, path, self.folder)
        )
        for table in tables:
            rows = TableRows(table.select(self.source.columns), number)
            number += len(rows)
            self.tally["rows"] += len(rows)
            if self.engine is None:
                yield Part(rows, [self.scoring.results(row) for row in rows])
            elif self.scoring.id_column:
                found = results_in(table, self.batch.columns)
                pairs = zip(rows, found, strict=True)
                yield Part(rows, [self._with_id(*pair) for pair in pairs])
            else:
                yield Part(rows, TableResults(table.select(self.batch.columns)))

    def _with_id(self, row: FileRow, results: Results) -> Results:
        """The results with what is wrong with the row's own id, as `RowScoring` has it."""
        about = named_problems(self.scoring.about_the_id(row))
        if not about:
            return results
        *others, problems = results
        said = SEPARATOR.join((about, str(problems))) if problems else about
        return (*others, said)
