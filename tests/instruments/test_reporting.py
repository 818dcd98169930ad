"""How scales are reported: to whom they apply, levels of groups, flags, percents."""

import attrs
import pytest

from supervise.errors import DeclarationError, ProblemCode
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    AskedIf,
    Band,
    BlackBox,
    Blank,
    Case,
    Cases,
    Choice,
    Chosen,
    Curve,
    Day,
    Decided,
    Flag,
    GroupBands,
    Item,
    Judged,
    Lowered,
    MissingRule,
    Percents,
    Points,
    Reports,
    Rule,
    ScaleOf,
    Shown,
    Step,
    Whole,
    bands,
    named,
    one_of,
    score,
    stated_upstream,
)
from supervise.instruments.black_boxes import Estimate, black_box_sheet
from supervise.instruments.mentions import parts_of
from supervise.instruments.recipes import shown_hundredths, stated_hundredths
from supervise.instruments.workings import plain_raw, with_values
from supervise.levels import LOW_MEDIUM_HIGH, LevelScheme
from supervise.rules import (
    NO_ANSWER,
    answered,
    by_range,
    certainly,
    count,
    first_known,
    first_match,
    in_each,
    log,
    matrix,
    rounded,
    rounded_down,
    rounded_up,
    row,
    table,
    tally,
)
from tests.instruments.invented import CITATION, ON, arrests, moves, odds, screen, work

GOOD = {"work": 2, "moves": True, "arrests": 1}
LEVELS = bands(
    LOW_MEDIUM_HIGH,
    Band(0, 1, "low"),
    Band(2, 2, "medium"),
    Band(3, 3, "high"),
    citation=CITATION,
)
PERCENT_LEVELS = bands(
    LOW_MEDIUM_HIGH, Band("0", "49.99", "low"), Band("50", "100", "high"), citation="p"
)
SUM = table(("total",), row(work, 1), row(moves.yes, 1))


def total(**changes):
    given = {"table": SUM, "missing": NONE_MAY_BE_MISSING, "bands": LEVELS}
    return Points("total", "Total", **(given | changes))


def decided(by, **changes):
    given = {"scheme": LOW_MEDIUM_HIGH, "missing": NONE_MAY_BE_MISSING}
    return Decided("level", "Level", by=by, citation=CITATION, **(given | changes))


def cases(*each):
    return Cases(
        "case",
        "",
        cases=each,
        scheme=LOW_MEDIUM_HIGH,
        missing=NONE_MAY_BE_MISSING,
        citation=CITATION,
    )


def scored(scale, answers=GOOD, **changes):
    declared = screen(scales=(scale,), rules=(), **changes)
    sheet = score(declared, answers, on=ON)
    return sheet[scale.id], [(each.item, str(each.code)) for each in sheet.problems]


def told(result):
    return str(result.status), result.score, result.level and result.level.code


# -- to whom a scale applies


def test_a_scale_that_does_not_apply_lacks_nothing():
    result, problems = scored(total(only_if=arrests >= 2), {"arrests": 1})

    assert ("not_applicable", None, None) == told(result)
    assert [] == problems


def test_a_scale_whose_people_are_not_known_is_missing():
    result, problems = scored(total(only_if=arrests >= 2), {"work": 2, "moves": True})

    assert "missing" == result.status
    assert [("arrests", "missing")] == problems


def test_not_applicable_comes_before_invalid():
    result, problems = scored(total(only_if=arrests >= 2), GOOD | {"work": 9})

    assert "not_applicable" == result.status
    assert [("work", "not_allowed")] == problems


def test_a_broken_rule_that_blocks_only_what_does_not_apply_is_no_problem():
    rule = Rule("r", ~moves.yes, "no", about=moves, remedy="", blocks=("total",))
    declared = screen(scales=(total(only_if=arrests >= 2),), rules=(rule,))

    assert () == score(declared, GOOD, on=ON).problems


