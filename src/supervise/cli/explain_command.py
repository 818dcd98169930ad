"""`supervise explain`: one row of a file, with the reasons for its results."""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

from supervise.cli.arguments import Commands, a_date, a_row
from supervise.cli.explanations import Explanation, Reader, to_be_seen
from supervise.cli.score_command import scoring_of
from supervise.errors import InvalidAnswers, Problem, UnreadableFile
from supervise.exchange.opening import RowsIn, opened
from supervise.exchange.row_files import FileRow
from supervise.plugins import Registry
from supervise.records import ScoreSheet, raised_in


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "explain",
        help="explain one assessment",
        description="Explain the scores of one row: what counted, what it means as a "
        "proportion of a group, what is missing, and what the answers show.",
    )
    parser.add_argument("id", metavar="ID", help="the instrument")
    parser.add_argument(
        "--from", dest="source", metavar="FILE", type=Path, required=True
    )
    parser.add_argument(
        "--row", metavar="N", type=a_row, default=1, help="which row, from 1"
    )
    parser.add_argument("--on", metavar="DATE", type=a_date)
    parser.add_argument(
        "--for", dest="reader", choices=tuple(Reader), type=Reader, default=Reader.STAFF
    )
    parser.set_defaults(run=run, id_column="")


def run(asked: argparse.Namespace) -> None:
    """Print the explanation."""
    registry = Registry.installed()
    sheets = sheets_of_row(registry, asked)
    for place, sheet in enumerate(sheets):
        if place:
            print()
        instrument = registry.instrument(sheet.instrument)
        upstream = {each.instrument: each for each in sheets[:place]}
        explanation = Explanation(sheet, instrument, asked.reader, upstream)
        print("\n".join(explanation.lines()))


def sheets_of_row(
    registry: Registry, asked: argparse.Namespace
) -> tuple[ScoreSheet, ...]:
    """The sheets of the row that was asked for, the instrument's own last.

    Where the row cannot be scored, answers that must be seen are said all the same.
    """
    registry.instrument(asked.id)
    source = opened(asked.source)
    row = _row(source, asked.row)
    scoring = scoring_of(source, registry, asked)
    sheets = scoring.sheets(row)
    if isinstance(sheets, Problem):
        known = scoring.unscored(row, sheets)
        for each, instrument in zip(known, scoring.instruments, strict=True):
            for line in to_be_seen(raised_in(each.scales), instrument, asked.reader):
                print(line)
        raise InvalidAnswers(f"row {asked.row} of {source.path.name}", [sheets])
    return sheets


def _row(source: RowsIn, number: int) -> FileRow:
    found = next(islice(source.rows(), number - 1, None), None)
    if found is None:
        rows = sum(1 for _ in source.rows())
        raise UnreadableFile(
            source.path.name,
            f"it has no row {number}",
            f"give --row from 1 to {rows}" if rows else "give a file with rows",
        )
    return found
