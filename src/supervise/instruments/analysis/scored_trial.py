"""Possible outcomes by scoring every completion: for scales that are not simply added up.

It serves every kind of scale, also one that this room has never heard of, as long as the
open answers are few. It is exact, and slow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from supervise.instruments.analysis.sheet import OpenSheet
from supervise.instruments.analysis.structure import Answers, ScaleParts
from supervise.instruments.analysis.weighing import Weighing, taken_as_free
from supervise.instruments.analysis.wording import Exactness
from supervise.instruments.scoring import Upstream, score
from supervise.instruments.worked import stated_upstream
from supervise.records import ScaleScore, Status
from supervise.rules import Value

MOST_SCORED = 1_000


def scored_trial(sheet: OpenSheet, scale: ScaleParts) -> Weighing:
    """Score every way to answer what a scale uses and is open."""
    if sheet.structure.ready.black_boxes:
        return Weighing(
            Exactness.ANYTHING,
            "because a model scores the form, and a model cannot be reasoned about",
            may_not_apply=True,
        )
    items = tuple(item for item in sheet.open_by_form if item in scale.use.uses)
    percents = [item for item in items if item in sheet.structure.percents]
    domains = [_answers(sheet, item, required=item in scale.required) for item in items]
    unlisted = tuple(i for i, each in zip(items, domains, strict=True) if not each)
    if unlisted or prod(map(len, domains)) > MOST_SCORED:
        return Weighing(
            Exactness.ANYTHING,
            _because(unlisted, items),
            unlisted or items,
            may_not_apply=True,
        )
    found = list(_results(sheet, scale.use.scale.id, items, domains))
    scored = {
        (each.level, each.score, each.percent): each
        for each in found
        if each.status is Status.SCORED
    }
    may_not_apply = any(each.status is Status.NOT_APPLICABLE for each in found)
    known = scored or may_not_apply
    exactness, because = Exactness.EXACT, ""
    if percents:
        exactness, because = Exactness.BOUND, f"because {taken_as_free(percents)}"
    return Weighing(
        exactness if known else Exactness.NOTHING,
        because if known else "because no further answer leads to a score",
        items if len(scored) + may_not_apply > 1 else (),
        results=tuple(scored.values()),
        all_listed=True,
        may_not_apply=may_not_apply,
    )


def _answers(sheet: OpenSheet, item: str, *, required: bool) -> Answers:
    listed = sheet.structure.answers_to(item) or ()
    return listed if required or not listed else (*listed, None)


def _because(unlisted: tuple[str, ...], items: tuple[str, ...]) -> str:
    if unlisted:
        names = ", ".join(unlisted)
        verb = "is" if len(unlisted) == 1 else "are"
        return f"because {names} {verb} unknown and the answers cannot be listed"
    names = ", ".join(items)
    return (
        f"because {names} are unknown and together they have more than "
        f"{MOST_SCORED:,} answers"
    )


def _results(
    sheet: OpenSheet, scale: str, items: tuple[str, ...], domains: list[Answers]
) -> Iterator[ScaleScore]:
    instrument = sheet.structure.ready.instrument
    right = {
        name: each
        for name, each in sheet.answers.items()
        if name not in sheet.wrong and name not in sheet.unknown
    }
    percents = sheet.structure.percents
    for answers in product(*domains):
        given = dict(zip(items, answers, strict=True))
        said = {name: given.pop(name) for name in items if name in percents}
        upstream = _upstream(sheet, said) if said else sheet.upstream
        completed = {**right, **given}
        yield score(instrument, completed, on=sheet.on, upstream=upstream)[scale]


def _upstream(sheet: OpenSheet, said: Mapping[str, Value | None]) -> Upstream:
    """What other instruments say, with some percents taken to be so."""
    instrument = sheet.structure.ready.instrument
    names = (used.as_term().name for used in instrument.consumes)
    known = {name: said.get(name, sheet.given[name]) for name in names}
    stated = {name: str(each) for name, each in known.items() if each is not None}
    return stated_upstream(instrument, stated, on=sheet.on)
