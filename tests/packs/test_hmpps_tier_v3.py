"""The supervision tier of England and Wales, version 3.

Sources of expected values, both of the research: `uk-peers.md` 1.2 (the table, the steps, the rule
on provisional results, the upstream defects) and `instruments.md` 9.11 (the four extra examples).
"""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.intensity import RecommendationStatus, next_change, recommend
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.packs.hmpps_tier_v3 import POLICY
from supervise.records import Status, Unknown
from tests.support.sheets import scale, sheet

ON = date(2026, 9, 1)

ARP = (90, 75, 50, 25, 15, 0)
CSRP = (6.9, 3, 1, 0.5, 0)
PRINTED = ("AABBBB", "ABCCCC", "BCDEEE", "CDEEFF", "DDEFFG")
CELLS = [
    (arp, csrp, PRINTED[row][column])
    for row, csrp in enumerate(CSRP)
    for column, arp in enumerate(ARP)
]


def scores(arp, csrp, arp_basis="dynamic", csrp_basis="dynamic"):
    sheets = []
    if arp is not None:
        sheets.append(sheet("ogrs4", ON, scale("arp", percent=arp, basis=arp_basis)))
    if csrp is not None:
        sheets.append(sheet("csrp", ON, scale("csrp", percent=csrp, basis=csrp_basis)))
    return sheets


def sexual(band, percent):
    """A sheet of the sexual predictor; without a band or a percent it does not apply."""
    if band is None or percent is None:
        return sheet("osp_dc", ON, scale("osp_dc", status=Status.NOT_APPLICABLE))
    level = LOW_TO_VERY_HIGH[band]
    return sheet("osp_dc", ON, scale("osp_dc", level=level, percent=percent))


def found(arp=0, csrp=0, arp_basis="dynamic", csrp_basis="dynamic", on=ON, **facts):
    facts = {"active_sentence": True, "serious_harm": "low"} | facts
    sheets = scores(arp, csrp, arp_basis, csrp_basis)
    if "band" in facts:
        sheets.append(sexual(facts.pop("band"), facts.pop("percent")))
    return recommend(POLICY, sheets, facts, on=on)


def tier(*given, **facts):
    intensity = found(*given, **facts).intensity
    return None if intensity is None else str(intensity)


@pytest.mark.parametrize(("arp", "csrp", "expected"), CELLS)
def test_each_cell_of_the_table_is_as_printed(arp, csrp, expected):
    assert expected == tier(arp, csrp)


@pytest.mark.parametrize(
    ("arp", "csrp", "expected"),
    ((75, 1.0, "C"), (90, 0.5, "C"), (50, 6.9, "B"), (0, 0.5, "F")),
)
def test_the_published_examples_of_the_table(arp, csrp, expected):
    assert expected == tier(arp, csrp)


@pytest.mark.parametrize("floor", ARP[:-1])
def test_a_value_just_under_a_floor_is_in_the_cell_below(floor):
    below = ARP[ARP.index(floor) + 1]

    assert tier(below, 0.7) == tier(floor - 0.005, 0.7) == tier(floor - 0.01, 0.7)


@pytest.mark.parametrize("floor", CSRP[:-1])
def test_a_serious_score_between_rounded_limits_is_in_the_cell_below(floor):
    below = CSRP[CSRP.index(floor) + 1]

    assert tier(60, below) == tier(60, floor - 0.005)


def test_the_highest_scores_have_a_cell():
    assert "A" == tier(100, 99.99) == tier(99.99, 100)


@pytest.mark.parametrize(
    ("band", "percent", "expected"),
    (
        ("very_high", 30.0, "A"),
        ("high", 5.0, "B"),
        ("medium", 3.36, "C"),
        ("medium", 3.355, "D"),
        ("medium", 2.11, "D"),
        ("medium", 2.105, "C"),
        ("medium", 1.12, "C"),
        ("medium", 1.115, "D"),
        ("medium", 0.60, "D"),
        ("low", 1.0, "E"),
        ("low", 0.0, "G"),
        ("very_high", 0.0, "G"),
        (None, 5.0, "G"),
        ("high", None, "G"),
    ),
)
def test_the_sexual_predictor(band, percent, expected):
    assert expected == tier(band=band, percent=percent)


