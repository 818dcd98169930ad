"""The Ministry of Justice's published vectors: statuses, percents, bands and log-odds.

A sample stands in `vectors/`; all rows are run where the shared folder is present.
"""

from collections import Counter
from functools import cache

import pytest

from supervise.instruments import score
from tests.instruments.declared import (
    VECTORS,
    answers_in,
    instrument,
    on_in,
    rows,
)
from tests.support import places

SCALES = (
    "arp_static",
    "arp_dynamic",
    "vrp_static",
    "vrp_dynamic",
    "svrp_static",
    "svrp_dynamic",
)
ROWS = {"ogrs4": 4640, "ogrs4_missing": 926}
SAMPLED = {"ogrs4": 202, "ogrs4_missing": 206}
COVERED_SEX = ("M", "F", "")
CLOSE = 1e-9


@cache
def compared(path):
    """Every difference from the expected columns of a file, and how much was compared."""
    declared = instrument("ogrs4")
    differences, counted = [], Counter()
    for row in rows(path):
        sheet = score(declared, answers_in(declared, row), on=on_in(row))
        for scale in SCALES:
            counted[row[f"expected_{scale}_status"]] += 1
            differences += [
                (row["case"], scale, what)
                for what in differing(row, scale, sheet[scale])
            ]
    return differences, counted


def differing(row, scale, result):
    def expected(part):
        return row[f"expected_{scale}_{part}"]

    if expected("status") == "E":
        # Only missing answers stand in the way, unless the sex is one not covered.
        status = "missing" if row["sex"] in COVERED_SEX else "invalid"
        return [] if result.status == status else ["status"]
    if result.status != "scored":
        return ["status"]
    level = expected("band").lower().replace(" ", "_")
    return [
        part
        for part, same in {
            "percent": round(100 * float(expected("percent"))) == hundredths(result),
            "band": level == result.level.code,
            "logit": abs(float(expected("logit")) - result.score) < CLOSE,
            "raw": result.raw == result.score,
        }.items()
        if not same
    ]


def hundredths(result):
    assert result.percent == round(result.percent, 2)
    return round(100 * result.percent)


@pytest.mark.parametrize("name", SAMPLED)
def test_the_sample_agrees_with_the_published_vectors(name):
    differences, counted = compared(VECTORS / f"{name}.csv")

    assert [] == differences
    assert SAMPLED[name] * len(SCALES) == counted.total()


@pytest.mark.slow
@pytest.mark.skipif(
    not places.shared().is_dir(), reason="all vectors are in the shared folder"
)
@pytest.mark.parametrize("name", ROWS)
def test_all_published_vectors_agree(name):
    differences, counted = compared(places.shared() / "conformance" / f"{name}.csv")

    assert [] == differences
    assert ROWS[name] * len(SCALES) == counted.total()


def test_a_wrong_expectation_would_be_found():
    row = rows(VECTORS / "ogrs4.csv")[0]
    declared = instrument("ogrs4")
    result = score(declared, answers_in(declared, row), on=on_in(row))["arp_static"]

    wrong = row | {
        "expected_arp_static_percent": "5.38",
        "expected_arp_static_band": "Medium",
        "expected_arp_static_logit": "-2.868418811",
    }

    assert ["percent", "band", "logit"] == differing(wrong, "arp_static", result)
