"""The declaration of an instrument: one frozen value, from which everything else is read.

It is data. A wrong declaration fails when it is made, and says everything that is wrong with it.
How answers are scored is in `scoring`; what is checked is in `check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from supervise.dates import as_date
from supervise.errors import DeclarationError, UnknownName
from supervise.instruments.items import Item, NamedValue, ScaleOf
from supervise.instruments.scales import Rule, Scale
from supervise.sources import Purpose, Source, Validation

_WORDING = {"wording": True}


@attrs.frozen
class Expected:
    """What a worked example says of one scale; what it does not say is not compared."""

    score: int | str | None = None
    percent: str | None = None
    level: str | None = None
    raw: int | None = attrs.field(default=None, kw_only=True)


@attrs.frozen(kw_only=True)
class Example:
    """A worked example of the publisher: answers, what they score, and where it stands.

    `upstream` states results of the instruments that this one consumes, by
    `instrument.scale.part`: decimal text, the code of a level, or `not_applicable`.
    """

    answers: Mapping[str, object]
    on: date = attrs.field(converter=as_date)
    expects: Mapping[str, Expected]
    source: str
    upstream: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Instrument:
    """A published assessment, declared.

    `for_whom` and `not_for` say whom it covers and what it must not be used for.
    `covers` are conditions of the population: outside it a result carries a warning.
    `validation` lists studies; without any, `unvalidated` says why it may be used at all.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=_WORDING)
    purpose: Purpose
    for_whom: str = attrs.field(metadata=_WORDING)
    not_for: str = attrs.field(metadata=_WORDING)
    source: Source = attrs.field(metadata=_WORDING)
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    values: tuple[NamedValue, ...] = ()
    rules: tuple[Rule, ...] = ()
    covers: tuple[Rule, ...] = ()
    consumes: tuple[ScaleOf, ...] = ()
    limitations: tuple[str, ...] = attrs.field(default=(), metadata=_WORDING)
    validation: tuple[Validation, ...] = attrs.field(default=(), metadata=_WORDING)
    unvalidated: str = attrs.field(default="", metadata=_WORDING)
    examples: tuple[Example, ...] = attrs.field(default=(), metadata=_WORDING)
    prepared: object = attrs.field(default=None, init=False, eq=False, repr=False)
    """Made by the engine at first use; no part of the declaration."""

    def __attrs_post_init__(self) -> None:
        # The checks read declarations, so they can only be imported once this one exists.
        from supervise.instruments.check import defects_of  # noqa: PLC0415 - as said above

        if defects := defects_of(self):
            raise DeclarationError(f"instrument '{self.id}'", defects)

    def __reduce__(self) -> tuple[object, ...]:
        fields = (field for field in attrs.fields(Instrument) if field.init)
        return _declared, ({field.name: getattr(self, field.name) for field in fields},)

    def __repr__(self) -> str:
        return f"<instrument {self.id} {self.version}>"

    def item(self, id: str) -> Item:
        """The item of that id; `UnknownName` suggests the nearest."""
        return _named(self.items, id, f"item of '{self.id}'")

    def scale(self, id: str) -> Scale:
        """The scale of that id; `UnknownName` suggests the nearest."""
        return _named(self.scales, id, f"scale of '{self.id}'")


def _declared(fields: dict[str, Any]) -> Instrument:
    return Instrument(**fields)


Part = TypeVar("Part", Item, Scale)


def _named(parts: tuple[Part, ...], id: str, kind: str) -> Part:
    for part in parts:
        if part.id == id:
            return part
    raise UnknownName(kind, id, [part.id for part in parts])
