"""What a directory lists: organisations, locations, services, and how full they are.

Identifiers are opaque texts of the host: those of an open directory (HSDS) fit as they are.
A capacity is a dated report, not part of the service: it goes out of date by itself.
Nothing here says whom a service suits.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

import attrs

from supervise.dates import Period
from supervise.errors import DeclarationError
from supervise.histories import defect_of_date, defect_of_id
from supervise.people import Sensitivity
from supervise.planning.services.eligibility import Eligibility


class Weekday(StrEnum):
    """A day of the week, by the two letters that calendars use."""

    MONDAY = "mo"
    TUESDAY = "tu"
    WEDNESDAY = "we"
    THURSDAY = "th"
    FRIDAY = "fr"
    SATURDAY = "sa"
    SUNDAY = "su"


class Mode(StrEnum):
    """How a person takes part."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    VIDEO = "video"
    AT_HOME = "at_home"


class Format(StrEnum):
    """Alone, in a group, or with the family."""

    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    FAMILY = "family"


class ServiceStatus(StrEnum):
    """Whether a service is offered, in the words of the open directory standard."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


class Room(StrEnum):
    """How much room there is: places, few places, a waiting list, or none."""

    OPEN = "open"
    LIMITED = "limited"
    WAITING_LIST = "waiting_list"
    CLOSED = "closed"


@attrs.frozen(kw_only=True)
class Opening:
    """When a service can be attended: a weekday and local times."""

    day: Weekday
    opens: time
    closes: time

    def __attrs_post_init__(self) -> None:
        if self.opens >= self.closes:
            raise DeclarationError("opening", ["it must open before it closes"])

    def overlaps(self, other: Opening) -> bool:
        """Whether the two have time in common."""
        return self.day is other.day and (
            self.opens < other.closes and other.opens < self.closes
        )


@attrs.frozen(kw_only=True)
class Cost:
    """What the person has to pay: an exact amount, in a currency, for what.

    No amount means that it is not known. A free service has the amount 0.
    """

    amount: Decimal | None = None
    currency: str = ""
    per: str = ""

    def __attrs_post_init__(self) -> None:
        amount, defects = self.amount, list[str]()
        if amount is not None and (
            type(amount) is not Decimal or not amount.is_finite() or amount < 0
        ):
            defects.append("amount must be a decimal number, 0 or more")
        elif amount and not self.currency:
            defects.append("an amount needs its currency")
        if defects:
            raise DeclarationError("cost", defects)

    @property
    def is_free(self) -> bool | None:
        """Whether nothing is to pay; nothing where it is not known."""
        return None if self.amount is None else self.amount == 0


FREE = Cost(amount=Decimal(0))
UNKNOWN_COST = Cost()
FOR_EVERYBODY = Eligibility()


@attrs.frozen(kw_only=True)
class Organisation:
    """Who offers services. Its name is public; no member of staff is named."""

    id: str
    name: str

    def __attrs_post_init__(self) -> None:
        _require(f"organisation '{self.id}'", defect_of_id("id", self.id), self.name)


@attrs.frozen(kw_only=True)
class Location:
    """Where services are offered.

    `area` is the host's code. Whether public transport goes there, and whether one can come
    in without steps, is said only where it is known.
    """

    id: str
    name: str
    area: str = ""
    public_transport: bool | None = None
    step_free: bool | None = None

    def __attrs_post_init__(self) -> None:
        _require(f"location '{self.id}'", defect_of_id("id", self.id), self.name)


@attrs.frozen(kw_only=True)
class Service:
    """One thing that an organisation offers: for which needs, to whom, where, when.

    `needs` are codes of need domains that it works on.
    `demands` are codes of what it asks of a person, for example `learning` where there is
    much to read; `eases` are kinds of barrier that it takes away, for example `child_care`.
    `areas` are the host's codes of where people must live; none means anywhere.
    `languages` are codes (ISO 639). `sensitivity` is what taking part would reveal.
    """

    id: str
    organisation: str
    name: str
    needs: tuple[str, ...]
    status: ServiceStatus = ServiceStatus.ACTIVE
    eligibility: Eligibility = FOR_EVERYBODY
    locations: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = (Mode.IN_PERSON,)
    formats: tuple[Format, ...] = ()
    openings: tuple[Opening, ...] = ()
    languages: tuple[str, ...] = ()
    cost: Cost = UNKNOWN_COST
    demands: tuple[str, ...] = ()
    eases: tuple[str, ...] = ()
    offered: Period | None = None
    sensitivity: Sensitivity = Sensitivity.STANDARD

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("id", self.id)
        defects += defect_of_id("organisation", self.organisation)
        if not self.needs:
            defects.append("name at least one need that it works on")
        if not self.modes:
            defects.append("say how a person takes part")
        for name in ("needs", "areas", "modes", "languages", "demands", "eases"):
            listed = getattr(self, name)
            if len(set(listed)) != len(listed):
                defects.append(f"{name}: something stands twice")
        _require(f"service '{self.id}'", defects, self.name)

    def is_offered(self, on: date) -> bool:
        """Whether it runs on a day."""
        in_time = self.offered is None or on in self.offered
        return self.status is ServiceStatus.ACTIVE and in_time


@attrs.frozen(kw_only=True)
class Capacity:
    """How full a service was reported to be on a day.

    `places` are free places, `waiting` people on the list, `wait_days` the expected wait.
    """

    service: str
    reported_on: date
    room: Room
    places: int | None = None
    waiting: int | None = None
    wait_days: int | None = None

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("service", self.service)
        defects += defect_of_date("reported_on", self.reported_on)
        defects += [
            f"{name} must be a whole number, 0 or more"
            for name in ("places", "waiting", "wait_days")
            if not _is_count(getattr(self, name))
        ]
        if self.room is Room.CLOSED and self.places:
            defects.append("a closed service has no free places")
        if defects:
            raise DeclarationError(f"capacity of service '{self.service}'", defects)

    @property
    def can_start(self) -> bool:
        """Whether somebody could start without waiting."""
        return self.room in {Room.OPEN, Room.LIMITED} and self.places != 0


def _is_count(value: int | None) -> bool:
    return value is None or (type(value) is int and value >= 0)


def _require(where: str, defects: list[str], name: str) -> None:
    if not name.strip():
        defects = [*defects, "name must not be blank"]
    if defects:
        raise DeclarationError(where, defects)
