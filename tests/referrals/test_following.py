"""A referral follows its table and its guards, and everything else is refused."""

from datetime import date
from itertools import product

import attrs
import pytest

from supervise.errors import (
    DeclarationError,
    RefusalCode,
    RevisionRefused,
    StaleRevision,
)
from supervise.histories import NEW, Unrecognised
from supervise.people import Actor, Role, Sensitivity
from supervise.planning.referrals import (
    HANDOVER,
    REFERRAL,
    AmendReferral,
    AssignReferral,
    BasisKind,
    Content,
    ContentItem,
    GoalOutcome,
    HandoverAction,
    HandoverState,
    Reached,
    ReferralAction,
    ReferralState,
    RoleLimit,
    SharingBasis,
    Waiting,
    advance,
    parcel,
    replay_referral,
)
from tests.referrals.invented import (
    BASIS,
    GOALS,
    OFFICER,
    PROVIDER,
    WAYS,
    a_referral,
    acts_to,
    entry,
    hand_over,
    move,
    prepare,
    refused,
    sessions,
)

# Typed in once more from the published table: what is not here is refused.
PUBLISHED = {
    "draft": {"discard": "discarded", "send": "sent"},
    "sent": {
        "acknowledge": "received",
        "accept": "accepted",
        "waitlist": "waitlisted",
        "decline": "declined_by_provider",
        "refuse": "refused_by_person",
        "withdraw": "withdrawn",
    },
    "received": {
        "accept": "accepted",
        "waitlist": "waitlisted",
        "decline": "declined_by_provider",
        "refuse": "refused_by_person",
        "withdraw": "withdrawn",
    },
    "waitlisted": {
        "accept": "accepted",
        "decline": "declined_by_provider",
        "refuse": "refused_by_person",
        "withdraw": "withdrawn",
    },
    "accepted": {
        "refuse": "refused_by_person",
        "withdraw": "withdrawn",
        "start": "in_progress",
    },
    "in_progress": {"hold": "on_hold", "end": "ended"},
    "on_hold": {"resume": "in_progress", "end": "ended"},
}
MOVES = [action for action in ReferralAction if action is not ReferralAction.PREPARE]


def target(state, action):
    if action == "enter_in_error" and state != "entered_in_error":
        return "entered_in_error"
    return PUBLISHED.get(state, {}).get(action)


@pytest.mark.parametrize(("state", "action"), tuple(product(WAYS, MOVES)))
def test_a_move_leads_where_the_table_says_or_is_refused(state, action):
    before = a_referral(state)
    act = move(action, before.version)
    expected = target(state, action)

    if expected is None:
        assert [RefusalCode.NOT_IN_TABLE] == [
            each.code for each in refused(before, act)
        ]
    else:
        assert expected == advance(before, act).state


@pytest.mark.parametrize("state", WAYS)
def test_there_is_a_way_to_every_state(state):
    assert state == a_referral(state).state
    assert set(WAYS) == set(ReferralState)


@pytest.mark.parametrize(
    ("state", "action"), tuple(product((NEW, *HandoverState), HandoverAction))
)
def test_a_hand_over_follows_its_table_or_is_refused(state, action):
    ways = {
        NEW: (),
        "none": ("none",),
        "offered": ("offer",),
        "introduced": ("offer", "introduce"),
        "met": ("offer", "introduce", "confirm_met"),
    }
    before = prepared = advance(None, prepare())
    for each in ways[state]:
        before = advance(before, hand_over(each, before.version))
    published = {
        (NEW, "none"): "none",
        (NEW, "offer"): "offered",
        ("offered", "introduce"): "introduced",
        ("introduced", "confirm_met"): "met",
    }
    act = hand_over(action, before.version)
    expected = published.get((str(state), str(action)))

    assert prepared.handover_state is None
    if expected is None:
        assert [RefusalCode.NOT_IN_TABLE] == [
            each.code for each in refused(before, act)
        ]
    else:
        assert expected == advance(before, act).handover_state


