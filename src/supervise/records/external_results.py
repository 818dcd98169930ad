"""A result of a tool that was scored elsewhere, recorded and read as the agency states it.

Read, it is a score sheet like any other: it feeds policies, needs, plans, the case file and
change over time. Nothing is scored: a number or a level that was reported is checked against
what the agency states, and everything that does not fit is a problem on the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import attrs

from supervise.errors import Problem, ProblemCode, kind_and_length
from supervise.levels import Level
from supervise.needs import (
    NeedFinding,
    NothingShown,
    Strength,
    StrengthFinding,
)
from supervise.people import Actor, PersonRef, Visibility
from supervise.records.assessments import (
    Assessment,
    Contribution,
    InstrumentIdentity,
    RecordedWorkings,
    ScaleScore,
    ScoreSheet,
)
from supervise.records.external_reading import (
    ExternalScore,
    ScaleReading,
    problem_of,
    read_scale,
)
from supervise.records.external_tools import ExternalTool
from supervise.rules.canonical import digest


@attrs.frozen(kw_only=True)
class ExternalResult:
    """A recorded result of an external tool: of whom, when, what was reported, by whom.

    `sex` is the recorded sex where the agency's bands ask for it, by the agency's own code;
    it has no default. `certification` names the assessor's, where the agency keeps it.
    The tool's statement is part of the record, so that it can be read for ever.
    """

    id: str
    person: PersonRef
    tool: ExternalTool
    on: date
    scores: tuple[ExternalScore, ...]
    sex: str = attrs.field(default="", repr=False)
    assessed_by: Actor
    recorded_at: datetime
    certification: str = attrs.field(default="", repr=False)
    visibility: Visibility = attrs.field(factory=Visibility)

    @property
    def sheet(self) -> ScoreSheet:
        """The result as a score sheet, by the bands in force when it was assessed."""
        return read_result(self)

    @property
    def assessment(self) -> Assessment:
        """The result as an assessment in the person's case."""
        return Assessment(
            id=self.id,
            person=self.person,
            sheet=self.sheet,
            assessed_by=self.assessed_by,
            recorded_at=self.recorded_at,
            visibility=self.visibility,
        )


def read_result(result: ExternalResult, *, bands_on: date | None = None) -> ScoreSheet:
    """A result as a score sheet, by the bands of the day, or of another one.

    Two results are compared by one statement of bands: where the agency has changed it in
    between, read the earlier with `bands_on` the later.
    """
    tool = result.tool
    readings = [
        read_scale(
            tool, scale, result.scores, day=bands_on or result.on, sex=result.sex
        )
        for scale in tool.scales
    ]
    known = {scale.id for scale in tool.scales}
    return ScoreSheet(
        identity=InstrumentIdentity(
            id=tool.id,
            version=tool.version,
            title=tool.title,
            fingerprint=_fingerprint(tool, readings),
            purpose=tool.purpose,
            citation=tool.source.citation,
            licence=tool.source.licence,
            for_whom=tool.for_whom,
            not_for=tool.not_for,
            unvalidated=tool.unvalidated,
            limitations=tool.limitations,
            scored_by=tool.holder,
        ),
        on=result.on,
        answers={
            each.scale: each.level if each.score is None else each.score
            for each in result.scores
            if each.scale in known
        },
        problems=(
            *_misplaced(result),
            *(problem for reading in readings for problem in reading.problems),
        ),
        scales=tuple(_with_workings(readings)),
        workings=_workings(readings),
    )


def _misplaced(result: ExternalResult) -> Iterator[Problem]:
    """What was reported on no scale of the tool, or twice."""
    known = [scale.id for scale in result.tool.scales]
    for scale, times in Counter(each.scale for each in result.scores).items():
        if scale not in known:
            yield Problem(
                code=ProblemCode.UNKNOWN_ITEM,
                where=result.tool.id,
                item=scale if scale.isidentifier() else kind_and_length(scale),
                says="is no scale of this tool",
                allowed=", ".join(known),
                remedy="leave it out, or state what it means",
            )
        elif times > 1:
            yield problem_of(
                result.tool.id,
                scale,
                ProblemCode.CONTRADICTION,
                f"was reported {times} times",
                remedy="give the one that counts",
            )


def _fingerprint(tool: ExternalTool, readings: list[ScaleReading]) -> str:
    """Of everything that could change this reading: also the bands that applied, no others."""
    counted = [
        (
            each.stated.id,
            each.stated.least,
            each.stated.most,
            each.stated.places,
            each.stated.levels,
            each.stated.sentinels,
            each.bands,
        )
        for each in readings
    ]
    return digest((tool.id, tool.version, *counted), with_wording=False)


def _with_workings(readings: list[ScaleReading]) -> Iterator[ScaleScore]:
    workings = _workings(readings)
    for each in readings:
        yield attrs.evolve(each.scale, workings=workings)


def _workings(readings: list[ScaleReading]) -> RecordedWorkings:
    needs, strengths, nothing = [], [], []
    for each in readings:
        found = _shown(each)
        if isinstance(found, NeedFinding):
            needs.append(found)
        elif isinstance(found, StrengthFinding):
            strengths.append(found)
        elif found is not None:
            nothing.append(found)
    return RecordedWorkings(
        by_scale=tuple(
            (
                each.stated.id,
                (
                    Contribution(
                        f"{each.stated.title}, as reported",
                        each.scale.raw,
                        (each.stated.id,),
                    ),
                ),
            )
            for each in readings
            if each.scale.raw is not None
        ),
        needs=tuple(needs),
        strengths=tuple(strengths),
        assumed=tuple(told for each in readings for told in each.assumed),
        nothing_shown=tuple(nothing),
    )


def _shown(
    reading: ScaleReading,
) -> NeedFinding | StrengthFinding | NothingShown | None:
    """What the level of a scale says of its need."""
    stated, level = reading.stated, reading.scale.level
    if stated.need is None:
        return None
    code = level.code if level is not None else ""
    shows = next((each.shows for each in stated.shows if each.level == code), None)
    because = f"{stated.title}: {level}"
    match shows:
        case Level():
            return NeedFinding(
                domain=stated.need, severity=shows, item=stated.id, because=because
            )
        case Strength():
            return StrengthFinding(domain=stated.need, item=stated.id, because=because)
        case _:
            return NothingShown(
                domain=stated.need, item=stated.id, answered=level is not None
            )
