"""The model is an example: a policy refuses it, unless it quotes who says otherwise."""

from datetime import date

import attrs
import example_reentry
import pytest
from example_reentry.contact_policy import CITATION, POLICY
from example_reentry.return_model import INSTRUMENT
from example_reentry.stumps import MODEL

from supervise.instruments import Estimate
from supervise.intensity import Clause, RecommendationStatus, first, level_of, recommend
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.plugins import Registry
from supervise.records import Status
from supervise.rules import mapped

ON = date(2026, 1, 15)
ANSWERS = INSTRUMENT.examples[0].answers
REGISTRY = Registry.of(example_reentry)


def policy(**told):
    """The policy, reading the model instead of the screen."""
    returns = level_of("example_return_model", "returns", LOW_MEDIUM_HIGH, **told)
    says = mapped(returns, {"low": "monthly", "medium": "monthly", "high": "weekly"})
    clause = Clause("model", "Level of the model", says=says, citation=CITATION)
    return attrs.evolve(POLICY, inputs=(returns,), rule=first(clause))


@pytest.fixture
def sheet():
    return REGISTRY.score("example_return_model", ANSWERS, on=ON)


def test_the_sheet_names_the_plugin_that_scored_it(sheet):
    assert sheet.identity.scored_by == "plugin 'example_reentry'"


def test_what_each_answer_added_is_told(sheet):
    added = {each.label: each.amount for each in sheet["returns"].contributions}

    assert added.keys() == {"start", *ANSWERS}
    assert sum(added.values()) == pytest.approx(0.808444, abs=1e-9)


def test_a_policy_refuses_it(sheet):
    found = recommend(policy(), [sheet], on=ON)

    assert found.status is RecommendationStatus.REFUSED


def test_a_policy_that_quotes_who_says_otherwise_reads_it(sheet):
    told = policy(although="the example's own README: for showing how it is done")

    found = recommend(told, [sheet], on=ON)

    assert found.intensity.code == "weekly"


def test_a_missing_answer_is_never_guessed():
    answers = {key: value for key, value in ANSWERS.items() if key != "work"}

    sheet = REGISTRY.score("example_return_model", answers, on=ON)

    assert sheet["returns"].status is Status.MISSING


def test_the_model_of_the_file_is_the_one_that_is_declared():
    assert INSTRUMENT.scales[0].model == MODEL.name
    assert isinstance(MODEL.estimates(dict(ANSWERS) | {"on": ON})["returns"], Estimate)
