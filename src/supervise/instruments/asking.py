"""Questions that other answers make unnecessary: what counts in their place.

An answer to a question that was not to be asked is a problem, unless it is what counts anyway.
"""

from __future__ import annotations

from supervise.errors import Problem, ProblemCode
from supervise.instruments.adjusting import held
from supervise.instruments.answers import Reading
from supervise.instruments.engine import Prepared
from supervise.instruments.items import AskedIf, Item
from supervise.rules import Value


def leave_unasked(ready: Prepared, reading: Reading) -> None:
    """Count what the form counts where a question was not to be asked, in form order."""
    for item in ready.asked:
        asked = item.asked_if
        assert asked is not None
        if held(asked.when, reading.facts) is not False or item.id in reading.wrong:
            continue
        given = reading.facts[item.id]
        if given is None:
            if asked.counts is not None:
                reading.blanks.append(item.id)
                reading.missing.remove(item.id)
        elif type(given) is not type(asked.counts) or given != asked.counts:
            reading.problems.append(_not_asked(ready, item, asked, given))
        reading.facts[item.id] = asked.counts


def _not_asked(ready: Prepared, item: Item, asked: AskedIf, given: Value) -> Problem:
    return Problem(
        code=ProblemCode.NOT_ASKED,
        where=ready.instrument.id,
        item=item.id,
        says=f"is answered, and is asked only where {asked.when}",
        remedy="take the answer out, or correct the one that decides it",
        blocks=ready.uses_of(item.id),
        value=given,
    )
