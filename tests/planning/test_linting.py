"""The linter is silent on a plan that follows all rules; each rule speaks where just it is broken.

The rules, and the guards against speaking wrongly, are those of section 6 of the notes.
"""

import pickle
from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import CONSIDERABLE, SOME
from supervise.planning import (
    PLAIN_ENGLISH,
    AchievementAction,
    AgreementAction,
    AmendStep,
    AnswerPlan,
    CiteReason,
    ConditionInForce,
    ConditionReason,
    DropStrength,
    FindBarrier,
    GoalAction,
    HelpGiven,
    LinkBarrier,
    LintEvidence,
    LintRule,
    LintSettings,
    Measure,
    MeasureGoal,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NeedReason,
    NoteStrength,
    RewordGoal,
    SetAsideNeed,
    StepAction,
    StepRef,
    Weight,
    WithdrawAcceptance,
    accepting,
    apply,
    boilerplate,
    lint,
)
from tests.planning.invented import OFFICER, a_goal, a_plan, a_step, opening, revision
from tests.planning.sheets import an_assessment

ON = date(2026, 10, 1)
SETTINGS = LintSettings(jargon=PLAIN_ENGLISH)
INTERVIEWS = Measure(
    unit="interviews a month",
    baseline=Decimal(0),
    target=Decimal(3),
    read_from="the person",
)
WORK = NeedReason(assessment="a1", instrument="example_screen", domain="work")
GOOD = (
    NoteStrength(strength="w1", domain="family", says="My sister helps me"),
    a_goal(
        "g1",
        because=(WORK,),
        measure=INTERVIEWS,
        own_words="I want my own money",
    ),
    a_step("s1", "g1"),
    a_step("s2", "g1", by=OFFICER),
)
CONDITION = ConditionInForce(
    id="c1",
    needs_support=True,
    supports=("reminder",),
    purpose="work",
    legal_source="invented act, s. 2",
)
ENDED = attrs.evolve(CONDITION, id="c0", ends_on=date(2026, 9, 1))
EVIDENCE = LintEvidence(
    assessments=(an_assessment("a1", work=CONSIDERABLE, history=CONSIDERABLE),),
    conditions=(CONDITION, ENDED),
    level=LOW_MEDIUM_HIGH["medium"],
    order_ends_on=date(2027, 9, 1),
)


def found(*changes, plan=None, evidence=EVIDENCE, on=ON, settings=SETTINGS):
    """The findings on the good plan with some changes."""
    plan = plan or a_plan(*GOOD)
    if changes:
        plan = apply(plan, revision("r2", plan.version, *changes))
    return lint(plan, evidence, on=on, settings=settings).findings


def rules(*changes, **about):
    return [finding.rule for finding in found(*changes, **about)]


def test_a_plan_that_follows_all_rules_is_met_with_silence():
    assert [] == rules()


