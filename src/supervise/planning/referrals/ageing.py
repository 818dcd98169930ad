"""How long referrals have stood where they stand, beside the limits of a standard.

A limit is in calendar days: on the last day it is still in time, from the next it is not.
What follows is for people to do: the standard says who is to be told, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from supervise.errors import DeclarationError
from supervise.people import Role
from supervise.planning.referrals.referral import Referral
from supervise.planning.referrals.states import FINISHED, ReferralState
from supervise.sources import Source


@attrs.frozen(kw_only=True)
class Escalation:
    """Who is to be told when a stage has been over its limit for so many days, from 1."""

    after_days: int
    to: Role


@attrs.frozen(kw_only=True)
class StageLimit:
    """How many calendar days a referral may stay in a state, and who hears of it then."""

    state: ReferralState
    days: int
    escalations: tuple[Escalation, ...] = ()


@attrs.frozen(kw_only=True)
class ReferralStandard:
    """The limits that an agency sets for the stages of its referrals, with their source."""

    id: str
    limits: tuple[StageLimit, ...]
    source: Source

    def __attrs_post_init__(self) -> None:
        states = [limit.state for limit in self.limits]
        defects = [
            f"two limits for {state}"
            for state in sorted({s for s in states if states.count(s) > 1})
        ]
        for limit in self.limits:
            after = [each.after_days for each in limit.escalations]
            if limit.state in FINISHED:
                defects.append(f"{limit.state}: nothing is awaited in it")
            if type(limit.days) is not int or limit.days < 0:
                defects.append(f"{limit.state}: days must be a whole number, from 0")
            if any(day < 1 for day in after) or after != sorted(set(after)):
                defects.append(f"{limit.state}: escalations must rise, from 1 day")
        if defects:
            raise DeclarationError(f"referral standard '{self.id}'", defects)

    def limit(self, state: ReferralState) -> StageLimit | None:
        """The limit for a state, if there is one."""
        return next((each for each in self.limits if each.state is state), None)


@attrs.frozen(kw_only=True)
class StageAge:
    """How long one referral has stood where it stands.

    `due_on` is the last day in time; without a limit there is none.
    `escalated_to` are the roles that should have been told by now.
    """

    referral: str
    service: str
    state: ReferralState
    since: date
    days: int
    due_on: date | None = None
    overdue_days: int = 0
    escalated_to: tuple[Role, ...] = ()

    @property
    def is_overdue(self) -> bool:
        """Whether the limit is passed."""
        return self.overdue_days > 0


def ageing(
    referrals: Iterable[Referral], standard: ReferralStandard, *, as_of: date
) -> tuple[StageAge, ...]:
    """How long each open referral has stood where it stood on a day, most overdue first."""
    ages = [
        age
        for referral in referrals
        if (age := stage_age(referral, standard, as_of=as_of)) is not None
    ]
    return tuple(sorted(ages, key=lambda a: (-a.overdue_days, -a.days, a.referral)))


def stage_age(
    referral: Referral, standard: ReferralStandard, *, as_of: date
) -> StageAge | None:
    """How long a referral has stood where it stood on a day; nothing where it was finished."""
    past = [stage for stage in referral.stages if stage.since <= as_of]
    if not past or past[-1].state in FINISHED:
        return None
    state, since = past[-1].state, past[-1].since
    limit = standard.limit(state)
    due = None if limit is None else since + timedelta(days=limit.days)
    over = 0 if due is None else max((as_of - due).days, 0)
    told = () if limit is None else limit.escalations
    return StageAge(
        referral=referral.id,
        service=referral.service,
        state=state,
        since=since,
        days=(as_of - since).days,
        due_on=due,
        overdue_days=over,
        escalated_to=tuple(each.to for each in told if each.after_days <= over),
    )
