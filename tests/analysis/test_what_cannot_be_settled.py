"""Where what is possible cannot be settled: too many answers, a hair's breadth, a model."""

from itertools import product

import pytest

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    BlackBox,
    Decided,
    Item,
    LogOdds,
    Points,
    Reports,
    Whole,
    YesNo,
    score,
)
from supervise.instruments.analysis import (
    Exactness,
    next_questions,
    possible_outcomes,
)
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.rules import by_code, first_match, largest, log, row, table
from tests.analysis.forms import PERCENT_LEVELS
from tests.analysis.small_instruments import ON, RATED, an_instrument

LOW, MEDIUM, HIGH = (LOW_MEDIUM_HIGH[code] for code in ("low", "medium", "high"))
NEEDED = {"missing": NONE_MAY_BE_MISSING}


def odds(*rows, levels=PERCENT_LEVELS):
    weights = table(("total",), *rows)
    return LogOdds("total", "Total", table=weights, bands=levels, **NEEDED)


def possible(scale, items, answers=(), **more):
    declared = an_instrument(items=items, scales=(scale,), **more)
    return possible_outcomes(declared, dict(answers), on=ON)["total"]


def percents(top, medium):
    return bands(
        LOW_MEDIUM_HIGH,
        Band("0", f"{medium - 0.01:.2f}", "low"),
        Band(f"{medium:.2f}", f"{top:.2f}", "medium"),
        Band(f"{top + 0.01:.2f}", "100", "high"),
        citation="Invented.",
    )


# -- a hair's breadth


def test_a_level_that_only_rounding_decides_is_named_and_called_unsettled():
    # 50.00 begins at 49.995, which is log-odds of -0.00020000000067: -0.0002 is nearer to it
    # than engines may differ, so that it may be low or medium
    rated = Item("rated", "?", RATED)
    weights = {0: ("-5",), 1: ("-0.0002",), 2: ("5",)}

    outcome = possible(odds(by_code(rated, weights)), (rated,))

    assert (LOW, MEDIUM, HIGH) == outcome.levels
    assert Exactness.BOUND is outcome.exactness
    assert "not every level between the ends could be settled" in outcome.because


def test_a_level_that_was_neither_found_nor_ruled_out_is_named_and_called_unsettled():
    # seventeen times -1 or 1: the sum is odd, and medium asks for 0, which is 50.00. To rule
    # it out more sums would have to be gone through than is quick.
    items = tuple(Item(f"q{place:02}", "?", YesNo()) for place in range(17))
    scale = odds(
        row("constant", "-17"),
        *(row(item.yes, "2") for item in items),
        levels=percents(60, 40),
    )

    outcome = possible(scale, items)

    assert (LOW, MEDIUM, HIGH) == outcome.levels
    assert Exactness.BOUND is outcome.exactness


def test_a_level_between_the_ends_that_no_sum_comes_to_is_not_named():
    # three times -1 or 1: the sum is odd, and medium asks for 0
    items = tuple(Item(f"q{place}", "?", YesNo()) for place in range(3))
    scale = odds(
        row("constant", "-3"),
        *(row(item.yes, "2") for item in items),
        levels=percents(60, 40),
    )

    outcome = possible(scale, items)

    assert (LOW, HIGH) == outcome.levels
    assert Exactness.EXACT is outcome.exactness


# -- too many answers

COUNTS = tuple(Item(f"n{place}", "?", Whole(0, 9)) for place in range(5))
MANY = row(largest(*COUNTS), 1)


def test_answers_that_meet_and_are_too_many_leave_everything_open():
    scale = Points("total", "Total", table=table(("total",), MANY), **NEEDED)
    declared = an_instrument(items=COUNTS, scales=(scale,))

    outcome = possible_outcomes(declared, {}, on=ON)["total"]
    asked = next_questions(declared, {}, scale="total", on=ON)

    assert Exactness.ANYTHING is outcome.exactness
    assert "together they have more than 20,000 answers" in outcome.because
    assert tuple(item.id for item in COUNTS) == outcome.open == asked.best.items


FIVE = tuple(Item(id, id, Whole(0, 4)) for id in "abcde")
KNOWN = {"e": 2}
a, b, c, d, e = FIVE
WIDE = row(a * b * c * d * e, "0.001")
worth, times = Item("worth", "?", Whole(0, 3)), Item("times", "?", Whole(0, 1))


@pytest.mark.parametrize("known", (KNOWN, {**KNOWN, "a": 3}, {**KNOWN, "worth": 2}))
def test_many_answers_that_meet_are_gone_through_beside_arithmetic_without_a_result(
    known,
):
    # 625 ways to answer a to d; the logarithm of nothing has no result, of 1 it is 0
    items = (*FIVE, worth)
    scale = odds(WIDE, row(log(worth), "1"))
    declared = an_instrument(items=items, scales=(scale,))

    outcome = possible_outcomes(declared, known, on=ON)["total"]

    found = [
        score(declared, dict(zip((i.id for i in items), answers, strict=True)), on=ON)
        for answers in product(
            *(
                [known[item.id]]
                if item.id in known
                else range(item.answers.least, item.answers.most + 1)
                # the ends of a product are at the ends of what is multiplied
                if item is worth
                else (0, 4)
                for item in items
            )
        )
    ]
    told = [s["total"].percent for s in found if s["total"].percent is not None]
    assert Exactness.EXACT is outcome.exactness
    assert (min(told), max(told)) == (outcome.lowest, outcome.highest)


def test_one_group_that_is_too_large_leaves_everything_open_beside_one_that_is_not():
    items = (*FIVE, *COUNTS)

    outcome = possible(odds(WIDE, row(largest(*COUNTS), "0.1")), items, KNOWN)

    assert Exactness.ANYTHING is outcome.exactness
    assert tuple(item.id for item in COUNTS) == outcome.open


def test_answers_of_which_none_has_a_result_lead_to_no_score_beside_many_that_have_one():
    # the logarithm of nothing times anything
    items = (*FIVE, worth, times)

    outcome = possible(
        odds(WIDE, row(log(worth * times), "1")), items, {**KNOWN, "times": 0}
    )

    assert Exactness.NOTHING is outcome.exactness
    assert "arithmetic without a result" in outcome.because


# -- a model


def test_of_what_a_model_scores_nothing_is_ruled_out():
    work, moved = Item("work", "?", RATED), Item("moved", "?", YesNo())
    box = BlackBox(
        "box",
        "Box",
        model="invented 1",
        reports=Reports.LOG_ODDS,
        requires=(work,),
        bands=PERCENT_LEVELS,
        **NEEDED,
    )
    level = Decided(
        "level",
        "Level",
        by=first_match((moved.yes, "high"), otherwise="low"),
        scheme=LOW_MEDIUM_HIGH,
        citation="Invented.",
        **NEEDED,
    )
    declared = an_instrument(items=(work, moved), scales=(box, level))

    outcomes = possible_outcomes(declared, {}, on=ON)

    assert (LOW, MEDIUM, HIGH) == outcomes["box"].levels
    assert (0.0, 100.0) == (outcomes["box"].lowest, outcomes["box"].highest)
    assert ("work",) == outcomes["box"].open
    assert "a model scores it" in outcomes["box"].because
    # the whole form is scored at once, so nothing is said of what stands beside it either
    assert Exactness.ANYTHING is outcomes["level"].exactness
    assert "a model scores the form" in outcomes["level"].because