def test_a_rule_about_what_does_not_apply_does_not_hide_the_next():
    first = Rule("first", ~moves.yes, "no", about=moves, remedy="", blocks=("total",))
    other = Rule("other", work < 2, "no", about=work, remedy="", blocks=("else",))
    second = Points(
        "else", "", table=table(("else",), row(work, 1)), missing=NONE_MAY_BE_MISSING
    )
    declared = screen(
        scales=(total(only_if=arrests >= 2), second), rules=(first, other)
    )

    sheet = score(declared, GOOD, on=ON)

    assert [("work", "contradiction")] == [
        (each.item, str(each.code)) for each in sheet.problems
    ]
    assert ("not_applicable", "invalid") == (
        sheet["total"].status,
        sheet["else"].status,
    )


# -- questions that are not asked

pay = Item(
    "pay",
    "",
    Whole(0, 9),
    asked_if=AskedIf(work.is_(1, 2), counts=0, because="p. 1"),
)
WITH_PAY = {"items": (work, pay, moves, arrests)}
PAID = Points(
    "paid", "", table=table(("paid",), row(pay, 1)), missing=NONE_MAY_BE_MISSING
)


def test_a_question_that_is_not_asked_counts_as_the_form_says():
    result, problems = scored(PAID, {"work": 0}, **WITH_PAY)

    assert ("scored", 0, None) == told(result)
    assert [] == problems


def test_a_question_that_is_asked_does_not_keep_the_next_from_being_left_out():
    debts = Item(
        "debts",
        "",
        Whole(0, 9),
        asked_if=AskedIf(arrests >= 1, counts=0, because="p. 2"),
    )
    both = Points(
        "both",
        "",
        table=table(("both",), row(pay, 1), row(debts, 1)),
        missing=NONE_MAY_BE_MISSING,
    )

    result, problems = scored(
        both, {"work": 1, "pay": 3, "arrests": 0}, items=(work, pay, arrests, debts)
    )

    # the 3 of the pay, and nothing for debts that nobody asked about
    assert ("scored", 3, None) == told(result)
    assert [] == problems


def test_what_counts_where_it_was_not_asked_is_told():
    sheet = score(screen(scales=(PAID,), rules=(), **WITH_PAY), {"work": 0}, on=ON)

    assert [("pay", 0, "p. 1")] == [
        (each.item, each.value, each.because) for each in sheet.assumed
    ]


def test_an_answer_to_a_question_that_is_not_asked_is_a_problem():
    result, problems = scored(PAID, {"work": 0, "pay": 3}, **WITH_PAY)

    assert "invalid" == result.status
    assert [("pay", "not_asked")] == problems


def test_an_answer_that_counts_anyway_is_none():
    result, problems = scored(PAID, {"work": 0, "pay": 0}, **WITH_PAY)

    assert ("scored", 0, None) == told(result)
    assert [] == problems


def test_a_question_that_is_asked_must_be_answered():
    result, problems = scored(PAID, {"work": 1}, **WITH_PAY)

    assert "missing" == result.status
    assert [("pay", "missing")] == problems


def test_while_it_is_open_whether_it_is_asked_what_decides_it_is_missing():
    result, problems = scored(PAID, {"pay": 3}, **WITH_PAY)

    assert "missing" == result.status
    assert [("work", "missing")] == problems


# -- levels


GROUPS = (
    GroupBands(moves.yes, LEVELS),
    GroupBands(
        ~moves.yes,
        bands(LOW_MEDIUM_HIGH, Band(0, 0, "low"), Band(1, 3, "high"), citation="p. 3"),
    ),
)


@pytest.mark.parametrize(
    ("moved", "level", "citation"), ((True, "low", CITATION), (False, "high", "p. 3"))
)
def test_a_group_has_levels_of_its_own(moved, level, citation):
    scale = total(
        table=table(("total",), row(work, 1), row(arrests >= 1, 1)),
        bands=None,
        bands_by=GROUPS,
    )

    result, _ = scored(scale, {"work": 1, "moves": moved, "arrests": 0})

    assert (level, citation) == (result.level.code, result.meaning.citation)
    assert result.band in result.meaning.bands.bands


