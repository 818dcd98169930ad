"""The question that narrows the possible levels most comes first."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervise.errors import UnknownName
from supervise.instruments import NONE_MAY_BE_MISSING, Item, Points, Rule, YesNo, score
from supervise.instruments.analysis import next_questions, possible_outcomes
from supervise.instruments.catalogue.bc_crna import INSTRUMENT as BC_CRNA
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.instruments.catalogue.phq_9 import INSTRUMENT as PHQ_9
from supervise.instruments.catalogue.pni import INSTRUMENT as PNI
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.rules import row, table
from tests.analysis.forms import COUNTS, MODEL, SCREEN
from tests.analysis.small_instruments import (
    ON,
    an_instrument,
    answers_to,
    instruments,
    partial_answers,
)

LOW, MEDIUM, HIGH = (LOW_MEDIUM_HIGH[code] for code in ("low", "medium", "high"))


def ask(instrument, answers, scale="total"):
    return next_questions(instrument, answers, scale=scale, on=ON)


def test_the_question_that_settles_the_level_comes_first():
    # moves and partner yes: 2 + work; with work open the sum is 2, 3 or 4
    # work alone is open, and each of its answers settles the level
    best = ask(SCREEN, {"moves": True, "partner": True}).best

    assert ("work",) == best.items
    assert best.settles
    assert [(MEDIUM,), (MEDIUM,), (HIGH,)] == [each.left for each in best.narrowings]


def test_the_widest_question_comes_first_when_levels_do_not_decide():
    # nothing known: 0 to 4. work 0 leaves 0 to 2, work 2 leaves 2 to 4: two levels
    # moves: no leaves 0 to 3, yes leaves 1 to 4: two and three levels
    questions = ask(SCREEN, {}).questions

    assert ("work",) == questions[0].items
    assert 2 == questions[0].leaves_at_most
    assert 3 == questions[1].leaves_at_most


def test_questions_that_tell_as_much_stand_in_the_order_of_the_form():
    # each of the nine adds 0 to 3, so that none tells more than another; the first two are
    # answered 3, as is the ninth, and six are open
    answered = {"interest": 3, "low_mood": 3, "self_harm": 3}
    order = ("sleep", "energy", "appetite", "self_worth", "concentration", "movement")
    questions = ask(PHQ_9, answered, "phq_9").questions

    assert [(item,) for item in order] == [
        each.items for each in questions if len(each.items) == 1
    ]


def test_scores_of_other_instruments_that_are_needed_stand_by_name_after_the_form():
    (scale,) = (each.id for each in PNI.scales[-1:])
    needed = possible_outcomes(PNI, {}, on=ON)[scale].needed
    items = {item.id for item in PNI.items}
    consumed = [group for group in needed if group[0] not in items]

    assert 2 <= len(consumed)
    assert [*needed[-len(consumed) :]] == sorted(consumed)


def test_items_that_meet_in_a_rule_are_asked_together():
    assert ("sanctions", "violent") == ask(COUNTS, {}).best.items


def test_questions_that_narrow_nothing_alone_are_asked_together():
    # each yes counts one: low is 0 to 2, high is 3 to 5; six open answers below would do
    items = tuple(Item(f"q{place}", "?", YesNo()) for place in range(1, 6))
    cut = bands(
        LOW_MEDIUM_HIGH, Band(0, 2, "low"), Band(3, 5, "high"), citation="Invented."
    )
    five = an_instrument(
        items=items,
        scales=(
            Points(
                "total",
                "Total",
                table=table(("total",), *(row(item.yes, 1) for item in items)),
                bands=cut,
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    best = ask(five, {}).best

    # three answers of one kind settle it, and two do not: 0 0 0 leaves 0 to 2
    assert 3 == len(best.items)
    assert 1 == best.leaves_at_best


def test_a_chosen_scale_is_asked_about_in_the_version_that_it_would_rather_be():
    asked = ask(MODEL, {"record": True}, "risk")

    assert "dynamic" == asked.about
    assert ("work",) == asked.best.items


def test_what_has_to_be_answered_and_moves_no_score_is_named():
    answers = {"sex": "M"}

    asked = next_questions(OGRS4, answers, scale="arp_dynamic", on=ON)

    assert "date_of_birth" in asked.best.items
    assert "because" in asked.because


def test_daily_use_has_to_be_answered_though_it_moves_nothing():
    given_answers = dict(OGRS4.examples[0].answers)
    del given_answers["daily_drug_user"]

    asked = next_questions(
        OGRS4, given_answers, scale="arp_dynamic", on=OGRS4.examples[0].on
    )

    assert ("daily_drug_user",) == asked.needed


def test_status_and_quality_of_a_relationship_are_one_question():
    answers = dict(OGRS4.examples[0].answers)
    for item in ("relationship_status", "partner_relationship_quality"):
        del answers[item]

    asked = next_questions(
        OGRS4, answers, scale="arp_dynamic", on=OGRS4.examples[0].on, finished=True
    )

    expected = {"relationship_status", "partner_relationship_quality"}
    assert expected == set(asked.best.items)


def test_a_rating_is_one_question():
    assert ("skills_rating",) == ask(BC_CRNA, {}, "skills").best.items


def test_a_certain_level_leaves_nothing_to_ask():
    assert None is ask(SCREEN, {"work": 1, "moves": True, "partner": False}).best


def test_contradictions_come_before_questions():
    asked = ask(COUNTS, {"sanctions": 1, "violent": 2})

    assert None is asked.best
    assert "violent_within_total" in asked.because


def test_a_scale_that_is_not_there_is_an_error():
    with pytest.raises(UnknownName):
        ask(SCREEN, {}, "totl")


@settings(max_examples=60)
@given(st.data())
def test_no_answer_leaves_more_than_the_question_said(data):
    instrument = data.draw(instruments())
    answers = data.draw(partial_answers(instrument))
    scale = data.draw(st.sampled_from(("p1", "l1")))

    asked = ask(instrument, answers, scale)

    for question in asked.questions:
        if set(question.items) & set(answers):
            continue
        chosen = {
            name: data.draw(st.sampled_from(answers_to(instrument.item(name))))
            for name in question.items
        }
        left = possible_outcomes(instrument, {**answers, **chosen}, on=ON)[scale]
        assert len(left.levels or left.scores) <= question.leaves_at_most


def test_an_answer_leaves_what_its_narrowing_said():
    for narrowing in ask(SCREEN, {}).best.narrowings:
        left = possible_outcomes(SCREEN, narrowing.answers, on=ON)["total"]

        assert left.levels == narrowing.left


def test_the_scale_can_be_scored_once_all_is_answered():
    answers = {"moves": False}
    asked = ask(SCREEN, answers)

    everything = {name for question in asked.questions for name in question.items}

    full = {"work": 0, "partner": False}
    assert everything == set(full)
    assert score(SCREEN, {**answers, **full}, on=ON)["total"].level


def blocking(*scales):
    """The model with a rule that a record breaks, for some of its scales."""
    rule = Rule(
        "no_record",
        ~MODEL.item("record").yes,
        "invented",
        about=MODEL.item("record"),
        remedy="-",
        blocks=scales,
    )
    return attrs.evolve(MODEL, rules=(rule,))


def test_where_the_preferred_version_is_broken_the_other_is_asked_about():
    asked = ask(blocking("dynamic"), {"record": True}, "risk")

    assert "static" == asked.about
    assert () == asked.questions


def test_where_every_version_is_broken_that_is_said_and_nothing_asked():
    asked = ask(blocking("dynamic", "static"), {"record": True}, "risk")

    assert "dynamic" == asked.about
    assert "no_record" in asked.because
    assert None is asked.best


def test_where_even_six_questions_narrow_nothing_no_more_are_asked_together():
    # each yes counts one: low is 0 to 6, high is 7 to 13; six answers of a kind leave both
    items = tuple(Item(f"q{place}", "?", YesNo()) for place in range(13))
    cut = bands(
        LOW_MEDIUM_HIGH, Band(0, 6, "low"), Band(7, 13, "high"), citation="Invented."
    )
    thirteen = an_instrument(
        items=items,
        scales=(
            Points(
                "total",
                "Total",
                table=table(("total",), *(row(item.yes, 1) for item in items)),
                bands=cut,
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    asked = ask(thirteen, {})

    assert [1] * 13 == [len(each.items) for each in asked.questions]
    assert 2 == asked.best.leaves_at_best
