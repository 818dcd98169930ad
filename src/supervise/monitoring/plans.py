"""Standards with their filters numbered: each filter is a column of days of one person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import attrs

from supervise.monitoring.quotas import (
    Any,
    Count,
    Every,
    OfWhich,
    Substitute,
    Total,
    counts_in,
)
from supervise.monitoring.schedules import Schedule
from supervise.monitoring.standards import Row, Standard, Trigger
from supervise.rules.criteria import Events, matches
from supervise.rules.reading import names
from supervise.rules.timeline import Event


@attrs.frozen
class Column:
    """Events that pass all of some filters, none of others, and, if stated, any of further ones."""

    all_of: tuple[Events, ...] = ()
    none_of: tuple[Events, ...] = ()
    any_of: tuple[Events, ...] = ()

    def takes(self, event: Event) -> bool:
        """Whether an event stands in the column."""
        return (
            all(matches(event, each) for each in self.all_of)
            and not any(matches(event, each) for each in self.none_of)
            and (not self.any_of or any(matches(event, each) for each in self.any_of))
        )

    @property
    def asked(self) -> tuple[Events, ...]:
        """The filters of which an event must pass one to be considered."""
        return self.any_of or self.all_of[:1]

    @property
    def by_day(self) -> bool:
        """Whether it asks on which day something was."""
        filters = (*self.all_of, *self.none_of, *self.any_of)
        tests = [each.where for each in filters]
        asked = {name for test in tests if test is not None for name in names(test)}
        return bool(asked & {"weekend", "odd_month"})


@attrs.frozen
class CountPlan:
    """A count, with the columns of its parts and of its substitutes.

    `numbers` is what is required, one number for each count that it stands for: several counts of
    which no event counts twice need, of any of them together, as many as the sum. With `field`
    the amounts in that field are added up instead of the events.
    """

    numbers: tuple[int, ...]
    label: str
    main: int
    parts: tuple[tuple[OfWhich, int], ...] = ()
    substitutes: tuple[tuple[Substitute, int], ...] = ()
    distinct_days: bool = False
    field: str = ""

    @property
    def number(self) -> int:
        """How many are required, before waivers."""
        return sum(self.numbers)

    def less(self, waived: int) -> int:
        """How many are required when so many of each count are waived."""
        return sum(max(0, number - waived) for number in self.numbers)

    def amount(self, event: Event) -> int:
        """What an event adds to it, where amounts are added up."""
        value = dict(event.fields).get(self.field)
        return max(0, value) if type(value) is int else 0

    @property
    def done(self) -> tuple[int, ...]:
        """The columns of what is done for it."""
        return (self.main, *(column for _, column in self.substitutes))


@attrs.frozen
class RowPlan:
    """A row, with its counts; of `alternatives` any one is enough."""

    row: Row
    schedule: Schedule | None
    counts: tuple[CountPlan, ...]
    alternatives: bool


@attrs.frozen
class StandardPlan:
    """A standard, with everything that it counts numbered.

    `done` are the columns of what is done for it, whichever row asks for it.
    """

    standard: Standard
    rows: tuple[RowPlan, ...]
    initial: int | None
    triggers: tuple[tuple[Trigger, int, int], ...]
    done: tuple[int, ...]


def plan_of(standard: Standard, columns: dict[Column, int]) -> StandardPlan:
    """A standard made ready; new columns are numbered as they come."""

    def place(*all_of: Events, none_of: tuple[Events, ...] = ()) -> int:
        return columns.setdefault(Column(all_of, none_of), len(columns))

    def of_count(count: Count | Total) -> CountPlan:
        if isinstance(count, Total):
            main = place(count.of)
            return CountPlan((count.amount,), str(count), main, field=count.field)
        return CountPlan(
            numbers=(count.number,),
            label=str(count),
            main=place(count.of),
            parts=tuple((part, place(count.of, part.of)) for part in count.of_which),
            substitutes=tuple(
                (each, place(each.of, none_of=(count.of,)))
                for each in count.substitutes
            ),
            distinct_days=count.distinct_days,
        )

    def together(counts: tuple[Count | Total, ...]) -> CountPlan:
        """Several counts of which no event counts twice."""
        either = Column(any_of=tuple(count.of for count in counts))
        return CountPlan(
            numbers=tuple(each.number for each in counts if isinstance(each, Count)),
            label=f"{' and '.join(map(str, counts))}, none counted twice",
            main=columns.setdefault(either, len(columns)),
        )

    def of_row(row: Row) -> RowPlan:
        counts = counts_in(row.quota) if row.quota is not None else ()
        apart = isinstance(row.quota, Every) and row.quota.distinct
        return RowPlan(
            row=row,
            schedule=row.schedule,
            counts=(
                *(of_count(count) for count in counts),
                *(together(some) for some in _subsets(counts) if apart),
            ),
            alternatives=isinstance(row.quota, Any),
        )

    initial = standard.initial.of if standard.initial is not None else None
    first = place(initial) if initial is not None else None
    rows = tuple(of_row(row) for row in standard.rows)
    triggers = tuple(
        (each, place(each.of), place(each.answer)) for each in standard.triggers
    )
    done = [column for row in rows for count in row.counts for column in count.done]
    done += [answered for _, _, answered in triggers]
    done += [first] if first is not None else []
    return StandardPlan(standard, rows, first, triggers, tuple(dict.fromkeys(done)))


def _subsets(
    counts: tuple[Count | Total, ...],
) -> Iterator[tuple[Count | Total, ...]]:
    """Two or more of some counts.

    Events can be shared out so that each count has its own exactly where any counts together find
    as many events as they need in all (the marriage theorem of Hall), so that no sharing out has
    to be searched for.
    """
    for size in range(2, len(counts) + 1):
        yield from combinations(counts, size)
