"""Text of JSON, written and strictly read: no name twice, no number that JSON does not have.

What is wrong is said without repeating any of the text.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from supervise.errors import UnreadableRecord
from supervise.exchange.envelopes import RECORD
from supervise.exchange.scalars import WrongForm

# What is written was just made, and holds nothing that holds it in turn.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")
)


def loaded(text: str) -> Any:  # noqa: ANN401 - any value of JSON
    """The JSON of a text. Raises `UnreadableRecord` where it is none."""
    found = _loaded(text)
    if isinstance(found, UnreadableRecord):
        # Raised here, nothing is chained to it that holds the text.
        raise found
    return found


def dumped(plain: object) -> str:
    """Plain JSON as text, on one line."""
    text = _ENCODER.encode(plain)
    # JSON can name half a character; UTF-8 cannot hold one.
    return text if _encodable(text) else json.dumps(plain, separators=(",", ":"))


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _loaded(text: str) -> object:
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
