"""Every pair of state and action is in a table, or refused."""

from enum import StrEnum
from itertools import product

import pytest

from supervise.errors import DeclarationError, RefusalCode
from supervise.histories import NEW, TransitionTable, refusals_of_move
from supervise.planning import (
    ACHIEVEMENT,
    AGREEMENT,
    BARRIER,
    GOAL,
    PLAN,
    REQUEST,
    REVIEW,
    SIGNING,
    STEP,
)

TABLES = (
    PLAN,
    GOAL,
    ACHIEVEMENT,
    STEP,
    BARRIER,
    AGREEMENT,
    SIGNING,
    REVIEW,
    REQUEST,
)

# Counted by hand in the rows of the research notes, one for each state that is named.
# `any` stands for every state but the target.
ROWS = {
    "plan": 4,
    "goal": 16,
    "achievement": 37,
    "step": 12,
    "barrier": 9,
    "agreement": 23,
    "signing": 20,
    "review": 8,
    "request": 5,
}

PAIRS = [
    pytest.param(table, state, action, id=f"{table.name}-{state}-{action}")
    for table in TABLES
    for state, action in product((NEW, *table.states), table.actions)
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_as_many_pairs_as_its_source(table):
    assert ROWS[table.name] == len(table.rows)


@pytest.mark.parametrize(("table", "state", "action"), PAIRS)
def test_an_action_is_in_the_table_or_refused_with_what_is_allowed(
    table, state, action
):
    row = table.row(state, action)
    given = dict.fromkeys(row.needs if row else (), "given")

    refusals = refusals_of_move(table, state, action, given, "here")

    if row is None:
        assert [RefusalCode.NOT_IN_TABLE] == [each.code for each in refusals]
        assert all(name in refusals[0].allowed for name in table.allowed(state))
    else:
        assert () == refusals
        assert row.target in set(table.states)


@pytest.mark.parametrize(("table", "state", "action"), PAIRS)
def test_a_needed_field_that_is_left_out_is_asked_for(table, state, action):
    row = table.row(state, action)
    needs = row.needs if row else ()

    for name in needs:
        given = {other: "given" for other in needs if other != name}
        refusals = refusals_of_move(table, state, action, given, "here")

        assert [RefusalCode.FIELD_NEEDED] == [each.code for each in refusals]
        assert f"give {name}" == refusals[0].remedy


@pytest.mark.parametrize(
    ("table", "terminal"),
    ((PLAN, {"closed"}), (GOAL, {"discarded"}), (STEP, set()), (BARRIER, set())),
    ids=lambda each: getattr(each, "name", ""),
)
def test_nothing_leads_out_of_a_terminal_state(table, terminal):
    assert terminal == set(table.terminal)


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


class Turn(StrEnum):
    FIT = "fit"
    GO = "go"


@pytest.mark.parametrize(
    ("text", "defect"),
    (
        ("(new) -- fit -> red\nred -- go -> green\nred -- go -> red", "two rows"),
        ("(new) -- fit -> red\nred -> green", "cannot read the row"),
        ("(new) -- fit -> red\nred -- go -> blue", "state 'blue' is not one"),
        ("(new) -- fit -> red\nred -- go -> red", "state 'green' is never reached"),
        ("(new) -- fit -> red\nred -- fit -> green", "action 'go' has no row"),
        ("(new) -- fit -> red\nred -- run -> green", "action 'run' is not one"),
    ),
)
def test_a_table_that_does_not_agree_with_itself_is_refused(text, defect):
    with pytest.raises(DeclarationError) as refused:
        TransitionTable("light", text, states=Light, actions=Turn)

    assert any(defect in each for each in refused.value.defects)


def test_any_stands_for_every_state_but_the_target():
    text = "(new) -- fit -> green\nany -- go -> red"

    table = TransitionTable("light", text, states=Light, actions=Turn)

    assert ("green", "go") in {(row.source, row.action) for row in table.rows}
    assert table.row("red", "go") is None


def test_same_stays_where_it_is():
    text = "(new) -- fit -> red\nred | green -- go -> same\n(new) -- go -> green"

    table = TransitionTable("light", text, states=Light, actions=Turn)

    assert "green" == table.row("green", "go").target
