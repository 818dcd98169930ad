"""The supervision tier of England and Wales, version 2.

Source of expected values: `uk-peers.md` 1.2 of the research: points, levels, thresholds of needs,
and the two upstream defects at the edges of the combined serious score.
"""

from datetime import date

import pytest

from supervise.intensity import RecommendationStatus, recommend
from supervise.packs.hmpps_tier_v2 import (
    CHANGE_POLICY,
    NEEDS,
    PROTECT_POLICY,
    REGISTERS,
    protection,
)
from supervise.rules import value_of

ON = date(2026, 9, 1)


def protect(**facts):
    found = recommend(PROTECT_POLICY, facts={"recorded_female": False} | facts, on=ON)
    return str(found.require().intensity)


def protection_points(**facts):
    found = recommend(PROTECT_POLICY, facts={"recorded_female": False} | facts, on=ON)
    return value_of(protection, {read.id: read.value for read in found.inputs})


@pytest.mark.parametrize(
    ("percent", "points"),
    ((0, 0), (2.99, 0), (2.995, 0), (3, 10), (6.99, 10), (7, 20), (99.98, 20)),
)
def test_points_for_the_combined_serious_score(percent, points):
    assert points == protection_points(combined_serious_percent=percent)


@pytest.mark.parametrize(
    ("percent", "points"), ((6.995, 10), (99.99, 20), (99.995, 20))
)
def test_no_score_falls_between_or_beyond_the_limits(percent, points):
    """Upstream, what lies between 6.99 and 7.00, and 99.99 itself, count nothing."""
    assert points == protection_points(combined_serious_percent=percent)


@pytest.mark.parametrize(
    ("harm", "points"),
    (("very_high", 150), ("high", 20), ("medium", 10), ("low", 0), (None, 0)),
)
def test_points_for_serious_harm(harm, points):
    assert points == protection_points(serious_harm=harm)


@pytest.mark.parametrize(
    ("percent", "harm", "points"),
    ((7, "high", 20), (7, "medium", 20), (3, "high", 20), (3, "very_high", 150)),
)
def test_only_the_larger_of_score_and_harm_counts(percent, harm, points):
    found = protection_points(combined_serious_percent=percent, serious_harm=harm)

    assert points == found


@pytest.mark.parametrize(
    ("level", "points"),
    (("level_3", 150), ("level_2", 150), ("level_1", 5), ("none", 0)),
)
def test_points_for_multi_agency_management(level, points):
    assert points == protection_points(multi_agency_level=level)


def test_ten_registers_count_two_each():
    facts = {register.id: True for register in REGISTERS}

    assert (10, 20) == (len(REGISTERS), protection_points(**facts))


WOMEN = ("parenting_problem", "impulsivity", "temper", "earlier_breach_or_recall")


@pytest.mark.parametrize(
    ("facts", "points"),
    (
        (WOMEN[:1], 2),
        (WOMEN[1:2], 2),
        (WOMEN[2:3], 2),
        (WOMEN[1:3], 2),
        (WOMEN[3:], 2),
        (WOMEN, 6),
        ((), 0),
    ),
)
def test_three_points_of_two_count_for_women_only(facts, points):
    given = dict.fromkeys(facts, True)

    assert points == protection_points(recorded_female=True, **given)
    assert 0 == protection_points(recorded_female=False, **given)


@pytest.mark.parametrize(
    ("facts", "level"),
    (
        ({}, "D"),
        ({"multi_agency_level": "level_1", "mental_health_register": True}, "D"),
        ({"serious_harm": "medium"}, "C"),
        ({"serious_harm": "medium", "multi_agency_level": "level_1"}, "C"),
        ({"serious_harm": "high"}, "B"),
        ({"serious_harm": "very_high"}, "A"),
        ({"multi_agency_level": "level_2"}, "A"),
    ),
)
def test_letters_of_protection(facts, level):
    assert level == protect(**facts)


def test_recorded_sex_is_never_guessed():
    found = recommend(PROTECT_POLICY, facts={"parenting_problem": True}, on=ON)

    assert RecommendationStatus.MISSING == found.status
    assert ["recorded_female"] == [problem.item for problem in found.errors]


BASE = {
    "mandate_for_change": True,
    "needs_assessed": True,
    "needs_form": "oasys",
    "reconviction_percent": 0,
}


def change(**facts):
    found = recommend(CHANGE_POLICY, facts=BASE | facts, on=ON).require()
    return str(found.intensity), found.decided_by


def need_points(**facts):
    found = recommend(CHANGE_POLICY, facts=BASE | facts, on=ON)
    values = {read.id: read.value for read in found.inputs}
    return sum(value_of(need, values) for need in NEEDS)


# section, weight, floors of standard and severe on OASys, and on strengths and needs
SECTIONS = (
    ("accommodation", 1, (2, 7), (3, 5)),
    ("work", 1, (3, 7), (3, 7)),
    ("relationships", 1, (2, 5), (2, 5)),
    ("lifestyle", 1, (2, 5), (2, 5)),
    ("drugs", 1, (2, 8), (2, 6)),
    ("alcohol", 1, (4, 7), (2, 4)),
    ("thinking", 2, (4, 7), (3, 5)),
    ("attitudes", 2, (2, 7), (1, 5)),
)


@pytest.mark.parametrize(("section", "weight", "oasys", "strengths"), SECTIONS)
def test_severity_begins_at_its_threshold_on_either_form(
    section, weight, oasys, strengths
):
    for form, (standard, severe) in (
        ("oasys", oasys),
        ("strengths_and_needs", strengths),
    ):
        scores = (None, 0, standard - 1, standard, severe - 1, severe)
        found = [
            need_points(needs_form=form, **{f"{section}_section": score})
            for score in scores
        ]
        assert [0, 0, 0, weight, weight, 2 * weight] == found


@pytest.mark.parametrize(
    ("percent", "managed", "level"),
    (
        (99, False, "1"),
        (100, False, "2"),
        (90, False, "1"),
        (80, True, "2"),
        (79, True, "1"),
    ),
)
def test_one_point_for_each_full_ten_percent_and_two_for_management(
    percent, managed, level
):
    """9, 10, 9, 8 + 2 and 7 + 2 points: level 2 begins at 10."""
    found = change(reconviction_percent=percent, integrated_management=managed)

    assert (level, "points") == found


def test_eighteen_points_of_severe_needs_and_two_of_reconviction_make_level_three():
    severe = {f"{section}_section": oasys[1] for section, _, oasys, _ in SECTIONS}

    # Eight sections, two of them of weight 2: 2 x (6 + 4) = 20 points, without the last 18.
    without = {**severe, "work_section": 0}

    assert 20 == need_points(**severe)
    assert ("3", "points") == change(**severe)
    assert ("2", "points") == change(**without)
    assert ("3", "points") == change(**without, reconviction_percent=20)


def test_without_a_mandate_nothing_else_counts():
    assert ("0", "no_mandate") == change(mandate_for_change=False, needs_assessed=False)


def test_without_an_assessment_the_level_is_two():
    assert ("2", "no_assessment") == change(needs_assessed=False)


def test_a_missing_reconviction_score_is_not_a_zero():
    found = recommend(CHANGE_POLICY, facts=BASE | {"reconviction_percent": None}, on=ON)

    assert RecommendationStatus.MISSING == found.status
