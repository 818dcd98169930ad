"""The same rows as a frame of each engine, and a frame of each engine as rows again."""

import importlib.util
import os
import shutil
import sys
from functools import cache

import pytest

pl = pytest.importorskip("polars", reason="the frames are made with polars")

EAGER = ("polars", "pyarrow", "pandas", "pandas of arrow")
LAZY = ("polars lazy", "polars streaming", "duckdb", "dask", "pyspark")
ENGINES = (*EAGER, *LAZY)


def engines(*names):
    """Parameters of a test, each skipped with the reason where its engine is not there."""
    return [pytest.param(name, marks=_marks(name), id=name) for name in names]


def _marks(name):
    module = name.partition(" ")[0]
    marks = []
    if module == "dask":
        # It calls pandas in a way that pandas 3.1 is to drop.
        marks.append(pytest.mark.filterwarnings("ignore:The inplace keyword"))
    if importlib.util.find_spec(module) is None:
        marks.append(pytest.mark.skip(reason=f"{module} is not installed"))
    elif module == "pyspark":
        marks.append(pytest.mark.slow)
        # It warns of pandas 3, which nothing here uses through Spark.
        quiet = "ignore:PySpark does not yet fully support pandas:FutureWarning"
        marks.append(pytest.mark.filterwarnings(quiet))
        if shutil.which("java") is None:
            marks.append(pytest.mark.skip(reason="Spark needs Java, which is not here"))
    return marks


def frame_of(engine, table):
    """A frame of an engine from a polars frame."""
    match engine:
        case "polars":
            return table
        case "polars lazy" | "polars streaming":
            return table.lazy()
        case "pyarrow":
            return table.to_arrow()
        case "pandas":
            return table.to_pandas()
        case "pandas of arrow":
            return table.to_pandas(use_pyarrow_extension_array=True)
        case "duckdb":
            import duckdb

            return duckdb.from_arrow(table.to_arrow())
        case "dask":
            import dask.dataframe

            # From object columns Dask makes text, "True" among it; so none are given to it.
            frame = table.to_pandas(use_pyarrow_extension_array=True)
            return dask.dataframe.from_pandas(frame, npartitions=2)
        case "pyspark":
            # Spark has no unsigned numbers; none of these is an answer that a double rounds.
            unsigned = pl.selectors.unsigned_integer()
            signed = table.with_columns(unsigned.cast(pl.Float64))
            return spark().createDataFrame(signed.to_arrow())


def rows_of(engine, frame):
    """The rows of a frame, as dictionaries of Python values."""
    match engine:
        case "polars":
            found = frame
        case "polars lazy":
            found = frame.collect()
        case "polars streaming":
            found = frame.collect(engine="streaming")
        case "pyarrow":
            found = pl.from_arrow(frame)
        case "pandas" | "pandas of arrow":
            found = pl.from_pandas(frame)
        case "duckdb":
            found = frame.pl()
        case "dask":
            found = pl.from_pandas(frame.compute(scheduler="threads"))
        case "pyspark":
            found = pl.from_arrow(frame.toArrow())
    return found.rows(named=True)


@cache
def spark():
    """Spark on this machine alone, with as little around it as can be."""
    from pyspark.sql import SparkSession

    # The workers are processes of their own, and Spark would take any Python for them.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    return (
        SparkSession.builder.master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        # Else it takes a time without a zone for one of its own, and that is refused.
        .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )
