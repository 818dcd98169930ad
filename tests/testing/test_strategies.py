"""The strategies make what is valid, shrink to what is simple, and are found by type."""

import inspect
import json
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from supervise.casefile import case_problems, replay_task
from supervise.errors import RevisionRefused
from supervise.exchange import from_json, to_json
from supervise.histories import Entry
from supervise.instruments import score
from supervise.intensity import RecommendationStatus
from supervise.monitoring import DutyStatus, compile_standards
from supervise.people import Actor, PersonRef, Role
from supervise.planning import Revision, apply, replay
from supervise.planning.referrals import replay_referral
from supervise.planning.services import directory_defects
from supervise.plugins import Registry
from supervise.records import Answer, Status
from supervise.testing import check, strategies
from supervise.testing.outcomes import Outcome
from tests.support.places import package
from tests.testing.specimen import SPECIMEN

ON = date(2026, 1, 15)
PSA = Registry.builtin().instrument("psa")
NEEDS_AN_ARGUMENT = {
    "answer_values",
    "answers",
    "recorded_answers",
    "values_of",
    "wrong_answers",
}


def simplest(strategy, wanted=lambda _: True):
    """What a strategy shrinks to."""
    small = [Phase.generate, Phase.shrink]
    few = settings(database=None, deadline=None, max_examples=20, phases=small)
    return find(strategy, wanted, settings=few)


def one(strategy):
    """One value of a strategy."""
    found = []

    @settings(max_examples=1, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def draw(value):
        found.append(value)

    draw()
    return found[0]


# -- answers


@given(strategies.answers(PSA))
def test_complete_answers_are_complete_and_none_is_wrong(answers):
    sheet = score(PSA, answers, on=ON)

    codes = {problem.code.value for problem in sheet.problems}
    assert codes <= {"contradiction", "outside_population"}


@given(strategies.answers(SPECIMEN, complete=False), strategies.dates_of_assessment())
def test_answers_with_gaps_are_never_wrong(answers, on):
    codes = {each.code.value for each in score(SPECIMEN, answers, on=on).problems}

    assert codes <= {"missing", "contradiction", "outside_population", "fell_back"}


@pytest.mark.parametrize("id", ("ogrs4", "opd"))
@given(st.data())
def test_answers_of_tables_and_dates_are_never_wrong(id, data):
    instrument = Registry.builtin().instrument(id)
    answers = data.draw(strategies.answers(instrument))

    codes = {each.code.value for each in score(instrument, answers, on=ON).problems}
    assert codes <= {"contradiction", "outside_population", "missing"}


@given(strategies.wrong_answers(SPECIMEN))
def test_wrong_answers_are_always_wrong(answers):
    sheet = score(SPECIMEN, answers, on=ON)

    assert all(scale.status is Status.INVALID for scale in sheet)
    assert "unknown_item" in {problem.code.value for problem in sheet.problems}


@given(st.data())
def test_answers_with_their_source_score_as_without(data):
    told = data.draw(strategies.recorded_answers(PSA))
    plain = {id: answer.value for id, answer in told.items()}

    assert all(isinstance(answer, Answer) for answer in told.values())
    assert score(PSA, plain, on=ON).scales == score(PSA, told, on=ON).scales


def test_answers_shrink_to_the_lowest():
    assert simplest(strategies.answers(PSA)) == {
        "age_at_arrest": 0,
        "current_violent_offence": False,
        "pending_charge": False,
        "prior_misdemeanor": False,
        "prior_felony": False,
        "prior_violent_convictions": 0,
        "recent_fta": 0,
        "old_fta": False,
        "prior_incarceration": False,
    }


def test_answers_with_gaps_shrink_to_none():
    assert {} == simplest(strategies.answers(PSA, complete=False))


def test_one_answer_that_matters_is_left_alone_by_shrinking():
    found = simplest(strategies.answers(PSA), lambda answers: answers["old_fta"])

    assert {"old_fta"} == {id for id, value in found.items() if value}


# -- declarations


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=12)
@given(strategies.instruments(max_items=4))
def test_an_instrument_keeps_every_promise_but_that_of_a_worked_example(instrument):
    report = check(instrument)

    failed = {r.check for r in report.results if r.outcome is Outcome.FAILED}
    assert failed == {"there_are_worked_examples"}


