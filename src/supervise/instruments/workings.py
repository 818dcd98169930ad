"""What explains a score sheet, computed by the plain evaluator when somebody asks.

This is the reference engine: row by row, in the publisher's order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from supervise.instruments.engine import prepared
from supervise.instruments.instrument import Instrument
from supervise.instruments.items import Item, OneOf, Shows, YesNo
from supervise.instruments.mentions import stand_ins
from supervise.instruments.scales import Weighted, weight
from supervise.levels import Level
from supervise.needs import NeedFinding, NothingShown, StrengthFinding
from supervise.records import Assumed, Contribution, RecordedWorkings
from supervise.rules import Condition, Facts, Term, Value, holds, value_of
from supervise.rules.tables import ByCode, ByRange, Cells, Row, TableRow


@attrs.frozen(eq=False, slots=False)
class LiveWorkings:
    """The instrument and the facts that were scored. It pickles written out in full."""

    instrument: Instrument
    facts: Facts = attrs.field(repr=False)
    scored: tuple[str, ...]
    blanks: tuple[str, ...]

    def __reduce__(self) -> tuple[object, ...]:
        written = self.recorded()
        fields = attrs.fields(RecordedWorkings)
        return RecordedWorkings, tuple(getattr(written, field.name) for field in fields)

    def contributions(self, scale: str) -> tuple[Contribution, ...]:
        """What each row added to a scale."""
        declared = self.instrument.scale(scale)
        if not isinstance(declared, Weighted):
            return ()
        return tuple(contributions_of(self.instrument, declared, self._extended))

    @cached_property
    def _extended(self) -> Facts:
        return with_values(self.instrument, self.facts)

    def recorded(self) -> RecordedWorkings:
        """The same, written out in full."""
        findings = list(_findings(self.instrument, self.facts))
        items = {item.id: item for item in self.instrument.items}
        return RecordedWorkings(
            by_scale=tuple((id, self.contributions(id)) for id in self.scored),
            needs=tuple(f for f in findings if isinstance(f, NeedFinding)),
            strengths=tuple(f for f in findings if isinstance(f, StrengthFinding)),
            assumed=(
                *(_assumed(items[id]) for id in self.blanks),
                *self._stood_in_for(items),
            ),
            nothing_shown=tuple(f for f in findings if isinstance(f, NothingShown)),
        )

    def _stood_in_for(self, items: Mapping[str, Item]) -> Iterator[Assumed]:
        """What the scored scales counted for answers that they can do without."""
        values = {value.id: value.of for value in self.instrument.values}
        told = set(self.blanks)
        scored = map(self.instrument.scale, self.scored)
        for scale in (each for each in scored if isinstance(each, Weighted)):
            counted = stand_ins(scale, values)
            for item in items:
                if item in counted and item not in told and self.facts[item] is None:
                    told.add(item)
                    yield Assumed(
                        item=item, value=counted[item], because=scale.missing.says
                    )


def with_values(instrument: Instrument, facts: Facts) -> dict[str, Value | None]:
    """Facts with every named value that they decide.

    A value whose arithmetic has no answer is unknown; the scales that use it say so.
    """
    extended = dict(facts)
    for value in instrument.values:
        try:
            extended[value.id] = value_of(value.of, extended)
        except (ArithmeticError, ValueError):
            extended[value.id] = None
    return extended


def plain_raw(instrument: Instrument, scale: Weighted, facts: Facts) -> int | float:
    """The raw score by the plain evaluator, from complete facts that hold the named values."""
    added: int | float = 0
    for contribution in contributions_of(instrument, scale, facts):
        added += contribution.amount
    return added


def contributions_of(
    instrument: Instrument, scale: Weighted, facts: Facts
) -> Iterator[Contribution]:
    """What each row of the table adds, in its order; rows that add nothing are left out."""
    column = scale.table.column(scale.id)
    for row, items in prepared(instrument).explained(scale):
        amount = _amount(row, column, facts)
        if amount:
            yield Contribution(_label(row, facts), amount, items)


def _amount(row: TableRow, column: int, facts: Facts) -> int | float:
    if not isinstance(row, Row):
        return weight(_branch(row, facts)[column])
    one = weight(row.cells[column])
    match row.of:
        case None:
            return one
        case Condition() as condition:
            return one if holds(condition, facts) else 0
        case Term() as term:
            times = value_of(term, facts)
            assert isinstance(times, int | float), "a scored row counts a number"
            return one * times


def _branch(row: ByCode | ByRange, facts: Facts) -> Cells:
    answer = value_of(row.of, facts)
    if isinstance(row, ByCode):
        found = (cells for code, cells in row.codes if code == answer)
    else:
        # A quotient may be a whole number too; one that is not is in no range.
        ranges = ((range(low, high + 1), cells) for low, high, cells in row.ranges)
        found = (cells for numbers, cells in ranges if answer in numbers)
    for cells in found:
        return cells
    raise ValueError(f"row '{row.label}' says nothing of this")


def _label(row: TableRow, facts: Facts) -> str:
    return (
        row.label if isinstance(row, Row) else f"{row.label}: {value_of(row.of, facts)}"
    )


def _findings(
    instrument: Instrument, facts: Mapping[str, Value | None]
) -> Iterator[NeedFinding | StrengthFinding | NothingShown]:
    for item in instrument.items:
        answer = facts.get(item.id)
        if item.need is None:
            continue
        shows, label = (None, "") if answer is None else _shown_by(item, answer)
        because = f"{item.text}: {label}"
        if isinstance(shows, Level):
            yield NeedFinding(
                domain=item.need, severity=shows, item=item.id, because=because
            )
        elif shows is not None:
            yield StrengthFinding(domain=item.need, item=item.id, because=because)
        elif _could_show_a_need(item):
            answered = answer is not None
            yield NothingShown(domain=item.need, item=item.id, answered=answered)


def _could_show_a_need(item: Item) -> bool:
    match item.answers:
        case OneOf(choices):
            return any(isinstance(choice.shows, Level) for choice in choices)
        case YesNo(shows=shows):
            return isinstance(shows, Level)
        case _:
            return False


def _shown_by(item: Item, answer: Value) -> tuple[Shows, str]:
    match item.answers:
        case OneOf(choices):
            chosen = next(choice for choice in choices if choice.code == answer)
            return chosen.shows, chosen.label
        case YesNo(shows=shows):
            return (shows, "yes") if answer is True else (None, "no")
        case _:
            return None, ""


def _assumed(item: Item) -> Assumed:
    """What a blank, or a question that was not asked, counted as, and who says so."""
    asked = item.asked_if
    if asked is not None and asked.counts is not None:
        return Assumed(item=item.id, value=asked.counts, because=asked.because)
    assert item.blank is not None
    return Assumed(item=item.id, value=item.blank.value, because=item.blank.because)
