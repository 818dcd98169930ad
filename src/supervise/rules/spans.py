"""Spans of days, and their algebra: on which days something is so.

A span is half open: its first day belongs to it, its last number does not. Days are ordinals.
Spans are sorted and never touch, so that one set of days has one form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

Span = tuple[int, int]
Spans = tuple[Span, ...]

BEFORE_ALL, AFTER_ALL = 0, date.max.toordinal() + 1
ALWAYS: Spans = ((BEFORE_ALL, AFTER_ALL),)
NEVER: Spans = ()


def joined(spans: Iterable[Span]) -> Spans:
    """Any spans as one sorted set of days; empty ones vanish.

    >>> joined([(5, 7), (1, 3), (3, 4), (9, 9)])
    ((1, 4), (5, 7))
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def outside(spans: Spans) -> Spans:
    """The days that are in none of them.

    >>> outside(outside(((1, 4),)))
    ((1, 4),)
    """
    edges = [BEFORE_ALL, *(edge for span in spans for edge in span), AFTER_ALL]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple((start, end) for start, end in pairs if start < end)


def at_least(number: int, sets: Iterable[Spans]) -> Spans:
    """The days that are in at least so many of the sets.

    >>> at_least(2, [((1, 5),), ((3, 9),), ((8, 12),)])
    ((3, 5), (8, 9))
    """
    changes: dict[int, int] = {BEFORE_ALL: 0}
    for spans in sets:
        for start, end in spans:
            changes[start] = changes.get(start, 0) + 1
            changes[end] = changes.get(end, 0) - 1
    return joined(_where_enough(number, sorted(changes.items())))


def _where_enough(number: int, changes: list[tuple[int, int]]) -> Iterator[Span]:
    depth, since = 0, None
    for day, change in changes:
        depth += change
        if depth >= number and since is None:
            since = day
        elif depth < number and since is not None:
            yield since, day
            since = None
    if since is not None:
        yield since, AFTER_ALL


def both(one: Spans, other: Spans) -> Spans:
    """The days that are in both.

    >>> both(((1, 5), (7, 9)), ((4, 8),))
    ((4, 5), (7, 8))
    """
    found, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def either(one: Spans, other: Spans) -> Spans:
    """The days that are in one or the other."""
    return joined((*one, *other))


def span_at(spans: Spans, day: int) -> Span | None:
    """The span that a day is in, if there is one."""
    place = bisect_right(spans, (day, AFTER_ALL)) - 1
    return spans[place] if place >= 0 and day < spans[place][1] else None


def holds_on(spans: Spans, day: int) -> bool:
    """Whether a day is in them."""
    return span_at(spans, day) is not None


def days_in(spans: Spans, first: int, last: int) -> int:
    """How many days from `first` to `last`, both included, are in them."""
    return sum(max(0, min(end, last + 1) - max(start, first)) for start, end in spans)


def next_edge(spans: Spans, day: int) -> int | None:
    """The first later day on which the answer is another."""
    edges = (edge for span in spans for edge in span if day < edge < AFTER_ALL)
    return next(edges, None)
