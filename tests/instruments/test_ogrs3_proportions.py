"""OGRS3 before it is rounded: the proportions printed in the calculator's own tests."""

from math import exp

import pytest

from tests.instruments.declared import CASES, instrument, rows, sheet_of

# Nine decimals for one year and for two, from `rsr-calculator` of the Ministry of Justice.
PRINTED = {
    "first_conviction": ("0.121615535", "0.221305211"),
    "1_earlier": ("0.315812010", "0.486517696"),
    "2_earlier": ("0.433938903", "0.611434248"),
    "3_earlier": ("0.523514593", "0.692806118"),
    "4_earlier": ("0.592258105", "0.748843066"),
    "woman_43": ("0.169817869", "0.295717423"),
}
CASE_ROWS = {
    row["case"]: row for path in CASES if path.stem == "ogrs3" for row in rows(path)
}


@pytest.mark.parametrize("case", PRINTED)
def test_the_proportion_is_the_printed_one(case):
    sheet = sheet_of(instrument("ogrs3"), CASE_ROWS[case])

    found = tuple(
        f"{1 / (1 + exp(-sheet[scale].raw)):.9f}"
        for scale in ("ogrs3_one_year", "ogrs3")
    )

    assert PRINTED[case] == found
