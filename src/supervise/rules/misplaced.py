"""What stands in the wrong place in a declaration: a text for a tuple, a class for a value.

Each part says which types it may have, and Python does not ask. It is asked here, before anything
reads the part, so that a slip is told by its place and not by what it breaks further on.
What the parts say is judged by the checks of instruments and of policies.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import attrs

from supervise.rules.tables import Table
from supervise.rules.terms import Condition, Operand, Term

_JUDGED_ELSEWHERE = (Table,)
"""A table is compared with the scales that it serves, cell by cell."""
_HOLDERS = (tuple, frozenset, Mapping)
_NAMED_BY = ("id", "category", "code")
_NOUNS = {"ScaleInput": "input", "FactInput": "input", "OverrideRule": "override"}
_KINDS: dict[object, str] = {
    str: "text",
    int: "a whole number",
    bool: "True or False",
    Mapping: "a mapping",
}


def misplaced(declared: attrs.AttrsInstance) -> list[str]:
    """Everything in a declaration that is of another type than its place asks for."""
    return list(_inside(declared, "", set()))


def _inside(part: object, where: str, seen: set[int]) -> Iterator[str]:
    """What is misplaced in a part. A formula that several parts share is looked at once."""
    seen.add(id(part))
    for name, hint in _fields(cast("Hashable", type(part))):
        given = getattr(part, name)
        if not _fits(given, hint):
            yield f"{where}{name} {_told(given, hint)}"
        elif not isinstance(given, _JUDGED_ELSEWHERE):
            for each in _held(given):
                if attrs.has(type(each)) and id(each) not in seen:
                    yield from _inside(each, _place(each, name, where), seen)


def _held(given: object) -> Iterator[object]:
    match given:
        case tuple() | frozenset():
            yield from given
        case Mapping():
            yield from given.values()
        case _:
            yield given


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401 - a class
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in attrs.fields(kind) if f.init)


def _place(part: object, field: str, where: str) -> str:
    """By which name a reader finds the part: its own, or the way from one that has a name."""
    kind = type(part).__name__
    noun = "scale" if field == "scales" else _NOUNS.get(kind, kind.lower())
    for name in _NAMED_BY:
        if isinstance(given := getattr(part, name, None), str) and given:
            return f"{noun} '{given}': "
    return f"{where}{field}."


def _fits(given: object, hint: object) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(given, each) for each in inner)
    if origin is tuple and isinstance(given, tuple):
        kinds = inner[:1] * len(given) if inner[-1] is Ellipsis else inner
        return len(given) == len(kinds) and all(map(_fits, given, kinds))
    if origin is frozenset and isinstance(given, frozenset):
        return all(_fits(each, inner[0]) for each in given)
    if origin is Mapping and isinstance(given, Mapping):
        return all(_fits(each, inner[1]) for each in given.values())
    if isinstance(origin, type):
        return isinstance(given, origin)
    if hint in (int, bool):  # a yes is no 1
        return type(given) is hint
    return not isinstance(hint, type) or isinstance(given, hint)


def _told(given: object, hint: object) -> str:
    """What was given, and what to give: of the whole, or of what it holds."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and not isinstance(given, tuple):
        comma = "; a comma after one text makes it one" if type(given) is str else ""
        return f"is {_kind(given)}; give a tuple{comma}"
    if isinstance(given, tuple | frozenset | Mapping) and origin in _HOLDERS:
        each_is = inner[1] if origin is Mapping else inner[0]
        wrong = next((e for e in _held(given) if not _fits(e, each_is)), given)
        return f"holds {_kind(wrong)}; {_remedy(wrong, each_is)}"
    return f"is {_kind(given)}; {_remedy(given, hint)}"


def _remedy(given: object, hint: object) -> str:
    kinds = [each for each in _kinds_of(hint) if each is not type(None)]
    if given in kinds:
        return f"write {_a(given).split()[-1]}(...) for a value of it"
    if Condition in kinds and type(given) is bool:
        return (
            "== and != compare at once: write .is_(code), ~ .is_(code), >= or <= "
            "for a condition"
        )
    if Condition in kinds and isinstance(given, Operand) and Term not in kinds:
        return "give a condition: .yes, .is_(code), >= or <="
    enums = [k for k in kinds if isinstance(k, type) and issubclass(k, Enum)]
    wanted = [f"{each.__name__}.{member.name}" for each in enums for member in each]
    wanted += [_a(each) for each in kinds if each not in enums]
    return f"give {' or '.join(filter(None, (', '.join(wanted[:-1]), wanted[-1])))}"


def _kinds_of(hint: object) -> tuple[object, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _kind(given: object) -> str:
    if isinstance(given, type):
        return f"the class {given.__name__}"
    return str(given) if given is None or type(given) is bool else _a(type(given))


def _a(kind: object) -> str:
    if not isinstance(kind, type):
        return _KINDS.get(get_origin(kind), str(kind))
    if kind in _KINDS:
        return _KINDS[kind]
    return f"{'an' if kind.__name__[0] in 'AEIOUaeiou' else 'a'} {kind.__name__}"
