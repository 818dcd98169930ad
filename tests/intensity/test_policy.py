"""A wrong policy fails when it is made, and says everything that is wrong."""

import copy
import os
import pickle
import subprocess
import sys
from datetime import date

import attrs
import pytest

from supervise.errors import DeclarationError, UnknownName
from supervise.intensity import (
    Basis,
    Clause,
    Direction,
    Expiry,
    IfBlank,
    OverrideRule,
    Part,
    ScaleInput,
    Standing,
    coded,
    first,
    highest,
    level_of,
    number,
    recommend,
    yes_no,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.people import Role
from supervise.rules import (
    NO_ANSWER,
    NOTHING,
    cut,
    first_match,
    grid,
    mapped,
    matrix,
    stated,
)
from tests.intensity.examples import CUSTODY, POLICY, RATING, SCORE, policy

ratings = coded("ratings", "two ratings", "low", "high")
age = number("age", "age in years", "18", "99")
known = yes_no("known", "known")


def defects(*, inputs=(ratings, age, known), says=None, **changes):
    """What is wrong with a policy of one clause, apart from inputs it does not use."""
    clause = changes.pop("clause", None) or Clause(
        "only", "Only", says=says, citation="p"
    )
    fields = {"inputs": inputs, "rule": clause, "standings": ()} | changes
    with pytest.raises(DeclarationError) as raised:
        policy(**fields)
    return [each for each in raised.value.defects if "no clause mentions" not in each]


def test_a_cell_of_a_matrix_that_is_not_stated_is_named():
    risk = level_of("invented", "risk", LOW_MEDIUM_HIGH)
    cells = [
        (row, column, "light")
        for row in LOW_MEDIUM_HIGH.codes
        for column in ("low", "high")
        if (row, column) != ("medium", "high")
    ]

    found = defects(inputs=(risk, ratings), says=matrix(risk, ratings, cells))

    assert [
        "clause 'only': 'matrix of risk and ratings': nothing is stated for 'medium' and 'high'"
    ] == found


def test_a_cell_that_cannot_occur_and_one_stated_twice_are_both_named():
    found = defects(
        says=mapped(ratings, {"low": "light", "high": "close", "medium": "regular"})
    )
    twice = [("low", "low", "light"), ("low", "low", "close")]
    found += defects(says=matrix(ratings, ratings, twice))

    assert "clause 'only': 'ratings mapped': 'medium' cannot occur" in found
    assert any("a cell is stated twice" in each for each in found)


def test_a_code_that_is_no_intensity_is_named():
    found = defects(says=mapped(ratings, {"low": "light", "high": "closer"}))

    (defect,) = found
    assert defect == (
        "clause 'only': says 'closer', which is neither an intensity nor a standing; "
        "there are: light, regular, close"
    )


def test_a_cut_that_is_not_mapped_says_no_intensity():
    assert any(
        "says '18', which is neither" in each for each in defects(says=cut(age, "18"))
    )


def test_a_term_that_says_no_code_is_refused():
    found = defects(says=age)

    assert [
        "clause 'only': 'age' says no code; map it, cut it or list its cases"
    ] == found


def test_a_name_that_no_input_has_is_named():
    found = defects(
        inputs=(ratings,), says=first_match((known.yes, "light"), otherwise=NOTHING)
    )

    assert "clause 'only': nothing is called 'known'" in found


def test_a_comparison_of_kinds_that_do_not_compare_is_named():
    found = defects(says=first_match((ratings >= 3, "light"), otherwise=NOTHING))

    assert any("neither two numbers nor two dates" in each for each in found)


def test_a_code_that_an_input_cannot_have_is_named():
    found = defects(says=first_match((ratings.is_("hgih"), "light"), otherwise=NOTHING))

    assert any("'hgih' is not a code of 'ratings'" in each for each in found)


def test_a_clause_without_an_answer_says_why():
    found = defects(says=mapped(ratings, {"low": "light", "high": NO_ANSWER}))

    assert ["clause 'only': can have no answer; say why in `no_answer`"] == found


def test_a_standing_does_not_stand_where_the_highest_is_sought():
    with pytest.raises(
        DeclarationError, match="'not_supervised', which is not on the scale"
    ):
        policy(rule=highest(CUSTODY, SCORE, RATING))


def test_an_input_that_no_clause_mentions_is_named():
    with pytest.raises(
        DeclarationError, match="input 'register': no clause mentions it"
    ):
        policy(rule=first(CUSTODY, highest(SCORE, RATING)))


@pytest.mark.parametrize(
    ("wrong", "says"),
    (
        (coded("wrong", "no codes"), "no codes"),
        (coded("wrong", "", "a"), "no title"),
        (coded("wrong", "twice", "a", "a"), "a code is stated twice"),
        (number("wrong", "range", "9", "1"), "no number lies from 9 to 1"),
        (number("wrong", "range", "", "1"), "state the least and the most"),
        (
            coded("wrong", "b", "a", blank=IfBlank("b", "p")),
            "a value that it cannot have",
        ),
        (yes_no("wrong", "b", blank=IfBlank(1, "p")), "a value that it cannot have"),
        (yes_no("wrong", "b", blank=IfBlank(True, " ")), "no citation"),
        (yes_no("on", "the date"), "reserved"),
        (yes_no("Wrong", "capital"), "not lower snake case"),
    ),
)
def test_a_wrong_input_is_named(wrong, says):
    clause = Clause("only", "Only", says=stated("light"), citation="p")

    assert any(says in each for each in defects(inputs=(wrong,), clause=clause))


def test_everything_that_is_wrong_is_said_at_once():
    import supervise.sources as sources

    blank = sources.Source(citation="", licence="", population="", checked="2026-08-01")
    clause = Clause("only", "Only", says=stated("nowhere"), citation=" ")

    found = defects(clause=clause, title="", source=blank, version="")

    assert 7 == len(found), found


def test_clauses_inputs_and_standings_are_stated_once():
    with pytest.raises(DeclarationError) as raised:
        policy(
            rule=first(CUSTODY, CUSTODY, highest(SCORE, RATING)),
            standings=(
                Standing(code="not_supervised", title="x"),
                Standing(code="light", title="x"),
            ),
        )

    assert "clause 'custody' is stated 2 times" in raised.value.defects
    assert "standing 'light' is also an intensity" in raised.value.defects


def test_a_row_of_the_table_of_overrides_is_checked():
    row = OverrideRule(
        category="any",
        title="any",
        basis=Basis.POLICY,
        directions=(),
        approvers=(),
        expiry=Expiry.NONE,
        most_months=0,
        citation="",
    )

    with pytest.raises(DeclarationError) as raised:
        policy(overrides=(row, row))

    assert 9 == len(raised.value.defects), raised.value.defects


def test_a_grid_reads_as_printed():
    from supervise.rules import Ref

    built = grid(Ref("r"), Ref("c"), ("x", "y"), ("a", 1, 2), ("b", 3, 4))

    assert (("a", "x", 1), ("a", "y", 2), ("b", "x", 3), ("b", "y", 4)) == built.cells


def test_a_grid_whose_line_is_too_short_cannot_be_made():
    from supervise.rules import Ref

    with pytest.raises(DeclarationError) as raised:
        grid(Ref("r"), Ref("c"), ("x", "y"), ("a", 1), ("b", 1, 2), ("c", 1, 2, 3))

    assert raised.value.defects == (
        "line 'a' has 1 cells for 2 columns",
        "line 'c' has 3 cells for 2 columns",
    )


def test_a_clause_says_a_code_of_the_scheme_as_it_stands():
    known_of = yes_no("known_of", "known of")
    plain = Clause("k", "K", says="close", when=known_of.yes, citation="p")

    assert plain == Clause(
        "k", "K", says=stated("close"), when=known_of.yes, citation="p"
    )
    made = policy(inputs=(known_of,), rule=plain, standings=())
    found = recommend(made, facts={"known_of": True}, on=date(2026, 1, 5))
    assert "close" == found.intensity.code


def test_the_fingerprint_covers_what_changes_a_recommendation_and_no_wording():
    retitled = policy(title="Another title")
    moved = attrs.evolve(
        SCORE, says=mapped(SCORE.says.of, dict(SCORE.says.pairs) | {"0": "close"})
    )
    changed = policy(rule=first(CUSTODY, highest(moved, RATING, *POLICY.clauses[3:])))
    unlike = policy(overrides=(OVERRIDE,))

    assert POLICY.fingerprint == retitled.fingerprint
    assert 3 == len({POLICY.fingerprint, changed.fingerprint, unlike.fingerprint})


OVERRIDE = OverrideRule(
    category="any",
    title="any",
    basis=Basis.DISCRETIONARY,
    directions=(Direction.UP,),
    approvers=(Role.SUPERVISOR,),
    expiry=Expiry.OPTIONAL,
    citation="p. 9",
)


def test_the_fingerprint_is_the_same_in_another_process():
    code = "from tests.intensity.examples import POLICY; print(POLICY.fingerprint)"
    environment = os.environ | {
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )

    assert POLICY.fingerprint == found.stdout.strip()


def test_a_policy_is_a_plain_value():
    assert POLICY == pickle.loads(pickle.dumps(POLICY)) == copy.deepcopy(POLICY)
    assert "<policy invented_policy 1>" == repr(POLICY)


def test_an_unknown_clause_suggests_the_nearest():
    with pytest.raises(UnknownName, match="nearest: rating"):
        POLICY.clause("ratings")


def test_a_role_that_approves_its_own_is_one_of_the_approvers():
    row = attrs.evolve(OVERRIDE, may_approve_own=(Role.OFFICER, Role.SUPERVISOR))

    with pytest.raises(DeclarationError) as raised:
        policy(overrides=(row,))

    assert (
        "override 'any': officer may approve its own and is not among the approvers",
    ) == raised.value.defects


def test_a_level_without_its_scheme_is_named():
    wrong = ScaleInput(id="wrong", instrument="x", scale="x", part=Part.LEVEL)
    clause = Clause("only", "Only", says=stated("light"), citation="p")

    assert ["input 'wrong': reads a level; name its scheme"] == defects(
        inputs=(wrong,), clause=clause
    )


@pytest.mark.parametrize("join", (first, highest))
def test_a_rule_of_no_clause_is_named(join):
    with pytest.raises(DeclarationError, match=f"{join.__name__} of nothing"):
        policy(inputs=(), rule=join(), standings=())
