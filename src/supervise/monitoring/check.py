"""What must be true of a pack of standards. Every defect is found, none stops the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from supervise.monitoring.allowances import allowance_defects
from supervise.monitoring.quotas import (
    Quota,
    Total,
    counts_in,
    filters_in,
    quota_defects,
)
from supervise.monitoring.schedules import Each, schedule_defects
from supervise.rules.criteria import (
    TIMED,
    Events,
    Happened,
    Held,
    Latest,
    Rose,
    answer_to,
    decided,
    leaves,
)
from supervise.rules.evaluation import Value, holds
from supervise.rules.reading import names
from supervise.rules.terms import Condition

if TYPE_CHECKING:
    from supervise.monitoring.standards import Row, Standard, StandardsPack

OF_THE_DAY: Mapping[str, tuple[Value, ...]] = {
    "weekend": (False, True),
    "odd_month": (False, True),
}


def defects_of(pack: StandardsPack) -> list[str]:
    """Everything that is wrong with a pack, in reading order."""
    return [
        *_identity_defects(pack),
        *_criterion_defects(pack, "supervised", pack.supervised),
        *(each for standard in pack.standards for each in _defects(pack, standard)),
    ]


def _identity_defects(pack: StandardsPack) -> Iterator[str]:
    ids = [standard.id for standard in pack.standards]
    for id in dict.fromkeys((pack.id, *ids)):
        if not (id.isascii() and id.isidentifier() and id == id.lower()):
            yield f"id {id!r} is not lower snake case"
    for id, times in Counter(ids).items():
        if times > 1:
            yield f"standard '{id}' is stated {times} times"
    for field in ("citation", "licence", "population"):
        if not getattr(pack.source, field).strip():
            yield f"source.{field} is empty; state it"
    if not pack.standards:
        yield "no standards"


def _defects(pack: StandardsPack, standard: Standard) -> Iterator[str]:
    where = f"standard '{standard.id}'"
    if not standard.citation.strip():
        yield f"{where}: no citation"
    for id, times in Counter(row.id for row in standard.rows).items():
        if times > 1:
            yield f"{where}: row '{id}' is stated {times} times"
    for row in standard.rows:
        at = f"{where} row '{row.id}'"
        yield from (f"{at}: {each}" for each in _row_defects(pack, standard, row))
    for pause in standard.pauses:
        yield from _criterion_defects(pack, f"{where} pause", pause.when)
        if (pause.mode.value == "excuse") != (pause.grace is not None):
            yield f"{where}: a pause that excuses, and no other, states a grace"
    if (allowance := standard.allowance) is not None:
        at = f"{where} allowance"
        yield from (f"{at}: {each}" for each in allowance_defects(allowance))
        yield from (f"{at}: {each}" for each in schedule_defects(allowance.period))
        if allowance.while_ is not None:
            yield from _criterion_defects(pack, at, allowance.while_)
    for events in _filters(standard):
        yield from (f"{where}: {each}" for each in _filter_defects(pack, events))
    if standard.initial is not None and not standard.initial.citation.strip():
        yield f"{where}: no citation for the first time"
    for trigger in standard.triggers:
        if not trigger.citation.strip():
            yield f"{where} trigger '{trigger.id}': no citation"
    yield from (f"{where}: {each}" for each in _coverage_defects(pack, standard))


def _row_defects(pack: StandardsPack, standard: Standard, row: Row) -> Iterator[str]:
    if not row.citation.strip():
        yield "no citation"
    if (row.schedule is None) != (row.quota is None):
        yield "a schedule and a quota go together"
    if row.schedule is not None:
        yield from schedule_defects(row.schedule)
    if row.quota is not None:
        yield from quota_defects(row.quota)
        yield from _amount_defects(pack, row.quota)
    if row.when is not None:
        yield from _criterion_defects(pack, "condition", row.when)
    if standard.initial and standard.initial.reuse and isinstance(row.schedule, Each):
        yield "an earlier event is reused for a rolling clock or a single time only"


def _amount_defects(pack: StandardsPack, quota: Quota) -> Iterator[str]:
    """Totals of fields that are not there or are no amounts."""
    for count in counts_in(quota):
        if isinstance(count, Total):
            values = pack.events.get(count.of.kind, {}).get(count.field, ())
            if not any(type(value) is int and value > 0 for value in values):
                yield f"'{count}': no field '{count.field}' has whole numbers above 0"


def _filters(standard: Standard) -> Iterator[Events]:
    for row in standard.rows:
        if row.quota is not None:
            yield from filters_in(row.quota)
    if standard.initial is not None and standard.initial.of is not None:
        yield standard.initial.of
    for trigger in standard.triggers:
        yield trigger.of
        yield trigger.answer


def _filter_defects(pack: StandardsPack, events: Events) -> Iterator[str]:
    fields = pack.events.get(events.kind)
    if fields is None:
        yield f"no event is of kind '{events.kind}'"
        return
    if events.where is None:
        return
    used = list(dict.fromkeys(names(events.where)))
    known = {**OF_THE_DAY, **fields}
    if unknown := [name for name in used if name not in known]:
        yield from (f"'{events}': no field is called '{name}'" for name in unknown)
        return
    said = [
        found for leaf in leaves(events.where) if (found := _unanswered(leaf, known))
    ]
    if said:
        yield f"'{events}': it has no answer where {said[0]}"
        return
    cases = product(*(known[name] for name in used))
    tries = (dict(zip(used, case, strict=True)) for case in cases)
    if not any(holds(events.where, case) for case in tries):
        yield f"'{events}': nothing can match it"


def _criterion_defects(
    pack: StandardsPack, where: str, criterion: Condition
) -> Iterator[str]:
    for leaf in leaves(criterion):
        match leaf:
            case Happened(events, _, _) | Latest(events, _) | Rose(events):
                yield from (
                    f"{where}: {each}" for each in _filter_defects(pack, events)
                )
            case Held(inner, _):
                yield from _criterion_defects(pack, where, inner)
            case _ if isinstance(leaf, TIMED):
                continue
            case _:
                unknown = [name for name in names(leaf) if name not in pack.states]
                for name in unknown:
                    yield f"{where}: no state is called '{name}'"
                if not unknown and (said := _unanswered(leaf, pack.states)):
                    yield f"{where}: '{leaf}' has no answer where {said}"


def _unanswered(test: Condition, words: Mapping[str, tuple[Value, ...]]) -> str:
    """The first words of which a test says nothing: it puts words in order, or divides by 0."""
    used = list(dict.fromkeys(names(test)))
    for case in product(*(words[name] for name in used)):
        facts = dict(zip(used, case, strict=True))
        if answer_to(test, facts) is None:
            return ", ".join(f"{name} is {value}" for name, value in facts.items())
    return ""


def _coverage_defects(pack: StandardsPack, standard: Standard) -> Iterator[str]:
    """Rows that nobody falls in, and people who fall in no row."""
    conditions = [row.when for row in standard.rows if row.when is not None]
    plain = list(_plain(conditions))
    used = list(dict.fromkeys(name for leaf in plain for name in names(leaf)))
    if any(name not in pack.states for name in used):
        return
    if any(_unanswered(leaf, pack.states) for leaf in plain):
        return
    timed = list(dict.fromkeys(_timed_used(conditions)))
    won: set[str] = set()
    for case in product(*(pack.states[name] for name in used)):
        facts = dict(zip(used, case, strict=True))
        for truths in product((False, True), repeat=len(timed)):
            row = first_row(standard.rows, facts, dict(zip(timed, truths, strict=True)))
            if row is not None:
                won.add(row.id)
            elif not any(truths):
                said = ", ".join(f"{name} {value}" for name, value in facts.items())
                yield (
                    f"nobody says what is required of {said or 'everybody'}; "
                    "give a row, or one without a schedule"
                )
    for row in standard.rows:
        if row.id not in won:
            yield f"row '{row.id}' can never win; an earlier one covers it"


def _plain(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        yield from (leaf for leaf in leaves(condition) if not isinstance(leaf, TIMED))


def _timed_used(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        yield from (leaf for leaf in leaves(condition) if isinstance(leaf, TIMED))


def first_row(
    rows: tuple[Row, ...],
    facts: Mapping[str, Value | None],
    truths: Mapping[Condition, bool],
) -> Row | None:
    """The first row that applies."""
    for row in rows:
        if row.when is None or decided(row.when, facts, truths):
            return row
    return None
