"""A migration over a frame: how many people go from which level to which.

It follows `supervise.instruments.analysis.migration`; who moves, and why, is for that module to
say of those whom a frame with both results picks out. Nothing decides which definition is better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from supervise.batch.batches import Batch
from supervise.batch.frames import batch_of, known_frame, score_native
from supervise.batch.level_schemes import scheme_of
from supervise.errors import FrameRefused
from supervise.exchange.columns import result_columns
from supervise.instruments import Instrument
from supervise.instruments.analysis import Movement
from supervise.instruments.analysis.migration import paired_scales
from supervise.instruments.reporting import PARTS
from supervise.instruments.scales import Scale
from supervise.records import Status

Native = Any
"""A frame of an engine, in the engine's own type."""

Given = Instrument | Iterable[Instrument]
OLD, NEW, TIMES = "_before_{}", "_after_{}", "_times"


def movements(
    old: Given,
    new: Given,
    frame: object,
    *,
    on: date | None = None,
    scales: Mapping[str, str] | None = None,
) -> tuple[Movement, ...]:
    """How many rows of a frame go from which outcome to which, those that stay included.

    `old` and `new` are instruments, or chains whose last instrument is meant. `scales` says
    which scale of the new one answers to each of the old one; without it scales of one name do.
    Both read the same columns. An outcome is a level, a score where a scale has no levels, or a
    status. This computes: the counts come back, and no row does.

    Raises `FrameRefused` for what `score_frame` refuses, and for a Dask frame.
    """
    before, after = (_chain(each) for each in (old, new))
    pairs = paired_scales(before[-1], after[-1], scales)
    if type(frame).__module__.startswith("dask."):
        raise FrameRefused(
            ["rows of Dask are counted from its Parquet files by polars"]
        )
    own = known_frame(frame).collect_schema().names()
    found = _with_outcomes(batch_of(before, on), list(pairs), OLD, own, frame)
    kept = [*own, *(OLD.format(id) for id in pairs)]
    found = _with_outcomes(batch_of(after, on), list(pairs.values()), NEW, kept, found)
    return _counted(found, pairs)


def _chain(given: Given) -> tuple[Instrument, ...]:
    return (given,) if isinstance(given, Instrument) else tuple(given)


def _with_outcomes(
    batch: Batch, scales: list[str], name: str, kept: list[str], frame: object
) -> Native:
    """The kept columns of a frame, and a column with the outcome of each scale."""
    instrument = batch.instruments[-1]
    scored = nw.from_native(score_native(batch, frame))
    outcomes = [
        _outcome(batch, instrument.scale(id), place).alias(name.format(id))
        for place, id in ((_place(batch, id), id) for id in scales)
    ]
    return scored.select(*kept, *outcomes).to_native()


def _place(batch: Batch, scale: str) -> int:
    """Where the columns of a scale of the last instrument begin."""
    *others, instrument = batch.instruments
    before = sum(len(each.scales) for each in others)
    ids = [each.id for each in instrument.scales]
    return (before + ids.index(scale)) * len(PARTS)


def _outcome(batch: Batch, scale: Scale, place: int) -> nw.Expr:
    names = result_columns(batch.instruments)[place : place + len(PARTS)]
    status, score, _, level, *_ = map(nw.col, names)
    if scheme_of(batch.instruments[-1], scale) is not None:
        said = level
    elif batch.type_of(names[1]) is int:
        said = score.cast(nw.String)
    else:
        raise FrameRefused(
            [f"scale '{scale.id}' has no levels, and its scores are no whole numbers"]
        )
    return nw.when(status == Status.SCORED.value).then(said).otherwise(status)


def _counted(frame: Native, pairs: Mapping[str, str]) -> tuple[Movement, ...]:
    columns = [
        (OLD.format(before), NEW.format(after)) for before, after in pairs.items()
    ]
    names = list(dict.fromkeys(name for pair in columns for name in pair))
    groups = nw.from_native(frame).group_by(*names).agg(nw.len().alias(TIMES))
    rows = (groups.collect() if isinstance(groups, nw.LazyFrame) else groups).rows(
        named=True
    )
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        for scale, (was, is_now) in zip(pairs, columns, strict=True):
            counts[scale, row[was], row[is_now]] += row[TIMES]
    return tuple(
        Movement(scale=scale, old=was, new=is_now, count=count)
        for (scale, was, is_now), count in sorted(counts.items())
    )
