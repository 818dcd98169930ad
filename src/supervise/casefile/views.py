"""Views of a case: for the officer, the person, a provider, a supervisor; derived each time.

A view is made of records that lie within a scope, with what lies outside taken out of them.
Nothing is in a view because nobody thought of it: what is not let in stays out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.casefile.case import (
    CaseFile,
    CaseState,
    FiledFact,
    TimelineEntry,
    state_of,
)
from supervise.casefile.plan_views import NARROWEST, plan_in
from supervise.casefile.scopes import Scope
from supervise.casefile.tasks import Task
from supervise.casefile.timeline import timeline
from supervise.people import Role
from supervise.planning.referrals import (
    Content,
    Referral,
    ReferralState,
    SharingBasis,
    may_be_told,
)
from supervise.records import (
    Assessment,
    Attendance,
    CaseNote,
    CopingWay,
    Milestone,
    Reading,
    Statement,
    Trigger,
)


@attrs.frozen(kw_only=True, repr=False)
class CaseView:
    """What one scope shows of a case on a day."""

    scope: Scope
    state: CaseState
    timeline: tuple[TimelineEntry, ...]

    def __repr__(self) -> str:
        return f"<view for a {self.scope.role} of {self.state!r}>"


@attrs.frozen
class _Own:
    """What belongs to a provider: its referrals, their goals and needs."""

    referrals: frozenset[str]
    goals: frozenset[str]
    needs: frozenset[str]
    answers: frozenset[str]


def view_of(
    file: CaseFile,
    scope: Scope,
    *,
    as_of: date,
    bases: Iterable[SharingBasis] = (),
) -> CaseView:
    """What a scope shows of a case at the end of a day.

    A provider is shown something only while the basis of its referral holds: every view
    tells them more. `bases` are those recorded today, revoked ones too.
    """
    state = state_of(file, as_of=as_of)
    own = _own(state, scope, tuple(bases))
    seen = attrs.evolve(
        state,
        assessments=tuple(
            each for each in state.assessments if _shows_assessment(scope, own, each)
        ),
        decisions=tuple(
            each
            for each in state.decisions
            if own is None and scope.sees(each.visibility)
        ),
        plans=tuple(
            shown
            for plan in state.plans
            if (shown := plan_in(scope, plan, None if own is None else own.goals))
        ),
        referrals=tuple(
            _referral_in(scope, each)
            for each in state.referrals
            if scope.sees(each.visibility) and (own is None or each.id in own.referrals)
        ),
        tasks=tuple(
            _task_in(scope, each)
            for each in state.tasks
            if own is None and scope.sees(each.visibility)
        ),
        facts=tuple(
            _fact_in(scope, own, each)
            for each in state.facts
            if scope.sees(each.entry.visibility) and _belongs(own, each)
        ),
        other=tuple(
            each for each in state.other if own is None and scope.sees(each.visibility)
        ),
        unrecognised=state.unrecognised if scope.sees(NARROWEST) else (),
    )
    return CaseView(
        scope=scope, state=seen, timeline=_timeline_in(file, scope, own, seen)
    )


def _own(
    state: CaseState, scope: Scope, bases: tuple[SharingBasis, ...]
) -> _Own | None:
    """What belongs to a provider; nothing where the scope is of another role.

    A draft belongs to nobody outside: only what was sent to the organisation does.
    """
    if scope.role is not Role.PROVIDER:
        return None
    sent = [
        each
        for each in state.referrals
        if each.organisation == scope.organisation
        and any(stage.state is ReferralState.SENT for stage in each.stages)
        and each.state is not ReferralState.ENTERED_IN_ERROR
        and may_be_told(each, bases, on=state.as_of)
    ]
    return _Own(
        referrals=frozenset(each.id for each in sent),
        goals=frozenset(goal for each in sent for goal in each.goals),
        needs=frozenset(need for each in sent for need in each.needs),
        answers=frozenset(
            item.ref
            for each in sent
            for item in each.carried
            if item.content is Content.ANSWERS
        ),
    )


def _shows_assessment(scope: Scope, own: _Own | None, each: Assessment) -> bool:
    """An assessment goes to a provider only where its answers went along."""
    mine = own is None or each.id in own.answers
    return mine and scope.sees(each.visibility)


def _belongs(own: _Own | None, fact: FiledFact) -> bool:
    """Whether a fact belongs to a provider. What is not named here does not."""
    if own is None:
        return True
    match fact:
        case Attendance():
            return fact.referral in own.referrals
        case Reading() | Milestone():
            return fact.goal in own.goals
        case CaseNote():
            return not own.referrals.isdisjoint(fact.about)
        case Statement():
            return fact.about in own.referrals
        case Trigger() | CopingWay():
            return fact.domain in own.needs
        case _:
            return False


def _fact_in(scope: Scope, own: _Own | None, fact: FiledFact) -> FiledFact:
    """A fact without the agency's own business: follow-ups stay with the agency."""
    if isinstance(fact, CaseNote) and not scope.is_of_the_agency:
        about = fact.about
        if own is not None:
            about = tuple(each for each in about if each in own.referrals | own.goals)
        return attrs.evolve(fact, follow_ups=(), about=about)
    return fact


def _referral_in(scope: Scope, referral: Referral) -> Referral:
    """A referral with the reasons of those acts alone that lie within the scope."""
    return attrs.evolve(
        referral,
        stages=tuple(
            each if scope.sees(each.visibility) else attrs.evolve(each, reason="")
            for each in referral.stages
        ),
        handover=tuple(
            each if scope.sees(each.visibility) else attrs.evolve(each, reason="")
            for each in referral.handover
        ),
        outcomes=(
            referral.outcomes
            if all(
                scope.sees(each.visibility)
                for each in referral.stages
                if each.state is ReferralState.ENDED
            )
            else tuple(attrs.evolve(each, says="") for each in referral.outcomes)
        ),
    )


def _task_in(scope: Scope, task: Task) -> Task:
    return attrs.evolve(
        task,
        stages=tuple(
            each if scope.sees(each.visibility) else attrs.evolve(each, reason="")
            for each in task.stages
        ),
    )


def _timeline_in(
    file: CaseFile, scope: Scope, own: _Own | None, seen: CaseState
) -> tuple[TimelineEntry, ...]:
    """The entries that lie within the scope; for a provider, of what it sees alone."""
    shown = [
        each for each in timeline(file, as_of=seen.as_of) if scope.sees(each.visibility)
    ]
    if own is None:
        return tuple(shown)
    records = {each.id for each in seen.assessments}
    records |= {each.entry.id for each in seen.facts}
    streams = {f"referral/{id}" for id in own.referrals}
    kinds = {"referral"}
    return tuple(
        each
        for each in shown
        if each.record in records or (each.kind in kinds and each.stream in streams)
    )
