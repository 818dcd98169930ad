"""What an act of a referral must satisfy beside the table: basis, outcomes, dates, numbers.

Each guard gives its reasons; none stops at the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from supervise.errors import Refusal, RefusalCode
from supervise.planning.referrals.acts import (
    AmendReferral,
    AssignReferral,
    MoveHandover,
    MoveReferral,
    PlanSessions,
    PrepareReferral,
    ReferralAct,
)
from supervise.planning.referrals.basis import why_no_basis, why_not_covered
from supervise.planning.referrals.referral import Referral
from supervise.planning.referrals.states import ReferralAction, ReferralState

SESSIONS_ARE_PLANNED_IN = frozenset(
    {ReferralState.ACCEPTED, ReferralState.IN_PROGRESS, ReferralState.ON_HOLD}
)


def refusals_of_guards(
    referral: Referral | None, act: ReferralAct
) -> tuple[Refusal, ...]:
    """Every reason against an act that no table knows."""
    if referral is None:
        return ()
    reasons = [*_dates(referral, act)]
    match act:
        case MoveReferral(action=ReferralAction.SEND):
            reasons += _basis(referral, act)
        case MoveReferral(action=ReferralAction.START):
            reasons += _first_day(referral, act)
        case MoveReferral(action=ReferralAction.END):
            reasons += _outcomes(referral, act)
        case PlanSessions():
            reasons += _sessions(referral, act)
        case AmendReferral():
            reasons += _amendment(referral, act)
        case _:
            pass
    if not isinstance(act, MoveReferral | PrepareReferral) and not referral.is_open:
        reasons.append(
            _refusal(
                referral, f"it is {referral.state}; nothing in it changes any more"
            )
        )
    return tuple(reasons)


def _refusal(referral: Referral, says: str, remedy: str = "") -> Refusal:
    return Refusal(
        code=RefusalCode.NOT_ALLOWED,
        where=f"referral/{referral.id}",
        says=says,
        remedy=remedy,
    )


def _dates(referral: Referral, act: ReferralAct) -> Iterator[Refusal]:
    """An act cannot have been before what it rests on."""
    day = act.entry.effective_on
    earliest = referral.since
    if isinstance(act, MoveHandover | AssignReferral):
        earliest = referral.stages[0].since
    hands_over = isinstance(act, MoveHandover)
    sends = isinstance(act, MoveReferral) and act.action is ReferralAction.SEND
    if referral.handover and (hands_over or sends):
        earliest = max(earliest, referral.handover[-1].on)
    ends = isinstance(act, MoveReferral) and act.action is ReferralAction.END
    if ends and referral.amended_on is not None:
        earliest = max(earliest, referral.amended_on)
    if day < earliest:
        yield Refusal(
            code=RefusalCode.BACKDATED,
            where=f"referral/{referral.id}",
            says=f"it is dated {day}, before what it follows, which was on {earliest}",
        )


def _basis(referral: Referral, act: MoveReferral) -> Iterator[Refusal]:
    """What goes along is covered by the basis, item by item."""
    if act.basis is None:
        return  # the table asks for it
    day, to = act.entry.effective_on, referral.organisation
    if why := why_no_basis(act.basis, recipient=to, on=day):
        yield _refusal(referral, why, "record a basis that covers it")
        return
    for item in act.carries:
        if why := why_not_covered(item, act.basis, recipient=to, on=day):
            yield _refusal(referral, why, f"leave out '{item.ref}'")


def _first_day(referral: Referral, act: MoveReferral) -> Iterator[Refusal]:
    day = act.first_attended_on
    if day is None:
        return
    if day > act.entry.effective_on:
        yield _refusal(referral, f"the first day attended, {day}, is still to come")
    if day < referral.stages[0].since:
        yield _refusal(
            referral, f"the first day attended, {day}, is before the referral"
        )


def _outcomes(referral: Referral, act: MoveReferral) -> Iterator[Refusal]:
    """There is exactly one outcome for each goal."""
    reported = [each.goal for each in act.outcomes]
    for goal in sorted({*reported} - {*referral.goals}):
        yield _refusal(referral, f"goal '{goal}' is none of its goals")
    for goal in sorted({goal for goal in reported if reported.count(goal) > 1}):
        yield _refusal(referral, f"goal '{goal}' has two outcomes")
    for goal in referral.goals:
        if act.outcomes and goal not in reported:
            yield _refusal(referral, f"goal '{goal}' has no outcome", "give one")


def _sessions(referral: Referral, act: PlanSessions) -> Iterator[Refusal]:
    if referral.state not in SESSIONS_ARE_PLANNED_IN and referral.is_open:
        yield _refusal(
            referral, "sessions are approved once it is accepted", "accept it first"
        )
    if referral.sessions is not None and act.sessions < referral.sessions:
        yield _refusal(
            referral,
            f"{act.sessions} sessions are fewer than the {referral.sessions} approved",
        )


def _amendment(referral: Referral, act: AmendReferral) -> Iterator[Refusal]:
    if act.goals == ():
        yield _refusal(referral, "it must serve at least one goal")
    if not act.entry.reason.strip() and act.redaction is None:
        yield Refusal(
            code=RefusalCode.FIELD_NEEDED,
            where=f"referral/{referral.id}",
            says="amending needs a reason",
            remedy="give reason",
        )
