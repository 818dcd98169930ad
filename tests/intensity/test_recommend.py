"""What a policy recommends; expected values are read off the invented tables in `examples`."""

import pickle
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
import pytest

from supervise import rules
from supervise.errors import (
    DeclarationError,
    NoRecommendation,
    Problem,
    ProblemCode,
    UnknownName,
)
from supervise.intensity import (
    Clause,
    InputState,
    RecommendationStatus,
    at_least,
    at_most,
    day,
    first,
    highest,
    percent_of,
    recommend,
    score_of,
)
from supervise.levels import LOW_TO_VERY_HIGH, IntensityScheme
from supervise.people import PersonRef
from supervise.records import NotApplicable, Status, Unknown
from supervise.rules import cut, mapped, years
from supervise.sources import Purpose
from tests.intensity.examples import (
    CONTACT,
    CUSTODY,
    POLICY,
    RATING,
    REGISTER,
    SCORE,
    judged,
    likelihood,
    policy,
    register,
)
from tests.support.sheets import PERSON, rated, recorded, scale, sheet

ON = date(2026, 6, 1)
CANARY = "Avery Example"


def tool(percent=10.0, *, on=ON, basis="dynamic", status=Status.SCORED, **more):
    found = scale("general", percent=percent, basis=basis, status=status)
    return sheet("invented_tool", on, found, **more)


def rating(code="low", *, on=ON):
    return rated(on, {"overall": code}, instrument="invented_rating")


def recommended(*, percent=10.0, level="low", on=ON, **facts):
    return recommend(POLICY, [tool(percent), rating(level)], facts, on=on)


def problems(found):
    return [(problem.item, problem.code) for problem in found.problems]


def test_the_clause_that_decided_is_named():
    found = recommended(percent=80.0)

    assert (CONTACT["close"], "score") == (found.intensity, found.decided_by)


def test_what_every_clause_said_is_kept():
    found = recommended(percent=80.0, level="medium")

    said = {each.id: each.intensity or each.status.value for each in found.clauses}
    assert {
        "custody": "silent",
        "score": CONTACT["close"],
        "rating": CONTACT["regular"],
        "register": "silent",
    } == said


def test_where_two_clauses_say_the_same_the_one_stated_first_is_named():
    assert "score" == recommended(percent=80.0, level="high").decided_by


@pytest.mark.parametrize(
    ("percent", "expected"),
    (
        (0.0, "light"),
        (24.99, "light"),
        (24.995, "light"),
        (25.0, "regular"),
        (74.995, "regular"),
        (75.0, "close"),
        (100.0, "close"),
    ),
)
def test_no_percent_falls_between_two_cells(percent, expected):
    assert CONTACT[expected] == recommended(percent=percent).intensity


def test_a_standing_comes_before_every_intensity_and_is_none():
    found = recommended(percent=80.0, in_custody=True)

    assert RecommendationStatus.STANDING == found.status
    assert (None, "not_supervised", "custody") == (
        found.intensity,
        found.standing,
        found.decided_by,
    )


def test_an_earlier_clause_that_decides_needs_nothing_of_the_later_ones():
    found = recommend(POLICY, facts={"in_custody": True}, on=ON)

    assert (RecommendationStatus.STANDING, ()) == (found.status, found.problems)


def test_missing_inputs_are_a_result_and_all_are_named():
    found = recommend(POLICY, on=ON)

    assert RecommendationStatus.MISSING == found.status
    assert [("general", "missing"), ("overall", "missing")] == problems(found)
    assert (None, "score") == (found.intensity, found.decided_by)


def test_a_high_result_does_not_hide_that_another_input_is_missing():
    found = recommend(POLICY, [rating("high")], on=ON)

    assert RecommendationStatus.MISSING == found.status


def test_a_scale_that_was_not_scored_is_missing():
    sheets = [tool(None, status=Status.MISSING), rating()]

    found = recommend(POLICY, sheets, on=ON)

    assert [("general", "missing")] == problems(found)


def test_a_scale_that_was_assessed_and_not_scored_says_in_which_assessment():
    sheets = [tool(None, status=Status.MISSING), rating()]

    (problem,) = recommend(POLICY, sheets, on=ON).problems

    assert f"is not scored in the assessment of {ON}" == problem.says
    assert "answer what is missing there, or assess anew" == problem.remedy


