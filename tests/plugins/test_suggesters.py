"""Plugins suggest goals to people: one that fails stops no other, and says nothing personal."""

from datetime import date

import pytest

from supervise.planning import PlanningProfile
from supervise.plugins import Registry
from tests.plugins.samples import plugin
from tests.plugins.test_hooks import suggestion

ON = date(2026, 8, 1)
CANARY = "Avery Example"


def suggesting(name, gives):
    """A plugin that suggests these, or does what this function does."""

    def supervise_goal_suggestions(profile, on):
        return gives(profile) if callable(gives) else gives

    return plugin(name, supervise_goal_suggestions=supervise_goal_suggestions)


def suggested(*plugins):
    return Registry.of(*plugins).suggest(PlanningProfile(), on=ON)


def test_every_plugin_is_asked_in_order_and_named_as_the_source():
    found = suggested(
        suggesting("one", [suggestion("a"), suggestion("b")]),
        suggesting("two", (suggestion("a"),)),
    )

    expected = [("one", "a"), ("one", "b"), ("two", "a")]
    assert expected == [(each.source, each.id) for each in found.suggestions]


def raises(_):
    raise KeyError(CANARY)


@pytest.mark.parametrize(
    ("gives", "why"),
    (
        (raises, "raised KeyError"),
        (None, "gave None, no list or tuple"),
        ((each for each in ()), "gave a generator, no list or tuple"),
        ([suggestion("a"), "b"], "thing 2 is a str, no GoalSuggestion"),
        ([suggestion("a"), suggestion("a")], "suggests 'a' several times"),
    ),
)
def test_a_plugin_that_fails_gives_nothing_and_stops_no_other(gives, why):
    found = suggested(suggesting("bad", gives), suggesting("good", [suggestion("a")]))

    (failure,) = found.failures
    assert failure.origin.plugin == "bad"
    assert failure.why == why
    assert [each.source for each in found.suggestions] == ["good"]


def test_a_failure_repeats_no_word_of_the_plugin():
    assert CANARY not in repr(suggested(suggesting("bad", raises)))


def test_a_plugin_cannot_change_the_profile():
    def changes(profile):
        profile.needs = ()

    (failure,) = suggested(suggesting("bad", changes)).failures

    assert failure.why == "raised FrozenInstanceError"


def test_an_interrupt_passes():
    def interrupts(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        suggested(suggesting("bad", interrupts))


def test_nobody_suggests_where_no_plugin_does():
    found = Registry.of().suggest(PlanningProfile(), on=ON)

    assert (found.suggestions, found.failures) == ((), ())