def test_a_medium_band_below_its_thresholds_is_reported_and_does_not_stop_anything():
    """Upstream this combination is an error that ends the calculation."""
    result = found(band="medium", percent=0.595)

    assert (RecommendationStatus.INVALID, None) == (result.status, result.intensity)
    assert "does not go with" in str(result.errors[0])
    assert "no_answer" == result.clause("sexual").status


@pytest.mark.parametrize(
    ("harm", "with_category", "without"),
    (
        ("very_high", "A", "C"),
        ("high", "C", "D"),
        ("medium", "D", "G"),
        ("low", "E", "G"),
        (None, "E", "G"),
    ),
)
def test_harm_counts_more_under_multi_agency_arrangements(harm, with_category, without):
    assert with_category == tier(serious_harm=harm, multi_agency_category=True)
    assert without == tier(serious_harm=harm)


RELEASED = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("on", "expected"),
    (
        (date(2026, 9, 1), "D"),
        (date(2029, 2, 28), "D"),
        (date(2029, 3, 1), "E"),
    ),
)
def test_five_years_after_a_release_on_a_leap_day(on, expected):
    assert expected == tier(life_sentence=True, released_on=RELEASED, on=on)


@pytest.mark.parametrize(
    ("days", "expected"), ((0, "B"), (364, "B"), (365, "D"), (5 * 365, "D"))
)
def test_the_first_year_after_release_ends_before_its_anniversary(days, expected):
    released = ON - timedelta(days=days)

    assert expected == tier(life_sentence=True, released_on=released)


def test_a_life_sentence_without_a_release_date_says_nothing():
    assert "G" == tier(life_sentence=True)


def test_a_release_date_that_is_unknown_is_not_one_that_there_is_none_of():
    """What was worked out for the one is never given for the other."""
    assert None is tier(life_sentence=True, released_on=Unknown)
    assert "G" == tier(life_sentence=True)
    assert None is tier(life_sentence=True, released_on=Unknown)


@pytest.mark.parametrize(
    ("registration", "expected"),
    (
        ("domestic_abuse", "E"),
        ("stalking", "F"),
        ("child_protection", "F"),
        ("ever_sexual_offence", "E"),
    ),
)
def test_a_registration_alone(registration, expected):
    result = found(**{registration: True})

    assert expected == str(result.intensity)
    assert registration.removeprefix("ever_") == result.decided_by


def test_none_of_the_rules_gives_the_lowest_tier():
    result = found()

    assert ("G", "reoffending") == (str(result.intensity), result.decided_by)


@pytest.mark.parametrize("lacking", ("arp", "csrp"))
def test_without_a_predictor_the_tier_is_missing_whatever_else_is_known(lacking):
    given = {"arp": 95, "csrp": 9.0} | {lacking: None}

    result = found(**given, serious_harm="very_high", multi_agency_category=True)

    assert RecommendationStatus.MISSING == result.status
    assert [lacking] == [problem.item for problem in result.errors]


def test_without_an_active_sentence_nothing_else_is_needed():
    result = recommend(POLICY, facts={"active_sentence": False}, on=ON)

    assert "not_supervised" == result.standing
    assert () == result.problems


def test_whether_a_sentence_is_active_is_never_guessed():
    result = found(active_sentence=None)

    assert RecommendationStatus.MISSING == result.status


def by_hand(arp, csrp, band, category, harm, lifer, abuse):
    """The tier of each step but the table, and of the table, written out from the research."""
    table = next(
        PRINTED[row][column]
        for row, at_row in enumerate(CSRP)
        if csrp >= at_row
        for column, at_column in enumerate(ARP)
        if arp >= at_column
    )
    with_category = {
        "very_high": "A",
        "high": "C",
        "medium": "D",
        "low": "E",
        None: "E",
    }
    without = {"very_high": "C", "high": "D"}
    harm_tier = with_category[harm] if category else without.get(harm, "G")
    others = [
        {"very_high": "A", "high": "B", "low": "E", None: "G", "medium": "C"}[band],
        {None: "G", 0: "B", 3: "D", 9: "E"}[lifer],
        "E" if abuse else "G",
    ]
    return table, harm_tier, others


