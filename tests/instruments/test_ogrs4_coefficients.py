"""The coefficients of OGRS4, added up exactly as the source's reader added them."""

from collections import Counter
from decimal import Decimal

import pytest

from supervise.instruments.catalogue.ogrs4 import (
    LOG_ODDS,
    MODELS,
    OFFENCES,
    violence_term,
)
from supervise.rules.tables import ByCode

# Number of coefficients, their sum, and the sum of the 24 offence categories: exact
# decimal sums made from the Ministry's sources. A category that adds the violence term
# counts with it, and the term itself is not among the features.
PUBLISHED = {
    "arp_static": (23, "-2.6014924738343789", "-0.4884363926827119"),
    "arp_dynamic": (42, "-1.5690404116902305", "-0.5766218125638427"),
    "vrp_static": (26, "-5.2065219308280530", "0.1702549259745869"),
    "vrp_dynamic": (43, "-3.4932779401414997", "0.7025516051930539"),
    "svrp_static": (22, "-8.3180020227628389", "-0.7048379553631634"),
    "svrp_dynamic": (37, "-3.0514158506174951", "-1.3323184471395716"),
}
# The two sources differ in the 16th digit of one value. The sum was made with the longer
# -0.1712941019545757; the file has -0.171294101954575.
IN_TWO_SOURCES = "woman, two sanctions: gap"
LONGER_BY = Decimal("-0.0000000000000007")
CONSTANTS = {
    "arp_static": "5.01702292499072",
    "arp_dynamic": "3.83654148692014",
    "vrp_static": "3.12324433235579",
    "vrp_dynamic": "1.81687448362791",
    "svrp_static": "-0.970734555223987",
    "svrp_dynamic": "-1.70588696906607",
}
OFFENCES_IN_CATEGORY = {
    "Other offences": 1426,
    "Fraud and forgery": 236,
    "Public order and harassment": 231,
    "Sexual (against child)": 158,
    "Drug possession/supply": 141,
    "Motoring offences": 140,
    "Violence against the person (ABH+)": 135,
    "Firearms (other)": 120,
    "Sexual (not against child)": 106,
    "Drug import/export/production": 67,
    "Violence against the person (sub-ABH)": 65,
    "Weapons (non-firearm)": 27,
    "Criminal damage": 27,
    "Handling stolen goods": 19,
    "Drunkenness": 19,
    "Theft (non-motor)": 18,
    "Drink driving": 17,
    "Firearms (most serious)": 17,
    "Welfare fraud": 17,
    "Vehicle-related theft": 16,
    "Absconding/bail": 16,
    "Burglary (other)": 8,
    "Acquisitive violence": 7,
    "Burglary (domestic)": 4,
    "": 2,
}


def features(model):
    """The cells of a model outside the offence categories, by their row."""
    column = MODELS.index(model)
    rows = [row for row in LOG_ODDS.rows if not isinstance(row, ByCode)]
    return {row.label: Decimal(row.cells[column]) for row in rows if row.cells[column]}


def category_sums(model):
    """What each offence category adds: its own cell, and the violence term where it has it."""
    column = MODELS.index(model)
    by_category = next(row for row in LOG_ODDS.rows if isinstance(row, ByCode))
    return {
        code: Decimal(cells[column] or 0)
        + (features(model)["violence term"] if code in violence_term.codes else 0)
        for code, cells in by_category.codes
    }


@pytest.mark.parametrize("model", MODELS)
def test_the_features_are_as_many_as_published_and_sum_to_the_same(model):
    number, total, _ = PUBLISHED[model]
    own = features(model)
    del own["violence term"]
    if model == "svrp_dynamic":
        own[IN_TWO_SOURCES] += LONGER_BY

    assert (number, Decimal(total)) == (len(own), sum(own.values()))


@pytest.mark.parametrize("model", MODELS)
def test_the_offence_categories_sum_to_what_is_published(model):
    own = category_sums(model)

    assert (24, Decimal(PUBLISHED[model][2])) == (len(own), sum(own.values()))


@pytest.mark.parametrize("model", MODELS)
def test_the_constant_is_that_of_two_years(model):
    assert Decimal(CONSTANTS[model]) == features(model)["constant, two years"]


def test_every_offence_code_stands_in_its_published_category():
    counted = Counter(said for _, said in OFFENCES.rows)

    assert (3039, OFFENCES_IN_CATEGORY) == (len(OFFENCES.rows), dict(counted))
