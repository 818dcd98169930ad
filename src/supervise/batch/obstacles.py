"""What stands in the way of a score, as columns: what is wrong, lacking, contradictory.

It follows `supervise.instruments.findings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import attrs

from supervise.batch.adjusting import broken, not_applicable, undecided
from supervise.batch.answers import AnswerColumn
from supervise.batch.certainty import known, without_result
from supervise.batch.dating import Dating
from supervise.batch.expressions import NOWHERE, Expression, all_of, any_of
from supervise.batch.facts import Facts, certain_among
from supervise.batch.problems import Fault
from supervise.batch.stages import Phase, Stages
from supervise.batch.states import State
from supervise.batch.weights import outside
from supervise.errors import ProblemCode
from supervise.instruments import ALL_SCALES, Rule
from supervise.instruments.engine import Prepared
from supervise.instruments.scales import Scale, Weighted, scale_rows
from supervise.rules.doubt import may_stay_unknown
from supervise.rules.reading import Node, Requirement, names
from supervise.rules.tables import ByCode, ByRange
from supervise.rules.terms import Ref, Term

Scales = tuple[str, ...]
Together = Mapping[Scales, Expression]


@attrs.frozen(eq=False)
class Obstacles:
    """What decides, row by row, whether a scale can be scored.

    `apart` is where each scale does not apply. `lacks` is where a requirement is not met.
    `broken` are the rules that are broken, with the scales that each blocks.
    `wrong` and `lacking` are the same by the scales that they are in the way of.
    `failing` is where a named value, or a row of a table, has no result.
    """

    ready: Prepared
    answers: Mapping[str, AnswerColumn]
    facts: Facts
    dating: Dating
    stages: Stages
    apart: Mapping[str, Expression]
    lacks: Mapping[Requirement, Expression]
    broken: tuple[tuple[Rule, Scales, Expression], ...]
    wrong: Together
    lacking: Together
    failing: Mapping[str, Expression]

    def state(self, scale: str) -> State:
        """In which rows a scale does not apply, is invalid, lacks an answer, or is scored."""
        keep = partial(self.stages.keep, Phase.STATES)
        broken = [
            (rule.code is ProblemCode.MISSING, here)
            for rule, scales, here in self.broken
            if scale in scales
        ]
        wrong = [here for lacks, here in broken if not lacks]
        asked = [here for lacks, here in broken if lacks]
        invalid = any_of((self.dating.is_wrong, *_of(scale, self.wrong), *wrong))
        missing = any_of((self.dating.missing, *_of(scale, self.lacking), *asked))
        apart = self.apart[scale]
        failing, open_ = self._without_result(scale, any_of((apart, invalid, missing)))
        invalid = keep(f"{scale}_invalid", any_of((invalid, failing)))
        missing = keep(f"{scale}_missing", any_of((missing, open_)))
        scored = ~any_of((apart, invalid, missing))
        scored = self.stages.keep(Phase.SCORED, f"{scale}_scored", scored)
        return State(apart, invalid, missing, scored, failing, open_)

    def _without_result(
        self, id: str, blocked: Expression
    ) -> tuple[Expression, Expression]:
        """Where arithmetic has no result, and where what is known decides nothing."""
        use = self.ready.uses[id]
        facts = self.facts.given(certain_among(use.requires))
        fails = self._fails(use.scale, facts)
        open_ = undecided(use.scale, facts)
        if fails is NOWHERE and open_ is NOWHERE:
            return NOWHERE, NOWHERE
        keep = self.stages.keep
        free = ~keep(Phase.BLOCKED, f"{id}_blocked", blocked)
        fails = keep(Phase.FAILING, f"{id}_failing", all_of((free, fails)))
        open_ = keep(Phase.FAILING, f"{id}_open", all_of((free, ~fails, open_)), 1)
        return fails, open_

    def _fails(self, scale: Scale, facts: Facts) -> Expression:
        if not isinstance(scale, Weighted):
            return NOWHERE
        rows = scale_rows(scale)
        nodes = [row.of for row in rows if row.of is not None]
        failing = [self.failing[name] for name in _values_of(nodes, facts)]
        failing += [
            self.failing[repr(row)] for row in rows if repr(row) in self.failing
        ]
        unsaid = (
            ~known(row.of, facts)
            for row in rows
            if isinstance(row.of, Term) and self._may_stay_unknown(row.of)
        )
        fails = (without_result(node, facts) for node in nodes)
        return any_of((*failing, *unsaid, *fails))

    def _may_stay_unknown(self, of: Term) -> bool:
        """Whether a table may say nothing of an answer that is there."""
        return may_stay_unknown(of, self.ready.values, self.ready.codes)

    def faults(self, states: Mapping[str, State]) -> Iterator[Fault]:
        """Everything that can be wrong, in the order in which it is found out."""
        for id, answer in self.answers.items():
            yield from (Fault(id, code, here) for code, here in answer.wrong)
        blocking = len(self.ready.instrument.rules)
        for place, (rule, _, here) in enumerate(self.broken):
            code = rule.code if place < blocking else ProblemCode.OUTSIDE_POPULATION
            yield Fault(rule.about.id, code, here)
        yield from self._lacking()
        for scale, state in states.items():
            yield Fault(scale, ProblemCode.NOT_COVERED, state.failing)
        for scale, state in states.items():
            yield Fault(scale, ProblemCode.MISSING, state.undecided)

    def _lacking(self) -> Iterator[Fault]:
        """What is required and not there; what an answer to another meets is not named."""
        ordered = sorted(self.lacks, key=lambda each: (len(each), self._first(each)))
        unmet = {each: self._unmet(each) for each in ordered}
        for requirement, here in unmet.items():
            within = any_of(w for other, w in unmet.items() if other < requirement)
            alone = all_of((here, ~within))
            upstream = self.ready.upstream
            if requirement <= upstream:
                yield Fault(min(requirement), ProblemCode.DEPENDENCY, alone)
            else:
                first = min(requirement - upstream, key=self.ready.order.__getitem__)
                yield Fault(first, ProblemCode.MISSING, alone)

    def _unmet(self, requirement: Requirement) -> Expression:
        """Where it is not met, and a scale that applies requires it."""
        uses = self.ready.uses.items()
        apart = [self.apart[id] for id, use in uses if requirement in use.requires]
        return all_of((self.lacks[requirement], ~all_of(apart)))

    def _first(self, requirement: Requirement) -> int:
        """The first place of its names: items in form order, then what is consumed."""
        consumed = (used.as_term().name for used in self.ready.instrument.consumes)
        places = {name: n for n, name in enumerate((*self.ready.order, *consumed))}
        return min(places[name] for name in requirement)


def obstacles_in(
    ready: Prepared,
    answers: Mapping[str, AnswerColumn],
    facts: Facts,
    dating: Dating,
    stages: Stages,
) -> Obstacles:
    """What is in the way, once for all scales."""
    uses = ready.uses
    keep = partial(stages.keep, Phase.FAULTS)
    apart = {
        id: keep(f"{id}_apart", not_applicable(use.scale, facts))
        for id, use in uses.items()
    }
    missing = {id: answer.missing for id, answer in answers.items()}
    missing |= {name: _not_given(name, facts, dating) for name in ready.upstream}
    lacks = {
        requirement: all_of(missing[name] for name in requirement)
        for use in uses.values()
        for requirement in use.requires
    }
    wrong = [(ready.uses_of(id), answer.is_wrong) for id, answer in answers.items()]
    lacking = [
        (tuple(id for id, use in uses.items() if each in use.requires), here)
        for each, here in lacks.items()
    ]
    return Obstacles(
        ready,
        answers,
        facts,
        dating,
        stages,
        apart,
        lacks,
        tuple(_broken_rules(ready, facts, apart, stages)),
        _together("wrong", wrong, stages),
        _together("lacking", lacking, stages),
        dict(_failing(ready, facts, stages)),
    )


def _broken_rules(
    ready: Prepared, facts: Facts, apart: Mapping[str, Expression], stages: Stages
) -> Iterator[tuple[Rule, Scales, Expression]]:
    """Each rule with the scales that it blocks, and where it is broken and blocks one."""
    blocking = len(ready.instrument.rules)
    pairs = zip(ready.rules, ready.rule_requires, strict=True)
    for place, (rule, needs) in enumerate(pairs):
        scales = tuple(ready.uses) if rule.blocks == ALL_SCALES else rule.blocks
        scales = scales if place < blocking else ()
        pointless = all_of(apart[id] for id in scales) if scales else NOWHERE
        here = all_of((_is_broken(rule, needs, facts), ~pointless))
        yield rule, scales, stages.keep(Phase.FAULTS, f"broken_{rule.id}", here, 1)


def _is_broken(rule: Rule, needs: frozenset[Requirement], facts: Facts) -> Expression:
    """Where everything that a rule mentions is known, and it does not hold."""
    asked = [any_of(facts.named[name].known for name in each) for each in needs]
    if any(each is NOWHERE for each in asked):
        return NOWHERE
    sure = facts.given(certain_among(needs))
    return all_of((*asked, broken(rule.must_hold, sure)))


def _failing(
    ready: Prepared, facts: Facts, stages: Stages
) -> Iterator[tuple[str, Expression]]:
    """The named values, and the rows that exclude one another, that can have no result."""
    for name, of in facts.values.items():
        fails = without_result(of, facts)
        yield name, stages.keep(Phase.FAULTS, f"value_{name}_fails", fails)
    rows = [
        row
        for use in ready.uses.values()
        if isinstance(use.scale, Weighted)
        for row in scale_rows(use.scale)
        if isinstance(row, ByCode | ByRange) and not _is_item(row.of, ready)
    ]
    for place, row in enumerate({repr(row): row for row in rows}.values()):
        here = outside(row, facts)
        yield repr(row), stages.keep(Phase.FAULTS, f"outside_{place}", here)


def _is_item(of: Node, ready: Prepared) -> bool:
    """Whether rows are about an item: then they list all that it can be."""
    return isinstance(of, Ref) and of.name in ready.items


def _together(
    name: str, truths: list[tuple[Scales, Expression]], stages: Stages
) -> Together:
    """Truths that block the same scales, as one: scales have most items in common."""
    groups: dict[Scales, list[Expression]] = {}
    for scales, here in truths:
        groups.setdefault(scales, []).append(here)
    return {
        scales: stages.keep(Phase.FAULTS, f"{name}_{place}", any_of(group))
        for place, (scales, group) in enumerate(groups.items())
        if scales
    }


def _of(scale: str, together: Together) -> list[Expression]:
    return [here for scales, here in together.items() if scale in scales]


def _not_given(name: str, facts: Facts, dating: Dating) -> Expression:
    """Where a scale of another instrument is not there; without a date none is expected."""
    return ~any_of((dating.missing, dating.is_wrong, facts.named[name].known))


def _values_of(nodes: list[Node], facts: Facts) -> list[str]:
    """The named values that nodes mention, with those inside them."""
    found: dict[str, None] = {}
    waiting = [name for node in nodes for name in names(node)]
    while waiting:
        name = waiting.pop()
        if name in facts.values and name not in found:
            found[name] = None
            waiting.extend(names(facts.values[name]))
    return list(found)
