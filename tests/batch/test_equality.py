"""Every row of a frame scores as one person does: statuses, levels, percents, problems, all.

Frames with every type of column are drawn, with answers missing, impossible, contradictory and at
the edge; each row is compared with the one-person engine.
"""

from datetime import date, datetime, time

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from supervise.batch import partitions, score_frame
from supervise.batch.frames import batch_of
from supervise.errors import FrameRefused
from supervise.exchange.row_scoring import ASSESSMENT_DATE
from supervise.instruments import ALL_SCALES, Instrument, Points, Rule, named, score
from supervise.plugins import Registry
from supervise.rules import (
    NO_ANSWER,
    CodeTable,
    answered,
    by_code,
    certainly,
    count,
    first_known,
    first_match,
    looked_up,
    row,
    stated,
    table,
)
from supervise.sources import Purpose
from tests.batch.columns_of_answers import answers_in, tables, text_rows
from tests.batch.engines import ENGINES, engines, frame_of, rows_of
from tests.batch.expected import by_sheets, by_text, differences
from tests.batch.invented import (
    EVERYTHING,
    INVENTED,
    NONE,
    SOURCE,
    depth,
    group,
    moved,
    work,
)
from tests.instruments.declared import instruments

polars = pytest.importorskip("polars", reason="the frames are made with polars")

