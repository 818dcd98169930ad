"""What each clause says of the facts, and which of them decides.

Every clause is asked, also when another has decided: the record keeps all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from supervise.intensity.clauses import (
    AtLeast,
    AtMost,
    Clause,
    First,
    Highest,
    Joined,
)
from supervise.intensity.policy import Policy
from supervise.intensity.recommendation import ClauseResult, ClauseStatus
from supervise.rules import NOTHING, Facts, Silence, Value, holds, value_of
from supervise.rules.reading import names

Results = Mapping[str, ClauseResult]

_UNDECIDED = frozenset({ClauseStatus.MISSING, ClauseStatus.NO_ANSWER})


def ask_clause(policy: Policy, clause: Clause, facts: Facts) -> ClauseResult:
    """What one clause says."""
    mentioned = _mentioned(clause)
    said = _said(clause, mentioned, facts)
    result = ClauseResult(
        id=clause.id,
        title=clause.title,
        citation=clause.citation,
        status=ClauseStatus.SILENT,
        inputs=tuple(name for name in mentioned if name != "on"),
    )
    return _with_what_it_said(policy, clause, result, said, facts)


def _mentioned(clause: Clause) -> tuple[str, ...]:
    nodes = (clause.says, clause.when)
    return tuple(
        dict.fromkeys(
            name for node in nodes if node is not None for name in names(node)
        )
    )


def _said(clause: Clause, mentioned: tuple[str, ...], facts: Facts) -> Value | None:
    if any(facts.get(name) is NOTHING for name in mentioned):
        return NOTHING
    applies = holds(clause.when, facts) if clause.when is not None else True
    if applies is None:
        return None
    return value_of(clause.says, facts) if applies else NOTHING


def _with_what_it_said(
    policy: Policy,
    clause: Clause,
    result: ClauseResult,
    said: Value | None,
    facts: Facts,
) -> ClauseResult:
    match said:
        case None:
            status = ClauseStatus.MISSING
            waits_for = tuple(name for name in result.inputs if facts.get(name) is None)
            return attrs.evolve(result, status=status, waits_for=waits_for)
        case Silence.NOTHING:
            return result
        case Silence.NO_ANSWER:
            return attrs.evolve(
                result, status=ClauseStatus.NO_ANSWER, because=clause.no_answer
            )
        case _ if said in policy.scheme.codes:
            return attrs.evolve(
                result,
                status=ClauseStatus.SAID,
                intensity=policy.scheme[str(said)],
            )
        case _:
            return attrs.evolve(result, status=ClauseStatus.SAID, standing=str(said))


def deciding(joined: Joined, results: Results) -> ClauseResult:
    """The clause that decides, or the one that leaves it undecided; a silent one if none speaks."""
    match joined:
        case Clause(id):
            return results[id]
        case First(parts):
            asked = [deciding(part, results) for part in parts]
            speaking = (
                each for each in asked if each.status is not ClauseStatus.SILENT
            )
            return next(speaking, asked[-1])
        case Highest(parts):
            return _extreme([deciding(part, results) for part in parts], lowest=False)
        case AtLeast(part, others) | AtMost(part, others):
            inner = deciding(part, results)
            if inner.intensity is None:
                return inner
            limits = [deciding(each, results) for each in others]
            return _extreme([inner, *limits], lowest=isinstance(joined, AtMost))


def _extreme(asked: list[ClauseResult], *, lowest: bool) -> ClauseResult:
    """The first of the highest, or lowest; undecided if any of them is."""
    for each in asked:
        if each.status in _UNDECIDED:
            return each
    speaking = [each for each in asked if each.intensity is not None]
    if not speaking:
        return asked[0]
    positions = [each.intensity.position for each in speaking if each.intensity]
    sought = min(positions) if lowest else max(positions)
    return speaking[positions.index(sought)]
