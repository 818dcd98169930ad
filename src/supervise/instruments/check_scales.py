"""What must be true of scales: tables that fit, bands without gap or overlap, complete steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from supervise.instruments.check_bands import (
    group_band_defects,
    percent_band_defects,
    point_band_defects,
    range_defects,
    unknown_levels,
)
from supervise.instruments.items import Item, OneOf, Whole
from supervise.instruments.reporting import Curve, Shown
from supervise.instruments.scales import (
    BlackBox,
    Cases,
    Chosen,
    Decided,
    Judged,
    LogOdds,
    Percents,
    Points,
    Reports,
    Scale,
    Weighted,
)
from supervise.rules.choices import NO_ANSWER, codes_said
from supervise.rules.kinds import Kind, kind_of
from supervise.rules.tables import ByCode, ByRange, Cells, Row, TableRow, cells_of
from supervise.rules.terms import (
    Code,
    Condition,
    FirstKnown,
    LookUp,
    Number,
    Ref,
    Term,
    When,
)

if TYPE_CHECKING:
    from supervise.instruments.instrument import Instrument


Kinds = Mapping[str, Kind]


def scale_defects(instrument: Instrument, kinds: Kinds) -> Iterator[str]:
    """Everything that is wrong with the scales of an instrument.

    `kinds` are those of every name that a formula of the instrument may mention.
    """
    earlier: set[str] = set()
    for scale in instrument.scales:
        for defect in _defects(instrument, scale, earlier, kinds):
            yield f"scale '{scale.id}': {defect}"
        earlier.add(scale.id)


def _defects(
    instrument: Instrument, scale: Scale, earlier: set[str], kinds: Kinds
) -> Iterator[str]:
    match scale:
        case Points():
            yield from _table_defects(instrument, scale, kinds)
            yield from _points_defects(scale, reach_of(instrument, scale))
        case LogOdds():
            yield from _table_defects(instrument, scale, kinds)
            shown = scale.shown or Shown(at_most=scale.at_most)
            if scale.bands is not None:
                yield from percent_band_defects(scale.bands, shown)
        case Percents():
            yield from _table_defects(instrument, scale, kinds)
            yield from percent_band_defects(scale.bands, Shown())
        case Cases():
            yield from _case_defects(scale)
        case Decided():
            yield from _decided_defects(instrument, scale)
        case Judged():
            answers = scale.item.answers
            codes = set(answers.codes) if isinstance(answers, OneOf) else set()
            if codes != {code for code, _ in scale.levels}:
                yield f"levels must be given for exactly the codes of item '{scale.item.id}'"
            stated = (level for _, level in scale.levels if level is not None)
            yield from unknown_levels(scale.scheme.codes, stated)
        case BlackBox():
            yield from _black_box_defects(scale)
        case Chosen():
            for id in scale.first_of:
                if id not in earlier:
                    yield f"chooses '{id}', which is not a scale above it"


def _black_box_defects(scale: BlackBox) -> Iterator[str]:
    if not scale.model.strip():
        yield "model is empty; name the model and its version"
    in_percents = scale.reports is Reports.LOG_ODDS
    if scale.bands is None:
        if in_percents:
            yield "log-odds need bands; state them"
        return
    if in_percents:
        yield from percent_band_defects(scale.bands, Shown())
    else:
        yield from point_band_defects(scale.bands, None)


def _table_defects(
    instrument: Instrument, scale: Weighted, kinds: Kinds
) -> Iterator[str]:
    if defects := scale.table.defects():
        yield from defects
        return
    if scale.id not in scale.table.columns:
        columns = ", ".join(scale.table.columns)
        yield f"its table has no column for it; there are: {columns or 'none'}"
        return
    column = scale.table.column(scale.id)
    whole = isinstance(scale, Points)
    for row in scale.table.rows:
        for cells in cells_of(row):
            if (wrong := _cell_defect(cells[column], whole=whole)) is not None:
                yield f"row '{row.label}': {wrong}"
        yield from (
            f"row '{row.label}': {defect}"
            for defect in _branches(instrument, row, kinds)
        )


def _cell_defect(cell: object, *, whole: bool) -> str | None:
    if cell is None or (whole and type(cell) is int):
        return None
    if whole:
        return f"{cell!r} is not a whole number of points"
    if type(cell) is not str:
        return f"{cell!r} is not decimal text, as a published coefficient must be"
    try:
        finite = Decimal(cell).is_finite()
    except InvalidOperation:
        finite = False
    return None if finite else f"{cell!r} is not a decimal number"


def _branches(instrument: Instrument, row: TableRow, kinds: Kinds) -> Iterator[str]:
    match row:
        case ByCode(of, _, codes):
            given = {code for code, _ in codes}
            if strange := list(_strange_codes(of, given, kind_of(of, kinds))):
                yield from strange
                return
            known = _codes_of(instrument, of)
            if known is not None and given != known:
                lacking = ", ".join(sorted(map(str, known - given))) or "none"
                surplus = ", ".join(sorted(map(str, given - known))) or "none"
                yield f"codes do not match: lacking {lacking}; unknown {surplus}"
        case ByRange(of, _, ranges):
            pairs = [(low, high, "") for low, high, _ in ranges]
            item = _item(instrument, of)
            if item is not None and isinstance(item.answers, Whole):
                yield from range_defects(pairs, item.answers.least, item.answers.most)
            elif item is None and isinstance(of, Ref):
                # A named value: a number outside the ranges is a problem of the answers.
                yield from range_defects(pairs, None, None)
            else:
                yield f"'{of}' is not a count"
        case Row():
            return


def _strange_codes(of: Term, given: set[Code], kind: Kind) -> Iterator[str]:
    """Codes that no answer can be: each engine would take them for something else."""
    types = {type(code) for code in given}
    match kind:
        case Kind.YES_NO if types != {bool} or len(given) < 2:
            yield f"'{of}' is yes or no and has no codes; ask for it: row(item.yes, ...)"
        case Kind.DATE | Kind.TEXT:
            yield f"'{of}' has no codes; give rows of conditions: row(condition, ...)"
        case Kind.NUMBER | Kind.CODE:
            exact = int if kind is Kind.NUMBER else str
            for code in sorted(map(repr, (c for c in given if type(c) is not exact))):
                yield f"{code} is not an answer of '{of}'"
        case _:
            return


def _item(instrument: Instrument, of: Term) -> Item | None:
    named = {item.id: item for item in instrument.items}
    return named.get(of.name) if isinstance(of, Ref) else None


def _codes_of(instrument: Instrument, of: Term) -> set[Code] | None:
    values = {value.id: value.of for value in instrument.values}
    match of:
        case Ref(name) if name in values:
            return _codes_of(instrument, values[name])
        case FirstKnown(terms):
            found = [_codes_of(instrument, each) for each in terms]
            return set().union(*(codes for codes in found if codes is not None))
        case LookUp(_, table):
            return set(table.values)
        case Ref():
            item = _item(instrument, of)
            if item is not None and isinstance(item.answers, OneOf):
                return {
                    choice.code for choice in item.answers.choices if choice.covered
                }
    return None


def _points_defects(scale: Points, reach: tuple[int, int] | None) -> Iterator[str]:
    if scale.converts:
        steps = [(step.lowest, step.highest, "") for step in scale.converts]
        yield from range_defects(steps, *(reach or (None, None)))
        scores = [step.score for step in scale.converts]
        reach = (min(scores), max(scores))
    if scale.bands is not None:
        yield from point_band_defects(scale.bands, reach)
    yield from group_band_defects(scale.bands_by, reach)
    if scale.bands is not None and scale.bands_by:
        yield "levels are declared for all and for groups; declare one of them"
    if scale.lowered is not None and scale.bands is None:
        yield "a level is lowered, but no levels are declared"
    if scale.percents is not None:
        yield from _curve_defects(scale, scale.percents)


def _curve_defects(scale: Points, curve: Curve) -> Iterator[str]:
    for name, number in (("intercept", curve.intercept), ("slope", curve.slope)):
        if (wrong := _cell_defect(number, whole=False)) is not None:
            yield f"{name}: {wrong}"
    if scale.bands is not None and curve.bands is not None:
        yield "levels are declared of the points and of the percent; declare one of them"
    if curve.bands is not None:
        yield from percent_band_defects(curve.bands, curve.shown)


def _case_defects(scale: Cases) -> Iterator[str]:
    for number, case in enumerate(scale.cases, 1):
        if (wrong := _cell_defect(case.percent, whole=False)) is not None:
            yield f"case {number}: {wrong}"
        elif not 0 <= Decimal(case.percent) <= 100:
            yield f"case {number}: {case.percent} is no percent"
        if case.when is None and number < len(scale.cases):
            yield f"case {number}: is for all others, but is not the last"
    if not scale.cases or scale.cases[-1].when is not None:
        yield "the last case must be for all others; say `None`"
    yield from unknown_levels(scale.scheme.codes, (case.level for case in scale.cases))


def _decided_defects(instrument: Instrument, scale: Decided) -> Iterator[str]:
    values = {value.id: value.of for value in instrument.values}
    by = scale.by.as_term()
    while isinstance(by, Ref) and by.name in values:
        by = values[by.name]
    said = codes_said(by, {})
    if said is None:
        yield f"'{by}' does not say a code"
        return
    codes = sorted(str(code) for code in said if code is not NO_ANSWER)
    yield from unknown_levels(scale.scheme.codes, codes)


def reach_of(instrument: Instrument, scale: Weighted) -> tuple[int, int] | None:
    """The lowest and highest sum of points, or `None` where a row has no simple bounds."""
    if scale.id not in scale.table.columns or scale.table.defects():
        return None
    column = scale.table.column(scale.id)
    low = high = 0
    for row in scale.table.rows:
        ends = _row_reach(instrument, row, column)
        if ends is None:
            return None
        low, high = low + ends[0], high + ends[1]
    return low, high


def _row_reach(
    instrument: Instrument, row: TableRow, column: int
) -> tuple[int, int] | None:
    weights = [_points(cells, column) for cells in cells_of(row)]
    if any(weight is None for weight in weights):
        return None
    known = [weight for weight in weights if weight is not None]
    match row:
        case ByCode() | ByRange():
            return min(known), max(known)
        case Row(None, _, _):
            return known[0], known[0]
        case Row(Condition(), _, _):
            return min(0, known[0]), max(0, known[0])
        case Row(of, _, _):
            ends = _term_reach(instrument, of) if isinstance(of, Term) else None
            if ends is None:
                return (0, 0) if known[0] == 0 else None
            products = [known[0] * end for end in ends]
            return min(products), max(products)


def _points(cells: Cells, column: int) -> int | None:
    cell = cells[column]
    return 0 if cell is None else cell if type(cell) is int else None


def _term_reach(instrument: Instrument, of: Term) -> tuple[int, int] | None:
    """The lowest and highest number of a term, where that can be told simply."""
    match of:
        case Number():
            value = of.value
            return (value, value) if isinstance(value, int) else None
        case When(_, then, otherwise):
            return _reach_of_one(instrument, (then, otherwise))
        case FirstKnown(terms):
            return _reach_of_one(instrument, terms)
        case _:
            item = _item(instrument, of)
            return _answer_reach(item) if item is not None else None


def _reach_of_one(
    instrument: Instrument, terms: tuple[Term, ...]
) -> tuple[int, int] | None:
    """The lowest and highest number of several terms of which one counts."""
    ends = [_term_reach(instrument, each) for each in terms]
    known = [each for each in ends if each is not None]
    if len(known) < len(ends):
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def _answer_reach(item: Item) -> tuple[int, int] | None:
    match item.answers:
        case OneOf(choices):
            said = [choice.code for choice in choices if choice.covered]
            codes = [code for code in said if type(code) is int]
            return (min(codes), max(codes)) if codes else None
        case Whole(least, most):
            return least, most
        case _:
            return None