def test_without_a_group_there_is_no_level():
    scale = total(bands=None, bands_by=GROUPS[:1])

    result, problems = scored(scale, {"work": 1, "moves": False})

    assert "missing" == result.status
    assert [("total", "missing")] == problems


def test_a_sum_below_every_level_and_step_has_the_lowest_and_never_the_highest():
    # nobody can tell simply how far the product reaches: 1 x 2 taken off is -2
    below = table(("total",), row(arrests * work, -1))
    steps = (Step(0, 1, 0), Step(2, 3, 3))

    level, _ = scored(total(table=below))
    score, _ = scored(total(table=below, converts=steps))

    assert (-2, "low") == (level.score, level.level.code)
    assert (0, "low") == (score.score, score.level.code)


LOWERED = Lowered(when=arrests < 1, flag="reduced", because="p. 4")


@pytest.mark.parametrize(
    ("work", "arrests", "expected"),
    (
        (2, 0, ("medium", ("reduced",))),
        (2, 1, ("high", ())),
        (1, 0, ("low", ("reduced",))),
        (0, 0, ("low", ())),
    ),
)
def test_a_level_is_lowered_by_one_step_and_never_below_the_lowest(
    work, arrests, expected
):
    answers = {"work": work, "moves": True, "arrests": arrests}

    result, _ = scored(total(lowered=LOWERED), answers)

    assert expected == (result.level.code, result.flags)


@pytest.mark.parametrize(
    ("scale", "citation"),
    (
        (total(), "Invented, p. 2"),
        (total(bands=None), ""),
        (decided(first_match((moves.yes, "low"), otherwise="high")), "Invented, p. 2"),
    ),
    ids=("bands", "no bands", "a rule"),
)
def test_a_level_cites_what_declares_it(scale, citation):
    assert citation == scored(scale)[0].meaning.citation


# -- flags


DANGER = Flag("danger", when=arrests >= 9, says="look")


@pytest.mark.parametrize("answers", (GOOD, {}, {"work": 7}))
def test_a_flag_is_raised_whatever_the_score(answers):
    result, _ = scored(total(flags=(DANGER,)), answers | {"arrests": 9})

    assert ("danger",) == result.flags


def test_a_flag_names_the_answers_that_raise_it():
    result, _ = scored(total(flags=(DANGER,)))

    assert [("danger", "look", ("arrests",))] == [
        (each.id, each.says, each.items) for each in result.meaning.flags
    ]


def test_a_flag_asks_for_no_answer():
    result, problems = scored(total(flags=(DANGER,)), {"work": 2, "moves": True})

    assert ("scored", (), []) == (str(result.status), result.flags, problems)


# -- rules that decide


def test_the_first_case_that_applies_decides():
    scale = cases(
        Case(arrests >= 2, "10.5", "high"),
        Case(arrests >= 1, "3.335", "medium"),
        Case(None, "0", "low"),
    )

    found = [scored(scale, {"arrests": n})[0] for n in (2, 1, 0)]

    assert [(10.5, "high"), (3.34, "medium"), (0.0, "low")] == [
        (each.percent, each.level.code) for each in found
    ]


def test_a_rule_says_the_level_or_that_it_has_no_answer():
    rule = first_match(
        (arrests >= 2, "high"), (work.is_(0), "low"), otherwise=NO_ANSWER
    )

    sure, _ = scored(decided(rule), {"arrests": 0, "work": 0})
    unsure, problems = scored(decided(rule), {"arrests": 0, "work": 1})

    assert ("scored", None, "low") == told(sure)
    assert "missing" == unsure.status
    assert [("level", "missing")] == problems


# the logarithm of no arrests has no result, so whether it is 1 or more is not decided
UNDECIDED = log(arrests) >= 1
LATER = bands(LOW_MEDIUM_HIGH, Band(0, 3, "low"), citation="p. 3")


