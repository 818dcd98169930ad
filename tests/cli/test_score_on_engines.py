"""`supervise score` on every engine: the same file comes out as from the engine for one person."""

import csv
import json
from datetime import date

import pytest

from tests.batch.engines import engines, spark

pl = pytest.importorskip("polars", reason="the files are made with polars")
pytest.importorskip("pyarrow", reason="Parquet is read by pyarrow")

ENGINES = ("polars", "duckdb", "dask", "pyspark")
# The first two rows are row 2 and row 3 of the examples of the Public Safety Assessment;
# the others have an id twice, no id, a cell too few, a wrong answer and nothing at all.
CSV = """\
who,note,age_at_arrest,current_violent_offence,pending_charge,prior_misdemeanor,prior_felony,\
prior_violent_convictions,recent_fta,old_fta,prior_incarceration
a,"one, ""two"" three",20,Y,Y,Y,Y,1,2,Y,Y
b, 01 ,20,Y,N,Y,Y,3,2,N,N
b,,40,N,N,N,N,0,0,N,N
,x,40,N,N,N,N,0,0,N,N
e,too short,40
f,wrong,4O,y,N,N,N,0,-1,N,N
g,,,,,,,,,,
"""
ON = ("--on", "2026-01-05")
TYPES = {
    **dict.fromkeys(("age_at_arrest", "prior_violent_convictions"), pl.Int64),
    "recent_fta": pl.Float64,
    "pending_charge": pl.Boolean,
}
READ = {"Y": True, "N": False}


@pytest.fixture(params=engines(*ENGINES))
def engine(request):
    if request.param == "pyspark":
        spark()
    return request.param


@pytest.fixture
def score(run, tmp_path):
    def scored(source, target, *arguments):
        ran = run(
            "score", "psa", "--from", tmp_path / source, "--to", tmp_path / target,
            *ON, *arguments,
        )  # fmt: skip
        assert (0, "") == (ran.status, ran.out)
        return tmp_path / target

    return scored


def parquet_in(path):
    """The same people, with columns of types of their own."""
    rows = [row for row in csv.DictReader(CSV.splitlines()) if None not in row.values()]
    table = pl.DataFrame(rows).with_columns(
        pl.col("pending_charge").replace_strict(READ, default=None),
        *(
            pl.col(name).cast(sort, strict=False)
            for name, sort in TYPES.items()
            if name != "pending_charge"
        ),
        seen=pl.lit(date(2026, 1, 2)),
    )
    table.write_parquet(path)


def test_a_csv_file_comes_out_as_it_does_from_python(score, tmp_path, engine):
    (tmp_path / "in.csv").write_text(CSV)
    expected = score("in.csv", "python.csv", "--id", "who").read_text()

    found = score("in.csv", "out.csv", "--engine", engine, "--id", "who").read_text()

    assert expected == found
    # By hand: one repeated id, one that is not there, one row that is too short.
    assert 2 == found.count("who:repeated_id")
    assert 1 == found.count("who:missing")
    assert 1 == found.count("row:wrong_type")


def test_a_parquet_file_comes_out_as_it_does_from_python(score, tmp_path, engine):
    parquet_in(tmp_path / "in.parquet")
    options = ("--id", "who")
    expected = pl.read_parquet(score("in.parquet", "python.parquet", *options))

    found = pl.read_parquet(
        score("in.parquet", "out.parquet", "--engine", engine, *options)
    )

    assert expected.columns == found.columns
    assert expected.rows() == found.rows()
    # Scenarios 1 and 231 of the published program: failure to appear 6 and 5 of 6.
    assert [6, 5] == found["fta_score"].to_list()[:2]
    assert 2 == found["problems"].str.contains("who:repeated_id").sum()


def test_formats_mix(score, tmp_path, engine):
    (tmp_path / "in.csv").write_text(CSV)
    there = score("in.csv", "there.parquet", "--engine", engine)
    (tmp_path / "again").mkdir()
    pl.read_parquet(there, columns=CSV.partition("\n")[0].split(",")).write_parquet(
        tmp_path / "again.parquet"
    )

    back = score("again.parquet", "back.csv", "--engine", engine)

    lines = back.read_text().splitlines()
    expected = score("in.csv", "python.csv").read_text().splitlines()
    # A row that was too short is no longer known for one.
    short = [number for number, line in enumerate(expected) if "too short" in line]
    assert [n for n in range(len(lines)) if lines[n] != expected[n]] == short


def test_a_file_without_rows_has_the_columns_of_results(score, tmp_path, engine):
    (tmp_path / "in.csv").write_text(CSV.partition("\n")[0] + "\n")

    found = pl.read_parquet(score("in.csv", "out.parquet", "--engine", engine))

    assert 0 == found.height
    assert "problems" == found.columns[-1]


