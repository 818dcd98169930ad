"""Following a referral through its acts: each gives the next version, or is refused whole.

An act is refused with every reason at once. Nothing here sends anything to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.errors import Refusal, RefusalCode, RevisionRefused, StaleRevision
from supervise.histories import NEW, Unrecognised, refusals_of_move
from supervise.people import Role
from supervise.planning.referrals.acts import (
    AmendReferral,
    AssignReferral,
    MoveHandover,
    MoveReferral,
    PlanSessions,
    PrepareReferral,
    ReferralAct,
    ReferralEntry,
)
from supervise.planning.referrals.guards import refusals_of_guards
from supervise.planning.referrals.referral import (
    Assignment,
    HandoverStage,
    Referral,
    Stage,
)
from supervise.planning.referrals.states import (
    HANDOVER,
    REFERRAL,
    HandoverState,
    ReferralAction,
    ReferralState,
)


@attrs.frozen(kw_only=True)
class RoleLimit:
    """Only these roles may do this to a referral. A limit takes rows away, never adds one."""

    action: ReferralAction
    roles: tuple[Role, ...]


def advance(
    referral: Referral | None, act: ReferralAct, *, limits: Iterable[RoleLimit] = ()
) -> Referral:
    """The next version of a referral.

    Raises `StaleRevision`, naming both versions, where the act was made on another one;
    otherwise `RevisionRefused` with every reason.
    """
    where = f"act '{act.entry.id}' of referral '{act.referral}'"
    if referral is not None and act.referral != referral.id:
        raise RevisionRefused(
            where,
            [
                Refusal(
                    code=RefusalCode.WRONG_STREAM,
                    where="referral",
                    says=f"it belongs to referral '{act.referral}', not '{referral.id}'",
                )
            ],
        )
    actual = 0 if referral is None else referral.version
    if isinstance(act, PrepareReferral) and referral is not None:
        actual = 0  # preparing anew is refused by the table, not as out of date
    if act.base != actual:
        raise StaleRevision(where, expected=act.base, actual=actual)
    refusals = _refusals(referral, act, tuple(limits))
    if refusals:
        raise RevisionRefused(where, refusals)
    return _next(referral, act)


def replay_referral(acts: Iterable[ReferralEntry]) -> Referral:
    """The referral that its acts make, in the order of their versions.

    Raises `RevisionRefused` at the first act that does not follow from those before.
    """
    referral: Referral | None = None
    seen: set[str] = set()
    for act in acts:
        if isinstance(act, Unrecognised):
            raise RevisionRefused(
                f"entry of kind '{act.kind}'",
                [
                    Refusal(
                        code=RefusalCode.UNRECOGNISED,
                        where=f"format {act.format}",
                        says="this version of the library does not know it",
                        remedy="read it with the version that wrote it",
                    )
                ],
            )
        if act.entry.id in seen:
            raise RevisionRefused(
                f"act '{act.entry.id}' of referral '{act.referral}'",
                [
                    Refusal(
                        code=RefusalCode.ID_REUSED,
                        where="entry",
                        says="an act of this referral has the same id",
                    )
                ],
            )
        seen.add(act.entry.id)
        referral = advance(referral, act)
    if referral is None:
        raise RevisionRefused(
            "history of a referral",
            [
                Refusal(
                    code=RefusalCode.NOT_IN_TABLE,
                    where="referral/state",
                    says="nothing prepares the referral",
                )
            ],
        )
    return referral


def referral_as_of(acts: Iterable[ReferralAct], on: date) -> Referral | None:
    """The referral as it was at the end of a day; nothing before it was prepared.

    Guards see to it that no act rests on one that is dated later.
    """
    then = [act for act in acts if act.entry.effective_on <= on]
    numbered = [
        act if isinstance(act, PrepareReferral) else attrs.evolve(act, base=version)
        for version, act in enumerate(then)
    ]
    return replay_referral(numbered) if numbered else None


def _refusals(
    referral: Referral | None, act: ReferralAct, limits: tuple[RoleLimit, ...]
) -> tuple[Refusal, ...]:
    """Every reason against an act: the table, the roles, the guards."""
    where = f"referral/{act.referral}"
    refusals: list[Refusal] = []
    if isinstance(act, PrepareReferral | MoveReferral):
        action = (
            ReferralAction.PREPARE if isinstance(act, PrepareReferral) else act.action
        )
        state = NEW if referral is None else str(referral.state)
        refusals += refusals_of_move(
            REFERRAL, state, action, _given(referral, act), where
        )
        refusals += [
            Refusal(
                code=RefusalCode.NOT_ALLOWED,
                where=where,
                says=f"'{action}' is not for the role {act.entry.actor.role}",
                allowed=", ".join(limit.roles),
            )
            for limit in limits
            if limit.action is action and act.entry.actor.role not in limit.roles
        ]
    if isinstance(act, MoveHandover) and referral is not None:
        refusals += refusals_of_move(
            HANDOVER,
            referral.handover_state or NEW,
            act.action,
            {
                "reason": act.entry.reason,
                "by": act.entry.actor,
                "on": act.entry.effective_on,
            },
            f"{where}/handover",
        )
    return (*refusals, *refusals_of_guards(referral, act))


def _given(
    referral: Referral | None, act: PrepareReferral | MoveReferral
) -> dict[str, object]:
    """What an act gives of the fields that a row of the table may need."""
    if isinstance(act, PrepareReferral):
        return {
            "reason": act.entry.reason,
            "service": act.service,
            "goals": act.goals,
        }
    return {
        "reason": act.entry.reason,
        "basis": act.basis,
        "handover": None if referral is None else referral.handover_state,
        "position_or_date": act.waiting,
        "first_attended_on": act.first_attended_on,
        "outcomes": act.outcomes,
    }


def _next(referral: Referral | None, act: ReferralAct) -> Referral:
    """The referral after an act that is not refused."""
    entry = act.entry
    if isinstance(act, PrepareReferral):
        return Referral(
            id=act.referral,
            person=act.person,
            service=act.service,
            organisation=act.organisation,
            needs=act.needs,
            goals=act.goals,
            steps=act.steps,
            version=1,
            stages=(_stage(act, ReferralState.DRAFT),),
            visibility=entry.visibility,
        )
    assert referral is not None, "an act on no referral is out of date"
    after = attrs.evolve(referral, version=referral.version + 1)
    match act:
        case MoveReferral():
            return _moved(after, act)
        case MoveHandover():
            return attrs.evolve(
                after, handover=(*after.handover, _handed_over(after, act))
            )
        case PlanSessions():
            return attrs.evolve(after, sessions=act.sessions)
        case AssignReferral():
            assigned = Assignment(to=act.to, since=entry.effective_on, by=entry.actor)
            return attrs.evolve(after, assignments=(*after.assignments, assigned))
        case AmendReferral():
            return attrs.evolve(
                after,
                goals=after.goals if act.goals is None else act.goals,
                needs=after.needs if act.needs is None else act.needs,
                amended_on=entry.effective_on,
            )


def _moved(referral: Referral, act: MoveReferral) -> Referral:
    row = REFERRAL.row(referral.state, act.action)
    assert row is not None, "the table was asked before"
    moved = attrs.evolve(
        referral, stages=(*referral.stages, _stage(act, ReferralState(row.target)))
    )
    match act.action:
        case ReferralAction.SEND:
            return attrs.evolve(moved, basis=act.basis, carried=act.carries)
        case ReferralAction.WAITLIST:
            return attrs.evolve(moved, waiting=act.waiting)
        case ReferralAction.START:
            return attrs.evolve(moved, first_attended_on=act.first_attended_on)
        case ReferralAction.END:
            return attrs.evolve(moved, outcomes=act.outcomes)
        case _:
            return moved


def _stage(act: PrepareReferral | MoveReferral, state: ReferralState) -> Stage:
    return Stage(
        state=state,
        since=act.entry.effective_on,
        by=act.entry.actor,
        reason_code=act.reason_code if isinstance(act, MoveReferral) else "",
        reason=act.entry.reason,
        visibility=act.entry.visibility,
    )


def _handed_over(referral: Referral, act: MoveHandover) -> HandoverStage:
    row = HANDOVER.row(referral.handover_state or NEW, act.action)
    assert row is not None, "the table was asked before"
    return HandoverStage(
        state=HandoverState(row.target),
        on=act.entry.effective_on,
        by=act.entry.actor,
        reason=act.entry.reason,
        visibility=act.entry.visibility,
    )
