"""What a declaration can come to at all: proven, refuted, or openly not shown."""

from datetime import date
from functools import cache
from itertools import pairwise

import attrs
import pytest

from supervise.errors import UnknownName
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Choice,
    Chosen,
    Day,
    Example,
    Expected,
    Item,
    Points,
    Rule,
    Step,
    Whole,
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
from supervise.instruments.analysis.band_faults import band_faults
from supervise.instruments.analysis.witnesses import climbed
from supervise.instruments.catalogue.bc_crna import INSTRUMENT as BC_CRNA
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.rules import ON as ON_DATE
from supervise.rules import by_code, row, table, years
from tests.analysis.forms import COUNTS, MODEL, SCREEN, work
from tests.analysis.small_instruments import an_instrument
from tests.instruments.declared import catalogue_ids
from tests.instruments.declared import instrument as catalogued

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
    assert Exactness.BOUND is proof["arp"].exactness
    assert "not exact" in proof["arp_dynamic"].method
    # the publisher keeps it between 0 and 99.99
    assert (0.0, 99.99) == proof["arp"].within
    assert 0 <= proof["arp"].lowest < 10
    assert 90 < proof["arp"].highest <= 99.99


# What each scale can come to at all, added up by hand from the published tables.
ATTAINABLE = (
    # nine items of two points at most, and one of one
    ("mst", "mst", (0, 19)),
    # the points are converted to 0, 1 and 2
    ("lds", "lds", (0, 2)),
    # seven factors, under 18, violence, and excessive violence that counts on top of it
    ("opd", "opd_personality", (0, 10)),
    ("opd", "opd_indicators", (0, 4)),
    ("opd", "opd_women", (0, 15)),
    # 0 to 100 points: 1 / (1 + exp(3.0795)) is 4.4%, 1 / (1 + exp(3.0795 - 6.16)) 95.6%
    ("ogp1", "ogp1", (4.0, 96.0)),
    # 1 / (1 + exp(3.6832)) is 2.5%, 1 / (1 + exp(3.6832 - 6.16)) 92.2%
    ("ogp1", "ogp1_one_year", (2.0, 92.0)),
    # a sum of percents that is kept to 100
    ("csrp", "csrp", (0.0, 100.0)),
    # the two ends of the published percents
    ("osp_iic", "osp_iic", (0.28, 10.31)),
    # kept between 1 and 99
    ("ogrs3", "ogrs3", (1.0, 99.0)),
    ("psa", "fta", (1, 6)),
    ("psa", "nvca", (0, 1)),
)


@cache
def proof_by_id(id):
    return proof_of(catalogued(id), on=ON)


@pytest.mark.parametrize(("id", "scale", "ends"), ATTAINABLE)
def test_the_attainable_range_is_exact_where_both_bounds_meet(id, scale, ends):
    found = proof_by_id(id)[scale]

    assert Exactness.EXACT is found.exactness
    assert ends == (found.lowest, found.highest) == found.within


@pytest.mark.parametrize(("id", "count"), (("mst", 20), ("opd", 11), ("psa", 6)))
def test_every_attainable_score_is_listed_where_each_was_come_by(id, count):
    first = proof_by_id(id).scales[0]

    assert tuple(range(first.lowest, first.highest + 1)) == first.scores
    assert count == len(first.scores)


@pytest.mark.parametrize(
    "id", [each for each in catalogue_ids() if each not in {"ogrs4", "osp_dc"}]
)
def test_every_level_is_reached_and_every_number_has_one_band(id):
    proof = proof_by_id(id)

    assert proof.proven
    assert [] == [fault for scale in proof.scales for fault in scale.band_faults]
    for scale in proof.scales:
        assert scale.method
        if scale.within is not None:
            assert scale.within[0] <= scale.lowest <= scale.highest <= scale.within[1]


@pytest.mark.slow
def test_the_range_of_osp_dc_is_bounded_from_both_sides():
    found = proof_of(catalogued("osp_dc"), on=ON)["osp_dc"]

    assert found.proven
    assert Exactness.BOUND is found.exactness
    assert found.lowest == found.within[0] == 0.0
    assert found.highest <= found.within[1]


