"""What is still possible is exactly what some completion leads to."""

from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervise.errors import UnknownName
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Chosen,
    Item,
    Points,
    Rule,
    YesNo,
    score,
    stated_upstream,
)
from supervise.instruments.analysis import Exactness, possible_outcomes
from supervise.instruments.catalogue.bc_crna import INSTRUMENT as BC_CRNA
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.instruments.catalogue.osp_dc import INSTRUMENT as OSP_DC
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.records import NotApplicable, Refused, Status
from supervise.rules import ON as ON_DATE
from supervise.rules import first_known, row, table, years
from tests.analysis.forms import COUNTS, MODEL, SCREEN, born, record, work
from tests.analysis.small_instruments import (
    ON,
    an_instrument,
    completions,
    instruments,
    partial_answers,
)
from tests.instruments.answer_sheets import allowed_values
from tests.instruments.declared import instruments as catalogue

LOW, MEDIUM, HIGH = (LOW_MEDIUM_HIGH[code] for code in ("low", "medium", "high"))
THOROUGH = settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def possible(instrument, answers, scale="total", **more):
    return possible_outcomes(instrument, answers, on=ON, **more)[scale]


def reported(scale):
    return scale.score if scale.percent is None else scale.percent


# -- against every completion


@THOROUGH
@given(st.data())
def test_what_is_possible_is_what_all_completions_together_lead_to(data):
    instrument = data.draw(instruments())
    answers = data.draw(partial_answers(instrument))

    outcomes = possible_outcomes(instrument, answers, on=ON)

    sheets = list(completions(instrument, answers))
    for outcome in outcomes:
        results = [sheet[outcome.scale] for sheet in sheets]
        scored = [each for each in results if each.status is Status.SCORED]
        not_applicable = any(r.status is Status.NOT_APPLICABLE for r in results)
        assert not_applicable == outcome.may_not_apply
        if outcome.exactness is Exactness.NOTHING:
            assert [] == scored
            continue
        levels = {each.level for each in scored if each.level is not None}
        if outcome.exactness is Exactness.BOUND:
            # A chosen scale may fall back where further answers contradict one another.
            assert outcome.scale == "chosen"
            assert levels <= set(outcome.levels)
            continue
        numbers = sorted({reported(s) for s in scored if reported(s) is not None})
        assert outcome.exactness is Exactness.EXACT
        assert levels == set(outcome.levels)
        assert (numbers or [None])[0] == outcome.lowest
        assert (numbers or [None])[-1] == outcome.highest
        if outcome.scores:
            assert tuple(numbers) == outcome.scores


@THOROUGH
@given(st.data())
def test_the_answers_named_for_an_end_lead_there(data):
    instrument = data.draw(instruments())
    answers = data.draw(partial_answers(instrument))

    for id in ("p1", "p2", "l1", "l2"):
        outcome = possible(instrument, answers, id)
        for end, with_these in (
            (outcome.lowest, outcome.lowest_with),
            (outcome.highest, outcome.highest_with),
        ):
            scale = score(instrument, {**answers, **with_these}, on=ON)[id]
            if with_these and scale.status is Status.SCORED:
                assert end == reported(scale)


def complete_ogrs4():
    """Answers without contradictions: dates in order, counts within one another."""
    fixed = {
        "date_of_birth": date(1990, 5, 17),
        "sanctions_total": 7,
        "age_at_first_sanction": 15,
        "current_sanction_date": date(2025, 2, 18),
        "community_date": date(2025, 4, 25),
        "sex": "M",
    }
    free = {
        item.id: allowed_values(item)
        for item in OGRS4.items
        if item.id not in fixed and item.id not in {"offence_code", "sanctions_violent"}
    }
    free["sanctions_violent"] = st.integers(0, 7)
    return st.fixed_dictionaries(free).map(lambda answers: fixed | answers)


@settings(max_examples=60)
@given(st.data())
def test_every_completion_of_an_ogrs4_sheet_lies_within_what_was_possible(data):
    answers = data.draw(complete_ogrs4())
    left_out = data.draw(st.sets(st.sampled_from(sorted(answers)), max_size=25))
    partial = {name: a for name, a in answers.items() if name not in left_out}

    outcomes = possible_outcomes(OGRS4, partial, on=ON)

    sheet = score(OGRS4, answers, on=ON)
    for outcome in outcomes:
        scale = sheet[outcome.scale]
        assert scale.level in outcome.levels
        assert outcome.lowest <= scale.percent <= outcome.highest