def provisional_by_hand(case, arp_static, csrp_static):
    """The published rule on provisional tiers, restated case by case in the research."""
    arp, csrp, _, category, harm, _, _ = case
    table, harm_tier, others = by_hand(*case)
    but_table = min([harm_tier, *others])
    best_for_csrp = PRINTED[next(r for r, at in enumerate(CSRP) if csrp >= at)][0]
    best_for_arp = PRINTED[0][next(c for c, at in enumerate(ARP) if arp >= at)]
    if arp_static and csrp_static:
        static = but_table > "A"
    elif arp_static:
        static = but_table > best_for_csrp
    elif csrp_static:
        static = but_table > best_for_arp
    else:
        static = False
    settled = [*others, *([] if arp_static or csrp_static else [table])]
    needed = "A" if category else "C"
    return static or (harm is None and min(settled) > needed)


GRID = (
    ARP,
    CSRP,
    ("very_high", "high", "medium", "low", None),
    (True, False),
    ("very_high", "high", "medium", "low", None),
    (None, 0, 3, 9),
    (True, False),
)


def recommended(case, arp_static, csrp_static):
    arp, csrp, band, category, harm, lifer, abuse = case
    facts = {
        "band": band,
        "percent": 4.0,
        "multi_agency_category": category,
        "serious_harm": harm,
        "life_sentence": lifer is not None,
        "released_on": ON - timedelta(days=366 * lifer) if lifer is not None else None,
        "domestic_abuse": abuse,
    }
    bases = ["static" if each else "dynamic" for each in (arp_static, csrp_static)]
    return found(arp, csrp, *bases, **facts)


@given(st.tuples(*map(st.sampled_from, GRID)), st.booleans(), st.booleans())
def test_tier_and_provisional_are_those_of_the_rule_written_by_hand(case, arp, csrp):
    table, harm, others = by_hand(*case)

    result = recommended(case, arp, csrp)

    assert min([table, harm, *others]) == str(result.intensity)
    assert provisional_by_hand(case, arp, csrp) == result.provisional


@pytest.mark.slow
def test_provisional_follows_from_the_declaration_in_every_eleventh_of_48_000_cases():
    cases = list(product(product(*GRID), (True, False), (True, False)))[::11]

    wrong = [
        case
        for case, arp, csrp in cases
        if recommended(case, arp, csrp).provisional
        != provisional_by_hand(case, arp, csrp)
    ]

    assert (4_364, []) == (len(cases), wrong)


def test_what_could_still_change_the_tier_is_named():
    result = found(60, 4.0, arp_basis="static")

    assert "C" == str(result.intensity)
    assert ["C", "B", "A"] == list(map(str, result.outlook.possible))
    assert [("arp", True)] == [(i.input, i.alone) for i in result.outlook.influences]


def test_two_inputs_that_matter_only_together_are_named_as_such():
    """Low on both axes beside the B of somebody released in the last year: a higher tier takes a
    high ARP and a high CSRP at once."""
    result = found(
        0, 0, "static", "static", life_sentence=True, released_on=ON - timedelta(days=9)
    )

    assert "B" == str(result.intensity)
    assert ["B", "A"] == list(map(str, result.outlook.possible))
    assert [("arp", False), ("csrp", False)] == [
        (each.input, each.alone) for each in result.outlook.influences
    ]


def test_a_missing_predictor_still_says_what_is_possible():
    result = found(None, 0.2, serious_harm="high")

    assert RecommendationStatus.MISSING == result.status
    assert ["D"] == list(map(str, result.outlook.possible))


def test_the_day_on_which_the_tier_changes_by_itself_is_known():
    """Released 100 days ago at B: D from the anniversary. Upstream reads today's date."""
    released = ON - timedelta(days=100)
    facts = {
        "active_sentence": True,
        "serious_harm": "low",
        "life_sentence": True,
        "released_on": released,
    }

    change = next_change(POLICY, scores(0, 0), facts, on=ON)

    assert released.replace(year=released.year + 1) == change.on
    assert ("D", ("life_sentence",)) == (str(change.becomes.intensity), change.clauses)


def test_a_tier_that_does_not_turn_on_time_does_not_change_by_itself():
    facts = {"active_sentence": True, "serious_harm": "low"}

    assert None is next_change(POLICY, scores(0, 0), facts, on=ON)


def test_a_scale_that_could_not_be_scored_is_missing():
    arp = sheet("ogrs4", ON, scale("arp", status=Status.MISSING))

    result = recommend(
        POLICY, [arp, *scores(None, 1)], {"active_sentence": True}, on=ON
    )

    assert ["arp"] == [problem.item for problem in result.errors]


def test_the_same_inputs_twice_give_the_same_recommendation():
    assert found(60, 4.0) == found(60, 4.0)