@pytest.mark.parametrize(
    "scale",
    (
        cases(Case(UNDECIDED, "10", "high"), Case(None, "1", "low")),
        decided(first_match((UNDECIDED, "high"), otherwise="low")),
        total(
            bands=None,
            bands_by=(GroupBands(UNDECIDED, LEVELS), GroupBands(arrests < 9, LATER)),
        ),
    ),
    ids=lambda each: type(each).__name__,
)
def test_where_a_condition_cannot_be_worked_out_nothing_further_down_is_taken(scale):
    some, _ = scored(scale, {"work": 2, "moves": True, "arrests": 5})
    none, problems = scored(scale, {"work": 2, "moves": True, "arrests": 0})

    # ln 5 is 1.6
    assert ("scored", "high") == (str(some.status), some.level.code)
    assert ("missing", None) == (str(none.status), none.level)
    assert [(scale.id, "missing")] == problems


def test_enough_answers_can_be_asked_for_by_a_rule():
    rule = Rule(
        "two_of_three",
        count(answered(work), answered(moves), answered(arrests)) >= 2,
        "fewer than two of the three are answered",
        about=work,
        remedy="answer another",
        code=ProblemCode.MISSING,
    )
    tally_of = Points(
        "n", "", table=tally("n", answered(moves)), missing=NONE_MAY_BE_MISSING
    )
    declared = screen(scales=(tally_of,), rules=(rule,))

    one = score(declared, {"moves": True}, on=ON)
    two = score(declared, {"moves": True, "work": 0}, on=ON)

    assert ("missing", "scored") == (one["n"].status, two["n"].status)
    assert [("work", "missing", "two_of_three")] == [
        (each.item, str(each.code), each.rule) for each in one.problems
    ]


# -- percents


def test_points_are_read_as_a_proportion():
    curve = Curve(intercept="0", slope="1.0986122886681098", nothing="0")

    nothing, _ = scored(total(percents=curve), {"work": 0, "moves": False})
    some, _ = scored(total(percents=curve), {"work": 0, "moves": True})

    # The logistic of ln 3 is 3 / 4.
    assert (0.0, 75.0) == (nothing.percent, some.percent)
    assert ("low", "low") == (nothing.level.code, some.level.code)


def test_levels_can_be_those_of_the_percent():
    levels = bands(
        LOW_MEDIUM_HIGH, Band("1", "74", "low"), Band("75", "99", "high"), citation="p"
    )
    curve = Curve(
        intercept="0",
        slope="1.0986122886681098",
        shown=Shown(places=0, at_least="1", at_most="99"),
        bands=levels,
    )

    found = [
        scored(total(bands=None, percents=curve), {"work": n, "moves": False})[0]
        for n in (0, 1, 2)
    ]

    # 1/2, 3/4 and 9/10.
    assert [(50.0, "low"), (75.0, "high"), (90.0, "high")] == [
        (each.percent, each.level.code) for each in found
    ]


@pytest.mark.parametrize(
    ("log_odds", "places", "first", "hundredths"),
    (
        (0.0, 2, None, 5000),
        (-800.0, 2, None, 0),
        (800.0, 0, None, 10000),
        # 1 / (1 + 1 / e) is 0.731058...
        (1.0, 0, None, 7300),
        (1.0, 1, None, 7310),
        (1.0, 2, None, 7311),
        # A proportion of 0.494996 is 49 %; rounded to five decimals first it is 0.49500
        # and so 50 %. ln(0.494996 / 0.505004) = -0.020016668...
        (-0.02001666825, 0, None, 4900),
        (-0.02001666825, 0, 5, 5000),
        (-0.02001666825, 2, 5, 4950),
    ),
)
def test_a_percent_is_rounded_as_its_publisher_rounds(
    log_odds, places, first, hundredths
):
    assert hundredths == shown_hundredths(log_odds, Shown(places=places, first=first))


@pytest.mark.parametrize(
    ("percent", "hundredths"), (("3.328", 333), ("0.145", 15), ("1.005", 101), ("0", 0))
)
def test_a_stated_percent_is_rounded_as_a_decimal(percent, hundredths):
    assert hundredths == stated_hundredths(percent)


# -- scales of other instruments

percent = ScaleOf("other", "risk", not_applicable="0")
level = ScaleOf("other", "risk", "level", not_applicable="none")


