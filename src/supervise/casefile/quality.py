"""The quality of what is known: missing, stale, contradictory, unverified.

Each finding names the records that it rests on and where they came from.
It says what to find out. It never says which of two statements is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.casefile.case import CaseState
from supervise.errors import DeclarationError
from supervise.records import AnswerSource, Circumstance, Status


class Flaw(StrEnum):
    """What may be wrong with what is known."""

    MISSING = "missing"
    STALE = "stale"
    CONTRADICTORY = "contradictory"
    UNVERIFIED = "unverified"


@attrs.frozen(kw_only=True)
class Expected:
    """A circumstance that an agency wants to know: how fresh, and whether verified.

    `within_days` is how close in time two different values contradict one another; farther
    apart, a life has changed. Nothing means only on the same day.
    """

    name: str
    stale_after_days: int | None = None
    verified: bool = False
    within_days: int = 0

    def __attrs_post_init__(self) -> None:
        if not self.name.strip() or self.within_days < 0:
            raise DeclarationError("expected circumstance", ["name it; days from 0"])


@attrs.frozen(kw_only=True)
class ExpectedAssessment:
    """An instrument that an agency wants done, and how fresh its result must be."""

    instrument: str
    stale_after_days: int | None = None


@attrs.frozen(kw_only=True)
class Provenance:
    """Where a statement came from: the record, the source, the day, who checked it."""

    record: str
    source: AnswerSource | None
    on: date
    verified: bool


@attrs.frozen(kw_only=True)
class QualityFinding:
    """One thing that is wrong with what is known, and the records that show it."""

    flaw: Flaw
    what: str
    says: str
    records: tuple[Provenance, ...] = ()


def quality(
    state: CaseState,
    expected: Iterable[Expected],
    assessments: Iterable[ExpectedAssessment] = (),
) -> tuple[QualityFinding, ...]:
    """What is missing, stale, contradictory or unverified of what an agency wants to know."""
    known: dict[str, list[Circumstance]] = {}
    for each in state.of_kind(Circumstance):
        known.setdefault(each.name, []).append(each)
    return tuple(
        finding
        for wanted in expected
        for finding in _of_circumstance(wanted, known.get(wanted.name, []), state.as_of)
    ) + tuple(
        finding for wanted in assessments for finding in _of_assessment(wanted, state)
    )


def _of_circumstance(
    wanted: Expected, known: list[Circumstance], as_of: date
) -> Iterator[QualityFinding]:
    if not known:
        yield QualityFinding(
            flaw=Flaw.MISSING, what=wanted.name, says="nothing is recorded"
        )
        return
    last = known[-1]
    age = (as_of - last.entry.effective_on).days
    if wanted.stale_after_days is not None and age > wanted.stale_after_days:
        yield QualityFinding(
            flaw=Flaw.STALE,
            what=wanted.name,
            says=f"the latest is {age} days old; {wanted.stale_after_days} are allowed",
            records=(_provenance(last),),
        )
    others = [
        each
        for each in known
        if each.value != last.value
        and (last.entry.effective_on - each.entry.effective_on).days
        <= wanted.within_days
    ]
    if others:
        yield QualityFinding(
            flaw=Flaw.CONTRADICTORY,
            what=wanted.name,
            says=f"{len(others) + 1} records disagree",
            records=tuple(map(_provenance, (*others, last))),
        )
    if wanted.verified and not last.is_verified:
        yield QualityFinding(
            flaw=Flaw.UNVERIFIED,
            what=wanted.name,
            says=f"known from the {last.source} only, and nobody has checked it",
            records=(_provenance(last),),
        )


def _of_assessment(
    wanted: ExpectedAssessment, state: CaseState
) -> Iterator[QualityFinding]:
    done = [e for e in state.assessments if e.sheet.instrument == wanted.instrument]
    if not done:
        yield QualityFinding(
            flaw=Flaw.MISSING, what=wanted.instrument, says="it was never done"
        )
        return
    last = done[-1]
    record = Provenance(record=last.id, source=None, on=last.sheet.on, verified=True)
    age = (state.as_of - last.sheet.on).days
    if wanted.stale_after_days is not None and age > wanted.stale_after_days:
        yield QualityFinding(
            flaw=Flaw.STALE,
            what=wanted.instrument,
            says=f"the latest is {age} days old; {wanted.stale_after_days} are allowed",
            records=(record,),
        )
    unscored = [
        scale.id
        for scale in last.sheet.scales
        if scale.status in {Status.MISSING, Status.INVALID}
    ]
    if unscored:
        yield QualityFinding(
            flaw=Flaw.MISSING,
            what=wanted.instrument,
            says=f"not scored for want of answers: {', '.join(unscored)}",
            records=(record,),
        )


def _provenance(known: Circumstance) -> Provenance:
    return Provenance(
        record=known.entry.id,
        source=known.source,
        on=known.entry.effective_on,
        verified=known.is_verified,
    )
