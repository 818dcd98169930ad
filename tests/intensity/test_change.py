"""Outlook, self-change and editions; expected values follow from the invented policies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.dates import Period
from supervise.errors import DeclarationError
from supervise.intensity import (
    Clause,
    Editions,
    IfBlank,
    coded,
    day,
    highest,
    next_change,
    number,
    recommend,
    yes_no,
)
from supervise.records import Unknown
from supervise.rules import (
    NOTHING,
    ON,
    cut,
    first_known,
    first_match,
    mapped,
    months,
    months_after,
    stated,
    years,
)
from supervise.rules.terms import Number
from tests.intensity.examples import POLICY, policy
from tests.support.sheets import rated, scale, sheet

TODAY = date(2026, 6, 1)

born = day("born_on", "date of birth")
began = day("began_on", "day on which supervision began")
ends = day("ends_on", "day on which an order ends")
TIMED = policy(
    inputs=(born, began, ends),
    standings=(),
    in_force=Period("2020-01-01"),
    rule=highest(
        Clause(
            "age",
            "Age",
            says=mapped(
                cut(years(born, ON), "0", "25"), {"0": "regular", "25": "light"}
            ),
            citation="p. 1",
        ),
        Clause(
            "start",
            "First months",
            says=first_match((months(began, ON) < 3, "close"), otherwise="light"),
            citation="p. 1",
        ),
        Clause(
            "order",
            "While an order lasts",
            says=first_match((ON <= ends, "regular"), otherwise=NOTHING),
            citation="p. 1",
        ),
        Clause(
            "late",
            "A year after the order",
            says=first_match(
                (months_after(ends, 12) <= ON, "close"), otherwise=NOTHING
            ),
            citation="p. 1",
        ),
    ),
)
DAYS = st.dates(date(2025, 11, 1), date(2026, 12, 31))


def facts(born_on, began_on, ends_on):
    return {"born_on": born_on, "began_on": began_on, "ends_on": ends_on}


@given(
    st.sampled_from(
        (date(2001, 6, 1), date(2001, 6, 2), date(2004, 2, 29), date(1990, 1, 1))
    ),
    DAYS,
    DAYS,
)
def test_the_change_is_the_first_day_that_differs(born_on, began_on, ends_on):
    known = facts(born_on, began_on, ends_on)
    now = recommend(TIMED, facts=known, on=TODAY).intensity
    later = (TODAY + timedelta(days=each) for each in range(1, 1200))
    expected = next(
        (on for on in later if recommend(TIMED, facts=known, on=on).intensity != now),
        None,
    )

    change = next_change(TIMED, facts=known, on=TODAY)

    assert expected == (change and change.on)


def test_a_third_month_ends_on_its_day():
    known = facts(date(1990, 1, 1), date(2026, 5, 31), date(2026, 1, 1))

    change = next_change(TIMED, facts=known, on=TODAY)

    # Three whole months from 31 May are completed on 31 August.
    assert (date(2026, 8, 31), ("start",)) == (change.on, change.clauses)


def test_a_planned_fact_changes_the_answer_on_its_day():
    custody = {"in_custody": True}
    planned = {
        date(2026, 7, 1): {"in_custody": True},
        date(2026, 8, 1): {"in_custody": False},
    }
    sheets = [
        sheet("invented_tool", TODAY, scale("general", percent=10.0)),
        rated(TODAY, {"overall": "low"}, instrument="invented_rating"),
    ]

    enters = next_change(POLICY, sheets, on=TODAY, planned=planned)
    leaves = next_change(POLICY, sheets, custody, on=TODAY, planned=planned)

    assert (date(2026, 7, 1), "not_supervised") == (enters.on, enters.becomes.standing)
    assert (date(2026, 8, 1), "light") == (leaves.on, leaves.becomes.intensity.code)


def edition(version, start, end, code):
    return policy(
        version=version,
        in_force=Period(start, end),
        inputs=(yes_no("known", "known", blank=IfBlank(value=True, because="p")),),
        standings=(),
        rule=Clause(
            "only",
            "Only",
            says=first_match((KNOWN.yes, code), otherwise=code),
            citation="p",
        ),
    )


KNOWN = yes_no("known", "known")
FIRST = edition("1", "2025-01-01", "2026-06-30", "light")
SECOND = edition("2", "2026-07-01", None, "close")


def test_the_next_edition_changes_the_answer_on_its_first_day():
    change = next_change(Editions("invented", (FIRST, SECOND)), on=TODAY)

    assert (date(2026, 7, 1), "close", "2") == (
        change.on,
        change.becomes.intensity.code,
        change.becomes.policy.version,
    )


def test_a_policy_that_ends_without_another_says_so():
    change = next_change(FIRST, on=TODAY)

    assert (date(2026, 7, 1), "refused") == (change.on, change.becomes.status)


@pytest.mark.parametrize(
    ("on", "version"),
    (
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), "1"),
        (date(2026, 6, 30), "1"),
        (date(2026, 7, 1), "2"),
    ),
)
def test_each_edition_is_in_force_in_its_own_time(on, version):
    found = Editions("invented", (FIRST, SECOND)).in_force(on)

    assert version == (found and found.version)


@pytest.mark.parametrize(
    "second",
    (
        edition("2", "2026-06-30", None, "close"),
        edition("2", "2025-06-01", "2025-07-01", "close"),
        edition("1", "2026-07-01", None, "close"),
    ),
)
def test_editions_that_overlap_or_share_a_version_are_refused(second):
    with pytest.raises(DeclarationError):
        Editions("invented", (FIRST, second))


@pytest.mark.parametrize(
    "says",
    (
        mapped(cut(years(born, ON) + 1, "0", "25"), {"0": "light", "25": "close"}),
        first_match((years(born, ON) * 2 >= 50, "close"), otherwise="light"),
        first_match(
            (years(born, ON) >= years(began, ends), "close"), otherwise="light"
        ),
    ),
)
def test_a_clause_that_turns_on_the_date_in_an_unforeseeable_way_is_refused(says):
    clause = Clause("only", "Only", says=says, citation="p")

    with pytest.raises(DeclarationError, match="date"):
        policy(inputs=(born, began, ends), rule=clause, standings=())


def test_a_number_that_stands_in_arithmetic_cannot_be_gone_through_and_says_so():
    one, two = number("one", "one", "0", "9"), number("two", "two", "0", "9")
    summed = policy(
        inputs=(one, two),
        standings=(),
        rule=Clause(
            "sum",
            "Sum",
            says=mapped(cut(one + two, "0", "9"), {"0": "light", "9": "close"}),
            citation="p",
        ),
    )

    found = recommend(summed, facts={"one": 3}, on=TODAY)

    assert (("two",), ()) == (found.outlook.untold, found.outlook.possible)


@pytest.mark.parametrize(
    ("operator", "cells"), ((">=", 2), (">", 3), ("<", 2), ("<=", 3))
)
def test_cells_of_a_number_keep_the_edge_on_its_side(operator, cells):
    """0 to 10 with an edge at the end: `> 0` tells 0 itself from the rest."""
    score = number("score", "score", "0", "10")
    compare = {
        ">=": score >= 5,
        ">": (score > 0) & (score >= 5),
        "<": score < 5,
        "<=": (score <= 0) | (score < 5),
    }[operator]
    split = policy(
        inputs=(score,),
        standings=(),
        rule=Clause(
            "only",
            "Only",
            says=first_match((compare, "close"), otherwise="light"),
            citation="p",
        ),
    )

    found = recommend(split, on=TODAY)

    from supervise.intensity.cells import cells_in

    assert cells == len(cells_in(split)["score"].values)
    assert ["light", "close"] == [each.code for each in found.outlook.possible]


def test_an_unknown_optional_fact_may_also_turn_out_blank():
    register = coded("register", "register", "one", blank=IfBlank(NOTHING, "p"))
    optional = policy(
        inputs=(register,),
        standings=(),
        rule=highest(
            Clause(
                "register", "R", says=mapped(register, {"one": "close"}), citation="p"
            ),
            Clause("otherwise", "O", says=stated("light"), citation="p"),
        ),
    )

    found = recommend(optional, facts={"register": Unknown}, on=TODAY)

    assert ["light", "close"] == [each.code for each in found.outlook.possible]


def test_settled_inputs_have_no_outlook():
    found = recommend(TIMED, facts=facts(TODAY, TODAY, TODAY), on=TODAY)

    assert (None, False) == (found.outlook, found.provisional)


@pytest.mark.parametrize(
    ("swapped", "cells"),
    (
        (lambda score: Number("5") <= score, 2),
        (lambda score: (Number("0") < score) & (Number("5") <= score), 3),
        (lambda score: Number("5") > score, 2),
        (lambda score: (Number("0") >= score) | (Number("5") > score), 3),
    ),
)
def test_cells_are_the_same_where_the_number_stands_on_the_left(swapped, cells):
    from supervise.intensity.cells import cells_in

    score = number("score", "score", "0", "10")
    says = first_match((swapped(score), "close"), otherwise="light")
    split = policy(
        inputs=(score,),
        standings=(),
        rule=Clause("only", "Only", says=says, citation="p"),
    )

    assert cells == len(cells_in(split)["score"].values)


@pytest.mark.parametrize(
    ("says", "defect"),
    (
        (
            first_match((ON >= first_known(ends, born), "close"), otherwise="light"),
            "compare years, months or a date with a number or a date",
        ),
        (
            first_match((ON.same_as(ends), "close"), otherwise="light"),
            "the date stands where no day can be told",
        ),
    ),
)
def test_a_use_of_the_date_that_has_no_day_of_its_own_is_told(says, defect):
    clause = Clause("only", "Only", says=says, citation="p")

    with pytest.raises(DeclarationError, match=defect):
        policy(inputs=(born, began, ends), rule=clause, standings=())


def test_a_date_that_is_not_known_turns_nothing():
    """The 25th birthday is not known either: the first change is that of the other facts."""
    known = {"born_on": Unknown, "began_on": date(2026, 5, 31), "ends_on": Unknown}

    assert None is next_change(TIMED, facts=known, on=TODAY)


def test_when_no_more_can_be_kept_the_answers_are_the_same(monkeypatch):
    """What is kept between people makes it quick, and changes nothing."""
    given = ({"in_custody": True}, {"register": "one"}, {"register": Unknown})
    sheets = [
        sheet("invented_tool", TODAY, scale("general", percent=30.0)),
        rated(TODAY, {"overall": "low"}, instrument="invented_rating"),
    ]
    expected = [recommend(POLICY, sheets, each, on=TODAY) for each in given]

    monkeypatch.setattr("supervise.intensity.prepared.MOST_KEPT", 0)
    monkeypatch.setattr("supervise.intensity.outlook.MOST_KEPT", 0)

    anew = policy()
    assert expected == [recommend(anew, sheets, each, on=TODAY) for each in given]


# -- what has no end: hosts write 9999-12-31 for it ---------------------------------


def test_an_order_without_an_end_does_not_end_before_the_last_day_of_all():
    """The third month from 31 May ends on 31 August; a year after the order is the last day."""
    known = facts(date(1990, 1, 1), date(2026, 5, 31), date.max)

    change = next_change(TIMED, facts=known, on=TODAY)
    later = next_change(TIMED, facts=known, on=change.on)

    assert (date(2026, 8, 31), date.max) == (change.on, later.on)


def test_a_policy_in_force_for_ever_does_not_end():
    for_ever = policy(
        inputs=TIMED.inputs,
        standings=(),
        in_force=Period("2020-01-01", date.max),
        rule=TIMED.rule,
    )
    known = facts(date(1990, 1, 1), date(2025, 5, 31), date(2025, 6, 1))

    assert None is next_change(for_ever, facts=known, on=date(2026, 6, 2))


def test_an_age_that_comes_after_the_last_day_of_all_is_no_day_to_foresee():
    """A slip of the pen in a year of birth: the first cell begins at birth, the next never."""
    known = facts(date(9990, 1, 1), date(2026, 5, 31), date(2025, 6, 1))

    assert date(9990, 1, 1) == next_change(TIMED, facts=known, on=TODAY).on
