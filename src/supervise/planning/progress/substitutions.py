"""What happened after one intervention was replaced by another.

Before and after stand side by side, over windows of equal length. That something came after
does not say that it came because of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from supervise.errors import DeclarationError
from supervise.planning.referrals import Absences, absences
from supervise.records import Attendance, Substitution, standing


@attrs.frozen(kw_only=True)
class Window:
    """Some days of one referral: sessions attended, absences by kind, minutes on needs."""

    referral: str
    start: date
    end: date
    attended: int
    absences: Absences
    minutes: int


@attrs.frozen(kw_only=True)
class SubstitutionTrace:
    """One substitution, and the days before and after it.

    `complete` is whether the window after it is over.
    """

    substitution: str
    on: date
    before: Window
    after: Window
    complete: bool


def trace(
    substitution: Substitution,
    attendance: Iterable[Attendance],
    *,
    as_of: date,
    days: int,
) -> SubstitutionTrace:
    """The old referral for `days` up to the change, the new one for `days` from it."""
    if type(days) is not int or days < 1:
        raise DeclarationError("window", ["days must be a whole number, from 1"])
    records = standing(attendance, as_of=as_of)
    on = substitution.entry.effective_on
    last = on + timedelta(days=days - 1)
    return SubstitutionTrace(
        substitution=substitution.entry.id,
        on=on,
        before=_window(
            records,
            substitution.old_referral,
            on - timedelta(days=days),
            on - timedelta(days=1),
        ),
        after=_window(records, substitution.new_referral, on, min(last, as_of)),
        complete=last <= as_of,
    )


def replaced_by(
    substitutions: Iterable[Substitution], referral: str, *, as_of: date
) -> tuple[str, ...]:
    """The referrals that followed one, in order: what replaced it, what replaced that."""
    following = {
        each.old_referral: each.new_referral
        for each in standing(substitutions, as_of=as_of)
    }
    chain: list[str] = []
    at = referral
    while (at := following.get(at, "")) and at not in chain and at != referral:
        chain.append(at)
    return tuple(chain)


def _window(
    records: tuple[Attendance, ...], referral: str, start: date, end: date
) -> Window:
    own = [
        each
        for each in records
        if each.referral == referral and start <= each.entry.effective_on <= end
    ]
    return Window(
        referral=referral,
        start=start,
        end=end,
        attended=sum(each.presence.is_present for each in own),
        absences=absences(own),
        minutes=sum(each.minutes for record in own for each in record.on_needs),
    )
