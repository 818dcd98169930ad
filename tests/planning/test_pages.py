"""The person's page, the officer's page, what a reader is told, and the checklist for leaving."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from supervise.people import Actor, Role, Sensitivity, Visibility
from supervise.planning import (
    AcceptFinding,
    AgreementAction,
    AgreementStanding,
    AgreementState,
    AmendStep,
    AnswerPlan,
    BarrierAction,
    ClosePlan,
    ConditionReason,
    FindBarrier,
    Measure,
    Met,
    MoveBarrier,
    MoveStep,
    NoteStrength,
    RewordGoal,
    SetAsideNeed,
    StepAction,
    StepRef,
    StrengthReason,
    WishReason,
    apply,
    page_for_the_officer,
    page_for_the_person,
    tell,
    transition_checklist,
)
from supervise.planning.goals import WITH_THE_PERSON
from supervise.records import Milestone, Readiness, ReadinessRating, Reading, Voice
from tests.planning.invented import (
    OFFICER,
    PERSON,
    a_goal,
    a_plan,
    a_step,
    entry,
    revision,
)
from tests.planning.test_streams import asked

ON = date(2026, 10, 1)
STAFF = Visibility()
VICTIM = Visibility(sensitivity=Sensitivity.VICTIM)
SUPPORTER = Actor("supporter-004", Role.SUPPORTER)

STORY = (
    NoteStrength(strength="w1", domain="family", says="My sister stands by me"),
    a_goal(
        "g1",
        own_words="I want my own money",
        measure=Measure(unit="interviews a month", target=Decimal(3)),
    ),
    a_step("s1", "g1", text="Ask about evening work", due_on=date(2026, 10, 10)),
    a_step("s2", "g1", text="Get a travel card", by=OFFICER),
    FindBarrier(barrier="b1", kind="transport", says="No bus at night", blocks=("g1",)),
    MoveBarrier(barrier="b1", action="deal_with", step=StepRef(goal="g1", step="s2")),
    a_goal(
        "g2",
        title="I will keep my room",
        area="housing",
        because=(ConditionReason(condition="c1"),),
        after_supervision=True,
    ),
    SetAsideNeed(domain="leisure", assessment="a1", reason="first things first"),
)


def test_the_persons_page_is_theirs():
    """Compared as a whole, so that every word of it was read."""
    plan = apply(
        a_plan(*STORY, a_step("s1", "g2", text="Pay the rent", due_on=ON)),
        revision(
            "r2", 1, AnswerPlan(action=AgreementAction.AGREE, seen=1, words="All right")
        ),
    )

    assert """\
MY PLAN

What I am good at
-----------------
- My sister stands by me

What comes first
----------------
- Pay the rent, by 1 October 2026

What I am working on
--------------------
- I will find regular work, by 1 December 2026
  - In my words: I want my own money
  - How I will know: 3 interviews a month
  - Ask about evening work (I; to do)
  - Get a travel card (my officer; to do)

What is in the way
------------------
- No bus at night: we are dealing with it

When supervision has ended
--------------------------
- I will keep my room, by 1 December 2026
  - Pay the rent (I; to do)

What I say to this plan
-----------------------
- I agree with this plan.
  - In my words: All right
