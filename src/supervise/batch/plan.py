"""An instrument as a sequence of columns: the whole of scoring, said once for all rows.

It follows `supervise.instruments.scoring` step by step: answers, values, what is missing, rules
between answers, statuses, results, problems. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from narwhals.stable.v2.dtypes import DType

from supervise.batch.answers import read_item
from supervise.batch.asking import with_unasked
from supervise.batch.certainty import known, silent, without_result
from supervise.batch.dating import Dating
from supervise.batch.expressions import (
    NOWHERE,
    Expression,
    all_of,
    any_of,
    expression,
    size_of,
    when,
)
from supervise.batch.facts import Fact, Facts, unknown
from supervise.batch.formulas import value
from supervise.batch.obstacles import obstacles_in
from supervise.batch.problems import Fault, in_form_order
from supervise.batch.results import Making, Result, chosen_result, result_of
from supervise.batch.sharing import shared_in
from supervise.batch.stages import Phase, Stages
from supervise.batch.states import State, chosen_state
from supervise.errors import ProblemCode
from supervise.instruments import Chosen, Instrument, ScaleOf
from supervise.instruments.check import kinds_in
from supervise.instruments.engine import prepared
from supervise.instruments.scales import Scale
from supervise.rules import Term
from supervise.rules.kinds import Kind
from supervise.rules.reading import names
from supervise.rules.terms import Number, Ref

LONG = 30
"""Where more than so many operations tell that a value is known, they become a column."""


@attrs.frozen(eq=False)
class ScaleColumns:
    """One scale as columns: in which rows it is scored, and what it says there."""

    state: State
    result: Result


@attrs.frozen(eq=False)
class Plan:
    """An instrument as columns: the stages in which they are computed, and what they are."""

    instrument: Instrument
    stages: Stages
    scales: Mapping[str, ScaleColumns]
    faults: tuple[Fault, ...]


def plan_of(
    instrument: Instrument,
    schema: Mapping[str, DType],
    dating: Dating,
    upstream: Mapping[str, Plan],
    *,
    has_epoch: bool = False,
) -> Plan:
    """The plan of an instrument for frames of one schema."""
    ready = prepared(instrument)
    stages = Stages(instrument.id, has_epoch=has_epoch)
    kinds = kinds_in(instrument)
    others = {"on": dating.fact, **_upstream_facts(instrument, upstream)}
    answers = {
        item.id: read_item(item, schema.get(item.id), stages)
        for item in instrument.items
    }
    answers = with_unasked(ready.asked, answers, others, kinds, stages)
    named = {id: answer.fact for id, answer in answers.items()} | others
    facts = _with_values(Facts(named, ready.values, kinds), stages)
    facts = attrs.evolve(facts, shared=shared_in(instrument, facts, stages))
    obstacles = obstacles_in(ready, answers, facts, dating, stages)
    states = {id: obstacles.state(id) for id in ready.uses}
    bases = _bases(instrument, upstream)
    scales: dict[str, ScaleColumns] = {}
    depths: dict[str, int] = {}
    for scale in instrument.scales:
        if isinstance(scale, Chosen):
            made = _chosen([scales[id] for id in scale.first_of])
        else:
            making = Making(
                ready.recipes[scale.id],
                facts,
                ready.uses[scale.id].requires,
                states[scale.id].scored,
                bases,
                stages,
            )
            made = ScaleColumns(states[scale.id], result_of(scale, making))
        scales[scale.id] = _kept(scale, made, stages, depths)
    faults = (*obstacles.faults(states), *_fallen_back(instrument, scales))
    order = (*ready.order, *ready.recipes)
    return Plan(instrument, stages, scales, tuple(in_form_order(faults, order)))


def _upstream_facts(
    instrument: Instrument, upstream: Mapping[str, Plan]
) -> dict[str, Fact]:
    """The scales of other instruments that this one consumes, from their plans."""
    facts = {}
    for used in instrument.consumes:
        plan = upstream.get(used.instrument)
        columns = plan.scales.get(used.scale) if plan is not None else None
        kind = Kind.CODE if used.part == "level" else Kind.NUMBER
        found = None if columns is None else _fact_of(used, columns)
        facts[used.as_term().name] = unknown(kind) if found is None else found
    return facts


def _fact_of(used: ScaleOf, columns: ScaleColumns) -> Fact | None:
    says: Expression | None = getattr(columns.result, used.part)
    scored = columns.state.scored if says is not None else NOWHERE
    if used.not_applicable is None:
        return None if says is None else Fact(scored, says)
    apart = columns.state.not_applicable
    code = used.not_applicable
    instead = expression(code if used.part == "level" else Number(code).value)
    says = instead if says is None else when(apart, instead, says)
    return Fact(any_of((scored, apart)), says)


def _bases(
    instrument: Instrument, upstream: Mapping[str, Plan]
) -> dict[str, Expression | None]:
    """What the scales that this instrument consumes rest on."""
    return {
        used.as_term().name: upstream[used.instrument].scales[used.scale].result.basis
        for used in instrument.consumes
        if used.instrument in upstream
    }


def _with_values(facts: Facts, stages: Stages) -> Facts:
    """The same with each named value as a column, after those it is made of."""
    depths: dict[str, int] = {}
    for name, of in facts.values.items():
        inside = [depths[each] for each in names(of) if each in depths]
        depth = depths[name] = 1 + max(inside, default=0)
        fact = _value_fact(name, of, facts, stages, depth)
        deep = dict(facts.deep)
        if size_of(fact.known) > LONG:
            is_known = known(Ref(name), facts)
            deep[name] = stages.keep(
                Phase.VALUES, f"value_{name}_known", is_known, depth
            )
        says_no = all_of((silent(of, facts), ~without_result(of, facts)))
        says_no = stages.keep(Phase.VALUES, f"value_{name}_silent", says_no, depth)
        facts = attrs.evolve(
            facts,
            named={**facts.named, name: fact},
            deep=deep,
            silent={**facts.silent, name: says_no},
        )
    return facts


def _value_fact(name: str, of: Term, facts: Facts, stages: Stages, depth: int) -> Fact:
    is_known = known(of, facts)
    if is_known is NOWHERE:
        return unknown(facts.kinds[name])
    says = stages.keep(Phase.VALUES, f"value_{name}", value(of, facts), depth)
    return Fact(is_known, says)


def _chosen(options: list[ScaleColumns]) -> ScaleColumns:
    state = chosen_state([each.state for each in options])
    return ScaleColumns(state, chosen_result([(o.state, o.result) for o in options]))


def _kept(
    scale: Scale, made: ScaleColumns, stages: Stages, depths: dict[str, int]
) -> ScaleColumns:
    """The same as columns, so that other scales and instruments can refer to them."""
    after = scale.first_of if isinstance(scale, Chosen) else ()
    depth = depths[scale.id] = 1 + max((depths[id] for id in after), default=0)

    def keep(what: str, found: Expression) -> Expression:
        return stages.keep(Phase.RESULTS, f"{scale.id}_{what}", found, depth)

    def keep_any(what: str, found: Expression | None) -> Expression | None:
        return None if found is None else keep(what, found)

    result = made.result
    return ScaleColumns(
        attrs.evolve(made.state, scored=keep("is_scored", made.state.scored)),
        attrs.evolve(
            result,
            score=keep_any("score", result.score),
            percent=keep_any("percent", result.percent),
            level=keep_any("level", result.level),
            flags=keep_any("flags", result.flags),
        ),
    )


def _fallen_back(
    instrument: Instrument, scales: Mapping[str, ScaleColumns]
) -> Iterator[Fault]:
    """Where a scale was chosen that is not the first choice."""
    for scale in instrument.scales:
        if isinstance(scale, Chosen):
            here = scales[scale.id].state.scored
            first = scales[scale.first_of[0]].state.scored
            yield Fault(scale.id, ProblemCode.FELL_BACK, all_of((here, ~first)))
