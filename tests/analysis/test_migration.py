"""Two definitions on the same answers: who changes level, and why."""

from datetime import date

import attrs
import pytest

from supervise.errors import NothingToCompare, UnknownName
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Item,
    Points,
    YesNo,
    score,
    sum_of,
)
from supervise.instruments.analysis import (
    Comparison,
    dual_score,
    migration_report,
    side_by_side,
)
from supervise.levels import LOW_MEDIUM_HIGH, Band, LevelScheme, bands
from supervise.plugins import Registry
from supervise.rules import row, table
from supervise.sources import Outcome
from tests.analysis.forms import MODEL, SCREEN, moves, partner, work

ON = date(2026, 1, 1)


def next_version(*rows, cut=None, **parts):
    """The screen in a second version: other rows, other levels, or both."""
    old = SCREEN.scales[0]
    new = Points(
        "total",
        "Total",
        table=table(("total",), *rows) if rows else old.table,
        bands=cut or old.bands,
        missing=NONE_MAY_BE_MISSING,
    )
    return attrs.evolve(SCREEN, version="2", scales=(new,), **parts)


# Version 2 counts work only when there is none: 0, 0, 1 for 0, 1, 2; levels 0, 1-2, 3.
COUNTS_NO_WORK = next_version(
    row(work.is_(2), 1, label="no work"),
    row(moves.yes, 1),
    row(partner.yes, 1),
    cut=bands(
        LOW_MEDIUM_HIGH,
        Band(0, 0, "low"),
        Band(1, 2, "medium"),
        Band(3, 3, "high"),
        citation="Invented, version 2",
    ),
)


def test_one_person_is_scored_by_both_definitions():
    dual = dual_score(
        SCREEN, COUNTS_NO_WORK, {"work": 1, "moves": True, "partner": True}, on=ON
    )
    (pair,) = dual.pairs

    # 1 + 1 + 1 is 3, medium; 0 + 1 + 1 is 2, medium
    assert (3, 2) == (pair.old.score, pair.new.score)
    assert not pair.moved
    assert [(("work",), 1, 0)] == [
        (each.items, each.before, each.after) for each in pair.contributions
    ]


def test_without_a_scale_in_common_nothing_is_compared_and_it_is_said():
    ogrs3, ogrs4 = (Registry.builtin().instrument(id) for id in ("ogrs3", "ogrs4"))

    with pytest.raises(NothingToCompare, match="give `scales`"):
        dual_score(ogrs3, ogrs4, {}, on=ON)
    with pytest.raises(NothingToCompare, match="give `scales`"):
        migration_report(ogrs3, ogrs4, [])


def test_the_direction_of_a_move_is_told_where_the_levels_are_of_one_scheme():
    dual = dual_score(
        SCREEN, COUNTS_NO_WORK, {"work": 0, "moves": True, "partner": False}, on=ON
    )
    (pair,) = dual.pairs

    # 1, low; 1, medium
    assert pair.moved
    assert Comparison.HIGHER is pair.direction
    assert () == pair.contributions


def test_levels_of_two_schemes_have_no_direction():
    two = LevelScheme("two", ("low", "high"))
    cut = bands(two, Band(0, 2, "low"), Band(3, 4, "high"), citation="Invented")

    dual = dual_score(
        SCREEN,
        next_version(cut=cut),
        {"work": 2, "moves": True, "partner": True},
        on=ON,
    )

    assert None is dual.pairs[0].direction
    assert not dual.pairs[0].moved


PEOPLE = (
    ("person-001", {"work": 0, "moves": True, "partner": False}, ON),  # low, medium
    (
        "person-002",
        {"work": 2, "moves": True, "partner": False},
        ON,
    ),  # 3 medium, 2 medium
    ("person-003", {"work": 2, "moves": True, "partner": True}, ON),  # 4 high, 3 high
    ("person-004", {"work": 1, "moves": False, "partner": False}, ON),  # 1 low, 0 low
    ("person-005", {"work": 1}, ON),  # missing in both
)


def test_a_report_counts_everybody_and_lists_those_who_move():
    report = migration_report(SCREEN, COUNTS_NO_WORK, PEOPLE)

    assert 5 == report.people
    counted = {(each.old, each.new): each.count for each in report.movements}
    assert {
        ("low", "medium"): 1,
        ("medium", "medium"): 1,
        ("high", "high"): 1,
        ("low", "low"): 1,
        ("missing", "missing"): 1,
    } == counted
    assert 1 == report.changed("total")
    (moved,) = report.moved
    assert "person-001" == moved.reference
    assert ("levels are cut elsewhere",) == moved.reasons
    assert Comparison.HIGHER is moved.direction


