"""Signing, requests and reviews: streams of their own beside the plan."""

from datetime import date, timedelta

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
from supervise.people import Actor, Role
from supervise.planning import (
    AgreementAction,
    AnswerPlan,
    Dueness,
    Involvement,
    RequestAct,
    RequestAction,
    RequestState,
    ReviewAct,
    ReviewAction,
    ReviewRule,
    RewordGoal,
    RoleLimit,
    SigningAct,
    SigningAction,
    SigningPolicy,
    SigningState,
    advance_request,
    advance_review,
    advance_signing,
    apply,
    digest,
    due_for_review,
    opening_of,
    review_standing,
    unanswered,
)
from tests.planning.invented import (
    AVERY,
    OFFICER,
    SUPERVISOR,
    a_goal,
    a_plan,
    a_step,
    entry,
    revision,
)

SECOND_SUPERVISOR = Actor("supervisor-003", Role.SUPERVISOR)


@pytest.fixture
def agreed():
    """A plan that the person agreed to."""
    plan = a_plan(a_goal(), a_step())
    answer = AnswerPlan(action=AgreementAction.AGREE, seen=1)
    return apply(plan, revision("r2", 1, answer))


def signing_of(plan, *acts, policy=None):
    """A round of signing with acts by somebody, in turn."""
    signing = advance_signing(None, opening_of(plan, entry("o1"), "sign-1"))
    for number, (action, by, reason) in enumerate(acts):
        act = SigningAct(
            entry=entry(f"a{number}", by=by, reason=reason),
            signing="sign-1",
            base=signing.version,
            action=action,
        )
        signing = advance_signing(signing, act, policy)
    return signing


def refused(call):
    with pytest.raises(RevisionRefused) as caught:
        call()
    return [each.says for each in caught.value.refusals]


# -- signing ------------------------------------------------------------------------


def test_a_version_is_sealed_with_its_digest(agreed):
    signing = signing_of(agreed)

    assert (SigningState.UNSIGNED, 2) == (signing.state, signing.sealed)
    assert signing.seals(agreed)
    assert digest(agreed) == signing.digest


def test_a_seal_does_not_fit_a_plan_that_was_altered(agreed):
    later = apply(agreed, revision("r3", 2, RewordGoal(goal="g1", title="Other")))

    assert not signing_of(agreed).seals(later)


def test_two_supervisors_countersign_one_after_the_other(agreed):
    signing = signing_of(
        agreed,
        (SigningAction.SIGN_FOR_COUNTERSIGN, OFFICER, ""),
        (SigningAction.PASS_ON, SUPERVISOR, ""),
        (SigningAction.COUNTERSIGN, SECOND_SUPERVISOR, ""),
    )

    assert SigningState.DOUBLE_COUNTERSIGNED == signing.state


def test_nobody_countersigns_what_they_signed_themselves(agreed):
    says = refused(
        lambda: signing_of(
            agreed,
            (SigningAction.SIGN_FOR_COUNTERSIGN, OFFICER, ""),
            (SigningAction.COUNTERSIGN, OFFICER, ""),
        )
    )

    assert ["nobody countersigns what they did themselves"] == says


def test_who_passed_a_plan_on_does_not_countersign_it_too(agreed):
    says = refused(
        lambda: signing_of(
            agreed,
            (SigningAction.SIGN_FOR_COUNTERSIGN, OFFICER, ""),
            (SigningAction.PASS_ON, SUPERVISOR, ""),
            (SigningAction.COUNTERSIGN, SUPERVISOR, ""),
        )
    )

    assert ["nobody countersigns what they did themselves"] == says


def test_a_plan_that_the_person_was_not_asked_about_is_not_signed():
    plan = a_plan(a_goal(), a_step())

    says = refused(lambda: signing_of(plan, (SigningAction.SIGN, OFFICER, "")))

    assert ["the person was not asked about the version that was sealed"] == says


def test_a_plan_that_the_person_does_not_agree_with_can_be_signed():
    plan = a_plan(a_goal(), a_step())
    no = AnswerPlan(action=AgreementAction.DISAGREE, seen=1, reason="too much")
    plan = apply(plan, revision("r2", 1, no))

    signing = signing_of(plan, (SigningAction.SIGN, OFFICER, ""))

    assert SigningState.SELF_SIGNED == signing.state


def test_the_same_signature_twice_is_refused(agreed):
    sign = (SigningAction.SIGN, OFFICER, "")

    assert ["no 'sign' from self_signed"] == refused(
        lambda: signing_of(agreed, sign, sign)
    )


