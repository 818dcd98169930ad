"""Golden cases: a file says what answers score, and where that stands."""

from datetime import date

import pytest

from supervise.errors import DeclarationError
from supervise.instruments import score
from supervise.plugins import Registry
from supervise.testing import check, instrument_subject, read_cases
from tests.plugins.samples import consuming, instrument
from tests.support.places import PROJECT
from tests.testing.specimen import SPECIMEN

ANSWERS = "work,moved,friends,drugs,arrests,first_age,age,interviewed"
FIRST = "2,Y,2,Y,5,17,30,2025-12-01"
CATALOGUE = sorted((PROJECT / "tests" / "instruments" / "cases").glob("*.csv"))
HEADER = f"case,assessment_date,{ANSWERS}"


@pytest.fixture
def written(tmp_path):
    """Write a file of cases and read it."""

    def read(*lines, **options):
        path = tmp_path / "specimen.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_cases(path, SPECIMEN, **options)

    return read


def differences(case):
    return list(case.differences(score(SPECIMEN, case.answers, on=case.on)))


def test_a_case_has_its_answers_its_date_and_its_source(written):
    (case,) = written(
        f"{HEADER},expected_total_score,source",
        f"one,2026-01-15,{FIRST},6,p. 5",
    )

    assert case.name == "one"
    assert case.on == date(2026, 1, 15)
    assert case.answers["interviewed"] == date(2025, 12, 1)
    assert case.answers["moved"] is True
    assert case.source == "p. 5"


def test_a_case_that_scores_as_it_says_has_no_differences(written):
    (case,) = written(
        f"{HEADER},expected_total_score,expected_record_raw,expected_chance_percent,"
        "expected_chance_level,expected_chance_basis,expected_total_status,source",
        f"one,2026-01-15,{FIRST},6,4,35.43,medium,dynamic,scored,p. 5",
    )

    assert [] == differences(case)


@pytest.mark.parametrize(
    ("part", "text", "got"),
    (
        ("total_score", "5", "6"),
        ("total_level", "low", "high"),
        ("chance_percent", "35.4", "35.43"),
        ("chance_static_raw", "-1.50001", "-1.5"),
        ("total_status", "missing", "scored"),
        ("total_percent", "6.00", "nothing"),
        ("total_score", "-", "6"),
    ),
)
def test_a_case_that_scores_otherwise_says_where(written, part, text, got):
    (case,) = written(
        f"{HEADER},expected_{part},source", f"one,2026-01-15,{FIRST},{text},p. 5"
    )

    assert [f"{part}: expected {text}, got {got}"] == differences(case)


def test_an_expected_score_that_is_no_number_is_told_and_not_taken(written):
    (case,) = written(
        f"{HEADER},expected_total_score,source", f"one,2026-01-15,{FIRST},six,p. 5"
    )

    assert ["total_score: expected six, got 6"] == differences(case)


@pytest.mark.parametrize(
    ("content", "says"),
    ((b"case\n\xff\n", "is not UTF-8"), (b"a\n" + b"1" * 131_073, "is not CSV")),
)
def test_a_file_of_cases_that_cannot_be_read_says_why(tmp_path, content, says):
    (tmp_path / "specimen.csv").write_bytes(content)

    with pytest.raises(DeclarationError, match=says):
        read_cases(tmp_path / "specimen.csv", SPECIMEN)


def test_log_odds_agree_within_a_billionth(written):
    (case,) = written(
        f"{HEADER},expected_chance_static_raw,source",
        f"one,2026-01-15,{FIRST},-1.5000000001,p. 5",
    )

    assert [] == differences(case)


def test_a_dash_expects_that_there_is_nothing(written):
    (case,) = written(
        f"{HEADER},expected_total_percent,expected_total_flags,source",
        f"one,2026-01-15,{FIRST},-,-,p. 5",
    )

    assert [] == differences(case)


