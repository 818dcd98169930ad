"""Reading a policy's inputs from assessments and facts: exactly, and all problems at once.

The newest assessment of an instrument that is not after the date counts.
Nothing is converted: `"1"`, `True` and `2.0` are not the answer `2`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

import attrs

from supervise.errors import Problem, ProblemCode, kind_and_length, nearest
from supervise.intensity.inputs import FactInput, Input, Part, ScaleInput
from supervise.intensity.policy import Policy
from supervise.intensity.recommendation import InputRead, InputState
from supervise.records import (
    AnswerState,
    Assessment,
    NotApplicable,
    ScaleScore,
    ScoreSheet,
    Status,
)
from supervise.rules import Value
from supervise.rules.kinds import Kind
from supervise.rules.terms import Number

Assessed = Assessment | ScoreSheet

_SCALE_STATES = {Status.INVALID: InputState.WRONG, Status.MISSING: InputState.MISSING}


@attrs.define
class Reading:
    """What was read: a value and a record for each input, and every problem."""

    values: dict[str, Value | None]
    reads: dict[str, InputRead] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    refused: bool = False


def read_inputs(
    policy: Policy,
    assessments: Iterable[Assessed],
    facts: Mapping[str, object],
    on: date,
) -> Reading:
    """Every input of a policy, as known on a date."""
    reading = Reading({"on": on})
    by_instrument = _by_instrument(policy, assessments, on)
    for given in policy.inputs:
        if isinstance(given, ScaleInput):
            read = _read_scale(policy, given, by_instrument, reading)
        else:
            read = _read_fact(policy, given, facts, reading)
        read = _with_blank(given, read)
        reading.reads[given.id] = read
        reading.values[given.id] = read.value
    reading.problems += _unknown_facts(policy, facts)
    reading.problems += [
        warning
        for sheets in by_instrument.values()
        for each in sheets[:1]
        for warning in sheet_of(each).warnings
    ]
    return reading


def sheet_of(assessed: Assessed) -> ScoreSheet:
    """The score sheet of an assessment, or the sheet itself."""
    return assessed.sheet if isinstance(assessed, Assessment) else assessed


def _by_instrument(
    policy: Policy, assessments: Iterable[Assessed], on: date
) -> dict[str, list[Assessed]]:
    """The newest assessments of each instrument that the policy reads: one, or a tie."""
    read = {each.instrument for each in policy.inputs if isinstance(each, ScaleInput)}
    found: dict[str, list[Assessed]] = {}
    for each in assessments:
        sheet = sheet_of(each)
        if sheet.instrument not in read or sheet.on > on:
            continue
        newest = found.setdefault(sheet.instrument, [each])
        if newest[0] is each or sheet_of(newest[0]).on > sheet.on:
            continue
        if sheet_of(newest[0]).on < sheet.on:
            newest.clear()
        newest.append(each)
    return found


def _read_scale(
    policy: Policy,
    given: ScaleInput,
    by_instrument: Mapping[str, list[Assessed]],
    reading: Reading,
) -> InputRead:
    newest = by_instrument.get(given.instrument, [])
    if not newest:
        return InputRead(id=given.id, state=InputState.MISSING)
    assessed, sheet = newest[0], sheet_of(newest[0])
    read = InputRead(
        id=given.id,
        state=InputState.WRONG,
        instrument=sheet.instrument,
        version=sheet.version,
        fingerprint=sheet.fingerprint,
        assessed_on=sheet.on,
        assessment=assessed.id if isinstance(assessed, Assessment) else "",
    )
    if problems := list(_sheet_problems(policy, given, newest)):
        reading.problems += problems
        reading.refused |= _mismatched(policy, given, sheet)
        return read
    scale = next(each for each in sheet if each.id == given.scale)
    if scale.status is Status.INVALID:
        reading.problems.append(_scale_problem(policy, given, "is invalid"))
    if scale.status is not Status.SCORED:
        state = _SCALE_STATES.get(scale.status, InputState.BLANK)
        return attrs.evolve(read, state=state)
    value = _part_of(scale, given.part)
    if value is None:
        says = f"has no {given.part.value}"
        reading.problems.append(_scale_problem(policy, given, says))
        return read
    replaceable = scale.basis in given.replaceable
    state = InputState.REPLACEABLE if replaceable else InputState.SETTLED
    return attrs.evolve(read, state=state, value=value)


def _mismatched(policy: Policy, given: ScaleInput, sheet: ScoreSheet) -> bool:
    return sheet.identity.purpose is not policy.purpose and not given.although


def _sheet_problems(
    policy: Policy, given: ScaleInput, newest: list[Assessed]
) -> Iterator[Problem]:
    sheet = sheet_of(newest[0])
    if len(newest) > 1:
        yield Problem(
            code=ProblemCode.CONTRADICTION,
            where=policy.id,
            item=given.id,
            says=f"{len(newest)} assessments of '{sheet.instrument}' on {sheet.on}",
            remedy="give the one that counts",
        )
    if _mismatched(policy, given, sheet):
        yield Problem(
            code=ProblemCode.NOT_ALLOWED,
            where=policy.id,
            item=given.id,
            says=f"'{sheet.instrument}' was made for {sheet.identity.purpose.value}",
            allowed=f"instruments for {policy.purpose.value}",
            remedy="use a policy of that purpose",
        )
    if given.versions and sheet.version not in given.versions:
        yield Problem(
            code=ProblemCode.NOT_COVERED,
            where=policy.id,
            item=given.id,
            says=f"version {sheet.version} of '{sheet.instrument}' is not accepted",
            allowed=", ".join(given.versions),
        )
    scale = next((each for each in sheet if each.id == given.scale), None)
    if scale is None:
        yield _scale_problem(policy, given, "is not on the sheet")
    elif given.levels and scale.level and scale.level.scheme != given.levels:
        says = f"has levels of '{scale.level.scheme.id}'"
        yield _scale_problem(policy, given, says)


def _scale_problem(policy: Policy, given: ScaleInput, says: str) -> Problem:
    return Problem(
        code=ProblemCode.DEPENDENCY,
        where=policy.id,
        item=given.id,
        says=f"scale '{given.scale}' of '{given.instrument}' {says}",
        remedy="look at the problems of the score sheet",
    )


def _part_of(scale: ScaleScore, part: Part) -> Value | None:
    match part:
        case Part.LEVEL:
            return scale.level.code if scale.level is not None else None
        case Part.PERCENT:
            return scale.percent
        case Part.SCORE:
            return scale.score


def _read_fact(
    policy: Policy, given: FactInput, facts: Mapping[str, object], reading: Reading
) -> InputRead:
    value = facts.get(given.id)
    if value is None or value is NotApplicable:
        return InputRead(id=given.id, state=InputState.BLANK)
    if isinstance(value, AnswerState):
        return InputRead(id=given.id, state=InputState.MISSING)
    exact = _exactly(given, value)
    if exact is None:
        reading.problems.append(_fact_problem(policy, given, value))
        return InputRead(id=given.id, state=InputState.WRONG)
    return InputRead(id=given.id, state=InputState.SETTLED, value=exact)


def _exactly(given: FactInput, value: object) -> Value | None:
    """The value of a fact if it is of the input's kind and range, else nothing."""
    match given.kind, value:
        case Kind.YES_NO, bool():
            return value
        case Kind.CODE, str() if value in given.codes:
            return value
        case Kind.DATE, date() if not isinstance(value, datetime):
            return value
        case Kind.NUMBER, int() | float() | Decimal() if not isinstance(value, bool):
            least, most = Number(given.least).value, Number(given.most).value
            plain = value if isinstance(value, int) else float(value)
            return plain if isfinite(plain) and least <= plain <= most else None
        case _:
            return None


