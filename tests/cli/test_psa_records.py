"""A court's own records, renamed by the example script and scored by the PSA.

Expected values: the scores that the court recorded, in the shared folder. Its README says which
share of them a correct implementation reproduces, and why not all.
"""

import importlib.util

import pytest

from tests.cli.conftest import read
from tests.support.places import PROJECT

RECORDS = 946


@pytest.fixture(scope="module")
def example():
    path = PROJECT / "examples" / "score_psa_records.py"
    spec = importlib.util.spec_from_file_location("score_psa_records", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows(example, shared, tmp_path_factory):
    target = tmp_path_factory.mktemp("psa") / "scored.csv"

    status = example.score_records(
        shared / "data" / "psa_dane_interim.csv.gz", target, "2026-01-05"
    )

    assert 0 == status
    return read(target)


def differing(rows, scale):
    return [row for row in rows if row[f"recorded_{scale}"] != row[f"{scale}_score"]]


def test_every_record_has_its_scores(rows):
    assert RECORDS == len(rows)
    assert {"scored"} == {
        row[f"{scale}_status"] for row in rows for scale in ("fta", "nca", "nvca")
    }


def test_failure_to_appear_is_as_recorded_in_every_row(rows):
    assert [] == differing(rows, "fta")


def test_new_arrest_is_as_recorded_save_where_the_age_was_taken_later(rows):
    others = differing(rows, "nca")

    assert {"23"} == {row["age_at_arrest"] for row in others}
    assert len(others) <= 0.015 * RECORDS


def test_the_violence_flag_is_as_recorded_save_where_the_charge_was_another(rows):
    assert round(len(differing(rows, "nvca")) / RECORDS, 3) <= 0.003


def test_a_charge_of_either_kind_makes_the_offence_violent(example):
    record = dict.fromkeys(
        [*example.AS_IT_IS.values(), *example.YES_OR_NO_ITEMS.values()], "0"
    )
    charges = example.VIOLENT_CHARGES

    found = [
        example.answers_of({**record, charges[0]: one, charges[1]: other})
        for one, other in (("0", "0"), ("1", "0"), ("0", "1"))
    ]

    assert ["N", "Y", "Y"] == [each["current_violent_offence"] for each in found]
