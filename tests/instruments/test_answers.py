"""Answers are read exactly, wrong ones are told together, and none is ever printed."""

import traceback
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum

import pytest

from supervise.errors import InvalidAnswers
from supervise.instruments import (
    Blank,
    Choice,
    Coded,
    Item,
    Rule,
    YesNo,
    named,
    one_of,
    score,
)
from supervise.instruments.engine import prepared
from supervise.records import Answer, NotApplicable, Refused, Unknown
from supervise.rules import CodeTable, first_known, rounded, row, table
from supervise.sources import Validation
from tests.instruments.declared import instruments
from tests.instruments.invented import (
    ITEMS,
    ON,
    arrests,
    moves,
    odds,
    rule,
    scale,
    screen,
    work,
)

GOOD = {"work": 2, "moves": True, "arrests": 1}
OFFENCES = CodeTable("offences", "kind", (("001", "theft"), ("002", "")))


class Two(IntEnum):
    TWO = 2


class Letter(StrEnum):
    A = "A"


def problems(sheet):
    return [(each.item, str(each.code)) for each in sheet.problems]


def test_good_answers_are_scored():
    sheet = score(screen(), GOOD, on=ON)

    assert () == sheet.problems
    assert (3, "medium") == (sheet["total"].score, sheet["total"].level.code)


@pytest.mark.parametrize("value", ("2", True, 2.0, Two.TWO, [2], b"2"))
def test_what_only_looks_like_a_code_is_not_the_code(value):
    sheet = score(screen(), GOOD | {"work": value}, on=ON)

    assert [("work", "wrong_type")] == problems(sheet)
    assert "invalid" == sheet["total"].status


@pytest.mark.parametrize("value", ("1", True, 1.0, Two.TWO, float("nan"), "\u0661"))
def test_what_only_looks_like_a_count_is_not_the_count(value):
    sheet = score(screen(), GOOD | {"arrests": value}, on=ON)

    assert [("arrests", "wrong_type")] == problems(sheet)
    assert "invalid" == sheet["total"].status


@pytest.mark.parametrize("value", ("Y", "yes", "True", 1, 0, 1.0))
def test_what_only_looks_like_yes_is_not_yes(value):
    sheet = score(screen(), GOOD | {"moves": value}, on=ON)

    assert [("moves", "wrong_type")] == problems(sheet)


@pytest.mark.parametrize(
    "value", ("2026-01-15", datetime(2026, 1, 15, tzinfo=UTC), 20260115)
)
def test_what_only_looks_like_a_date_is_not_the_date(value):
    sheet = score(screen(), GOOD | {"since": value}, on=ON)

    assert [("since", "wrong_type")] == problems(sheet)


def test_a_code_of_a_class_of_its_own_is_not_the_text():
    letter = Item("letter", "", one_of(Choice("A"), Choice("B")))

    sheet = score(screen(items=(*ITEMS, letter)), GOOD | {"letter": Letter.A}, on=ON)

    assert [("letter", "wrong_type")] == problems(sheet)


@pytest.mark.parametrize("value", (3, -1, 99))
def test_a_code_that_is_not_on_the_form_is_not_allowed(value):
    sheet = score(screen(), GOOD | {"work": value}, on=ON)

    assert [("work", "not_allowed")] == problems(sheet)
    assert "0 regular, 1 odd jobs, 2 none" == sheet.problems[0].allowed


@pytest.mark.parametrize("value", (-1, 10, 10**30))
def test_a_count_outside_its_range_is_not_allowed(value):
    sheet = score(screen(), GOOD | {"arrests": value}, on=ON)

    assert [("arrests", "not_allowed")] == problems(sheet)
    assert "0 to 9" == sheet.problems[0].allowed


def test_a_code_of_a_table_that_says_nothing_of_it_is_not_covered():
    declared = screen(items=(*ITEMS, Item("offence", "", Coded(OFFENCES, 3))))

    assert [] == problems(score(declared, GOOD | {"offence": "001"}, on=ON))
    assert [("offence", "not_covered")] == problems(
        score(declared, GOOD | {"offence": "002"}, on=ON)
    )
    assert [("offence", "not_allowed")] == problems(
        score(declared, GOOD | {"offence": "003"}, on=ON)
    )


def test_a_wrong_answer_to_what_a_scale_does_not_use_leaves_the_scale():
    sheet = score(screen(), GOOD | {"since": "yesterday"}, on=ON)

    assert [("since", "wrong_type")] == problems(sheet)
    assert "scored" == sheet["total"].status


