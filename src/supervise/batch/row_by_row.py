"""Columns that a plain function makes of other columns, on every engine that runs Python.

Polars, pandas, Dask and Spark hand over some rows at a time as an Arrow table; what is lazy
stays lazy. DuckDB runs none over the rows of a query, so its frames are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from supervise.batch.engines import package
from supervise.batch.frames import known_frame
from supervise.errors import FrameRefused
from supervise.exchange.row_scoring import plain_cell

Native = Any
"""A frame of an engine, in the engine's own type."""

Made = Callable[[Iterable[tuple[object, ...]]], Iterable[tuple[object, ...]]]


@attrs.frozen(eq=False)
class Addition:
    """What is added to a frame: columns of text, made from others by a function of rows.

    The function is a plain one and pickles, as it may run in another process.
    """

    reads: Sequence[str]
    adds: Sequence[str]
    made: Made

    def of(self, table: Native) -> Native:
        """The added columns of an Arrow table."""
        arrow = package("pyarrow")
        cells = [map(plain_cell, table[name].to_pylist()) for name in self.reads]
        rows = zip(*cells, strict=True) if cells else ([()] * table.num_rows)
        by_column = list(zip(*self.made(rows), strict=True)) or [()] * len(self.adds)
        return arrow.table(
            [arrow.array(column, arrow.string()) for column in by_column],
            names=list(self.adds),
        )


def with_addition(addition: Addition, frame: object) -> Native:
    """A frame with columns added after its own."""
    if type(frame).__module__.startswith("dask."):
        return _in_dask(addition, frame)
    known = known_frame(frame)
    lacking = [n for n in addition.reads if n not in known.collect_schema().names()]
    if lacking:
        raise FrameRefused(f"it has no column '{name}'" for name in lacking)
    way = _WAYS.get(known.implementation)
    if way is None:
        raise FrameRefused(
            [f"{known.implementation} runs no Python over its rows; take them as Arrow"]
        )
    return way(addition, frame)


def _in_polars(addition: Addition, frame: Native) -> Native:
    polars = package("polars")
    if isinstance(frame, polars.LazyFrame):
        schema = frame.collect_schema()
        wider = {**schema, **dict.fromkeys(addition.adds, polars.String)}
        return frame.map_batches(
            partial(_in_polars, addition),
            schema=polars.Schema(wider),
            streamable=True,
            projection_pushdown=False,
            predicate_pushdown=False,
        )
    package("pyarrow")
    found = addition.of(frame.select(addition.reads).to_arrow())
    return frame.with_columns(polars.from_arrow(found))


def _in_arrow(addition: Addition, table: Native) -> Native:
    found = addition.of(table)
    for name in addition.adds:
        table = table.append_column(name, found[name])
    return table


def _in_pandas(addition: Addition, frame: Native) -> Native:
    package("pyarrow")
    known = nw.from_native(frame, eager_only=True)
    pandas = nw.get_native_namespace(known)
    found = addition.of(known.select(*addition.reads).to_arrow()).to_pandas()
    found.index = frame.index
    return pandas.concat([frame, found], axis=1)


def _in_dask(addition: Addition, frame: Native) -> Native:
    make = partial(_in_pandas, addition)
    return frame.map_partitions(make, meta=make(frame._meta))  # noqa: SLF001 - Dask's own way


def _in_spark(addition: Addition, frame: Native) -> Native:
    schema = type(frame.schema)(list(frame.schema.fields))
    for name in addition.adds:
        schema = schema.add(name, "string")
    return frame.mapInArrow(partial(_in_spark_partition, addition), schema)


def _in_spark_partition(
    addition: Addition, records: Iterator[Native]
) -> Iterator[Native]:
    arrow = package("pyarrow")
    for each in records:
        table = arrow.Table.from_batches([each])
        yield from _in_arrow(addition, table).to_batches()


_WAYS: Mapping[nw.Implementation, Callable[[Addition, Native], Native]] = {
    nw.Implementation.POLARS: _in_polars,
    nw.Implementation.PYARROW: _in_arrow,
    nw.Implementation.PANDAS: _in_pandas,
    nw.Implementation.PYSPARK: _in_spark,
}