def test_rejecting_needs_a_reason(agreed):
    acts = [
        (SigningAction.SIGN_FOR_COUNTERSIGN, OFFICER, ""),
        (SigningAction.REJECT, SUPERVISOR, ""),
    ]

    assert ["'reject' needs reason"] == refused(lambda: signing_of(agreed, *acts))


def test_a_policy_can_ask_for_countersigning(agreed):
    policy = SigningPolicy(id="example", source="invented", countersigned=True)

    says = refused(
        lambda: signing_of(agreed, (SigningAction.SIGN, OFFICER, ""), policy=policy)
    )

    assert ["policy 'example' asks for countersigning"] == says


def test_a_policy_can_say_who_countersigns(agreed):
    limit = RoleLimit(
        action=SigningAction.COUNTERSIGN, roles=frozenset({Role.SUPERVISOR})
    )
    policy = SigningPolicy(id="example", source="invented", limits=(limit,))
    sign = (SigningAction.SIGN_FOR_COUNTERSIGN, OFFICER, "")
    other_officer = Actor("officer-008", Role.OFFICER)

    says = refused(
        lambda: signing_of(
            agreed, sign, (SigningAction.COUNTERSIGN, other_officer, ""), policy=policy
        )
    )

    assert ["policy 'example' does not let this role countersign"] == says


def test_waiting_for_a_signature_never_blocks_work_on_the_plan(agreed):
    signing = signing_of(agreed, (SigningAction.SIGN_FOR_COUNTERSIGN, OFFICER, ""))

    later = apply(agreed, revision("r3", 2, a_goal("g2")))

    assert SigningState.AWAITING_COUNTERSIGN == signing.state
    assert 3 == later.version


def test_two_signatures_at_once_do_not_both_count(agreed):
    signing = signing_of(agreed, (SigningAction.SIGN_FOR_COUNTERSIGN, OFFICER, ""))
    act = SigningAct(
        entry=entry("late", by=SUPERVISOR),
        signing="sign-1",
        base=1,
        action=SigningAction.COUNTERSIGN,
    )

    with pytest.raises(StaleRevision):
        advance_signing(signing, act)


# -- requests -------------------------------------------------------------------------


def request_act(action, base, by=OFFICER, id="q1", day=0, **given):
    reason = given.pop("reason", "")
    return RequestAct(
        entry=entry(f"{id}-{base}", by=by, day=day, reason=reason),
        request=id,
        base=base,
        action=action,
        **given,
    )


def asked(id="q1", day=0):
    act = request_act(
        RequestAction.ASK,
        0,
        by=AVERY,
        id=id,
        day=day,
        words="I would rather train than look for work",
        about="goal/g1",
    )
    return advance_request(None, act)


def test_a_request_is_answered_by_a_revision_that_does_what_was_asked():
    accept = request_act(RequestAction.ACCEPT, 1, revision="r7")

    answered = advance_request(asked(), accept)

    assert (RequestState.ACCEPTED, "r7") == (answered.state, answered.revision)


def test_declining_a_request_needs_a_reason():
    decline = request_act(RequestAction.DECLINE, 1)

    assert ["'decline' needs reason"] == refused(
        lambda: advance_request(asked(), decline)
    )


def test_a_request_has_words():
    empty = request_act(RequestAction.ASK, 0, by=AVERY)

    assert ["'ask' needs words"] == refused(lambda: advance_request(None, empty))


def test_nobody_answers_their_own_request():
    accept = request_act(RequestAction.ACCEPT, 1, by=AVERY, revision="r7")

    assert ["nobody answers their own request"] == refused(
        lambda: advance_request(asked(), accept)
    )


def test_only_who_asked_takes_a_request_back():
    withdraw = request_act(RequestAction.WITHDRAW, 1)

    assert ["only who asked takes a request back"] == refused(
        lambda: advance_request(asked(), withdraw)
    )
    taken_back = advance_request(
        asked(), request_act(RequestAction.WITHDRAW, 1, by=AVERY)
    )
    assert RequestState.WITHDRAWN == taken_back.state


def test_unanswered_requests_are_listed_the_oldest_first():
    decline = request_act(RequestAction.DECLINE, 1, id="q2", reason="the court decides")
    answered = advance_request(asked("q2"), decline)

    waiting = unanswered([asked("q3", day=5), answered, asked("q1")])

    assert ["q1", "q3"] == [each.id for each in waiting]
    assert 12 == waiting[0].days_waiting(date(2026, 9, 13))
    assert 0 == answered.days_waiting(date(2026, 9, 13))


