"""Plans kept in files: a plan as it stands, or its history, an entry on each line."""

from __future__ import annotations

from pathlib import Path

from supervise import exchange
from supervise.errors import UnreadableFile, UnreadableRecord
from supervise.exchange.row_files import reading
from supervise.histories import Unrecognised
from supervise.planning import Plan, PlanEntry, Revision, Strike, replay
from supervise.records import Assessment


def plan_in(path: Path) -> Plan:
    """The plan that a file holds, or that its history comes to.

    Raises `UnreadableFile`, and `RevisionRefused` where the history does not replay.
    """
    values = [_value(path, number, line) for number, line in _lines(path)]
    match values:
        case [Plan() as plan]:
            return plan
        case []:
            raise UnreadableFile(path.name, "it is empty", _FORM)
        case _:
            return replay(
                [_entry(path, number, each) for number, each in enumerate(values, 1)]
            )


def assessment_in(path: Path) -> Assessment:
    """The recorded assessment that a file holds."""
    values = [_value(path, number, line) for number, line in _lines(path)]
    match values:
        case [Assessment() as assessment]:
            return assessment
        case _:
            form = "give a file with one recorded assessment, on one line"
            raise UnreadableFile(path.name, "it holds no recorded assessment", form)


_FORM = "give a file with one plan, or with a plan's revisions, an entry on each line"


def _lines(path: Path) -> list[tuple[int, str]]:
    with reading(path) as text:
        return [(number, line) for number, line in enumerate(text, 1) if line.strip()]


def _value(path: Path, number: int, line: str) -> object:
    try:
        return exchange.from_json(line)
    except UnreadableRecord as error:
        raise UnreadableRecord(f"{path.name}, line {number}", error.problems) from error


def _entry(path: Path, number: int, value: object) -> PlanEntry:
    if isinstance(value, Revision | Strike | Unrecognised):
        return value
    kind = type(value).__name__
    raise UnreadableFile(path.name, f"entry {number} is a {kind}, no revision", _FORM)
