"""How records of earlier formats are read: one step at a time, up to the present format.

A migration takes the plain value of one format and gives that of the next; it is pure.
It works on a copy that was just read: the stored text is never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Plain = Any
Migration = Callable[[Plain], Plain]

# By kind and the format that it starts from. Each has a file of its format in tests/golden/.
MIGRATIONS: Mapping[tuple[str, int], Migration] = {}


def migrated(
    kind: str,
    value: Plain,
    *,
    since: int,
    until: int,
    migrations: Mapping[tuple[str, int], Migration] = MIGRATIONS,
) -> Plain:
    """The plain value of a record in the present format.

    >>> steps = {("example", 1): lambda old: {"name": old["title"]}}
    >>> migrated("example", {"title": "A"}, since=1, until=2, migrations=steps)
    {'name': 'A'}
    """
    for number in range(since, until):
        value = migrations[kind, number](value)
    return value
