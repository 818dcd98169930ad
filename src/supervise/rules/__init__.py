"""The vocabulary of rules and its plain evaluator: small, closed, and data.

It serves instruments, intensity, standards, eligibility and alerts, and knows none of them.
"""

from supervise.rules.code_tables import CodeTable, read_code_table
from supervise.rules.evaluation import Facts, Value, holds, value_of
from supervise.rules.tables import (
    ByCode,
    ByRange,
    Row,
    Table,
    by_code,
    by_range,
    read_by_code,
    read_rows,
    row,
    table,
)
from supervise.rules.terms import (
    ON,
    Condition,
    Operand,
    Ref,
    Term,
    answered,
    first_known,
    largest,
    log,
    looked_up,
    matrix,
    months,
    months_after,
    smallest,
    years,
)

__all__ = [
    "ON",
    "ByCode",
    "ByRange",
    "CodeTable",
    "Condition",
    "Facts",
    "Operand",
    "Ref",
    "Row",
    "Table",
    "Term",
    "Value",
    "answered",
    "by_code",
    "by_range",
    "first_known",
    "holds",
    "largest",
    "log",
    "looked_up",
    "matrix",
    "months",
    "months_after",
    "read_by_code",
    "read_code_table",
    "read_rows",
    "row",
    "smallest",
    "table",
    "value_of",
    "years",
]
