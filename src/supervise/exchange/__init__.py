"""Values in and out: exact text forms of answers, rows of files, columns of results."""

from supervise.exchange.columns import result_columns, result_texts, results_of
from supervise.exchange.text_forms import json_of, json_reader_of, reader_of, text_of

__all__ = [
    "json_of",
    "json_reader_of",
    "reader_of",
    "result_columns",
    "result_texts",
    "results_of",
    "text_of",
]
