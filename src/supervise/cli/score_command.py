"""`supervise score`: every row of a file, scored into another file.

What is wrong with a row stands in its results. What is wrong with the file stops the command
before anything is written.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Container, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from supervise.cli.arguments import a_date
from supervise.cli.progress import watched
from supervise.cli.replacing import refuse_one_file, replacing, write_pieces
from supervise.cli.wording import shown
from supervise.errors import UnreadableFile
from supervise.exchange.columns import Result, result_columns
from supervise.exchange.near_misses import near_misses
from supervise.exchange.opening import RowsIn, opened, repeated_ids
from supervise.exchange.row_files import (
    FileFormat,
    FileRow,
    format_of,
)
from supervise.exchange.row_scoring import ASSESSMENT_DATE, RowScoring
from supervise.exchange.scored_rows import Scored, csv_of, items_of, json_of_rows
from supervise.instruments import Chosen, Instrument
from supervise.plugins import Registry
from supervise.records import ScoreSheet

if TYPE_CHECKING:
    from supervise.cli.arguments import Commands

PYTHON = "python"
ENGINES = (PYTHON, "polars", "duckdb", "dask", "pyspark")
ANY_DAY = date(2026, 1, 1)
"""What an empty form lacks does not depend on the day."""
NAMED = 5
"""The most items without a column that are named in one line."""
SEPARATORS = {";": "';'", "\t": "tabs", "|": "'|'"}


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "score",
        help="score every row of a file",
        description="Score every row of a file. Columns that are item ids are answers; "
        "the others pass through. The suffix of a file says its format: "
        ".csv, .csv.gz, .json, .json.gz or .parquet.",
    )
    parser.add_argument("id", metavar="ID", help="the instrument")
    parser.add_argument(
        "--from", dest="source", metavar="FILE", type=Path, required=True
    )
    parser.add_argument("--to", dest="target", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=a_date,
        help=f"the date of assessment; else a column {ASSESSMENT_DATE}",
    )
    parser.add_argument(
        "--id",
        dest="id_column",
        metavar="COLUMN",
        default="",
        help="a column whose values must differ from row to row",
    )
    parser.add_argument(
        "--engine",
        metavar="E",
        default="python",
        help=f"what computes: {', '.join(ENGINES)}; all but python come with their package",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="refuse columns that are nearly the name of an item",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Carry the command out."""
    _refuse_engine(asked.engine)
    registry = Registry.installed()
    registry.instrument(asked.id)
    formats = format_of(asked.source), format_of(asked.target)
    refuse_one_file(asked.source, asked.target, "--from")
    source = _opened(asked.source)
    scoring = scoring_of(source, registry, asked)
    _check_columns(source, scoring, strict=asked.strict)
    tally: Counter[str] = Counter()
    if asked.engine == PYTHON and FileFormat.PARQUET not in formats:
        scored = _scored(source, scoring, tally)
        write_pieces(asked.target, _pieces(source, scoring, scored, formats[1]))
    else:
        _score_in_parts(asked, source, scoring, tally)
    _say_what_was_wrong(tally, source.format)


def _opened(path: Path) -> RowsIn:
    if format_of(path) is not FileFormat.PARQUET:
        return opened(path)
    from supervise.batch.parquet_rows import opened_parquet  # noqa: PLC0415 - an extra

    return opened_parquet(path)


def _pieces(
    source: RowsIn, scoring: RowScoring, scored: Scored, target: FileFormat
) -> Iterator[str]:
    if target is FileFormat.CSV:
        return csv_of(scoring, source.columns, scored)
    return json_of_rows(scoring, scored)


def _score_in_parts(
    asked: argparse.Namespace,
    source: RowsIn,
    scoring: RowScoring,
    tally: Counter[str],
) -> None:
    """Score on an engine, or to or from Parquet: some rows at a time."""
    # An extra: whoever scores text by Python does not need it.
    from supervise.batch.engines import Engine  # noqa: PLC0415
    from supervise.batch.parquet_rows import write_parquet  # noqa: PLC0415
    from supervise.cli.engine_scoring import EngineScoring  # noqa: PLC0415

    with TemporaryDirectory(
        prefix=f".{asked.target.name}.", dir=asked.target.resolve().parent
    ) as folder:
        parts = EngineScoring(
            source=source,
            scoring=scoring,
            engine=None if asked.engine == PYTHON else Engine(asked.engine),
            folder=Path(folder),
            tally=tally,
        )
        target = format_of(asked.target)
        if target is FileFormat.PARQUET:
            with replacing(asked.target) as raw:
                write_parquet(raw, parts.tables())
        else:
            write_pieces(asked.target, _pieces(source, scoring, parts.rows(), target))


