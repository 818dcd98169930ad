"""Answers go into the next assessment with where they came from, and are asked again if not."""

from datetime import date

import attrs

from supervise import Registry
from supervise.people import Actor, Role
from supervise.records import (
    Answer,
    AnswerSource,
    Refused,
    Unknown,
    carried_answers,
)
from tests.casefile.invented import assessment, day

OTHER = Actor("officer-099", Role.OFFICER)
GIVEN = {
    "work": 2,
    "peers": Answer(
        value=False, source=AnswerSource.COLLATERAL, rater=OTHER, on=date(2025, 1, 1)
    ),
    "moves": None,
    "drink": Refused,
    "sleep": Unknown,
}
ITEMS = ("work", "peers", "moves", "drink", "sleep", "never_asked")


def earlier():
    made = assessment("a1", 0, 3, "high")
    return attrs.evolve(made, sheet=attrs.evolve(made.sheet, answers=GIVEN))


def test_each_answer_says_where_it_came_from():
    found = carried_answers(earlier(), ITEMS)

    assert {"work", "peers"} == set(found)
    assert Answer(2, rater=earlier().assessed_by, on=day(0)) == found["work"]
    assert GIVEN["peers"] == found["peers"]


def test_only_the_items_that_were_named_are_carried():
    assert {"work"} == set(carried_answers(earlier(), ["work"]))


def test_what_was_answered_too_long_ago_is_asked_anew():
    found = carried_answers(earlier(), ITEMS, not_before=date(2025, 6, 1))

    assert {"work"} == set(found)


def test_a_carried_answer_scores_as_it_did():
    registry = Registry.builtin()
    example = registry.instrument("psa").examples[0]
    on = example.on or date(2026, 1, 5)
    sheet = registry.score("psa", example.answers, on=on)
    first = attrs.evolve(earlier(), sheet=sheet)

    again = registry.score("psa", carried_answers(first, sheet.answers), on=on)

    assert [(s.id, s.status, s.score, s.level) for s in sheet] == [
        (s.id, s.status, s.score, s.level) for s in again
    ]
