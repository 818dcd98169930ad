"""One value of every kind of planning and of the case file, as full as it can be."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import attrs

from supervise.casefile import (
    AttentionSettings,
    CaseFile,
    Expected,
    ExpectedAssessment,
    MoveTask,
    NoteTemplate,
    OpenTask,
    Scope,
    TaskAction,
    TemplateField,
    TimelineEntry,
    coverage,
    quality,
    replay_task,
    state_of,
    summary_of,
    view_of,
)
from supervise.dates import Period
from supervise.histories import Entry, Redaction, Unrecognised
from supervise.needs import CONSIDERABLE, AssessedNeed, Need, StrengthFinding
from supervise.people import Actor, PersonRef, Role, Sensitivity, Visibility
from supervise.planning import (
    AcceptedFinding,
    Alignment,
    ConditionInForce,
    Finding,
    GoalSuggestion,
    HelpGiven,
    Involvement,
    LintReport,
    LintRule,
    LintSettings,
    Measure,
    NeedServed,
    PlanningProfile,
    ProfiledNeed,
    ReadinessForDomain,
    RequestAct,
    RequestAction,
    ReviewAct,
    ReviewAction,
    ReviewRule,
    RoleLimit,
    SigningAct,
    SigningAction,
    SigningPolicy,
    StepRef,
    StepSuggestion,
    Weight,
    WishReason,
    advance_request,
    advance_review,
    advance_signing,
    opening_of,
)
from supervise.planning.progress import (
    DosagePolicy,
    DosageTarget,
    Stagnation,
    SuccessStory,
    dosage,
    milestones_seen,
    progress_of,
    trace,
)
from supervise.planning.referrals import (
    AmendReferral,
    AssignReferral,
    BasisKind,
    Content,
    ContentItem,
    Escalation,
    GoalOutcome,
    HandoverAction,
    MoveHandover,
    MoveReferral,
    PlanSessions,
    PrepareReferral,
    Reached,
    ReferralAction,
    ReferralStandard,
    ReferralState,
    SharingBasis,
    StageLimit,
    Waiting,
    conclusion,
    lapsed,
    parcel,
    replay_referral,
    results_by_service,
)
from supervise.planning.services import (
    Capacity,
    Cost,
    Eligibility,
    EligibilityFact,
    EligibilityRule,
    Format,
    HelpWanted,
    ListedDirectory,
    Location,
    Mode,
    NaturalSupport,
    Opening,
    Organisation,
    Room,
    Seeker,
    Service,
    ServiceStatus,
    Tie,
    UnmetNeed,
    Weekday,
    WhyUnmet,
    match_needs,
)
from supervise.records import (
    AnswerSource,
    Attendance,
    Bond,
    BondRating,
    CaseNote,
    Circumstance,
    CopingWay,
    FollowUp,
    HelpSource,
    Milestone,
    NeedMinutes,
    Passage,
    Presence,
    Readiness,
    ReadinessRating,
    Reading,
    Recognition,
    Retraction,
    Saying,
    Size,
    Statement,
    Substitution,
    Trigger,
    Voice,
)
from supervise.rules import Ref
from supervise.rules.kinds import Kind
from tests.exchange.values import (
    ASSESSMENT,
    DECISION,
    FIRST_REVISION,
    PLAN,
    SECOND_REVISION,
    SOURCE,
    STRIKE,
)

PERSON = PersonRef("person-001")
AVERY = Actor("person-001", Role.PERSON)
OFFICER = Actor("officer-7", Role.OFFICER)
SUPERVISOR = Actor("supervisor-2", Role.SUPERVISOR)
PROVIDER = Actor("org-harbour", Role.PROVIDER)
TREATMENT = Visibility(
    sensitivity=Sensitivity.SUBSTANCE_USE_TREATMENT,
    roles=frozenset({Role.OFFICER, Role.PERSON}),
)
TAKEN_OUT = Redaction(
    legal_reason="Invented Act, s. 9", by=SUPERVISOR, on=date(2026, 3, 30)
)


def entry(id, day=10, *, month=1, by=OFFICER, reason="As we said.", **more):
    return Entry(
        id=id,
        actor=by,
        recorded_at=datetime(2026, month, day, 17, 0, 0, 250_000, tzinfo=UTC),
        effective_on=date(2026, month, day),
        reason=reason,
        **more,
    )


# -- the streams beside a plan: requests, reviews, signing

ASK = RequestAct(
    entry=entry("q1", 9, by=AVERY),
    request="req-1",
    base=0,
    action=RequestAction.ASK,
    plan="plan-1",
    about="goal/g1/target_on",
    words="Give me until summer.",
)
ANSWER = RequestAct(
    entry=entry("q2", 12, reason="July is realistic."),
    request="req-1",
    base=1,
    action=RequestAction.ACCEPT_IN_PART,
    revision="r3",
)
REVIEW_RULE = ReviewRule(
    id="quarterly",
    source="Invented handbook, p. 2",
    months=3,
    days_before=14,
    days_after=7,
    grace_days=5,
    most_days_put_off=30,
)
REVIEW_ACTS = (
    ReviewAct(
        entry=entry("v1", 10),
        review="rev-1",
        base=0,
        action=ReviewAction.SCHEDULE,
        plan="plan-1",
        rule=REVIEW_RULE,
        starts_on=date(2026, 3, 23),
        ends_on=date(2026, 4, 13),
    ),
    ReviewAct(
        entry=entry("v2", 24, month=3, reason="In hospital."),
        review="rev-1",
        base=1,
        action=ReviewAction.EXEMPT,
        until=date(2026, 4, 5),
    ),
    ReviewAct(
        entry=entry("v3", 2, month=4), review="rev-1", base=2, action=ReviewAction.LIFT
    ),
    ReviewAct(
        entry=entry("v4", 7, month=4), review="rev-1", base=3, action=ReviewAction.START
    ),
    ReviewAct(
        entry=entry("v5", 8, month=4),
        review="rev-1",
        base=4,
        action=ReviewAction.COMPLETE,
        version=2,
        looked_at=("goals", "barriers"),
        followed=("r4",),
        involved=Involvement.TOOK_PART,
    ),
)
SIGNING_ACTS = (
    opening_of(PLAN, entry("i1", 11), "sign-1"),
    SigningAct(
        entry=entry("i2", 11),
        signing="sign-1",
        base=1,
        action=SigningAction.SIGN_FOR_COUNTERSIGN,
    ),
    SigningAct(
        entry=entry("i3", 12, by=SUPERVISOR, reason="Agreed."),
        signing="sign-1",
        base=2,
        action=SigningAction.COUNTERSIGN,
    ),
)


def followed(advance, acts):
    value = None
    for act in acts:
        value = advance(value, act)
    return value


REVIEW = followed(advance_review, REVIEW_ACTS)
FINDING = Finding(
    rule=LintRule.TOO_MANY_GOALS,
    address="plan",
    says="nine goals are active",
    evidence=("9", "limit 5"),
    remedy="put some off",
    weight=Weight.SUGGESTION,
)

# -- what a directory lists, and who looks for help

RULES = Eligibility(
    facts=(
        EligibilityFact(name="age", kind=Kind.NUMBER, title="Age"),
        EligibilityFact(name="arson", kind=Kind.YES_NO),
        EligibilityFact(name="status", kind=Kind.CODE, codes=("a", 2)),
    ),
    rules=(
        EligibilityRule(id="adult", says="18 or over", condition=Ref("age") >= 18),
        EligibilityRule(
            id="no_arson",
            says="no conviction of arson: there are open flames",
            condition=~Ref("arson").yes & Ref("status").is_("a"),
            about_record=True,
            citation="Invented handbook, p. 4",
        ),
    ),
)
# Identifiers of the open directory standard are opaque texts, most often UUIDs.
HARBOUR = Organisation(id="d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", name="Harbour Trust")
HALL = Location(
    id="7d68aa08-e1f3-40cc-b82e-9ed1e4e4f1a2",
    name="Old Hall",
    area="north",
    public_transport=True,
    step_free=False,
)
WELDING = Service(
    id="ac148810-d857-441c-9679-408f346de14b",
    organisation=HARBOUR.id,
    name="Welding course",
    needs=("work",),
    status=ServiceStatus.TEMPORARILY_CLOSED,
    eligibility=RULES,
    locations=(HALL.id,),
    areas=("north",),
    modes=(Mode.IN_PERSON, Mode.VIDEO),
    formats=(Format.GROUP,),
    openings=(Opening(day=Weekday.TUESDAY, opens=time(9), closes=time(12, 30)),),
    languages=("en", "cy"),
    cost=Cost(amount=Decimal("5.00"), currency="GBP", per="session"),
    demands=("learning",),
    eases=("child_care",),
    offered=Period("2026-01-01", "2026-12-31"),
    sensitivity=Sensitivity.HEALTH,
)
PLACES = Capacity(
    service=WELDING.id,
    reported_on=date(2026, 1, 9),
    room=Room.WAITING_LIST,
    places=0,
    waiting=4,
    wait_days=21,
)
DIRECTORY = ListedDirectory(
    organisations=(HARBOUR,),
    locations=(HALL,),
    listed=(WELDING,),
    capacities=(PLACES,),
)
SEEKER = Seeker(
    facts={
        "age": 31,
        "arson": False,
        "status": "a",
        "born": date(1995, 2, 1),
        "x": None,
    },
    languages=("en",),
    area="north",
    free_times=(Opening(day=Weekday.TUESDAY, opens=time(8), closes=time(13)),),
    modes=(Mode.IN_PERSON,),
    hard=("reading",),
    barriers=("transport",),
    can_pay=False,
    declined=("another",),
)

# -- a referral from the draft to its end

BASIS = SharingBasis(
    id="consent-1",
    kind=BasisKind.CONSENT,
    recipient=HARBOUR.id,
    purpose="help to find work",
    covers=(Content.NEEDS, Content.GOALS),
    sensitivities=(Sensitivity.STANDARD, Sensitivity.HEALTH),
    given_on=date(2026, 1, 9),
    expires_on=date(2026, 12, 31),
    ended_on=date(2026, 6, 30),
    citation="Invented form 3",
)
GOAL_ITEM = ContentItem(
    content=Content.GOALS, ref="plan-1/g1", sensitivity=Sensitivity.HEALTH
)
PREPARE = PrepareReferral(
    entry=entry("f1"),
    referral="ref-1",
    person=PERSON,
    service=WELDING.id,
    organisation=HARBOUR.id,
    goals=("g1",),
    needs=("work",),
    steps=(StepRef(goal="g1", step="s1"),),
)
HAND_OVER = MoveHandover(
    entry=entry("f2"), referral="ref-1", base=1, action=HandoverAction.OFFER
)
SEND = MoveReferral(
    entry=entry("f3"),
    referral="ref-1",
    base=2,
    action=ReferralAction.SEND,
    basis=BASIS,
    carries=(GOAL_ITEM,),
)
WAITLIST = MoveReferral(
    entry=entry("f4", 11, by=PROVIDER),
    referral="ref-1",
    base=3,
    action=ReferralAction.WAITLIST,
    reason_code="full",
    waiting=Waiting(position=5, expected_on=date(2026, 2, 1)),
)
ACCEPT = MoveReferral(
    entry=entry("f5", 12, by=PROVIDER),
    referral="ref-1",
    base=4,
    action=ReferralAction.ACCEPT,
)
SESSIONS = PlanSessions(
    entry=entry("f6", 12), referral="ref-1", base=5, sessions=2, approved_by=SUPERVISOR
)
ASSIGN = AssignReferral(
    entry=entry("f7", 12), referral="ref-1", base=6, to=Actor("tutor-3", Role.PROVIDER)
)
AMEND = AmendReferral(
    entry=entry("f8", 13), referral="ref-1", base=7, needs=("work", "leisure")
)
START = MoveReferral(
    entry=entry("f9", 14, by=PROVIDER),
    referral="ref-1",
    base=8,
    action=ReferralAction.START,
    first_attended_on=date(2026, 1, 14),
)
END = MoveReferral(
    entry=entry("f10", 28, by=PROVIDER),
    referral="ref-1",
    base=9,
    action=ReferralAction.END,
    outcomes=(GoalOutcome(goal="g1", reached=Reached.PARTLY, says="Half-way."),),
)
REFERRAL_ACTS = (
    PREPARE, HAND_OVER, SEND, WAITLIST, ACCEPT, SESSIONS, ASSIGN, AMEND, START, END,
)  # fmt: skip
REFERRAL = replay_referral(REFERRAL_ACTS)
OPEN_REFERRAL = replay_referral(REFERRAL_ACTS[:-1])
ENDED_BASIS = attrs.evolve(BASIS, ended_on=date(2026, 1, 20))

# -- facts

ATTENDED = Attendance(
    entry=entry("t1", 14, by=PROVIDER),
    person=PERSON,
    presence=Presence.LATE,
    source=HelpSource.COMMUNITY,
    service=WELDING.id,
    referral="ref-1",
    session=1,
    length=50,
    on_needs=(NeedMinutes(domain="work", minutes=30),),
)
ABSENT = Attendance(
    entry=entry("t2", 21, by=PROVIDER),
    person=PERSON,
    presence=Presence.ABSENT_LOGISTIC,
    source=HelpSource.COMMUNITY,
    referral="ref-1",
    session=2,
    reason_code="no_bus",
)
READING = Reading(
    entry=entry("d1", 20, by=AVERY),
    person=PERSON,
    goal="g1",
    value=Decimal("7.50"),
    unit="hours a week",
    voice=Voice.PERSON,
)
FOLLOW_UP = FollowUp(
    id="call", what="Call the workshop", owner=OFFICER, due_on=date(2026, 1, 30)
)
NOTE = CaseNote(
    entry=entry("n1", 20, visibility=TREATMENT),
    person=PERSON,
    template="session",
    passages=(
        Passage(field="agreed", saying=Saying.FACT, text="To call on Friday."),
        Passage(field="own_words", saying=Saying.QUOTATION, text="I will \u2013 soon."),
    ),
    about=("ref-1", "g1"),
    follow_ups=(FOLLOW_UP,),
)
CORRECTED = CaseNote(
    entry=entry("n2", 21),
    person=PERSON,
    template="session",
    passages=(),
    supersedes="n1",
    redaction=TAKEN_OUT,
)
MILESTONE = Milestone(
    entry=entry("m1", 22),
    person=PERSON,
    says="First interview",
    size=Size.BIG,
    goal="g1",
    step="s1",
    domain="work",
)
RECOGNITION = Recognition(
    entry=entry("m2", 23),
    person=PERSON,
    milestone="m1",
    how="letter",
    says="Well done.",
)
SUBSTITUTION = Substitution(
    entry=entry("x1", 21),
    person=PERSON,
    old_referral="ref-0",
    new_referral="ref-1",
    domain="work",
    reason_code="closed",
)
CIRCUMSTANCE = Circumstance(
    entry=entry("c1"),
    person=PERSON,
    name="employment",
    value="part time",
    source=AnswerSource.PERSON,
    verified_by=OFFICER,
    verified_on=date(2026, 1, 11),
)
FACTS = (
    ATTENDED,
    ABSENT,
    READING,
    NOTE,
    CORRECTED,
    MILESTONE,
    RECOGNITION,
    SUBSTITUTION,
    CIRCUMSTANCE,
    BondRating(
        entry=entry("b1"),
        person=PERSON,
        bond=Bond.ALLIANCE,
        scale="invented",
        value=Decimal(4),
        lowest=Decimal(1),
        highest=Decimal(7),
        voice=Voice.OFFICER,
    ),
    ReadinessRating(
        entry=entry("e1"),
        person=PERSON,
        domain="work",
        stage=Readiness.PREPARATION,
        voice=Voice.OFFICER,
    ),
    Retraction(entry=entry("x2", 25), person=PERSON, supersedes="t2"),
    Statement(entry=entry("w1", 6), person=PERSON, words="My mornings.", about="g1"),
    Trigger(
        entry=entry("g1", visibility=TREATMENT),
        person=PERSON,
        domain="substance",
        says="Pay day",
        signs=("restless", "no sleep"),
    ),
    CopingWay(
        entry=entry("g2", visibility=TREATMENT),
        person=PERSON,
        domain="substance",
        trigger="g1",
        says="Calls a friend",
    ),
)

# -- tasks, templates, and the whole file

OPEN_TASK = OpenTask(
    entry=entry("n1/call", 20, visibility=TREATMENT),
    task="n1/call",
    person=PERSON,
    what="Call the workshop",
    owner=OFFICER,
    due_on=date(2026, 1, 30),
    born_of="n1",
)
POSTPONE = MoveTask(
    entry=entry("k2", 29),
    task="n1/call",
    base=1,
    action=TaskAction.POSTPONE,
    due_on=date(2026, 2, 6),
)
HAND_ON = MoveTask(
    entry=entry("k3", 30),
    task="n1/call",
    base=2,
    action=TaskAction.HAND_OVER,
    owner=SUPERVISOR,
    redaction=TAKEN_OUT,
)
CONTACT = TimelineEntry(
    on=date(2026, 1, 15),
    recorded_at=datetime(2026, 1, 15, 9, tzinfo=UTC),
    kind="contact",
    record="contact-1",
    by=OFFICER,
    says="office",
    stream="duty-1",
    version=2,
    visibility=TREATMENT,
)
UNKNOWN = Unrecognised(
    kind="horoscope",
    format=3,
    text='{"kind": "horoscope",  "format": 3, "stars": [1.50, 1e2, "\\u00e9"]}',
)
FILE = CaseFile(
    person=PERSON,
    assessments=(ASSESSMENT,),
    decisions=(DECISION,),
    plan_entries=(FIRST_REVISION, SECOND_REVISION, STRIKE),
    referral_acts=REFERRAL_ACTS,
    task_acts=(OPEN_TASK, POSTPONE, HAND_ON),
    facts=FACTS,
    other=(CONTACT,),
    unrecognised=(UNKNOWN,),
)
AS_OF = date(2026, 1, 31)
# What is computed from a file, from a few records of each sort.
LITTLE = attrs.evolve(
    FILE,
    assessments=(),
    decisions=(),
    facts=(ATTENDED, READING, MILESTONE, CIRCUMSTANCE),
)
STATE = state_of(LITTLE, as_of=AS_OF)
STANDARD = ReferralStandard(
    id="ours",
    limits=(
        StageLimit(
            state=ReferralState.SENT,
            days=7,
            escalations=(Escalation(after_days=3, to=Role.SUPERVISOR),),
        ),
    ),
    source=SOURCE,
)
SETTINGS = AttentionSettings(
    still_after_days=10,
    referrals=STANDARD,
    expected=(
        Expected(name="employment", stale_after_days=5, verified=True, within_days=2),
        Expected(name="housing"),
    ),
    assessments=(ExpectedAssessment(instrument="every_kind", stale_after_days=10),),
)
SUMMARY = summary_of(STATE, SETTINGS)
DOSAGE = DosagePolicy(
    id="hours",
    targets=(
        DosageTarget(level="high", hours=Decimal(200)),
        DosageTarget(level="low", hours=None),
    ),
    strongest=3,
    take_home_minutes=15,
    source=SOURCE,
)

VALUES = {
    "accepted_finding": AcceptedFinding(
        rule="too_many_goals",
        address="plan",
        digest=FINDING.digest,
        reason="All are small.",
        until=date(2026, 6, 1),
        on=date(2026, 1, 10),
    ),
    "agreement": PLAN.agreement,
    "alignment": Alignment(
        needs=(
            NeedServed(
                assessment="a", domain="work", weight=2, goals=("g1",), set_aside=False
            ),
        ),
        goals_without_need=("g2",),
        active_goals=2,
    ),
    "amend_referral": AMEND,
    "assign_referral": ASSIGN,
    "attendance": ATTENDED,
    "attention": SUMMARY.attention[0],
    "attention_settings": SETTINGS,
    "capacity": PLACES,
    "case_file": FILE,
    "case_note": NOTE,
    "case_state": STATE,
    "case_summary": SUMMARY,
    "case_view": view_of(LITTLE, Scope(role=Role.SUPERVISOR), as_of=AS_OF),
    "change_request": followed(advance_request, (ASK, ANSWER)),
    "conclusion": conclusion(REFERRAL, FACTS[:2], as_of=AS_OF),
    "condition_in_force": ConditionInForce(
        id="cond-1",
        needs_support=True,
        supports=("g1",),
        purpose="to stay in work",
        protects=True,
        legal_source="Invented order",
        ends_on=date(2027, 1, 1),
    ),
    "coverage": coverage(STATE),
    "dosage_policy": DOSAGE,
    "dosage_report": dosage(
        FACTS[:2], ("work",), DOSAGE, level="high", since=date(2026, 1, 1), as_of=AS_OF
    ),
    "eligibility": RULES,
    "exemption": REVIEW.exemptions[0],
    "finding": FINDING,
    "goal_progress": progress_of(PLAN.goals[0], (READING,), as_of=AS_OF),
    "goal_suggestion": GoalSuggestion(
        id="try_work",
        source="invented",
        title="I will look for work",
        area="work",
        why="work is the strongest need",
        because=(WishReason(words="I want to work."),),
        steps=(StepSuggestion(text="Ask", by=Role.OFFICER, demands=("transport",)),),
        services=(WELDING.id,),
        measure=Measure(unit="hours", baseline=Decimal(0), target=Decimal("10.0")),
        deals_with=("transport",),
    ),
    "help_given": HelpGiven(
        id="h1",
        area="work",
        goal="g1",
        hours_a_month=4,
        voluntary=True,
        stabilising=True,
    ),
    "lapsed_basis": lapsed((OPEN_REFERRAL,), (ENDED_BASIS,), on=AS_OF)[0],
    "lint_report": LintReport(findings=(FINDING,), accepted=(FINDING,)),
    "lint_settings": LintSettings(
        most_active_goals=3,
        jargon={"utilise": "use"},
        barrier_areas={"transport": frozenset({"work", "health"})},
        hard_for={"literacy": ("reading", "forms")},
    ),
    "listed_directory": DIRECTORY,
    "location": HALL,
    "match_report": match_needs(
        (HelpWanted(domain="work", goals=("g1",)),), DIRECTORY, SEEKER, on=AS_OF
    ),
    "milestone": MILESTONE,
    "milestone_seen": milestones_seen((MILESTONE,), (RECOGNITION,), as_of=AS_OF)[0],
    "move_handover": HAND_OVER,
    "move_referral": SEND,
    "move_task": HAND_ON,
    "natural_support": NaturalSupport(
        id="support-1",
        tie=Tie.MENTOR,
        domains=("work",),
        says="Knows the trade.",
        noted_on=date(2026, 1, 7),
        person_agreed_on=date(2026, 1, 8),
        supporter_agreed_on=date(2026, 1, 9),
        until=date(2026, 9, 1),
    ),
    "note_template": NoteTemplate(
        id="call",
        title="call",
        fields=(
            TemplateField(id="said", title="what was said", saying=Saying.FACT),
            TemplateField(id="v", title="view", saying=Saying.OPINION, required=False),
        ),
    ),
    "open_task": OPEN_TASK,
    "organisation": HARBOUR,
    "parcel": parcel(
        (GOAL_ITEM, ContentItem(content=Content.NOTES, ref="n1")),
        BASIS,
        recipient=HARBOUR.id,
        on=date(2026, 1, 10),
    ),
    "plan_sessions": SESSIONS,
    "planning_profile": PlanningProfile(
        needs=(
            ProfiledNeed(
                assessment="a",
                instrument="every_kind",
                need=AssessedNeed(domain=Need.WORK, severity=CONSIDERABLE, findings=()),
            ),
        ),
        strengths=(StrengthFinding(domain=Need.WORK, item="work", because="Regular"),),
        barriers=("transport",),
        readiness=(ReadinessForDomain(domain="work", stage=Readiness.ACTION),),
        areas=("work",),
    ),
    "prepare_referral": PREPARE,
    "quality_finding": quality(STATE, SETTINGS.expected)[0],
    "referral": REFERRAL,
    "referral_standard": STANDARD,
    "request_act": ASK,
    "review": REVIEW,
    "review_act": REVIEW_ACTS[-1],
    "review_rule": REVIEW_RULE,
    "scope": Scope(
        role=Role.PROVIDER,
        organisation=HARBOUR.id,
        sensitivities=(Sensitivity.STANDARD, Sensitivity.HEALTH),
    ),
    "seeker": SEEKER,
    "service": WELDING,
    "service_result": results_by_service((REFERRAL,), FACTS[:2], as_of=AS_OF)[0],
    "sharing_basis": BASIS,
    "signing": followed(advance_signing, SIGNING_ACTS),
    "signing_act": SIGNING_ACTS[0],
    "signing_policy": SigningPolicy(
        id="counter",
        source="Invented handbook, p. 9",
        countersigned=True,
        limits=(
            RoleLimit(
                action=SigningAction.COUNTERSIGN, roles=frozenset({Role.SUPERVISOR})
            ),
        ),
    ),
    "stagnation": Stagnation(
        goal="g1",
        since=date(2026, 1, 6),
        days=25,
        last_step_on=date(2026, 1, 6),
        last_reading_on=None,
    ),
    "substitution_trace": trace(SUBSTITUTION, FACTS[:2], as_of=AS_OF, days=14),
    "success_story": SuccessStory(
        areas_reached=("work",),
        goals_reached=1,
        milestones=2,
        big_milestones=1,
        years=3,
    ),
    "task": replay_task(FILE.task_acts),
    "timeline_entry": CONTACT,
    "unmet_need": UnmetNeed(
        domain="housing", why=WhyUnmet.BARRIER, goals=("g2",), nearest=(WELDING.id,)
    ),
    **{
        name: each
        for each in FACTS
        for name, kind in (
            ("bond_rating", BondRating),
            ("circumstance", Circumstance),
            ("coping_way", CopingWay),
            ("readiness_rating", ReadinessRating),
            ("reading", Reading),
            ("recognition", Recognition),
            ("retraction", Retraction),
            ("statement", Statement),
            ("substitution", Substitution),
            ("trigger", Trigger),
        )
        if isinstance(each, kind)
    },
}