def test_what_was_found_on_the_way_from_examples_was_scored():
    # both together contradict a rule, so two is never reached; that is not proven, since the
    # date cannot be listed, and so it is not claimed
    one, other = Item("one", "?", YesNo()), Item("other", "?", YesNo())
    born = Item("born", "Date of birth", Day())
    never = an_instrument(
        items=(one, other, born),
        rules=(
            Rule(
                "not_both", ~(one.yes & other.yes), "invented", about=one, remedy="none"
            ),
        ),
        scales=(
            Points(
                "total",
                "Total",
                table=table(
                    ("total",),
                    row(one.yes, 1),
                    row(other.yes, 1),
                    row(years(born, ON_DATE) >= 0, 0),
                ),
                bands=bands(
                    LOW_MEDIUM_HIGH,
                    Band(0, 1, "low"),
                    Band(2, 2, "high"),
                    citation="Invented.",
                ),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
        examples=(
            Example(
                answers={"born": date(2000, 1, 1), "one": False, "other": False},
                on="2026-01-01",
                expects={"total": Expected(0, level="low")},
                source="invented",
            ),
        ),
    )

    found = proof_of(never, on=ON)["total"]

    assert {"low": Verdict.REACHED, "high": Verdict.NOT_SHOWN} == verdicts(found)
    assert not found.proven


def test_bands_are_counted_number_by_number():
    # the declaration would not construct: the bands are put in afterwards
    broken = attrs.evolve(
        MODEL.scale("static"),
        bands=bands(
            LOW_MEDIUM_HIGH,
            Band("0", "49.98", "low"),
            Band("50", "80", "medium"),
            Band("80", "100", "high"),
            citation="Invented.",
        ),
    )

    assert ("no band has 49.99", "2 bands have 80") == band_faults(MODEL, broken)


def test_every_item_of_a_scale_has_a_course():
    courses = {each.item: each for each in proof_by_id("mst")["mst"].courses}

    assert 10 == len(courses)
    assert {Comparison.HIGHER} == {each.direction for each in courses.values()}
    assert all(each.proven for each in courses.values())


def test_an_answer_that_shows_more_need_and_counts_less_is_pointed_out():
    # odd jobs shows some need and none considerable need; the weights were typed the wrong
    # way round: 0, 2, 1
    swapped = an_instrument(
        items=(work,),
        scales=(
            Points(
                "total",
                "Total",
                table=table(("total",), by_code(work, {0: (0,), 1: (2,), 2: (1,)})),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    (course,) = proof_of(swapped, on=ON)["total"].courses

    against = course.against_need
    assert (1, 2, -1) == (
        against.lower_answer,
        against.higher_answer,
        against.difference,
    )
    assert None is proof_of(SCREEN, on=ON)["total"].courses[0].against_need


def test_at_dates_that_cannot_be_listed_a_course_says_that_it_is_of_the_examples():
    course = course_of(OGRS4, "arp_static", "sanctions_total", on=ON)

    assert not course.proven
    assert "as in the worked examples, and there only" in course.because
    # in OGRS4 one more sanction can lower a score
    assert course.falls.higher_answer == course.falls.lower_answer + 1
    assert "date_of_birth" in course.falls.others


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
    course = course_of(OGRS4, "arp_static", "date_of_birth", on=ON)

    assert None is course.direction
    assert "cannot be listed" in course.because


def test_a_scale_that_is_not_added_up_has_no_course():
    course = course_of(BC_CRNA, "risk", "overall_risk_rating", on=ON)

    assert None is course.direction
    assert "not added up" in course.because


def test_an_item_that_is_not_there_is_an_error():
    with pytest.raises(UnknownName):
        course_of(SCREEN, "total", "wok", on=ON)


def test_bands_of_points_that_nobody_can_bound_are_counted_between_their_own_ends():
    # how far a product reaches is left to its publisher: the bands say 0 to 4
    total = Points(
        "total",
        "Total",
        table=table(("total",), row(work * work, 1)),
        bands=levels((0, 1), (2, 3), (4, 4)),
        missing=NONE_MAY_BE_MISSING,
    )
    declared = an_instrument(items=(work,), scales=(total,))
    broken = attrs.evolve(total, bands=levels((0, 1), (3, 3), (4, 4)))

    assert () == band_faults(declared, total)
    assert ("no band has 2",) == band_faults(declared, broken)


def test_the_bands_of_converted_points_are_counted_over_what_they_convert_to():
    # a sum of 0 to 2 converts to 0, 1 and 5: the bands have to say something of 0 to 5
    total = Points(
        "total",
        "Total",
        table=table(("total",), row(work, 1)),
        converts=(Step(0, 0, 0), Step(1, 1, 1), Step(2, 2, 5)),
        bands=levels((0, 1), (2, 3), (4, 5)),
        missing=NONE_MAY_BE_MISSING,
    )
    declared = an_instrument(items=(work,), scales=(total,))
    broken = attrs.evolve(total, bands=levels((0, 1), (2, 2), (4, 6)))

    assert () == band_faults(declared, total)
    assert ("no band has 3",) == band_faults(declared, broken)


def levels(*edges):
    pairs = zip(edges, ("low", "medium", "high"), strict=False)
    each = (Band(*ends, code) for ends, code in pairs)
    return bands(LOW_MEDIUM_HIGH, *each, citation="Invented.")


# -- dates, which cannot be listed

born = Item("born", "Date of birth", Day())
old = years(born, ON_DATE) >= 30
yes = Item("yes", "?", YesNo())
OLD, YOUNG = date(1980, 1, 1), date(2010, 1, 1)


def example(**answers):
    return Example(answers=answers, on="2026-01-01", expects={}, source="invented")


def scale(id, *rows, **more):
    weights = table((id,), *rows)
    return Points(id, id, table=weights, missing=NONE_MAY_BE_MISSING, **more)


def dated(*scales, first_of=(), examples=()):
    chosen = (
        (Chosen("first", "First", first_of=first_of, citation="Invented."),)
        if first_of
        else ()
    )
    return an_instrument(
        items=(born, yes), scales=(*scales, *chosen), examples=examples
    )


def test_a_chosen_scale_is_bounded_by_the_furthest_of_those_it_may_be():
    # 0 or 3 by age, -1 or 0 by the answer; the first cannot be gone through
    by_age = scale("by_age", row(old, 3))
    by_answer = scale("by_answer", row(yes.yes, -1))
    declared = dated(
        by_age,
        by_answer,
        first_of=("by_age", "by_answer"),
        examples=(example(born=OLD), example(born=YOUNG)),
    )

    proof = proof_of(declared, on=ON)

    assert (-1, 0) == proof["by_answer"].within
    assert (0, 3) == (proof["by_age"].lowest, proof["by_age"].highest)
    assert (-1, 3) == proof["first"].within
    assert (-1, 3) == (proof["first"].lowest, proof["first"].highest)


def test_a_scale_that_nothing_bounds_says_so_and_shows_what_it_found():
    # the years of somebody's age, and of a date that is known nothing is known
    by_age = scale("by_age", row(years(born, ON_DATE), 1))
    by_answer = scale("by_answer", row(yes.yes, -1))
    declared = dated(
        by_age,
        by_answer,
        first_of=("by_age", "by_answer"),
        examples=(example(born=OLD),),
    )

    proof = proof_of(declared, on=ON)

    for id in ("by_age", "first"):
        assert None is proof[id].within
        assert Exactness.ANYTHING is proof[id].exactness
        assert "not bounded" in proof[id].method
        # 60 years back is the furthest that is looked
        assert 60 == proof[id].highest
    # the chosen one may also be the answer's: -1
    assert -1 == proof["first"].lowest


def test_a_scale_that_no_answers_can_score_is_not_shown_to_reach_anything():
    # the rule contradicts every answer
    rule = Rule("never", yes.yes & ~yes.yes, "invented", about=yes, remedy="-")
    total = scale("total", row(yes.yes, 2), bands=levels((0, 0), (1, 2)))
    declared = an_instrument(items=(yes,), scales=(total,), rules=(rule,))

    found = proof_of(declared, on=ON)["total"]

    assert (None, None, (0, 2)) == (found.lowest, found.highest, found.within)
    assert {"low": Verdict.NOT_SHOWN, "medium": Verdict.NOT_SHOWN} == verdicts(found)


def test_where_the_examples_go_opposite_ways_an_item_has_no_direction():
    # a yes adds two to the old, and takes one off the young
    total = scale("total", row(old & yes.yes, 2), row(~old & yes.yes, -1))
    examples = (example(born=OLD, yes=True), example(born=YOUNG, yes=True))

    both = course_of(dated(total, examples=examples), "total", "yes", on=ON)
    of_the_old = course_of(dated(total, examples=examples[:1]), "total", "yes", on=ON)

    assert None is both.direction
    assert (-1, {"born": YOUNG}) == (both.falls.difference, both.falls.others)
    assert Comparison.HIGHER is of_the_old.direction
    assert None is of_the_old.falls


def test_an_end_is_climbed_to_in_four_rounds_at_most():
    # a staircase: each of two counts is worth a point for every step, but only where the
    # other is no more than a step behind. Steps are the counts that are tried: 0, 1, 2, 3,
    # 5, 10, 20. In each round each count goes up one step: twice four points.
    left, right = Item("left", "?", Whole(0, 20)), Item("right", "?", Whole(0, 20))
    steps = (0, 1, 2, 3, 5, 10, 20)
    rows = [
        row((mine >= here) & (its >= behind), 1)
        for before, here in pairwise(steps)
        for mine, its, behind in ((left, right, before), (right, left, here))
    ]
    total = scale("total", *rows)
    declared = an_instrument(
        items=(left, right), scales=(total,), examples=(example(left=0, right=0),)
    )

    assert 8 == climbed(declared, "total").highest
