"""What a cell of a file means: one form for each kind of answer, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.exchange.text_forms import (
    json_of,
    json_reader_of,
    reader_of,
    text_of,
)
from supervise.instruments import (
    Choice,
    Coded,
    Day,
    Item,
    Text,
    Whole,
    YesNo,
    one_of,
)
from supervise.rules import CodeTable

KINDS = {
    "yes or no": Item("moved", "Moved?", YesNo()),
    "numbered choice": Item("work", "Work?", one_of(Choice(0), Choice(1), Choice(9))),
    "lettered choice": Item("sex", "Sex?", one_of(Choice("M"), Choice("F"))),
    "count": Item("sanctions", "Sanctions", Whole(0, 99)),
    "date": Item("born", "Born", Day()),
    "code": Item(
        "offence", "Offence", Coded(CodeTable("t", "v", (("00100", "a"),)), 5)
    ),
    "text": Item("note", "Note", Text()),
}

# A cell, and what it means; where it is no answer it stays the text or number it was.
READ_AS = (
    ("yes or no", "Y", True),
    ("yes or no", "N", False),
    ("yes or no", "y", "y"),
    ("yes or no", "yes", "yes"),
    ("yes or no", "1", "1"),
    ("yes or no", " Y", " Y"),
    ("numbered choice", "0", 0),
    ("numbered choice", "9", 9),
    ("numbered choice", "7", 7),
    ("numbered choice", "-1", -1),
    ("numbered choice", "00", "00"),
    ("numbered choice", "-0", "-0"),
    ("numbered choice", "0.0", "0.0"),
    ("numbered choice", "Y", "Y"),
    ("lettered choice", "M", "M"),
    ("lettered choice", "m", "m"),
    ("lettered choice", "1", "1"),
    ("count", "0", 0),
    ("count", "12", 12),
    ("count", "100", 100),
    ("count", "012", "012"),
    ("count", "1_0", "1_0"),
    ("count", " 2", " 2"),
    ("count", "+2", "+2"),
    ("count", "-2", "-2"),
    ("count", "2.0", "2.0"),
    ("count", "1e1", "1e1"),
    ("count", "\u0663", "\u0663"),  # an Arabic three
    ("count", "²", "²"),
    ("count", "2\n", "2\n"),
    ("date", "2024-02-29", date(2024, 2, 29)),
    ("date", "2023-02-29", "2023-02-29"),
    ("date", "0000-01-01", "0000-01-01"),
    ("date", "20240229", "20240229"),
    ("date", "2024-W09-4", "2024-W09-4"),
    ("date", "2024-2-29", "2024-2-29"),
    ("date", "29/02/2024", "29/02/2024"),
    ("date", "2024-02-29T00:00", "2024-02-29T00:00"),
    ("date", "2024-02-29\n", "2024-02-29\n"),
    ("date", "\u0662\u0660\u0662\u0664-02-29", "\u0662\u0660\u0662\u0664-02-29"),
    ("code", "00100", "00100"),
    ("code", "100", "100"),
    ("text", " as written ", " as written "),
)


@pytest.mark.parametrize(("kind", "cell", "answer"), READ_AS)
def test_a_cell_is_read_by_the_one_form_of_its_item(kind, cell, answer):
    found = reader_of(KINDS[kind])(cell)

    assert (type(answer), answer) == (type(found), found)


@pytest.mark.parametrize("item", KINDS.values(), ids=KINDS)
def test_an_empty_cell_is_missing(item):
    assert reader_of(item)("") is None


def test_a_number_of_a_thousand_digits_is_no_answer_and_no_crash():
    assert "9" * 5000 == reader_of(KINDS["count"])("9" * 5000)


def test_a_count_below_zero_is_read_where_the_declaration_allows_it():
    change = Item("change", "Change", Whole(-3, 3))

    assert -2 == reader_of(change)("-2")


@given(st.sampled_from(sorted(KINDS)), st.text())
def test_no_cell_whatever_makes_a_reader_fail(kind, cell):
    reader_of(KINDS[kind])(cell)


@given(
    st.sampled_from(sorted(KINDS)), st.text(alphabet="0123456789-+._ eYN", max_size=11)
)
def test_what_is_read_as_an_answer_was_written_in_its_only_form(kind, cell):
    answer = reader_of(KINDS[kind])(cell)

    assert cell == text_of(answer)


ANSWERS = st.one_of(
    st.tuples(st.just("yes or no"), st.booleans()),
    st.tuples(st.just("numbered choice"), st.sampled_from((0, 1, 9))),
    st.tuples(st.just("lettered choice"), st.sampled_from("MF")),
    st.tuples(st.just("count"), st.integers(0, 10**30)),
    st.tuples(st.just("date"), st.dates() | st.just(date.min + timedelta(1))),
    st.tuples(st.just("text"), st.text(min_size=1)),
)


@given(ANSWERS)
def test_an_answer_written_to_csv_is_read_back(case):
    kind, answer = case

    found = reader_of(KINDS[kind])(text_of(answer))

    assert (type(answer), answer) == (type(found), found)


@given(ANSWERS)
def test_an_answer_written_to_json_is_read_back(case):
    kind, answer = case

    found = json_reader_of(KINDS[kind])(json_of(answer))

    assert (type(answer), answer) == (type(found), found)


@pytest.mark.parametrize(
    ("kind", "value"),
    (
        ("yes or no", "Y"),
        ("yes or no", 1),
        ("numbered choice", "1"),
        ("numbered choice", 1.0),
        ("numbered choice", True),
        ("count", "2"),
        ("count", 2.0),
        ("date", "20240229"),
        ("date", ""),
        ("date", 20240229),
        ("text", ""),
        ("text", [1]),
    ),
)
def test_a_value_of_json_is_never_turned_into_another_kind(kind, value):
    found = json_reader_of(KINDS[kind])(value)

    assert (type(value), value) == (type(found), found)
