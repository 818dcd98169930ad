"""Frames as they come: what stays as it is, what is refused and why, what is never done."""

import sys
from datetime import UTC, date, datetime
from importlib import import_module

import attrs
import narwhals.stable.v2 as nw
import pytest

from supervise.batch import movements, score_frame
from supervise.batch.engines import Engine, ready
from supervise.batch.expressions import Column
from supervise.errors import FrameRefused, MissingPackage
from supervise.exchange.columns import result_columns
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    BlackBox,
    Blank,
    Case,
    Cases,
    Decided,
    Instrument,
    Item,
    Points,
    Reports,
    Whole,
    YesNo,
    named,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.rules import by_range, first_match, log, row, table
from supervise.sources import Purpose
from tests.batch.engines import EAGER, ENGINES, engines, frame_of, rows_of
from tests.batch.invented import CONSUMING, EVERYTHING, SOURCE
from tests.instruments.declared import instrument

pl = pytest.importorskip("polars", reason="the frames are made with polars")

ON = date(2026, 3, 31)
PSA = instrument("psa")
# The Public Safety Assessment's own form: no prior conviction, nothing pending, age 40.
NOTHING = {
    "age_at_arrest": 40,
    "current_violent_offence": False,
    "pending_charge": False,
    "prior_misdemeanor": False,
    "prior_felony": False,
    "prior_violent_convictions": 0,
    "recent_fta": 0,
    "old_fta": False,
    "prior_incarceration": False,
}


def reasons(instruments, frame, **options):
    with pytest.raises(FrameRefused) as refused:
        score_frame(instruments, frame, **options)
    return refused.value.reasons


@pytest.mark.parametrize("engine", engines(*ENGINES))
def test_other_columns_and_the_order_of_rows_stay(engine):
    table = pl.DataFrame([NOTHING | {"who": who} for who in ("c", "a", "b")])

    found = rows_of(engine, score_frame(PSA, frame_of(engine, table), on=ON))

    assert [*NOTHING, "who", *result_columns([PSA])] == list(found[0])
    assert ["c", "a", "b"] == [row["who"] for row in found]
    # Each of the three scales begins at 1 of 6; the flag of violence is a no.
    assert {(1, 1)} == {(row["fta_score"], row["nca_score"]) for row in found}


@pytest.mark.parametrize("engine", engines(*ENGINES))
def test_where_a_condition_cannot_be_worked_out_nothing_further_down_is_taken(engine):
    # the logarithm of nothing has no result, and that of 5 is 1.6; for 1 and 2 it is below 1
    n = Item("n", "", Whole(0, 9))
    told = {"missing": NONE_MAY_BE_MISSING, "citation": "-", "scheme": LOW_MEDIUM_HIGH}
    test = log(n) >= 1
    by_log = Instrument(
        id="by_log",
        version="1",
        title="By log",
        purpose=Purpose.SUPERVISION,
        for_whom="nobody",
        not_for="anybody",
        source=SOURCE,
        unvalidated="invented",
        items=(n,),
        scales=(
            Cases(
                "a",
                "",
                cases=(Case(test, "10", "high"), Case(None, "1", "low")),
                **told,
            ),
            Decided("b", "", by=first_match((test, "high"), otherwise="low"), **told),
        ),
    )
    table = pl.DataFrame({"n": [5, 1, 0]})

    found = rows_of(engine, score_frame(by_log, frame_of(engine, table), on=ON))

    assert ["scored", "scored", "missing"] == [row["a_status"] for row in found]
    assert ["scored", "scored", "missing"] == [row["b_status"] for row in found]
    assert ["high", "low"] == [row["a_level"] for row in found[:2]]
    assert ["high", "low"] == [row["b_level"] for row in found[:2]]
    assert {found[2]["a_level"], found[2]["b_level"]} <= {None, ""}


