"""The fingerprint: the same everywhere, moved by what scores and by nothing else."""

import json
import os
import subprocess
import sys

import pytest

from supervise.instruments import (
    ALL_SCALES,
    BLANKS_AS_STATED,
    Band,
    Blank,
    Choice,
    Item,
    Rule,
    Step,
    YesNo,
    bands,
    fingerprint,
    one_of,
)
from supervise.levels import LOW_MEDIUM_HIGH, LevelScheme
from supervise.needs import Need, NeedDomain, NeedKind
from supervise.rules import by_code, by_range, row, table
from supervise.sources import BaseRate, Outcome, Source
from tests.instruments.declared import catalogue_ids, instrument
from tests.instruments.invented import (
    ITEMS,
    arrests,
    levels,
    moves,
    odds,
    rule,
    scale,
    screen,
    since,
    weights,
    work,
)

PRINT_ALL = """
import json, sys
from importlib import import_module
from supervise.instruments import fingerprint
made = {
    id: fingerprint(import_module(f"supervise.instruments.catalogue.{id}").INSTRUMENT)
    for id in sys.argv[1:]
}
print(json.dumps(made))
"""

MOVED = {
    "a weight": screen(scales=(scale(table=weights(moved=2), bands=levels(top=6)),)),
    "a weight of a code": screen(
        scales=(scale(table=weights(work_none=3), bands=levels(top=6)),)
    ),
    "an edge of a range": screen(scales=(scale(table=weights(first_many=4)),)),
    "an edge of a band": screen(scales=(scale(bands=levels(medium=3)),)),
    "a step": screen(
        scales=(scale(converts=(Step(0, 2, 0), Step(3, 5, 5)), bands=None),)
    ),
    "an edge of a step": screen(
        scales=(scale(converts=(Step(0, 3, 0), Step(4, 5, 5)), bands=None),)
    ),
    "no bands": screen(scales=(scale(bands=None),)),
    "a rule's number": screen(
        rules=(Rule("no_move", ~moves.yes | (arrests < 8), "", about=moves, remedy=""),)
    ),
    "what a rule blocks": screen(rules=(rule(blocks=("total",)),)),
    "no rule": screen(rules=()),
    "a required item": screen(scales=(scale(also_requires=(since,)),)),
    "a version": screen(version="2"),
    "a scale": screen(scales=(scale(), odds())),
    "a coefficient": screen(
        scales=(
            scale(),
            odds(
                table=table(
                    ("odds",),
                    row("constant", "-1.5"),
                    row(arrests, "0.2500000000000001"),
                    row(moves.yes, "1"),
                )
            ),
        )
    ),
    "what a blank counts": screen(
        items=(
            work,
            Item("moves", "", YesNo(blank=Blank(False, "p. 3")), Need.HOUSING),
            *ITEMS[2:],
        )
    ),
    "what a yes counts": screen(
        items=(work, Item("moves", "", YesNo(yes=2), Need.HOUSING), *ITEMS[2:])
    ),
    "an answer not covered": screen(
        items=(
            Item(
                "work",
                "",
                one_of(Choice(0), Choice(1), Choice(2), Choice(9, covered=False)),
                Need.WORK,
            ),
            *ITEMS[1:],
        )
    ),
}

HOUSE = NeedDomain("housing", "a place to live", NeedKind.STABILITY)
REWORDED = {
    "the title": screen(title="Another title"),
    "the source": screen(
        source=Source(
            citation="Elsewhere", licence="MIT", population="x", checked="2026-02-01"
        )
    ),
    "whom it is for": screen(for_whom="somebody", not_for="others"),
    "its limitations": screen(limitations=("it is invented",)),
    "an item's text": screen(
        items=(
            work,
            Item("moves", "Moved?", YesNo(), Need.HOUSING),
            *ITEMS[2:],
        )
    ),
    "the title of a need": screen(
        items=(work, Item("moves", "Moved?", YesNo(), HOUSE), *ITEMS[2:])
    ),
    "a label of a row": screen(
        scales=(
            scale(
                table=table(
                    ("total",),
                    by_code(work, {0: (0,), 1: (1,), 2: (2,)}, label="jobs"),
                    row(moves.yes, 1, label="moved"),
                    by_range(arrests, (0, 2, (0,)), (3, 9, (2,)), label="times"),
                )
            ),
        )
    ),
    "a rule's words": screen(
        rules=(
            Rule(
                "no_move",
                ~moves.yes | (arrests < 9),
                "one or the other",
                about=moves,
                remedy="correct it",
            ),
        )
    ),
    "the words of the missing rule": screen(scales=(scale(missing=BLANKS_AS_STATED),)),
    "a base rate": screen(
        scales=(
            scale(
                base_rates=(
                    BaseRate(
                        at="low",
                        percent="1",
                        outcome=Outcome("x"),
                        group="nobody",
                        source="invented",
                    ),
                )
            ),
        )
    ),
    "the title of a level": screen(
        scales=(
            scale(
                bands=bands(
                    LevelScheme(
                        "low_medium_high",
                        LOW_MEDIUM_HIGH.codes,
                        titles={"low": "little"},
                    ),
                    Band(0, 1, "low"),
                    Band(2, 3, "medium"),
                    Band(4, 5, "high"),
                    citation="p. 9",
                )
            ),
        )
    ),
    "a default that is stated": screen(rules=(rule(blocks=ALL_SCALES),)),
}


def test_the_fingerprint_is_the_same_in_another_process():
    here = {id: fingerprint(instrument(id)) for id in catalogue_ids()}

    there = subprocess.run(
        [sys.executable, "-c", PRINT_ALL, *catalogue_ids()],
        env=os.environ
        | {"PYTHONHASHSEED": "271828", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )

    assert here == json.loads(there.stdout)


def test_no_two_instruments_share_a_fingerprint():
    made = [fingerprint(instrument(id)) for id in catalogue_ids()]

    assert len(made) == len(set(made))


@pytest.mark.parametrize("what", MOVED)
def test_what_can_change_a_score_moves_the_fingerprint(what):
    assert fingerprint(screen()) != fingerprint(MOVED[what])


def test_each_change_moves_it_elsewhere():
    made = [fingerprint(each) for each in MOVED.values()]

    assert len(made) == len(set(made))


@pytest.mark.parametrize("what", REWORDED)
def test_what_cannot_change_a_score_leaves_the_fingerprint(what):
    assert fingerprint(screen()) == fingerprint(REWORDED[what])


def test_a_trailing_zero_is_the_same_number():
    one = screen(scales=(odds(),))
    other = screen(
        scales=(
            odds(
                table=table(
                    ("odds",),
                    row("constant", "-1.50"),
                    row(arrests, "0.250"),
                    row(moves.yes, "1"),
                )
            ),
        )
    )

    assert fingerprint(one) == fingerprint(other)
