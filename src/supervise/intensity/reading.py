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
from supervise.people import PersonRef
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


@attrs.define
class Reading:
    """What was read: a value and a record for each input, and every problem."""

    values: dict[str, Value | None]
    reads: dict[str, InputRead] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    refused: bool = False


@attrs.frozen
class Reader:
    """A policy's inputs made ready for reading; what reads alike is made once."""

    policy: Policy
    scales: tuple[ScaleInput, ...]
    instruments: frozenset[str]
    facts: Mapping[str, FactInput]
    absent: dict[str, InputRead]
    blanks: dict[str, Value | None]
    missing: dict[str, InputRead]
    settled: dict[tuple[str, Value], InputRead] = attrs.field(factory=dict)


def reader_of(policy: Policy) -> Reader:
    """The reader of a policy's inputs."""
    scales = tuple(each for each in policy.inputs if isinstance(each, ScaleInput))
    absent = {each.id: _absent(each) for each in policy.inputs}
    return Reader(
        policy=policy,
        scales=scales,
        instruments=frozenset(each.instrument for each in scales),
        facts={e.id: e for e in policy.inputs if isinstance(e, FactInput)},
        absent=absent,
        blanks={id: read.value for id, read in absent.items()},
        missing={
            each.id: InputRead(id=each.id, state=InputState.MISSING)
            for each in policy.inputs
        },
    )


def _absent(given: Input) -> InputRead:
    """What a blank means, where the policy says so; otherwise a blank is missing."""
    if given.blank is None:
        return InputRead(id=given.id, state=InputState.MISSING)
    return InputRead(
        id=given.id,
        state=InputState.BLANK if given.blank.settled else InputState.STAND_IN,
        value=given.blank.value,
        because=given.blank.because,
    )


def read_inputs(
    reader: Reader,
    assessments: Iterable[Assessed],
    facts: Mapping[str, object],
    on: date,
) -> Reading:
    """Every input of a policy, as known on a date."""
    reads, values = reader.absent.copy(), reader.blanks.copy()
    values["on"] = on
    reading = Reading(values, reads)
    newest = _newest(reader, assessments, on)
    for scale in reader.scales:
        read = _read_scale(reader, scale, newest.get(scale.instrument), reading)
        reads[scale.id], values[scale.id] = read, read.value
    for name, value in facts.items():
        fact = reader.facts.get(name)
        if fact is None:
            reading.problems.append(_unknown_fact(reader, str(name)))
        elif value is not None:
            read = _read_fact(reader, fact, value, reading)
            reads[name], values[name] = read, read.value
    for sheets in newest.values():
        reading.problems += sheet_of(sheets[0]).warnings
    return reading


def sheet_of(assessed: Assessed) -> ScoreSheet:
    """The score sheet of an assessment, or the sheet itself."""
    return assessed.sheet if isinstance(assessed, Assessment) else assessed


def first_about_each(assessments: Iterable[Assessed]) -> dict[PersonRef, str]:
    """Each person that recorded assessments are about, with the id of the first of theirs.

    A score sheet that is not recorded names nobody.
    """
    about: dict[PersonRef, str] = {}
    for each in assessments:
        if isinstance(each, Assessment):
            about.setdefault(each.person, each.id)
    return about


def _newest(
    reader: Reader, assessments: Iterable[Assessed], on: date
) -> dict[str, list[Assessed]]:
    """The newest assessments of each instrument that the policy reads: one, or a tie."""
    found: dict[str, list[Assessed]] = {}
    for each in assessments:
        sheet = sheet_of(each)
        if sheet.identity.id not in reader.instruments or sheet.on > on:
            continue
        newest = found.setdefault(sheet.identity.id, [each])
        if newest[0] is each or sheet_of(newest[0]).on > sheet.on:
            continue
        if sheet_of(newest[0]).on < sheet.on:
            newest.clear()
        newest.append(each)
    return found


