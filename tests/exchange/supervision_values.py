"""A value of every kind of supervision: invented, small, and of every shape."""

from datetime import date
from fractions import Fraction

from supervise.dates import BusinessCalendar, Period, business_days, days, months, weeks
from supervise.levels import IntensityScheme, LevelScheme
from supervise.monitoring import (
    Absence,
    Alert,
    AlertRule,
    AlertState,
    Almost,
    Anchor,
    Any,
    Appointment,
    By,
    Casework,
    Cell,
    Channel,
    ConditionLibrary,
    ConditionStatus,
    ContactOutcome,
    ContactPreference,
    Count,
    CountedEvent,
    Credit,
    Criterion,
    CustodyCap,
    CustodyCaps,
    Delivery,
    Duty,
    DutyStatus,
    Each,
    EligibilityRule,
    EnforcementLadder,
    Every,
    Explanation,
    Fit,
    FitTerms,
    Handled,
    ImposedBy,
    Initial,
    LadderStep,
    LevelShare,
    MismatchReport,
    Obligation,
    OfWhich,
    Once,
    OnChange,
    Parity,
    Pause,
    PauseMode,
    PublishedCondition,
    RejectedEvent,
    Rejection,
    Reminder,
    ReminderRule,
    RespondedTo,
    Response,
    ResponseGrid,
    ResponseKind,
    Rolling,
    Row,
    ServiceLimit,
    Severity,
    Share,
    Snooze,
    Standard,
    StandardsPack,
    Step,
    Substitute,
    SupervisionCondition,
    SupervisionFit,
    SupervisionRecord,
    TestResult,
    Trigger,
    ViolationDecision,
    ViolationRecommendation,
    Waiver,
)
from supervise.people import Actor, Role
from supervise.rules import (
    Dated,
    Events,
    Happened,
    Held,
    Latest,
    Ref,
    Rounding,
    Since,
    Timeline,
    happened,
)
from supervise.sources import Purpose, Source

OFFICER = Actor("officer-1", Role.OFFICER)
SUPERVISOR = Actor("supervisor-1", Role.SUPERVISOR)
SOURCE = Source(
    citation="Invented.", licence="CC0-1.0", population="none", checked="2026-08-01"
)
START = date(2026, 1, 5)

# -- recorded

CONTACT = happened(
    "c1",
    "contact",
    date(2026, 1, 20),
    recorded=date(2026, 1, 21),
    reference="request-1",
    status="completed",
    method="in_person",
    unannounced=True,
    minutes=25,
    asked_on=date(2026, 1, 12),
)
TEST = happened(
    "t1", "drug_test", date(2026, 1, 26), result=TestResult.NEGATIVE.value, level=0.5
)
TIMELINE = Timeline(
    person="person-001",
    states={
        "supervised": [Dated(value=True, start=START)],
        "level": [
            Dated(value="high", start=START, end=date(2026, 2, 1)),
            # A correction: it began on the same day and was recorded later.
            Dated(value="medium", start=START, recorded=date(2026, 1, 30)),
        ],
        "balance": [Dated(value=120, start=START)],
        "hearing": [Dated(value=date(2026, 3, 2), start=START)],
    },
    dates={"supervision_start": START, "term_end": date(2028, 1, 4)},
    events=[
        CONTACT,
        TEST,
        happened("c2", "contact", date(2026, 1, 22), supersedes="c1"),
    ],
)
WAIVER = Waiver(
    id="w1",
    standard="contacts",
    first=date(2026, 2, 1),
    last=date(2026, 2, 28),
    less=1,
    approver=SUPERVISOR,
    reason="Earned by six good months.",
    recorded=date(2026, 1, 30),
)
CASEWORK = Casework(TIMELINE, (WAIVER,))
CONDITION = SupervisionCondition(
    id="k1",
    kind="curfew",
    purpose="to be at home while the night shift is sought",
    imposed_by=ImposedBy.COURT,
    start=START,
    end=date(2026, 6, 30),
    status=ConditionStatus.PARTLY_SATISFIED,
    supports=("g1",),
)
CREDIT = Credit(
    id="h1", on=date(2026, 1, 24), minutes=180, adjustment="travel counted half"
)
RECOMMENDED = ViolationRecommendation(
    violation="v1",
    response="warning",
    by=OFFICER,
    on=date(2026, 1, 27),
    reason="The first in a year.",
)
DECIDED = ViolationDecision(
    violation="v1",
    response="ride",
    by=SUPERVISOR,
    on=date(2026, 1, 28),
    reason="The bus no longer runs.",
    recommendation=RECOMMENDED,
)
RESPONDED = RespondedTo(
    id="r1",
    event="v1",
    happened_on=date(2026, 1, 26),
    severity="low",
    intensity="close",
    response="ride",
    decided_by=SUPERVISOR,
    decided_on=date(2026, 1, 28),
    reason="The bus no longer runs.",
    recommended_by=OFFICER,
    departs_because="help before a warning",
)
HANDLED = Handled(
    digest="0123456789abcdef",
    resolved=False,
    by=OFFICER,
    on=date(2026, 1, 29),
    reason="Rang; comes on Monday.",
)
SNOOZE = Snooze(
    digest="fedcba9876543210",
    until=date(2026, 2, 9),
    reason="The programme begins then.",
    by=OFFICER,
)