# One change, or one piece of evidence, breaks one rule.
MORE_GOALS = tuple(
    change
    for id in ("g2", "g3", "g4")
    for change in (a_goal(id, because=(WORK,), measure=INTERVIEWS), a_step("s1", id))
)
BREAKING = {
    LintRule.NEED_WITHOUT_GOAL: {
        "assessments": (an_assessment("a1", work=SOME, substance=SOME),)
    },
    LintRule.NEED_NOT_KNOWN: {
        "assessments": (an_assessment("a1", work=SOME, unanswered=("substance",)),)
    },
    LintRule.EVIDENCE_SUPERSEDED: {
        "assessments": (
            an_assessment("a1", work=CONSIDERABLE),
            an_assessment("a2", on=date(2026, 9, 20), work=SOME),
        )
    },
    LintRule.DATE_AFTER_ORDER: {"order_ends_on": date(2026, 11, 1)},
    LintRule.CONDITION_WITHOUT_SUPPORT: {
        "conditions": (attrs.evolve(CONDITION, supports=()),)
    },
    LintRule.CONDITION_WITHOUT_PURPOSE: {
        "conditions": (attrs.evolve(CONDITION, purpose="leisure"),)
    },
    LintRule.LOW_RISK_INTENSIVE: {
        "level": LOW_MEDIUM_HIGH["low"],
        "help": (HelpGiven(id="s1", area="thinking", hours_a_month=8),),
    },
    LintRule.CONDITION_ENDED: [
        CiteReason(goal="g1", reason=ConditionReason(condition="c0")),
        CiteReason(goal="g1", reason=WORK, withdrawn=True),
    ],
    LintRule.PART_MISSING: {"level": None},
    LintRule.NOT_MEASURABLE: [
        MeasureGoal(goal="g1", measure=attrs.evolve(INTERVIEWS, target=None))
    ],
    LintRule.NO_FIRST_STEP: [
        MoveStep(goal="g1", step=id, action=StepAction.DROP, reason="so")
        for id in ("s1", "s2")
    ],
    LintRule.BARRIER_UNADDRESSED: [
        FindBarrier(barrier="b1", kind="transport", blocks=("g1",))
    ],
    LintRule.BARRIER_PERHAPS_RELATED: [FindBarrier(barrier="b1", kind="transport")],
    LintRule.TOO_MANY_GOALS: list(MORE_GOALS),
    LintRule.JARGON: [RewordGoal(goal="g1", title="I will commence prosocial work")],
    LintRule.LONG_SENTENCE: [
        AmendStep(goal="g1", step="s1", text=" ".join(["ask"] * 21))
    ],
    LintRule.AGAINST_RESPONSIVITY: [
        AmendStep(goal="g1", step="s1", demands=("learning",)),
        FindBarrier(barrier="b1", kind="literacy"),
    ],
    LintRule.NOTHING_FROM_THE_PERSON: [RewordGoal(goal="g1", own_words="")],
    LintRule.NO_STRENGTH: [DropStrength(strength="w1")],
}
LATE = date(2026, 12, 2)
BESIDES = {
    # An unlinked literacy barrier may stand in the way of work, which is worth a look too.
    LintRule.AGAINST_RESPONSIVITY: [LintRule.BARRIER_PERHAPS_RELATED],
}


@pytest.mark.parametrize("rule", BREAKING, ids=str)
def test_each_rule_speaks_on_the_plan_that_breaks_just_it(rule):
    broken = BREAKING[rule]
    if isinstance(broken, dict):
        spoken = rules(evidence=attrs.evolve(EVIDENCE, **broken))
    else:
        spoken = rules(*broken)

    assert {rule, *BESIDES.get(rule, [])} == set(spoken)


def test_a_date_that_has_passed_is_found():
    assert [LintRule.DATE_PAST] == rules(on=LATE)


def test_every_rule_has_a_plan_that_breaks_it():
    assert set(LintRule) == {*BREAKING, LintRule.DATE_PAST, LintRule.BOILERPLATE}


def test_a_finding_says_where_what_on_which_evidence_and_what_helps():
    [finding] = found(FindBarrier(barrier="b1", kind="transport", blocks=("g1",)))

    assert (
        "barrier/b1: barrier_unaddressed: it blocks a goal, and no step deals with it "
        "(transport, g1); agree on a step that deals with it first"
    ) == str(finding)


def test_a_goal_whose_condition_ended_but_which_is_wanted_is_not_spoken_of():
    cited = CiteReason(goal="g1", reason=ConditionReason(condition="c0"))

    assert [] == rules(cited)


@pytest.mark.parametrize(("ends_on", "spoken"), ((ON, 0), (ON - timedelta(1), 1)))
def test_a_condition_counts_on_its_last_day(ends_on, spoken):
    evidence = attrs.evolve(
        EVIDENCE, conditions=(attrs.evolve(CONDITION, ends_on=ends_on),)
    )
    changes = (
        CiteReason(goal="g1", reason=ConditionReason(condition="c1")),
        CiteReason(goal="g1", reason=WORK, withdrawn=True),
    )

    assert spoken == rules(*changes, evidence=evidence).count(LintRule.CONDITION_ENDED)


# -- guards against speaking wrongly -----------------------------------------------------


def test_history_asks_for_no_goal():
    evidence = attrs.evolve(
        EVIDENCE, assessments=(an_assessment("a1", work=SOME, history=CONSIDERABLE),)
    )

    assert [] == rules(evidence=evidence)


