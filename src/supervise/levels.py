"""Levels and intensities: values of named, ordered schemes.

A level is a research finding about a group: the publisher's band.
An intensity is an agency's decision: how closely it supervises.
They are different types, and values of different schemes do not compare.
Bands join numbers to levels; the numbers themselves belong to instruments.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

import attrs

from supervise.errors import DeclarationError, SchemeMismatch, UnknownName


@attrs.frozen
class _Scheme:
    """An ordered list of codes, lowest first. Shared by the two kinds of scheme.

    The two kinds are one mechanism under two types, so that a level and an intensity
    never mix; that is why these domain classes inherit.
    """

    id: str
    codes: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    titles: Mapping[str, str] = attrs.field(
        factory=dict,
        kw_only=True,
        eq=False,
        repr=False,
        metadata={"wording": True},
    )

    def __attrs_post_init__(self) -> None:
        defects = []
        if len(set(self.codes)) != len(self.codes) or not self.codes:
            defects.append("codes must be distinct and at least one")
        defects += [
            f"code {c!r} is not lower snake case" for c in self.codes if not _snake(c)
        ]
        defects += [
            f"title for unknown code {c!r}" for c in self.titles if c not in self.codes
        ]
        if defects:
            raise DeclarationError(f"scheme '{self.id}'", defects)

    def title(self, code: str) -> str:
        """How the code reads to people."""
        return self.titles.get(code) or code.replace("_", " ")


def _snake(text: str) -> bool:
    return text.isascii() and text.isidentifier() and text == text.lower()


class _Rank:
    """What a level and an intensity share: a code of a scheme, ordered by its place there."""

    __slots__ = ()

    scheme: Any
    code: str

    def __attrs_post_init__(self) -> None:
        if self.code not in self.scheme.codes:
            raise UnknownName(
                f"code of scheme '{self.scheme.id}'", self.code, self.scheme.codes
            )

    def __repr__(self) -> str:
        return f"<{type(self).__name__.lower()} {self.code} of {self.scheme.id}>"

    def __str__(self) -> str:
        title: str = self.scheme.title(self.code)
        return title

    @property
    def position(self) -> int:
        """Place in the scheme, from 0, the lowest."""
        place: int = self.scheme.codes.index(self.code)
        return place

    def _against(self, other: Self) -> tuple[int, int]:
        if type(other) is not type(self) or other.scheme != self.scheme:
            raise SchemeMismatch(f"{self!r} and {other!r} have no common order")
        return self.position, other.position

    def __lt__(self, other: Self) -> bool:
        mine, yours = self._against(other)
        return mine < yours

    def __le__(self, other: Self) -> bool:
        mine, yours = self._against(other)
        return mine <= yours

    def __gt__(self, other: Self) -> bool:
        mine, yours = self._against(other)
        return mine > yours

    def __ge__(self, other: Self) -> bool:
        mine, yours = self._against(other)
        return mine >= yours


@attrs.frozen
class LevelScheme(_Scheme):
    """The levels of one publisher, lowest first.

    >>> bands = LevelScheme("example_bands", ("low", "medium", "high"))
    >>> bands["low"] < bands["high"]
    True
    """

    def __getitem__(self, code: str) -> Level:
        return Level(self, code)


@attrs.frozen(order=False, repr=False)
class Level(_Rank):
    """What a publisher says about a group with this score.

    Comparing levels of different schemes raises `SchemeMismatch`, a `TypeError`.
    """

    scheme: LevelScheme
    code: str


@attrs.frozen
class IntensityScheme(_Scheme):
    """The intensities of one agency, least close supervision first."""

    def __getitem__(self, code: str) -> Intensity:
        return Intensity(self, code)


@attrs.frozen(order=False, repr=False)
class Intensity(_Rank):
    """How closely an agency supervises: a policy proposes it, a named human decides it."""

    scheme: IntensityScheme
    code: str


LOW_MEDIUM_HIGH = LevelScheme("low_medium_high", ("low", "medium", "high"))
LOW_TO_VERY_HIGH = LevelScheme(
    "low_to_very_high", ("low", "medium", "high", "very_high")
)


@attrs.frozen
class Band:
    """A level and the lowest and highest number that belong to it, both included."""

    lowest: int | str
    highest: int | str
    level: str


@attrs.frozen
class Bands:
    """The publisher's levels, lowest first: no gap, no overlap.

    The numbers are the score, or the percent with two decimals where a scale has one.
    """

    scheme: LevelScheme
    bands: tuple[Band, ...]
    citation: str = attrs.field(kw_only=True, metadata={"wording": True})


def bands(scheme: LevelScheme, *each: Band, citation: str) -> Bands:
    """The levels of a scale: scheme, bands from the lowest up, and where they stand."""
    return Bands(scheme, each, citation=citation)


def hundredths(text: int | str) -> int:
    """A percent with at most two decimals as whole hundredths."""
    scaled = Decimal(str(text)) * 100
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{text!r} has more than two decimals")
    return int(scaled)