def _read_scale(
    reader: Reader,
    given: ScaleInput,
    newest: list[Assessed] | None,
    reading: Reading,
) -> InputRead:
    if not newest:
        return reader.absent[given.id]
    sheet = sheet_of(newest[0])
    scale = next(
        (each for each in sheet.scales if each.meaning.id == given.scale), None
    )
    if _doubtful(reader.policy, given, newest, scale) and (
        problems := list(_sheet_problems(reader.policy, given, newest, scale))
    ):
        reading.problems += problems
        reading.refused |= _mismatched(reader.policy, given, sheet)
        return _read_from(given, newest[0], InputState.WRONG, None)
    if scale is None or scale.status is Status.NOT_APPLICABLE:
        return reader.absent[given.id]
    if scale.status is Status.MISSING:
        return _read_from(given, newest[0], InputState.MISSING, None)
    value = _part_of(scale, given.part)
    replaceable = scale.basis in given.replaceable
    state = InputState.REPLACEABLE if replaceable else InputState.SETTLED
    return _read_from(given, newest[0], state, value)


def _read_from(
    given: ScaleInput, assessed: Assessed, state: InputState, value: Value | None
) -> InputRead:
    sheet = sheet_of(assessed)
    return InputRead(
        id=given.id,
        state=state,
        value=value,
        instrument=sheet.instrument,
        version=sheet.version,
        fingerprint=sheet.fingerprint,
        assessed_on=sheet.on,
        assessment=assessed.id if isinstance(assessed, Assessment) else "",
    )


def _doubtful(
    policy: Policy,
    given: ScaleInput,
    newest: list[Assessed],
    scale: ScaleScore | None,
) -> bool:
    """Whether anything could be wrong; most sheets are spared the search for what."""
    return (
        len(newest) > 1
        or scale is None
        or scale.status is not Status.SCORED
        or given.part is not Part.PERCENT
        or scale.percent is None
        or bool(given.versions)
        or _mismatched(policy, given, sheet_of(newest[0]))
    )


def _mismatched(policy: Policy, given: ScaleInput, sheet: ScoreSheet) -> bool:
    return sheet.identity.purpose is not policy.purpose and not given.although


def _sheet_problems(
    policy: Policy,
    given: ScaleInput,
    newest: list[Assessed],
    scale: ScaleScore | None,
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
    if scale is None:
        yield _scale_problem(policy, given, "is not on the sheet")
    elif scale.status is Status.INVALID:
        yield _scale_problem(policy, given, "is invalid")
    elif given.levels and scale.level and scale.level.scheme != given.levels:
        says = f"has levels of '{scale.level.scheme.id}'"
        yield _scale_problem(policy, given, says)
    elif scale.status is Status.SCORED and _part_of(scale, given.part) is None:
        yield _scale_problem(policy, given, f"has no {given.part.value}")


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
    reader: Reader, given: FactInput, value: object, reading: Reading
) -> InputRead:
    if value is NotApplicable:
        return reader.absent[given.id]
    if isinstance(value, AnswerState):
        return reader.missing[given.id]
    exact = _exactly(given, value)
    if exact is None:
        reading.problems.append(_fact_problem(reader.policy, given, value))
        return InputRead(id=given.id, state=InputState.WRONG)
    if given.kind is Kind.NUMBER or given.kind is Kind.DATE:
        return InputRead(id=given.id, state=InputState.SETTLED, value=exact)
    key = given.id, exact
    if key not in reader.settled:
        reader.settled[key] = InputRead(
            id=given.id, state=InputState.SETTLED, value=exact
        )
    return reader.settled[key]


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


def _unknown_fact(reader: Reader, name: str) -> Problem:
    near = nearest(name, sorted(reader.facts))
    return Problem(
        code=ProblemCode.UNKNOWN_ITEM,
        where=reader.policy.id,
        item=name if name.isidentifier() else kind_and_length(name),
        says="the policy reads no such fact",
        allowed=", ".join(sorted(reader.facts)) or "none",
        remedy=f"did you mean '{near}'?" if near else "leave it out",
    )
