"""Small instruments made at random, and every way to complete an answer sheet of theirs.

They are invented: no number here is anybody's. They are small enough to try everything.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

import attrs
from hypothesis import strategies as st

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Blank,
    Choice,
    Chosen,
    Instrument,
    Item,
    Judged,
    LogOdds,
    Points,
    Rule,
    Whole,
    YesNo,
    bands,
    one_of,
    score,
)
from supervise.instruments.check_scales import reach_of
from supervise.instruments.items import OneOf
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.records import ScoreSheet
from supervise.rules import by_code, by_range, first_known, largest, row, table
from supervise.sources import Purpose, Source

ON = date(2026, 1, 1)
SOURCE = Source(
    citation="Invented.", licence="CC0-1.0", population="none", checked="2026-11-21"
)
RATED = one_of(Choice(0), Choice(1), Choice(2))


def an_instrument(**parts: object) -> Instrument:
    """An invented instrument with these items and scales."""
    said = {
        "id": "invented",
        "version": "1",
        "title": "Invented",
        "purpose": Purpose.SUPERVISION,
        "for_whom": "nobody",
        "not_for": "anything",
        "source": SOURCE,
        "unvalidated": "invented",
    }
    return Instrument(**{**said, **parts})


@st.composite
def item_lists(draw) -> tuple[Item, ...]:
    """Three to five items of mixed kinds; some blanks count as a value."""
    kinds = draw(st.lists(st.sampled_from("ynbrwc"), min_size=3, max_size=5))
    return tuple(_item(f"q{place}", kind) for place, kind in enumerate(kinds))


def _item(id: str, kind: str) -> Item:
    match kind:
        case "y" | "n":
            return Item(id, id, YesNo(yes=2 if kind == "n" else 1))
        case "b":
            return Item(id, id, YesNo(blank=Blank(False, "invented, p. 1")))
        case "r":
            return Item(id, id, RATED)
        case "c":
            return Item(
                id, id, one_of(Choice("A"), Choice("B"), Choice("Z", covered=False))
            )
        case _:
            return Item(id, id, Whole(0, 4))


def _condition(draw, items):
    item = draw(st.sampled_from(items))
    match item.answers:
        case YesNo():
            held = item.yes
        case OneOf(choices):
            held = item.is_(
                draw(st.sampled_from([c.code for c in choices if c.covered]))
            )
        case _:
            held = item >= draw(st.integers(1, 4))
    return ~held if draw(st.booleans()) else held


def _rule_condition(draw, items):
    one, other = _condition(draw, items), _condition(draw, items)
    return one & other if draw(st.integers(0, 3)) == 0 else one | other


def _term(draw, items):
    numbers = [i for i in items if i.id[0] == "q" and not isinstance(i.answers, YesNo)]
    numbers = [
        i
        for i in numbers
        if not (isinstance(i.answers, OneOf) and "A" in i.answers.codes)
    ]
    yes = [i.counted for i in items if isinstance(i.answers, YesNo)]
    if not numbers:
        return draw(st.sampled_from(yes)) if yes else _condition(draw, items)
    one = draw(st.sampled_from(numbers))
    match draw(st.integers(0, 4)):
        case 0:
            return one
        case 1:
            return one * draw(st.sampled_from(numbers))
        case 2:
            return one.when(_condition(draw, items))
        case 3:
            return first_known(one, draw(st.sampled_from(numbers)))
        case _:
            return largest(one, draw(st.sampled_from(numbers)))


@st.composite
def _rows(draw, items, weights):
    made = []
    for _ in range(draw(st.integers(1, 4))):
        cells = (draw(weights), draw(weights))
        item = draw(st.sampled_from(items))
        match draw(st.integers(0, 4)):
            case 0:
                made.append(row(_condition(draw, items), *cells))
            case 1:
                both = _condition(draw, items) & _condition(draw, items)
                made.append(row(both, *cells))
            case 2:
                either = _condition(draw, items) | _condition(draw, items)
                made.append(row(either, *cells))
            case 3 if isinstance(item.answers, OneOf):
                codes = [c.code for c in item.answers.choices if c.covered]
                made.append(
                    by_code(item, {c: (draw(weights), cells[1]) for c in codes})
                )
            case 3 if isinstance(item.answers, Whole):
                low = (0, 1, cells)
                made.append(by_range(item, low, (2, 4, (draw(weights), draw(weights)))))
            case _:
                made.append(row(_term(draw, items), *cells))
    return made


@st.composite
def instruments(draw) -> Instrument:
    """Invented instruments with a scale of each kind, and rules between answers."""
    items = draw(item_lists())
    points = table(("p1", "p2"), *draw(_rows(items, st.none() | st.integers(-2, 3))))
    weights = st.none() | st.sampled_from(("0.5", "-1.25", "0.3333", "2", "-0.1"))
    log_odds = table(("l1", "l2"), *draw(_rows(items, weights)))
    rules = tuple(
        Rule(
            f"rule_{place}",
            _rule_condition(draw, items),
            "invented",
            about=items[0],
            remedy="none",
            blocks=draw(st.sampled_from((("*",), ("p1", "l1"), ("l2", "judged")))),
        )
        for place in range(draw(st.integers(0, 2)))
    )
    return an_instrument(
        items=(*items, Item("rating", "rating", RATED)),
        rules=rules,
        scales=(
            _points(items, "p1", points),
            _points(items, "p2", points),
            _log_odds("l1", log_odds),
            _log_odds("l2", log_odds),
            _judged(items),
            Chosen("chosen", "Chosen", first_of=("l1", "l2"), citation="Invented."),
        ),
    )


def _points(items, id, weights):
    plain = Points(id, id, table=weights, missing=NONE_MAY_BE_MISSING)
    low, high = reach_of(an_instrument(items=items, scales=(plain,)), plain) or (
        -999,
        999,
    )
    if high - low < 2:
        return plain
    cut = low + (high - low) // 3
    return attrs.evolve(
        plain,
        bands=bands(
            LOW_MEDIUM_HIGH,
            Band(low, cut, "low"),
            Band(cut + 1, cut + 1, "medium"),
            Band(cut + 2, high, "high"),
            citation="Invented.",
        ),
    )


def _log_odds(id, weights):
    return LogOdds(
        id,
        id,
        table=weights,
        missing=NONE_MAY_BE_MISSING,
        bands=bands(
            LOW_MEDIUM_HIGH,
            Band("0", "39.99", "low"),
            Band("40", "69.99", "medium"),
            Band("70", "100", "high"),
            citation="Invented.",
        ),
    )


def _judged(items):
    return Judged(
        "judged",
        "Judged",
        item=Item("rating", "rating", RATED),
        scheme=LOW_MEDIUM_HIGH,
        levels=((0, "low"), (1, None), (2, "high")),
        also_requires=items[:1],
        missing=NONE_MAY_BE_MISSING,
        citation="Invented.",
    )


def answers_to(item: Item) -> list[object]:
    """Every answer an item can be scored with."""
    match item.answers:
        case YesNo():
            return [False, True]
        case OneOf(choices):
            return [choice.code for choice in choices if choice.covered]
        case Whole(least, most):
            return list(range(least, most + 1))
        case _:
            raise AssertionError("not small")


@st.composite
def partial_answers(draw, instrument: Instrument) -> dict[str, object]:
    """Some of the items answered, at most four of them not."""
    items = draw(st.permutations(instrument.items))
    answered = {item.id: draw(st.sampled_from(answers_to(item))) for item in items[4:]}
    some = {
        item.id: answer
        for item in items[:4]
        if (answer := draw(st.none() | st.sampled_from(answers_to(item)))) is not None
    }
    return answered | some


def completions(
    instrument: Instrument, answers: Mapping[str, object]
) -> Iterator[ScoreSheet]:
    """The score sheet of every way to answer any of what is not answered."""
    open_items = [item for item in instrument.items if item.id not in answers]
    choices = [[None, *answers_to(item)] for item in open_items]
    for more in product(*choices):
        added = {item.id: answer for item, answer in zip(open_items, more, strict=True)}
        yield score(instrument, {**answers, **added}, on=ON)
