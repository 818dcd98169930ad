"""Two people who changed one plan at once: what is independent is taken, the rest shown."""

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import RefusalCode, RevisionRefused
from supervise.histories import Redaction, Unrecognised
from supervise.planning import (
    AchievementAction,
    AddGoal,
    AddStep,
    AgreementAction,
    AmendStep,
    AnswerPlan,
    CiteReason,
    ConflictKind,
    DropStrength,
    FindBarrier,
    GoalAction,
    GoalPlace,
    LinkBarrier,
    MoveGoal,
    MoveStep,
    NeedReason,
    NoteStrength,
    NoticeKind,
    RankGoal,
    RateGoal,
    Revision,
    RewordGoal,
    ScheduleGoal,
    SpaceGoals,
    StepAction,
    StrengthReason,
    Strike,
    TransferPlan,
    agreement_standing,
    append,
    apply,
    merge,
    redact_all,
    replay,
    unsettled,
)
from tests.planning.invented import (
    BATCHES,
    NEED,
    OFFICER,
    SUPERVISOR,
    a_goal,
    a_step,
    entry,
    histories,
    opening,
    revision,
)

BY_LAW = Redaction(
    legal_reason="invented act, s. 1", by=SUPERVISOR, on=date(2027, 1, 5)
)
BASE = (opening(a_goal("g1"), a_step("s1", "g1"), a_goal("g2"), a_step("s1", "g2")),)
START = MoveStep(goal="g1", step="s1", action=StepAction.START)
FINISH = MoveStep(goal="g1", step="s1", action=StepAction.COMPLETE)
REMOVE = MoveGoal(goal="g1", action=GoalAction.REMOVE, reason="moved away")


def branch(side, *batches, base=BASE):
    """A history with revisions of one side on top, each of some changes."""
    entries = list(base)
    for number, batch in enumerate(batches):
        by = OFFICER if side == "ours" else SUPERVISOR
        made = revision(f"{side}-{number}", len(entries), *batch, by=by, day=2)
        apply(replay(entries), made)
        entries.append(made)
    return tuple(entries)


def wrong_person(id, **about):
    """A strike of the second revision."""
    return Strike(
        entry=entry(id, reason="wrong person", **about),
        plan="p1",
        base=2,
        revision="r2",
    )


def kinds(merged):
    return [each.kind for each in merged.conflicts]


def pairs(merged):
    """The direct conflicts, whichever side they are seen from."""
    return {
        (each.kind, each.address, frozenset({each.ours, each.theirs}))
        for each in merged.conflicts
        if each.ours
    }


def test_what_is_independent_is_taken():
    ours = branch("ours", [START])
    theirs = branch("theirs", [RewordGoal(goal="g2", title="I will find a room")])

    merged = merge(ours, theirs)

    assert ((), ()) == (merged.conflicts, merged.notices)
    assert "in_progress" == merged.plan.goal("g1").step("s1").status
    assert "I will find a room" == merged.plan.goal("g2").title
    assert [0, 1, 2] == [each.base for each in merged.entries]
    assert 1 == merged.entries[-1].rebased_from


def test_two_target_dates_clash_at_the_date_and_not_at_the_reminder():
    ours = branch("ours", [ScheduleGoal(goal="g1", target_on=date(2027, 1, 1))])
    theirs = branch("theirs", [ScheduleGoal(goal="g1", target_on=date(2027, 2, 1))])

    (conflict,) = merge(ours, theirs).conflicts

    assert (ConflictKind.BOTH_CHANGED, "goal/g1/target_on") == (
        conflict.kind,
        conflict.address,
    )


def test_a_goal_that_one_side_ends_does_not_go_on_at_the_other():
    merged = merge(branch("ours", [REMOVE]), branch("theirs", [START]))

    assert [ConflictKind.CHANGED_AFTER_END] == kinds(merged)
    assert "removed" == merged.plan.goal("g1").lifecycle
    assert "not_started" == merged.plan.goal("g1").step("s1").status


def test_what_is_held_back_is_kept_in_the_history_until_somebody_settles_it():
    merged = merge(branch("ours", [REMOVE]), branch("theirs", [START]))

    assert ["theirs-0"] == [each.id for each in unsettled(merged.entries)]
    assert (START,) == merged.entries[-1].held_back

    settling = attrs.evolve(
        revision("s1", 3, RewordGoal(goal="g2", own_words="I want a room"), day=5),
        settles=("ours-0", "theirs-0"),
    )
    assert () == unsettled(append(merged.entries, settling))


