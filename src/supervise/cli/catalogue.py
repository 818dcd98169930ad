"""Where commands find instruments."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from supervise.errors import UnknownName
from supervise.instruments import Instrument, catalogue


def installed() -> dict[str, Instrument]:
    """Every instrument that is installed, by id."""
    names = sorted(found.name for found in pkgutil.iter_modules(catalogue.__path__))
    modules = (import_module(f"{catalogue.__name__}.{name}") for name in names)
    return {each.INSTRUMENT.id: each.INSTRUMENT for each in modules}


def with_consumed(id: str) -> tuple[Instrument, ...]:
    """An instrument, after all those whose scales it consumes."""
    known = installed()
    if id not in known:
        raise UnknownName("instrument", id, known)
    ordered: dict[str, Instrument] = {}

    def add(name: str) -> None:
        for used in known[name].consumes:
            add(used.instrument)
        ordered.setdefault(name, known[name])

    add(id)
    return tuple(ordered.values())
