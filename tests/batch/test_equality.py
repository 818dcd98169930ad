"""Every row of a frame scores as one person does: statuses, levels, percents, problems, all.

Frames with every type of column are drawn, with answers missing, impossible, contradictory and at
the edge; each row is compared with the one-person engine.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from supervise.batch import score_frame
from supervise.exchange.row_scoring import ASSESSMENT_DATE
from supervise.plugins import Registry
from tests.batch.columns_of_answers import answers_in, tables, text_rows
from tests.batch.engines import ENGINES, engines, frame_of, rows_of
from tests.batch.expected import by_sheets, by_text, differences
from tests.batch.invented import INVENTED
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
