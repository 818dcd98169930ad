"""The plan of the story until February: made, disagreed with, agreed, and changed by two at once.

Every act has its date and its author.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from supervise.cli.story.cast import (
    AVERY,
    COLLEAGUE,
    OFFICER,
    PERSON,
    PLAN,
    entry,
)
from supervise.people import Actor
from supervise.planning import (
    AddGoal,
    AddStep,
    AgreementAction,
    AnswerPlan,
    BarrierAction,
    Change,
    FindBarrier,
    Measure,
    MeasureGoal,
    MoveBarrier,
    MoveStep,
    NeedReason,
    NoteStrength,
    OpenPlan,
    RequestAct,
    RequestAction,
    Revision,
    RewordGoal,
    ScheduleGoal,
    SetAsideNeed,
    StepAction,
    StepRef,
    Trigger,
    WishReason,
)

PLANNED_ON = date(2026, 1, 9)
ASKED_ON = date(2026, 1, 12)
AGREED_ON = date(2026, 1, 16)
PASS_CAME_ON = date(2026, 2, 2)
SAME_DAY = date(2026, 2, 5)
SETTLED_ON = date(2026, 2, 6)

NEEDS_ASSESSMENT = "assessment-bc_crna"
REOFFENDING_ASSESSMENT = "assessment-ogrs4"


def need(domain: str) -> NeedReason:
    """A need that the officer's ratings of January found."""
    return NeedReason(assessment=NEEDS_ASSESSMENT, instrument="bc_crna", domain=domain)


def revision(
    number: int,
    on: date,
    reason: str,
    *changes: Change,
    by: Actor = OFFICER,
    base: int | None = None,
    trigger: Trigger = Trigger.OTHER,
    settles: tuple[str, ...] = (),
) -> Revision:
    """The n-th revision of the plan, made on the version before it unless said otherwise."""
    return Revision(
        entry=entry(f"revision-{number}", on, reason, by=by),
        plan=PLAN,
        base=number - 1 if base is None else base,
        trigger=trigger,
        changes=changes,
        settles=settles,
    )


