"""What every recorded act has in common: who, when, why; and transition tables as text.

An aggregate of a case (a plan, a signing, a review, a request) is a stream of acts.
Each act is an entry with a few changes; what may follow what stands in a transition table.
The tables are data: the same text runs, is printed in the documentation, and is tested.
This module knows no aggregate; it does not store anything and never asks for the time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast

import attrs

from supervise.errors import (
    DeclarationError,
    Refusal,
    RefusalCode,
    RevisionRefused,
    StaleRevision,
)
from supervise.people import Actor, Visibility

NEW = "(new)"
SAME = "same"
ANY = "any"

REDACTED = "(redacted)"
FREE_TEXT: Mapping[str, str] = {"redacted": REDACTED}
"""Metadata of a field that holds somebody's words: never in a repr, emptied by redaction."""

LONGEST_ID = 200
V = TypeVar("V")


def defect_of_id(name: str, value: str) -> list[str]:
    """What is wrong with an identifier, if anything: it is opaque, and may be printed."""
    if type(value) is not str or not value or value != value.strip():
        return [f"{name} must be a non-empty text without blanks at its ends"]
    if len(value) > LONGEST_ID or not value.isprintable():
        return [f"{name} must be printable, of at most {LONGEST_ID} characters"]
    return []


def defect_of_date(name: str, value: date | None) -> list[str]:
    """What is wrong with a calendar date, if anything: a time is not a date."""
    if value is None or type(value) is date:
        return []
    return [f"{name} must be a calendar date without a time"]


def is_blank(value: object) -> bool:
    """Whether a field that a table asks for was left out."""
    match value:
        case None:
            return True
        case str():
            return not value.strip()
        case tuple():
            return not value
        case _:
            return False


@attrs.frozen(kw_only=True)
class Entry:
    """Who did something, when it became known, when it was so, and why.

    `recorded_at` (when we knew) has an offset; `effective_on` (when it was so) is a date.
    Entries of a stream are ordered by version, never by clock: clocks differ.
    The identifier comes from the host and is never used again.
    `reason` is the one reason for the whole act; `visibility` says who may read it.
    """

    id: str
    actor: Actor
    recorded_at: datetime
    effective_on: date
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    visibility: Visibility = attrs.field(default=Visibility(), repr=False)

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("id", self.id)
        defects += defect_of_date("effective_on", self.effective_on)
        if self.recorded_at.utcoffset() is None:
            defects.append("recorded_at must have an offset from UTC")
        if defects:
            raise DeclarationError(f"entry '{self.id}'", defects)


@attrs.frozen(kw_only=True)
class Redaction:
    """Why content was lawfully taken out of an entry, by whom and when.

    What is left replays as before and keeps identifiers and order.
    """

    legal_reason: str
    by: Actor
    on: date


def check_redaction(id: str, redaction: Redaction) -> None:
    """Raise `DeclarationError` where nothing says by what right something is erased."""
    if not redaction.legal_reason.strip():
        raise DeclarationError(f"redaction of '{id}'", ["give the legal reason"])


def without_words(value: V) -> V:
    """A value with everything that somebody wrote taken out, but not out of its parts."""
    made = cast("Any", value)
    emptied = {
        field.name: field.metadata["redacted"]
        for field in attrs.fields(type(made))
        if "redacted" in field.metadata and getattr(made, field.name)
    }
    return cast("V", attrs.evolve(made, **emptied)) if emptied else value


@attrs.frozen(kw_only=True)
class Unrecognised:
    """An entry of a kind or format that this version of the library does not know.

    The stored text is kept as it is and written back unchanged.
    """

    kind: str
    format: int
    text: str = attrs.field(repr=False)


@attrs.frozen
class Transition:
    """One row of a table: from a state, by an action, to a state, with needed fields.

    The source is `(new)` for creation.
    """

    source: str
    action: str
    needs: tuple[str, ...]
    target: str


_ROW = re.compile(
    r"^(?P<sources>\(new\)|\w+(?: \| \w+)*) -- (?P<action>\w+)"
    r"(?: \[(?P<needs>\w+(?:, \w+)*)\])? -> (?P<target>\w+)(?:  # .+)?$"
)


