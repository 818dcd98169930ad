"""The boundary cases that systems of the field got wrong (uk-peers.md 4.3), for every instrument.

The tables of levels below are copied by hand from instruments.md, never read from the code; the
section stands beside each.
"""

from datetime import date
from itertools import permutations
from math import log

import pytest

from supervise.errors import ProblemCode
from supervise.instruments import score, stated_upstream
from supervise.instruments.recipes import recipe_in_group, recipe_of, weighted_result
from supervise.instruments.workings import LiveWorkings
from tests.instruments.declared import catalogue_ids, instrument

# -- levels of whole points: instrument, scale, group, then each level with its highest points

POINTS = (
    ("phq_9", "phq_9", None, "14.5",
     (("minimal", 4), ("mild", 9), ("moderate", 14), ("moderately_severe", 19), ("severe", 27))),
    ("gad_7", "gad_7", None, "14.5",
     (("minimal", 4), ("mild", 9), ("moderate", 14), ("severe", 21))),
    ("pcl_5", "pcl_5", None, "14.6",
     (("below", 30), ("depends_on_the_cut", 32), ("at_or_above", 80))),
    ("pc_ptsd_5", "pc_ptsd_5", None, "14.6",
     (("below", 2), ("sensitive_cut", 3), ("efficient_cut", 5))),
    ("audit_c", "audit_c", 0, "14.1, men",
     (("negative", 3), ("positive", 12))),
    ("audit_c", "audit_c", 1, "14.1, women",
     (("negative", 2), ("positive", 12))),
    ("tcu_drug_screen_5", "tcu_drug_screen_5", None, "14.3",
     (("none", 1), ("mild", 3), ("moderate", 5), ("severe", 11))),
    ("oras_cst_levels", "oras_history", None, "3.2",
     (("low", 3), ("moderate", 6), ("high", 8))),
    ("oras_cst_levels", "oras_work", None, "3.2",
     (("low", 1), ("moderate", 4), ("high", 6))),
    ("oras_cst_levels", "oras_family", None, "3.2",
     (("low", 1), ("moderate", 3), ("high", 5))),
    ("oras_cst_levels", "oras_neighbourhood", None, "3.2",
     (("low", 0), ("moderate", 1), ("high", 3))),
    ("oras_cst_levels", "oras_substance", None, "3.2",
     (("low", 2), ("moderate", 4), ("high", 6))),
    ("oras_cst_levels", "oras_peers", None, "3.2",
     (("low", 1), ("moderate", 4), ("high", 8))),
    ("oras_cst_levels", "oras_attitudes", None, "3.2",
     (("low", 3), ("moderate", 8), ("high", 13))),
    ("oras_cst_levels", "oras_cst", 0, "3.1, men, three tiers",
     (("low", 14), ("moderate", 23), ("high", 49))),
    ("oras_cst_levels", "oras_cst", 1, "3.1, women, three tiers",
     (("low", 14), ("moderate", 28), ("high", 49))),
    ("osp_dc", "osp_dc", None, "9.5",
     (("low", 21), ("medium", 29), ("high", 35), ("very_high", 64))),
    ("mst", "mst", None, "9.8",
     (("not_flagged", 9), ("flagged", 19))),
)  # fmt: skip

# The published score of each raw sum, from 0 on.
STEPS = (
    ("psa", "fta", "2.3", (1, 2, 3, 4, 4, 5, 5, 6)),
    ("psa", "nca", "2.3", (1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6, 6, 6)),
    ("psa", "nvca", "2.3: flag from 4", (0, 0, 0, 0, 1, 1, 1, 1)),
    ("lds", "lds", "9.7", (0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2)),
)

# -- levels of percents with two decimals: the lowest percent of each level but the first

HUNDREDTHS = (
    ("ogrs4", "arp_static", "9.4", ("50", "75", "90")),
    ("ogrs4", "arp_dynamic", "9.4", ("50", "75", "90")),
    ("ogrs4", "vrp_static", "9.4", ("30", "60", "80")),
    ("ogrs4", "vrp_dynamic", "9.4", ("30", "60", "80")),
    ("ogrs4", "svrp_static", "9.4", ("1", "3", "6.9")),
    ("ogrs4", "svrp_dynamic", "9.4", ("1", "3", "6.9")),
)
FOUR = ("low", "medium", "high", "very_high")


