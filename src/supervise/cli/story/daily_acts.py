"""What was seen and said in the story: readings, notes, milestones, tasks and the review.

And what the invented agency asks: how fresh it wants to know things, and when it reviews.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from supervise.casefile import (
    AttentionSettings,
    Expected,
    ExpectedAssessment,
    MoveTask,
    OpenTask,
    TaskAction,
    tasks_born_of,
)
from supervise.cli.story.cast import (
    AVERY,
    OFFICER,
    OPEN_TO_ALL,
    PERSON,
    PLAN,
    SISTER,
    WORKSHOP,
    entry,
)
from supervise.cli.story.later_plan_acts import REVIEWED_ON
from supervise.people import Actor, Role
from supervise.planning import (
    Involvement,
    ReviewAct,
    ReviewAction,
    ReviewRule,
)
from supervise.planning.progress import DosagePolicy, DosageTarget
from supervise.planning.referrals import (
    Escalation,
    ReferralStandard,
    ReferralState,
    StageLimit,
)
from supervise.planning.services import NaturalSupport, Tie
from supervise.records import (
    AnswerSource,
    CaseNote,
    Circumstance,
    FollowUp,
    Milestone,
    Passage,
    Readiness,
    ReadinessRating,
    Reading,
    Recognition,
    Saying,
    Size,
    Voice,
)
from supervise.sources import Source

INVENTED = Source(
    citation="Invented for this story.",
    licence="CC0-1.0",
    population="none",
    checked=date(2026, 11, 22),
)


def reading(number: int, on: date, hours: int, voice: Voice, by: Actor) -> Reading:
    """Hours of work in a week, as somebody read them."""
    return Reading(
        entry=entry(f"reading-{number}", on, by=by, seen_by=OPEN_TO_ALL),
        person=PERSON,
        goal="work",
        value=Decimal(hours),
        unit="hours a week",
        voice=voice,
    )


READINGS = (
    reading(1, date(2026, 3, 6), 0, Voice.PERSON, AVERY),
    reading(2, date(2026, 4, 24), 8, Voice.PROVIDER, WORKSHOP),
    reading(3, date(2026, 5, 8), 12, Voice.PERSON, AVERY),
    reading(4, date(2026, 6, 12), 22, Voice.PERSON, AVERY),
)
RECEIPTS = tuple(
    Reading(
        entry=entry(f"reading-{number}", on),
        person=PERSON,
        goal="bill",
        value=Decimal(left),
        unit="instalments left",
        voice=Voice.RECORD,
    )
    for number, on, left in (
        (5, date(2026, 8, 31), 3),
        (6, date(2026, 11, 27), 0),
    )
)
READY = ReadinessRating(
    entry=entry("readiness-1", date(2026, 1, 9)),
    person=PERSON,
    domain="work",
    stage=Readiness.ACTION,
    voice=Voice.PERSON,
)


def passage(field: str, text: str, saying: Saying = Saying.FACT) -> Passage:
    """One field of a note, filled in."""
    return Passage(field=field, saying=saying, text=text)


EMPLOYER_CALLED = CaseNote(
    entry=entry("note-2026-01-06", date(2026, 1, 6)),
    person=PERSON,
    template="collateral",
    passages=(
        passage(
            "with_whom", "The joinery where Avery worked until the autumn of 2024."
        ),
        passage("basis", "Avery asked that they be called."),
        passage("said", "Came on time for three years; they would have Avery back."),
        passage("view", "A strength to build on.", Saying.OPINION),
    ),
)
HOUSING_NOTE = CaseNote(
    entry=entry("note-2026-06-12", date(2026, 6, 12)),
    person=PERSON,
    template="session",
    passages=(
        passage("checked_in", "Twenty-two hours of work this week."),
        passage("reviewed", "Nothing was heard from the housing association."),
        passage("worked_on", "What to say when asking again."),
        passage("agreed", "The officer asks as well."),
        passage(
            "own_words",
            "I do not mind waiting, but I mind not knowing.",
            Saying.QUOTATION,
        ),
    ),
    about=("room",),
    follow_ups=(
        FollowUp(
            id="ask",
            what="Ask the housing association",
            owner=OFFICER,
            due_on=date(2026, 6, 26),
        ),
    ),
)
(ASKING,) = tasks_born_of(HOUSING_NOTE)
TASK_ACTS: tuple[OpenTask | MoveTask, ...] = (
    ASKING,
    MoveTask(
        entry=entry("task-done", date(2026, 7, 10)),
        task=ASKING.task,
        base=1,
        action=TaskAction.FINISH,
    ),
)
LIVING = (
    Circumstance(
        entry=entry("circumstance-1", date(2026, 1, 5)),
        person=PERSON,
        name="housing",
        value="a room until May",
        source=AnswerSource.PERSON,
    ),
    Circumstance(
        entry=entry("circumstance-2", date(2026, 10, 5)),
        person=PERSON,
        name="housing",
        value="a room of their own",
        source=AnswerSource.PERSON,
        verified_by=OFFICER,
        verified_on=date(2026, 10, 9),
    ),
)
FIRST_WAGE = Milestone(
    entry=entry("milestone-2", date(2026, 5, 15), by=AVERY),
    person=PERSON,
    says="The first wage in fourteen months.",
    size=Size.BIG,
    goal="work",
)
MILESTONES = (
    Milestone(
        entry=entry("milestone-1", date(2026, 3, 2)),
        person=PERSON,
        says="Went through the door of the workshop.",
        goal="work",
    ),
    FIRST_WAGE,
    Recognition(
        entry=entry("recognition-1", date(2026, 5, 15)),
        person=PERSON,
        milestone=FIRST_WAGE.entry.id,
        how="a_word",
        says="Well done; that was your own doing.",
    ),
    Milestone(
        entry=entry("milestone-3", date(2026, 10, 2), by=AVERY),
        person=PERSON,
        says="The keys.",
        size=Size.BIG,
        goal="room",
    ),
)
NETWORK = (
    NaturalSupport(
        id=SISTER.id,
        tie=Tie.FAMILY,
        domains=("family", "work"),
        noted_on=date(2026, 1, 9),
        person_agreed_on=date(2026, 1, 9),
        supporter_agreed_on=date(2026, 2, 8),
    ),
)

# -- the review ------------------------------------------------------------------------

REVIEW_RULE = ReviewRule(
    id="half_yearly",
    source=INVENTED.citation,
    months=6,
    days_before=14,
    days_after=14,
    most_days_put_off=28,
)
REVIEW_ACTS = (
    ReviewAct(
        entry=entry("review-1/schedule", date(2026, 6, 25)),
        review="review-1",
        base=0,
        action=ReviewAction.SCHEDULE,
        plan=PLAN,
        rule=REVIEW_RULE,
        starts_on=date(2026, 6, 25),
        ends_on=date(2026, 7, 23),
    ),
    ReviewAct(
        entry=entry("review-1/start", REVIEWED_ON),
        review="review-1",
        base=1,
        action=ReviewAction.START,
        plan=PLAN,
    ),
    ReviewAct(
        entry=entry("review-1/complete", REVIEWED_ON),
        review="review-1",
        base=2,
        action=ReviewAction.COMPLETE,
        plan=PLAN,
        version=10,
        looked_at=("readings of work", "referral-2", "needs set aside"),
        followed=("revision-11", "revision-12"),
        involved=Involvement.TOOK_PART,
    ),
)

# -- what the invented agency asks ------------------------------------------------------

ATTENTION = AttentionSettings(
    still_after_days=60,
    referrals=ReferralStandard(
        id="four_weeks",
        limits=(
            StageLimit(
                state=ReferralState.SENT,
                days=14,
                escalations=(Escalation(after_days=7, to=Role.SUPERVISOR),),
            ),
        ),
        source=INVENTED,
    ),
    expected=(Expected(name="housing", stale_after_days=120, verified=True),),
    assessments=(ExpectedAssessment(instrument="bc_crna", stale_after_days=365),),
)
DOSAGE = DosagePolicy(
    id="example_hours",
    targets=(DosageTarget(level="medium", hours=Decimal(20)),),
    source=INVENTED,
)
