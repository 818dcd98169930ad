"""Rows of CSV files, read and written one at a time: the size of a file does not matter.

Cells are text and stay the text they were; what they mean is for `text_forms` to say.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from supervise.errors import UnreadableFile
from supervise.exchange.row_files import FileRow, reading

NEEDS_QUOTES = re.compile('[",\r\n]')


def csv_columns(path: Path) -> tuple[str, ...]:
    """The header of a CSV file.

    Raises `UnreadableFile` when there is none, or when two columns have one name.
    """
    with reading(path) as text:
        header = tuple(next(_records(path, text), ()))
    if not header:
        raise UnreadableFile(
            path.name, "it is empty", "give it a header row with the item ids"
        )
    refuse_repeats(path, header)
    return header


def refuse_repeats(path: Path, columns: tuple[str, ...]) -> None:
    """Raise `UnreadableFile` when two columns have one name; the name itself is not said."""
    for name, times in Counter(columns).items():
        if times > 1:
            places = [str(n) for n, each in enumerate(columns, 1) if each == name]
            raise UnreadableFile(
                path.name,
                f"columns {', '.join(places[:-1])} and {places[-1]} have the same name",
                "rename or remove all but one",
            )


def csv_rows(path: Path) -> Iterator[FileRow]:
    """The rows of a CSV file in their order. A blank line is no row."""
    with reading(path) as text:
        records = _records(path, text)
        header = next(records, [])
        width = len(header)
        for number, cells in enumerate(filter(None, records), 1):
            fault = ""
            if len(cells) != width:
                fault = f"has {len(cells)} cells where the header has {width}"
                cells = [*cells, *[""] * (width - len(cells))]  # noqa: PLW2901 - padded
            yield FileRow(number, dict(zip(header, cells, strict=False)), fault)


def _records(path: Path, text: TextIO) -> Iterator[list[str]]:
    records = csv.reader(text, strict=True)
    try:
        yield from records
    except csv.Error as error:
        if "field limit" in str(error):
            raise UnreadableFile(
                path.name,
                f"line {records.line_num} has a cell of more than "
                f"{csv.field_size_limit():,} characters",
                "shorten it, or close the quotes that it begins with",
            ) from error
        raise UnreadableFile(
            path.name,
            f"line {records.line_num} is not CSV ({error})",
            "put a cell that holds a comma, a quote or a line end in double quotes, "
            "and double the quotes in it",
        ) from error


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Rows as lines of CSV. Only cells that need quotes have them.

    >>> print("".join(csv_lines([["", "b, c", "d"]])), end="")
    ,"b, c",d
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\n")
    for cells in rows:
        given = list(cells)
        writer.writerow(given)
        text = line.getvalue()
        line.seek(0)
        line.truncate()
        # Not every version of Python puts a lone carriage return in quotes.
        yield ",".join(map(_quoted, given)) + "\n" if "\r" in text else text


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if NEEDS_QUOTES.search(cell) else cell
