"""Which class an object of JSON is of, where more than one could stand there.

Its name `type` says so: the class's own name in lower snake case.
A field that may hold several kinds is read by hooks of our own, since a union with `None` in
it, and a base class, are other types to cattrs than the union itself.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, Union, get_args, get_origin

import attrs
from cattrs import Converter

from supervise.exchange.scalars import (
    NAMED_READERS,
    WrongForm,
    named,
    refuse_too_great,
    write_float,
)
from supervise.exchange.scalars import member as enumeration_member
from supervise.rules import Condition, Operand, Term

TYPE = "type"
PLAIN = frozenset({str, int, float, bool})
FAMILIES = (Operand, Term, Condition)
WORD = re.compile(r"(?<!^)(?=[A-Z])")


def tag_of(kind: type) -> str:
    """A class's name in lower snake case.

    >>> tag_of(LookupError)
    'lookup_error'
    """
    return WORD.sub("_", kind.__name__).lower()


def is_union(wanted: Any) -> bool:  # noqa: ANN401 - any annotation
    """Whether an annotation allows several kinds."""
    return get_origin(wanted) in (Union, types.UnionType)


def is_family(wanted: Any) -> bool:  # noqa: ANN401 - any annotation
    """Whether an annotation is a base class, for which any of its classes may stand."""
    return wanted in FAMILIES


@attrs.frozen(eq=False)
class Members:
    """What may stand where an annotation allows several kinds."""

    plain: frozenset[type]
    enumerations: dict[str, type[Enum]]
    classes: dict[str, type]
    scalars: frozenset[str]
    may_be_nothing: bool

    @cached_property
    def tags(self) -> dict[type, str]:
        """The tag of each class."""
        return {kind: tag for tag, kind in self.classes.items()}

    @property
    def says_type(self) -> bool:
        """Whether an object must say which class it is of."""
        return len(self.classes) > 1

    @property
    def names_enumerations(self) -> bool:
        """Whether a member of an enumeration must say which one it is of."""
        return str in self.plain or len(self.enumerations) > 1


def members_of(kinds: Iterable[Any]) -> Members:
    """The members of a union or a family."""
    given = tuple(kinds)
    classes = [
        each
        for kind in given
        for each in (descendants(kind) if is_family(kind) else (kind,))
        if attrs.has(each)
    ]
    return Members(
        plain=PLAIN.intersection(given),
        enumerations={
            tag_of(kind): kind
            for kind in given
            if isinstance(kind, type) and issubclass(kind, Enum)
        },
        classes={tag_of(kind): kind for kind in classes},
        scalars=frozenset(tag_of(kind) for kind in given if kind in (date, Decimal)),
        may_be_nothing=type(None) in given,
    )


def descendants(family: type) -> tuple[type, ...]:
    """Every finished class of a family, wherever below it."""
    found = [
        each for child in _children(family) for each in (child, *descendants(child))
    ]
    return tuple(dict.fromkeys(each for each in found if attrs.has(each)))


def _children(family: type) -> list[type]:
    return type.__subclasses__(family)


def union_reader(wanted: Any, converter: Converter) -> Callable[[object, object], Any]:  # noqa: ANN401 - as cattrs
    """The reader of a field that may hold several kinds."""
    kinds = get_args(wanted) if is_union(wanted) else (wanted,)
    others = [kind for kind in kinds if kind is not type(None)]
    if len(others) == 1 and not is_family(others[0]):
        return _optional_reader(others[0], converter)
    members = members_of(kinds)

    def read(found: object, _: object) -> Any:  # noqa: ANN401 - as cattrs
        if found is None and members.may_be_nothing:
            return None
        if type(found) in members.plain:
            refuse_too_great(found)
            return found
        if (
            type(found) is str
            and members.enumerations
            and not members.names_enumerations
        ):
            (only,) = members.enumerations.values()
            return enumeration_member(found, only)
        if type(found) is dict:
            return _read_object(found, members, converter)
        raise WrongForm(_allowed(members), found)

    return read


def _optional_reader(
    kind: Any,  # noqa: ANN401 - any annotation
    converter: Converter,
) -> Callable[[object, object], Any]:
    def read(found: object, _: object) -> Any:  # noqa: ANN401 - as cattrs
        return None if found is None else converter.structure(found, kind)

    return read


def _read_object(
    found: dict[str, object], members: Members, converter: Converter
) -> Any:  # noqa: ANN401 - any value
    if TYPE not in found:
        if len(found) == 1:
            ((name, inside),) = found.items()
            if name in members.enumerations:
                return enumeration_member(inside, members.enumerations[name])
            if name in members.scalars or (name == "float" and float in members.plain):
                return NAMED_READERS[name](inside)
        if len(members.classes) == 1:
            (only,) = members.classes.values()
            return converter.structure(found, only)
        raise WrongForm(_allowed(members), found)
    tag = found[TYPE]
    if type(tag) is not str or tag not in members.classes:
        raise WrongForm(f"an object whose type is {_listed(members.classes)}", found)
    fields = {name: each for name, each in found.items() if name != TYPE}
    return converter.structure(fields, members.classes[tag])


def _allowed(members: Members) -> str:
    names = sorted(kind.__name__ for kind in members.plain)
    return _listed(
        [*names, *sorted(members.scalars), *members.enumerations, *members.classes]
    )


def _listed(names: Iterable[str]) -> str:
    listed = sorted(names)
    shown = listed if len(listed) < 12 else [*listed[:11], "another"]
    return " or ".join(shown)


def union_writer(wanted: Any, converter: Converter) -> Callable[[Any], object]:  # noqa: ANN401 - as cattrs
    """The writer of a field that may hold several kinds."""
    kinds = get_args(wanted) if is_union(wanted) else (wanted,)
    others = [kind for kind in kinds if kind is not type(None)]
    if len(others) == 1 and not is_family(others[0]):
        return _optional_writer(others[0], converter)
    members = members_of(kinds)

    def write(value: Any) -> object:  # noqa: ANN401 - any value
        kind = type(value)
        if kind is float and float in members.plain:
            return write_float(value)
        if value is None or kind in members.plain:
            return value
        if kind in members.tags:
            fields = converter.get_unstructure_hook(kind)(value)
            tag = members.tags[kind]
            return {TYPE: tag, **fields} if members.says_type else fields
        if isinstance(value, Enum):
            named_one = {tag_of(kind): value.value}
            return named_one if members.names_enumerations else value.value
        if (one := named(value)) is not None:
            return one
        raise TypeError(f"a value of type {kind.__name__} cannot stand here")

    return write


def _optional_writer(
    kind: Any,  # noqa: ANN401 - any annotation
    converter: Converter,
) -> Callable[[Any], object]:
    if kind in (str, int, bool):
        return lambda value: value
    found: list[Callable[[Any], object]] = []

    def write(value: Any) -> object:  # noqa: ANN401 - any value
        if value is None:
            return None
        if not found:
            found.append(converter.get_unstructure_hook(kind))
        return found[0](value)

    return write
