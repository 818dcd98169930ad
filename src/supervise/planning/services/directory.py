"""A directory of services: the contract, and one that is a plain list.

An application's own directory satisfies the contract by having the same methods.
`directory_defects` says where one breaks it.
Nothing here fetches: a directory answers from what it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

import attrs

from supervise.errors import DeclarationError
from supervise.planning.services.offers import (
    Capacity,
    Location,
    Organisation,
    Service,
)


class Directory(Protocol):
    """What matching asks of a directory.

    The same question always has the same answer: a directory is a value, or a snapshot.
    `capacity` is the newest report made on or before the day; none means not reported.
    """

    def services(self) -> Iterable[Service]:
        """Every service, each once."""
        ...

    def service(self, id: str) -> Service | None:
        """The service with this id, if it is listed."""
        ...

    def organisation(self, id: str) -> Organisation | None:
        """The organisation with this id, if it is listed."""
        ...

    def location(self, id: str) -> Location | None:
        """The location with this id, if it is listed."""
        ...

    def capacity(self, service: str, on: date) -> Capacity | None:
        """How full a service was by the newest report of the day or before."""
        ...


@attrs.frozen(kw_only=True)
class ListedDirectory:
    """A directory that is a plain list: the reference for the contract."""

    organisations: tuple[Organisation, ...] = ()
    locations: tuple[Location, ...] = ()
    listed: tuple[Service, ...] = ()
    capacities: tuple[Capacity, ...] = ()

    def __attrs_post_init__(self) -> None:
        defects = [
            f"two {what} with the id '{id}'"
            for what, ids in (
                ("organisations", [each.id for each in self.organisations]),
                ("locations", [each.id for each in self.locations]),
                ("services", [each.id for each in self.listed]),
            )
            for id in sorted({id for id in ids if ids.count(id) > 1})
        ]
        defects += _dangling(self)
        if defects:
            raise DeclarationError("directory", defects)

    def services(self) -> Iterator[Service]:
        """Every service, in the order of the list."""
        return iter(self.listed)

    def service(self, id: str) -> Service | None:
        """The service with this id, if it is listed."""
        return next((each for each in self.listed if each.id == id), None)

    def organisation(self, id: str) -> Organisation | None:
        """The organisation with this id, if it is listed."""
        return next((each for each in self.organisations if each.id == id), None)

    def location(self, id: str) -> Location | None:
        """The location with this id, if it is listed."""
        return next((each for each in self.locations if each.id == id), None)

    def capacity(self, service: str, on: date) -> Capacity | None:
        """How full a service was by the newest report of the day or before."""
        known = [
            each
            for each in self.capacities
            if each.service == service and each.reported_on <= on
        ]
        return max(known, key=lambda each: each.reported_on, default=None)


def directory_defects(directory: Directory, *, on: date) -> tuple[str, ...]:
    """Where a directory breaks its contract on a day; nothing where it keeps it.

    It asks every question about every service; an application runs it on its own.
    """
    services = tuple(directory.services())
    ids = [each.id for each in services]
    defects = [f"service '{id}' is listed twice" for id in _repeated(ids)]
    if tuple(directory.services()) != services:
        defects.append("asked twice, it lists other services")
    for service in services:
        if directory.service(service.id) != service:
            defects.append(f"service('{service.id}') is not the service it lists")
        if directory.organisation(service.organisation) is None:
            defects.append(f"service '{service.id}': its organisation is not listed")
        defects += [
            f"service '{service.id}': location '{id}' is not listed"
            for id in service.locations
            if directory.location(id) is None
        ]
        defects += _capacity_defects(directory.capacity(service.id, on), service, on)
    return tuple(defects)


def _capacity_defects(found: Capacity | None, service: Service, on: date) -> list[str]:
    if found is None:
        return []
    defects = []
    if found.service != service.id:
        defects.append(f"capacity('{service.id}') is of service '{found.service}'")
    if found.reported_on > on:
        defects.append(f"capacity('{service.id}') was reported after the day asked for")
    return defects


def _repeated(ids: list[str]) -> list[str]:
    return sorted({id for id in ids if ids.count(id) > 1})


def _dangling(directory: ListedDirectory) -> list[str]:
    """References of a list to what it does not have."""
    organisations = {each.id for each in directory.organisations}
    locations = {each.id for each in directory.locations}
    services = {each.id for each in directory.listed}
    return [
        *(
            f"service '{each.id}': organisation '{each.organisation}' is not listed"
            for each in directory.listed
            if each.organisation not in organisations
        ),
        *(
            f"service '{each.id}': location '{id}' is not listed"
            for each in directory.listed
            for id in each.locations
            if id not in locations
        ),
        *(
            f"capacity of '{each.service}', which is not listed"
            for each in directory.capacities
            if each.service not in services
        ),
    ]
