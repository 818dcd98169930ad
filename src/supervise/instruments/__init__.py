"""Assessment instruments: declared as data, checked when made, scored exactly.

A declaration uses the names below and those of `supervise.rules`; nothing else is needed.
"""

from supervise.instruments.black_boxes import Estimate, black_box_sheet
from supervise.instruments.fingerprint import fingerprint
from supervise.instruments.instrument import Example, Expected, Instrument
from supervise.instruments.items import (
    Blank,
    Change,
    Choice,
    Coded,
    Day,
    Item,
    NamedValue,
    OneOf,
    ScaleOf,
    Text,
    Whole,
    YesNo,
    named,
    one_of,
    one_of_table,
)
from supervise.instruments.scales import (
    ALL_SCALES,
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    BlackBox,
    Chosen,
    Judged,
    LogOdds,
    MissingRule,
    Points,
    Reports,
    Rule,
    Step,
    sum_of,
)
from supervise.instruments.scoring import Undated, score, score_undated
from supervise.levels import Band, Bands, bands

__all__ = [
    "ALL_SCALES",
    "BLANKS_AS_STATED",
    "Band",
    "Bands",
    "BlackBox",
    "Blank",
    "Change",
    "Choice",
    "Chosen",
    "Coded",
    "Day",
    "Estimate",
    "Example",
    "Expected",
    "Instrument",
    "Item",
    "Judged",
    "LogOdds",
    "MissingRule",
    "NONE_MAY_BE_MISSING",
    "NamedValue",
    "OneOf",
    "Points",
    "Reports",
    "Rule",
    "ScaleOf",
    "Step",
    "Text",
    "Undated",
    "Whole",
    "YesNo",
    "bands",
    "black_box_sheet",
    "fingerprint",
    "named",
    "one_of",
    "one_of_table",
    "score",
    "score_undated",
    "sum_of",
]