def result_at(id, scale, raw, group=None):
    """The result of a raw score, as the engine reads it."""
    declared = instrument(id)
    found = declared.scale(scale)
    recipe = recipe_of(declared, found)
    if group is not None:
        recipe = recipe_in_group(recipe, found.bands_by[group].bands)
    return weighted_result(recipe, raw, LiveWorkings(declared, {}, (), ()))


def named(row):
    return "-".join(str(each) for each in row[:3])


@pytest.mark.parametrize("row", POINTS, ids=named)
def test_every_point_has_the_level_that_the_source_gives_it(row):
    id, scale, group, _, levels = row
    expected, lowest = [], 0
    for level, highest in levels:
        expected += [level] * (highest - lowest + 1)
        lowest = highest + 1

    found = [
        result_at(id, scale, raw, group).level.code for raw in range(len(expected))
    ]

    assert expected == found


@pytest.mark.parametrize("row", STEPS, ids=named)
def test_every_raw_score_converts_as_the_source_says(row):
    id, scale, _, scores = row

    found = tuple(result_at(id, scale, raw).score for raw in range(len(scores)))

    assert scores == found


def log_odds(percent):
    return log(percent / (100 - percent))


@pytest.mark.parametrize("row", HUNDREDTHS, ids=named)
@pytest.mark.parametrize("place", range(3))
def test_a_level_is_decided_on_the_two_decimals_that_are_shown(row, place):
    id, scale, _, edges = row
    edge, below, above = float(edges[place]), FOUR[place], FOUR[place + 1]

    def at(percent):
        result = result_at(id, scale, log_odds(percent))
        return result.percent, result.level.code

    # A hair under half a hundredth rounds down, a hair over rounds up to the edge itself.
    assert (round(edge - 0.01, 2), below) == at(edge - 0.01)
    assert (round(edge - 0.01, 2), below) == at(edge - 0.0051)
    assert (edge, above) == at(edge - 0.0049)
    assert (edge, above) == at(edge)
    assert (edge, above) == at(edge + 0.0049)
    assert (round(edge + 0.01, 2), above) == at(edge + 0.0051)


@pytest.mark.parametrize("scale", [row[1] for row in HUNDREDTHS])
def test_a_percent_of_nothing_and_of_everything_is_a_score(scale):
    nothing, everything = (result_at("ogrs4", scale, raw) for raw in (-40.0, 40.0))

    assert (0.0, "low", "scored") == (
        nothing.percent,
        nothing.level.code,
        nothing.status,
    )
    assert (99.99, "very_high") == (everything.percent, everything.level.code)


# OGRS3 rounds the proportion to five decimals, then the percent half up (9.1).
@pytest.mark.parametrize(
    ("percent", "shown", "level"),
    (
        (49.4994, 49, "low"),
        (49.4996, 50, "medium"),
        (49.5, 50, "medium"),
        (74.4994, 74, "medium"),
        (74.5, 75, "high"),
        (89.4994, 89, "high"),
        (89.5, 90, "very_high"),
        (0.001, 1, "low"),
        (99.999, 99, "very_high"),
    ),
)
def test_the_level_of_ogrs3_is_that_of_its_whole_percent(percent, shown, level):
    result = result_at("ogrs3", "ogrs3", log_odds(percent))

    assert (shown, level) == (result.percent, result.level.code)


# By hand from 9.2 and 9.3: the logistic of the line, rounded half up to whole percents.
@pytest.mark.parametrize(
    ("id", "points", "percent", "level"),
    (
        ("ogp1", 38, 32, "low"),  # 0.0616 x 38 - 3.0795 = -0.7387: 32.33 %
        ("ogp1", 39, 34, "medium"),  # -0.6771: 33.69 %
        ("ogp1", 61, 66, "medium"),  # 0.6781: 66.33 %
        ("ogp1", 62, 68, "high"),  # 0.7397: 67.69 %
        ("ogp1", 77, 84, "high"),  # 1.6637: 84.07 %
        ("ogp1", 78, 85, "very_high"),  # 1.7253: 84.88 %
        ("ovp1", 41, 29, "low"),  # 0.0722 x 41 - 3.8773 = -0.9171: 28.56 %
        ("ovp1", 42, 30, "medium"),  # -0.8449: 30.05 %
        ("ovp1", 59, 59, "medium"),  # 0.3825: 59.45 %
        ("ovp1", 60, 61, "high"),  # 0.4547: 61.18 %
        ("ovp1", 72, 79, "high"),  # 1.3211: 78.94 %
        ("ovp1", 73, 80, "very_high"),  # 1.3933: 80.11 %
    ),
)
def test_the_points_beside_each_edge_have_the_levels_of_their_percents(
    id, points, percent, level
):
    result = result_at(id, id, points)

    assert (percent, level) == (result.percent, result.level.code)