def _allowed(given: FactInput) -> str:
    match given.kind:
        case Kind.YES_NO:
            return "True or False"
        case Kind.DATE:
            return "a date without a time"
        case Kind.NUMBER:
            return f"a number from {given.least} to {given.most}"
        case _:
            return ", ".join(map(str, given.codes))


def _fact_problem(policy: Policy, given: FactInput, value: object) -> Problem:
    number = type(value) in {int, float, Decimal}
    looks_like_one = (given.kind is Kind.NUMBER and number) or (
        given.kind is Kind.CODE and isinstance(value, str) and value.isidentifier()
    )
    of_the_kind = number if given.kind is Kind.NUMBER else isinstance(value, str)
    return Problem(
        code=ProblemCode.NOT_ALLOWED if of_the_kind else ProblemCode.WRONG_TYPE,
        where=policy.id,
        item=given.id,
        says="is not a value of this fact",
        got=str(value) if looks_like_one and number else kind_and_length(value),
        allowed=_allowed(given),
        value=value,
    )


def _unknown_facts(policy: Policy, facts: Mapping[str, object]) -> Iterator[Problem]:
    known = [each.id for each in policy.inputs if isinstance(each, FactInput)]
    for name in map(str, facts):
        if name in known:
            continue
        near = nearest(name, known)
        yield Problem(
            code=ProblemCode.UNKNOWN_ITEM,
            where=policy.id,
            item=name if name.isidentifier() else kind_and_length(name),
            says="the policy reads no such fact",
            allowed=", ".join(known) or "none",
            remedy=f"did you mean '{near}'?" if near else "leave it out",
        )


def _with_blank(given: Input, read: InputRead) -> InputRead:
    """What a blank means, where the policy says so; otherwise a blank is missing."""
    absent = read.state is InputState.BLANK or (
        read.state is InputState.MISSING
        and isinstance(given, ScaleInput)
        and not read.instrument
    )
    if not absent:
        return read
    if given.blank is None:
        return attrs.evolve(read, state=InputState.MISSING)
    state = InputState.BLANK if given.blank.settled else InputState.STAND_IN
    return attrs.evolve(
        read, state=state, value=given.blank.value, because=given.blank.because
    )
