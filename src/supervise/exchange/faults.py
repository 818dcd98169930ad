"""What is wrong with a stored record, in words: every fault, and where in the record it is.

What the record says at that place is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from supervise.errors import DeclarationError, SuperviseError, kind_and_length, nearest
from supervise.exchange.contradictions import Contradiction
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
            for each in others:
                yield from faults(each, place)
        case ForbiddenExtraKeysError():
            known = [field.name for field in attrs.fields(error.cl)]
            for name in sorted(error.extra_fields):
                yield f"{place}: {_unknown_field(name, known)}"
        case Contradiction():
            yield f"{place}{error.step}: {error.says}"
        case WrongForm():
            yield f"{place}: {error}"
        case DeclarationError():
            yield from (f"{place}: {defect}" for defect in error.defects)
        case SuperviseError():
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
        if isinstance(
            each, SuperviseError | WrongForm | Contradiction | ForbiddenExtraKeysError
        ):
            yield from faults(each, place)
        else:
            yield f"{place}: is no {tag_of(error.cl)} ({type(each).__name__})"


def _step(index: int | str) -> str:
    if isinstance(index, int):
        return f"[{index}]"
    return f".{index}" if _printable(index) else f"[{kind_and_length(index)}]"


def _unknown_field(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    shown = f"'{name}'" if _printable(name) else kind_and_length(name)
    return f"unknown field {shown}" + (f"; did you mean '{near}'?" if near else "")


def _printable(name: str) -> bool:
    return name.isascii() and name.isidentifier() and len(name) <= 60
