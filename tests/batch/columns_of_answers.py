"""Hypothesis strategies for frames: a type for each column, cells of that type, good and bad.

A cell is drawn as Python has it; `answer_in` says what the one-person engine is given for it.
"""

from datetime import date, datetime, time
from math import floor, isinf, isnan

from hypothesis import strategies as st

from supervise.exchange.text_forms import reader_of, text_of
from supervise.instruments import Day, OneOf, Whole, YesNo
from tests.instruments.answer_sheets import allowed_values

WORDS = st.text(max_size=6) | st.sampled_from(
    (
        *("", " ", "Y", "N", "y", "0", "1", "-1", "-0", "01", "1.0", "1e1", " 2", "2 "),
        *("+3", "2\n", "٣", "1_0", "9" * 20, "9" * 700, "true", "True", "nan"),
        *("2024-02-29", "2023-02-29", "2024-2-9", "20240229", "2024-02-29 "),
        *("0000-01-01", "2024-13-01", "2024-00-10", "12345-01-01"),
        *("2024-02-29T00:00:00", "\u3000", "\x1c"),
    )
)
COUNTS = {
    "Int8": st.integers(-(2**7), 2**7 - 1),
    "Int16": st.integers(-(2**15), 2**15 - 1),
    "Int64": st.integers(-(2**63), 2**63 - 1),
    "UInt8": st.integers(0, 2**8 - 1),
    "UInt64": st.integers(0, 2**64 - 1),
}
DECIMALS = st.floats(width=64) | st.sampled_from((0.5, 1.0, 1e300, -0.0, 2.0**53))
TIMES = st.builds(
    datetime.combine,
    st.dates(date(1930, 1, 1), date(2030, 12, 31)),
    st.sampled_from((time(), time(), time(0, 0, 1), time(0, 0, 0, 1), time(12))),
)
DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))


def types_for(item):
    """The column types in which answers to an item may come."""
    match item.answers:
        case YesNo():
            return ("Boolean", "String", "Categorical")
        case OneOf() | Whole() if _counts(item):
            return (
                *(sort for sort in COUNTS if _fits(item, sort)),
                "Float64",
                "String",
            )
        case Day():
            return ("Date", "Datetime", "String")
        case _:
            return ("String", "Categorical")


def other_types(item):
    """Column types that hold no answer to an item: every cell of them is wrong."""
    return (
        ("Int8", "Date", "Float64") if isinstance(item.answers, YesNo) else ("Boolean",)
    )


def _counts(item):
    answers = item.answers
    return isinstance(answers, Whole) or (
        isinstance(answers, OneOf) and type(answers.codes[0]) is int
    )


def _fits(item, sort):
    """Whether every answer of an item fits a type."""
    answers = item.answers
    whole = isinstance(answers, Whole)
    ends = (answers.least, answers.most) if whole else answers.codes
    bits = int(sort.lstrip("UInt"))
    low, high = (
        (0, 2**bits) if sort[0] == "U" else (-(2 ** (bits - 1)), 2 ** (bits - 1))
    )
    return all(low <= end < high for end in ends)


def good_cells(item, sort):
    """Cells of a column that hold answers which can be scored."""
    good = allowed_values(item)
    match sort:
        case "String" | "Categorical":
            return good.map(text_of)
        case "Float64":
            return good.map(float)
        case "Datetime":
            return good.map(lambda day: datetime.combine(day, time()))
        case _:
            return good


def any_cells(sort):
    """Anything that a column of such a type can hold."""
    match sort:
        case "String" | "Categorical":
            return WORDS
        case "Boolean":
            return st.booleans()
        case "Float64":
            return DECIMALS
        case "Datetime":
            return TIMES
        case "Date":
            return DATES
        case _:
            return COUNTS[sort]


def answer_in(item, sort, cell):
    """What the one-person engine is given for a cell of such a column."""
    if cell is None:
        return None
    match sort:
        case "String" | "Categorical":
            return reader_of(item)(cell)
        case "Float64":
            if isnan(cell):
                return None
            whole = not isinf(cell) and cell == floor(cell)
            return int(cell) if whole and _counts(item) else cell
        case "Datetime":
            return cell.date() if cell.time() == time() else cell
        case _:
            return cell


@st.composite
def columns(draw, item, rows):
    """A column: its type and its cells, most of them answers."""
    size = {"min_size": rows, "max_size": rows}
    if draw(st.integers(0, 59)) == 0:
        sort = draw(st.sampled_from(other_types(item)))
        return sort, draw(st.lists(st.none() | any_cells(sort), **size))
    sort = draw(st.sampled_from(types_for(item)))
    cells = draw(st.lists(good_cells(item, sort), **size))
    spoilt = st.tuples(st.integers(0, rows - 1), st.none() | any_cells(sort))
    for row, cell in draw(st.lists(spoilt, max_size=1 + rows // 10)):
        cells[row] = cell
    return sort, cells


@st.composite
def tables(draw, instruments, rows):
    """A frame as columns: type and cells of each; now and then an item has no column at all."""
    asked = {item.id: item for each in instruments for item in each.items}
    absent = draw(st.sets(st.sampled_from(sorted(asked)), max_size=2))
    kept = {
        id: item
        for id, item in asked.items()
        if id not in absent or draw(st.booleans())
    }
    return {id: draw(columns(item, rows)) for id, item in kept.items()}


def answers_in(instruments, table, rows):
    """The answers of each row of such a table."""
    asked = {item.id: item for each in instruments for item in each.items}
    return [
        {
            id: answer_in(asked[id], sort, cells[n])
            for id, (sort, cells) in table.items()
        }
        for n in range(rows)
    ]


@st.composite
def text_rows(draw, instruments, rows, date_column):
    """Rows of text, as a CSV file has them; the date of assessment is a column among them."""
    asked = {item.id: item for each in instruments for item in each.items}
    dates = st.sampled_from(("2026-03-31", "2026-03-31", "2026-04-01", "9999-12-01"))
    size = {"min_size": rows, "max_size": rows}
    found = {date_column: draw(st.lists(dates | WORDS, **size))}
    for id, item in asked.items():
        cells = draw(st.lists(good_cells(item, "String"), **size))
        spoilt = st.tuples(st.integers(0, rows - 1), st.just("") | WORDS)
        for row, cell in draw(st.lists(spoilt, max_size=1 + rows // 10)):
            cells[row] = cell
        found[id] = cells
    return [{name: cells[n] for name, cells in found.items()} for n in range(rows)]
