"""Plans kept in files: a plan as it stands, or its history, an entry on each line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TypeVar

from supervise import exchange
from supervise.errors import UnreadableFile, UnreadableRecord
from supervise.exchange.row_files import reading
from supervise.histories import Unrecognised
from supervise.planning import (
    LintEvidence,
    LintSettings,
    Plan,
    PlanEntry,
    Revision,
    Strike,
    replay,
)
from supervise.records import Assessment

T = TypeVar("T")


def plan_in(path: Path) -> Plan:
    """The plan that a file holds, or that its history comes to.

    Raises `UnreadableFile`, and `RevisionRefused` where the history does not replay.
    """
    values = _values(path)
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
    return _the_one(path, Assessment, "recorded assessment")


def lint_evidence_in(path: Path) -> LintEvidence:
    """What a plan is looked at with, as a file holds it."""
    return _the_one(path, LintEvidence, "evidence for the linter")


def lint_settings_in(path: Path) -> LintSettings:
    """The limits and words of an agency, as a file holds them."""
    return _the_one(path, LintSettings, "settings of the linter")


def _the_one(path: Path, kind: type[T], what: str) -> T:
    values = _values(path)
    if len(values) == 1 and isinstance(values[0], kind):
        return values[0]
    form = f"give a file with one {what}"
    raise UnreadableFile(path.name, f"it holds no {what}", form)


_FORM = "give a file with one plan, or with a plan's revisions, an entry on each line"


def _values(path: Path) -> list[object]:
    """What a file holds: an entry on each line, or one entry on as many lines as it takes."""
    with reading(path) as text:
        whole = text.read()
    if "\n" in whole.strip() and _is_one(whole):
        return [_value(path.name, whole)]
    lines = enumerate(io.StringIO(whole, newline=""), 1)
    return [_value(f"{path.name}, line {n}", line) for n, line in lines if line.strip()]


def _is_one(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _value(where: str, text: str) -> object:
    try:
        return exchange.from_json(text)
    except UnreadableRecord as error:
        raise UnreadableRecord(where, error.problems) from error


def _entry(path: Path, number: int, value: object) -> PlanEntry:
    if isinstance(value, Revision | Strike | Unrecognised):
        return value
    kind = type(value).__name__
    raise UnreadableFile(path.name, f"entry {number} is a {kind}, no revision", _FORM)