@pytest.mark.parametrize(
    "value", (None, Refused, Unknown, NotApplicable, Answer(None), Answer(Refused))
)
def test_no_answer_is_missing_and_never_a_zero(value):
    sheet = score(screen(), GOOD | {"work": value}, on=ON)

    assert [("work", "missing")] == problems(sheet)
    assert ("missing", None) == (sheet["total"].status, sheet["total"].score)


def test_an_absent_answer_is_missing():
    sheet = score(screen(), {"moves": True, "arrests": 1}, on=ON)

    assert [("work", "missing")] == problems(sheet)


@pytest.mark.parametrize("text", ("", " ", "\n\t"))
def test_blank_text_is_no_answer(text):
    declared = screen(scales=(scale(also_requires=(ITEMS[-1],)),))

    sheet = score(declared, GOOD | {"remarks": text}, on=ON)

    assert [("remarks", "missing")] == problems(sheet)


def test_an_answer_with_its_provenance_counts_as_the_answer():
    sheet = score(screen(), GOOD | {"work": Answer(2)}, on=ON)

    assert score(screen(), GOOD, on=ON).scales == sheet.scales


def test_a_blank_that_the_publisher_counts_is_told():
    house = Item("moves", "", YesNo(blank=Blank(False, "p. 3")))
    declared = screen(items=(work, house, *ITEMS[2:]))

    sheet = score(declared, {"work": 2, "arrests": 1}, on=ON)

    assert ("scored", 2) == (sheet["total"].status, sheet["total"].score)
    assert [("moves", False, "p. 3")] == [
        (each.item, each.value, each.because) for each in sheet.assumed
    ]


def test_a_blank_with_its_provenance_is_told_like_any_other():
    house = Item("moves", "", YesNo(blank=Blank(False, "p. 3")))
    declared = screen(items=(work, house, *ITEMS[2:]))

    sheet = score(declared, {"work": 2, "arrests": 1, "moves": Answer(None)}, on=ON)

    assert [("moves", False)] == [(each.item, each.value) for each in sheet.assumed]


@pytest.mark.parametrize("value", (0, 1))
def test_a_form_may_have_a_question_with_one_answer(value):
    seen = Item("seen", "", one_of(Choice(0, "the form was read out")))
    declared = screen(items=(*ITEMS, seen))

    told = problems(score(declared, GOOD | {"seen": value}, on=ON))

    assert [("seen", "not_allowed")] * value == told


@pytest.mark.parametrize(
    ("item", "allowed"),
    (
        (work, "0 regular, 1 odd jobs, 2 none"),
        (moves, "yes or no"),
        (arrests, "0 to 9"),
        (ITEMS[3], "a calendar date"),
        (Item("offence", "", Coded(OFFENCES, 3)), "3 digits, as in offences"),
        (ITEMS[4], "text"),
    ),
    ids=lambda of: getattr(of, "id", ""),
)
def test_a_problem_says_what_may_be_answered(item, allowed):
    items = (work, moves, arrests, *({item} - {work, moves, arrests}))

    sheet = score(screen(items=items), GOOD | {item.id: 0.5}, on=ON)

    assert [(item.id, allowed)] == [
        (each.item, each.allowed) for each in sheet.problems
    ]


def test_a_refusal_is_not_a_blank():
    house = Item("moves", "", YesNo(blank=Blank(False, "p. 3")))
    declared = screen(items=(work, house, *ITEMS[2:]))

    sheet = score(declared, GOOD | {"moves": Refused}, on=ON)

    assert [("moves", "missing")] == problems(sheet)


def test_an_item_that_the_form_does_not_have_names_the_nearest():
    sheet = score(screen(), GOOD | {"arests": 1}, on=ON)

    assert [("arests", "unknown_item")] == problems(sheet)
    assert "did you mean 'arrests'?" == sheet.problems[0].remedy
    assert "invalid" == sheet["total"].status


def test_every_problem_is_told_at_once_and_in_form_order():
    given = {"elsewhere": 1, "since": 1, "arrests": 9, "moves": True, "work": "2"}

    sheet = score(screen(), given, on=ON)

    assert [
        ("work", "wrong_type"),
        ("moves", "contradiction"),
        ("since", "wrong_type"),
        ("elsewhere", "unknown_item"),
    ] == problems(sheet)


def test_missing_and_wrong_together_are_both_told_and_the_scale_is_invalid():
    sheet = score(screen(), {"work": 7, "moves": True}, on=ON)

    assert [("work", "not_allowed"), ("arrests", "missing")] == problems(sheet)
    assert "invalid" == sheet["total"].status


def test_a_contradiction_names_its_rule_and_what_to_do():
    sheet = score(screen(), GOOD | {"arrests": 9}, on=ON)

    found = sheet.problems[0]
    assert ("no_move", "correct one of the two", ("total",)) == (
        found.rule,
        found.remedy,
        found.blocks,
    )


