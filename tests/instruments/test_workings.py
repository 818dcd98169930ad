"""What explains a sheet: what answers show, what stood in for them, what each row adds."""

import pickle

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Choice,
    Decided,
    Item,
    MissingRule,
    Points,
    Text,
    Whole,
    YesNo,
    named,
    one_of,
    score,
)
from supervise.instruments.workings import plain_raw
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import CONSIDERABLE, SOME, STRENGTH, Need
from supervise.rules import (
    by_code,
    by_range,
    certainly,
    first_known,
    first_match,
    row,
    table,
)
from tests.instruments.invented import ON, arrests, moves, odds, screen, work

name = Item("name_of_form", "", Text())
job = Item(
    "job",
    "What work?",
    one_of(
        Choice(0, "regular", shows=STRENGTH),
        Choice(1, "odd jobs", shows=SOME),
        Choice(2, "none", shows=CONSIDERABLE),
        Choice(3, "retired"),
    ),
    Need.WORK,
)
drinks = Item("drinks", "Drinks daily?", YesNo(shows=SOME), Need.SUBSTANCE)
visits = Item("visits", "Is visited?", YesNo(shows=STRENGTH), Need.FAMILY)
friends = Item("friends", "How many friends?", Whole(0, 9), Need.COMPANIONS)
ITEMS = (name, job, drinks, visits, friends)


def recorded(answers):
    """What the answers show, as it is written down."""
    total = Points(
        "total", "", table=table(("total",), row(job, 1)), missing=NONE_MAY_BE_MISSING
    )
    declared = screen(items=ITEMS, scales=(total,), rules=())
    return score(declared, answers, on=ON).workings.recorded()


def shown(answers):
    """Needs, strengths, and what showed no need, each with its item."""
    found = recorded(answers)
    return (
        [(each.item, each.severity.code) for each in found.needs],
        [each.item for each in found.strengths],
        [(each.item, each.answered) for each in found.nothing_shown],
    )


def test_an_answer_shows_what_its_choice_says():
    some = ([("job", SOME.code)], [], [("drinks", False)])
    considerable = ([("job", CONSIDERABLE.code)], [], [("drinks", False)])

    assert some == shown({"job": 1})
    assert considerable == shown({"job": 2})
    assert ([], ["job"], [("drinks", False)]) == shown({"job": 0})
    assert ([], [], [("job", True), ("drinks", False)]) == shown({"job": 3})


def test_a_yes_shows_what_it_is_said_to_show_and_a_no_shows_nothing():
    yes = {"drinks": True, "visits": True}
    no = {"drinks": False, "visits": False}

    assert ([("drinks", SOME.code)], ["visits"], [("job", False)]) == shown(yes)
    assert ([], [], [("job", False), ("drinks", True)]) == shown(no)


def test_a_count_shows_no_need_and_lacks_none():
    unanswered = [("job", False), ("drinks", False)]

    assert ([], [], unanswered) == shown({"friends": 3})
    assert ([], [], unanswered) == shown({})


def test_what_is_shown_is_shown_by_the_words_of_the_form():
    found = recorded({"job": 1, "drinks": True, "visits": True})

    assert ["What work?: odd jobs", "Drinks daily?: yes"] == [
        each.because for each in found.needs
    ]
    assert ["Is visited?: yes"] == [each.because for each in found.strengths]


# -- what a scale can do without

DOES_WITHOUT = MissingRule("a blank counts nothing")


def test_what_stands_in_for_an_answer_in_two_scales_is_told_once():
    one, two = (
        Points(
            id,
            "",
            table=table((id,), row(certainly(moves.yes), 1)),
            missing=DOES_WITHOUT,
        )
        for id in ("one", "two")
    )
    declared = screen(scales=(one, two), rules=())

    assert ["moves"] == [each.item for each in score(declared, {}, on=ON).assumed]


def test_what_stands_in_is_told_only_of_what_is_scored_and_not_known():
    one = Points(
        "one",
        "",
        table=table(("one",), row(certainly(moves.yes), 1), row(arrests, 1)),
        missing=DOES_WITHOUT,
    )
    declared = screen(scales=(one,), rules=())

    assert () == score(declared, {"moves": True, "arrests": 1}, on=ON).assumed
    assert () == score(declared, {}, on=ON).assumed


def test_what_stands_in_is_found_within_named_values_and_their_parts():
    both = named("both", first_known(arrests, 0) + first_known(work, 1))
    one = Points("one", "", table=table(("one",), row(both, 1)), missing=DOES_WITHOUT)
    declared = screen(values=(both,), scales=(one,), rules=())

    sheet = score(declared, {}, on=ON)

    assert 1 == sheet["one"].score
    assert [("work", 1), ("arrests", 0)] == [
        (each.item, each.value) for each in sheet.assumed
    ]


# -- what each row adds


def test_every_row_that_adds_something_is_told_with_what_it_was():
    scale = odds(
        table=table(
            ("odds",),
            row("constant", "-1.5"),
            row(arrests, "0.25"),
            row(moves.yes, "1"),
            by_code(job, {0: ("0",), 1: ("0.5",), 2: ("2",), 3: ("0",)}, label="job"),
            by_range(friends, (0, 2, ("0.75",)), (3, 9, ("0",)), label="friends"),
        ),
    )
    declared = screen(items=(arrests, moves, *ITEMS), scales=(scale,), rules=())
    answers = {"arrests": 3, "moves": True, "job": 2, "friends": 2}

    result = score(declared, answers, on=ON)["odds"]

    # 3 arrests at 0.25 each; the rest stands in the table as it is
    assert [-1.5, 0.75, 1.0, 2.0, 0.75] == [e.amount for e in result.contributions]
    assert 3.0 == result.raw
    assert 3.0 == plain_raw(declared, scale, answers)
    assert ["job: 2", "friends: 2"] == [e.label for e in result.contributions][3:]


def test_a_level_that_a_rule_decides_is_made_of_no_rows():
    level = Decided(
        "level",
        "",
        by=first_match((moves.yes, "low"), otherwise="high"),
        scheme=LOW_MEDIUM_HIGH,
        missing=NONE_MAY_BE_MISSING,
        citation="Invented.",
    )
    declared = screen(scales=(level,), rules=())

    assert () == score(declared, {"moves": True}, on=ON)["level"].contributions


def test_what_explains_a_sheet_is_sent_along_with_it():
    sheet = score(screen(), {"work": 2, "moves": True, "arrests": 1}, on=ON)

    there = pickle.loads(pickle.dumps(sheet))

    # the 2 of the work and the 1 of the move
    assert [2, 1] == [each.amount for each in there["total"].contributions]
