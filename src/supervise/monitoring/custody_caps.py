"""Caps on custody for technical violations, as a statute sets them: at most so many days.

A cap is checked before a court or a board is asked, and after it has decided. It is arithmetic of
cited data: whether a violation is technical at all is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from supervise.dates import Length, Period
from supervise.errors import DeclarationError, Problem, ProblemCode
from supervise.rules.canonical import WORDING
from supervise.sources import Source


@attrs.frozen(kw_only=True)
class CustodyCap:
    """The most days for the n-th technical violation; the last one holds for all later.

    `most_days` is nothing where the statute sets no cap from here on.
    """

    nth: int
    most_days: int | None
    citation: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class CustodyCaps:
    """The caps of one jurisdiction for one kind of supervision, in force for a stated time.

    `counted_within` is how far back earlier violations count; without it all of them do.
    `most_in_all` caps the days of all of them together.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    source: Source = attrs.field(metadata=WORDING)
    in_force: Period
    caps: tuple[CustodyCap, ...]
    counted_within: Length | None = None
    most_in_all: int | None = None
    example: str = attrs.field(default="", metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        defects = []
        if [each.nth for each in self.caps] != list(range(1, len(self.caps) + 1)):
            defects.append("caps are for the first, the second and so on, in order")
        if not self.caps:
            defects.append("no cap")
        defects += [
            f"cap {each.nth}: fewer than 0 days"
            for each in self.caps
            if each.most_days is not None and each.most_days < 0
        ]
        defects += [
            f"cap {each.nth}: no citation"
            for each in self.caps
            if not each.citation.strip()
        ]
        if self.counted_within is not None and self.counted_within.calendar:
            defects.append(
                "earlier violations count for calendar time, not business days"
            )
        if self.most_in_all is not None and self.most_in_all < 0:
            defects.append("fewer than 0 days in all")
        if defects:
            raise DeclarationError(f"custody caps '{self.id}'", defects)


@attrs.frozen(kw_only=True)
class CustodyServed:
    """Custody for an earlier technical violation: on which day it was decided, how many days."""

    on: date
    days: int


@attrs.frozen(kw_only=True)
class CustodyRoom:
    """How many days a cap still allows, and which one it is.

    `most_days` is nothing where no cap holds, or where the caps are not in force that day.
    """

    nth: int
    most_days: int | None
    citation: str
    counted: tuple[date, ...] = ()


def custody_room(
    caps: CustodyCaps, earlier: Iterable[CustodyServed] = (), *, on: date
) -> CustodyRoom:
    """What is the most that a technical violation on a day can lead to."""
    counted = sorted(
        (each for each in earlier if each.on < on and _counts(caps, each.on, on)),
        key=lambda each: each.on,
    )
    nth = len(counted) + 1
    if on not in caps.in_force:
        return CustodyRoom(nth=nth, most_days=None, citation="")
    cap = caps.caps[min(nth, len(caps.caps)) - 1]
    most = cap.most_days
    if caps.most_in_all is not None:
        left = max(0, caps.most_in_all - sum(each.days for each in counted))
        most = left if most is None else min(most, left)
    return CustodyRoom(
        nth=nth,
        most_days=most,
        citation=cap.citation,
        counted=tuple(each.on for each in counted),
    )


def _counts(caps: CustodyCaps, earlier: date, on: date) -> bool:
    within = caps.counted_within
    return within is None or within.after(earlier) >= on


def cap_problems(
    caps: CustodyCaps,
    days: int,
    earlier: Iterable[CustodyServed] = (),
    *,
    on: date,
) -> tuple[Problem, ...]:
    """What stands against so many days of custody for a technical violation on a day."""
    return tuple(_problems(caps, days, custody_room(caps, earlier, on=on), on))


def _problems(
    caps: CustodyCaps, days: int, room: CustodyRoom, on: date
) -> Iterator[Problem]:
    if on not in caps.in_force:
        yield Problem(
            code=ProblemCode.NOT_COVERED,
            where=caps.id,
            item="on",
            says=f"version {caps.version} is not in force on {on}",
            remedy="use the caps of that time",
        )
    elif room.most_days is not None and days > room.most_days:
        yield Problem(
            code=ProblemCode.NOT_ALLOWED,
            where=caps.id,
            item="days",
            says=f"more than the cap for technical violation {room.nth}",
            got=str(days),
            allowed=f"at most {room.most_days} ({room.citation})",
            remedy="lower it, or record that the violation is not technical, and why",
        )