def test_parquet_becomes_json(score, tmp_path):
    parquet_in(tmp_path / "in.parquet")

    rows = json.loads(score("in.parquet", "out.json").read_text())

    assert ("a", 20, True, 2.0, "2026-01-02", 6) == tuple(
        rows[0][name]
        for name in (
            "who", "age_at_arrest", "pending_charge", "recent_fta", "seen", "fta_score",
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "content", "says"),
    (
        ("in.parquet", b"PAR1 and nothing more", "it is not a whole Parquet file"),
        (
            "in.json",
            b"[]",
            "JSON goes to CSV or JSON, and by the engine 'python' alone",
        ),
        ("in.xlsx", b"", "name it .csv, .csv.gz, .json, .json.gz or .parquet"),
    ),
)
def test_what_cannot_be_read_is_said(run, tmp_path, source, content, says):
    (tmp_path / source).write_bytes(content)

    ran = run(
        "score", "psa", "--from", tmp_path / source, "--to", tmp_path / "out.csv",
        *ON, "--engine", "polars",
    )  # fmt: skip

    assert 2 == ran.status
    assert says in ran.err
    assert [source] == [path.name for path in tmp_path.iterdir()]


def test_half_a_result_never_stands_under_its_name(run, tmp_path, monkeypatch):
    from supervise.cli import engine_scoring

    (tmp_path / "in.csv").write_text(CSV)
    (tmp_path / "out.parquet").write_bytes(b"what stood there before")
    calls = []

    def fails_at_the_second(*arguments):
        calls.append(arguments)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return whole(*arguments)

    whole = engine_scoring.scored_table
    monkeypatch.setattr(engine_scoring, "scored_table", fails_at_the_second)
    monkeypatch.setattr(engine_scoring, "ROWS", 2)

    ran = run(
        "score", "psa", "--from", tmp_path / "in.csv", "--to", tmp_path / "out.parquet",
        *ON, "--engine", "polars",
    )  # fmt: skip

    assert 2 == ran.status
    assert b"what stood there before" == (tmp_path / "out.parquet").read_bytes()
    assert {"in.csv", "out.parquet"} == {path.name for path in tmp_path.iterdir()}


def test_a_file_of_text_becomes_parquet_without_an_engine(score, tmp_path):
    (tmp_path / "in.csv").write_text(CSV)

    plain = pl.read_parquet(score("in.csv", "python.parquet"))
    found = pl.read_parquet(score("in.csv", "out.parquet", "--engine", "polars"))

    assert found.rows() == plain.rows()
    assert [6, 5] == plain["fta_score"].to_list()[:2]


@pytest.mark.parametrize("engine", ((), ("--engine", "polars")))
def test_parquet_without_ids_or_without_rows_stays_parquet(score, tmp_path, engine):
    parquet_in(tmp_path / "in.parquet")
    pl.read_parquet(tmp_path / "in.parquet").clear().write_parquet(
        tmp_path / "empty.parquet"
    )

    found = pl.read_parquet(score("in.parquet", "out.parquet", *engine))
    empty = pl.read_parquet(score("empty.parquet", "none.parquet", *engine))

    assert [6, 5] == found["fta_score"].to_list()[:2]
    assert (0, found.columns) == (empty.height, empty.columns)


def test_parquet_that_has_a_column_twice_or_is_not_there_is_refused(run, tmp_path):
    import pyarrow.parquet

    table = pyarrow.table([[1], [2]], names=["recent_fta", "recent_fta"])
    pyarrow.parquet.write_table(table, tmp_path / "twice.parquet")

    for name, says in (
        (
            "twice.parquet",
            "two columns have the same name; rename or remove all but one",
        ),
        ("nowhere.parquet", "there is no such file; check the name and the folder"),
    ):
        ran = run(
            "score", "psa", "--from", tmp_path / name, "--to", tmp_path / "out.csv",
            *ON, "--engine", "polars",
        )  # fmt: skip

        assert 2 == ran.status
        assert f"{name}: {says}" in ran.err


def test_a_cell_of_any_type_goes_from_parquet_to_csv_and_json(score, tmp_path):
    # Columns that are no answers stay as they are: bytes in hexadecimal, no number as none.
    table = pl.DataFrame(
        {
            "recent_fta": [0],
            "raw": [b"\x01\xff"],
            "sum": pl.Series(["1.50"]).cast(pl.Decimal(10, 2)),
            "rate": [float("nan")],
            "most": [float("inf")],
        }
    )
    table.write_parquet(tmp_path / "in.parquet")

    (row,) = csv.DictReader(score("in.parquet", "out.csv").read_text().splitlines())
    (typed,) = json.loads(score("in.parquet", "out.json").read_text())

    assert ("01ff", "1.50") == (row["raw"], row["sum"])
    assert ("01ff", "1.50", None, "inf") == tuple(
        typed[name] for name in ("raw", "sum", "rate", "most")
    )


def test_the_date_of_assessment_goes_from_csv_to_json(run, tmp_path):
    (tmp_path / "in.csv").write_text("assessment_date,recent_fta\n2026-01-05,0\n")

    ran = run(
        "score", "psa", "--from", tmp_path / "in.csv", "--to", tmp_path / "out.json"
    )

    assert 0 == ran.status
    (row,) = json.loads((tmp_path / "out.json").read_text())
    assert "2026-01-05" == row["assessment_date"]
