"""The columns of a data frame as they are given: of which type, and where there is nothing.

A column of a type that engines do not read alike is refused before anything is computed.
"""

from __future__ import annotations

from enum import StrEnum

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.dtypes import DType

from supervise.batch.expressions import (
    EVERYWHERE,
    Column,
    Expression,
    Operation,
    any_of,
)
from supervise.batch.stages import Phase, Stages


class ColumnType(StrEnum):
    """The types of column that can be read."""

    TRUTH = "truth"
    WHOLE = "whole"
    FLOAT = "float"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NOTHING = "nothing"


NUMBERS = frozenset({ColumnType.WHOLE, ColumnType.FLOAT})


def type_of(dtype: DType) -> ColumnType | None:
    """The type of a column, or `None` where it cannot be read."""
    match dtype:
        case nw.Boolean():
            return ColumnType.TRUTH
        case nw.Date():
            return ColumnType.DATE
        case nw.Datetime(time_zone=None):
            return ColumnType.TIME
        case nw.String() | nw.Categorical() | nw.Enum():
            return ColumnType.TEXT
        case _ if dtype.is_integer():
            return ColumnType.WHOLE
        case _ if dtype.is_float():
            return ColumnType.FLOAT
        case _:
            return None


@attrs.frozen(eq=False)
class Cells:
    """A column of the frame before it is read: its cells, and where there is nothing in them."""

    name: str
    type: ColumnType
    cells: Expression
    absent: Expression


def cells_of(name: str, dtype: DType | None, stages: Stages) -> Cells:
    """The cells of a column; without a column there is nothing in any row."""
    sort = type_of(dtype) if dtype is not None else ColumnType.NOTHING
    assert sort is not None, "columns that cannot be read are refused before"
    cells: Expression = Column(name)
    absent = EVERYWHERE
    if sort is not ColumnType.NOTHING:
        absent = cells.does(Operation.IS_NULL)
    if sort is ColumnType.TEXT:
        if not isinstance(dtype, nw.String):
            text = cells.does(Operation.TO_TEXT)
            cells = stages.keep(Phase.CELLS, f"{name}_text", text)
        absent = any_of((cells.does(Operation.IS_NULL), cells.equals("")))
    if sort is ColumnType.FLOAT:
        absent = any_of((absent, cells.does(Operation.IS_NAN)))
    return Cells(name, sort, cells, absent)
