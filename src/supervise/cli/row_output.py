"""Rows of results into a file: CSV, an array of JSON, or JSON lines, a row at a time.

The columns are the same in every format. A cell that is not there is empty or `null`; yes and no
are `Y` and `N` in CSV; dates are `YYYY-MM-DD`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from supervise.cli.replacing import refuse_one_file, write_pieces
from supervise.cli.supervision_files import suffix_of
from supervise.errors import UnreadableFile
from supervise.exchange.csv_rows import csv_lines
from supervise.exchange.json_rows import json_lines
from supervise.exchange.text_forms import json_of, text_of

Row = Mapping[str, str | int | bool | date | None]
Pieces = Iterable[str]


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> Pieces:
    cells = ([text_of(row[name]) for name in columns] for row in rows)
    return csv_lines(lines for part in ([columns], cells) for lines in part)


def _objects(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        plain = {name: json_of(row[name]) for name in columns}
        yield json.dumps(plain, ensure_ascii=False)


def _json(columns: tuple[str, ...], rows: Iterable[Row]) -> Pieces:
    return json_lines(_objects(columns, rows))


def _jsonl(columns: tuple[str, ...], rows: Iterable[Row]) -> Pieces:
    return (f"{line}\n" for line in _objects(columns, rows))


FORMATS: Mapping[str, Callable[[tuple[str, ...], Iterable[Row]], Pieces]] = {
    ".csv": _csv,
    ".json": _json,
    ".jsonl": _jsonl,
}


UNREADABLE = "unreadable"
"""The status of an entry of the file that is no record: it stands among the results."""


def unreadable_row(columns: tuple[str, ...], number: int, wrong: Iterable[str]) -> Row:
    """The row of an entry that cannot be read: its place, and all that is wrong with it."""
    blank: dict[str, str | int | None] = dict.fromkeys(columns)
    return {
        **blank,
        "record": number,
        "status": UNREADABLE,
        "because": "; ".join(wrong),
    }


def refuse_target(source: Path, target: Path, allowed: Iterable[str]) -> None:
    """Raise `UnreadableFile` where results cannot be written there, before anything is read."""
    kinds = ", ".join(allowed)
    if suffix_of(target) not in kinds.split(", "):
        said = f"the name ends in {target.suffix or 'nothing'!r}, which says no such format"
        raise UnreadableFile(
            target.name, said, f"name it {kinds}, also with .gz behind"
        )
    refuse_one_file(source, target, "FILE")


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write rows into a file by the format that its name says."""
    write_pieces(path, FORMATS[suffix_of(path)](columns, rows))