def test_an_invalid_scale_is_not_the_same_as_a_missing_one():
    sheets = [tool(None, status=Status.INVALID), rating()]

    found = recommend(POLICY, sheets, on=ON)

    assert RecommendationStatus.INVALID == found.status
    assert [("general", "dependency")] == problems(found)


def test_an_optional_fact_that_is_blank_silences_its_clause():
    found = recommended()

    assert "silent" == found.clause("register").status
    assert "p. 2" == next(r.because for r in found.inputs if r.id == "register")


def test_an_optional_fact_that_is_unknown_is_missing_and_not_blank():
    found = recommended(register=Unknown)

    assert [("register", "missing")] == problems(found)


def test_a_fact_that_does_not_apply_is_blank():
    assert (
        RecommendationStatus.RECOMMENDED is recommended(register=NotApplicable).status
    )


def test_a_blank_counts_as_what_the_policy_says_and_cites():
    read = next(each for each in recommended().inputs if each.id == "in_custody")

    assert (InputState.BLANK, False, "p. 1: free") == (
        read.state,
        read.value,
        read.because,
    )


def test_a_static_result_is_marked_as_replaceable():
    found = recommend(POLICY, [tool(10.0, basis="static"), rating()], on=ON)

    read = next(each for each in found.inputs if each.id == "general")
    assert (InputState.REPLACEABLE, False) == (read.state, read.settled)


def test_another_purpose_is_refused_and_says_which():
    pretrial = tool(80.0, purpose=Purpose.PRETRIAL)

    found = recommend(POLICY, [pretrial, rating()], on=ON)

    assert (RecommendationStatus.REFUSED, None) == (found.status, found.intensity)
    assert "made for pretrial" in str(found.problems[0])


def test_another_purpose_is_let_in_only_where_the_policy_says_so_in_so_many_words():
    import attrs

    said = attrs.evolve(likelihood, although="p. 4: the pretrial tool is used on")
    allowing = policy(inputs=(*POLICY.inputs[:1], said, judged, register))
    pretrial = tool(80.0, purpose=Purpose.PRETRIAL)

    found = recommend(allowing, [pretrial, rating()], on=ON)

    assert CONTACT["close"] == found.intensity


@pytest.mark.parametrize("on", (date(2024, 12, 31), date(2027, 1, 1)))
def test_a_policy_that_is_not_in_force_is_refused(on):
    found = recommended(on=on)

    assert RecommendationStatus.REFUSED == found.status
    assert "in force" in str(found.problems[0])


@pytest.mark.parametrize("on", (date(2025, 1, 1), date(2026, 12, 31)))
def test_a_policy_is_in_force_on_its_first_and_its_last_day(on):
    sheets = [tool(10.0, on=date(2024, 6, 1)), rating("low", on=date(2024, 6, 1))]

    assert CONTACT["light"] == recommend(POLICY, sheets, on=on).intensity


def test_the_newest_assessment_counts_in_whatever_order_they_are_given():
    older, newer = tool(80.0, on=ON - timedelta(days=9)), tool(10.0)

    for sheets in ([older, newer, rating()], [newer, rating(), older]):
        assert CONTACT["light"] == recommend(POLICY, sheets, on=ON).intensity


def test_an_assessment_after_the_date_does_not_count():
    sheets = [tool(10.0), tool(80.0, on=ON + timedelta(days=1)), rating()]

    assert CONTACT["light"] == recommend(POLICY, sheets, on=ON).intensity


def test_two_assessments_on_one_day_are_a_problem_and_none_is_picked():
    found = recommend(POLICY, [tool(10.0), tool(80.0), rating()], on=ON)

    assert RecommendationStatus.INVALID == found.status
    assert [("general", "contradiction")] == problems(found)


def test_two_old_assessments_on_one_day_do_not_matter_beside_a_newer_one():
    then = ON - timedelta(days=30)
    sheets = [tool(1.0, on=then), tool(2.0), tool(80.0, on=then), rating()]

    assert CONTACT["light"] == recommend(POLICY, sheets, on=ON).intensity


def test_a_recorded_assessment_is_named_in_what_was_read():
    sheets = [recorded(tool(80.0), "assessment-7"), rating()]

    found = recommend(POLICY, sheets, on=ON)

    read = next(each for each in found.inputs if each.id == "general")
    assert ("assessment-7", ON, "1") == (
        read.assessment,
        read.assessed_on,
        read.version,
    )