def test_what_is_found_hard_shapes_help_and_asks_for_no_goal():
    evidence = attrs.evolve(
        EVIDENCE, assessments=(an_assessment("a1", work=SOME, learning=SOME),)
    )

    assert [] == rules(evidence=evidence)


@pytest.mark.parametrize(
    ("until", "spoken"),
    (
        (None, []),
        (date(2026, 10, 1), []),
        (date(2026, 9, 30), [LintRule.NEED_WITHOUT_GOAL]),
    ),
)
def test_a_need_set_aside_is_left_alone_until_its_date(until, spoken):
    evidence = attrs.evolve(
        EVIDENCE, assessments=(an_assessment("a1", work=SOME, substance=SOME),)
    )
    aside = SetAsideNeed(
        domain="substance", assessment="a1", reason="work first", until=until
    )

    assert spoken == rules(aside, evidence=evidence)


def test_a_goal_that_also_works_on_a_need_serves_it():
    evidence = attrs.evolve(
        EVIDENCE, assessments=(an_assessment("a1", work=SOME, leisure=SOME),)
    )
    leisure = NeedReason(assessment="a1", instrument="example_screen", domain="leisure")

    assert [] == rules(CiteReason(goal="g1", reason=leisure), evidence=evidence)


@pytest.mark.parametrize(
    ("assessed_on", "spoken"),
    ((date(2026, 8, 1), []), (date(2026, 9, 20), [LintRule.NEED_WITHOUT_GOAL])),
)
def test_a_goal_completed_since_the_assessment_served_its_need(assessed_on, spoken):
    evidence = attrs.evolve(
        EVIDENCE,
        assessments=(
            an_assessment("a1", on=assessed_on, work=SOME, substance=SOME),
            an_assessment("a9", instrument="other", on=date(2026, 7, 1)),
        ),
    )
    plan = a_plan(
        *GOOD,
        a_goal("g2", area="substance", measure=INTERVIEWS),
        MoveGoal(
            goal="g2",
            action=GoalAction.COMPLETE,
            achievement=AchievementAction.CONCLUDE_FULL,
        ),
    )

    assert spoken == rules(plan=plan, evidence=evidence)


def test_an_agency_can_ask_for_goals_only_on_the_gravest_needs():
    evidence = attrs.evolve(
        EVIDENCE, assessments=(an_assessment("a1", work=CONSIDERABLE, leisure=SOME),)
    )
    gravest = attrs.evolve(SETTINGS, least_severity=1)

    assert [] == rules(evidence=evidence, settings=gravest)


def test_nobody_knows_the_needs_without_an_assessment():
    [finding] = found(evidence=attrs.evolve(EVIDENCE, assessments=()))

    assert (LintRule.NEED_NOT_KNOWN, Weight.UNKNOWN) == (finding.rule, finding.weight)


@pytest.mark.parametrize(
    ("severity", "weight"),
    ((CONSIDERABLE, Weight.NOTICE), (SOME, Weight.FINDING)),
)
def test_a_later_assessment_that_found_the_same_is_only_a_notice(severity, weight):
    evidence = attrs.evolve(
        EVIDENCE,
        assessments=(
            an_assessment("a1", work=CONSIDERABLE),
            an_assessment("a2", on=date(2026, 9, 20), work=severity),
        ),
    )

    assert [weight] == [finding.weight for finding in found(evidence=evidence)]


def test_a_cited_assessment_that_nobody_handed_in_is_not_called_the_older_one():
    """The one at hand may be the older: which it is, is unknown."""
    evidence = attrs.evolve(
        EVIDENCE, assessments=(an_assessment("a0", work=CONSIDERABLE),)
    )

    [finding] = found(evidence=evidence)

    assert (LintRule.EVIDENCE_SUPERSEDED, Weight.UNKNOWN) == (
        finding.rule,
        finding.weight,
    )
    assert ("a1", "a0", "work") == finding.evidence
    assert "not at hand" in finding.says


def test_a_goal_that_cites_the_later_assessment_too_is_up_to_date():
    evidence = attrs.evolve(
        EVIDENCE,
        assessments=(
            an_assessment("a1", work=CONSIDERABLE),
            an_assessment("a2", on=date(2026, 9, 20), work=SOME),
        ),
    )
    later = attrs.evolve(WORK, assessment="a2")

    assert [] == rules(CiteReason(goal="g1", reason=later), evidence=evidence)


