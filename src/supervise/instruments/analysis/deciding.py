"""Which clause decided a scale that is not added up: the case, or the line of the rule.

It reads the declaration again on the answers of a sheet; nothing is scored and nothing is
recorded. A scale that is added up has contributions instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from supervise.instruments.adjusting import first_that_holds
from supervise.instruments.analysis.provisional import refuse_other_definition
from supervise.instruments.analysis.sheet import OpenSheet, open_sheet
from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import Cases, Decided
from supervise.records import ScoreSheet, Status
from supervise.rules.choices import FirstMatch
from supervise.rules.terms import Ref, Term


@attrs.frozen(kw_only=True)
class DecidingClause:
    """The line of a publisher's rule that gave a result.

    `place` counts the lines from 1, `of` says how many there are. `when` is the condition as
    declared, empty for the last line, which is for all others; `says` what the line gives.
    """

    scale: str
    rule: str
    place: int
    of: int
    when: str
    says: str
    citation: str

    def __str__(self) -> str:
        where = f"where {self.when}" if self.when else "for all others"
        return (
            f"{self.rule}, line {self.place} of {self.of}: {self.says} {where} "
            f"({self.citation})"
        )


def deciding_clauses(
    instrument: Instrument,
    sheet: ScoreSheet,
    *,
    scale: str,
    upstream: Mapping[str, ScoreSheet] | None = None,
) -> tuple[DecidingClause, ...]:
    """The clause that decided a scale, then those that decided what it speaks of.

    There are none for a scale that is added up, judged, chosen, or not scored.

    Raises `ValueError` when the sheet was made by another definition of the instrument.
    """
    refuse_other_definition(instrument, sheet)
    declared = instrument.scale(scale)
    if sheet[scale].status is not Status.SCORED:
        return ()
    read = open_sheet(
        instrument, sheet.answers, on=sheet.on, upstream=upstream, finished=True
    )
    match declared:
        case Cases():
            return tuple(_of_cases(read, declared))
        case Decided():
            return tuple(
                _of_term(read, declared, declared.by.as_term(), declared.title)
            )
        case _:
            return ()


def _of_cases(read: OpenSheet, scale: Cases) -> Iterator[DecidingClause]:
    place = first_that_holds((each.when for each in scale.cases), read.facts)
    assert place is not None
    case = scale.cases[place]
    yield DecidingClause(
        scale=scale.id,
        rule=case.label or scale.title,
        place=place + 1,
        of=len(scale.cases),
        when="" if case.when is None else str(case.when),
        says=f"{case.level}, {case.percent} per cent",
        citation=scale.citation,
    )


def _of_term(
    read: OpenSheet, scale: Decided, term: Term, title: str
) -> Iterator[DecidingClause]:
    """The line of a rule that decided, and of the rules whose results its lines ask for."""
    values = read.structure.ready.values
    while isinstance(term, Ref):
        title = term.name.replace("_", " ")
        term = values[term.name]
    assert isinstance(term, FirstMatch)
    lines = [*zip(term.conditions, term.says, strict=True), (None, term.otherwise)]
    place = first_that_holds((when for when, _ in lines), read.facts)
    if place is None:
        return
    when, says = lines[place]
    yield DecidingClause(
        scale=scale.id,
        rule=title,
        place=place + 1,
        of=len(lines),
        when="" if when is None else str(when),
        says=str(says),
        citation=scale.citation,
    )
    for name in read.structure.values_behind(term):
        inside = values[name]
        if isinstance(inside, FirstMatch) and inside is not term:
            yield from _line_of(read, scale, inside, name)


def _line_of(
    read: OpenSheet, scale: Decided, term: FirstMatch, name: str
) -> Iterator[DecidingClause]:
    """The line of a rule that another rule rests on."""
    found = next(_of_term(read, scale, term, name.replace("_", " ")), None)
    if found is not None:
        yield found
