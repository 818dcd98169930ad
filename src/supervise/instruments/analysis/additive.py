"""Whether a scale is rows added up and nothing else, as far as this room can tell.

A scale may grow ways of being scored that this room does not know. A field that it does not
know, and that a declaration uses, makes the answer no: then nothing is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from supervise.instruments.items import Item
from supervise.instruments.scales import LogOdds, Percents, Points

_OF_A_SCALE = frozenset(
    {
        "id",
        "title",
        "table",
        "missing",
        "converts",
        "bands",
        "at_most",
        "also_requires",
        "basis",
        "basis_of",
        "predicts",
        "base_rates",
        "bands_by",
        "flags",
        "lowered",
        "only_if",
        "percents",
        "shown",
    }
)
_OF_AN_ITEM = frozenset(
    {
        "id",
        "text",
        "answers",
        "need",
        "change",
        "number",
        "person_fact",
        "sensitivity",
    }
)


def is_added_up(scale: object, items: Iterable[Item]) -> bool:
    """Whether the score of a scale is the sum of its rows, for these items that it uses."""
    if not isinstance(scale, Points | LogOdds | Percents) or not _uses_only(
        scale, _OF_A_SCALE
    ):
        return False
    return all(_uses_only(item, _OF_AN_ITEM) for item in items)


def _uses_only(
    declared: Points | LogOdds | Percents | Item, known: frozenset[str]
) -> bool:
    return all(
        field.name in known or getattr(declared, field.name) == field.default
        for field in attrs.fields(type(declared))
    )