def test_a_goal_that_is_done_or_not_needs_no_readings():
    done = Measure(unit="done", baseline=Decimal(0), target=Decimal(1))

    assert [] == rules(MeasureGoal(goal="g1", measure=done))


def test_a_plan_without_any_measure_lacks_a_part():
    spoken = found(MeasureGoal(goal="g1"))

    assert [("measures",), ("no measure",)] == [each.evidence for each in spoken]


@pytest.mark.parametrize(
    ("given", "lacking"),
    (
        ({"baseline": None}, "no baseline"),
        ({"target": None}, "no target"),
        ({"target": Decimal(0)}, "target is the baseline"),
        ({"read_from": ""}, "no source of readings"),
    ),
)
def test_a_measure_that_lacks_something_says_what(given, lacking):
    measure = attrs.evolve(INTERVIEWS, **given)

    [finding] = found(MeasureGoal(goal="g1", measure=measure))

    assert (lacking,) == finding.evidence


def test_a_paused_goal_is_not_late():
    pause = MoveGoal(goal="g1", action=GoalAction.PAUSE, reason="in hospital")
    goal = a_goal("g2", because=(WORK,), measure=INTERVIEWS)
    plan = a_plan(*GOOD, pause, goal, a_step("s1", "g2", by=OFFICER))

    late = [f.address for f in found(plan=plan, on=LATE)]

    assert ["goal/g2/target_on"] == late


def test_a_reminder_that_has_passed_is_found():
    future = a_goal(
        "g2", because=(WORK,), target_on=None, reminder_on=date(2026, 9, 30)
    )

    assert ["goal/g2/reminder_on"] == [f.address for f in found(future)]


def test_a_goal_for_afterwards_may_have_a_date_after_the_order():
    evidence = attrs.evolve(EVIDENCE, order_ends_on=date(2026, 11, 1))
    first = a_goal(
        "g1",
        because=(WORK,),
        measure=INTERVIEWS,
        own_words="mine",
        after_supervision=True,
    )
    plan = a_plan(GOOD[0], first, *GOOD[2:])

    assert [] == rules(plan=plan, evidence=evidence)


def test_a_goal_that_waits_for_a_provider_has_its_first_step():
    evidence = attrs.evolve(
        EVIDENCE, help=(HelpGiven(id="ref-1", area="work", goal="g1"),)
    )
    gone = [
        MoveStep(goal="g1", step=id, action=StepAction.DROP, reason="so")
        for id in ("s1", "s2")
    ]

    assert [] == rules(*gone, evidence=evidence)


def test_a_barrier_that_a_live_step_deals_with_is_addressed():
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g1",))
    deal = MoveBarrier(
        barrier="b1", action="deal_with", step=StepRef(goal="g1", step="s2")
    )

    assert [] == rules(find, deal)


def test_a_barrier_that_blocks_only_what_is_over_is_left_alone():
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g2",))
    over = MoveGoal(goal="g2", action=GoalAction.REMOVE, reason="done without")
    plan = a_plan(*GOOD, a_goal("g2", because=(WORK,)), find, over)

    assert [] == rules(plan=plan)


def test_a_barrier_in_another_area_suggests_nothing():
    assert [] == rules(FindBarrier(barrier="b1", kind="housing"))


def test_what_conditions_impose_counts_apart_from_what_was_chosen():
    imposed = tuple(
        change
        for id in ("g2", "g3", "g4")
        for change in (
            a_goal(id, because=(ConditionReason(condition="c1"),), measure=INTERVIEWS),
            a_step("s1", id),
        )
    )

    assert [] == rules(*imposed)


def test_a_step_that_does_not_say_what_it_demands_is_not_judged():
    assert [LintRule.BARRIER_PERHAPS_RELATED] == rules(
        FindBarrier(barrier="b1", kind="literacy")
    )


def test_a_step_may_demand_what_its_goal_is_about():
    evidence = attrs.evolve(
        EVIDENCE, assessments=(an_assessment("a1", work=SOME, learning=SOME),)
    )
    read = (
        a_goal("g2", area="learning", because=(WORK,), measure=INTERVIEWS),
        a_step("s1", "g2", demands=("learning",)),
    )

    assert [] == rules(*read, evidence=evidence)