def test_two_titles_for_one_goal_are_both_shown():
    ours = branch("ours", [RewordGoal(goal="g1", title="I will find work")])
    theirs = branch("theirs", [RewordGoal(goal="g1", title="I will train")])

    merged = merge(ours, theirs)

    assert [(ConflictKind.BOTH_CHANGED, "goal/g1/title", "ours-0", "theirs-0")] == [
        (each.kind, each.address, each.ours, each.theirs) for each in merged.conflicts
    ]
    assert "I will find work" == merged.plan.goal("g1").title


def test_two_people_completing_one_step_is_worth_a_notice_and_no_more():
    merged = merge(branch("ours", [FINISH]), branch("theirs", [FINISH]))

    assert [NoticeKind.SAME_CHANGE] == [each.kind for each in merged.notices]
    assert () == merged.conflicts
    assert "completed" == merged.plan.goal("g1").step("s1").status


def test_the_same_change_with_something_besides_is_a_conflict():
    ours = branch("ours", [AmendStep(goal="g1", step="s1", text="Ring them")])
    more = AmendStep(goal="g1", step="s1", text="Ring them", due_on=date(2026, 10, 1))

    merged = merge(ours, branch("theirs", [more]))

    assert [ConflictKind.BOTH_CHANGED] == kinds(merged)


def test_what_rests_on_a_held_back_change_is_held_back_too():
    theirs = branch(
        "theirs",
        [
            RewordGoal(goal="g1", title="I will train"),
            RewordGoal(goal="g2", title="I will find a room"),
        ],
        [RewordGoal(goal="g1", title="I will train as a cook")],
    )
    ours = branch("ours", [RewordGoal(goal="g1", title="I will find work")])

    merged = merge(ours, theirs)

    assert [ConflictKind.BOTH_CHANGED, ConflictKind.BOTH_CHANGED] == kinds(merged)
    assert "I will find a room" == merged.plan.goal("g2").title


def test_a_change_that_needs_a_held_back_one_names_it():
    pause = MoveGoal(goal="g1", action=GoalAction.PAUSE, reason="illness")
    resume = MoveGoal(goal="g1", action=GoalAction.RESUME, target_on=date(2027, 2, 1))
    finish = MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
    )
    theirs = branch("theirs", [REMOVE], [RewordGoal(goal="g2", title="A room")])
    ours = branch("ours", [pause], [resume], [finish])

    merged = merge(ours, theirs)

    assert {ConflictKind.BOTH_CHANGED, ConflictKind.CHANGED_AFTER_END} == set(
        kinds(merged)
    )
    assert "completed" == merged.plan.goal("g1").lifecycle


def test_a_step_added_to_a_held_back_goal_change_depends_on_it():
    restore = MoveGoal(
        goal="g1",
        action=GoalAction.RESTORE_ACTIVE,
        reason="back again",
        target_on=date(2027, 2, 1),
    )
    later = MoveGoal(
        goal="g1",
        action=GoalAction.RESTORE_FUTURE,
        reason="not yet",
        reminder_on=date(2027, 2, 1),
    )
    removed = (*BASE, revision("r2", 1, REMOVE))
    ours = branch("ours", [later], base=removed)
    theirs = branch("theirs", [restore], [a_step("s9", "g1")], base=removed)

    merged = merge(ours, theirs)

    by_kind = {each.kind: each for each in merged.conflicts}
    assert ConflictKind.BOTH_CHANGED in by_kind
    assert merged.plan.goal("g1").step("s9") is None


def test_what_rests_on_a_change_that_clashed_depends_on_it():
    strong = (*BASE, revision("r2", 1, NoteStrength(strength="w1", domain="family")))
    cites = a_goal("g9", because=(StrengthReason(strength="w1"),))
    ours = branch("ours", [DropStrength(strength="w1")], base=strong)
    theirs = branch("theirs", [START], [cites], [a_step("s1", "g9")], base=strong)

    merged = merge(ours, theirs)

    assert [
        (ConflictKind.NOT_ALLOWED_ANY_MORE, "strength/w1/exists", "ours-0", "theirs-1"),
        (ConflictKind.DEPENDS_ON_CONFLICT, "goal/g9/step/s1", "", "theirs-2"),
    ] == [(c.kind, c.address, c.ours, c.theirs) for c in merged.conflicts]
    assert merged.plan.goal("g9") is None