def test_instruments_shrink_to_one_question():
    found = simplest(strategies.instruments())

    assert len(found.items) == 1
    assert len(found.scales[0].bands.bands) == 1


@settings(max_examples=12)
@given(strategies.policies())
def test_a_policy_keeps_every_promise(policy):
    report = check(policy)

    assert report.ok, str(report)


# -- records


@given(strategies.score_sheets())
def test_a_complete_score_sheet_is_scored_and_can_be_stored(sheet):
    assert sheet["total"].status is Status.SCORED
    assert sheet == from_json(to_json(sheet))


@given(strategies.score_sheets(PSA, complete=False, on=ON))
def test_a_score_sheet_is_of_the_instrument_and_the_date(sheet):
    assert ("psa", ON) == (sheet.instrument, sheet.on)


@given(strategies.assessments(person=PersonRef("p")))
def test_an_assessment_is_of_the_person_and_can_be_stored(assessment):
    assert assessment.person == PersonRef("p")
    assert assessment == from_json(to_json(assessment))


@given(strategies.recommendations())
def test_a_recommendation_recommends_or_says_what_is_missing(recommendation):
    assert recommendation.status in {
        RecommendationStatus.RECOMMENDED,
        RecommendationStatus.MISSING,
    }


@given(strategies.decisions())
def test_a_decision_that_departs_has_an_override(decision):
    assert (decision.direction is None) == (decision.override is None)
    assert decision == from_json(to_json(decision))


# -- plans and case files


@given(strategies.plan_histories())
def test_a_history_replays_and_so_does_any_beginning_of_it(history):
    plan = None
    for number, revision in enumerate(history, 1):
        plan = apply(plan, revision)
        assert plan == replay(history[:number])


@given(strategies.plans(person=PersonRef("p")))
def test_a_plan_is_of_the_person_and_can_be_stored(plan):
    assert plan.person == PersonRef("p")
    assert plan == from_json(to_json(plan))


@given(strategies.plans(), strategies.changes())
def test_a_change_is_taken_or_refused_and_never_stumbles(plan, change):
    entry = Entry(
        id="another",
        actor=Actor("invented-officer-1", Role.OFFICER),
        recorded_at=datetime(2027, 1, 1, tzinfo=UTC),
        effective_on=date(2027, 1, 1),
    )
    made = Revision(entry=entry, plan=plan.id, base=plan.version, changes=(change,))

    try:
        after = apply(plan, made)
    except RevisionRefused as refused:
        after, why = None, refused.refusals
    else:
        why = ()

    assert bool(why) == (after is None)
    assert after is None or after.version == plan.version + 1


def test_plan_histories_shrink_to_their_opening():
    assert 1 == len(simplest(strategies.plan_histories()))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(strategies.case_files())
def test_a_case_file_is_of_one_person_and_nothing_in_it_contradicts_another(file):
    ids = [each.id for each in (*file.assessments, *file.decisions)]

    assert {file.person} >= {each.person for each in file.assessments}
    assert {file.person} >= {each.person for each in file.decisions}
    assert len(ids) == len(set(ids))
    assert case_problems(file) == ()


@given(strategies.referral_histories())
def test_the_acts_of_a_referral_are_in_order_and_replay(acts):
    days = [each.entry.effective_on for each in acts]

    assert days == sorted(days)
    assert replay_referral(acts).version == len(acts)


@given(strategies.task_histories(), st.integers(1, 9))
def test_any_beginning_of_a_task_is_a_task(acts, size):
    assert replay_task(acts[:size]).version == min(size, len(acts))


