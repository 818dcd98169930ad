"""Running a batch inside the parts of a frame, where an engine runs large expressions badly.

pandas, Dask and Spark hand over their parts as Arrow tables or pandas frames. Each is scored by
polars where that is installed, else by pyarrow, and given back in the types of its own engine.
What runs in another process is a plain function, and what it is given pickles.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from typing import Any

import narwhals.stable.v2 as nw

from supervise.batch.batches import TWO_OF_ONE_NAME, Batch
from supervise.batch.running import readable_schema, run
from supervise.errors import FrameRefused

Native = Any
"""A frame of an engine, in the engine's own type."""

ROWS_AT_ONCE = 200_000
"""So many rows of a Spark partition are scored together: a plan is made anew each time."""


def in_arrow(batch: Batch, table: Native) -> Native:
    """An Arrow table with its results."""
    eager = nw.from_native(table, eager_only=True)
    if find_spec("polars") is None:
        return run(batch, eager)
    arrow = nw.get_native_namespace(eager)
    # A table without columns has no rows, so one is kept.
    read = batch.reads(eager.schema) or tuple(eager.columns[:1])
    frame = nw.from_arrow(table.select(read), backend="polars")
    results = run(batch, frame).select(batch.columns).to_arrow()
    for name in batch.columns:
        column = results[name]
        if column.type == arrow.large_string():
            column = column.cast(arrow.string())
        table = table.append_column(name, column)
    return table


def in_pandas(batch: Batch, frame: Native) -> Native:
    """A pandas frame with its results; its index stays as it is."""
    eager = nw.from_native(frame, eager_only=True)
    pandas = nw.get_native_namespace(eager)
    whole = {"int64": pandas.Int64Dtype()}
    results = (
        in_arrow(batch, _as_arrow(batch, eager))
        .select(batch.columns)
        # What Arrow keeps there of the columns that were read, pandas cannot always read again.
        .replace_schema_metadata(None)
        .to_pandas(types_mapper=lambda sort: whole.get(str(sort)))
    )
    results.index = frame.index
    return pandas.concat([frame, results], axis=1)


def _as_arrow(batch: Batch, frame: nw.DataFrame[Native]) -> Native:
    """The columns of a pandas frame that are read, as an Arrow table."""
    names = batch.reads(frame.schema) or tuple(frame.columns[:1])
    try:
        return frame.select(*names).to_arrow()
    except (TypeError, ValueError):
        # What the exception says may repeat an answer, so it is not passed on.
        raise FrameRefused(
            f"column '{name}' holds values of several types; make it one type"
            for name in names
            if not _is_of_one_type(frame, name)
        ) from None


def _is_of_one_type(frame: nw.DataFrame[Native], name: str) -> bool:
    try:
        frame.select(name).to_arrow()
    except (TypeError, ValueError):
        return False
    return True


def in_dask(batch: Batch, frame: Native) -> Native:
    """A Dask frame whose partitions are scored where they are.

    What an empty partition becomes tells the types of the results, and whether it is refused.
    """
    pandas = nw.get_native_namespace(nw.from_native(frame.dtypes, series_only=True))
    if not frame.columns.is_unique:
        raise FrameRefused([TWO_OF_ONE_NAME])
    index = pandas.Index([], dtype=frame.index.dtype, name=frame.index.name)
    nobody = pandas.DataFrame(
        {name: pandas.Series([], dtype=dtype) for name, dtype in frame.dtypes.items()},
        index=index,
    )
    return frame.map_partitions(
        partial(in_pandas, batch), meta=in_pandas(batch, nobody)
    )


def in_spark(batch: Batch, frame: Native) -> Native:
    """A Spark frame whose partitions are scored where they are, as Arrow tables."""
    batch.refuse(readable_schema(nw.from_native(frame)), frame.columns)
    schema = type(frame.schema)(list(frame.schema.fields))
    for name in batch.columns:
        schema = schema.add(name, _TYPES_IN_SPARK[batch.type_of(name)])
    return frame.mapInArrow(partial(in_spark_partition, batch), schema)


_TYPES_IN_SPARK = {str: "string", float: "double", int: "long"}


def in_spark_partition(batch: Batch, records: Iterator[Native]) -> Iterator[Native]:
    """The Arrow batches of one partition with their results, several at a time."""
    arrow = nw.Implementation.PYARROW.to_native_namespace()
    waiting: list[Native] = []
    for each in records:
        waiting.append(each)
        if sum(part.num_rows for part in waiting) >= ROWS_AT_ONCE:
            yield from in_arrow(batch, arrow.Table.from_batches(waiting)).to_batches()
            waiting = []
    if waiting:
        yield from in_arrow(batch, arrow.Table.from_batches(waiting)).to_batches()
