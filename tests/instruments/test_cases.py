"""Worked cases, each with its source, and the examples inside the declarations."""

import pytest

from supervise.instruments import score_example
from tests.instruments.declared import (
    CASES,
    catalogue_ids,
    expected_in,
    instrument,
    instruments,
    part_of,
    rows,
    sheet_of,
)


def cases():
    return [
        pytest.param(path.stem, row, id=f"{path.stem}-{row['case']}")
        for path in CASES
        for row in rows(path)
    ]


def examples():
    return [
        pytest.param(declared, example, id=f"{declared.id}-{number}")
        for declared in instruments()
        for number, example in enumerate(declared.examples, 1)
    ]


def test_every_instrument_has_cases():
    assert set(catalogue_ids()) == {path.stem for path in CASES}


@pytest.mark.parametrize(("id", "row"), cases())
def test_a_case_scores_as_its_source_says(id, row):
    declared = instrument(id)

    sheet = sheet_of(declared, row)

    expected = {(scale, part): text for scale, part, text in expected_in(row)}
    scored = {key: part_of(sheet[key[0]], key[1]) for key in expected}
    assert expected == scored


@pytest.mark.parametrize(("id", "row"), cases())
def test_a_case_has_the_problems_its_source_says(id, row):
    declared = instrument(id)

    sheet = sheet_of(declared, row)

    problems = ";".join(f"{each.item}:{each.code}" for each in sheet.problems)
    assert row["expected_problems"] == problems


@pytest.mark.parametrize(("id", "row"), cases())
def test_a_case_names_its_source(id, row):
    assert row["source"].strip()


@pytest.mark.parametrize(("declared", "example"), examples())
def test_an_example_in_a_declaration_holds(declared, example):
    sheet = score_example(declared, example)

    for scale, expects in example.expects.items():
        result = sheet[scale]
        parts = {
            "score": expects.score is None or float(expects.score) == result.score,
            "raw": expects.raw is None or expects.raw == result.raw,
            "percent": expects.percent is None
            or expects.percent == part_of(result, "percent"),
            "level": expects.level is None or expects.level == part_of(result, "level"),
        }
        assert [] == [part for part, holds in parts.items() if not holds]


@pytest.mark.parametrize("declared", instruments(), ids=lambda declared: declared.id)
def test_an_instrument_shows_at_least_one_worked_example(declared):
    assert declared.examples