def consuming(*scales):
    return screen(scales=scales, rules=(), consumes=(percent, level))


def plus(**changes):
    given = {
        "table": table(("sum",), row(percent, "1"), row(moves.yes, "0.1")),
        "missing": NONE_MAY_BE_MISSING,
        "bands": bands(
            LOW_MEDIUM_HIGH,
            Band("0", "9.99", "low"),
            Band("10", "100", "high"),
            citation=CITATION,
        ),
    }
    return Percents("sum", "", **(given | changes))


def with_stated(scale, **stated):
    declared = consuming(scale)
    given = {f"other.risk.{part}": said for part, said in stated.items()}
    sheet = score(
        declared, GOOD, on=ON, upstream=stated_upstream(declared, given, on=ON)
    )
    return sheet[scale.id], [(each.item, str(each.code)) for each in sheet.problems]


def test_published_percents_are_added_without_binary_dust():
    result, _ = with_stated(plus(), percent="0.2")

    assert (0.3, 0.3, 0.3, "low") == (
        result.raw,
        result.score,
        result.percent,
        result.level.code,
    )
    assert [0.2, 0.1] == [each.amount for each in result.contributions]


def test_a_scale_that_does_not_apply_counts_as_declared():
    result, problems = with_stated(plus(), percent="not_applicable")

    assert (0.1, []) == (result.percent, problems)


def test_a_scale_that_is_missing_makes_what_needs_it_missing():
    result, problems = with_stated(plus(), percent="")

    assert "missing" == result.status
    assert [("other.risk.percent", "dependency")] == problems


def test_a_scale_that_is_not_there_is_named_with_its_instrument():
    sheet = score(consuming(plus()), GOOD, on=ON)

    assert ["scale 'risk' of instrument 'other' was not given"] == [
        each.says for each in sheet.problems
    ]


def test_where_any_of_two_scales_would_do_the_first_by_name_is_asked_for():
    another = ScaleOf("another", "risk", not_applicable="0")
    either = plus(table=table(("sum",), row(first_known(percent, another), "1")))
    declared = screen(scales=(either,), rules=(), consumes=(percent, another))

    sheet = score(declared, GOOD, on=ON)

    assert ["another.risk.percent"] == [each.item for each in sheet.problems]


@pytest.mark.parametrize(
    ("stated", "expected"), (("high", "high"), ("not_applicable", "low"))
)
def test_a_level_of_another_instrument_decides(stated, expected):
    rule = first_match((level.is_("none"), "low"), otherwise="high")

    result, problems = with_stated(decided(rule), level=stated)

    assert (expected, []) == (result.level.code, problems)


# -- which parts a result has


PLAIN_CURVE = Curve(intercept="0", slope="1")
RATED = Judged(
    "rated",
    "",
    item=work,
    scheme=LOW_MEDIUM_HIGH,
    levels=((0, "low"), (1, "medium"), (2, "high")),
    missing=NONE_MAY_BE_MISSING,
    citation=CITATION,
)


@pytest.mark.parametrize(
    ("scale", "parts"),
    (
        (odds(), "score percent level"),
        (plus(), "score percent level"),
        (total(), "score level"),
        (total(bands=None), "score"),
        (total(percents=PLAIN_CURVE), "score percent level"),
        (total(bands=None, percents=PLAIN_CURVE), "score percent"),
        (
            total(bands=None, percents=attrs.evolve(PLAIN_CURVE, bands=LEVELS)),
            "score percent level",
        ),
        (decided(first_match((moves.yes, "low"), otherwise="high")), "level"),
        (RATED, "level"),
        (Chosen("best", "", first_of=("total",), citation=CITATION), ""),
    ),
)
def test_a_result_has_the_parts_that_its_scale_declares(scale, parts):
    assert set(parts.split()) == parts_of(scale)


# -- the first of several scales


