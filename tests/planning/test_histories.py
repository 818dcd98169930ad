"""What was known when, what was so when, and what is struck out."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import (
    DeclarationError,
    RefusalCode,
    RevisionRefused,
    StaleRevision,
)
from supervise.histories import Unrecognised
from supervise.people import Actor, Role
from supervise.planning import (
    AgreementAction,
    AnswerPlan,
    MoveStep,
    RewordGoal,
    StepAction,
    Strike,
    append,
    apply,
    as_effective,
    as_known,
    replay,
    resting_on,
)
from tests.planning.invented import (
    BATCHES,
    FIRST_DAY,
    RICH,
    a_goal,
    a_step,
    entry,
    histories,
    opening,
    revision,
)

START = MoveStep(goal="g1", step="s1", action=StepAction.START)
FINISH = MoveStep(goal="g1", step="s1", action=StepAction.COMPLETE)
OPENED = (opening(a_goal("g1"), a_step("s1", "g1"), a_goal("g2")),)


def strike(revision, base, id="x1", reason="recorded for the wrong person"):
    return Strike(
        entry=entry(id, day=9, reason=reason), plan="p1", base=base, revision=revision
    )


def refusals(entries, added):
    with pytest.raises(RevisionRefused) as caught:
        append(entries, added)
    return caught.value.refusals


def test_a_plan_is_known_as_it_was_recorded_by_a_moment():
    history = append(OPENED, revision("r2", 1, START, day=4))

    before = as_known(history, datetime(2026, 9, 5, 8, tzinfo=UTC))
    after = as_known(history, datetime(2026, 9, 5, 9, tzinfo=UTC))

    assert (1, 2) == (before.version, after.version)
    assert as_known(history, datetime(2026, 8, 1, tzinfo=UTC)) is None


def test_nothing_counts_as_known_before_an_earlier_entry_was_recorded():
    """Clocks differ: the third entry has an earlier time than the second."""
    history = append(OPENED, revision("r2", 1, START, day=4, hour=12))
    history = append(history, revision("r3", 2, a_goal("g3"), day=4, hour=11))

    known = as_known(history, datetime(2026, 9, 5, 11, 30, tzinfo=UTC))

    assert 1 == known.version


def test_what_was_so_on_a_day_may_have_been_recorded_later():
    late = revision("r2", 1, START, day=8, effective=date(2026, 9, 3))
    history = append(OPENED, late)

    assert (
        "not_started"
        == as_effective(history, date(2026, 9, 2)).goal("g1").steps[0].status
    )
    assert (
        "in_progress"
        == as_effective(history, date(2026, 9, 3)).goal("g1").steps[0].status
    )


def test_what_was_so_on_a_day_as_it_was_known_on_another():
    late = revision("r2", 1, START, day=8, effective=date(2026, 9, 3))
    history = append(OPENED, late)

    known = as_effective(
        history, date(2026, 9, 5), known_at=datetime(2026, 9, 6, tzinfo=UTC)
    )

    assert "not_started" == known.goal("g1").steps[0].status


def test_before_the_plan_was_opened_there_is_none():
    assert as_effective(OPENED, date(2026, 8, 31)) is None


def test_nothing_takes_effect_before_what_it_touches():
    history = append(OPENED, revision("r2", 1, START, day=8))
    finish = revision("r3", 2, FINISH, day=9, effective=date(2026, 9, 5))

    found = refusals(history, finish)

    assert [RefusalCode.BACKDATED] == [each.code for each in found]
    assert "revision 'r2'" in found[0].says
    assert "2026-09-09" in found[0].says


def test_what_touches_nothing_later_may_take_effect_earlier():
    history = append(OPENED, revision("r2", 1, START, day=8))
    other = revision(
        "r3",
        2,
        RewordGoal(goal="g2", own_words="work"),
        day=9,
        effective=date(2026, 9, 5),
    )

    assert 3 == len(append(history, other))


# -- striking -------------------------------------------------------------------------


def test_a_struck_revision_counts_as_a_version_and_changes_nothing():
    history = append(OPENED, revision("r2", 1, START, day=2))
    history = append(history, strike("r2", 2))

    plan = replay(history)

    assert (3, "not_started") == (plan.version, plan.goal("g1").step("s1").status)


def test_a_strike_needs_a_reason():
    with pytest.raises(ValueError, match="give the reason"):
        strike("r2", 2, reason=" ")


def test_a_strike_is_known_from_when_it_was_recorded():
    history = append(OPENED, revision("r2", 1, START, day=2))
    history = append(history, strike("r2", 2))

    before = as_known(history, datetime(2026, 9, 6, tzinfo=UTC))

    assert "in_progress" == before.goal("g1").step("s1").status


def test_on_no_day_did_a_struck_revision_change_anything():
    history = append(OPENED, revision("r2", 1, START, day=2))
    history = append(history, strike("r2", 2))
    later = revision("r4", 3, RewordGoal(goal="g2", title="I will cook"), day=10)
    history = append(history, later)

    plan = as_effective(history, date(2026, 12, 1))

    assert ("not_started", "I will cook") == (
        plan.goal("g1").step("s1").status,
        plan.goal("g2").title,
    )


def test_what_is_refused_is_named_with_its_plan():
    with pytest.raises(RevisionRefused, match="revision 'r1' of plan 'p1'"):
        append(OPENED, revision("r1", 1, START))
    with pytest.raises(RevisionRefused, match="strike 'x1' of plan 'p1'"):
        append(OPENED, strike("r9", 1))


def test_what_others_rest_on_is_not_struck_alone():
    history = append(OPENED, revision("r2", 1, a_step("s2", "g1"), day=2))
    move = MoveStep(goal="g1", step="s2", action=StepAction.START)
    history = append(history, revision("r3", 2, move, day=3))

    found = refusals(history, strike("r2", 3))

    assert [(RefusalCode.NEEDED_LATER, "revision/r3")] == [
        (each.code, each.where) for each in found
    ]
    assert ("r3",) == resting_on(history, "r2")


def test_a_revision_is_struck_once():
    history = append(OPENED, revision("r2", 1, START, day=2))
    history = append(history, strike("r2", 2))

    assert RefusalCode.UNKNOWN_ID == refusals(history, strike("r2", 3, id="x2"))[0].code
    assert RefusalCode.UNKNOWN_ID == refusals(history, strike("r9", 3, id="x2"))[0].code


def test_a_strike_on_an_old_version_is_stale():
    history = append(OPENED, revision("r2", 1, START, day=2))

    with pytest.raises(StaleRevision):
        append(history, strike("r2", 1))


def test_an_answer_stands_when_what_was_seen_is_struck():
    history = append(OPENED, revision("r2", 1, a_step("s1", "g2"), day=2))
    answer = AnswerPlan(action=AgreementAction.AGREE, seen=2)
    history = append(history, revision("r3", 2, answer, day=3))

    plan = replay(append(history, strike("r2", 3)))

    assert ("agreed", 2) == (plan.agreement.state, plan.agreement.seen)


# -- what a history may hold ------------------------------------------------------------


def test_the_same_entry_delivered_twice_is_kept_once():
    history = append(OPENED, revision("r2", 1, START))

    assert history == append(history, revision("r2", 1, START))


def test_an_id_is_used_once_in_a_history():
    found = refusals(OPENED, revision("r1", 1, START))

    assert [RefusalCode.ID_REUSED] == [each.code for each in found]


def test_an_id_of_any_entry_is_used_once():
    history = append(OPENED, revision("r2", 1, START))

    for id in ("r1", "r2"):
        found = refusals(history, revision(id, 2, FINISH))
        assert [(RefusalCode.ID_REUSED, f"entry/{id}")] == [
            (each.code, each.where) for each in found
        ]


def test_an_entry_of_an_unknown_kind_says_so_and_is_kept():
    unknown = Unrecognised(kind="entwined", format=7, text='{"CANARY": 1}')
    history = (*OPENED, unknown)

    with pytest.raises(RevisionRefused, match="'entwined' in format 7") as caught:
        replay(history)

    assert unknown is history[1]
    assert ["version/2"] == [each.where for each in caught.value.refusals]
    assert "CANARY" not in str(caught.value) + repr(unknown)


def test_no_day_is_told_as_if_an_unknown_entry_were_not_there():
    history = (*OPENED, Unrecognised(kind="entwined", format=7, text="{}"))

    with pytest.raises(RevisionRefused, match="'entwined' in format 7"):
        as_effective(history, date(2030, 1, 1))
    with pytest.raises(RevisionRefused, match="'entwined' in format 7"):
        as_known(history, datetime(2030, 1, 1, tzinfo=UTC))


def test_a_history_with_a_gap_is_refused():
    with pytest.raises(StaleRevision):
        replay((*OPENED, revision("r3", 2, START)))


def test_a_history_that_opens_nothing_is_refused():
    with pytest.raises(RevisionRefused, match="nothing opens the plan"):
        replay(())


def test_nothing_enters_a_plan_without_a_person():
    machine = Actor("suggester", Role.SYSTEM)

    with pytest.raises(RevisionRefused, match="nothing enters a plan without a person"):
        apply(replay(OPENED), revision("r2", 1, START, by=machine))


# -- properties ------------------------------------------------------------------------


@st.composite
def backdated_histories(draw):
    """Histories whose revisions took effect up to twenty days before they were recorded."""
    history = (opening(*RICH),)
    for number in range(draw(st.integers(1, 10))):
        day = number + 20
        early = FIRST_DAY + timedelta(days=draw(st.integers(0, day)))
        made = revision(
            f"r{number + 2}",
            len(history),
            *draw(BATCHES),
            day=day,
            effective=early,
        )
        try:
            history = append(history, made)
        except RevisionRefused:
            continue
    return history


@given(backdated_histories())
def test_the_order_of_taking_effect_gives_the_same_plan_as_the_order_of_recording(
    history,
):
    last_day = FIRST_DAY + timedelta(days=60)

    assert replay(history) == as_effective(history, last_day)


@given(backdated_histories(), st.integers(0, 40))
def test_every_question_about_a_past_day_has_an_answer(history, days):
    plan = as_effective(history, FIRST_DAY + timedelta(days=days))

    assert plan.id == "p1"


@given(histories())
def test_what_was_known_is_a_beginning_of_the_history(history):
    for count, each in enumerate(history, start=1):
        assert replay(history[:count]) == as_known(history, each.entry.recorded_at)


def struck_with_what_rests_on_it(entries, id):
    """Strikes a revision, and before it, from the last, all that rests on it."""
    while resting := resting_on(entries, id):
        entries = struck_with_what_rests_on_it(entries, resting[-1])
    return append(entries, strike(id, len(entries), id=f"x{len(entries)}"))


@given(histories(), st.data())
def test_striking_a_revision_and_all_that_rests_on_it_leaves_the_rest(history, data):
    struck = data.draw(st.sampled_from([each.id for each in history[1:]] or ["none"]))
    if struck == "none":
        return
    entries = struck_with_what_rests_on_it(history, struck)

    gone = {each.revision for each in entries if isinstance(each, Strike)}
    rest = [each for each in history if each.id not in gone]
    again = None
    for count, each in enumerate(rest):
        again = apply(again, revision_on(each, count))
    assert again.goals == replay(entries).goals
    assert again.barriers == replay(entries).barriers


def revision_on(made, base):
    """A revision as if made on another version, without asking for agreement again."""
    seen = [
        AnswerPlan(
            action=each.action, seen=max(base - 1, 1), reason="so", words=each.words
        )
        if isinstance(each, AnswerPlan)
        else each
        for each in made.changes
    ]
    return attrs.evolve(made, base=base, changes=tuple(seen))


def test_an_entry_of_a_later_version_is_kept_though_nobody_here_can_read_it():
    unknown = Unrecognised(kind="entwined", format=7, text='{"CANARY": 1}')

    assert (*OPENED, unknown) == append(OPENED, unknown)


def test_a_plan_that_was_opened_in_error_is_no_plan_on_any_day():
    history = append(OPENED, strike("r1", 1))

    assert as_effective(history, date(2030, 1, 1)) is None
    assert as_known(history, datetime(2030, 1, 1, tzinfo=UTC)) is None
    assert "p1" == as_known(history, datetime(2026, 9, 2, tzinfo=UTC)).id
    with pytest.raises(RevisionRefused, match="nothing opens the plan"):
        replay(history)


@pytest.mark.parametrize(
    "id",
    ("x" * 201, "two\nlines", " blank", "blank ", "", 7),
    ids=("too long", "unprintable", "blank before", "blank after", "empty", "no text"),
)
def test_an_id_is_a_printable_text_of_reasonable_length(id):
    with pytest.raises(DeclarationError):
        entry(id)


def test_an_id_may_have_two_hundred_characters():
    assert 200 == len(entry("x" * 200).id)