# -- declared

completed = Ref("status").is_("completed")
CONTACTS = Events("contact", completed)
AT_HOME = Events("contact", completed & Ref("place").is_("home"))
PACK = StandardsPack(
    id="every_shape",
    version="2",
    title="Standards of every shape",
    purpose=Purpose.SUPERVISION,
    source=SOURCE,
    in_force=Period("2020-01-01", "2029-12-31"),
    supervised=Ref("supervised").yes,
    states={"supervised": (True, False), "level": ("low", "high"), "away": (0, 1)},
    events={
        "contact": {
            "status": ("completed", "attempted"),
            "place": ("home", "office"),
        },
        "report": {},
        "request": {},
    },
    standards=(
        Standard(
            id="contacts",
            title="Contacts",
            rows=(
                Row(
                    id="high",
                    when=Ref("level").is_("high"),
                    schedule=Each(1, months(1).unit, Anchor.CALENDAR),
                    quota=Count(
                        4,
                        CONTACTS,
                        of_which=(
                            OfWhich(1, AT_HOME),
                            OfWhich(Share("1/2", Rounding.UP), AT_HOME),
                        ),
                        substitutes=(
                            Substitute(
                                Events("report"),
                                Share("1/3", Rounding.DOWN),
                                while_=~Held(Ref("level").is_("high"), months(6)),
                                citation="p. 3",
                            ),
                        ),
                        distinct_days=True,
                    ),
                    citation="p. 2",
                ),
                Row(id="low", citation="p. 2: nothing at low"),
            ),
            pauses=(
                Pause(
                    when=Ref("away").is_(1),
                    mode=PauseMode.EXCUSE,
                    grace=business_days(3, "office_days"),
                    citation="p. 4",
                ),
            ),
            on_change=OnChange.SOFTEN,
            citation="p. 2",
        ),
        Standard(
            id="home",
            title="At home",
            rows=(
                Row(
                    id="all",
                    schedule=Rolling(months(1, month_end=True)),
                    quota=Any((Count(1, AT_HOME), Count(3, CONTACTS))),
                    citation="p. 5",
                ),
            ),
            initial=Initial(
                within=weeks(2), of=AT_HOME, reuse=days(30), citation="p. 5"
            ),
            triggers=(
                Trigger(
                    id="asked",
                    of=Events("request"),
                    within=days(10),
                    answer=Events("report"),
                    per_reference=True,
                    citation="p. 6",
                ),
            ),
            on_change=OnChange.CARRY,
            counts_while_paused=True,
            citation="p. 5",
        ),
        Standard(
            id="plan",
            title="Plan",
            rows=(
                Row(
                    id="all",
                    schedule=Once(days(45)),
                    quota=Every((Count(1, Events("report")), Count(1, CONTACTS))),
                    citation="p. 7",
                ),
            ),
            on_change=OnChange.FRESH,
            citation="p. 7",
        ),
        Standard(
            id="last_report",
            title="Last report",
            rows=(
                Row(
                    id="high",
                    when=Ref("level").is_("high"),
                    schedule=By("term_end", days(30)),
                    quota=Count(1, Events("report")),
                    citation="p. 8",
                ),
                Row(
                    id="low",
                    schedule=Each(
                        1, months(1).unit, Anchor.CALENDAR, parity=Parity.ODD, opens=5
                    ),
                    quota=Count(1, Events("report")),
                    citation="p. 8",
                ),
            ),
            on_change=OnChange.SOFTEN,
            citation="p. 8",
        ),
    ),
    example="invented for a test",
    limitations=("invented",),
)
NO_RESTITUTION = Ref("restitution_owed").yes
ELIGIBILITY = EligibilityRule(
    id="early_end",
    version="1",
    title="Early end",
    purpose=Purpose.SUPERVISION,
    source=SOURCE,
    in_force=Period("2020-01-01"),
    criteria=(
        Criterion(
            id="a_year",
            title="a year",
            when=Since("start", months(12)),
            citation="p. 1",
        ),
        Criterion(
            id="clean",
            title="the last test negative",
            when=Latest(Events("drug_test"), Ref("result").is_("negative")),
            citation="p. 1",
        ),
        Criterion(
            id="paid",
            title="nothing owed",
            when=~NO_RESTITUTION,
            citation="p. 2",
            about_money=True,
            ability_to_pay="able_to_pay",
        ),
    ),
    almost=(Almost(lacking=("a_year",), within_days=30, title="within a month"),),
    example="invented for a test",
)
MISSED = Events("appointment", Ref("outcome").is_("missed"))
ALERT_RULE = AlertRule(
    id="two_missed",
    title="two missed in a month",
    when=Happened(MISSED, 2, days(30)),
    evidence=(MISSED,),
    evidence_days=30,
    severity=Severity.SOON,
    first_response="ask what got in the way",
    ahead_days=7,
    citation="p. 9",
)
GRID = ResponseGrid(
    id="grid",
    version="1",
    title="Grid",
    source=SOURCE,
    severities=LevelScheme("severity", ("low", "serious")),
    intensities=IntensityScheme("closeness", ("light", "close")),
    responses=(
        Response(
            code="ride",
            title="A ride",
            kind=ResponseKind.SUPPORT,
            authority=frozenset({Role.OFFICER, Role.SUPERVISOR}),
        ),
        Response(
            code="warning",
            title="Warning",
            kind=ResponseKind.SANCTION,
            authority=frozenset({Role.SUPERVISOR}),
        ),
    ),
    cells=(
        Cell("low", "light", ("ride",)),
        Cell("low", "close", ("ride",)),
        Cell("serious", "light", ("ride", "warning")),
        Cell("serious", "close", ("warning",)),
    ),
    within=business_days(3, "office_days"),
    incentives_to_sanctions=Fraction(4),
    example="invented for a test",
)
CALENDAR = BusinessCalendar(
    name="office_days",
    version="2026",
    covers=Period("2026-01-01", "2026-12-31"),
    rest_days={5, 6},
    holidays={date(2026, 12, 25), date(2026, 1, 1)},
)