# CSRP adds published percents; 9.5: low under 1, medium to under 3, high to under 6.9.
@pytest.mark.parametrize(
    ("serious", "direct", "expected", "level"),
    (
        ("0.00", "0", 0.0, "low"),
        ("0.99", "0", 0.99, "low"),
        ("0.29", "0.71", 1.0, "medium"),
        ("2.28", "0.71", 2.99, "medium"),
        ("2.29", "0.71", 3.0, "high"),
        ("6.18", "0.71", 6.89, "high"),
        ("6.19", "0.71", 6.9, "very_high"),
        ("6.28", "0.71", 6.99, "very_high"),
        ("99.99", "0.01", 100.0, "very_high"),
        ("99.99", "83.12", 100.0, "very_high"),
    ),
)
def test_a_sum_of_percents_is_banded_on_its_two_decimals(
    serious, direct, expected, level
):
    declared = instrument("csrp")
    example = declared.examples[0]
    on = example.on
    stated = {
        "ogrs4.svrp.percent": serious,
        "osp_dc.osp_dc.percent": direct,
        "osp_iic.osp_iic.percent": "not_applicable",
    }

    sheet = score(
        declared,
        example.answers,
        on=on,
        upstream=stated_upstream(declared, stated, on=on),
    )

    result = sheet["csrp"]
    assert (expected, level) == (result.percent, result.level.code)


# -- sanctions


OGRS4 = instrument("ogrs4")
G00000, G00031 = OGRS4.examples


def changed(example, declared=OGRS4, on=None, **answers):
    return score(declared, {**example.answers, **answers}, on=on or example.on)


def labels(sheet, scale):
    return {each.label for each in sheet[scale].contributions}


def test_a_person_without_any_sanction_is_outside_the_form():
    sheet = changed(G00000, sanctions_total=0, sanctions_violent=0)

    found = {(each.item, each.code) for each in sheet.errors}
    assert ("sanctions_total", ProblemCode.NOT_ALLOWED) in found
    assert {"invalid"} == {str(each.status) for each in sheet}


# 9.4: a term for exactly one, a term and the gap for exactly two, the rate from three on.
@pytest.mark.parametrize(
    ("total", "expected"),
    (
        (1, {"one sanction"}),
        (2, {"two sanctions", "man, two sanctions: gap"}),
        (3, {"man, three or more: rate 26", "man, three or more: rate 26 squared"}),
    ),
)
def test_the_terms_for_the_number_of_sanctions_exclude_one_another(total, expected):
    sheet = changed(G00000, sanctions_total=total, sanctions_violent=0)

    counted = labels(sheet, "arp_static")
    of_the_number = {each for each in counted if "sanction" in each or "rate" in each}
    assert expected == of_the_number - {"sanctions"}


# 9.1: man of 20, violence, first conviction; then with one and two earlier sanctions.
@pytest.mark.parametrize(
    ("total", "status", "one_year", "two_years"),
    (
        (1, "first_conviction", 12, 22),  # 0.1216, 0.2213
        (2, "later_conviction", 32, 49),  # 0.3158, 0.4865
        (3, "later_conviction", 43, 61),  # 0.4339, 0.6114
    ),
)
def test_ogrs3_counts_one_two_and_three_sanctions(total, status, one_year, two_years):
    sheet = ogrs3(sanctions_total=total, sanction_status=status)

    assert (one_year, two_years) == (
        sheet["ogrs3_one_year"].percent,
        sheet["ogrs3"].percent,
    )


def ogrs3(**answers):
    first = {
        "date_of_birth": date(2005, 6, 1),
        "sex": "M",
        "sanctions_total": 1,
        "age_at_first_sanction": 20,
        "current_sanction_date": date(2025, 12, 1),
        "community_date": date(2025, 12, 1),
        "sanction_status": "first_conviction",
        "offence_group": "violence",
    }
    return score(instrument("ogrs3"), first | answers, on=date(2026, 1, 15))


# -- months in the community: at most 36 count, and none before the follow-up began (9.4)


def percents(sheet):
    return [scale.percent for scale in sheet]


START = date(2026, 1, 10)


