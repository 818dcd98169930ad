"""What would have to change for a lower level: the smallest sets of goal-worthy items.

Only items declared goal-worthy are ever named: never a relationship, history or a protected
characteristic. An improvement is an answer that shows less need, or more of a strength; where
the answers of an item say nothing about need, it is an answer that adds less.
It is arithmetic of the score: that a score would be lower does not mean that anything else
would be different.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, islice, product
from math import prod

import attrs

from supervise.instruments.analysis.components import split
from supervise.instruments.analysis.gauge import Gauge, Number, gauge_of
from supervise.instruments.analysis.improvements import (
    Improvement,
    LowerLevel,
    better_answers,
    lower_result,
)
from supervise.instruments.analysis.provisional import refuse_other_definition
from supervise.instruments.analysis.sheet import NO_NAMES, open_sheet
from supervise.instruments.analysis.structure import Answers, ScaleParts, structure_of
from supervise.instruments.analysis.trial import Component
from supervise.instruments.analysis.weighing import SAME
from supervise.instruments.analysis.wording import ARITHMETIC
from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import Cases, Decided
from supervise.levels import Level
from supervise.records import ScaleScore, ScoreSheet, Status
from supervise.rules import Value

MOST_LISTED = 10
MOST_TRIED = 5_000
"""How many ways to improve are scored, at most, where a rule decides the level."""


@attrs.frozen(kw_only=True)
class WhatIf:
    """What would have to change for a scale to have a lower level.

    `about` is the scale that was scored: for a chosen scale the version that was taken.
    `sets` are the smallest sets of goal-worthy items whose improvement lowers the level; `more`
    says that there are others of the same size. `because` says why there is none.
    """

    scale: str
    about: str
    present: Level | None
    sets: tuple[LowerLevel, ...] = ()
    more: bool = False
    because: str = ""
    note: str = ARITHMETIC


def what_if(
    instrument: Instrument,
    sheet: ScoreSheet,
    *,
    scale: str,
    upstream: Mapping[str, ScoreSheet] | None = None,
    at_most: int = MOST_LISTED,
) -> WhatIf:
    """The smallest sets of goal-worthy items whose improvement would lower a level.

    Each set changes the answers as little as suffices, and was scored anew to make sure.

    Raises `UnknownName` for a scale that the instrument does not have, and `ValueError` when
    the sheet was made by another definition of it.
    """
    instrument.scale(scale)
    refuse_other_definition(instrument, sheet)
    present = sheet[scale]
    about = present.taken_from or scale
    said = WhatIf(scale=scale, about=about, present=present.level)
    if isinstance(instrument.scale(about), Decided | Cases):
        return _by_trying(instrument, sheet, said, upstream or {}, at_most)
    search = _search_of(instrument, sheet, about, upstream or {})
    if search is None:
        return _by_trying(instrument, sheet, said, upstream or {}, at_most)
    if isinstance(search, str):
        return attrs.evolve(said, because=search)
    if not search.options:
        because = (
            "no answer to a goal-worthy item can both improve and lower this score"
        )
        return attrs.evolve(said, because=because)
    sets = list(islice(search.lower_levels(), at_most + 1))
    if not sets:
        because = "all goal-worthy items together would not lower the level"
        return attrs.evolve(said, because=because)
    return attrs.evolve(said, sets=tuple(sets[:at_most]), more=len(sets) > at_most)


def _by_trying(
    instrument: Instrument,
    sheet: ScoreSheet,
    said: WhatIf,
    upstream: Mapping[str, ScoreSheet],
    at_most: int,
) -> WhatIf:
    """The same where a rule decides or limits it: every set is scored, the smallest first."""
    present = sheet[said.about]
    if present.status is not Status.SCORED or present.level is None:
        because = f"it is not scored ({present.status}), so there is no level to lower"
        return attrs.evolve(said, because=because)
    if present.level.position == 0:
        return attrs.evolve(said, because="it has the lowest level already")
    read = open_sheet(
        instrument, sheet.answers, on=sheet.on, upstream=upstream, finished=True
    )
    uses = structure_of(instrument).scales[said.about].use.uses
    changes = better_answers(instrument, read, uses)
    left = MOST_TRIED
    for size in range(1, len(changes) + 1):
        found: list[LowerLevel] = []
        for items in combinations(changes, size):
            ways = prod(len(changes[item]) - 1 for item in items)
            left -= ways
            if left < 0:
                because = (
                    f"no set of fewer than {size} lowers it, and more were not tried"
                )
                return attrs.evolve(said, because=because)
            search = _Tried(instrument, sheet, said.about, upstream, changes)
            found += filter(None, [search.first_of(items)])
        if found:
            return attrs.evolve(
                said, sets=tuple(found[:at_most]), more=len(found) > at_most
            )
    return attrs.evolve(
        said, because="all goal-worthy items together would not lower the level"
    )


@attrs.frozen(eq=False)
class _Tried:
    """Sets of improvements that are tried out by scoring."""

    instrument: Instrument
    sheet: ScoreSheet
    about: str
    upstream: Mapping[str, ScoreSheet]
    changes: Mapping[str, Answers]

    def first_of(self, items: tuple[str, ...]) -> LowerLevel | None:
        """The least change of these items that lowers the level, if any does."""
        for answers in product(*(self.changes[item][1:] for item in items)):
            then = dict(zip(items, answers, strict=True))
            result = lower_result(
                self.instrument, self.sheet, self.about, then, self.upstream
            )
            if result is not None and result.level is not None:
                return LowerLevel(
                    improvements=tuple(
                        Improvement(
                            item=item,
                            need=self.instrument.item(item).need,
                            present=self.changes[item][0],
                            then=then[item],
                        )
                        for item in items
                    ),
                    level=result.level,
                    result=result,
                )
        return None


def _no_reason_to_look(present: ScaleScore, parts: ScaleParts) -> str:
    if present.status is not Status.SCORED:
        return f"it is not scored ({present.status}), so there is no level to lower"
    if not parts.added_up:
        return "it is not added up from answers"
    return "" if present.level is not None else "it has no levels"


def _no_way_down(present: ScaleScore, gauge: Gauge) -> str:
    if not gauge.rises:
        return "a lower sum does not always mean a lower level here"
    lowest = present.level == gauge.levels[0]
    return "it has the lowest level already" if lowest else ""


@attrs.frozen(eq=False)
class _Search:
    """The search for the smallest sets, over components of goal-worthy items.

    `options` are for each component the sets of items that may improve in it, with the most
    that they take off. `best` holds what the components from a place on can take off with so
    many improvements at most.
    """

    instrument: Instrument
    sheet: ScoreSheet
    about: str
    gauge: Gauge
    upstream: Mapping[str, ScoreSheet]
    changes: Mapping[str, Answers]
    options: tuple[tuple[_Option, ...], ...]
    best: tuple[tuple[Number, ...], ...]

    def lower_levels(self) -> Iterator[LowerLevel]:
        """The sets of the smallest size that lower the level, those that take most off first."""
        for size in range(1, len(self.best[0])):
            found = filter(None, map(self._scored, self._sets(0, size, 0)))
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return

    def _sets(
        self, place: int, size: int, taken: Number
    ) -> Iterator[tuple[_Option, ...]]:
        if not self._lowers(taken + self.best[place][size]):
            return
        if size == 0:
            yield ()
        if size == 0 or place == len(self.options):
            return
        for option in self.options[place]:
            if len(option.answers) <= size:
                for rest in self._sets(
                    place + 1, size - len(option.answers), taken + option.less
                ):
                    yield (option, *rest)
        yield from self._sets(place + 1, size, taken)

    def _lowers(self, less: Number) -> bool:
        """Whether so much less may be enough; a hair's breadth is left to the scoring."""
        present = self.sheet[self.about]
        assert present.raw is not None
        assert present.level is not None
        slack = 0 if isinstance(present.raw, int) else SAME
        level = self.gauge.at(present.raw - less - slack).level
        return level is not None and level < present.level

    def _scored(self, options: tuple[_Option, ...]) -> LowerLevel | None:
        """A set scored anew, with as little changed as is enough."""
        then = {item: each for option in options for item, each in option.answers}
        if self._result(then) is None:
            return None
        items = [item for item in self.instrument.items if item.id in then]
        for item in items:
            # The answer that takes most off is among them, so one of them is enough.
            then[item.id] = next(
                answer
                for answer in self.changes[item.id][1:]
                if self._result({**then, item.id: answer}) is not None
            )
        result = self._result(then)
        assert result is not None
        assert result.level is not None
        return LowerLevel(
            improvements=tuple(
                Improvement(
                    item=item.id,
                    need=item.need,
                    present=self.changes[item.id][0],
                    then=then[item.id],
                )
                for item in items
            ),
            level=result.level,
            result=result,
        )

    def _result(self, then: Mapping[str, object]) -> ScaleScore | None:
        """The result with some answers changed, where its level is lower."""
        return lower_result(
            self.instrument, self.sheet, self.about, then, self.upstream
        )


