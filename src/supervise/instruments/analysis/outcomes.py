"""What an incomplete assessment can still come to: scores and levels, exactly or openly.

Every answer not given yet is open: also a blank that the publisher counts as a value, until
the form is said to be finished. Answers that contradict one another are left out.
Nothing here says how likely an outcome is, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from types import MappingProxyType

import attrs

from supervise.errors import UnknownName
from supervise.instruments.analysis.gauge import every_level, every_percent, gauge_of
from supervise.instruments.analysis.scored_trial import scored_trial
from supervise.instruments.analysis.sheet import OpenSheet, open_sheet
from supervise.instruments.analysis.structure import ScaleParts
from supervise.instruments.analysis.weighing import Weighing, does_not_apply, weigh
from supervise.instruments.analysis.wording import ARITHMETIC, Exactness
from supervise.instruments.instrument import Instrument
from supervise.instruments.scales import (
    BlackBox,
    Chosen,
    Judged,
    Scale,
)
from supervise.levels import Level
from supervise.records import ScoreSheet

NO_ANSWERS: Mapping[str, object] = MappingProxyType({})
Number = int | float


# Made nine times for a half-filled sheet: with a __dict__ it is made faster than with slots.
@attrs.frozen(kw_only=True, slots=False)
class PossibleOutcome:
    """What one scale can still come to, over every way to answer what is open.

    `levels` are the levels that remain possible, lowest first; a scale without bands has none.
    `lowest` and `highest` are the ends of what the publisher reports: a percent, or a score.
    `scores` are all the possible scores where they can be listed (points), else empty.
    `open` are the unanswered items that can still make a difference, in form order.
    `needed` are the answers without which the scale is not scored: one of each group.
    `to_correct` are answers that are wrong; they are reasoned about as if not given.
    `exactness` says how far this can be relied on, and `because` why it is not exact.
    `lowest_with` and `highest_with` are answers that lead to the ends, together with any to
    what is needed besides; they are arithmetic, not facts about the person.
    """

    scale: str
    exactness: Exactness
    levels: tuple[Level, ...] = ()
    lowest: Number | None = None
    highest: Number | None = None
    scores: tuple[Number, ...] = ()
    open: tuple[str, ...] = ()
    needed: tuple[tuple[str, ...], ...] = ()
    to_correct: tuple[str, ...] = ()
    may_not_apply: bool = False
    bases: tuple[str, ...] = ()
    because: str = ""
    lowest_with: Mapping[str, object] = attrs.field(default=NO_ANSWERS, repr=False)
    highest_with: Mapping[str, object] = attrs.field(default=NO_ANSWERS, repr=False)
    note: str = attrs.field(default=ARITHMETIC, repr=False)

    @property
    def certain(self) -> bool:
        """Whether no further answer can change the level, or the score where there are none."""
        if self.exactness is Exactness.NOTHING:
            return False
        if self.may_not_apply:
            return not self.levels
        if self.levels:
            return len(self.levels) == 1
        return self.lowest is not None and self.lowest == self.highest

    @property
    def complete(self) -> bool:
        """Whether the scale can be scored as things stand."""
        return not (
            self.needed or self.to_correct or self.exactness is Exactness.NOTHING
        )

    def __str__(self) -> str:
        return f"{self.scale}: {'; '.join(_said(self))}. {self.note}"


def _said(outcome: PossibleOutcome) -> Iterator[str]:
    match outcome.exactness:
        case Exactness.NOTHING:
            yield f"no score, {outcome.because}"
            return
        case Exactness.ANYTHING:
            yield f"anything, {outcome.because}"
            return
        case Exactness.BOUND:
            yield f"nothing outside this, though perhaps less, {outcome.because}"
        case Exactness.EXACT:
            pass
    if outcome.levels:
        yield " or ".join(map(str, outcome.levels))
    if outcome.lowest is not None:
        one = outcome.lowest == outcome.highest
        yield f"{outcome.lowest}" if one else f"{outcome.lowest} to {outcome.highest}"
    if outcome.may_not_apply:
        comes_to_something = outcome.levels or outcome.lowest is not None
        yield "or not applicable" if comes_to_something else "not applicable"
    if outcome.open:
        yield f"open: {', '.join(outcome.open)}"


@attrs.frozen(kw_only=True)
class PossibleOutcomes:
    """What each scale of an incomplete assessment can still come to.

    `outcomes["arp"]` is one scale.
    """

    instrument: str
    version: str
    on: date
    scales: tuple[PossibleOutcome, ...]
    note: str = ARITHMETIC

    def __getitem__(self, scale: str) -> PossibleOutcome:
        for each in self.scales:
            if each.scale == scale:
                return each
        known = [each.scale for each in self.scales]
        raise UnknownName(f"scale of '{self.instrument}'", scale, known)

    def __iter__(self) -> Iterator[PossibleOutcome]:
        return iter(self.scales)

    @property
    def certain(self) -> bool:
        """Whether every scale is certain."""
        return all(each.certain for each in self.scales)


def possible_outcomes(
    instrument: Instrument,
    answers: Mapping[str, object],
    *,
    on: date,
    upstream: Mapping[str, ScoreSheet] | None = None,
    finished: bool = False,
) -> PossibleOutcomes:
    """The scores and levels that are still possible, given the answers so far.

    `finished` says that the form has been gone through: a blank that the publisher counts as
    a value then keeps it, and only what a scale cannot do without is still open.
    """
    sheet = open_sheet(instrument, answers, on=on, upstream=upstream, finished=finished)
    return PossibleOutcomes(
        instrument=instrument.id,
        version=instrument.version,
        on=on,
        scales=tuple(outcomes_of(sheet).values()),
    )


def outcomes_of(sheet: OpenSheet) -> dict[str, PossibleOutcome]:
    """What each scale can come to, in declared order."""
    done: dict[str, PossibleOutcome] = {}
    for scale in sheet.structure.ready.instrument.scales:
        done[scale.id] = _outcome(sheet, scale, done)
    return done


def _outcome(
    sheet: OpenSheet, scale: Scale, done: Mapping[str, PossibleOutcome]
) -> PossibleOutcome:
    if isinstance(scale, Chosen):
        options = options_of(sheet.structure.ready.instrument, scale)
        return _chosen(sheet, scale.id, [done[option] for option in options])
    parts = sheet.structure.scales[scale.id]
    return _outcome_of(sheet, scale, weighing_of(sheet, parts))


def options_of(instrument: Instrument, scale: Chosen) -> tuple[str, ...]:
    """The scales that a chosen one may turn out to be, in order; none of them is chosen itself."""
    declared = map(instrument.scale, scale.first_of)
    found = (
        options_of(instrument, each) if isinstance(each, Chosen) else (each.id,)
        for each in declared
    )
    return tuple(dict.fromkeys(id for some in found for id in some))


def outcome_of(sheet: OpenSheet, scale: str) -> PossibleOutcome:
    """What one scale can come to; for a chosen one its options are worked out as well."""
    instrument = sheet.structure.ready.instrument
    declared = instrument.scale(scale)
    options = options_of(instrument, declared) if isinstance(declared, Chosen) else ()
    return _outcome(
        sheet, declared, {each: outcome_of(sheet, each) for each in options}
    )


def weighing_of(sheet: OpenSheet, parts: ScaleParts) -> Weighing:
    """What a scale comes to: by components where it is added up, else by scoring."""
    id = parts.use.scale.id
    if id not in sheet.weighed:
        sheet.weighed[id] = _weighed(sheet, parts)
    weighing = sheet.weighed[id]
    assert isinstance(weighing, Weighing)
    return weighing


def _weighed(sheet: OpenSheet, parts: ScaleParts) -> Weighing:
    if does_not_apply(sheet, parts):
        return Weighing(Exactness.EXACT, may_not_apply=True)
    if isinstance(parts.use.scale, Judged | BlackBox):
        return weigh(sheet, parts)
    one_gauge = not parts.adjusts or gauge_of(sheet, parts) is not None
    if parts.added_up and one_gauge:
        return weigh(sheet, parts)
    return scored_trial(sheet, parts)


def _outcome_of(sheet: OpenSheet, scale: Scale, weighing: Weighing) -> PossibleOutcome:
    uses = sheet.structure.scales[scale.id].use.uses
    levels, numbers = _told(sheet, scale.id, weighing)
    ends = sorted(numbers)
    exact = weighing.results and ends
    return PossibleOutcome(
        scale=scale.id,
        exactness=weighing.exactness,
        levels=_ordered(level for level in levels if level is not None),
        lowest=ends[0] if ends else None,
        highest=ends[-1] if ends else None,
        scores=tuple(dict.fromkeys(ends)) if weighing.all_listed else (),
        open=sheet.in_form_order(frozenset(weighing.open)),
        needed=sheet.needed_by(scale.id),
        to_correct=_to_correct(sheet, uses),
        may_not_apply=weighing.may_not_apply or None in levels,
        bases=(scale.basis,) if scale.basis else (),
        because=weighing.because,
        lowest_with=_witness(weighing.least)
        if exact and ends[0] == numbers[0]
        else NO_ANSWERS,
        highest_with=_witness(weighing.most)
        if exact and ends[-1] == numbers[-1]
        else NO_ANSWERS,
    )


def _told(
    sheet: OpenSheet, scale: str, weighing: Weighing
) -> tuple[list[Level | None], list[Number]]:
    """The levels and the numbers that can come about; where anything can, all of them."""
    if weighing.exactness is not Exactness.ANYTHING:
        levels = [each.level for each in weighing.results if each.level is not None]
        numbers = (
            each.score if each.percent is None else each.percent
            for each in weighing.results
        )
        return [*levels], [each for each in numbers if each is not None]
    recipe = sheet.structure.ready.recipes[scale]
    declared = sheet.structure.ready.uses[scale].scale
    return [*every_level(recipe, declared)], [*every_percent(recipe)]


def _to_correct(sheet: OpenSheet, uses: frozenset[str]) -> tuple[str, ...]:
    if not sheet.wrong and not sheet.unknown:
        return ()
    return (*sheet.in_form_order(sheet.wrong & uses), *sorted(sheet.unknown))


def _witness(answers: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(answers))


def _chosen(
    sheet: OpenSheet, id: str, options: list[PossibleOutcome]
) -> PossibleOutcome:
    """The first that can be scored: so each option that may be the first is possible."""
    among: list[PossibleOutcome] = []
    doubt = ""
    for option in options:
        if option.exactness is Exactness.NOTHING:
            continue
        if _can_lack(among, option):
            among.append(option)
            continue
        firm = [e for e in among if not _may_fail(sheet, e.scale, option.scale)]
        if _can_lack(firm, option):
            doubt = f"'{option.scale}' counts only where answers contradict one another"
            among.append(option)
    if not among:
        return attrs.evolve(options[0], scale=id)
    lowest, highest = _end(min, among, "lowest"), _end(max, among, "highest")
    easiest = min(among, key=lambda each: len(each.needed))
    return PossibleOutcome(
        scale=id,
        exactness=max(
            (
                *(each.exactness for each in among),
                *([Exactness.BOUND] if doubt else ()),
            ),
            key=_LEAST_EXACT.index,
        ),
        levels=_ordered(level for each in among for level in each.levels),
        lowest=lowest.lowest,
        highest=highest.highest,
        scores=_union([each.scores for each in among]),
        open=tuple(dict.fromkeys(name for each in among for name in each.open)),
        needed=easiest.needed,
        to_correct=easiest.to_correct,
        may_not_apply=all(each.may_not_apply for each in among),
        bases=tuple(dict.fromkeys(basis for each in among for basis in each.bases)),
        because="; ".join((*_reasons(among), *([doubt] if doubt else ()))),
        lowest_with=lowest.lowest_with,
        highest_with=highest.highest_with,
    )


def _can_lack(some: Iterable[PossibleOutcome], other: PossibleOutcome) -> bool:
    """Whether each of some scales can lack an answer while another has all that it needs."""
    ways = product(*(each.needed for each in some if not each.may_not_apply))
    lacking = (frozenset().union(*needs) for needs in ways)
    return any(
        not any(names.issuperset(met) for met in other.needed) for names in lacking
    )


def _reasons(among: list[PossibleOutcome]) -> Iterator[str]:
    return (f"'{each.scale}' {each.because}" for each in among if each.because)


def _may_fail(sheet: OpenSheet, first: str, other: str) -> bool:
    """Whether an answer may yet block one scale and not the other, by a rule or arithmetic."""
    scales = sheet.structure.scales
    rules = [each for each in scales[first].rules if each not in scales[other].rules]
    if any(not each.items.isdisjoint(sheet.open) for each in rules):
        return True
    weighing = weighing_of(sheet, scales[first])
    return any(each.undefined for each in weighing.components)


_LEAST_EXACT = (Exactness.EXACT, Exactness.BOUND, Exactness.ANYTHING)


def _end(
    which: Callable[..., PossibleOutcome], among: list[PossibleOutcome], end: str
) -> PossibleOutcome:
    """The option that reaches furthest; the one without an end where one has none."""
    for each in among:
        if getattr(each, end) is None:
            return each
    return which(among, key=lambda each: getattr(each, end))


def _union(scores: list[tuple[Number, ...]]) -> tuple[Number, ...]:
    return tuple(sorted(set().union(*scores))) if all(scores) else ()


def _ordered(levels: Iterable[Level]) -> tuple[Level, ...]:
    found = tuple(dict.fromkeys(levels))
    return found if len(found) < 2 else tuple(sorted(found, key=_position))


def _position(level: Level) -> int:
    return level.position
