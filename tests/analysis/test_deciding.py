"""The clause that decided a scale that is not added up can be named."""

import attrs
import pytest

from supervise.instruments import score, stated_upstream
from supervise.instruments.analysis import deciding_clauses
from supervise.instruments.catalogue.osp_iic import INSTRUMENT as OSP_IIC
from supervise.instruments.catalogue.pni import INSTRUMENT as PNI
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA
from tests.analysis.small_instruments import ON

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
