"""Standards made ready: filters and conditions worked out once for all people who share them.

Every filter has a number; an event's kind and fields say which filters it passes, and that is
remembered. A person's time is cut where a state that matters changes; what the states of a stretch
mean for every standard is remembered too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from supervise.dates import BusinessCalendar, Calendars
from supervise.monitoring.plans import Column, StandardPlan, plan_of
from supervise.monitoring.standards import PauseMode, Standard, StandardsPack
from supervise.rules.criteria import (
    TIMED,
    Days,
    days_of,
    decided,
    leaves,
)
from supervise.rules.evaluation import Value
from supervise.rules.reading import names
from supervise.rules.spans import AFTER_ALL, BEFORE_ALL, holds_on
from supervise.rules.terms import Condition
from supervise.rules.timeline import Event, Timeline, value_at

MOST_KEPT = 50_000

NOT_SUPERVISED, UNKNOWN = -1, -2


@attrs.frozen
class Stretch:
    """Days on which a standard has one row, and whether it is paused.

    `row` is the place of the row, or says that somebody is not supervised or that it is unknown.
    `pause` is the place of the pause, or less than 0.
    """

    start: int
    end: int
    row: int
    pause: int


@attrs.frozen
class Seen:
    """What is looked at of one person: the events that each filter passes, oldest first."""

    days: tuple[list[int], ...]
    events: tuple[list[Event], ...]
    stretches: tuple[tuple[Stretch, ...], ...]


@attrs.define
class Standards:
    """A pack made ready, with the host's calendars."""

    pack: StandardsPack
    calendars: Calendars
    plans: tuple[StandardPlan, ...]
    columns: tuple[Column, ...]
    states: tuple[str, ...]
    timed: tuple[Condition, ...]
    by_day: bool
    passed: dict[object, tuple[int, ...]] = attrs.field(factory=dict)
    meant: dict[object, tuple[tuple[int, int], ...]] = attrs.field(factory=dict)

    def see(self, timeline: Timeline) -> Seen:
        """What the standards look at of one person."""
        days: tuple[list[int], ...] = tuple([] for _ in self.columns)
        events: tuple[list[Event], ...] = tuple([] for _ in self.columns)
        passed, by_day = self.passed, self.by_day
        for event in timeline.standing:
            kinds = [type(value) for _, value in event.fields]
            key: object = event.kind, event.fields, tuple(kinds)
            if by_day:
                key = key, event.on.weekday() >= 5, event.on.month % 2
            found = passed.get(key)
            if found is None:
                found = self._passes(event)
                if len(passed) < MOST_KEPT:
                    passed[key] = found
            if found:
                day = event.on.toordinal()
                for place in found:
                    days[place].append(day)
                    events[place].append(event)
        return Seen(days, events, self._stretches(timeline))

    def _passes(self, event: Event) -> tuple[int, ...]:
        return tuple(
            place for place, each in enumerate(self.columns) if each.takes(event)
        )

    def _stretches(self, timeline: Timeline) -> tuple[tuple[Stretch, ...], ...]:
        steps = [timeline.steps(name) for name in self.states]
        spans = [days_of(leaf, timeline, self.calendars) for leaf in self.timed]
        edges = {BEFORE_ALL, *(day for each in steps for day, _ in each)}
        for days in spans:
            edges.update(edge for span in days.certainly for edge in span)
            edges.update(edge for span in days.possibly for edge in span)
        edges.discard(AFTER_ALL)
        cuts = sorted(edges)
        meanings = [self._meaning(steps, spans, day) for day in cuts]
        # Most standards change on the same days; each sequence is cut up once.
        cut_up: dict[tuple[tuple[int, int], ...], tuple[Stretch, ...]] = {}
        found = []
        for meant in zip(*meanings, strict=True):
            if meant not in cut_up:
                cut_up[meant] = _merged(cuts, meant)
            found.append(cut_up[meant])
        return tuple(found)

    def _meaning(
        self,
        steps: list[list[tuple[int, Value | None]]],
        spans: list[Days],
        day: int,
    ) -> tuple[tuple[int, int], ...]:
        values = tuple(value_at(each, day) for each in steps)
        truths = tuple(_truth_at(each, day) for each in spans)
        # To Python the value 1 equals True; to a pack it does not.
        key = values, truths, tuple(map(type, values))
        found = self.meant.get(key)
        if found is None:
            found = tuple(self._means(values, truths))
            if len(self.meant) < MOST_KEPT:
                self.meant[key] = found
        return found

    def _means(
        self, values: tuple[Value | None, ...], truths: tuple[bool | None, ...]
    ) -> Iterator[tuple[int, int]]:
        """For each standard the row and the pause that states and times mean."""
        # A word that the pack does not know is no other of its words, and no "else" either.
        given = dict(zip(self.states, values, strict=True))
        states = in_the_words_of(self.pack, given)
        said = dict(zip(self.timed, truths, strict=True))
        supervised = decided(self.pack.supervised, states, said)
        for standard in self.pack.standards:
            if not supervised:
                yield NOT_SUPERVISED if supervised is False else UNKNOWN, -1
            else:
                yield _row(standard, states, said), _pause(standard, states, said)


