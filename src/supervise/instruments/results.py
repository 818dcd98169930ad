"""From what was found to the results of every scale, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from supervise.errors import Problem, ProblemCode
from supervise.instruments.adjusting import (
    adjusted_result,
    said_result,
    unscored_result,
    with_basis,
)
from supervise.instruments.answers import Reading
from supervise.instruments.engine import Prepared
from supervise.instruments.findings import Findings
from supervise.instruments.recipes import Recipe, judged_result, weighted_result
from supervise.instruments.scales import Cases, Decided, Judged, Scale
from supervise.instruments.workings import with_values
from supervise.records import ScaleScore, Status, Workings
from supervise.rules import Facts


def results_of(
    ready: Prepared, reading: Reading, found: Findings, workings: Workings
) -> tuple[ScaleScore, ...]:
    """The result of every scale, in the order of the declaration."""
    done: dict[str, ScaleScore] = {}
    raws, adjusted = found.raws, ready.adjusted
    facts: Facts = {}
    if adjusted:
        facts = with_values(ready.instrument, reading.facts)
    for id, recipe in ready.recipes.items():
        if id in raws and id not in adjusted:
            done[id] = weighted_result(recipe, raws[id], workings)
        elif recipe.first_of:
            done[id] = _choose(ready, found, recipe, done)
        else:
            done[id] = _result(ready, found, recipe, facts or reading.facts, workings)
        if reading.bases:
            done[id] = with_basis(ready, done[id], reading.bases)
    return tuple(done.values())


def _result(
    ready: Prepared,
    found: Findings,
    recipe: Recipe,
    facts: Facts,
    workings: Workings,
) -> ScaleScore:
    """The result of a scale of which more is to be asked than its raw score."""
    id = recipe.meaning.id
    scale = ready.uses[id].scale
    status = _unscored(id, scale, recipe, found, facts)
    if status is not None:
        return unscored_result(scale, recipe, status, facts)
    result: ScaleScore | None
    match scale:
        case Judged():
            answer = facts[scale.item.id]
            assert answer is not None
            return judged_result(recipe, answer, workings)
        case Cases() | Decided():
            result = said_result(scale, recipe, facts, workings)
        case _:
            result = adjusted_result(scale, recipe, found.raws[id], facts, workings)
    if result is not None:
        return result
    found.problems.append(_undecided(ready, id))
    return unscored_result(scale, recipe, Status.MISSING, facts)


def _unscored(
    id: str, scale: Scale, recipe: Recipe, found: Findings, facts: Facts
) -> Status | None:
    """Why a scale has no score, if it has none: the first that applies."""
    answer = facts.get(scale.item.id) if isinstance(scale, Judged) else None
    said_not_to_apply = answer is not None and recipe.judged[answer] is None
    if id in found.apart or said_not_to_apply:
        return Status.NOT_APPLICABLE
    if id in found.invalid:
        return Status.INVALID
    return Status.MISSING if id in found.missing else None


def _undecided(ready: Prepared, scale: str) -> Problem:
    return Problem(
        code=ProblemCode.MISSING,
        where=ready.instrument.id,
        item=scale,
        says="what is known does not decide it",
        remedy="answer what is open",
        blocks=(scale,),
    )


def _choose(
    ready: Prepared, found: Findings, recipe: Recipe, done: Mapping[str, ScaleScore]
) -> ScaleScore:
    """The first of several scales that was scored, under its own name."""
    first = taken = done[recipe.first_of[0]]
    if first.status is not Status.SCORED:
        options = [done[option] for option in recipe.first_of]
        scored = [option for option in options if option.status is Status.SCORED]
        if not scored:
            return ScaleScore(
                recipe.meaning, _worst(option.status for option in options)
            )
        taken = scored[0]
        found.problems.append(_fell_back(ready, recipe.meaning.id, first, taken))
    return ScaleScore(
        recipe.meaning,
        Status.SCORED,
        taken.raw,
        taken.score,
        taken.percent,
        taken.level,
        taken.basis,
        taken.flags,
        taken.taken_from or taken.meaning.id,
        taken.workings,
    )


def _worst(statuses: Iterable[Status]) -> Status:
    """The status of a chosen scale none of whose options was scored."""
    among = set(statuses)
    if among == {Status.NOT_APPLICABLE}:
        return Status.NOT_APPLICABLE
    return Status.INVALID if Status.INVALID in among else Status.MISSING


def _fell_back(
    ready: Prepared, id: str, first: ScaleScore, taken: ScaleScore
) -> Problem:
    return Problem(
        code=ProblemCode.FELL_BACK,
        where=ready.instrument.id,
        item=id,
        says=f"'{first.id}' could not be scored ({first.status}), so this is '{taken.id}'",
        remedy=f"answer what '{first.id}' lacks",
    )
