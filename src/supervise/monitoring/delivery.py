"""The level that is recommended, beside the supervision that was actually delivered.

What was delivered is told by the standards themselves: the highest level whose standard the
recorded contacts meet. More than was recommended is a mismatch as well as less: time goes first to
people at higher levels, and close supervision of people at low ones helps nobody.
It compares; it says nothing about why, and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction

import attrs

from supervise.errors import DeclarationError
from supervise.monitoring.casework import Casework
from supervise.monitoring.compiled import Standards
from supervise.monitoring.quotas import Quota
from supervise.monitoring.rates import covered_days, period_results, rate
from supervise.monitoring.schedules import Each, Rolling, Schedule
from supervise.records import Attendance
from supervise.rules.canonical import WORDING
from supervise.rules.timeline import Dated, Timeline


class Fit(StrEnum):
    """How what was delivered stands to what was recommended."""

    UNDER = "under"
    AS_RECOMMENDED = "as_recommended"
    OVER = "over"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class ServiceLimit:
    """The most minutes of services in the window that a policy foresees for a level."""

    level: str
    most_minutes: int
    citation: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class FitTerms:
    """What an agency calls a match: which levels, which standards, and how much is enough.

    `order` has the levels, lowest first, as the state `state` of a timeline has them.
    `enough` is the share of periods, or of days, that must be met; it has no default.
    `service_limits` are off until a policy states them.

    Raises `DeclarationError` with every defect.
    """

    order: tuple[str, ...]
    state: str
    standards: tuple[str, ...]
    enough: Fraction
    known_after_days: int
    service_limits: tuple[ServiceLimit, ...] = ()

    def __attrs_post_init__(self) -> None:
        defects = []
        if len(set(self.order)) != len(self.order) or len(self.order) < 2:
            defects.append("at least two levels, each once, lowest first")
        if not self.standards:
            defects.append("no standard to compare by")
        if not 0 < self.enough <= 1:
            defects.append("enough is a share above 0 and up to 1")
        if self.known_after_days < 0:
            defects.append("the days of knowledge are counted from 0")
        defects += [
            f"limit of services: '{each.level}' is no level"
            for each in self.service_limits
            if each.level not in self.order
        ]
        if defects:
            raise DeclarationError("terms of a fit", defects)


@attrs.frozen(kw_only=True)
class LevelShare:
    """How much of what a level requires was delivered; nothing required has no numbers."""

    level: str
    met: int
    counted: int
    requires: bool = True

    def is_met(self, enough: Fraction) -> bool | None:
        """Whether it is enough; nothing where no whole period or day can tell."""
        if not self.requires:
            return True
        return Fraction(self.met, self.counted) >= enough if self.counted else None


@attrs.frozen(kw_only=True)
class Delivery:
    """What was delivered of one standard: by level, and the highest level that it meets."""

    standard: str
    shares: tuple[LevelShare, ...]
    delivered: str
    fit: Fit


@attrs.frozen(kw_only=True)
class SupervisionFit:
    """One person between two days: recommended, held, delivered.

    `held` is the level on the last day, as the agency records it. `more_services` says that the
    minutes of services pass the limit which a policy states for the recommended level.
    """

    person: str
    first: date
    last: date
    recommended: str
    held: str
    deliveries: tuple[Delivery, ...]
    fit: Fit
    minutes: int = 0
    more_services: bool = False

    @property
    def held_otherwise(self) -> bool:
        """Whether the level that is held is not the one that is recommended."""
        return bool(self.held) and self.held != self.recommended


def supervision_fit(
    standards: Standards,
    case: Casework | Timeline,
    recommended: str,
    terms: FitTerms,
    *,
    first: date,
    last: date,
    attended: Iterable[Attendance] = (),
) -> SupervisionFit:
    """How the supervision of one person between two days fits the level that is recommended."""
    if recommended not in terms.order:
        raise ValueError("the recommended level is none of the levels of the terms")
    casework = case if isinstance(case, Casework) else Casework(case)
    found = tuple(
        Comparison(standards, casework, name, terms, (first, last)).delivery(
            recommended
        )
        for name in terms.standards
    )
    held = casework.timeline.value_on(terms.state, last)
    minutes = sum(
        each.length or 0
        for each in attended
        if first <= each.entry.effective_on <= last and each.presence.is_present
    )
    most = {each.level: each.most_minutes for each in terms.service_limits}
    return SupervisionFit(
        person=casework.timeline.person,
        first=first,
        last=last,
        recommended=recommended,
        held=held if isinstance(held, str) else "",
        deliveries=found,
        fit=_whole({each.fit for each in found}),
        minutes=minutes,
        more_services=recommended in most and minutes > most[recommended],
    )


def _whole(fits: set[Fit]) -> Fit:
    """Too little of anything is too little; else too much of anything is too much."""
    for each in (Fit.UNDER, Fit.OVER, Fit.AS_RECOMMENDED):
        if each in fits:
            return each
    return Fit.UNKNOWN


Asked = tuple[Schedule | None, Quota | None]


@attrs.frozen
class Comparison:
    """One standard and one person, held against each level in turn."""

    standards: Standards
    casework: Casework
    standard: str
    terms: FitTerms
    window: tuple[date, date]

    def delivery(self, recommended: str) -> Delivery:
        """What was delivered, and how it stands to a level."""
        shares = tuple(self.share(level) for level in self.terms.order)
        met = [each.level for each in shares if each.is_met(self.terms.enough)]
        return Delivery(
            standard=self.standard,
            shares=shares,
            delivered=met[-1] if met else "",
            fit=self._fit(recommended, shares, met),
        )

    def _fit(
        self, recommended: str, shares: tuple[LevelShare, ...], met: list[str]
    ) -> Fit:
        own = next(each for each in shares if each.level == recommended)
        enough = own.is_met(self.terms.enough)
        if enough is None:
            return Fit.UNKNOWN
        if not enough:
            return Fit.UNDER
        order = self.terms.order
        above = order[order.index(recommended) + 1 :]
        needed = self.asked(recommended)
        more = any(each in met and self.asked(each) != needed for each in above)
        return Fit.OVER if more else Fit.AS_RECOMMENDED

    def share(self, level: str) -> LevelShare:
        """How much of what a level requires was delivered."""
        first, last = self.window
        case, asked = self._at(level), self.asked(level)
        if asked is None:
            return LevelShare(level=level, met=0, counted=0)
        if asked[0] is None:
            return LevelShare(level=level, met=0, counted=0, requires=False)
        met = counted = 0
        if isinstance(asked[0], Each):
            results = period_results(
                self.standards,
                case,
                self.standard,
                first=first,
                last=last,
                known_after_days=self.terms.known_after_days,
            )
            found = rate(results)
            met, counted = found.met, found.counted
        elif isinstance(asked[0], Rolling):
            days = covered_days(
                self.standards, case, self.standard, first=first, last=last
            )
            met, counted = days
        return LevelShare(level=level, met=met, counted=counted)

    def asked(self, level: str) -> Asked | None:
        """What the row of a level asks for; nothing where no row is for the person."""
        pack = self.standards.pack
        place = pack.standards.index(pack.standard(self.standard))
        stretches = self.standards.see(self._at(level).timeline).stretches[place]
        day = self.window[1].toordinal()
        here = next(each for each in stretches if each.start <= day < each.end)
        if here.row < 0:
            return None
        row = pack.standards[place].rows[here.row]
        return row.schedule, row.quota

    def _at(self, level: str) -> Casework:
        """The same case, had the level been this one all along."""
        timeline, state = self.casework.timeline, self.terms.state
        given = timeline.states.get(state, ())
        start = min((each.start for each in given), default=date.min)
        states = {**timeline.states, state: (Dated(value=level, start=start),)}
        return Casework(attrs.evolve(timeline, states=states), self.casework.waivers)


@attrs.frozen(kw_only=True)
class MismatchReport:
    """Who is supervised less, and who more, than is recommended.

    `under` has the highest levels first, `over` the lowest first: where time is wanted, and where
    it could come from. `cells` count people by level recommended and level delivered of each
    standard; `held` by level recommended and level held.
    """

    people: int
    counts: tuple[tuple[Fit, int], ...]
    under: tuple[SupervisionFit, ...]
    over: tuple[SupervisionFit, ...]
    more_services: tuple[SupervisionFit, ...]
    cells: tuple[tuple[str, str, str, int], ...]
    held: tuple[tuple[str, str, int], ...]


def mismatch_report(found: Iterable[SupervisionFit], terms: FitTerms) -> MismatchReport:
    """The mismatches of a caseload, both ways."""
    given = tuple(found)
    counts = Counter(each.fit for each in given)
    cells = Counter(
        (delivery.standard, each.recommended, delivery.delivered)
        for each in given
        for delivery in each.deliveries
        if delivery.fit is not Fit.UNKNOWN
    )
    held = Counter((each.recommended, each.held) for each in given if each.held)
    return MismatchReport(
        people=len(given),
        counts=tuple((fit, counts[fit]) for fit in Fit),
        under=tuple(reversed(tuple(_by_level(given, Fit.UNDER, terms)))),
        over=tuple(_by_level(given, Fit.OVER, terms)),
        more_services=tuple(each for each in given if each.more_services),
        cells=tuple((*cell, number) for cell, number in sorted(cells.items())),
        held=tuple((*pair, number) for pair, number in sorted(held.items())),
    )


def _by_level(
    given: tuple[SupervisionFit, ...], fit: Fit, terms: FitTerms
) -> Iterator[SupervisionFit]:
    """Those of a fit, the lowest level first."""
    for level in terms.order:
        yield from (
            each for each in given if each.fit is fit and each.recommended == level
        )
