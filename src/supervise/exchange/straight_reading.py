"""The straight way to read a record: it takes what is in perfect form, and nothing else.

Every field must be there and of its own kind. Whatever is not, is left to the converter, which
also knows defaults and says what is wrong and where: here it is only said that something is.
The two never differ in the value that they give.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from supervise.exchange import anything, tags
from supervise.exchange.contradictions import RULES
from supervise.exchange.converters import converter
from supervise.records import RecordedWorkings, ScaleScore, ScoreSheet, Workings
from supervise.rules import Value
from supervise.rules.timeline import Fields

Read = Callable[[Any], Any]


class NotStraight(Exception):
    """Something is not in perfect form; what, the converter says."""


@cache
def straight_reader(wanted: Any) -> Read:  # noqa: ANN401 - any annotation
    """The straight reader of an annotation. It raises where something is not straight."""
    return _Readers().of(wanted)


class _Readers:
    """The readers that one reader rests on: each class has one, which may call itself."""

    def __init__(self) -> None:
        self._of_classes: dict[Any, Callable[..., Any]] = {}

    def of(self, wanted: Any) -> Read:  # noqa: ANN401 - any annotation
        """The reader of an annotation."""
        if wanted in _SCALARS:
            return _SCALARS[wanted]
        if wanted is object:
            return lambda found: anything.read(found, converter())
        if wanted is Workings:
            return self.of_class(RecordedWorkings)
        if wanted is ScoreSheet:
            return self.of_sheet()
        if wanted == Fields:
            return self.of_fields()
        if attrs.has(wanted):
            return self.of_class(wanted)
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            return _member_reader(wanted)
        if tags.is_union(wanted) or tags.is_family(wanted):
            return self.of_union(wanted)
        origin = get_origin(wanted)
        if origin is tuple:
            return self.of_tuple(wanted)
        if origin is frozenset:
            return self.of_set(wanted)
        if origin in (Mapping, dict):
            return self.of_mapping(wanted)
        return _careful_reader(wanted)

    def of_class(self, kind: Any) -> Callable[..., Any]:  # noqa: ANN401 - a class
        """The reader of a class, which may be told that its tag stands there too."""
        if kind in self._of_classes:
            return self._of_classes[kind]
        fields: list[tuple[str, str, Read]] = []
        rules = RULES.get(kind)

        def read(found: Any, tagged: int = 0) -> Any:  # noqa: ANN401
            if type(found) is not dict or len(found) != len(fields) + tagged:
                raise NotStraight
            if rules is not None and any(True for _ in rules(found)):
                raise NotStraight
            return kind(**{alias: one(found[name]) for alias, name, one in fields})

        self._of_classes[kind] = read
        hints = get_type_hints(kind)
        fields += [
            (str(field.alias), field.name, self.of(hints[field.name]))
            for field in attrs.fields(kind)
            if field.init and not (kind is ScaleScore and field.name == "workings")
        ]
        return read

    def of_sheet(self) -> Read:
        """A sheet's workings stand in it once; its scales find them again."""
        sheet = self.of_class(ScoreSheet)

        def read(found: Any) -> Any:  # noqa: ANN401
            made = sheet(found)
            scales = tuple(
                attrs.evolve(each, workings=made.workings) for each in made.scales
            )
            return attrs.evolve(made, scales=scales)

        return read

    def of_fields(self) -> Read:
        """The fields of an event are an object by their names."""
        by_name = self.of_mapping(Mapping[str, Value])
        return lambda found: tuple(by_name(found).items())

    def of_union(self, wanted: Any) -> Read:  # noqa: ANN401 - any annotation
        """The reader of a field that may hold several kinds."""
        kinds = get_args(wanted) if tags.is_union(wanted) else (wanted,)
        others = [kind for kind in kinds if kind is not type(None)]
        if len(others) == 1 and not tags.is_family(others[0]):
            only = self.of(others[0])
            return lambda found: None if found is None else only(found)
        members = tags.members_of(kinds)
        nothing = {type(None)} if members.may_be_nothing else set[type]()
        plain = (members.plain - {float}) | nothing
        double = float if float in members.plain else None
        careful = _careful_reader(wanted)
        by_tag: dict[str, Callable[..., Any]] = {}

        def read(found: Any) -> Any:  # noqa: ANN401
            if type(found) in plain:
                return found
            if type(found) is double:
                return _number(found)
            if type(found) is dict and found.get(tags.TYPE) in by_tag:
                return by_tag[found[tags.TYPE]](found, 1)
            return careful(found)

        if members.says_type:
            by_tag |= {
                tag: self.of_class(each) for tag, each in members.classes.items()
            }
        return read

    def of_tuple(self, wanted: Any) -> Read:  # noqa: ANN401 - any annotation
        """The reader of a tuple."""
        kinds = get_args(wanted)
        if kinds[-1] is Ellipsis:
            each = self.of(kinds[0])
            return lambda found: tuple(map(each, _array(found)))
        readers = [self.of(kind) for kind in kinds]
        return lambda found: tuple(
            one(part) for one, part in zip(readers, _array(found), strict=True)
        )

    def of_set(self, wanted: Any) -> Read:  # noqa: ANN401 - any annotation
        """The reader of a set."""
        each = self.of(get_args(wanted)[0])

        def read(found: Any) -> Any:  # noqa: ANN401
            values = frozenset(map(each, _array(found)))
            if len(values) != len(found):
                raise NotStraight
            return values

        return read

    def of_mapping(self, wanted: Any) -> Read:  # noqa: ANN401 - any annotation
        """The reader of a mapping."""
        each = self.of(get_args(wanted)[1])

        def read(found: Any) -> Any:  # noqa: ANN401
            if type(found) is not dict:
                raise NotStraight
            return {name: each(value) for name, value in found.items()}

        return read


def _careful_reader(wanted: Any) -> Read:  # noqa: ANN401 - any annotation
    return lambda found: converter().structure(found, wanted)


def _array(found: Any) -> Any:  # noqa: ANN401
    if type(found) is not list:
        raise NotStraight
    return found


def _exact(kind: type) -> Read:
    def read(found: Any) -> Any:  # noqa: ANN401
        if type(found) is kind:
            return found
        raise NotStraight

    return read


def _number(found: Any) -> Any:  # noqa: ANN401
    if type(found) is float and not math.isinf(found):
        return found
    raise NotStraight


def _date(found: Any) -> date:  # noqa: ANN401
    day = date.fromisoformat(found)
    if len(found) == 10 and found[7] == "-":
        return day
    raise NotStraight


def _as_written(parse: Callable[[Any], Any], write: Callable[[Any], str]) -> Read:
    """The reader of what has one form alone: the one that it is written in."""

    def read(found: Any) -> Any:  # noqa: ANN401
        if type(found) is str and write(value := parse(found)) == found:
            return value
        raise NotStraight

    return read


def _decimal(found: Any) -> Decimal:  # noqa: ANN401
    value = Decimal(found)
    if value.is_finite():
        return value
    raise NotStraight


def _member_reader(kind: Any) -> Read:  # noqa: ANN401 - a class of enumeration
    members = {each.value: each for each in kind}
    assert all(type(value) is str for value in members), "1 equals 1.0 and yes"
    return members.__getitem__


_SCALARS: Mapping[Any, Read] = {
    str: _exact(str),
    int: _exact(int),
    bool: _exact(bool),
    float: _number,
    date: _date,
    datetime: _as_written(datetime.fromisoformat, datetime.isoformat),
    Decimal: _as_written(_decimal, str),
}
