"""Small instruments and plugins, invented for the tests of plugins."""

from types import SimpleNamespace

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    BlackBox,
    Chosen,
    Instrument,
    Item,
    LogOdds,
    Points,
    Reports,
    ScaleOf,
    YesNo,
    bands,
    sum_of,
)
from supervise.levels import LOW_MEDIUM_HIGH, LevelScheme
from supervise.plugins import hookimpl
from supervise.rules import row, table
from supervise.sources import Purpose, Source

SOURCE = Source(
    citation="Invented for a test.",
    licence="CC0-1.0",
    population="none",
    checked="2026-08-01",
)


def instrument(id, *questions, consumes=(), table=None, scales=None, version="1"):
    """An instrument of yes/no questions whose scale `total` counts each yes."""
    items = tuple(Item(name, f"{name}?", YesNo()) for name in questions or ("asked",))
    counted = table or sum_of("total", *items)
    return Instrument(
        id=id,
        version=version,
        title="Invented",
        purpose=Purpose.SUPERVISION,
        for_whom="nobody",
        not_for="anybody",
        source=SOURCE,
        items=items,
        consumes=consumes,
        scales=scales
        or (Points("total", "Total", table=counted, missing=NONE_MAY_BE_MISSING),),
        unvalidated="invented",
    )


def consuming(id, *sources, part="score"):
    """An instrument that adds the `total` of others to its own one answer."""
    used = tuple(ScaleOf(source, "total", part) for source in sources)
    own = Item("asked", "asked?", YesNo())
    rows = [row(own.counted, 1, label="asked")]
    rows += [row(each, 1, label=each.instrument) for each in used]
    return instrument(id, "asked", consumes=used, table=table(("total",), *rows))


def with_percents(id):
    """An instrument with log-odds, and a scale that chooses them."""
    asked = Item("asked", "asked?", YesNo())
    each = bands(
        LOW_MEDIUM_HIGH,
        Band("0.00", "49.99", "low"),
        Band("50.00", "79.99", "medium"),
        Band("80.00", "100.00", "high"),
        citation="invented",
    )
    weights = table(("total",), row(asked.counted, "1.5", label="asked"))
    return instrument(
        id,
        scales=(
            LogOdds(
                "total", "Total", table=weights, bands=each, missing=NONE_MAY_BE_MISSING
            ),
            Chosen("best", "Best", first_of=("total",), citation="invented"),
        ),
    )


def black_box(id="model", *, reports=Reports.LOG_ODDS, limits=None):
    """An instrument whose scale `risk` a model scores, from one question of two."""
    needed, extra = Item("needed", "needed?", YesNo()), Item("extra", "?", YesNo())
    edges = limits or (("0.00", "49.99"), ("50.00", "100.00"))
    scheme = LevelScheme("two", ("lower", "higher"))
    each = [Band(*ends, level) for ends, level in zip(edges, scheme.codes, strict=True)]
    return Instrument(
        id=id,
        version="1",
        title="Invented",
        purpose=Purpose.SUPERVISION,
        for_whom="nobody",
        not_for="anybody",
        source=SOURCE,
        items=(needed, extra),
        scales=(
            BlackBox(
                "risk",
                "Risk",
                model="invented 1",
                reports=reports,
                requires=(needed,),
                may_use=(extra,),
                missing=NONE_MAY_BE_MISSING,
                bands=bands(scheme, *each, citation="invented"),
            ),
        ),
        unvalidated="invented",
    )


def plugin(name="tools", **hooks):
    """A plugin whose hooks give these values, or do what these functions do."""
    made = SimpleNamespace(__name__=name)
    for hook, gives in hooks.items():
        setattr(made, hook, hookimpl(specname=hook)(_function(gives)))
    return made


def _function(gives):
    return gives if callable(gives) else lambda: gives
