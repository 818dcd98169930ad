"""Scoring black boxes: everything but the number is as for a declared scale.

Answers are read exactly, what is missing is missing, bands and percents are as declared; the
model is asked only for the scales that can be scored, and gives a number and its reasons.
Which plugin's model is asked is for the registry to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import fsum, isfinite
from types import MappingProxyType

import attrs

from supervise.instruments.engine import Prepared, prepared
from supervise.instruments.findings import Findings
from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import BlackBox, Reports
from supervise.instruments.scoring import Upstream, sheet_of
from supervise.records import Contribution, RecordedWorkings, ScoreSheet, Workings
from supervise.rules import Facts

TOLERANCE = 1e-9


@attrs.frozen
class Estimate:
    """What a model says of one scale: the raw score and, where it can tell, what added up to it."""

    raw: int | float
    contributions: tuple[Contribution, ...] = ()


Model = Callable[[Facts], Mapping[str, Estimate]]


def black_box_sheet(
    instrument: Instrument,
    answers: Mapping[str, object],
    model: Model,
    *,
    on: date,
    upstream: Upstream | None = None,
) -> ScoreSheet:
    """The sheet of an instrument whose black boxes a model scores.

    `model` is given the facts that the black boxes use, each by its item and `None` where it is
    missing, with the date as `on`; it gives an `Estimate` for each black box. It is not asked
    where none of them can be scored.

    Raises `ValueError` where the model gives no number, or one of the wrong kind, or reasons
    that do not add up to it.
    """
    ready = prepared(instrument)

    def ask(facts: Facts, found: Findings, workings: Workings) -> Workings:
        in_the_way = found.invalid | found.missing
        wanted = [id for id in ready.black_boxes if id not in in_the_way]
        used = {"on"}.union(*(ready.uses[id].uses for id in wanted))
        known = {name: value for name, value in facts.items() if name in used}
        estimates = model(MappingProxyType(known)) if wanted else {}
        given = {id: _checked(ready, id, estimates.get(id)) for id in wanted}
        found.raws.update((id, estimate.raw) for id, estimate in given.items())
        return _explained(workings, given)

    return sheet_of(ready, answers, on, upstream or {}, ask)


def _checked(ready: Prepared, id: str, estimate: Estimate | None) -> Estimate:
    scale = ready.uses[id].scale
    assert isinstance(scale, BlackBox)
    if type(estimate) is not Estimate:
        raise ValueError(f"the model gave no Estimate for '{id}'")
    raw = estimate.raw
    kind = int if scale.reports is Reports.POINTS else float
    if type(raw) is not kind or not isfinite(raw):
        raise ValueError(f"the model must give a finite {kind.__name__} for '{id}'")
    edges = scale.bands.bands if scale.bands is not None else ()
    if kind is int and edges and not _within(raw, edges[0].lowest, edges[-1].highest):
        raise ValueError(f"the model gave points outside the bands of '{id}'")
    if any(type(each) is not Contribution for each in estimate.contributions):
        raise ValueError(f"the reasons for '{id}' are no Contributions")
    if estimate.contributions:
        total = fsum(each.amount for each in estimate.contributions)
        if abs(total - raw) > TOLERANCE:
            raise ValueError(f"the contributions to '{id}' do not add up to its score")
    return estimate


def _within(raw: float, lowest: int | str, highest: int | str) -> bool:
    return int(lowest) <= raw <= int(highest)


def _explained(workings: Workings, given: Mapping[str, Estimate]) -> RecordedWorkings:
    written = workings.recorded()
    reasons = tuple((id, estimate.contributions) for id, estimate in given.items())
    return attrs.evolve(written, by_scale=(*written.by_scale, *reasons))