LIBRARY = ConditionLibrary(
    id="conditions",
    version="2",
    title="Conditions",
    source=SOURCE,
    in_force=Period("2026-01-01"),
    conditions=(
        PublishedCondition(
            code="curfew",
            wording="To be at home from [from] to [until].",
            purpose="to be away from where nights go wrong",
            blanks=("from", "until"),
            replaces="home_at_night",
            citation="p. 1",
        ),
        PublishedCondition(
            code="report",
            wording="To come when asked.",
            purpose="to be seen",
            everybody=True,
            citation="p. 2",
        ),
    ),
    example="invented for a test",
)
CAPS = CustodyCaps(
    id="caps",
    version="1",
    title="Caps",
    source=SOURCE,
    in_force=Period("2020-01-01"),
    caps=(
        CustodyCap(nth=1, most_days=15, citation="s. 1"),
        CustodyCap(nth=2, most_days=None, citation="s. 2"),
    ),
    counted_within=months(12),
    most_in_all=90,
    example="invented for a test",
)
TERMS = FitTerms(
    order=("low", "high"),
    state="level",
    standards=("contacts",),
    enough=Fraction(9, 10),
    known_after_days=10,
    service_limits=(ServiceLimit(level="low", most_minutes=600, citation="p. 3"),),
)

LADDER = EnforcementLadder(
    id="ladder",
    version="1",
    title="Ladder",
    source=SOURCE,
    in_force=Period("2026-01-01"),
    outcomes=(
        ContactOutcome(
            code="missed",
            title="Missed",
            attended=False,
            enforceable=True,
            absence=Absence.UNACCEPTABLE,
        ),
    ),
    steps=(
        LadderStep(
            after=1,
            proposes="first_warning",
            first_response="ask what got in the way",
            respond_within=days(10),
            citation="p. 1",
        ),
    ),
    counts_for=months(12),
    example="invented for a test",
)
REMINDER_RULE = ReminderRule(
    id="before",
    days_before=(7, 1),
    channels=(Channel.TEXT_MESSAGE, Channel.LETTER),
    standards=("contacts",),
    citation="p. 1",
)

# -- handed on

