"""The smallest sets of goal-worthy improvements that lower a level, and nothing else."""

from itertools import combinations, product

import attrs
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from supervise.instruments import (
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    Change,
    Choice,
    Decided,
    Item,
    LogOdds,
    Lowered,
    Points,
    Rule,
    Whole,
    YesNo,
    one_of,
    score,
)
from supervise.instruments.analysis import what_if
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.needs import SOME, Need
from supervise.rules import by_code, first_match, largest, row, table
from tests.analysis.forms import MODEL, PERCENT_LEVELS, SCREEN
from tests.analysis.small_instruments import (
    ON,
    RATED,
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
    present = sheet[scale].level
    assume(present is not None)

    found = what_if(instrument, sheet, scale=scale, at_most=500)

    facts = {
        **{item.id: item.blank.value for item in instrument.items if item.blank},
        **answers,
    }
    workable = [i for i in instrument.items if i.goal_worthy and i.id in facts]
    smallest = lowering(instrument, facts, workable, scale, present)
    assert smallest == {frozenset(one.items) for one in found.sets}
    for one in found.sets:
        changed = {each.item: each.then for each in one.improvements}
        then = score(instrument, {**answers, **changed}, on=ON)[scale]
        assert then.level == one.level
        assert then.level < present


def lowering(instrument, facts, workable, scale, present):
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
                if level is not None and level < present:
                    found.add(frozenset(then))
        if found:
            return found
    return set()


# -- why nothing is said


def goal(id, answers):
    return Item(id, id, answers, Need.WORK, Change.GOAL_WORTHY)


def levels(*edges):
    """Low, medium and high; each edge is the highest of its level."""
    lows = (0, *(edge + 1 for edge in edges))
    pairs = zip(lows, edges, ("low", "medium", "high"), strict=False)
    each = (Band(low, top, level) for low, top, level in pairs)
    return bands(LOW_MEDIUM_HIGH, *each, citation="Invented.")


def summed(items, *rows, **more):
    total = Points(
        "total",
        "Total",
        table=table(("total",), *rows),
        missing=NONE_MAY_BE_MISSING,
        **{name: each for name, each in more.items() if name != "rules"},
    )
    return an_instrument(items=items, scales=(total,), rules=more.get("rules", ()))


def test_a_chosen_scale_that_is_not_scored_has_no_level_to_lower():
    found = asked(MODEL, {}, "risk")

    assert () == found.sets
    assert "it is not scored, so there is no level to lower" == found.because


def test_where_a_lower_sum_is_a_higher_level_nothing_is_promised():
    upside_down = bands(
        LOW_MEDIUM_HIGH, Band(0, 0, "high"), Band(1, 2, "low"), citation="Invented."
    )
    item = goal("work", RATED)

    found = asked(summed((item,), row(item, 1), bands=upside_down), {"work": 2})

    assert () == found.sets
    assert "does not always mean a lower level" in found.because


def test_where_what_may_be_worked_on_decides_how_a_sum_is_read_nothing_is_promised():
    item, moved = goal("work", RATED), goal("moved", YesNo(shows=SOME))
    lowered = Lowered(when=~moved.yes, flag="less", because="invented")

    found = asked(
        summed(
            (item, moved),
            row(item, 1),
            row(moved.yes, 1),
            bands=levels(0, 1, 3),
            lowered=lowered,
        ),
        {"work": 2, "moved": True},
    )

    assert () == found.sets
    assert "change how its result is read" in found.because


def test_where_too_many_improvements_meet_it_is_said():
    # ten answers each, five of them in one row: 100,000 ways
    items = tuple(goal(f"n{place}", Whole(0, 9)) for place in range(5))
    together = row(largest(*items), 1)

    found = asked(
        summed(items, together, bands=levels(3, 6, 9)),
        {item.id: 9 for item in items},
    )

    assert () == found.sets
    assert "too many to be tried out" in found.because


def test_a_set_that_breaks_a_rule_is_never_named_though_the_rule_is_too_wide_to_try():
    # five counts are tied by one rule: 100,000 ways, so it is looked at in scoring only.
    # 9 + 1 + 1 + 1 + 1 is 13, high; medium is 9 at most. With the first at 5 it is 9; at 0
    # the sum would be lower still, but the others may be 3 more than the first at most.
    items = tuple(goal(f"n{place}", Whole(0, 9)) for place in range(5))
    first, *others = items
    rest = sum(others[1:], others[0].as_term())
    tied = Rule("tied", rest - 3 <= first, "invented", about=first, remedy="-")
    declared = summed(
        items, *(row(item, 1) for item in items), bands=levels(4, 9, 45), rules=(tied,)
    )
    answers = {"n0": 9, "n1": 1, "n2": 1, "n3": 1, "n4": 1}

    found = asked(declared, answers)

    sheet = score(declared, answers, on=ON)
    smallest = lowering(declared, answers, items, "total", sheet["total"].level)
    assert smallest == {frozenset(one.items) for one in found.sets}
    for one in found.sets:
        changed = {each.item: each.then for each in one.improvements}
        then = score(declared, {**answers, **changed}, on=ON)["total"]
        assert then.level < sheet["total"].level


def test_an_answer_without_an_order_may_improve_to_any_other():
    place = goal("place", one_of(Choice("hostel"), Choice("home"), Choice("street")))
    declared = summed(
        (place,),
        by_code(place, {"hostel": (1,), "home": (0,), "street": (2,)}),
        bands=levels(0, 1, 2),
    )

    found = asked(declared, {"place": "street"})

    # the first answer on the form that lowers it is enough
    assert [{"place": ("street", "hostel")}] == changes(found)


def test_a_level_that_is_missed_by_a_hair_is_not_promised():
    # medium begins at 50.00, which is all from 49.995 on: log-odds of -0.00020000000067. Without
    # the yes there is -0.0001999995, still medium, though nearer to the edge than 1e-9.
    using = goal("using", YesNo(shows=SOME))
    near = an_instrument(
        items=(using,),
        scales=(
            LogOdds(
                "total",
                "Total",
                table=table(
                    ("total",),
                    row("constant", "-0.0001999995"),
                    row(using.yes, "0.3"),
                ),
                bands=PERCENT_LEVELS,
                missing=NONE_MAY_BE_MISSING,
            ),
        ),
    )

    found = asked(near, {"using": True})

    assert MEDIUM == score(near, {"using": False}, on=ON)["total"].level
    assert () == found.sets
    assert "would not lower the level" in found.because


def ruled(items, by, rules=()):
    level = Decided(
        "total",
        "Total",
        by=by,
        scheme=LOW_MEDIUM_HIGH,
        missing=NONE_MAY_BE_MISSING,
        citation="Invented.",
    )
    return an_instrument(items=items, scales=(level,), rules=rules)


def test_of_a_rule_that_is_not_decided_there_is_no_level_to_lower():
    a = goal("a", YesNo(shows=SOME))

    found = asked(ruled((a,), first_match((a.yes, "high"), otherwise="low")), {})

    assert "it is not scored (missing), so there is no level to lower" == found.because


def test_an_improvement_that_contradicts_another_answer_is_not_named():
    # somebody has to answer yes to one of the two, and only the first may be worked on
    a, b = goal("a", YesNo(shows=SOME)), Item("b", "b", YesNo())
    either = Rule("either", a.yes | b.yes, "invented", about=a, remedy="-")
    rule = first_match((a.yes, "high"), otherwise="low")
    declared = ruled((a, b), rule, rules=(either,))

    broken = asked(declared, {"a": True, "b": False})
    kept = asked(declared, {"a": True, "b": True})

    assert () == broken.sets
    assert [("a",)] == [one.items for one in kept.sets]


def test_of_a_rule_the_smallest_sets_are_found_by_trying():
    # high while two of the three are a yes, and low where none is
    a, b, c = (goal(id, YesNo(shows=SOME)) for id in "abc")
    two = (a.yes & b.yes) | (a.yes & c.yes) | (b.yes & c.yes)
    rule = first_match(
        (two, "high"), (a.yes | b.yes | c.yes, "medium"), otherwise="low"
    )

    three = asked(ruled((a, b, c), rule), {"a": True, "b": True, "c": True})
    two_of_them = asked(ruled((a, b, c), rule), {"a": True, "b": True, "c": False})
    none = asked(ruled((a, b, c), rule), {"a": False, "b": False, "c": False})

    assert [("a", "b"), ("a", "c"), ("b", "c")] == [one.items for one in three.sets]
    assert [("a",), ("b",)] == [one.items for one in two_of_them.sets]
    assert "lowest level already" in none.because


def test_of_a_rule_that_nothing_can_move_it_is_said_that_all_together_do_not():
    a, b = goal("a", YesNo(shows=SOME)), Item("b", "b", YesNo())
    rule = first_match((b.yes | (b.yes & a.yes), "high"), otherwise="low")

    found = asked(ruled((a, b), rule), {"a": True, "b": True})

    assert () == found.sets
    assert "all goal-worthy items together" in found.because


def test_of_a_rule_no_more_sets_are_tried_than_is_quick():
    # nine answers less each: 5 x 9 sets of one, and 10 x 81 sets of two, and 10 x 729 of
    # three are more than five thousand
    items = tuple(goal(f"n{place}", Whole(0, 9)) for place in range(5))
    rule = first_match(
        (sum(items[1:], items[0].as_term()) >= 0, "high"), otherwise="low"
    )

    found = asked(ruled(items, rule), {item.id: 9 for item in items})

    assert () == found.sets
    assert "no set of fewer than 3 lowers it, and more were not tried" == found.because
