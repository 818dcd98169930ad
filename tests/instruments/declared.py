"""The catalogue, and cases read from CSV by what each item declares."""

import csv
import pkgutil
import re
from datetime import date
from importlib import import_module
from pathlib import Path

from supervise.instruments import (
    Coded,
    Day,
    OneOf,
    Text,
    Whole,
    YesNo,
    catalogue,
    score,
    stated_upstream,
)

HERE = Path(__file__).parent
CASES = tuple(sorted((HERE / "cases").glob("*.csv")))
VECTORS = HERE / "vectors"
EXPECTED = re.compile(
    r"expected_(?P<scale>\w+)_(?P<part>status|raw|score|percent|level|flags|basis)"
)
NO_DATE = date(2026, 1, 15)


def catalogue_ids():
    """The id of every module of the catalogue: the folder is the list."""
    return tuple(module.name for module in pkgutil.iter_modules(catalogue.__path__))


def instrument(id):
    return import_module(f"{catalogue.__name__}.{id}").INSTRUMENT


def instruments():
    return tuple(instrument(id) for id in catalogue_ids())


def answer(item, text):
    """The answer that a cell holds, in the one text form of its item."""
    if text == "":
        return None
    match item.answers:
        case YesNo():
            return {"Y": True, "N": False}[text]
        case OneOf():
            return {str(code): code for code in item.answers.codes}[text]
        case Whole():
            return int(text)
        case Day():
            return date.fromisoformat(text)
        case Coded() | Text():
            return text


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def answers_in(declared, row):
    """The answers of a row: every column that is an item of the instrument."""
    return {
        item.id: answer(item, row[item.id])
        for item in declared.items
        if item.id in row and row[item.id] != ""
    }


def sheet_of(declared, row):
    """The sheet of a row, with what its columns state of other instruments."""
    on = on_in(row)
    stated = {name: row[name] for name in row if name.count(".") == 2 and row[name]}
    upstream = stated_upstream(declared, stated, on=on)
    return score(declared, answers_in(declared, row), on=on, upstream=upstream)


def on_in(row):
    return date.fromisoformat(row.get("assessment_date") or NO_DATE.isoformat())


def expected_in(row):
    """What a row says of each scale: scale, part, text. Empty cells say nothing."""
    for column, text in row.items():
        if (found := EXPECTED.fullmatch(column)) and text != "":
            yield found["scale"], found["part"], text


def part_of(result, part):
    """A part of a scale's result, in the text form of a case."""
    value = getattr(result, part)
    match part:
        case "level":
            return value.code if value is not None else ""
        case "flags":
            return ";".join(value)
        case "percent":
            return None if value is None else f"{value:.2f}"
        case _:
            return str(value)
