"""Scoring: from answers to a score sheet, with every status, every problem, and the reasons.

`score` is pure: the same instrument, answers and date give the same sheet, always.
The order of statuses is the contract's: not applicable, invalid, missing, scored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

import attrs

from supervise.errors import Problem, ProblemCode
from supervise.instruments.adjusting import NO_RESULT, inapplicable
from supervise.instruments.answers import Reading, read_answers
from supervise.instruments.asking import leave_unasked
from supervise.instruments.engine import Prepared, prepared
from supervise.instruments.findings import (
    Findings,
    faults_in,
    in_form_order,
    not_computable,
    rule_problem,
)
from supervise.instruments.instrument import Instrument
from supervise.instruments.results import results_of
from supervise.instruments.workings import LiveWorkings, with_values
from supervise.records import ScaleScore, ScoreSheet, Workings
from supervise.rules import Facts

Upstream = Mapping[str, ScoreSheet]

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
    if not isinstance(cast("object", instrument), Instrument):
        raise TypeError("give the Instrument itself, or ask a Registry by its id")
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
        _add_upstream(instrument, reading, upstream)
    if ready.asked:
        leave_unasked(ready, reading)
    apart = _apart(ready, reading)
    found = _complete(ready, reading, apart) or _careful(ready, reading, apart)
    workings: Workings = LiveWorkings(
        instrument, reading.facts, tuple(found.raws), tuple(reading.blanks)
    )
    if ask is not None:
        workings = ask(reading.facts, found, workings)
    scales = results_of(ready, reading, found, workings)
    return ScoreSheet(
        identity=ready.identity,
        on=on,
        answers=answers,
        problems=in_form_order(ready, found.problems),
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
    if ready.asked:
        leave_unasked(ready, reading)
    found = faults_in(ready, reading, _apart(ready, reading))
    every = found.missing if problem.code is ProblemCode.MISSING else found.invalid
    every.update(ready.uses)
    workings = LiveWorkings(instrument, reading.facts, (), tuple(reading.blanks))
    return Undated(
        results_of(ready, reading, found, workings),
        (problem, *in_form_order(ready, found.problems)),
    )


def _add_upstream(instrument: Instrument, reading: Reading, upstream: Upstream) -> None:
    for used in instrument.consumes:
        name = used.as_term().name
        sheet = upstream.get(used.instrument)
        result = sheet[used.scale] if sheet is not None else None
        reading.facts[name] = value = used.value_in(result)
        if result is not None and value is not None:
            reading.bases[name] = result.basis
            continue
        reading.missing.append(name)
        given = "was not given" if result is None else f"is {result.status}"
        reading.not_given[name] = used, given


def _apart(ready: Prepared, reading: Reading) -> frozenset[str]:
    """The scales that do not apply to these answers."""
    if not ready.only_if:
        return frozenset()
    return inapplicable(ready, with_values(ready.instrument, reading.facts))


def _complete(
    ready: Prepared, reading: Reading, apart: frozenset[str]
) -> Findings | None:
    """Everything at once, where nothing is wrong and nothing required is missing."""
    if reading.problems or ready.unmet(reading.missing, apart):
        return None
    weighted = ready.weighted
    if apart:
        weighted = tuple(id for id in weighted if id not in apart)
    try:
        broken, raws = ready.function(weighted, with_rules=True)(reading.facts)
    except NO_RESULT:
        return None
    if broken and broken[0] < len(ready.instrument.rules):
        return None
    problems = [rule_problem(ready, ready.rules[place], place) for place in broken]
    return Findings(
        problems, set(), set(), dict(zip(weighted, raws, strict=True)), apart
    )


def _careful(ready: Prepared, reading: Reading, apart: frozenset[str]) -> Findings:
    """The long way: what is wrong, what is missing, and what can be scored all the same."""
    found = faults_in(ready, reading, apart)
    blocked = found.invalid | found.missing | apart
    runnable = [id for id in ready.weighted if id not in blocked]
    _run(ready, reading, found, tuple(runnable))
    return found


def _run(
    ready: Prepared, reading: Reading, found: Findings, runnable: tuple[str, ...]
) -> None:
    if len(runnable) == 0:
        return
    try:
        _, raws = ready.function(runnable, with_rules=False)(reading.facts)
    except NO_RESULT:
        if len(runnable) > 1:
            for id in runnable:
                _run(ready, reading, found, (id,))
            return
        found.invalid.update(runnable)
        found.problems.extend(not_computable(ready, id) for id in runnable)
    else:
        found.raws.update(zip(runnable, raws, strict=True))
