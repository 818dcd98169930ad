"""Rows of JSON files: an array of objects whose names are the columns.

Numbers keep the digits they were written with, so that what passes through is not changed.
A name that stands twice in an object makes the file unreadable, as does a number that JSON lacks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from supervise.errors import UnreadableFile
from supervise.exchange.row_files import FileRow, reading
from supervise.exchange.scalars import described
from supervise.exchange.text_forms import MOST_DIGITS, SIGNED

ROWS = "an array of objects, one for each person"


class NumberText(str):
    """A number of a JSON file as it was written; `value` is the number itself."""

    __slots__ = ()

    @property
    def value(self) -> int | float:
        """An integer where it is written as one, else the nearest double."""
        if SIGNED.fullmatch(self) and len(self) <= MOST_DIGITS:
            return int(self)
        return float(self)


def json_rows(path: Path) -> tuple[FileRow, ...]:
    """The rows of a JSON file in their order."""
    with reading(path) as text:
        whole = text.read()
    try:
        found = json.loads(
            whole,
            object_pairs_hook=_named_once,
            parse_int=NumberText,
            parse_float=NumberText,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        says = f"line {error.lineno}, column {error.colno} is not JSON ({error.msg})"
        raise _unreadable(path, says) from error
    except RecursionError as error:
        raise _unreadable(path, "it is nested too deeply") from error
    except ValueError as error:
        raise _unreadable(path, str(error)) from error
    if not isinstance(found, list):
        raise _unreadable(path, f"it holds {_kind(found)}")
    return tuple(_row(number, each) for number, each in enumerate(found, 1))


def _unreadable(path: Path, says: str) -> UnreadableFile:
    return UnreadableFile(path.name, says, f"give {ROWS}")


def _named_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object has two values of the same name")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number that JSON has")


def _row(number: int, found: object) -> FileRow:
    if isinstance(found, dict):
        return FileRow(number, found)
    return FileRow(number, {}, f"is {_kind(found)}, not an object")


def _kind(found: object) -> str:
    return "a number" if isinstance(found, NumberText) else described(found)


def json_columns(rows: tuple[FileRow, ...]) -> tuple[str, ...]:
    """Every name that a row has, in the order in which they first stand."""
    return tuple(dict.fromkeys(name for row in rows for name in row.cells))


def with_numbers(value: object) -> object:
    """A value of a file whose numbers are numbers, also those inside it."""
    match value:
        case NumberText():
            return value.value
        case list():
            return [with_numbers(each) for each in value]
        case dict():
            return {name: with_numbers(each) for name, each in value.items()}
        case _:
            return value


def json_text(value: object) -> str:
    """A value of a JSON file as it was written, save for spaces and escapes.

    >>> json_text({"kept": [NumberText("1.50"), None, "é"]})
    '{"kept": [1.50, null, "é"]}'
    """
    match value:
        case NumberText():
            return str(value)
        case dict():
            members = (f"{_quoted(name)}: {json_text(v)}" for name, v in value.items())
            return "{" + ", ".join(members) + "}"
        case list():
            return "[" + ", ".join(map(json_text, value)) + "]"
        case str():
            return _quoted(value)
        case _:
            return json.dumps(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=not _encodable(text))


def _encodable(text: str) -> bool:
    """Whether UTF-8 has the text: JSON can name halves of characters, which it has not."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def json_lines(objects: Iterator[str]) -> Iterator[str]:
    """An array of objects, one on a line, as pieces of text."""
    before = "[\n"
    for each in objects:
        yield before + each
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
