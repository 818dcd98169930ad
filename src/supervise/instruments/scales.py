"""The scales of an instrument: how answers become a number and a level.

Every number is stated once: weights in a table, edges in bands, both ends of each band.
Which answers may be missing is stated too, even when it is none.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from supervise.errors import ProblemCode
from supervise.instruments.items import Item, ScaleOf, YesNo
from supervise.instruments.reporting import (
    Curve,
    Flag,
    GroupBands,
    Lowered,
    Shown,
    Step,
)
from supervise.levels import Bands, LevelScheme
from supervise.rules import Condition, Operand, Table, row, table
from supervise.rules.tables import Cell, TableRow, serves
from supervise.rules.terms import Code
from supervise.sources import BaseRate, Outcome

_WORDING = {"wording": True}
ALL_SCALES = ("*",)


@attrs.frozen
class MissingRule:
    """What the publisher says about missing answers, in words, for the reader.

    What counts is in the declaration: a required item, or an item's `blank`.
    """

    says: str


NONE_MAY_BE_MISSING = MissingRule("every item of the scale must be answered")
BLANKS_AS_STATED = MissingRule(
    "every item of the scale must be answered, save those whose blank has a stated value"
)


@attrs.frozen
class Points:
    """Whole points, added up; `converts` turns the raw sum into the published score.

    `percents` reads the points as a proportion. `only_if` says to whom the scale applies.
    `bands_by` stands in the place of `bands` where groups have levels of their own.
    """

    id: str
    title: str = attrs.field(metadata=_WORDING)
    table: Table = attrs.field(kw_only=True)
    missing: MissingRule = attrs.field(kw_only=True, metadata=_WORDING)
    converts: tuple[Step, ...] = attrs.field(default=(), kw_only=True)
    percents: Curve | None = attrs.field(default=None, kw_only=True)
    bands: Bands | None = attrs.field(default=None, kw_only=True)
    bands_by: tuple[GroupBands, ...] = attrs.field(default=(), kw_only=True)
    lowered: Lowered | None = attrs.field(default=None, kw_only=True)
    only_if: Condition | None = attrs.field(default=None, kw_only=True)
    flags: tuple[Flag, ...] = attrs.field(default=(), kw_only=True)
    also_requires: tuple[Operand, ...] = attrs.field(default=(), kw_only=True)
    basis: str = attrs.field(default="", kw_only=True)
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )
    base_rates: tuple[BaseRate, ...] = attrs.field(
        default=(), kw_only=True, metadata=_WORDING
    )


@attrs.frozen
class LogOdds:
    """A logistic model: weights add up to log-odds, which are reported as a percent.

    The percent is that of a group with these answers for whom the outcome was recorded.
    It is rounded half up to two decimals and is never shown above `at_most`, unless `shown`
    says how else the publisher writes it.
    """

    id: str
    title: str = attrs.field(metadata=_WORDING)
    table: Table = attrs.field(kw_only=True)
    missing: MissingRule = attrs.field(kw_only=True, metadata=_WORDING)
    bands: Bands | None = attrs.field(default=None, kw_only=True)
    at_most: str = attrs.field(default="100.00", kw_only=True)
    shown: Shown | None = attrs.field(default=None, kw_only=True)
    only_if: Condition | None = attrs.field(default=None, kw_only=True)
    flags: tuple[Flag, ...] = attrs.field(default=(), kw_only=True)
    also_requires: tuple[Operand, ...] = attrs.field(default=(), kw_only=True)
    basis: str = attrs.field(default="", kw_only=True)
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )
    base_rates: tuple[BaseRate, ...] = attrs.field(
        default=(), kw_only=True, metadata=_WORDING
    )


@attrs.frozen
class Percents:
    """Percents added up: those of other scales, and constants for some people.

    `basis_of` names the scale whose basis is the basis of the sum.
    """

    id: str
    title: str = attrs.field(metadata=_WORDING)
    table: Table = attrs.field(kw_only=True)
    missing: MissingRule = attrs.field(kw_only=True, metadata=_WORDING)
    bands: Bands = attrs.field(kw_only=True)
    basis_of: ScaleOf | None = attrs.field(default=None, kw_only=True)
    only_if: Condition | None = attrs.field(default=None, kw_only=True)
    flags: tuple[Flag, ...] = attrs.field(default=(), kw_only=True)
    also_requires: tuple[Operand, ...] = attrs.field(default=(), kw_only=True)
    basis: str = attrs.field(default="", kw_only=True)
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )
    base_rates: tuple[BaseRate, ...] = attrs.field(
        default=(), kw_only=True, metadata=_WORDING
    )


@attrs.frozen
class Case:
    """A percent and a level for everybody of whom a condition holds; `None` is all others."""

    when: Condition | None
    percent: str
    level: str
    label: str = attrs.field(default="", metadata=_WORDING)


@attrs.frozen
class Cases:
    """The first case that applies gives the percent and the level; nothing is added up."""

    id: str
    title: str = attrs.field(metadata=_WORDING)
    cases: tuple[Case, ...] = attrs.field(kw_only=True)
    scheme: LevelScheme = attrs.field(kw_only=True)
    missing: MissingRule = attrs.field(kw_only=True, metadata=_WORDING)
    citation: str = attrs.field(kw_only=True, metadata=_WORDING)
    only_if: Condition | None = attrs.field(default=None, kw_only=True)
    flags: tuple[Flag, ...] = attrs.field(default=(), kw_only=True)
    also_requires: tuple[Operand, ...] = attrs.field(default=(), kw_only=True)
    basis: str = attrs.field(default="", kw_only=True)
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )
    base_rates: tuple[BaseRate, ...] = attrs.field(
        default=(), kw_only=True, metadata=_WORDING
    )


@attrs.frozen
class Decided:
    """A level that a rule decides from answers; it has no number.

    `by` says a code of the scheme, or `NO_ANSWER` where what is known is not enough.
    """

    id: str
    title: str = attrs.field(metadata=_WORDING)
    by: Operand = attrs.field(kw_only=True)
    scheme: LevelScheme = attrs.field(kw_only=True)
    missing: MissingRule = attrs.field(kw_only=True, metadata=_WORDING)
    citation: str = attrs.field(kw_only=True, metadata=_WORDING)
    only_if: Condition | None = attrs.field(default=None, kw_only=True)
    flags: tuple[Flag, ...] = attrs.field(default=(), kw_only=True)
    also_requires: tuple[Operand, ...] = attrs.field(default=(), kw_only=True)
    basis: str = attrs.field(default="", kw_only=True)
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )
    base_rates: tuple[BaseRate, ...] = attrs.field(
        default=(), kw_only=True, metadata=_WORDING
    )


@attrs.frozen
class Judged:
    """A rating that a trained person makes; it has a level and no number.

    `levels` says what each code of the item means; `None` where it means *not applicable*.
    """

    id: str
    title: str = attrs.field(metadata=_WORDING)
    item: Item = attrs.field(kw_only=True)
    scheme: LevelScheme = attrs.field(kw_only=True)
    levels: tuple[tuple[Code, str | None], ...] = attrs.field(kw_only=True)
    also_requires: tuple[Operand, ...] = attrs.field(default=(), kw_only=True)
    missing: MissingRule = attrs.field(kw_only=True, metadata=_WORDING)
    citation: str = attrs.field(kw_only=True, metadata=_WORDING)
    basis: str = attrs.field(default="", kw_only=True)
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )
    base_rates: tuple[BaseRate, ...] = attrs.field(
        default=(), kw_only=True, metadata=_WORDING
    )


@attrs.frozen
class Chosen:
    """The first of several scales that can be scored, for example dynamic, else static."""

    id: str
    title: str = attrs.field(metadata=_WORDING)
    first_of: tuple[str, ...] = attrs.field(kw_only=True)
    citation: str = attrs.field(kw_only=True, metadata=_WORDING)
    basis: str = ""
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )


class Reports(StrEnum):
    """What the number of a black box is."""

    LOG_ODDS = "log_odds"
    POINTS = "points"


@attrs.frozen
class BlackBox:
    """A scale that a plugin's model scores, because its rule cannot be declared.

    All but the rule is declared. `model` names the model and its version: it is part of the
    fingerprint, so a new model is a new definition. It is given the answers to what it `requires`
    and what it `may_use`, and no other; those that it may use may be missing.
    Log-odds are reported as a percent, as those of `LogOdds` are; points as they are.
    """

    id: str
    title: str = attrs.field(metadata=_WORDING)
    model: str = attrs.field(kw_only=True)
    reports: Reports = attrs.field(kw_only=True)
    requires: tuple[Operand, ...] = attrs.field(kw_only=True)
    may_use: tuple[Operand, ...] = attrs.field(default=(), kw_only=True)
    missing: MissingRule = attrs.field(kw_only=True, metadata=_WORDING)
    bands: Bands | None = attrs.field(default=None, kw_only=True)
    basis: str = attrs.field(default="", kw_only=True)
    predicts: Outcome | None = attrs.field(
        default=None, kw_only=True, metadata=_WORDING
    )
    base_rates: tuple[BaseRate, ...] = attrs.field(
        default=(), kw_only=True, metadata=_WORDING
    )


Weighted = Points | LogOdds | Percents
Said = Cases | Decided
Scale = Weighted | Said | Judged | Chosen | BlackBox


@attrs.frozen
class Rule:
    """What must hold between answers. Where it does not, the scales it blocks are invalid.

    A rule with a missing answer does not fire. `about` is the item the problem is shown at.
    `blocks` names scales; without it every scale is blocked.
    With the code `missing` the rule asks for an answer that others make compulsory, and the
    scales it blocks are missing.
    """

    id: str
    must_hold: Condition
    says: str = attrs.field(metadata=_WORDING)
    about: Item = attrs.field(kw_only=True)
    remedy: str = attrs.field(kw_only=True, metadata=_WORDING)
    blocks: tuple[str, ...] = attrs.field(default=ALL_SCALES, kw_only=True)
    code: ProblemCode = attrs.field(
        default=ProblemCode.CONTRADICTION,
        kw_only=True,
        validator=attrs.validators.in_(
            (ProblemCode.CONTRADICTION, ProblemCode.NOT_COVERED, ProblemCode.MISSING)
        ),
    )


def sum_of(scale: str, *items: Item) -> Table:
    """The simplest table: each item's own number counts once.

    A choice counts its code, a yes what its item says, a count counts itself.
    """
    return table((scale,), *(_simple_row(item) for item in items))


def _simple_row(item: Item) -> TableRow:
    counted = item.counted if isinstance(item.answers, YesNo) else item
    return row(counted, 1, label=item.id)


def scale_rows(scale: Weighted) -> tuple[TableRow, ...]:
    """The rows of its table that a scale is made of."""
    column = scale.table.column(scale.id)
    return tuple(row for row in scale.table.rows if serves(row, column))


def weight(cell: Cell) -> int | float:
    """A cell as a number: points as they are, decimal text as the nearest double."""
    if cell is None:
        return 0
    return float(cell) if isinstance(cell, str) else cell
