"""What changed between two assessments, and whether it is more than error."""

from datetime import date
from math import isclose, sqrt

import pytest

from supervise.instruments import score
from supervise.instruments.analysis import (
    Comparison,
    ErrorOfMeasurement,
    Reliability,
    change_between,
)
from supervise.instruments.catalogue.bc_crna import INSTRUMENT as BC_CRNA
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.records import Answer
from tests.analysis.forms import MODEL, SCREEN
from tests.records.external import PENNSYLVANIA, result
from tests.support.sheets import scale, sheet

SPRING, AUTUMN = date(2026, 3, 1), date(2026, 9, 1)
WORSE = {"work": 2, "moves": True, "partner": True}
BETTER = {"work": 0, "moves": True, "partner": True}
# An error of 0.5: a difference has to be more than 1.96 x 1.41421 x 0.5, or 1.386.
ERROR = ErrorOfMeasurement(
    instrument="screen", scale="total", standard_error="0.5", source="Invented, p. 9"
)


def change(before, after, **more):
    return change_between(
        score(SCREEN, before, on=SPRING), score(SCREEN, after, on=AUTUMN), **more
    )


def test_a_lower_score_and_a_lower_level_are_told_with_the_answers_behind_them():
    report = change(WORSE, BETTER)

    # 4 and 2
    assert -2 == report["total"].difference
    assert Comparison.LOWER is report["total"].score
    assert Comparison.LOWER is report["total"].level
    assert [("work", 2, 0)] == [(a.item, a.before, a.after) for a in report.answers]
    assert [(("work",), -2)] == [
        (each.items, each.difference) for each in report["total"].contributions
    ]


def test_without_a_published_error_nothing_is_called_reliable():
    report = change(WORSE, BETTER)

    assert Reliability.NOT_PUBLISHED is report["total"].reliability
    assert "no error of measurement" in report["total"].because


def test_a_difference_beyond_the_published_error_is_told_as_such():
    report = change(WORSE, BETTER, errors=(ERROR,))

    assert Reliability.BEYOND_ERROR is report["total"].reliability


def test_a_difference_within_the_published_error_is_told_as_such():
    report = change(WORSE, {**WORSE, "work": 1}, errors=(ERROR,))

    assert Reliability.WITHIN_ERROR is report["total"].reliability


def test_an_error_follows_from_a_reliability_and_a_spread():
    # 7.5 x sqrt(1 - 0.84) is 7.5 x 0.4
    error = ErrorOfMeasurement.from_reliability(
        instrument="lsi_r",
        scale="total",
        standard_deviation="7.5",
        reliability="0.84",
        source="Invented, p. 9",
    )

    assert "3" == error.standard_error


@pytest.mark.parametrize("reliability", ("1", "-0.1", "1.2"))
def test_a_reliability_without_any_error_is_refused(reliability):
    with pytest.raises(ValueError, match="below 1"):
        ErrorOfMeasurement.from_reliability(
            instrument="lsi_r",
            scale="total",
            standard_deviation="7.5",
            reliability=reliability,
            source="Invented, p. 9",
        )


@pytest.mark.parametrize(
    ("later", "reliability"),
    # 1.96 x 1.41421 x 3 is 8.32
    ((22, Reliability.WITHIN_ERROR), (21, Reliability.BEYOND_ERROR)),
)
def test_a_result_of_an_external_tool_changes_reliably_or_not(later, reliability):
    error = ErrorOfMeasurement(
        instrument="lsi_r", scale="total", standard_error="3", source="Invented, p. 9"
    )

    found = change_between(
        result(PENNSYLVANIA, "2025-01-05", 30).sheet,
        result(PENNSYLVANIA, "2026-01-05", later).sheet,
        errors=(error,),
    )["total"]

    assert reliability is found.reliability


def test_the_least_reliable_change_is_that_of_jacobson_and_truax():
    assert isclose(1.96 * sqrt(2) * 0.5, ERROR.least_reliable_change)


def test_the_error_of_another_instrument_is_not_used():
    other = ErrorOfMeasurement(
        instrument="model", scale="total", standard_error="0.5", source="Invented"
    )

    report = change(WORSE, BETTER, errors=(other,))

    assert Reliability.NOT_PUBLISHED is report["total"].reliability


@pytest.mark.parametrize(
    "wrong", ({"standard_error": "0"}, {"source": " "}, {"times": "-1"})
)
def test_an_error_of_measurement_is_positive_and_has_a_source(wrong):
    said = {"standard_error": "1", "source": "Invented"} | wrong

    with pytest.raises(ValueError, match="error of measurement"):
        ErrorOfMeasurement(instrument="screen", scale="total", **said)


def test_percents_are_subtracted_as_published():
    before = score(MODEL, {"record": True, "work": 1, "heroin": False}, on=SPRING)
    after = score(MODEL, {"record": True, "work": 0, "heroin": False}, on=AUTUMN)

    # 1.5 is 81.76 and 0.5 is 62.25
    assert -19.51 == change_between(before, after)["dynamic"].difference


def test_a_static_and_a_dynamic_result_are_not_subtracted():
    before = score(MODEL, {"record": True}, on=SPRING)
    after = score(MODEL, {"record": True, "work": 0, "heroin": False}, on=AUTUMN)

    risk = change_between(before, after)["risk"]

    assert None is risk.difference
    assert "static" in risk.because
    assert "dynamic" in risk.because


def test_a_scale_that_was_not_scored_is_not_compared():
    report = change({"work": 1}, BETTER)

    assert None is report["total"].difference
    assert "before it is missing" == report["total"].because


def test_scores_of_two_definitions_are_not_subtracted():
    low = LOW_MEDIUM_HIGH["low"]
    old = sheet("screen", SPRING, scale("total", score=1, level=low))
    new = score(SCREEN, BETTER, on=AUTUMN)

    report = change_between(old, new)

    assert not report.one_definition
    assert None is report["total"].difference
    assert "definitions" in report["total"].because


def test_an_answer_with_its_provenance_is_compared_by_its_value():
    report = change(WORSE, {**WORSE, "work": Answer(2)})

    assert () == report.answers


def test_an_answer_of_another_type_has_changed_though_it_is_equal():
    report = change(WORSE, {**WORSE, "moves": 1})

    assert ["moves"] == [each.item for each in report.answers]


def test_two_instruments_have_no_change_between_them():
    with pytest.raises(ValueError, match="side by side"):
        change_between(score(SCREEN, {}, on=SPRING), score(MODEL, {}, on=AUTUMN))


def test_the_earlier_sheet_comes_first():
    with pytest.raises(ValueError, match="dated after"):
        change_between(score(SCREEN, {}, on=AUTUMN), score(SCREEN, {}, on=SPRING))


def test_answers_are_not_shown_in_a_repr():
    assert "(AnswerChange(item='work'),)" == repr(change(WORSE, BETTER).answers)


def test_a_rating_has_a_direction_and_no_difference():
    answers = BC_CRNA.examples[0].answers
    before = score(BC_CRNA, {**answers, "overall_risk_rating": "high"}, on=SPRING)
    after = score(BC_CRNA, {**answers, "overall_risk_rating": "low"}, on=AUTUMN)

    risk = change_between(before, after)["risk"]

    assert None is risk.difference
    assert Comparison.LOWER is risk.level
    assert "it is a rating and has no score" == risk.because