""" == page_for_the_person(plan, on=ON).as_text()


def test_a_goal_that_is_done_or_not_says_so_and_a_sentence_ends_once():
    done = Measure(unit="done", baseline=Decimal(0), target=Decimal(1))
    plan = a_plan(
        a_goal("g1", measure=done),
        a_step("s1", "g1"),
        FindBarrier(
            barrier="b1", kind="cost", says="It costs too much.", blocks=("g1",)
        ),
        MoveBarrier(
            barrier="b1",
            action=BarrierAction.DEAL_WITH,
            step=StepRef(goal="g1", step="s1"),
        ),
    )

    page = page_for_the_person(plan, on=ON).as_text()

    assert "How I will know: it is done\n" in page
    assert "It costs too much: we are dealing with it\n" in page
    assert "It costs too much; blocks g1" in page_for_the_officer(plan, on=ON).as_text()


def test_the_person_reads_how_far_they_have_come_and_what_they_achieved():
    def read(id, value, day, **more):
        about = {"unit": "interviews a month", "voice": Voice.PERSON} | more
        seen_by = about.pop("visibility", WITH_THE_PERSON)
        return Reading(
            entry=entry(id, day=day, visibility=seen_by),
            person=PERSON,
            goal="g1",
            value=Decimal(value),
            **about,
        )

    def achieved(id, says, visibility=WITH_THE_PERSON):
        return Milestone(
            entry=entry(id, day=4, visibility=visibility), person=PERSON, says=says
        )

    measure = Measure(unit="interviews a month", baseline=Decimal(0), target=Decimal(3))
    page = page_for_the_person(
        a_plan(a_goal("g1", measure=measure), a_step("s1", "g1")),
        on=ON,
        readings=(
            read("d1", 1, 1),
            read("d2", 2, 2),
            read("d3", 9, 3, voice=Voice.OFFICER),
            read("d4", 8, 3, unit="interviews a week"),
            read("d5", 7, 3, visibility=STAFF),
        ),
        milestones=(
            achieved("m1", "The first call."),
            achieved("m2", "CANARY", STAFF),
            achieved("m3", "CANARY", VICTIM),
        ),
    ).as_text()

    # The last of their own readings in the unit of the goal that they may see.
    assert "How far I am: from 0 to 2 interviews a month" in page
    assert "What I am proud of\n------------------\n- The first call." in page
    assert "CANARY" not in page


def test_the_officer_sees_how_ready_the_person_is_and_a_way_of_working():
    def rated(id, domain, stage, day):
        return ReadinessRating(
            entry=entry(id, day=day),
            person=PERSON,
            domain=domain,
            stage=stage,
            voice=Voice.PERSON,
        )

    ratings = (
        rated("d1", "work", Readiness.CONTEMPLATION, 1),
        rated("d2", "work", Readiness.ACTION, 3),
        rated("d3", "leisure", Readiness.LAPSE, 3),
    )
    plan = a_plan(a_goal("g1"))

    page = page_for_the_officer(plan, on=ON, ratings=ratings).as_text()

    # The latest of work; leisure is no area of the plan.
    assert "work: action, by the person, 2026-09-04" in page
    assert "help with what stands in the way" in page
    assert "leisure" not in page
    assert "Readiness" not in page_for_the_officer(plan, on=ON).as_text()


def test_what_waits_for_a_barrier_is_not_asked_first():
    plan = a_plan(*STORY)

    lines = page_for_the_person(plan, on=ON).as_text()

    assert "What comes first" not in lines
    ready = apply(
        plan,
        revision("r2", 1, MoveStep(goal="g1", step="s2", action=StepAction.COMPLETE)),
    )
    assert (
        "- Ask about evening work, by 10 October 2026"
        in page_for_the_person(ready, on=ON).as_text()
    )


def test_a_day_that_has_passed_is_no_reproach():
    plan = a_plan(a_goal(), a_step(text="Ring", due_on=date(2026, 9, 20)))

    assert (
        "- Ring, by 20 September 2026 (the day has passed: I can ask for help)"
        in page_for_the_person(plan, on=ON).as_text()
    )


HIDDEN = (
    a_goal("g8", title="CANARY goal", visibility=VICTIM),
    a_step("s8", "g1", text="CANARY step", visibility=STAFF),
    FindBarrier(barrier="b8", kind="safety", says="CANARY barrier", visibility=VICTIM),
    NoteStrength(
        strength="w8", domain="family", says="CANARY strength", visibility=STAFF
    ),
)


def test_nothing_that_the_person_may_not_see_is_on_their_page():
    page = page_for_the_person(a_plan(*STORY, *HIDDEN), on=ON)

    assert "CANARY" not in page.as_text() + page.as_markdown() + repr(page)


def test_a_set_aside_need_is_not_on_the_persons_page():
    assert (
        "first things first" not in page_for_the_person(a_plan(*STORY), on=ON).as_text()
    )


def test_the_officers_page_has_reasons_and_what_stands_in_the_way():
    page = page_for_the_officer(a_plan(*STORY, *HIDDEN), on=ON).as_text()

    assert "need work (example_reentry_screen, a1)" in page
    assert "being cleared: transport" in page
    assert "leisure: first things first" in page
    assert "CANARY goal" in page


def test_the_officers_page_has_every_kind_of_reason_and_what_the_person_answered():
    plan = a_plan(
        NoteStrength(strength="w1", domain="family", says="My sister stands by me"),
        a_goal("g1", because=(StrengthReason(strength="w1"),)),
        a_goal("g2", because=(WishReason(words="I want to cook for a living"),)),
        a_goal("g3", because=(ConditionReason(condition="c1"),)),
    )
    no = AnswerPlan(
        action=AgreementAction.DISAGREE, seen=1, reason="too much", words="Not so fast"
    )

    page = page_for_the_officer(apply(plan, revision("r2", 1, no)), on=ON).as_text()

    assert "area work; because: strength w1" in page
    assert "area work; because: the person's wish: I want to cook for a living" in page
    assert "area work; because: condition c1" in page
    assert "because: too much" in page
    assert "in the person's words: Not so fast" in page


def test_what_is_meant_for_others_is_not_on_the_officers_page():
    others = Visibility(roles=frozenset({Role.SUPERVISOR}))
    plan = a_plan(
        *STORY,
        a_goal("g7", title="CANARY goal", visibility=others),
        a_step("s7", "g1", text="CANARY step", visibility=others),
        FindBarrier(
            barrier="b7", kind="safety", says="CANARY barrier", visibility=others
        ),
        NoteStrength(
            strength="w7", domain="family", says="CANARY strength", visibility=others
        ),
        SetAsideNeed(
            domain="money", assessment="a1", reason="CANARY", visibility=others
        ),
    )

    page = page_for_the_officer(plan, on=ON).as_text()

    assert "CANARY" not in page
    assert "My sister stands by me" in page


def test_a_page_for_the_officer_says_what_is_past():
    late = page_for_the_officer(a_plan(*STORY), on=date(2027, 1, 1)).as_text()

    assert "g1 [active, 2026-12-01 (past)]" in late


@pytest.mark.parametrize(
    ("words", "shown"),
    (
        ("# not a heading", r"- \# not a heading"),
        ("1. not a list", r"- 1\. not a list"),
        ("- not a list", r"- \- not a list"),
        ("a\n\n## b", r"- a \#\# b"),
        ("[x](http://example.test)", r"- \[x\](http://example.test)"),
        ("<b>", r"- \<b\>"),
    ),
)
def test_marks_in_what_somebody_wrote_are_shown_and_not_obeyed(words, shown):
    plan = a_plan(NoteStrength(strength="w1", domain="family", says=words))

    lines = page_for_the_person(plan, on=ON).as_markdown().splitlines()

    assert shown in lines


def test_a_line_break_does_not_begin_a_new_line_of_the_page():
    plan = a_plan(NoteStrength(strength="w1", domain="family", says="a\n- b"))

    assert "- a - b" in page_for_the_person(plan, on=ON).as_text()


# -- telling a difference to a reader ----------------------------------------------------------


def test_a_reader_is_told_the_words_that_they_may_see():
    plan = a_plan(*STORY)
    after = apply(
        plan,
        revision(
            "r2",
            1,
            RewordGoal(goal="g1", title="I will train"),
            a_goal("g3", title="New"),
        ),
    )

    told = tell(plan, after, role=Role.PERSON)

    assert "goal/g1/title: I will find regular work -> I will train" in told
    assert "goal/g3: added: New" in told


def test_a_reader_is_told_nothing_of_what_they_may_not_see():
    plan = a_plan(*STORY, *HIDDEN)
    after = apply(
        plan,
        revision(
            "r2",
            1,
            RewordGoal(goal="g8", title="CANARY again"),
            AmendStep(goal="g1", step="s8", text="CANARY again"),
            a_goal("g9", title="CANARY new", visibility=STAFF),
            SetAsideNeed(domain="money", assessment="a1", reason="CANARY"),
            MoveStep(goal="g1", step="s1", action=StepAction.START),
        ),
    )

    for_the_person = tell(plan, after, role=Role.PERSON)
    for_the_officer = tell(plan, after, role=Role.OFFICER)

    assert [
        "plan/version: 1 -> 2",
        "goal/g1/step/s1/status: not_started -> in_progress",
    ] == list(for_the_person)
    assert any("CANARY again" in line for line in for_the_officer)
    assert () == tell(plan, after, role=Role.RESEARCHER)


def test_an_answer_is_told_to_the_person_and_why_a_plan_was_closed_to_staff_alone():
    plan = a_plan(*STORY)
    answer = AnswerPlan(action=AgreementAction.DISAGREE, seen=1, reason="too much")
    answered = apply(plan, revision("r2", 1, answer))
    closed = apply(answered, revision("r3", 2, ClosePlan(reason="CANARY")))
    accept = AcceptFinding(
        rule="too_long", address="plan", digest="d", reason="CANARY", until=ON
    )

    assert "agreement/reason: nothing -> too much" in tell(
        plan, answered, role=Role.PERSON
    )
    assert "plan/state: current -> closed" in tell(answered, closed, role=Role.PERSON)
    assert not any("CANARY" in t for t in tell(answered, closed, role=Role.PERSON))
    assert "plan/reason: nothing -> CANARY" in tell(answered, closed, role=Role.OFFICER)
    accepted = apply(plan, revision("r2", 1, accept))
    assert ("plan/version: 1 -> 2",) == tell(plan, accepted, role=Role.PERSON)
    assert "accepted/too_long/plan: added" in tell(plan, accepted, role=Role.OFFICER)


def test_what_was_hidden_before_is_not_told_once_it_is_shown():
    hidden = a_plan(a_goal("g1", title="CANARY", visibility=STAFF))
    shown = attrs.evolve(
        hidden,
        goals=(
            attrs.evolve(
                hidden.goals[0],
                title="I will find work",
                visibility=a_goal().visibility,
            ),
        ),
    )

    assert () == tell(hidden, shown, role=Role.PERSON)


# -- leaving -------------------------------------------------------------------------------------


def met(plan, **given):
    return {item.id: item.met for item in transition_checklist(plan, **given)}


AFTER = (
    a_goal("g1", title="I will keep my job", after_supervision=True),
    a_step("s1", "g1", text="Meet on Fridays", by=SUPPORTER),
)
ANSWERED = AgreementStanding(state=AgreementState.AGREED, seen=1)


def test_a_plan_for_life_afterwards_meets_the_whole_list():
    assert {Met.MET} == set(met(a_plan(*AFTER), requests=[], answer=ANSWERED).values())


def test_what_was_not_handed_in_is_not_known():
    found = met(a_plan(*AFTER))

    assert {"requests_answered", "answered"} == {
        id for id, how in found.items() if how is Met.NOT_KNOWN
    }


@pytest.mark.parametrize(
    ("id", "changes"),
    (
        ("goals_concluded", (a_goal("g2"),)),
        ("ways_clear", (FindBarrier(barrier="b1", kind="cost", blocks=("g1",)),)),
        ("steps_handed_over", (a_step("s2", "g1", by=OFFICER),)),
    ),
)
def test_what_is_not_in_place_is_named(id, changes):
    found = met(a_plan(*AFTER, *changes), requests=[], answer=ANSWERED)

    assert {id} == {each for each, how in found.items() if how is Met.NOT_MET}


def test_a_plan_that_ends_with_supervision_has_nothing_for_afterwards():
    found = met(a_plan(), requests=[], answer=ANSWERED)

    assert (Met.NOT_MET, Met.NOT_MET) == (
        found["goals_for_afterwards"],
        found["support"],
    )


def test_a_request_that_waits_and_an_answer_out_of_date_are_named():
    plan = a_plan(*AFTER)
    outdated = AgreementStanding(state=AgreementState.DRAFT, seen=None)

    found = met(plan, requests=[asked()], answer=outdated)

    assert {"requests_answered", "answered"} == {
        id for id, how in found.items() if how is Met.NOT_MET
    }