def test_a_rule_with_a_missing_answer_does_not_fire():
    sheet = score(screen(), {"work": 1, "arrests": 9}, on=ON)

    assert [("moves", "missing")] == problems(sheet)


@pytest.mark.parametrize("answers", ({"work": 2, "arrests": 1}, {"work": 2}))
def test_a_rule_that_any_of_two_answers_decides_asks_for_one(answers):
    # the arrests where they are known, else the work: 1 or 2, and neither is 0
    none = Rule("none", first_known(arrests, work) < 1, "", about=work, remedy="")

    sheet = score(screen(rules=(none,)), answers, on=ON)

    assert ("work", "contradiction") in problems(sheet)


def test_where_any_of_two_answers_would_do_the_lack_names_both():
    either = scale(
        table=table(("total",), row(first_known(arrests, work), 1)), bands=None
    )

    (problem,) = score(screen(scales=(either,), rules=()), {}, on=ON).problems

    assert ("work", "is not answered, nor is 'arrests'") == (problem.item, problem.says)


def test_a_rule_blocks_only_the_scales_it_names():
    declared = screen(scales=(scale(), odds()), rules=(rule(blocks=("total",)),))

    sheet = score(declared, GOOD | {"arrests": 9}, on=ON)

    assert ("invalid", "scored") == (sheet["total"].status, sheet["odds"].status)


def test_outside_its_population_a_scale_is_scored_with_a_warning():
    declared = screen(
        covers=(Rule("few", arrests < 5, "too many", about=arrests, remedy="say so"),)
    )

    sheet = score(declared, GOOD | {"arrests": 6, "moves": False}, on=ON)

    assert [("arrests", "outside_population")] == problems(sheet)
    assert ("scored", ()) == (sheet["total"].status, sheet.errors)


def test_everything_that_is_outside_the_population_is_warned_of():
    few = Rule("few", arrests < 5, "too many", about=arrests, remedy="")
    settled = Rule("settled", ~moves.yes, "has moved", about=moves, remedy="")
    declared = screen(rules=(), covers=(few, settled))

    sheet = score(declared, GOOD | {"arrests": 6, "moves": True}, on=ON)

    assert [
        ("moves", "outside_population"),
        ("arrests", "outside_population"),
    ] == problems(sheet)
    assert "scored" == sheet["total"].status


def test_a_contradiction_and_a_stranger_to_the_population_are_both_told():
    few = Rule("few", arrests < 5, "too many", about=arrests, remedy="")

    sheet = score(screen(covers=(few,)), GOOD | {"arrests": 9, "moves": True}, on=ON)

    assert [("moves", "contradiction"), ("arrests", "outside_population")] == problems(
        sheet
    )
    assert "invalid" == sheet["total"].status


def test_a_rule_whose_arithmetic_has_no_result_does_not_stop_the_scoring():
    per_arrest = Rule(
        "rate", (work / arrests) <= 1, "too often", about=arrests, remedy="look"
    )
    declared = screen(rules=(per_arrest,))

    sheet = score(declared, GOOD | {"arrests": 0}, on=ON)

    assert ("scored", []) == (sheet["total"].status, problems(sheet))


def test_arithmetic_without_a_result_is_a_problem_of_that_scale_alone():
    per_arrest = odds(table=table(("odds",), row(work / arrests, "0.5", label="rate")))

    sheet = score(screen(scales=(scale(), per_arrest)), GOOD | {"arrests": 0}, on=ON)

    assert [("odds", "not_covered")] == problems(sheet)
    assert ("scored", "invalid") == (sheet["total"].status, sheet["odds"].status)


@pytest.mark.parametrize("on", ("2026-01-15", datetime(2026, 1, 15, tzinfo=UTC), None))
def test_the_date_of_the_assessment_is_a_date(on):
    with pytest.raises(TypeError, match=r"on must be a datetime\.date"):
        score(screen(), GOOD, on=on)


def test_require_raises_one_error_with_every_problem():
    sheet = score(screen(), {"work": "2", "moves": 1}, on=ON)

    with pytest.raises(InvalidAnswers) as raised:
        sheet.require()

    assert sheet.errors == raised.value.problems
    assert 3 == len(raised.value.problems)


# -- nothing about a person is printed

CANARY = "Canary Cage"
BORN = date(1911, 11, 11)
LONG_NUMBER = 19111111
CANARIES = (
    CANARY,
    Answer(CANARY),
    BORN,
    Answer(BORN),
    datetime(1911, 11, 11, tzinfo=UTC),
    LONG_NUMBER,
    [CANARY],
    {"name": CANARY},
    CANARY.encode(),
)
SIGNS = ("Canary", "Cage", "1911", "11111")


