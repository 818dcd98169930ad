"""Any acts in any order: a referral never contradicts its table or its facts."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from supervise.errors import RevisionRefused
from supervise.planning.referrals import (
    FINISHED,
    REFERRAL,
    AmendReferral,
    ConclusionKind,
    GoalOutcome,
    ReferralAction,
    ReferralState,
    advance,
    conclusion,
    referral_as_of,
    replay_referral,
)
from supervise.records import Presence
from tests.referrals.invented import (
    attended,
    entry,
    hand_over,
    move,
    prepare,
    sessions,
)


class ReferralStream(RuleBasedStateMachine):
    """Acts are tried at random; what is refused changes nothing."""

    def __init__(self):
        super().__init__()
        self.acts, self.referral, self.attendance, self.day = [], None, [], 0

    def attempt(self, act):
        before = self.referral
        try:
            after = advance(before, act)
        except RevisionRefused:
            return
        self.acts.append(act)
        self.referral = after
        assert after.version == before.version + 1
        if act.__class__.__name__ == "MoveReferral":
            row = REFERRAL.row(before.state, act.action)
            assert row is not None
            assert row.target == after.state

    @initialize()
    def begin(self):
        act = prepare()
        self.acts.append(act)
        self.referral = advance(None, act)

    @rule(days=st.integers(0, 8))
    def time_passes(self, days):
        self.day += days

    @rule(
        action=st.sampled_from([a for a in ReferralAction if a != "prepare"]),
        late=st.integers(-3, 0),
    )
    def moves(self, action, late):
        day = max(self.day + late, 0)
        more = {}
        if action is ReferralAction.END:
            goals = self.referral.goals
            more = {
                "outcomes": tuple(GoalOutcome(goal=g, reached="not") for g in goals)
            }
        self.attempt(move(action, self.referral.version, day=day, **more))

    @rule(
        action=st.sampled_from(("none", "offer", "introduce", "confirm_met")),
        late=st.integers(-5, 0),
    )
    def hands_over(self, action, late):
        day = max(self.day + late, 0)
        self.attempt(hand_over(action, self.referral.version, day=day))

    @rule(count=st.integers(1, 6), late=st.integers(-5, 0))
    def plans(self, count, late):
        day = max(self.day + late, 0)
        self.attempt(sessions(count, self.referral.version, day=day))

    @rule(
        goals=st.sampled_from((("g1",), ("g1", "g2"), ("g3",))),
        late=st.integers(-5, 0),
    )
    def amends(self, goals, late):
        version, day = self.referral.version, max(self.day + late, 0)
        self.attempt(
            AmendReferral(
                entry=entry(f"amend-{version}", day=day, reason="changed"),
                referral="ref1",
                base=version,
                goals=goals,
            )
        )

    @precondition(lambda self: self.referral.state is ReferralState.IN_PROGRESS)
    @rule(presence=st.sampled_from(Presence), session=st.integers(1, 6))
    def attends(self, presence, session):
        number = len(self.attendance)
        record = attended(session, presence, day=self.day)
        self.attendance.append(
            type(record)(
                entry=entry(f"at-{number}", day=self.day),
                person=record.person,
                presence=record.presence,
                source=record.source,
                referral=record.referral,
                session=record.session,
            )
        )

    @invariant()
    def replay_is_the_same(self):
        if self.acts:
            assert self.referral == replay_referral(self.acts)

    @invariant()
    def every_day_of_the_past_can_be_asked_for(self):
        for day in range(self.day + 2):
            on = entry("x", day=day).effective_on
            then = referral_as_of(self.acts, on)
            expected = self.referral.state_on(on) if self.referral else None
            assert expected == (None if then is None else then.state)

    @invariant()
    def what_was_sent_has_a_basis_and_a_word_on_the_hand_over(self):
        if self.referral and any(s.state == "sent" for s in self.referral.stages):
            assert self.referral.basis is not None
            assert self.referral.handover_state is not None

    @invariant()
    def the_conclusion_never_contradicts_the_facts(self):
        if not self.referral:
            return
        as_of = entry("x", day=self.day).effective_on + timedelta(days=1)
        found = conclusion(self.referral, self.attendance, as_of=as_of)
        came = {a.session for a in self.attendance if a.presence.is_present}
        if self.referral.state not in FINISHED:
            assert found.kind is ConclusionKind.OPEN
        elif self.referral.state in {"discarded", "entered_in_error"}:
            assert found.kind is ConclusionKind.VOID
        elif not self.referral.sessions or not came:
            assert found.kind is ConclusionKind.CANCELLED
        elif len(came) < self.referral.sessions:
            assert found.kind is ConclusionKind.ENDED_EARLY
        else:
            assert found.kind is ConclusionKind.COMPLETED
        missed = found.absences
        assert len(self.attendance) == (
            sum(a.presence.is_present for a in self.attendance)
            + missed.acceptable
            + missed.unacceptable
            + missed.logistic
        )


ReferralStream.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None
)
TestReferralStream = ReferralStream.TestCase
