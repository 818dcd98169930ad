"""From the components of open answers to the results they can lead to.

The lower end is scored by the engine, from answers that lead there.
Points are added over all reachable sums. For log-odds the levels between the ends are
looked for one by one; one that was not found and not ruled out makes the answer a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod

import attrs

from supervise.instruments.adjusting import NO_RESULT, held
from supervise.instruments.analysis.components import split
from supervise.instruments.analysis.gauge import (
    NOT_ASKED_FOR,
    Gauge,
    Number,
    gauge_of,
)
from supervise.instruments.analysis.sheet import OpenSheet
from supervise.instruments.analysis.structure import ScaleParts, sum_of_rows
from supervise.instruments.analysis.trial import Component
from supervise.instruments.analysis.wording import Exactness
from supervise.instruments.recipes import judged_result
from supervise.instruments.scales import BlackBox, Judged, Points
from supervise.instruments.workings import with_values
from supervise.records import ScaleScore
from supervise.rules import Value

SAME = 1e-9
"""Log-odds closer than this are equal: the contract's tolerance between engines."""
WITHOUT_RESULT = "because these answers lead to arithmetic without a result"
MOST_TRIED = 1_000
"""How many ways to answer may be tried to see whether a scale applies."""
MOST_STEPS = 5_000
"""How many steps the search for one level may take."""


@attrs.frozen(eq=False, slots=False)
class Weighing:
    """A scale over its open answers.

    `results` are the results found, from the lowest raw score up; all of them where
    `all_listed`. `base` is the raw score when every component adds its least.
    """

    exactness: Exactness
    because: str = ""
    open: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    base: Number = 0
    results: tuple[ScaleScore, ...] = ()
    all_listed: bool = False
    may_not_apply: bool = False
    least: Mapping[str, Value | None] = attrs.field(factory=dict)
    most: Mapping[str, Value | None] = attrs.field(factory=dict)


def weigh(sheet: OpenSheet, scale: ScaleParts) -> Weighing:
    """What a scale comes to over every way to answer what is open."""
    parted = split(sheet, scale)
    if parted.broken:
        return Weighing(
            Exactness.NOTHING,
            _contradiction(parted.broken),
            may_not_apply=_may_not_apply(sheet, scale),
        )
    if parted.hindered:
        names = ", ".join(parted.hindered)
        verb = "is" if len(parted.hindered) == 1 else "are"
        return Weighing(
            Exactness.ANYTHING,
            f"because {names} {verb} unknown and {parted.why}",
            parted.hindered,
            may_not_apply=_may_not_apply(sheet, scale),
        )
    if isinstance(scale.use.scale, BlackBox):
        return Weighing(
            Exactness.ANYTHING,
            "because a model scores it, and a model cannot be reasoned about",
            tuple(item for item in sheet.open_by_form if item in scale.use.uses),
        )
    components = tuple(
        sorted(parted.components, key=lambda each: each.width, reverse=True)
    )
    found = _judged if isinstance(scale.use.scale, Judged) else _weighted
    weighing = found(sheet, scale, components)
    reasons = tuple(_not_quite(sheet, components, parted.relaxed))
    if reasons and weighing.exactness is Exactness.EXACT:
        return attrs.evolve(
            weighing, exactness=Exactness.BOUND, because=f"because {'; '.join(reasons)}"
        )
    return weighing


def _not_quite(
    sheet: OpenSheet, components: Iterable[Component], relaxed: Iterable[str]
) -> Iterator[str]:
    """Why perhaps not all that seems possible is."""
    if rules := ", ".join(relaxed):
        yield f"a rule was left aside: {rules}"
    percents = sheet.structure.percents
    taken = {name for each in components for name in each.items if name in percents}
    if taken:
        yield taken_as_free(sorted(taken))


def taken_as_free(names: Iterable[str]) -> str:
    """That nothing was known of what other instruments say."""
    return f"every percent from 0 to 100 was taken as possible: {', '.join(names)}"


