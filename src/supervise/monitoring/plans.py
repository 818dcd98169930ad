"""Standards with their filters numbered: each filter is a column of days of one person."""

from __future__ import annotations

import attrs

from supervise.monitoring.quotas import Any, Count, OfWhich, Substitute, counts_in
from supervise.monitoring.schedules import Schedule
from supervise.monitoring.standards import Row, Standard, Trigger
from supervise.rules.criteria import Events, matches
from supervise.rules.reading import names
from supervise.rules.timeline import Event


@attrs.frozen
class Column:
    """Events that pass all of some filters, and none of others."""

    all_of: tuple[Events, ...]
    none_of: tuple[Events, ...] = ()

    def takes(self, event: Event) -> bool:
        """Whether an event stands in the column."""
        return all(matches(event, each) for each in self.all_of) and not any(
            matches(event, each) for each in self.none_of
        )

    @property
    def by_day(self) -> bool:
        """Whether it asks on which day something was."""
        tests = [each.where for each in (*self.all_of, *self.none_of)]
        asked = {name for test in tests if test is not None for name in names(test)}
        return bool(asked & {"weekend", "odd_month"})


@attrs.frozen
class CountPlan:
    """A count, with the columns of its parts and of its substitutes."""

    count: Count
    label: str
    main: int
    parts: tuple[tuple[OfWhich, int], ...]
    substitutes: tuple[tuple[Substitute, int], ...]

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

    def of_count(count: Count) -> CountPlan:
        return CountPlan(
            count=count,
            label=str(count),
            main=place(count.of),
            parts=tuple((part, place(count.of, part.of)) for part in count.of_which),
            substitutes=tuple(
                (each, place(each.of, none_of=(count.of,)))
                for each in count.substitutes
            ),
        )

    def of_row(row: Row) -> RowPlan:
        counts = counts_in(row.quota) if row.quota is not None else ()
        return RowPlan(
            row=row,
            schedule=row.schedule,
            counts=tuple(of_count(count) for count in counts),
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