@attrs.frozen
class _Option:
    """Improvements of one component together, and what they take off the raw score."""

    answers: tuple[tuple[str, Value | None], ...]
    less: Number


def _search_of(
    instrument: Instrument,
    sheet: ScoreSheet,
    about: str,
    upstream: Mapping[str, ScoreSheet],
) -> _Search | str | None:
    """The search, or why there is nothing to look for; `None` where rules are too wide for it."""
    parts = structure_of(instrument).scales.get(about)
    if parts is None:
        return "it is not scored, so there is no level to lower"
    if because := _no_reason_to_look(sheet[about], parts):
        return because
    read = open_sheet(
        instrument, sheet.answers, on=sheet.on, upstream=upstream, finished=True
    )
    changes = better_answers(instrument, read, parts.touching.keys())
    changed = attrs.evolve(
        read,
        open=frozenset(changes),
        missing=NO_NAMES,
        changes=changes,
        folded={},
        held={},
        needs={},
        weighed={},
    )
    gauge = gauge_of(changed, parts)
    if gauge is None:
        return "its goal-worthy answers change how its result is read"
    if because := _no_way_down(sheet[about], gauge):
        return because
    parted = split(changed, parts)
    if parted.hindered or parted.broken:
        return "its answers are too many to be tried out"
    if parted.relaxed:
        return None
    found = [_options(each, changes) for each in parted.components]
    options = sorted(filter(None, found), key=lambda some: -some[0].less)
    return _Search(
        instrument,
        sheet,
        about,
        gauge,
        upstream,
        changes,
        tuple(options),
        _best(options),
    )


