"""Consents that ended after a referral was sent: what was sent stays sent, no more may go.

A basis is kept by the host and may end on any day; a referral names the one it was sent on.
Nothing here takes back what somebody was told, and nothing ends the help itself: that is for
the person and their officer to talk over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from supervise.planning.referrals.basis import ContentItem, SharingBasis
from supervise.planning.referrals.referral import Referral


@attrs.frozen(kw_only=True)
class LapsedBasis:
    """A referral whose basis holds no more: since when, why, and what had been sent.

    `sent` went along while the basis held; the recipient has it.
    """

    referral: str
    basis: str
    recipient: str
    since: date
    revoked: bool
    sent: tuple[ContentItem, ...]


def basis_of(
    referral: Referral, bases: Iterable[SharingBasis] = ()
) -> SharingBasis | None:
    """The basis of a referral as it stands by these records, by its id; else as it was sent.

    Nothing where it was never sent.
    """
    if referral.basis is None:
        return None
    id = referral.basis.id
    return next((each for each in bases if each.id == id), referral.basis)


def may_be_told(
    referral: Referral, bases: Iterable[SharingBasis] = (), *, on: date
) -> bool:
    """Whether anything more may go to the organisation of a referral on a day."""
    basis = basis_of(referral, bases)
    return basis is not None and basis.is_in_force(on)


def lapsed(
    referrals: Iterable[Referral], bases: Iterable[SharingBasis] = (), *, on: date
) -> tuple[LapsedBasis, ...]:
    """The referrals still open on a day whose basis holds no more, in the order given."""
    known = tuple(bases)
    found = []
    for referral in referrals:
        basis = basis_of(referral, known)
        if basis is None or not referral.is_open or basis.is_in_force(on):
            continue
        found.append(
            LapsedBasis(
                referral=referral.id,
                basis=basis.id,
                recipient=basis.recipient,
                since=_first_day_without(basis, on),
                revoked=basis.ended_on is not None and basis.ended_on <= on,
                sent=referral.carried,
            )
        )
    return tuple(found)


def _first_day_without(basis: SharingBasis, on: date) -> date:
    """The day on which it was revoked, or the one after it expired, whichever came first."""
    days = [] if basis.ended_on is None else [basis.ended_on]
    if basis.expires_on is not None:
        days.append(basis.expires_on + timedelta(days=1))
    return min(days, default=on)
