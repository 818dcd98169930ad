"""What an assessment can still come to, in words: for staff, the person, and an auditor.

It says which results may still change and which question would settle most. A blank that the
publisher counts is not open where a scale is scored. It says nothing of how
likely an answer is, and never asks the person about victims or third parties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from supervise.cli.wording import wrapped
from supervise.instruments import Instrument
from supervise.instruments.analysis import (
    Exactness,
    NextQuestions,
    PossibleOutcome,
    ProvisionalResult,
    Question,
    next_questions,
    provisional_results,
)
from supervise.people import NEVER_TO_THE_PERSON
from supervise.records import ScoreSheet, Status

MOST_NAMED = 6


@attrs.frozen(eq=False)
class OpenAnswers:
    """A score sheet that may not be final, and its instrument.

    `asked` gives the wording of an item as the reader should see it.
    """

    sheet: ScoreSheet
    instrument: Instrument
    upstream: Mapping[str, ScoreSheet]
    asked: Callable[[str], str]

    def results(self) -> Iterator[ProvisionalResult]:
        """The results that an open answer can still change.

        Where a scale is scored the form is taken to be gone through.
        """
        if self.sheet.identity.scored_by:
            return
        for each, finished in zip(self._all(), self._all(finished=True), strict=True):
            result = finished if each.status is Status.SCORED else each
            if result.provisional:
                yield result

    def _all(self, *, finished: bool = False) -> tuple[ProvisionalResult, ...]:
        return provisional_results(
            self.instrument, self.sheet, upstream=self.upstream, finished=finished
        )

    def next_of(self, result: ProvisionalResult) -> NextQuestions:
        """What to ask next about a scale."""
        return next_questions(
            self.instrument,
            self.sheet.answers,
            scale=result.scale,
            on=self.sheet.on,
            upstream=self.upstream,
            finished=result.status is Status.SCORED,
        )

    def for_staff(
        self, result: ProvisionalResult, *, every: bool = False
    ) -> Iterator[str]:
        """One result for staff; with `every`, all that an auditor asks for."""
        outcome = result.outcome
        yield from wrapped(f"{result.scale}: {spelt(outcome)}", "  ")
        if because := result.because:
            yield from wrapped(because, "    ")
        if outcome.because and (every or outcome.exactness is Exactness.ANYTHING):
            yield from wrapped(f"{outcome.exactness}: {outcome.because}", "    ")
        if every:
            yield from self._listed("can still move it", outcome.open)
            for group in result.needed:
                yield from self._listed("cannot be scored without", group)
        asked = self.next_of(result)
        if asked.best is not None:
            left = _left(asked.best, outcome)
            yield from wrapped(
                f"ask next: {self._named(asked.best.items)}{left}", "    "
            )
        elif asked.needed:
            yield from wrapped(f"ask next: {self._named(asked.needed)}", "    ")

    def for_the_person(self, result: ProvisionalResult) -> Iterator[str]:
        """One result for the person: what it may come to, and what would help to know."""
        title = self.instrument.scale(result.scale).title
        yield from wrapped(f"{title}: {plainly(result.outcome)}.", "  ")
        items = [item for item in self._may_be_asked(result) if item]
        if items:
            yield from wrapped(f"It would help most to know: {items[0]}.", "    ")

    def _may_be_asked(self, result: ProvisionalResult) -> Iterator[str]:
        """Questions that the person may read, the most telling first."""
        hidden = {
            item.id
            for item in self.instrument.items
            if item.sensitivity in NEVER_TO_THE_PERSON
        }
        found = self.next_of(result)
        for question in found.questions:
            if hidden.isdisjoint(question.items):
                yield self._named(question.items)
        yield from (self.asked(item) for item in found.needed if item not in hidden)

    def _listed(self, title: str, items: tuple[str, ...]) -> Iterator[str]:
        if items:
            yield from wrapped(f"{title}: {', '.join(items)}", "    ")

    def _named(self, items: tuple[str, ...]) -> str:
        every = dict.fromkeys(map(self.asked, items))
        named = list(every)[:MOST_NAMED]
        more = len(every) - len(named)
        return f"{'; '.join(named)}{f'; and {more} more' if more else ''}"


def _left(question: Question, outcome: PossibleOutcome) -> str:
    """How many results a question leaves, where that is known."""
    if not question.narrowings and not question.settles:
        return ""
    kind = "level" if outcome.levels else "score"
    number = question.leaves_at_most
    return f"; it leaves {number} {kind}{'s' * (number != 1)} at most"


def spelt(outcome: PossibleOutcome) -> str:
    """What a scale can still come to, for staff."""
    if outcome.exactness is Exactness.ANYTHING:
        return "it cannot be told yet"
    said = []
    if outcome.levels:
        said.append(_either(outcome))
    if numbers := _numbers(outcome):
        said.append(numbers)
    if outcome.may_not_apply:
        said.append("or it does not apply")
    sure = ", whatever is answered" if outcome.certain else ""
    bound = "; perhaps less" if outcome.exactness is Exactness.BOUND else ""
    return f"{'will' if sure else 'can still'} be {', '.join(said)}{bound}{sure}"


def plainly(outcome: PossibleOutcome) -> str:
    """What a scale can still come to, in plain words."""
    if outcome.exactness is Exactness.ANYTHING:
        return "too little is known yet to say"
    if len(outcome.levels) == 1 and not outcome.may_not_apply:
        return f"it will be {outcome.levels[0]}, whatever is answered"
    if outcome.levels:
        either = _either(outcome)
        return f"it can still come out as {either}, depending on the answers"
    if outcome.certain:
        return f"it will be {_numbers(outcome)}, whatever is answered"
    return f"it can still come out as {_numbers(outcome)}, depending on the answers"


def _either(outcome: PossibleOutcome) -> str:
    *others, last = map(str, outcome.levels)
    return f"{', '.join(others)} or {last}" if others else last


def _numbers(outcome: PossibleOutcome) -> str:
    """The numbers that are still possible: one by one where they are two, else both ends."""
    if outcome.lowest is None:
        return ""
    if outcome.lowest == outcome.highest:
        return str(outcome.lowest)
    joined = " or " if len(outcome.scores) == 2 else " to "
    return f"{outcome.lowest}{joined}{outcome.highest}"
