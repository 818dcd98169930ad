"""Values of any kind: what a host gave as an answer, right or wrong, is kept as it was.

JSON's own kinds stand as they are; every other kind is an object of one name.
What cannot be made again from JSON is refused when it is written, never quietly changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from cattrs import Converter

from supervise.exchange.scalars import (
    NAMED_READERS,
    WrongForm,
    named,
    refuse_too_great,
    write_float,
)
from supervise.records import Answer, AnswerState

STATE, ANSWER, TUPLE, OBJECT = "state", "answer", "tuple", "object"


def write(value: object, converter: Converter) -> object:
    """Any value, as JSON. Raises `TypeError` for what JSON could not bring back."""
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return value
    if kind is float:
        return write_float(value)  # type: ignore[arg-type]  # the type was just checked
    if kind is list:
        return [write(each, converter) for each in value]  # type: ignore[attr-defined]
    if kind is tuple:
        return {TUPLE: [write(each, converter) for each in value]}  # type: ignore[attr-defined]
    if isinstance(value, AnswerState):
        return {STATE: value.value}
    if isinstance(value, Answer):
        return {ANSWER: converter.unstructure(value)}
    if isinstance(value, Mapping) and all(type(name) is str for name in value):
        return {OBJECT: {name: write(each, converter) for name, each in value.items()}}
    if (one := named(value)) is not None:
        return one
    raise TypeError(
        f"a value of type {kind.__name__} has no JSON form; give plain values"
    )


def read(found: object, converter: Converter) -> object:
    """The value that was written."""
    if type(found) is list:
        return [read(each, converter) for each in found]
    if type(found) is not dict:
        refuse_too_great(found)
        return found
    if len(found) != 1:
        raise WrongForm("an object of one name", found)
    ((name, inside),) = found.items()
    match name:
        case "state":
            return converter.structure(inside, AnswerState)
        case "answer":
            return converter.structure(inside, Answer)
        case "tuple" if type(inside) is list:
            return tuple(read(each, converter) for each in inside)
        case "object" if type(inside) is dict:
            return {key: read(each, converter) for key, each in inside.items()}
        case _ if name in NAMED_READERS:
            return NAMED_READERS[name](inside)
        case _:
            raise WrongForm("an object that names a kind of value", found)