def test_what_was_held_back_stays_when_its_revision_is_merged_again():
    reword = RewordGoal(goal="g1", title="I will train")
    theirs = branch("theirs", [reword, START])
    once = merge(
        branch("ours", [RewordGoal(goal="g1", title="I will find work")]), theirs
    )
    held = once.entries[-1]
    elsewhere = branch("other", [MoveStep(goal="g1", step="s1", action="complete")])

    again = merge(elsewhere, (*BASE, once.entries[1], held)).entries[-1]

    assert (reword,) == held.held_back
    assert {reword, START} == {*again.changes, *again.held_back}
    assert 1 == again.rebased_from


def test_two_new_orders_are_shown_as_such():
    ours = branch("ours", [RankGoal(goal="g1", rank=Decimal(7))])
    places = (
        GoalPlace(goal="g1", rank=Decimal(1)),
        GoalPlace(goal="g2", rank=Decimal(2)),
    )

    merged = merge(ours, branch("theirs", [SpaceGoals(places=places)]))

    assert [ConflictKind.BOTH_REORDERED] == kinds(merged)
    assert Decimal(7) == merged.plan.goal("g1").rank


def test_an_answer_says_that_the_plan_changed_meanwhile():
    answer = AnswerPlan(action=AgreementAction.AGREE, seen=1)

    merged = merge(branch("ours", [answer]), branch("theirs", [a_goal("g3")]))

    assert () == merged.conflicts
    assert [NoticeKind.ANSWER_OUTDATED] == [each.kind for each in merged.notices]
    assert 1 == merged.plan.agreement.seen


def test_nobody_agreed_to_what_the_other_side_added_meanwhile():
    """They saw their version 2; in the merged history version 2 is ours, with a third goal."""
    agree = AnswerPlan(action=AgreementAction.AGREE, seen=2)
    theirs = branch("theirs", [START], [agree])
    ours = branch("ours", [a_goal("g3")])

    taken, given = merge(ours, theirs), merge(theirs, ours)

    for merged, seen in ((taken, 1), (given, 2)):
        standing = agreement_standing(merged.entries)
        assert ("agreed", seen) == (standing.state, standing.seen)
        assert ["goal/g3"] == [edit.where for edit in standing.changed_since]


@pytest.mark.parametrize(
    ("mine", "yours", "seen"),
    [
        (mine, yours, seen)
        for mine in range(3)
        for yours in range(3)
        for seen in range(1, yours + 2)
    ],
)
def test_an_answer_counts_for_what_was_seen_and_no_more(mine, yours, seen):
    """Each side adds goals, and theirs ends with an answer; only the first entry is common."""
    no = AnswerPlan(action=AgreementAction.DISAGREE, seen=seen, reason="too much")
    ours = branch("ours", *([a_goal(f"o{n}")] for n in range(mine)))
    theirs = branch("theirs", *([a_goal(f"t{n}")] for n in range(yours)), [no])

    standing = agreement_standing(merge(ours, theirs).entries)

    assert (1 if mine else seen) == standing.seen
    assert {f"goal/o{n}" for n in range(mine)} <= {
        edit.where for edit in standing.changed_since
    }


def test_an_answer_stays_up_to_date_where_the_other_side_only_made_progress():
    agree = AnswerPlan(action=AgreementAction.AGREE, seen=2)
    theirs = branch("theirs", [START], [agree])
    ours = branch("ours", [MoveStep(goal="g2", step="s1", action=StepAction.START)])

    standing = agreement_standing(merge(ours, theirs).entries)

    assert (True, False) == (standing.asked, standing.out_of_date)


def test_an_answer_that_was_merged_twice_counts_what_all_three_had():
    """A second merge puts one entry more between what they saw and what they answered."""
    agree = AnswerPlan(action=AgreementAction.AGREE, seen=3)
    common = (*BASE, revision("x1", 1, RankGoal(goal="g1", rank=Decimal(1))))
    theirs = branch("theirs", [START], [agree], base=common)
    ours = branch("ours", [RankGoal(goal="g2", rank=Decimal(2))], base=common)
    third = append(BASE, revision("third-0", 1, a_goal("g3"), day=2))

    merged = merge(third, merge(ours, theirs).entries)

    assert ["r1", "third-0", "x1", "ours-0", "theirs-0", "theirs-1"] == [
        each.id for each in merged.entries
    ]
    standing = agreement_standing(merged.entries)
    assert (1, ["goal/g3"]) == (
        standing.seen,
        [edit.where for edit in standing.changed_since],
    )