def test_a_report_names_the_items_behind_a_move():
    only_work = next_version(
        row(work.is_(2), 1, label="no work"),
        row(moves.yes, 2),
        row(partner.yes, 1),
    )
    people = (("person-001", {"work": 1, "moves": True, "partner": False}, ON),)

    report = migration_report(SCREEN, only_work, people)

    # 1 + 1 is 2, medium; 0 + 2 is 2, medium: nobody moves
    assert () == report.moved

    people = (("person-001", {"work": 2, "moves": False, "partner": False}, ON),)
    report = migration_report(SCREEN, only_work, people)

    # 2, medium; 1, low: work counts one less
    assert ("work",) == report.moved[0].reasons
    assert (("total", "work", 1),) == report.reasons


def test_an_answer_that_the_new_form_asks_besides_is_the_reason():
    asks_more = next_version(
        items=(*SCREEN.items, attrs.evolve(moves, id="debts")),
    )
    asks_more = attrs.evolve(
        asks_more,
        scales=(
            attrs.evolve(
                asks_more.scales[0],
                table=sum_of("total", work, moves, asks_more.item("debts")),
            ),
        ),
    )

    report = migration_report(SCREEN, asks_more, PEOPLE[:1])

    assert ("low", "missing") == (report.moved[0].old, report.moved[0].new)
    assert ("debts:missing",) == report.moved[0].reasons


def test_old_answers_can_be_translated_to_the_new_form():
    renamed = attrs.evolve(partner, id="apart")
    new = attrs.evolve(
        SCREEN,
        version="2",
        items=(work, moves, renamed),
        scales=(
            attrs.evolve(SCREEN.scales[0], table=sum_of("total", work, moves, renamed)),
        ),
    )

    def translate(answers):
        return {("apart" if id == "partner" else id): a for id, a in answers.items()}

    report = migration_report(SCREEN, new, PEOPLE, translate=translate)

    assert 0 == report.changed("total")


def test_a_scale_that_one_of_them_does_not_have_is_an_error():
    with pytest.raises(UnknownName):
        dual_score(SCREEN, MODEL, {}, on=ON, scales={"total": "totl"})


def test_a_reference_is_not_shown_in_a_repr():
    report = migration_report(SCREEN, COUNTS_NO_WORK, PEOPLE)

    assert "person-001" not in repr(report)


def predicting(instrument, months):
    scales = tuple(
        attrs.evolve(scale, predicts=Outcome("any arrest", months=months))
        for scale in instrument.scales
    )
    return attrs.evolve(instrument, scales=scales)


def test_instruments_side_by_side_compare_only_where_they_speak_of_the_same():
    one, other, longer = (
        predicting(SCREEN, 12),
        predicting(MODEL, 12),
        predicting(MODEL, 24),
    )

    table_of = side_by_side(
        score(one, {"work": 1, "moves": True, "partner": True}, on=ON),
        score(other, {"record": True}, on=ON),
        score(attrs.evolve(longer, id="longer"), {"record": True}, on=ON),
    )

    rows = {(each.instrument, each.result.id): each for each in table_of.rows}
    same = {("model", "static"), ("model", "dynamic"), ("model", "risk")}
    assert same == set(rows["screen", "total"].comparable_with)
    assert () == rows["longer", "static"].comparable_with


def test_scales_without_a_stated_outcome_are_never_called_comparable():
    table_of = side_by_side(score(SCREEN, {}, on=ON), score(MODEL, {}, on=ON))

    assert all(() == each.comparable_with for each in table_of.rows)


def test_a_problem_of_another_scale_is_no_reason():
    # the second version has a scale besides, and what that one lacks is its own matter
    besides = attrs.evolve(moves, id="debts")
    debts = Points(
        "debts_only",
        "-",
        table=sum_of("debts_only", besides),
        missing=NONE_MAY_BE_MISSING,
    )
    must_work = Item("must_work", "-", YesNo())
    new = attrs.evolve(
        SCREEN,
        version="2",
        items=(*SCREEN.items, besides, must_work),
        scales=(
            attrs.evolve(
                SCREEN.scales[0],
                table=sum_of("total", work, moves, partner, must_work),
                bands=None,
            ),
            debts,
        ),
    )

    report = migration_report(SCREEN, new, PEOPLE[:1])

    assert ("low", "missing") == (report.moved[0].old, report.moved[0].new)
    assert ("must_work:missing",) == report.moved[0].reasons
