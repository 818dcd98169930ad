"""Records of supervision kept in files: one person, or a caseload, a person at a time.

A `.jsonl` file has an entry on each line and is read a line at a time, however long it is.
A `.json` file has one entry, or an array of entries. `.gz` may stand behind either.
What is wrong with one record stops no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from supervise import exchange
from supervise.dates import BusinessCalendar
from supervise.errors import UnreadableFile, UnreadableRecord
from supervise.exchange.row_files import is_compressed, reading
from supervise.histories import Unrecognised
from supervise.monitoring import Casework, SupervisionRecord
from supervise.rules import Timeline

KINDS = "a supervision record, a casework or a timeline"
FORM = f"give a .json or .jsonl file, each entry {KINDS}"
_DECODER = json.JSONDecoder()


@attrs.frozen
class Found:
    """One entry of a file: its place, from 1, and the record, or all that is wrong with it."""

    number: int
    record: SupervisionRecord | None = attrs.field(default=None, repr=False)
    wrong: tuple[str, ...] = ()


def records_in(path: Path) -> Iterator[Found]:
    """Every entry of a file in its order. A blank line is no entry.

    Raises `UnreadableFile` for a file that cannot be read, or whose name says no format.
    """
    for number, text in enumerate(_texts(path), 1):
        yield _found(number, text)


def _texts(path: Path) -> Iterable[str]:
    kind = suffix_of(path)
    if kind == ".jsonl":
        return _lines(path)
    if kind == ".json":
        return _entries(path)
    said = f"the name ends in {path.suffix or 'nothing'!r}, which says no such format"
    raise UnreadableFile(path.name, said, FORM)


def suffix_of(path: Path) -> str:
    """The suffix that says a file's format, without that of its compression."""
    plain = path.with_suffix("") if is_compressed(path) else path
    return plain.suffix.lower()


def _lines(path: Path) -> Iterator[str]:
    with reading(path) as text:
        yield from (line for line in text if line.strip())


def _entries(path: Path) -> Iterator[str]:
    """The entries of an array, or the one entry; each the text that stands there."""
    with reading(path) as text:
        whole = text.read()
    at = _past_blanks(whole, 0)
    if whole[at : at + 1] != "[":
        if _goes_on(whole, at):
            raise UnreadableFile(
                path.name, "it has an entry on each line", "name it .jsonl"
            )
        yield whole
        return
    try:
        at = _past_blanks(whole, at + 1)
        while whole[at : at + 1] != "]":
            _, end = _DECODER.raw_decode(whole, at)
            yield whole[at:end]
            at = _past_blanks(whole, end)
            if whole[at : at + 1] == ",":
                at = _past_blanks(whole, at + 1)
            elif whole[at : at + 1] != "]":
                raise UnreadableFile(path.name, "its array does not end", FORM)
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(path.name, "it is not JSON", FORM) from None


def _goes_on(whole: str, at: int) -> bool:
    """Whether another entry stands behind the first, as in a file of lines."""
    try:
        _, end = _DECODER.raw_decode(whole, at)
    except (ValueError, RecursionError):
        return False
    return whole[_past_blanks(whole, end) :].startswith("{")


def _past_blanks(text: str, at: int) -> int:
    while text[at : at + 1] in {" ", "\t", "\r", "\n"}:
        at += 1
    return at


def _found(number: int, text: str) -> Found:
    try:
        value = exchange.from_json(text)
    except UnreadableRecord as error:
        return Found(number, wrong=tuple(error.problems))
    match value:
        case SupervisionRecord():
            return Found(number, value)
        case Casework():
            return Found(number, SupervisionRecord(casework=value))
        case Timeline():
            return Found(number, SupervisionRecord(casework=Casework(value)))
        case Unrecognised():
            return Found(
                number, wrong=(f"$: is of no kind that is known; give {KINDS}",)
            )
        case _:
            kind = type(value).__name__
            return Found(number, wrong=(f"$: is a {kind}; give {KINDS}",))


def calendar_in(path: Path) -> BusinessCalendar:
    """The business calendar that a file holds."""
    with reading(path) as text:
        whole = text.read()
    try:
        return exchange.from_json(whole, BusinessCalendar)
    except UnreadableRecord as error:
        raise UnreadableRecord(path.name, error.problems) from None
