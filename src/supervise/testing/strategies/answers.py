"""Answers to the items of an instrument: those that it has, and those that it refuses.

They say what is valid, never what is likely: no answer here tells anything about people.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice

from hypothesis import strategies as st

from supervise.instruments import Coded, Day, Instrument, Item, OneOf, Whole, YesNo
from supervise.records import Answer, AnswerSource, AnswerState

Answers = dict[str, object]

FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2027, 12, 31)
WRONG: tuple[object, ...] = (
    "",
    "1",
    "Y",
    "no such code",
    True,
    False,
    0,
    1,
    -1,
    10**30,
    0.0,
    2.0,
    float("nan"),
    date(2020, 2, 29),
    datetime(2020, 2, 29, 12, 30, tzinfo=UTC),
    b"1",
    (1,),
    [],
    {},
)
WORDS = st.sampled_from(("as we said", "something came up", "it went well"))


@cache
def answer_values(item: Item) -> st.SearchStrategy[object]:
    """Answers that an item can have; it shrinks to the lowest.

    Dates lie before 2024, the first day on which `dates_of_assessment` may fall.
    """
    match item.answers:
        case OneOf(choices):
            return st.sampled_from([each.code for each in choices if each.covered])
        case YesNo():
            return st.booleans()
        case Whole(least, most):
            near = st.integers(least, min(most, least + 20))
            return near | st.integers(least, most)
        case Day():
            return _days(item)
        case Coded(table):
            return st.sampled_from(
                list(islice((code for code, said in table.rows if said), 200))
            )
        case _:
            return WORDS


def _days(item: Item) -> st.SearchStrategy[date]:
    if item.person_fact:
        return st.dates(date(1940, 1, 1), date(2005, 12, 31))
    return st.dates(date(2015, 1, 1), FIRST_DAY - timedelta(days=1))


def answers(
    instrument: Instrument, *, complete: bool = True
) -> st.SearchStrategy[Answers]:
    """Answers to an instrument: to every item, or with gaps where it need not be complete.

    They may still contradict one another where the instrument has rules between items; a gap is
    an absent item, `None`, or a state such as `Refused`. It shrinks to the lowest answers.
    """
    values = {item.id: answer_values(item) for item in instrument.items}
    if complete:
        return st.fixed_dictionaries(values)
    gap = st.sampled_from((None, *AnswerState))
    sometimes = {id: value | gap for id, value in values.items()}
    return st.fixed_dictionaries({}, optional=sometimes)


def recorded_answers(instrument: Instrument) -> st.SearchStrategy[Answers]:
    """Answers with where they came from."""
    source = st.none() | st.sampled_from(list(AnswerSource))
    return st.fixed_dictionaries(
        {
            item.id: st.builds(Answer, answer_values(item), source=source)
            for item in instrument.items
        }
    )


@st.composite
def wrong_answers(draw: st.DrawFn, instrument: Instrument) -> Answers:
    """Answers of which at least one is none: another type, off the form, or to no item."""
    found = dict(draw(answers(instrument)))
    ids = [item.id for item in instrument.items]
    wrong = st.sampled_from(WRONG)
    for id in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)):
        found[id] = draw(wrong)
    found["no_such_item_is_asked"] = draw(wrong)
    return found


@cache
def dates_of_assessment() -> st.SearchStrategy[date]:
    """Dates for `on`; it shrinks to the first day of 2024."""
    return st.dates(FIRST_DAY, LAST_DAY)
