"""What came of the referrals to each service: counts beside one another, never a ranking.

Whom a service was sent differs from service to service, so the counts do not compare services;
they say whether a service is used, and whether people stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import attrs

from supervise.planning.referrals.conclusion import (
    Absences,
    ConclusionKind,
    absences,
    conclusion,
)
from supervise.planning.referrals.referral import Reached, Referral
from supervise.planning.referrals.states import ReferralState
from supervise.records import Attendance, standing


@attrs.frozen(kw_only=True)
class ServiceResult:
    """What came of the referrals to one service by a day.

    `sent` are all that were ever sent. `conclusions` count how they ended, `outcomes` how
    far goals were reached; `minutes` were spent there on needs. Absences have no total.
    """

    service: str
    sent: int
    declined_by_provider: int
    refused_by_person: int
    conclusions: tuple[tuple[ConclusionKind, int], ...]
    outcomes: tuple[tuple[Reached, int], ...]
    sessions_attended: int
    absences: Absences
    minutes: int


def results_by_service(
    referrals: Iterable[Referral], attendance: Iterable[Attendance], *, as_of: date
) -> tuple[ServiceResult, ...]:
    """What came of the referrals to each service by a day, by the service's id.

    Drafts, discarded referrals and those entered in error are no referrals yet.
    """
    sessions: dict[str, list[Attendance]] = {}
    for each in standing(attendance, as_of=as_of):
        sessions.setdefault(each.referral, []).append(each)
    by_service: dict[str, list[Referral]] = {}
    for referral in referrals:
        if _was_sent(referral, as_of):
            by_service.setdefault(referral.service, []).append(referral)
    return tuple(
        _result(service, by_service[service], sessions, as_of)
        for service in sorted(by_service)
    )


def _was_sent(referral: Referral, as_of: date) -> bool:
    sent = any(
        each.state is ReferralState.SENT and each.since <= as_of
        for each in referral.stages
    )
    return sent and referral.state_on(as_of) is not ReferralState.ENTERED_IN_ERROR


def _result(
    service: str,
    referrals: list[Referral],
    sessions: dict[str, list[Attendance]],
    as_of: date,
) -> ServiceResult:
    own = [each for referral in referrals for each in sessions.get(referral.id, ())]
    states = [referral.state_on(as_of) for referral in referrals]
    kinds = Counter(
        conclusion(each, sessions.get(each.id, ()), as_of=as_of).kind
        for each in referrals
    )
    reached = Counter(
        outcome.reached
        for each in referrals
        if each.state_on(as_of) is ReferralState.ENDED
        for outcome in each.outcomes
    )
    present = [each for each in own if each.presence.is_present]
    return ServiceResult(
        service=service,
        sent=len(referrals),
        declined_by_provider=states.count(ReferralState.DECLINED_BY_PROVIDER),
        refused_by_person=states.count(ReferralState.REFUSED_BY_PERSON),
        conclusions=tuple(
            (kind, kinds[kind]) for kind in ConclusionKind if kinds[kind]
        ),
        outcomes=tuple((each, reached[each]) for each in Reached if reached[each]),
        sessions_attended=len(present),
        absences=absences(own),
        minutes=sum(m.minutes for each in present for m in each.on_needs),
    )
