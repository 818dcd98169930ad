"""Columns that are computed once and used many times, in the order in which they can be.

No engine finds what expressions share once they are written into one another, so what is
shared becomes a column of its own. A stage may use the columns of the stages before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum, auto

from supervise.batch.expressions import Column, Expression, Literal, columns_in

PREFIX = "_supervise_"
"""What the names of columns that only serve the calculation begin with."""

Stage = dict[str, Expression]


class Phase(IntEnum):
    """The steps of scoring, in their order."""

    CELLS = auto()
    PARTS = auto()
    NUMBERS = auto()
    ANSWERS = auto()
    KNOWN = auto()
    UNASKED = auto()
    VALUES = auto()
    SHARED = auto()
    FAULTS = auto()
    BLOCKED = auto()
    FAILING = auto()
    STATES = auto()
    SCORED = auto()
    RAWS = auto()
    HUNDREDTHS = auto()
    RESULTS = auto()


class Stages:
    """Named expressions in their order: by phase, and within a phase by depth.

    `has_epoch` tells that the engine can count days since 1970.
    """

    def __init__(self, of: str, *, has_epoch: bool = False) -> None:
        self.has_epoch = has_epoch
        self._of = of
        self._kept: dict[tuple[Phase, int], Stage] = {}

    def keep(
        self, phase: Phase, name: str, expression: Expression, depth: int = 0
    ) -> Expression:
        """Compute an expression in a phase; what is returned stands for it from then on.

        A constant needs no column, and a column no other.
        """
        if isinstance(expression, Column | Literal):
            return expression
        full = f"{PREFIX}{self._of}_{name}".replace(".", "__")
        assert not any(full in stage for stage in self._kept.values()), full
        self._kept.setdefault((phase, depth), {})[full] = expression
        return Column(full)

    def in_order(self) -> list[Stage]:
        """The stages, first to last."""
        return [self._kept[place] for place in sorted(self._kept)]


def needed(
    stages: Iterable[Stage], outputs: Mapping[str, Expression]
) -> list[tuple[Stage, frozenset[str]]]:
    """The stages without what nothing uses, each with the columns that are used after it."""
    wanted = {name for each in outputs.values() for name in columns_in(each)}
    kept: list[tuple[Stage, frozenset[str]]] = []
    for stage in reversed(list(stages)):
        after = frozenset(wanted)
        some = {name: each for name, each in stage.items() if name in wanted}
        wanted -= some.keys()
        wanted |= {name for each in some.values() for name in columns_in(each)}
        if some:
            kept.append((some, after))
    return kept[::-1]
