"""Rules of admission: met, not met, or not known; a record included."""

from datetime import UTC, date, datetime

import pytest

from supervise.errors import DeclarationError
from supervise.planning.services import (
    Eligibility,
    EligibilityFact,
    EligibilityRule,
    Met,
)
from supervise.rules import Ref, years
from supervise.rules.kinds import Kind
from tests.services.invented import TRADES_RULES


def outcome(facts):
    return {each.rule: each.met for each in TRADES_RULES.findings(facts)}


def test_a_record_is_a_rule_like_any_other_and_is_seen_as_one():
    excluded = TRADES_RULES.findings({"age": 40, "convicted_of_arson": True})[1]

    assert (Met.NOT_MET, True) == (excluded.met, excluded.about_record)


def test_what_is_not_known_is_neither_met_nor_not_met():
    found = TRADES_RULES.findings({"convicted_of_arson": False})

    assert [(Met.UNKNOWN, ("age",)), (Met.MET, ())] == [
        (each.met, each.wanted) for each in found
    ]


@pytest.mark.parametrize("age", ("30", True, None, float("nan"), float("inf")))
def test_a_fact_of_another_kind_counts_as_not_known(age):
    assert Met.UNKNOWN is outcome({"age": age})["adult"]


HOSTEL = Eligibility(
    facts=(
        EligibilityFact(name="sex", kind=Kind.CODE, codes=("f", "m")),
        EligibilityFact(name="area", kind=Kind.CODE),
        EligibilityFact(name="court_area", kind=Kind.CODE),
        EligibilityFact(name="born_on", kind=Kind.DATE),
        EligibilityFact(name="begins_on", kind=Kind.DATE),
        EligibilityFact(name="town", kind=Kind.TEXT),
    ),
    rules=(
        EligibilityRule(id="women", says="women only", condition=Ref("sex").is_("f")),
        EligibilityRule(
            id="near",
            says="lives in the area of the court",
            condition=Ref("area").same_as(Ref("court_area")),
        ),
        EligibilityRule(
            id="adult",
            says="18 or over on the first day",
            condition=years(Ref("born_on"), Ref("begins_on")) >= 18,
        ),
    ),
)


@pytest.mark.parametrize(
    ("facts", "expected"),
    (
        ({"sex": "f"}, {"women": Met.MET}),
        ({"sex": "m"}, {"women": Met.NOT_MET}),
        ({"sex": "w"}, {"women": Met.UNKNOWN}),
        ({"area": "n1", "court_area": "n1"}, {"near": Met.MET}),
        ({"area": "n1", "court_area": "s2"}, {"near": Met.NOT_MET}),
        ({"born_on": date(2008, 3, 2)}, {"adult": Met.MET}),
        ({"born_on": date(2008, 3, 3)}, {"adult": Met.NOT_MET}),
        ({"born_on": "2008-03-02"}, {"adult": Met.UNKNOWN}),
        ({"born_on": datetime(2008, 3, 2, 9, tzinfo=UTC)}, {"adult": Met.UNKNOWN}),
    ),
)
def test_a_code_is_one_of_its_codes_and_a_day_is_a_day(facts, expected):
    facts = {"begins_on": date(2026, 3, 2)} | facts
    found = {each.rule: each.met for each in HOSTEL.findings(facts)}

    assert expected == {rule: found[rule] for rule in expected}


@pytest.mark.parametrize(("value", "takes"), (("Hull", True), (7, False)))
def test_a_text_is_a_text(value, takes):
    assert takes is HOSTEL.facts[5].takes(value)


def test_a_fact_is_declared_once():
    age = EligibilityFact(name="age", kind=Kind.NUMBER)

    with pytest.raises(DeclarationError, match="a fact is declared twice"):
        Eligibility(facts=(age, age))


@pytest.mark.parametrize(("age", "met"), ((17, Met.NOT_MET), (18, Met.MET)))
def test_the_edge_of_a_rule_is_where_it_says(age, met):
    assert met is outcome({"age": age})["adult"]


def test_a_ratio_to_zero_says_nothing_about_anybody():
    rules = Eligibility(
        facts=(
            EligibilityFact(name="rent", kind=Kind.NUMBER),
            EligibilityFact(name="income", kind=Kind.NUMBER),
        ),
        rules=(
            EligibilityRule(
                id="share",
                says="rent above a third of income",
                condition=Ref("rent") / Ref("income") > 0,
            ),
        ),
    )

    assert Met.UNKNOWN is rules.findings({"rent": 1, "income": 0})[0].met


def test_every_defect_of_the_rules_is_named_at_once():
    with pytest.raises(DeclarationError) as caught:
        Eligibility(
            facts=(
                EligibilityFact(name="age", kind=Kind.NUMBER),
                EligibilityFact(name="sex", kind=Kind.CODE, codes=("f", "m")),
            ),
            rules=(
                EligibilityRule(id="a", says="", condition=Ref("ago") >= 18),
                EligibilityRule(id="a", says="x", condition=Ref("age").yes),
                EligibilityRule(id="b", says="x", condition=Ref("sex").is_("w")),
            ),
        )

    assert (
        "two rules 'a'",
        "rule 'a': says must not be blank",
        "rule 'a': fact 'ago' is not declared; nearest: age",
        "rule 'a': 'age is yes': 'age' is not a yes/no answer",
        "rule 'b': 'sex is w': 'w' is not a code of 'sex'",
    ) == caught.value.defects
