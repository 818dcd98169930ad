"""Answers without a date of assessment: nothing is scored, and everything is still reported."""

from supervise.errors import Problem, ProblemCode
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    AskedIf,
    Item,
    Points,
    Rule,
    ScaleOf,
    Whole,
    score_undated,
)
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.records import Status
from supervise.rules import row, table
from tests.instruments.invented import screen, work


def about_the_date(code):
    return Problem(
        code=code, where="ogrs4", item="assessment_date", says="is not right"
    )


def test_where_the_date_is_missing_every_scale_is_missing():
    problem = about_the_date(ProblemCode.MISSING)

    found = score_undated(OGRS4, {}, problem)

    assert {Status.MISSING} == {scale.status for scale in found.scales}
    assert problem is found.problems[0]


def test_where_the_date_is_wrong_every_scale_is_invalid():
    found = score_undated(OGRS4, {}, about_the_date(ProblemCode.WRONG_TYPE))

    assert {Status.INVALID} == {scale.status for scale in found.scales}


def test_a_wrong_answer_outweighs_a_missing_date_where_it_is_used():
    found = score_undated(OGRS4, {"heroin": "Y"}, about_the_date(ProblemCode.MISSING))

    status = {scale.id: scale.status for scale in found.scales}
    assert (Status.INVALID, Status.MISSING) == (
        status["arp_dynamic"],
        status["arp_static"],
    )


def test_a_contradiction_between_answers_needs_no_date():
    answers = {"sanctions_total": 1, "sanctions_violent": 2}

    found = score_undated(OGRS4, answers, about_the_date(ProblemCode.MISSING))

    assert "sanctions_violent" in {
        problem.item
        for problem in found.problems
        if problem.code is ProblemCode.CONTRADICTION
    }


# -- questions that are not asked

PAY = Item(
    "pay", "", Whole(0, 9), asked_if=AskedIf(work.is_(1, 2), counts=0, because="p. 1")
)
PAID = Points(
    "paid", "", table=table(("paid",), row(PAY, 1)), missing=NONE_MAY_BE_MISSING
)


def without_a_date(answers):
    """The items whose problems are told beside that of the date, and what they are."""
    declared = screen(items=(work, PAY), scales=(PAID,), rules=(), covers=())
    found = score_undated(declared, answers, about_the_date(ProblemCode.MISSING))
    return [(each.item, str(each.code)) for each in found.problems[1:]]


def test_a_question_that_is_not_asked_lacks_no_answer_without_a_date():
    assert [] == without_a_date({"work": 0})


def test_a_question_that_is_asked_lacks_its_answer_without_a_date():
    assert [("pay", "missing")] == without_a_date({"work": 1})


def test_an_answer_to_what_is_not_asked_is_a_problem_without_a_date():
    assert [("pay", "not_asked")] == without_a_date({"work": 0, "pay": 3})


def test_an_answer_never_stands_for_a_scale_of_another_instrument():
    percent = ScaleOf("other", "risk")
    worked = Points(
        "worked",
        "",
        table=table(("worked",), row(work, 1)),
        missing=NONE_MAY_BE_MISSING,
    )
    under_ten = Rule("low", percent < 10, "too high", about=work, remedy="")
    declared = screen(
        items=(work,), consumes=(percent,), scales=(worked,), rules=(under_ten,)
    )

    found = score_undated(
        declared,
        {"work": 2, "other.risk.percent": 12.5},
        about_the_date(ProblemCode.MISSING),
    )

    assert [ProblemCode.MISSING, ProblemCode.UNKNOWN_ITEM] == [
        each.code for each in found.problems
    ]