def chosen(answers, **changes):
    """A sheet of a scale with arrests, one without, the first of them, and the first of that."""
    full = Points(
        "full",
        "",
        table=table(("full",), row(work, 1), row(arrests, 10)),
        missing=NONE_MAY_BE_MISSING,
        **changes,
    )
    short = Points(
        "short",
        "",
        table=table(("short",), row(work, 1)),
        missing=NONE_MAY_BE_MISSING,
        **changes,
    )
    best = Chosen("best", "", first_of=("full", "short"), citation=CITATION)
    again = Chosen("again", "", first_of=("best",), citation=CITATION)
    declared = screen(scales=(full, short, best, again), rules=())
    return score(declared, answers, on=ON)


@pytest.mark.parametrize(
    ("answers", "points", "of"),
    (({"work": 2, "arrests": 1}, 12, "full"), ({"work": 2}, 2, "short")),
)
def test_a_chosen_scale_names_the_one_it_was_taken_from(answers, points, of):
    sheet = chosen(answers)

    assert [(points, of), (points, of)] == [
        (sheet[id].score, sheet[id].taken_from) for id in ("best", "again")
    ]


def test_a_chosen_scale_does_not_apply_where_none_of_them_does():
    sheet = chosen({"work": 2, "arrests": 1, "moves": True}, only_if=~moves.yes)

    assert "not_applicable" == sheet["best"].status
    assert () == sheet.problems


# -- counting and rounding


@pytest.mark.parametrize(
    ("node", "expected"),
    (
        (rounded(arrests / 2), (0, 1, 1, 2, 2)),
        (rounded_up(arrests / 2), (0, 1, 1, 2, 2)),
        (rounded_down(arrests / 2), (0, 0, 1, 1, 2)),
        (count(arrests >= 1, arrests >= 3), (0, 1, 1, 2, 2)),
        (first_match((arrests < 1, 7), (arrests < 3, 8), otherwise=9), (7, 8, 8, 9, 9)),
    ),
)
def test_whole_numbers_are_made_as_stated(node, expected):
    scale = Points(
        "n", "", table=table(("n",), row(node, 1)), missing=NONE_MAY_BE_MISSING
    )

    found = [scored(scale, {"arrests": n})[0] for n in range(5)]

    assert list(expected) == [each.raw for each in found]
    assert list(expected) == [
        sum(c.amount for c in each.contributions) for each in found
    ]


def test_a_blank_can_count_as_a_no():
    both = certainly(moves.yes & (arrests >= 1))
    either = certainly(moves.yes | (arrests >= 1))
    neither = certainly(~(moves.yes | (arrests >= 1)))
    scale = Points(
        "n",
        "",
        table=table(("n",), row(both, 1), row(either, 10), row(neither, 100)),
        missing=NONE_MAY_BE_MISSING,
    )

    found = [
        scored(scale, answers)[0].raw
        for answers in (
            {"moves": True, "arrests": 1},
            {"moves": True},
            {"arrests": 0},
            {"moves": False, "arrests": 0},
            {},
        )
    ]

    assert [11, 10, 0, 100, 0] == found


def test_what_stands_in_for_an_answer_is_told():
    scale = Points(
        "n",
        "",
        table=table(("n",), row(first_known(work, 0), 1), row(certainly(moves.yes), 1)),
        missing=MissingRule("a blank counts nothing"),
    )
    declared = screen(scales=(scale,), rules=())

    sheet = score(declared, {"work": 1}, on=ON)

    assert [("moves", False, "a blank counts nothing")] == [
        (each.item, each.value, each.because) for each in sheet.assumed
    ]


def test_a_number_outside_every_range_is_a_problem_of_the_answers():
    both = named("both", arrests + work)
    scale = Points(
        "n",
        "",
        table=table(("n",), by_range(both, (0, 4, (0,)), (5, 9, (1,)))),
        missing=NONE_MAY_BE_MISSING,
    )

    inside, _ = scored(scale, {"arrests": 7, "work": 2}, values=(both,))
    outside, problems = scored(scale, {"arrests": 9, "work": 1}, values=(both,))

    assert (1, "invalid") == (inside.raw, outside.status)
    assert [("n", "not_covered")] == problems
    declared = screen(scales=(scale,), rules=(), values=(both,))
    with pytest.raises(ValueError, match="says nothing of this"):
        plain_raw(declared, scale, with_values(declared, {"arrests": 9, "work": 1}))