def test_problems_are_compared_where_they_are_named(written):
    (case,) = written(
        f"{HEADER},expected_problems,source",
        f"one,2026-01-15,{FIRST.replace('2,Y,2', '9,Y,2')},work:not_allowed;chance:fell_back,p. 5",
    )

    assert [] == differences(case)


def test_problems_that_are_not_expected_are_told(written):
    (case,) = written(
        f"{HEADER},expected_problems,source",
        f"one,2026-01-15,{FIRST.replace('2,Y,2', '9,Y,2')},,p. 5",
    )

    (told,) = differences(case)
    assert told.startswith("problems: expected none, got work:not_allowed")


def test_a_blank_cell_is_no_answer(written):
    (case,) = written(
        f"{HEADER},expected_total_score,source",
        f"one,2026-01-15,{FIRST.replace('Y,5', ',5')},5,p. 5",
    )

    assert "drugs" not in case.answers
    assert [] == differences(case)


def test_a_remark_is_left_out(written):
    cases = written(
        "# typed in and checked against p. 5",
        f"{HEADER},expected_total_score,source",
        f"one,2026-01-15,{FIRST},6,p. 5",
    )

    assert len(cases) == 1


def test_one_date_may_be_given_for_all_cases(written):
    (case,) = written(
        f"{ANSWERS},expected_total_score,source",
        f"{FIRST},6,p. 5",
        on=date(2026, 1, 15),
    )

    assert case.on == date(2026, 1, 15)
    assert case.name == "p. 5"


def refused(written, *lines, **options):
    with pytest.raises(DeclarationError) as got:
        written(*lines, **options)
    return got.value.defects


def test_a_file_without_sources_is_refused_with_all_that_is_wrong(written):
    assert refused(written, "work,wrok,work", "1,1,1") == (
        "no column 'source'; say of each case where its expectations stand",
        "no column 'assessment_date'; add it, or give the date as `on`",
        "column 'work' stands several times",
        "column 'wrok' is no item, and no part of a scale",
        "column 'work' stands several times",
        "no column expects anything",
    )


def test_an_expectation_of_no_scale_is_refused(written):
    defects = refused(
        written,
        f"{HEADER},expected_totl_score,source",
        f"one,2026-01-15,{FIRST},6,p. 5",
    )

    assert defects == (
        "column 'expected_totl_score' is no item, and no part of a scale",
    )


def test_a_file_without_cases_is_refused(written):
    assert refused(written, f"{HEADER},expected_total_score,source") == ("no cases",)


def test_wrong_rows_are_named_by_their_lines(written):
    defects = refused(
        written,
        f"{HEADER},expected_total_score,source",
        f"one,2026-01-15,{FIRST},6, ",
        f"two,15.1.2026,{FIRST},6,p. 5",
        f"three,2026-01-15,{FIRST},,p. 5",
        f"four,2026-01-15,{FIRST},6,p. 5,more",
    )

    assert defects == (
        "line 2: names no source",
        "line 3: assessment_date is no date, as YYYY-MM-DD",
        "line 4: expects nothing",
        "line 5: has more or fewer cells than there are columns",
    )


def test_cases_of_an_instrument_that_consumes_others_hold_the_items_of_all(tmp_path):
    path = tmp_path / "second.csv"
    path.write_text("a,asked,expected_total_score,source\nY,Y,2,by hand: 1 + 1\n")
    first, second = instrument("first", "a"), consuming("second", "first")
    registry = Registry.of(first, second)

    cases = read_cases(path, second, first, on=date(2026, 1, 15))

    report = check(instrument_subject(second, registry, cases=cases))
    (found,) = report.of("cases_score_as_their_source_says")
    assert found.outcome == "passed"


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: path.stem)
def test_the_cases_of_the_catalogue_are_golden_cases(path):
    registry = Registry.builtin()
    declared = registry.instrument(path.stem)

    cases = read_cases(path, declared, on=date(2026, 1, 15))

    report = check(instrument_subject(declared, registry, cases=cases))
    (found,) = report.of("cases_score_as_their_source_says")
    assert found.outcome == "passed", str(found)
