"""A timeline: what holds on a day, what was known on it, and what a later record corrects."""

import pickle
from datetime import date

import pytest

from supervise.rules import Dated, Timeline, happened


def day(number):
    return date(2026, 1, number)


def state(value, start, end=None, recorded=None):
    return Dated(
        value=value,
        start=day(start),
        end=None if end is None else day(end),
        recorded=None if recorded is None else day(recorded),
    )


def timeline(*states, events=()):
    return Timeline(person="person-001", states={"level": states}, events=events)


# By hand: a state runs up to the day before its end, or to the next entry.
@pytest.mark.parametrize(
    ("states", "values"),
    (
        ((), [None] * 6),
        ((state("a", 2),), [None, "a", "a", "a", "a", "a"]),
        ((state("a", 2, 4),), [None, "a", "a", None, None, None]),
        ((state("a", 1, 5), state("b", 3)), ["a", "a", "b", "b", "b", "b"]),
        ((state("b", 4), state("a", 1, 3)), ["a", "a", None, "b", "b", "b"]),
        # The second of the same day was recorded later, in whatever order they come.
        (
            (state("b", 2, recorded=9), state("a", 2, recorded=8)),
            [None, "b", "b", "b", "b", "b"],
        ),
        ((state("b", 2, recorded=9), state("a", 2)), [None, "b", "b", "b", "b", "b"]),
    ),
)
def test_a_state_has_one_value_on_each_day_or_is_unknown(states, values):
    person = timeline(*states)

    assert values == [person.value_on("level", day(number)) for number in range(1, 7)]
    assert person.value_on("another", day(1)) is None


def test_a_corrected_state_takes_one_value_on_its_day():
    person = timeline(state("a", 2, recorded=8), state("b", 2, 5, recorded=9))

    assert [(day(2).toordinal(), "b"), (day(5).toordinal(), None)] == person.steps(
        "level"
    )


def test_on_a_day_is_known_what_was_recorded_by_the_end_of_it():
    person = timeline(
        state("a", 1, recorded=1),
        state("b", 1, recorded=3),
        events=(
            happened("e1", "visit", day(1)),
            happened("e2", "visit", day(1), recorded=day(2)),
            happened("e3", "visit", day(1), recorded=day(3)),
        ),
    )

    known = [person.known_on(day(number)) for number in (1, 2, 3)]

    assert ["a", "a", "b"] == [each.value_on("level", day(1)) for each in known]
    assert [1, 2, 3] == [len(each.events) for each in known]


def test_an_event_stands_until_a_later_record_corrects_it():
    wrong = happened("e1", "visit", day(1))
    right = happened("e2", "visit", day(2), supersedes="e1")
    other = happened("e3", "test", day(2), result="clear", at="home")

    assert (wrong, other) == timeline(events=(other, wrong)).standing
    assert (right, other) == timeline(events=(other, right, wrong)).standing


def test_the_fields_of_an_event_are_in_one_order():
    event = happened("e3", "test", day(2), result="clear", at="home", reference="x")

    assert (("at", "home"), ("result", "clear")) == event.fields
    assert "x" == event.reference


def test_a_timeline_pickles_as_itself():
    given = Timeline(
        person="person-001",
        states={"level": [state("a", 2)]},
        dates={"end": day(9)},
        events=[happened("e1", "visit", day(1))],
    )

    assert given == pickle.loads(pickle.dumps(given))


def test_what_is_known_of_a_person_is_not_shown():
    event = happened("e1", "test", day(1), result="positive")
    shown = repr(
        Timeline(
            person="person-001",
            states={"level": [state("secret", 2)]},
            dates={"end": day(9)},
            events=[event],
        )
    )

    assert "Timeline(person='person-001')" == shown
    assert "positive" not in repr(event)
    assert "secret" not in repr(state("secret", 2))