def test_warnings_of_a_score_sheet_travel_with_the_recommendation():
    warning = Problem(
        code=ProblemCode.OUTSIDE_POPULATION, where="tool", item="age", says="is 17"
    )

    found = recommend(POLICY, [tool(80.0, problems=(warning,)), rating()], on=ON)

    assert (warning,) == found.warnings
    assert CONTACT["close"] == found.require().intensity


@pytest.mark.parametrize(
    ("facts", "code"),
    (
        ({"in_custody": 1}, "wrong_type"),
        ({"in_custody": "Y"}, "not_allowed"),
        ({"register": "two"}, "not_allowed"),
        ({"register": 1}, "wrong_type"),
        ({"in_custdy": True}, "unknown_item"),
    ),
)
def test_a_wrong_fact_is_a_problem_and_is_not_converted(facts, code):
    found = recommended(**facts)

    assert RecommendationStatus.INVALID == found.status
    assert [code] == [problem.code for problem in found.problems]


def test_a_misspelt_fact_suggests_the_nearest():
    assert "did you mean 'in_custody'?" in str(recommended(in_custdy=True).problems[0])


def test_a_problem_never_shows_free_text():
    found = recommended(register=CANARY, in_custody=CANARY, **{CANARY: True})

    assert CANARY not in repr(found) + "".join(map(str, found.problems))


def test_require_raises_with_the_same_problems():
    found = recommend(POLICY, on=ON)

    with pytest.raises(NoRecommendation) as raised:
        found.require()

    assert found.problems == raised.value.problems
    assert "general" in str(raised.value)
    assert raised.value.problems == pickle.loads(pickle.dumps(raised.value)).problems


def test_a_floor_raises_and_is_named():
    floored = policy(
        rule=at_least(highest(SCORE, RATING), REGISTER),
        inputs=(likelihood, judged, register),
        standings=(),
    )

    found = recommend(floored, [tool(), rating()], {"register": "one"}, on=ON)

    assert (CONTACT["close"], "register") == (found.intensity, found.decided_by)


def test_a_ceiling_lowers_and_is_named():
    capped = policy(
        rule=at_most(SCORE, RATING), inputs=(likelihood, judged), standings=()
    )

    found = recommend(capped, [tool(80.0), rating("medium")], on=ON)

    assert (CONTACT["regular"], "rating") == (found.intensity, found.decided_by)


def test_a_limit_that_is_above_the_result_changes_nothing():
    capped = policy(
        rule=at_most(SCORE, RATING), inputs=(likelihood, judged), standings=()
    )

    found = recommend(capped, [tool(10.0), rating("high")], on=ON)

    assert (CONTACT["light"], "score") == (found.intensity, found.decided_by)


def test_a_policy_of_which_no_clause_speaks_says_so():
    only = policy(rule=REGISTER, inputs=(register,), standings=())

    found = recommend(only, facts={"register": "none"}, on=ON)

    assert RecommendationStatus.INVALID == found.status
    assert "no clause says anything" in str(found.problems[0])


def test_a_number_may_be_exact_decimal():
    from supervise.intensity import Clause, number
    from supervise.rules import cut, mapped

    share = number("share", "a share", "0", "100")
    by_share = policy(
        inputs=(share,),
        standings=(),
        rule=Clause(
            "share",
            "Share",
            says=mapped(cut(share, "0", "6.9"), {"0": "light", "6.9": "close"}),
            citation="p. 9",
        ),
    )

    assert [CONTACT["light"], CONTACT["close"], CONTACT["close"], None] == [
        recommend(by_share, facts={"share": value}, on=ON).intensity
        for value in (Decimal("6.89"), Decimal("6.90"), 6.9, 100.5)
    ]


def test_a_recommendation_is_a_plain_value():
    found = recommended(percent=80.0)

    assert found == pickle.loads(pickle.dumps(found))
    assert found == recommended(percent=80.0)


def test_an_unknown_clause_suggests_the_nearest():
    with pytest.raises(UnknownName, match="nearest: score"):
        recommended().clause("scor")


