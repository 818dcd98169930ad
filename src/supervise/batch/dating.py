"""The date of each assessment: one for all rows, or a column of its own.

Where a date is given for all rows and the column says another, the row contradicts itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs
from narwhals.stable.v2.dtypes import DType

from supervise.batch import days
from supervise.batch.answers import read_item
from supervise.batch.expressions import (
    EVERYWHERE,
    NOWHERE,
    Expression,
    all_of,
    any_of,
)
from supervise.batch.facts import Fact, unknown
from supervise.batch.problems import Fault
from supervise.batch.stages import Stages
from supervise.errors import ProblemCode
from supervise.exchange.row_scoring import ASSESSMENT_DATE
from supervise.instruments import Day, Item
from supervise.rules.kinds import Kind

DATE = Item(ASSESSMENT_DATE, "Date of the assessment", Day())


@attrs.frozen(eq=False)
class Dating:
    """The date of assessment as a fact, with where it is missing and what is wrong with it."""

    fact: Fact
    missing: Expression = NOWHERE
    wrong: tuple[tuple[ProblemCode, Expression], ...] = ()

    @property
    def is_wrong(self) -> Expression:
        """Where the date is wrong in any way."""
        return any_of(here for _, here in self.wrong)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What can be wrong with the date."""
        lacking = ((ProblemCode.MISSING, self.missing),)
        return tuple(
            Fault(ASSESSMENT_DATE, code, here) for code, here in (*lacking, *self.wrong)
        )


def dated(on: date | None, schema: Mapping[str, DType], stages: Stages) -> Dating:
    """The date of each row, from a date given for all, the column, or both."""
    fixed = Fact(EVERYWHERE, days.number_of(on)) if on is not None else None
    if ASSESSMENT_DATE not in schema:
        # A column of nothing has no type that could be read, and a date in no row.
        return Dating(fixed) if fixed else Dating(unknown(Kind.DATE), EVERYWHERE)
    found = read_item(DATE, schema[ASSESSMENT_DATE], stages)
    if fixed is None:
        return Dating(found.fact, found.missing, found.wrong)
    differs = all_of((found.fact.known, ~found.fact.says.equals(fixed.says)))
    agrees = Fact(~any_of((found.is_wrong, differs)), fixed.says)
    return Dating(agrees, NOWHERE, (*found.wrong, (ProblemCode.CONTRADICTION, differs)))