def in_the_words_of(
    pack: StandardsPack, states: Mapping[str, Value | None]
) -> dict[str, Value | None]:
    """The states, where one that the pack has no such value for is not known."""
    return {
        name: value if _is_known(value, pack.states.get(name, ())) else None
        for name, value in states.items()
    }


def _is_known(value: Value | None, words: tuple[Value, ...]) -> bool:
    return not words or any(type(w) is type(value) and w == value for w in words)


def _row(
    standard: Standard,
    states: Mapping[str, Value | None],
    said: Mapping[Condition, bool | None],
) -> int:
    for place, row in enumerate(standard.rows):
        held = decided(row.when, states, said) if row.when is not None else True
        if held is None:
            return UNKNOWN
        if held:
            return place
    return UNKNOWN


def _pause(
    standard: Standard,
    states: Mapping[str, Value | None],
    said: Mapping[Condition, bool | None],
) -> int:
    """The pause that holds; one that restarts the clock comes before the others."""
    held = [
        place
        for place, pause in enumerate(standard.pauses)
        if decided(pause.when, states, said)
    ]
    restarts = [p for p in held if standard.pauses[p].mode is PauseMode.RESTART]
    return (restarts or held or [-1])[0]


def _truth_at(days: Days, day: int) -> bool | None:
    if holds_on(days.certainly, day):
        return True
    return None if holds_on(days.possibly, day) else False


def _merged(cuts: list[int], meant: tuple[tuple[int, int], ...]) -> tuple[Stretch, ...]:
    """Stretches from cut to cut; those that mean the same are one."""
    begins = [
        place
        for place, each in enumerate(meant)
        if place == 0 or each != meant[place - 1]
    ]
    ends = [*(cuts[place] for place in begins[1:]), AFTER_ALL]
    return tuple(
        Stretch(cuts[place], end, *meant[place])
        for place, end in zip(begins, ends, strict=True)
    )


def compile_standards(
    pack: StandardsPack, calendars: Iterable[BusinessCalendar] = ()
) -> Standards:
    """A pack made ready for many people, with the calendars that the host supplies."""
    columns: dict[Column, int] = {}
    plans = tuple(plan_of(standard, columns) for standard in pack.standards)
    conditions = list(_conditions(pack))
    plain = [
        leaf
        for each in conditions
        for leaf in leaves(each)
        if not isinstance(leaf, TIMED)
    ]
    timed = [
        leaf for each in conditions for leaf in leaves(each) if isinstance(leaf, TIMED)
    ]
    return Standards(
        pack=pack,
        calendars=MappingProxyType({each.name: each for each in calendars}),
        plans=plans,
        columns=tuple(columns),
        states=tuple(dict.fromkeys(name for leaf in plain for name in names(leaf))),
        timed=tuple(dict.fromkeys(timed)),
        by_day=any(each.by_day for each in columns),
    )


def _conditions(pack: StandardsPack) -> Iterator[Condition]:
    yield pack.supervised
    for standard in pack.standards:
        yield from (row.when for row in standard.rows if row.when is not None)
        yield from (pause.when for pause in standard.pauses)
