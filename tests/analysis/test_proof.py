"""What a declaration can come to at all: proven, refuted, or openly not shown."""

from datetime import date

import pytest

from supervise.errors import UnknownName
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Choice,
    Item,
    Points,
    YesNo,
    one_of,
)
from supervise.instruments.analysis import (
    Comparison,
    Exactness,
    Verdict,
    course_of,
    proof_of,
)
from supervise.instruments.catalogue.bc_crna import INSTRUMENT as BC_CRNA
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.rules import by_code, row, table
from tests.analysis.forms import COUNTS, MODEL, SCREEN
from tests.analysis.small_instruments import an_instrument

ON = date(2026, 1, 1)


def verdicts(scale):
    return {each.level.code: each.verdict for each in scale.levels}


def test_every_level_of_the_screen_is_reached_and_its_range_is_exact():
    total = proof_of(SCREEN, on=ON)["total"]

    assert Exactness.EXACT is total.exactness
    assert (0, 1, 2, 3, 4) == total.scores
    assert total.proven


def test_a_level_that_no_answers_lead_to_is_called_unreachable():
    # The sum is 0 or 2, so nothing is ever medium.
    item = Item("q", "?", YesNo())
    gap = an_instrument(
        items=(item,),
        scales=(
            Points(
                "total",
                "Total",
                table=table(("total",), row(item.yes, 2)),
                bands=bands(
                    LOW_MEDIUM_HIGH,
                    Band(0, 0, "low"),
                    Band(1, 1, "medium"),
                    Band(2, 2, "high"),
                    citation="Invented.",
                ),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    proof = proof_of(gap, on=ON)

    expected = {
        "low": Verdict.REACHED,
        "medium": Verdict.UNREACHABLE,
        "high": Verdict.REACHED,
    }
    assert expected == verdicts(proof["total"])
    assert not proof.proven


def test_answers_that_contradict_a_rule_reach_nothing():
    # 2 x violent - sanctions, 0 <= violent <= sanctions <= 3: -3 to 3, never 4, 5 or 6
    assert (-3, -2, -1, 0, 1, 2, 3) == proof_of(COUNTS, on=ON)["total"].scores


def test_the_psa_reaches_every_published_score():
    proof = proof_of(PSA, on=ON)

    assert (1, 2, 3, 4, 5, 6) == proof["fta"].scores
    assert (1, 2, 3, 4, 5, 6) == proof["nca"].scores
    assert (0, 1) == proof["nvca"].scores


@pytest.mark.slow
def test_every_level_of_ogrs4_is_shown_by_answers_that_lead_to_it():
    proof = proof_of(OGRS4, on=ON)

    assert proof.proven
    assert Exactness.ANYTHING is proof["arp"].exactness
    assert "not exact" in proof["arp_dynamic"].method


def test_every_rating_of_the_crna_can_be_given():
    assert proof_of(BC_CRNA, on=ON).proven


def test_without_an_example_nothing_is_shown_and_nothing_is_ruled_out():
    dated = an_instrument(
        items=OGRS4.items, values=OGRS4.values, scales=OGRS4.scales[:1]
    )

    proof = proof_of(dated, on=ON)

    assert {Verdict.NOT_SHOWN} == set(verdicts(proof["arp_static"]).values())
    assert not proof.proven


def test_a_score_that_never_falls_is_proven_to_rise():
    course = course_of(SCREEN, "total", "work", on=ON)

    assert Comparison.HIGHER is course.direction
    assert None is course.falls


def test_a_score_that_falls_is_shown_with_a_counterexample():
    # one more sanction counts one less
    course = course_of(COUNTS, "total", "sanctions", on=ON)

    assert Comparison.LOWER is course.direction
    assert -1 == course.falls.difference
    assert {"violent"} == set(course.falls.others)


def test_a_score_goes_the_way_that_the_published_weights_say():
    # age 20 or less, 21 or 22, 23 and more: the nca counts two, two, nothing (PSA 2.2)
    age = course_of(PSA, "nca", "age_at_arrest", on=ON)
    # more earlier violent convictions count more: nothing, 1, 2
    violent = course_of(PSA, "nca", "prior_violent_convictions", on=ON)

    assert Comparison.LOWER is age.direction
    assert Comparison.HIGHER is violent.direction


def test_a_score_that_rises_and_falls_has_no_one_direction():
    # one, three, two: up by two and down by one
    rated = Item("rated", "?", one_of(Choice("a"), Choice("b"), Choice("c")))
    bent = an_instrument(
        items=(rated,),
        scales=(
            Points(
                "total",
                "Total",
                table=table(
                    ("total",), by_code(rated, {"a": (1,), "b": (3,), "c": (2,)})
                ),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    course = course_of(bent, "total", "rated", on=ON)

    assert None is course.direction
    assert ("b", "c") == (course.falls.lower_answer, course.falls.higher_answer)


def test_an_item_that_a_scale_does_not_use_moves_nothing():
    assert Comparison.SAME is course_of(MODEL, "static", "work", on=ON).direction


def test_where_answers_cannot_be_listed_no_course_is_told():
    course = course_of(OGRS4, "arp_static", "sanctions_total", on=ON)

    assert None is course.direction
    assert "because" in course.because


def test_an_item_that_is_not_there_is_an_error():
    with pytest.raises(UnknownName):
        course_of(SCREEN, "total", "wok", on=ON)