FIRST_PLAN = revision(
    1,
    PLANNED_ON,
    "The first plan, made together.",
    OpenPlan(person=PERSON, period="2026"),
    NoteStrength(
        strength="sister",
        domain="family",
        says="My sister looks after the little one when I ask.",
        assessment=NEEDS_ASSESSMENT,
        instrument="bc_crna",
    ),
    AddGoal(
        goal="work",
        title="I will have regular work",
        area="work",
        because=(need("work"), WishReason(words="I want to be tired from work again.")),
        proposed_by=AVERY,
        own_words="Something with my hands, and home by six.",
        target_on=date(2026, 6, 1),
        measure=Measure(
            unit="hours a week",
            baseline=Decimal(0),
            target=Decimal(20),
            read_from="what Avery says, and the workshop",
        ),
    ),
    AddStep(
        goal="work",
        step="call",
        text="Call the three joineries in town",
        by=AVERY,
        due_on=date(2026, 2, 13),
    ),
    AddGoal(
        goal="room",
        title="I will live in the hostel from April",
        area="housing",
        because=(need("housing"),),
        proposed_by=OFFICER,
        target_on=date(2026, 4, 30),
    ),
    AddStep(
        goal="room",
        step="hostel",
        text="Put my name down at the hostel",
        by=AVERY,
        due_on=date(2026, 1, 23),
    ),
    FindBarrier(
        barrier="bus",
        kind="transport",
        says="The first bus is after the shift begins.",
        blocks=("work",),
    ),
    SetAsideNeed(
        domain="money",
        assessment=NEEDS_ASSESSMENT,
        reason="One bill; wages will settle it.",
        until=date(2026, 6, 1),
    ),
    *(
        SetAsideNeed(
            domain=domain,
            assessment=REOFFENDING_ASSESSMENT,
            reason="Work and a room come first. We look again in December.",
            until=date(2026, 12, 31),
        )
        for domain in ("attitudes", "leisure", "substance", "thinking")
    ),
    trigger=Trigger.FIRST_PLAN,
)
NOT_AGREED = revision(
    2,
    PLANNED_ON,
    "",
    AnswerPlan(
        action=AgreementAction.DISAGREE,
        seen=1,
        reason="The hostel is across town from the little one's school.",
        words="Work, yes. The hostel, no: I would see my little one once a month.",
    ),
)
ASKED = RequestAct(
    entry=entry("request-1/ask", ASKED_ON, by=AVERY),
    request="request-1",
    base=0,
    action=RequestAction.ASK,
    plan=PLAN,
    about="goal/room",
    words="A room near my sister's instead of the hostel.",
)
GRANTED = RequestAct(
    entry=entry("request-1/accept", AGREED_ON, "The school decides it."),
    request="request-1",
    base=1,
    action=RequestAction.ACCEPT,
    plan=PLAN,
    revision="revision-3",
)
AS_AVERY_ASKED = revision(
    3,
    AGREED_ON,
    "As Avery asked; and a way to the early shift.",
    RewordGoal(
        goal="room",
        title="I will have a room near my sister's",
        own_words="So that I can bring the little one to school.",
    ),
    MeasureGoal(
        goal="room",
        measure=Measure(unit="done", baseline=Decimal(0), target=Decimal(1)),
    ),
    ScheduleGoal(goal="room", target_on=date(2026, 10, 31)),
    MoveStep(
        goal="room",
        step="hostel",
        action=StepAction.DROP,
        reason="Avery does not want it, and says why.",
    ),
    AddStep(
        goal="room",
        step="list",
        text="Put my name on the list of the housing association",
        by=AVERY,
        due_on=date(2026, 2, 13),
    ),
    AddStep(
        goal="work",
        step="pass",
        text="Get a travel pass for the night bus",
        by=OFFICER,
        due_on=date(2026, 1, 30),
    ),
    MoveBarrier(
        barrier="bus",
        action=BarrierAction.DEAL_WITH,
        step=StepRef(goal="work", step="pass"),
    ),
    trigger=Trigger.REQUEST,
)
AGREED = revision(
    4,
    AGREED_ON,
    "",
    AnswerPlan(action=AgreementAction.AGREE_UPDATE, seen=3, words="That I can sign."),
)
PASS_CAME = revision(
    5,
    PASS_CAME_ON,
    "The pass has come.",
    MoveStep(goal="work", step="pass", action=StepAction.COMPLETE),
    MoveBarrier(
        barrier="bus",
        action=BarrierAction.SETTLE,
        how="The night bus reaches town before the shift.",
    ),
    trigger=Trigger.PROGRESS,
)
UNTIL_THE_MEETING = (FIRST_PLAN, NOT_AGREED, AS_AVERY_ASKED, AGREED, PASS_CAME)

# -- two officers at the same time, on the same version --------------------------------

OFFICERS_OWN = revision(
    6,
    SAME_DAY,
    "Avery has begun to call.",
    MoveStep(goal="work", step="call", action=StepAction.START),
    ScheduleGoal(goal="work", target_on=date(2026, 8, 1)),
    trigger=Trigger.PROGRESS,
)
COLLEAGUES_OWN = revision(
    7,
    SAME_DAY,
    "What Avery said on the telephone.",
    ScheduleGoal(goal="work", target_on=date(2026, 5, 1)),
    FindBarrier(
        barrier="mornings",
        kind="child_care",
        says="Nobody is there for the little one before seven.",
        blocks=("work",),
    ),
    MoveStep(goal="room", step="list", action=StepAction.COMPLETE),
    by=COLLEAGUE,
    base=5,
    trigger=Trigger.PROGRESS,
)
SETTLED = revision(
    8,
    SETTLED_ON,
    "Talked over with Avery: the date, and the mornings.",
    ScheduleGoal(goal="work", target_on=date(2026, 7, 1)),
    AddStep(
        goal="work",
        step="mornings",
        text="Ask my sister about the mornings",
        by=AVERY,
        due_on=date(2026, 2, 20),
    ),
    MoveBarrier(
        barrier="mornings",
        action=BarrierAction.DEAL_WITH,
        step=StepRef(goal="work", step="mornings"),
    ),
    trigger=Trigger.MERGE,
    settles=("revision-6", "revision-7"),
)
