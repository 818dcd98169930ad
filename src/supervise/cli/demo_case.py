"""An invented case: nobody's answers, decisions and plan, for the demonstration.

Every act has its date and its author here; nothing is drawn by chance, so that the story is
the same each time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from supervise.histories import Entry
from supervise.intensity import Decision, Direction, Override, Recommendation
from supervise.people import Actor, PersonRef, Role
from supervise.planning import (
    AchievementAction,
    AddGoal,
    AddStep,
    AgreementAction,
    AnswerPlan,
    BarrierAction,
    FindBarrier,
    Measure,
    MoveBarrier,
    MoveStep,
    NeedReason,
    NoteStrength,
    OpenPlan,
    RateGoal,
    Revision,
    SetAsideNeed,
    StepAction,
    StepRef,
    Trigger,
    WishReason,
)
from supervise.records import Assessment, ScoreSheet

PERSON = PersonRef("person-001")
AVERY = Actor("person-001", Role.PERSON)
OFFICER = Actor("officer-07", Role.OFFICER)
SUPERVISOR = Actor("supervisor-02", Role.SUPERVISOR)
ASSESSED_ON = date(2026, 1, 5)
DECIDED_ON = date(2026, 1, 7)
PLANNED_ON = date(2026, 1, 9)
REVIEWED_ON = date(2026, 3, 6)
PERIOD = "2026"
NONE_OF_THESE = dict.fromkeys(
    (
        "weapon_in_current_offence",
        "domestic_abuse_perpetrator",
        "daily_drug_user",
        "prev_aggravated_burglary",
        "prev_arson",
        "prev_criminal_damage_endangering_life",
        "prev_firearms",
        "prev_gbh",
        "prev_homicide",
        "prev_kidnap",
        "prev_robbery",
        "prev_weapons_not_firearms",
    ),
    False,
)
OGRS4_ANSWERS = MappingProxyType(
    {
        **NONE_OF_THESE,
        "date_of_birth": date(1996, 4, 12),
        "sex": "M",
        "sanctions_total": 6,
        "sanctions_violent": 0,
        "age_at_first_sanction": 17,
        "current_sanction_date": date(2025, 12, 15),
        "community_date": date(2025, 12, 15),
        "accommodation_suitability": 1,
        "unemployed": True,
        "partner_relationship_quality": 0,
        "relationship_status": 3,
        "activities_encourage_offending": 1,
        "drug_motivation": 0,
        "chronic_drinking": 0,
        "binge_drinking": 1,
        "impulsivity": 1,
        "temper_control": 0,
        "procriminal_attitudes": 1,
        "offence_category": "Theft (non-motor)",
    }
)
BC_CRNA_ANSWERS = MappingProxyType(
    {
        "family_rating": "A",
        "living_rating": "C",
        "living_comment": "two moves since the spring; the present room is until May",
        "companions_rating": "B",
        "skills_rating": "B",
        "employment_rating": "D",
        "employment_comment": "no work for fourteen months; good references before",
        "finances_rating": "C",
        "finances_comment": "behind with one bill",
        "stability_rating": "B",
        "substances_rating": "B",
        "attitude_rating": "B",
        "overall_needs_rating": "medium",
        "current_convictions": 1,
        "prior_dispositions": 3,
        "prior_supervisions": 2,
        "prior_failures_to_comply": 1,
        "age_at_first_arrest": 2,
        "ever_imprisoned": True,
        "escape_history": False,
        "weapon_use": False,
        "violence_frequency": "low",
        "violence_severity": "low",
        "overall_risk_rating": "high",
        "sources_contacted": "court record; interview; former employer",
    }
)


def moment(day: date) -> datetime:
    """When it was recorded: at four in the afternoon."""
    return datetime.combine(day, time(16), tzinfo=UTC)


def assessment(sheet: ScoreSheet) -> Assessment:
    """A score sheet as recorded in the case."""
    return Assessment(
        id=f"assessment-{sheet.instrument}",
        person=PERSON,
        sheet=sheet,
        assessed_by=OFFICER,
        recorded_at=moment(sheet.on),
    )


def decision(recommendation: Recommendation) -> Decision:
    """What the officer decided, which departs from the recommendation."""
    return Decision(
        id="decision-1",
        person=PERSON,
        recommendation=recommendation,
        intensity=recommendation.policy.scheme["medium"],
        by=OFFICER,
        on=DECIDED_ON,
        recorded_at=moment(DECIDED_ON),
        reason="The record is old; what matters now is work and a place to stay.",
        override=Override(
            direction=Direction.DOWN,
            category="protective_factors",
            reason="A former employer and a sister stand by; no failure to appear since 2023.",
            approver=SUPERVISOR,
            expires=date(2026, 7, 6),
            evidence=("note-2026-01-06",),
        ),
    )


def entry(id: str, on: date, reason: str) -> Entry:
    """Who recorded an act of the plan, when and why."""
    return Entry(
        id=id, actor=OFFICER, recorded_at=moment(on), effective_on=on, reason=reason
    )


WORK = NeedReason(assessment="assessment-bc_crna", instrument="bc_crna", domain="work")
HOUSING = NeedReason(
    assessment="assessment-bc_crna", instrument="bc_crna", domain="housing"
)
FIRST_PLAN = Revision(
    entry=entry("revision-1", PLANNED_ON, "The first plan, made together."),
    plan="plan-1",
    base=0,
    trigger=Trigger.FIRST_PLAN,
    changes=(
        OpenPlan(person=PERSON, period=PERIOD),
        NoteStrength(
            strength="sister",
            domain="family",
            says="My sister looks after the little one when I ask.",
        ),
        AddGoal(
            goal="work",
            title="I will have regular work",
            area="work",
            because=(WORK, WishReason(words="I want to be tired from work again.")),
            proposed_by=AVERY,
            own_words="Something with my hands, and home by six.",
            target_on=date(2026, 6, 1),
            measure=Measure(
                unit="hours a week", baseline=Decimal(0), target=Decimal(20)
            ),
        ),
        AddStep(
            goal="work",
            step="call",
            text="Call the joinery where I worked before",
            by=AVERY,
            due_on=date(2026, 1, 23),
        ),
        AddStep(
            goal="work",
            step="pass",
            text="Get a travel pass for the early bus",
            by=OFFICER,
            due_on=date(2026, 1, 30),
        ),
        AddGoal(
            goal="room",
            title="I will have a room that is mine after May",
            area="housing",
            because=(HOUSING,),
            proposed_by=OFFICER,
            target_on=date(2026, 4, 30),
        ),
        AddStep(
            goal="room",
            step="list",
            text="Put my name on the housing list",
            by=AVERY,
            due_on=date(2026, 2, 13),
        ),
        FindBarrier(
            barrier="bus",
            kind="transport",
            says="The first bus is after the shift begins.",
            blocks=("work",),
        ),
        MoveBarrier(
            barrier="bus",
            action=BarrierAction.DEAL_WITH,
            step=StepRef(goal="work", step="pass"),
        ),
        SetAsideNeed(
            domain="money",
            assessment="assessment-bc_crna",
            reason="One bill; wages will settle it.",
            until=date(2026, 6, 1),
        ),
    ),
)
ANSWERED = Revision(
    entry=entry("revision-2", PLANNED_ON, "The person's answer."),
    plan="plan-1",
    base=1,
    changes=(
        AnswerPlan(
            action=AgreementAction.AGREE, seen=1, words="That is what I want too."
        ),
    ),
)
REVIEWED = Revision(
    entry=entry("revision-3", REVIEWED_ON, "What we saw at the review."),
    plan="plan-1",
    base=2,
    trigger=Trigger.REVIEW,
    changes=(
        MoveStep(goal="work", step="call", action=StepAction.COMPLETE),
        MoveStep(goal="work", step="pass", action=StepAction.COMPLETE),
        MoveBarrier(
            barrier="bus",
            action=BarrierAction.SETTLE,
            how="the pass is for the night bus",
        ),
        RateGoal(
            goal="work",
            action=AchievementAction.RATE_IMPROVING,
            evidence=("reading-2026-03-05",),
        ),
        AddStep(
            goal="work",
            step="trial",
            text="Work the trial fortnight at the joinery",
            by=AVERY,
            due_on=date(2026, 3, 27),
        ),
        AnswerPlan(action=AgreementAction.AGREE_UPDATE, seen=2, words="Good so far."),
    ),
)
