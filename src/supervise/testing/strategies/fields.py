"""Values drawn from what their fields are: the strategy of every class that needs no other.

A field is drawn by its name where the name says what it holds, otherwise by its type; what has a
default is that, or something else. Where fields have rules between them, the table of the room
states the field: what stands there is drawn as it says, and all else as here.
Nothing is drawn and then thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, reduce
from importlib import import_module
from operator import or_
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from supervise.histories import Entry
from supervise.testing.strategies.answers import WORDS
from supervise.testing.strategies.values import days, moments, people

T = TypeVar("T")
Strategy = st.SearchStrategy[Any]
SoFar = Mapping[str, Any]
Stated = Strategy | Callable[[SoFar], Strategy]
"""How a field is drawn: by a strategy, or by one that depends on the fields before it."""

BY_CLASS = "supervise.testing.strategies.by_class"
MOST = 2
YEAR = 365

# Fields that hold words for people; every other text is an identifier or a code.
WORDY = """
    ability_to_pay asks because citation clock delivered example finding first_response
    for_whom guidance heading how label legal_reason legal_source licence lines method
    not_for note population purpose reason remedy requires sample says shortfall source
    text title to_the_person unvalidated what why words wording
"""
# Fields that hold a number as it is printed.
PRINTED = "at_least at_most highest intercept least lowest most percent slope value"
DOMAINS = st.sampled_from(("work", "housing", "substance"))
DIGESTS = st.sampled_from("0123456789abcdef").map(lambda digit: digit * 64)


@cache
def identifiers(name: str) -> st.SearchStrategy[str]:
    """Identifiers of a field: its own name in the singular, and a small number."""
    return st.integers(1, 3).map(lambda number: f"{name.removesuffix('s')}_{number}")


def several(
    drawn: st.SearchStrategy[T], *, least: int = 0, most: int = MOST
) -> Strategy:
    """A few of something, no two of one name; it shrinks to the fewest."""
    return st.lists(drawn, min_size=least, max_size=most, unique_by=_name).map(tuple)


def _name(value: object) -> Hashable:
    """By what two parts of one record are told apart: what the first field says, if a name."""
    if attrs.has(type(value)):
        first: object = getattr(value, attrs.fields(cast("Any", type(value)))[0].name)
        match first:
            case Entry(id=name) | (str() | int() as name):
                return name
            case _:
                pass
    return repr(value)


def perhaps(drawn: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Nothing, or something; it shrinks to nothing."""
    return st.none() | drawn


def on_or_after(day: date) -> st.SearchStrategy[date]:
    """Days of the year that begins on a day; it shrinks to that day."""
    return st.integers(0, YEAR).map(lambda number: day + timedelta(days=number))


def not_before(name: str) -> Stated:
    """No day, or one that is not before another field's."""
    return lambda so_far: perhaps(on_or_after(so_far[name]))


def only_if(
    asked: Callable[[SoFar], object], drawn: Strategy, other: object = None
) -> Stated:
    """Something where the fields before ask for it, and nothing elsewhere."""
    return lambda so_far: drawn if asked(so_far) else st.just(other)


@st.composite
def values_of(draw: st.DrawFn, kind: type[T]) -> T:
    """Values of any public class of the library: by its own strategy, or from its fields."""
    return cast("T", draw(_strategy_of(cast("Any", kind))))


@cache
def _strategy_of(kind: type) -> Strategy:
    """The strategy of a class, made once."""
    own: Callable[[], Strategy] | None = _by_class().OWN.get(kind)
    return from_fields(kind) if own is None else own()


@st.composite
def from_fields(draw: st.DrawFn, kind: type[T]) -> T:
    """Values of a class from its fields, also where it has a strategy of its own."""
    so_far: dict[str, Any] = {}
    for name, stated in _stated(cast("Any", kind)).items():
        field = stated if isinstance(stated, st.SearchStrategy) else stated(so_far)
        so_far[name] = draw(field)
    return kind(**so_far)


def _by_class() -> Any:  # noqa: ANN401 - a module
    # The tables rest on this module, so that they are loaded when a value is drawn.
    return import_module(BY_CLASS)


@cache
def _stated(kind: type) -> Mapping[str, Stated]:
    """How each field of a class is drawn."""
    ruled: Mapping[str, Stated] = _by_class().STATED.get(kind, {})
    hints = get_type_hints(kind)
    return {
        field.alias or field.name: ruled[field.name]
        if field.name in ruled
        else _of_field(field, hints[field.name])
        for field in attrs.fields(cast("Any", kind))
        if field.init
    }


def _of_field(field: attrs.Attribute[Any], wanted: Any) -> Strategy:  # noqa: ANN401 - any annotation
    drawn = of_annotation(wanted, field.name)
    usual: Any = field.default
    if usual is attrs.NOTHING:
        return drawn
    if isinstance(usual, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
        return st.builds(usual.factory) | drawn
    return st.just(usual) | drawn


def of_annotation(wanted: Any, name: str) -> Strategy:  # noqa: ANN401 - any annotation
    """What a field of an annotation and a name holds."""
    if wanted is str:
        return _texts(name)
    if wanted in SCALARS:
        return SCALARS[wanted]()
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        nothing_first = sorted(parts, key=lambda each: each is not type(None))
        return reduce(or_, (of_annotation(each, name) for each in nothing_first))
    if origin is tuple and parts[-1] is not Ellipsis:
        return st.tuples(*(of_annotation(each, name) for each in parts))
    if origin is tuple:
        return several(of_annotation(parts[0], name))
    if origin is frozenset:
        return st.frozensets(of_annotation(parts[0], name), max_size=MOST)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        keys = of_annotation(parts[0], name)
        return st.dictionaries(keys, of_annotation(parts[1], name), max_size=MOST)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return st.sampled_from(wanted)
    return values_of(wanted)


def _texts(name: str) -> st.SearchStrategy[str]:
    match name:
        case "person":
            return people().map(lambda person: person.id)
        case "domain" | "domains" | "area" | "areas" | "related_areas":
            return DOMAINS
        case "supersedes":
            return identifiers("earlier")
        case "digest" | "fingerprint":
            return DIGESTS
        case _ if name in PRINTED.split():
            return st.sampled_from(("0", "0.5", "12"))
        case _:
            return WORDS if name in WORDY.split() else identifiers(name)


SCALARS: Mapping[Any, Callable[[], Strategy]] = {
    type(None): st.none,
    bool: st.booleans,
    int: lambda: st.integers(0, 9),
    float: lambda: st.sampled_from((0.0, 0.5, 12.25)),
    date: days,
    datetime: moments,
    time: lambda: st.integers(0, 23).map(time),
    Decimal: lambda: st.sampled_from((Decimal(0), Decimal("0.5"), Decimal(3))),
    Fraction: lambda: st.sampled_from((Fraction(1, 2), Fraction(1), Fraction(2, 3))),
    object: lambda: st.booleans() | st.integers(0, 9),
}