# -- reviews ---------------------------------------------------------------------------

RULE = ReviewRule(
    id="example_half_year",
    source="invented",
    months=6,
    days_before=14,
    days_after=14,
    grace_days=5,
    most_days_put_off=60,
)
OPENED = date(2026, 9, 1)
# Six months after 1 September is 1 March; the window is fourteen days to either side.
STARTS, ENDS = date(2027, 2, 15), date(2027, 3, 15)


def review_act(action, base, on, **given):
    days = (on - OPENED).days
    reason = given.pop("reason", "")
    return ReviewAct(
        entry=entry(f"v{base}", day=days, reason=reason),
        review="v1",
        base=base,
        action=action,
        **given,
    )


def scheduled():
    act = review_act(
        ReviewAction.SCHEDULE, 0, OPENED, rule=RULE, starts_on=STARTS, ends_on=ENDS
    )
    return advance_review(None, act)


def exempted(review, on, until):
    act = review_act(
        ReviewAction.EXEMPT, review.version, on, until=until, reason="in hospital"
    )
    return advance_review(review, act)


def lifted(review, on):
    return advance_review(review, review_act(ReviewAction.LIFT, review.version, on))


def test_the_window_of_a_rule_lies_around_its_day():
    assert (STARTS, ENDS) == RULE.window(OPENED)


@pytest.mark.parametrize(
    ("on", "dueness"),
    (
        (date(2027, 2, 14), Dueness.NOT_YET),
        (date(2027, 2, 15), Dueness.DUE),
        (date(2027, 3, 15), Dueness.DUE),
        (date(2027, 3, 16), Dueness.OVERDUE),
    ),
)
def test_a_review_is_due_in_its_window_and_overdue_after_it(on, dueness):
    assert dueness == review_standing(scheduled(), on).dueness
    assert dueness == due_for_review(OPENED, [], RULE, on).dueness


def test_what_is_due_says_by_which_rule():
    standing = due_for_review(OPENED, [], RULE, date(2027, 2, 20))

    assert (
        "rule 'example_half_year': 6 months after the plan was opened on 2026-09-01; "
        "no review is under way"
    ) == standing.because


def test_a_rule_counts_from_the_last_review():
    review = scheduled()
    review = advance_review(review, review_act(ReviewAction.START, 1, date(2027, 3, 1)))
    done = review_act(
        ReviewAction.COMPLETE,
        2,
        date(2027, 3, 1),
        version=7,
        looked_at=("goals",),
        followed=("nothing",),
        involved=Involvement.TOOK_PART,
    )
    review = advance_review(review, done)

    standing = due_for_review(OPENED, [review], RULE, date(2027, 3, 20))

    assert Dueness.DONE == review_standing(review, date(2027, 9, 1)).dueness
    assert (Dueness.NOT_YET, date(2027, 8, 18)) == (standing.dueness, standing.due_from)


def test_a_review_says_what_was_looked_at_and_what_followed():
    review = advance_review(
        scheduled(), review_act(ReviewAction.START, 1, date(2027, 3, 1))
    )

    says = refused(
        lambda: advance_review(
            review, review_act(ReviewAction.COMPLETE, 2, date(2027, 3, 1))
        )
    )

    assert [
        "'complete' needs version",
        "'complete' needs looked at",
        "'complete' needs followed",
        "'complete' needs involved",
    ] == says


def test_an_exemption_moves_the_deadline_by_its_days_and_once_by_the_grace():
    review = exempted(scheduled(), date(2027, 3, 1), date(2027, 3, 31))
    review = lifted(review, date(2027, 3, 11))

    # Ten days exempt and five of grace: 15 March becomes 30 March.
    assert date(2027, 3, 30) == review.deadline(date(2027, 3, 11))

    review = exempted(review, date(2027, 3, 20), date(2027, 4, 20))
    review = lifted(review, date(2027, 3, 22))

    # Two days more, and no second grace.
    assert date(2027, 4, 1) == review.deadline(date(2027, 3, 22))


def test_an_exempt_review_is_exempt_and_not_overdue():
    review = exempted(scheduled(), date(2027, 3, 1), date(2027, 4, 1))

    assert Dueness.EXEMPT == review_standing(review, date(2027, 3, 20)).dueness


