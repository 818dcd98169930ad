"""A plugin that changes what is not its own is named, and what it changed is put back."""

import builtins
import decimal
import importlib
import math
from datetime import date
from types import ModuleType

import pytest

from supervise import instruments, levels
from supervise.errors import PluginError
from supervise.instruments import Estimate, black_box_sheet, scoring
from supervise.planning import PlanningProfile
from supervise.plugins import Registry, tampering
from supervise.plugins import registry as registry_module
from supervise.records import ScoreSheet
from tests.plugins.installing import GOOD, strangers
from tests.plugins.samples import black_box, instrument, plugin

ON = date(2026, 8, 1)


def evil(*_, **__):
    return "something else"


def changing(owner, name, value=evil):
    """A plugin whose hook replaces a name and otherwise does what it should."""

    def supervise_instruments():
        setattr(owner, name, value)
        return [instrument("own")]

    return plugin(supervise_instruments=supervise_instruments)


@pytest.mark.parametrize(
    ("owner", "name", "said"),
    (
        (scoring, "score", "supervise.instruments.scoring.score"),
        (instruments, "score", "supervise.instruments.score"),
        (registry_module, "score", "supervise.plugins.registry.score"),
        (ScoreSheet, "require", "supervise.records.assessments.ScoreSheet.require"),
        (levels, "hundredths", "supervise.levels.hundredths"),
        (builtins, "round", "builtins.round"),
        (math, "exp", "math.exp"),
    ),
)
def test_a_replaced_function_is_named_and_put_back(owner, name, said):
    before = getattr(owner, name)

    registry = Registry.of(changing(owner, name), strict=False)

    (failure,) = registry.report.failures
    assert failure.why == f"replaced {said}, which was put back"
    assert before is getattr(owner, name)


def test_a_function_with_other_code_is_named_and_put_back():
    before = levels.hundredths.__code__

    def supervise_instruments():
        levels.hundredths.__code__ = (lambda text: 0).__code__  # noqa: ARG005
        return [instrument("own")]

    registry = Registry.of(
        plugin(supervise_instruments=supervise_instruments), strict=False
    )

    (failure,) = registry.report.failures
    assert "supervise.levels.hundredths" in failure.why
    assert before is levels.hundredths.__code__
    assert 1250 == levels.hundredths("12.50")


def test_another_precision_of_decimals_is_named_and_put_back():
    before = decimal.getcontext().prec

    def supervise_instruments():
        decimal.getcontext().prec = 2
        return [instrument("own")]

    registry = Registry.of(
        plugin(supervise_instruments=supervise_instruments), strict=False
    )

    (failure,) = registry.report.failures
    assert "the context of decimals" in failure.why
    assert before == decimal.getcontext().prec


def test_scores_are_as_before_where_a_plugin_replaced_the_scoring():
    own = instrument("own", "a", "b")
    expected = Registry.of(own).score("own", {"a": True, "b": True}, on=ON)

    Registry.of(changing(registry_module, "score"), strict=False)

    found = Registry.of(own).score("own", {"a": True, "b": True}, on=ON)
    assert found["total"].raw == 2
    assert expected == found


def test_what_the_plugin_gave_is_used_all_the_same():
    registry = Registry.of(changing(scoring, "score"), strict=False)

    assert list(registry.instruments) == ["own"]


def test_the_strict_host_gets_an_error_after_all_was_put_back():
    before = scoring.score

    with pytest.raises(PluginError, match="replaced supervise"):
        Registry.of(changing(scoring, "score"))

    assert before is scoring.score


def test_what_is_changed_while_importing_is_named_and_put_back(install):
    before = scoring.score
    install(
        "sly-tools",
        "sly",
        "import supervise.instruments.scoring as s\ns.score = len\n"
        + GOOD.format(id="own"),
    )

    registry = Registry.installed()

    (failure,) = registry.report.failures
    assert failure.origin.distribution == "sly-tools"
    assert "supervise.instruments.scoring.score" in failure.why
    assert before is scoring.score


def test_what_is_changed_before_a_failure_is_put_back(install):
    before = scoring.score
    install(
        "sly-tools",
        "sly",
        "import supervise.instruments.scoring as s\ns.score = len\n1/0",
    )

    registry = Registry.installed()

    assert before is scoring.score
    assert len(registry.report.failures) == 2


def test_what_is_changed_before_an_interrupt_is_put_back():
    before = scoring.score

    def supervise_instruments():
        scoring.score = evil
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Registry.of(plugin(supervise_instruments=supervise_instruments))

    assert before is scoring.score


def test_a_plugin_that_changes_nothing_is_not_accused(install):
    install("good-tools", "good", GOOD.format(id="own"))

    assert Registry.installed(strict=True).report.ok


def test_the_packages_that_a_plugin_brings_along_are_listed(install):
    install("heavy-stuff", "lib", "", group="other")
    install("good-tools", "good", "import heavy_stuff_lib\n" + GOOD.format(id="own"))

    (found,) = strangers(Registry.installed())

    assert found.brought == ("good_tools_good", "heavy_stuff_lib")


# -- while the host runs


def meddle_with_scoring():
    scoring.score = evil


def meddle_with_arithmetic():
    math.exp = evil


def meddle_with_decimals():
    decimal.getcontext().prec = 3


MEDDLING = {
    "supervise.instruments.scoring.score": meddle_with_scoring,
    "math.exp": meddle_with_arithmetic,
    "the context of decimals": meddle_with_decimals,
}


def state():
    return scoring.score, math.exp, decimal.getcontext().prec


@pytest.mark.parametrize("said", MEDDLING)
def test_a_model_that_changes_what_scores_rest_on_is_named_and_not_believed(said):
    before = state()

    def supervise_score(instrument, answers, on):
        sheet = black_box_sheet(
            instrument, answers, lambda _: {"risk": Estimate(0.5)}, on=on
        )
        MEDDLING[said]()
        return sheet

    tools = plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)
    with pytest.raises(PluginError) as caught:
        Registry.of(tools).score("model", {"needed": True}, on=ON)

    assert caught.value.says == f"replaced {said}, which was put back"
    assert before == state()


@pytest.mark.parametrize("error", (ValueError, KeyboardInterrupt))
def test_what_a_model_changed_before_it_failed_is_put_back(error):
    before = state()

    def supervise_score(instrument, answers, on):
        meddle_with_arithmetic()
        raise error

    tools = plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)
    with pytest.raises((PluginError, KeyboardInterrupt)):
        Registry.of(tools).score("model", {"needed": True}, on=ON)

    assert before == state()


@pytest.mark.parametrize("said", MEDDLING)
def test_a_guide_that_changes_what_scores_rest_on_suggests_nothing(said):
    before = state()

    def supervise_goal_suggestions(profile, on):
        MEDDLING[said]()
        return []

    tools = plugin(supervise_goal_suggestions=supervise_goal_suggestions)
    found = Registry.of(tools).suggest(PlanningProfile(), on=ON)

    (failure,) = found.failures
    assert failure.why == f"replaced {said}, which was put back"
    assert before == state()


def test_what_is_watched_while_the_host_runs_is_there():
    for name in tampering.UNDER_A_SCORE:
        assert isinstance(importlib.import_module(name), ModuleType)
