"""Telling Hypothesis how to make our values, when it is asked for one by its type.

Hypothesis calls `register_loaded` when it is imported, in every environment that has this library;
pytest calls it again when the tests are collected. It speaks only of rooms that somebody has
imported, so it costs nothing to those who use Hypothesis for something else.
The strategies themselves are made when one is first asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_origin

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

STRATEGIES = "supervise.testing.strategies"

# The rooms whose public classes are found by their type.
ROOMS = (
    "supervise.batch",
    "supervise.casefile",
    "supervise.dates",
    "supervise.errors",
    "supervise.exchange",
    "supervise.histories",
    "supervise.instruments",
    "supervise.instruments.analysis",
    "supervise.intensity",
    "supervise.levels",
    "supervise.monitoring",
    "supervise.needs",
    "supervise.people",
    "supervise.planning",
    "supervise.planning.linting",
    "supervise.planning.progress",
    "supervise.planning.referrals",
    "supervise.planning.services",
    "supervise.plugins",
    "supervise.records",
    "supervise.rules",
    "supervise.sources",
    "supervise.store",
    "supervise.testing",
)

# The public classes that are not, each with the reason.
WITHOUT: Mapping[str, str] = {
    "supervise.needs.Need": "a namespace of domains: ask for a `NeedDomain`",
    "supervise.planning.GoalSuggestions": "a port that a host or a plugin fills",
    "supervise.planning.services.Directory": "a port that a host fills: ask for a "
    "`ListedDirectory`, and inherit `DirectoryContract`",
    "supervise.plugins.Registry": "what was loaded: ask `Registry.builtin()` for it",
    "supervise.plugins.Trace": "it listens while hooks are called: make an empty one",
    "supervise.store.MemoryStore": "it has no value of its own: make an empty one",
    "supervise.store.Store": "a port that a host fills: inherit `StoreContract`",
}


def public_classes(room: ModuleType) -> Iterator[tuple[str, type]]:
    """The public classes of a room that have been loaded, by name; no error and no code."""
    stated = getattr(room, "__all__", None)
    for name, found in list(vars(room).items()):
        public = not name.startswith("_") if stated is None else name in stated
        if not public or not isinstance(found, type):
            continue
        here = stated is not None or found.__module__ == room.__name__
        if here and not issubclass(found, Enum | BaseException):
            yield name, found


def register() -> None:
    """Register a strategy for each of our types."""
    for name in ROOMS:
        room = import_module(name)
        for public in getattr(room, "__all__", ()):
            getattr(room, public)
    register_loaded()


def register_loaded() -> None:
    """Register a strategy for each of our types that has been imported."""
    # Hypothesis is there when it calls this, and nowhere else needed.
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415

    for room in ROOMS:
        if room in sys.modules:
            for name, kind in public_classes(sys.modules[room]):
                if f"{room}.{name}" not in WITHOUT:
                    register_type_strategy(kind, _later)


def _later(kind: Any) -> SearchStrategy[object]:  # noqa: ANN401 - a class, or one of a parameter
    """The strategy of a class, made when it is asked for."""
    made: SearchStrategy[object]
    made = import_module(STRATEGIES).values_of(get_origin(kind) or kind)
    return made
