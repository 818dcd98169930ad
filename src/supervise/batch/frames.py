"""`score_frame`: every row of a data frame, scored on the engine that the frame belongs to.

Nothing is read from a file, written or shown here, and a lazy frame is not collected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, TypeVar, cast

import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from supervise.batch.batches import TWO_OF_ONE_NAME, Batch
from supervise.batch.partitions import in_arrow, in_dask, in_pandas, in_spark
from supervise.batch.running import run
from supervise.errors import FrameRefused
from supervise.instruments import Instrument
from supervise.plugins.dependencies import needed_by

Frame = TypeVar("Frame")


def score_frame(
    instruments: Instrument | Iterable[Instrument],
    frame: Frame,
    *,
    on: date | None = None,
) -> Frame:
    """Score every row of a data frame; the frame comes back with the columns of the results.

    Several instruments are scored in one pass, in the order in which they need one another:
    `registry.chain("csrp")` has an instrument with those that it consumes.
    `frame` is a frame of polars, pandas, pyarrow, DuckDB, Dask or Spark; what is lazy stays lazy.
    Its columns are the items of the instruments; others stay as they are, and rows keep their
    order where the engine keeps one. A column that is not there is missing in every row.
    `on` is the date of assessment of all rows; without it each has its own, in `assessment_date`.

    Each row scores as `supervise.score` would score it: log-odds within 1e-9, all else the same.

    Raises `FrameRefused`, with every reason, where a frame cannot be scored so.
    """
    given = (instruments,) if isinstance(instruments, Instrument) else instruments
    return cast("Frame", score_native(batch_of(given, on), frame))


def batch_of(instruments: Iterable[Instrument], on: date | None) -> Batch:
    """Instruments, each once, in the order in which they are scored."""
    if on is not None and type(on) is not date:
        raise TypeError("on must be a datetime.date: the date of the assessment")
    among = {each.id: each for each in instruments}
    if not among:
        raise TypeError("no instrument is given to score by")
    ordered = {
        needed.id: needed
        for each in among.values()
        for needed in needed_by(each, among)
    }
    return Batch(tuple(ordered.values()), on)


def score_native(batch: Batch, frame: object) -> Any:  # noqa: ANN401 - the engine's own frame
    """A frame with its results, in the way that is best on its engine."""
    if type(frame).__module__.startswith("dask."):
        # narwhals is not asked: its own support for Dask is to move to another package.
        return in_dask(batch, frame)
    known = known_frame(frame)
    way = _WAYS.get(known.implementation)
    if way is None:
        raise FrameRefused(
            [f"{known.implementation} is not tested; use polars, DuckDB or pyarrow"]
        )
    return way(batch, frame)


def known_frame(frame: object) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """A frame of an engine that is known here, each of whose columns has a name of its own."""
    try:
        known = nw.from_native(frame, pass_through=True)
        if isinstance(known, nw.DataFrame | nw.LazyFrame):
            known.collect_schema()
            return known
    except DuplicateError:
        raise FrameRefused([TWO_OF_ONE_NAME]) from None
    raise FrameRefused([f"{type(frame).__name__} is no data frame that is known here"])


def _by_expressions(batch: Batch, frame: object) -> Any:  # noqa: ANN401 - as above
    return run(batch, nw.from_native(frame))


_WAYS: Final[dict[nw.Implementation, Callable[[Batch, Any], Any]]] = {
    nw.Implementation.POLARS: _by_expressions,
    nw.Implementation.DUCKDB: _by_expressions,
    nw.Implementation.PYARROW: in_arrow,
    nw.Implementation.PANDAS: in_pandas,
    nw.Implementation.PYSPARK: in_spark,
}
