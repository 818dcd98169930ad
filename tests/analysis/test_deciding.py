"""The clause that decided a scale that is not added up can be named."""

import attrs
import pytest

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Decided,
    Item,
    Whole,
    YesNo,
    named,
    score,
    stated_upstream,
)
from supervise.instruments.analysis import deciding_clauses
from supervise.instruments.catalogue.osp_iic import INSTRUMENT as OSP_IIC
from supervise.instruments.catalogue.pni import INSTRUMENT as PNI
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.rules import first_match
from tests.analysis.small_instruments import ON, RATED, an_instrument

WORK, MOVES = Item("work", "Work", RATED), Item("moves", "Moves", YesNo())
COUNT = Item("count", "Count", Whole(0, 3))

MAN = {
    "sex": "M",
    "contact_adult_sexual_sanctions": 0,
    "contact_child_sexual_sanctions": 2,
    "indecent_image_sanctions": 1,
    "paraphilia_sanctions": 0,
    "ever_sexual_offence": True,
}


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    (
        # instruments.md 9: two image sanctions, one, two contact sanctions with a child,
        # one, anybody else
        ({"indecent_image_sanctions": 2}, 1, "high, 10.31"),
        ({}, 2, "medium, 3.328"),
    ),
)
def test_the_case_that_gave_a_percent_is_named(changes, place, said):
    sheet = score(OSP_IIC, {**MAN, **changes}, on=ON)

    (clause,) = deciding_clauses(OSP_IIC, sheet, scale="osp_iic")

    assert (place, 5) == (clause.place, clause.of)
    assert said in clause.says
    assert "indecent_image_sanctions >= " in clause.when
    assert clause.citation


def test_a_pathway_is_traced_to_the_rules_that_it_rests_on():
    example = PNI.examples[0]
    upstream = stated_upstream(PNI, example.upstream, on=example.on)
    sheet = score(PNI, example.answers, on=example.on, upstream=upstream)

    found = deciding_clauses(PNI, sheet, scale="pni", upstream=upstream)

    # the published row: high need and high risk in custody is the high intensity pathway
    assert "high_intensity" == found[0].says
    says = {clause.rule: clause.says for clause in found}
    assert ("high", "high") == (says["need"], says["risk"])


def test_what_is_added_up_has_contributions_instead():
    sheet = score(PSA, PSA.examples[0].answers, on=ON)

    assert () == deciding_clauses(PSA, sheet, scale="nca")


def test_what_is_not_scored_was_decided_by_nothing():
    sheet = score(OSP_IIC, {"sex": "M"}, on=ON)

    assert () == deciding_clauses(OSP_IIC, sheet, scale="osp_iic")


def test_a_sheet_of_another_definition_is_refused():
    sheet = score(OSP_IIC, MAN, on=ON)
    other = attrs.evolve(OSP_IIC, version="0")

    with pytest.raises(ValueError, match="another definition"):
        deciding_clauses(other, sheet, scale="osp_iic")


def a_rule(by, *values, items=(WORK, MOVES)):
    level = Decided(
        "level",
        "Level",
        by=by,
        scheme=LOW_MEDIUM_HIGH,
        missing=NONE_MAY_BE_MISSING,
        citation="Invented, p. 3",
    )
    return an_instrument(items=items, values=values, scales=(level,))


def clauses(declared, answers):
    sheet = score(declared, answers, on=ON)
    assert "scored" == sheet["level"].status
    return deciding_clauses(declared, sheet, scale="level")


def test_a_rule_that_is_a_named_value_is_told_by_its_name():
    pathway = named(
        "the_pathway", first_match((MOVES.yes, "high"), otherwise="low"), "Pathway"
    )

    (clause,) = clauses(a_rule(pathway, pathway), {"work": 0, "moves": False})

    assert ("the pathway", 2, 2, "", "low") == (
        clause.rule,
        clause.place,
        clause.of,
        clause.when,
        clause.says,
    )
    assert str(clause) == (
        "the pathway, line 2 of 2: low for all others (Invented, p. 3)"
    )


def test_a_rule_that_decided_nothing_is_not_named_among_those_that_did():
    # the share of none has no result, so the rule on it says nothing; a yes is enough
    share = named("share", COUNT / COUNT)
    inner = named("inner", first_match((share >= 1, "high"), otherwise="low"))
    outer = first_match((MOVES.yes | inner.is_("high"), "high"), otherwise="low")
    declared = a_rule(outer, share, inner, items=(COUNT, MOVES))

    some = clauses(declared, {"count": 2, "moves": True})
    none = clauses(declared, {"count": 0, "moves": True})

    assert ["Level", "inner"] == [each.rule for each in some]
    assert ["Level"] == [each.rule for each in none]