def test_a_recommendation_names_policy_version_fingerprint_and_citation():
    found = recommended().policy

    assert ("invented_policy", "1", "Invented.", POLICY.fingerprint) == (
        found.id,
        found.version,
        found.citation,
        found.fingerprint,
    )


ANOTHER = PersonRef("person-another")
MIXED = (
    recorded(tool(80.0, on=date(2026, 5, 1)), "assessment-7"),
    recorded(rating(), "assessment-8", ANOTHER),
)


def test_assessments_of_different_persons_are_a_contradiction_and_nothing_is_read():
    found = recommend(POLICY, MIXED, on=ON)

    assert RecommendationStatus.INVALID == found.status
    assert [("assessments", "contradiction")] == problems(found)
    assert (None, None, ()) == (found.intensity, found.person, found.inputs)


def test_a_newer_assessment_of_another_person_does_not_replace_an_older_one():
    older = recorded(tool(on=date(2026, 5, 1)), "assessment-7")
    newer = recorded(tool(80.0), "assessment-8", ANOTHER)

    found = recommend(POLICY, [older, newer, rating()], on=ON)

    assert [("assessments", "contradiction")] == problems(found)


def test_the_contradiction_names_assessments_and_no_person():
    text = str(recommend(POLICY, MIXED, on=ON).problems[0])

    assert "'assessment-7', 'assessment-8'" in text
    assert PERSON.id not in text
    assert ANOTHER.id not in text


def test_a_policy_not_in_force_is_refused_and_the_mixed_persons_are_said_too():
    found = recommend(POLICY, MIXED, on=date(2027, 1, 1))

    assert RecommendationStatus.REFUSED == found.status
    assert [("on", "not_covered"), ("assessments", "contradiction")] == problems(found)


@pytest.mark.parametrize("on", (ON, date(2027, 1, 1)))
def test_a_recommendation_from_recorded_assessments_says_whom_they_are_about(on):
    found = recommend(POLICY, [recorded(tool()), rating()], on=on)

    assert PERSON == found.person
    assert PERSON.id not in repr(found)


def test_a_recommendation_from_score_sheets_alone_is_about_nobody_named():
    assert recommended().person is None


WAITING = recommend(POLICY, on=ON)
IN_CUSTODY = recommend(POLICY, facts={"in_custody": True}, on=ON)
ELSEWHERE = IntensityScheme("another", ("low", "high"))


@pytest.mark.parametrize(
    ("found", "changes", "defects"),
    (
        (
            recommended(),
            {"intensity": None},
            ("it is 'recommended' and has no intensity",),
        ),
        (
            recommended(),
            {"standing": "not_supervised"},
            ("it is 'recommended' and has the standing 'not_supervised'",),
        ),
        (
            recommended(),
            {"intensity": ELSEWHERE["low"]},
            ("its intensity is of scheme 'another', not of the policy's",),
        ),
        (
            recommended(),
            {"problems": WAITING.problems},
            ("it is 'recommended' and has problems that stand in the way",),
        ),
        (
            IN_CUSTODY,
            {"standing": ""},
            ("it is 'standing' and names no standing",),
        ),
        (
            IN_CUSTODY,
            {"intensity": CONTACT["close"]},
            ("it is 'standing' and has the intensity 'close'",),
        ),
        (
            WAITING,
            {
                "intensity": CONTACT["close"],
                "standing": "not_supervised",
                "problems": (),
            },
            (
                "it is 'missing' and has the intensity 'close'",
                "it is 'missing' and has the standing 'not_supervised'",
                "it is 'missing' and no problem says why",
            ),
        ),
        (
            recommend(POLICY, on=date(2027, 1, 1)),
            {"intensity": CONTACT["close"]},
            ("it is 'refused' and has the intensity 'close'",),
        ),
    ),
)
def test_a_contradictory_recommendation_cannot_be_made(found, changes, defects):
    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(found, **changes)

    assert defects == raised.value.defects


