"""Signing and countersigning one sealed version of a plan.

A round of signing is a stream of its own, about one version and its digest.
It never blocks work on the plan: the plan goes on, the sealed version stays what it was.
Whether countersigning is asked for, and of whom, is a policy that an agency may have.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from supervise.errors import DeclarationError, Refusal, RefusalCode
from supervise.histories import (
    FREE_TEXT,
    NEW,
    Entry,
    TransitionTable,
    check_act,
    defect_of_id,
)
from supervise.people import Actor, Role
from supervise.planning.digests import digest
from supervise.planning.plan import Plan
from supervise.planning.states import AgreementState


class SigningState(StrEnum):
    """How far a round of signing has come."""

    UNSIGNED = "unsigned"
    SELF_SIGNED = "self_signed"
    AWAITING_COUNTERSIGN = "awaiting_countersign"
    AWAITING_DOUBLE_COUNTERSIGN = "awaiting_double_countersign"
    COUNTERSIGNED = "countersigned"
    DOUBLE_COUNTERSIGNED = "double_countersigned"
    REJECTED = "rejected"
    LOCKED_INCOMPLETE = "locked_incomplete"
    ROLLED_BACK = "rolled_back"


class SigningAction(StrEnum):
    """What is done in a round of signing."""

    OPEN = "open"
    SIGN = "sign"
    SIGN_FOR_COUNTERSIGN = "sign_for_countersign"
    COUNTERSIGN = "countersign"
    PASS_ON = "pass_on"  # noqa: S105 - not a password: it goes to a second countersigner
    REJECT = "reject"
    LOCK = "lock"
    ROLL_BACK = "roll_back"


SIGNING = TransitionTable(
    "signing",
    """
    (new) -- open [version, digest] -> unsigned
    unsigned -- sign -> self_signed
    unsigned -- sign_for_countersign -> awaiting_countersign
    awaiting_countersign -- countersign -> countersigned
    awaiting_countersign -- pass_on -> awaiting_double_countersign
    awaiting_double_countersign -- countersign -> double_countersigned
    awaiting_countersign | awaiting_double_countersign -- reject [reason] -> rejected
    unsigned | self_signed -- lock [reason] -> locked_incomplete
    awaiting_countersign | awaiting_double_countersign -- lock [reason] -> locked_incomplete
    any -- roll_back [reason] -> rolled_back
    """,
    states=SigningState,
    actions=SigningAction,
)

_SIGNS = frozenset({SigningAction.SIGN, SigningAction.SIGN_FOR_COUNTERSIGN})
_AFTER_ANOTHER = frozenset({SigningAction.COUNTERSIGN, SigningAction.PASS_ON})


@attrs.frozen(kw_only=True)
class RoleLimit:
    """The roles that may do one thing in a round of signing."""

    action: SigningAction
    roles: frozenset[Role]


@attrs.frozen(kw_only=True)
class SigningPolicy:
    """What an agency asks of signing, with its source. It can only take away.

    `countersigned` says that nobody's own signature is enough.
    """

    id: str
    source: str
    countersigned: bool = False
    limits: tuple[RoleLimit, ...] = ()


@attrs.frozen(kw_only=True)
class SigningAct:
    """One act in a round of signing; the reason is the entry's.

    Opening names the plan, its version, its digest and what the person had answered then:
    `opening_of` takes them from the plan.
    """

    entry: Entry
    signing: str
    base: int
    action: SigningAction
    plan: str = ""
    version: int | None = None
    digest: str = ""
    agreement: AgreementState | None = None

    def __attrs_post_init__(self) -> None:
        if defects := defect_of_id("signing", self.signing):
            raise DeclarationError(f"signing act '{self.entry.id}'", defects)


@attrs.frozen(kw_only=True)
class Signing:
    """A round of signing of one sealed version."""

    id: str
    plan: str
    sealed: int
    digest: str
    agreement: AgreementState
    version: int
    state: SigningState
    acted: tuple[Actor, ...] = ()
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)

    def seals(self, plan: Plan) -> bool:
        """Whether this is the very plan that was sealed, unaltered."""
        same = (plan.id, plan.version) == (self.plan, self.sealed)
        return same and digest(plan) == self.digest


def opening_of(plan: Plan, entry: Entry, signing: str) -> SigningAct:
    """The act that seals a version of a plan and opens it for signing."""
    return SigningAct(
        entry=entry,
        signing=signing,
        base=0,
        action=SigningAction.OPEN,
        plan=plan.id,
        version=plan.version,
        digest=digest(plan),
        agreement=plan.agreement.state,
    )


def advance_signing(
    signing: Signing | None, act: SigningAct, policy: SigningPolicy | None = None
) -> Signing:
    """A round of signing after one more act.

    Nobody signs a plan that the person has not been asked about, and nobody countersigns
    what they themselves did. Raises `RevisionRefused` with every reason.
    """
    given = {
        "version": act.version,
        "digest": act.digest,
        "reason": act.entry.reason,
    }
    state = check_act(
        f"act '{act.entry.id}' of signing '{act.signing}'",
        SIGNING,
        NEW if signing is None else signing.state,
        act.action,
        given,
        made_for=act.signing,
        present=None if signing is None else signing.id,
        expected=act.base,
        actual=0 if signing is None else signing.version,
        besides=(*_refusals(signing, act), *_refusals_by_policy(policy, act)),
    )
    if signing is None:
        return Signing(
            id=act.signing,
            plan=act.plan,
            sealed=act.version or 0,
            digest=act.digest,
            agreement=act.agreement or AgreementState.DRAFT,
            version=1,
            state=SigningState(state),
        )
    return attrs.evolve(
        signing,
        version=signing.version + 1,
        state=SigningState(state),
        acted=(*signing.acted, act.entry.actor),
        reason=act.entry.reason,
    )


def _refusals(signing: Signing | None, act: SigningAct) -> tuple[Refusal, ...]:
    if signing is None:
        return ()
    reasons: list[tuple[str, str, str]] = []
    if act.action in _SIGNS and signing.agreement is AgreementState.DRAFT:
        says = "the person was not asked about the version that was sealed"
        remedy = "record what they answer, and seal that version"
        reasons.append(("agreement/state", says, remedy))
    mine = {actor.id for actor in signing.acted}
    if act.action in _AFTER_ANOTHER and act.entry.actor.id in mine:
        says = "nobody countersigns what they did themselves"
        reasons.append(("signing/acted", says, "somebody else countersigns"))
    return tuple(
        Refusal(code=RefusalCode.NOT_ALLOWED, where=where, says=says, remedy=remedy)
        for where, says, remedy in reasons
    )


def _refusals_by_policy(
    policy: SigningPolicy | None, act: SigningAct
) -> tuple[Refusal, ...]:
    if policy is None:
        return ()
    reasons: list[tuple[str, str]] = []
    if policy.countersigned and act.action == SigningAction.SIGN:
        says = f"policy '{policy.id}' asks for countersigning"
        reasons.append((says, SigningAction.SIGN_FOR_COUNTERSIGN))
    reasons += [
        (
            f"policy '{policy.id}' does not let this role {act.action}",
            ", ".join(sorted(limit.roles)),
        )
        for limit in policy.limits
        if limit.action == act.action and act.entry.actor.role not in limit.roles
    ]
    return tuple(
        Refusal(
            code=RefusalCode.NOT_ALLOWED,
            where="signing/state",
            says=says,
            allowed=allowed,
        )
        for says, allowed in reasons
    )
