"""The `problems` column: what is wrong in each row, as `item:code`, in form order.

What can be wrong is known before any row is seen, so it is a list of conditions and their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from supervise.batch.expressions import (
    NOWHERE,
    Expression,
    Joined,
    all_of,
    any_of,
    only_where,
)
from supervise.errors import ProblemCode
from supervise.exchange.columns import SEPARATOR


@attrs.frozen(eq=False)
class Fault:
    """One thing that can be wrong: at which item, how, and in which rows it is so."""

    item: str
    code: ProblemCode
    here: Expression

    @property
    def text(self) -> str:
        """How it is named in the column."""
        return f"{self.item}:{self.code.value}"


def in_form_order(faults: Iterable[Fault], order: Iterable[str]) -> list[Fault]:
    """Items in form order, then scales, then what the form does not have."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(faults, key=lambda fault: places.get(fault.item, len(places)))


def problems(faults: Iterable[Fault]) -> Expression | None:
    """The text of all faults of a row, each once, or nothing; `None` if none is possible."""
    named = list(_each_once(faults))
    if not named:
        return None
    texts = tuple(only_where(here, text) for text, here in named)
    some = any_of(here for _, here in named)
    return only_where(some, Joined(texts, SEPARATOR))


def _each_once(faults: Iterable[Fault]) -> Iterator[tuple[str, Expression]]:
    """Faults of one name are said where the first of them stands."""
    before: dict[str, Expression] = {}
    last = ""
    run: list[Expression] = []
    for fault in faults:
        if fault.here is NOWHERE:
            continue
        if fault.text != last and run:
            yield last, _new(before, last, run)
            run = []
        last = fault.text
        run.append(fault.here)
    if run:
        yield last, _new(before, last, run)


def _new(before: dict[str, Expression], text: str, run: list[Expression]) -> Expression:
    here = any_of(run)
    already = before.get(text, NOWHERE)
    before[text] = any_of((already, here))
    return all_of((here, ~already))