def test_a_quotient_is_in_a_range_where_it_is_a_whole_number():
    half = named("half", arrests / 2)
    scale = Points(
        "n",
        "",
        table=table(("n",), by_range(half, (0, 1, (3,)), (2, 4, (5,)))),
        missing=NONE_MAY_BE_MISSING,
    )

    found = [scored(scale, {"arrests": n}, values=(half,))[0] for n in (2, 3, 4)]

    # 1, one and a half, 2
    assert [3, None, 5] == [each.score for each in found]
    assert [3, 5] == [found[at].contributions[0].amount for at in (0, 2)]
    assert "invalid" == found[1].status


def test_a_row_can_count_one_thing_where_a_condition_holds_and_another_where_not():
    worth = arrests.when(moves.yes, otherwise=work)
    scale = Points(
        "n", "", table=table(("n",), row(worth, 2)), missing=NONE_MAY_BE_MISSING
    )

    moved, _ = scored(scale, GOOD | {"moves": True})
    stayed, _ = scored(scale, GOOD | {"moves": False})

    # twice the one arrest, or twice the 2 of the work
    assert (2, 4) == (moved.raw, stayed.raw)
    assert [4] == [each.amount for each in stayed.contributions]


def test_a_cell_can_count_in_each_column():
    columns = ("one", "two")
    rows = in_each(columns, row(work, 3), by_range(arrests, (0, 0, (0,)), (1, 9, (4,))))

    assert [(3, 3)] == [rows[0].cells]
    assert [(0, 0), (4, 4)] == [cells for _, _, cells in rows[1].ranges]


# -- what a model scores


@pytest.mark.parametrize(
    ("reports", "said", "bands", "parts"),
    (
        (Reports.LOG_ODDS, 0.0, PERCENT_LEVELS, {"score", "percent", "level"}),
        (Reports.POINTS, 2, LEVELS, {"score", "level"}),
        (Reports.POINTS, 2, None, {"score"}),
    ),
)
def test_a_black_box_reports_the_parts_that_its_declaration_promises(
    reports, said, bands, parts
):
    box = BlackBox(
        "box",
        "",
        model="invented 1",
        reports=reports,
        requires=(work,),
        missing=NONE_MAY_BE_MISSING,
        bands=bands,
    )
    declared = screen(scales=(box,), rules=())

    sheet = black_box_sheet(declared, GOOD, lambda _: {"box": Estimate(said)}, on=ON)

    result = sheet["box"]
    assert "scored" == result.status
    assert parts == {
        part
        for part in ("score", "percent", "level")
        if getattr(result, part) is not None
    }
    assert parts == parts_of(box)


# -- what cannot be declared

BROKEN = {
    "case 1: is for all others, but is not the last": cases(
        Case(None, "1", "low"), Case(moves.yes, "2", "high")
    ),
    "the last case must be for all others; say `None`": cases(
        Case(moves.yes, "2", "high")
    ),
    "case 1: 101 is no percent": cases(Case(None, "101", "low")),
    "case 1: 'few' is not a decimal number": cases(Case(None, "few", "low")),
    "the groups must have levels of one scheme": total(
        bands=None,
        bands_by=(
            GroupBands(moves.yes, LEVELS),
            GroupBands(
                ~moves.yes,
                bands(
                    LevelScheme("two", ("no", "yes")), Band(0, 3, "no"), citation="p"
                ),
            ),
        ),
    ),
    "levels are declared of the points and of the percent; declare one of them": total(
        percents=Curve(intercept="0", slope="1", bands=PERCENT_LEVELS)
    ),
    "percents are decimal text with at most two decimals: "
    "'49.99' has more decimals than are shown": total(
        bands=None,
        percents=Curve(
            intercept="0", slope="1", bands=PERCENT_LEVELS, shown=Shown(places=1)
        ),
    ),
    "'severe' is not a level of its scheme (low, medium, high)": decided(
        first_match((moves.yes, "severe"), otherwise="low")
    ),
    "'moves' does not say a code": decided(moves),
    "levels are declared for all and for groups; declare one of them": total(
        bands_by=GROUPS
    ),
    "a level is lowered, but no levels are declared": total(
        bands=None, lowered=LOWERED
    ),
    "slope: 'steep' is not a decimal number": total(
        percents=Curve(intercept="0", slope="steep")
    ),
    "where moves is yes: the last range ends at 2, but the highest possible is 3": total(
        bands=None,
        bands_by=(
            GroupBands(
                moves.yes,
                bands(LOW_MEDIUM_HIGH, Band(0, 2, "low"), citation=CITATION),
            ),
        ),
    ),
}


