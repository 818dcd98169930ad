"""A nation through `score_frame`: engines, rows, seconds and peak memory.

`make bench ARGS=batch`. Every measurement is a process of its own, so that its peak memory is
its own. The rows are the sample of the published vectors, over and over, in a Parquet file with
typed columns; all 37 columns of the contract are made of each. Beside them stand hand-written
polars expressions for the log-odds alone, and the engine for one person in a loop.
"""

# ruff: noqa: PLC0415 - a process imports the engine that it measures and no other
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MILLION = 1_000_000
SUPERVISED = 3.7
"""Million people under community supervision in the United States (BJS, end of 2022)."""
ROUNDS = 3
LOOP = 10_000
FOLDER = Path(__file__).parent
KEPT = FOLDER.parent / "tests" / "instruments" / "vectors" / "ogrs4.csv"
TEXT = ("case", "sex", "offence_category")

# What is measured, and over how many million rows.
MEASURED = {
    "polars in memory": (1, 4),
    "polars streaming, by hand": (1, 4, 16),
    "polars streaming": (1, 4, 16),
    "duckdb": (1,),
    "dask": (1,),
    "pyspark": (1,),
    "python, in a loop": (LOOP / MILLION,),
}


def sample():
    """The people of the vectors who can be scored, with columns of their own types."""
    import polars as pl

    shared = Path(os.environ.get("SUPERVISE_SHARED", "")) / "conformance" / "ogrs4.csv"
    path = shared if shared.exists() else KEPT
    table = pl.read_csv(
        path, comment_prefix="#", try_parse_dates=True, infer_schema_length=None
    )
    table = table.select(name for name in table.columns if "expected" not in name)
    flags = [
        name
        for name, dtype in table.schema.items()
        if dtype == pl.String and name not in TEXT
    ]
    return table.with_columns(pl.col(flags) == "Y")


def write_rows(path, rows):
    import polars as pl

    people = sample()
    pieces = [people.lazy()] * (rows // people.height + 1)
    pl.concat(pieces).head(rows).sink_parquet(path)


def timed(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def measure(what, path, target):
    """Seconds for one measurement, made in this process; several where they are in turns."""
    from supervise.batch import score_frame
    from supervise.instruments.catalogue.ogrs4 import INSTRUMENT

    if what == "python, in a loop":
        return [_loop(path, INSTRUMENT)]
    if what == "polars in memory":
        return _in_turns(path, lambda frame: score_frame(INSTRUMENT, frame))
    if what.startswith("polars"):
        import polars as pl
        from ogrs4_polars import by_hand

        frame = pl.scan_parquet(path)
        by_us = not what.endswith("hand")
        scored = score_frame(INSTRUMENT, frame) if by_us else by_hand(frame)
        return [timed(lambda: scored.sink_parquet(target))]
    return [timed(lambda: _on_engine(what, path, target, score_frame, INSTRUMENT))]


def _in_turns(path, score):
    import polars as pl
    from ogrs4_polars import by_hand

    frame = pl.read_parquet(path).lazy()
    pairs = [
        (timed(by_hand(frame).collect), timed(score(frame).collect))
        for _ in range(ROUNDS)
    ]
    return [x for pair in pairs for x in pair]


def _loop(path, instrument):
    import polars as pl

    from supervise import score

    rows = pl.read_parquet(path).head(LOOP).rows(named=True)
    items = {item.id for item in instrument.items}
    sheets = [
        ({k: v for k, v in row.items() if k in items}, row["assessment_date"])
        for row in rows
    ]

    def loop():
        for answers, on in sheets:
            for scale in score(instrument, answers, on=on):
                _ = scale.status, scale.percent, scale.level

    return timed(loop)


def _on_engine(engine, path, target, score_frame, instrument):
    if engine == "duckdb":
        import duckdb

        score_frame(instrument, duckdb.read_parquet(path)).write_parquet(target)
    elif engine == "dask":
        import dask.dataframe

        frame = dask.dataframe.read_parquet(path, dtype_backend="pyarrow")
        score_frame(instrument, frame).to_parquet(target)
    else:
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        options = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1"}
        spark = (
            SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
        )
        score_frame(instrument, spark.read.parquet(path)).write.parquet(target)


def peak():
    """The most memory of this process, in megabytes. What Java takes is not seen by it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(what, path, folder):
    """A measurement in a process of its own: seconds and peak memory, or what went wrong."""
    target = Path(folder) / "scored.parquet"
    ran = subprocess.run(
        [sys.executable, __file__, what, str(path), str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    if ran.returncode:
        return None, ran.stderr.strip().splitlines()[-1]
    *seconds, memory = map(float, ran.stdout.split()[-2 * ROUNDS - 1 :])
    return seconds, memory


def main():
    print("six OGRS4 scales with all columns of the contract")
    print(
        f"{'':28}{'million':>8}{'s':>9}{'peak MB':>9}{'rows/s':>11}{'3.7 million':>13}"
    )
    sizes = sorted({rows for each in MEASURED.values() for rows in each})
    with tempfile.TemporaryDirectory() as folder:
        for millions in sizes:
            path = Path(folder) / "people.parquet"
            write_rows(path, round(max(millions, 1) * MILLION))
            for what, over in MEASURED.items():
                if millions in over:
                    say(what, millions, *apart(what, path, folder))


def say(what, millions, seconds, memory):
    if seconds is None:
        print(f"  {what:26}{millions:8g}  not measured: {memory}")
        return
    if what == "polars in memory":
        hand, ours = seconds[::2], seconds[1::2]
        ratios = [our / his for his, our in zip(hand, ours, strict=True)]
        line(f"{what}, by hand", millions, statistics.median(hand), memory)
        line(what, millions, statistics.median(ours), memory)
        print(f"{'':28}ratio {statistics.median(ratios):.2f} ({ROUNDS} rounds in turn)")
    else:
        line(what, millions, seconds[0], memory)


def line(what, millions, seconds, memory):
    rate = millions * MILLION / seconds
    whole = SUPERVISED * MILLION / rate
    peak_memory = "-" if what == "pyspark" else f"{memory:.0f}"
    print(
        f"  {what:26}{millions:8g}{seconds:9.2f}{peak_memory:>9}{rate:11,.0f}{whole:11.1f} s",
        flush=True,
    )


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(*measure(*sys.argv[1:]), peak())
    else:
        main()
