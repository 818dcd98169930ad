"""The engines by name: a whole file, or a table of rows, scored on one of them.

What comes back are Arrow tables, some rows at a time, in the order of the rows: the size of a
file does not matter. Nothing is written here, save by Spark into a folder that it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from supervise.batch.batches import Batch
from supervise.batch.frames import score_native
from supervise.errors import MissingPackage

Native = Any
"""A module, or a frame of an engine in the engine's own type."""

ROWS = 400_000
"""So many rows are held at once, save where a partition of the engine's own holds more."""


class Engine(StrEnum):
    """The data frame engines that score files."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    DASK = "dask"
    PYSPARK = "pyspark"


PACKAGES = {
    Engine.POLARS: ("polars", "pyarrow"),
    Engine.DUCKDB: ("duckdb", "pyarrow"),
    Engine.DASK: ("dask.dataframe", "pandas", "pyarrow"),
    Engine.PYSPARK: ("pyspark.sql", "pandas", "pyarrow"),
}


def package(name: str) -> Native:
    """A package that is not everybody's; `MissingPackage` says how to get it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != name.partition(".")[0]:
            raise
        raise MissingPackage(name.partition(".")[0]) from error


def ready(engine: Engine) -> None:
    """Raise `MissingPackage` where an engine cannot run."""
    for name in PACKAGES[engine]:
        package(name)


def scored_table(engine: Engine, batch: Batch, table: Native) -> Native:
    """An Arrow table with its results, computed on an engine."""
    frame = score_native(batch, _FRAMES[engine](table))
    found = _TABLES[engine](frame)
    return found.select([*table.column_names, *batch.columns])


def scored_parquet(
    engine: Engine, batch: Batch, path: Path, folder: Path
) -> Iterator[Native]:
    """The rows of a Parquet file with their results; `folder` is for what Spark writes."""
    yield from _FILES[engine](batch, path, folder)


def tables_in(path: Path, columns: list[str] | None = None) -> Iterator[Native]:
    """A Parquet file as Arrow tables of some rows each."""
    arrow, parquet = package("pyarrow"), package("pyarrow.parquet")
    with parquet.ParquetFile(path) as file:
        for each in file.iter_batches(ROWS, columns=columns):
            yield arrow.Table.from_batches([each])


def _by_polars(batch: Batch, path: Path, _folder: Path) -> Iterator[Native]:
    yield from map(partial(scored_table, Engine.POLARS, batch), tables_in(path))


def _by_duckdb(batch: Batch, path: Path, _folder: Path) -> Iterator[Native]:
    connection = package("duckdb").connect()
    scored = score_native(batch, connection.read_parquet(str(path)))
    arrow = package("pyarrow")
    for each in scored.to_arrow_reader(ROWS):
        yield arrow.Table.from_batches([each])


def _by_dask(batch: Batch, path: Path, _folder: Path) -> Iterator[Native]:
    read = package("dask.dataframe").read_parquet
    scored = score_native(batch, read(path, dtype_backend="pyarrow"))
    for number in range(scored.npartitions):
        yield _table_of_pandas(scored.partitions[number].compute(scheduler="threads"))


def _by_spark(batch: Batch, path: Path, folder: Path) -> Iterator[Native]:
    """Spark writes a file for each partition; their names have the order of the rows."""
    scored = score_native(batch, _spark().read.parquet(str(path)))
    scored.write.parquet(str(folder / "scored"))
    for part in sorted((folder / "scored").glob("part-*.parquet")):
        yield from tables_in(part)


def _spark() -> Native:
    """The session that is there, or one with the settings that Spark finds for itself."""
    return package("pyspark.sql").SparkSession.builder.getOrCreate()


def _pandas_of(table: Native) -> Native:
    """With Arrow's types: in pandas' own, whole numbers with gaps become floats."""
    return table.to_pandas(types_mapper=package("pandas").ArrowDtype)


def _table_of_pandas(frame: Native) -> Native:
    table = package("pyarrow").Table.from_pandas(frame, preserve_index=False)
    return table.replace_schema_metadata(None)


_FRAMES = {
    Engine.POLARS: lambda table: package("polars").from_arrow(table),
    Engine.DUCKDB: lambda table: package("duckdb").from_arrow(table),
    Engine.DASK: lambda table: package("dask.dataframe").from_pandas(
        _pandas_of(table), npartitions=2
    ),
    Engine.PYSPARK: lambda table: _spark().createDataFrame(table),
}
_TABLES = {
    Engine.POLARS: lambda frame: frame.to_arrow(),
    Engine.DUCKDB: lambda frame: frame.to_arrow_table(),
    Engine.DASK: lambda frame: _table_of_pandas(frame.compute(scheduler="threads")),
    Engine.PYSPARK: lambda frame: frame.toArrow(),
}
_FILES = {
    Engine.POLARS: _by_polars,
    Engine.DUCKDB: _by_duckdb,
    Engine.DASK: _by_dask,
    Engine.PYSPARK: _by_spark,
}
