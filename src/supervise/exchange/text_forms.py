"""How answers are written in CSV and JSON files, and what each text means.

A text becomes an answer by tables and patterns made from the declaration, never by a cast:
` 2`, `02`, `2.0` and `+2` are not the count 2, and `20260105` is not a date.
What cannot be read as an answer stays the text it was, so that `score` reports it.
Whether an answer is one the instrument covers is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from supervise.instruments import Coded, Day, Item, OneOf, Text, Whole, YesNo

Read = Callable[[str], object]

YES_OR_NO: Final[Mapping[str, object]] = {"": None, "Y": True, "N": False}
COUNT = re.compile("0|[1-9][0-9]*")
SIGNED = re.compile("0|-?[1-9][0-9]*")
DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")

# Python refuses to turn longer digits into a number; no count comes near.
MOST_DIGITS = 640


def reader_of(item: Item) -> Read:
    """The function that turns a cell of a CSV file into an answer to the item.

    An empty cell is `None`, which is missing.

    >>> read = reader_of(Item("sanctions", "Sanctions", Whole(0, 99)))
    >>> read("7"), read(""), read("07")
    (7, None, '07')
    """
    match item.answers:
        case YesNo():
            return _by_table(YES_OR_NO, _as_it_is)
        case OneOf() as asked:
            codes = {str(code): code for code in asked.codes}
            numbered = type(asked.codes[0]) is int
            return _by_table({"": None, **codes}, _signed if numbered else _as_it_is)
        case Whole(least=least):
            return count if least >= 0 else _signed_or_nothing
        case Day():
            return day
        case Coded() | Text():
            return _text_or_nothing


def _by_table(table: Mapping[str, object], otherwise: Read) -> Read:
    def read(text: str) -> object:
        return table[text] if text in table else otherwise(text)

    return read


def _as_it_is(text: str) -> str:
    return text


def _text_or_nothing(text: str) -> str | None:
    return text or None


def count(text: str) -> int | str | None:
    """A count in ASCII digits without a leading zero; other text as it is."""
    if not text:
        return None
    if COUNT.fullmatch(text) and len(text) <= MOST_DIGITS:
        return int(text)
    return text


def _signed(text: str) -> int | str:
    """A whole number that is no code of the form: it is reported as the number it is."""
    if SIGNED.fullmatch(text) and len(text) <= MOST_DIGITS:
        return int(text)
    return text


def _signed_or_nothing(text: str) -> int | str | None:
    return _signed(text) if text else None


def day(text: str) -> date | str | None:
    """A date written `YYYY-MM-DD`; other text, and days that no calendar has, as it is.

    >>> day("2024-02-29"), day("2023-02-29"), day("20240229")
    (datetime.date(2024, 2, 29), '2023-02-29', '20240229')
    """
    if not text:
        return None
    found = DATE.fullmatch(text)
    if found is None:
        return text
    year, month, of_month = map(int, found.groups())
    try:
        return date(year, month, of_month)
    except ValueError:
        return text


def json_reader_of(item: Item) -> Callable[[object], object]:
    """The function that turns a value of a JSON file into an answer to the item.

    JSON has numbers, text, `true` and `false` of its own, so they stay as they are.
    A date is text of the form `YYYY-MM-DD`; an empty text is no answer, but not missing either.
    """
    return json_day if isinstance(item.answers, Day) else _unchanged


def json_day(value: object) -> object:
    """A date as text of the form `YYYY-MM-DD`; anything else as it is."""
    return day(value) if type(value) is str and value else value


def _unchanged(value: object) -> object:
    return value


def text_of(answer: object) -> str:
    """An answer as a cell of a CSV file; the inverse of `reader_of`.

    >>> text_of(True), text_of(2), text_of(date(2026, 1, 5)), text_of(None)
    ('Y', '2', '2026-01-05', '')
    """
    match answer:
        case None:
            return ""
        case bool():
            return "Y" if answer else "N"
        case date():
            return answer.isoformat()
        case _:
            return str(answer)


def json_of(answer: object) -> object:
    """An answer as a value of a JSON file; the inverse of `json_reader_of`."""
    return answer.isoformat() if isinstance(answer, date) else answer
