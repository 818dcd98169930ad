"""A result is provisional while an open answer could change it, and says which."""

from itertools import product

import attrs
import pytest

from supervise.instruments import score
from supervise.instruments.analysis import (
    ScaleInfluence,
    possible_choices,
    provisional_results,
)
from supervise.instruments.catalogue.bc_crna import INSTRUMENT as BC_CRNA
from supervise.instruments.catalogue.osp_dc import INSTRUMENT as OSP_DC
from supervise.intensity import recommend
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.packs.bc_crna_supervision import POLICY
from supervise.records import Status
from tests.analysis.forms import MODEL, SCREEN
from tests.analysis.small_instruments import ON

LOW, MEDIUM, HIGH = (LOW_MEDIUM_HIGH[code] for code in ("low", "medium", "high"))


def results(instrument, answers, **more):
    sheet = score(instrument, answers, on=ON)
    found = provisional_results(instrument, sheet, **more)
    return {each.scale: each for each in found}


def test_a_static_stand_in_is_provisional_and_says_what_it_waits_for():
    # static: -1, low. dynamic: -1 to 1.5, up to high
    risk = results(MODEL, {"record": False})["risk"]

    assert risk.provisional
    assert LOW == risk.present
    assert (MEDIUM, HIGH) == risk.could_become
    assert "static" in risk.because
    assert (("work",),) == risk.needed
    assert ("work", "heroin") == risk.waits_for


def test_a_finished_form_is_final():
    answers = {"record": False, "work": 2}

    risk = results(MODEL, answers, finished=True)["risk"]

    # -1 + 2 is 1: 73.11, medium
    assert not risk.provisional
    assert MEDIUM == risk.present
    assert "" == risk.because
    assert () == risk.waits_for


def test_an_unanswered_blank_keeps_a_result_provisional_while_the_form_is_open():
    risk = results(MODEL, {"record": False, "work": 2})["risk"]

    # heroin would add 0.5: 81.76, high
    assert (HIGH,) == risk.could_become


def test_a_level_that_no_answer_can_change_is_final_though_answers_are_open():
    # 2 + 0 + 0 or 1: the sheet is incomplete, so there is no level to be firm yet
    waiting = results(SCREEN, {"work": 2, "moves": False})["total"]

    assert Status.MISSING is waiting.status
    assert waiting.provisional
    assert (MEDIUM,) == waiting.could_become


def test_a_sheet_of_another_definition_is_refused():
    other = score(SCREEN, {}, on=ON)

    with pytest.raises(ValueError, match="another definition"):
        provisional_results(MODEL, other)


# -- what follows from levels


def closest(levels):
    """An invented rule: the closest supervision that any level asks for."""
    known = [level for level in levels.values() if level is not None]
    return "close" if HIGH in known else "usual"


def test_an_intensity_is_provisional_when_a_possible_level_would_change_it():
    found = results(MODEL, {"record": False})

    choices = possible_choices(closest, {"risk": found["risk"]})

    assert "usual" == choices.present
    assert ("usual", "close") == choices.choices
    assert choices.provisional
    assert (ScaleInfluence(scale="risk", alone=True),) == choices.influences


def test_an_intensity_that_no_possible_level_changes_is_final():
    found = results(MODEL, {"record": False, "work": 0})

    # -1 or -0.5: low either way
    choices = possible_choices(closest, {"risk": found["risk"]})

    assert not choices.provisional
    assert () == choices.influences


def test_scales_that_matter_only_together_are_told_as_such():
    found = results(MODEL, {"record": False})

    def both(levels):
        return "close" if set(levels.values()) == {HIGH} else "usual"

    choices = possible_choices(both, {"one": found["risk"], "other": found["risk"]})

    assert {("one", False), ("other", False)} == {
        (each.scale, each.alone) for each in choices.influences
    }


def test_every_choice_for_possible_levels_is_found():
    found = results(MODEL, {"record": False})
    named = {"one": found["risk"], "other": found["risk"]}

    def spelt(levels):
        return "/".join(str(level) for level in levels.values())

    expected = {
        f"{one}/{other}" for one, other in product(("low", "medium", "high"), repeat=2)
    }
    assert expected == set(possible_choices(spelt, named).choices)


def test_the_intensities_that_a_half_rated_form_still_allows_are_those_of_the_matrix():
    # bc_crna_supervision: low risk gives low, low and medium over the needs
    answers = {
        **BC_CRNA.examples[0].answers,
        "overall_risk_rating": "low",
        "overall_needs_rating": None,
    }
    sheet = score(BC_CRNA, answers, on=ON)
    found = {
        each.scale: each
        for each in provisional_results(BC_CRNA, sheet)
        if each.scale in {"risk", "needs"}
    }

    def rating(levels):
        scales = tuple(
            attrs.evolve(each, status=Status.SCORED, level=levels[each.id])
            if levels.get(each.id) is not None
            else each
            for each in sheet.scales
        )
        given = attrs.evolve(sheet, scales=scales)
        intensity = recommend(POLICY, [given], on=ON).intensity
        return intensity.code if intensity is not None else ""

    choices = possible_choices(rating, found)

    assert {"", "low", "medium"} == set(choices.choices)
    assert [("needs", True)] == [(i.scale, i.alone) for i in choices.influences]


def test_a_scale_that_does_not_apply_is_not_provisional():
    example = OSP_DC.examples[0]
    sheet = score(OSP_DC, {**example.answers, "sex": "F"}, on=example.on)

    (result,) = provisional_results(OSP_DC, sheet)

    assert Status.NOT_APPLICABLE is result.status
    assert not result.provisional


def test_what_would_have_to_be_tried_too_often_is_said_to_be_untold():
    # three levels each, ten times: 59,049 ways
    found = results(MODEL, {"record": False})
    many = {f"scale_{place}": found["risk"] for place in range(10)}

    choices = possible_choices(closest, many)

    assert choices.untold
    assert choices.provisional
    assert ("usual",) == choices.choices


def test_a_rule_of_the_callers_is_given_nothing_for_a_scale_that_may_not_apply():
    sheet = score(BC_CRNA, {}, on=ON)
    (skills,) = (s for s in provisional_results(BC_CRNA, sheet) if s.scale == "skills")

    def spelt(levels):
        return str(levels["skills"])

    found = possible_choices(spelt, {"skills": skills})

    assert "None" in found.choices
    assert {str(level) for level in skills.outcome.levels} < {*found.choices}
