"""Values in and out: text forms of answers, rows of files, columns of results, records as JSON.

What needs cattrs is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from supervise.exchange.answers_schema import answers_from_json, answers_schema
from supervise.exchange.columns import result_columns, result_texts, results_of
from supervise.exchange.text_forms import json_of, json_reader_of, reader_of, text_of

if TYPE_CHECKING:
    from supervise.exchange.entries import from_json, to_json

_LATER = ("from_json", "to_json")

__all__ = [
    "answers_from_json",
    "answers_schema",
    "from_json",
    "json_of",
    "json_reader_of",
    "reader_of",
    "result_columns",
    "result_texts",
    "results_of",
    "text_of",
    "to_json",
]


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("supervise.exchange.entries"), name)
