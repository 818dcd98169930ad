"""What records of supervision say against themselves: such a record is not read.

The rules are read off the plain JSON, so that each contradiction is told with its place, together
with all else that is wrong. Whether a pack knows the words of a record is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from supervise.errors import kind_and_length
from supervise.exchange.case_contradictions import Contradiction, Plain
from supervise.monitoring import (
    Alert,
    Casework,
    ContactPreference,
    Duty,
    DutyStatus,
    SupervisionCondition,
    SupervisionRecord,
    ViolationDecision,
    Waiver,
)
from supervise.rules import Dated, Timeline

Rules = Callable[[Plain], Iterator[Contradiction]]

DATED = {DutyStatus.DUE.value, DutyStatus.OVERDUE.value}


def _objects(found: Any) -> Iterator[tuple[int, Plain]]:  # noqa: ANN401 - plain JSON
    """Each object of an array, with its place; nothing where there is no array."""
    each: Any
    for number, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            yield number, each


def _under(found: Any, *names: str) -> object:  # noqa: ANN401 - plain JSON
    """What stands under a path of names, where there is anything to look into."""
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _ids_once(found: Plain, name: str, key: str = "id") -> Iterator[Contradiction]:
    seen: dict[object, int] = {}
    for number, each in _objects(found.get(name)):
        id = each.get(key)
        if isinstance(id, str) and id in seen:
            place = f".{name}[{number}].{key}"
            yield Contradiction(place, f"is also that of {name}[{seen[id]}]")
        if isinstance(id, str):
            seen.setdefault(id, number)


def _in_order(first: str, last: str) -> Rules:
    """The rule that a last day is not before the first."""

    def rule(found: Plain) -> Iterator[Contradiction]:
        start, end = found.get(first), found.get(last)
        if isinstance(start, str) and isinstance(end, str) and end < start:
            yield Contradiction(f".{last}", f"is before '{first}'")

    return rule


def of_timeline(found: Plain) -> Iterator[Contradiction]:
    """Every event has an id of its own, corrects one that is there, and a state is one thing."""
    yield from _ids_once(found, "events")
    events = [each for _, each in _objects(found.get("events"))]
    known = {id for each in events if isinstance(id := each.get("id"), str)}
    for number, each in _objects(found.get("events")):
        corrected = each.get("supersedes")
        place = f".events[{number}].supersedes"
        if isinstance(corrected, str) and corrected:
            if corrected == each.get("id"):
                yield Contradiction(place, "is the event itself")
            elif corrected not in known:
                yield Contradiction(place, "is no event of this timeline")
    yield from _of_states(found.get("states"))


def _of_states(states: Any) -> Iterator[Contradiction]:  # noqa: ANN401 - plain JSON
    for name, entries in (states if isinstance(states, dict) else {}).items():
        seen: dict[tuple[object, object], int] = {}
        for number, each in _objects(entries):
            start, recorded = each.get("start"), each.get("recorded")
            if not isinstance(start, str) or isinstance(recorded, dict | list):
                continue
            earlier = seen.setdefault((start, recorded), number)
            if earlier != number:
                # The name of a state is the record's own and is not repeated.
                place = f".states[{kind_and_length(name)}][{number}].start"
                says = f"is also that of entry {earlier}, recorded on the same day"
                yield Contradiction(place, says)


def of_record(found: Plain) -> Iterator[Contradiction]:
    """All of it is about one person, and every id stands once."""
    for name in ("assessments", "conditions", "credits", "responses"):
        yield from _ids_once(found, name)
    person = _under(found, "casework", "timeline", "person")
    for number, each in _objects(found.get("assessments")):
        about = _under(each, "person", "id")
        if isinstance(about, str) and isinstance(person, str) and about != person:
            place = f".assessments[{number}].person.id"
            yield Contradiction(place, "is another person than that of the timeline")


def of_decision(found: Plain) -> Iterator[Contradiction]:
    """A decision is on the violation that its recommendation is on."""
    proposed = _under(found, "recommendation", "violation")
    if isinstance(proposed, str) and proposed != found.get("violation"):
        yield Contradiction(".recommendation.violation", "is another violation")


def of_duty(found: Plain) -> Iterator[Contradiction]:
    """A duty has a date where its status says so, and is overdue from the day after."""
    status, due, on = found.get("status"), found.get("due"), found.get("on")
    if (due is not None) != (status in DATED):
        says = "is there, though" if due is not None else "is not there, though"
        which = "not" if due is not None else "just"
        yield Contradiction(".due", f"{says} the status is {which} due or overdue")
    elif isinstance(due, str) and isinstance(on, str):
        late = status == DutyStatus.OVERDUE
        if (due < on) != late:
            says = "has not passed" if late else "has passed"
            yield Contradiction(".due", f"{says} on that day, against the status")
    if due is None and found.get("obligation") is not None:
        yield Contradiction(".obligation", "is there, though nothing has a date")


def of_alert(found: Plain) -> Iterator[Contradiction]:
    """A situation that is there is not expected; one that was always there has no first day."""
    if found.get("since") is not None and found.get("expected_on") is not None:
        yield Contradiction(".since", "stands where 'expected_on' does too")


def of_casework(found: Plain) -> Iterator[Contradiction]:
    """Every waiver has an id of its own."""
    yield from _ids_once(found, "waivers")


SUPERVISION_RULES: Mapping[type, Rules] = {
    Timeline: of_timeline,
    Dated: _in_order("start", "end"),
    Waiver: _in_order("first", "last"),
    Casework: of_casework,
    ContactPreference: _in_order("start", "end"),
    SupervisionCondition: _in_order("start", "end"),
    SupervisionRecord: of_record,
    ViolationDecision: of_decision,
    Duty: of_duty,
    Alert: of_alert,
}
