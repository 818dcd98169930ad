"""Golden cases: answers and what they score, as a manual or a published vector says.

A CSV file has a column for each item, written as in any file of answers, `assessment_date`,
`expected_<scale>_<part>` for what is expected, `expected_problems`, and `source`: the page, or the
vector, that the expectation stands in. An expectation never comes from running the code.
A result of an instrument that is consumed may be stated in a column of its name.
An empty cell expects nothing; `-` expects that there is nothing. Lines that begin with `#` are
remarks.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import attrs

from supervise.errors import DeclarationError
from supervise.exchange import reader_of
from supervise.exchange.columns import named_problems
from supervise.exchange.text_forms import day
from supervise.instruments import Instrument, Item
from supervise.records import ScaleScore, ScoreSheet

SOURCE = "source"
CASE = "case"
ASSESSMENT_DATE = "assessment_date"
PROBLEMS = "expected_problems"
PARTS = ("status", "raw", "score", "percent", "level", "basis", "flags")
EXPECTED = re.compile(rf"expected_(?P<scale>\w+)_(?P<part>{'|'.join(PARTS)})")
NOTHING = "-"
TOLERANCE = 1e-9


@attrs.frozen(kw_only=True)
class Expectation:
    """What a case expects of one part of one scale, as it is written."""

    scale: str
    part: str
    text: str


@attrs.frozen(kw_only=True)
class GoldenCase:
    """Answers, the date, what they score, and where that stands."""

    name: str
    answers: Mapping[str, object] = attrs.field(repr=False)
    on: date
    expects: tuple[Expectation, ...]
    problems: str | None
    source: str
    upstream: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def differences(self, sheet: ScoreSheet) -> Iterator[str]:
        """Where a sheet says otherwise than the case."""
        for each in self.expects:
            got = text_of_part(sheet[each.scale], each.part)
            if not _alike(each, got):
                yield f"{each.scale}_{each.part}: expected {each.text}, got {got or 'nothing'}"
        if self.problems is not None:
            got = named_problems(sheet.problems)
            if got != self.problems:
                yield f"problems: expected {self.problems or 'none'}, got {got or 'none'}"


def read_cases(
    path: Path, instrument: Instrument, *consumed: Instrument, on: date | None = None
) -> tuple[GoldenCase, ...]:
    """The cases of a CSV file. `consumed` are the instruments whose items stand in it too.

    `on` is the date of assessment of all cases, where the file has no column for it.

    Raises `DeclarationError` with everything that is wrong with the file.
    """
    columns, listed = _rows_of(path)
    items = {i.id: i for each in (*consumed, instrument) for i in each.items}
    scales = {scale.id for scale in instrument.scales}
    upstream = {used.as_term().name for used in instrument.consumes}
    defects = list(_column_defects(columns, {*items, *upstream}, scales, on))
    if not listed:
        defects.append("no cases")
    cases = []
    if not defects:
        for line, row in listed:
            if wrong := list(_row_defects(row, on)):
                defects += [f"line {line}: {each}" for each in wrong]
            else:
                case = _case(row, items, on)
                stated = {name: row[name] for name in upstream if row.get(name)}
                cases.append(attrs.evolve(case, upstream=stated))
    if defects:
        raise DeclarationError(f"file of cases '{path.name}'", defects)
    return tuple(cases)


def _rows_of(
    path: Path,
) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    """The columns of a file, and its rows, each with its line."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        try:
            listed = [(rows.line_num, row) for row in rows]
        except UnicodeDecodeError:
            wrong = "is not UTF-8; save it as UTF-8"
        except csv.Error as error:
            wrong = f"line {rows.line_num} is not CSV ({error})"
        else:
            return tuple(rows.fieldnames or ()), listed
    raise DeclarationError(f"file of cases '{path.name}'", [wrong])


def _column_defects(
    columns: tuple[str, ...],
    items: Iterable[str],
    scales: Iterable[str],
    on: date | None,
) -> Iterator[str]:
    if SOURCE not in columns:
        yield "no column 'source'; say of each case where its expectations stand"
    if ASSESSMENT_DATE not in columns and on is None:
        yield "no column 'assessment_date'; add it, or give the date as `on`"
    known = {SOURCE, CASE, ASSESSMENT_DATE, PROBLEMS, *items}
    for column in columns:
        found = EXPECTED.fullmatch(column)
        if columns.count(column) > 1:
            yield f"column '{column}' stands several times"
        elif column not in known and (found is None or found["scale"] not in scales):
            yield f"column '{column}' is no item, and no part of a scale"
    if not any(column.startswith("expected_") for column in columns):
        yield "no column expects anything"


def _row_defects(row: Mapping[str, object], on: date | None) -> Iterator[str]:
    if None in row or None in row.values():
        yield "has more or fewer cells than there are columns"
        return
    if not str(row[SOURCE]).strip():
        yield "names no source"
    if on is None and not isinstance(day(str(row[ASSESSMENT_DATE])), date):
        yield "assessment_date is no date, as YYYY-MM-DD"
    expected = [text for column, text in row.items() if column.startswith("expected_")]
    if not any(expected) and PROBLEMS not in row:
        yield "expects nothing"


def _case(
    row: Mapping[str, str], items: Mapping[str, Item], on: date | None
) -> GoldenCase:
    told = day(row.get(ASSESSMENT_DATE, ""))
    when = told if isinstance(told, date) else on
    assert when is not None
    found = ((EXPECTED.fullmatch(column), text) for column, text in row.items())
    return GoldenCase(
        name=row.get(CASE) or row[SOURCE],
        answers={
            id: reader_of(item)(row[id]) for id, item in items.items() if row.get(id)
        },
        on=when,
        expects=tuple(
            Expectation(scale=match["scale"], part=match["part"], text=text)
            for match, text in found
            if match is not None and text
        ),
        problems=row.get(PROBLEMS),
        source=row[SOURCE],
    )


def text_of_part(scale: ScaleScore, part: str) -> str:
    """One part of a scale's result, as a case writes it; empty where there is nothing."""
    value = getattr(scale, part)
    match part:
        case _ if value is None or value == ():
            return ""
        case "level":
            return str(value.code)
        case "percent":
            return f"{value:.2f}"
        case "flags":
            return ";".join(value)
        case "status":
            return str(value.value)
        case _:
            return str(value)


def _alike(expected: Expectation, got: str) -> bool:
    if expected.text == NOTHING:
        return got == ""
    if expected.part not in {"raw", "score"} or not got:
        return expected.text == got
    try:
        return abs(float(expected.text) - float(got)) <= TOLERANCE
    except ValueError:
        return False
