"""A consent that ends after a referral was sent: nothing more goes, and it is said."""

from datetime import date, timedelta

import attrs
import pytest

from supervise.casefile import (
    AttentionSettings,
    Scope,
    Why,
    needs_attention,
    state_of,
    summary_of,
    view_of,
)
from supervise.people import Role, Sensitivity
from supervise.planning.referrals import lapsed, may_be_told, replay_referral
from tests.casefile.invented import REFERRAL_ACTS, a_case, day
from tests.casefile.test_views import open_to_all
from tests.referrals.invented import BASIS, GOALS, move

SENT_ON = day(6)
HARBOUR = Scope(
    role=Role.PROVIDER, organisation="org-harbour", sensitivities=frozenset(Sensitivity)
)
REVOKED = attrs.evolve(BASIS, ended_on=day(20))
SETTINGS = AttentionSettings()


def a_referral(*more):
    return replay_referral((*REFERRAL_ACTS, *more))


@pytest.mark.parametrize(("number", "told"), ((19, True), (20, False), (21, False)))
def test_from_the_day_of_revocation_nothing_more_may_go(number, told):
    assert told is may_be_told(a_referral(), (REVOKED,), on=day(number))


def test_a_draft_has_no_basis_and_nobody_is_told():
    assert not may_be_told(replay_referral(REFERRAL_ACTS[:1]), (BASIS,), on=day(30))


def test_what_was_sent_before_stays_sent_and_is_listed():
    (found,) = lapsed([a_referral()], (REVOKED,), on=day(25))

    assert ("ref1", "consent-1", "org-harbour", day(20), True, (GOALS,)) == (
        found.referral,
        found.basis,
        found.recipient,
        found.since,
        found.revoked,
        found.sent,
    )


def test_a_basis_that_expired_was_not_revoked_and_held_on_its_last_day():
    expiring = attrs.evolve(BASIS, expires_on=day(20))

    assert () == lapsed([a_referral()], (expiring,), on=day(20))
    (found,) = lapsed([a_referral()], (expiring,), on=day(40))
    assert (False, day(21)) == (found.revoked, found.since)


def test_a_referral_that_is_over_awaits_nothing_more():
    acts = (*REFERRAL_ACTS[:3], move("withdraw", 3, day=8))

    assert () == lapsed([replay_referral(acts)], (REVOKED,), on=day(30))


def test_without_a_newer_record_the_basis_is_as_it_was_sent():
    assert () == lapsed([a_referral()], (), on=date(2030, 1, 1))


def test_a_revoked_consent_needs_attention_and_is_in_the_summary():
    state = state_of(a_case(), as_of=day(25))

    found = [
        (each.why, each.record, each.since)
        for each in needs_attention(state, SETTINGS, (REVOKED,))
        if each.why is Why.BASIS_ENDED
    ]

    assert [(Why.BASIS_ENDED, "ref1", day(20))] == found
    assert Why.BASIS_ENDED in {
        each.why for each in summary_of(state, SETTINGS, (REVOKED,)).attention
    }
    assert Why.BASIS_ENDED not in {
        each.why for each in needs_attention(state, SETTINGS, (BASIS,))
    }


def test_a_provider_is_shown_nothing_more_once_the_consent_is_revoked():
    case = open_to_all(a_case())
    before = view_of(case, HARBOUR, as_of=day(20) - timedelta(1), bases=(REVOKED,))
    after = view_of(case, HARBOUR, as_of=day(20), bases=(REVOKED,))

    assert (1, 0) == (len(before.state.referrals), len(after.state.referrals))
    assert ((), (), ()) == (after.timeline, after.state.facts, after.state.plans)
