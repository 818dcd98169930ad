"""The straight way to read gives what the careful way gives, or leaves it to it."""

import json
import sys
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.exchange import envelopes, from_json, to_json
from supervise.exchange.converters import converter
from supervise.exchange.envelopes import VALUE
from supervise.exchange.kinds import kinds
from supervise.exchange.shared_tables import put_back
from supervise.exchange.straight_reading import straight_reader
from tests.exchange.every_value import VALUES
from tests.exchange.test_entries import OTHERS, leaves, parts, replaced

# A case file is read by its records, each of which has a kind of its own.
KINDS = sorted(kinds().keys() - {"case_file"})


def plain_of(name):
    entry = json.loads(to_json(VALUES[name]))
    return put_back(entry[VALUE], entry.get("tables", {}))


def read_straight(name, plain):
    """The value, in a tuple; an empty one where it is left to the converter."""
    try:
        return (straight_reader(kinds()[name].holds)(plain),)
    except Exception:  # noqa: BLE001 - whatever it was, the careful way follows
        return ()


def read_with_care(name, plain):
    return converter().structure(plain, kinds()[name].holds)


def shape(value):
    return [(place, type(each)) for place, each in parts(value)]


@pytest.mark.parametrize("name", KINDS)
def test_a_record_as_it_is_written_is_read_straight(name):
    (found,) = read_straight(name, plain_of(name))

    assert VALUES[name] == found
    assert shape(VALUES[name]) == shape(found)


@pytest.mark.parametrize("name", KINDS)
def test_what_is_read_straight_would_be_read_so_with_care(name):
    plain = plain_of(name)
    places = list(leaves(plain))
    for path in places[:: 1 + len(places) // 25]:
        for other in OTHERS:
            value = plain
            for step in path:
                value = value[step]
            changed = replaced(plain, path, other(value))

            for found in read_straight(name, changed):
                again = read_with_care(name, changed)
                assert found == again, path
                assert shape(found) == shape(again), path


TEXTS = st.sampled_from(
    (
        "2026-01-05",
        "20260105",
        "2026-W02-1",
        "2026-01-05T09:00:00",
        "2026-01-05T09:00:00+00:00",
        "2026-01-05T09:00:00Z",
        "2026-01-05 09:00:00+00:00",
        "2026-01-05T09:00:00.5+00:00",
        "2026-01-05T09:00:00.500000-00:00",
        "2026-01-05T24:00:00+00:00",
        "\u0662\u0660\u0662\u0666-01-05",
        "1",
        "1.0",
        "1.50",
        "01",
        "+1",
        "1_0",
        " 1",
        "1e3",
        "1E+3",
        "1E3",
        "NaN",
        "Infinity",
        "-0",
        ".5",
        "5.",
    )
)


@pytest.mark.parametrize(
    ("name", "field"),
    (("reading", "value"), ("entry_of", "recorded_at"), ("agreement", "on")),
)
@given(text=TEXTS)
def test_a_scalar_has_one_form_on_both_ways(name, field, text):
    if name == "entry_of":
        name, plain = "reading", plain_of("reading")
        plain["entry"][field] = text
    else:
        plain = {**plain_of(name), field: text}

    for found in read_straight(name, plain):
        assert found == read_with_care(name, plain)
        assert shape(found) == shape(read_with_care(name, plain))


def test_a_field_that_has_its_default_may_be_left_out():
    plain = plain_of("attendance")
    for name in ("service", "redaction", "reason_code"):
        del plain[name]

    text = json.dumps({"kind": "attendance", "format": 1, "value": plain})

    assert attrs.evolve(VALUES["attendance"], service="", reason_code="") == from_json(
        text
    )


def test_both_ways_lead_to_one_value_for_records_of_other_days(monkeypatch):
    def never(_):
        def leave(_):
            raise ValueError

        return leave

    text = to_json(VALUES["plan"]).replace("2026-01-06", str(date(1999, 12, 31)))
    straight = from_json(text)
    monkeypatch.setattr(envelopes, "straight_reader", never)

    assert straight == from_json(text)


def test_what_is_nested_too_deeply_is_told_on_both_ways():
    nested = []
    for _ in range(sys.getrecursionlimit()):
        nested = [nested]

    found = envelopes.opened_as(object, nested, "$.value")

    assert ("$.value: is nested too deeply",) == found.wrong


@pytest.mark.parametrize(
    ("name", "change", "says"),
    (
        ("scope", {"sensitivities": ["health", "health"]}, "an array without repeats"),
        ("seeker", {"facts": ["Canary"]}, "is an array of 1, not an object"),
        ("signing", {"acted": {}}, "is an object of 0, not an array"),
        ("listed_directory", {"listed": None}, "is null, not an array"),
        ("timeline", {"events": ["Canary"]}, "is text of 6 characters, not an object"),
    ),
)
def test_a_collection_that_is_not_straight_is_told_with_care(name, change, says):
    plain = plain_of(name) | change

    assert () == read_straight(name, plain)
    assert says in "\n".join(envelopes.opened_as(kinds()[name].holds, plain, "$").wrong)
