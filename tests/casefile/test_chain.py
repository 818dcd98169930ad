"""The chain can be walked from either end, and coverage says where it breaks."""

from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.casefile import (
    Kind,
    Node,
    chain_of,
    coverage,
    goal_node,
    need_node,
    scale_changes,
    state_of,
)
from supervise.needs import Need
from supervise.planning import (
    Carried,
    CarryChoice,
    OpenPlan,
    SetAsideNeed,
    WishReason,
)
from supervise.planning.referrals import AmendReferral
from supervise.records import ScoreSheet
from tests.casefile.invented import (
    OPENING,
    REFERRAL_ACTS,
    a_case,
    assessment,
    day,
    found,
    goal,
    reading,
    revision,
)
from tests.referrals.invented import OFFICER, PERSON, attended, entry

NEED = need_node("a1", "work")
CHANGE = Node(Kind.CHANGE, "a1/a2")


def chain(number=400, **changed):
    return chain_of(state_of(a_case(**changed), as_of=day(number)))


def test_the_whole_way_is_linked_from_the_need_to_the_change_in_score():
    step = Node(Kind.STEP, "p1/g1/s1")
    referral = Node(Kind.REFERRAL, "ref1")
    session, read = Node(Kind.ATTENDANCE, "ref1-at-1-12"), Node(Kind.READING, "read1")
    way = (NEED, goal_node("p1", "g1"), step, referral, session, read, CHANGE)
    links = chain().links

    assert [True] * 6 == [pair in links for pair in pairwise(way)]
    assert tuple(Kind) == tuple(node.kind for node in way)


def test_the_chain_can_be_walked_from_either_end():
    found_chain = chain()

    assert CHANGE in found_chain.walk_down(NEED)
    assert NEED in found_chain.walk_up(CHANGE)


def test_a_walk_down_and_a_walk_up_agree_everywhere():
    found_chain = chain()

    for node in found_chain.nodes:
        for below in found_chain.walk_down(node):
            assert node in found_chain.walk_up(below)


def test_a_session_that_was_missed_links_nothing():
    assert () == chain().above(Node(Kind.ATTENDANCE, "ref1-at-2-19"))


def test_a_session_leads_to_the_next_reading_of_each_voice_and_no_other():
    below = chain().below(Node(Kind.ATTENDANCE, "ref1-at-1-12"))

    assert (Node(Kind.READING, "read1"), Node(Kind.READING, "read2")) == below
    assert (Node(Kind.READING, "read2"),) == chain().below(
        Node(Kind.ATTENDANCE, "ref1-at-3-26")
    )


def test_a_referral_without_a_step_hangs_on_its_goal():
    without = attrs.evolve(REFERRAL_ACTS[0], steps=())

    assert (goal_node("p1", "g1"),) == chain(
        referral_acts=(without, *REFERRAL_ACTS[1:])
    ).above(Node(Kind.REFERRAL, "ref1"))


def test_a_goal_that_was_carried_over_leads_back_to_the_old_one():
    carried = Carried(
        plan="p1",
        goal="g1",
        version=1,
        on=day(60),
        by=OFFICER,
        choice=CarryChoice.AS_IT_WAS,
    )
    new_plan = attrs.evolve(
        revision(
            "r9",
            0,
            OpenPlan(person=PERSON, period="2027"),
            attrs.evolve(
                goal("g9", "work"), carried=carried, because=(WishReason(words="w"),)
            ),
            number=60,
        ),
        plan="p9",
    )

    assert NEED in chain(plan_entries=(OPENING, new_plan)).walk_up(
        goal_node("p9", "g9")
    )


# -- coverage ------------------------------------------------------------------------


def breaks(number=50, **changed):
    state = state_of(a_case(**changed), as_of=day(number))
    return {each.domain: each.breaks_at for each in coverage(state).needs}


def test_each_need_says_where_its_chain_breaks():
    # Before the second assessment: work has all but a change; g2 has no step; nobody made
    # housing a goal.
    assert {
        "work": Kind.CHANGE,
        "substance": Kind.STEP,
        "housing": Kind.GOAL,
    } == breaks()


def test_a_whole_chain_breaks_nowhere():
    assert None is breaks(number=100)["work"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    (
        ({"referral_acts": ()}, Kind.REFERRAL),
        ({"facts": ()}, Kind.ATTENDANCE),
        ({"facts": (attended(1, day=12),)}, Kind.READING),
        ({"facts": (attended(1, "absent_logistic", day=12),)}, Kind.ATTENDANCE),
    ),
)
def test_the_first_missing_link_is_where_it_breaks(changed, expected):
    assert expected is breaks(number=50, **changed)["work"]


