"""Nodes that say a code; expected values follow from the definition of each node."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.rules import (
    NO_ANSWER,
    NOTHING,
    Ref,
    answered,
    cut,
    first_match,
    mapped,
    matrix,
    stated,
    value_of,
)
from supervise.rules.choices import Mapped, codes_said, gaps
from supervise.rules.kinds import Kind, kind_of

NUMBER, CODE = Ref("number"), Ref("code")
CELLS = cut(NUMBER, "25", "0", "6.9")


@pytest.mark.parametrize(
    ("number", "cell"),
    (
        (0, "0"),
        (6.89, "0"),
        (6.895, "0"),
        (6.9, "6.9"),
        (24.999999, "6.9"),
        (25, "25"),
        (1000, "25"),
        (-0.01, NO_ANSWER),
        (None, None),
        (NOTHING, NOTHING),
    ),
)
def test_a_number_falls_in_the_cell_with_the_highest_floor_not_above_it(number, cell):
    assert cell == value_of(CELLS, {"number": number})


@given(st.floats(min_value=0, allow_nan=False, allow_infinity=False))
def test_no_number_from_the_lowest_floor_up_is_without_a_cell(number):
    assert value_of(CELLS, {"number": number}) in {"0", "6.9", "25"}


@pytest.mark.parametrize(
    ("code", "said"),
    (("a", 1), ("b", NOTHING), ("c", NO_ANSWER), (None, None), (NOTHING, NOTHING)),
)
def test_a_map_says_what_stands_beside_a_code(code, said):
    assert said == value_of(mapped(CODE, {"a": 1, "b": NOTHING}), {"code": code})


@pytest.mark.parametrize(
    ("number", "code", "said"),
    (
        (3, "a", "first"),
        (3, "b", "second"),
        (1, "b", "second"),
        (1, "a", "neither"),
        (3, None, None),
        (None, "b", "second"),
        (None, "a", None),
    ),
)
def test_the_first_case_that_holds_decides_and_an_undecided_one_stops(
    number, code, said
):
    rule = first_match(
        ((NUMBER >= 2) & CODE.is_("a"), "first"),
        (CODE.is_("b"), "second"),
        otherwise="neither",
    )
    facts = {"number": number, "code": code}

    assert said == value_of(rule, facts)


def test_a_first_case_that_is_decided_against_does_not_need_the_rest_of_it():
    rule = first_match(((NUMBER >= 2) & CODE.is_("a"), "x"), otherwise="y")

    assert "y" == value_of(rule, {"number": 1, "code": None})


def test_a_matrix_passes_on_that_an_axis_says_nothing():
    table = matrix(CODE, NUMBER, [("a", 1, "x")])

    assert NOTHING is value_of(table, {"code": NOTHING, "number": 1})


def test_a_code_that_is_stated_is_said_whatever_the_facts():
    assert ["x", NOTHING] == [value_of(stated(said), {}) for said in ("x", NOTHING)]


def test_a_silent_fact_is_not_answered():
    rule = first_match((answered(CODE), "yes"), otherwise="no")

    assert ["yes", "no", "no"] == [
        value_of(rule, {"code": code}) for code in ("a", NOTHING, None)
    ]


def test_what_a_node_can_say_is_told_from_the_declaration():
    codes = {"code": frozenset({"a", "b"})}

    assert frozenset({"a", "b"}) == codes_said(CODE, codes)
    assert frozenset({"0", "6.9", "25"}) == codes_said(CELLS, codes)
    assert frozenset({1, NOTHING}) == codes_said(
        mapped(CODE, {"a": 1, "b": NOTHING}), codes
    )
    assert frozenset({"x"}) == codes_said(stated("x"), codes)
    assert frozenset({"x", 3}) == codes_said(
        matrix(CODE, CODE, [("a", "a", "x"), ("a", "b", 3)]), codes
    )
    assert None is codes_said(NUMBER + 1, codes)


def test_repeated_floors_are_a_defect():
    assert ["'number': floors must be distinct and at least one"] == list(
        gaps(cut(NUMBER, "1", "1"), {})
    )
    assert [] == list(gaps(CELLS, {}))
    assert 1 == len(list(gaps(cut(NUMBER), {})))


@pytest.mark.parametrize(
    ("node", "kind"),
    (
        (stated("a"), Kind.CODE),
        (stated(1), Kind.NUMBER),
        (mapped(CODE, {"a": 1}), Kind.NUMBER),
        (mapped(CODE, {"a": "b"}), Kind.CODE),
        (mapped(CODE, {"a": 1, "b": "c"}), Kind.CODE),
        (CELLS, Kind.CODE),
        (first_match((CODE.is_("a"), 1), otherwise=0), Kind.NUMBER),
    ),
)
def test_a_node_has_the_kind_of_what_it_says(node, kind):
    assert kind == kind_of(node, {})


@pytest.mark.parametrize(
    ("node", "text"),
    (
        (CELLS, "number from 0 or 6.9 or 25"),
        (mapped(CODE, {"a": 1}), "code mapped"),
        (stated(NOTHING), "says nothing"),
        (
            first_match((CODE.is_("a"), "x"), otherwise=NOTHING),
            "x where code is a; else says nothing",
        ),
    ),
)
def test_a_node_reads_as_a_sentence(node, text):
    assert text == str(node)


COLOUR = Ref("colour")
COLOURS = {"colour": frozenset({"red", "blue"})}


@pytest.mark.parametrize(
    ("pairs", "said"),
    (
        ((("red", "low"), ("blue", "high")), []),
        ((("red", "low"), ("red", "high"), ("blue", "low")), ["stated twice"]),
        ((("red", "low"),), ["nothing is stated for 'blue'"]),
        (
            (("red", "low"), ("blue", "low"), ("pink", "high")),
            ["'pink' cannot occur"],
        ),
    ),
)
def test_what_a_list_of_codes_lacks_repeats_or_has_too_many_is_named(pairs, said):
    found = list(gaps(Mapped(COLOUR, pairs), COLOURS))

    assert len(said) == len(found)
    assert all(words in line for words, line in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("row", "column", "missed"),
    (
        (COLOUR, COLOUR, ["'red' and 'blue'", "'red' and 'red'"]),
        (COLOUR, NUMBER, []),
        (NUMBER, COLOUR, []),
    ),
)
def test_cells_are_missed_where_both_axes_say_which_codes_there_are(
    row, column, missed
):
    table = matrix(row, column, [("blue", "blue", "x"), ("blue", "red", "y")])

    assert missed == [line.partition("stated for ")[2] for line in gaps(table, COLOURS)]