@pytest.mark.parametrize(
    ("state", "action", "without"),
    (
        ("draft", "send", {"basis": None, "carries": ()}),
        ("sent", "waitlist", {"waiting": None}),
        ("sent", "decline", {"reason": " "}),
        ("sent", "refuse", {"reason": ""}),
        ("accepted", "withdraw", {"reason": ""}),
        ("accepted", "start", {"first_attended_on": None}),
        ("in_progress", "hold", {"reason": ""}),
        ("on_hold", "end", {"reason": ""}),
        ("in_progress", "end", {"outcomes": ()}),
        ("sent", "enter_in_error", {"reason": ""}),
    ),
)
def test_a_field_that_the_table_asks_for_is_needed(state, action, without):
    before = a_referral(state)
    act = move(action, before.version, **without)

    assert [RefusalCode.FIELD_NEEDED] == [each.code for each in refused(before, act)]


def test_sending_needs_a_word_about_the_hand_over():
    before = advance(None, prepare())

    assert ["'send' needs handover"] == [
        each.says for each in refused(before, move("send", 1))
    ]


def test_no_hand_over_is_a_choice_with_a_reason():
    before = advance(None, prepare())

    assert refused(before, hand_over("none", 1, reason=""))
    without = advance(before, hand_over("none", 1, reason="the person prefers it"))
    assert not without.is_warm
    assert "sent" == advance(without, move("send", 2)).state


def test_preparing_needs_goals_and_is_done_once():
    assert ["'prepare' needs goals"] == [
        each.says for each in refused(None, prepare(goals=()))
    ]
    assert RefusalCode.NOT_IN_TABLE is refused(a_referral(), prepare())[0].code


def test_nothing_moves_before_it_is_prepared():
    with pytest.raises(StaleRevision):
        advance(None, move("send", 1))


# -- the basis ------------------------------------------------------------------


def sending(basis=BASIS, *carries, day=0):
    return move("send", 2, basis=basis, carries=carries, day=day)


@pytest.mark.parametrize(
    ("basis", "carries", "says"),
    (
        (
            attrs.evolve(BASIS, recipient="org-other"),
            (),
            "the basis is for 'org-other', not for 'org-harbour'",
        ),
        (
            attrs.evolve(BASIS, expires_on=date(2026, 1, 4)),
            (),
            "the basis is not in force on 2026-01-05",
        ),
        (
            attrs.evolve(BASIS, ended_on=date(2026, 1, 5)),
            (),
            "the basis is not in force on 2026-01-05",
        ),
        (
            attrs.evolve(BASIS, given_on=date(2026, 1, 6)),
            (),
            "the basis is not in force on 2026-01-05",
        ),
        (
            BASIS,
            (GOALS, ContentItem(content=Content.NOTES, ref="n1")),
            "the basis does not cover notes",
        ),
        (
            BASIS,
            (attrs.evolve(GOALS, sensitivity=Sensitivity.VICTIM),),
            "the basis does not cover content of sensitivity victim",
        ),
        (
            BASIS,
            (attrs.evolve(GOALS, sensitivity=Sensitivity.SUBSTANCE_USE_TREATMENT),),
            "the basis does not cover content of sensitivity substance_use_treatment",
        ),
    ),
)
def test_a_referral_carries_only_what_its_basis_covers(basis, carries, says):
    assert [says] == [
        each.says for each in refused(a_referral(), sending(basis, *carries))
    ]


@pytest.mark.parametrize("last_day", ("expires_on",))
def test_a_basis_holds_on_its_last_day(last_day):
    basis = attrs.evolve(BASIS, **{last_day: date(2026, 1, 5)})

    assert () == refused(a_referral(), sending(basis, GOALS))


def test_a_parcel_leaves_behind_what_is_not_covered_and_says_why():
    notes = ContentItem(content=Content.NOTES, ref="n1")

    found = parcel((GOALS, notes), BASIS, recipient="org-harbour", on=date(2026, 1, 5))

    assert (GOALS,) == found.carried
    assert [(notes, "the basis does not cover notes")] == [
        (each.item, each.why) for each in found.left_out
    ]
    assert () == refused(a_referral(), sending(BASIS, *found.carried))


