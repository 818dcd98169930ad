"""A value of every kind that can be exchanged: invented, small, and of every shape."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from supervise.dates import Period
from supervise.errors import Problem, ProblemCode
from supervise.histories import Entry
from supervise.instruments import (
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    Band,
    Blank,
    Change,
    Choice,
    Chosen,
    Coded,
    Day,
    Example,
    Expected,
    Instrument,
    Item,
    Judged,
    LogOdds,
    Points,
    Rule,
    ScaleOf,
    Step,
    Text,
    Whole,
    YesNo,
    bands,
    named,
    one_of,
    score,
    sum_of,
)
from supervise.intensity import (
    Basis,
    Clause,
    Decision,
    Direction,
    Expiry,
    Override,
    OverrideRule,
    Policy,
    Standing,
    at_least,
    at_most,
    coded,
    first,
    highest,
    level_of,
    percent_of,
    recommend,
    silent_if_blank,
    yes_no,
)
from supervise.intensity.inputs import IfBlank
from supervise.levels import LOW_MEDIUM_HIGH, IntensityScheme, LevelScheme
from supervise.needs import (
    CONSIDERABLE,
    SOME,
    STRENGTH,
    AssessedNeed,
    Need,
    NeedFinding,
    StrengthFinding,
)
from supervise.people import Actor, PersonRef, Role, Sensitivity, Visibility
from supervise.planning import (
    AddGoal,
    AddStep,
    AgreementAction,
    AnswerPlan,
    ConditionInForce,
    FindBarrier,
    HelpGiven,
    LintEvidence,
    Measure,
    MoveStep,
    NeedReason,
    NoteStrength,
    OpenPlan,
    RankGoal,
    Revision,
    SetAsideNeed,
    StepAction,
    Strike,
    Trigger,
    WishReason,
    apply,
)
from supervise.records import (
    Answer,
    AnswerSource,
    Assessment,
    NotApplicable,
    Refused,
    Unknown,
)
from supervise.rules import (
    NOTHING,
    ON,
    CodeTable,
    answered,
    cut,
    first_known,
    first_match,
    largest,
    log,
    looked_up,
    mapped,
    matrix,
    months,
    months_after,
    row,
    smallest,
    stated,
    table,
    years,
)
from supervise.rules.tables import by_code, by_range
from supervise.sources import BaseRate, Outcome, Purpose, Source, Validation
from tests.exchange.supervision_values import supervision_values
from tests.records import external

DAY = date(2026, 1, 5)
SOURCE = Source(
    citation="Invented for a test.",
    licence="CC0-1.0",
    population="none",
    checked="2026-01-05",
    url="https://example.invalid/manual",
    notice="No rights are reserved.",
)
OFFICER = Actor("officer-7", Role.OFFICER)
SUPERVISOR = Actor("supervisor-2", Role.SUPERVISOR)

# -- one instrument with every sort of item, scale and row, and every node that it may hold

TABLE = CodeTable(
    "offences.csv", "group", (("100", "theft"), ("200", "harm"), ("300", ""))
)
work = Item(
    "work",
    "What work does the person have?",
    one_of(
        Choice(0, "Regular", shows=STRENGTH),
        Choice(1, "Odd jobs", shows=SOME),
        Choice(2, "None", shows=CONSIDERABLE),
        Choice(9, "Cannot work", covered=False),
    ),
    Need.WORK,
    Change.GOAL_WORTHY,
    number="1",
)
sex = Item("sex", "Recorded sex", one_of(Choice("M"), Choice("F")), person_fact=True)
moved = Item(
    "moved",
    "Moved in the last year?",
    YesNo(yes=2, shows=SOME, blank=Blank(False, "a blank is a no (p. 2)")),
    Need.HOUSING,
    Change.DYNAMIC,
)
sanctions = Item("sanctions", "Sanctions", Whole(1, 99))
born = Item("born", "Date of birth", Day(), person_fact=True)
began = Item("began", "Start", Day())
offence = Item("offence", "Offence", Coded(TABLE, 3))
words = Item("words", "The person's own words", Text(), sensitivity=Sensitivity.HEALTH)
rating = Item("rating", "Rating", one_of(Choice("l", "low"), Choice("h", "high")))

start = named("start", first_known(began, ON), "start of follow-up")
age = named("age", years(born, start))
free = named("free", smallest(36, largest(0, months(start, ON))))
group = looked_up(offence, TABLE)
rate = named("rate", log(sanctions / (age + 1)).when(sanctions >= 2))

POINTS = bands(
    LOW_MEDIUM_HIGH,
    Band(0, 1, "low"),
    Band(2, 3, "medium"),
    Band(4, 4, "high"),
    citation="Invented, p. 3",
)
PERCENTS = bands(
    LOW_MEDIUM_HIGH,
    Band("0.00", "49.99", "low"),
    Band("50.00", "79.99", "medium"),
    Band("80.00", "99.99", "high"),
    citation="Invented, p. 4",
)
ANY = Outcome("any new conviction", months=24)
ODDS = table(
    ("short", "long"),
    row("constant", "-1.50", "-0.25"),
    row((age**2).when(sex.is_("M")), "0.001", None),
    row(rate, "0.10", "2e-7"),
    row(free - 1, None, "0.01"),
    row(moved.yes & ~sex.is_("F") | answered(words), "0.3", "0.3"),
    by_code(
        work,
        {
            0: ("0.1", "0.1"),
            1: ("0.2", None),
            2: ("0.3", "0.3"),
        },
    ),
    by_range(sanctions, (1, 9, ("0.1", "0.1")), (10, 99, ("0.2", "0.2"))),
)
INSTRUMENT = Instrument(
    id="every_kind",
    version="1",
    title="A form with every kind of question",
    purpose=Purpose.SUPERVISION,
    for_whom="nobody",
    not_for="anybody",
    source=SOURCE,
    items=(work, sex, moved, sanctions, born, began, offence, words, rating),
    values=(start, age, free, rate),
    scales=(
        Points(
            "points",
            "Points",
            table=table(("points",), *sum_of("points", work, moved).rows),
            missing=BLANKS_AS_STATED,
            converts=(Step(0, 1, 0), Step(2, 4, 4)),
            bands=POINTS,
            predicts=ANY,
            base_rates=(
                BaseRate(
                    at="low", percent="9.5", outcome=ANY, group="none", source="p. 5"
                ),
            ),
        ),
        LogOdds(
            "short",
            "Short",
            table=ODDS,
            missing=NONE_MAY_BE_MISSING,
            bands=PERCENTS,
            at_most="99.99",
            also_requires=(sex, free),
            basis="static",
        ),
        LogOdds(
            "long",
            "Long",
            table=ODDS,
            missing=NONE_MAY_BE_MISSING,
            bands=PERCENTS,
            at_most="99.99",
        ),
        Judged(
            "judged",
            "Judged",
            item=rating,
            scheme=LOW_MEDIUM_HIGH,
            levels=(("l", "low"), ("h", "high")),
            missing=NONE_MAY_BE_MISSING,
            citation="p. 6",
        ),
        Chosen("best", "Best", first_of=("short", "long"), citation="p. 7"),
    ),
    rules=(
        Rule(
            "born_before",
            born < months_after(began, 3),
            "began before birth",
            about=began,
            remedy="correct a date",
            blocks=("short",),
        ),
        Rule(
            "same_group",
            group.same_as(group),
            "another group",
            about=offence,
            remedy="correct it",
        ),
    ),
    covers=(
        Rule("adult", age >= 18, "younger than 18", about=born, remedy="use another"),
    ),
    limitations=("It is invented.",),
    validation=(
        Validation(sample="none", outcome="none", finding="none", source="none"),
    ),
    examples=(
        Example(
            answers={"work": 2, "moved": True, "rating": "h"},
            on="2026-01-05",
            expects={"points": Expected(4, None, "high", raw=4)},
            source="p. 8",
        ),
    ),
)
CONSUMER = Instrument(
    id="consumer",
    version="1",
    title="Consumer",
    purpose=Purpose.SCREENING,
    for_whom="nobody",
    not_for="anybody",
    source=SOURCE,
    items=(moved,),
    consumes=(ScaleOf("every_kind", "points", "score"),),
    scales=(
        Points(
            "sum",
            "Sum",
            table=table(
                ("sum",), row(ScaleOf("every_kind", "points", "score"), 1, label="p")
            ),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    unvalidated="invented",
)

# -- answers of every kind: right, wrong and absent

ANSWERS = {
    "work": 2,
    "sex": Answer(
        "M", source=AnswerSource.RECORD, rater=OFFICER, on=date(2025, 12, 24)
    ),
    "moved": Refused,
    "sanctions": 1.5,
    "born": date(1980, 2, 29),
    "began": None,
    "offence": Answer(Unknown, source=AnswerSource.PERSON),
    "words": "said \u201cI will\u201d; a\u00f1o\n",
    "rating": NotApplicable,
    "unheard of": (
        1,
        ["two", {"three": 3.0}],
        True,
        datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
    ),
}
SHEET = score(INSTRUMENT, ANSWERS, on=DAY)
ANSWERED = {
    "work": 2,
    "sex": ANSWERS["sex"],
    "moved": True,
    "sanctions": 3,
    "born": date(1980, 2, 29),
    "began": date(2025, 1, 1),
    "offence": "100",
    "words": ANSWERS["words"],
    "rating": "l",
}
COMPLETE = score(INSTRUMENT, ANSWERED, on=DAY)
ASSESSMENT = Assessment(
    id="assessment-1",
    person=PersonRef("person-001"),
    sheet=COMPLETE,
    assessed_by=OFFICER,
    recorded_at=datetime(2026, 1, 5, 16, 0, 0, 125, timezone(-timedelta(hours=7))),
    visibility=Visibility(
        sensitivity=Sensitivity.SUBSTANCE_USE_TREATMENT,
        roles=frozenset({Role.OFFICER, Role.PERSON}),
    ),
)

# -- a policy, what it recommends, and what was decided

CLOSENESS = IntensityScheme(
    "closeness", ("minimum", "medium", "maximum"), titles={"maximum": "Maximum contact"}
)
POINTS_LEVEL = level_of("every_kind", "points", LOW_MEDIUM_HIGH)
PERCENT = percent_of("every_kind", "best", replaceable=("static",))
CUSTODY = yes_no("custody", "In custody", blank=IfBlank(value=False, because="s. 4"))
REGISTER = coded("register", "Register", "none", "one", blank=silent_if_blank("s. 5"))
POLICY = Policy(
    id="by_points",
    version="1",
    title="By points",
    purpose=Purpose.SUPERVISION,
    source=SOURCE,
    in_force=Period("2026-01-01", "2027-12-31"),
    scheme=CLOSENESS,
    inputs=(POINTS_LEVEL, PERCENT, CUSTODY, REGISTER),
    rule=first(
        Clause(
            "custody",
            "In custody",
            says=stated("not_supervised"),
            when=CUSTODY.yes,
            citation="s. 1",
            no_answer="ask the prison",
        ),
        at_most(
            at_least(
                highest(
                    Clause(
                        "points",
                        "Points",
                        says=mapped(
                            POINTS_LEVEL,
                            {"low": "minimum", "medium": "medium", "high": "maximum"},
                        ),
                        citation="s. 2",
                    ),
                    Clause(
                        "matrix",
                        "Points and register",
                        says=matrix(
                            POINTS_LEVEL,
                            REGISTER,
                            tuple(
                                (level, code, "minimum")
                                for level in LOW_MEDIUM_HIGH.codes
                                for code in ("none", "one")
                            ),
                        ),
                        citation="s. 2",
                    ),
                    Clause(
                        "percent",
                        "Percent of the group",
                        says=mapped(
                            cut(PERCENT, "0", "50"), {"0": "minimum", "50": "medium"}
                        ),
                        citation="s. 3",
                    ),
                ),
                Clause(
                    "register",
                    "On a register",
                    says=first_match(
                        (REGISTER.is_("one"), "medium"), otherwise=NOTHING
                    ),
                    citation="s. 5",
                ),
            ),
            Clause("most", "At most", says=stated("maximum"), citation="s. 6"),
        ),
    ),
    standings=(Standing(code="not_supervised", title="Not supervised"),),
    overrides=(
        OverrideRule(
            category="stability",
            title="Stable for long",
            basis=Basis.DISCRETIONARY,
            directions=frozenset({Direction.DOWN, Direction.UP}),
            approvers=frozenset({Role.SUPERVISOR}),
            expiry=Expiry.REQUIRED,
            most_months=12,
            needs_evidence=True,
            citation="s. 7",
        ),
    ),
    example="an invented rule, 2026-01-05",
    limitations=("It is invented.",),
)
RECOMMENDATION = recommend(POLICY, [ASSESSMENT], {"custody": False}, on=DAY)
DECISION = Decision(
    id="decision-1",
    person=PersonRef("person-001"),
    recommendation=RECOMMENDATION,
    intensity=CLOSENESS["medium"],
    by=OFFICER,
    on=DAY,
    recorded_at=datetime(2026, 1, 5, 16, 30, tzinfo=UTC),
    reason="Two quiet years.",
    override=Override(
        direction=Direction.DOWN,
        category="stability",
        reason="Work and home have been stable.",
        approver=SUPERVISOR,
        expires=date(2026, 7, 5),
        evidence=("note-3",),
    ),
)

# -- a plan, by revisions of every sort of change

AVERY = Actor("person-001", Role.PERSON)
ROLES = tuple(Role)


def entry(number, day, by=OFFICER):
    return Entry(
        id=f"r{number}",
        actor=by,
        recorded_at=datetime(2026, 1, day, 17, 0, tzinfo=UTC),
        effective_on=date(2026, 1, day),
        reason="As we said.",
    )


FIRST_REVISION = Revision(
    entry=entry(1, 6),
    plan="plan-1",
    base=0,
    trigger=Trigger.FIRST_PLAN,
    changes=(
        OpenPlan(person=PersonRef("person-001"), period="2026", agency="invented"),
        AddGoal(
            goal="g1",
            title="I will find regular work",
            area="work",
            related_areas=("money",),
            because=(
                NeedReason(
                    assessment="assessment-1", instrument="every_kind", domain="work"
                ),
                WishReason(words="I want my mornings back.", statement="w1"),
            ),
            proposed_by=AVERY,
            own_words="Something with my hands.",
            target_on=date(2026, 6, 1),
            measure=Measure(
                unit="hours a week", baseline=Decimal(0), target=Decimal("22.50")
            ),
        ),
        AddStep(
            goal="g1",
            step="s1",
            text="Ask at the workshop",
            by=AVERY,
            due_on=date(2026, 2, 1),
            demands=("transport",),
        ),
        NoteStrength(strength="st1", domain="work", says="Never late."),
        FindBarrier(barrier="b1", kind="transport", says="No bus.", blocks=("g1",)),
        SetAsideNeed(
            domain="housing",
            assessment="assessment-1",
            reason="Work first.",
            until=date(2026, 4, 1),
        ),
    ),
)
SECOND_REVISION = Revision(
    entry=entry(2, 8),
    plan="plan-1",
    base=1,
    changes=(
        AnswerPlan(action=AgreementAction.AGREE, seen=1, words="Fine by me."),
        MoveStep(goal="g1", step="s1", action=StepAction.START),
        RankGoal(goal="g1", rank=Decimal("0.5")),
    ),
)
PLAN = apply(apply(None, FIRST_REVISION), SECOND_REVISION)
STRIKE = Strike(entry=entry(3, 9), plan="plan-1", base=2, revision="r2")

# -- one value of every kind

FINDING = NeedFinding(domain=Need.WORK, severity=SOME, item="work", because="Odd jobs")
EXTERNAL = external.result(
    external.IDAHO, "2026-01-05", 25, sex="M", more=(external.work("high"),)
)

VALUES = {
    "actor": OFFICER,
    "answer": ANSWERS["sex"],
    "answers": ANSWERS,
    "assessed_need": AssessedNeed(domain=Need.WORK, severity=SOME, findings=(FINDING,)),
    "assessment": ASSESSMENT,
    "bands": POINTS,
    "decision": DECISION,
    "external_result": EXTERNAL,
    "external_tool": EXTERNAL.tool,
    "instrument": INSTRUMENT,
    "intensity": CLOSENESS["maximum"],
    "intensity_scheme": CLOSENESS,
    "level": LOW_MEDIUM_HIGH["medium"],
    "level_scheme": LevelScheme("two", ("less", "more"), titles={"more": "Much more"}),
    "lint_evidence": LintEvidence(
        assessments=(ASSESSMENT,),
        conditions=(
            ConditionInForce(
                id="c1",
                needs_support=True,
                supports=("a reminder",),
                purpose="work",
                legal_source="Order of 2026-01-02, clause 3",
                ends_on=date(2027, 1, 2),
            ),
        ),
        help=(HelpGiven(id="referral-1", area="work", goal="g1", hours_a_month=4),),
        level=LOW_MEDIUM_HIGH["medium"],
        order_ends_on=date(2027, 1, 2),
        statements=1,
    ),
    "need_domain": Need.HOUSING,
    "need_finding": FINDING,
    "person_ref": PersonRef("person-001"),
    "plan": PLAN,
    "policy": POLICY,
    "problem": Problem(
        code=ProblemCode.NOT_ALLOWED,
        where="every_kind",
        item="work",
        says="not a code on the form",
        got="7",
        allowed="0 Regular",
        remedy="give the code",
        blocks=("points",),
        value=7,
    ),
    "recommendation": RECOMMENDATION,
    "revision": FIRST_REVISION,
    "score_sheet": SHEET,
    "source": SOURCE,
    "strike": STRIKE,
    "strength_finding": StrengthFinding(
        domain=Need.WORK, item="work", because="Regular"
    ),
    "visibility": Visibility(sensitivity=Sensitivity.VICTIM),
    **supervision_values(ASSESSMENT),
}
