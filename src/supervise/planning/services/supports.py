"""Natural supports: family, mentors, employers, friends who help, with their consent.

They are people, not services: nobody refers to them, and they are never ranked.
A support is listed as somebody to call on only while both sides agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError
from supervise.histories import FREE_TEXT, defect_of_date, defect_of_id
from supervise.people import Role, Sensitivity, Visibility


class Tie(StrEnum):
    """How somebody who helps stands to the person."""

    FAMILY = "family"
    PARTNER = "partner"
    FRIEND = "friend"
    MENTOR = "mentor"
    EMPLOYER = "employer"
    FAITH = "faith"
    PEER = "peer"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class NaturalSupport:
    """Somebody who helps, by an opaque id: how, with which needs, and who agreed.

    `person_agreed_on` is when the person agreed that they may be called on,
    `supporter_agreed_on` when they themselves did; `until` ends it.
    What is written about a third person does not reach the person's own view.
    """

    id: str
    tie: Tie
    domains: tuple[str, ...] = ()
    says: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    noted_on: date
    person_agreed_on: date | None = None
    supporter_agreed_on: date | None = None
    until: date | None = None
    visibility: Visibility = attrs.field(
        default=Visibility(
            sensitivity=Sensitivity.THIRD_PARTY,
            roles=frozenset({Role.OFFICER, Role.SUPERVISOR}),
        ),
        repr=False,
    )

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("id", self.id)
        for name in ("noted_on", "person_agreed_on", "supporter_agreed_on", "until"):
            defects += defect_of_date(name, getattr(self, name))
        if defects:
            raise DeclarationError(f"natural support '{self.id}'", defects)

    def may_be_called_on(self, on: date) -> bool:
        """Whether both had agreed by a day, and it had not ended."""
        agreed = (self.person_agreed_on, self.supporter_agreed_on)
        return all(day is not None and day <= on for day in agreed) and (
            self.until is None or on <= self.until
        )


def network(
    supports: Iterable[NaturalSupport], *, on: date, domain: str = ""
) -> tuple[NaturalSupport, ...]:
    """Who may be called on that day, by id; with a domain, those who help with it."""
    return tuple(
        sorted(
            (
                each
                for each in supports
                if each.may_be_called_on(on) and (not domain or domain in each.domains)
            ),
            key=lambda each: each.id,
        )
    )
