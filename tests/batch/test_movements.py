"""The movements of a frame are those that the migration report counts person by person."""

import attrs
import pytest

from supervise.batch import movements
from supervise.batch.level_schemes import scheme_of
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


# AUDIT-C has levels for each group, OVP1 has them of its percent.
@pytest.mark.parametrize("id", ("audit_c", "ovp1"))
def test_levels_of_a_group_and_of_a_percent_are_counted_as_levels(id):
    old = instrument(id)
    new = attrs.evolve(old, version="invented")
    on, (scale, *_) = old.examples[0].on, old.scales
    people = [(str(n), each.answers, on) for n, each in enumerate(old.examples)]
    report = migration_report(old, new, people)
    frame = pl.DataFrame([answers for _, answers, _ in people])

    found = movements(old, new, frame, on=on, scales={scale.id: scale.id})

    assert [each for each in report.movements if each.scale == scale.id] == [*found]
    assert {each.old for each in found} <= {*scheme_of(old, scale).codes, "missing"}


def test_scores_that_are_no_whole_numbers_are_not_counted():
    # A line from points to percents is no level, and its points are read as a number.
    old = instrument("ovp1")

    with pytest.raises(FrameRefused, match="scale 'ovp1_one_year' has no levels"):
        movements(old, old, pl.DataFrame({"a": [1]}), on=old.examples[0].on)


def test_a_frame_of_dask_is_refused_with_the_way_out():
    pytest.importorskip("dask.dataframe", reason="it is what is refused")
    table = pl.DataFrame({"case": ["a"]})

    with pytest.raises(FrameRefused, match="counted from its Parquet files by polars"):
        movements(OLD, NEW, frame_of("dask", table))
