"""The smallest sets of goal-worthy improvements that lower a level, and nothing else."""

from itertools import combinations, product

import attrs
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from supervise.instruments import (
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    Change,
    Item,
    LogOdds,
    Points,
    YesNo,
    score,
)
from supervise.instruments.analysis import what_if
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.needs import SOME, Need
from supervise.rules import row, table
from tests.analysis.forms import MODEL, PERCENT_LEVELS, SCREEN
from tests.analysis.small_instruments import (
    ON,
    an_instrument,
    answers_to,
    instruments,
    partial_answers,
)

LOW, MEDIUM = LOW_MEDIUM_HIGH["low"], LOW_MEDIUM_HIGH["medium"]


def asked(instrument, answers, scale="total", **more):
    return what_if(instrument, score(instrument, answers, on=ON), scale=scale, **more)


def changes(found):
    return [
        {each.item: (each.present, each.then) for each in one.improvements}
        for one in found.sets
    ]


def test_the_smallest_sets_are_found_with_no_more_change_than_is_enough():
    # 2 + 1 + 1 is 4, high; one less is enough for medium. Living apart is never named.
    found = asked(SCREEN, {"work": 2, "moves": True, "partner": True})

    assert [{"work": (2, 1)}, {"moves": (True, False)}] == changes(found)
    assert [MEDIUM, MEDIUM] == [one.level for one in found.sets]
    assert not found.more
    assert "arithmetic of the score" in found.note


def test_two_improvements_are_named_together_where_one_is_not_enough():
    # 1 + 1 + 1 is 3, medium; low is 1 at most, so two have to improve
    found = asked(SCREEN, {"work": 1, "moves": True, "partner": True})

    assert [{"work": (1, 0), "moves": (True, False)}] == changes(found)


def test_a_lower_level_that_no_goal_worthy_item_reaches_is_not_promised():
    # dynamic: -1 + 1.5 + 0 is 0.5, medium; nothing goal-worthy is left to improve
    found = asked(MODEL, {"record": True, "work": 0, "heroin": False}, "risk")

    assert () == found.sets
    assert "no answer" in found.because
    assert "dynamic" == found.about


def test_the_static_version_offers_nothing_to_work_on():
    found = asked(MODEL, {"record": True}, "risk")

    assert "static" == found.about
    assert () == found.sets


def test_the_lowest_level_has_none_below_it():
    assert (
        "lowest" in asked(SCREEN, {"work": 0, "moves": False, "partner": False}).because
    )


def test_a_scale_that_is_not_scored_has_no_level_to_lower():
    assert "missing" in asked(SCREEN, {"work": 2}).because


def test_history_is_never_a_goal():
    example = PSA.examples[0]
    sheet = score(PSA, example.answers, on=example.on)

    assert () == what_if(PSA, sheet, scale="nca").sets


def test_an_answer_that_shows_more_need_is_no_improvement_though_it_lowers_the_score():
    # A weight below nothing: using counts one less. Nobody is advised to use.
    using = Item(
        "using", "Using", YesNo(shows=SOME), Need.SUBSTANCE, Change.GOAL_WORTHY
    )
    odd = an_instrument(
        items=(using,),
        scales=(
            LogOdds(
                "total",
                "Total",
                table=table(("total",), row("constant", "0.5"), row(using.yes, "-1")),
                bands=PERCENT_LEVELS,
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    found = asked(odd, {"using": False})

    # 0.5 is 62.25, medium; with the answer yes it would be -0.5, 37.75, low
    assert () == found.sets


def test_several_items_that_count_once_have_to_improve_together():
    # Any of three counts 2; two of them are answered yes, and both have to go.
    goal = Change.GOAL_WORTHY
    a, b, c = (Item(id, id, YesNo(shows=SOME), Need.SUBSTANCE, goal) for id in "abc")
    either = an_instrument(
        items=(a, b, c),
        scales=(
            Points(
                "total",
                "Total",
                table=table(("total",), row(a.yes | b.yes | c.yes, 2)),
                bands=bands(
                    LOW_MEDIUM_HIGH,
                    Band(0, 1, "low"),
                    Band(2, 2, "high"),
                    citation="Invented.",
                ),
                missing=BLANKS_AS_STATED,
            ),
        ),
    )

    found = asked(either, {"a": True, "b": True, "c": False})

    assert [("a", "b")] == [one.items for one in found.sets]


def test_no_more_sets_are_listed_than_were_asked_for():
    found = asked(SCREEN, {"work": 2, "moves": True, "partner": True}, at_most=1)

    assert 1 == len(found.sets)
    assert found.more


def test_an_ogrs4_set_names_goal_worthy_items_and_lowers_the_level():
    example = OGRS4.examples[0]
    needs = {
        "unemployed": True,
        "chronic_drinking": 2,
        "heroin": True,
        "drug_motivation": 2,
    }
    told = 0

    for sanctions in range(3, 40, 4):
        answers = {**example.answers, **needs, "sanctions_total": sanctions}
        sheet = score(OGRS4, answers, on=example.on)
        for one in what_if(OGRS4, sheet, scale="arp").sets:
            told += 1
            assert all(OGRS4.item(id).goal_worthy for id in one.items)
            changed = {each.item: each.then for each in one.improvements}
            then = score(OGRS4, {**answers, **changed}, on=example.on)["arp"]
            assert then.level < sheet["arp"].level

    assert told


def goal_worthy(instrument):
    """The same instrument, with every other item something to work on."""
    items = tuple(
        attrs.evolve(item, need=Need.WORK, change=Change.GOAL_WORTHY)
        if place % 2 == 0
        else item
        for place, item in enumerate(instrument.items)
    )
    return attrs.evolve(instrument, items=items)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(st.data())
def test_the_sets_lower_the_level_and_no_smaller_set_does(data):
    instrument = goal_worthy(data.draw(instruments()))
    answers = data.draw(partial_answers(instrument))
    scale = data.draw(st.sampled_from(("l1", "l2", "p1", "p2")))
    sheet = score(instrument, answers, on=ON)
    now = sheet[scale].level
    assume(now is not None)

    found = what_if(instrument, sheet, scale=scale, at_most=500)

    facts = {
        **{item.id: item.blank.value for item in instrument.items if item.blank},
        **answers,
    }
    workable = [i for i in instrument.items if i.goal_worthy and i.id in facts]
    smallest = lowering(instrument, facts, workable, scale, now)
    assert smallest == {frozenset(one.items) for one in found.sets}
    for one in found.sets:
        changed = {each.item: each.then for each in one.improvements}
        then = score(instrument, {**answers, **changed}, on=ON)[scale]
        assert then.level == one.level
        assert then.level < now


def lowering(instrument, facts, workable, scale, now):
    """The smallest sets of items with some answers that lower a level, by trying all."""
    for size in range(1, len(workable) + 1):
        found = set()
        for items in combinations(workable, size):
            others = [
                [a for a in answers_to(item) if a != facts[item.id]] for item in items
            ]
            for answers in product(*others):
                then = dict(zip((item.id for item in items), answers, strict=True))
                level = score(instrument, {**facts, **then}, on=ON)[scale].level
                if level is not None and level < now:
                    found.add(frozenset(then))
        if found:
            return found
    return set()
