"""Versions of standing rules: later ones beside earlier ones, each in force in its own time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

import attrs

from supervise.errors import DeclarationError
from supervise.monitoring.eligibility import EligibilityRule
from supervise.monitoring.standards import StandardsPack

Rule = TypeVar("Rule", StandardsPack, EligibilityRule)


@attrs.frozen
class RuleVersions(Generic[Rule]):
    """Versions of one pack of standards, or of one rule of eligibility, in the order of their time.

    Raises `DeclarationError` where two are in force on one day, or are one version.
    """

    id: str
    versions: tuple[Rule, ...] = attrs.field(converter=tuple)

    def __attrs_post_init__(self) -> None:
        if defects := list(self._defects()):
            raise DeclarationError(f"versions of '{self.id}'", defects)

    def _defects(self) -> Iterator[str]:
        if not self.versions:
            yield "no version"
        if len({each.version for each in self.versions}) != len(self.versions):
            yield "two are one version"
        for earlier, later in pairwise(self.versions):
            end, start = earlier.in_force.end, later.in_force.start
            if end is None or end >= start:
                yield (
                    f"versions {earlier.version} and {later.version} are both in force "
                    f"on {start}"
                )

    def in_force(self, on: date) -> Rule | None:
        """The version in force on a day, if there is one."""
        return next((each for each in self.versions if on in each.in_force), None)
