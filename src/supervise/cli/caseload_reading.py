"""Going through a caseload: what was wrong is told at the end, all of it, and by place."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs

from supervise.cli.progress import watched
from supervise.cli.supervision_files import Found, records_in
from supervise.cli.wording import shown
from supervise.errors import Problem
from supervise.monitoring import SupervisionRecord

SOME_UNREAD = 1
"""The status of a command that carried on past what could not be used."""

NOBODY = 2
"""The status of a command that was asked for a person who is not in the file."""


@attrs.define
class CaseloadReading:
    """The records of a file that can be read, and what is wrong with the others.

    A person whose records stand in two entries is told: neither has the whole history.
    """

    command: str
    path: Path
    person: str | None = None
    unread: int = 0
    read: int = 0
    given: int = 0
    told: Counter[str] = attrs.field(factory=Counter)
    _seen: dict[str, int] = attrs.field(init=False, factory=dict, repr=False)

    def records(self) -> Iterator[tuple[int, SupervisionRecord]]:
        """Each record with its place; with `person`, only what is about that person."""
        for found in self.entries():
            if found.record is not None:
                yield found.number, found.record

    def entries(self) -> Iterator[Found]:
        """The same, and between them each entry that is no record, in the order of the file."""
        for found in watched(records_in(self.path)):
            if found.record is None:
                self.unread += 1
                for line in found.wrong:
                    self._say(f"{self.path.name}, record {found.number}: {line}")
                if self.person is None:
                    yield found
                continue
            self.read += 1
            self._refuse_two_of_one(found.number, found.record.person)
            if self.person is None or found.record.person == self.person:
                self.given += 1
                yield found

    def _refuse_two_of_one(self, number: int, person: str) -> None:
        first = self._seen.setdefault(person, number)
        if first != number:
            self.unread += 1
            self._say(
                f"{self.path.name}, record {number}: is about the same person as "
                f"record {first}; join them, since neither has the whole history"
            )

    def note(self, problem: Problem) -> None:
        """Keep a problem that many records may share, to be told once."""
        self.told[str(problem)] += 1

    def finish(self) -> int:
        """Tell what many records share, and give the status of the command."""
        for line, times in self.told.items():
            people = "1 person" if times == 1 else f"{times:,} people"
            self._say(f"{line} ({people})")
        if not self.read and not self.unread:
            self._say(f"{self.path.name}: it holds no record")
        nobody = self.person is not None and not self.given
        if nobody and self.read:
            self._say(f"{self.path.name}: no record is about the person of --person")
        if self.unread:
            entries = "1 entry" if self.unread == 1 else f"{self.unread:,} entries"
            self._say(f"{entries} could not be used; {self.read:,} were read")
        if nobody:
            return NOBODY
        return SOME_UNREAD if self.unread else 0

    def _say(self, line: str) -> None:
        print(f"supervise {self.command}: {shown(line)}", file=sys.stderr)
