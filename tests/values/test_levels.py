"""Levels and intensities: ordered within a scheme, and nowhere else."""

import pickle

import pytest

from supervise.errors import DeclarationError, SchemeMismatch, UnknownName
from supervise.levels import IntensityScheme, LevelScheme, hundredths

BANDS = LevelScheme("bands", ("low", "medium", "high"))
OTHER = LevelScheme("other", ("low", "medium", "high"))
CONTACT = IntensityScheme("bands", ("low", "medium", "high"))


def test_levels_of_a_scheme_are_ordered_as_the_scheme_lists_them():
    shuffled = [BANDS["high"], BANDS["low"], BANDS["medium"]]

    assert [BANDS["low"], BANDS["medium"], BANDS["high"]] == sorted(shuffled)


@pytest.mark.parametrize("other", (OTHER["low"], CONTACT["low"], "low", 0))
def test_a_level_does_not_compare_with_what_is_not_of_its_scheme(other):
    with pytest.raises(TypeError):
        assert BANDS["high"] > other


def test_a_mismatch_of_schemes_names_both():
    with pytest.raises(SchemeMismatch, match=r"low of bands.*low of other"):
        assert BANDS["low"] <= OTHER["low"]


def test_equal_codes_of_two_schemes_are_two_levels():
    assert BANDS["low"] != OTHER["low"]


def test_a_level_is_not_an_intensity_even_under_the_same_names():
    assert BANDS["low"] != CONTACT["low"]


def test_an_unknown_code_suggests_the_nearest():
    with pytest.raises(UnknownName, match="nearest: medium"):
        BANDS["medum"]


def test_a_scheme_lists_all_its_defects_at_once():
    with pytest.raises(DeclarationError) as caught:
        LevelScheme("bad", ("low", "low", "Very High"))

    assert 2 == len(caught.value.defects)


def test_a_level_pickles_as_itself():
    assert BANDS["high"] == pickle.loads(pickle.dumps(BANDS["high"]))


@pytest.mark.parametrize(
    ("rank", "shown"),
    (
        (BANDS["low"], "<level low of bands>"),
        (CONTACT["low"], "<intensity low of bands>"),
    ),
)
def test_a_level_shows_its_code_and_the_scheme_of_it(rank, shown):
    assert shown == repr(rank)


def test_a_percent_with_three_decimals_is_refused_rather_than_rounded():
    with pytest.raises(ValueError, match="more than two decimals"):
        hundredths("6.905")


@pytest.mark.parametrize(
    ("other", "less", "at_most", "more", "at_least"),
    (
        ("low", False, False, True, True),
        ("medium", False, True, False, True),
        ("high", True, True, False, False),
    ),
)
@pytest.mark.parametrize("scheme", (BANDS, CONTACT))
def test_a_level_stands_where_its_scheme_puts_it(
    scheme, other, less, at_most, more, at_least
):
    medium, beside = scheme["medium"], scheme[other]

    assert (less, at_most) == (medium < beside, medium <= beside)
    assert (more, at_least) == (medium > beside, medium >= beside)


def test_how_a_code_reads_changes_neither_the_scheme_nor_its_order():
    worded = LevelScheme(
        "bands", ("low", "medium", "high"), titles={"medium": "moderate"}
    )

    assert worded == BANDS
    assert worded["low"] < BANDS["medium"]
    assert "moderate" not in repr(worded)
    assert ("moderate", "low") == (worded.title("medium"), worded.title("low"))


def test_a_title_for_a_code_that_is_not_there_is_refused():
    with pytest.raises(DeclarationError, match="title for unknown code 'other'"):
        LevelScheme("bands", ("low",), titles={"other": "something"})
