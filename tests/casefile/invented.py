"""An invented case: some months of a person's way, as it was recorded."""

from datetime import timedelta
from decimal import Decimal

import attrs

from supervise.casefile import CaseFile, MoveTask, OpenTask, TaskAction, TimelineEntry
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import CONSIDERABLE, SOME, Need, NeedFinding
from supervise.planning import (
    AddGoal,
    AddStep,
    Measure,
    NeedReason,
    OpenPlan,
    Revision,
    StepRef,
)
from supervise.records import (
    AnswerSource,
    Assessment,
    CaseNote,
    Circumstance,
    FollowUp,
    Milestone,
    Passage,
    Reading,
    RecordedWorkings,
    Saying,
    Voice,
)
from tests.referrals.invented import (
    FIRST_DAY,
    OFFICER,
    PERSON,
    attended,
    entry,
    hand_over,
    move,
    prepare,
    sessions,
)
from tests.support.sheets import scale, sheet


def day(number):
    return FIRST_DAY + timedelta(days=number)


def found(domain, severity=SOME):
    return NeedFinding(domain=domain, severity=severity, item="i", because="answered")


def assessment(id, number, score, level, *needs, instrument="example_screen", **more):
    made = sheet(
        instrument,
        day(number),
        scale("total", score=score, level=LOW_MEDIUM_HIGH[level]),
    )
    made = attrs.evolve(made, workings=RecordedWorkings((), tuple(needs), (), ()))
    return Assessment(
        id=id,
        person=PERSON,
        sheet=made,
        assessed_by=OFFICER,
        recorded_at=entry(id, day=number).recorded_at,
        **more,
    )


def goal(id, domain, assessment="a1", *, until=200, **more):
    return AddGoal(
        goal=id,
        title="I will find regular work",
        area=domain,
        because=(
            NeedReason(
                assessment=assessment, instrument="example_screen", domain=domain
            ),
        ),
        proposed_by=OFFICER,
        target_on=day(until),
        **more,
    )


def step(id="s1", goal="g1", **more):
    return AddStep(goal=goal, step=id, text="Ask at the hall", by=OFFICER, **more)


def revision(id, base, *changes, number=2, **more):
    return Revision(
        entry=entry(id, day=number, **more), plan="p1", base=base, changes=changes
    )


def reading(id, number, value, *, voice=Voice.PERSON, goal="g1", **more):
    return Reading(
        entry=entry(id, day=number, **more),
        person=PERSON,
        goal=goal,
        value=Decimal(value),
        unit="applications",
        voice=voice,
    )


def note(id="n1", number=20, *, supersedes="", follow_ups=(), **more):
    return CaseNote(
        entry=entry(id, day=number, **more),
        person=PERSON,
        template="session",
        passages=tuple(
            Passage(field=field, saying=Saying.FACT, text="Talked.")
            for field in ("checked_in", "reviewed", "worked_on", "agreed")
        ),
        about=("ref1",),
        follow_ups=follow_ups,
        supersedes=supersedes,
    )


def circumstance(id, number, value, *, name="employment", source="person", **more):
    return Circumstance(
        entry=entry(id, day=number),
        person=PERSON,
        name=name,
        value=value,
        source=AnswerSource(source),
        **more,
    )


def open_task(task="t1", number=0, *, due=10, id="", **more):
    return OpenTask(
        entry=entry(id or f"{task}-open", day=number, **more),
        task=task,
        person=PERSON,
        what="Call the hall",
        owner=OFFICER,
        due_on=day(due),
    )


def move_task(action, base, number=0, *, task="t1", reason="because", **more):
    given = {"hand_over": {"owner": PROVIDED}, "postpone": {"due_on": day(40)}}
    return MoveTask(
        entry=entry(f"{task}-{base}-{action}", day=number, reason=reason),
        task=task,
        base=base,
        action=TaskAction(action),
        **(given.get(action, {}) | more),
    )


PROVIDED = attrs.evolve(OFFICER, id="officer-009")

OPENING = revision(
    "r1",
    0,
    OpenPlan(person=PERSON, period="2026"),
    goal(
        "g1",
        "work",
        measure=Measure(unit="applications", baseline=Decimal(0), target=Decimal(10)),
    ),
    goal("g2", "substance"),
    step(),
)

REFERRAL_ACTS = (
    prepare(
        day=5, id="ref1-prepare", goals=("g1",), steps=(StepRef(goal="g1", step="s1"),)
    ),
    hand_over("offer", 1, day=5),
    move("send", 2, day=6),
    move("accept", 3, day=9),
    sessions(3, 4, day=9),
    move("start", 5, day=12, first_attended_on=day(12)),
)

CONTACT = TimelineEntry(
    on=day(3),
    recorded_at=entry("c1", day=3).recorded_at,
    kind="contact",
    record="c1",
    by=OFFICER,
    says="office",
)


def a_case(**changed):
    given = {
        "person": PERSON,
        "assessments": (
            assessment(
                "a1",
                0,
                3,
                "high",
                found(Need.WORK, CONSIDERABLE),
                found(Need.SUBSTANCE),
                found(Need.HOUSING),
            ),
            assessment("a2", 90, 1, "low", found(Need.WORK), found(Need.SUBSTANCE)),
        ),
        "plan_entries": (OPENING,),
        "referral_acts": REFERRAL_ACTS,
        "task_acts": (open_task(number=20, due=30),),
        "facts": (
            attended(1, day=12, minutes=30),
            attended(2, "absent_logistic", day=19),
            attended(3, day=26, minutes=45),
            reading("read1", 20, 2),
            reading("read2", 27, 5, voice=Voice.PROVIDER),
            note(
                follow_ups=(
                    FollowUp(id="f1", what="Call", owner=OFFICER, due_on=day(30)),
                )
            ),
            Milestone(entry=entry("m1", day=28), person=PERSON, says="First interview"),
        ),
        "other": (CONTACT,),
    }
    return CaseFile(**(given | changed))
