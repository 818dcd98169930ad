"""A case file as one text: its records, each an entry with a kind and a format of its own.

A record of a kind or a format that is not known here stays in the file, to the last byte.
Where one record contradicts another, the file is not read, and is not written either.
Whether streams follow from their own acts is not asked here: `case_problems` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeGuard, get_args

from supervise.casefile import CaseFile, FiledFact, TaskAct, TimelineEntry
from supervise.errors import DeclarationError, UnreadableRecord
from supervise.exchange.converters import converter
from supervise.exchange.envelopes import (
    FORMAT,
    KIND,
    VALUE,
    Label,
    Opened,
    faults_of_fields,
    is_object,
    labelled,
    opened,
    opened_as,
)
from supervise.exchange.faults import unknown_field
from supervise.exchange.json_texts import dumped, loaded
from supervise.exchange.kinds import Kind, kind_of
from supervise.exchange.migrations import migrated
from supervise.exchange.record_texts import record_texts
from supervise.exchange.scalars import described
from supervise.histories import Unrecognised
from supervise.intensity import Decision
from supervise.people import PersonRef
from supervise.planning import OpenPlan, Revision, Strike
from supervise.planning.referrals import ReferralAct
from supervise.records import Assessment

PERSON, RECORDS = "person", "records"

HELD: dict[str, tuple[type, ...]] = {
    "assessments": (Assessment,),
    "decisions": (Decision,),
    "plan_entries": (Revision, Strike),
    "referral_acts": get_args(ReferralAct),
    "task_acts": get_args(TaskAct),
    "facts": get_args(FiledFact),
    "other": (TimelineEntry,),
    "unrecognised": (Unrecognised,),
}
"""Which records a case file holds, and under which name of its own, in the order of writing."""

_NAME_OF = {kind: name for name, kinds in HELD.items() for kind in kinds}


def records_of(file: CaseFile) -> Iterator[object]:
    """Every record of a file, those that are not known included."""
    for name in HELD:
        yield from getattr(file, name)


def file_of(person: PersonRef, records: Iterable[object]) -> CaseFile:
    """The file that holds these records. Those of one sort keep their order."""
    held: dict[str, list[Any]] = {name: [] for name in HELD}
    for each in records:
        held[_NAME_OF[type(each)]].append(each)
    return CaseFile(
        person=person, **{name: tuple(found) for name, found in held.items()}
    )


def disagreements(
    person: PersonRef, records: Iterable[object]
) -> Iterator[tuple[int, str, str]]:
    """What the records of a file say against it and each other: which one, where in it, what.

    Each is about the person of the file, and has an id of its own. Nothing of it is repeated.
    """
    seen: dict[str, int] = {}
    for number, each in enumerate(records):
        for step, about in _people_in(each):
            if about != person:
                yield number, step, "is another person than that of the file"
        step, id = _id_of(each)
        if id is None:
            continue
        if id in seen:
            yield number, step, f"is also that of {RECORDS}[{seen[id]}]"
        seen.setdefault(id, number)


def _people_in(record: object) -> Iterator[tuple[str, PersonRef]]:
    """Whom a record is about, and where it says so."""
    match record:
        case Revision(changes=changes):
            for number, each in enumerate(changes):
                if isinstance(each, OpenPlan):
                    yield f".changes[{number}].{PERSON}", each.person
        case _ if isinstance(about := getattr(record, PERSON, None), PersonRef):
            yield f".{PERSON}", about
        case _:
            pass


def _id_of(record: object) -> tuple[str, str | None]:
    """Where the id of a record stands, and what it is."""
    match record:
        case Assessment(id=id) | Decision(id=id):
            return ".id", id
        case TimelineEntry() | Unrecognised():
            return "", None
        case _:
            return ".entry.id", record.entry.id  # type: ignore[attr-defined]


# -- as text


def text_of(file: CaseFile, write: Callable[[object], str]) -> str:
    """A case file as one entry of text; `write` gives the text of each record."""
    records = tuple(records_of(file))
    wrong = [
        f"{RECORDS}[{number}]{step}: {says}"
        for number, step, says in disagreements(file.person, records)
    ]
    wrong += [
        f"{RECORDS}[{number}]: is kept as a text that is no entry of that kind"
        for number, each in enumerate(records)
        if isinstance(each, Unrecognised) and not _is_as_it_says(each)
    ]
    if wrong:
        raise DeclarationError("case file", wrong)
    kind = kind_of(file)
    person = dumped(converter().unstructure(file.person))
    return (
        f'{{"{KIND}":"{kind.name}","{FORMAT}":{kind.format},"{VALUE}":{{'
        f'"{PERSON}":{person},"{RECORDS}":[{",".join(map(write, records))}]}}}}'
    )


def _is_as_it_says(kept: Unrecognised) -> bool:
    try:
        label = labelled(loaded(kept.text))
    except UnreadableRecord:
        return False
    if not isinstance(label, Label) or (
        label.kind and label.kind.holds not in _NAME_OF
    ):
        return False
    return (label.name, label.format) == (kept.kind, kept.format)


def opened_file(
    entry: dict[str, Any], label: Label, kind: Kind, text: str
) -> Opened[CaseFile]:
    """The case file of an entry; `text` is what the entry was read from."""
    if wrong := faults_of_fields(entry, kind, "$"):
        return Opened(wrong=tuple(wrong))
    # A later format may add to a file; its records and their order stay what they are.
    plain = migrated(kind.name, entry[VALUE], since=label.format, until=kind.format)
    place = f"$.{VALUE}"
    wrong = _faults_of_file(plain, place)
    if not is_object(plain):
        return Opened(wrong=tuple(wrong))
    person = opened_as(PersonRef, plain.get(PERSON), f"{place}.{PERSON}")
    wrong += person.wrong if PERSON in plain else ()
    place = f"{place}.{RECORDS}"
    listed = plain.get(RECORDS)
    records, faults = _opened_records(listed if _is_array(listed) else [], place, text)
    wrong += faults
    if wrong or person.value is None:
        return Opened(wrong=tuple(wrong))
    wrong += [
        f"{place}[{number}].{VALUE}{step}: {says}"
        for number, step, says in disagreements(person.value, records)
    ]
    return Opened(None if wrong else file_of(person.value, records), tuple(wrong))


def _is_array(found: object) -> TypeGuard[list[Any]]:
    return type(found) is list


def _faults_of_file(plain: object, place: str) -> list[str]:
    """What is wrong with a file but for what its person and its records are."""
    if not is_object(plain):
        return [f"{place}: is {described(plain)}, not an object"]
    fields = (PERSON, RECORDS)
    wrong = [
        f"{place}: has no field '{name}', which every case_file has"
        for name in fields
        if name not in plain
    ]
    wrong += [
        f"{place}: {unknown_field(n, fields)}" for n in sorted({*plain} - {*fields})
    ]
    if RECORDS in plain and not _is_array(plain[RECORDS]):
        wrong.append(f"{place}.{RECORDS}: is {described(plain[RECORDS])}, not an array")
    return wrong


def _opened_records(
    listed: list[Any], place: str, text: str
) -> tuple[list[object], list[str]]:
    """The records that stand in a file, and all that is wrong with them."""
    records: list[object] = []
    wrong: list[str] = []
    texts: tuple[str, ...] = ()
    for number, entry in enumerate(listed):
        label = labelled(entry, f"{place}[{number}]")
        if isinstance(label, list):
            wrong += label
        elif (kind := label.kind) is None:
            texts = texts or record_texts(text, VALUE, RECORDS)
            records.append(
                Unrecognised(kind=label.name, format=label.format, text=texts[number])
            )
        elif kind.holds not in _NAME_OF:
            says = f"is of kind '{kind.name}', which a case file does not hold"
            wrong.append(f"{place}[{number}]: {says}")
        else:
            found = opened(entry, label, kind, f"{place}[{number}]")
            records.append(found.value)
            wrong += found.wrong
    return records, wrong
