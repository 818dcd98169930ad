"""Instruments that consume others: scored by a registry, in one order everywhere."""

import os
import subprocess
import sys

import pytest

from supervise.plugins import Registry
from tests.instruments.declared import VECTORS, answers_in, instrument, on_in, rows

REGISTRY = Registry.builtin()
CHAIN = ("ogrs4", "osp_dc", "osp_iic", "csrp", "pni")
PRINT_CHAIN = """
from supervise.plugins import Registry
print(*(each.id for each in Registry.builtin().chain("pni")))
"""


def union(row, *ids):
    answers = {}
    for id in ids:
        answers |= answers_in(instrument(id), row)
    return answers


def test_what_is_consumed_is_scored_from_the_same_answers():
    row = rows(VECTORS / "osp_rsr.csv")[0]

    sheet = REGISTRY.score("csrp", union(row, *CHAIN[:4]), on=on_in(row))

    result = sheet["csrp"]
    assert (float(row["expected_rsr_percent"]), "dynamic") == (
        result.percent,
        result.basis,
    )
    assert ["serious violence (svrp)", "direct contact (osp_dc)"] == [
        each.label for each in result.contributions
    ][:2]


def test_the_basis_is_static_where_the_dynamic_predictor_lacks_an_answer():
    row = rows(VECTORS / "osp_rsr.csv")[0]
    answers = union(row, *CHAIN[:4])
    del answers["temper_control"]

    result = REGISTRY.score("csrp", answers, on=on_in(row))["csrp"]

    expected = (
        float(row["expected_svrp_static_percent"])
        + float(row["expected_osp_dc_percent"])
        + float(row["expected_osp_iic_percent"])
    )
    assert ("static", round(expected, 2)) == (result.basis, result.percent)


@pytest.mark.parametrize("seed", ("1", "2", "3"))
def test_the_order_is_that_of_the_declarations_in_every_process(seed):
    there = subprocess.run(
        [sys.executable, "-c", PRINT_CHAIN],
        env=os.environ
        | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )

    assert CHAIN == tuple(there.stdout.split())