def at(on):
    return changed(
        G00031, on=on, current_sanction_date=date(2025, 12, 1), community_date=START
    )


def test_from_36_months_on_the_months_no_longer_count():
    at_35, at_36, at_37, at_60 = (
        percents(at(on))
        for on in (
            date(2028, 12, 10),
            date(2029, 1, 10),
            date(2029, 2, 10),
            date(2031, 1, 10),
        )
    )

    assert at_36 == at_37 == at_60
    assert at_35 != at_36


def test_the_last_day_before_36_months_still_counts_35():
    assert percents(at(date(2029, 1, 9))) == percents(at(date(2028, 12, 10)))


def test_a_follow_up_after_the_assessment_counts_no_months():
    before, same_day, first_month = (
        percents(at(on)) for on in (date(2026, 1, 2), START, date(2026, 2, 10))
    )

    assert before == same_day
    assert same_day != first_month


# -- born on 29 February: a year older on 1 March where there is no such day


# 9.1 by hand: at 21 the value of age and sex is -1.051515067 instead of -0.625103618:
# -1.0515 + 0.1261 + 1.2511 x ln(1/10) + 2.1217 = -1.6845: 15.65 %, and 22.13 % at 20.
@pytest.mark.parametrize(
    ("community", "percent"),
    (
        (date(2025, 2, 28), 22),
        (date(2025, 3, 1), 16),
        (date(2024, 2, 29), 22),
    ),
)
def test_ogrs3_of_somebody_born_on_29_february_turns_on_1_march(community, percent):
    sheet = ogrs3(
        date_of_birth=date(2004, 2, 29),
        current_sanction_date=date(2024, 2, 29),
        community_date=community,
    )

    assert percent == sheet["ogrs3"].percent


# 9.8: men from 18 to 25.
@pytest.mark.parametrize(
    ("born", "on", "status"),
    (
        (date(2008, 2, 29), date(2026, 2, 28), "not_applicable"),
        (date(2008, 2, 29), date(2026, 3, 1), "scored"),
        (date(2000, 2, 29), date(2026, 2, 28), "scored"),
        (date(2000, 2, 29), date(2026, 3, 1), "not_applicable"),
        (date(2006, 2, 28), date(2024, 2, 28), "scored"),
        (date(2006, 3, 1), date(2024, 2, 29), "not_applicable"),
    ),
)
def test_the_maturity_screen_begins_and_ends_on_a_birthday(born, on, status):
    declared = instrument("mst")
    answers = {**declared.examples[0].answers, "date_of_birth": born, "sex": "M"}

    assert status == score(declared, answers, on=on)["mst"].status


# 9.3: not valid under 18.
@pytest.mark.parametrize(
    ("community", "status"),
    ((date(2026, 2, 28), "invalid"), (date(2026, 3, 1), "scored")),
)
def test_ovp1_begins_on_the_eighteenth_birthday(community, status):
    declared = instrument("ovp1")
    answers = {
        **declared.examples[0].answers,
        "date_of_birth": date(2008, 2, 29),
        "current_sanction_date": date(2026, 2, 1),
        "community_date": community,
    }

    assert status == score(declared, answers, on=date(2026, 3, 15))["ovp1"].status


# -- recorded sex: what is for men alone does not apply to others; no other scale guesses


OF_SEX = [
    id for id in catalogue_ids() if any(i.id == "sex" for i in instrument(id).items)
]


def answers_of(declared):
    return dict(declared.examples[0].answers)


def sheet_of(declared, answers):
    example = declared.examples[0]
    upstream = stated_upstream(declared, example.upstream, on=example.on)
    return score(declared, answers, on=example.on, upstream=upstream)


@pytest.mark.parametrize("sex", ("U", "X", "m", "male", "", None, 1))
@pytest.mark.parametrize("id", OF_SEX)
def test_no_other_recorded_sex_is_taken_for_a_man_or_a_woman(id, sex):
    declared = instrument(id)
    using = {s for s in declared.scales if _uses_sex(declared, s)}

    sheet = sheet_of(declared, answers_of(declared) | {"sex": sex})

    statuses = {str(sheet[scale.id].status) for scale in using}
    assert "scored" not in statuses
    assert "sex" in {p.item for p in sheet.errors} or statuses == {"not_applicable"}


def _uses_sex(declared, scale):
    """Whether the sheet without an answer for sex leaves a scale without a score."""
    answers = answers_of(declared)
    answers.pop("sex")
    return sheet_of(declared, answers)[scale.id].status == "missing"


