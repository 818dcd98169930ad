"""Provisional results: whether an answer still missing could change a level, and which.

A result is provisional while more than its present level is possible. What follows from
levels, for example an intensity, is asked of a function that the caller gives: this room
knows no policy.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from itertools import product
from math import prod
from typing import Generic, TypeVar

import attrs

from supervise.instruments.analysis.outcomes import PossibleOutcome, possible_outcomes
from supervise.instruments.analysis.wording import ARITHMETIC, Exactness
from supervise.instruments.engine import prepared
from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import Chosen
from supervise.levels import Level
from supervise.records import ScoreSheet, Status

MOST_COMBINATIONS = 20_000

Choice = TypeVar("Choice", bound=Hashable)
Levels = Mapping[str, Level | None]


@attrs.frozen(kw_only=True)
class ProvisionalResult:
    """How firm one scale of a score sheet is.

    `present` is its level as things stand, `basis` what that rests on.
    `could_become` are the other levels that are still possible.
    `waits_for` are the unanswered items that can still move the score; `needed` those without
    which the scale, or the version of it that would be preferred, cannot be scored.
    It becomes final when both are answered, or as soon as only one level is left.
    """

    scale: str
    status: Status
    present: Level | None
    basis: str
    could_become: tuple[Level, ...]
    waits_for: tuple[str, ...]
    needed: tuple[tuple[str, ...], ...]
    outcome: PossibleOutcome
    note: str = attrs.field(default=ARITHMETIC, repr=False)

    @property
    def provisional(self) -> bool:
        """Whether the level, or whether there is one, can still change."""
        if self.status is Status.NOT_APPLICABLE:
            return not self.outcome.certain
        if self.status is not Status.SCORED:
            return self.outcome.exactness is not Exactness.NOTHING
        return bool(self.could_become) or self.outcome.may_not_apply or self._may_move

    @property
    def _may_move(self) -> bool:
        return self.present is None and not self.outcome.certain

    @property
    def because(self) -> str:
        """Why it is provisional, in one sentence; empty where it is final."""
        if not self.provisional:
            return ""
        if self.status is not Status.SCORED:
            return f"it cannot be scored yet ({self.status})"
        stands_in = f"it rests on the {self.basis} version, and " if self.basis else ""
        return f"{stands_in}answers still open can change it"


def provisional_results(
    instrument: Instrument,
    sheet: ScoreSheet,
    *,
    upstream: Mapping[str, ScoreSheet] | None = None,
    finished: bool = False,
) -> tuple[ProvisionalResult, ...]:
    """How firm each scale of a score sheet is.

    Raises `ValueError` when the sheet was made by another definition of the instrument.
    """
    refuse_other_definition(instrument, sheet)
    outcomes = possible_outcomes(
        instrument, sheet.answers, on=sheet.on, upstream=upstream, finished=finished
    )
    return tuple(
        _result(sheet, outcome, outcomes[_preferred(instrument, outcome.scale)])
        for outcome in outcomes
    )


def refuse_other_definition(instrument: Instrument, sheet: ScoreSheet) -> None:
    """Raise `ValueError` unless the instrument is the definition that made the sheet."""
    if prepared(instrument).identity.fingerprint != sheet.fingerprint:
        raise ValueError(
            f"the sheet was made by {sheet.instrument} {sheet.version} in another "
            f"definition than {instrument.id} {instrument.version}; score the answers again"
        )


def _preferred(instrument: Instrument, scale: str) -> str:
    declared = instrument.scale(scale)
    if isinstance(declared, Chosen):
        return _preferred(instrument, declared.first_of[0])
    return scale


def _result(
    sheet: ScoreSheet, outcome: PossibleOutcome, preferred: PossibleOutcome
) -> ProvisionalResult:
    scored = sheet[outcome.scale]
    others = tuple(level for level in outcome.levels if level != scored.level)
    moves = others or outcome.may_not_apply or not outcome.certain
    return ProvisionalResult(
        scale=outcome.scale,
        status=scored.status,
        present=scored.level,
        basis=scored.basis,
        could_become=others,
        waits_for=outcome.open if moves else (),
        needed=preferred.needed if moves or scored.status is not Status.SCORED else (),
        outcome=outcome,
    )


@attrs.frozen(kw_only=True)
class ScaleInfluence:
    """A scale whose level can change a choice; `alone` with all others as they stand now."""

    scale: str
    alone: bool


@attrs.frozen(kw_only=True)
class PossibleChoices(Generic[Choice]):
    """What a rule of the caller's can still choose, over every possible level.

    The possible levels of the scales are combined freely, so nothing outside `choices` can
    come about; where scales share an open answer, perhaps not all of it can.
    `untold` is true where there are too many combinations to try.
    """

    present: Choice
    choices: tuple[Choice, ...]
    influences: tuple[ScaleInfluence, ...] = ()
    untold: bool = False
    note: str = ARITHMETIC

    @property
    def provisional(self) -> bool:
        """Whether an open answer can still change what is chosen."""
        return self.untold or len(self.choices) > 1


def possible_choices(
    choose: Callable[[Levels], Choice],
    results: Mapping[str, ProvisionalResult],
) -> PossibleChoices[Choice]:
    """What follows from levels, for every level that is still possible.

    `choose` is the caller's rule, for example an intensity from levels: it is given the level
    of each scale in `results`, or `None` where a scale has none. `results` may come from
    several instruments, under names of the caller's choosing.
    """
    present = {name: result.present for name, result in results.items()}
    levels = [_levels(result) for result in results.values()]
    chosen_now = choose(present)
    if prod(map(len, levels)) > MOST_COMBINATIONS:
        return PossibleChoices(present=chosen_now, choices=(chosen_now,), untold=True)
    chosen = {
        each: choose(dict(zip(present, each, strict=True))) for each in product(*levels)
    }
    influences = (
        _influence(choose, present, chosen, place, name)
        for place, name in enumerate(present)
    )
    return PossibleChoices(
        present=chosen_now,
        choices=tuple(dict.fromkeys((chosen_now, *chosen.values()))),
        influences=tuple(each for each in influences if each is not None),
    )


def _levels(result: ProvisionalResult) -> tuple[Level | None, ...]:
    still: tuple[Level | None, ...] = result.outcome.levels
    if result.outcome.may_not_apply or not still:
        still = (*still, None)
    return still


def _influence(
    choose: Callable[[Levels], Choice],
    present: Levels,
    chosen: Mapping[tuple[Level | None, ...], Choice],
    place: int,
    name: str,
) -> ScaleInfluence | None:
    by_others: dict[tuple[Level | None, ...], set[Choice]] = {}
    for levels, choice in chosen.items():
        others = (*levels[:place], *levels[place + 1 :])
        by_others.setdefault(others, set()).add(choice)
    if all(len(choices) == 1 for choices in by_others.values()):
        return None
    own = {levels[place] for levels in chosen}
    alone = {choose({**present, name: level}) for level in own}
    return ScaleInfluence(scale=name, alone=len(alone) > 1)