def test_a_strike_that_came_in_with_an_answer_does_not_hide_what_was_not_seen():
    """Their version 3 is the strike; the merged history has our third goal before it."""
    base = (*BASE, revision("r2", 1, START))
    theirs = append(base, wrong_person("x1", day=3))
    agree = AnswerPlan(action=AgreementAction.AGREE, seen=3)
    theirs = append(theirs, revision("theirs-0", 3, agree, day=4))
    ours = branch("ours", [a_goal("g3")], base=base)

    standing = agreement_standing(merge(ours, theirs).entries)

    assert ["goal/g3"] == [edit.where for edit in standing.changed_since]


def test_two_places_for_one_goal_are_a_conflict_about_that_goal():
    ours = branch("ours", [RankGoal(goal="g1", rank=Decimal(7))])
    theirs = branch("theirs", [RankGoal(goal="g1", rank=Decimal(8))])

    assert [(ConflictKind.BOTH_CHANGED, "goal/g1/rank")] == [
        (each.kind, each.address) for each in merge(ours, theirs).conflicts
    ]


ANSWER = AnswerPlan(action=AgreementAction.AGREE, seen=1)
ORDER = SpaceGoals(places=(GoalPlace(goal="g2", rank=Decimal(1)),))


@pytest.mark.parametrize(
    ("change", "notices"),
    (
        (ORDER, [NoticeKind.ANSWER_OUTDATED]),
        (FindBarrier(barrier="b1", kind="cost"), [NoticeKind.ANSWER_OUTDATED]),
        (TransferPlan(agency="south"), []),
        (NoteStrength(strength="w1", domain="work"), []),
    ),
)
def test_an_answer_is_outdated_by_what_the_plan_asks_and_not_by_who_keeps_it(
    change, notices
):
    for sides in (
        (branch("ours", [ANSWER]), branch("theirs", [change])),
        (branch("ours", [change]), branch("theirs", [ANSWER])),
    ):
        assert notices == [each.kind for each in merge(*sides).notices]


def test_an_answer_is_outdated_by_a_strike():
    base = (*BASE, revision("r2", 1, a_goal("g3")))
    answered = branch("ours", [ANSWER], base=base)

    merged = merge(answered, struck(base, "r2", "x1", "theirs"))

    assert [NoticeKind.ANSWER_OUTDATED] == [each.kind for each in merged.notices]


@pytest.mark.parametrize(
    ("change", "begins"),
    (
        (MoveStep(goal="g1", step="s1", action=StepAction.START), True),
        (
            MoveStep(goal="g1", step="s1", action=StepAction.CANNOT_YET, reason="x"),
            False,
        ),
        (
            MoveGoal(goal="g3", action=GoalAction.START, target_on=date(2027, 1, 1)),
            True,
        ),
        (MoveGoal(goal="g1", action=GoalAction.PAUSE, reason="x"), False),
    ),
)
def test_a_barrier_is_noticed_only_where_the_other_side_begins(change, begins):
    later = a_goal("g3", target_on=None, reminder_on=date(2026, 12, 1))
    base = (*BASE, revision("r2", 1, later))
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g1", "g3"))

    merged = merge(
        branch("ours", [change], base=base), branch("theirs", [find], base=base)
    )

    assert [NoticeKind.BARRIER_FOUND] * begins == [each.kind for each in merged.notices]


def test_a_barrier_found_on_a_goal_that_the_other_side_begins_is_noticed():
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g1",))

    merged = merge(branch("ours", [START]), branch("theirs", [find]))

    assert [(NoticeKind.BARRIER_FOUND, "goal/g1")] == [
        (each.kind, each.address) for each in merged.notices
    ]


def test_a_barrier_found_on_a_goal_that_the_other_side_takes_up_again_is_noticed():
    pause = MoveGoal(goal="g1", action=GoalAction.PAUSE, reason="in hospital")
    paused = (*BASE, revision("r2", 1, pause))
    find = FindBarrier(barrier="b1", kind="transport", blocks=("g1",))
    resume = MoveGoal(goal="g1", action=GoalAction.RESUME, target_on=date(2027, 1, 1))

    merged = merge(
        branch("ours", [find], base=paused), branch("theirs", [resume], base=paused)
    )

    assert () == merged.conflicts
    assert [(NoticeKind.BARRIER_FOUND, "goal/g1")] == [
        (each.kind, each.address) for each in merged.notices
    ]


