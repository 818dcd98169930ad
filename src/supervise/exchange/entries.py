"""Records as text: one entry for each value, which says its kind and its format.

Writing and reading lose nothing. What cannot be read is refused with every fault and its place.
An entry of a kind or a format that is not known here is kept as it is, to the last byte.
"""

from __future__ import annotations

from typing import TypeVar, overload

from supervise.casefile import CaseFile
from supervise.errors import UnreadableRecord
from supervise.exchange import case_files
from supervise.exchange.envelopes import RECORD, enveloped, labelled, opened
from supervise.exchange.json_texts import dumped, loaded
from supervise.exchange.kinds import kind_of
from supervise.histories import Unrecognised

Value = TypeVar("Value")


def to_json(value: object) -> str:
    """A value as one entry of text. The same value gives the same text.

    Raises `TypeError` for what is no kind of record, or holds what JSON could not bring back,
    and `DeclarationError` for a case file whose records contradict one another.
    """
    match value:
        case Unrecognised():
            return value.text
        case CaseFile():
            return case_files.text_of(value, to_json)
        case _:
            return dumped(enveloped(kind_of(value), value))


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
    entry = loaded(text)
    label = labelled(entry)
    if isinstance(label, list):
        raise UnreadableRecord(RECORD, label)
    kind = label.kind
    if kind is None:
        return Unrecognised(kind=label.name, format=label.format, text=text)
    found = (
        case_files.opened_file(entry, label, kind, text)
        if kind.holds is CaseFile
        else opened(entry, label, kind)
    )
    if found.wrong:
        # Nothing is chained to it: what was caught repeats what the record holds.
        raise UnreadableRecord(kind.name, found.wrong)
    return found.value
