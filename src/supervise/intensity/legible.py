"""Whether what a decision is made of can be read at all: types, times and identifiers.

It says what to give instead; whether the decision may stand is judged after it.
What was given is named by its type and never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from supervise.errors import Problem, ProblemCode
from supervise.intensity.policy import Basis, Direction
from supervise.intensity.recommendation import Recommendation
from supervise.levels import Intensity
from supervise.people import Actor, PersonRef, Visibility


def _is(*types: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, types)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_day_or_none(value: object) -> bool:
    return value is None or _is_day(value)


def _is_moment(value: object) -> bool:
    return isinstance(value, datetime) and value.utcoffset() is not None


def _is_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_text, value))


Fields = Mapping[str, tuple[Callable[[object], bool], str]]

_ACTOR = "an Actor with an id and a role, Actor('officer-1', Role.OFFICER)"
_DAY = "a date without a time, date(2026, 6, 1)"
_DECISION: Fields = MappingProxyType(
    {
        "id": (_is_id, "a non-empty text"),
        "person": (_is(PersonRef), "a PersonRef, PersonRef('person-001')"),
        "intensity": (
            _is(Intensity, type(None)),
            "an intensity of the policy's scheme, policy.scheme['low'], or None",
        ),
        "standing": (_is_text, "the code of a standing, or an empty text"),
        "by": (_is(Actor), _ACTOR),
        "on": (_is_day, _DAY),
        "recorded_at": (
            _is_moment,
            "a datetime with its time zone, datetime(2026, 6, 1, 12, tzinfo=UTC)",
        ),
        "reason": (_is_text, "a text"),
        "visibility": (_is(Visibility), "a Visibility"),
    }
)
_OVERRIDE: Fields = MappingProxyType(
    {
        "direction": (_is(Direction), "a Direction, Direction.UP"),
        "basis": (_is(Basis), "a Basis, Basis.DISCRETIONARY"),
        "category": (_is_text, "a text"),
        "reason": (_is_text, "a text"),
        "approver": (_is(Actor), _ACTOR),
        "expires": (_is_day_or_none, f"{_DAY}, or None"),
        "evidence": (_is_texts, "a tuple of references, ('note-3',)"),
    }
)


def check_recommendation(given: object) -> None:
    """Raise `TypeError` unless it is a recommendation: nothing can be judged without."""
    if not isinstance(given, Recommendation):
        raise TypeError(
            "recommendation: give a Recommendation, as `recommend` makes it, "
            f"not {type(given).__name__}"
        )


def wrong_types(
    decision: object, override: object, where: str, *, override_type: type
) -> Iterator[Problem]:
    """Every part of a decision and of its override that cannot be read."""
    yield from _wrong(decision, _DECISION, where)
    if isinstance(override, override_type):
        yield from _wrong(override, _OVERRIDE, where, "override.")
    elif override is not None:
        yield _problem(where, "override", override, "an Override, or None")


def _wrong(
    holder: object, fields: Fields, where: str, prefix: str = ""
) -> Iterator[Problem]:
    for name, (fits, expected) in fields.items():
        value = getattr(holder, name)
        if not fits(value):
            yield _problem(where, prefix + name, value, expected)


def _problem(where: str, item: str, value: object, expected: str) -> Problem:
    return Problem(
        code=ProblemCode.WRONG_TYPE,
        where=where,
        item=item,
        says="cannot be read",
        got=_kind(value),
        allowed=expected,
        value=value,
    )


def _kind(value: object) -> str:
    """What it is, without what it says."""
    if isinstance(value, datetime) and value.utcoffset() is None:
        return "datetime without a time zone"
    if isinstance(value, str) and not value.strip():
        return "empty text"
    return type(value).__name__
