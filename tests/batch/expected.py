"""What the one-person engine says of each row: the reference for every frame."""

from math import isnan

from supervise.exchange.columns import result_columns, results_of
from supervise.exchange.row_files import FileFormat, FileRow
from supervise.exchange.row_scoring import RowScoring
from supervise.plugins import Registry

CLOSE = 1e-9


def by_sheets(instruments, rows, on):
    """The result columns of rows of answers, as Python values, on a date of their own or one."""
    registry, id = Registry.of(*instruments), instruments[-1].id
    found = []
    for row in rows:
        sheets = registry.sheets(id, row, on=on)
        scales = [scale for sheet in sheets for scale in sheet.scales]
        problems = [problem for sheet in sheets for problem in sheet.problems]
        found.append(results_of(scales, problems))
    return found


def by_text(instruments, rows, on=None):
    """The same of rows of text, as `supervise score` reads them from a CSV file."""
    scoring = RowScoring(
        registry=Registry.of(*instruments),
        id=instruments[-1].id,
        file_format=FileFormat.CSV,
        on=on,
    )
    return [scoring.results(FileRow(number, row)) for number, row in enumerate(rows, 1)]


def differences(instruments, frame_rows, expected_rows):
    """Every cell that a frame has otherwise: its row, its column, what it has, what it should."""
    columns = result_columns(instruments)
    assert len(frame_rows) == len(expected_rows)
    return [
        (number, column, found, expected)
        for number, (row, expecteds) in enumerate(
            zip(frame_rows, expected_rows, strict=True)
        )
        for column, expected in zip(columns, expecteds, strict=True)
        if not same(found := row[column], expected)
    ]


def same(found, expected):
    """Whether a cell is as expected: log-odds within 1e-9, all else exactly."""
    if isinstance(found, float) and isnan(found):
        found = None
    if isinstance(expected, float) and isinstance(found, float):
        return abs(found - expected) < CLOSE
    return found == expected
