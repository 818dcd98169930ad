"""Several records at once: all of them or none, and twice does no harm."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervise.casefile import CaseFile, case_problems, recorded
from supervise.errors import RefusalCode, RevisionRefused
from supervise.people import PersonRef
from supervise.planning import RewordGoal
from tests.casefile.invented import (
    OPENING,
    REFERRAL_ACTS,
    a_case,
    assessment,
    move_task,
    note,
    open_task,
    reading,
    revision,
    step,
)
from tests.exchange.values import DECISION
from tests.referrals.invented import PERSON, move

EMPTY = CaseFile(person=PERSON)
FIRST = assessment("a1", 0, 3, "high")


def everything(case):
    return (
        *case.assessments,
        *case.plan_entries,
        *case.referral_acts,
        *case.task_acts,
        *case.facts,
    )


def codes(file, *records):
    with pytest.raises(RevisionRefused) as caught:
        recorded(file, *records)
    return [(each.code, each.where) for each in caught.value.refusals]


def test_an_assessment_its_plan_and_a_referral_are_recorded_together():
    case = attrs.evolve(a_case(), other=())

    made = recorded(EMPTY, *everything(case))

    assert case == made
    assert () == case_problems(made)


def test_where_one_record_is_refused_none_is_recorded():
    wrong = revision("r2", 1, RewordGoal(goal="nowhere", own_words="x"))

    refused = codes(EMPTY, FIRST, OPENING, wrong)

    assert [(RefusalCode.UNKNOWN_ID, "goal/nowhere")] == refused
    assert CaseFile(person=PERSON) == EMPTY


def test_every_reason_is_given_at_once_but_none_that_only_follows():
    stale = revision("r9", 7, step("s9"))
    after = revision("r10", 8, step("s10"))
    skipped = move("start", 1)
    somebody = attrs.evolve(FIRST, id="a9", person=PersonRef("person-002"))
    correction = attrs.evolve(reading("x", 3, 1), supersedes="gone")

    assert [
        (RefusalCode.STALE, "version"),
        (RefusalCode.STALE, "version"),
        (RefusalCode.WRONG_STREAM, "record/a9"),
        (RefusalCode.UNKNOWN_ID, "record/x"),
    ] == codes(recorded(EMPTY, OPENING), stale, after, skipped, somebody, correction)


def test_an_id_is_not_used_for_two_things():
    assert [(RefusalCode.ID_REUSED, "record/n1")] == codes(
        recorded(EMPTY, note("n1", 20)), note("n1", 21)
    )


def test_an_act_that_its_table_does_not_know_is_refused():
    file = recorded(EMPTY, open_task())

    assert [(RefusalCode.NOT_IN_TABLE, "task/t1")] == codes(
        file, move_task("reopen", 1)
    )


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_what_is_sent_twice_is_recorded_once(data):
    case = attrs.evolve(a_case(), other=())
    sent = everything(case)
    again = data.draw(st.lists(st.sampled_from(sent), max_size=6))
    at = data.draw(st.integers(0, len(sent)))

    once = recorded(EMPTY, *sent)
    twice = recorded(recorded(EMPTY, *sent[:at]), *sent, *again)

    assert once == twice == recorded(twice, *sent)


def test_a_decision_that_is_sent_twice_is_recorded_once():
    assert (DECISION,) == recorded(EMPTY, DECISION, DECISION).decisions
    assert [(RefusalCode.ID_REUSED, "record/decision-1")] == codes(
        recorded(EMPTY, DECISION), attrs.evolve(DECISION, reason="Another reason.")
    )


def test_a_referral_goes_on_where_it_stood():
    file = recorded(EMPTY, OPENING, *REFERRAL_ACTS[:3])

    gone_on = recorded(file, REFERRAL_ACTS[3])

    assert REFERRAL_ACTS[:4] == gone_on.referral_acts
