"""What is invented for tests hangs together, and is the same every time."""

from collections import Counter

import pytest

from supervise.casefile import case_problems
from supervise.intensity import RecommendationStatus
from supervise.planning import replay
from supervise.records import Status
from supervise.testing import invented_caseload
from supervise.testing.invented_people import PEOPLE, assessments


@pytest.fixture(scope="module")
def caseload():
    return invented_caseload()


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
