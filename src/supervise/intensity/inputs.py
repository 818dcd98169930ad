"""What a policy reads: scales of named instruments, and named facts of the case.

Each input says what it may be and what a blank means; without that, a blank is missing.
Nothing is read here: that is the work of `supervise.intensity.reading`.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from supervise.levels import LevelScheme
from supervise.people import Sensitivity
from supervise.rules import NOTHING, Operand, Ref, Silence
from supervise.rules.canonical import WORDING
from supervise.rules.kinds import Kind
from supervise.rules.terms import Code


class Part(StrEnum):
    """Which part of a scale a policy reads."""

    LEVEL = "level"
    PERCENT = "percent"
    SCORE = "score"


@attrs.frozen
class IfBlank:
    """What it means that an input is not there, and who says so.

    `NOTHING` as its value silences every clause that mentions the input.
    `settled=False` marks a stand-in: the result counts it and may yet change.
    """

    value: Code | bool | Silence
    because: str = attrs.field(metadata=WORDING)
    settled: bool = attrs.field(default=True, kw_only=True)


@attrs.frozen(order=False, kw_only=True)
class ScaleInput(Operand):
    """A scale of an instrument: its level, its percent or its score.

    `replaceable` names bases whose result is known and may yet be replaced, for example `static`.
    `versions` are the versions of the instrument that the policy accepts; none listed accepts all.
    `although` quotes the policy where it uses an instrument that was made for another purpose.
    """

    id: str
    instrument: str
    scale: str
    part: Part
    levels: LevelScheme | None = None
    least: str = ""
    most: str = ""
    replaceable: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    blank: IfBlank | None = None
    although: str = ""

    def as_term(self) -> Ref:
        """How a clause refers to it."""
        return Ref(self.id)

    @property
    def kind(self) -> Kind:
        """What sort of value it has."""
        return Kind.CODE if self.part is Part.LEVEL else Kind.NUMBER

    @property
    def codes(self) -> tuple[Code, ...]:
        """Every code it can have; none for a number."""
        return self.levels.codes if self.levels is not None else ()


@attrs.frozen(order=False, kw_only=True)
class FactInput(Operand):
    """A named fact of the case that the host supplies."""

    id: str
    kind: Kind
    title: str = attrs.field(metadata=WORDING)
    codes: tuple[Code, ...] = ()
    least: str = ""
    most: str = ""
    blank: IfBlank | None = None
    sensitivity: Sensitivity = Sensitivity.STANDARD

    def as_term(self) -> Ref:
        """How a clause refers to it."""
        return Ref(self.id)


Input = ScaleInput | FactInput


def level_of(
    instrument: str,
    scale: str,
    levels: LevelScheme,
    *,
    id: str = "",
    blank: IfBlank | None = None,
    versions: tuple[str, ...] = (),
    although: str = "",
) -> ScaleInput:
    """The level of a scale. Its id is the scale's, unless another is given."""
    return ScaleInput(
        id=id or scale,
        instrument=instrument,
        scale=scale,
        part=Part.LEVEL,
        levels=levels,
        versions=versions,
        blank=blank,
        although=although,
    )


def percent_of(
    instrument: str,
    scale: str,
    *,
    id: str = "",
    replaceable: tuple[str, ...] = (),
    blank: IfBlank | None = None,
    versions: tuple[str, ...] = (),
    although: str = "",
) -> ScaleInput:
    """The percent of a scale, from 0 to 100."""
    return ScaleInput(
        id=id or scale,
        instrument=instrument,
        scale=scale,
        part=Part.PERCENT,
        least="0",
        most="100",
        replaceable=replaceable,
        versions=versions,
        blank=blank,
        although=although,
    )


def score_of(
    instrument: str,
    scale: str,
    least: str,
    most: str,
    *,
    id: str = "",
    replaceable: tuple[str, ...] = (),
    blank: IfBlank | None = None,
    versions: tuple[str, ...] = (),
    although: str = "",
) -> ScaleInput:
    """The score of a scale, between the least and the most that it can be."""
    return ScaleInput(
        id=id or scale,
        instrument=instrument,
        scale=scale,
        part=Part.SCORE,
        least=least,
        most=most,
        replaceable=replaceable,
        versions=versions,
        blank=blank,
        although=although,
    )


def coded(
    id: str,
    title: str,
    *codes: Code,
    blank: IfBlank | None = None,
    sensitivity: Sensitivity = Sensitivity.STANDARD,
) -> FactInput:
    """A fact that is one of a few codes."""
    return FactInput(
        id=id,
        kind=Kind.CODE,
        title=title,
        codes=codes,
        blank=blank,
        sensitivity=sensitivity,
    )


def yes_no(
    id: str,
    title: str,
    *,
    blank: IfBlank | None = None,
    sensitivity: Sensitivity = Sensitivity.STANDARD,
) -> FactInput:
    """A fact that is `True` or `False`."""
    return FactInput(
        id=id, kind=Kind.YES_NO, title=title, blank=blank, sensitivity=sensitivity
    )


def number(
    id: str,
    title: str,
    least: str,
    most: str,
    *,
    blank: IfBlank | None = None,
    sensitivity: Sensitivity = Sensitivity.STANDARD,
) -> FactInput:
    """A fact that is a number, between the least and the most that it can be."""
    return FactInput(
        id=id,
        kind=Kind.NUMBER,
        title=title,
        least=least,
        most=most,
        blank=blank,
        sensitivity=sensitivity,
    )


def day(
    id: str,
    title: str,
    *,
    blank: IfBlank | None = None,
    sensitivity: Sensitivity = Sensitivity.STANDARD,
) -> FactInput:
    """A fact that is a calendar date."""
    return FactInput(
        id=id, kind=Kind.DATE, title=title, blank=blank, sensitivity=sensitivity
    )


def silent_if_blank(because: str) -> IfBlank:
    """An optional input: where it is not there, the clauses that mention it say nothing."""
    return IfBlank(NOTHING, because)
