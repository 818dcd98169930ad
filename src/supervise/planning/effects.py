"""What each change does to a draft, and when it is refused.

Effects of goals and steps stand in a module of their own; this one has the rest.
"""

from __future__ import annotations

import attrs

from supervise.errors import Refusal, RefusalCode
from supervise.histories import NEW
from supervise.people import Visibility
from supervise.planning.barriers import Barrier
from supervise.planning.changes import (
    AcceptFinding,
    AmendBarrier,
    AnswerPlan,
    BeginPeriod,
    Change,
    ClosePlan,
    DropStrength,
    FindBarrier,
    LinkBarrier,
    MoveBarrier,
    NoteStrength,
    OpenPlan,
    SetAsideNeed,
    TakeUpNeed,
    TransferPlan,
    WithdrawAcceptance,
)
from supervise.planning.drafts import (
    Draft,
    field_of,
    halt,
    moved,
    refuse_taken,
)
from supervise.planning.goal_changes import AddStep, AmendStep, MoveStep, RankStep
from supervise.planning.goal_effects import change_goal, change_step
from supervise.planning.goals import WITH_THE_PERSON, StrengthReason
from supervise.planning.plan import (
    AcceptedFinding,
    Agreement,
    NeedSetAside,
    Plan,
    PlanStrength,
)
from supervise.planning.revisions import Revision
from supervise.planning.states import (
    AGREEMENT,
    BARRIER,
    PLAN,
    AgreementAction,
    AgreementState,
    BarrierAction,
    BarrierState,
    PlanAction,
    PlanState,
)


def opened(change: OpenPlan, at: Revision) -> Plan:
    """The plan as it begins, before its first version is counted."""
    state = moved(PLAN, NEW, PlanAction.OPEN, "plan/state", {})
    return Plan(
        id=at.plan,
        person=change.person,
        opened_on=at.entry.effective_on,
        period=change.period,
        agency=change.agency,
        version=0,
        state=PlanState(state),
        since=at.entry.effective_on,
        agreement=Agreement(
            state=AgreementState(
                moved(AGREEMENT, NEW, AgreementAction.DRAFT, "agreement/state", {})
            )
        ),
        carried=change.carried,
    )


def make(draft: Draft, change: Change, at: Revision) -> None:
    """Make one change in a draft; halts, with every reason, where it is refused."""
    if draft.plan["state"] == PlanState.CLOSED:
        raise halt(RefusalCode.NOT_ALLOWED, "plan", "the plan is closed")
    match change:
        case MoveStep() | AddStep() | AmendStep() | RankStep():
            change_step(draft, change, at)
        case FindBarrier() | AmendBarrier() | LinkBarrier() | MoveBarrier():
            _change_barrier(draft, change, at)
        case NoteStrength() | DropStrength() | SetAsideNeed() | TakeUpNeed():
            _change_strength_or_need(draft, change, at)
        case AcceptFinding() | WithdrawAcceptance():
            _change_acceptance(draft, change, at)
        case AnswerPlan() | BeginPeriod() | ClosePlan() | TransferPlan() | OpenPlan():
            _change_plan(draft, change, at)
        case _:
            change_goal(draft, change, at)


def _change_plan(
    draft: Draft,
    change: AnswerPlan | BeginPeriod | ClosePlan | TransferPlan | OpenPlan,
    at: Revision,
) -> None:
    plan = draft.plan
    match change:
        case AnswerPlan():
            _answer(draft, change, at)
        case BeginPeriod():
            _begin_period(draft, change)
        case ClosePlan():
            reason = change.reason or at.entry.reason
            state = moved(
                PLAN, plan["state"], PlanAction.CLOSE, "plan/state", {"reason": reason}
            )
            plan.write(
                state=PlanState(state),
                since=at.entry.effective_on,
                reason=change.reason or at.reason_in_part(Visibility()),
            )
        case TransferPlan():
            plan.write(agency=change.agency)
        case OpenPlan():
            moved(PLAN, plan["state"], PlanAction.OPEN, "plan/state", {})


def _answer(draft: Draft, change: AnswerPlan, at: Revision) -> None:
    if not 0 < change.seen <= at.base:
        raise halt(
            RefusalCode.NOT_ALLOWED,
            "agreement/seen",
            f"the person cannot have seen version {change.seen}: "
            f"the plan has versions 1 to {at.base}",
        )
    plan, reason = draft.plan, change.reason or at.entry.reason
    given = {"seen": change.seen, "reason": reason}
    before = plan["agreement"].state
    state = moved(AGREEMENT, before, change.action, "agreement/state", given)
    answer = Agreement(
        state=AgreementState(state),
        seen=change.seen,
        on=at.entry.effective_on,
        reason=change.reason or at.reason_in_part(WITH_THE_PERSON),
        words=change.words,
    )
    plan.write(agreement=answer)
    if plan["state"] == PlanState.DRAFT:
        begun = moved(PLAN, plan["state"], PlanAction.FIRST_ANSWER, "plan/state", {})
        plan.write(state=PlanState(begun), since=at.entry.effective_on)


def _begin_period(draft: Draft, change: BeginPeriod) -> None:
    plan = draft.plan
    state = moved(
        AGREEMENT,
        plan["agreement"].state,
        AgreementAction.NEW_PERIOD,
        "agreement/state",
        {"period": change.period},
    )
    plan.write(period=change.period, agreement=Agreement(state=AgreementState(state)))


