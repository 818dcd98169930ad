"""Invented forms whose arithmetic can be done by hand, and what they need to be declared."""

from supervise.instruments import (
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    Band,
    Change,
    Choice,
    Chosen,
    Item,
    LogOdds,
    Points,
    Rule,
    YesNo,
    bands,
    one_of,
    sum_of,
)
from supervise.instruments.items import Blank, Day, Whole
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.rules import row, table
from tests.analysis.small_instruments import an_instrument

GOAL, DYNAMIC = Change.GOAL_WORTHY, Change.DYNAMIC

work = Item(
    "work",
    "Work",
    one_of(
        Choice(0, "regular"),
        Choice(1, "odd jobs", shows=SOME),
        Choice(2, "none", shows=CONSIDERABLE),
    ),
    Need.WORK,
    GOAL,
)
moves = Item("moves", "Moved in the last year", YesNo(shows=SOME), Need.HOUSING, GOAL)
partner = Item("partner", "Lives apart", YesNo(shows=SOME), Need.FAMILY, DYNAMIC)

LEVELS = bands(
    LOW_MEDIUM_HIGH,
    Band(0, 1, "low"),
    Band(2, 3, "medium"),
    Band(4, 4, "high"),
    citation="Invented.",
)
# The total is work + moves + partner: 0 to 4.
SCREEN = an_instrument(
    id="screen",
    items=(work, moves, partner),
    scales=(
        Points(
            "total",
            "Total",
            table=sum_of("total", work, moves, partner),
            bands=LEVELS,
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
)

PERCENT_LEVELS = bands(
    LOW_MEDIUM_HIGH,
    Band("0", "49.99", "low"),
    Band("50", "79.99", "medium"),
    Band("80", "100", "high"),
    citation="Invented.",
)
record = Item("record", "Earlier record", YesNo(), Need.HISTORY)
born = Item("born", "Date of birth", Day(), person_fact=True)
heroin = Item(
    "heroin",
    "Heroin",
    YesNo(shows=SOME, blank=Blank(False, "invented, p. 1")),
    Need.SUBSTANCE,
    GOAL,
)
# Log-odds: static is -1 + 1.5 (record); dynamic is -1 + 1.5 (record) + 1 (work) + 0.5 (heroin).
LOG_ODDS = table(
    ("static", "dynamic"),
    row("constant", "-1", "-1"),
    row(record.yes, "1.5", "1.5"),
    row(work, None, "1"),
    row(heroin.yes, None, "0.5"),
)
MODEL = an_instrument(
    id="model",
    items=(record, work, heroin),
    scales=(
        LogOdds(
            "static",
            "Static",
            table=LOG_ODDS,
            bands=PERCENT_LEVELS,
            basis="static",
            missing=NONE_MAY_BE_MISSING,
        ),
        LogOdds(
            "dynamic",
            "Dynamic",
            table=LOG_ODDS,
            bands=PERCENT_LEVELS,
            basis="dynamic",
            missing=BLANKS_AS_STATED,
        ),
        Chosen(
            "risk", "Risk", first_of=("dynamic", "static"), citation="Invented, p. 2"
        ),
    ),
)

violent = Item("violent", "Violent sanctions", Whole(0, 3), Need.HISTORY)
sanctions = Item("sanctions", "Sanctions", Whole(0, 3), Need.HISTORY)
# The total is twice the violent sanctions less the sanctions; the first are among the second.
COUNTS = an_instrument(
    id="counts",
    items=(sanctions, violent),
    rules=(
        Rule(
            "violent_within_total",
            violent <= sanctions,
            "more violent sanctions than sanctions",
            about=violent,
            remedy="count again",
        ),
    ),
    scales=(
        Points(
            "total",
            "Total",
            table=table(("total",), row(violent, 2), row(sanctions, -1)),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
)