@pytest.mark.parametrize(
    "answer",
    (AgreementAction.DISAGREE, AgreementAction.CANNOT_ANSWER),
)
def test_a_person_who_declined_on_record_need_not_be_quoted(answer):
    plan = a_plan(*GOOD, RewordGoal(goal="g1", own_words=""))
    declined = AnswerPlan(action=answer, seen=1, reason="did not want to")

    assert [] == rules(declined, plan=plan)


def test_a_statement_of_the_person_is_enough():
    evidence = attrs.evolve(EVIDENCE, statements=1)

    assert [] == rules(RewordGoal(goal="g1", own_words=""), evidence=evidence)


def test_a_condition_not_to_do_something_needs_no_support():
    evidence = attrs.evolve(
        EVIDENCE,
        conditions=(attrs.evolve(CONDITION, needs_support=False, supports=()),),
    )

    assert [] == rules(evidence=evidence)


@pytest.mark.parametrize("given", ({"protects": True}, {"ends_on": date(2026, 9, 30)}))
def test_a_condition_that_protects_or_has_ended_needs_no_assessed_purpose(given):
    condition = attrs.evolve(CONDITION, purpose="", supports=("a map",), **given)

    assert [] == rules(evidence=attrs.evolve(EVIDENCE, conditions=(condition,)))


def test_a_condition_is_not_judged_where_nothing_was_assessed():
    evidence = attrs.evolve(
        EVIDENCE, assessments=(), conditions=(attrs.evolve(CONDITION, purpose=""),)
    )

    assert [LintRule.NEED_NOT_KNOWN] == rules(evidence=evidence)


def test_a_goal_that_works_on_a_condition_supports_it():
    evidence = attrs.evolve(
        EVIDENCE, conditions=(attrs.evolve(CONDITION, supports=()),)
    )
    cite = CiteReason(goal="g1", reason=ConditionReason(condition="c1"))

    assert [] == rules(cite, evidence=evidence)


@pytest.mark.parametrize("excused", ("voluntary", "by_law", "stabilising"))
def test_help_that_was_wished_for_or_is_law_or_steadies_is_never_too_much(excused):
    much = HelpGiven(id="s1", area="housing", hours_a_month=40, **{excused: True})
    evidence = attrs.evolve(EVIDENCE, level=LOW_MEDIUM_HIGH["low"], help=(much,))

    assert [] == rules(evidence=evidence)


def test_much_help_above_the_lowest_level_is_no_finding():
    much = HelpGiven(id="s1", area="thinking", hours_a_month=40)

    assert [] == rules(evidence=attrs.evolve(EVIDENCE, help=(much,)))


@pytest.mark.parametrize(
    "title", ('I will ask what "desistance" means', "I will ask about “prosocial” work")
)
def test_quoted_words_are_never_jargon(title):
    assert [] == rules(RewordGoal(goal="g1", title=title))


def test_the_persons_own_words_are_never_judged():
    assert [] == rules(RewordGoal(goal="g1", own_words="they say prosocial " * 30))


def test_twenty_words_are_not_too_many():
    assert [] == rules(AmendStep(goal="g1", step="s1", text=" ".join(["ask"] * 20)))


# -- accepting a finding --------------------------------------------------------------------

BARRIER = FindBarrier(barrier="b1", kind="transport", blocks=("g1",))


def accepted(until=date(2026, 11, 1)):
    plan = apply(a_plan(*GOOD), revision("r2", 1, BARRIER))
    [finding] = found(plan=plan)
    accept = accepting(finding, reason="the strike ends in October", until=until)
    return apply(plan, revision("r3", 2, accept))


def test_an_accepted_finding_is_silent_and_still_listed():
    report = lint(accepted(), EVIDENCE, on=ON, settings=SETTINGS)

    assert () == report.findings
    assert [LintRule.BARRIER_UNADDRESSED] == [each.rule for each in report.accepted]


def test_an_accepted_finding_speaks_again_when_its_date_has_passed():
    plan = accepted(until=date(2026, 9, 30))

    assert [LintRule.BARRIER_UNADDRESSED] == rules(plan=plan)


