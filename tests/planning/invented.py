"""Invented plans: short ways to say who did what, and random histories."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from supervise.errors import RevisionRefused
from supervise.histories import Entry
from supervise.people import Actor, PersonRef, Role
from supervise.planning import (
    CONCLUSIONS,
    AcceptFinding,
    AchievementAction,
    AddGoal,
    AddStep,
    AgreementAction,
    AmendBarrier,
    AmendStep,
    AnswerPlan,
    BarrierAction,
    BeginPeriod,
    CiteReason,
    ClosePlan,
    ConditionReason,
    DropStrength,
    FindBarrier,
    GoalAction,
    GoalPlace,
    LinkBarrier,
    Measure,
    MeasureGoal,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NeedReason,
    NoteStrength,
    OpenPlan,
    RankGoal,
    RankStep,
    RateGoal,
    ReclassifyGoal,
    Revision,
    RewordGoal,
    ScheduleGoal,
    SetAsideNeed,
    SpaceGoals,
    StepAction,
    StepRef,
    StrengthReason,
    TakeUpNeed,
    TransferPlan,
    WishReason,
    WithdrawAcceptance,
    apply,
)

PERSON = PersonRef("person-001")
AVERY = Actor("person-001", Role.PERSON)
OFFICER = Actor("officer-007", Role.OFFICER)
SUPERVISOR = Actor("supervisor-002", Role.SUPERVISOR)

FIRST_DAY = date(2026, 9, 1)
NEED = NeedReason(assessment="a1", instrument="example_reentry_screen", domain="work")


def entry(id, *, day=0, by=OFFICER, reason="", effective=None, hour=9, **more):
    """An entry of the n-th day after the first."""
    on = FIRST_DAY + timedelta(days=day)
    return Entry(
        id=id,
        actor=by,
        recorded_at=datetime(on.year, on.month, on.day, hour, tzinfo=UTC),
        effective_on=effective or on,
        reason=reason,
        **more,
    )


def revision(id, base, *changes, plan="p1", **about):
    """A revision of the invented plan."""
    return Revision(entry=entry(id, **about), plan=plan, base=base, changes=changes)


def opening(*changes, id="r1", plan="p1", **about):
    """The revision that opens the invented plan."""
    begin = OpenPlan(person=PERSON, period="2026")
    return revision(id, 0, begin, *changes, plan=plan, **about)


def a_goal(goal="g1", **given):
    """A goal to find work, unless said otherwise."""
    about = {
        "title": "I will find regular work",
        "area": "work",
        "because": (NEED,),
        "proposed_by": AVERY,
        "target_on": date(2026, 12, 1),
    }
    return AddGoal(goal=goal, **(about | given))


def a_step(step="s1", goal="g1", **given):
    """A step of a goal."""
    return AddStep(goal=goal, step=step, **({"text": "Ask", "by": AVERY} | given))


def a_plan(*changes):
    """The plan of one revision that opens it and makes these changes."""
    return apply(None, opening(*changes))


# -- random histories -----------------------------------------------------------

GOALS = st.sampled_from(["g1", "g2", "g3"])
STEPS = st.sampled_from(["s1", "s2"])
BARRIERS = st.sampled_from(["b1", "b2"])
STRENGTHS = st.sampled_from(["w1", "w2"])
DOMAINS = st.sampled_from(["work", "housing", "substance"])
WORDS = st.sampled_from(["as we said", "something came up", "it went well"])
DAYS = st.dates(date(2026, 10, 1), date(2027, 3, 1))
RANKS = st.sampled_from([Decimal(n) for n in range(-2, 5)] + [Decimal("0.5")])
REASONS = st.one_of(
    st.builds(
        NeedReason,
        assessment=st.just("a1"),
        instrument=st.just("example_reentry_screen"),
        domain=DOMAINS,
    ),
    st.builds(StrengthReason, strength=STRENGTHS),
    st.builds(ConditionReason, condition=st.sampled_from(["c1", "c2"])),
    st.builds(WishReason, words=WORDS, statement=st.sampled_from(["", "t1"])),
)
MEASURES = st.builds(
    Measure,
    unit=st.just("interviews a month"),
    baseline=st.just(Decimal(0)),
    target=RANKS,
)
STEP_REFS = st.builds(StepRef, goal=GOALS, step=STEPS)

_on_target = {"target_on": DAYS}
_reminded = {"reminder_on": DAYS}
_why = {"reason": WORDS}
_action = st.just
GOAL_MOVES = st.one_of(
    st.builds(MoveGoal, goal=GOALS, action=_action(action), **fields)
    for action, fields in (
        (GoalAction.START, _on_target),
        (GoalAction.PUT_OFF, _reminded),
        (GoalAction.PAUSE, _why),
        (GoalAction.RESUME, _on_target),
        (
            GoalAction.COMPLETE,
            _why | {"achievement": st.sampled_from(sorted(CONCLUSIONS))},
        ),
        (GoalAction.REMOVE, _why),
        (GoalAction.RESTORE_ACTIVE, _why | _on_target),
        (GoalAction.RESTORE_FUTURE, _why | _reminded),
        (GoalAction.REOPEN, _why | _on_target),
        (GoalAction.DISCARD, {}),
    )
)
RATINGS = st.sampled_from(
    sorted(set(AchievementAction) - CONCLUSIONS - {AchievementAction.REOPEN})
)
ANSWERS = st.sampled_from(
    sorted(set(AgreementAction) - {AgreementAction.DRAFT, AgreementAction.NEW_PERIOD})
)


def goal_changes():
    """Changes of goals, many of which some plan refuses."""
    about = {"title": WORDS, "area": DOMAINS, "proposed_by": st.just(AVERY)}
    because = st.lists(REASONS, min_size=1, max_size=2, unique_by=type).map(tuple)
    return st.one_of(
        st.builds(
            AddGoal, goal=GOALS, because=because, rank=RANKS, target_on=DAYS, **about
        ),
        st.builds(AddGoal, goal=GOALS, because=because, reminder_on=DAYS, **about),
        GOAL_MOVES,
        st.builds(RewordGoal, goal=GOALS, title=st.none() | WORDS, own_words=WORDS),
        st.builds(
            ReclassifyGoal,
            goal=GOALS,
            area=st.none() | DOMAINS,
            related_areas=st.none() | st.lists(DOMAINS, max_size=1).map(tuple),
            after_supervision=st.none() | st.booleans(),
        ),
        st.builds(MeasureGoal, goal=GOALS, measure=st.none() | MEASURES),
        st.builds(ScheduleGoal, goal=GOALS, target_on=DAYS),
        st.builds(ScheduleGoal, goal=GOALS, reminder_on=DAYS),
        st.builds(CiteReason, goal=GOALS, reason=REASONS, withdrawn=st.booleans()),
        st.builds(RankGoal, goal=GOALS, rank=RANKS),
        st.builds(
            SpaceGoals,
            places=st.lists(
                st.builds(GoalPlace, goal=GOALS, rank=RANKS),
                min_size=1,
                max_size=3,
                unique_by=lambda place: place.goal,
            ).map(tuple),
        ),
        st.builds(
            RateGoal, goal=GOALS, action=RATINGS, evidence=st.just(("reading-1",))
        ),
    )


def step_changes():
    """Changes of steps."""
    where = {"goal": GOALS, "step": STEPS}
    moves = st.sampled_from(sorted(set(StepAction) - {StepAction.ADD}))
    return st.one_of(
        st.builds(AddStep, text=WORDS, by=st.just(AVERY), rank=RANKS, **where),
        st.builds(
            AmendStep,
            text=st.none() | WORDS,
            by=st.none() | st.just(OFFICER),
            undated=st.booleans(),
            **where,
        ),
        st.builds(AmendStep, due_on=DAYS, **where),
        st.builds(MoveStep, action=moves, reason=WORDS, **where),
        st.builds(RankStep, rank=RANKS, **where),
    )


def other_changes():
    """Changes of barriers, strengths, needs, findings and the plan itself."""
    blocks = st.lists(GOALS, max_size=2).map(tuple)
    moves = st.sampled_from(sorted(set(BarrierAction) - {BarrierAction.FIND}))
    finding = {"rule": st.just("not_dated"), "address": GOALS}
    return st.one_of(
        st.builds(
            FindBarrier, barrier=BARRIERS, kind=st.just("transport"), blocks=blocks
        ),
        st.builds(AmendBarrier, barrier=BARRIERS, says=WORDS),
        st.builds(LinkBarrier, barrier=BARRIERS, goal=GOALS, blocks=st.booleans()),
        st.builds(
            MoveBarrier,
            barrier=BARRIERS,
            action=moves,
            step=st.none() | STEP_REFS,
            how=WORDS,
            reason=WORDS,
        ),
        st.builds(NoteStrength, strength=STRENGTHS, domain=DOMAINS, says=WORDS),
        st.builds(DropStrength, strength=STRENGTHS),
        st.builds(SetAsideNeed, domain=DOMAINS, assessment=st.just("a1"), reason=WORDS),
        st.builds(TakeUpNeed, domain=DOMAINS),
        st.builds(
            AcceptFinding, digest=st.just("d"), reason=WORDS, until=DAYS, **finding
        ),
        st.builds(WithdrawAcceptance, **finding),
        st.builds(TransferPlan, agency=st.sampled_from(["north", "south"])),
        st.builds(BeginPeriod, period=st.sampled_from(["2026", "2027"])),
        st.builds(
            AnswerPlan,
            action=ANSWERS,
            seen=st.integers(1, 4),
            reason=WORDS,
            words=WORDS,
        ),
    )


GOAL_CHANGES = goal_changes()
STEP_CHANGES = step_changes()
OTHER_CHANGES = other_changes()
CLOSING = st.builds(ClosePlan, reason=WORDS)
KINDS = st.integers(0, 20)


@st.composite
def a_change(draw):
    """Any change but opening; closing is rare."""
    kind = draw(KINDS)
    if kind < 8:
        return draw(GOAL_CHANGES)
    if kind < 14:
        return draw(STEP_CHANGES)
    return draw(OTHER_CHANGES if kind < 20 else CLOSING)


CHANGES = a_change()
BATCHES = st.lists(CHANGES, min_size=1, max_size=2)


def changes():
    """Any change but opening; closing is rare."""
    return CHANGES


RICH = (
    a_goal("g1"),
    a_step("s1", "g1"),
    a_goal("g2", because=(ConditionReason(condition="c1"),), area="housing"),
    a_step("s1", "g2"),
    FindBarrier(barrier="b1", kind="transport", blocks=("g1",)),
    NoteStrength(strength="w1", domain="family"),
)


@st.composite
def histories(draw, *, most=12, first=RICH):
    """A history that replays: an opening, then revisions that the plan did not refuse."""
    history = [opening(*first)]
    plan = apply(None, history[0])
    for number in range(draw(st.integers(0, most))):
        batch = draw(BATCHES)
        made = revision(f"r{number + 2}", plan.version, *batch, day=number + 1)
        try:
            plan = apply(plan, made)
        except RevisionRefused:
            continue
        history.append(made)
    return tuple(history)