@pytest.mark.parametrize("engine", engines("polars", "duckdb"))
def test_a_quotient_that_is_no_whole_number_is_in_no_range(engine):
    half = named("half", Item("n", "", Whole(0, 9)) / 2)
    by_half = Instrument(
        id="by_half",
        version="1",
        title="By half",
        purpose=Purpose.SUPERVISION,
        for_whom="nobody",
        not_for="anybody",
        source=SOURCE,
        unvalidated="invented",
        items=(Item("n", "", Whole(0, 9)),),
        values=(half,),
        scales=(
            Points(
                "a",
                "",
                table=table(("a",), by_range(half, (0, 0, (3,)), (1, 4, (5,)))),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )
    frame = pl.DataFrame({"n": [0, 1, 2, 3, 8]})

    found = rows_of(engine, score_frame(by_half, frame_of(engine, frame), on=ON))

    # 0, a half, 1, one and a half, 4
    assert ["scored", "invalid", "scored", "invalid", "scored"] == [
        each["a_status"] for each in found
    ]
    assert [3, 5, 5] == [found[at]["a_score"] for at in (0, 2, 4)]


def test_a_lazy_frame_is_not_collected():
    def fail(_):
        raise AssertionError("the frame was collected")

    lazy = pl.LazyFrame([NOTHING]).map_batches(
        fail, schema=pl.DataFrame([NOTHING]).schema
    )

    scored = score_frame(PSA, lazy, on=ON)

    assert isinstance(scored, pl.LazyFrame)


def test_a_pandas_frame_keeps_its_index():
    pandas = pytest.importorskip("pandas", reason="its index is what this is about")
    frame = pandas.DataFrame([NOTHING, NOTHING], index=["y", "x"])

    assert ["y", "x"] == list(score_frame(PSA, frame, on=ON).index)


def test_every_reason_is_said_at_once():
    frame = pl.DataFrame(
        {
            "age_at_arrest": [[1]],
            "fta_score": [1],
            "_supervise_x": [1],
            "assessment_date": [datetime(2026, 1, 5, tzinfo=UTC)],
        }
    )

    found = reasons(PSA, frame)

    assert 4 == len(found)
    assert "column 'age_at_arrest' is of type List(Int64)" in found[0]
    assert "column 'assessment_date' is of type Datetime" in found[1]
    assert "column 'fta_score' has the name of a result; rename or drop it" in found
    assert found[3].startswith("column '_supervise_x' begins with '_supervise_'")


def test_without_any_date_of_assessment_a_frame_is_refused():
    (reason,) = reasons(PSA, pl.DataFrame([NOTHING]))

    assert "no date of assessment: give `on`, or a column 'assessment_date'" == reason


@pytest.mark.parametrize("engine", engines(*EAGER, "polars lazy", "duckdb"))
def test_a_column_of_dates_in_which_nothing_stands_is_a_missing_date(engine):
    table = pl.DataFrame([NOTHING | {"assessment_date": None}] * 2)

    found = rows_of(engine, score_frame(PSA, frame_of(engine, table)))

    for each in found:
        assert "missing" == each["fta_status"]
        assert "assessment_date:missing" in each["problems"].split(";")


def test_what_is_no_frame_is_refused():
    assert ("dict is no data frame that is known here",) == reasons(PSA, {}, on=ON)


def test_two_columns_of_one_name_are_refused():
    pandas = pytest.importorskip("pandas", reason="it lets two columns have one name")
    frame = pandas.DataFrame([[40, 41]], columns=["age_at_arrest", "age_at_arrest"])
    expected = ("two columns have one name; rename or drop one",)

    assert expected == reasons(PSA, frame, on=ON)
    with pytest.raises(FrameRefused) as refused:
        movements(PSA, PSA, frame, on=ON)
    assert expected == refused.value.reasons


@pytest.mark.parametrize("engine", engines(*ENGINES))
def test_a_row_in_which_nothing_is_answered_is_missing(engine):
    # No engine can tell the type of such a column.
    table = pl.DataFrame({"age_at_arrest": [None, None]})

    found = rows_of(engine, score_frame(PSA, frame_of(engine, table), on=ON))

    assert ["missing", "missing"] == [row["fta_status"] for row in found]


def test_a_frame_without_columns_is_refused():
    (reason,) = reasons(PSA, pl.DataFrame(), on=ON)

    assert "it has no columns, and so no rows; give it the answers" == reason


def test_a_model_of_a_plugin_is_not_asked_row_by_row():
    item = Item("one", "", YesNo())
    boxed = Instrument(
        id="boxed",
        version="1",
        title="Boxed",
        purpose=Purpose.SUPERVISION,
        for_whom="nobody",
        not_for="anybody",
        source=SOURCE,
        unvalidated="it is invented",
        items=(item,),
        scales=(
            BlackBox(
                "box",
                "",
                model="invented 1",
                reports=Reports.POINTS,
                requires=(item,),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    (reason,) = reasons(boxed, pl.DataFrame({"one": [True]}), on=ON)

    assert "scale 'box' of 'boxed' is scored by a plugin's model" in reason
    assert "score such rows by a registry" in reason


def test_an_instrument_that_is_given_twice_is_scored_once():
    columns = score_frame((PSA, PSA), pl.DataFrame([NOTHING]), on=ON).columns

    assert [*NOTHING, *result_columns([PSA])] == columns


def test_instruments_are_scored_after_those_that_they_consume():
    frame = pl.DataFrame({"moved": [True], "depth": [1]})

    scored = score_frame((CONSUMING, EVERYTHING), frame, on=ON)

    added = [name for name in scored.columns if name not in frame.columns]
    assert list(result_columns((EVERYTHING, CONSUMING))) == added


def test_what_an_instrument_consumes_is_not_there_unless_it_is_given():
    frame = pl.DataFrame({"moved": [True], "depth": [1]})

    (row,) = score_frame(CONSUMING, frame, on=ON).rows(named=True)

    assert "missing" == row["added_status"]
    assert "everything.twice.percent:dependency" in row["problems"]


def test_a_moment_is_no_date_of_assessment():
    with pytest.raises(TypeError, match="the date of the assessment"):
        score_frame(PSA, pl.DataFrame([NOTHING]), on=datetime(2026, 1, 5, tzinfo=UTC))


def test_at_least_one_instrument_is_named():
    with pytest.raises(TypeError, match="no instrument is given"):
        score_frame((), pl.DataFrame([NOTHING]), on=ON)


def short(item, *ids):
    """An instrument that counts one yes, on scales of these names."""
    scales = [
        Points(
            id, "", table=table((id,), row(item.yes, 1)), missing=NONE_MAY_BE_MISSING
        )
        for id in ids
    ]
    return attrs.evolve(
        CONSUMING, id="short", items=(item,), consumes=(), scales=tuple(scales)
    )


def test_results_of_one_name_are_refused():
    # Where two have a scale 'fta', that of the first is called 'psa_fta'.
    other = short(Item("one", "", YesNo()), "fta", "psa_fta")

    found = reasons((PSA, other), pl.DataFrame([NOTHING]), on=ON)

    assert (
        "two results would be called 'psa_fta_status'; score the instruments apart"
        in (found)
    )


def test_a_column_of_several_types_is_refused_by_its_name_alone():
    pandas = pytest.importorskip("pandas", reason="its columns may hold anything")
    frame = pandas.DataFrame([NOTHING, NOTHING])
    frame["age_at_arrest"] = pandas.Series([40, "CANARY"], dtype=object)

    (reason,) = reasons(PSA, frame, on=ON)

    assert (
        "column 'age_at_arrest' holds values of several types; make it one type"
        == reason
    )


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_two_columns_of_one_name_are_refused_in_dask_too():
    pandas = pytest.importorskip("pandas", reason="it lets two columns have one name")
    dask = pytest.importorskip("dask.dataframe", reason="it is what is refused")
    frame = pandas.DataFrame([[40, 41]], columns=["age_at_arrest", "age_at_arrest"])
    expected = ("two columns have one name; rename or drop one",)

    assert expected == reasons(PSA, dask.from_pandas(frame, npartitions=1), on=ON)


class Elsewhere:
    """An invented engine that narwhals knows, and that nothing here was tested with."""

    _implementation = nw.Implementation.IBIS

    def __narwhals_lazyframe__(self):
        return self

    def _with_version(self, version):
        self._version = version
        return self

    def collect_schema(self):
        return {}


def test_an_engine_that_was_not_tested_is_refused_with_the_way_out():
    assert ("ibis is not tested; use polars, DuckDB or pyarrow",) == reasons(
        PSA, Elsewhere(), on=ON
    )


def test_an_engine_that_is_not_installed_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)

    with pytest.raises(MissingPackage, match="pip install"):
        ready(Engine.DUCKDB)


def test_what_an_engine_itself_lacks_is_not_taken_for_the_engine(monkeypatch, tmp_path):
    (tmp_path / "duckdb.py").write_text("import a_package_that_is_nowhere\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "duckdb", raising=False)

    with pytest.raises(ModuleNotFoundError, match="a_package_that_is_nowhere"):
        ready(Engine.DUCKDB)


def test_without_narwhals_the_room_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    monkeypatch.delitem(sys.modules, "supervise.batch")

    with pytest.raises(MissingPackage, match="batch"):
        import_module("supervise.batch")


def test_where_nothing_can_be_wrong_there_are_no_problems():
    # A yes/no column holds nothing else, and the form counts a blank as no.
    item = Item("one", "", YesNo(blank=Blank(False, "p. 1")))
    frame = pl.DataFrame({"one": [True, False, None]})

    scored = score_frame(short(item, "sum"), frame, on=ON)

    assert [("scored", 1, None), ("scored", 0, None), ("scored", 0, None)] == (
        scored.select("sum_status", "sum_score", "problems").rows()
    )


@pytest.mark.parametrize("ask", (bool, lambda cells: cells and cells))
def test_an_expression_has_no_truth_of_its_own(ask):
    with pytest.raises(TypeError, match="has no truth value"):
        ask(Column("one").equals(1))
