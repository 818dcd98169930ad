"""What is invented for tests hangs together, and is the same every time."""

from collections import Counter
from datetime import date

import pytest

from supervise.casefile import (
    EXAMPLE_TEMPLATES,
    TaskState,
    case_problems,
    note_problems,
    state_of,
)
from supervise.intensity import RecommendationStatus
from supervise.monitoring import DutyStatus, Vocabulary, compile_standards, duties
from supervise.planning import replay
from supervise.planning.referrals import ReferralState
from supervise.plugins import Registry
from supervise.records import CaseNote, Status
from supervise.testing import invented_caseload, invented_supervision
from supervise.testing.invented_contacts import PACK
from supervise.testing.invented_people import PEOPLE, assessments

LATER = date(2026, 6, 1)


@pytest.fixture(scope="module")
def caseload():
    return invented_caseload()


@pytest.fixture(scope="module")
def cases(caseload):
    return [state_of(file, as_of=LATER) for file in caseload]


@pytest.fixture(scope="module")
def supervised():
    return invented_supervision()


@pytest.fixture(scope="module")
def pack():
    return Registry.builtin().standing.standards[PACK]


def test_a_caseload_has_sixty_people_each_once(caseload):
    assert 60 == len({file.person for file in caseload})


def test_a_caseload_is_the_same_every_time(caseload):
    assert caseload[:4] == invented_caseload(4)


def test_every_case_hangs_together(caseload):
    assert [] == [problem for file in caseload for problem in case_problems(file)]


def test_every_assessment_is_scored_and_every_decision_follows_its_policy(caseload):
    for file in caseload:
        for each in file.assessments:
            assert Status.MISSING not in {scale.status for scale in each.sheet}
        for decision in file.decisions:
            assert decision.recommendation.status is RecommendationStatus.RECOMMENDED
            assert decision.direction is None


def test_people_of_a_caseload_differ(caseload):
    decided = Counter(file.decisions[0].intensity.code for file in caseload)

    assert len(decided) == 3


def test_every_plan_has_a_goal_for_a_need(caseload):
    goals = [len(replay(file.plan_entries).goals) for file in caseload]

    assert max(goals) == 3
    assert Counter(goals)[0] < len(goals) / 2


def test_the_assessments_of_an_invented_person_are_in_order():
    found = assessments(PEOPLE[1])

    assert {PEOPLE[1]} == {each.person for each in found}
    assert [*found] == sorted(found, key=lambda each: each.recorded_at)
    assert len({each.id for each in found}) == len(found)


def test_referrals_are_declined_under_way_and_ended(cases):
    states = Counter(each.state for case in cases for each in case.referrals)

    assert {
        ReferralState.DECLINED_BY_PROVIDER,
        ReferralState.IN_PROGRESS,
        ReferralState.ENDED,
    } == set(states)


def test_tasks_are_open_and_done(cases):
    states = {each.state for case in cases for each in case.tasks}

    assert {TaskState.OPEN, TaskState.DONE} == states


def test_notes_are_as_their_template_asks(cases):
    notes = [each for case in cases for each in case.of_kind(CaseNote)]

    assert len(cases) == len(notes)
    assert [()] * len(notes) == [note_problems(n, EXAMPLE_TEMPLATES) for n in notes]


def test_records_of_supervision_are_of_the_people_of_the_caseload(caseload, supervised):
    assert [file.person.id for file in caseload] == [each.person for each in supervised]
    assert [file.assessments for file in caseload] == [
        each.assessments for each in supervised
    ]


def test_the_pack_knows_every_word_of_the_timelines(supervised, pack):
    words = Vocabulary(pack)

    assert {()} == {words.problems(each.casework.timeline) for each in supervised}


def test_duties_of_a_caseload_are_decided_and_of_several_sorts(supervised, pack):
    standards, on = compile_standards(pack), date(2025, 9, 1)

    found = [each for r in supervised for each in duties(standards, r.casework, on=on)]

    states = Counter(each.status for each in found)
    assert {DutyStatus.DUE, DutyStatus.OVERDUE} <= set(states)
    assert not {DutyStatus.UNKNOWN, DutyStatus.NOT_COMPUTABLE} & set(states)
