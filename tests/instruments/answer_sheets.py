"""Hypothesis strategies for answers: fit to be scored, with gaps, and wrong."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from supervise.instruments import Coded, Day, OneOf, Text, Whole, YesNo
from supervise.records import Answer, AnswerState

ASSESSED = st.dates(date(2024, 1, 1), date(2027, 12, 31))
BORN = st.dates(date(1930, 1, 1), date(2005, 12, 31))
SINCE = st.dates(date(2015, 1, 1), date(2026, 12, 31))
WRONG = st.sampled_from(
    (
        "1",
        "Y",
        "",
        "no such code",
        "99999",
        True,
        False,
        0,
        1,
        2,
        -1,
        10**30,
        2.0,
        0.0,
        float("nan"),
        date(2020, 2, 29),
        datetime(2020, 2, 29, 12, 30, tzinfo=UTC),
        b"1",
        (1,),
        [],
        {},
    )
)


def allowed_values(item):
    """Answers to an item that can be scored."""
    match item.answers:
        case OneOf():
            covered = [each.code for each in item.answers.choices if each.covered]
            return st.sampled_from(covered)
        case YesNo():
            return st.booleans()
        case Whole(least, most):
            near = st.integers(least, min(most, least + 20))
            return near | st.integers(least, most)
        case Day():
            return BORN if item.person_fact else SINCE
        case Coded():
            codes = sorted(code for code, said in item.answers.table.rows if said)
            return st.sampled_from(codes)
        case Text():
            return st.text(min_size=1, max_size=20)


def gaps():
    """What stands for an answer where there is none."""
    return st.sampled_from((None, Answer(None), *AnswerState))


def complete_answers(instrument):
    """An answer to every item, save now and then a code that another answer stands for."""
    return st.fixed_dictionaries(
        {
            item.id: st.none() | allowed_values(item)
            if isinstance(item.answers, Coded)
            else allowed_values(item)
            for item in instrument.items
        }
    )


def partial_answers(instrument):
    """Answers to some items; the others are absent, empty, refused or unknown."""
    return st.fixed_dictionaries(
        {},
        optional={
            item.id: allowed_values(item) | allowed_values(item).map(Answer) | gaps()
            for item in instrument.items
        },
    )


@st.composite
def mostly_complete_answers(draw, instrument):
    """Answers to nearly every item: one to three are gone or wrong."""
    answers = dict(draw(complete_answers(instrument)))
    ids = st.sampled_from([item.id for item in instrument.items])
    for id in draw(st.lists(ids, min_size=1, max_size=3, unique=True)):
        answers[id] = draw(gaps() | WRONG)
    return answers


def any_answers(instrument):
    """Answers of every sort, wrong ones among them."""
    return (
        complete_answers(instrument)
        | partial_answers(instrument)
        | mostly_complete_answers(instrument)
    )


PERCENTS = st.sampled_from(("0", "0.28", "1", "2.99", "3", "6.9", "49.99", "75", "100"))
LEVELS = st.sampled_from(("low", "medium", "high", "very_high"))
NO_RESULTS = st.sampled_from(("not_applicable", ""))


def stated_results(instrument):
    """What is stated of the scales that an instrument consumes, mostly results."""
    return st.fixed_dictionaries(
        {
            used.as_term().name: (LEVELS if used.part == "level" else PERCENTS)
            | NO_RESULTS
            for used in instrument.consumes
        }
    )