@pytest.mark.parametrize(
    ("given", "says"),
    (
        ({"assessments": tool()}, r"assessments: give a list of them, \[sheet\]"),
        ({"assessments": recorded(tool())}, r"assessments: give a list of them"),
        ({"assessments": None}, "assessments: give a list of .* not NoneType"),
        ({"assessments": "a.json"}, "assessments: give a list of .* not str"),
        ({"assessments": [{}]}, "each is an Assessment or a ScoreSheet, not dict"),
        ({"facts": ["register"]}, "facts: give a mapping of names .* not list"),
        ({"on": "2026-06-01"}, "on: give a date without a time, .* not str"),
        (
            {"on": datetime(2026, 6, 1, tzinfo=UTC)},
            "on: give a date without .* not datetime",
        ),
        ({"policy": "invented_policy"}, "policy: give a Policy, not str"),
    ),
)
def test_a_wrong_type_is_a_type_error_that_says_what_to_give(given, says):
    with pytest.raises(TypeError, match=says):
        recommend(**({"policy": POLICY, "on": ON} | given))


# -- what an input may read --------------------------------------------------------


SCORED = score_of("invented_tool", "general", "0", "40")
BY_SCORE = Clause(
    "by_score",
    "Score",
    says=mapped(cut(SCORED, "0", "20"), {"0": "light", "20": "close"}),
    citation="p. 4",
)


@pytest.mark.parametrize(("score", "expected"), ((19, "light"), (20, "close")))
def test_a_policy_may_read_the_score_itself(score, expected):
    by_score = policy(inputs=(SCORED,), rule=BY_SCORE, standings=())
    found = sheet("invented_tool", ON, scale("general", score=score))

    assert CONTACT[expected] == recommend(by_score, [found], on=ON).intensity


def test_a_scale_without_the_score_that_a_policy_reads_is_a_problem():
    by_score = policy(inputs=(SCORED,), rule=BY_SCORE, standings=())

    found = recommend(by_score, [tool(50.0)], on=ON)

    assert [("general", ProblemCode.DEPENDENCY)] == problems(found)
    assert "has no score" in found.problems[0].says


def test_a_version_that_a_policy_does_not_accept_is_a_problem():
    """A table that was made for one version of an instrument is not read by another."""
    first_only = percent_of("invented_tool", "general", versions=("1",))
    versioned = policy(
        inputs=(first_only, judged), rule=highest(SCORE, RATING), standings=()
    )

    first, second = (
        recommend(versioned, [tool(50.0, version=each), rating()], on=ON)
        for each in ("1", "2")
    )

    assert CONTACT["regular"] == first.intensity
    assert RecommendationStatus.INVALID is second.status
    (problem,) = second.problems
    assert (ProblemCode.NOT_COVERED, "1") == (problem.code, problem.allowed)
    assert "version 2 of 'invented_tool' is not accepted" == problem.says


def test_a_level_of_another_scheme_is_a_problem():
    """A low of three levels is not a low of four."""
    four = rated(
        ON, {"overall": "low"}, instrument="invented_rating", levels=LOW_TO_VERY_HIGH
    )

    found = recommend(POLICY, [tool(), four], on=ON)

    assert RecommendationStatus.INVALID is found.status
    assert "has levels of 'low_to_very_high'" in found.problems[0].says


# -- limits and silence ------------------------------------------------------------


def test_a_floor_does_not_raise_a_standing():
    """Whoever is in custody is not supervised in the community, on a register or not."""
    floored = policy(rule=at_least(first(CUSTODY, highest(SCORE, RATING)), REGISTER))
    known = {"in_custody": True, "register": "one"}

    found = recommend(floored, [tool(), rating()], known, on=ON)

    assert ("not_supervised", "custody") == (found.standing, found.decided_by)


def test_where_none_of_the_highest_says_anything_the_next_clause_decides():
    staged = policy(
        rule=first(highest(REGISTER), SCORE),
        inputs=(likelihood, register),
        standings=(),
    )

    found = recommend(staged, [tool(50.0)], {"register": "none"}, on=ON)

    assert (CONTACT["regular"], "score") == (found.intensity, found.decided_by)


def test_a_date_with_a_time_is_no_date():
    born = day("born_on", "date of birth")
    aged = policy(
        inputs=(born,),
        standings=(),
        rule=Clause(
            "age",
            "Age",
            says=mapped(
                cut(years(born, rules.ON), "0", "25"), {"0": "close", "25": "light"}
            ),
            citation="p. 1",
        ),
    )

    found = recommend(
        aged, facts={"born_on": datetime(1990, 1, 1, 8, tzinfo=UTC)}, on=ON
    )

    (problem,) = found.problems
    assert ("born_on", "a date without a time") == (problem.item, problem.allowed)
