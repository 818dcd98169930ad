"""Each hook is specified, documented with its exact arguments, and tested under its name."""

import inspect
import re
import sys
from datetime import date
from math import log

import pytest

from supervise.instruments import Estimate, black_box_sheet
from supervise.levels import LevelScheme
from supervise.packs import bc_crna_supervision, discharge_criteria, new_york_contacts
from supervise.planning import GoalSuggestion, PlanningProfile
from supervise.plugins import Registry, hookimpl, hookspecs
from supervise.plugins.implementations import HOOKS
from supervise.plugins.offers import KINDS
from tests.plugins.samples import black_box, instrument, plugin
from tests.support.places import PROJECT

PAGE = PROJECT / "docs" / "reference" / "plugins.md"
HEADING = re.compile(r"^### `(supervise_\w+\([^)]*\))`$", re.MULTILINE)


def sections(text):
    """The hooks that have a section, as their headings state them."""
    return HEADING.findall(text)


def suggestion(id):
    """A goal that might be suggested to anybody."""
    return GoalSuggestion(
        id=id, source="somebody", title="I will", area="work", why="invented"
    )


def signature(hook):
    return f"{hook}({', '.join(HOOKS[hook])})"


# -- one test for each hook, under its name


def test_supervise_instruments():
    class Tools:
        @hookimpl
        def supervise_instruments(self):
            return [instrument("own")]

    assert list(Registry.of(Tools()).instruments) == ["own"]


def test_supervise_score():
    class Tools:
        @hookimpl
        def supervise_instruments(self):
            return [black_box()]

        @hookimpl
        def supervise_score(self, instrument, answers, on, upstream):
            estimate = {"risk": Estimate(log(3))}
            return black_box_sheet(
                instrument, answers, lambda _: estimate, on=on, upstream=upstream
            )

    sheet = Registry.of(Tools()).score("model", {"needed": True}, on=date(2026, 8, 1))

    assert sheet["risk"].percent == 75.0


def test_supervise_intensity_policies():
    class Tools:
        @hookimpl
        def supervise_intensity_policies(self):
            return (bc_crna_supervision.POLICY,)

    assert list(Registry.of(Tools()).policies) == ["bc_crna_supervision"]


def test_supervise_standards():
    class Tools:
        @hookimpl
        def supervise_standards(self):
            return (new_york_contacts.PACK, *discharge_criteria.RULES)

    standing = Registry.of(Tools()).standing

    assert list(standing.standards) == ["new_york_contacts"]
    assert set(standing.eligibility) == {rule.id for rule in discharge_criteria.RULES}
    assert dict(standing.alerts) == dict(standing.response_grids) == {}


def test_supervise_goal_suggestions():
    class Tools:
        @hookimpl
        def supervise_goal_suggestions(self, profile, on):
            assert (profile, on) == (PlanningProfile(), date(2026, 8, 1))
            return [suggestion("work")]

    suggested = Registry.of(Tools()).suggest(PlanningProfile(), on=date(2026, 8, 1))

    assert [each.id for each in suggested.suggestions] == ["work"]


def test_supervise_vocabularies():
    class Tools:
        @hookimpl
        def supervise_vocabularies(self):
            return [LevelScheme("own", ("low", "high"))]

    words = Registry.of(Tools()).vocabularies

    assert list(words.level_schemes) == ["own"]


# -- and for all of them


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_a_test_under_its_name(hook):
    assert callable(getattr(sys.modules[__name__], f"test_{hook}", None))


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_a_section_with_its_exact_arguments(hook):
    assert signature(hook) in sections(PAGE.read_text(encoding="utf-8"))


def test_no_section_is_of_a_hook_that_does_not_exist():
    documented = sections(PAGE.read_text(encoding="utf-8"))

    assert sorted(map(signature, HOOKS)) == sorted(documented)


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("promise", ("Called ", "Error: "))
def test_a_specification_says_when_it_is_called_and_what_an_error_does(hook, promise):
    assert promise in inspect.getdoc(getattr(hookspecs, hook))


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_that_is_asked_once_says_which_kinds_it_gives(hook):
    assert (hook in KINDS) == (HOOKS[hook] == ())


@pytest.mark.parametrize("hook", HOOKS)
def test_an_implementation_may_take_fewer_arguments(hook):
    tools = plugin(**{hook: []})

    assert Registry.of(tools).report.ok


def test_a_section_with_other_arguments_is_noticed():
    assert ["supervise_score(instrument)"] == sections(
        "### `supervise_score(instrument)`\n"
    )