ON = date(2026, 3, 31)
REGISTRY = Registry.of(*instruments(), *INVENTED)
IDS = tuple(REGISTRY.instruments)
ROWS = 8
QUICK = settings(
    max_examples=3,
    deadline=None,
    # A frame of a failing row is made smaller by hand: each step would be a query of an engine.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# The first example of a strategy is its simplest; those that follow are drawn.
FEW = settings(QUICK, max_examples=2)


def typed(table):
    return polars.DataFrame(
        {"row": range(ROWS)}
        | {
            id: polars.Series(id, cells, dtype=getattr(polars, sort), strict=True)
            for id, (sort, cells) in table.items()
        }
    )


def as_text(rows):
    table = polars.DataFrame(rows, schema=dict.fromkeys(rows[0], polars.String))
    return table.with_row_index("row")


def compared(engine, id, table, expected, on):
    """Where a frame of an engine differs from the one-person engine."""
    chain = REGISTRY.chain(id)
    scored = score_frame(chain, frame_of(engine, table), on=on)
    found = rows_of(engine, scored)
    assert list(range(ROWS)) == [row["row"] for row in found]
    return differences(chain, found, expected)


@pytest.mark.parametrize("id", IDS)
@QUICK
@given(data=st.data())
def test_typed_columns_score_as_one_person_does(id, data):
    chain = REGISTRY.chain(id)
    table = data.draw(tables(chain, ROWS))
    expected = by_sheets(chain, answers_in(chain, table, ROWS), ON)

    assert [] == compared("polars", id, typed(table), expected, ON)


@pytest.mark.parametrize("id", IDS)
@FEW
@given(data=st.data())
def test_text_columns_score_as_a_file_of_text_does(id, data):
    chain = REGISTRY.chain(id)
    on = data.draw(st.sampled_from((None, ON)))
    rows = data.draw(text_rows(chain, ROWS, ASSESSMENT_DATE))

    assert [] == compared("polars", id, as_text(rows), by_text(chain, rows, on), on)


# Each plan is tested with every instrument. pyarrow, pandas, Dask and Spark hand their rows to
# the plan of polars; what is their own is their types.
THROUGHOUT = ("polars streaming", "duckdb")
AT_THE_EDGE = tuple(
    engine for engine in ENGINES if engine not in ("polars", *THROUGHOUT)
)
TELLING = ("everything", "consuming", "psa")


def alike(engine, id, data):
    chain = REGISTRY.chain(id)
    table = data.draw(tables(chain, ROWS))
    expected = by_sheets(chain, answers_in(chain, table, ROWS), ON)

    assert [] == compared(engine, id, typed(table), expected, ON)


@pytest.mark.parametrize("engine", engines(*THROUGHOUT))
@pytest.mark.parametrize("id", IDS)
@FEW
@given(data=st.data())
def test_typed_columns_score_alike_on_engines(engine, id, data):
    alike(engine, id, data)


@pytest.mark.parametrize("engine", engines(*AT_THE_EDGE))
@pytest.mark.parametrize("id", TELLING)
@FEW
@given(data=st.data())
def test_typed_columns_of_other_types_score_alike(engine, id, data):
    alike(engine, id, data)


MAY_BE_SILENT = first_match((moved.yes, "a"), (depth > 2, "b"), otherwise=NO_ANSWER)
SILENT = named("silent", MAY_BE_SILENT)
# What can be asked of a rule that may have no answer, by its name and as it stands.
ASKED = {
    "is it": SILENT.is_("a"),
    "is it not": ~SILENT.is_("a"),
    "is it not, as it stands": ~MAY_BE_SILENT.is_("a"),
    "is it another": ~SILENT.same_as(group),
    "is it the same, as it stands": MAY_BE_SILENT.same_as(group),
    "has it an answer": answered(SILENT),
    "has it none": ~answered(SILENT),
    "does it, or else what is known, say so": ~first_known(SILENT, group).is_("a"),
    "is what stands here it": stated("a").is_("a"),
    "is what stands here not it": ~stated(NO_ANSWER).is_("a"),
    "are a yes and a code alike": moved.same_as(group),
}


def asking(condition):
    scale = Points(
        "asked",
        "",
        table=table(("asked",), row(condition, 2), row(depth**0, 1)),
        **NONE,
    )
    return Instrument(
        id="asking",
        version="1",
        title="Asking",
        purpose=Purpose.SUPERVISION,
        for_whom="nobody",
        not_for="anybody",
        source=SOURCE,
        unvalidated="it is invented",
        items=(moved, depth, group),
        values=(SILENT,),
        scales=(scale,),
    )


@pytest.mark.parametrize("condition", ASKED.values(), ids=ASKED)
def test_a_rule_that_has_no_answer_is_asked_as_for_one_person(condition):
    chain = (asking(condition),)
    rows = [
        {"moved": one, "depth": two, "group": three}
        for one in (True, False, None)
        for two in (0, 3, None)
        for three in ("a", "b", None)
    ]
    types = {"moved": polars.Boolean, "depth": polars.Int64, "group": polars.String}
    expected = by_sheets(chain, rows, ON)

    scored = score_frame(chain, polars.DataFrame(rows, schema=types), on=ON)

    assert [] == differences(chain, scored.rows(named=True), expected)
    assert {"scored", "missing"} == set(scored["asked_status"])


def test_rows_of_a_yes_and_a_no_count_as_for_one_person():
    scale = attrs.evolve(
        asking(SILENT.is_("a")).scales[0],
        table=table(("asked",), by_code(moved, {True: (2,), False: (1,)})),
    )
    chain = (attrs.evolve(asking(SILENT.is_("a")), scales=(scale,)),)
    rows = [{"moved": True}, {"moved": False}, {"moved": None}]

    scored = score_frame(chain, polars.DataFrame(rows), on=ON)

    # By hand: two for yes, one for no, and nothing where nobody answered.
    assert [2, 1, None] == scored["asked_score"].to_list()
    found = scored.rows(named=True)
    assert [] == differences(chain, found, by_sheets(chain, rows, ON))


SORTS = CodeTable("sorts", "sort", (("a", "theft"), ("b", "fraud")))
LOOKED_UP = looked_up(group, SORTS)  # "c" can be recorded, and is not listed
SORT = named("sort", LOOKED_UP)
NUMBERED = looked_up(work, CodeTable("numbers", "sort", (("1", "x"), ("02", "x"))))
# By hand, for the group "c" with no move and a depth of 3: neither *is* nor *is not* holds,
# so a condition counts nothing; a row whose number is not known makes the scale invalid.
OF_A_TABLE = {
    "is": (row(LOOKED_UP.is_("theft"), 2), 0),
    "is not": (row(~LOOKED_UP.is_("theft"), 2), 0),
    "is not, by name": (row(~SORT.is_("theft"), 2), 0),
    "is not, or moved": (row(~SORT.is_("theft") | ~moved.yes, 2), 2),
    "is it known": (row(~answered(SORT), 2), 2),
    "is certainly not": (row(~certainly(SORT.is_("theft")), 2), 2),
    "a number where it is not": (row(depth.when(~SORT.is_("theft")), 2), None),
    "one of two": (row(count(~SORT.is_("theft"), moved.yes), 2), None),
    "a first match": (row(first_match((SORT.is_("theft"), 1), otherwise=3), 2), None),
    "an earlier match": (
        row(first_match((~moved.yes, 2), (SORT.is_("theft"), 1), otherwise=3), 2),
        4,
    ),
    "rows of its codes": (by_code(SORT, {"theft": (1,), "fraud": (2,)}), None),
    "a table of numbers": (row(NUMBERED.is_("x"), 2), 2),
}
# By hand, for the group "b" with a depth of 0 where nobody said whether there was a move:
# what waits for the move is unknown, and what stands after it counts. Three where it holds.
UNKNOWN_INSIDE = {
    "a match": (~first_known(MAY_BE_SILENT, group).is_("b"), 1),
    "a named match": (~first_known(SILENT, group).is_("b"), 1),
    "a number where it is": (first_known(depth.when(moved.yes), 1) >= 1, 3),
    "a match of numbers": (
        first_known(first_match((moved.yes, 1), (depth > 2, 2), otherwise=0), 5) >= 2,
        3,
    ),
    "a match for certain": (certainly(~MAY_BE_SILENT.is_("b")), 1),
}


def every_row():
    return [
        {"moved": one, "depth": two, "group": three, "work": 1}
        for one in (True, False, None)
        for two in (0, 3, None)
        for three in ("a", "b", "c", None)
    ]


def compared_in_three(declared):
    """Rows that differ between one person, their explanation and the frame; and all rows."""
    chain, items = (declared,), [item.id for item in declared.items]
    rows = [{id: each[id] for id in items} for each in every_row()]
    sheets = [score(declared, each, on=ON) for each in rows]
    unexplained = [
        each
        for each, sheet in zip(rows, sheets, strict=True)
        if sheet["asked"].raw is not None
        and sheet["asked"].raw
        != sum(part.amount for part in sheet["asked"].contributions)
    ]
    found = score_frame(chain, polars.DataFrame(rows), on=ON).rows(named=True)
    return [
        *unexplained,
        *differences(chain, found, by_sheets(chain, rows, ON)),
    ], sheets


@pytest.mark.parametrize(("asked", "expected"), OF_A_TABLE.values(), ids=OF_A_TABLE)
def test_what_a_table_does_not_list_is_unknown_wherever_it_is_asked(asked, expected):
    declared = asking(moved.yes)
    scale = attrs.evolve(
        declared.scales[0],
        table=table(("asked",), asked, *(row(of, 0) for of in (depth, work))),
    )
    declared = attrs.evolve(
        declared,
        items=(*declared.items, work),
        values=(*declared.values, SORT),
        scales=(scale,),
    )

    differing, sheets = compared_in_three(declared)

    place = every_row().index({"moved": False, "depth": 3, "group": "c", "work": 1})
    assert [] == differing
    assert expected == sheets[place]["asked"].raw


@pytest.mark.parametrize(
    ("condition", "expected"), UNKNOWN_INSIDE.values(), ids=UNKNOWN_INSIDE
)
def test_the_first_that_is_known_is_not_one_of_which_too_little_is_known(
    condition, expected
):
    differing, sheets = compared_in_three(asking(condition))

    place = every_row().index({"moved": None, "depth": 0, "group": "b", "work": 1})
    assert [] == differing
    assert expected == sheets[place]["asked"].raw


def test_a_rule_about_a_code_that_is_not_listed_is_not_broken():
    rule = Rule(
        "known",
        SORT.is_("theft"),
        "is theft",
        about=group,
        blocks=ALL_SCALES,
        remedy="correct the group",
    )
    declared = asking(moved.yes)
    declared = attrs.evolve(declared, values=(*declared.values, SORT), rules=(rule,))

    differing, sheets = compared_in_three(declared)

    rows = zip(every_row(), sheets, strict=True)
    broken = {
        row["group"]
        for row, sheet in rows
        if sheet.problems and None not in row.values()
    }
    assert ([], {"b"}) == (differing, broken)


def test_the_first_of_several_is_found_where_another_has_no_column():
    rows = [{"sort": "theft"}, {"sort": "fraud"}, {"sort": None}]
    frame = polars.DataFrame(rows)

    found = score_frame(EVERYTHING, frame, on=ON).rows(named=True)

    assert [] == differences((EVERYTHING,), found, by_sheets((EVERYTHING,), rows, ON))


def test_two_rules_that_may_have_no_answer_are_not_compared_on_columns():
    with pytest.raises(FrameRefused, match="score these rows one by one"):
        score_frame(
            asking(SILENT.same_as(MAY_BE_SILENT)),
            polars.DataFrame({"moved": [True], "depth": [0], "group": ["a"]}),
            on=ON,
        )


@pytest.mark.parametrize("sort", ("Int8", "Boolean", "Date", "String", "Datetime"))
def test_a_column_of_any_type_is_read_for_every_item(sort):
    # Where a type holds no answer to an item, every cell of it is wrong.
    cells = {
        "Int8": 1,
        "Boolean": True,
        "Date": date(2020, 1, 5),
        "String": "Y",
        "Datetime": datetime.combine(date(2020, 1, 5), time()),
    }
    chain = (EVERYTHING,)
    columns = {
        item.id: (sort, [cells[sort], None] * (ROWS // 2)) for item in EVERYTHING.items
    }
    expected = by_sheets(chain, answers_in(chain, columns, ROWS), ON)

    scored = score_frame(chain, typed(columns), on=ON)

    assert [] == differences(chain, scored.rows(named=True), expected)


def test_without_polars_the_rows_of_pandas_are_scored_by_pyarrow(monkeypatch):
    pytest.importorskip("pandas", reason="its rows are what is scored")
    rows = [{"moved": True, "depth": 3, "why": None}, {"moved": False, "depth": 0}]
    table = polars.DataFrame(rows, schema_overrides={"why": polars.Null})
    expected = by_sheets((EVERYTHING,), rows, ON)
    monkeypatch.setattr(partitions, "find_spec", lambda _: None)

    for engine in ("pandas of arrow", "pyarrow"):
        scored = score_frame(EVERYTHING, frame_of(engine, table), on=ON)

        found = rows_of(engine, scored)
        assert [] == differences((EVERYTHING,), found, expected)


def test_the_parts_of_a_spark_partition_are_scored_in_their_order(monkeypatch):
    # Parts of one row come in, and no more than 2 rows are scored at once: 2, 2 and 1.
    monkeypatch.setattr(partitions, "ROWS_AT_ONCE", 2)
    together, in_arrow = [], partitions.in_arrow
    monkeypatch.setattr(
        partitions,
        "in_arrow",
        lambda batch, part: together.append(len(part)) or in_arrow(batch, part),
    )
    rows = [{"moved": True, "depth": depth} for depth in (0, 3, 1, 2, 5)]
    records = iter(polars.DataFrame(rows).to_arrow().to_batches(max_chunksize=1))
    batch = batch_of((EVERYTHING,), ON)

    found = list(partitions.in_spark_partition(batch, records))

    assert [2, 2, 1] == together
    assert [] == differences(
        (EVERYTHING,),
        [row for part in found for row in part.to_pylist()],
        by_sheets((EVERYTHING,), rows, ON),
    )
    assert [] == list(partitions.in_spark_partition(batch, iter(())))
