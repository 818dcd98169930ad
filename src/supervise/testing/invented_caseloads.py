"""A caseload of people who do not exist, as large as a general one: for tests and trials.

It is the same every time. Assessments, decisions, plans, referrals, sessions and tasks hang
together as the library would have made them; how often anything occurs says nothing about people.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from supervise.casefile import CaseFile
from supervise.histories import Entry
from supervise.instruments import Instrument, score
from supervise.intensity import Decision, Policy, Recommendation, recommend
from supervise.people import Actor, PersonRef, Role
from supervise.planning import AddGoal, AddStep, Change, NeedReason, OpenPlan, Revision
from supervise.planning.referrals import MoveReferral, ReferralAct
from supervise.plugins import Registry
from supervise.records import Assessment
from supervise.testing import invented_help
from supervise.testing.answer_sheets import Filled
from supervise.testing.invented_people import OFFICER
from supervise.testing.subjects import instrument_subject

# A statute's cap for a general caseload in Texas; see the sources in the documentation.
PEOPLE = 60
FIRST_DAY = date(2025, 1, 6)
REASSESSED_AFTER = timedelta(days=182)
MOST_GOALS = 3
INSTRUMENT, POLICY = "bc_crna", "bc_crna_supervision"


def invented_caseload(people: int = PEOPLE) -> tuple[CaseFile, ...]:
    """The case files of so many people, one intake every third day.

    >>> caseload = invented_caseload(3)
    >>> [len(file.assessments) for file in caseload]
    [2, 1, 2]
    """
    registry = Registry.builtin()
    instrument, policy = registry.instrument(INSTRUMENT), registry.policy(POLICY)
    scored = instrument_subject(instrument).scored_forms()
    forms = tuple(islice(scored, 60))
    return tuple(
        _file(number, instrument, policy, forms) for number in range(1, people + 1)
    )


def _file(
    number: int, instrument: Instrument, policy: Policy, forms: tuple[Filled, ...]
) -> CaseFile:
    person = PersonRef(f"invented-person-{number}")
    intake = FIRST_DAY + timedelta(days=3 * number)
    days = [intake, intake + REASSESSED_AFTER] if number % 2 else [intake]
    assessments = tuple(
        Assessment(
            id=f"{person.id}-assessment-{place}",
            person=person,
            sheet=score(
                instrument, forms[(7 * number + place) % len(forms)].answers, on=day
            ),
            assessed_by=OFFICER,
            recorded_at=_at(day, 10),
        )
        for place, day in enumerate(days, 1)
    )
    plan = _plan(person, assessments[0])
    begun = days[0] + timedelta(days=14)
    said = invented_help.note(person, days[0] + timedelta(days=10))
    area = next(each.area for each in plan.changes if isinstance(each, AddGoal))
    acts = invented_help.referral_acts(person, number, area, begun)
    came = invented_help.facts(person, number, area, _first_session(acts))
    return CaseFile(
        person=person,
        assessments=assessments,
        decisions=tuple(_decision(person, policy, each) for each in assessments),
        plan_entries=(plan,),
        referral_acts=acts,
        task_acts=invented_help.task_acts(said, number),
        facts=(said, *came),
    )


def _first_session(acts: tuple[ReferralAct, ...]) -> date | None:
    """The first day on which somebody came; nothing where it has not begun."""
    begun = (each for each in acts if isinstance(each, MoveReferral))
    return next(
        (each.first_attended_on for each in begun if each.first_attended_on), None
    )


def _decision(person: PersonRef, policy: Policy, assessment: Assessment) -> Decision:
    found: Recommendation = recommend(policy, [assessment], on=assessment.sheet.on)
    return Decision(
        id=f"{assessment.id}-decision",
        person=person,
        recommendation=found,
        intensity=found.intensity,
        by=OFFICER,
        on=assessment.sheet.on,
        recorded_at=_at(assessment.sheet.on, 11),
        reason="as recommended",
    )


def _plan(person: PersonRef, assessment: Assessment) -> Revision:
    """The plan that an assessment led to: a goal for each of the first needs, with a step."""
    on = assessment.sheet.on + timedelta(days=7)
    whose = Actor(person.id, Role.PERSON)
    changes: list[Change] = [OpenPlan(person=person, period="first")]
    needs = [need.domain for need in assessment.sheet.needs if need.domain.changeable]
    for place, domain in enumerate(needs[:MOST_GOALS], 1):
        goal = f"goal-{place}"
        reason = NeedReason(
            assessment=assessment.id,
            instrument=assessment.sheet.instrument,
            domain=domain.code,
        )
        changes += [
            AddGoal(
                goal=goal,
                title=f"I will work on {domain.title}",
                area=domain.code,
                because=(reason,),
                proposed_by=whose,
                target_on=on + timedelta(days=120),
            ),
            AddStep(goal=goal, step="step-1", text="talk it over", by=whose),
        ]
    entry = Entry(
        id=f"{person.id}-plan-1",
        actor=OFFICER,
        recorded_at=_at(on, 10),
        effective_on=on,
    )
    return Revision(
        entry=entry, plan=f"{person.id}-plan", base=0, changes=tuple(changes)
    )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)
