"""Small invented instruments, made to be right or to be broken in one place."""

from datetime import date

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Change,
    Choice,
    Day,
    Instrument,
    Item,
    LogOdds,
    Points,
    Rule,
    Text,
    Whole,
    YesNo,
    bands,
    one_of,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import Need
from supervise.rules import by_code, by_range, row, table
from supervise.sources import Purpose, Source

ON = date(2026, 1, 15)
SOURCE = Source(
    citation="Invented.", licence="CC0-1.0", population="nobody", checked="2026-01-15"
)
CITATION = "Invented, p. 2"

work = Item(
    "work",
    "What work does the person have?",
    one_of(Choice(0, "regular"), Choice(1, "odd jobs"), Choice(2, "none")),
    Need.WORK,
    Change.GOAL_WORTHY,
)
moves = Item("moves", "Has the person moved in the last year?", YesNo(), Need.HOUSING)
arrests = Item("arrests", "Arrests", Whole(0, 9), Need.HISTORY)
since = Item("since", "Since when?", Day())
remarks = Item("remarks", "Remarks", Text())
ITEMS = (work, moves, arrests, since, remarks)


def weights(work_none=2, moved=1, many=2, column="total", first_many=3, label="work"):
    """The table of the screen: work, a move, and one to two or more arrests."""
    return table(
        (column,),
        by_code(work, {0: (0,), 1: (1,), 2: (work_none,)}, label=label),
        row(moves.yes, moved),
        by_range(arrests, (0, first_many - 1, (0,)), (first_many, 9, (many,))),
    )


def levels(medium=2, high=4, top=5, low_end=None):
    return bands(
        LOW_MEDIUM_HIGH,
        Band(0, medium - 1 if low_end is None else low_end, "low"),
        Band(medium, high - 1, "medium"),
        Band(high, top, "high"),
        citation=CITATION,
    )


def screen(**changes):
    """An invented screen of three questions, with anything about it changed."""
    given = {
        "id": "example_screen",
        "version": "1",
        "title": "Example Screen",
        "purpose": Purpose.SUPERVISION,
        "for_whom": "nobody",
        "not_for": "anybody",
        "source": SOURCE,
        "unvalidated": "it is invented",
        "items": ITEMS,
        "scales": (scale(),),
        "rules": (rule(),),
    }
    return Instrument(**(given | changes))


def scale(**changes):
    given = {"table": weights(), "missing": NONE_MAY_BE_MISSING, "bands": levels()}
    return Points("total", "Total", **(given | changes))


def rule(**changes):
    given = {"about": moves, "remedy": "correct one of the two"}
    return Rule("no_move", ~moves.yes | (arrests < 9), "not both", **(given | changes))


def odds(**changes):
    """A scale of log-odds, with anything about it changed."""
    given = {
        "table": table(
            ("odds",),
            row("constant", "-1.5"),
            row(arrests, "0.25"),
            row(moves.yes, "1"),
        ),
        "missing": NONE_MAY_BE_MISSING,
        "bands": bands(
            LOW_MEDIUM_HIGH,
            Band("0", "29.99", "low"),
            Band("30", "59.99", "medium"),
            Band("60", "99.99", "high"),
            citation=CITATION,
        ),
        "at_most": "99.99",
    }
    return LogOdds("odds", "Odds", **(given | changes))