@settings(max_examples=60)
@given(st.data())
def test_every_completion_of_a_psa_sheet_lies_within_what_was_possible(data):
    answers = data.draw(
        st.fixed_dictionaries({item.id: allowed_values(item) for item in PSA.items})
    )
    left_out = data.draw(st.sets(st.sampled_from(sorted(answers))))
    partial = {name: a for name, a in answers.items() if name not in left_out}

    outcomes = possible_outcomes(PSA, partial, on=ON)

    sheet = score(PSA, answers, on=ON)
    for outcome in outcomes:
        scale = sheet[outcome.scale]
        if scale.status is Status.SCORED:
            assert scale.score in outcome.scores
        assert outcome.exactness in {Exactness.EXACT, Exactness.NOTHING}


# -- by hand


def test_points_are_added_over_all_reachable_sums():
    outcome = possible(SCREEN, {"work": 1})

    # 1 + 0 or 1 + 0 or 1
    assert (1, 2, 3) == outcome.scores
    assert (LOW, MEDIUM) == outcome.levels
    assert ("moves", "partner") == outcome.open
    assert (("moves",), ("partner",)) == outcome.needed
    assert not outcome.certain


def test_a_level_can_be_certain_before_the_sheet_is_complete():
    # 2 + 0 + 0 or 1 is 2 or 3: medium either way
    outcome = possible(SCREEN, {"work": 2, "moves": False})

    assert outcome.certain
    assert not outcome.complete
    assert (MEDIUM,) == outcome.levels


def test_a_level_that_no_sum_reaches_is_not_possible():
    # 2 x violent - sanctions, violent <= sanctions <= 3
    # sanctions 3: -3, -1, 1, 3; nothing between
    outcome = possible(COUNTS, {"sanctions": 3})

    assert (-3, -1, 1, 3) == outcome.scores


def test_answers_that_contradict_one_another_are_left_out():
    # violent 2: sanctions 2 or 3, so 4 - 2 or 4 - 3; without the rule 4 would be reached
    outcome = possible(COUNTS, {"violent": 2})

    assert (1, 2) == outcome.scores


