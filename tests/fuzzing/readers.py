"""Every reader of what comes from outside, as a function of bytes that must never fail.

A reader gives values or its documented errors, never another exception, and nothing that it
says repeats what is personal: wherever a canary stands in the content, it is not told.
"""

import contextlib
import io
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

import attrs

from supervise.casefile import CaseFile, case_problems
from supervise.cli.plan_files import assessment_in, plan_in
from supervise.cli.supervision_files import calendar_in, records_in
from supervise.errors import (
    DeclarationError,
    InvalidAnswers,
    ProblemCode,
    RevisionRefused,
    StaleRevision,
    UnreadableFile,
    UnreadableRecord,
)
from supervise.exchange import answers_from_json, from_json, to_json
from supervise.exchange.json_texts import loaded
from supervise.exchange.opening import opened, repeated_ids
from supervise.exchange.row_scoring import ASSESSMENT_DATE, RowScoring
from supervise.exchange.scored_rows import csv_of, json_of_rows
from supervise.instruments import score
from supervise.plugins import Registry
from supervise.testing.golden_cases import read_cases

HERE = Path(__file__).parent
CORPORA = HERE / "corpora"
GOLDEN = HERE.parent / "golden"
CANARY = "canary"
ON = date(2026, 1, 5)

Told = Iterator[object]


class InMemory(PurePosixPath):
    """A file that is there by its bytes alone, as readers of files ask for one."""

    __slots__ = ("content",)

    def exists(self):
        return True

    def is_file(self):
        return True

    def open(self, mode="r", *, encoding=None, newline=None):
        raw = io.BytesIO(self.content)
        if "b" in mode:
            return raw
        return io.TextIOWrapper(raw, encoding=encoding, newline=newline)


def file_of(name: str, content: bytes) -> InMemory:
    """A file with a name and some bytes."""
    made = InMemory(name)
    made.content = content
    return made


def text_of(data: bytes) -> str:
    """Text as a host may hand it over: also with halves of characters in it."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


@cache
def instrument(id):
    return Registry.builtin().instrument(id)


@cache
def registry():
    return Registry.builtin()


# -- the readers


def entries(data: bytes) -> Told:
    """An entry of JSON: what was read is written and read again to the same text."""
    value = from_json(text_of(data))
    yield value
    try:
        written = to_json(value)
    except DeclarationError as error:
        raise AssertionError("what was read cannot be written") from error
    assert written == to_json(from_json(written)), "it does not come back the same"
    if isinstance(value, CaseFile):
        case_problems(value)


def _rows(name: str, data: bytes, *, write) -> Told:
    source = opened(file_of(name, data))
    repeated = frozenset[str]()
    if "case" in source.columns:
        repeated = repeated_ids(source, "case")
    dated = ASSESSMENT_DATE in source.columns
    scoring = RowScoring(
        registry=registry(),
        id="psa",
        file_format=source.format,
        on=None if dated else ON,
        id_column="case" if repeated else "",
        repeated=repeated,
    )
    kept = []
    for row in source.rows():
        results = scoring.results(row)
        kept.append((row, results))
        yield row
        yield from map(str, results)
    written = "".join(write(scoring, source.columns, kept))
    if write is _as_json:
        written.encode()  # JSON can name the halves of characters that UTF-8 has not


def _as_csv(scoring, columns, rows):
    return csv_of(scoring, columns, rows)


def _as_json(scoring, _, rows):
    return json_of_rows(scoring, rows)


def answers_csv(data: bytes) -> Told:
    """Answers in a CSV file, scored row by row and written as both formats."""
    yield from _rows("answers.csv", data, write=_as_csv)
    yield from _rows("answers.csv", data, write=_as_json)


def answers_json(data: bytes) -> Told:
    """Answers in a JSON file, scored row by row and written as both formats."""
    yield from _rows("answers.json", data, write=_as_json)
    yield from _rows("answers.json", data, write=_as_csv)


def answers_gz(data: bytes) -> Told:
    """A compressed CSV file of answers."""
    yield from _rows("answers.csv.gz", data, write=_as_csv)


def answers_object(data: bytes) -> Told:
    """An object of answers, as a service receives it, for forms of every sort of item."""
    given = loaded(text_of(data))
    if not isinstance(given, dict):
        return
    for id in ("psa", "ogrs4", "bc_crna"):
        asked = instrument(id)
        sheet = score(asked, answers_from_json(asked, given), on=ON)
        # An item that the instrument has not is named; its answer never is.
        named = (
            each for each in sheet.problems if each.code != ProblemCode.UNKNOWN_ITEM
        )
        yield from map(str, named)


def plans(data: bytes) -> Told:
    """A file with a plan, or with its revisions, an entry on a line; and an assessment."""
    file = file_of("plan.json", data)
    try:
        yield plan_in(file)
    except (UnreadableFile, UnreadableRecord, RevisionRefused, StaleRevision) as error:
        yield from _told_of(error)
    yield assessment_in(file)


def caseloads(data: bytes) -> Told:
    """A file of records of supervision: a person a line, or an array of them."""
    for name in ("caseload.json", "caseload.jsonl"):
        for each in records_in(file_of(name, data)):
            yield each
            yield from each.wrong
    yield calendar_in(file_of("calendar.json", data))


def golden_cases(data: bytes) -> Told:
    """A CSV file of golden cases, which is about nobody."""
    yield read_cases(file_of("cases.csv", data), instrument("psa"), on=ON)


@attrs.frozen
class Reader:
    """A reader, what it may raise, and where its seeds are beside its own corpus."""

    read: Callable[[bytes], Told]
    documented: tuple[type[Exception], ...]
    keeps_secrets: bool = True
    seeds: tuple[Path, ...] = ()

    @property
    def name(self):
        return self.read.__name__

    @property
    def corpus(self):
        return CORPORA / self.name

    def samples(self):
        """The files that it starts from."""
        folders = (self.corpus, *self.seeds)
        return sorted(path for folder in folders for path in folder.glob("*.*"))

    def run(self, data: bytes, *, is_sample: bool = False) -> None:
        """Read; fails where the reader does what it must not.

        The values of a sample are shown too. Those of other inputs are not: a canary may
        have come to stand in an identifier, which may be shown.
        """
        printed = io.StringIO()
        told = []
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                for each in self.read(data):
                    told += [each] if isinstance(each, str) else []
                    told += [repr(each)] if is_sample and attrs.has(type(each)) else []
            except self.documented as error:
                told += _told_of(error)
        assert printed.getvalue() == "", "a reader prints nothing"
        if self.keeps_secrets:
            assert CANARY not in "\n".join(told).lower(), "it told what it read"


def _told_of(error):
    return [str(error), repr(error), *traceback.format_exception(error)]


READERS = {
    each.name: each
    for each in (
        Reader(entries, (UnreadableRecord,), seeds=(GOLDEN,)),
        Reader(answers_csv, (UnreadableFile,)),
        Reader(answers_json, (UnreadableFile,)),
        Reader(answers_gz, (UnreadableFile,)),
        Reader(answers_object, (UnreadableRecord, InvalidAnswers)),
        Reader(plans, (UnreadableFile, UnreadableRecord, RevisionRefused)),
        Reader(caseloads, (UnreadableFile, UnreadableRecord)),
        Reader(golden_cases, (DeclarationError,), keeps_secrets=False),
    )
}