def test_a_law_is_cited_and_a_basis_covers_something():
    with pytest.raises(DeclarationError) as caught:
        SharingBasis(
            id="law-1",
            kind=BasisKind.LAW,
            recipient="org-harbour",
            purpose="",
            covers=(),
            given_on=date(2026, 1, 1),
        )

    assert (
        "say what it is for",
        "it covers nothing",
        "a law must be cited",
    ) == caught.value.defects


# -- the other guards -------------------------------------------------------------


def outcome(goal):
    return GoalOutcome(goal=goal, reached=Reached.NOT)


@pytest.mark.parametrize(
    ("goals", "says"),
    (
        (("g1",), ["goal 'g2' has no outcome"]),
        (("g1", "g2", "g3"), ["goal 'g3' is none of its goals"]),
        (("g1", "g1", "g2"), ["goal 'g1' has two outcomes"]),
    ),
)
def test_each_goal_has_one_outcome_at_the_end(goals, says):
    before = a_referral("in_progress")
    act = move("end", before.version, outcomes=tuple(map(outcome, goals)))

    assert says == [each.says for each in refused(before, act)]


@pytest.mark.parametrize(
    ("first", "says"),
    (
        (date(2026, 1, 6), "the first day attended, 2026-01-06, is still to come"),
        (
            date(2026, 1, 4),
            "the first day attended, 2026-01-04, is before the referral",
        ),
    ),
)
def test_the_first_day_attended_lies_between_the_referral_and_the_act(first, says):
    before = a_referral("accepted")
    act = move("start", before.version, first_attended_on=first)

    assert [says] == [each.says for each in refused(before, act)]


def test_a_move_cannot_be_dated_before_what_it_follows():
    before = a_referral("sent", day=10)

    act = move("accept", before.version, day=9)

    assert [RefusalCode.BACKDATED] == [each.code for each in refused(before, act)]


def test_approved_sessions_never_become_fewer():
    before = a_referral("accepted", planned=8)

    assert 10 == advance(before, sessions(10, before.version)).sessions
    assert ["7 sessions are fewer than the 8 approved"] == [
        each.says for each in refused(before, sessions(7, before.version))
    ]


@pytest.mark.parametrize("state", ("draft", "sent", "ended", "withdrawn"))
def test_sessions_are_approved_only_while_a_referral_is_accepted_or_runs(state):
    before = a_referral(state)

    assert refused(before, sessions(8, before.version))


def test_only_the_last_assignment_is_current():
    referral = a_referral("accepted")
    for worker in ("worker-1", "worker-2"):
        referral = advance(
            referral,
            AssignReferral(
                entry=entry(f"assign-{worker}"),
                referral="ref1",
                base=referral.version,
                to=Actor(worker, Role.PROVIDER),
            ),
        )

    assert Actor("worker-2", Role.PROVIDER) == referral.assigned_to
    assert ["worker-1", "worker-2"] == [each.to.id for each in referral.assignments]


def amend(base, reason="the plan changed", **changed):
    return AmendReferral(
        entry=entry(f"amend-{base}", reason=reason),
        referral="ref1",
        base=base,
        **changed,
    )


def test_amending_has_a_reason_and_leaves_a_goal():
    before = a_referral("sent")

    assert ("g1",) == advance(before, amend(before.version, goals=("g1",))).goals
    assert ["it must serve at least one goal", "amending needs a reason"] == [
        each.says for each in refused(before, amend(before.version, "", goals=()))
    ]
    assert refused(
        a_referral("ended"), amend(a_referral("ended").version, goals=("g1",))
    )


