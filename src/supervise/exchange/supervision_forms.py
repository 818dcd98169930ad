"""How values of supervision are written where the plain form of their class would not do.

The fields of an event are an object, by their names. A share is text: `1/2`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from supervise.exchange.scalars import WrongForm
from supervise.rules import Event, Value
from supervise.rules.timeline import Fields

FRACTION = re.compile(r"(-?(?:0|[1-9][0-9]*))/([1-9][0-9]*)")


def add_supervision_forms(made: Converter) -> None:
    """Add the forms to a converter."""
    made.register_structure_hook(Fraction, read_fraction)
    made.register_unstructure_hook(Fraction, write_fraction)
    _add_events(made)


def read_fraction(found: object, _: object = Fraction) -> Fraction:
    """A fraction in its lowest terms, as text."""
    if type(found) is str and (parts := FRACTION.fullmatch(found)):
        value = Fraction(int(parts[1]), int(parts[2]))
        if write_fraction(value) == found:
            return value
    raise WrongForm("a fraction in its lowest terms, as text", found)


def write_fraction(value: Fraction) -> str:
    """A fraction as text, also where it is whole."""
    return f"{value.numerator}/{value.denominator}"


def _add_events(made: Converter) -> None:
    def read_fields(found: Any, _: Any) -> Fields:  # noqa: ANN401 - as cattrs
        by_name: dict[str, Value] = made.structure(found, dict[str, Value])
        return tuple(by_name.items())

    def write_fields(fields: Fields) -> dict[str, Any]:
        by_name = dict(fields)
        if len(by_name) != len(fields):
            raise TypeError("an event says something twice; it has no JSON form")
        written: dict[str, Any] = made.unstructure(by_name, dict[str, Value])
        return written

    read = make_dict_structure_fn(
        Event,
        made,
        _cattrs_forbid_extra_keys=True,
        fields=override(struct_hook=read_fields),
    )

    def read_event(found: Any, wanted: Any) -> Event:  # noqa: ANN401 - as cattrs
        if type(found) is not dict:
            raise WrongForm("an object", found)
        return read(found, wanted)

    made.register_structure_hook(Event, read_event)
    made.register_unstructure_hook(
        Event,
        make_dict_unstructure_fn(
            Event, made, fields=override(unstruct_hook=write_fields)
        ),
    )
