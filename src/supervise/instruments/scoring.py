"""Scoring: from answers to a score sheet, with every status, every problem, and the reasons.

`score` is pure: the same instrument, answers and date give the same sheet, always.
The order of statuses is the contract's: not applicable, invalid, missing, scored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import attrs

from supervise.errors import Problem, ProblemCode
from supervise.instruments.answers import Reading, allowed_answers, read_answers
from supervise.instruments.engine import Prepared, prepared
from supervise.instruments.instrument import Instrument
from supervise.instruments.recipes import Recipe, judged_result, weighted_result
from supervise.instruments.scales import ALL_SCALES, Judged, Rule
from supervise.instruments.workings import LiveWorkings, with_values
from supervise.records import ScaleScore, ScoreSheet, Status, Workings
from supervise.rules import Facts, holds
from supervise.rules.reading import Requirement

Upstream = Mapping[str, ScoreSheet]
Raws = dict[str, int | float]


@attrs.define
class Findings:
    """What was found out about one set of answers, before results are written down."""

    problems: list[Problem]
    invalid: set[str]
    missing: set[str]
    raws: Raws


Ask = Callable[[Facts, Findings, Workings], Workings]


def score(
    instrument: Instrument,
    answers: Mapping[str, object],
    *,
    on: date,
    upstream: Upstream | None = None,
) -> ScoreSheet:
    """Score the answers to an instrument as of a date.

    `answers` maps item ids to values; absent or `None` is missing.
    `upstream` holds the sheets of the instruments that this one consumes, by id.
    What is wrong with the answers is in the sheet; nothing about them raises.

    Raises `TypeError` when `on` is not a plain date, or the instrument is a black box: a
    registry scores those.
    """
    ready = prepared(instrument)
    if ready.black_boxes:
        raise TypeError(f"'{instrument.id}' is a black box; score it by a registry")
    return sheet_of(ready, answers, on, upstream or {})


def sheet_of(
    ready: Prepared,
    answers: Mapping[str, object],
    on: date,
    upstream: Upstream,
    ask: Ask | None = None,
) -> ScoreSheet:
    """The sheet of one set of answers; `ask` finds the scores of black boxes and explains them."""
    if type(on) is not date:
        raise TypeError("on must be a datetime.date: the date of the assessment")
    instrument = ready.instrument
    reading = read_answers(ready.form, answers)
    reading.facts["on"] = on
    if instrument.consumes:
        _add_upstream(instrument, ready, reading, upstream)
    found = _complete(ready, reading) or _careful(ready, reading)
    workings: Workings = LiveWorkings(
        instrument, reading.facts, tuple(found.raws), tuple(reading.blanks)
    )
    if ask is not None:
        workings = ask(reading.facts, found, workings)
    scales = _results(ready, reading, found, workings)
    return ScoreSheet(
        identity=ready.identity,
        on=on,
        answers=answers,
        problems=_in_form_order(ready, found.problems),
        scales=scales,
        workings=workings,
    )


@attrs.frozen
class Undated:
    """What is known of answers whose date of assessment is not: nothing is scored."""

    scales: tuple[ScaleScore, ...]
    problems: tuple[Problem, ...]


def score_undated(
    instrument: Instrument, answers: Mapping[str, object], problem: Problem
) -> Undated:
    """Everything that is wrong with answers that cannot be scored for want of a date.

    `problem` says what is the matter with the date, and stands before the others.
    A scale is missing where the date is, and invalid where the date or an answer is wrong.
    Rules that ask for the date, or for a scale of another instrument, are left undecided.
    """
    ready = prepared(instrument)
    reading = read_answers(ready.form, answers)
    reading.facts["on"] = None
    reading.facts.update(dict.fromkeys(ready.upstream))
    found = _faults(ready, reading)
    every = found.missing if problem.code is ProblemCode.MISSING else found.invalid
    every.update(ready.uses)
    workings = LiveWorkings(instrument, reading.facts, (), tuple(reading.blanks))
    return Undated(
        _results(ready, reading, found, workings),
        (problem, *_in_form_order(ready, found.problems)),
    )


def _add_upstream(
    instrument: Instrument, ready: Prepared, reading: Reading, upstream: Upstream
) -> None:
    for used in instrument.consumes:
        name = used.as_term().name
        sheet = upstream.get(used.instrument)
        result = sheet[used.scale] if sheet is not None else None
        known = result is not None and result.status is Status.SCORED
        reading.facts[name] = getattr(result, used.part) if known else None
        if known:
            continue
        reading.missing.append(name)
        why = "was not scored" if result is not None else "was not given"
        reading.problems.append(
            Problem(
                code=ProblemCode.DEPENDENCY,
                where=instrument.id,
                item=name,
                says=f"scale '{used.scale}' of instrument '{used.instrument}' {why}",
                remedy=f"score '{used.instrument}' first, or answer what it lacks",
                blocks=ready.uses_of(name),
            )
        )


def _complete(ready: Prepared, reading: Reading) -> Findings | None:
    """Everything at once, where nothing is wrong and nothing required is missing."""
    if reading.problems or ready.unmet(reading.missing):
        return None
    try:
        broken, raws = ready.function(ready.weighted, with_rules=True)(reading.facts)
    except (ArithmeticError, ValueError):
        return None
    if broken and broken[0] < len(ready.instrument.rules):
        return None
    problems = [_rule_problem(ready, ready.rules[place], place) for place in broken]
    return Findings(
        problems, set(), set(), dict(zip(ready.weighted, raws, strict=True))
    )


def _careful(ready: Prepared, reading: Reading) -> Findings:
    """The long way: what is wrong, what is missing, and what can be scored all the same."""
    found = _faults(ready, reading)
    runnable = [id for id in ready.weighted if id not in found.invalid | found.missing]
    _run(ready, reading, found, tuple(runnable))
    return found


def _faults(ready: Prepared, reading: Reading) -> Findings:
    """What is wrong, what is missing, and which scales that blocks."""
    found = Findings(list(reading.problems), set(), set(), {})
    for problem in reading.problems:
        (
            found.missing if problem.code is ProblemCode.DEPENDENCY else found.invalid
        ).update(problem.blocks)
    _break_rules(ready, reading, found)
    not_wrong = [id for id in reading.missing if id not in reading.wrong]
    absent = [*not_wrong, *reading.wrong]
    for requirement, scales in ready.unmet(absent).items():
        if requirement.isdisjoint(reading.wrong):
            found.missing.update(scales)
            if not requirement <= ready.upstream:
                found.problems.append(_missing(ready, requirement, scales))
    return found


def _break_rules(ready: Prepared, reading: Reading, found: Findings) -> None:
    facts = with_values(ready.instrument, reading.facts)
    for place, rule in enumerate(ready.rules):
        known = all(
            any(facts.get(name) is not None for name in requirement)
            for requirement in ready.rule_requires[place]
        )
        if known and _is_broken(rule, facts):
            problem = _rule_problem(ready, rule, place)
            found.problems.append(problem)
            lacks = problem.code is ProblemCode.MISSING
            (found.missing if lacks else found.invalid).update(problem.blocks)


def _is_broken(rule: Rule, facts: Facts) -> bool:
    """Whether a rule is broken for certain; arithmetic without a result decides nothing."""
    try:
        return holds(rule.must_hold, facts) is False
    except (ArithmeticError, ValueError):
        return False


def _run(
    ready: Prepared, reading: Reading, found: Findings, runnable: tuple[str, ...]
) -> None:
    if len(runnable) == 0:
        return
    try:
        _, raws = ready.function(runnable, with_rules=False)(reading.facts)
    except (ArithmeticError, ValueError):
        if len(runnable) > 1:
            for id in runnable:
                _run(ready, reading, found, (id,))
            return
        found.invalid.update(runnable)
        found.problems.extend(_not_computable(ready, id) for id in runnable)
    else:
        found.raws.update(zip(runnable, raws, strict=True))


def _not_computable(ready: Prepared, scale: str) -> Problem:
    return Problem(
        code=ProblemCode.NOT_COVERED,
        where=ready.instrument.id,
        item=scale,
        says="these answers lead to arithmetic without a result",
        remedy="check the counts and dates; report it to whoever declared the instrument",
        blocks=(scale,),
    )


def _rule_problem(ready: Prepared, rule: Rule, place: int) -> Problem:
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


def _results(
    ready: Prepared, reading: Reading, found: Findings, workings: Workings
) -> tuple[ScaleScore, ...]:
    done: dict[str, ScaleScore] = {}
    raws = found.raws
    for id, recipe in ready.recipes.items():
        if id in raws:
            done[id] = weighted_result(recipe, raws[id], workings)
        elif recipe.first_of:
            done[id] = _choose(ready, found, recipe, done)
        elif _said_not_to_apply(ready, recipe, reading):
            done[id] = ScaleScore(
                recipe.meaning, Status.NOT_APPLICABLE, basis=recipe.basis
            )
        elif id in found.invalid:
            done[id] = ScaleScore(recipe.meaning, Status.INVALID, basis=recipe.basis)
        elif id in found.missing:
            done[id] = ScaleScore(recipe.meaning, Status.MISSING, basis=recipe.basis)
        else:
            judged = ready.uses[id].scale
            assert isinstance(judged, Judged)
            answer = reading.facts[judged.item.id]
            assert answer is not None
            done[id] = judged_result(recipe, answer, workings)
    return tuple(done.values())


def _said_not_to_apply(ready: Prepared, recipe: Recipe, reading: Reading) -> bool:
    """Whether a judged rating has the code that the publisher calls *not applicable*."""
    scale = ready.uses[recipe.meaning.id].scale
    answer = reading.facts.get(scale.item.id) if isinstance(scale, Judged) else None
    return answer is not None and recipe.judged[answer] is None


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


def _in_form_order(ready: Prepared, problems: list[Problem]) -> tuple[Problem, ...]:
    """Items in form order, then scales, then what the form does not have."""
    if len(problems) < 2:
        return tuple(problems)
    places = {**ready.order}
    for id in ready.recipes:
        places[id] = len(places)
    return tuple(
        sorted(problems, key=lambda problem: places.get(problem.item, len(places)))
    )
