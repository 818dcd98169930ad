"""Spans of days, held against plain sets of days."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.rules.spans import (
    AFTER_ALL,
    ALWAYS,
    BEFORE_ALL,
    NEVER,
    at_least,
    both,
    days_in,
    either,
    holds_on,
    joined,
    next_edge,
    outside,
    span_at,
)

DAYS = range(BEFORE_ALL, 40)
EDGES = st.sampled_from((BEFORE_ALL, 1, 2, 3, 5, 8, 13, 21, 34, AFTER_ALL))
PIECES = st.lists(st.tuples(EDGES, EDGES), max_size=5)
SPANS = PIECES.map(joined)


def listed(spans):
    """The first forty days, one by one."""
    return {day for day in DAYS if any(start <= day < end for start, end in spans)}


def is_in_form(spans):
    """Sorted, none empty, and no two of them touch."""
    return all(start < end for start, end in spans) and all(
        one[1] < other[0] for one, other in pairwise(spans)
    )


@given(PIECES)
def test_pieces_are_joined_into_one_form_of_the_same_days(pieces):
    spans = joined(pieces)

    assert is_in_form(spans)
    assert listed(spans) == listed(pieces)


@given(SPANS)
def test_the_days_outside_are_all_others(spans):
    assert is_in_form(outside(spans))
    assert listed(outside(spans)) == {*DAYS} - listed(spans)


def test_outside_of_never_is_always():
    assert ALWAYS == outside(NEVER)
    assert NEVER == outside(ALWAYS)


def test_always_runs_from_before_the_first_date_to_the_last():
    before, last = date.min.toordinal() - 1, date.max.toordinal()

    assert (False, True, True, False) == tuple(
        holds_on(ALWAYS, day) for day in (before - 1, before, last, last + 1)
    )


@given(SPANS, SPANS)
def test_days_of_both_and_of_either_are_those_of_the_sets(one, other):
    assert is_in_form(both(one, other))
    assert listed(both(one, other)) == listed(one) & listed(other)
    assert listed(either(one, other)) == listed(one) | listed(other)


@given(st.integers(0, 4), st.lists(SPANS, max_size=4))
def test_days_of_so_many_sets_are_counted_day_by_day(number, sets):
    spans = at_least(number, sets)

    assert is_in_form(spans)
    assert listed(spans) == {
        day for day in DAYS if sum(day in listed(each) for each in sets) >= number
    }


@given(SPANS, st.sampled_from(DAYS))
def test_a_day_is_in_one_span_or_in_none(spans, day):
    holding = [(start, end) for start, end in spans if start <= day < end]

    assert holding == [span for span in [span_at(spans, day)] if span is not None]
    assert holds_on(spans, day) is bool(holding)


@given(SPANS, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_days_between_two_days_are_counted_with_both_of_these(spans, first, last):
    assert days_in(spans, first, last) == len(listed(spans) & {*range(first, last + 1)})


# By hand: an edge on the day itself is past, and the end of all days is none.
@pytest.mark.parametrize(
    ("day", "edge"), ((1, 3), (3, 5), (4, 5), (5, 9), (8, 9), (9, None))
)
def test_the_next_edge_is_a_later_day_on_which_the_answer_is_another(day, edge):
    assert edge == next_edge(((3, 5), (9, AFTER_ALL)), day)
