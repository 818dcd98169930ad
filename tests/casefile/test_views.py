"""No view ever holds what lies outside its scope."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervise.casefile import (
    AttentionSettings,
    Expected,
    Scope,
    advance_task,
    case_problems,
    chain_of,
    coverage,
    needs_attention,
    state_of,
    summary_of,
    view_of,
)
from supervise.errors import DeclarationError
from supervise.people import NEVER_TO_THE_PERSON, Role, Sensitivity, Visibility
from supervise.records import (
    CaseNote,
)
from tests.casefile.invented import (
    a_case,
    day,
    open_task,
    revision,
    step,
)
from tests.casefile.sown import EVERYBODY, sown_cases, words_in
from tests.referrals.invented import attended, hand_over

ALL = frozenset(Sensitivity)
OFFICER_ALL = Scope(role=Role.OFFICER, sensitivities=ALL)
THE_PERSON = Scope(role=Role.PERSON, sensitivities=ALL - NEVER_TO_THE_PERSON)
HARBOUR = Scope(role=Role.PROVIDER, organisation="org-harbour", sensitivities=ALL)
OTHER = Scope(role=Role.PROVIDER, organisation="org-other", sensitivities=ALL)

scopes = st.builds(
    lambda role, sensitivities, organisation: Scope(
        role=role,
        organisation=organisation,
        sensitivities=sensitivities - NEVER_TO_THE_PERSON
        if role is Role.PERSON
        else sensitivities,
    ),
    st.sampled_from(Role),
    st.frozensets(st.sampled_from(Sensitivity)),
    st.sampled_from(("org-harbour", "org-other")),
)


@settings(max_examples=100, deadline=None)
@given(sown_cases(), scopes, st.integers(0, 40))
def test_no_view_holds_a_word_from_outside_its_scope(sown, scope, number):
    case, canaries = sown
    view = view_of(case, scope, as_of=day(number))

    heard = "\n".join(words_in((view.state, view.timeline)))

    for canary, visibility in canaries.items():
        if canary in heard:
            assert scope.sees(visibility)


@settings(max_examples=50, deadline=None)
@given(sown_cases(), st.integers(0, 40))
def test_nothing_that_is_printed_of_a_case_has_a_word_of_it(sown, number):
    case, _ = sown
    state = state_of(case, as_of=day(number))
    attention = AttentionSettings(still_after_days=1, expected=(Expected(name="x"),))
    printed = repr(
        (
            case,
            case.facts,
            case.plan_entries,
            case.referral_acts,
            case.task_acts,
            case.decisions,
            case.unrecognised,
            state,
            state.facts,
            state.plans,
            state.referrals,
            state.tasks,
            view_of(case, OFFICER_ALL, as_of=day(number)),
            needs_attention(state, attention),
            summary_of(state, attention),
            coverage(state),
            chain_of(state),
            case_problems(case),
        )
    )

    # A record's id is printed everywhere, and the contact's id is its canary.
    assert "CANARY" not in printed.replace("CANARY-contact", "")


@settings(max_examples=50, deadline=None)
@given(sown_cases())
def test_a_scope_that_may_see_nothing_sees_nothing(sown):
    case, _ = sown
    view = view_of(case, Scope(role=Role.RESEARCHER, sensitivities=()), as_of=day(400))

    assert not [
        word for word in words_in((view.state, view.timeline)) if "CANARY" in word
    ]


@settings(max_examples=30, deadline=None)
@given(sown_cases())
def test_an_unrelated_provider_sees_nothing_at_all(sown):
    case, _ = sown
    view = view_of(case, OTHER, as_of=day(400))

    empty = [
        view.timeline,
        view.state.plans,
        view.state.referrals,
        view.state.facts,
        view.state.assessments,
        view.state.tasks,
        view.state.other,
    ]
    assert [()] * 7 == empty


def open_to_all(case):
    """The same case with every record open to every role."""

    def opened(record):
        envelope = attrs.evolve(record.entry, visibility=EVERYBODY)
        return attrs.evolve(record, entry=envelope)

    return attrs.evolve(
        case,
        referral_acts=tuple(map(opened, case.referral_acts)),
        task_acts=tuple(map(opened, case.task_acts)),
        facts=tuple(map(opened, case.facts)),
        plan_entries=tuple(map(opened, case.plan_entries)),
    )


def test_an_officer_with_every_sensitivity_sees_the_whole_case():
    case = a_case()

    view = view_of(case, OFFICER_ALL, as_of=day(400))

    assert state_of(case, as_of=day(400)) == view.state
    assert 18 == len(view.timeline)


def test_what_is_not_opened_to_the_person_is_not_in_their_view():
    view = view_of(a_case(), THE_PERSON, as_of=day(400))

    # Goals and steps are made with the person; the rest was left at the narrowest.
    assert ["g1", "g2"] == [goal.id for plan in view.state.plans for goal in plan.goals]
    assert ((), (), (), ()) == (
        view.state.facts,
        view.state.referrals,
        view.state.tasks,
        view.timeline,
    )


def test_a_provider_sees_its_own_referral_and_sessions_and_nothing_else():
    case = open_to_all(a_case())
    elsewhere = attrs.evolve(
        case, facts=(*case.facts, _open(attended(1, day=13, referral="ref9")))
    )

    view = view_of(elsewhere, HARBOUR, as_of=day(400))

    assert ["ref1"] == [each.id for each in view.state.referrals]
    assert {"ref1"} == {
        each.referral for each in view.state.facts if hasattr(each, "presence")
    }
    assert ((), ()) == (view.state.tasks, view.state.assessments)


def _open(record):
    return attrs.evolve(record, entry=attrs.evolve(record.entry, visibility=EVERYBODY))


@pytest.mark.parametrize(("number", "shown"), ((5, 0), (6, 1)))
def test_a_provider_sees_nothing_of_a_draft(number, shown):
    view = view_of(open_to_all(a_case()), HARBOUR, as_of=day(number))

    assert shown == len(view.state.referrals)


def test_follow_ups_of_a_note_stay_with_the_agency():
    case = open_to_all(a_case())

    assert [1, 0, 0] == [
        sum(len(each.follow_ups) for each in view.state.of_kind(CaseNote))
        for view in (
            view_of(case, OFFICER_ALL, as_of=day(400)),
            view_of(case, THE_PERSON, as_of=day(400)),
            view_of(case, HARBOUR, as_of=day(400)),
        )
    ]


@pytest.mark.parametrize(
    "make",
    (
        lambda: Scope(role=Role.PROVIDER),
        lambda: Scope(role=Role.PERSON, sensitivities={Sensitivity.VICTIM}),
        lambda: Scope(role=Role.PERSON, sensitivities={Sensitivity.THIRD_PARTY}),
    ),
)
def test_a_scope_that_must_not_be_cannot_be_made(make):
    with pytest.raises(DeclarationError):
        make()


def test_a_sensitivity_that_is_not_named_is_not_seen():
    plain = Scope(role=Role.OFFICER)

    assert plain.sees(Visibility())
    assert not [
        each
        for each in Sensitivity
        if each is not Sensitivity.STANDARD and plain.sees(Visibility(sensitivity=each))
    ]


def test_a_view_shows_nobodys_words_in_its_repr():
    view = view_of(a_case(), OFFICER_ALL, as_of=date(2027, 1, 1))

    assert "Talked" not in repr(view)
    assert advance_task(None, open_task()).what not in repr(view)
    assert hand_over("offer", 1).entry.reason not in repr(view)
    assert revision("x", 1, step()).changes[0].text not in repr(view)


@settings(max_examples=30, deadline=None)
@given(sown_cases())
def test_what_an_officer_may_see_is_there(sown):
    case, canaries = sown
    view = view_of(case, OFFICER_ALL, as_of=day(400))
    heard = "\n".join(words_in((view.state, view.timeline)))

    # A state does not keep the reasons of all acts; steps and outcomes go with a goal or
    # a referral that may itself be hidden.
    expected = {
        canary
        for canary, visibility in canaries.items()
        if OFFICER_ALL.sees(visibility)
        and ".reason" not in canary
        and "-step" not in canary
        and "-gone" not in canary
        and "-answer" not in canary
        and "-outcome" not in canary
    }

    assert [] == sorted(canary for canary in expected if canary not in heard)[:3]
