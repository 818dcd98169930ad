"""A policy over a scored frame says of each row what `recommend` says of a person."""

from datetime import date

import pytest

from supervise.batch import policies, recommend_frame, row_by_row, score_frame
from supervise.batch.policies import RowsRecommended
from supervise.errors import FrameRefused
from supervise.exchange.columns import named_problems
from supervise.exchange.row_files import FileFormat, FileRow
from supervise.exchange.row_scoring import RowScoring
from supervise.intensity import FactInput, recommend
from supervise.plugins import Registry
from tests.batch.engines import ENGINES, engines, frame_of, rows_of
from tests.instruments.declared import VECTORS, instrument, rows

pl = pytest.importorskip("polars", reason="the frames are made with polars")

ON = date(2026, 9, 1)
REGISTRY = Registry.builtin()
POLICY = REGISTRY.policy("hmpps_tier_v3")
CHAIN = REGISTRY.chain("csrp")
FACTS = {
    "active_sentence": [True, True, True, False, None],
    "serious_harm": ["high", "low", "very_high", "medium", "no such harm"],
    "stalking": [False, True, None, False, False],
    "released_on": [None, date(2026, 3, 1), None, None, None],
}
COLUMNS = [f"{POLICY.id}_{part}" for part in (
    "status", "intensity", "standing", "decided_by", "problems",
)]  # fmt: skip


YES_OR_NO = {"Y": True, "N": False, "": None}


def people():
    """People of the published vectors as text, with invented facts of their cases."""
    items = {item.id for each in CHAIN for item in each.items}
    return [
        {name: text for name, text in row.items() if name in items}
        | {name: values[n % len(values)] for name, values in FACTS.items()}
        for n, row in enumerate(rows(VECTORS / "osp_rsr.csv")[:60])
    ]


def table():
    """The same as a frame; the fact that an item asks for too has its own type."""
    frame = pl.DataFrame(people(), infer_schema_length=None)
    known = pl.col("ever_sexual_offence").replace_strict(
        YES_OR_NO, return_dtype=pl.Boolean
    )
    return frame.with_columns(known)


def by_person():
    """What `recommend` says of each, from the sheets of the one-person engine."""
    scoring = RowScoring(
        registry=REGISTRY, id="csrp", file_format=FileFormat.CSV, on=ON
    )
    facts = [each.id for each in POLICY.inputs if isinstance(each, FactInput)]
    found = []
    for number, row in enumerate(people(), 1):
        sheets = scoring.sheets(FileRow(number, row))
        known = row | {"ever_sexual_offence": YES_OR_NO[row["ever_sexual_offence"]]}
        given = {id: known[id] for id in facts if known.get(id) is not None}
        said = recommend(POLICY, sheets, given, on=ON)
        found.append(
            (
                said.status.value,
                said.intensity.code if said.intensity else None,
                said.standing or None,
                said.decided_by or None,
                named_problems(said.problems) or None,
            )
        )
    return found


@pytest.mark.parametrize("engine", engines(*(e for e in ENGINES if e != "duckdb")))
def test_each_row_has_the_recommendation_of_a_person(engine):
    scored = score_frame(CHAIN, frame_of(engine, table()), on=ON)

    found = rows_of(engine, recommend_frame(POLICY, CHAIN, scored, on=ON))

    expected = by_person()
    assert expected == [tuple(row[name] for name in COLUMNS) for row in found]
    assert {"recommended", "standing", "invalid"} <= {row[0] for row in expected}


def test_equal_facts_of_other_types_are_not_taken_for_one_another():
    policy = REGISTRY.policy("hmpps_tier_v2_change")
    (fact, *_) = [each for each in policy.inputs if isinstance(each, FactInput)]
    rows_said = RowsRecommended(policy, (), (fact.id,), policy.in_force.start)

    said = list(rows_said([(True,), (1,), (1.0,), ([1],), (None,)]))

    alone = [next(rows_said([(cell,)])) for cell in (True, 1, 1.0, [1], None)]
    assert alone == said
    assert f"{fact.id}:wrong_type" in said[3][-1]


def test_rows_that_are_alike_are_asked_for_once(monkeypatch):
    asked = []
    monkeypatch.setattr(
        policies,
        "recommend",
        lambda *given, **on: asked.append(given) or recommend(*given, **on),
    )
    policy = REGISTRY.policy("hmpps_tier_v2_change")
    (fact, *_) = [each for each in policy.inputs if isinstance(each, FactInput)]
    rows_said = RowsRecommended(policy, (), (fact.id,), policy.in_force.start)

    said = list(rows_said([(True,), (False,), (True,)]))

    assert 2 == len(asked)
    assert said[0] == said[2]


def test_the_parts_of_a_spark_partition_are_answered_in_their_order():
    scored = score_frame(CHAIN, table(), on=ON)
    whole = recommend_frame(POLICY, CHAIN, scored, on=ON)
    added = []

    def catch(addition, frame):
        added.append(addition)
        return frame

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policies, "with_addition", catch)
        recommend_frame(POLICY, CHAIN, scored, on=ON)
    records = iter(scored.to_arrow().to_batches(max_chunksize=7))
    parts = list(row_by_row._in_spark_partition(added[0], records))

    assert len(parts) > 1
    assert whole[COLUMNS].rows() == pl.from_arrow(parts)[COLUMNS].rows()


def test_a_lazy_frame_stays_lazy():
    scored = score_frame(CHAIN, table().lazy(), on=ON)

    found = recommend_frame(POLICY, CHAIN, scored, on=ON)

    assert isinstance(found, pl.LazyFrame)
    assert COLUMNS == found.collect_schema().names()[-5:]


def test_a_frame_that_was_not_scored_is_refused():
    with pytest.raises(FrameRefused, match="it has no column 'arp_status'"):
        recommend_frame(POLICY, CHAIN, table(), on=ON)


def test_a_relation_of_duckdb_is_refused_with_the_way_out():
    duckdb = pytest.importorskip("duckdb", reason="it is what is refused")
    scored = score_frame(
        instrument("bc_crna"),
        duckdb.from_arrow(pl.DataFrame({"a": [1]}).to_arrow()),
        on=ON,
    )

    with pytest.raises(FrameRefused, match="take them as Arrow"):
        recommend_frame(
            REGISTRY.policy("bc_crna_supervision"), instrument("bc_crna"), scored, on=ON
        )