def refusals_of_agreement(plan: Plan, change: AnswerPlan) -> tuple[Refusal, ...]:
    """Why the person cannot agree to this version of the plan.

    Agreement needs an active goal, and a step for each. It is asked once, when the answer
    is recorded on the version that the person saw; an answer to an earlier version stands
    as it was given.
    """
    agrees = {AgreementAction.AGREE, AgreementAction.AGREE_UPDATE}
    if change.action not in agrees or change.seen != plan.version:
        return ()
    remedy = "put it right first, and show the person the plan with it"
    bare = [goal.id for goal in plan.active if not goal.steps]
    says = {
        f"goal/{id}/step": "an active goal without a step cannot be agreed to"
        for id in bare
    }
    if not plan.active:
        says = {"agreement/state": "there is no active goal to agree to"}
    return tuple(
        Refusal(code=RefusalCode.NOT_ALLOWED, where=where, says=reason, remedy=remedy)
        for where, reason in says.items()
    )


def _change_barrier(
    draft: Draft,
    change: FindBarrier | AmendBarrier | LinkBarrier | MoveBarrier,
    at: Revision,
) -> None:
    match change:
        case FindBarrier():
            _find_barrier(draft, change, at)
        case AmendBarrier():
            barrier = draft.barrier(change.barrier)
            says = barrier.says if change.says is None else change.says
            seen_by = change.visibility or barrier.visibility
            draft.put_barrier(attrs.evolve(barrier, says=says, visibility=seen_by))
        case LinkBarrier():
            barrier = draft.barrier(change.barrier)
            draft.goal(change.goal)
            others = tuple(id for id in barrier.blocks if id != change.goal)
            blocks = (*others, change.goal) if change.blocks else others
            draft.put_barrier(attrs.evolve(barrier, blocks=blocks))
        case MoveBarrier():
            _move_barrier(draft, change, at)


def _find_barrier(draft: Draft, change: FindBarrier, at: Revision) -> None:
    refuse_taken(f"barrier/{change.barrier}", change.barrier, draft.barriers)
    for goal in change.blocks:
        draft.goal(goal)
    state = moved(BARRIER, NEW, BarrierAction.FIND, f"barrier/{change.barrier}", {})
    draft.put_barrier(
        Barrier(
            id=change.barrier,
            kind=change.kind,
            says=change.says,
            found_on=at.entry.effective_on,
            blocks=change.blocks,
            state=BarrierState(state),
            since=at.entry.effective_on,
            visibility=change.visibility,
        )
    )


def _move_barrier(draft: Draft, change: MoveBarrier, at: Revision) -> None:
    barrier = draft.barrier(change.barrier)
    where = f"barrier/{change.barrier}/state"
    reason = change.reason or at.entry.reason
    given = {"step": change.step, "how": change.how, "reason": reason}
    state = BarrierState(moved(BARRIER, barrier.state, change.action, where, given))
    if change.step is not None:
        draft.step(change.step.goal, change.step.step)
    draft.put_barrier(
        attrs.evolve(
            barrier,
            state=state,
            step=None if state is BarrierState.OPEN else change.step or barrier.step,
            since=at.entry.effective_on,
            how=change.how,
            reason=change.reason or at.reason_in_part(WITH_THE_PERSON),
        )
    )


def _change_strength_or_need(
    draft: Draft,
    change: NoteStrength | DropStrength | SetAsideNeed | TakeUpNeed,
    at: Revision,
) -> None:
    match change:
        case NoteStrength():
            _note_strength(draft, change, at)
        case DropStrength():
            _drop_strength(draft, change)
        case SetAsideNeed():
            draft.set_aside[change.domain] = NeedSetAside(
                domain=change.domain,
                assessment=change.assessment,
                reason=change.reason,
                on=at.entry.effective_on,
                until=change.until,
                visibility=change.visibility,
            )
            draft.touched.add("set_aside")
        case TakeUpNeed():
            where = f"set_aside/{change.domain}"
            if draft.set_aside.pop(change.domain, None) is None:
                raise halt(RefusalCode.UNKNOWN_ID, where, "the need is not set aside")
            draft.touched.add("set_aside")


def _note_strength(draft: Draft, change: NoteStrength, at: Revision) -> None:
    refuse_taken(f"strength/{change.strength}", change.strength, draft.strengths)
    draft.strengths[change.strength] = PlanStrength(
        id=change.strength,
        domain=change.domain,
        says=change.says,
        assessment=change.assessment,
        instrument=change.instrument,
        noted_on=at.entry.effective_on,
        visibility=change.visibility,
    )
    draft.touched.add("strengths")


def _drop_strength(draft: Draft, change: DropStrength) -> None:
    where = f"strength/{change.strength}"
    found = draft.strengths.get(change.strength)
    if found is None or not found.in_use:
        raise halt(RefusalCode.UNKNOWN_ID, where, "the plan does not use it")
    reason = StrengthReason(strength=change.strength)
    citing = [
        id for id, goal in draft.goals.items() if reason in field_of(goal, "because")
    ]
    if citing:
        raise halt(
            RefusalCode.NOT_ALLOWED,
            where,
            f"goals cite it: {', '.join(sorted(citing))}",
            "withdraw the reason there first",
        )
    draft.strengths[change.strength] = attrs.evolve(found, in_use=False)
    draft.touched.add("strengths")


def _change_acceptance(
    draft: Draft, change: AcceptFinding | WithdrawAcceptance, at: Revision
) -> None:
    key = (change.rule, change.address)
    if isinstance(change, AcceptFinding):
        draft.accepted[key] = AcceptedFinding(
            rule=change.rule,
            address=change.address,
            digest=change.digest,
            reason=change.reason,
            until=change.until,
            on=at.entry.effective_on,
        )
    elif draft.accepted.pop(key, None) is None:
        where = f"accepted/{change.rule}/{change.address}"
        raise halt(RefusalCode.UNKNOWN_ID, where, "no such acceptance")
    draft.touched.add("accepted")
