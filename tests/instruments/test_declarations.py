"""A wrong declaration fails when it is made, and lists everything that is wrong."""

import pytest

from supervise.errors import DeclarationError, ProblemCode
from supervise.instruments import (
    Band,
    Blank,
    Change,
    Choice,
    Chosen,
    Example,
    Expected,
    Item,
    Judged,
    OneOf,
    Rule,
    Shown,
    Step,
    Whole,
    YesNo,
    bands,
    named,
    one_of,
    score,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import Need
from supervise.rules import (
    by_code,
    by_range,
    first_known,
    log,
    matrix,
    row,
    table,
    years,
)
from supervise.sources import Source
from tests.instruments.invented import (
    CITATION,
    ITEMS,
    ON,
    arrests,
    levels,
    moves,
    odds,
    remarks,
    rule,
    scale,
    screen,
    since,
    weights,
    work,
)


def defects(**changes):
    with pytest.raises(DeclarationError) as raised:
        screen(**changes)
    return raised.value.defects


def banded(*each):
    return {"scales": (scale(bands=bands(LOW_MEDIUM_HIGH, *each, citation=CITATION)),)}


def in_table(*rows):
    return {
        "scales": (scale(table=table(("total",), *rows), bands=None),),
    }


def test_a_right_declaration_is_made():
    assert screen().id == "example_screen"


def test_a_missing_band_is_named_with_both_of_its_edges():
    found = defects(**banded(Band(0, 1, "low"), Band(4, 5, "high")))

    assert ("scale 'total': gap between 1 and 4: nothing is said of 2 to 3",) == found


def test_a_gap_of_one_hundredth_of_a_percent_is_found():
    found = defects(
        scales=(
            odds(
                bands=bands(
                    LOW_MEDIUM_HIGH,
                    Band("0", "29.99", "low"),
                    Band("30.01", "59.99", "medium"),
                    Band("60", "99.99", "high"),
                    citation=CITATION,
                )
            ),
        )
    )

    assert (
        "scale 'odds': gap between 29.99 and 30.01: nothing is said of 30.00",
    ) == found


def in_tenths(lowest_high):
    """A scale of log-odds whose percent has one decimal, with two levels."""
    tenths = bands(
        LOW_MEDIUM_HIGH,
        Band("0", "49.9", "low"),
        Band(lowest_high, "99.9", "high"),
        citation=CITATION,
    )
    return odds(bands=tenths, shown=Shown(places=1, at_most="99.9"), at_most="100.00")


def test_levels_of_a_percent_with_one_decimal_may_follow_by_tenths():
    assert "odds" == screen(scales=(in_tenths("50"),)).scales[0].id


def test_a_gap_between_percents_with_one_decimal_is_named():
    found = defects(scales=(in_tenths("50.1"),))

    assert (
        "scale 'odds': gap between 49.9 and 50.1: nothing is said of 50.0",
    ) == found


def test_an_edge_between_two_hundredths_is_refused():
    between = bands(
        LOW_MEDIUM_HIGH,
        Band("0", "49.995", "low"),
        Band("50", "99.99", "high"),
        citation=CITATION,
    )

    (defect,) = defects(scales=(odds(bands=between),))

    assert defect.endswith("two decimals: '49.995' has more than two decimals")


def test_every_defect_is_told_at_once():
    found = defects(
        version=" ",
        not_for="",
        unvalidated="",
        source=Source(citation="", licence="", population="x", checked="2026-01-15"),
        items=(*ITEMS, Item("Moved", "?", YesNo())),
        scales=(scale(bands=levels(medium=1, top=6)),),
        rules=(rule(blocks=("totle",)),),
    )

    assert {
        "id 'Moved' is not lower snake case",
        "version is empty; say it, or say that none is known",
        "not_for is empty; say it, or say that none is known",
        "source.citation is empty; state it",
        "source.licence is empty; state it",
        "no validation study is named; name one, or say in `unvalidated` why there is none",
        "rule 'no_move': blocks 'totle', which is not a scale",
        "scale 'total': the last range ends at 6, but the highest possible is 5",
    } == set(found)


BANDS = {
    "overlap: 1 to 2 belongs to two ranges": banded(
        Band(0, 2, "low"), Band(1, 3, "medium"), Band(4, 5, "high")
    ),
    "the first range begins at 1, but the lowest possible is 0": banded(
        Band(1, 3, "low"), Band(4, 5, "high")
    ),
    "the last range ends at 4, but the highest possible is 5": banded(
        Band(0, 2, "low"), Band(3, 4, "high")
    ),
    "range 5 to 4 high is empty": banded(
        Band(0, 4, "low"), Band(5, 4, "high"), Band(5, 5, "high")
    ),
    "'severe' is not a level of its scheme (low, medium, high)": banded(
        Band(0, 4, "low"), Band(5, 5, "severe")
    ),
    "no ranges are stated": banded(),
}


@pytest.mark.parametrize("defect", BANDS)
def test_a_fault_in_the_bands_is_named(defect):
    assert f"scale 'total': {defect}" in defects(**BANDS[defect])


STEPS = {
    "gap between 1 and 3: nothing is said of 2": (Step(0, 1, 0), Step(3, 5, 1)),
    "overlap: 3 belongs to two ranges": (Step(0, 3, 0), Step(3, 5, 1)),
    "the last range ends at 4, but the highest possible is 5": (
        Step(0, 2, 0),
        Step(3, 4, 1),
    ),
}


@pytest.mark.parametrize("defect", STEPS)
def test_a_fault_in_the_conversion_is_named(defect):
    found = defects(scales=(scale(converts=STEPS[defect], bands=None),))

    assert f"scale 'total': {defect}" in found


NO_CODES = "has no codes; give rows of conditions: row(condition, ...)"
TABLES = {
    "row 'work': codes do not match: lacking 2; unknown 7": in_table(
        by_code(work, {0: (0,), 1: (1,), 7: (2,)})
    ),
    # work is coded 0, 1 and 2, arrests is a count, since a date, remarks words
    "row 'work': '0' is not an answer of 'work'": in_table(
        by_code(work, {"0": (0,), 1: (1,), 2: (2,)})
    ),
    "row 'work': True is not an answer of 'work'": in_table(
        by_code(work, {0: (0,), True: (1,), 2: (2,)})
    ),
    "row 'arrests': '1' is not an answer of 'arrests'": in_table(
        by_code(arrests, {0: (0,), "1": (1,)})
    ),
    f"row 'since': 'since' {NO_CODES}": in_table(by_code(since, {"2020": (1,)})),
    f"row 'remarks': 'remarks' {NO_CODES}": in_table(by_code(remarks, {"a": (1,)})),
    "row 'arrests': gap between 2 and 4: nothing is said of 3": in_table(
        by_range(arrests, (0, 2, (0,)), (4, 9, (1,)))
    ),
    "row 'moves': 'moves' is not a count": in_table(by_range(moves, (0, 1, (0,)))),
    "row 'moves is yes' has 2 cells for 1 columns": in_table(row(moves.yes, 1, 2)),
    "row 'moves is yes': 0.5 is not a whole number of points": in_table(
        row(moves.yes, 0.5)
    ),
    "row 'moves is yes': '1' is not a whole number of points": in_table(
        row(moves.yes, "1")
    ),
    "its table has no column for it; there are: other": {
        "scales": (scale(table=weights(column="other"), bands=None),)
    },
    "columns is 'total'; give a tuple, ('scale', ...)": {
        "scales": (scale(table=table("total", row(moves.yes, 1)), bands=None),)
    },
}


@pytest.mark.parametrize(
    "codes",
    (
        {1: (2,), 0: (1,)},
        {"Y": (2,), "N": (1,)},
        {True: (2,), 0: (1,)},
        {True: (2,)},
        {"N": (1,), True: (2,)},
    ),
    ids=("numbers", "letters", "one of each", "a yes alone", "a word and a yes"),
)
def test_codes_of_a_yes_are_refused_with_what_to_write_instead(codes):
    # a yes is neither 1 nor "Y" in a formula, though files may write it so
    asked = "'moves' is yes or no and has no codes; ask for it: row(item.yes, ...)"

    found = defects(**in_table(by_code(moves, codes)))

    assert (f"scale 'total': row 'moves': {asked}",) == found


def test_rows_of_a_yes_and_of_a_no_are_rows_of_the_answer():
    both = in_table(by_code(moves, {True: (2,), False: (1,)}))

    yes, no = (
        score(screen(**both, rules=()), {"moves": answer}, on=ON)["total"].score
        for answer in (True, False)
    )

    assert (2, 1) == (yes, no)


@pytest.mark.parametrize("defect", TABLES)
def test_a_fault_in_a_table_is_named(defect):
    assert f"scale 'total': {defect}" in defects(**TABLES[defect])


@pytest.mark.parametrize(
    ("cell", "defect"),
    (
        (1.5, "1.5 is not decimal text, as a published coefficient must be"),
        ("one", "'one' is not a decimal number"),
        ("nan", "'nan' is not a decimal number"),
        ("inf", "'inf' is not a decimal number"),
    ),
)
def test_a_coefficient_is_decimal_text(cell, defect):
    found = defects(
        scales=(odds(table=table(("odds",), row(arrests, cell, label="n"))),)
    )

    assert f"scale 'odds': row 'n': {defect}" in found


ITEMS_AND_FORMULAS = {
    "id 'work' is used 2 times": {"items": (*ITEMS, work)},
    "id 'on' is reserved for the date of the assessment": {
        "items": (*ITEMS, Item("on", "", YesNo()))
    },
    "item 'count': no whole number lies from 3 to 2": {
        "items": (*ITEMS, Item("count", "", Whole(3, 2)))
    },
    "items is a list; give a tuple": {"items": list(ITEMS)},
    "item 'choice': codes must be distinct and at least one": {
        "items": (*ITEMS, Item("choice", "", one_of(Choice(1), Choice(1))))
    },
    "item 'none': codes must be distinct and at least one": {
        "items": (*ITEMS, Item("none", "", OneOf(())))
    },
    "item 'mixed': codes mix numbers and texts; use one type": {
        "items": (*ITEMS, Item("mixed", "", one_of(Choice(1), Choice("2"))))
    },
    "item 'blank': blank 7 is not an answer of the item": {
        "items": (*ITEMS, Item("blank", "", Whole(0, 3, Blank(7, "p. 1"))))
    },
    "item 'blank': blank has a value but no citation; say in `because` who says so": {
        "items": (*ITEMS, Item("blank", "", Whole(0, 3, Blank(0, " "))))
    },
    "item 'goal': goal-worthy, but without a need that can change": {
        "items": (
            *ITEMS,
            Item("goal", "", YesNo(), Need.HISTORY, Change.GOAL_WORTHY),
        )
    },
    "value 'age': nothing above it is called 'born'": {
        "values": (named("age", years(Item("born", "", YesNo()), since)),)
    },
    "value 'rate': 'log(work) + moves': 'moves' is not a number": {
        "values": (named("rate", log(work) + moves),)
    },
    "value 'span': 'years(work, since)': 'work' is not a date": {
        "values": (named("span", years(work, since)),)
    },
    "rule 'r': 'since < arrests': neither two numbers nor two dates": {
        "rules": (Rule("r", since < arrests, "", about=since, remedy=""),)
    },
    "rule 'r': 'work is 7': 7 is not a code of 'work'": {
        "rules": (Rule("r", work.is_(7), "", about=work, remedy=""),)
    },
    "rule 'r': 'moves is 1': 1 is not an answer of 'moves'": {
        "rules": (Rule("r", moves.is_(1), "", about=moves, remedy=""),)
    },
    "rule 'r': 'arrests is 1': '1' is not an answer of 'arrests'": {
        "rules": (Rule("r", arrests.is_("1"), "", about=arrests, remedy=""),)
    },
    "rule 'r': 'work is yes': 'work' is not a yes/no answer": {
        "rules": (Rule("r", work.yes, "", about=work, remedy=""),)
    },
    "rule 'r': nothing is called 'elsewhere'": {
        "rules": (
            Rule("r", Item("elsewhere", "", YesNo()).yes, "", about=moves, remedy=""),
        )
    },
    "rule 'r': is about 'elsewhere', which is not an item": {
        "rules": (
            Rule("r", moves.yes, "", about=Item("elsewhere", "", YesNo()), remedy=""),
        )
    },
    "rule 'no_move' is stated 2 times": {"rules": (rule(), rule())},
    "rule 'no_move': blocks nothing; name scales, or ALL_SCALES": {
        "rules": (rule(blocks=()),)
    },
    "rule 'no_move': blocks 'either', which is chosen from others; name those": {
        "scales": (
            scale(),
            Chosen("either", "", first_of=("total",), citation=CITATION),
        ),
        "rules": (rule(blocks=("either",)),),
    },
    "scale 'either': chooses 'nothing', which is not a scale above it": {
        "scales": (
            scale(),
            Chosen("either", "", first_of=("nothing",), citation=CITATION),
        ),
    },
    "scale 'rated': levels must be given for exactly the codes of item 'work'": {
        "scales": (
            Judged(
                "rated",
                "",
                item=work,
                scheme=LOW_MEDIUM_HIGH,
                levels=((0, "low"), (1, "high")),
                missing=scale().missing,
                citation=CITATION,
            ),
        ),
    },
    "example 1: 'wrok' is not an item": {
        "examples": (
            Example(answers={"wrok": 1}, on="2026-01-15", expects={}, source="p. 1"),
        )
    },
    "example 1: 'other.risk.percent' is not consumed": {
        "examples": (
            Example(
                answers={},
                on="2026-01-15",
                expects={},
                source="p. 1",
                upstream={"other.risk.percent": "10"},
            ),
        )
    },
    "example 1: no source": {
        "examples": (Example(answers={}, on="2026-01-15", expects={}, source=""),)
    },
    "example 1: 'totle' is not a scale": {
        "examples": (
            Example(
                answers={},
                on="2026-01-15",
                expects={"totle": Expected(1)},
                source="p. 1",
            ),
        )
    },
    "no items": {"items": (), "rules": (), "scales": ()},
    "no scales": {"scales": ()},
}


@pytest.mark.parametrize("defect", ITEMS_AND_FORMULAS)
def test_a_fault_in_items_rules_or_examples_is_named(defect):
    assert defect in defects(**ITEMS_AND_FORMULAS[defect])


def test_a_rule_has_one_of_three_codes():
    with pytest.raises(ValueError, match="must be in"):
        rule(code=ProblemCode.WRONG_TYPE)


@pytest.mark.parametrize("join", (lambda c: c and c, lambda c: not c, bool))
def test_a_condition_is_not_asked_for_its_truth(join):
    with pytest.raises(TypeError, match="join with"):
        join(moves.yes)


def test_text_cannot_be_weighed():
    found = defects(**in_table(row(remarks, 1)))

    assert (
        "scale 'total' row 'remarks': 'remarks' is neither a number nor a condition"
        in found
    )


@pytest.mark.parametrize("exponent", (-1, 1.5, True, "2"))
def test_a_power_has_a_whole_exponent_from_nought(exponent):
    # Below nought it is a ratio, which says where it has no result.
    says = "the exponent is not a whole number from 0"

    assert any(says in each for each in defects(**in_table(row(work**exponent, 1))))
    assert screen(**in_table(row(work**2, 1)))


def test_a_node_that_says_a_code_for_a_policy_has_no_place_in_a_formula():
    cell = matrix(work, moves, ((0, "yes", "low"),))

    in_a_row = defects(**in_table(row(cell.is_("low"), 1)))
    in_a_value = defects(values=(named("cell", cell),))

    for found in (in_a_row, in_a_value):
        assert any(
            "an instrument's formulas hold no such node" in each for each in found
        )


# -- how far points reach


@pytest.mark.parametrize(
    ("rows", "highest"),
    (
        # 2 for work, 3 for a move, and 1 for everybody
        ((row("constant", 1), row(work, 1), row(moves.yes, 3)), 6),
        # a yes counts twice, as a number; 2 for work
        ((row(work, 1), row(moves.counted, 2)), 4),
        # the arrests of those who moved, and else 12: 0 to 12
        ((row(arrests.when(moves.yes, otherwise=12), 1),), 12),
        # a product that nobody can bound counts for nothing; 2 for work
        ((row(work * arrests, 0), row(work, 2)), 4),
        # the work, where it is known, else the arrests: 0 to 9
        ((row(first_known(work, arrests), 1),), 9),
    ),
)
def test_the_last_band_ends_at_the_highest_sum_that_the_rows_can_come_to(rows, highest):
    def with_top(top):
        first = 1 if rows[0].of is None else 0
        return {
            "scales": (
                scale(
                    table=table(("total",), *rows),
                    bands=bands(
                        LOW_MEDIUM_HIGH,
                        Band(first, 2, "low"),
                        Band(3, top, "high"),
                        citation=CITATION,
                    ),
                ),
            )
        }

    said = f"but the highest possible is {highest}"
    short = f"scale 'total': the last range ends at {highest - 1}, {said}"
    beyond = f"scale 'total': the last range ends at {highest + 1}, {said}"

    assert screen(**with_top(highest))
    assert (short,) == defects(**with_top(highest - 1))
    assert (beyond,) == defects(**with_top(highest + 1))


def test_points_reach_as_far_as_the_answers_that_the_form_covers():
    # 9 can be recorded, but nobody who has it is scored: 0 to 2 for use, 0 to 2 for work
    use = Item(
        "use",
        "Use",
        one_of(
            Choice(0, "none"), Choice(2, "much"), Choice(9, "not asked", covered=False)
        ),
    )
    rows = table(("total",), row(use, 1), row(work, 1))

    assert screen(items=(*ITEMS, use), scales=(scale(table=rows, bands=levels(top=4)),))


def test_how_far_a_value_reaches_that_arithmetic_makes_is_left_to_its_publisher():
    # nobody can tell simply how far the product of two numbers reaches
    rows = table(("total",), row(work * arrests, 1))

    assert screen(scales=(scale(table=rows, bands=levels(top=40)),))


BOTH = named("both", arrests + work)


@pytest.mark.parametrize("of", (BOTH, arrests), ids=("a sum", "a count"))
def test_what_codes_of_numbers_leave_out_is_a_problem_of_the_answers(of):
    rows = table(("total",), by_code(of, {0: (0,), 1: (1,)}))
    declared = screen(values=(BOTH,), scales=(scale(table=rows, bands=None),), rules=())

    one = score(declared, {"arrests": 1, "work": 0}, on=ON)
    two = score(declared, {"arrests": 2, "work": 0}, on=ON)

    # what the publisher names counts; what it does not name is never counted as nothing
    assert (1, None) == (one["total"].score, two["total"].score)
    assert [ProblemCode.NOT_COVERED] == [each.code for each in two.problems]
