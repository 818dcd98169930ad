"""Dosage: hours of help by need and by source, beside a target that a policy sets.

Only minutes spent on an assessed need count; what does not count is listed too.
A target is guidance. It is never a cap on help, and never a bar to anything: nothing here
says that somebody has had enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from supervise.errors import DeclarationError
from supervise.histories import defect_of_date
from supervise.planning.referrals import Absences, absences
from supervise.records import Attendance, HelpSource, standing
from supervise.sources import Source

GUIDANCE = "a target is guidance: never a cap on help, never a bar to anything"


@attrs.frozen(kw_only=True)
class DosageTarget:
    """How many hours a policy aims at for a level, with its source.

    `level` is the code of the level or intensity that the policy names. `hours` may be
    nothing: a policy may say that a group has no target.
    """

    level: str
    hours: Decimal | None

    def __attrs_post_init__(self) -> None:
        hours = self.hours
        if hours is not None and not (
            type(hours) is Decimal and hours.is_finite() and hours > 0
        ):
            raise DeclarationError(
                f"dosage target of '{self.level}'", ["hours must be a decimal above 0"]
            )


@attrs.frozen(kw_only=True)
class DosagePolicy:
    """What an agency counts as help, and at how many hours it aims.

    `strongest` limits what counts to so many of the needs, as they are ranked; nothing
    means all assessed needs. `take_home_minutes` is what a task done at home counts for;
    nothing means the minutes that were recorded.
    """

    id: str
    targets: tuple[DosageTarget, ...]
    strongest: int | None = None
    take_home_minutes: int | None = None
    source: Source

    def __attrs_post_init__(self) -> None:
        levels = [each.level for each in self.targets]
        defects = [
            f"two targets for '{level}'"
            for level in sorted({each for each in levels if levels.count(each) > 1})
        ]
        for name in ("strongest", "take_home_minutes"):
            value = getattr(self, name)
            if value is not None and (type(value) is not int or value < 1):
                defects.append(f"{name} must be a whole number, from 1")
        if defects:
            raise DeclarationError(f"dosage policy '{self.id}'", defects)

    def target(self, level: str) -> DosageTarget | None:
        """The target for a level, if the policy has one."""
        return next((each for each in self.targets if each.level == level), None)


@attrs.frozen(kw_only=True)
class NeedDose:
    """Minutes of help on one need, by source, and whether they count for the target."""

    domain: str
    counted: bool
    by_source: tuple[tuple[HelpSource, int], ...]

    @property
    def minutes(self) -> int:
        """The minutes from all sources."""
        return sum(minutes for _, minutes in self.by_source)


@attrs.frozen(kw_only=True)
class DosageReport:
    """What help there was from a day to a day, beside what the policy aims at.

    `needs` has every need that was worked on, assessed ones first. `unlisted_minutes` are
    minutes of sessions that were spent on no need.
    """

    since: date
    as_of: date
    needs: tuple[NeedDose, ...]
    unlisted_minutes: int
    sessions: int
    absences: Absences
    target: DosageTarget | None
    guidance: str = GUIDANCE

    @property
    def minutes(self) -> int:
        """The minutes that count for the target."""
        return sum(each.minutes for each in self.needs if each.counted)

    @property
    def hours(self) -> Decimal:
        """The hours that count, exact to the minute, with two decimals."""
        return hours_of(self.minutes)

    @property
    def by_source(self) -> tuple[tuple[HelpSource, int], ...]:
        """The minutes that count, by source."""
        totals = dict.fromkeys(HelpSource, 0)
        for need in self.needs:
            for source, minutes in need.by_source if need.counted else ():
                totals[source] += minutes
        return tuple((source, minutes) for source, minutes in totals.items() if minutes)

    @property
    def share_of_target(self) -> Decimal | None:
        """The hours as a share of the target, which may be more than 1."""
        if self.target is None or self.target.hours is None:
            return None
        return Decimal(self.minutes) / 60 / self.target.hours


def hours_of(minutes: int) -> Decimal:
    """Minutes as hours, rounded half up to two decimals.

    >>> hours_of(50)
    Decimal('0.83')
    """
    return Decimal((minutes * 200 + 60) // 120) / 100


def dosage(
    attendance: Iterable[Attendance],
    needs: Iterable[str],
    policy: DosagePolicy,
    *,
    level: str,
    since: date,
    as_of: date,
) -> DosageReport:
    """The help that a person had from `since` to `as_of`, both included.

    `needs` are the codes of the assessed needs, strongest first.
    """
    defects = defect_of_date("since", since) + defect_of_date("as_of", as_of)
    if defects:
        raise DeclarationError("dosage", defects)
    records = [
        each
        for each in standing(attendance, as_of=as_of)
        if each.entry.effective_on >= since
    ]
    present = [each for each in records if each.presence.is_present]
    counting = tuple(dict.fromkeys(needs))[: policy.strongest]
    return DosageReport(
        since=since,
        as_of=as_of,
        needs=_doses(present, counting, policy),
        unlisted_minutes=sum(map(_unlisted, present)),
        sessions=len(present),
        absences=absences(records),
        target=policy.target(level),
    )


def _doses(
    present: list[Attendance], counting: tuple[str, ...], policy: DosagePolicy
) -> tuple[NeedDose, ...]:
    minutes: dict[str, dict[HelpSource, int]] = {domain: {} for domain in counting}
    for record in present:
        for domain, spent in _minutes(record, policy):
            of_need = minutes.setdefault(domain, {})
            of_need[record.source] = of_need.get(record.source, 0) + spent
    return tuple(
        NeedDose(
            domain=domain,
            counted=domain in counting,
            by_source=tuple((s, by[s]) for s in HelpSource if s in by),
        )
        for domain, by in minutes.items()
        if by
    )


def _minutes(record: Attendance, policy: DosagePolicy) -> list[tuple[str, int]]:
    """What counts on each need: a task at home may count as a fixed time.

    The fixed time is shared in proportion to what was recorded, and nothing of it is lost.
    """
    recorded = [(each.domain, each.minutes) for each in record.on_needs]
    fixed = policy.take_home_minutes
    if record.source is not HelpSource.TAKE_HOME or fixed is None:
        return recorded
    total, before, shares = sum(m for _, m in recorded), 0, list[tuple[str, int]]()
    for domain, minutes in recorded:
        upto = before + minutes
        shares.append((domain, fixed * upto // total - fixed * before // total))
        before = upto
    return shares


def _unlisted(record: Attendance) -> int:
    spent = sum(each.minutes for each in record.on_needs)
    return (record.length or spent) - spent