def test_a_barrier_linked_to_a_goal_that_the_other_side_begins_is_noticed():
    found = (*BASE, revision("r2", 1, FindBarrier(barrier="b1", kind="transport")))
    link = LinkBarrier(barrier="b1", goal="g1")

    merged = merge(
        branch("ours", [START], base=found), branch("theirs", [link], base=found)
    )

    assert [NoticeKind.BARRIER_FOUND] == [each.kind for each in merged.notices]


def test_a_goal_that_cites_what_the_other_side_replaced_is_noticed():
    newer = NeedReason(
        assessment="a2", instrument="example_reentry_screen", domain="work"
    )
    replace = [
        CiteReason(goal="g1", reason=newer),
        CiteReason(goal="g1", reason=NEED, withdrawn=True),
    ]

    merged = merge(branch("ours", [a_goal("g3")]), branch("theirs", replace))

    assert [(NoticeKind.EVIDENCE_SUPERSEDED, "goal/g3/because")] == [
        (each.kind, each.address) for each in merged.notices
    ]


def test_one_id_given_twice_is_the_hosts_fault_and_an_error():
    ours = branch("ours", [a_goal("g3")])
    theirs = branch("theirs", [a_goal("g3", area="housing")])

    with pytest.raises(RevisionRefused, match="goal/g3: one id has two origins"):
        merge(ours, theirs)


def test_one_revision_id_with_two_contents_is_an_error():
    ours = (*BASE, revision("r2", 1, START))
    theirs = (*BASE, revision("r2", 1, REMOVE))

    with pytest.raises(RevisionRefused) as caught:
        merge(ours, theirs)

    assert RefusalCode.ID_REUSED == caught.value.refusals[0].code


def test_one_strike_id_for_two_revisions_is_an_error():
    ours = struck(TWO_TITLES, "r3", "x1", "ours")
    theirs = struck(TWO_TITLES, "r2", "x1", "ours")

    with pytest.raises(RevisionRefused, match="entry/x1: one id has two origins"):
        merge(ours, theirs)


def test_two_plans_are_not_merged():
    other = (opening(a_goal("g1"), id="r7"),)

    with pytest.raises(RevisionRefused, match="do not begin with the same entry"):
        merge(BASE, other)


def test_a_strike_clashes_with_what_touches_what_it_strikes():
    base = (*BASE, revision("r2", 1, START))
    strike = Strike(
        entry=entry("x1", day=3, reason="wrong person"),
        plan="p1",
        base=2,
        revision="r2",
    )
    theirs = append(base, strike)

    merged = merge(branch("ours", [FINISH], base=base), theirs)

    assert [ConflictKind.BOTH_CHANGED] == kinds(merged)
    assert [strike] == [each.their_change for each in merged.conflicts]
    assert strike not in merged.entries
    assert "completed" == merged.plan.goal("g1").step("s1").status


def test_a_strike_of_something_else_is_taken():
    base = (*BASE, revision("r2", 1, START))
    strike = Strike(
        entry=entry("x1", day=3, reason="wrong person"),
        plan="p1",
        base=2,
        revision="r2",
    )

    merged = merge(branch("ours", [a_goal("g3")], base=base), append(base, strike))

    assert () == merged.conflicts
    assert "not_started" == merged.plan.goal("g1").step("s1").status


def struck(base, revision, id, side):
    """A history in which one side strikes out a revision."""
    entries = list(base)
    by = OFFICER if side == "ours" else SUPERVISOR
    made = Strike(
        entry=entry(id, day=3, by=by, reason="wrong person"),
        plan="p1",
        base=len(entries),
        revision=revision,
    )
    return append(entries, made)


TWO_TITLES = (
    *BASE,
    revision("r2", 1, RewordGoal(goal="g1", title="I will find work")),
    revision("r3", 2, RewordGoal(goal="g1", title="I will find a trade")),
)


def test_two_people_striking_one_revision_is_worth_a_notice_and_no_more():
    merged = merge(
        struck(TWO_TITLES, "r3", "x1", "ours"), struck(TWO_TITLES, "r3", "x2", "theirs")
    )

    assert () == merged.conflicts
    assert [NoticeKind.SAME_CHANGE] == [each.kind for each in merged.notices]
    assert "I will find work" == merged.plan.goal("g1").title