REMINDER = Reminder(
    rule="before",
    person="person-001",
    standard="contacts",
    on=date(2026, 3, 5),
    due=date(2026, 3, 12),
    channel=Channel.LETTER,
    language="pl",
)
FIT = SupervisionFit(
    person="person-001",
    first=date(2026, 1, 1),
    last=date(2026, 3, 31),
    recommended="low",
    held="high",
    deliveries=(
        Delivery(
            standard="contacts",
            shares=(
                LevelShare(level="low", met=0, counted=0, requires=False),
                LevelShare(level="high", met=3, counted=3),
            ),
            delivered="high",
            fit=Fit.OVER,
        ),
    ),
    fit=Fit.OVER,
    minutes=700,
    more_services=True,
)
MISMATCH = MismatchReport(
    people=1,
    counts=((Fit.UNDER, 0), (Fit.OVER, 1)),
    under=(),
    over=(FIT,),
    more_services=(FIT,),
    cells=(("contacts", "low", "high", 1),),
    held=(("low", "high", 1),),
)

DUTY = Duty(
    person="person-001",
    standard="home",
    pack="every_shape",
    version="2",
    on=date(2026, 2, 10),
    known=date(2026, 2, 9),
    status=DutyStatus.OVERDUE,
    row="all",
    obligation=Obligation.RECURRING,
    due=date(2026, 1, 31),
    opens=date(2026, 1, 5),
    last_done=date(2026, 1, 5),
    earliest_unmet=date(2026, 1, 1),
    uncovered_since=date(2026, 2, 1),
    partial=True,
    clock_start=START,
    decided_by="1 contact",
    deciding_event="c1",
)
EXPLANATION = Explanation(
    duty=DUTY,
    title="At home",
    citation="p. 5",
    source="Invented.",
    in_force_from=date(2020, 1, 1),
    example="invented for a test",
    requires="1 contact within 1 month of the last time",
    facts=("level is high since 2026-01-05",),
    clock="started on 2026-01-05, with supervision",
    counted=(
        CountedEvent("c1", date(2026, 1, 5), rests_on_it=True, says="met the first"),
    ),
    rejected=(
        RejectedEvent(
            "c2", date(2026, 1, 22), Rejection.DOES_NOT_MATCH, "place is home"
        ),
    ),
    steps=(
        Step(date(2026, 1, 5), "counted from this day (c1)"),
        Step(date(2026, 1, 31), "+ 1 month, to the end of the month"),
    ),
    adjustments=("waiver w1",),
    others=("trigger: 2026-02-20",),
    shortfall="one more",
    calendars=("office_days 2026",),
    changes_on=date(2026, 3, 1),
)
ALERT = Alert(
    rule="two_missed",
    title="two missed in a month",
    person="person-001",
    on=date(2026, 2, 10),
    severity=Severity.SOON,
    state=AlertState.ACKNOWLEDGED,
    since=date(2026, 2, 3),
    expected_on=None,
    owner=Role.OFFICER,
    look_by=None,
    evidence=("m1", "m2"),
    first_response="ask what got in the way",
    citation="p. 9",
    digest="0123456789abcdef",
)


def supervision_values(assessment):
    """A value of every kind; the record holds an assessment that was made elsewhere."""
    return {
        "alert": ALERT,
        "alert_rule": ALERT_RULE,
        "appointment": Appointment(id="a1", on=date(2026, 1, 26), outcome="missed"),
        "business_calendar": CALENDAR,
        "casework": CASEWORK,
        "condition_library": LIBRARY,
        "contact_preference": ContactPreference(
            person="person-001",
            channels=(Channel.LETTER, Channel.TEXT_MESSAGE),
            start=START,
            end=date(2026, 12, 31),
            language="pl",
            recorded=date(2026, 1, 6),
        ),
        "credit": CREDIT,
        "custody_caps": CAPS,
        "duty": DUTY,
        "eligibility_rule": ELIGIBILITY,
        "enforcement_ladder": LADDER,
        "event": CONTACT,
        "explanation": EXPLANATION,
        "fit_terms": TERMS,
        "handled": HANDLED,
        "mismatch_report": MISMATCH,
        "reminder": REMINDER,
        "reminder_rule": REMINDER_RULE,
        "responded_to": RESPONDED,
        "response_grid": GRID,
        "snooze": SNOOZE,
        "standards_pack": PACK,
        "supervision_condition": CONDITION,
        "supervision_record": SupervisionRecord(
            casework=CASEWORK,
            assessments=(assessment,),
            conditions=(CONDITION,),
            credits=(CREDIT,),
            violation_recommendations=(RECOMMENDED,),
            violation_decisions=(DECIDED,),
            responses=(RESPONDED,),
            handled=(HANDLED,),
            snoozed=(SNOOZE,),
        ),
        "timeline": TIMELINE,
        "violation_decision": DECIDED,
        "violation_recommendation": RECOMMENDED,
        "waiver": WAIVER,
    }
