"""Referrals as their acts make them: prepared, handed over, sent on a basis, begun, ended.

What goes along is covered by the basis, each goal has an outcome at the end, and acts are in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import strategies as st

from supervise.histories import NEW, Transition
from supervise.people import PersonRef, Role
from supervise.planning import StepRef
from supervise.planning.referrals import (
    HANDOVER,
    REFERRAL,
    AmendReferral,
    AssignReferral,
    BasisKind,
    Conclusion,
    ConclusionKind,
    Content,
    ContentItem,
    Escalation,
    GoalOutcome,
    HandoverAction,
    LapsedBasis,
    MoveHandover,
    MoveReferral,
    PlanSessions,
    PrepareReferral,
    Reached,
    Referral,
    ReferralAct,
    ReferralAction,
    ReferralStandard,
    ReferralState,
    SharingBasis,
    StageLimit,
    Waiting,
    advance,
    replay_referral,
)
from supervise.planning.referrals.states import FINISHED
from supervise.testing.strategies.answers import WORDS
from supervise.testing.strategies.fields import (
    DOMAINS,
    SoFar,
    Stated,
    Strategy,
    identifiers,
    on_or_after,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.streams import OFFICER, act_entry, day_of, ways
from supervise.testing.strategies.values import actors, days, people

ORGANISATION = "organisation_1"
COUNTED = st.integers(1, 9)
GOALS = several(identifiers("goal"), least=1)
NEEDS = several(DOMAINS)
Beside = Callable[..., ReferralAct]
PROVIDERS = actors(roles=(Role.PROVIDER,))
CARRIED = several(
    st.builds(
        ContentItem,
        content=st.sampled_from((Content.NEEDS, Content.GOALS)),
        ref=identifiers("record"),
    )
)
PLANNED_IN = (
    ReferralState.ACCEPTED,
    ReferralState.IN_PROGRESS,
    ReferralState.ON_HOLD,
)


@st.composite
def referral_histories(
    draw: st.DrawFn, *, person: PersonRef | None = None, referral: str = "referral_1"
) -> tuple[ReferralAct, ...]:
    """Histories of a referral, oldest act first; it shrinks to the draft alone."""
    goals = draw(GOALS)
    opening = PrepareReferral(
        entry=act_entry(draw, referral, 1),
        referral=referral,
        person=draw(people()) if person is None else person,
        service=draw(identifiers("service")),
        organisation=ORGANISATION,
        goals=goals,
        needs=draw(NEEDS),
        steps=draw(_steps({"goals": goals})),
    )
    acts: list[ReferralAct] = [opening]
    so_far = advance(None, opening)
    for row in draw(ways(REFERRAL, so_far.state)):
        beside = _beside(draw, so_far, row)
        if beside is not None:
            acts.append(beside)
            so_far = advance(so_far, beside)
        acts.append(_move(draw, so_far, row))
        so_far = advance(so_far, acts[-1])
    return tuple(acts)


def referrals(*, person: PersonRef | None = None) -> st.SearchStrategy[Referral]:
    """Referrals, as their history makes them."""
    return referral_histories(person=person).map(replay_referral)


def _move(draw: st.DrawFn, referral: Referral, row: Transition) -> ReferralAct:
    number, action = referral.version + 1, ReferralAction(row.action)
    sends = action is ReferralAction.SEND
    waits, starts = "position_or_date" in row.needs, "first_attended_on" in row.needs
    outcomes = tuple(
        GoalOutcome(goal=goal, reached=draw(st.sampled_from(Reached)))
        for goal in (referral.goals if "outcomes" in row.needs else ())
    )
    return MoveReferral(
        entry=act_entry(draw, referral.id, number, needs=row.needs),
        referral=referral.id,
        base=referral.version,
        action=action,
        basis=_basis(draw, number) if sends else None,
        carries=draw(CARRIED) if sends else (),
        waiting=draw(values_of(Waiting)) if waits else None,
        first_attended_on=referral.since if starts else None,
        outcomes=outcomes,
    )


def _basis(draw: st.DrawFn, number: int) -> SharingBasis:
    """A basis that was given before an act and covers the needs and the goals."""
    return SharingBasis(
        id="basis_1",
        kind=draw(st.sampled_from(BasisKind)),
        recipient=ORGANISATION,
        purpose=draw(WORDS),
        covers=frozenset({Content.NEEDS, Content.GOALS}),
        given_on=day_of(number),
        expires_on=draw(perhaps(on_or_after(day_of(number + 1)))),
        citation="invented for a test",
    )


def _beside(draw: st.DrawFn, referral: Referral, row: Transition) -> ReferralAct | None:
    """What is done before a move; none is sent before a hand-over was considered."""
    if not referral.is_open:
        return None
    asked = "handover" in row.needs and not referral.handover
    if not asked and not draw(st.booleans()):
        return None
    act = MoveHandover if asked else draw(st.sampled_from(_possible(referral)))
    given = {name: draw(drawn) for name, drawn in _given(act, referral).items()}
    return act(
        entry=act_entry(draw, referral.id, referral.version + 1, needs=("reason",)),
        referral=referral.id,
        base=referral.version,
        **given,
    )


def _possible(referral: Referral) -> list[Beside]:
    """What can be done beside the table while a referral is open."""
    found: list[Beside] = [AssignReferral, AmendReferral]
    if HANDOVER.allowed(referral.handover_state or NEW):
        found.append(MoveHandover)
    if referral.state in PLANNED_IN:
        found.append(PlanSessions)
    return found


def _given(act: Beside, referral: Referral) -> dict[str, Strategy]:
    """What an act beside the table says."""
    if act is AssignReferral:
        return {"to": PROVIDERS}
    if act is AmendReferral:
        return {"goals": GOALS, "needs": perhaps(NEEDS)}
    if act is PlanSessions:
        least = referral.sessions or 1
        return {"sessions": st.integers(least, 12), "approved_by": st.just(OFFICER)}
    steps = HANDOVER.allowed(referral.handover_state or NEW)
    return {"action": st.sampled_from([HandoverAction(each) for each in steps])}


# -- what is read off referrals


def _kinds_of_conclusion(so_far: SoFar) -> Strategy:
    """How many sessions were attended of those planned, as the kind of conclusion asks."""
    planned: int = so_far["planned"]
    match so_far["kind"]:
        case ConclusionKind.CANCELLED:
            return st.just(0)
        case ConclusionKind.ENDED_EARLY:
            return st.integers(1, planned - 1)
        case _:
            return st.integers(planned, planned + 2)


def _steps(so_far: SoFar) -> Strategy:
    """Steps of the goals that a referral serves."""
    goals = st.sampled_from(so_far["goals"])
    return several(st.builds(StepRef, goal=goals, step=identifiers("step")))


def _escalations() -> Strategy:
    days_after = st.lists(COUNTED, max_size=2, unique=True).map(sorted)
    return days_after.flatmap(
        lambda after: st.tuples(
            *(
                st.builds(Escalation, after_days=st.just(day), to=st.sampled_from(Role))
                for day in after
            )
        )
    )


ACT: Mapping[str, Stated] = {"base": COUNTED}

OWN: Mapping[type, Callable[[], Strategy]] = {Referral: referrals}

STATED: Mapping[type, Mapping[str, Stated]] = {
    AmendReferral: {
        **ACT,
        "goals": perhaps(GOALS),
        "needs": lambda so_far: NEEDS if so_far["goals"] is None else perhaps(NEEDS),
    },
    AssignReferral: ACT,
    Conclusion: {
        "planned": st.integers(2, 9),
        "attended": _kinds_of_conclusion,
        "report_due": only_if(
            lambda so_far: so_far["kind"] is ConclusionKind.ENDED_EARLY,
            st.booleans(),
            other=False,
        ),
    },
    LapsedBasis: {"sent": several(values_of(ContentItem), least=1)},
    MoveHandover: ACT,
    MoveReferral: {
        **ACT,
        "action": st.sampled_from(list(ReferralAction)[1:]),
        "basis": only_if(
            lambda so_far: so_far["action"] is ReferralAction.SEND,
            values_of(SharingBasis),
        ),
        "carries": only_if(
            lambda so_far: so_far["action"] is ReferralAction.SEND,
            several(values_of(ContentItem)),
            (),
        ),
        "waiting": only_if(
            lambda so_far: so_far["action"] is ReferralAction.WAITLIST,
            values_of(Waiting),
        ),
        "first_attended_on": only_if(
            lambda so_far: so_far["action"] is ReferralAction.START, days()
        ),
        "outcomes": only_if(
            lambda so_far: so_far["action"] is ReferralAction.END,
            several(values_of(GoalOutcome), least=1),
            (),
        ),
    },
    PlanSessions: {**ACT, "sessions": COUNTED},
    PrepareReferral: {"goals": GOALS, "steps": _steps},
    ReferralStandard: {"limits": several(values_of(StageLimit))},
    SharingBasis: {
        "covers": st.frozensets(st.sampled_from(Content), min_size=1, max_size=3),
        "citation": lambda so_far: (
            WORDS if so_far["kind"] is BasisKind.LAW else st.just("") | WORDS
        ),
    },
    StageLimit: {
        "state": st.sampled_from([s for s in ReferralState if s not in FINISHED]),
        "escalations": _escalations(),
    },
    Waiting: {
        "position": perhaps(COUNTED),
        "expected_on": lambda so_far: (
            days() if so_far["position"] is None else perhaps(days())
        ),
    },
}
