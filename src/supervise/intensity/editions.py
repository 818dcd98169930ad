"""Editions of a policy: later versions beside earlier ones, each in force in its own time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.dates import edition_defects
from supervise.errors import DeclarationError
from supervise.intensity.policy import Policy


def _in_order(given: Iterable[Policy]) -> tuple[Policy, ...]:
    return tuple(sorted(given, key=lambda each: each.in_force.start))


@attrs.frozen
class Editions:
    """Versions of one policy, in the order in which they were in force.

    Raises `DeclarationError` where two are in force on one day or have one version.
    """

    id: str
    policies: tuple[Policy, ...] = attrs.field(converter=_in_order)

    def __attrs_post_init__(self) -> None:
        defects = [] if self.policies else ["no policy"]
        defects += edition_defects((e.version, e.in_force) for e in self.policies)
        if defects:
            raise DeclarationError(f"editions of '{self.id}'", defects)

    def in_force(self, on: date) -> Policy | None:
        """The edition in force on a day, if there is one."""
        return next((each for each in self.policies if on in each.in_force), None)

    def nearest(self, on: date) -> Policy:
        """The edition in force on a day; else the last that began before it, or the first."""
        begun = [each for each in self.policies if each.in_force.start <= on]
        return begun[-1] if begun else self.policies[0]
