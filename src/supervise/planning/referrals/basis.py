"""The basis on which a referral is sent, and what it covers: nothing else goes along.

A basis is a consent or a law, for one recipient and one purpose, for some content and
some sensitivities, from a day to a day. Consent itself is kept elsewhere; this names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError
from supervise.histories import defect_of_date, defect_of_id
from supervise.people import Sensitivity


class BasisKind(StrEnum):
    """What allows something to be passed on."""

    CONSENT = "consent"
    LAW = "law"


class Content(StrEnum):
    """What a referral may carry."""

    IDENTITY = "identity"
    CONTACT_DETAILS = "contact_details"
    NEEDS = "needs"
    GOALS = "goals"
    PLAN = "plan"
    LEVELS = "levels"
    ANSWERS = "answers"
    CONDITIONS = "conditions"
    ATTENDANCE = "attendance"
    NOTES = "notes"
    HEALTH = "health"
    RECORD = "record"


def _contents(contents: Iterable[Content]) -> frozenset[Content]:
    return frozenset(contents)


def _sensitivities(each: Iterable[Sensitivity]) -> frozenset[Sensitivity]:
    return frozenset(each)


@attrs.frozen(kw_only=True)
class SharingBasis:
    """A recorded consent or law: who may be told what, what for, from when to when.

    `id` names the consent, or the use of the law, in the host's records; a law is cited.
    It covers standard content only, unless other sensitivities are named one by one.
    `expires_on` is its last day; `ended_on` the day on which it was revoked.
    """

    id: str
    kind: BasisKind
    recipient: str
    purpose: str
    covers: frozenset[Content] = attrs.field(converter=_contents)
    sensitivities: frozenset[Sensitivity] = attrs.field(
        default=frozenset({Sensitivity.STANDARD}), converter=_sensitivities
    )
    given_on: date
    expires_on: date | None = None
    ended_on: date | None = None
    citation: str = ""

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("id", self.id)
        defects += defect_of_id("recipient", self.recipient)
        for name in ("given_on", "expires_on", "ended_on"):
            defects += defect_of_date(name, getattr(self, name))
        defects += [] if self.purpose.strip() else ["say what it is for"]
        defects += [] if self.covers else ["it covers nothing"]
        if self.kind is BasisKind.LAW and not self.citation.strip():
            defects.append("a law must be cited")
        if defects:
            raise DeclarationError(f"basis '{self.id}'", defects)

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on a day. On the day on which it is revoked it holds no more."""
        return (
            self.given_on <= on
            and (self.expires_on is None or on <= self.expires_on)
            and (self.ended_on is None or on < self.ended_on)
        )


@attrs.frozen(kw_only=True)
class ContentItem:
    """One thing that a referral carries, or would carry: what, which record, how sensitive.

    `ref` is the id of the record; the content itself stays in the host's hands.
    """

    content: Content
    ref: str
    sensitivity: Sensitivity = Sensitivity.STANDARD


@attrs.frozen(kw_only=True)
class LeftOut:
    """Something that does not go along, and why."""

    item: ContentItem
    why: str


@attrs.frozen(kw_only=True)
class Parcel:
    """What goes along with a referral, and what stays behind."""

    carried: tuple[ContentItem, ...]
    left_out: tuple[LeftOut, ...] = ()


def parcel(
    items: Iterable[ContentItem], basis: SharingBasis, *, recipient: str, on: date
) -> Parcel:
    """What of the items a basis lets go to a recipient on a day; the rest, with reasons."""
    carried: list[ContentItem] = []
    left_out: list[LeftOut] = []
    for item in items:
        if why := why_not_covered(item, basis, recipient=recipient, on=on):
            left_out.append(LeftOut(item=item, why=why))
        else:
            carried.append(item)
    return Parcel(carried=tuple(carried), left_out=tuple(left_out))


def why_not_covered(
    item: ContentItem, basis: SharingBasis, *, recipient: str, on: date
) -> str:
    """Why an item may not go along; empty where it may."""
    if why := why_no_basis(basis, recipient=recipient, on=on):
        return why
    if item.content not in basis.covers:
        return f"the basis does not cover {item.content}"
    if item.sensitivity not in basis.sensitivities:
        return f"the basis does not cover content of sensitivity {item.sensitivity}"
    return ""


def why_no_basis(basis: SharingBasis, *, recipient: str, on: date) -> str:
    """Why a basis allows nothing to go to a recipient on a day; empty where it does."""
    if basis.recipient != recipient:
        return f"the basis is for '{basis.recipient}', not for '{recipient}'"
    if not basis.is_in_force(on):
        return f"the basis is not in force on {on}"
    return ""
