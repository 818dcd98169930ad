"""Checks of what leaves the process: sheets and declarations survive being kept and sent."""

import pickle

from supervise.exchange import (
    from_json,
    json_of,
    json_reader_of,
    reader_of,
    text_of,
    to_json,
)
from supervise.instruments import fingerprint
from supervise.plugins.offers import changeable_parts
from supervise.testing.answer_sheets import answers_of
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import InstrumentSubject


def check_a_sheet_pickles(subject: InstrumentSubject) -> Findings:
    """A sheet goes to another process and is the same there, explanation included."""
    for form in subject.some_forms(2):
        sheet = subject.sheet(form)
        try:
            again = pickle.loads(pickle.dumps(sheet))  # noqa: S301  our own bytes
        except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
            says = f"a sheet does not pickle: {type(raised).__name__}"
            yield Finding(says, "keep no function, module or open file in it")
            return
        if again != sheet:
            yield Finding(
                "a sheet is another after pickling",
                "keep plain values in it, which compare by what they say",
            )
            return


def check_a_declaration_pickles(subject: InstrumentSubject) -> Findings:
    """A declaration goes to another process and has the same fingerprint there."""
    try:
        again = pickle.loads(pickle.dumps(subject.instrument))  # noqa: S301  our own bytes
    except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
        yield Finding(
            f"the declaration does not pickle: {type(raised).__name__}",
            "use plain values, tuples and dicts in it",
        )
        return
    if fingerprint(again) != fingerprint(subject.instrument):
        yield Finding(
            "the declaration has another fingerprint after pickling",
            "use plain values in it",
        )


def check_a_sheet_survives_json(subject: InstrumentSubject) -> Findings:
    """A sheet is stored as text and read again as the same sheet."""
    _fixed(subject)
    for form in subject.some_forms(2):
        yield from _through_json(subject.sheet(form), "a sheet")


def check_a_declaration_survives_json(subject: InstrumentSubject) -> Findings:
    """A declaration is stored as text and read again as the same declaration."""
    _fixed(subject)
    yield from _through_json(subject.instrument, "the declaration")


def _fixed(subject: InstrumentSubject) -> None:
    """Skip where the declaration holds a list: it reads back as a tuple; that is told elsewhere."""
    if any(True for _ in changeable_parts(subject.instrument)):
        raise NothingToCheck("the declaration can change")


def _through_json(value: object, what: str) -> Findings:
    try:
        again = from_json(to_json(value))
    except (TypeError, ValueError) as raised:
        yield Finding(
            f"{what} cannot be stored as JSON: {type(raised).__name__}",
            "give each field a value of the type that it is declared with",
        )
        return
    if again != value:
        yield Finding(
            f"{what} is another after it was stored as JSON",
            "give each field a value of the type that it is declared with",
        )


def check_answers_survive_a_file(subject: InstrumentSubject) -> Findings:
    """Every answer that an item can have is read from a file as it was written, and no other."""
    for item in subject.instrument.items:
        if reader_of(item)("") is not None:
            yield Finding(
                f"an empty cell is read as an answer of item '{item.id}'",
                "give the choice a code that is not empty; an empty cell is missing",
            )
        for answer in answers_of(item):
            in_csv = reader_of(item)(text_of(answer))
            in_json = json_reader_of(item)(json_of(answer))
            if not in_csv == in_json == answer:
                yield Finding(
                    f"answer {answer!r} of item '{item.id}' is read from a file as {in_csv!r}",
                    "give the choice another code",
                )


CHECKS = (
    check_a_sheet_pickles,
    check_a_declaration_pickles,
    check_a_sheet_survives_json,
    check_a_declaration_survives_json,
    check_answers_survive_a_file,
)
