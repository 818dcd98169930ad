"""One entry: a value with its kind and its format, as plain JSON, written and read.

Reading gives the value or all that is wrong with it, each with its place; it raises nothing.
What the text of an entry looks like is not known here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeGuard, TypeVar

import attrs

from supervise.exchange.converters import converter
from supervise.exchange.faults import faults
from supervise.exchange.kinds import Kind, kinds
from supervise.exchange.migrations import migrated
from supervise.exchange.scalars import described
from supervise.exchange.shared_tables import put_back, taken_out
from supervise.exchange.straight_reading import straight_reader

T = TypeVar("T")

KIND, FORMAT, VALUE, TABLES = "kind", "format", "value", "tables"
RECORD = "the record"


def enveloped(kind: Kind, value: object) -> dict[str, Any]:
    """A value as an entry of plain JSON."""
    plain = converter().unstructure(value, kind.holds)
    tables: dict[str, Any] = {}
    if kind.shares_tables:
        plain = taken_out(plain, tables)
    entry = {KIND: kind.name, FORMAT: kind.format, VALUE: plain}
    if tables:
        entry[TABLES] = tables
    return entry


@attrs.frozen
class Label:
    """What an entry says of itself: the name of its kind, and its format."""

    name: str
    format: int

    @property
    def kind(self) -> Kind | None:
        """The kind, where both it and the format are known here."""
        kind = kinds().get(self.name)
        return kind if kind is not None and self.format <= kind.format else None


def is_object(entry: object) -> TypeGuard[dict[str, Any]]:
    """Whether a value of JSON is an object."""
    return type(entry) is dict


def labelled(entry: object, place: str = "$") -> Label | list[str]:
    """What an entry says of itself, or all that is wrong with how it says so."""
    if not is_object(entry):
        return [f"{place}: is {described(entry)}, not an object"]
    name, number = entry.get(KIND), entry.get(FORMAT)
    wrong = []
    if type(name) is not str:
        wrong.append(f"{place}.{KIND}: is {described(name)}, not text")
    if type(number) is not int or number < 1:
        wrong.append(f"{place}.{FORMAT}: is not a whole number from 1")
    return wrong or Label(str(name), int(str(number)))


@attrs.frozen
class Opened(Generic[T]):
    """What opening an entry gave: a value, or nothing and all that is wrong with it."""

    value: T | None = None
    wrong: tuple[str, ...] = ()


def faults_of_fields(entry: dict[str, Any], kind: Kind, place: str) -> list[str]:
    """What is wrong with the fields of an entry of a known kind."""
    known = {KIND, FORMAT, VALUE, *([TABLES] if kind.shares_tables else [])}
    if unknown := entry.keys() - known:
        return [f"{place}: {len(unknown)} unknown fields of the entry"]
    return [] if VALUE in entry else [f"{place}: has no field '{VALUE}'"]


def opened(
    entry: dict[str, Any], label: Label, kind: Kind, place: str = "$"
) -> Opened[object]:
    """The value of an entry of a known kind and format, whatever format it was."""
    if wrong := faults_of_fields(entry, kind, place):
        return Opened(wrong=tuple(wrong))

    def brought_up() -> object:
        plain = entry[VALUE]
        if kind.shares_tables:
            plain = put_back(plain, entry.get(TABLES, {}))
        return migrated(kind.name, plain, since=label.format, until=kind.format)

    return _opened(kind.holds, brought_up, place, f"{place}.{VALUE}")


def opened_as(wanted: type[T], plain: object, place: str) -> Opened[T]:
    """The value of a class that plain JSON stands for."""
    return _opened(wanted, lambda: plain, place, place)


def _opened(
    wanted: Any,  # noqa: ANN401 - any annotation
    plain: Callable[[], object],
    place: str,
    inside: str,
) -> Opened[Any]:
    try:
        return Opened(straight_reader(wanted)(plain()))
    except Exception:  # noqa: BLE001 - it is no straight form, which the converter reads
        return _opened_with_care(wanted, plain, place, inside)


def _opened_with_care(
    wanted: Any,  # noqa: ANN401 - any annotation
    plain: Callable[[], object],
    place: str,
    inside: str,
) -> Opened[Any]:
    try:
        return Opened(converter().structure(plain(), wanted))
    except RecursionError:
        return Opened(wrong=(f"{place}: is nested too deeply",))
    except Exception as error:  # noqa: BLE001 - all that is wrong is told
        return Opened(wrong=tuple(faults(error, inside)))