def test_two_people_striking_two_revisions_of_one_title_is_a_conflict():
    merged = merge(
        struck(TWO_TITLES, "r3", "x1", "ours"), struck(TWO_TITLES, "r2", "x2", "theirs")
    )

    assert [ConflictKind.BOTH_CHANGED] == kinds(merged)
    assert "I will find work" == merged.plan.goal("g1").title


def test_what_comes_after_a_strike_is_taken_too():
    base = (*BASE, revision("r2", 1, START))
    other = [RewordGoal(goal="g2", title="I will find a room")]
    theirs = branch("theirs", other, base=struck(base, "r2", "x1", "theirs"))

    merged = merge(branch("ours", [a_goal("g3")], base=base), theirs)

    assert ("not_started", "I will find a room") == (
        merged.plan.goal("g1").step("s1").status,
        merged.plan.goal("g2").title,
    )


@pytest.mark.parametrize(
    ("added", "where"),
    (
        (a_goal("g3"), "goal/g3"),
        (a_step("s9", "g1"), "goal/g1/step/s9"),
        (FindBarrier(barrier="b1", kind="cost"), "barrier/b1"),
        (NoteStrength(strength="w1", domain="work"), "strength/w1"),
    ),
)
def test_whatever_both_add_needs_an_id_of_its_own(added, where):
    ours, theirs = branch("ours", [START, added]), branch("theirs", [START, added])

    with pytest.raises(RevisionRefused) as caught:
        merge(ours, theirs)

    assert [(RefusalCode.ID_REUSED, where)] == [
        (each.code, each.where) for each in caught.value.refusals
    ]


@pytest.mark.parametrize("place", (0, 1))
def test_an_entry_that_is_not_known_here_stops_a_merge_and_says_so(place):
    unknown = Unrecognised(kind="entwined", format=7, text="{}")
    strange = (*BASE[:place], unknown, *BASE[place:])

    for sides in (
        (strange, strange),
        (BASE, (*BASE, unknown)),
        ((*BASE, unknown), BASE),
    ):
        with pytest.raises(RevisionRefused, match="'entwined' in format 7"):
            merge(*sides)


def test_a_tombstone_on_either_side_is_the_entry_that_the_other_side_has():
    base = (*BASE, revision("r2", 1, RewordGoal(goal="g1", title="CANARY")))
    erased = redact_all(base, ["r2"], BY_LAW)
    more = branch("theirs", [START], base=base)

    for sides in ((erased, more), (branch("ours", [START], base=erased), base)):
        assert "in_progress" == merge(*sides).plan.goal("g1").step("s1").status


# -- properties -----------------------------------------------------------------------


ADDS = {
    AddGoal: "goal",
    AddStep: "step",
    FindBarrier: "barrier",
    NoteStrength: "strength",
}


def fresh(batch, side, number):
    """Changes with ids of their own side in place of those that both might give."""
    return [
        attrs.evolve(change, **{ADDS[type(change)]: f"{side}-{number}-{place}"})
        if type(change) in ADDS
        else change
        for place, change in enumerate(batch)
    ]


@st.composite
def two_sides(draw):
    """A common history, and two that go on from it, each with ids of its own."""
    common = draw(histories(most=5))
    sides = []
    for side in ("ours", "theirs"):
        entries, plan = list(common), replay(common)
        for number in range(draw(st.integers(0, 4))):
            batch = fresh(draw(BATCHES), side, number)
            made = revision(f"{side}-{number}", plan.version, *batch, day=30)
            try:
                plan = apply(plan, made)
            except RevisionRefused:
                continue
            entries.append(made)
        sides.append(tuple(entries))
    return common, *sides


@given(two_sides())
def test_what_is_merged_replays_and_keeps_every_revision(sides):
    _, ours, theirs = sides

    merged = merge(ours, theirs)

    assert replay(merged.entries) == merged.plan
    assert ours == merged.entries[: len(ours)]
    ids = {each.id for each in (*ours, *theirs)}
    assert ids == {each.id for each in merged.entries}


@given(two_sides())
def test_nothing_of_theirs_is_lost(sides):
    _, ours, theirs = sides
    merged = {each.id: each for each in merge(ours, theirs).entries}

    for each in theirs:
        kept = merged[each.id]
        assert sorted(map(repr, each.changes)) == sorted(
            map(repr, (*kept.changes, *kept.held_back))
        )


