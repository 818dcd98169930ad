"""Editions of a policy: later versions beside earlier ones, each in force in its own time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import attrs

from supervise.errors import DeclarationError
from supervise.intensity.policy import Policy


@attrs.frozen
class Editions:
    """Versions of one policy, in the order in which they were in force.

    Raises `DeclarationError` where two are in force on one day or have one version.
    """

    id: str
    policies: tuple[Policy, ...]

    def __attrs_post_init__(self) -> None:
        if defects := list(self._defects()):
            raise DeclarationError(f"editions of '{self.id}'", defects)

    def _defects(self) -> Iterator[str]:
        if not self.policies:
            yield "no policy"
        if len({policy.version for policy in self.policies}) != len(self.policies):
            yield "two have one version"
        for earlier, later in pairwise(self.policies):
            end, start = earlier.in_force.end, later.in_force.start
            if end is None or end >= start:
                yield (
                    f"versions {earlier.version} and {later.version} are both in force "
                    f"on {start}"
                )

    def in_force(self, on: date) -> Policy | None:
        """The edition in force on a day, if there is one."""
        return next((each for each in self.policies if on in each.in_force), None)

    def nearest(self, on: date) -> Policy:
        """The edition in force on a day; else the last that began before it, or the first."""
        begun = [each for each in self.policies if each.in_force.start <= on]
        return begun[-1] if begun else self.policies[0]