def everything_printed(sheet):
    """What a careless host would print of a sheet."""
    texts = [repr(sheet), str(sheet), repr(sheet.workings), repr(sheet.scales)]
    texts += [f"{each} {each!r}" for each in (*sheet.problems, *sheet.scales)]
    texts += [repr(sheet.workings.recorded()), repr(sheet.needs)]
    try:
        sheet.require()
    except InvalidAnswers as error:
        texts += [str(error), repr(error), "".join(traceback.format_exception(error))]
    return "\n".join(texts)


@pytest.mark.parametrize("declared", instruments(), ids=lambda declared: declared.id)
@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: type(canary).__name__)
def test_no_answer_is_printed(declared, canary):
    answers = {item.id: canary for item in declared.items}

    printed = everything_printed(score(declared, answers, on=ON))

    assert [] == [sign for sign in SIGNS if sign in printed]


@pytest.mark.parametrize("declared", instruments(), ids=lambda declared: declared.id)
def test_a_name_where_an_item_should_be_is_not_printed(declared):
    printed = everything_printed(score(declared, {CANARY: CANARY, "Ca\nge": 1}, on=ON))

    assert [] == [sign for sign in (*SIGNS, "Ca\nge") if sign in printed]
    assert "text of 11 characters" in printed


def test_a_code_that_looks_like_one_is_shown():
    sheet = score(screen(), GOOD | {"work": 7}, on=ON)

    assert (
        "example_screen item 'work': not a code on the form (got 7); "
        "allowed: 0 regular, 1 odd jobs, 2 none; give the code"
    ) == str(sheet.problems[0])


def test_a_sheet_says_whether_it_has_a_scale_and_how_many():
    sheet = score(screen(), {}, on=date(2026, 1, 5))

    assert (True, False, len(sheet.scales)) == (
        "total" in sheet,
        "totl" in sheet,
        len(sheet),
    )


def test_a_contribution_names_the_answers_it_comes_from_in_form_order():
    rate = named("rate", arrests / work)
    rows = (row("constant", 1), row(work, 1), row(rounded(arrests + rate), 1))
    declared = screen(
        values=(rate,), scales=(scale(table=table(("total",), *rows), bands=None),)
    )

    contributions = score(declared, GOOD, on=ON)["total"].contributions

    # 1, then the 2 of the work, then 1 arrest and half an arrest a job, rounded half up
    assert [(1, ()), (2, ("work",)), (2, ("work", "arrests"))] == [
        (each.amount, each.items) for each in contributions
    ]


def test_a_sheet_says_why_an_instrument_without_a_study_is_used():
    study = Validation(
        sample="50 people",
        outcome="any arrest",
        finding="AUC 0.6",
        source="Invented, p. 9",
    )

    without = score(screen(), GOOD, on=ON).identity
    studied = score(screen(validation=(study,)), GOOD, on=ON).identity

    assert ("it is invented", "") == (without.unvalidated, studied.unvalidated)


def test_an_instrument_is_made_ready_once():
    declared = screen()

    assert prepared(declared) is prepared(declared)


def test_the_answers_of_a_sheet_are_not_printed_by_accident():
    sheet = score(screen(), {"work": "CANARY"}, on=date(2026, 1, 5))

    assert "CANARY" not in f"{sheet.answers!r} {sheet.answers}"


def test_the_answers_of_a_sheet_cannot_be_written_to():
    sheet = score(screen(), {"work": 1}, on=date(2026, 1, 5))

    with pytest.raises(TypeError):
        sheet.answers["work"] = 2


@pytest.mark.parametrize("number", (10**5000, -(10**5000)), ids=("long", "negative"))
def test_a_number_too_long_to_print_is_a_problem_like_any_other(number):
    sheet = score(screen(), {"arrests": number}, on=date(2026, 1, 5))

    assert "not_allowed" in {problem.code for problem in sheet.problems}


def test_an_id_in_place_of_an_instrument_is_told_what_to_give():
    with pytest.raises(TypeError, match="ask a Registry by its id"):
        score("psa", {}, on=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("choice", "words"),
    (
        (Choice(0, "own tenancy"), "0 own tenancy"),
        (Choice("none", "no work"), "none (no work)"),
        (Choice("custody"), "custody"),
    ),
)
def test_a_choice_is_read_as_its_code_and_its_wording(choice, words):
    assert words == str(choice)


def test_a_wrong_answer_says_also_how_a_file_has_it():
    wrong = {"moves": "no", "since": "01/10/2025"}

    sheet = score(screen(), GOOD | wrong, on=ON)

    assert {
        "give True or False; in a CSV file, Y or N",
        "give a date; in a file, YYYY-MM-DD",
    } <= {each.remedy for each in sheet.problems}
