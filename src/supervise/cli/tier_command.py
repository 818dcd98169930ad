"""`supervise tier`: the intensity that a policy recommends for each person, and why.

A recommendation is no decision. The facts that the policy reads are the dated states and the dates
of each record's timeline, by the names that the policy gives them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs

from supervise.cli.arguments import Commands, add_caseload
from supervise.cli.caseload_reading import CaseloadReading
from supervise.cli.row_output import (
    FORMATS,
    Row,
    refuse_target,
    unreadable_row,
    write_rows,
)
from supervise.cli.wording import shown_lines, wrapped
from supervise.errors import UnreadableFile
from supervise.exchange.columns import named_problems
from supervise.intensity import (
    Editions,
    FactInput,
    Recommendation,
    SelfChange,
    next_change,
    recommend,
)
from supervise.intensity.course import answer_of
from supervise.monitoring import SupervisionRecord
from supervise.plugins import Registry

COLUMNS = (
    "record",
    "person",
    "status",
    "intensity",
    "standing",
    "provisional",
    "possible",
    "decided_by",
    "because",
    "citation",
    "problems",
    "changes_on",
    "changes_to",
    "policy",
    "version",
    "on",
    "known",
)


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "tier",
        help="the recommended intensity of a person or a caseload, and why",
        description="What a policy recommends as of a day. FILE has records of "
        "supervision with assessments: .json, or .jsonl with an entry on each line.",
    )
    add_caseload(parser)
    parser.add_argument(
        "--policy",
        metavar="ID",
        help="the policy, as `supervise plugins` lists them",
    )
    parser.add_argument("--person", metavar="ID", help="one person of the file only")
    parser.add_argument(
        "--to",
        dest="target",
        metavar="FILE",
        type=Path,
        help="a file instead of text: .csv, .json or .jsonl",
    )
    parser.set_defaults(run=run)


@attrs.frozen
class Tiering:
    """A policy with its editions, asked of one record after the other."""

    editions: Editions
    on: date
    known: date | None

    def of(self, record: SupervisionRecord) -> tuple[Recommendation, SelfChange | None]:
        """What is recommended, and what it will be by itself."""
        then = record if self.known is None else record.known_on(self.known)
        policy = self.editions.nearest(self.on)
        names = [each.id for each in policy.inputs if isinstance(each, FactInput)]
        facts = then.facts_on(self.on, names)
        found = recommend(policy, then.assessments, facts, on=self.on)
        change = next_change(
            self.editions,
            then.assessments,
            facts,
            on=self.on,
            planned=_planned(then, names, self.on),
        )
        return found, change


def _planned(
    record: SupervisionRecord, names: list[str], on: date
) -> dict[date, dict[str, object]]:
    """The facts that are known to change: states that begin or end later."""
    days = {
        day
        for name in names
        for each in record.casework.timeline.states.get(name, ())
        for day in (each.start, each.end)
        if day is not None and day > on
    }
    return {
        day: dict.fromkeys(names) | record.facts_on(day, names) for day in sorted(days)
    }


def run(asked: argparse.Namespace) -> int:
    """Print or write what is recommended; the status is 1 where a record could not be used."""
    registry = Registry.installed()
    id = _policy_id(registry, asked.policy)
    registry.policy(id)
    if asked.target is not None:
        refuse_target(asked.file, asked.target, tuple(FORMATS))
    tiering = Tiering(registry.editions[id], asked.on, asked.known)
    reading = CaseloadReading("tier", asked.file, asked.person)
    if asked.target is None:
        for place, (_, record) in enumerate(reading.records()):
            if place:
                print()
            lines = recommendation_lines(record.person, *tiering.of(record))
            print(shown_lines(lines))
    else:
        write_rows(asked.target, COLUMNS, _rows(reading, tiering))
    return reading.finish()


def _rows(reading: CaseloadReading, tiering: Tiering) -> Iterator[Row]:
    """A row for each person, and one for each entry that is no record."""
    known = tiering.known or tiering.on
    for found in reading.entries():
        if found.record is None:
            yield unreadable_row(COLUMNS, found.number, found.wrong)
        else:
            recommended = tiering.of(found.record)
            person = found.record.person
            yield row_of(found.number, person, *recommended, known=known)


def _policy_id(registry: Registry, named: str | None) -> str:
    """The policy that was named, or the only one that there is."""
    policies = registry.policies
    if named is not None:
        return named
    if len(policies) == 1:
        return next(iter(policies))
    raise UnreadableFile(
        "--policy",
        f"there are {len(policies)} policies",
        f"name one of {', '.join(policies)}" if policies else "install one",
    )


def row_of(
    number: int,
    person: str,
    found: Recommendation,
    change: SelfChange | None,
    *,
    known: date,
) -> Row:
    """A recommendation by the columns; `record` is the place of its entry in the file."""
    title, citation = _clause(found)
    return {
        "record": number,
        "person": person,
        "status": found.status.value,
        "intensity": found.intensity.code if found.intensity is not None else None,
        "standing": found.standing or None,
        "provisional": found.provisional,
        "possible": ";".join(_possible(found)) or None,
        "decided_by": found.decided_by or None,
        "because": title or None,
        "citation": citation or None,
        "problems": named_problems(found.problems) or None,
        "changes_on": change.on if change is not None else None,
        "changes_to": answer_of(change.becomes) if change is not None else None,
        "policy": found.policy.id,
        "version": found.policy.version,
        "on": found.on,
        "known": known,
    }


def _clause(found: Recommendation) -> tuple[str, str]:
    """The title and the citation of the clause that decided, or could not."""
    if not found.decided_by or not found.clauses:
        return "", ""
    clause = found.clause(found.decided_by)
    return clause.title, clause.citation


def _possible(found: Recommendation) -> list[str]:
    if found.outlook is None:
        return []
    return [*(each.code for each in found.outlook.possible), *found.outlook.standings]


def recommendation_lines(
    person: str, found: Recommendation, change: SelfChange | None
) -> Iterator[str]:
    """What is recommended for one person, why, and what may still change."""
    yield f"{person}, as of {found.on}: {found.status.value}"
    if found.intensity is not None:
        yield f"  {found.policy.scheme.id}: {found.intensity.code}"
    if found.standing:
        yield f"  standing: {found.standing}"
    title, citation = _clause(found)
    if title:
        yield from wrapped(f"because: {title} ({citation})", "  ")
    for problem in found.problems:
        yield from wrapped(f"problem: {problem}", "  ")
    if found.provisional:
        yield from wrapped(
            f"provisional; possible: {', '.join(_possible(found))}", "  "
        )
    if found.outlook is not None:
        for each in found.outlook.influences:
            how = "alone" if each.alone else "only together with others"
            yield f"    could change it: {each.input}, {how}"
    if change is not None:
        yield f"  changes by itself on {change.on}, to {answer_of(change.becomes)}"
    example = found.policy.example
    if example:
        yield from wrapped(f"example policy: {example}", "  ")
