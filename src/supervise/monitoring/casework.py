"""What standards are applied to: a person's timeline, and the waivers that were granted."""

from __future__ import annotations

from datetime import date

import attrs

from supervise.errors import DeclarationError
from supervise.people import Actor
from supervise.rules.timeline import Timeline


@attrs.frozen(kw_only=True)
class Waiver:
    """So many required events less, or all of them, from a day to a last day.

    In a period it counts if it is in force on the day on which the period is due. On a rolling
    clock it defers: what falls due inside it is due on its last day.
    """

    id: str
    standard: str
    first: date
    last: date
    less: int | None = None
    approver: Actor
    reason: str = attrs.field(repr=False)
    recorded: date | None = None

    def __attrs_post_init__(self) -> None:
        defects = []
        if self.last < self.first:
            defects.append(f"ends {self.last}, before {self.first}")
        if self.less is not None and self.less < 1:
            defects.append("waives nothing")
        if not self.reason.strip():
            defects.append("has no reason")
        if defects:
            raise DeclarationError(f"waiver '{self.id}'", defects)

    def in_force(self, day: int) -> bool:
        """Whether it is in force on a day."""
        return self.first.toordinal() <= day <= self.last.toordinal()


@attrs.frozen
class Casework:
    """One person's timeline and waivers."""

    timeline: Timeline
    waivers: tuple[Waiver, ...] = ()

    def known_on(self, day: date) -> Casework:
        """What was known on a day."""
        waivers = tuple(
            each
            for each in self.waivers
            if each.recorded is None or each.recorded <= day
        )
        return Casework(self.timeline.known_on(day), waivers)
