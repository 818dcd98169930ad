"""Published tables of a declaration, written once however often the declaration uses them.

Where a table stood there is its digest; the tables themselves stand beside the value.
"""

from __future__ import annotations

from typing import Any

from supervise.exchange.scalars import WrongForm
from supervise.rules import CodeTable

FIELDS = {"name", "value_column", "rows"}
TABLE = "$table"


def taken_out(plain: Any, tables: dict[str, Any]) -> Any:  # noqa: ANN401 - plain JSON
    """The same plain value with its tables put into `tables`, by digest."""
    if isinstance(plain, list):
        return [taken_out(each, tables) for each in plain]
    if not isinstance(plain, dict):
        return plain
    if plain.keys() == FIELDS:
        rows = tuple((code, said) for code, said in plain["rows"])
        table = CodeTable(plain["name"], plain["value_column"], rows)
        key = f"{table.digest}:{table.name}:{table.value_column}"
        tables.setdefault(key, plain)
        return {TABLE: key}
    return {name: taken_out(each, tables) for name, each in plain.items()}


def put_back(plain: Any, tables: dict[str, Any]) -> Any:  # noqa: ANN401 - plain JSON
    """The plain value with each table where its digest stood."""
    if isinstance(plain, list):
        return [put_back(each, tables) for each in plain]
    if not isinstance(plain, dict):
        return plain
    if plain.keys() == {TABLE} and isinstance(plain[TABLE], str):
        if plain[TABLE] not in tables:
            raise WrongForm("the digest of a table that stands beside it", plain[TABLE])
        return tables[plain[TABLE]]
    return {name: put_back(each, tables) for name, each in plain.items()}
