"""List the public names of every room in `docs/reference/public-api.md`, between its two marks.

    python tools/public_api.py

A room is public with what its `__all__` has; a module at the top level with what it defines.
What each name is for is the first sentence of its docstring.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "reference" / "public-api.md"
BEGIN, END = "<!-- names: begin -->\n", "<!-- names: end -->\n"

# Public as they stand, though below a room that has names of its own.
OF_THEIR_OWN = ("supervise.testing.contracts", "supervise.testing.inference")
# What these hold is found by its identifier, through a registry.
BY_IDENTIFIER = ("supervise.instruments.catalogue", "supervise.packs")
NOT_A_ROOM = ("supervise.cli", "supervise.testing.checks")


def rooms() -> Iterator[ModuleType]:
    """Every module that a user may import names from, in the order of the alphabet."""
    import supervise  # noqa: PLC0415  once the path is set

    yield supervise
    for found in pkgutil.walk_packages(supervise.__path__, "supervise."):
        *_, last = found.name.split(".")
        at_the_top = found.name.count(".") == 1 and not found.ispkg
        if last.startswith("_") or found.name.startswith((*BY_IDENTIFIER, *NOT_A_ROOM)):
            continue
        if found.ispkg or at_the_top or found.name in OF_THEIR_OWN:
            module = importlib.import_module(found.name)
            if names(module):
                yield module


def names(room: ModuleType) -> tuple[str, ...]:
    """The public names of a room, sorted."""
    if hasattr(room, "__all__"):
        return tuple(sorted(room.__all__))
    if hasattr(room, "__path__"):
        return ()
    return tuple(
        sorted(
            name
            for name, value in vars(room).items()
            if not name.startswith("_")
            and (getattr(value, "__module__", None) == room.__name__ or name.isupper())
            and name != "TYPE_CHECKING"
        )
    )


def purpose(value: object) -> str:
    """The first sentence of what a class or a function says of itself."""
    if not (inspect.isclass(value) or inspect.isroutine(value)):
        return ""
    text = " ".join((inspect.getdoc(value) or "").split("\n\n")[0].split())
    return text.partition(". ")[0].removesuffix(".")


def listing() -> str:
    """The names of every room, each with what it is for."""
    parts = []
    for room in rooms():
        parts.append(f"\n### {room.__name__}\n\n")
        for name in names(room):
            says = purpose(getattr(room, name))
            parts.append(f"- `{name}`: {says}\n" if says else f"- `{name}`\n")
    return "".join(parts) + "\n"


def written_anew(text: str) -> str:
    """The page with the listing as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + listing() + END + after


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT / "src"))
    PAGE.write_text(written_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