def test_an_answer_that_would_bring_a_broken_rule_to_bear_is_left_out():
    # The rule is broken as soon as work is answered: record is not yes. So work stays open,
    # and what stands for it counts: 0 for record, never 1 or 2.
    either = an_instrument(
        items=(record, work),
        rules=(
            Rule(
                "never_both",
                record.yes & work.is_(0),
                "invented",
                about=work,
                remedy="none",
            ),
        ),
        scales=(
            Points(
                "total",
                "Total",
                table=table(
                    ("total",), row(first_known(work, record.counted.as_term()), 1)
                ),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    assert (0,) == possible(either, {"record": False}).scores


def test_answers_that_contradict_one_another_already_lead_nowhere():
    outcome = possible(COUNTS, {"sanctions": 1, "violent": 2})

    assert Exactness.NOTHING is outcome.exactness
    assert "violent_within_total" in outcome.because
    assert not outcome.certain


def test_the_chosen_scale_unites_its_static_and_its_dynamic_possibilities():
    outcome = possible(MODEL, {"record": False}, "risk")

    # static -1: 26.89; dynamic -1 + (0, 1, 2) + (0 or 0.5): -1 to 1.5, or 26.89 to 81.76
    assert (26.89, 81.76) == (outcome.lowest, outcome.highest)
    assert (LOW, MEDIUM, HIGH) == outcome.levels
    assert {"static", "dynamic"} == set(outcome.bases)


def test_static_possibilities_are_gone_once_the_dynamic_scale_can_be_scored():
    outcome = possible(MODEL, {"record": True, "work": 2, "heroin": False}, "risk")

    # -1 + 1.5 + 2 is 2.5: 92.41, while the static version says 62.25
    assert (92.41, 92.41) == (outcome.lowest, outcome.highest)
    assert ("dynamic",) == outcome.bases


def test_a_blank_with_a_stated_value_is_open_until_the_form_is_finished():
    answers = {"record": True, "work": 0}

    # 0.5 or 1: 62.25 or 73.11
    still = possible(MODEL, answers, "dynamic")
    finished = possible(MODEL, answers, "dynamic", finished=True)

    assert (62.25, 73.11) == (still.lowest, still.highest)
    assert (62.25, 62.25) == (finished.lowest, finished.highest)
    assert ("heroin",) == still.open
    assert () == finished.open


def test_a_refused_answer_is_open():
    assert (1, 2) == possible(
        SCREEN, {"work": 1, "moves": Refused, "partner": False}
    ).scores


def test_a_wrong_answer_is_reasoned_about_as_if_it_were_not_there():
    outcome = possible(SCREEN, {"work": 7, "moves": True, "partner": True})

    assert ("work",) == outcome.to_correct
    assert (2, 3, 4) == outcome.scores
    assert not outcome.complete


def test_an_answer_to_a_question_that_is_not_asked_has_to_be_corrected():
    outcome = possible(SCREEN, {"work": 0, "moves": True, "partner": True, "pets": 1})

    assert ("pets",) == outcome.to_correct


def test_an_unknown_date_makes_anything_possible_and_says_so():
    by_age = an_instrument(
        items=(born,),
        scales=(
            Points(
                "total",
                "Total",
                table=table(("total",), row(years(born, ON_DATE), 1)),
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    outcome = possible(by_age, {})

    assert Exactness.ANYTHING is outcome.exactness
    assert "because born is unknown" in outcome.because
    assert None is outcome.lowest
    assert not outcome.certain


def test_an_unknown_date_of_birth_leaves_every_level_of_ogrs4_open():
    outcome = possible(OGRS4, {}, "arp")

    assert Exactness.ANYTHING is outcome.exactness
    assert 4 == len(outcome.levels)
    assert (0.0, 99.99) == (outcome.lowest, outcome.highest)
    assert "date_of_birth" in outcome.because


def test_a_psa_without_answers_can_come_to_every_published_score():
    outcomes = possible_outcomes(PSA, {}, on=ON)

    # research, PSA 2.3: scaled scores 1 to 6, and the flag
    assert (1, 2, 3, 4, 5, 6) == outcomes["fta"].scores
    assert (1, 2, 3, 4, 5, 6) == outcomes["nca"].scores
    assert (0, 1) == outcomes["nvca"].scores


def test_no_earlier_conviction_rules_earlier_violence_out():
    none = {"prior_misdemeanor": False, "prior_felony": False}

    outcome = possible(PSA, none, "nca")

    # at most 2 (young) + 3 (pending) + 2 (hearings missed): 7, which converts to 5
    assert 5 == outcome.highest


def test_a_rating_that_may_be_called_not_applicable_says_so():
    outcome = possible(BC_CRNA, {}, "skills")

    assert outcome.may_not_apply
    assert not outcome.certain


def test_a_rating_that_was_called_not_applicable_has_no_level():
    outcome = possible(BC_CRNA, {"skills_rating": "A"}, "skills")

    assert outcome.may_not_apply
    assert () == outcome.levels
    assert outcome.certain


def test_a_state_of_no_answer_is_not_the_publishers_not_applicable():
    assert possible(BC_CRNA, {"skills_rating": NotApplicable}, "skills").levels


def test_every_answer_says_that_it_is_arithmetic():
    outcomes = possible_outcomes(SCREEN, {}, on=ON)

    assert "arithmetic of the score" in outcomes.note
    assert "arithmetic of the score" in str(outcomes["total"])


def test_an_answer_does_not_show_answers_in_its_repr():
    assert "lowest_with" not in repr(possible(SCREEN, {"work": 1}))


def test_a_scale_that_is_not_there_is_an_error_that_names_the_nearest():
    with pytest.raises(UnknownName, match="total"):
        possible_outcomes(SCREEN, {}, on=ON)["totl"]


def test_a_time_of_day_is_no_date_of_an_assessment():
    with pytest.raises(TypeError, match=r"datetime\.date"):
        possible_outcomes(SCREEN, {}, on="2026-01-01")


@pytest.mark.parametrize("instrument", catalogue(), ids=lambda each: each.id)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_completion_of_every_instrument_lies_within_what_was_possible(
    instrument, data
):
    example = data.draw(st.sampled_from(instrument.examples))
    changed = {
        item.id: data.draw(allowed_values(item))
        for item in instrument.items
        if data.draw(st.integers(0, 5)) == 0
    }
    answers = {**example.answers, **changed}
    left_out = data.draw(st.sets(st.sampled_from(sorted(answers)), max_size=8))
    partial = {name: a for name, a in answers.items() if name not in left_out}

    when = {"on": example.on}
    when["upstream"] = stated_upstream(instrument, example.upstream, on=example.on)

    outcomes = possible_outcomes(instrument, partial, **when)

    for given_answers in (answers, partial):
        sheet = score(instrument, given_answers, **when)
        for outcome in outcomes:
            scale = sheet[outcome.scale]
            if scale.status is Status.NOT_APPLICABLE:
                assert outcome.may_not_apply
            if scale.status is Status.SCORED:
                assert outcome.exactness is not Exactness.NOTHING
                assert scale.level is None or scale.level in outcome.levels
                if outcome.lowest is not None and reported(scale) is not None:
                    assert outcome.lowest <= reported(scale) <= outcome.highest


def test_a_scale_for_men_only_says_that_it_may_not_apply_while_sex_is_unknown():
    outcome = possible(OSP_DC, {"ever_sexual_offence": True}, "osp_dc")

    assert outcome.may_not_apply
    assert 4 == len(outcome.levels)


def test_a_scale_for_men_only_does_not_apply_to_a_woman_whatever_else_is_unknown():
    outcome = possible(OSP_DC, {"sex": "F"}, "osp_dc")

    assert outcome.certain
    assert outcome.may_not_apply
    assert () == outcome.levels


def test_a_level_is_lowered_where_the_known_answers_say_so():
    example = OSP_DC.examples[0]
    answers = {k: a for k, a in example.answers.items() if k != "stranger_victim"}

    outcome = possible_outcomes(OSP_DC, answers, on=example.on)["osp_dc"]

    # the example has 39 points without a stranger as victim: very high, lowered to high;
    # with one 43, very high, lowered as well
    assert outcome.certain
    assert ("high",) == tuple(level.code for level in outcome.levels)


def test_a_chosen_scale_does_not_fall_back_when_what_the_second_needs_serves_the_first():
    # dynamic takes work, or else record; static takes record: whoever answers record for
    # the second has answered for the first
    first = first_known(work, record.counted.as_term())
    weights = table(
        ("dynamic", "static"), row(first, "1", None), row(record.yes, None, "-5")
    )
    either = an_instrument(
        items=(record, work),
        scales=(
            *(
                attrs.evolve(scale, table=weights)
                for scale in (MODEL.scale("static"), MODEL.scale("dynamic"))
            ),
            MODEL.scale("risk"),
        ),
    )

    outcome = possible(either, {}, "risk")

    # 0 to 2, never -5
    assert 50.0 == outcome.lowest


# -- the first of several


x, y, z = (Item(id, id, YesNo()) for id in "xyz")
X_OR_Y = first_known(x.counted, y.counted)


def the_first_of(a, b, c, *, scales=None, rules=()):
    """A is 10 or 11, b is 20 or 21, c is 30 or 31; the first of them that is known counts."""
    columns = table(
        ("a", "b", "c"),
        row("constant", 10, 20, 30),
        row(a, 1, None, None),
        row(b, None, 1, None),
        row(c, None, None, 1),
    )
    chosen = scales or (
        Chosen("first", "First", first_of=("a", "b", "c"), citation="-"),
    )
    points = (
        Points(id, id, table=columns, missing=NONE_MAY_BE_MISSING) for id in "abc"
    )
    return an_instrument(items=(x, y, z), rules=rules, scales=(*points, *chosen))


def by_trying(instrument, answers, scale):
    """Every score that some completion leads to."""
    results = [sheet[scale] for sheet in completions(instrument, answers)]
    found = {reported(each) for each in results if each.status is Status.SCORED}
    return tuple(sorted(found))


def test_the_last_of_three_is_not_possible_where_what_it_needs_serves_one_of_the_others():
    # a needs x, b needs y, c one of the two: whoever can be told c can be told a or b
    three = the_first_of(x.yes, y.yes, X_OR_Y)

    outcome = possible(three, {}, "first")

    assert Exactness.EXACT is outcome.exactness
    assert (10, 11, 20, 21) == outcome.scores == by_trying(three, {}, "first")


def test_the_first_of_scales_of_which_one_is_itself_chosen_is_the_first_of_them_all():
    inner = Chosen("inner", "Inner", first_of=("a", "b"), citation="-")
    outer = Chosen("outer", "Outer", first_of=("inner", "c"), citation="-")
    nested = the_first_of(x.yes, y.yes, X_OR_Y, scales=(inner, outer))

    for answers in ({}, {"x": True}, {"y": False}):
        outcome = possible(nested, answers, "outer")

        assert Exactness.EXACT is outcome.exactness
        assert outcome.scores == by_trying(nested, answers, "outer")


def test_a_later_scale_counts_where_one_before_it_lacks_an_answer_and_one_breaks_a_rule():
    # a lacks x; b and c both need y, and b is invalid where y and z are both yes
    rule = Rule(
        "not_both", ~(y.yes & z.yes), "invented", about=y, remedy="-", blocks=("b",)
    )
    three = the_first_of(x.yes, y.yes, y.yes, rules=(rule,))

    outcome = possible(three, {}, "first")

    assert (10, 11, 20, 21, 31) == by_trying(three, {}, "first")
    assert Exactness.BOUND is outcome.exactness
    assert {10, 11, 20, 21, 31} <= {*outcome.scores}
    assert "contradict" in outcome.because


def test_a_chosen_scale_has_no_end_where_one_that_it_may_be_has_none():
    # the first counts years, and nothing bounds them; the second is 0 or 1
    by_age = Points(
        "aged",
        "Aged",
        table=table(("aged",), row(years(born, ON_DATE), 1)),
        missing=NONE_MAY_BE_MISSING,
    )
    by_record = Points(
        "past",
        "Past",
        table=table(("past",), row(record.yes, 1)),
        missing=NONE_MAY_BE_MISSING,
    )
    chosen = Chosen("first", "First", first_of=("aged", "past"), citation="-")
    either = an_instrument(items=(born, record), scales=(by_age, by_record, chosen))

    outcome = possible(either, {}, "first")

    assert Exactness.ANYTHING is outcome.exactness
    assert (None, None) == (outcome.lowest, outcome.highest)
    assert () == outcome.scores


# -- as a reader sees it


@pytest.mark.parametrize(
    ("instrument", "answers", "scale", "said"),
    (
        # 1 + 0 to 2
        (SCREEN, {"work": 1}, "total", "low or medium; 1 to 3; open: moves, partner"),
        # 2 + 0 + 1, all answered
        (SCREEN, {"work": 2, "moves": False, "partner": True}, "total", "medium; 3"),
        # 2 x violent - 1, violent 0 or 1; there are no levels
        (COUNTS, {"sanctions": 1}, "total", "-1 to 1; open: violent"),
        (
            COUNTS,
            {"sanctions": 1, "violent": 2},
            "total",
            "no score, because the answers contradict a rule: violent_within_total",
        ),
        (BC_CRNA, {"skills_rating": "A"}, "skills", "not applicable"),
        (
            BC_CRNA,
            {},
            "skills",
            (
                "no immediate need or some need or considerable need; "
                "or not applicable; open: skills_rating"
            ),
        ),
    ),
)
def test_an_outcome_reads_as_a_sentence(instrument, answers, scale, said):
    outcome = possible(instrument, answers, scale)

    assert f"{scale}: {said}. {outcome.note}" == str(outcome)


def test_an_outcome_of_which_nothing_is_known_says_why():
    outcome = possible(OGRS4, {"sex": "M"}, "arp_static")

    assert str(outcome).startswith("arp_static: anything, because date_of_birth, ")


def test_a_bound_reads_as_one():
    # z may break the rule of b, and then c counts
    rule = Rule("r", ~(y.yes & z.yes), "invented", about=y, remedy="-", blocks=("b",))
    three = the_first_of(x.yes, y.yes, y.yes, rules=(rule,))

    said = str(possible(three, {"x": True}, "c"))
    bound = str(possible(three, {}, "first"))

    assert said.startswith("c: 30 to 31; open: y.")
    assert bound.startswith("first: nothing outside this, though perhaps less, 'c' ")
    assert "; 10 to 31; open: x, y" in bound


def test_an_assessment_is_certain_where_each_of_its_scales_is():
    half = possible_outcomes(MODEL, {"record": True}, on=ON)
    whole = possible_outcomes(
        MODEL, {"record": True, "work": 0, "heroin": False}, on=ON
    )

    # static is 0.5 either way, dynamic waits for work and heroin
    assert half["static"].certain
    assert not half.certain
    assert whole.certain
