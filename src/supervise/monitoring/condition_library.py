"""A library of conditions: published wordings in versions, and what a new version changes for whom.

A condition that somebody is under keeps the wording it was imposed with. A new version of the
library changes nobody's conditions; it says which are no longer as published, for a human to see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.dates import Period
from supervise.errors import DeclarationError, UnknownName
from supervise.monitoring.conditions import SupervisionCondition
from supervise.rules.canonical import WORDING
from supervise.sources import Source


@attrs.frozen(kw_only=True)
class PublishedCondition:
    """One condition as published: its code, its wording, what it is for, what must be filled in.

    `replaces` is the code that it had in an earlier version.
    """

    code: str
    wording: str
    purpose: str
    blanks: tuple[str, ...] = ()
    everybody: bool = False
    replaces: str = ""
    citation: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class ConditionLibrary:
    """The conditions that may be imposed, in one version, in force for a stated time.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    source: Source = attrs.field(metadata=WORDING)
    in_force: Period
    conditions: tuple[PublishedCondition, ...]
    example: str = attrs.field(default="", metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        if defects := list(self._defects()):
            raise DeclarationError(f"condition library '{self.id}'", defects)

    def _defects(self) -> Iterator[str]:
        if not self.conditions:
            yield "no condition"
        codes = Counter(each.code for each in self.conditions)
        yield from (f"'{code}' is there twice" for code, n in codes.items() if n > 1)
        for each in self.conditions:
            missing = [
                name
                for name in ("wording", "purpose", "citation")
                if not getattr(each, name).strip()
            ]
            if missing:
                yield f"'{each.code}': no {', no '.join(missing)}"
            if each.replaces == each.code:
                yield f"'{each.code}': replaces itself"
            for blank in each.blanks:
                if f"[{blank}]" not in each.wording:
                    yield f"'{each.code}': its wording has no [{blank}] to fill in"

    def condition(self, code: str) -> PublishedCondition:
        """The condition of that code; `UnknownName` suggests the nearest."""
        for each in self.conditions:
            if each.code == code:
                return each
        raise UnknownName("condition", code, [each.code for each in self.conditions])


class LibraryChange(StrEnum):
    """What became of a condition in a new version."""

    REMOVED = "removed"
    REPLACED = "replaced"
    REWORDED = "reworded"
    OTHER_BLANKS = "other_blanks"
    OTHER_PURPOSE = "other_purpose"
    ADDED = "added"
    ADDED_FOR_EVERYBODY = "added_for_everybody"


@attrs.frozen(kw_only=True)
class ConditionUpgrade:
    """One condition that is no longer as it was: its code before and after, and what differs.

    `held_as` are the ids of the conditions in force that were imposed with it.
    """

    changes: tuple[LibraryChange, ...]
    was: str = ""
    becomes: str = ""
    held_as: tuple[str, ...] = ()


def upgrade_report(
    earlier: ConditionLibrary,
    later: ConditionLibrary,
    held: Iterable[SupervisionCondition] = (),
    *,
    on: date,
) -> tuple[ConditionUpgrade, ...]:
    """What a new version changes, in the order of the earlier one, then what it adds.

    `held` are the conditions of people, whose kind is the code of the library; those in force on
    the day are named beside what has changed.
    """
    in_force = [each for each in held if each.holds_on(on)]
    replaced = {each.replaces: each for each in later.conditions if each.replaces}
    kept = {each.code: each for each in later.conditions}
    found = []
    for was in earlier.conditions:
        new = replaced.get(was.code) or kept.get(was.code)
        if changes := tuple(_changes(was, new)):
            found.append(
                ConditionUpgrade(
                    changes=changes,
                    was=was.code,
                    becomes=new.code if new is not None else "",
                    held_as=tuple(e.id for e in in_force if e.kind == was.code),
                )
            )
    known = {each.code for each in earlier.conditions}
    more = (e for e in later.conditions if e.code not in known and not e.replaces)
    return (*found, *map(_added, more))


def _added(new: PublishedCondition) -> ConditionUpgrade:
    change = LibraryChange.ADDED_FOR_EVERYBODY if new.everybody else LibraryChange.ADDED
    return ConditionUpgrade(changes=(change,), becomes=new.code)


def _changes(
    was: PublishedCondition, new: PublishedCondition | None
) -> Iterator[LibraryChange]:
    if new is None:
        yield LibraryChange.REMOVED
        return
    if new.code != was.code:
        yield LibraryChange.REPLACED
    if new.wording != was.wording:
        yield LibraryChange.REWORDED
    if new.blanks != was.blanks:
        yield LibraryChange.OTHER_BLANKS
    if new.purpose != was.purpose:
        yield LibraryChange.OTHER_PURPOSE


def unpublished(
    library: ConditionLibrary, held: Iterable[SupervisionCondition], *, on: date
) -> tuple[SupervisionCondition, ...]:
    """The conditions in force on a day that the library of that day does not have."""
    known = {each.code for each in library.conditions}
    return tuple(each for each in held if each.holds_on(on) and each.kind not in known)
