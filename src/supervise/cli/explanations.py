"""One score sheet in words: for staff, for the person, and for an auditor.

It says what proportion of a group had an outcome, never what somebody is going to do.
What the person reads leaves out whatever speaks of victims and third parties, and the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from math import floor

import attrs

from supervise.cli.open_answers import OpenAnswers
from supervise.cli.wording import named_lines, section, wrapped
from supervise.errors import Problem
from supervise.instruments import Chosen, Instrument, Item
from supervise.instruments.analysis import DecidingClause, deciding_clauses
from supervise.needs import NeedFinding, StrengthFinding
from supervise.people import NEVER_TO_THE_PERSON
from supervise.records import (
    Contribution,
    FlagMeaning,
    ScaleScore,
    ScoreSheet,
    Status,
)

MEANS_A_GROUP = (
    "It is a finding about a group. It does not say what one person will do."
)
HANG = "            "
STATUSES = {
    Status.NOT_APPLICABLE: "does not apply here",
    Status.INVALID: "cannot be scored: an answer is wrong, or not covered",
    Status.MISSING: "cannot be scored yet: an answer is missing",
}


class Reader(StrEnum):
    """For whom an explanation is."""

    STAFF = "staff"
    PERSON = "person"
    AUDITOR = "auditor"


@attrs.frozen(eq=False)
class Explanation:
    """A score sheet, the instrument that it is of, and who reads about it."""

    sheet: ScoreSheet
    instrument: Instrument
    reader: Reader
    upstream: Mapping[str, ScoreSheet] = attrs.field(factory=dict)

    def lines(self) -> Iterator[str]:
        """The whole explanation, a line at a time."""
        identity = self.sheet.identity
        yield from wrapped(f"{identity.title} ({identity.id} {identity.version})")
        yield from named_lines(self._heading())
        yield from to_be_seen(self.sheet.flags, self.instrument, self.reader)
        for scale in self._shown():
            yield from section(f"{scale.id}: {scale.meaning.title}", self._scale(scale))
        yield from section("what is still open", self._still_open())
        yield from section("problems", self._problems())
        yield from section("blanks that were counted", self._assumed())
        yield from section("needs that the answers show", self._needs())
        yield from section("strengths that the answers show", self._strengths())
        yield from section("what to keep in mind", self._limitations())

    def _heading(self) -> Iterator[tuple[str, str]]:
        identity = self.sheet.identity
        yield "as of", self.sheet.on.isoformat()
        yield "made for", identity.for_whom
        yield "not for", identity.not_for
        if self.reader is Reader.AUDITOR:
            yield "purpose", identity.purpose.value
            yield "source", identity.citation
            yield "licence", identity.licence
            yield "fingerprint", identity.fingerprint
            yield "scored by", identity.scored_by
            yield "population", self.instrument.source.population
            yield "checked", self.instrument.source.checked.isoformat()
        if self.reader is not Reader.PERSON:
            yield "unvalidated", identity.unvalidated

    def _shown(self) -> Iterator[ScaleScore]:
        """The scales that the reader needs: an auditor sees those that others chose from."""
        chosen_from = {
            option
            for scale in self.instrument.scales
            if isinstance(scale, Chosen)
            for option in scale.first_of
        }
        for scale in self.sheet:
            if self.reader is Reader.AUDITOR or scale.id not in chosen_from:
                yield scale

    def _scale(self, scale: ScaleScore) -> Iterator[str]:
        if scale.status is not Status.SCORED:
            yield f"  {STATUSES[scale.status]}"
            return
        yield from named_lines(self._result(scale))
        yield from self._meaning(scale)
        if self.reader is not Reader.PERSON:
            yield from self._working(scale)

    def _result(self, scale: ScaleScore) -> Iterator[tuple[str, str]]:
        if scale.score is not None and scale.percent is None:
            yield "score", repr(scale.score)
        if scale.level is not None:
            yield "level", str(scale.level)
        if self.reader is Reader.PERSON:
            return
        if scale.band is not None:
            cited = scale.meaning.citation
            yield "band", f"{scale.band.lowest} to {scale.band.highest} ({cited})"
        if scale.taken_from:
            yield "taken from", f"{scale.taken_from} ({scale.basis})"
        yield "flags", ", ".join(scale.flags)
        if self.reader is Reader.AUDITOR or type(scale.raw) is int:
            yield "raw", "" if scale.raw is None else repr(scale.raw)

    def _meaning(self, scale: ScaleScore) -> Iterator[str]:
        """The percent, or the published rate at this score, as a proportion of a group."""
        told = in_a_hundred if self.reader is Reader.PERSON else share_of_group
        if share := told(scale):
            yield from wrapped(share, "  ")
        level = scale.level.code if scale.level is not None else ""
        for rate in scale.meaning.base_rates:
            if rate.at in (str(scale.score), level):
                part = "level" if rate.at == level else "score"
                yield from wrapped(
                    f"of the people with this {part}, {rate.percent} in 100 had "
                    f"{rate.outcome} (among {rate.group}; {rate.source})",
                    "  ",
                )

    @property
    def open_answers(self) -> OpenAnswers:
        """What the assessment can still come to."""
        return OpenAnswers(self.sheet, self.instrument, self.upstream, self._asked_of)

    def _still_open(self) -> Iterator[str]:
        """What unanswered questions can still change."""
        answers = self.open_answers
        shown = {scale.id for scale in self._shown()}
        for result in answers.results():
            if result.scale not in shown:
                continue
            if self.reader is Reader.PERSON:
                yield from answers.for_the_person(result)
            else:
                every = self.reader is Reader.AUDITOR
                yield from answers.for_staff(result, every=every)

    def _asked_of(self, item: str) -> str:
        """What an item asks, or which other instrument a name is of."""
        for each in self.instrument.items:
            if each.id == item:
                return asked_in(each)
        instrument, _, rest = item.partition(".")
        return f"{rest.partition('.')[0]} of {instrument}"

    def _working(self, scale: ScaleScore) -> Iterator[str]:
        for clause in self._clauses(scale):
            yield from wrapped(f"decided by {clause}", "  ")
        counted = scale.contributions
        if self.reader is Reader.AUDITOR:
            yield from self._every(counted)
            return
        can_change, stays = parted(counted, self.instrument)
        if can_change and stays:
            yield "  what counted of what can change:"
            yield from _by_weight(can_change)
            yield f"    {_signed(sum(each.amount for each in stays))}  all that stays as it is"
        elif counted:
            yield "  what counted:"
            yield from _by_weight(counted)

    def _clauses(self, scale: ScaleScore) -> tuple[DecidingClause, ...]:
        """The clause that decided; for an auditor those too on which it rests."""
        if self.sheet.identity.scored_by:
            return ()
        found = deciding_clauses(
            self.instrument, self.sheet, scale=scale.id, upstream=self.upstream
        )
        return found if self.reader is Reader.AUDITOR else found[:1]

    def _every(self, counted: tuple[Contribution, ...]) -> Iterator[str]:
        if counted:
            yield "  what counted:"
        for each in counted:
            named = f" ({', '.join(each.items)})" if each.items else ""
            yield from wrapped(f"{each.amount!r}  {each.label}{named}", "    ", HANG)

    def _problems(self) -> Iterator[str]:
        for problem in self.sheet.problems:
            if not self._may_read(problem.item):
                continue
            yield from wrapped(f"- {self._told(problem)}", "  ")

    def _told(self, problem: Problem) -> str:
        if self.reader is Reader.PERSON:
            items = {item.id: asked_in(item) for item in self.instrument.items}
            return f"{items.get(problem.item, problem.item)}: {problem.says}"
        kind = "warning: " if problem.is_warning else ""
        blocks = f" [blocks {', '.join(problem.blocks)}]" if problem.blocks else ""
        rule = f" [rule {problem.rule}]" if problem.rule else ""
        more = f"{rule}{blocks}" if self.reader is Reader.AUDITOR else ""
        return f"{kind}{problem}{more}"

    def _assumed(self) -> Iterator[str]:
        if self.reader is Reader.PERSON:
            return
        for each in self.sheet.assumed:
            shown = {True: "yes", False: "no"}.get(each.value, each.value)  # type: ignore[call-overload]
            yield from wrapped(f"- {each.item} as {shown}: {each.because}", "  ")

    def _needs(self) -> Iterator[str]:
        for need in self.sheet.needs:
            findings = [each for each in need.findings if self._may_read(each.item)]
            if findings:
                yield f"  {need.domain.title}: {need.severity}"
                for finding in findings:
                    yield from wrapped(f"- {self._because(finding)}", "    ")

    def _strengths(self) -> Iterator[str]:
        for strength in self.sheet.strengths:
            if self._may_read(strength.item):
                yield from wrapped(
                    f"- {strength.domain.title}: {self._because(strength)}", "  "
                )

    def _because(self, finding: NeedFinding | StrengthFinding) -> str:
        """Why something was found; for the person without notes on scoring."""
        if self.reader is not Reader.PERSON:
            return finding.because
        item = self.instrument.item(finding.item)
        return finding.because.replace(item.text, asked_in(item))

    def _limitations(self) -> Iterator[str]:
        limitations = self.sheet.identity.limitations
        # A judged rating has a level and no number, and is no finding about a group.
        counted = any(
            scale.score is not None or scale.percent is not None for scale in self.sheet
        )
        if counted and not any("one person" in each for each in limitations):
            yield from wrapped(f"- {MEANS_A_GROUP}", "  ")
        for limitation in limitations:
            yield from wrapped(f"- {limitation}", "  ")

    def _may_read(self, item: str) -> bool:
        """Whether the reader may see what an item's answer shows."""
        return may_read(item, self.instrument, self.reader)


