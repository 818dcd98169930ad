"""Criteria say in words what they ask; tables and states say what is wrong with them."""

import pickle
from datetime import date
from fractions import Fraction

import pytest

from supervise.dates import days, months
from supervise.errors import DeclarationError
from supervise.rules import (
    CodeTable,
    Dated,
    Events,
    Ref,
    largest,
    smallest,
    table,
)
from supervise.rules.code_tables import beside
from supervise.rules.criteria import (
    AtLeast,
    Happened,
    Held,
    Latest,
    Left,
    Rose,
    Rounding,
    Served,
    Since,
)
from supervise.rules.spans import both, either
from supervise.rules.tables import read_rows, row

CALM = Ref("calm").yes
TEST = Events("test")


@pytest.mark.parametrize(
    ("criterion", "words"),
    (
        (Since("start", days(30)), "at least 30 days since start"),
        (Left("end", months(1)), "more than 1 month left until end"),
        (Held(CALM, days(90)), f"{CALM} for 90 days"),
        (Happened(TEST, 2, days(14)), f"2 or more {TEST} within 14 days"),
        (Latest(TEST, CALM), f"the latest {TEST} has {CALM}"),
        (
            Rose(TEST, "score", 10, from_zero=False),
            f"score of the latest {TEST} rose by 10 percent",
        ),
        (
            Served("start", "end", Fraction(1, 2), Rounding.UP),
            "1/2 of the term from start to end",
        ),
        (AtLeast(1, (CALM, CALM)), f"at least 1 of {CALM}, {CALM}"),
    ),
)
def test_a_criterion_says_what_it_asks(criterion, words):
    assert words == str(criterion)


def test_a_code_that_stands_in_two_rows_is_refused():
    with pytest.raises(DeclarationError, match="a code stands in two rows"):
        CodeTable("offences", "group", (("1", "a"), ("1", "b")))


def test_a_table_of_codes_pickles_as_itself_and_shows_no_row():
    groups = CodeTable("offences", "group", (("1", "a"), ("2", "")))

    pickled = pickle.loads(pickle.dumps(groups))

    assert (groups, "a") == (pickled, pickled.lookup["1"])
    assert "<table offences: group of 2 codes>" == repr(pickled)


def test_a_table_beside_no_package_says_what_to_do():
    with pytest.raises(DeclarationError, match="put both into one"):
        beside(None, "offences.csv")


def test_a_row_with_too_few_cells_is_named():
    made = table(("one", "two"), row("constant", 1))

    assert made.defects() == ["row 'constant' has 1 cells for 2 columns"]


def test_a_file_and_a_declaration_of_other_rows_name_both(tmp_path, monkeypatch):
    package = tmp_path / "invented_tables"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "weights.csv").write_text("term,total\nage,1\nsex,2\n")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(DeclarationError) as caught:
        read_rows(
            "invented_tables", "weights.csv", ("total",), {"age": "age", "work": "work"}
        )

    assert caught.value.defects == (
        "'sex' is in the file and not declared",
        "'work' is declared and not in the file",
    )


def test_a_state_that_ends_before_it_begins_is_refused():
    with pytest.raises(DeclarationError, match="ends 2026-01-01, before 2026-01-02"):
        Dated(value=True, start=date(2026, 1, 2), end=date(2026, 1, 1))


def test_a_state_of_one_day_is_none_too_short():
    day = date(2026, 1, 1)

    assert Dated(value=True, start=day, end=day).end == day


# By hand: the days that two runs share, and those of either.
@pytest.mark.parametrize(
    ("one", "other", "shared", "together"),
    (
        ((), ((1, 2),), (), ((1, 2),)),
        (((1, 3),), ((3, 5),), (), ((1, 5),)),
        (((1, 9),), ((2, 3), (5, 6)), ((2, 3), (5, 6)), ((1, 9),)),
        (((1, 4), (6, 8)), ((3, 7),), ((3, 4), (6, 7)), ((1, 8),)),
        (((1, 4),), ((1, 4),), ((1, 4),), ((1, 4),)),
    ),
)
def test_days_of_both_and_of_either(one, other, shared, together):
    assert shared == both(one, other) == both(other, one)
    assert together == either(one, other) == either(other, one)


def test_a_comparison_that_python_made_at_once_is_no_row():
    with pytest.raises(TypeError, match=r"compare with \.is_\(code\), not with =="):
        row(Ref("roof") == 2, 1)


def test_a_code_that_is_no_number_says_how_a_code_is_written():
    with pytest.raises(ValueError, match=r"compared with \.is_\('none'\)"):
        _ = Ref("job") >= "none"


@pytest.mark.parametrize(
    ("node", "words"),
    (
        (smallest(Ref("held"), 4), "smallest(held, 4)"),
        (largest(Ref("held"), 4), "largest(held, 4)"),
        (Ref("court").same_as(Ref("home")), "court is the same as home"),
    ),
)
def test_a_node_says_what_it_reckons(node, words):
    assert words == str(node)
