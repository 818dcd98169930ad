"""Asking plugins to score a black box, and believing only what the declaration bears out.

The sheet that a plugin gives is made again here from its numbers alone: where the two differ, the
plugin scored what was missing, misread a band, or answered for another instrument.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Self

import attrs

from supervise.errors import PluginError
from supervise.instruments import Estimate, Instrument, black_box_sheet
from supervise.plugins.implementations import Implementation
from supervise.plugins.loading import FAILURES, a_or_an
from supervise.plugins.report import Origin
from supervise.plugins.tampering import LEAVE_ALONE, Snapshot, put_back
from supervise.records import ScaleScore, ScoreSheet, Status

HOOK = "supervise_score"


@attrs.frozen
class Asked:
    """A hook of a plugin that is asked while the host runs."""

    origin: Origin
    implementation: Implementation


@attrs.frozen(repr=False)
class Question:
    """One set of answers to a black box, as a plugin is asked for it."""

    instrument: Instrument
    answers: Mapping[str, object]
    on: date
    upstream: Mapping[str, ScoreSheet]

    @classmethod
    def of(
        cls,
        instrument: Instrument,
        answers: Mapping[str, object],
        on: date,
        upstream: Mapping[str, ScoreSheet],
    ) -> Self:
        """The question with copies that nobody holds and nobody can write to."""
        return cls(
            instrument,
            MappingProxyType(dict(answers)),
            on,
            MappingProxyType(dict(upstream)),
        )

    def arguments(self) -> dict[str, object]:
        """The hook's arguments."""
        return {
            "instrument": self.instrument,
            "answers": self.answers,
            "on": self.on,
            "upstream": self.upstream,
        }


def score_black_box(
    question: Question, owner: Origin, scorers: Iterable[Asked]
) -> ScoreSheet:
    """The sheet of the first plugin that gives one; that of the instrument is asked first.

    Raises `PluginError`, which names the plugin, where it fails or its sheet is not borne out.
    """
    for scorer in sorted(scorers, key=lambda each: each.origin != owner):
        given = given_by(scorer, question)
        if given is None:
            continue
        if type(given) is not ScoreSheet:
            raise _failure(scorer, f"gave {a_or_an(given)}", "give a ScoreSheet")
        ours = _made_again(scorer, question, given)
        if differences := ", ".join(_differences(given, ours)):
            raise _failure(
                scorer,
                f"the sheet is not borne out by the declaration: {differences}",
                "make it with black_box_sheet",
            )
        identity = attrs.evolve(ours.identity, scored_by=str(scorer.origin))
        return attrs.evolve(ours, identity=identity)
    raise PluginError(
        str(owner),
        HOOK,
        f"no plugin scores the black box '{question.instrument.id}'",
        "implement the hook, or install the plugin that does",
    )


def given_by(scorer: Asked, question: Question) -> object:
    """What a plugin gives for a question, not yet believed; `PluginError` where it fails.

    What it changed under us is put back, and is a failure too: other scores would rest on it.
    """
    before = Snapshot.of_scoring()
    changed: tuple[str, ...] = ()
    failure: PluginError | None = None
    given: object = None
    try:
        given = scorer.implementation.call(question.arguments())
    except FAILURES as cause:
        # Its own words may repeat an answer: only the kind of failure is said.
        failure = _failure(scorer, f"raised {type(cause).__name__}", "", cause)
    finally:
        changed = before.undo()
    if changed:
        failure = _failure(scorer, put_back(*changed), LEAVE_ALONE)
    if failure is not None:
        raise failure
    return given


def _made_again(scorer: Asked, question: Question, given: ScoreSheet) -> ScoreSheet:
    try:
        estimates = {
            scale.id: Estimate(scale.raw, scale.contributions)
            for scale in given.scales
            if scale.status is Status.SCORED and scale.raw is not None
        }
        return black_box_sheet(
            question.instrument,
            question.answers,
            lambda _: estimates,
            on=question.on,
            upstream=question.upstream,
        )
    except FAILURES as cause:
        says = "the sheet is not borne out by the declaration"
        failure = _failure(scorer, says, "make it with black_box_sheet", cause)
    raise failure


def _differences(given: ScoreSheet, ours: ScoreSheet) -> Iterable[str]:
    if given.identity != ours.identity:
        yield "another instrument or version"
    if given.on != ours.on:
        yield "another date"
    if given.answers != ours.answers:
        yield "other answers"
    if given.problems != ours.problems:
        yield "other problems"
    if [each.id for each in given.scales] != [each.id for each in ours.scales]:
        yield "other scales"
        return
    for theirs, mine in zip(given.scales, ours.scales, strict=True):
        yield from (f"{part} of '{mine.id}'" for part in _parts(theirs, mine))


def _parts(theirs: ScaleScore, mine: ScaleScore) -> Iterable[str]:
    for part in ("status", "raw", "score", "percent", "level", "basis", "flags"):
        if getattr(theirs, part) != getattr(mine, part):
            yield part


def _failure(
    scorer: Asked, says: str, remedy: str, cause: BaseException | None = None
) -> PluginError:
    return PluginError(str(scorer.origin), HOOK, says, remedy, original=cause)
