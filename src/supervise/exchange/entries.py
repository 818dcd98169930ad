"""Records as text: one entry for each value, which says its kind and its format.

Writing and reading lose nothing. What cannot be read is refused with every fault and its place.
An entry of a kind or a format that is not known here is kept as it is, to the last byte.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeVar, overload

from supervise.errors import UnreadableRecord
from supervise.exchange.converters import converter
from supervise.exchange.faults import faults
from supervise.exchange.kinds import Kind, kind_of, kinds
from supervise.exchange.migrations import migrated
from supervise.exchange.scalars import WrongForm, described
from supervise.exchange.shared_tables import put_back, taken_out
from supervise.histories import Unrecognised

KIND, FORMAT, VALUE, TABLES = "kind", "format", "value", "tables"
RECORD = "the record"

Value = TypeVar("Value")


def to_json(value: object) -> str:
    """A value as one entry of text. The same value gives the same text.

    Raises `TypeError` for what is no kind of record, or holds what JSON could not bring back.
    """
    if isinstance(value, Unrecognised):
        return value.text
    kind = kind_of(value)
    plain = converter().unstructure(value, kind.holds)
    tables: dict[str, Any] = {}
    if kind.shares_tables:
        plain = taken_out(plain, tables)
    entry = {KIND: kind.name, FORMAT: kind.format, VALUE: plain}
    if tables:
        entry[TABLES] = tables
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # JSON can name half a character; UTF-8 cannot hold one.
    return text if _encodable(text) else json.dumps(entry, separators=(",", ":"))


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@overload
def from_json(text: str) -> object: ...
@overload
def from_json(text: str, expected: type[Value]) -> Value: ...
def from_json(text: str, expected: type | None = None) -> object:
    """The value of an entry; an `Unrecognised` where its kind or format is not known.

    With `expected`, anything else than a value of that class is refused.
    Raises `UnreadableRecord` with every fault.
    """
    value = _value_of(text)
    if expected is not None and not isinstance(value, expected):
        found = (
            "a kind or a format that is not known"
            if isinstance(value, Unrecognised)
            else f"kind '{kind_of(value).name}'"
        )
        raise UnreadableRecord(RECORD, [f"$: is of {found}, not a {expected.__name__}"])
    return value


def _value_of(text: str) -> object:
    entry = _parsed(text)
    name, number = _kind_and_format(entry)
    kind = kinds().get(name)
    if kind is None or number > kind.format:
        return Unrecognised(kind=name, format=number, text=text)
    known = {KIND, FORMAT, VALUE, *([TABLES] if kind.shares_tables else [])}
    if unknown := entry.keys() - known:
        raise UnreadableRecord(name, [f"$: {len(unknown)} unknown fields of the entry"])
    if VALUE not in entry:
        raise UnreadableRecord(name, [f"$: has no field '{VALUE}'"])
    return _structured(kind, number, entry)


def _structured(kind: Kind, number: int, entry: dict[str, Any]) -> object:
    try:
        plain = entry[VALUE]
        if kind.shares_tables:
            plain = put_back(plain, entry.get(TABLES, {}))
        plain = migrated(kind.name, plain, since=number, until=kind.format)
        return converter().structure(plain, kind.holds)
    except RecursionError:
        wrong = ["$: is nested too deeply"]
    except Exception as error:  # noqa: BLE001 - all that is wrong is told below
        wrong = list(faults(error, f"$.{VALUE}"))
    # Out here nothing is chained to it: what was caught repeats what the record holds.
    raise UnreadableRecord(kind.name, wrong)


def _kind_and_format(entry: dict[str, Any]) -> tuple[str, int]:
    wrong = []
    if type(entry.get(KIND)) is not str:
        wrong.append(f"$.{KIND}: is {described(entry.get(KIND))}, not text")
    number = entry.get(FORMAT)
    if type(number) is not int or number < 1:
        wrong.append(f"$.{FORMAT}: is not a whole number from 1")
    if wrong:
        raise UnreadableRecord(RECORD, wrong)
    return entry[KIND], entry[FORMAT]


def _parsed(text: str) -> dict[str, Any]:
    entry = _loaded(text)
    if isinstance(entry, UnreadableRecord):
        # Raised here, nothing is chained to it that holds the text.
        raise entry
    if type(entry) is not dict:
        raise UnreadableRecord(RECORD, [f"$: is {described(entry)}, not an object"])
    return entry


def _loaded(text: str) -> object:
    """The JSON of a text, or what is wrong with it."""
    try:
        return json.loads(
            text, object_pairs_hook=_named_once, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        wrong = f"line {error.lineno}, column {error.colno}: is not JSON ({error.msg})"
    except RecursionError:
        wrong = "$: is nested too deeply"
    except WrongForm as error:
        wrong = f"$: {error}"
    except ValueError:
        wrong = "$: holds a number of too many digits"
    return UnreadableRecord(RECORD, [wrong])


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WrongForm("an object whose names differ", found)
    return found


def _no_number(_: str) -> NoReturn:
    raise WrongForm("a number that JSON has", None)