def test_an_accepted_finding_speaks_again_when_its_evidence_changes():
    other = (a_goal("g2", because=(WORK,), measure=INTERVIEWS), a_step("s1", "g2"))
    plan = apply(accepted(), revision("r4", 3, *other))
    plan = apply(plan, revision("r5", 4, LinkBarrier(barrier="b1", goal="g2")))

    assert [LintRule.BARRIER_UNADDRESSED] == rules(plan=plan)


def test_an_acceptance_can_be_withdrawn():
    back = WithdrawAcceptance(rule="barrier_unaddressed", address="barrier/b1")

    assert [LintRule.BARRIER_UNADDRESSED] == rules(back, plan=accepted())


# -- many plans --------------------------------------------------------------------------------


def the_same(_):
    return {"title": "Find a job!"}


def test_one_goal_for_everybody_is_noticed():
    [finding] = boilerplate([*plans_of(the_same, 3), *plans_of(own_title, 7)])

    assert "one wording in 3 of 10 plans" == finding.says
    assert ("p-0/goal/g1", "p-1/goal/g1", "p-2/goal/g1") == finding.evidence


def test_two_in_ten_is_not_more_than_the_example_setting():
    assert () == boilerplate([*plans_of(the_same, 2), *plans_of(own_title, 8)])


def test_few_plans_say_nothing():
    assert () == boilerplate(plans_of(the_same, 9))


def test_spelling_does_not_hide_one_wording():
    def spelt(number):
        return {"title": ["find a JOB", "Find  a job.", "Find a job"][number % 3]}

    assert 1 == len(boilerplate([*plans_of(spelt, 3), *plans_of(own_title, 7)]))


def test_suggested_goals_are_meant_to_recur():
    def suggested(_):
        return {"title": "I will find work", "suggested_by": "example:work"}

    assert () == boilerplate(plans_of(suggested, 10))


def test_the_persons_words_are_not_meant_to_recur():
    def put_in_their_mouth(_):
        return {
            "title": "I will find work",
            "suggested_by": "example:work",
            "own_words": "I wish to become a productive citizen",
        }

    assert 1 == len(boilerplate(plans_of(put_in_their_mouth, 10)))


def own_title(number):
    return {"title": f"I will work as {chr(97 + number)}"}


def plans_of(given, count):
    """Plans of different people, each with one goal."""
    return [
        apply(
            None,
            opening(
                a_goal("g1", **given(number)),
                id=f"r-{given.__name__}-{number}",
                plan=f"p-{number}" if given is not own_title else f"q-{number}",
            ),
        )
        for number in range(count)
    ]


def test_settings_that_make_no_sense_list_all_their_defects():
    with pytest.raises(DeclarationError) as caught:
        LintSettings(most_active_goals=0, longest_sentence=0)

    assert 2 == len(caught.value.defects)


def test_a_finding_never_quotes_anybody():
    canary = "CANARY-7f3a commence"
    plan = a_plan(a_goal(title=canary, own_words=canary), a_step(text=canary))

    report = lint(plan, on=LATE, settings=SETTINGS)

    assert "CANARY" not in repr(report) + "".join(map(str, report.findings))


def test_what_is_over_makes_no_wording_common():
    def over(_):
        return {"title": "Find a job!"}

    removed = [
        apply(
            plan,
            revision(
                f"{plan.id}-2",
                1,
                MoveGoal(goal="g1", action=GoalAction.REMOVE, reason="not wanted"),
                plan=plan.id,
            ),
        )
        for plan in plans_of(over, 3)
    ]

    assert () == boilerplate([*removed, *plans_of(own_title, 7)])


@pytest.mark.parametrize("settings", (LintSettings(), LintSettings(jargon={"a": "b"})))
def test_settings_go_to_another_process_and_are_the_same_there(settings):
    assert settings == pickle.loads(pickle.dumps(settings))


def test_settings_cannot_be_written_to():
    words = {"commence": "start"}
    settings = LintSettings(jargon=words)
    words["cease"] = "stop"

    assert {"commence": "start"} == settings.jargon
    with pytest.raises(TypeError):
        settings.jargon["cease"] = "stop"
