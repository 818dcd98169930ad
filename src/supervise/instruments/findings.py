"""What stands in the way of scores: wrong answers, broken rules, what is missing.

Every problem is found, none stops the search, and each names the scales it blocks.
"""

from __future__ import annotations

import attrs

from supervise.errors import Problem, ProblemCode
from supervise.instruments.adjusting import held
from supervise.instruments.answers import Reading, allowed_answers
from supervise.instruments.engine import Prepared
from supervise.instruments.scales import ALL_SCALES, Rule
from supervise.instruments.workings import with_values
from supervise.rules.reading import Requirement

Raws = dict[str, int | float]


@attrs.define
class Findings:
    """What was found out about one set of answers, before results are written down.

    `apart` are the scales that do not apply.
    """

    problems: list[Problem]
    invalid: set[str]
    missing: set[str]
    raws: Raws
    apart: frozenset[str] = frozenset()


def faults_in(ready: Prepared, reading: Reading, apart: frozenset[str]) -> Findings:
    """What is wrong, what is missing, and which scales that blocks."""
    found = Findings(list(reading.problems), set(), set(), {}, apart)
    for problem in reading.problems:
        found.invalid.update(problem.blocks)
    _break_rules(ready, reading, found)
    not_wrong = [id for id in reading.missing if id not in reading.wrong]
    absent = [*not_wrong, *reading.wrong]
    for requirement, scales in ready.unmet(absent, apart).items():
        if requirement.isdisjoint(reading.wrong):
            found.missing.update(scales)
            found.problems.append(_lacking(ready, reading, requirement, scales))
    return found


def _break_rules(ready: Prepared, reading: Reading, found: Findings) -> None:
    facts = with_values(ready.instrument, reading.facts)
    for place, rule in enumerate(ready.rules):
        known = all(
            any(facts.get(name) is not None for name in requirement)
            for requirement in ready.rule_requires[place]
        )
        if known and held(rule.must_hold, facts) is False:
            problem = rule_problem(ready, rule, place)
            if problem.blocks and found.apart.issuperset(problem.blocks):
                continue
            found.problems.append(problem)
            lacks = problem.code is ProblemCode.MISSING
            (found.missing if lacks else found.invalid).update(problem.blocks)


def not_computable(ready: Prepared, scale: str) -> Problem:
    """The problem of answers whose arithmetic has no result."""
    return Problem(
        code=ProblemCode.NOT_COVERED,
        where=ready.instrument.id,
        item=scale,
        says="these answers lead to arithmetic without a result",
        remedy="check the counts and dates; report it to whoever declared the instrument",
        blocks=(scale,),
    )


def rule_problem(ready: Prepared, rule: Rule, place: int) -> Problem:
    """The problem of a broken rule; outside the population it is a warning."""
    blocking = place < len(ready.instrument.rules)
    code = rule.code if blocking else ProblemCode.OUTSIDE_POPULATION
    blocks = tuple(ready.uses) if rule.blocks == ALL_SCALES else rule.blocks
    return Problem(
        code=code,
        where=ready.instrument.id,
        item=rule.about.id,
        says=rule.says,
        remedy=rule.remedy,
        rule=rule.id,
        blocks=blocks if blocking else (),
    )


def _lacking(
    ready: Prepared,
    reading: Reading,
    requirement: Requirement,
    scales: tuple[str, ...],
) -> Problem:
    """The problem of a required answer, or of a scale elsewhere, that is not there."""
    if not requirement <= ready.upstream:
        return _missing(ready, requirement - ready.upstream, scales)
    name = min(requirement)
    used, why = reading.not_given[name]
    return Problem(
        code=ProblemCode.DEPENDENCY,
        where=ready.instrument.id,
        item=name,
        says=f"scale '{used.scale}' of instrument '{used.instrument}' {why}",
        remedy="score that instrument first, and answer what it lacks",
        blocks=scales,
    )


def _missing(
    ready: Prepared, requirement: Requirement, scales: tuple[str, ...]
) -> Problem:
    ids = sorted(requirement, key=lambda id: ready.order.get(id, len(ready.order)))
    item = ready.items[ids[0]]
    others = "".join(f", nor is '{id}'" for id in ids[1:])
    return Problem(
        code=ProblemCode.MISSING,
        where=ready.instrument.id,
        item=item.id,
        says=f"is not answered{others}",
        allowed=allowed_answers(item),
        remedy="answer it",
        blocks=scales,
    )


def in_form_order(ready: Prepared, problems: list[Problem]) -> tuple[Problem, ...]:
    """Items in form order, then scales, then what the form does not have."""
    if len(problems) < 2:
        return tuple(problems)
    places = {**ready.order}
    for id in ready.recipes:
        places[id] = len(places)
    return tuple(
        sorted(problems, key=lambda problem: places.get(problem.item, len(places)))
    )
