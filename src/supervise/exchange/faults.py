"""What is wrong with a stored record, in words: every fault, and where in the record it is.

Nothing of the record is repeated: neither values nor names that stand in it, nor what a
constructor says of them. Names of fields and classes are the library's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from supervise.errors import DeclarationError, InvalidDecision, kind_and_length, nearest
from supervise.exchange.case_contradictions import Contradiction
from supervise.exchange.scalars import WrongForm
from supervise.exchange.tags import tag_of


def faults(error: BaseException, place: str = "$") -> Iterator[str]:
    """Each fault on a line of its own, with its place: `$.value.scales[2].score: ...`."""
    match error:
        case ClassValidationError():
            yield from _faults_of_class(error, place)
        case IterableValidationError():
            inside, others = error.group_exceptions()
            for each, note in inside:
                yield from faults(each, f"{place}{_step(note.index)}")
            assert not others, "every element is refused with its place"
        case ForbiddenExtraKeysError():
            known = [field.name for field in attrs.fields(error.cl)]
            for name in sorted(error.extra_fields):
                yield f"{place}: {unknown_field(name, known)}"
        case Contradiction():
            yield f"{place}{error.step}: {error.says}"
        case WrongForm():
            yield f"{place}: {error}"
        case _:
            yield f"{place}: is refused ({type(error).__name__})"


def _faults_of_class(error: ClassValidationError, place: str) -> Iterator[str]:
    inside, others = error.group_exceptions()
    for each, note in inside:
        if isinstance(each, KeyError) and each.args == (note.name,):
            yield f"{place}: has no field '{note.name}', which every {tag_of(error.cl)} has"
        else:
            yield from faults(each, f"{place}.{note.name}")
    for each in others:
        match each:
            case WrongForm() | Contradiction() | ForbiddenExtraKeysError():
                yield from faults(each, place)
            case _:
                yield f"{place}: is no {tag_of(error.cl)} ({_refusal(each)})"


def _refusal(error: BaseException) -> str:
    """What may be said of what a constructor refused: how much is wrong, never what."""
    match error:
        case DeclarationError(defects=found) | InvalidDecision(problems=found):
            return f"{len(found)} of its rules are broken"
        case _:
            return type(error).__name__


def _step(index: int | str) -> str:
    """A place in an array, or in an object whose names are the record's own."""
    return f"[{index if isinstance(index, int) else kind_and_length(index)}]"


def unknown_field(name: str, known: Sequence[str]) -> str:
    """What is said of a field that is not known: the nearest, and never its own name."""
    near = nearest(name, tuple(known))
    return "a field that is not known" + (f"; did you mean '{near}'?" if near else "")