def test_a_need_that_was_set_aside_is_no_break_until_its_day():
    aside = SetAsideNeed(
        domain="housing", assessment="a1", reason="has a lease", until=day(60)
    )
    changed = {"plan_entries": (OPENING, revision("r2", 1, aside, number=4))}

    assert breaks(60, **changed)["housing"] is None
    assert breaks(61, **changed)["housing"] is Kind.GOAL


def test_a_goal_of_an_earlier_assessment_counts_for_the_latest():
    (work, substance) = coverage(state_of(a_case(), as_of=day(100))).needs

    assert ("a2", "work", "substance") == (
        work.assessment,
        work.domain,
        substance.domain,
    )
    assert Kind.GOAL in work.reaches


def test_what_leads_back_to_no_need_is_adrift():
    case = {
        "facts": (
            reading("r7", 20, 1, goal="unknown"),
            attended(1, day=3, referral="x"),
        ),
        "referral_acts": (attrs.evolve(REFERRAL_ACTS[0], goals=("gone",), steps=()),),
    }

    assert {
        Node(Kind.READING, "r7"),
        Node(Kind.ATTENDANCE, "ref1-at-1-3".replace("ref1", "x")),
        Node(Kind.REFERRAL, "ref1"),
    } == set(coverage(state_of(a_case(**case), as_of=day(50))).adrift)


def test_needs_with_a_goal_are_counted_of_those_not_set_aside():
    assert (2, 3) == coverage(state_of(a_case(), as_of=day(50))).with_goal


@given(st.sets(st.sampled_from(("work", "substance", "housing")), min_size=1))
def test_every_assessed_need_is_in_the_coverage_whatever_was_done(domains):
    domains = sorted(domains)
    needs = [found(getattr(Need, each.upper())) for each in domains]
    case = a_case(assessments=(assessment("a1", 0, 1, "low", *needs),), plan_entries=())

    report = coverage(state_of(case, as_of=day(50)))

    assert domains == sorted(each.domain for each in report.needs)
    assert {Kind.GOAL} == {each.breaks_at for each in report.needs}


def test_a_session_that_was_missed_is_no_part_of_the_chain():
    nodes = chain().nodes

    # Day 19 was an absence; days 12 and 26 were attended.
    assert ["ref1-at-1-12", "ref1-at-3-26"] == [
        node.id for node in nodes if node.kind is Kind.ATTENDANCE
    ]


def test_a_goal_for_the_need_of_another_instrument_counts():
    other = assessment(
        "b1", 5, 2, "medium", found(Need.WORK), instrument="other_screen"
    )
    case = a_case(assessments=(*a_case().assessments, other))

    covered = coverage(state_of(case, as_of=day(100))).needs

    assert [("a2", True), ("b1", True)] == [
        (each.assessment, Kind.GOAL in each.reaches)
        for each in covered
        if each.domain == "work"
    ]


# -- changes in score ----------------------------------------------------------------


def test_a_change_in_score_is_the_later_less_the_earlier():
    first, second = a_case().assessments

    (change,) = scale_changes(first, second)

    # 1 after 3.
    assert (3, 1, -2) == (change.earlier, change.later, change.difference)


def test_a_scale_without_a_score_changes_by_its_level():
    first, second = a_case().assessments
    judged = [
        attrs.evolve(each, sheet=attrs.evolve(each.sheet, scales=(scale,)))
        for each in (first, second)
        for scale in (attrs.evolve(each.sheet.scales[0], score=None),)
    ]

    (change,) = scale_changes(*judged)

    assert (None, "high", "low", True) == (
        change.difference,
        change.earlier_level,
        change.later_level,
        change.level_changed,
    )


def test_levels_of_two_definitions_are_not_called_a_change():
    first, second = a_case().assessments
    identity = attrs.evolve(second.sheet.identity, fingerprint="1" * 64)
    other = attrs.evolve(second, sheet=attrs.evolve(second.sheet, identity=identity))

    (change,) = scale_changes(first, other)

    assert ("high", "low", False) == (
        change.earlier_level,
        change.later_level,
        change.level_changed,
    )


def test_scores_of_two_definitions_are_not_subtracted():
    first, second = a_case().assessments
    identity = attrs.evolve(second.sheet.identity, fingerprint="1" * 64)
    other = attrs.evolve(second, sheet=attrs.evolve(second.sheet, identity=identity))

    (change,) = scale_changes(first, other)

    assert isinstance(other.sheet, ScoreSheet)
    assert (False, None) == (change.comparable, change.difference)


def test_amending_moves_a_referral_to_another_goal_in_the_chain():
    amended = AmendReferral(
        entry=entry("amend", day=13, reason="the plan changed"),
        referral="ref1",
        base=6,
        goals=("g2",),
    )

    above = chain(referral_acts=(*REFERRAL_ACTS, amended)).above(
        Node(Kind.REFERRAL, "ref1")
    )

    assert goal_node("p1", "g2") in above
