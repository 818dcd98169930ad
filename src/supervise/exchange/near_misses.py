"""Columns that are no item but nearly one: probably misspelt, so that an answer goes unread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

NEAR = 0.83  # two letters of six changed about, as in `herion`


def near_misses(
    columns: Sequence[str], items: Iterable[str]
) -> tuple[tuple[int, str, str], ...]:
    """Each such column: its place from 1, its name, and the item it is nearly.

    >>> near_misses(("case", "Sex", "sanction_total"), ("sex", "sanctions_total"))
    ((2, 'Sex', 'sex'), (3, 'sanction_total', 'sanctions_total'))
    """
    known = tuple(items)
    found = []
    for place, column in enumerate(columns, 1):
        if column not in known and (item := _nearest(column, known)):
            found.append((place, column, item))
    return tuple(found)


def _nearest(column: str, items: tuple[str, ...]) -> str:
    plain = _plain(column)
    best, nearest = NEAR, ""
    for item in items:
        other = _plain(item)
        if plain == other:
            return item
        matcher = SequenceMatcher(None, plain, other, autojunk=False)
        if matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best:
            best, nearest = ratio, item
    return nearest


def _plain(name: str) -> str:
    """The letters and digits of a name, without case, spaces or signs."""
    return "".join(filter(str.isalnum, name)).casefold()