def scoring_of(
    source: RowsIn, registry: Registry, asked: argparse.Namespace
) -> RowScoring:
    """How the rows of a file are scored; `UnreadableFile` when it lacks what that needs."""
    if asked.on is None and ASSESSMENT_DATE not in source.columns:
        raise UnreadableFile(
            source.path.name,
            f"it has no column '{ASSESSMENT_DATE}', and --on is not given",
            _separated(source, (ASSESSMENT_DATE,))
            or "give the date of assessment with --on YYYY-MM-DD, or in that column",
        )
    repeated = repeated_ids(source, asked.id_column) if asked.id_column else ()
    return RowScoring(
        registry=registry,
        id=asked.id,
        file_format=source.format,
        on=asked.on,
        id_column=asked.id_column,
        repeated=frozenset(repeated),
    )


def _refuse_engine(engine: str) -> None:
    if engine not in ENGINES:
        raise UnreadableFile(
            f"--engine {engine}",
            f"the engines are: {', '.join(ENGINES)}",
            "name one of them, or leave --engine out",
        )


def _check_columns(source: RowsIn, scoring: RowScoring, *, strict: bool) -> None:
    added = set(result_columns(scoring.instruments))
    for place, column in enumerate(source.columns, 1):
        if column in added:
            raise UnreadableFile(
                source.path.name,
                f"column {place} has the name of a result, '{column}'",
                "rename or remove it",
            )
    items = items_of(scoring)
    if not items.keys() & set(source.columns):
        _warn(
            f"{source.path.name}: no column is an item of '{scoring.id}'; "
            + (
                _separated(source, items)
                or f"'supervise describe {scoring.id}' lists them"
            )
        )
    found = near_misses(source.columns, (*items, ASSESSMENT_DATE))
    lines = [
        f"column {place}, '{column}', is nearly the item '{item}'"
        for place, column, item in found
    ]
    if lines and strict:
        raise UnreadableFile(
            source.path.name, "; ".join(lines), "rename them, or leave --strict out"
        )
    for line in lines:
        _warn(f"{source.path.name}: {line}; it passes through and is not scored")
    if lacking := _lacking(source, scoring, {item for _, _, item in found}):
        _warn(f"{source.path.name}: {lacking}")


def _lacking(source: RowsIn, scoring: RowScoring, nearly: Container[str]) -> str:
    """Which items that a score needs have no column, where some items have one."""
    items = items_of(scoring)
    if not items.keys() & set(source.columns):
        return ""
    without = items.keys() - set(source.columns)
    empty = scoring.registry.sheets(scoring.id, {}, on=scoring.on or ANY_DAY)
    lacks: set[str] = set()
    for instrument, sheet in zip(scoring.instruments, empty, strict=True):
        lacks |= without.intersection(_needed(instrument, sheet, without))
    none = [f"'{id}'" for id in items if id in lacks and id not in nearly]
    more = f" and {len(none) - NAMED} more" if len(none) > NAMED else ""
    named = ", ".join(none[:NAMED])
    return named and f"no column for {named}{more}: not answered in every row"


def _needed(
    instrument: Instrument, empty: ScoreSheet, without: Collection[str]
) -> Iterator[str]:
    """The items without which a scale has no score; a scale that another stands in for has one."""
    by_scale = {
        scale.id: {each.item for each in empty.problems if scale.id in each.blocks}
        for scale in instrument.scales
    }
    chosen = [each for each in instrument.scales if isinstance(each, Chosen)]
    spared = {id for each in chosen for id in each.first_of}
    for id, needed in by_scale.items():
        if id not in spared:
            yield from needed
    for each in chosen:
        if all(by_scale[id].intersection(without) for id in each.first_of):
            yield from by_scale[each.first_of[-1]]


def _separated(source: RowsIn, items: Container[str]) -> str:
    """Whether another separator would find items in the header of a CSV file; else nothing."""
    if source.format is FileFormat.CSV:
        header = ",".join(source.columns)
        for separator, name in SEPARATORS.items():
            if any(part.strip('" ') in items for part in header.split(separator)):
                return f"it looks separated by {name}: separate it by commas"
    return ""


def _scored(
    source: RowsIn, scoring: RowScoring, tally: Counter[str]
) -> Iterator[tuple[FileRow, tuple[Result, ...]]]:
    for row in watched(source.rows()):
        tally["rows"] += 1
        tally["faulty"] += bool(row.fault)
        yield row, scoring.results(row)


def _say_what_was_wrong(tally: Counter[str], form: FileFormat) -> None:
    if tally["faulty"]:
        should = "objects" if form is FileFormat.JSON else "made like the header"
        _warn(
            f"{tally['faulty']:,} of {tally['rows']:,} rows are not {should}; "
            "their problem is 'row:wrong_type'"
        )


def _warn(line: str) -> None:
    print(f"supervise score: {shown(line)}", file=sys.stderr)
