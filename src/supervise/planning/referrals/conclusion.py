"""What a referral came to, from the facts of attendance: nobody chooses it.

No approved sessions, or none attended: cancelled. Some attended: ended early, and a report
is due. All attended: completed. While it is open, it has come to nothing yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs

from supervise.planning.referrals.referral import Referral
from supervise.planning.referrals.states import FINISHED, VOID
from supervise.records import Attendance, Presence, standing


class ConclusionKind(StrEnum):
    """What a referral came to; `void` is one that was discarded or entered in error."""

    OPEN = "open"
    CANCELLED = "cancelled"
    ENDED_EARLY = "ended_early"
    COMPLETED = "completed"
    VOID = "void"


@attrs.frozen(kw_only=True)
class Absences:
    """Sessions missed, by kind. There is no total: the three do not mean the same."""

    acceptable: int = 0
    unacceptable: int = 0
    logistic: int = 0


@attrs.frozen(kw_only=True)
class Conclusion:
    """What a referral came to on a day, with the facts that say so."""

    referral: str
    kind: ConclusionKind
    planned: int
    attended: int
    absences: Absences
    report_due: bool
    because: str


def conclusion(
    referral: Referral, attendance: Iterable[Attendance], *, as_of: date
) -> Conclusion:
    """What a referral came to by a day.

    Sessions with a number count once each; sessions without a number count as they come.
    Records about other referrals are left aside.
    """
    own = [
        each
        for each in standing(attendance, as_of=as_of)
        if each.referral == referral.id
    ]
    attended = sessions_attended(own)
    planned = referral.sessions or 0
    kind, because = _kind(referral, planned, attended, as_of)
    return Conclusion(
        referral=referral.id,
        kind=kind,
        planned=planned,
        attended=attended,
        absences=absences(own),
        report_due=kind is ConclusionKind.ENDED_EARLY and not referral.outcomes,
        because=because,
    )


def sessions_attended(attendance: Iterable[Attendance]) -> int:
    """How many sessions were attended; a numbered session counts once."""
    present = [each for each in attendance if each.presence.is_present]
    numbered = {each.session for each in present if each.session is not None}
    return len(numbered) + sum(each.session is None for each in present)


def absences(attendance: Iterable[Attendance]) -> Absences:
    """The absences of each kind, apart."""
    found = [each.presence for each in attendance]
    return Absences(
        acceptable=found.count(Presence.ABSENT_ACCEPTABLE),
        unacceptable=found.count(Presence.ABSENT_UNACCEPTABLE),
        logistic=found.count(Presence.ABSENT_LOGISTIC),
    )


def achievement_share(referral: Referral) -> Decimal | None:
    """The mean share of its goals that was reached; nothing before there are outcomes."""
    if not referral.outcomes:
        return None
    total = sum((each.reached.share for each in referral.outcomes), Decimal(0))
    return total / len(referral.outcomes)


def _kind(
    referral: Referral, planned: int, attended: int, as_of: date
) -> tuple[ConclusionKind, str]:
    state = referral.state_on(as_of)
    if state in VOID:
        return ConclusionKind.VOID, f"it was {state}".replace("_", " ")
    if state is None or state not in FINISHED:
        return ConclusionKind.OPEN, "it is not finished"
    if not planned:
        return ConclusionKind.CANCELLED, "no sessions were approved"
    if not attended:
        return ConclusionKind.CANCELLED, "none of its sessions was attended"
    if attended < planned:
        return (
            ConclusionKind.ENDED_EARLY,
            f"{attended} of {planned} sessions were attended",
        )
    return ConclusionKind.COMPLETED, f"all {planned} sessions were attended"