@given(two_sides())
def test_merging_gives_one_plan_from_either_side_when_nothing_clashes(sides):
    _, ours, theirs = sides
    one, other = merge(ours, theirs), merge(theirs, ours)
    same = [n for n in one.notices if n.kind is NoticeKind.SAME_CHANGE]

    if not one.conflicts and not same:
        assert one.plan == other.plan


@given(two_sides())
def test_conflicts_are_the_same_from_either_side(sides):
    _, ours, theirs = sides

    assert pairs(merge(ours, theirs)) == pairs(merge(theirs, ours))


@given(two_sides())
def test_merging_with_oneself_or_with_what_one_has_changes_nothing(sides):
    common, ours, theirs = sides
    merged = merge(ours, theirs)

    assert ours == merge(ours, ours).entries
    assert ours == merge(ours, common).entries
    assert ours == merge(common, ours).entries
    assert merged.entries == merge(merged.entries, theirs).entries


@given(two_sides())
def test_whatever_has_no_conflict_needs_no_guessing(sides):
    """No change is refused beyond those whose footprints clash, or rest on such a one."""
    _, ours, theirs = sides

    lonely = [
        each
        for each in merge(ours, theirs).conflicts
        if each.kind is ConflictKind.NOT_ALLOWED_ANY_MORE and not each.ours
    ]
    same = any(n.kind is NoticeKind.SAME_CHANGE for n in merge(ours, theirs).notices)

    assert same or [] == lonely


def test_a_revision_says_that_it_was_rebased():
    ours = branch("ours", [START])
    theirs = branch("theirs", [RankGoal(goal="g2", rank=Decimal(9))])

    taken = merge(ours, theirs).entries[-1]

    assert isinstance(taken, Revision)
    assert (2, 1) == (taken.base, taken.rebased_from)


def test_a_revision_that_both_struck_is_struck_once():
    base = (*BASE, revision("r2", 1, START))
    ours = append(base, wrong_person("x1", day=3))

    merged = merge(ours, append(base, wrong_person("x2", day=4)))

    assert () == merged.conflicts
    assert [NoticeKind.SAME_CHANGE] == [each.kind for each in merged.notices]
    assert ours == merged.entries


def test_one_strike_that_both_have_is_one_entry():
    base = (*BASE, revision("r2", 1, START))
    common = append(base, wrong_person("x1", day=3))

    merged = merge(branch("ours", [a_goal("g3")], base=common), common)

    assert (4, ()) == (len(merged.entries), merged.conflicts)


def test_an_answer_says_that_something_was_struck_meanwhile():
    base = (*BASE, revision("r2", 1, a_goal("g3")))
    answer = AnswerPlan(action=AgreementAction.DISAGREE, seen=2, reason="too much")

    merged = merge(
        branch("ours", [answer], base=base), append(base, wrong_person("x1", day=3))
    )

    assert [NoticeKind.ANSWER_OUTDATED] == [each.kind for each in merged.notices]


def test_a_step_of_a_goal_that_was_open_only_at_their_side_is_shown_and_not_lost():
    """They reopened the goal, added a step and completed it again; here it stayed over."""
    complete = MoveGoal(
        goal="g1",
        action=GoalAction.COMPLETE,
        achievement=AchievementAction.CONCLUDE_FULL,
        reason="reached",
    )
    reopen = MoveGoal(
        goal="g1",
        action=GoalAction.REOPEN,
        target_on=date(2026, 12, 1),
        reason="one thing more",
    )
    lasts = RateGoal(
        goal="g1", action=AchievementAction.RATE_SUSTAINING, evidence=("n1",)
    )
    base = (*BASE, revision("r2", 1, complete))
    ours = branch("ours", [lasts], base=base)
    besides = RewordGoal(goal="g2", title="I will find a room")
    added = [a_step("s9", "g1"), besides]
    theirs = branch("theirs", [reopen], added, [complete], [lasts], base=base)

    merged = merge(ours, theirs)

    assert [(ConflictKind.NOT_ALLOWED_ANY_MORE, "goal/g1/step/s9", "", "theirs-1")] == [
        (each.kind, each.address, each.ours, each.theirs) for each in merged.conflicts
    ]
    assert ["theirs-1"] == [
        each.id for each in unsettled(merged.entries) if a_step("s9") in each.held_back
    ]
    assert "I will find a room" == merged.plan.goal("g2").title