def test_a_policy_can_only_take_moves_away_from_a_role():
    limits = (RoleLimit(action=ReferralAction.ACCEPT, roles=(Role.PROVIDER,)),)
    before = a_referral("sent")

    by_provider = move("accept", before.version, by=PROVIDER)
    assert "accepted" == advance(before, by_provider, limits=limits).state
    with pytest.raises(RevisionRefused, match="'accept' is not for the role officer"):
        advance(before, move("accept", before.version, by=OFFICER), limits=limits)
    draft = a_referral()
    with pytest.raises(RevisionRefused, match="no 'accept' from draft"):
        advance(draft, move("accept", draft.version, by=PROVIDER), limits=limits)


def test_an_act_on_another_version_is_refused_with_both_named():
    before = a_referral("sent")

    with pytest.raises(StaleRevision) as caught:
        advance(before, move("accept", before.version - 1))

    assert (2, 3) == (caught.value.expected, caught.value.actual)


def test_an_act_of_another_referral_is_refused():
    act = move("accept", 3, referral="ref2")

    assert [RefusalCode.WRONG_STREAM] == [
        each.code for each in refused(a_referral("sent"), act)
    ]


@pytest.mark.parametrize("state", WAYS)
def test_replaying_gives_what_following_gave(state):
    assert a_referral(state) == replay_referral(acts_to(state))


def test_an_id_is_never_used_twice():
    acts = acts_to("sent")
    again = attrs.evolve(move("accept", 3), entry=acts[2].entry)

    with pytest.raises(RevisionRefused, match="the same id"):
        replay_referral([*acts, again])


def test_an_act_that_is_not_known_stops_the_replay_and_is_not_guessed():
    strange = Unrecognised(kind="referral_teleport", format=1, text="{}")

    with pytest.raises(RevisionRefused, match="referral_teleport"):
        replay_referral([*acts_to("draft"), strange])


def test_where_a_referral_stood_on_a_day_is_remembered():
    acts = [prepare(day=0), hand_over("offer", 1, day=0), move("send", 2, day=3)]
    referral = replay_referral(acts)

    assert [None, "draft", "draft", "sent"] == [
        referral.state_on(date(2026, 1, day)) for day in (4, 5, 7, 8)
    ]


@pytest.mark.parametrize(
    "make",
    (
        lambda: move("accept", 0),
        lambda: move("accept", 2, basis=BASIS),
        lambda: move("send", 2, waiting=Waiting(position=1)),
        lambda: move("prepare", 2),
        Waiting,
        lambda: Waiting(position=0),
        lambda: prepare(goals=("g1", "g1")),
        lambda: sessions(0, 2),
        lambda: amend(2),
        lambda: amend(2, needs=("work", "work")),
        lambda: GoalOutcome(goal=" ", reached=Reached.NOT),
        lambda: hand_over("offer", 0),
        lambda: AssignReferral(entry=entry("assign"), referral="", base=1, to=PROVIDER),
    ),
)
def test_an_act_that_makes_no_sense_cannot_be_made(make):
    with pytest.raises(DeclarationError):
        make()


def test_a_history_without_an_act_is_no_referral():
    with pytest.raises(RevisionRefused, match="nothing prepares the referral"):
        replay_referral(())


def test_a_referral_is_shown_by_its_id_version_and_state():
    assert "<referral ref1, version 3, sent>" == repr(a_referral("sent"))


def test_nothing_goes_along_to_somebody_else_than_the_basis_names():
    found = parcel((GOALS,), BASIS, recipient="org-other", on=date(2026, 1, 5))

    assert () == found.carried
    assert ["the basis is for 'org-harbour', not for 'org-other'"] == [
        each.why for each in found.left_out
    ]


def test_words_are_not_in_the_repr():
    acts = [*acts_to("sent"), move("decline", 3, reason="CANARY")]

    assert "CANARY" not in repr(acts) + repr(replay_referral(acts).stages)


def test_nothing_leads_out_of_an_entry_in_error_alone():
    assert ("entered_in_error",) == REFERRAL.terminal
    assert {"none", "met"} == set(HANDOVER.terminal)
