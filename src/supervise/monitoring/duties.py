"""Duties of a person or a caseload, as of a day and as known on a day.

A caseload streams: an iterator of cases in, an iterator of duties out.
Why a date is what it is, is asked of one duty at a time, in `supervise.monitoring.explanation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from supervise.errors import CalendarMissing
from supervise.monitoring.casework import Casework
from supervise.monitoring.clock import Clock
from supervise.monitoring.compiled import (
    NOT_SUPERVISED,
    UNKNOWN,
    Seen,
    Standards,
    Stretch,
    in_the_words_of,
)
from supervise.monitoring.duty import Duty, DutyStatus
from supervise.monitoring.opened import open_dates
from supervise.monitoring.periods import earliest_unmet, has_begun
from supervise.monitoring.plans import StandardPlan
from supervise.monitoring.reckoning import DateMissing, Open, Reckoning, regimes_of
from supervise.monitoring.rolling import due_as_of, uncovered_since
from supervise.monitoring.standards import PauseMode
from supervise.rules.criteria import TIMED, days_of, leaves
from supervise.rules.reading import names
from supervise.rules.spans import AFTER_ALL, BEFORE_ALL, holds_on
from supervise.rules.timeline import Timeline


def duties(
    standards: Standards,
    case: Casework | Timeline,
    *,
    on: date,
    known: date | None = None,
) -> tuple[Duty, ...]:
    """Every duty of one person as of a day, in the pack's order.

    With `known`, what was recorded later is not known: the answer is the one that was given then.
    Without it, all that is recorded counts.
    """
    casework = case if isinstance(case, Casework) else Casework(case)
    if known is not None:
        casework = casework.known_on(known)
    days = on, known or on
    try:
        seen = standards.see(casework.timeline)
    except CalendarMissing as missing:  # a condition counts business days
        return tuple(
            Duty(
                **_identity(standards, casework, plan, days),
                status=DutyStatus.NOT_COMPUTABLE,
                because=str(missing),
            )
            for plan in standards.plans
        )
    return tuple(
        _duty(standards, casework, seen, place, days)
        for place in range(len(standards.plans))
    )


def caseload(
    standards: Standards,
    cases: Iterable[Casework | Timeline],
    *,
    on: date,
    known: date | None = None,
) -> Iterator[Duty]:
    """The duties of many people, one person after the other; nothing is kept."""
    for case in cases:
        yield from duties(standards, case, on=on, known=known)


def _duty(
    standards: Standards,
    casework: Casework,
    seen: Seen,
    place: int,
    days: tuple[date, date],
) -> Duty:
    on, _ = days
    plan, stretches = standards.plans[place], seen.stretches[place]
    day = on.toordinal()
    here = next(n for n, each in enumerate(stretches) if each.start <= day < each.end)
    status, because = _without_a_date(plan, stretches[here], on, standards)
    if status is DutyStatus.UNKNOWN:
        because = _what_is_unknown(standards, plan, casework.timeline, on)
    found = _identity(standards, casework, plan, days)
    at = stretches[here].row
    row = plan.rows[at].row.id if at >= 0 else ""
    if status is not None:
        return Duty(
            **found,
            status=status,
            row=row,
            resumes=_resumes(stretches, here) if status is DutyStatus.PAUSED else None,
            because=because,
        )
    try:
        return _dated(reckoning_of(standards, casework, seen, place, day), found, row)
    except (CalendarMissing, DateMissing) as missing:
        says = (
            str(missing)
            if isinstance(missing, CalendarMissing)
            else f"date '{missing}' is not known"
        )
        return Duty(
            **found,
            status=DutyStatus.NOT_COMPUTABLE,
            row=row,
            because=says,
        )


def _identity(
    standards: Standards,
    casework: Casework,
    plan: StandardPlan,
    days: tuple[date, date],
) -> dict[str, Any]:
    """Whose duty it is, by which standard, on which day and as known on which."""
    on, known = days
    return {
        "person": casework.timeline.person,
        "standard": plan.standard.id,
        "pack": standards.pack.id,
        "version": standards.pack.version,
        "on": on,
        "known": known,
    }


def _without_a_date(
    plan: StandardPlan, here: Stretch, on: date, standards: Standards
) -> tuple[DutyStatus | None, str]:
    if on not in standards.pack.in_force:
        return DutyStatus.NOT_COMPUTABLE, f"the standards are not in force on {on}"
    if here.row == NOT_SUPERVISED:
        return DutyStatus.NOT_APPLICABLE, "not under supervision"
    if here.row == UNKNOWN:
        return DutyStatus.UNKNOWN, ""
    if plan.rows[here.row].schedule is None:
        return DutyStatus.NOT_REQUIRED, plan.rows[here.row].row.citation
    if here.pause >= 0:
        return DutyStatus.PAUSED, str(plan.standard.pauses[here.pause].when)
    return None, ""


def _what_is_unknown(
    standards: Standards, plan: StandardPlan, timeline: Timeline, on: date
) -> str:
    """The states that decide what is required, and are not known, or in no word of the pack."""
    rows = (row.when for row in plan.standard.rows if row.when is not None)
    deciding = [
        leaf
        for condition in (standards.pack.supervised, *rows)
        for leaf in leaves(condition)
    ]
    plain = (leaf for leaf in deciding if not isinstance(leaf, TIMED))
    given = {
        name: timeline.value_on(name, on) for leaf in plain for name in names(leaf)
    }
    known = in_the_words_of(standards.pack, given)
    missing = [name for name, value in known.items() if value is None]
    for leaf in deciding:
        if isinstance(leaf, TIMED):
            days, day = days_of(leaf, timeline, standards.calendars), on.toordinal()
            if holds_on(days.possibly, day) and not holds_on(days.certainly, day):
                missing.append(f"whether {leaf}")
    if missing:
        said = ", ".join(dict.fromkeys(missing))
        return f"not known, and it decides what is required: {said}"
    return "no row of the standard is for the states of this person"


def _resumes(stretches: tuple[Stretch, ...], here: int) -> date | None:
    """The first day after a pause, where the end of the pause is known."""
    for each in stretches[here:]:
        if each.pause < 0:
            return date.fromordinal(each.start)
    return None


def spell_start(plan: StandardPlan, stretches: tuple[Stretch, ...], here: int) -> int:
    """The day on which the clock started: since then the standard applied without a gap."""
    place = here
    while place > 0:
        before = stretches[place - 1]
        if before.row < 0 or plan.rows[before.row].schedule is None:
            break
        if before.pause >= 0:
            pause = plan.standard.pauses[before.pause]
            if pause.mode is PauseMode.RESTART:
                break
        place -= 1
    return stretches[place].start


def reckoning_of(
    standards: Standards, casework: Casework, seen: Seen, place: int, day: int
) -> Reckoning:
    """A standard applied to a person, made ready for its dates.

    Raises `DateMissing` where the standard has applied for ever: then no clock has started.
    """
    plan, stretches = standards.plans[place], seen.stretches[place]
    here = next(n for n, each in enumerate(stretches) if each.start <= day < each.end)
    start = spell_start(plan, stretches, here)
    if start == BEFORE_ALL:
        raise DateMissing("start of supervision")
    paused = [each for each in stretches if each.pause >= 0 and each.end > start]
    frozen = tuple(
        (each.start, each.end)
        for each in paused
        if plan.standard.pauses[each.pause].mode is PauseMode.FREEZE
        and each.end < AFTER_ALL
    )
    return Reckoning(
        standards=standards,
        plan=plan,
        casework=casework,
        seen=seen,
        stretches=stretches,
        on=day,
        start=start,
        clock=Clock(standards.calendars, frozen),
        off=tuple((each.start, each.end) for each in paused),
        regimes=regimes_of(plan, stretches, start),
    )


def _dated(reckoning: Reckoning, found: dict[str, object], row: str) -> Duty:
    dates = list(open_dates(reckoning))
    last = reckoning.last_done()
    common = found | {
        "row": row,
        "clock_start": date.fromordinal(reckoning.start),
        "last_done": date.fromordinal(last) if last is not None else None,
    }
    asked = [each for each in dates if not each.waived]
    if not asked:
        status, because = DutyStatus.WAIVED if dates else DutyStatus.DONE, ""
        if not dates and not has_begun(reckoning):
            status, because = (
                DutyStatus.NOT_REQUIRED,
                "begins with the first such event",
            )
        return Duty(**common, status=status, because=because)  # type: ignore[arg-type]
    earliest = min(asked, key=lambda each: each.due)
    return _with_date(reckoning, common, earliest)


def _with_date(reckoning: Reckoning, common: dict[str, object], found: Open) -> Duty:
    overdue = found.due < reckoning.on
    regime = reckoning.regimes[reckoning.place_on(reckoning.on)]
    unmet = earliest_unmet(reckoning, regime, reckoning.on)
    rolling = due_as_of(reckoning, reckoning.on)
    uncovered = uncovered_since(reckoning, rolling) if rolling is not None else None
    return Duty(
        **common,  # type: ignore[arg-type]
        status=DutyStatus.OVERDUE if overdue else DutyStatus.DUE,
        obligation=found.obligation,
        due=date.fromordinal(found.due),
        opens=date.fromordinal(found.opens) if found.opens is not None else None,
        earliest_unmet=date.fromordinal(unmet) if unmet is not None else None,
        uncovered_since=date.fromordinal(uncovered) if uncovered is not None else None,
        partial=found.partial,
        decided_by=found.label,
        deciding_event=found.event.id if found.event is not None else "",
    )
