"""What one part of a stored record says against another: such a record is not read.

The rules are those by which results are made, so that no result which was made breaks one.
They are read off the plain JSON, so that what contradicts itself is told together with all
else that is wrong. Whether a result is the right one for its answers is not checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from cattrs.errors import ClassValidationError

from supervise.errors import SuperviseError
from supervise.exchange.case_contradictions import (
    CASE_RULES,
    Contradiction,
    Plain,
    inside,
    listed,
)
from supervise.exchange.scalars import WrongForm
from supervise.exchange.supervision_contradictions import SUPERVISION_RULES
from supervise.intensity import Recommendation, RecommendationStatus
from supervise.records import ScaleScore, ScoreSheet, Status

Reader = Callable[[Any, Any], Any]

RESULTS = ("raw", "score", "percent", "level")


def of_scale(found: Plain) -> Iterator[Contradiction]:
    """A scale has results only where it was scored, and both of its numbers or neither."""
    given = [name for name in RESULTS if found.get(name) is not None]
    if found.get("status") != Status.SCORED:
        for name in given:
            yield Contradiction(f".{name}", "is there, though the scale is not scored")
    elif ("raw" in given) != ("score" in given):
        one, other = ("raw", "score") if "raw" in given else ("score", "raw")
        yield Contradiction(f".{one}", f"is there, though '{other}' is not")


def of_sheet(found: Plain) -> Iterator[Contradiction]:
    """Every scale of a sheet has an id of its own."""
    seen: list[object] = []
    for number, scale in enumerate(listed(found, "scales")):
        id = inside(scale, "meaning", "id")
        if id is not None and id in seen:
            place = f".scales[{number}].meaning.id"
            yield Contradiction(place, f"is also that of scales[{seen.index(id)}]")
        seen.append(id)


def of_recommendation(found: Plain) -> Iterator[Contradiction]:
    """An intensity stands where one is recommended and only there; a standing likewise."""
    for name, status in (
        ("intensity", RecommendationStatus.RECOMMENDED),
        ("standing", RecommendationStatus.STANDING),
    ):
        has = found.get(name) not in (None, "")
        if has != (found.get("status") == status):
            says = "is there, though" if has else "is not there, though"
            which = "not" if has else "just"
            yield Contradiction(f".{name}", f"{says} the status is {which} '{status}'")
    policy: Any = found.get("policy")
    said: Any = found.get("intensity")
    if not isinstance(policy, dict) or not isinstance(said, dict):
        return
    if _scheme(policy) != _scheme(said):
        yield Contradiction(".intensity", "is of another scheme than the policy's")


def _scheme(found: Plain) -> tuple[object, list[Any]]:
    """What makes a scheme the same: its id and its codes, and not how they read."""
    return inside(found, "scheme", "id"), listed(found, "scheme", "codes")


RULES: Mapping[type, Callable[[Plain], Iterator[Contradiction]]] = {
    ScaleScore: of_scale,
    ScoreSheet: of_sheet,
    Recommendation: of_recommendation,
    **CASE_RULES,
    **SUPERVISION_RULES,
}


def checked(kind: type, read: Reader) -> Reader:
    """The reader of a class, which also refuses what contradicts itself."""
    rules = RULES[kind]
    # cattrs gives its groups a third argument that their base does not have.
    group = cast("Callable[..., ClassValidationError]", ClassValidationError)

    def read_checked(found: Any, wanted: Any) -> Any:  # noqa: ANN401 - as cattrs
        if type(found) is not dict:
            raise WrongForm("an object", found)
        wrong: list[Exception] = list(rules(found))
        try:
            value = read(found, wanted)
        except ClassValidationError as error:
            if not wrong:
                raise
            # A constructor that refuses says no more than what is told here with its place.
            others = [
                each
                for each in error.exceptions
                if not isinstance(each, SuperviseError)
            ]
            raise group("contradictions", [*others, *wrong], kind) from None
        if wrong:
            raise group("contradictions", wrong, kind)
        return value

    return read_checked
