"""The JSON Schema of an instrument's answers, and answers read from such an object.

The schema says which answers the form has. Whether a scale covers them, whether they contradict
one another and what is missing is for `score` to say.
"""

from __future__ import annotations

from collections.abc import Mapping

from supervise.exchange.text_forms import json_reader_of
from supervise.instruments import (
    Coded,
    Day,
    Instrument,
    Item,
    OneOf,
    Text,
    Whole,
    YesNo,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

Schema = dict[str, object]


def answers_schema(instrument: Instrument) -> Schema:
    """The JSON Schema of the answers to an instrument: an object keyed by item.

    Every answer may be `null` or left out, which means that it is missing.
    One verdict differs from that of `score`: a schema takes `2.0` for the whole number 2.
    """
    return {
        "$schema": DIALECT,
        "title": instrument.title,
        "description": f"{instrument.id} {instrument.version}: for {instrument.for_whom}",
        "type": "object",
        "properties": {item.id: _schema_of(item) for item in instrument.items},
        "additionalProperties": False,
    }


def _schema_of(item: Item) -> Schema:
    blank = item.blank
    note = {"description": blank.because} if blank is not None else {}
    return {"title": item.text, **note, **_form_of(item)}


def _form_of(item: Item) -> Schema:
    match item.answers:
        case YesNo():
            return {"type": ["boolean", "null"]}
        case OneOf(choices):
            codes: list[object] = [
                {"const": choice.code, "title": choice.label or str(choice.code)}
                for choice in choices
            ]
            return {"oneOf": [*codes, {"type": "null"}]}
        case Whole(least, most):
            return {"type": ["integer", "null"], "minimum": least, "maximum": most}
        case Day():
            return {
                "type": ["string", "null"],
                "format": "date",
                "pattern": DATE_PATTERN,
            }
        case Coded(table):
            return {"enum": [*(code for code, _ in table.rows), None]}
        case Text():
            return {"type": ["string", "null"]}


def answers_from_json(
    instrument: Instrument, given: Mapping[str, object]
) -> dict[str, object]:
    """Answers from an object as JSON gives it: dates are dates, the rest stays as it is.

    What is no answer of an item, and what is no item, stays too: `score` reports it.
    """
    readers = {item.id: json_reader_of(item) for item in instrument.items}
    return {
        name: readers[name](value) if name in readers else value
        for name, value in given.items()
    }
