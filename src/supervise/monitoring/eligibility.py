"""Eligibility as data: early discharge, step-down, and the day on which all criteria hold together.

The day on which the whole clears is the first on which all hold together, not the latest of the
parts: one may lapse before another clears.
Almost is declared and named; unknown is never taken for no.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.dates import BusinessCalendar, Calendars, Period
from supervise.errors import CalendarMissing, DeclarationError
from supervise.people import Actor, Role
from supervise.rules.canonical import WORDING
from supervise.rules.criteria import Days, days_of, events_in, matching
from supervise.rules.spans import (
    AFTER_ALL,
    BEFORE_ALL,
    Spans,
    both,
    holds_on,
    span_at,
)
from supervise.rules.terms import Condition
from supervise.rules.timeline import Timeline
from supervise.sources import Purpose, Source


@attrs.frozen(kw_only=True)
class Criterion:
    """One named criterion, with its citation.

    `ability_to_pay` names the state that says whether the person can pay; a criterion about money
    names it, so that being poor alone never silently blocks.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
    when: Condition
    citation: str = attrs.field(metadata=WORDING)
    about_money: bool = False
    ability_to_pay: str = ""


@attrs.frozen(kw_only=True)
class Almost:
    """A relaxation: only these criteria are not met.

    It may ask more: `within_days`, that they clear within so many days; `at_most`, that so many of
    them are lacking at once; `provided`, that a condition holds, such as less than so much owed.
    """

    lacking: tuple[str, ...]
    within_days: int | None = None
    at_most: int | None = None
    provided: Condition | None = None
    title: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class EligibilityRule:
    """Criteria that must all hold, in force for a stated time.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    purpose: Purpose
    source: Source = attrs.field(metadata=WORDING)
    in_force: Period
    criteria: tuple[Criterion, ...]
    almost: tuple[Almost, ...] = ()
    example: str = attrs.field(default="", metadata=WORDING)
    limitations: tuple[str, ...] = attrs.field(default=(), metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        if defects := list(self._defects()):
            raise DeclarationError(f"eligibility '{self.id}'", defects)

    def _defects(self) -> Iterator[str]:
        ids = [each.id for each in self.criteria]
        if not ids:
            yield "no criteria"
        yield from (
            f"criterion '{id}' is stated twice" for id in ids if ids.count(id) > 1
        )
        for each in self.criteria:
            if not each.citation.strip():
                yield f"criterion '{each.id}': no citation"
            if each.about_money and not each.ability_to_pay:
                yield f"criterion '{each.id}': is about money; name the ability to pay"
        for relaxed in self.almost:
            where = f"almost '{relaxed.title}'"
            if not relaxed.lacking:
                yield f"{where}: names no criterion that may be lacking"
            for id in relaxed.lacking:
                if id not in ids:
                    yield f"{where}: no criterion is called '{id}'"
            if relaxed.at_most is not None and relaxed.at_most < 1:
                yield f"{where}: at least one may be lacking"
            if relaxed.within_days is not None and relaxed.within_days < 1:
                yield f"{where}: days are counted from 1"


class Readiness(StrEnum):
    """How somebody, or one criterion, stands."""

    MET = "met"
    ALMOST = "almost"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class CriterionResult:
    """One criterion on a day.

    `since` is when it began to hold, `clears_on` when it will if nothing new happens, `lapses_on`
    when it will no longer hold. `evidence` are the newest events of each kind that it asks about.
    """

    id: str
    title: str
    citation: str
    standing: Readiness
    since: date | None = None
    clears_on: date | None = None
    lapses_on: date | None = None
    note: str = ""
    evidence: tuple[str, ...] = ()
    about_money: bool = False


@attrs.frozen(kw_only=True)
class Eligibility:
    """How a person stands against a rule on a day.

    `clears_on` is the first day on which all criteria hold together; where there is none,
    `blocked_by` names the criteria that take something new to happen.
    `because` says why nothing can be said: the rule is not in force, or a calendar is missing.
    `digest` stands for the situation: another situation has another.
    """

    rule: str
    version: str
    person: str
    on: date
    standing: Readiness
    criteria: tuple[CriterionResult, ...]
    relaxation: str = ""
    clears_on: date | None = None
    lapses_on: date | None = None
    blocked_by: tuple[str, ...] = ()
    because: str = ""
    digest: str = ""

    @property
    def only_money(self) -> bool:
        """Whether nothing but money stands in the way; then somebody should ask who can pay."""
        lacking = [e for e in self.criteria if e.standing is not Readiness.MET]
        return bool(lacking) and all(each.about_money for each in lacking)


def eligibility(
    rule: EligibilityRule,
    timeline: Timeline,
    *,
    on: date,
    known: date | None = None,
    calendars: Iterable[BusinessCalendar] = (),
) -> Eligibility:
    """How a person stands against a rule as of a day, from what was known."""
    if known is not None:
        timeline = timeline.known_on(known)
    if on not in rule.in_force:
        because = f"version {rule.version} is not in force on {on}"
        return _unsaid(rule, timeline, on, because)
    named = {each.name: each for each in calendars}
    try:
        days = [days_of(each.when, timeline, named) for each in rule.criteria]
    except CalendarMissing as missing:
        return _unsaid(rule, timeline, on, str(missing))
    pairs = list(zip(rule.criteria, days, strict=True))
    results = tuple(_result(each, found, timeline, on) for each, found in pairs)
    together = _together([found.certainly for found in days])
    clears = _first_from(together, on)
    met = holds_on(together, on.toordinal())
    standing = _standing(results, met=met)
    relaxation = ""
    if standing is Readiness.NOT_MET:
        for relaxed in rule.almost:
            if _is_almost(relaxed, results, timeline, on, named):
                standing, relaxation = Readiness.ALMOST, relaxed.title
                break
    return Eligibility(
        rule=rule.id,
        version=rule.version,
        person=timeline.person,
        on=on,
        standing=standing,
        criteria=results,
        relaxation=relaxation,
        clears_on=clears,
        lapses_on=_end(together, on),
        blocked_by=_blocked(results, clears),
        digest=_digest(rule, results),
    )


def _unsaid(
    rule: EligibilityRule, timeline: Timeline, on: date, because: str
) -> Eligibility:
    return Eligibility(
        rule=rule.id,
        version=rule.version,
        person=timeline.person,
        on=on,
        standing=Readiness.UNKNOWN,
        criteria=(),
        because=because,
        digest=_digest(rule, ()),
    )


def _together(sets: list[Spans]) -> Spans:
    found: Spans = ((BEFORE_ALL, AFTER_ALL),)
    for spans in sets:
        found = both(found, spans)
    return found


def _first_from(spans: Spans, on: date) -> date | None:
    day = on.toordinal()
    starts = (max(start, day) for start, end in spans if end > day)
    first = next(starts, None)
    return date.fromordinal(first) if first is not None else None


def _end(spans: Spans, on: date) -> date | None:
    span = span_at(spans, on.toordinal())
    return date.fromordinal(span[1]) if span and span[1] < AFTER_ALL else None


def _result(
    criterion: Criterion, days: Days, timeline: Timeline, on: date
) -> CriterionResult:
    day = on.toordinal()
    if holds_on(days.certainly, day):
        standing = Readiness.MET
    elif holds_on(days.possibly, day):
        standing = Readiness.UNKNOWN
    else:
        standing = Readiness.NOT_MET
    span = span_at(days.certainly, day)
    note = ""
    if standing is not Readiness.MET and criterion.about_money:
        able = timeline.value_on(criterion.ability_to_pay, on)
        said = {True: "able to pay", False: "not able to pay"}
        note = f"money: {said.get(bool(able)) if able is not None else 'ability to pay unknown'}"
    return CriterionResult(
        id=criterion.id,
        title=criterion.title,
        citation=criterion.citation,
        standing=standing,
        since=date.fromordinal(span[0]) if span and span[0] > BEFORE_ALL else None,
        clears_on=_first_from(days.certainly, on) if span is None else None,
        lapses_on=_end(days.certainly, on),
        note=note,
        evidence=tuple(_evidence(criterion, timeline, on)),
        about_money=criterion.about_money,
    )


def _evidence(criterion: Criterion, timeline: Timeline, on: date) -> Iterator[str]:
    """The newest event up to the day of each kind that a criterion asks about."""
    for events in dict.fromkeys(events_in(criterion.when)):
        found = [event.id for event in matching(timeline, events) if event.on <= on]
        yield from found[-1:]


def _standing(results: tuple[CriterionResult, ...], *, met: bool) -> Readiness:
    if met:
        return Readiness.MET
    lacking = [each for each in results if each.standing is not Readiness.MET]
    if all(each.standing is Readiness.UNKNOWN for each in lacking):
        return Readiness.UNKNOWN
    return Readiness.NOT_MET


def _is_almost(
    relaxed: Almost,
    results: tuple[CriterionResult, ...],
    timeline: Timeline,
    on: date,
    calendars: Calendars,
) -> bool:
    lacking = [each for each in results if each.standing is not Readiness.MET]
    if not {each.id for each in lacking} <= set(relaxed.lacking):
        return False
    if relaxed.at_most is not None and len(lacking) > relaxed.at_most:
        return False
    if relaxed.provided is not None:
        days = days_of(relaxed.provided, timeline, calendars)
        if not holds_on(days.certainly, on.toordinal()):
            return False
    return relaxed.within_days is None or all(
        each.clears_on is not None and (each.clears_on - on).days <= relaxed.within_days
        for each in lacking
    )


def _blocked(
    results: tuple[CriterionResult, ...], clears: date | None
) -> tuple[str, ...]:
    """The criteria that take something new to happen: those that never clear, or that lapse."""
    if clears is not None:
        return ()
    never = tuple(
        each.id
        for each in results
        if each.standing is not Readiness.MET and each.clears_on is None
    )
    return never or tuple(each.id for each in results if each.lapses_on is not None)


def _digest(rule: EligibilityRule, results: tuple[CriterionResult, ...]) -> str:
    said = [
        f"{rule.id} {rule.version}",
        *(f"{r.id}={r.standing.value} {r.note}" for r in results),
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@attrs.frozen(kw_only=True)
class Snooze:
    """A notice put off until a day, for a reason; it hides the situation it was made for only."""

    digest: str
    until: date
    reason: str = attrs.field(repr=False)
    by: Actor

    def __attrs_post_init__(self) -> None:
        defects = []
        if self.by.role is Role.SYSTEM:
            defects.append("a system puts nothing off; name who did")
        if not self.reason.strip():
            defects.append("no reason")
        if defects:
            raise DeclarationError("snooze", defects)

    def hides(self, digest: str, on: date) -> bool:
        """Whether a notice of this situation is put off on a day."""
        return digest == self.digest and on <= self.until
