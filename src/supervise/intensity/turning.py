"""On which days an answer can turn by itself, read from the clauses that mention the date.

Ages, times since and dates that pass: each has a first day on which it says something else.
A clause that turns on the date in any other way is refused, because nobody could say when.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from supervise.dates import months_completed_on
from supervise.rules import ON, Condition, Facts, Ref, Term, value_of
from supervise.rules.choices import Cut
from supervise.rules.reading import children, names
from supervise.rules.terms import Compare, Months, MonthsAfter, Number, Years

Node = Term | Condition
_ONE_DAY = timedelta(days=1)
_MONTHS_OF_ALL = 12 * date.max.year


def time_defects(node: Node) -> Iterator[str]:
    """Uses of the date that have no days of their own."""
    match node:
        case Compare(left, _, right) if "on" in set(names(node)):
            if _sides(left, right) is None:
                yield f"'{node}': compare years, months or a date with a number or a date"
        case Cut(of, _) if "on" in set(names(node)):
            if not _is_elapsed(of):
                yield f"'{node}': only whole years or months up to the date can be cut"
        case Ref("on"):
            yield "the date stands where no day can be told on which the answer turns"
        case _:
            for child in children(node):
                yield from time_defects(child)


def _is_elapsed(term: Term) -> bool:
    match term:
        case Years(Ref() | MonthsAfter(Ref()), later) | Months(
            Ref() | MonthsAfter(Ref()), later
        ):
            return later == ON
        case _:
            return False


def _is_day(term: Term) -> bool:
    match term:
        case Ref(name):
            return name != "on"
        case MonthsAfter(Ref(name)):
            return name != "on"
        case _:
            return False


def _sides(left: Term, right: Term) -> tuple[Term, Term] | None:
    """What turns, and what it is compared with."""
    for one, other in ((left, right), (right, left)):
        if _is_elapsed(one) and isinstance(other, Number):
            return one, other
        if one == ON and _is_day(other):
            return other, one
    return None


def turning_days(node: Compare | Cut, facts: Facts) -> Iterator[date]:
    """The days on which a node can begin to say something else. Unknown dates give none."""
    if isinstance(node, Cut):
        for floor in node.floors:
            yield from _elapsed_days(node.of, Number(floor), facts)
        return
    sides = _sides(node.left, node.right)
    assert sides is not None  # the policy was refused otherwise
    turning, against = sides
    if isinstance(against, Number):
        yield from _elapsed_days(turning, against, facts)
    elif isinstance(day := value_of(turning, facts), date):
        yield day
        if day < date.max:
            yield day + _ONE_DAY


def _elapsed_days(term: Term, number: Number, facts: Facts) -> Iterator[date]:
    assert isinstance(term, Years | Months)
    months = 12 if isinstance(term, Years) else 1
    since = value_of(term.earlier, facts)
    if isinstance(since, date):
        whole = int(number.value)
        for each in (whole, whole + 1):
            if 12 * since.year + each * months < _MONTHS_OF_ALL:
                yield months_completed_on(since, each * months)