@pytest.mark.parametrize("defect", BROKEN)
def test_a_fault_in_how_a_scale_is_reported_is_named(defect):
    scale = BROKEN[defect]

    with pytest.raises(DeclarationError) as raised:
        screen(scales=(scale,), rules=())

    assert f"scale '{scale.id}': {defect}" in raised.value.defects


CELL = matrix(work, work, ((1, 2, "low"),)).is_("low")
GATES = {
    (
        f"item 'pay': '{CELL}' says a code for a policy; an instrument's formulas hold "
        "no such node"
    ): AskedIf(CELL, counts=0, because="p. 1"),
    "item 'pay': is asked by 'arrests', which is not an item above it": AskedIf(
        arrests >= 1, counts=0, because="p. 1"
    ),
    "item 'pay': `asked_if` has no citation; say in `because` who says so": AskedIf(
        work.is_(1), counts=0, because=""
    ),
    "item 'pay': not asked it counts 11, which is not an answer of the item": AskedIf(
        work.is_(1), counts=11, because="p. 1"
    ),
}


@pytest.mark.parametrize("defect", GATES)
def test_a_fault_in_when_a_question_is_asked_is_named(defect):
    gated = Item("pay", "", Whole(0, 9), asked_if=GATES[defect])

    with pytest.raises(DeclarationError) as raised:
        screen(items=(work, gated, moves, arrests), rules=())

    assert defect in raised.value.defects


def test_a_blank_and_a_question_that_is_not_asked_are_not_counted_both_ways():
    gated = Item(
        "pay",
        "",
        Whole(0, 9, Blank(0, "p. 2")),
        asked_if=AskedIf(work.is_(1), counts=0, because="p. 1"),
    )

    with pytest.raises(DeclarationError, match="declare one of them"):
        screen(items=(work, gated, moves, arrests), rules=())


def test_a_date_that_is_not_asked_for_counts_nothing():
    gated = Item(
        "paid_on",
        "",
        Day(),
        asked_if=AskedIf(work.is_(1), counts=20260101, because="p. 1"),
    )

    with pytest.raises(DeclarationError, match="not an answer of the item"):
        screen(items=(work, gated, moves, arrests), rules=())


def test_a_chosen_scale_does_not_apply_where_none_of_those_it_is_chosen_from_does():
    scales = (
        total(only_if=arrests >= 2),
        Chosen("either", "", first_of=("total",), citation=CITATION),
    )
    declared = screen(scales=scales, rules=())

    nobody = score(declared, GOOD | {"arrests": 1}, on=ON)
    somebody = score(declared, GOOD | {"arrests": 2}, on=ON)

    assert "not_applicable" == nobody["either"].status
    assert "scored" == somebody["either"].status


def test_flags_and_people_are_checked_for_names_and_kinds():
    strange = Item("strange", "", one_of(Choice(1), Choice(2)))

    with pytest.raises(DeclarationError) as raised:
        screen(
            scales=(
                total(
                    only_if=strange.is_(1),
                    flags=(Flag("f", when=work.is_(7), says=""),),
                ),
            ),
            rules=(),
        )

    assert {
        "scale 'total': nothing is called 'strange'",
        "scale 'total' flag 'f': 'work is 7': 7 is not a code of 'work'",
    } <= set(raised.value.defects)