def test_every_instrument_that_asks_for_sex_has_a_scale_that_uses_it():
    for id in OF_SEX:
        declared = instrument(id)
        assert any(_uses_sex(declared, scale) for scale in declared.scales), id


# -- missing, wrong, and both


def test_one_static_and_one_dynamic_answer_missing_are_both_told():
    sheet = changed(G00031, sanctions_violent=None, temper_control=None)

    told = {(each.item, str(each.code)) for each in sheet.errors}
    assert {("sanctions_violent", "missing"), ("temper_control", "missing")} == told
    assert {
        "arp_static": "scored",
        "arp_dynamic": "scored",
        "vrp_static": "missing",
        "vrp_dynamic": "missing",
        "svrp_static": "missing",
        "svrp_dynamic": "missing",
        "arp": "scored",
        "vrp": "missing",
        "svrp": "missing",
    } == {scale.id: str(scale.status) for scale in sheet}


def test_one_dynamic_answer_missing_leaves_the_static_result_with_a_warning():
    sheet = changed(G00031, temper_control=None)

    assert ("static", "static", "dynamic") == tuple(
        sheet[id].basis for id in ("vrp", "svrp", "arp")
    )
    assert {("vrp", "fell_back"), ("svrp", "fell_back")} == {
        (each.item, str(each.code)) for each in sheet.warnings
    }


@pytest.mark.parametrize("code", ("99999", "00000", "1", "no such category"))
def test_an_unknown_offence_is_never_some_other_offence(code):
    offence = next(i for i in OGRS4.items if i.id == "offence_code").id

    sheet = changed(G00000, offence_category=None, **{offence: code})

    assert offence in {each.item for each in sheet.errors}
    assert {"invalid"} == {str(each.status) for each in sheet}


def scorable(declared):
    return [
        item
        for item in answers_of(declared)
        if not item.endswith("_comment") and item != "sources_contacted"
    ]


@pytest.mark.parametrize("id", catalogue_ids())
def test_two_errors_at_once_are_both_told_in_any_order(id):
    declared = instrument(id)
    answers = answers_of(declared)
    wrong, other = scorable(declared)[0], scorable(declared)[-1]
    answers |= {wrong: ["wrong"], other: b"wrong"}
    rest = {item: answers[item] for item in answers if item not in (wrong, other)}

    sheets = [
        sheet_of(declared, dict(first) | rest | dict(last))
        for pair in permutations(((wrong, answers[wrong]), (other, answers[other])))
        for first, last in (((pair[0],), (pair[1],)), (pair, ()))
    ]

    assert {wrong, other} <= {each.item for each in sheets[0].errors}
    assert all(sheets[0].problems == each.problems for each in sheets)
    assert all(sheets[0].scales == each.scales for each in sheets)


@pytest.mark.parametrize("id", catalogue_ids())
def test_a_missing_and_a_wrong_answer_are_both_told_in_any_order(id):
    declared = instrument(id)
    answers = answers_of(declared)
    missing, wrong = scorable(declared)[0], scorable(declared)[-1]
    given = {**answers, missing: None, wrong: ["wrong"]}
    turned = dict(reversed(list(given.items())))

    one, other = (sheet_of(declared, each) for each in (given, turned))

    assert wrong in {each.item for each in one.errors}
    assert (one.problems, one.scales) == (other.problems, other.scales)


@pytest.mark.parametrize("id", catalogue_ids())
def test_the_same_request_twice_gives_the_same_sheet(id):
    declared = instrument(id)
    answers = answers_of(declared)

    assert sheet_of(declared, answers) == sheet_of(declared, answers)


@pytest.mark.parametrize("empty", ([], {}, (), set(), ""))
@pytest.mark.parametrize("id", catalogue_ids())
def test_an_empty_list_is_a_wrong_answer_and_no_missing_one(id, empty):
    declared = instrument(id)
    item = scorable(declared)[0]

    wrong = sheet_of(declared, answers_of(declared) | {item: empty})
    absent = sheet_of(declared, answers_of(declared) | {item: None})

    codes = {each.code for each in wrong.errors if each.item == item}
    assert codes <= {ProblemCode.WRONG_TYPE, ProblemCode.NOT_ALLOWED}
    assert codes
    assert all(
        each.code is ProblemCode.MISSING for each in absent.errors if each.item == item
    )
