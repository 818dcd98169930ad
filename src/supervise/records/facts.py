"""What all recorded facts of a case share: an envelope, a person, and how they are put right.

Facts are only ever added. One that was wrong is superseded by a later one, or retracted;
both stay. What stands is computed for a day, and for what was known at a moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar

import attrs

from supervise.errors import DeclarationError
from supervise.histories import Entry, Redaction, defect_of_id
from supervise.people import PersonRef


class Fact(Protocol):
    """A recorded fact: who recorded it and when it was so, about whom, and what it replaces.

    `supersedes` is the id of the fact that it puts right, or empty.
    """

    @property
    def entry(self) -> Entry:
        """Who, when and why."""
        ...

    @property
    def person(self) -> PersonRef:
        """About whom."""
        ...

    @property
    def supersedes(self) -> str:
        """The id of the fact that it replaces."""
        ...

    @property
    def redaction(self) -> Redaction | None:
        """By what right its content was erased, where it was."""
        ...


F = TypeVar("F", bound=Fact)


@attrs.frozen(kw_only=True)
class Retraction:
    """A fact that was recorded in error is taken back; the reason is in the entry.

    Nothing is deleted: the fact stays in the record and counts no more.
    """

    entry: Entry
    person: PersonRef
    supersedes: str
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defects_of_fact(self)
        if not self.supersedes:
            defects.append("name the fact that is taken back")
        if not self.entry.reason.strip() and self.redaction is None:
            defects.append("give the reason")
        if defects:
            raise DeclarationError(f"retraction '{self.entry.id}'", defects)


def defects_of_fact(fact: Fact) -> list[str]:
    """What is wrong with what all facts share."""
    if not fact.supersedes:
        return []
    defects = defect_of_id("supersedes", fact.supersedes)
    if fact.supersedes == fact.entry.id:
        defects.append("it cannot supersede itself")
    return defects


def says_something(fact: Fact) -> bool:
    """Whether a fact has content left: that somebody came says something without words."""
    return fact.redaction is None or getattr(fact, "stands_when_emptied", False)


def standing(
    facts: Iterable[F],
    *,
    as_of: date,
    known_at: datetime | None = None,
    retractions: Iterable[Retraction] = (),
) -> tuple[F, ...]:
    """The facts that were so by a day and are not superseded, by date, then by id.

    Without `known_at`, everything recorded since counts, corrections included.
    With it, only what was recorded by that moment.
    A correction that was itself taken back puts nothing right: what it replaced stands
    again. So does what a retraction took back that was retracted later.
    One whose content was erased stands no more, unless it says something without it.
    """
    known = [
        fact for fact in facts if known_at is None or fact.entry.recorded_at <= known_at
    ]
    gone = _taken_back(
        each
        for each in retractions
        if known_at is None or each.entry.recorded_at <= known_at
    )
    gone |= {
        fact.supersedes
        for fact in known
        if fact.supersedes and fact.entry.id not in gone
    }
    return tuple(
        sorted(
            (
                fact
                for fact in known
                if fact.entry.id not in gone
                and fact.entry.effective_on <= as_of
                and says_something(fact)
            ),
            key=lambda fact: (fact.entry.effective_on, fact.entry.id),
        )
    )


def _taken_back(retractions: Iterable[Retraction]) -> set[str]:
    """The ids that retractions take back; one that was itself retracted takes back nothing."""
    gone: set[str] = set()
    latest_first = sorted(
        retractions, key=lambda r: (r.entry.recorded_at, r.entry.id), reverse=True
    )
    for each in latest_first:
        if each.entry.id not in gone:
            gone.add(each.supersedes)
    return gone
