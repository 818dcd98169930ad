"""Proof of a declaration: which scores and levels can come about at all, and which cannot.

With no answer known every answer is open, so what is possible then is what is attainable at
all. Where not every way to fill the form in could be gone through, the ends are bounded from
outside by the declaration and from inside by answers that were found and scored; where the
two meet, the range is exact all the same. A level counts as reached only by answers that lead
to it; one not found is called not shown, never impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs

from supervise.instruments.analysis.band_faults import band_faults
from supervise.instruments.analysis.courses import Course, courses_of
from supervise.instruments.analysis.gauge import Number, every_level, every_percent
from supervise.instruments.analysis.outcomes import (
    PossibleOutcome,
    outcome_of,
)
from supervise.instruments.analysis.sheet import open_sheet
from supervise.instruments.analysis.structure import structure_of
from supervise.instruments.analysis.witnesses import Found, climbed, walked
from supervise.instruments.analysis.wording import Exactness
from supervise.instruments.check_scales import reach_of
from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import Cases, Chosen, Points
from supervise.levels import Level

Ends = tuple[Number, Number]


class Verdict(StrEnum):
    """What is known of a level: that answers lead to it, that none do, or neither."""

    REACHED = "reached"
    UNREACHABLE = "unreachable"
    NOT_SHOWN = "not_shown"


@attrs.frozen(kw_only=True)
class LevelProof:
    """Whether a level of a scale can come about."""

    level: Level
    verdict: Verdict


@attrs.frozen(kw_only=True)
class ScaleProof:
    """What can come about on a scale.

    `lowest` and `highest` are the furthest numbers to which answers were found to lead;
    `within` are ends beyond which none can lead, where there are any. Where `exactness` is
    exact, the two are the same, and `scores` has every score where they can be listed.
    Otherwise the truth lies between, and `method` says how each was come by.
    `band_faults` are numbers that no band has, or more than one; `courses` say item by item
    which way the score goes, for scales that are added up.
    """

    scale: str
    exactness: Exactness
    lowest: Number | None
    highest: Number | None
    scores: tuple[Number, ...]
    levels: tuple[LevelProof, ...]
    method: str
    within: Ends | None = None
    band_faults: tuple[str, ...] = ()
    courses: tuple[Course, ...] = attrs.field(default=(), repr=False)

    @property
    def proven(self) -> bool:
        """Whether every level is shown to be reached, and every number has one level."""
        reached = all(each.verdict is Verdict.REACHED for each in self.levels)
        return reached and not self.band_faults


@attrs.frozen(kw_only=True)
class InstrumentProof:
    """What can come about on each scale of an instrument."""

    instrument: str
    version: str
    scales: tuple[ScaleProof, ...]

    def __getitem__(self, scale: str) -> ScaleProof:
        return next(each for each in self.scales if each.scale == scale)

    @property
    def proven(self) -> bool:
        """Whether every level of every scale is shown to be reached, and no band is at fault."""
        return all(each.proven for each in self.scales)


def proof_of(instrument: Instrument, *, on: date) -> InstrumentProof:
    """What can come about on each scale of an instrument, for assessments on a date."""
    empty = open_sheet(instrument, {}, on=on)
    outcomes = {scale.id: outcome_of(empty, scale.id) for scale in instrument.scales}
    exact = {
        id for id, outcome in outcomes.items() if outcome.exactness is Exactness.EXACT
    }
    found: Mapping[str, Found] = {}
    if len(exact) < len(outcomes):
        found = _found(instrument, outcomes, exact)
    scales = (
        _exact(instrument, outcome)
        if id in exact
        else _between(instrument, outcome, found[id])
        for id, outcome in outcomes.items()
    )
    return InstrumentProof(
        instrument=instrument.id,
        version=instrument.version,
        scales=tuple(
            attrs.evolve(
                each,
                band_faults=band_faults(instrument, instrument.scale(each.scale)),
                courses=courses_of(instrument, each.scale, on=on),
            )
            for each in scales
        ),
    )


def _exact(instrument: Instrument, outcome: PossibleOutcome) -> ScaleProof:
    ends = outcome.lowest, outcome.highest
    return ScaleProof(
        scale=outcome.scale,
        exactness=Exactness.EXACT,
        lowest=ends[0],
        highest=ends[1],
        scores=outcome.scores,
        levels=_verdicts(
            _levels(instrument, outcome.scale),
            outcome.levels,
            otherwise=Verdict.UNREACHABLE,
        ),
        method="every way to fill the form in was gone through, by components",
        within=(ends[0], ends[1])
        if ends[0] is not None and ends[1] is not None
        else None,
    )


def _found(
    instrument: Instrument,
    outcomes: Mapping[str, PossibleOutcome],
    exact: set[str],
) -> Mapping[str, Found]:
    """What was found of the scales that could not be gone through, the chosen ones last."""
    wanted = {id: set(_levels(instrument, id)) for id in outcomes if id not in exact}
    ends = {id: _ends(instrument, outcomes[id]) for id in wanted}

    def whole(id: str, met: Found) -> bool:
        numberless = met.lowest is None and ends[id] is None
        meets = numberless or (met.lowest, met.highest) == ends[id]
        return meets and met.levels >= wanted[id]

    found = walked(
        instrument, enough=lambda met: all(whole(id, met[id]) for id in wanted)
    )
    for id in wanted:
        if not whole(id, found[id]):
            found[id].note_all(climbed(instrument, id))
    for id in wanted:
        declared = instrument.scale(id)
        for option in declared.first_of if isinstance(declared, Chosen) else ():
            if option in exact:
                found[id].levels |= set(outcomes[option].levels)
                found[id].note(outcomes[option].lowest, None)
                found[id].note(outcomes[option].highest, None)
            else:
                found[id].note_all(found[option])
    return found


def _between(
    instrument: Instrument, outcome: PossibleOutcome, found: Found
) -> ScaleProof:
    """A scale of which not every way to be filled in was gone through."""
    levels = _levels(instrument, outcome.scale)
    within = _ends(instrument, outcome)
    attained = (found.lowest, found.highest)
    met = within is not None and attained == within
    numberless = found.lowest is None and within is None
    if numberless:
        met = bool(levels) and found.levels >= set(levels)
    exactness = Exactness.BOUND if within is not None else Exactness.ANYTHING
    every = met and bool(outcome.scores) and found.scores >= set(outcome.scores)
    return ScaleProof(
        scale=outcome.scale,
        exactness=Exactness.EXACT if met else exactness,
        lowest=found.lowest,
        highest=found.highest,
        scores=outcome.scores if every else (),
        levels=_verdicts(levels, found.levels, otherwise=Verdict.NOT_SHOWN),
        method=_method(outcome, numberless=numberless, met=met, within=within),
        within=within,
    )


def _method(
    outcome: PossibleOutcome, *, numberless: bool, met: bool, within: Ends | None
) -> str:
    inside = "answers were looked for from the worked examples on, and scored"
    if numberless:
        shown = "every level was come by" if met else "not every level was come by"
        return f"{shown}: {inside}"
    if within is None:
        return f"not bounded, {outcome.because}; {inside}"
    by = (
        "the declared ends"
        if outcome.exactness is Exactness.ANYTHING
        else "what adds up with rules left aside and percents of others free"
    )
    gap = "" if met else f"; it is not exact, {outcome.because}"
    return f"from outside {by}; from inside {inside}{gap}"


def _ends(instrument: Instrument, outcome: PossibleOutcome) -> Ends | None:
    """Ends beyond which no answers can lead; nothing where the declaration sets none."""
    if outcome.lowest is not None and outcome.highest is not None:
        return outcome.lowest, outcome.highest
    declared = instrument.scale(outcome.scale)
    match declared:
        case Chosen(first_of=options):
            ends = [
                _ends(instrument, attrs.evolve(outcome, scale=option))
                for option in options
            ]
            known = [each for each in ends if each is not None]
            if len(known) < len(ends):
                return None
            return min(low for low, _ in known), max(high for _, high in known)
        case Cases(cases=cases):
            shown = sorted(round(100 * Decimal(case.percent)) / 100 for case in cases)
            return shown[0], shown[-1]
        case Points(converts=(), percents=None):
            return reach_of(instrument, declared)
        case _:
            recipe = structure_of(instrument).ready.recipes[outcome.scale]
            percents = every_percent(recipe)
            return (percents[0], percents[1]) if percents else None


def _levels(instrument: Instrument, scale: str) -> tuple[Level, ...]:
    declared = instrument.scale(scale)
    if isinstance(declared, Chosen):
        each = (_levels(instrument, option) for option in declared.first_of)
        return tuple(dict.fromkeys(level for some in each for level in some))
    recipe = structure_of(instrument).ready.recipes[scale]
    return tuple(each for each in every_level(recipe, declared) if each is not None)


def _verdicts(
    every: Iterable[Level], reached: Iterable[Level], *, otherwise: Verdict
) -> tuple[LevelProof, ...]:
    met = set(reached)
    return tuple(
        LevelProof(level=level, verdict=Verdict.REACHED if level in met else otherwise)
        for level in every
    )
