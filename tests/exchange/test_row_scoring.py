"""A row is scored by an instrument and by all that it consumes; a failure stays in its row."""

from datetime import date, datetime, time

import pytest

from supervise.errors import PluginError
from supervise.exchange.columns import result_columns
from supervise.exchange.row_files import FileFormat, FileRow
from supervise.exchange.row_scoring import RowScoring, plain_cell
from supervise.plugins import Registry
from tests.plugins.samples import consuming, instrument

ON = date(2026, 1, 5)
FIRST = instrument("first", "work", "home")
SECOND = consuming("second", "first")
REGISTRY = Registry.of(FIRST, SECOND)


def scoring(registry=REGISTRY, **options):
    return RowScoring(
        registry=registry, id="second", file_format=FileFormat.CSV, on=ON, **options
    )


def results(scoring, **cells):
    values = scoring.results(FileRow(1, cells))
    columns = result_columns(scoring.instruments)
    return dict(zip(columns, values, strict=True))


def test_what_an_instrument_consumes_is_scored_from_the_same_row_and_written_before_it():
    found = results(scoring(), work="Y", home="Y", asked="Y")

    # Two yeses in the first; the second adds its own one to them.
    assert (2, 3) == (found["first_total_score"], found["total_score"])
    assert next(iter(found)) == "first_total_status"


def test_the_problems_of_all_instruments_stand_in_one_column_each_once():
    found = results(scoring(), work="", home="y", asked="")

    assert (
        "work:missing;home:wrong_type;asked:missing;first.total.score:dependency"
        == found["problems"]
    )
    assert ("invalid", "missing") == (
        found["first_total_status"],
        found["total_status"],
    )


def test_a_plugin_that_fails_on_one_row_does_not_stop_the_next(monkeypatch):
    whole = scoring()
    plain = Registry.sheets

    def failing(self, id, answers, *, on):
        if answers.get("work") is True:
            raise PluginError("plugin 'p'", "supervise_score", "raised KeyError")
        return plain(self, id, answers, on=on)

    monkeypatch.setattr(Registry, "sheets", failing)

    bad = results(whole, work="Y", home="N", asked="N")
    good = results(whole, work="N", home="N", asked="N")

    assert ("invalid", "second:not_covered") == (bad["total_status"], bad["problems"])
    assert ("scored", 0) == (good["total_status"], good["total_score"])


@pytest.mark.parametrize("fault", ("has 1 cells where the header has 3",))
def test_a_row_that_is_not_made_like_the_others_has_that_one_problem(fault):
    whole = scoring()

    values = whole.results(FileRow(1, {"work": "Y"}, fault))

    assert "row:wrong_type" == values[-1]
    assert "invalid" == values[0]


@pytest.mark.parametrize(
    ("cell", "plain"),
    (
        (float("nan"), None),
        (datetime.combine(date(2026, 1, 5), time()), date(2026, 1, 5)),
        (datetime.combine(date(2026, 1, 5), time(9)),) * 2,
        (1.5, 1.5),
    ),
)
def test_a_typed_cell_is_a_date_at_midnight_and_nothing_where_it_is_no_number(
    cell, plain
):
    assert plain == plain_cell(cell)