def _contradiction(rules: tuple[str, ...]) -> str:
    if not all(rules):
        return WITHOUT_RESULT
    return f"because the answers contradict a rule: {', '.join(rules)}"


def raw_with(
    sheet: OpenSheet, scale: ScaleParts, answers: Mapping[str, Value | None]
) -> Number:
    """The raw score when the open answers are these; those not named do not matter.

    Raises `ArithmeticError` or `ValueError` where the answers have no result.
    """
    facts = {**sheet.given, **answers}
    ready = sheet.structure.ready
    absent = {name for name in sheet.missing if facts[name] is None}
    if not absent or (
        (absent & scale.required).isdisjoint(scale.touching.keys())
        and not any(need <= absent for need in scale.alternatives)
    ):
        function = ready.function((scale.use.scale.id,), with_rules=False)
        return function(facts)[1][0]
    # Answers that are incomplete and decide the score all the same, by the plain evaluator.
    known = with_values(ready.instrument, facts)
    return sum_of_rows(scale.rows, scale.column, known)


def _judged(
    sheet: OpenSheet, scale: ScaleParts, components: tuple[Component, ...]
) -> Weighing:
    judged = scale.use.scale
    assert isinstance(judged, Judged)
    recipe = sheet.structure.ready.recipes[judged.id]
    id = judged.item.id
    answers = {sheet.given[id]}
    for each in components:
        if id in each.items:
            place = each.items.index(id)
            answers = {option[place] for _, option in each.options}
    rated = [
        code
        for code, level in recipe.judged.items()
        if code in answers and level is not None
    ]
    not_applicable = _may_not_apply(sheet, scale)
    return Weighing(
        Exactness.EXACT,
        open=(id,) if len(rated) + not_applicable > 1 else (),
        components=components,
        results=tuple(judged_result(recipe, code, NOT_ASKED_FOR) for code in rated),
        may_not_apply=not_applicable,
    )


def _may_not_apply(sheet: OpenSheet, scale: ScaleParts) -> bool:
    """Whether open answers may yet lead to *not applicable*."""
    declared = scale.use.scale
    if isinstance(declared, Judged):
        levels = sheet.structure.ready.recipes[declared.id].judged.values()
        return declared.item.id in sheet.open and None in levels
    if scale.only_if is None:
        return False
    names = sheet.in_form_order(sheet.open_in_once(scale.only_if.must_hold))
    answers = [sheet.answers_to(name, scale) for name in names]
    listed = [each for each in answers if each is not None]
    if len(listed) < len(names) or prod(map(len, listed)) > MOST_TRIED:
        return True
    return any(
        held(
            scale.only_if.must_hold,
            {**sheet.facts, **dict(zip(names, each, strict=True))},
        )
        is False
        for each in product(*listed)
    )


def does_not_apply(sheet: OpenSheet, scale: ScaleParts) -> bool:
    """Whether the known answers say that the scale does not apply, whatever else is said."""
    declared = scale.use.scale
    if isinstance(declared, Judged):
        answer = sheet.given[declared.item.id]
        recipe = sheet.structure.ready.recipes[declared.id]
        if declared.item.id in sheet.open or answer is None:
            return False
        return recipe.judged[answer] is None
    if scale.only_if is None or sheet.open_in_once(scale.only_if.must_hold):
        return False
    return sheet.fails(scale.only_if.must_hold)


