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

# What the columns call each scale, and where it is ours.
SCALES = {
    **{id: ("ogrs4", id) for id in ("arp_static", "arp_dynamic")},
    **{id: ("ogrs4", id) for id in ("vrp_static", "vrp_dynamic")},
    **{id: ("ogrs4", id) for id in ("svrp_static", "svrp_dynamic")},
    "osp_dc": ("osp_dc", "osp_dc"),
    "osp_iic": ("osp_iic", "osp_iic"),
    "rsr": ("csrp", "csrp"),
}
ROWS = {"ogrs4": 4640, "ogrs4_missing": 926, "osp_rsr": 1978}
SAMPLED = {"ogrs4": 202, "ogrs4_missing": 206, "osp_rsr": 212}
COVERED_SEX = ("M", "F", "")
CLOSE = 1e-9


def sheets_of(row):
    """The sheets of the four instruments, in the order in which they need one another."""
    sheets = {}
    for id in ("ogrs4", "osp_dc", "osp_iic", "csrp"):
        declared = instrument(id)
        answers = answers_in(declared, row)
        sheets[id] = score(declared, answers, on=on_in(row), upstream=sheets)
    return sheets


@cache
def compared(path):
    """Every difference from the expected columns of a file, and how much was compared."""
    differences, counted = [], Counter()
    for row in rows(path):
        sheets = sheets_of(row)
        for name, (id, scale) in SCALES.items():
            if f"expected_{name}_status" not in row:
                continue
            counted[row[f"expected_{name}_status"]] += 1
            differences += [
                (row["case"], name, what)
                for what in differing(row, name, sheets[id][scale])
            ]
    return differences, counted


def differing(row, name, result):
    """Which parts of a result are not as the row expects."""
    expected = {
        part: row.get(f"expected_{name}_{part}", "")
        for part in ("status", "percent", "band", "logit", "points", "band_reduced")
    }
    if expected["status"] == "A":
        return [] if result.status == "not_applicable" else ["status"]
    if expected["status"] == "E":
        return [] if result.status == faulty(row, name) else ["status"]
    if result.status != "scored":
        return ["status"]
    same = {
        "percent": round(100 * float(expected["percent"])) == hundredths(result),
        "band": expected["band"].lower().replace(" ", "_") == result.level.code,
    }
    if expected["logit"]:
        same["logit"] = abs(float(expected["logit"]) - result.score) < CLOSE
        same["raw"] = result.raw == result.score
    if expected["points"]:
        same["points"] = int(expected["points"]) == result.raw == result.score
        same["reduced"] = expected["band_reduced"] == (
            "Y" if result.flags == ("reduced",) else "N"
        )
    return [part for part, holds in same.items() if not holds]


def faulty(row, name):
    """Missing when only missing answers stand in the way, and invalid otherwise."""
    if row["ever_sexual_offence"] == "Y" and contradicts(row):
        return "invalid" if SCALES[name][0] != "ogrs4" else "missing"
    sex_matters = name not in {"osp_dc", "osp_iic"}
    covered = row["sex"] in COVERED_SEX or not sex_matters
    return "missing" if covered else "invalid"


def contradicts(row):
    counts = ("contact_adult", "contact_child")
    columns = [
        *(f"{each}_sexual_sanctions" for each in counts),
        "indecent_image_sanctions",
        "paraphilia_sanctions",
    ]
    return all(row[column] == "0" for column in columns)


def hundredths(result):
    assert result.percent == round(result.percent, 2)
    return round(100 * result.percent)


@pytest.mark.parametrize("name", SAMPLED)
def test_the_sample_agrees_with_the_published_vectors(name):
    differences, counted = compared(VECTORS / f"{name}.csv")

    assert [] == differences
    assert SAMPLED[name] * scales_in(name) == counted.total()


@pytest.mark.slow
@pytest.mark.skipif(
    not places.shared().is_dir(), reason="all vectors are in the shared folder"
)
@pytest.mark.parametrize("name", ROWS)
def test_all_published_vectors_agree(name):
    differences, counted = compared(places.shared() / "conformance" / f"{name}.csv")

    assert [] == differences
    assert ROWS[name] * scales_in(name) == counted.total()


def scales_in(name):
    return 6 if name == "ogrs4" else len(SCALES)


def test_every_status_is_among_the_sample():
    _, missing = compared(VECTORS / "ogrs4_missing.csv")
    _, sexual = compared(VECTORS / "osp_rsr.csv")

    assert {"Y", "A", "E"} == set(missing) == set(sexual)


def test_a_wrong_expectation_would_be_found():
    row = rows(VECTORS / "ogrs4.csv")[0]
    result = sheets_of(row)["ogrs4"]["arp_static"]

    wrong = row | {
        "expected_arp_static_percent": "5.38",
        "expected_arp_static_band": "Medium",
        "expected_arp_static_logit": "-2.868418811",
    }

    assert ["percent", "band", "logit"] == differing(wrong, "arp_static", result)


def test_wrong_points_would_be_found():
    row = rows(VECTORS / "osp_rsr.csv")[0]
    result = sheets_of(row)["osp_dc"]["osp_dc"]

    wrong = row | {"expected_osp_dc_points": "38", "expected_osp_dc_band_reduced": "N"}

    assert ["points", "reduced"] == differing(wrong, "osp_dc", result)
