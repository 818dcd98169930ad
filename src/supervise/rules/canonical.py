"""The canonical form of a declaration, and its digest: the same in every process.

Canonical JSON, sorted keys, defaults left out, decimals in plain normal form, then SHA-256.
The digest of what counts leaves out fields that are marked as wording.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from typing import cast

import attrs

from supervise.rules.code_tables import CodeTable

WORDING = {"wording": True}
"""Marks a field of a declaration that people read and that changes no result."""


def digest(declaration: object, *, with_wording: bool) -> str:
    """The digest of a declaration, in 64 hexadecimal digits."""
    plain = _canonical(declaration, scoring_only=not with_wording)
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
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_canonical(each, scoring_only=scoring_only) for each in value]
        case frozenset():
            plain = (_canonical(each, scoring_only=scoring_only) for each in value)
            return sorted(plain, key=json.dumps)
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
        and not (scoring_only and field.metadata.get("wording"))
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
