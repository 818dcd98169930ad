"""Calls of hooks can be seen: names, kinds and times, and never what passed through them."""

from collections import deque
from datetime import date
from itertools import count

import pytest

from supervise.instruments import Estimate, black_box_sheet
from supervise.plugins import Registry, Trace
from tests.plugins.samples import black_box, instrument, plugin

ON = date(2026, 8, 1)
CANARY = "Avery Example"


def scoring_plugin(model):
    def supervise_score(instrument, answers, on):
        return black_box_sheet(instrument, answers, model, on=on)

    return plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)


def test_every_call_is_written_down_in_order():
    calls = []
    tools = scoring_plugin(lambda _: {"risk": Estimate(0.5)})

    registry = Registry.of(tools, trace=Trace(calls))
    registry.score("model", {"needed": True}, on=ON)

    assert [str(call) for call in calls] == [
        "supervise_instruments of plugin 'tools': list",
        "supervise_score of plugin 'tools': ScoreSheet",
    ]


def test_times_are_by_the_hosts_clock():
    calls = []
    ticks = count(step=2)

    Registry.of(
        plugin(supervise_instruments=[instrument("own")]),
        trace=Trace(calls, clock=lambda: float(next(ticks))),
    )

    assert [call.seconds for call in calls] == [2.0]
    assert str(calls[0]).endswith("list in 2.000000 s")


def test_a_call_that_raised_is_written_down_by_the_kind_of_failure():
    calls = []

    def broken():
        raise ValueError(CANARY)

    Registry.of(plugin(supervise_instruments=broken), strict=False, trace=Trace(calls))

    assert [call.outcome for call in calls] == ["raised ValueError"]


def test_an_interrupted_call_is_written_down():
    calls = []

    def broken():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Registry.of(plugin(supervise_instruments=broken), trace=Trace(calls))

    assert [call.outcome for call in calls] == ["interrupted"]


def test_no_answer_and_no_word_of_a_plugin_is_in_a_trace():
    calls = []

    def model(_):
        raise KeyError(CANARY)

    registry = Registry.of(scoring_plugin(model), trace=Trace(calls))
    with pytest.raises(RuntimeError):
        registry.score("model", {"needed": True, "extra": False}, on=ON)

    assert CANARY not in repr(calls)
    assert "needed" not in repr(calls)


def test_a_trace_can_be_kept_to_the_last_few_calls():
    calls = deque(maxlen=1)

    Registry.of(
        plugin("a", supervise_instruments=[instrument("a")]),
        plugin("b", supervise_instruments=[instrument("b")]),
        trace=Trace(calls),
    )

    assert [call.origin.plugin for call in calls] == ["b"]


def test_the_hooks_of_installed_plugins_are_traced_too(install):
    calls = []

    Registry.installed(trace=Trace(calls))

    assert {"builtin"} == {call.origin.plugin for call in calls}
