"""Responses to what somebody did: incentives, support and sanctions from a published grid.

Nothing adverse happens by itself: a grid offers, a named human decides within their authority.
Numbers of weak evidence, such as four incentives to one sanction, are off until a policy states
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction

import attrs

from supervise.dates import BusinessCalendar, Length
from supervise.errors import (
    CalendarMissing,
    DeclarationError,
    Problem,
    ProblemCode,
    UnknownName,
)
from supervise.levels import IntensityScheme, LevelScheme
from supervise.people import Actor, Role
from supervise.rules.canonical import WORDING
from supervise.sources import Source


class ResponseKind(StrEnum):
    """Whether a response rewards, helps or sanctions."""

    INCENTIVE = "incentive"
    SUPPORT = "support"
    SANCTION = "sanction"


class Absence(StrEnum):
    """Why somebody was not there. The three are never counted as one."""

    ACCEPTABLE = "acceptable"
    UNACCEPTABLE = "unacceptable"
    LOGISTIC = "logistic"


@attrs.frozen(kw_only=True)
class ContactOutcome:
    """What became of an appointment: whether somebody attended, and whether it can be enforced."""

    code: str
    title: str = attrs.field(metadata=WORDING)
    attended: bool
    enforceable: bool
    absence: Absence | None = None

    def __attrs_post_init__(self) -> None:
        defects = []
        if self.attended == (self.absence is not None):
            defects.append("an absence, and nothing else, says of which kind it was")
        if self.absence in {Absence.ACCEPTABLE, Absence.LOGISTIC} and self.enforceable:
            defects.append("only an unacceptable absence can be enforced")
        if defects:
            raise DeclarationError(f"outcome '{self.code}'", defects)


@attrs.frozen(kw_only=True)
class Response:
    """One thing that can be done, and which roles may decide it."""

    code: str
    title: str = attrs.field(metadata=WORDING)
    kind: ResponseKind
    authority: frozenset[Role]


@attrs.frozen
class Cell:
    """The responses that a grid offers for a severity at an intensity."""

    severity: str
    intensity: str
    responses: tuple[str, ...]


@attrs.frozen(kw_only=True)
class ResponseGrid:
    """A published grid of severity against intensity. Every cell is stated.

    `within` is how soon a response should follow; `incentives_to_sanctions` a ratio that the policy
    states. Without them neither is measured against anything.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    source: Source = attrs.field(metadata=WORDING)
    severities: LevelScheme
    intensities: IntensityScheme
    responses: tuple[Response, ...]
    cells: tuple[Cell, ...]
    within: Length | None = None
    incentives_to_sanctions: Fraction | None = None
    example: str = attrs.field(default="", metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        if defects := list(self._defects()):
            raise DeclarationError(f"response grid '{self.id}'", defects)

    def _defects(self) -> Iterator[str]:
        known = {each.code: each for each in self.responses}
        places = [(each.severity, each.intensity) for each in self.cells]
        for severity in self.severities.codes:
            for intensity in self.intensities.codes:
                times = places.count((severity, intensity))
                if times != 1:
                    yield f"'{severity}' at '{intensity}' is stated {times} times"
        for cell in self.cells:
            if not cell.responses:
                yield f"'{cell.severity}' at '{cell.intensity}': no response"
            yield from (
                f"'{code}' is no response"
                for code in cell.responses
                if code not in known
            )
        for response in self.responses:
            if not response.authority - {Role.SYSTEM}:
                yield f"response '{response.code}': no human may decide it"
            if Role.SYSTEM in response.authority:
                yield f"response '{response.code}': a system does not decide"

    def options(
        self, severity: str, intensity: str, role: Role | None = None
    ) -> tuple[Response, ...]:
        """What the grid offers, for all roles or for one."""
        known = {each.code: each for each in self.responses}
        for cell in self.cells:
            if (cell.severity, cell.intensity) == (severity, intensity):
                found = [known[code] for code in cell.responses]
                return tuple(e for e in found if role is None or role in e.authority)
        places = [f"{each.severity} at {each.intensity}" for each in self.cells]
        raise UnknownName("cell of the grid", f"{severity} at {intensity}", places)


@attrs.frozen(kw_only=True)
class RespondedTo:
    """One entry of the ledger: what was responded to, with what, by whom and why.

    `recommended_by` is who proposed it, if somebody did; `decided_by` is who decided.
    `departs_because` says why it is not what the grid offers.
    """

    id: str
    event: str
    happened_on: date
    severity: str
    intensity: str
    response: str
    decided_by: Actor
    decided_on: date
    reason: str = attrs.field(repr=False)
    recommended_by: Actor | None = None
    departs_because: str = attrs.field(default="", repr=False)


def response_problems(
    grid: ResponseGrid,
    entry: RespondedTo,
    calendars: Iterable[BusinessCalendar] = (),
) -> tuple[Problem, ...]:
    """What stands against an entry: off the grid, beyond authority, too late, no reason."""
    return tuple(_problems(grid, entry, {each.name: each for each in calendars}))


def _problems(
    grid: ResponseGrid, entry: RespondedTo, calendars: dict[str, BusinessCalendar]
) -> Iterator[Problem]:
    def problem(item: str, says: str, allowed: str = "") -> Problem:
        return Problem(
            code=ProblemCode.NOT_ALLOWED,
            where=grid.id,
            item=item,
            says=says,
            allowed=allowed,
        )

    known = {each.code: each for each in grid.responses}
    if entry.decided_by.role is Role.SYSTEM:
        yield problem("decided_by", "a system does not decide")
    if not entry.reason.strip():
        yield problem("reason", "no reason is given")
    if entry.response not in known:
        yield problem(
            "response", f"'{entry.response}' is no response", ", ".join(known)
        )
        return
    authority = known[entry.response].authority
    if entry.decided_by.role not in authority:
        roles = ", ".join(sorted(role.value for role in authority))
        yield problem("decided_by", f"may not decide '{entry.response}'", roles)
    offered = []
    if entry.severity not in grid.severities.codes:
        codes = ", ".join(grid.severities.codes)
        yield problem("severity", f"'{entry.severity}' is no severity", codes)
    elif entry.intensity not in grid.intensities.codes:
        codes = ", ".join(grid.intensities.codes)
        yield problem("intensity", f"'{entry.intensity}' is no intensity", codes)
    else:
        offered = [e.code for e in grid.options(entry.severity, entry.intensity)]
    if offered and entry.response not in offered and not entry.departs_because.strip():
        says = f"'{entry.response}' is not offered for '{entry.severity}'; say why it departs"
        yield problem("response", says, ", ".join(offered))
    if entry.decided_on < entry.happened_on:
        yield problem("decided_on", "is before what it responds to")
    if grid.within is not None:
        try:
            last = grid.within.after(entry.happened_on, calendars)
        except CalendarMissing as missing:
            yield problem("decided_on", f"whether it is in time: {missing}")
            return
        if entry.decided_on > last:
            yield problem("decided_on", f"later than {grid.within}", f"up to {last}")


@attrs.frozen(kw_only=True)
class Balance:
    """How many incentives, supports and sanctions a ledger has.

    `meets_ratio` is nothing unless the policy states a ratio.
    """

    incentives: int
    supports: int
    sanctions: int
    meets_ratio: bool | None


def balance(grid: ResponseGrid, entries: Iterable[RespondedTo]) -> Balance:
    """The balance of a ledger."""
    kinds = {each.code: each.kind for each in grid.responses}
    found = [kinds[entry.response] for entry in entries if entry.response in kinds]
    incentives, sanctions = (
        found.count(ResponseKind.INCENTIVE),
        found.count(ResponseKind.SANCTION),
    )
    ratio = grid.incentives_to_sanctions
    return Balance(
        incentives=incentives,
        supports=found.count(ResponseKind.SUPPORT),
        sanctions=sanctions,
        meets_ratio=None if ratio is None else incentives >= ratio * sanctions,
    )


def unanswered(
    entries: Iterable[RespondedTo], events: Iterable[str]
) -> tuple[str, ...]:
    """What nobody has responded to: every violation and every milestone asks for a response."""
    answered = {entry.event for entry in entries}
    return tuple(event for event in events if event not in answered)