def test_an_exemption_after_the_deadline_does_not_undo_that_it_is_overdue():
    review = exempted(scheduled(), date(2027, 3, 20), date(2027, 4, 1))

    assert Dueness.OVERDUE == review_standing(review, date(2027, 3, 25)).dueness


def test_exempting_again_and_again_never_passes_the_cap():
    """The defect of section 3 of the notes: a day's exemption before every deadline."""
    review, day = scheduled(), ENDS - timedelta(days=1)
    for _ in range(141):
        review = lifted(
            exempted(review, day, day + timedelta(days=30)), day + timedelta(1)
        )
        day = max(day + timedelta(days=1), review.deadline(day) - timedelta(days=1))

    after_the_cap = ENDS + timedelta(days=RULE.most_days_put_off + 1)
    standing = review_standing(review, after_the_cap)

    assert Dueness.OVERDUE == standing.dueness
    assert "put off by 60 of at most 60 days" in standing.because


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=12))
def test_no_run_of_exemptions_passes_the_cap(spans):
    review, day = scheduled(), STARTS
    for wait, length in spans:
        begins = day + timedelta(days=wait)
        ends = begins + timedelta(days=length)
        review = lifted(exempted(review, begins, ends), ends)
        day = ends

    assert review.deadline(day + timedelta(days=900)) <= ENDS + timedelta(days=60)


def test_scheduling_a_late_window_does_not_put_a_review_off_for_ever():
    act = review_act(
        ReviewAction.SCHEDULE,
        0,
        OPENED,
        rule=RULE,
        starts_on=date(2029, 1, 1),
        ends_on=date(2029, 2, 1),
    )
    late = advance_review(None, act)

    # 15 March and sixty days: 14 May.
    assert (
        Dueness.NOT_YET
        == due_for_review(OPENED, [late], RULE, date(2027, 5, 14)).dueness
    )
    assert (
        Dueness.OVERDUE
        == due_for_review(OPENED, [late], RULE, date(2027, 5, 15)).dueness
    )


def test_an_exemption_does_not_end_before_it_begins():
    says = refused(lambda: exempted(scheduled(), date(2027, 3, 1), date(2027, 2, 1)))

    assert ["an exemption does not end before it begins"] == says


def test_a_rule_that_makes_no_sense_lists_all_its_defects():
    with pytest.raises(DeclarationError) as caught:
        ReviewRule(id="r", source=" ", months=0, grace_days=5, most_days_put_off=1)

    assert 3 == len(caught.value.defects)


def test_the_refusal_of_an_act_names_its_code():
    with pytest.raises(RevisionRefused) as caught:
        lifted(scheduled(), date(2027, 3, 1))

    assert [RefusalCode.NOT_IN_TABLE] == [each.code for each in caught.value.refusals]


def test_a_window_of_a_review_does_not_end_before_it_begins():
    act = review_act(
        ReviewAction.SCHEDULE, 0, OPENED, rule=RULE, starts_on=ENDS, ends_on=STARTS
    )

    says = refused(lambda: advance_review(None, act))

    assert ["a window does not end before it begins"] == says


@pytest.mark.parametrize("value", (0.5, object(), {"a": 1}))
def test_what_has_no_exact_text_has_no_digest(value):
    with pytest.raises(TypeError, match="has no digest"):
        digest((value,))


@pytest.mark.parametrize(
    ("advance", "says"),
    (
        (
            lambda plan: advance_signing(
                signing_of(plan),
                SigningAct(
                    entry=entry("a1"),
                    signing="sign-2",
                    base=1,
                    action=SigningAction.SIGN,
                ),
            ),
            "it belongs to signing 'sign-2', not 'sign-1'",
        ),
        (
            lambda _: advance_request(
                asked("q1"), request_act(RequestAction.ACCEPT, 1, id="q2", revision="r")
            ),
            "it belongs to request 'q2', not 'q1'",
        ),
        (
            lambda _: advance_review(
                attrs.evolve(scheduled(), id="v2"),
                review_act(ReviewAction.START, 1, STARTS),
            ),
            "it belongs to review 'v1', not 'v2'",
        ),
    ),
    ids=("signing", "request", "review"),
)
def test_an_act_is_not_taken_for_one_on_another(agreed, advance, says):
    with pytest.raises(RevisionRefused) as caught:
        advance(agreed)

    assert [(RefusalCode.WRONG_STREAM, says)] == [
        (each.code, each.says) for each in caught.value.refusals
    ]
