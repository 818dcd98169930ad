"""`supervise due`: what is due for a person or a caseload, as of a day, and why.

The records come from a file, the standards from a pack that is installed. Nothing is decided here,
and nothing about a person is said but the opaque reference.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import attrs

from supervise import exchange
from supervise.cli.arguments import Commands, add_caseload
from supervise.cli.caseload_reading import CaseloadReading
from supervise.cli.duty_rows import COLUMNS, duty_lines, explanation_lines, row_of
from supervise.cli.replacing import write_pieces
from supervise.cli.row_output import (
    FORMATS,
    Row,
    refuse_target,
    unreadable_row,
    write_rows,
)
from supervise.cli.supervision_files import Found, calendar_in, suffix_of
from supervise.cli.wording import shown_lines
from supervise.errors import UnreadableFile
from supervise.exchange.json_rows import json_lines
from supervise.monitoring import (
    Duty,
    Explanation,
    Standards,
    SupervisionRecord,
    Vocabulary,
    compile_standards,
    duties,
    explain,
    icalendar,
)
from supervise.plugins import Registry

CALENDAR_FILE = ".ics"


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "due",
        help="what is due for a person or a caseload, and why",
        description="What is due as of a day, by the standards of a pack. FILE has "
        "records of supervision: .json, or .jsonl with an entry on each line.",
    )
    add_caseload(parser)
    parser.add_argument(
        "--pack",
        metavar="ID",
        help="the pack of standards, as `supervise plugins` lists them",
    )
    parser.add_argument(
        "--calendar",
        dest="calendars",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a business calendar that the pack names; may be repeated",
    )
    parser.add_argument(
        "--explain", metavar="DUTY", help="every reason for one duty of the pack"
    )
    parser.add_argument("--person", metavar="ID", help="one person of the file only")
    parser.add_argument(
        "--to",
        dest="target",
        metavar="FILE",
        type=Path,
        help="a file instead of text: .csv, .json, .jsonl, or .ics for a calendar",
    )
    parser.set_defaults(run=run)


@attrs.frozen
class Asked:
    """What was asked for, made ready."""

    registry: Registry
    standards: Standards
    reading: CaseloadReading
    options: argparse.Namespace

    def records(self) -> Iterator[SupervisionRecord]:
        """The records that were asked for."""
        return (found.record for found in self.entries() if found.record is not None)

    def entries(self) -> Iterator[Found]:
        """The same with all else in the file; words that the pack does not know are noted."""
        words = Vocabulary(self.standards.pack)
        for found in self.reading.entries():
            if found.record is not None:
                for problem in words.problems(found.record.casework.timeline):
                    self.reading.note(problem)
            yield found

    def rows(self) -> Iterator[Row]:
        """A row for each duty of each person, and one for each entry that is no record."""
        pack = self.standards.pack
        for found in self.entries():
            if found.record is None:
                yield unreadable_row(COLUMNS, found.number, found.wrong)
            else:
                for duty in self.duties(found.record):
                    yield row_of(found.number, pack, duty)

    def duties(self, record: SupervisionRecord) -> tuple[Duty, ...]:
        """The duties of one person."""
        options = self.options
        return duties(
            self.standards, record.casework, on=options.on, known=options.known
        )

    def explained(self) -> Iterator[Explanation]:
        """The duty that was named, of every person, with its reasons."""
        options = self.options
        for record in self.records():
            yield explain(
                self.standards,
                record.casework,
                options.explain,
                on=options.on,
                known=options.known,
            )


def run(asked: argparse.Namespace) -> int:
    """Print or write what is due; the status is 1 where a record could not be used."""
    registry = Registry.installed()
    pack = registry.standards(_pack_id(registry, asked.pack), on=asked.on)
    if asked.explain is not None:
        pack.standard(asked.explain)
    if asked.target is not None:
        refuse_target(asked.file, asked.target, _formats(asked))
    ready = Asked(
        registry=registry,
        standards=compile_standards(pack, map(calendar_in, asked.calendars)),
        reading=CaseloadReading("due", asked.file, asked.person),
        options=asked,
    )
    if asked.explain is not None:
        _give_explanations(ready)
    elif asked.target is None:
        _print(duty_lines(pack, ready.duties(each)) for each in ready.records())
    elif suffix_of(asked.target) == CALENDAR_FILE:
        _write_calendar(ready)
    else:
        write_rows(asked.target, COLUMNS, ready.rows())
    return ready.reading.finish()


def _pack_id(registry: Registry, named: str | None) -> str:
    """The pack that was named, or the only one that there is."""
    packs = registry.standing.standards
    if named is not None:
        return named
    if len(packs) == 1:
        return next(iter(packs))
    raise UnreadableFile(
        "--pack",
        f"there are {len(packs)} packs of standards",
        f"name one of {', '.join(packs)}" if packs else "install one",
    )


def _formats(asked: argparse.Namespace) -> tuple[str, ...]:
    if asked.explain is not None:
        return (".json", ".jsonl")
    return (*FORMATS, CALENDAR_FILE)


def _print(people: Iterable[Iterable[str]]) -> None:
    for place, lines in enumerate(people):
        if place:
            print()
        print(shown_lines(lines))


def _give_explanations(ready: Asked) -> None:
    target: Path | None = ready.options.target
    if target is None:
        _print(explanation_lines(each) for each in ready.explained())
        return
    entries = (exchange.to_json(each) for each in ready.explained())
    if suffix_of(target) == ".json":
        write_pieces(target, json_lines(entries))
    else:
        write_pieces(target, (f"{entry}\n" for entry in entries))


def _write_calendar(ready: Asked) -> None:
    found = (duty for record in ready.records() for duty in ready.duties(record))
    stamp = datetime.now(tz=UTC)
    text = icalendar(ready.standards.pack, found, stamp=stamp)
    write_pieces(ready.options.target, [text])
