"""A result is brought to a common scale by probability, or it is said that it cannot be."""

import attrs
import pytest

from supervise.errors import DeclarationError, UnknownName
from supervise.instruments import score
from supervise.instruments.analysis import (
    CommonScale,
    Ground,
    LocalCalibration,
    LocalRate,
    crosswalk,
)
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.levels import Band, LevelScheme, bands
from supervise.sources import BaseRate, Outcome, Source
from tests.records.external import PENNSYLVANIA, result

FIVE = LevelScheme("invented_five", ("i", "ii", "iii", "iv", "v"))
SOURCE = Source(
    citation="Invented.", licence="CC0-1.0", population="none", checked="2026-11-22"
)
REOFFENCE = Outcome("any proven reoffence", months=24)
GROUP = "people sentenced or released in England and Wales"
# Invented bands: 4.99, 29.99, 59.99, 84.99.
COMMON = CommonScale(
    id="invented_five",
    title="Five levels",
    outcome=REOFFENCE,
    population=GROUP,
    bands=bands(
        FIVE,
        Band(0, "4.99", "i"),
        Band(5, "29.99", "ii"),
        Band(30, "59.99", "iii"),
        Band(60, "84.99", "iv"),
        Band(85, 100, "v"),
        citation="Invented.",
    ),
    source=SOURCE,
)
ARREST = Outcome("any new arrest", months=12)
OF_ARREST = attrs.evolve(COMMON, outcome=ARREST)


def lsi(total):
    return result(PENNSYLVANIA, "2026-01-05", total).sheet


def calibration(*rates, outcome=REOFFENCE, version="pa"):
    return LocalCalibration(
        instrument="lsi_r",
        version=version,
        scale="total",
        outcome=outcome,
        rates=tuple(
            LocalRate(at=at, people=people, with_outcome=count)
            for at, people, count in rates
        ),
        source=SOURCE,
    )


def ogrs4():
    example = OGRS4.examples[0]
    return score(OGRS4, example.answers, on=example.on)


def test_a_percent_of_the_same_outcome_time_and_group_is_an_equivalent():
    sheet = ogrs4()
    same = attrs.evolve(COMMON, outcome=sheet["arp"].meaning.predicts)

    found = crosswalk(sheet, "arp", same)

    assert (Ground.MODEL, sheet["arp"].percent) == (found.ground, found.percent)
    assert found.level is not None
    assert (found.level,) == found.could_be


@pytest.mark.parametrize(
    ("changes", "because"),
    (
        ({"outcome": Outcome("any new arrest", months=24)}, "not of any new arrest"),
        ({"outcome": Outcome("any proven reoffence", months=12)}, "not of 12"),
        ({"population": "people elsewhere"}, "not of people elsewhere"),
    ),
)
def test_another_outcome_time_or_group_has_no_equivalent(changes, because):
    sheet = ogrs4()
    same = attrs.evolve(COMMON, outcome=sheet["arp"].meaning.predicts)
    found = crosswalk(sheet, "arp", attrs.evolve(same, **changes))

    assert None is found.level
    assert because in found.because
    assert "no equivalent" in str(found)


def test_levels_of_the_same_name_are_no_equivalent():
    # the LSI-R has a level, and says nothing of proportions
    found = crosswalk(lsi(20), "total", attrs.evolve(OF_ARREST, population="x"))

    assert None is found.level


def test_a_score_without_a_proportion_has_no_equivalent_though_all_else_is_the_same():
    alike = attrs.evolve(OF_ARREST, population="people supervised by the agency")

    found = crosswalk(lsi(20), "total", alike)

    assert "neither a percent nor a published rate" in found.because


def test_a_published_rate_at_the_score_is_an_equivalent():
    group = "people supervised by the agency"
    rate = BaseRate(at="20", percent="31.5", outcome=ARREST, group=group, source="p. 9")
    scale = attrs.evolve(PENNSYLVANIA.scales[0], base_rates=(rate,))
    tool = attrs.evolve(PENNSYLVANIA, scales=(scale,))
    common = attrs.evolve(OF_ARREST, population=group)

    found = crosswalk(result(tool, "2026-01-05", 20).sheet, "total", common)
    other = crosswalk(result(tool, "2026-01-05", 21).sheet, "total", common)

    assert ("iii", Ground.PUBLISHED_RATE, "p. 9") == (
        found.level.code,
        found.ground,
        found.source,
    )
    assert None is other.level


