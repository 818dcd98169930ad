"""A digest of a value: the same on every machine, and other as soon as content is other.

It seals a version of a plan and binds an accepted finding to what was found.
It is no signature: whoever can change the value can compute the digest anew.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any, cast

import attrs


def digest(value: object) -> str:
    """The digest of a plain value, in hexadecimal.

    A field that has its default is left out, so that a field which a later version of the
    library adds does not change the digest of what was sealed before.
    """
    return sha256(canonical(value).encode()).hexdigest()


def canonical(value: object) -> str:
    """One text for a plain value: fields by name, sets in order, numbers exact.

    >>> canonical(("a", Decimal("1.50"), frozenset({"c", "b"})))
    '["a",1.50,["b","c"]]'
    """
    match value:
        case Enum():
            return canonical(value.value)
        case None | bool() | int() | str():
            return json.dumps(value, ensure_ascii=True)
        case Decimal():
            return f"{value:f}"
        case date():
            return f'"{value.isoformat()}"'
        case tuple() | list():
            return f"[{','.join(map(canonical, value))}]"
        case frozenset() | set():
            return f"[{','.join(sorted(map(canonical, value)))}]"
        case _ if attrs.has(type(value)):
            return _fields(value)
        case _:
            raise TypeError(f"a {type(value).__name__} has no digest")


def _fields(value: object) -> str:
    fields = attrs.fields(cast("Any", type(value)))
    given = {
        field.name: getattr(value, field.name)
        for field in sorted(fields, key=lambda field: field.name)
        if getattr(value, field.name) != field.default
    }
    inside = ",".join(f'"{name}":{canonical(v)}' for name, v in given.items())
    return f'{{"{type(value).__name__}":{{{inside}}}}}'