def _weighted(
    sheet: OpenSheet, scale: ScaleParts, components: tuple[Component, ...]
) -> Weighing:
    least: dict[str, Value | None] = {}
    most: dict[str, Value | None] = {}
    for each in components:
        least.update(zip(each.items, each.least[1], strict=True))
        most.update(zip(each.items, each.most[1], strict=True))
    try:
        base = raw_with(sheet, scale, least)
    except NO_RESULT:
        return Weighing(Exactness.NOTHING, WITHOUT_RESULT)
    gauge = gauge_of(sheet, scale)
    assert gauge is not None
    whole = type(base) is int and isinstance(scale.use.scale, Points)
    if whole:
        results, settled = (
            [gauge.at(base + each) for each in sums_over(components)],
            True,
        )
    else:
        results, settled = _between_ends(gauge, components, base)
    return Weighing(
        Exactness.EXACT if settled else Exactness.BOUND,
        "" if settled else "because not every level between the ends could be settled",
        tuple(name for each in components if each.width for name in each.items),
        components,
        base,
        tuple(results),
        all_listed=whole,
        may_not_apply=_may_not_apply(sheet, scale),
        least=least,
        most=most,
    )


def sums_over(components: Iterable[Component]) -> list[int]:
    """Every sum that whole amounts can add up to, above the least one."""
    reached = 1
    for component in components:
        least = component.least[0]
        added = 0
        for amount, _ in component.amounts:
            added |= reached << int(amount - least)
        reached = added
    return [place for place in range(reached.bit_length()) if reached >> place & 1]


def _between_ends(
    gauge: Gauge, components: tuple[Component, ...], base: Number
) -> tuple[list[ScaleScore], bool]:
    """The results at the ends and at each level between; whether all levels are settled."""
    low = gauge.at(base)
    if not components:
        return [low], True
    top = base + sum(each.width for each in components)
    high = gauge.at(top)
    settled = gauge.reads_alike(base - SAME, base)
    settled &= gauge.reads_alike(top + SAME, top)
    if low.level is None or high.level is None or low.level == high.level:
        return [low, high], settled
    first, last = gauge.levels.index(low.level), gauge.levels.index(high.level)
    between = set(range(first + 1, last))
    found: dict[int, ScaleScore] = {}
    raw: Number = base
    for component in components:
        for amount, _ in component.amounts if between - found.keys() else ():
            _note(gauge, raw + amount - component.least[0], found)
        raw += component.width
    for place in sorted(between - found.keys()):
        reached = _search(gauge, components, base, place)
        if reached is not False:
            found[place] = ScaleScore(
                low.meaning, low.status, level=gauge.levels[place]
            )
            settled &= reached is True
    return [
        low,
        *(found[place] for place in sorted(found) if place in between),
        high,
    ], settled


def _place(gauge: Gauge, raw: Number) -> int | None:
    """The level of a raw score, or `None` so near an edge that rounding decides."""
    below, above = (
        gauge.at(raw - SAME).level,
        gauge.at(raw + SAME).level,
    )
    return gauge.levels.index(below) if below is not None and below == above else None


def _note(gauge: Gauge, raw: Number, found: dict[int, ScaleScore]) -> None:
    place = _place(gauge, raw)
    if place is not None:
        found.setdefault(place, gauge.at(raw))


def _search(
    gauge: Gauge, components: tuple[Component, ...], base: Number, place: int
) -> bool | None:
    """Whether some answers lead to a level; `None` when too many would have to be tried."""
    rest = [0.0]
    for component in reversed(components):
        rest.append(rest[-1] + component.width)
    rest.reverse()
    waiting = [(0, base)]
    steps = 0
    doubtful = False
    while waiting:
        steps += 1
        if steps > MOST_STEPS:
            return None
        depth, raw = waiting.pop()
        lowest = _level_place(gauge, raw - SAME)
        highest = _level_place(gauge, raw + rest[depth] + SAME)
        if lowest > place or highest < place:
            continue
        if lowest == highest == place:
            return True
        if depth == len(components):
            doubtful = True
            continue
        component = components[depth]
        least = component.least[0]
        waiting += [(depth + 1, raw + each - least) for each, _ in component.amounts]
    return None if doubtful else False


def _level_place(gauge: Gauge, raw: Number) -> int:
    level = gauge.at(raw).level
    assert level is not None
    return gauge.levels.index(level)
