"""The supervision rating of British Columbia.

Source of every expected value: `instruments.md` of the research, section 10: the printed
matrix, the rule on the highest of the ratings, and the constructed example.
"""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.intensity import RecommendationStatus, recommend
from supervise.packs.bc_crna_supervision import POLICY, SUPERVISION_RATING
from tests.support.sheets import rated

ON = date(2026, 6, 1)
RATES = ("low", "medium", "high")

# risk, needs, supervision: the matrix as printed.
PRINTED = (
    ("low", "low", "low"),
    ("low", "medium", "low"),
    ("low", "high", "medium"),
    ("medium", "low", "low"),
    ("medium", "medium", "medium"),
    ("medium", "high", "high"),
    ("high", "low", "medium"),
    ("high", "medium", "high"),
    ("high", "high", "high"),
)


def recommended(risk, needs, **facts):
    return recommend(POLICY, [rated(ON, {"risk": risk, "needs": needs})], facts, on=ON)


@pytest.mark.parametrize(("risk", "needs", "expected"), PRINTED)
def test_each_cell_of_the_matrix_is_as_printed(risk, needs, expected):
    found = recommended(risk, needs)

    assert (SUPERVISION_RATING[expected], "matrix") == (
        found.intensity,
        found.decided_by,
    )


def test_the_constructed_example_stays_high_beside_a_low_spousal_rating():
    found = recommended("high", "medium", spousal_assault_rating="low")

    assert SUPERVISION_RATING["high"] == found.intensity
    assert "matrix" == found.decided_by


@pytest.mark.parametrize(
    ("code", "counts_as"),
    (("1", "low"), ("2", "low"), ("3", "medium"), ("4a", "high"), ("4b", "high")),
)
def test_a_level_code_counts_as_stated(code, counts_as):
    found = recommended("low", "low", sexual_offence_rating=code)

    assert SUPERVISION_RATING[counts_as] == found.intensity


def test_the_clause_that_raised_the_rating_is_named_and_the_others_are_kept():
    found = recommended("low", "low", spousal_assault_rating="high")

    assert "spousal_assault" == found.decided_by
    assert SUPERVISION_RATING["low"] == found.clause("matrix").intensity
    assert "silent" == found.clause("sexual_offence").status


@given(
    st.sampled_from(RATES),
    st.sampled_from(RATES),
    st.none() | st.sampled_from(RATES),
    st.none() | st.sampled_from(RATES),
)
def test_the_rating_is_the_highest_of_those_that_exist(risk, needs, spousal, sexual):
    matrix = {(r, n): s for r, n, s in PRINTED}[risk, needs]
    exist = [each for each in (matrix, spousal, sexual) if each is not None]

    found = recommended(
        risk, needs, spousal_assault_rating=spousal, sexual_offence_rating=sexual
    )

    assert max(exist, key=RATES.index) == found.intensity.code


@pytest.mark.parametrize("lacking", ("risk", "needs"))
def test_a_missing_rating_is_a_result_and_names_what_is_missing(lacking):
    ratings = {"risk": "high", "needs": "high"}
    del ratings[lacking]
    other = rated(ON, ratings)

    found = recommend(POLICY, [other], {"spousal_assault_rating": "high"}, on=ON)

    assert found.intensity is None
    assert [lacking] == [problem.item for problem in found.errors]


def test_without_an_assessment_both_ratings_are_missing():
    found = recommend(POLICY, on=ON)

    assert RecommendationStatus.MISSING == found.status
    assert ["risk", "needs"] == [problem.item for problem in found.problems]


def test_the_policy_is_labelled_as_an_example_with_source_licence_and_date():
    assert POLICY.example
    assert "Apache-2.0" == POLICY.source.licence
    assert date(2026, 11, 1) == POLICY.source.checked


def test_no_pair_of_ratings_is_left_out():
    assert set(product(RATES, RATES)) == {(risk, needs) for risk, needs, _ in PRINTED}


def test_the_ratings_of_the_form_itself_are_read():
    from supervise.instruments import score
    from supervise.instruments.catalogue.bc_crna import INSTRUMENT

    example = INSTRUMENT.examples[0]  # overall risk high, overall needs medium

    scored = score(INSTRUMENT, example.answers, on=example.on)

    assert "high" == recommend(POLICY, [scored], on=example.on).require().intensity.code
