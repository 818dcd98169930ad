"""The published vectors through the command line, as an agency would send its own file.

Expected values: the Ministry of Justice's reference data for OGRS4, in the shared folder.
"""

from collections import Counter

import pytest

from tests.cli.conftest import read

MODELS = (
    "arp_static",
    "arp_dynamic",
    "vrp_static",
    "vrp_dynamic",
    "svrp_static",
    "svrp_dynamic",
)
COVERED = {"M", "F"}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return tmp_path_factory.mktemp("results")


def scored_file(run, shared, folder, name):
    ran = run(
        "score", "ogrs4", "--from", shared / "conformance" / name, "--to", folder / name
    )
    assert (0, "", "") == ran
    return read(folder / name)


def expected_status(row, model):
    published = row[f"expected_{model}_status"]
    if published == "Y":
        return "scored"
    assert published == "E"
    outside = row["sex"] not in {"", *COVERED}
    return "invalid" if outside else "missing"


def differences(rows):
    """Every difference from the published values, and how many were compared."""
    found, compared = [], Counter()
    for row in rows:
        for model in MODELS:
            status = row[f"{model}_status"]
            compared[status] += 1
            if status != expected_status(row, model):
                found.append((row["case"], model, status))
            elif status == "scored":
                found += _differing_numbers(row, model)
    return found, compared


def _differing_numbers(row, model):
    percent = f"{float(row[f'expected_{model}_percent']):.2f}"
    level = row[f"expected_{model}_band"].lower().replace(" ", "_")
    off = abs(float(row[f"{model}_score"]) - float(row[f"expected_{model}_logit"]))
    same = (percent, level) == (row[f"{model}_percent"], row[f"{model}_level"])
    return [] if same and off < 1e-9 else [(row["case"], model, off)]


def test_every_published_case_comes_out_as_published(run, shared, results):
    rows = scored_file(run, shared, results, "ogrs4.csv")

    assert ([], {"scored": 6 * 4640}) == differences(rows)


def test_cases_with_answers_removed_come_out_as_published(run, shared, results):
    rows = scored_file(run, shared, results, "ogrs4_missing.csv")

    found, compared = differences(rows)

    assert ([], 6 * 926) == (found, compared.total())
    assert 6 * 67 == compared["invalid"]  # the sexes that the models do not cover
