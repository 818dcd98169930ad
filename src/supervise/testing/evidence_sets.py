"""Evidence made from a policy's declaration: what it may have to answer for, the same every time.

Levels and codes in all their combinations where those are few, else in rotation; numbers at the
edges where clauses cut them, and just below. It is no sample of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from math import prod

import attrs

from supervise.intensity import FactInput, Part, Policy, ScaleInput
from supervise.intensity.inputs import Input
from supervise.records import ScaleScore, ScoreSheet
from supervise.rules import Condition, Term
from supervise.rules.choices import Cut
from supervise.rules.kinds import Kind
from supervise.rules.reading import children
from supervise.rules.terms import Number
from supervise.sources import Purpose
from supervise.testing.invented_sheets import invented_scale, invented_sheet

MOST = 1500
HUNDREDTH = Decimal("0.01")
Node = Term | Condition


@attrs.frozen
class Evidence:
    """What is known on a date: score sheets and facts."""

    sheets: tuple[ScoreSheet, ...] = attrs.field(repr=False)
    facts: Mapping[str, object] = attrs.field(repr=False)
    on: date


def day_in_force(policy: Policy) -> date:
    """A day on which the policy is in force."""
    later = policy.in_force.start + timedelta(days=400)
    return later if later in policy.in_force else policy.in_force.start


def evidence_for(
    policy: Policy, purposes: Mapping[str, Purpose] | None = None
) -> Iterator[Evidence]:
    """Evidence in which every input is known.

    `purposes` are those of the instruments, where they differ from the policy's.
    """
    on = day_in_force(policy)
    values = [_values(policy, each, on) for each in policy.inputs]
    for combination in _combinations(values):
        known = dict(zip(policy.inputs, combination, strict=True))
        yield _evidence(policy, known, on, purposes or {})


def _combinations(values: list[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    if prod(map(len, values)) <= MOST:
        yield from product(*values)
        return
    for turn in range(MOST):
        yield tuple(
            each[(turn * (place % 7 + 1) + turn // 7 + place) % len(each)]
            for place, each in enumerate(values)
        )


def _values(policy: Policy, given: Input, on: date) -> tuple[object, ...]:
    match given.kind:
        case Kind.CODE:
            return given.codes
        case Kind.YES_NO:
            return (False, True)
        case Kind.DATE:
            return tuple(on - timedelta(days=days) for days in (0, 1, 30, 200, 800))
        case _:
            return _numbers(policy, given)


def _numbers(policy: Policy, given: Input) -> tuple[object, ...]:
    """The ends of a number's range, the numbers at which clauses cut it, and just below them."""
    least, most = Decimal(given.least), Decimal(given.most)
    cuts = {Decimal(text) for text in _cuts(policy)}
    edges = {least, most, *cuts, *(cut - HUNDREDTH for cut in cuts)}
    within = sorted(edge for edge in edges if least <= edge <= most)
    whole = isinstance(given, ScaleInput) and given.part is Part.SCORE
    return tuple(int(each) if whole else float(each) for each in within)


def _cuts(policy: Policy) -> Iterator[str]:
    waiting: list[Node] = []
    for clause in policy.clauses:
        waiting.append(clause.says)
        if clause.when is not None:
            waiting.append(clause.when)
    while waiting:
        node = waiting.pop()
        match node:
            case Cut(_, floors):
                yield from floors
            case Number(text):
                yield text
        waiting += children(node)


def _evidence(
    policy: Policy,
    known: Mapping[Input, object],
    on: date,
    purposes: Mapping[str, Purpose],
) -> Evidence:
    scales: dict[str, dict[str, ScaleScore]] = {}
    facts: dict[str, object] = {}
    versions: dict[str, str] = {}
    for given, value in known.items():
        if isinstance(given, FactInput):
            facts[given.id] = value
            continue
        of = scales.setdefault(given.instrument, {})
        of[given.scale] = _with(of.get(given.scale), given, value)
        versions[given.instrument] = given.versions[0] if given.versions else "1"
    sheets = tuple(
        invented_sheet(
            instrument,
            on,
            of.values(),
            purpose=purposes.get(instrument, policy.purpose),
            version=versions[instrument],
        )
        for instrument, of in scales.items()
    )
    return Evidence(sheets, facts, on)


def _with(scale: ScaleScore | None, given: ScaleInput, value: object) -> ScaleScore:
    scale = scale or invented_scale(given.scale)
    if given.part is Part.LEVEL and given.levels is not None:
        return attrs.evolve(scale, level=given.levels[str(value)])
    assert isinstance(value, int | float)
    if given.part is Part.PERCENT:
        return attrs.evolve(scale, percent=float(value))
    return attrs.evolve(scale, score=value)
