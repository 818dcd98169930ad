"""A tool that is scored elsewhere feeds everything that an assessment feeds."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from supervise import Registry
from supervise.casefile import CaseFile, state_of
from supervise.dates import Period
from supervise.errors import DeclarationError, ProblemCode, UnknownName
from supervise.exchange import from_json, to_json
from supervise.instruments.analysis import Comparison, change_between
from supervise.intensity import (
    Clause,
    Policy,
    RecommendationStatus,
    first,
    level_of,
    recommend,
)
from supervise.levels import LOW_MEDIUM_HIGH, Band, IntensityScheme, bands
from supervise.needs import CONSIDERABLE, SOME, Need, NeedState
from supervise.planning import alignment
from supervise.records import (
    ExternalScale,
    ExternalScore,
    LevelShows,
    Sentinel,
    StatedBands,
    Status,
    read_result,
)
from supervise.rules import mapped
from supervise.sources import Purpose
from tests.planning.invented import a_plan
from tests.records.external import (
    IDAHO,
    LOW_MODERATE_HIGH,
    PENNSYLVANIA,
    PERSON,
    result,
    work,
)


def total(tool, on, score=None, level="", **more):
    sheet = result(tool, on, score, level, **more).sheet
    return sheet["total"], [p for p in sheet.problems if p.item in {"total", "sex"}]


# -- levels by date and by recorded sex


@pytest.mark.parametrize(
    ("on", "score", "level"),
    (
        # to 2008-12-31: 20 and less, 28 and less, 54 and less
        ("2008-12-31", 0, "low"),
        ("2008-12-31", 20, "low"),
        ("2008-12-31", 21, "medium"),
        ("2008-12-31", 28, "medium"),
        ("2008-12-31", 29, "high"),
        # 2009-01-01 to 2014-12-03: 17, 26, 54
        ("2009-01-01", 17, "low"),
        ("2009-01-01", 18, "medium"),
        ("2014-12-03", 26, "medium"),
        ("2014-12-03", 27, "high"),
        # after 2014-12-03: 19, 27, 54
        ("2014-12-04", 19, "low"),
        ("2014-12-04", 20, "medium"),
        ("2014-12-04", 27, "medium"),
        ("2014-12-04", 54, "high"),
    ),
)
def test_a_level_is_read_by_the_bands_of_the_day(on, score, level):
    scale, problems = total(PENNSYLVANIA, on, score)

    assert (Status.SCORED, score, level) == (
        scale.status,
        scale.score,
        scale.level.code,
    )
    assert [] == problems


@pytest.mark.parametrize(
    ("sex", "score", "level"),
    (
        ("M", 20, "low"),
        ("M", 21, "moderate"),
        ("M", 28, "moderate"),
        ("M", 29, "high"),
        ("F", 22, "low"),
        ("F", 23, "moderate"),
        ("F", 30, "moderate"),
        ("F", 31, "high"),
    ),
)
def test_a_level_is_read_by_the_bands_of_the_recorded_sex(sex, score, level):
    scale, _ = total(IDAHO, "2020-07-23", score, sex=sex)

    assert level == scale.level.code


def test_a_recorded_sex_that_the_bands_need_has_no_default():
    scale, problems = total(IDAHO, "2020-07-23", 21)

    assert Status.MISSING is scale.status
    assert [("sex", ProblemCode.MISSING, ("total",))] == [
        (p.item, p.code, p.blocks) for p in problems
    ]


def test_a_recorded_sex_is_not_asked_for_where_the_bands_are_the_same_for_all():
    scale, problems = total(IDAHO, "2020-07-22", 21)

    assert "moderate" == scale.level.code
    assert [] == problems


def test_a_day_for_which_the_agency_states_no_bands_is_not_covered():
    scale, problems = total(PENNSYLVANIA, "1999-12-31", 10)

    assert Status.INVALID is scale.status
    assert [ProblemCode.NOT_COVERED] == [p.code for p in problems]


# -- numbers that are no scores


def test_a_sentinel_that_stands_for_a_score_counts_as_that_and_says_so():
    sheet = result(PENNSYLVANIA, "2020-01-01", 55).sheet

    assert 54 == sheet["total"].score
    assert "high" == sheet["total"].level.code
    assert [("total", 54, "55 means 54")] == [
        (each.item, each.value, each.because) for each in sheet.assumed
    ]


@pytest.mark.parametrize(
    ("score", "status", "codes"),
    (
        (60, Status.MISSING, [ProblemCode.MISSING]),
        (70, Status.NOT_APPLICABLE, []),
        # every other number above 55 is invalid, and the level unknown
        (56, Status.INVALID, [ProblemCode.NOT_ALLOWED]),
        (-1, Status.INVALID, [ProblemCode.NOT_ALLOWED]),
        (Decimal("20.5"), Status.INVALID, [ProblemCode.NOT_ALLOWED]),
        (Decimal("NaN"), Status.INVALID, [ProblemCode.NOT_ALLOWED]),
        (20.0, Status.INVALID, [ProblemCode.WRONG_TYPE]),
        (True, Status.INVALID, [ProblemCode.WRONG_TYPE]),
        ("20", Status.INVALID, [ProblemCode.WRONG_TYPE]),
        (None, Status.MISSING, [ProblemCode.MISSING]),
    ),
)
def test_what_is_no_score_never_gets_a_level(score, status, codes):
    scale, problems = total(PENNSYLVANIA, "2020-01-01", score)

    assert status is scale.status
    assert codes == [p.code for p in problems]
    assert (None, None, None) == (scale.raw, scale.score, scale.level)


def test_a_score_of_nothing_is_a_score():
    scale, _ = total(PENNSYLVANIA, "2020-01-01", 0)

    assert (0, "low") == (scale.score, scale.level.code)


# -- levels as reported


def test_a_reported_level_that_agrees_with_the_score_is_kept():
    assert "low" == total(PENNSYLVANIA, "2020-01-01", 19, "low")[0].level.code


def test_a_reported_level_that_the_score_contradicts_is_a_problem_never_a_choice():
    scale, problems = total(PENNSYLVANIA, "2020-01-01", 19, "high")

    assert Status.INVALID is scale.status
    assert [ProblemCode.CONTRADICTION] == [p.code for p in problems]
    assert "by its score it is 'low'" in str(problems[0])


def test_a_level_that_the_scale_does_not_have_is_not_allowed():
    scale, problems = total(PENNSYLVANIA, "2020-01-01", 19, "severe")

    assert Status.INVALID is scale.status
    assert "low, medium, high" == problems[0].allowed


def test_a_scale_that_is_not_the_tools_or_stands_twice_is_a_problem():
    twice = (ExternalScore(scale="total", score=3), ExternalScore(scale="fta", score=1))

    sheet = result(PENNSYLVANIA, "2020-01-01", 4, more=twice).sheet

    assert Status.INVALID is sheet["total"].status
    assert {
        ("total", ProblemCode.CONTRADICTION),
        ("fta", ProblemCode.UNKNOWN_ITEM),
    } == {(p.item, p.code) for p in sheet.problems}


# -- what it feeds

POLICY = Policy(
    id="invented_lsi_policy",
    version="1",
    title="Invented",
    purpose=Purpose.SUPERVISION,
    source=PENNSYLVANIA.source,
    in_force=Period("2010-01-01"),
    scheme=IntensityScheme("contact", ("light", "regular", "close")),
    inputs=(level_of("lsi_r", "total", LOW_MEDIUM_HIGH),),
    rule=first(
        Clause(
            "level",
            "By level",
            says=mapped(
                level_of("lsi_r", "total", LOW_MEDIUM_HIGH),
                {"low": "light", "medium": "regular", "high": "close"},
            ),
            citation="p. 1",
        )
    ),
)


def test_it_feeds_an_intensity():
    given = result(PENNSYLVANIA, "2020-01-01", 20)

    for assessed in (given.assessment, given.sheet):
        found = recommend(POLICY, [assessed], on=date(2020, 2, 1))

        assert "regular" == found.intensity.code


def test_without_a_score_no_intensity_is_recommended():
    given = result(PENNSYLVANIA, "2020-01-01", 60).assessment

    found = recommend(POLICY, [given], on=date(2020, 2, 1))

    assert RecommendationStatus.MISSING is found.status


@pytest.mark.parametrize(
    ("level", "severity"), (("moderate", SOME), ("high", CONSIDERABLE))
)
def test_it_feeds_needs_and_plans(level, severity):
    given = result(IDAHO, "2026-08-01", 25, sex="M", more=(work(level),)).assessment

    (need,) = given.sheet.needs
    found = alignment(a_plan(), [given], on=date(2026, 10, 1))

    assert (Need.WORK, severity) == (need.domain, need.severity)
    assert ["work"] == [each.domain for each in found.needs]


def test_a_level_that_shows_a_strength_or_is_not_there_shows_no_need():
    strong = result(IDAHO, "2026-08-01", 25, sex="M", more=(work("low"),)).sheet
    silent = result(IDAHO, "2026-08-01", 25, sex="M").sheet

    assert [Need.WORK] == [each.domain for each in strong.strengths]
    assert () == strong.needs
    assert [(Need.WORK, NeedState.UNANSWERED)] == [
        (each.domain, each.state) for each in silent.profile
    ]


def test_it_stands_in_the_case_file():
    given = result(PENNSYLVANIA, "2020-01-01", 20).assessment

    state = state_of(
        CaseFile(person=PERSON, assessments=(given,)), as_of=date(2020, 2, 1)
    )

    assert (given,) == state.latest_assessments()


def test_it_changes_over_time():
    earlier = result(PENNSYLVANIA, "2020-01-01", 30).sheet
    later = result(PENNSYLVANIA, "2021-01-01", 19).sheet

    change = change_between(earlier, later)["total"]

    # 19 - 30
    assert (-11, Comparison.LOWER) == (change.difference, change.level)


def test_results_by_other_bands_are_not_compared_until_they_are_read_by_one():
    earlier = result(PENNSYLVANIA, "2014-12-03", 18)
    later = result(PENNSYLVANIA, "2014-12-04", 18).sheet

    apart = change_between(earlier.sheet, later)["total"]
    by_one = change_between(read_result(earlier, bands_on=later.on), later)["total"]

    assert "different definitions" in apart.because
    assert None is apart.difference
    # 18 is medium by the bands of the day before, low by both when read by one
    assert "medium" == earlier.sheet["total"].level.code
    assert (0, Comparison.SAME) == (by_one.difference, by_one.level)


def test_it_comes_back_from_json_as_it_was():
    given = result(IDAHO, "2026-08-01", Decimal(25), sex="M", more=(work("high"),))

    for value in (given, given.tool, given.sheet, given.assessment):
        assert value == from_json(to_json(value))


def test_a_scale_that_it_does_not_report_is_told_with_the_nearest():
    sheet = result(PENNSYLVANIA, "2016-01-01", 20).sheet

    with pytest.raises(UnknownName, match="no scale of 'lsi_r' 'totl'; nearest: total"):
        sheet["totl"]


def test_it_shows_nothing_about_the_person():
    given = result(PENNSYLVANIA, "2020-01-01", 47, sex="F")

    assert "47" not in repr(given)
    assert "'F'" not in repr(given)


@pytest.mark.parametrize("id", ("lsi_r", "ls_cmi", "compas", "strong_r"))
def test_no_such_tool_is_an_instrument(id):
    registry = Registry.builtin()

    assert id not in registry.instruments
    with pytest.raises(UnknownName):
        registry.instrument(id)


# -- a statement that contradicts itself


def stated(**changes):
    scale = attrs.evolve(PENNSYLVANIA.scales[0], **changes)
    return attrs.evolve(PENNSYLVANIA, scales=(scale,))


def by(*each, start="2015-01-01", sex=""):
    return StatedBands(
        bands=bands(LOW_MEDIUM_HIGH, *each, citation="Invented."),
        in_force=Period(start),
        sex=sex,
    )


HIGH = Band(21, 54, "high")


@pytest.mark.parametrize(
    ("changes", "defect"),
    (
        (
            {"bands": (by(Band(0, 20, "low"), Band(22, 54, "high")),)},
            "gap between 20 and 22",
        ),
        (
            {"bands": (by(Band(0, 20, "low"), Band(20, 54, "high")),)},
            "overlap between 20 and 20",
        ),
        ({"bands": (by(Band(0, 50, "low")),)}, "from 0 to 54"),
        ({"bands": (by(Band(0, 54, "severe")),)}, "no level 'severe'"),
        (
            {"bands": (by(Band(0, 54, "low")), by(Band(0, 54, "low"), sex="F"))},
            "two statements of bands apply on 2015-01-01",
        ),
        ({"sentinels": (Sentinel(value=54, says="?"),)}, "is among the scores"),
        (
            {"sentinels": (Sentinel(value=99, says="99", counts_as=98),)},
            "counts as 98, which is no score",
        ),
        (
            {"sentinels": (Sentinel(value=99, says="99", status=Status.SCORED),)},
            "say what it counts as",
        ),
        ({"least": None}, "both the least and the most"),
        ({"most": "many"}, "not decimal numbers"),
        (
            {"shows": (LevelShows(level="low", shows=SOME),)},
            "no need says of what",
        ),
        ({"least": 54}, "must be below"),
        ({"id": "Total"}, "'Total' is not lower snake case"),
        (
            {"sentinels": (Sentinel(value=60, says="a"), Sentinel(value=60, says="b"))},
            "two sentinels have one value",
        ),
        (
            {"sentinels": (Sentinel(value=60, says=" "),)},
            "sentinel 60 does not say what it means",
        ),
        ({"bands": (by(),)}, "bands from 2015-01-01 are empty"),
        (
            {"bands": (by(Band(0, 30, "low"), Band(31, 20, "medium"), HIGH),)},
            "31 is above 20",
        ),
        (
            {"need": Need.WORK, "shows": (LevelShows(level="severe", shows=SOME),)},
            "no level 'severe' that could show a need",
        ),
        (
            {
                "need": Need.WORK,
                "shows": (
                    LevelShows(level="low", shows=SOME),
                    LevelShows(level="low", shows=CONSIDERABLE),
                ),
            },
            "a level shows two things",
        ),
    ),
)
def test_a_statement_that_is_wrong_says_what_is_wrong(changes, defect):
    with pytest.raises(DeclarationError, match=defect):
        stated(**changes)


def test_a_score_with_decimals_has_bands_with_as_many():
    with pytest.raises(DeclarationError, match="gap between 1 and 2"):
        stated(
            least=0,
            most=9,
            places=1,
            bands=(by(Band(0, 1, "low"), Band(2, 9, "high")),),
            sentinels=(),
        )


def test_a_scale_of_levels_only_needs_its_levels():
    scale = ExternalScale(id="work", title="Work")

    with pytest.raises(DeclarationError, match="neither a score nor levels"):
        attrs.evolve(IDAHO, scales=(scale,))

    assert LOW_MODERATE_HIGH is IDAHO.scales[1].levels


@pytest.mark.parametrize(
    ("changes", "defect"),
    (
        ({"holder": " "}, "holder must not be blank"),
        ({"id": "lsi-r"}, "'lsi-r' is not lower snake case"),
        ({"scales": ()}, "scales must be distinct and at least one"),
        ({"scales": IDAHO.scales * 2}, "scales must be distinct and at least one"),
    ),
)
def test_a_tool_that_does_not_say_what_it_is_is_refused(changes, defect):
    with pytest.raises(DeclarationError, match=defect):
        attrs.evolve(IDAHO, **changes)


def test_a_scale_of_levels_only_has_no_bands():
    scale = attrs.evolve(
        IDAHO.scales[1], sentinels=(Sentinel(value=99, says="not done"),)
    )

    with pytest.raises(DeclarationError, match="need the least and the most score"):
        attrs.evolve(IDAHO, scales=(scale,))


def test_a_number_for_a_scale_of_levels_is_told_what_is_asked_for():
    number = ExternalScore(scale="work", score=3)

    sheet = result(IDAHO, "2021-01-01", 5, sex="M", more=(number,)).sheet

    [problem] = [each for each in sheet.problems if each.item == "work"]
    assert (ProblemCode.NOT_ALLOWED, "3", "a level") == (
        problem.code,
        problem.got,
        problem.allowed,
    )
    assert Status.INVALID is sheet["work"].status
    assert sheet["work"].level is None
