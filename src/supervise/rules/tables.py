"""The publisher's own table: rows of terms, columns of scales, a weight in each cell.

One table serves points and log-odds alike, and its rows are the contributions to a score.
Rows of `by_code` and `by_range` exclude one another: one answer takes exactly one of them.
An empty cell (`None`) says that the term is no part of that scale; it is not a zero.
"""

import csv
from collections.abc import Mapping

import attrs

from supervise.errors import DeclarationError
from supervise.rules.code_tables import beside
from supervise.rules.terms import Code, Condition, Operand, Term, term

Cell = str | int | None
Cells = tuple[Cell, ...]


@attrs.frozen
class Row:
    """A term (or a condition that counts one where it holds) and its weight in each column."""

    of: Term | Condition | None
    label: str = attrs.field(metadata={"wording": True})
    cells: Cells


@attrs.frozen
class ByCode:
    """For one answer with codes, the weights of each code. Every code is listed."""

    of: Term
    label: str = attrs.field(metadata={"wording": True})
    codes: tuple[tuple[Code, Cells], ...]


@attrs.frozen
class ByRange:
    """For one count, the weights of each range of it, both ends included."""

    of: Term
    label: str = attrs.field(metadata={"wording": True})
    ranges: tuple[tuple[int, int, Cells], ...]


TableRow = Row | ByCode | ByRange


@attrs.frozen
class Table:
    """Rows of terms against columns of scales."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def column(self, scale: str) -> int:
        """The place of a scale's weights in each row's cells."""
        return self.columns.index(scale)

    def defects(self) -> list[str]:
        """Every row whose cells do not fit the columns."""
        if type(self.columns) is not tuple:
            return [f"columns is {self.columns!r}; give a tuple, ('scale', ...)"]
        return [
            f"row '{each.label}' has {len(cells)} cells for {len(self.columns)} columns"
            for each in self.rows
            for cells in cells_of(each)
            if len(cells) != len(self.columns)
        ]


def table(columns: tuple[str, ...], *rows: TableRow) -> Table:
    """A table: the scales it serves, then its rows in the publisher's order."""
    return Table(columns, rows)


def in_each(columns: tuple[str, ...], *rows: TableRow) -> tuple[TableRow, ...]:
    """Rows of one cell, which counts in each of several columns: the number is stated once."""
    return tuple(_repeated(each, len(columns)) for each in rows)


def _repeated(each: TableRow, times: int) -> TableRow:
    match each:
        case Row(of, label, cells):
            return Row(of, label, cells * times)
        case ByCode(of, label, codes):
            return ByCode(of, label, tuple((code, c * times) for code, c in codes))
        case ByRange(of, label, ranges):
            wide = tuple((low, high, cells * times) for low, high, cells in ranges)
            return ByRange(of, label, wide)


def tally(scale: str, *conditions: Condition) -> Table:
    """The simplest table of conditions: each that holds counts one."""
    return Table((scale,), tuple(row(condition, 1) for condition in conditions))


def row(of: Operand | Condition | str, *cells: Cell, label: str = "") -> Row:
    """A row of a table. A text in place of a term makes a constant of that name."""
    match of:
        case str():
            return Row(None, label or of, cells)
        case Condition():
            return Row(of, label or str(of), cells)
        case _:
            return Row(term(of), label or str(term(of)), cells)


def by_code(of: Operand, codes: Mapping[Code, Cells], label: str = "") -> ByCode:
    """Rows that exclude one another, one for each code of an answer."""
    return ByCode(term(of), label or str(term(of)), tuple(codes.items()))


def by_range(of: Operand, *ranges: tuple[int, int, Cells], label: str = "") -> ByRange:
    """Rows that exclude one another, one for each range of a count."""
    return ByRange(term(of), label or str(term(of)), ranges)


def read_rows(
    package: str | None,
    file: str,
    columns: tuple[str, ...],
    terms: Mapping[str, Operand | Condition | str],
) -> tuple[Row, ...]:
    """Rows whose weights stand in a CSV file beside the declaration, in the file's order.

    The file has a column `term` and one for each scale; an empty cell is no part of the scale.
    `terms` says what each named row of the file is; both must name the same rows.
    """
    read = _read_cells(package, file, "term", columns)
    if read.keys() != terms.keys():
        lacking = [
            f"'{name}' is declared and not in the file"
            for name in terms.keys() - read.keys()
        ]
        surplus = [
            f"'{name}' is in the file and not declared"
            for name in read.keys() - terms.keys()
        ]
        raise DeclarationError(f"table '{file}'", sorted(lacking + surplus))
    return tuple(row(terms[name], *cells, label=name) for name, cells in read.items())


def read_by_code(
    package: str | None, file: str, columns: tuple[str, ...], of: Operand
) -> ByCode:
    """Rows that exclude one another, one for each code, from a CSV file with a column `code`."""
    return ByCode(
        term(of),
        str(term(of)),
        tuple(_read_cells(package, file, "code", columns).items()),
    )


def _read_cells(
    package: str | None, file: str, name: str, columns: tuple[str, ...]
) -> dict[str, Cells]:
    with beside(package, file).open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {
            each[name]: tuple(each[column] or None for column in columns)
            for each in rows
        }


def cells_of(each: TableRow) -> tuple[Cells, ...]:
    """The cells of a row, or of each of the rows that exclude one another."""
    match each:
        case Row():
            return (each.cells,)
        case ByCode():
            return tuple(cells for _, cells in each.codes)
        case ByRange():
            return tuple(cells for _, _, cells in each.ranges)


def serves(each: TableRow, column: int) -> bool:
    """Whether a row is part of the scale in that column."""
    return any(cells[column] is not None for cells in cells_of(each))