@attrs.frozen
class TransitionTable:
    r"""What may follow what in one kind of aggregate: what is not here is refused.

    A row reads `from | from -- action [needed fields] -> to`; a remark follows `  # `.
    `(new)` is creation, `any` every state but the target, `same` stays.
    The states and actions are closed enumerations and must agree with the text.

    >>> class State(StrEnum):
    ...     OPEN = "open"
    ...     SHUT = "shut"
    >>> class Act(StrEnum):
    ...     BUILD = "build"
    ...     CLOSE = "close"
    >>> door = TransitionTable(
    ...     "door",
    ...     "(new) -- build -> open\n" "open -- close [reason] -> shut",
    ...     states=State,
    ...     actions=Act,
    ... )
    >>> door.row(State.OPEN, Act.CLOSE).target
    'shut'
    >>> door.row(State.SHUT, Act.CLOSE) is None
    True
    """

    name: str
    text: str = attrs.field(repr=False)
    states: type[StrEnum] = attrs.field(kw_only=True, repr=False)
    actions: type[StrEnum] = attrs.field(kw_only=True, repr=False)
    rows: tuple[Transition, ...] = attrs.field(init=False, repr=False)
    _by_pair: Mapping[tuple[str, str], Transition] = attrs.field(
        init=False, repr=False, eq=False
    )

    def __attrs_post_init__(self) -> None:
        states = tuple(map(str, self.states))
        rows, defects = _read(self.text, states)
        pairs = [(row.source, row.action) for row in rows]
        defects += [
            f"two rows for '{action}' from {source}"
            for source, action in sorted({p for p in pairs if pairs.count(p) > 1})
        ]
        defects += _disagreements(rows, states, tuple(map(str, self.actions)))
        if defects:
            raise DeclarationError(f"transition table '{self.name}'", defects)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "_by_pair", dict(zip(pairs, rows, strict=True)))

    def row(self, state: str, action: str) -> Transition | None:
        """The row for an action in a state, or nothing where it is refused."""
        return self._by_pair.get((state, action))

    def allowed(self, state: str) -> tuple[str, ...]:
        """The actions that are possible in a state."""
        return tuple(row.action for row in self.rows if row.source == state)

    @property
    def terminal(self) -> tuple[str, ...]:
        """The states that nothing leads out of."""
        left = {row.source for row in self.rows if row.target != row.source}
        return tuple(str(state) for state in self.states if state not in left)


def _read(
    text: str, states: tuple[str, ...]
) -> tuple[tuple[Transition, ...], list[str]]:
    """The rows of a table, and the lines that are none."""
    rows: list[Transition] = []
    defects: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _ROW.match(line)
        if found is None:
            defects.append(f"cannot read the row {line!r}")
            continue
        target = found["target"]
        named = found["sources"].split(" | ")
        sources = [s for s in states if s != target] if named == [ANY] else named
        needs = tuple((found["needs"] or "").split(", ")) if found["needs"] else ()
        rows += [
            Transition(s, found["action"], needs, s if target == SAME else target)
            for s in sources
        ]
    return tuple(rows), defects


def _disagreements(
    rows: tuple[Transition, ...], states: tuple[str, ...], actions: tuple[str, ...]
) -> list[str]:
    """Where a table's text and its enumerations do not agree."""
    written = {row.source for row in rows} | {row.target for row in rows}
    unknown = sorted(written - set(states) - {NEW})
    unreached = [s for s in states if s not in {row.target for row in rows}]
    acts = {row.action for row in rows}
    return [
        *(f"state '{state}' is not one of its states" for state in unknown),
        *(f"state '{state}' is never reached" for state in unreached),
        *(f"action '{a}' is not one of its actions" for a in sorted(acts - {*actions})),
        *(f"action '{action}' has no row" for action in actions if action not in acts),
    ]


def refusals_of_move(
    table: TransitionTable,
    state: str,
    action: str,
    given: Mapping[str, object],
    where: str,
) -> tuple[Refusal, ...]:
    """Why an action is refused in a state: not in the table, or a field is left out."""
    row = table.row(state, action)
    if row is None:
        return (
            Refusal(
                code=RefusalCode.NOT_IN_TABLE,
                where=where,
                says=f"no '{action}' from {state}",
                allowed=", ".join(table.allowed(state)) or "nothing",
            ),
        )
    return tuple(
        Refusal(
            code=RefusalCode.FIELD_NEEDED,
            where=where,
            says=f"'{action}' needs {name.replace('_', ' ')}",
            remedy=f"give {name}",
        )
        for name in row.needs
        if is_blank(given.get(name))
    )


def check_act(
    where: str,
    table: TransitionTable,
    state: str,
    action: str,
    given: Mapping[str, object],
    *,
    made_for: str,
    present: str | None,
    expected: int,
    actual: int,
    besides: tuple[Refusal, ...] = (),
) -> str:
    """The state that an act leads a small aggregate to; raises where it is refused.

    `where` names the act; `made_for` is the id of what it was made for and `present` that of
    what there is, if there is any; `expected` is the version that it was made on.
    `besides` are reasons that the caller found, beside those of the table.
    """
    if present is not None and made_for != present:
        says = f"it belongs to {table.name} '{made_for}', not '{present}'"
        refusal = Refusal(code=RefusalCode.WRONG_STREAM, where=table.name, says=says)
        raise RevisionRefused(where, (refusal,))
    if expected != actual:
        raise StaleRevision(where, expected, actual)
    refusals = refusals_of_move(table, state, action, given, f"{table.name}/state")
    row = table.row(state, action)
    if row is None or refusals or besides:
        raise RevisionRefused(where, (*refusals, *besides))
    return row.target
