"""Which strategy each public class has: its own, or rules between its fields, room by room.

A class that stands in neither table is drawn from the types of its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from supervise.testing.strategies import (
    case_parts,
    filed_facts,
    outside_tools,
    plan_parts,
    referral_paths,
    scored_parts,
    service_lists,
    streams,
    supervision_parts,
    supervision_rules,
    vocabulary,
)
from supervise.testing.strategies.fields import Stated, Strategy

ROOMS = (
    vocabulary,
    filed_facts,
    outside_tools,
    scored_parts,
    plan_parts,
    streams,
    referral_paths,
    service_lists,
    supervision_parts,
    supervision_rules,
    case_parts,
)

OWN: Final[Mapping[type, Callable[[], Strategy]]] = {
    kind: own for room in ROOMS for kind, own in room.OWN.items()
}
STATED: Final[Mapping[type, Mapping[str, Stated]]] = {
    kind: fields for room in ROOMS for kind, fields in room.STATED.items()
}
