"""What a problem may repeat of an answer: a code that looks like one, and nothing of a person's."""

from datetime import date

import pytest

from supervise.instruments import score
from supervise.plugins import Registry
from tests.instruments.invented import screen

ON = date(2026, 1, 15)
PSA = Registry.builtin().instrument("psa")


def told(item, value):
    """The problem with one answer of an otherwise complete form."""
    answers = {**PSA.examples[0].answers, item: value}
    (problem,) = score(PSA, answers, on=ON).problems
    return problem


@pytest.mark.parametrize(
    ("value", "shown"),
    (
        ("Y", "'Y'"),
        ("", "''"),
        ("12", "'12'"),
        (7, "7"),
        (0.5, "0.5"),
        ("Avery", "text of 5 characters"),
        ("\N{LATIN SMALL LETTER E WITH ACUTE}", "text of 1 characters"),
        ("\x1b", "text of 1 characters"),
        ("07700900123", "text of 11 characters"),
        (date(1980, 1, 1), "a date"),
    ),
)
def test_of_a_wrong_answer_only_what_looks_like_a_code_is_shown(value, shown):
    assert shown == told("pending_charge", value).got


# Six digits at most: a longer number could be somebody's own.
@pytest.mark.parametrize(
    ("value", "shown"),
    (
        (True, "True"),
        (999_999, "999999"),
        (1_000_000, "a int"),
        (-999_999, "-999999"),
        (-1_000_000, "a int"),
        (1234.5, "1234.5"),
        (12345.5, "a float"),
        ("123456", "'123456'"),
        ("1234567", "text of 7 characters"),
    ),
)
def test_of_a_wrong_count_at_most_six_digits_are_shown(value, shown):
    sheet = score(screen(), {"work": 2, "moves": True, "arrests": value}, on=ON)

    assert [shown] == [problem.got for problem in sheet.problems]


@pytest.mark.parametrize("length", (1, 59, 60))
def test_a_name_that_an_item_could_have_is_shown(length):
    assert "x" * length == told("x" * length, True).item


@pytest.mark.parametrize("name", ("x" * 61, "Avery Example", "\N{SNOWMAN}"))
def test_a_name_that_no_item_could_have_is_told_by_its_length(name):
    problem = told(name, True)

    assert name not in str(problem)
    assert str(len(name)) in problem.item


def test_answers_that_are_all_known_have_no_unknown_item():
    assert () == score(PSA, PSA.examples[0].answers, on=ON).problems
