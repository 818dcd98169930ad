"""The schema of an instrument's answers says the same as scoring does of each answer's form."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import ProblemCode
from supervise.exchange import answers_from_json, answers_schema
from supervise.instruments import score
from supervise.plugins import Registry
from tests.exchange.values import INSTRUMENT

REGISTRY = Registry.builtin()
INSTRUMENTS = {**REGISTRY.instruments, INSTRUMENT.id: INSTRUMENT}
ON = date(2026, 1, 5)
ABOUT_FORM = {
    ProblemCode.WRONG_TYPE,
    ProblemCode.NOT_ALLOWED,
    ProblemCode.UNKNOWN_ITEM,
}
TYPES = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    # As JSON Schema has it: a number without a fraction is an integer.
    "integer": lambda value: (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and value == int(value)
    ),
}


def same(one, other):
    """Equality as JSON Schema has it: 1 is 1.0, and true is neither."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def is_day(text):
    try:
        return date.fromisoformat(text) is not None
    except ValueError:
        return False


def valid(schema, value):
    """What the JSON Schema specification says of a value, as far as our schemas go."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    said = [not kinds or any(TYPES[kind](value) for kind in kinds)]
    if "const" in schema:
        said.append(same(schema["const"], value))
    if "enum" in schema:
        said.append(any(same(each, value) for each in schema["enum"]))
    if "oneOf" in schema:
        said.append(1 == sum(valid(each, value) for each in schema["oneOf"]))
    if "minimum" in schema and isinstance(value, int | float):
        said.append(schema["minimum"] <= value <= schema["maximum"])
    if "pattern" in schema and isinstance(value, str):
        # A pattern's last sign is the end of the text, as ECMA 262 has it.
        said.append(re.search(schema["pattern"][:-1] + r"\Z", value) is not None)
        said.append(is_day(value))
    return all(said)


def is_valid(instrument, answers):
    schema = answers_schema(instrument)
    items = schema["properties"]
    return all(name in items and valid(items[name], answers[name]) for name in answers)


def has_good_form(instrument, answers):
    """Whether scoring finds nothing wrong with the form of any answer."""
    sheet = score(instrument, answers_from_json(instrument, answers), on=ON)
    return ABOUT_FORM.isdisjoint(
        problem.code
        for problem in sheet.problems
        if problem.item not in _scales(instrument)
    )


def _scales(instrument):
    return {scale.id for scale in instrument.scales}


CANDIDATES = st.sampled_from(
    [None, True, False, 0, 1, 2, 3, 9, 99, 100, 1000, -1, 1.5, "", "0", "1", "Y", "M", "F",
     "X", "l", "2", "4a", "A", "100", "999", "00100", "2020-02-29", "2021-02-29", "20200229",
     "2020-02-29\n", "Drunkenness", "words"]
)  # fmt: skip


@pytest.mark.parametrize("id", sorted(INSTRUMENTS))
@given(data=st.data())
def test_the_schema_and_scoring_give_the_same_verdict(id, data):
    instrument = INSTRUMENTS[id]
    names = [item.id for item in instrument.items]
    answers = data.draw(
        st.dictionaries(st.sampled_from([*names, "unheard_of"]), CANDIDATES, max_size=3)
    )

    assert has_good_form(instrument, answers) == is_valid(instrument, answers)


def test_the_one_verdict_that_differs_is_of_a_whole_number_with_a_point():
    answers = {"sanctions": 2.0}

    assert is_valid(INSTRUMENT, answers)
    assert not has_good_form(INSTRUMENT, answers)


def test_an_answer_that_the_form_has_is_valid_even_where_no_scale_covers_it():
    assert is_valid(INSTRUMENT, {"work": 9, "offence": "300"})


def test_every_item_stands_in_form_order_with_its_wording():
    properties = answers_schema(INSTRUMENT)["properties"]

    assert [(item.id, item.text) for item in INSTRUMENT.items] == [
        (name, schema["title"]) for name, schema in properties.items()
    ]


def test_the_wording_of_each_choice_is_there_for_a_form():
    work = answers_schema(INSTRUMENT)["properties"]["work"]

    assert {"const": 1, "title": "Odd jobs"} in work["oneOf"]


def test_what_a_blank_counts_as_is_said():
    moved = answers_schema(INSTRUMENT)["properties"]["moved"]

    assert "a blank is a no (p. 2)" == moved["description"]


def test_dates_of_json_become_dates_and_the_rest_stays():
    given_answers = {"born": "1980-02-29", "began": "1980", "sanctions": "2", "x": [1]}

    assert {
        "born": date(1980, 2, 29),
        "began": "1980",
        "sanctions": "2",
        "x": [1],
    } == answers_from_json(INSTRUMENT, given_answers)
