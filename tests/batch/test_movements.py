"""The movements of a frame are those that the migration report counts person by person."""

import attrs
import pytest

from supervise.batch import movements
from supervise.errors import FrameRefused, NothingToCompare
from supervise.instruments import bands
from supervise.instruments.analysis import migration_report
from tests.batch.engines import engines, frame_of
from tests.instruments.declared import VECTORS, answers_in, instrument, on_in, rows

pl = pytest.importorskip("polars", reason="the frames are made with polars")

OLD = instrument("ogrs4")
COUNTED = ("polars", "polars lazy", "pyarrow", "pandas", "duckdb", "pyspark")


def with_an_edge_moved():
    """The same instrument, whose medium level of one scale begins 5 percent later: invented."""
    scale = OLD.scale("arp_static")
    low, medium, *rest = scale.bands.bands
    edge = f"{float(low.highest) + 5:.2f}"
    moved = bands(
        scale.bands.scheme,
        attrs.evolve(low, highest=edge),
        attrs.evolve(medium, lowest=f"{float(edge) + 0.01:.2f}"),
        *rest,
        citation="Invented",
    )
    scales = (
        attrs.evolve(each, bands=moved) if each.id == scale.id else each
        for each in OLD.scales
    )
    return attrs.evolve(OLD, version="invented", scales=tuple(scales), examples=())


NEW = with_an_edge_moved()
PEOPLE = rows(VECTORS / "ogrs4.csv")


@pytest.mark.parametrize("engine", engines(*COUNTED))
def test_the_counts_are_those_of_the_report(engine):
    table = pl.DataFrame(PEOPLE, schema=dict.fromkeys(PEOPLE[0], pl.String))
    people = [(row["case"], answers_in(OLD, row), on_in(row)) for row in PEOPLE]
    expected = migration_report(OLD, NEW, people)

    found = movements(OLD, NEW, frame_of(engine, table))

    assert expected.movements == found
    assert expected.changed("arp_static") > 0


def test_without_a_scale_in_common_it_says_that_nothing_is_compared():
    with pytest.raises(NothingToCompare, match="give `scales`"):
        movements(instrument("ogrs3"), OLD, pl.DataFrame({"case": ["a"]}))


def test_a_frame_of_dask_is_refused_with_the_way_out():
    pytest.importorskip("dask.dataframe", reason="it is what is refused")
    table = pl.DataFrame({"case": ["a"]})

    with pytest.raises(FrameRefused, match="counted from its Parquet files by polars"):
        movements(OLD, NEW, frame_of("dask", table))
