"""Duties as an iCalendar file (RFC 5545), for the calendar that an officer already uses.

An entry has the duty and the opaque reference of the person, and nothing else about anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from supervise.monitoring.duty import Duty
from supervise.monitoring.standards import StandardsPack

LONGEST_LINE = 75
"""Octets in a line, before it is folded."""


def icalendar(pack: StandardsPack, found: Iterable[Duty], *, stamp: datetime) -> str:
    """The duties that have a date, as all-day entries. `stamp` is when the file was made."""
    if stamp.tzinfo is None:
        raise ValueError("the stamp of a calendar file needs an offset")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//supervise//duties//EN",
        "CALSCALE:GREGORIAN",
    ]
    for duty in found:
        if duty.due is not None:
            lines += _entry(pack, duty, duty.due, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(
    pack: StandardsPack, duty: Duty, due: date, stamp: datetime
) -> Iterator[str]:
    named = f"{duty.pack}\n{duty.standard}\n{duty.person}\n{due}"
    uid = hashlib.sha256(named.encode()).hexdigest()[:32]
    title = pack.standard(duty.standard).title
    first = duty.opens or due
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@supervise"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{title} ({duty.status.value}): {duty.person}')}"
    yield f"CATEGORIES:{_escaped(duty.standard)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for plain in ("\\", ";", ","):
        text = text.replace(plain, f"\\{plain}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; no character is cut in two."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece
