"""What each leaf about time and events says of a day; all by hand, from the calendar."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from supervise.dates import (
    BusinessCalendar,
    Period,
    business_days,
    days,
    months,
    weeks,
    years,
)
from supervise.errors import CalendarMissing
from supervise.rules import (
    AtLeast,
    Dated,
    Events,
    Happened,
    Held,
    Latest,
    Left,
    Ref,
    Rose,
    Served,
    Since,
    Timeline,
    days_of,
    free_of,
    happened,
)
from supervise.rules.criteria import (
    Rounding,
    decided,
    events_in,
    fields_of,
    leaves,
    matches,
)
from supervise.rules.spans import holds_on
from supervise.rules.terms import All, AnyOf

TEST = Events("test")
CALM, BUSY = Ref("calm").yes, Ref("busy").yes


def day(number, month=1):
    return date(2026, month, number)


def held(criterion, on, *, events=(), states=None, **dates):
    """Whether it holds on a day; nothing where that is unknown."""
    found = days_of(
        criterion,
        Timeline(person="person-001", states=states or {}, dates=dates, events=events),
    )
    if not holds_on(found.possibly, on.toordinal()):
        assert not holds_on(found.certainly, on.toordinal())
        return False
    return True if holds_on(found.certainly, on.toordinal()) else None


@pytest.mark.parametrize(
    ("criterion", "last", "first"),
    (
        (Since("start", days(30)), day(30), day(31)),
        (Since("start", months(1)), day(31), day(1, 2)),
        (Since("start", days(0)), date(2025, 12, 31), day(1)),
        # Half of the seven days to 8 January are three and a half; a third, two and a third.
        (Served("start", "end", Fraction(1, 2), Rounding.UP), day(4), day(5)),
        (Served("start", "end", Fraction(1, 2), Rounding.DOWN), day(3), day(4)),
        (Served("start", "end", Fraction(1, 3), Rounding.UP), day(3), day(4)),
        (Served("start", "end", Fraction(1, 3), Rounding.DOWN), day(2), day(3)),
        (Served("start", "end", Fraction(3, 7), Rounding.UP), day(3), day(4)),
        (Served("start", "end", Fraction(3, 7), Rounding.DOWN), day(3), day(4)),
    ),
)
def test_what_begins_on_a_day_holds_from_that_day_on(criterion, last, first):
    dates = {"start": day(1), "end": day(8)}

    assert [False, True] == [held(criterion, on, **dates) for on in (last, first)]


@pytest.mark.parametrize(
    ("length", "end", "last"),
    (
        (days(14), day(31), day(16)),
        (weeks(2), day(31), day(16)),
        (days(0), day(31), day(30)),
        # A month from 28 February is 28 March; a month from 1 March is 1 April.
        (months(1), day(31, 3), day(28, 2)),
        # A month from 28, 29, 30 and 31 January is 28 February alike.
        (months(1), day(28, 2), day(27)),
        (years(2), day(31, 3), date(2024, 3, 30)),
        # To the end of the month: from 28 February to 31 March, from 1 March to 30 April.
        (months(1, month_end=True), day(30, 4), day(28, 2)),
    ),
)
def test_more_than_so_long_is_left_up_to_a_day(length, end, last):
    found = [
        held(Left("end", length), last + timedelta(days=more), end=end)
        for more in (-1, 0, 1)
    ]

    assert [True, True, False] == found


# Monday, 5 January 2026, is a holiday; the calendar says nothing of other months.
OFFICE = BusinessCalendar(
    name="office",
    version="1",
    covers=Period("2026-01-01", "2026-01-31"),
    rest_days=(5, 6),
    holidays=(day(5),),
)
TWO_DAYS = business_days(2, "office")


@pytest.mark.parametrize(
    ("criterion", "dates", "holding"),
    (
        # Friday and Tuesday are the two business days after Thursday the 1st.
        (Since("start", TWO_DAYS), {"start": day(1)}, [False, True, True]),
        # From Monday, two of them end on Wednesday the 7th; from Tuesday, on the 8th.
        (Left("end", TWO_DAYS), {"end": day(8)}, [True, False, False]),
    ),
)
def test_business_days_are_counted_by_the_calendar_around_them(
    criterion, dates, holding
):
    case = Timeline(person="person-001", dates=dates)
    found = days_of(criterion, case, {"office": OFFICE})

    assert holding == [
        holds_on(found.certainly, day(number).toordinal()) for number in (5, 6, 7)
    ]
    with pytest.raises(CalendarMissing):
        days_of(criterion, case)


def test_a_longer_time_than_any_is_left_on_no_day():
    assert not held(Left("end", years(3000)), date.min, end=day(1))


@pytest.mark.parametrize("length", (days(30), months(1), years(1)))
def test_an_end_on_the_last_day_of_all_is_far_away(length):
    """Some registers write a term without an end as one that ends on 31 December 9999."""
    assert held(Left("end", length), day(1), end=date.max)
    assert not held(Left("end", length), date(9999, 12, 15), end=date.max)
    assert not held(Since("end", length), date.max, end=date.max)


@pytest.mark.parametrize(
    "criterion",
    (
        Since("start", days(1)),
        Left("end", days(1)),
        Served("start", "end", Fraction(1, 2), Rounding.UP),
        Served("end", "start", Fraction(1, 2), Rounding.UP),
    ),
)
def test_without_its_date_it_is_unknown(criterion):
    lacking = {"start": day(1), "end": day(8)}
    lacking.pop("start" if "start" in str(criterion) else "end")

    assert held(criterion, day(9), **lacking) is None


def test_a_state_has_held_for_so_long_once_the_whole_time_is_known():
    states = {
        "calm": [Dated(value=True, start=day(1)), Dated(value=False, start=day(20))]
    }
    criterion = Held(CALM, days(14))

    said = [held(criterion, day(number), states=states) for number in (14, 15, 19, 20)]

    assert [None, True, True, False] == said


@pytest.mark.parametrize(
    ("number", "on", "holds"),
    (
        (1, day(1), False),
        (1, day(2), True),
        (1, day(15), True),
        (1, day(19), True),
        (1, day(20), False),
        (2, day(5), False),
        (2, day(6), True),
        (2, day(15), True),
        (2, day(16), False),
    ),
)
def test_events_count_from_their_day_for_so_long(number, on, holds):
    events = [happened("e1", "test", day(2)), happened("e2", "test", day(6))]

    assert holds is held(Happened(TEST, number, days(14)), on, events=events)
    if number == 1:
        assert holds is not held(free_of(TEST, days(14)), on, events=events)


def test_the_latest_event_decides_and_before_the_first_nothing_is_known():
    events = [
        happened("e1", "test", day(2), result="clear"),
        happened("e2", "visit", day(3), result="none"),
        happened("e3", "test", day(5)),
        happened("e4", "test", day(7), result="positive"),
    ]
    criterion = Latest(TEST, Ref("result").is_("clear"))

    said = [held(criterion, day(number), events=events) for number in range(1, 9)]

    assert [None, True, True, True, None, None, False, False] == said
    assert held(criterion, day(1)) is None


@pytest.mark.parametrize(
    ("old", "new", "from_zero", "rose"),
    (
        (100, 110, False, True),
        (10000, 10995, False, False),
        (100, 90, False, False),
        (1, 2, False, True),
        (-10, -9, False, True),
        (-20, -19, False, False),
        (2.0, 2.5, False, True),
        (0, 1, True, True),
        (0, 1, False, False),
        (0, 0, True, False),
        (0, -1, True, False),
        ("high", 3, False, None),
        (3, "high", False, None),
        (None, 3, False, None),
    ),
)
def test_a_number_has_risen_by_ten_percent_or_more(old, new, from_zero, rose):
    events = [
        happened("e1", "test", day(1), score=old),
        happened("e2", "test", day(3), score=new),
    ]
    criterion = Rose(TEST, "score", 10, from_zero=from_zero)

    assert rose is held(criterion, day(3), events=events)
    assert held(criterion, day(2), events=events) is False
    assert held(criterion, date(2025, 12, 31), events=events) is None


def test_a_number_that_stays_has_not_risen_by_any_percentage():
    events = [
        happened("e1", "test", day(1), score=5),
        happened("e2", "test", day(3), score=5),
    ]

    assert held(Rose(TEST, "score", 0, from_zero=True), day(3), events=events) is False


# 2 January 2026 is a Friday; 1 February is a Sunday.
@pytest.mark.parametrize(
    ("on", "weekend", "odd_month"),
    (
        (day(2), False, True),
        (day(3), True, True),
        (day(4), True, True),
        (day(5), False, True),
        (day(1, 2), True, False),
        (day(2, 3), False, True),
        (day(1, 4), False, False),
    ),
)
def test_the_day_of_an_event_is_of_a_weekend_and_of_an_odd_month(
    on, weekend, odd_month
):
    event = happened("e1", "test", on, result="clear")

    assert fields_of(event) == {
        "weekend": weekend,
        "odd_month": odd_month,
        "result": "clear",
    }


@pytest.mark.parametrize(
    ("events", "is_one"),
    (
        (TEST, True),
        (Events("visit"), False),
        (Events("test", Ref("result").is_("clear")), True),
        (Events("test", Ref("result").is_("positive")), False),
        (Events("test", Ref("place").is_("home")), False),
        (Events("visit", Ref("result").is_("clear")), False),
    ),
)
def test_an_event_is_one_of_these_by_its_kind_and_fields(events, is_one):
    assert is_one is matches(happened("e1", "test", day(1), result="clear"), events)


def test_a_condition_on_two_states_is_undecided_where_the_unknown_one_decides():
    states = {
        "calm": [Dated(value=True, start=day(2), end=day(4))],
        "busy": [Dated(value=True, start=day(3)), Dated(value=False, start=day(5))],
    }

    said = [
        [held(each, day(number), states=states) for number in range(1, 7)]
        for each in (CALM & BUSY, CALM | BUSY, CALM.of.same_as(BUSY.of), ~CALM)
    ]

    assert [
        [None, None, True, None, False, False],
        [None, True, True, True, None, None],
        [None, None, True, None, None, None],
        [None, False, False, None, None, None],
    ] == said


THREE = (Since("a", days(1)), CALM, Since("c", days(1)))


# Kleene's logic: enough that hold, or not enough that could.
@pytest.mark.parametrize(
    ("number", "said", "expected"),
    (
        (2, (True, True, False), True),
        (2, (True, None, False), None),
        (2, (None, None, False), None),
        (2, (True, False, False), False),
        (3, (True, True, None), None),
        (3, (True, True, True), True),
        (1, (False, False, None), None),
        (1, (False, False, False), False),
    ),
)
def test_so_many_of_three_hold_where_what_is_known_says_so(number, said, expected):
    truths, states = {THREE[0]: said[0], THREE[2]: said[2]}, {"calm": said[1]}
    every, some = THREE[0] & CALM & THREE[2], THREE[0] | CALM | THREE[2]

    def found(criterion):
        return decided(criterion, states, truths)

    assert expected is found(AtLeast(number, THREE))
    assert (None if expected is None else not expected) is found(
        ~AtLeast(number, THREE)
    )
    if number == 3:
        assert expected is found(every)
    if number == 1:
        assert expected is found(some)


def test_a_criterion_names_its_leaves_and_the_events_that_it_asks_about():
    visits = Events("visit")
    criterion = AtLeast(
        1,
        (
            CALM & Happened(TEST, 1, days(3)),
            BUSY | ~Latest(visits, CALM),
            Held(~Happened(visits, 2, days(3)), days(9)),
            Rose(TEST, "score", 10, from_zero=False),
        ),
    )

    assert 6 == len(list(leaves(criterion)))
    assert [TEST, visits, visits, TEST] == list(events_in(criterion))


def test_all_of_no_criteria_hold_on_every_day_and_any_of_none_on_no_day():
    assert held(All(()), day(1)) is True
    assert held(All(()), date.max) is True
    assert held(AnyOf(()), day(1)) is False
