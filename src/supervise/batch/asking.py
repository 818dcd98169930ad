"""Questions that other answers make unnecessary, as columns: what counts in their place.

It follows `supervise.instruments.asking`, item by item in form order.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from supervise.batch.answers import AnswerColumn
from supervise.batch.certainty import does_not_hold, without_result
from supervise.batch.expressions import Expression, all_of, any_of, expression, when
from supervise.batch.facts import Fact, Facts
from supervise.batch.stages import Phase, Stages
from supervise.errors import ProblemCode
from supervise.instruments import Item
from supervise.rules.kinds import Kind


def with_unasked(
    asked: tuple[Item, ...],
    answers: Mapping[str, AnswerColumn],
    others: Mapping[str, Fact],
    kinds: Mapping[str, Kind],
    stages: Stages,
) -> dict[str, AnswerColumn]:
    """The answers, with what the form counts where a question was not to be asked."""
    found = dict(answers)
    for depth, item in enumerate(asked):
        named = {id: answer.fact for id, answer in found.items()} | dict(others)
        facts = Facts(named, {}, kinds)
        found[item.id] = _unasked(item, found[item.id], facts, stages, depth)
    return found


def _unasked(
    item: Item, answer: AnswerColumn, facts: Facts, stages: Stages, depth: int
) -> AnswerColumn:
    assert item.asked_if is not None
    gate, counts = item.asked_if.when, item.asked_if.counts

    def keep(what: str, found: Expression, step: int) -> Expression:
        return stages.keep(Phase.UNASKED, f"{item.id}_{what}", found, 2 * depth + step)

    unasked = (does_not_hold(gate, facts), ~without_result(gate, facts))
    here = keep("unasked", all_of((*unasked, ~answer.is_wrong)), 0)
    given, says, missing = answer.fact.known, answer.fact.says, answer.missing
    if counts is None:
        surplus = all_of((here, given))
        fact = Fact(all_of((given, ~here)), says)
    else:
        surplus = all_of((here, given, ~says.equals(expression(counts))))
        known = keep("known_or_not", any_of((given, here)), 1)
        fact = Fact(known, keep("counts", when(here, counts, says), 1))
        missing = keep("asked_missing", all_of((missing, ~here)), 1)
    surplus = keep("not_asked", surplus, 1)
    wrong = (*answer.wrong, (ProblemCode.NOT_ASKED, surplus))
    return attrs.evolve(answer, fact=fact, missing=missing, wrong=wrong)
