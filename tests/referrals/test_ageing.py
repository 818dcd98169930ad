"""Referrals that stand too long are listed, with who is to hear of it."""

from datetime import date

import pytest

from supervise.errors import DeclarationError
from supervise.people import Role
from supervise.planning.referrals import (
    Escalation,
    ReferralStandard,
    StageLimit,
    ageing,
    alternatives,
    stage_age,
)
from supervise.planning.referrals.states import ReferralState
from supervise.planning.services import WhyUnmet
from supervise.sources import Source
from tests.referrals.invented import a_referral
from tests.services.invented import TODAY, directory, seeker

INVENTED = Source(
    citation="Invented handbook, p. 9",
    licence="CC0-1.0",
    population="none",
    checked="2026-08-01",
)
STANDARD = ReferralStandard(
    id="example",
    limits=(
        StageLimit(
            state=ReferralState.SENT,
            days=5,
            escalations=(
                Escalation(after_days=1, to=Role.OFFICER),
                Escalation(after_days=10, to=Role.SUPERVISOR),
            ),
        ),
    ),
    source=INVENTED,
)


@pytest.mark.parametrize(
    ("day", "days", "over", "told"),
    (
        # Sent on 5 January with 5 days: 10 January is the last day in time.
        (date(2026, 1, 5), 0, 0, ()),
        (date(2026, 1, 10), 5, 0, ()),
        (date(2026, 1, 11), 6, 1, (Role.OFFICER,)),
        (date(2026, 1, 19), 14, 9, (Role.OFFICER,)),
        (date(2026, 1, 20), 15, 10, (Role.OFFICER, Role.SUPERVISOR)),
    ),
)
def test_a_stage_is_overdue_from_the_day_after_its_limit(day, days, over, told):
    age = stage_age(a_referral("sent"), STANDARD, as_of=day)

    assert (days, over, told) == (age.days, age.overdue_days, age.escalated_to)
    assert (date(2026, 1, 10), bool(over)) == (age.due_on, age.is_overdue)


def test_a_state_without_a_limit_ages_and_is_never_overdue():
    age = stage_age(a_referral("accepted"), STANDARD, as_of=date(2030, 1, 1))

    assert (None, False) == (age.due_on, age.is_overdue)
    assert age.days > 1000


@pytest.mark.parametrize("state", ("ended", "withdrawn", "discarded"))
def test_nothing_is_awaited_of_a_finished_referral(state):
    assert () == ageing([a_referral(state)], STANDARD, as_of=date(2026, 6, 1))


def test_a_referral_has_no_age_before_it_was_prepared():
    assert stage_age(a_referral("sent"), STANDARD, as_of=date(2026, 1, 4)) is None


def test_the_most_overdue_stands_first():
    referrals = [
        a_referral("accepted", referral="ref-a", day=0),
        a_referral("sent", referral="ref-b", day=3),
        a_referral("sent", referral="ref-c", day=0),
    ]

    found = ageing(referrals, STANDARD, as_of=date(2026, 2, 1))

    assert ["ref-c", "ref-b", "ref-a"] == [each.referral for each in found]


def test_a_standard_that_makes_no_sense_is_refused_with_every_defect():
    with pytest.raises(DeclarationError) as caught:
        ReferralStandard(
            id="x",
            limits=(
                StageLimit(state=ReferralState.ENDED, days=5),
                StageLimit(state=ReferralState.SENT, days=-1),
                StageLimit(
                    state=ReferralState.SENT,
                    days=1,
                    escalations=(Escalation(after_days=0, to=Role.OFFICER),),
                ),
            ),
            source=INVENTED,
        )

    assert 4 == len(caught.value.defects)


def test_alternatives_leave_out_the_service_that_said_no_and_explain_the_others():
    report = alternatives(
        a_referral("declined_by_provider"), directory(), seeker(), on=TODAY
    )

    (work,) = report.needs
    assert ("work", ("g1", "g2")) == (work.wanted.domain, work.wanted.goals)
    assert {"svc-club", "svc-counsel"} == {each.service for each in work.matches}


def test_where_there_is_no_alternative_the_need_stays_and_says_so():
    (unmet,) = alternatives(
        a_referral("refused_by_person"),
        directory(listed=tuple(directory().listed[:1])),
        seeker(),
        on=TODAY,
    ).unmet

    assert ("work", WhyUnmet.NONE_EXISTS) == (unmet.domain, unmet.why)
