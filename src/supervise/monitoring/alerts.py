"""Alerts: named rules over a timeline, each with its evidence and a supportive first response.

Good news is an alert too. An alert is one situation: the same evidence never alerts twice, and
what was put off comes back when the situation is another.
Nothing follows from an alert by itself; somebody looks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import attrs

from supervise.dates import BusinessCalendar
from supervise.errors import DeclarationError
from supervise.monitoring.duty import Duty, DutyStatus
from supervise.monitoring.eligibility import Snooze
from supervise.people import Actor, Role
from supervise.rules.canonical import WORDING
from supervise.rules.criteria import Events, days_of, matching
from supervise.rules.spans import BEFORE_ALL, Spans, holds_on, span_at
from supervise.rules.terms import Condition
from supervise.rules.timeline import Timeline


class Severity(StrEnum):
    """How soon somebody should look."""

    GOOD_NEWS = "good_news"
    NOTICE = "notice"
    SOON = "soon"
    NOW = "now"


NOBODY_OF_THE_AGENCY = frozenset({Role.PERSON, Role.SYSTEM, Role.RESEARCHER})


@attrs.frozen(kw_only=True)
class AlertRule:
    """When to alert, on what evidence, and what to try first.

    `first_response` is supportive: it helps before it warns.
    `ahead_days` alerts before the criterion holds, if it will hold by itself.
    `owner` is who should look, and `within_days` by when, counted from its first day.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
    when: Condition
    evidence: tuple[Events, ...]
    evidence_days: int
    severity: Severity
    first_response: str = attrs.field(metadata=WORDING)
    ahead_days: int = 0
    owner: Role = Role.OFFICER
    within_days: int | None = None
    citation: str = attrs.field(metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        defects = []
        if not self.citation.strip():
            defects.append("no citation")
        if not self.first_response.strip():
            defects.append("no first response; say what helps before anything warns")
        if self.evidence_days < 1 or self.ahead_days < 0 or (self.within_days or 0) < 0:
            defects.append("days are counted from 1, days ahead and within from 0")
        if self.owner in NOBODY_OF_THE_AGENCY:
            defects.append(f"its owner is the {self.owner.value}; name who should look")
        if defects:
            raise DeclarationError(f"alert '{self.id}'", defects)


class AlertState(StrEnum):
    """What became of an alert."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


@attrs.frozen(kw_only=True)
class Handled:
    """Somebody acknowledged or resolved the alert of one situation, with a reason."""

    digest: str
    resolved: bool
    by: Actor
    on: date
    reason: str = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        defects = []
        if self.by.role is Role.SYSTEM:
            defects.append("a system does not handle an alert; name who did")
        if not self.reason.strip():
            defects.append("no reason")
        if defects:
            raise DeclarationError("handling of an alert", defects)


@attrs.frozen(kw_only=True)
class Alert:
    """One situation that somebody should look at.

    `since` is the day on which it began, `expected_on` the day on which it will if nothing changes;
    neither is there where it was always so. `owner` should look, by `look_by` where a limit is
    stated and the day on which it began is known.
    """

    rule: str
    title: str
    person: str
    on: date
    severity: Severity
    state: AlertState
    since: date | None
    expected_on: date | None
    owner: Role
    look_by: date | None
    evidence: tuple[str, ...]
    first_response: str
    citation: str
    digest: str


def alerts(
    rules: Iterable[AlertRule],
    timeline: Timeline,
    *,
    on: date,
    known: date | None = None,
    handled: Iterable[Handled] = (),
    snoozed: Iterable[Snooze] = (),
    calendars: Iterable[BusinessCalendar] = (),
) -> tuple[Alert, ...]:
    """Every alert of a person as of a day: one for each rule that holds, or soon will."""
    if known is not None:
        timeline = timeline.known_on(known)
    done, put_off = tuple(handled), tuple(snoozed)
    named = {each.name: each for each in calendars}
    found = []
    for rule in rules:
        spans = days_of(rule.when, timeline, named).certainly
        there = holds_on(spans, on.toordinal())
        since, expected = _when(rule, spans, on)
        if not there and expected is None:
            continue
        evidence = tuple(_evidence(rule, timeline, since or expected, on))
        digest = _digest(rule.id, since, expected, evidence)
        found.append(
            Alert(
                rule=rule.id,
                title=rule.title,
                person=timeline.person,
                on=on,
                severity=rule.severity,
                state=_state(digest, on, done, put_off),
                since=since,
                expected_on=expected,
                owner=rule.owner,
                look_by=_look_by(rule, since),
                evidence=evidence,
                first_response=rule.first_response,
                citation=rule.citation,
                digest=digest,
            )
        )
    return tuple(found)


def _when(rule: AlertRule, spans: Spans, on: date) -> tuple[date | None, date | None]:
    """Since when the situation is there, or when it is expected."""
    day = on.toordinal()
    if (span := span_at(spans, day)) is not None:
        return date.fromordinal(span[0]) if span[0] > BEFORE_ALL else None, None
    soon = (s for s, _ in spans if day < s <= day + rule.ahead_days)
    first = next(soon, None)
    return None, date.fromordinal(first) if first is not None else None


def _look_by(rule: AlertRule, since: date | None) -> date | None:
    if rule.within_days is None or since is None:
        return None
    return since + timedelta(days=rule.within_days)


def _evidence(
    rule: AlertRule, timeline: Timeline, begins: date | None, on: date
) -> Iterator[str]:
    """What was there when the situation began, or will begin, and what came since.

    It is counted back from the day on which the situation began and not from today, so that days
    that only pass take nothing away and make no other situation of it.
    """
    began = begins.toordinal() if begins is not None else BEFORE_ALL
    before, last = began - rule.evidence_days, on.toordinal()
    for events in rule.evidence:
        for event in matching(timeline, events):
            if before < event.on.toordinal() <= last:
                yield event.id


def _digest(
    rule: str, since: date | None, expected: date | None, evidence: tuple[str, ...]
) -> str:
    """The same while the situation is the same; days that only pass do not change it."""
    said = "\n".join((rule, str(since), str(expected), *sorted(evidence)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _state(
    digest: str, on: date, handled: tuple[Handled, ...], snoozed: tuple[Snooze, ...]
) -> AlertState:
    mine = [each for each in handled if each.digest == digest and each.on <= on]
    if any(each.resolved for each in mine):
        return AlertState.RESOLVED
    if any(each.hides(digest, on) for each in snoozed):
        return AlertState.SNOOZED
    return AlertState.ACKNOWLEDGED if mine else AlertState.OPEN


def due_soon(found: Iterable[Duty], *, on: date, within_days: int) -> Iterator[Duty]:
    """Duties that fall due within so many days: a warning before a breach, not after it."""
    for duty in found:
        near = duty.due is not None and (duty.due - on).days <= within_days
        if near and duty.status is DutyStatus.DUE:
            yield duty
