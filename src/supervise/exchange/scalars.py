"""Single values in JSON, exactly: `"2"` is never 2, and `true` is never 1.

What JSON has no form for is an object of one name: `{"date": "2026-01-05"}`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from supervise.errors import kind_and_length
from supervise.exchange.text_forms import DATE

TIME = re.compile(
    r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?"
    r"(?:[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?)?"
)
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T" + TIME.pattern)
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:E[+-][0-9]+)?")

KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number with a point",
    str: "text",
    dict: "an object",
    list: "an array",
    type(None): "null",
}


class WrongForm(ValueError):
    """A value of JSON is not of the form that stands here. Neither is it repeated."""

    def __init__(self, expected: str, found: object) -> None:
        self.expected = expected
        self.found: str = described(found)
        super().__init__(expected, self.found)

    def __str__(self) -> str:
        return f"is {self.found}, not {self.expected}"


def described(found: object) -> str:
    """What may be said of a value of JSON: its kind, and its length where it has one."""
    if isinstance(found, list | dict):
        return f"{KINDS[type(found)]} of {len(found)}"
    if isinstance(found, str):
        return kind_and_length(found)
    return KINDS.get(type(found), "another kind of value")


def exactly(kind: type) -> Callable[[object, object], Any]:
    """The reader of one kind of scalar. An enumeration is text that is one of its values."""

    def read(found: object, wanted: object) -> Any:  # noqa: ANN401 - cattrs' own signature
        if type(found) is not kind:
            raise WrongForm(KINDS[kind], found)
        refuse_too_great(found)
        return found if wanted is kind else member(found, wanted)

    return read


def refuse_too_great(found: object) -> None:
    """Refuse a number that a double can only hold as infinite."""
    if type(found) is float and math.isinf(found):
        raise WrongForm("a number that a double can hold", found)


def member(found: object, wanted: Any) -> Enum:  # noqa: ANN401 - a class of enumeration
    """A member of an enumeration by its value."""
    try:
        one: Enum = wanted(found)
    except ValueError:
        values = ", ".join(repr(each.value) for each in wanted)
        raise WrongForm(f"one of {values}", found) from None
    return one


def read_date(found: object, _: object = date) -> date:
    """A date, `YYYY-MM-DD`."""
    try:
        if type(found) is str and DATE.fullmatch(found):
            return date.fromisoformat(found)
    except ValueError:
        pass
    raise WrongForm("a date, as YYYY-MM-DD", found)


def read_moment(found: object, _: object = datetime) -> datetime:
    """A date with a time, and an offset where it has one."""
    try:
        if type(found) is str and MOMENT.fullmatch(found):
            return datetime.fromisoformat(found)
    except ValueError:
        pass
    raise WrongForm("a date and time, as YYYY-MM-DDThh:mm:ss", found)


def read_time(found: object, _: object = time) -> time:
    """A time of day, and an offset where it has one."""
    try:
        if type(found) is str and TIME.fullmatch(found):
            return time.fromisoformat(found)
    except ValueError:
        pass
    raise WrongForm("a time, as hh:mm:ss", found)


def read_decimal(found: object, _: object = Decimal) -> Decimal:
    """A decimal number, as text so that it keeps its digits."""
    if type(found) is str and DECIMAL.fullmatch(found):
        return Decimal(found)
    raise WrongForm("a decimal number as text", found)


def write_decimal(value: Decimal) -> str:
    """A decimal number with the digits it has."""
    if not value.is_finite():
        raise TypeError("a decimal that is no number has no JSON form")
    return str(value)


def write_float(value: float) -> object:
    """A double with all its digits; those that are no number have a name."""
    return value if math.isfinite(value) else {"float": str(value)}


def read_special(found: object) -> float:
    """A double that is no number, by its name."""
    if found in ("nan", "inf", "-inf"):
        return float(str(found))
    raise WrongForm("nan, inf or -inf", found)


# What JSON has no form for, by the one name of the object that stands for it.
NAMED_READERS: Mapping[str, Callable[[object], object]] = {
    "date": read_date,
    "datetime": read_moment,
    "decimal": read_decimal,
    "float": read_special,
}


def named(value: object) -> object | None:
    """A scalar that JSON has no form for, as an object of one name; else nothing."""
    match value:
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": write_decimal(value)}
        case _:
            return None
