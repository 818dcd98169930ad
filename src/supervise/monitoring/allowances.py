"""How far a standard may be waived, as a rule of its pack.

A waiver is a recorded fact with an approver and an end; what stands against it is in `waiving`.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from supervise.dates import Length
from supervise.monitoring.schedules import Anchor, Each
from supervise.people import Role
from supervise.rules.canonical import WORDING
from supervise.rules.terms import Condition


def _roles(given: frozenset[Role]) -> frozenset[Role]:
    return frozenset(given)


@attrs.frozen(kw_only=True)
class Allowance:
    """So much may be waived in each period, while a criterion holds, for so long, by whom.

    `most` is how many required events less in each `period` of the calendar. `while_` must hold on
    the waiver's first day. `longest` is counted from its first day. `approvers` are the roles that
    may approve; none named is any person, and never a system. A credit for merit is a waiver under
    an allowance.
    """

    most: int
    period: Each
    while_: Condition | None = None
    longest: Length | None = None
    approvers: frozenset[Role] = attrs.field(default=frozenset(), converter=_roles)
    citation: str = attrs.field(metadata=WORDING)


def allowance_defects(allowance: Allowance) -> Iterator[str]:
    """What is wrong with an allowance, besides its criterion."""
    if allowance.most < 1:
        yield "nothing may be waived; leave it out"
    if allowance.period.anchor is not Anchor.CALENDAR:
        yield "what may be waived is counted in periods of the calendar"
    if Role.SYSTEM in allowance.approvers:
        yield "a system does not approve"
    if not allowance.citation.strip():
        yield "no citation"
