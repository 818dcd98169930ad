"""Versions of standing rules: later ones beside earlier ones, each in force in its own time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Generic, TypeVar

import attrs

from supervise.dates import edition_defects
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
        starts = [each.in_force.start for each in self.versions]
        if starts != sorted(starts):
            yield "they are not in the order of their time"
        yield from edition_defects((e.version, e.in_force) for e in self.versions)

    def in_force(self, on: date) -> Rule | None:
        """The version in force on a day, if there is one."""
        return next((each for each in self.versions if on in each.in_force), None)
