"""What needs attention in a case on a day: a list, each with its reason.

It is computed each time and never stored. It says what to look at; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.casefile.case import CaseState
from supervise.casefile.chain import Kind
from supervise.casefile.coverage import coverage
from supervise.casefile.quality import Expected, ExpectedAssessment, Flaw, quality
from supervise.errors import DeclarationError
from supervise.planning import AgreementState
from supervise.planning.needs_served import serves
from supervise.planning.progress import stagnating
from supervise.planning.referrals import (
    ReferralStandard,
    ReferralState,
    SharingBasis,
    ageing,
    conclusion,
    lapsed,
)
from supervise.records import Attendance, Reading, Substitution


class Why(StrEnum):
    """Why something needs attention."""

    ANSWER_TO_SEE = "answer_to_see"
    NO_PLAN = "no_plan"
    UNANSWERED = "unanswered"
    NEED_WITHOUT_GOAL = "need_without_goal"
    GOAL_PAST_ITS_DATE = "goal_past_its_date"
    GOAL_STANDS_STILL = "goal_stands_still"
    TASK_OVERDUE = "task_overdue"
    REFERRAL_OVERDUE = "referral_overdue"
    REFERRAL_LED_NOWHERE = "referral_led_nowhere"
    BASIS_ENDED = "basis_ended"
    REPORT_DUE = "report_due"
    OUTCOME_NOT_TAKEN_UP = "outcome_not_taken_up"
    KNOWLEDGE = "knowledge"
    NOT_READABLE = "not_readable"


@attrs.frozen(kw_only=True)
class Attention:
    """One thing to look at: why, which record, since when, and in words without content."""

    why: Why
    record: str
    says: str
    since: date | None = None


@attrs.frozen(kw_only=True)
class AttentionSettings:
    """What an agency wants to be told, and from when.

    A goal that has not moved for more than `still_after_days` stands still: from 1.
    """

    still_after_days: int = 60
    referrals: ReferralStandard | None = None
    expected: tuple[Expected, ...] = ()
    assessments: tuple[ExpectedAssessment, ...] = ()

    def __attrs_post_init__(self) -> None:
        if type(self.still_after_days) is not int or self.still_after_days < 1:
            raise DeclarationError(
                "settings of attention",
                ["still_after_days must be a whole number, from 1"],
            )


def needs_attention(
    state: CaseState,
    settings: AttentionSettings,
    bases: Iterable[SharingBasis] = (),
) -> tuple[Attention, ...]:
    """Everything that needs attention, in the order of the reasons, then by age.

    `bases` are consents and uses of a law as they are recorded today, revoked ones too; a
    referral whose basis is not among them is judged by the one that it was sent on.
    """
    found = [
        *_answers(state),
        *_plan(state),
        *_needs(state),
        *_goals(state, settings),
        *_tasks(state),
        *_referrals(state, settings),
        *_bases(state, bases),
        *_outcomes(state),
        *_knowledge(state, settings),
    ]
    order = tuple(Why)
    last = date.max
    return tuple(
        sorted(found, key=lambda a: (order.index(a.why), a.since or last, a.record))
    )


def _answers(state: CaseState) -> Iterator[Attention]:
    """Answers in the latest assessments that must be seen whatever the score."""
    for assessment in state.latest_assessments():
        for flag in assessment.sheet.flags:
            yield Attention(
                why=Why.ANSWER_TO_SEE,
                record=assessment.id,
                says=f"'{assessment.sheet.instrument}' raised the flag '{flag.id}'",
                since=assessment.sheet.on,
            )


def _plan(state: CaseState) -> Iterator[Attention]:
    plan = state.plan
    if plan is None:
        yield Attention(
            why=Why.NO_PLAN, record=state.person.id, says="there is no plan in force"
        )
    elif plan.active and plan.agreement.state is AgreementState.DRAFT:
        yield Attention(
            why=Why.UNANSWERED,
            record=plan.id,
            says="the person has not answered",
            since=plan.opened_on,
        )


def _needs(state: CaseState) -> Iterator[Attention]:
    for need in coverage(state).needs:
        if need.breaks_at is Kind.GOAL and not _has_goal(state, need.domain):
            yield Attention(
                why=Why.NEED_WITHOUT_GOAL,
                record=need.assessment,
                says=f"'{need.domain}' has no goal, {_not_set_aside(state, need.domain)}",
            )


def _not_set_aside(state: CaseState, domain: str) -> str:
    """That a need was never set aside, or until a day that has passed."""
    until = [
        each.until
        for plan in state.plans
        for each in plan.set_aside
        if each.domain == domain and each.until is not None
    ]
    if not until:
        return "and was not set aside"
    return f"and was set aside until {max(until)} only"


def _has_goal(state: CaseState, domain: str) -> bool:
    """Whether an open goal works on a need, whichever assessment it was set for."""
    plan = state.plan
    return plan is not None and any(
        goal.is_open and serves(goal, domain) for goal in plan.goals
    )


def _goals(state: CaseState, settings: AttentionSettings) -> Iterator[Attention]:
    plan = state.plan
    if plan is None:
        return
    for goal in plan.active:
        if goal.target_on is not None and goal.target_on < state.as_of:
            yield Attention(
                why=Why.GOAL_PAST_ITS_DATE,
                record=goal.id,
                says="its date is past",
                since=goal.target_on,
            )
    for still in stagnating(
        plan,
        state.of_kind(Reading),
        as_of=state.as_of,
        after_days=settings.still_after_days,
    ):
        yield Attention(
            why=Why.GOAL_STANDS_STILL,
            record=still.goal,
            says=f"nothing has moved for {still.days} days",
            since=still.since,
        )


def _tasks(state: CaseState) -> Iterator[Attention]:
    for task in state.tasks:
        if task.is_overdue(state.as_of):
            yield Attention(
                why=Why.TASK_OVERDUE,
                record=task.id,
                says="it was to be done by then",
                since=task.due_on,
            )


def _referrals(state: CaseState, settings: AttentionSettings) -> Iterator[Attention]:
    if settings.referrals is not None:
        for age in ageing(state.referrals, settings.referrals, as_of=state.as_of):
            if age.is_overdue:
                yield Attention(
                    why=Why.REFERRAL_OVERDUE,
                    record=age.referral,
                    says=f"{age.state} for {age.days} days".replace("_", " "),
                    since=age.due_on,
                )
    replaced = {each.old_referral for each in state.of_kind(Substitution)}
    served = _served(state)
    attendance: dict[str, list[Attendance]] = {}
    for session in state.of_kind(Attendance):
        attendance.setdefault(session.referral, []).append(session)
    for referral in state.referrals:
        if (
            referral.state in NOWHERE
            and referral.id not in replaced
            and not served.intersection(referral.goals)
        ):
            yield Attention(
                why=Why.REFERRAL_LED_NOWHERE,
                record=referral.id,
                says="nothing else serves its goals",
                since=referral.since,
            )
        own = attendance.get(referral.id, ())
        if conclusion(referral, own, as_of=state.as_of).report_due:
            yield Attention(
                why=Why.REPORT_DUE,
                record=referral.id,
                says="it ended early without a report",
                since=referral.since,
            )


def _outcomes(state: CaseState) -> Iterator[Attention]:
    """What a provider reported of a goal that is open and was not rated by it."""
    plan = state.plan
    if plan is None:
        return
    for referral in state.referrals:
        for outcome in referral.outcomes:
            goal = plan.goal(outcome.goal)
            if goal is None or not goal.is_open or referral.id in goal.evidence:
                continue
            yield Attention(
                why=Why.OUTCOME_NOT_TAKEN_UP,
                record=referral.id,
                says=f"it reported on goal '{goal.id}', which was not rated by it",
                since=referral.since,
            )


def _bases(state: CaseState, bases: Iterable[SharingBasis]) -> Iterator[Attention]:
    for each in lapsed(state.referrals, bases, on=state.as_of):
        how = "was revoked" if each.revoked else "has expired"
        yield Attention(
            why=Why.BASIS_ENDED,
            record=each.referral,
            says=f"the basis on which it was sent {how}; nothing more may go along",
            since=each.since,
        )


def _served(state: CaseState) -> frozenset[str]:
    """The goals that a referral serves, or served to its end, and those no longer open."""
    by_referral = {
        goal
        for each in state.referrals
        if each.is_open or each.state is ReferralState.ENDED
        for goal in each.goals
    }
    over = {goal.id for plan in state.plans for goal in plan.goals if not goal.is_open}
    return frozenset(by_referral | over)


NOWHERE = frozenset(
    {
        ReferralState.DECLINED_BY_PROVIDER,
        ReferralState.REFUSED_BY_PERSON,
        ReferralState.WITHDRAWN,
    }
)


def _knowledge(state: CaseState, settings: AttentionSettings) -> Iterator[Attention]:
    for found in quality(state, settings.expected, settings.assessments):
        records = found.records
        yield Attention(
            why=Why.KNOWLEDGE,
            record=records[-1].record if records else found.what,
            says=f"{found.what}: {found.flaw}; {found.says}",
            since=records[-1].on if found.flaw is Flaw.STALE else None,
        )
    for entry in state.unrecognised:
        yield Attention(
            why=Why.NOT_READABLE,
            record=entry.kind,
            says="an entry of a kind that this version does not know",
        )