def _options(
    component: Component, changes: Mapping[str, Answers]
) -> tuple[_Option, ...]:
    """The sets of items that may improve, each with the answers that take most off."""
    items = component.items
    present = tuple(changes[item][0] for item in items)
    start = next(added for added, answers in component.options if answers == present)
    most: dict[frozenset[str], _Option] = {}
    for added, answers in component.options:
        changed = tuple(
            (item, answer)
            for item, answer, was in zip(items, answers, present, strict=True)
            if answer != was
        )
        names = frozenset(item for item, _ in changed)
        less = start - added
        if less > 0 and (names not in most or most[names].less < less):
            most[names] = _Option(changed, less)
    useful = [
        option
        for names, option in most.items()
        if not any(other < names and most[other].less >= option.less for other in most)
    ]
    return tuple(sorted(useful, key=lambda option: -option.less))


def _best(options: list[tuple[_Option, ...]]) -> tuple[tuple[Number, ...], ...]:
    """What the components from each place on can take off with so many improvements."""
    size = sum(max(len(each.answers) for each in some) for some in options)
    best: list[tuple[Number, ...]] = [(0,) * (size + 1)]
    for some in reversed(options):
        after = best[-1]
        best.append(
            tuple(
                max(
                    after[count],
                    *(
                        each.less + after[count - len(each.answers)]
                        for each in some
                        if len(each.answers) <= count
                    ),
                    0,
                )
                for count in range(size + 1)
            )
        )
    return tuple(reversed(best))