def test_a_local_calibration_makes_an_equivalent_with_its_counts():
    # 450 of 1000: 1.96^2 / 1000 is 0.0038416; (0.45 + 0.0019208 -+ 0.030895) / 1.0038416
    # is 0.4194 and 0.4810, both iii
    found = crosswalk(
        lsi(20), "total", COMMON, calibrations=[calibration(("medium", 1000, 450))]
    )

    assert ("iii", 45.0) == (found.level.code, found.percent)
    assert (41.94, 48.1) == found.rate.interval
    assert ["iii"] == [level.code for level in found.could_be]
    assert Ground.LOCAL_CALIBRATION is found.ground


def test_few_people_leave_more_than_one_level_possible():
    # 5 of 10: 1.96^2 / 10 is 0.38416; (0.5 + 0.19208 -+ 0.36460) / 1.38416
    # is 0.2366 and 0.7634
    found = crosswalk(
        lsi(20), "total", COMMON, calibrations=[calibration(("20", 10, 5))]
    )

    assert (23.66, 76.34) == found.rate.interval
    assert ["ii", "iii", "iv"] == [level.code for level in found.could_be]


def test_the_rate_at_the_score_goes_before_that_at_the_level():
    both = calibration(("20", 1000, 20), ("medium", 1000, 450))

    found = crosswalk(lsi(20), "total", COMMON, calibrations=[both])

    assert "i" == found.level.code


def test_a_calibration_of_another_outcome_or_version_is_not_used():
    other = calibration(("medium", 1000, 450), outcome=ARREST)
    old = calibration(("medium", 1000, 450), version="older")

    for each in (other, old):
        assert None is crosswalk(lsi(20), "total", COMMON, calibrations=[each]).level
    assert "any new arrest within 12 months" in (
        crosswalk(lsi(20), "total", COMMON, calibrations=[other]).because
    )


def test_a_score_that_a_calibration_says_nothing_of_has_no_equivalent():
    found = crosswalk(
        lsi(40), "total", COMMON, calibrations=[calibration(("medium", 1000, 450))]
    )

    assert "says nothing of this score" in found.because


def test_two_calibrations_are_never_chosen_between():
    twice = [calibration(("medium", 1000, 450)), calibration(("medium", 900, 90))]

    assert (
        "two local calibrations"
        in crosswalk(lsi(20), "total", COMMON, calibrations=twice).because
    )


def test_what_is_not_scored_has_no_equivalent():
    assert "not scored (missing)" in crosswalk(lsi(60), "total", COMMON).because


def test_a_scale_that_is_not_on_the_sheet_is_an_error():
    with pytest.raises(UnknownName):
        crosswalk(lsi(20), "totl", COMMON)


@pytest.mark.parametrize(
    ("percent", "level"),
    ((0.0, "i"), (4.99, "i"), (5.0, "ii"), (84.99, "iv"), (85.0, "v"), (100.0, "v")),
)
def test_both_ends_of_a_band_belong_to_it(percent, level):
    assert level == COMMON.level_at(percent).code


def test_every_defect_of_a_common_scale_is_told():
    with pytest.raises(DeclarationError) as wrong:
        attrs.evolve(
            COMMON,
            outcome=Outcome("any proven reoffence"),
            population=" ",
            bands=bands(FIVE, Band(0, 50, "i"), Band(60, 100, "vi"), citation="x"),
        )

    told = str(wrong.value)
    for defect in ("how many months", "population", "gap", "'vi' is not a level"):
        assert defect in told


def test_every_defect_of_a_calibration_is_told():
    with pytest.raises(DeclarationError) as wrong:
        calibration(("1", 10, 11), ("1", 0, 0), outcome=Outcome("any new arrest"))

    told = str(wrong.value)
    for defect in ("11 of 10", "0 of 0", "how many months", "distinct"):
        assert defect in told


def test_bands_in_thousandths_are_refused_with_what_else_is_wrong():
    fine = bands(FIVE, Band(0, "4.995", "i"), Band(5, 100, "ii"), citation="Invented.")

    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(COMMON, bands=fine, population=" ")

    assert "the population must not be blank" in raised.value.defects
    assert any("at most two decimals" in each for each in raised.value.defects)


def test_a_scale_that_speaks_of_no_outcome_or_of_no_time_has_no_equivalent():
    example = OGRS4.examples[0]

    def equivalent(predicts):
        scales = tuple(attrs.evolve(scale, predicts=predicts) for scale in OGRS4.scales)
        declared = attrs.evolve(OGRS4, scales=scales)
        sheet = score(declared, example.answers, on=example.on)
        return crosswalk(sheet, "arp", COMMON)

    untold = equivalent(None)
    untimed = equivalent(attrs.evolve(REOFFENCE, months=None))

    assert (None, None) == (untold.level, untimed.level)
    assert "it does not say of which outcome it speaks" == untold.because
    assert "it does not say within how many months" == untimed.because
