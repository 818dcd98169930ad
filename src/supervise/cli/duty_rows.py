"""A duty as a row of columns, and as lines that people read.

The columns are a contract: other tools read them. Each duty says why it has its date or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supervise.cli.row_output import Row
from supervise.cli.wording import named_lines, wrapped
from supervise.monitoring import (
    Duty,
    Explanation,
    Obligation,
    Standard,
    StandardsPack,
    requirement,
)

COLUMNS = (
    "record",
    "person",
    "standard",
    "title",
    "status",
    "due",
    "opens",
    "last_done",
    "earliest_unmet",
    "uncovered_since",
    "partial",
    "resumes",
    "obligation",
    "decided_by",
    "deciding_event",
    "because",
    "row",
    "citation",
    "clock_start",
    "pack",
    "version",
    "on",
    "known",
)


def row_of(number: int, pack: StandardsPack, duty: Duty) -> Row:
    """A duty by the columns; `record` is the place of its entry in the file."""
    return {
        "record": number,
        "person": duty.person,
        "standard": duty.standard,
        "title": pack.standard(duty.standard).title,
        "status": duty.status.value,
        "due": duty.due,
        "opens": duty.opens,
        "last_done": duty.last_done,
        "earliest_unmet": duty.earliest_unmet,
        "uncovered_since": duty.uncovered_since,
        "partial": duty.partial,
        "resumes": duty.resumes,
        "obligation": duty.obligation.value if duty.obligation is not None else None,
        "decided_by": duty.decided_by or None,
        "deciding_event": duty.deciding_event or None,
        "because": because(pack, duty),
        "row": duty.row or None,
        "citation": citation(pack, duty),
        "clock_start": duty.clock_start,
        "pack": duty.pack,
        "version": duty.version,
        "on": duty.on,
        "known": duty.known,
    }


def because(pack: StandardsPack, duty: Duty) -> str:
    """Why a duty has its date, or none, in one sentence."""
    if duty.because:
        return duty.because
    said = [
        _requirement(pack.standard(duty.standard), duty),
        f"the date rests on {duty.deciding_event}" if duty.deciding_event else "",
        f"missed since {duty.earliest_unmet}" if duty.earliest_unmet else "",
        f"uncovered since {duty.uncovered_since}" if duty.uncovered_since else "",
    ]
    return "; ".join(filter(None, said))


def _requirement(standard: Standard, duty: Duty) -> str:
    """What the date is the date of: the first time, a trigger, or the row."""
    row = standard.row(duty.row)
    if duty.obligation is Obligation.TRIGGER:
        return f"trigger {duty.decided_by}"
    if duty.obligation is Obligation.INITIAL and standard.initial is not None:
        within = standard.initial.within
        return f"the first time within {within}; then {requirement(row)}"
    return requirement(row)


def citation(pack: StandardsPack, duty: Duty) -> str:
    """Where the rule is from."""
    standard = pack.standard(duty.standard)
    return standard.row(duty.row).citation if duty.row else standard.citation


def duty_lines(pack: StandardsPack, found: Iterable[Duty]) -> Iterator[str]:
    """The duties of one person, each with its date and its reason."""
    given = list(found)
    first = given[0]
    known = f", as known on {first.known}" if first.known != first.on else ""
    yield f"{first.person}, as of {first.on}{known}"
    width = max(len(duty.status.value) for duty in given)
    for duty in given:
        due = duty.due.isoformat() if duty.due is not None else "-" * 10
        title = pack.standard(duty.standard).title
        yield f"  {duty.status.value:<{width}}  {due}  {duty.standard}: {title}"
        yield from wrapped(f"because: {because(pack, duty)}", "    ")


def explanation_lines(found: Explanation) -> Iterator[str]:
    """One duty of one person with all its reasons."""
    duty = found.duty
    yield f"{duty.person}, as of {duty.on}: {duty.standard}"
    yield from (f"  {line}" for line in str(found).splitlines())
    more = [
        ("others open", "; ".join(found.others)),
        ("why no date", duty.because if duty.due is None else ""),
        ("calendars", ", ".join(found.calendars)),
        ("example", found.example),
        ("changes by itself on", str(found.changes_on) if found.changes_on else ""),
    ]
    yield from named_lines(more)
