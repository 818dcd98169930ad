"""The fingerprint of a definition: a digest of everything in it that can change a score.

Canonical JSON, sorted keys, defaults left out, decimals in plain normal form, then SHA-256.
It is the same on every Python and in every process.
Wording, titles and citations are left out: they have a digest of their own.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import cast

import attrs

from supervise.instruments.instrument import Instrument
from supervise.rules import CodeTable

DESCRIPTIVE = "wording"


def fingerprint(instrument: Instrument) -> str:
    """The digest of the scoring part of an instrument, in 64 hexadecimal digits."""
    return _digest(_canonical(instrument, scoring_only=True))


def wording_fingerprint(instrument: Instrument) -> str:
    """The digest of the whole declaration, wording and citations included."""
    return _digest(_canonical(instrument, scoring_only=False))


def _digest(plain: object) -> str:
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _canonical(value: object, *, scoring_only: bool) -> object:
    match value:
        case CodeTable():
            return {"CodeTable": [value.value_column, value.digest]}
        case None | bool() | int():
            return value
        case Enum():
            return str(value.value)
        case str():
            return _plain_decimal(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_canonical(each, scoring_only=scoring_only) for each in value]
        case Mapping():
            return {
                str(key): _canonical(each, scoring_only=scoring_only)
                for key, each in value.items()
            }
        case _ if attrs.has(type(value)):
            return _canonical_fields(value, scoring_only=scoring_only)
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")


def _canonical_fields(value: object, *, scoring_only: bool) -> object:
    fields = {
        field.name: _canonical(getattr(value, field.name), scoring_only=scoring_only)
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
        if field.init
        and not (scoring_only and field.metadata.get(DESCRIPTIVE))
        and getattr(value, field.name) != field.default
    }
    return {type(value).__name__: fields}


def _plain_decimal(text: str) -> str:
    """`0.10` as `0.1` and `2e-7` as `0.0000002`; other text as it is."""
    if not text.removeprefix("-")[:1].isdigit() or (
        "." not in text and "e" not in text
    ):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return format(number.normalize(), "f")
