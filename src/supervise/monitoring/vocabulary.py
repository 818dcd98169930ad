"""Words of a case that a pack does not know: an event that nothing counts, a state of no row.

A pack declares every value that its states and fields can have. A record that says otherwise is
not wrong in itself, but its words are not counted; they are told, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

import attrs

from supervise.errors import Problem, ProblemCode, nearest
from supervise.monitoring.standards import StandardsPack
from supervise.rules.evaluation import Value
from supervise.rules.timeline import Event, Timeline

MOST_KEPT = 50_000
NEAR = 0.8
"""A letter or two of a word changed: `sttus` is nearly `status`, `staff` is not.

Of a short word two letters that changed places are too much for it: they are looked for apart."""


@attrs.frozen
class Vocabulary:
    """The words of a pack, ready to be held against many timelines."""

    pack: StandardsPack
    seen: dict[object, tuple[Problem, ...]] = attrs.field(
        init=False, factory=dict, repr=False, eq=False
    )

    def problems(self, timeline: Timeline) -> tuple[Problem, ...]:
        """What a timeline says that the pack does not know, each thing once.

        A field, a kind or a state that the pack does not have is the host's own, and is told only
        where it is nearly a word of the pack.
        """
        found = [*self._of_states(timeline)]
        for event in timeline.events:
            found += self._of_event(event)
        return tuple(dict.fromkeys(found))

    def _of_states(self, timeline: Timeline) -> Iterator[Problem]:
        for name, entries in timeline.states.items():
            known = self.pack.states.get(name)
            if known is None:
                yield from self._misspelt("state", name, self.pack.states)
            elif known:
                for each in entries:
                    yield from self._of_value(name, each.value, known)

    def _of_event(self, event: Event) -> tuple[Problem, ...]:
        # To Python the value 1 equals True; to a pack it does not.
        kinds = tuple(type(value) for _, value in event.fields)
        key = event.kind, event.fields, kinds
        problems = self.seen.get(key)
        if problems is None:
            problems = tuple(self._of_words(event))
            if len(self.seen) < MOST_KEPT:
                self.seen[key] = problems
        return problems

    def _of_words(self, event: Event) -> Iterator[Problem]:
        fields = self.pack.events.get(event.kind)
        if fields is None:
            yield from self._misspelt("event", event.kind, self.pack.events)
            return
        for name, value in event.fields:
            known = fields.get(name)
            if known is None:
                yield from self._misspelt(f"{event.kind} field", name, fields)
            elif known:
                yield from self._of_value(f"{event.kind}.{name}", value, known)

    def _misspelt(
        self, what: str, name: str, known: Mapping[str, object]
    ) -> Iterator[Problem]:
        if near := _nearly(name, list(known)):
            yield Problem(
                code=ProblemCode.UNKNOWN_ITEM,
                where=self.pack.id,
                item=what,
                says=f"a name is nearly '{near}'; what it says is not looked at",
                remedy=f"did you mean '{near}'?",
            )

    def _of_value(
        self, item: str, value: Value, known: tuple[Value, ...]
    ) -> Iterator[Problem]:
        if any(type(each) is type(value) and each == value for each in known):
            return
        words = [each for each in known if isinstance(each, str)]
        near = nearest(value, words) if isinstance(value, str) else ""
        yield Problem(
            code=ProblemCode.NOT_ALLOWED,
            where=self.pack.id,
            item=item,
            says="has a value that the pack does not know",
            allowed=", ".join(map(str, known)),
            remedy=f"did you mean '{near}'?" if near else "give one of these",
            value=value,
        )


def _nearly(name: str, known: list[str]) -> str:
    """The word that a name nearly is: a letter or two changed, or two neighbours swapped."""
    swapped = [each for each in known if each in _neighbours_swapped(name)]
    return "".join((swapped or get_close_matches(name, known, 1, NEAR))[:1])


def _neighbours_swapped(name: str) -> set[str]:
    return {
        f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
        for at in range(len(name) - 1)
    }


def unknown_words(
    pack: StandardsPack, timelines: Iterable[Timeline]
) -> tuple[Problem, ...]:
    """What timelines say that a pack does not know, each thing once."""
    words = Vocabulary(pack)
    found = (problem for each in timelines for problem in words.problems(each))
    return tuple(dict.fromkeys(found))