@given(strategies.facts(person=PersonRef("p"), id="f"))
def test_a_fact_is_of_the_person_and_under_the_id_that_were_asked_for(fact):
    assert (PersonRef("p"), "f") == (fact.person, fact.entry.id)


@given(strategies.supervision_records())
def test_a_record_of_supervision_is_about_one_person(record):
    assert {record.person} >= {each.person.id for each in record.assessments}


@given(strategies.directories())
def test_a_directory_lists_all_that_its_services_name(directory):
    assert directory_defects(directory, on=ON) == ()


@given(strategies.external_results())
def test_a_result_from_outside_is_on_scales_that_its_tool_has(result):
    codes = {problem.code.value for problem in result.sheet.problems}

    assert "unknown_item" not in codes
    assert {each.scale for each in result.scores} <= {
        each.id for each in result.tool.scales
    }


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(strategies.timelines())
def test_a_timeline_is_in_order(timeline):
    assert [each.on for each in timeline] == sorted(each.on for each in timeline)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(strategies.caseloads())
def test_a_caseload_has_each_person_once(caseload):
    people = [file.person for file in caseload]

    assert len(people) == len(set(people))


# -- the small values


@given(strategies.levels())
def test_a_level_is_of_its_scheme(level):
    assert level.code in level.scheme.codes


@given(strategies.levels(scheme=SPECIMEN.scales[0].bands.scheme))
def test_a_level_of_a_given_scheme_is_of_that_one(level):
    assert level.scheme == SPECIMEN.scales[0].bands.scheme


@given(strategies.periods())
def test_a_period_has_days(period):
    assert period.start in period


@given(strategies.moments())
def test_a_moment_has_an_offset(moment):
    assert moment.utcoffset() is not None


# -- declared, documented, and light


def test_what_is_known_of_a_person_shrinks_to_nothing():
    found = simplest(strategies.coded_timelines())

    assert (dict(found.states), found.events) == ({}, ())


@given(strategies.standards_packs())
def test_a_pack_that_is_made_is_sound(pack):
    assert compile_standards(pack)


@given(strategies.assessed_needs())
def test_a_need_is_as_severe_as_its_most_severe_finding(need):
    assert need.severity == max(each.severity for each in need.findings)


@given(strategies.bands(), st.integers(0, 20))
def test_bands_have_one_level_at_most_for_a_number(found, number):
    assert 1 >= sum(band.lowest <= number <= band.highest for band in found.bands)


@settings(max_examples=30)
@given(strategies.duties())
def test_a_duty_is_of_its_pack_and_in_its_time(duty):
    assert duty.pack == "invented_contacts"
    assert (duty.due is not None) or duty.status is not DutyStatus.OVERDUE


@pytest.mark.parametrize("name", strategies.__all__)
def test_a_strategy_is_a_documented_function_of_named_options(name):
    function = getattr(strategies, name)
    first, *options = [*inspect.signature(function).parameters.values(), None][:-1] or [
        None
    ]

    assert inspect.getdoc(function).endswith(".")
    assert all(each.kind is each.KEYWORD_ONLY for each in options)
    assert first is None or (
        first.kind is first.KEYWORD_ONLY or first.name in {"instrument", "item", "kind"}
    )


@pytest.mark.parametrize(
    "name", [each for each in strategies.__all__ if each not in NEEDS_AN_ARGUMENT]
)
def test_a_strategy_needs_no_options(name):
    strategy = getattr(strategies, name)()

    assert isinstance(strategy, st.SearchStrategy)
    assert one(strategy) is not None


def test_importing_hypothesis_loads_nothing_of_the_library_but_the_way_to_it():
    code = (
        "import sys, json\n"
        "import hypothesis\n"
        "from supervise.testing.inference import register_loaded\n"
        "register_loaded()\n"
        "print(json.dumps(sorted(m for m in sys.modules if m.startswith('supervise'))))"
    )

    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(package().parent)},
        text=True,
    )

    assert json.loads(said.stdout) == [
        "supervise",
        "supervise._version",
        "supervise.testing",
        "supervise.testing.inference",
    ]