def may_read(item: str, instrument: Instrument, reader: Reader) -> bool:
    """Whether a reader may see what an item's answer shows."""
    if reader is not Reader.PERSON:
        return True
    kinds = {each.id: each.sensitivity for each in instrument.items}
    return kinds.get(item) not in NEVER_TO_THE_PERSON


def to_be_seen(
    flags: Iterable[FlagMeaning], instrument: Instrument, reader: Reader
) -> Iterator[str]:
    """The answers that must be seen whatever the score, in the reader's words."""
    said = [
        (flag.to_the_person if reader is Reader.PERSON else "") or flag.says
        for flag in flags
        if all(may_read(item, instrument, reader) for item in flag.items)
    ]
    lines = (line for each in said for line in wrapped(f"- {each}", "  "))
    yield from section("to be seen at once", lines)


def share_of_group(scale: ScaleScore) -> str:
    """A percent as the share of a group that the published model gives; else an empty text."""
    outcome = scale.meaning.predicts
    if scale.percent is None or outcome is None:
        return ""
    return (
        f"by the published model, of people with such answers, {scale.percent:.2f} in 100 "
        f"had {outcome}"
    )


def in_a_hundred(scale: ScaleScore) -> str:
    """The same in whole people, both those with the outcome and those without."""
    outcome = scale.meaning.predicts
    if scale.percent is None or outcome is None:
        return ""
    people = next((n for n in (100, 1_000, 10_000) if scale.percent * n >= 100), 10_000)
    had = floor(scale.percent * people / 100 + 0.5)
    if had == 0:
        said = f"fewer than 1 had {outcome}"
    elif had == people:
        said = f"nearly all had {outcome}"
    else:
        said = f"about {had:,} had {outcome}, and about {people - had:,} did not"
    return f"out of {people:,} people whose answers were like these, {said}"


def asked_in(item: Item) -> str:
    """What an item asks, without the note on its scoring that may stand behind it."""
    return item.text.partition(";")[0]


def parted(
    counted: Iterable[Contribution], instrument: Instrument
) -> tuple[list[Contribution], list[Contribution]]:
    """Contributions of answers that can change, and all others: record, age, constants."""
    dynamic = {item.id for item in instrument.items if item.dynamic}
    can_change: list[Contribution] = []
    stays: list[Contribution] = []
    for each in counted:
        changes = bool(each.items) and dynamic.issuperset(each.items)
        (can_change if changes else stays).append(each)
    return can_change, stays


def _by_weight(counted: Iterable[Contribution]) -> Iterator[str]:
    for each in sorted(counted, key=lambda each: -abs(each.amount)):
        yield f"    {_signed(each.amount)}  {each.label}"


def _signed(amount: float) -> str:
    return f"{amount:+d}" if isinstance(amount, int) else f"{amount:+.2f}"
