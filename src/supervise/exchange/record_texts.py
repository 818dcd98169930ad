"""The text of each record in a text of many, exactly as it stands there.

The text has been read before: that it is JSON, and has these names, is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

_DECODER = json.JSONDecoder()
_BLANKS = " \t\n\r"


def record_texts(text: str, *names: str) -> tuple[str, ...]:
    """The text of each element of the array to which the names lead, one in the other."""
    at = _past(text, 0)
    for name in names:
        at = _named(text, at, name)
    return tuple(text[start:end] for start, end in _spans(text, at))


def _named(text: str, at: int, wanted: str) -> int:
    """Where the value of a name begins, in the object that begins at a place."""
    while True:
        name, at = _DECODER.raw_decode(text, _past(text, at + 1))
        at = _past(text, _past(text, at) + 1)
        if name == wanted:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _past(text, at)


def _spans(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where each element of the array that begins at a place begins and ends."""
    while text[at] != "]":
        start = _past(text, at + 1)
        _, end = _DECODER.raw_decode(text, start)
        yield start, end
        at = _past(text, end)


def _past(text: str, at: int) -> int:
    """The next place that is no blank."""
    while text[at] in _BLANKS:
        at += 1
    return at
