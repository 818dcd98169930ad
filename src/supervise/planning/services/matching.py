"""Matching: which services fit which needs, why, why not, and what stays unmet.

Needs first, capacity after: a service fits or not before anybody asks how full it is.
A need that cannot be met is an unmet need with its reason; it is never left out.
Matching proposes. It refers nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from supervise.planning.services.directory import Directory
from supervise.planning.services.eligibility import Met
from supervise.planning.services.fitting import (
    BARRIERS,
    Aspect,
    MatchReason,
    reasons_for,
)
from supervise.planning.services.offers import Capacity, Room
from supervise.planning.services.seekers import HelpWanted, Seeker


class Fit(StrEnum):
    """Whether a service fits: yes, not yet known, or no."""

    FITS = "fits"
    UNDECIDED = "undecided"
    DOES_NOT_FIT = "does_not_fit"


class WhyUnmet(StrEnum):
    """Why a need cannot be met now."""

    NONE_EXISTS = "none_exists"
    NOT_ADMITTED = "not_admitted"
    BARRIER = "barrier"
    UNDECIDED = "undecided"
    DECLINED = "declined"
    WAITING = "waiting"


@attrs.frozen(kw_only=True)
class ServiceMatch:
    """One service looked at for one need: the verdict, every reason, and how full it is.

    `capacity` orders the services that fit; it never decides whether one fits.
    """

    service: str
    domain: str
    reasons: tuple[MatchReason, ...]
    capacity: Capacity | None = None

    @property
    def fit(self) -> Fit:
        """Whether it fits, from its reasons alone."""
        met = {reason.met for reason in self.reasons}
        if Met.NOT_MET in met:
            return Fit.DOES_NOT_FIT
        return Fit.UNDECIDED if Met.UNKNOWN in met else Fit.FITS

    @property
    def against(self) -> tuple[MatchReason, ...]:
        """Why it does not fit."""
        return tuple(each for each in self.reasons if each.met is Met.NOT_MET)

    @property
    def open_questions(self) -> tuple[MatchReason, ...]:
        """What must be found out before one can say."""
        return tuple(each for each in self.reasons if each.met is Met.UNKNOWN)

    @property
    def can_start(self) -> bool | None:
        """Whether somebody could start without waiting; nothing where not reported."""
        return None if self.capacity is None else self.capacity.can_start


@attrs.frozen(kw_only=True)
class UnmetNeed:
    """A need that no service meets now, why, and which services were nearest."""

    domain: str
    why: WhyUnmet
    goals: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class NeedMatch:
    """Everything found for one need: each service of the directory, best first."""

    wanted: HelpWanted
    matches: tuple[ServiceMatch, ...]

    @property
    def fitting(self) -> tuple[ServiceMatch, ...]:
        """The services that fit, those where one can start first."""
        return tuple(each for each in self.matches if each.fit is Fit.FITS)

    @property
    def unmet(self) -> UnmetNeed | None:
        """The unmet need, where nothing that fits can be started now."""
        if any(each.can_start is not False for each in self.fitting):
            return None
        why, near = _why_unmet(self.matches)
        return UnmetNeed(
            domain=self.wanted.domain, why=why, goals=self.wanted.goals, nearest=near
        )


@attrs.frozen(kw_only=True)
class MatchReport:
    """What was found for every need that help is wanted for, in the order of the needs."""

    on: date
    needs: tuple[NeedMatch, ...]

    @property
    def unmet(self) -> tuple[UnmetNeed, ...]:
        """The needs that cannot be met now, each with its reason."""
        return tuple(unmet for need in self.needs if (unmet := need.unmet) is not None)


def match_needs(
    wanted: Iterable[HelpWanted], directory: Directory, seeker: Seeker, *, on: date
) -> MatchReport:
    """What a directory has for each need on a day, with every reason for and against.

    Every need comes back, in the order given, whatever there is for it.
    """
    return MatchReport(
        on=on,
        needs=tuple(match_need(each, directory, seeker, on=on) for each in wanted),
    )


def match_need(
    wanted: HelpWanted, directory: Directory, seeker: Seeker, *, on: date
) -> NeedMatch:
    """What a directory has for one need on a day: every service, best first.

    Best is: fits before undecided before does not fit; then those where one can start,
    then the shorter wait, then the fewer open questions, then by id.
    """
    matches = [
        ServiceMatch(
            service=service.id,
            domain=wanted.domain,
            reasons=reasons_for(service, wanted.domain, seeker, on=on),
            capacity=directory.capacity(service.id, on),
        )
        for service in directory.services()
    ]
    return NeedMatch(wanted=wanted, matches=tuple(sorted(matches, key=_order)))


_FITS = tuple(Fit)
_ROOM = tuple(Room)
_NO_REPORT = len(_ROOM)


def _order(match: ServiceMatch) -> tuple[int, int, int, int, str]:
    capacity = match.capacity
    known_wait = capacity is not None and capacity.wait_days is not None
    return (
        _FITS.index(match.fit),
        _ROOM.index(capacity.room) if capacity is not None else _NO_REPORT,
        capacity.wait_days or 0 if capacity is not None and known_wait else 10**6,
        len(match.open_questions),
        match.service,
    )


def _why_unmet(matches: tuple[ServiceMatch, ...]) -> tuple[WhyUnmet, tuple[str, ...]]:
    """The reason that stands closest to help, and the services of which it is true."""
    kinds = [(_obstacle(match), match.service) for match in matches]
    for why in reversed(WhyUnmet):
        near = tuple(service for found, service in kinds if found is why)
        if near and why is not WhyUnmet.NONE_EXISTS:
            return why, near
    return WhyUnmet.NONE_EXISTS, ()


def _obstacle(match: ServiceMatch) -> WhyUnmet:
    """What stands between one service and the person: the greatest obstacle."""
    against = {reason.aspect for reason in match.against}
    if {Aspect.NEED, Aspect.OFFERED} & against:
        return WhyUnmet.NONE_EXISTS
    if Aspect.ELIGIBILITY in against:
        return WhyUnmet.NOT_ADMITTED
    if BARRIERS & against:
        return WhyUnmet.BARRIER
    if match.open_questions:
        return WhyUnmet.UNDECIDED
    return WhyUnmet.DECLINED if Aspect.WISH in against else WhyUnmet.WAITING
