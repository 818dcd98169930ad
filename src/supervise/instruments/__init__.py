"""Assessment instruments: declared as data, checked when made, scored exactly.

A declaration uses the names below and those of `supervise.rules`; nothing else is needed.
"""

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
    Chosen,
    Judged,
    LogOdds,
    MissingRule,
    Points,
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
    "Blank",
    "Change",
    "Choice",
    "Chosen",
    "Coded",
    "Day",
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
    "Rule",
    "ScaleOf",
    "Step",
    "Text",
    "Undated",
    "Whole",
    "YesNo",
    "bands",
    "fingerprint",
    "named",
    "one_of",
    "one_of_table",
    "score",
    "score_undated",
    "sum_of",
]
