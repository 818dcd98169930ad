"""Answers, score sheets and assessments, as they are recorded in a case.

A record is readable without the instrument that made it: it carries what was said at the time.
Nothing here computes a score; `instruments` makes score sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Protocol

import attrs

from supervise.errors import InvalidAnswers, Problem, UnknownName
from supervise.levels import Band, Bands, Level
from supervise.needs import (
    AssessedNeed,
    DomainProfile,
    NeedFinding,
    NothingShown,
    StrengthFinding,
    profile,
    ranked,
)
from supervise.people import Actor, PersonRef, Visibility
from supervise.sources import BaseRate, Outcome, Purpose


class AnswerState(StrEnum):
    """Why there is no answer. None of these is ever scored as a zero."""

    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


Refused = AnswerState.REFUSED
NotApplicable = AnswerState.NOT_APPLICABLE
Unknown = AnswerState.UNKNOWN


class AnswerSource(StrEnum):
    """Where an answer was taken from."""

    PERSON = "person"
    INTERVIEW = "interview"
    RECORD = "record"
    COLLATERAL = "collateral"
    OBSERVATION = "observation"


@attrs.frozen
class Answer:
    """An answer with its provenance: where it came from, who recorded it, and when."""

    value: object = attrs.field(repr=False)
    source: AnswerSource | None = attrs.field(default=None, kw_only=True)
    rater: Actor | None = attrs.field(default=None, kw_only=True)
    on: date | None = attrs.field(default=None, kw_only=True)


class Status(StrEnum):
    """What became of a scale: the first of these that applies."""

    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"
    MISSING = "missing"
    SCORED = "scored"


@attrs.frozen
class Contribution:
    """What one row of the publisher's table added to the raw score, and from which answers."""

    label: str
    amount: int | float
    items: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Assumed:
    """A blank that was counted as a value because the publisher says so."""

    item: str
    value: str | int | bool
    because: str


@attrs.frozen(kw_only=True)
class FlagMeaning:
    """An answer that must be seen whatever the score: what to say of it, and to whom.

    `says` is for staff. `to_the_person` is for the person who gave the answer; it is empty
    where they read what staff read. `items` are the items whose answers raise the flag.
    """

    id: str
    says: str
    to_the_person: str = ""
    items: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ScaleMeaning:
    """What a scale's number means: outcome, group, bands and where they are published.

    `flags` are the answers that must be seen whatever the number is.
    """

    id: str
    title: str
    citation: str
    predicts: Outcome | None = None
    population: str = ""
    bands: Bands | None = None
    base_rates: tuple[BaseRate, ...] = ()
    flags: tuple[FlagMeaning, ...] = ()


class Workings(Protocol):
    """What explains a score sheet, made when it is asked for."""

    def contributions(self, scale: str) -> tuple[Contribution, ...]:
        """What each row added to a scale."""
        ...

    def recorded(self) -> RecordedWorkings:
        """The same, written out in full."""
        ...


@attrs.frozen
class RecordedWorkings:
    """What explains a score sheet, written out: readable when the instrument is gone."""

    by_scale: tuple[tuple[str, tuple[Contribution, ...]], ...]
    needs: tuple[NeedFinding, ...]
    strengths: tuple[StrengthFinding, ...]
    assumed: tuple[Assumed, ...]
    nothing_shown: tuple[NothingShown, ...] = ()

    def contributions(self, scale: str) -> tuple[Contribution, ...]:
        """What each row added to a scale."""
        return dict(self.by_scale).get(scale, ())

    def recorded(self) -> RecordedWorkings:
        """This value itself."""
        return self


# Score sheets are made by the million; a frozen class with a __dict__ is made faster than
# one with slots.
@attrs.frozen(slots=False)
class ScaleScore:
    """One scale of a score sheet.

    `raw` is what the contributions sum to: points or log-odds; a judged rating has none.
    `score` is what the publisher reports; `percent` the proportion of a group with such answers.
    `level` is the publisher's band. `basis` says what it rests on, for example `static`.
    """

    meaning: ScaleMeaning = attrs.field(repr=False)
    status: Status
    raw: int | float | None = None
    score: int | float | None = None
    percent: float | None = None
    level: Level | None = None
    basis: str = ""
    flags: tuple[str, ...] = ()
    taken_from: str = ""
    workings: Workings | None = attrs.field(default=None, repr=False, eq=False)

    @property
    def id(self) -> str:
        """The scale's identifier."""
        return self.meaning.id

    @property
    def band(self) -> Band | None:
        """The band that gave the level, with both of its ends."""
        if self.level is None or self.meaning.bands is None:
            return None
        return next(b for b in self.meaning.bands.bands if b.level == self.level.code)

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """What each answer added to `raw`: exactly for points, within 1e-9 for log-odds."""
        if self.workings is None or self.status is not Status.SCORED:
            return ()
        return self.workings.contributions(self.taken_from or self.id)


def raised_in(scales: Iterable[ScaleScore]) -> tuple[FlagMeaning, ...]:
    """What the raised flags of some scales mean, each once."""
    return tuple(
        dict.fromkeys(
            flag
            for scale in scales
            for flag in scale.meaning.flags
            if flag.id in scale.flags
        )
    )


@attrs.frozen(kw_only=True)
class InstrumentIdentity:
    """Which definition made a score sheet, and what it is for.

    `unvalidated` says why it is used although no validation study is named; it is empty
    where one is. `scored_by` names the plugin whose model gave the numbers of a black box, or
    who scored a tool that is not an instrument here.
    """

    id: str
    version: str
    title: str
    fingerprint: str
    purpose: Purpose
    citation: str
    licence: str
    for_whom: str
    not_for: str
    unvalidated: str = ""
    limitations: tuple[str, ...] = ()
    scored_by: str = ""


class GivenAnswers(Mapping[str, object]):
    """The answers of a sheet, as they were given: to be read, never written to or printed."""

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = dict(given)

    def __getitem__(self, item: str) -> object:
        return self._given[item]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __repr__(self) -> str:
        return f"<answers to {len(self._given)} items>"


@attrs.frozen(kw_only=True, slots=False)
class ScoreSheet:
    """The result of scoring one set of answers: every scale, every problem, and why.

    `sheet["arp"]` is a scale. Warnings stand among the problems and block nothing.
    A sheet pickles; what explains it is then written out in full.
    """

    identity: InstrumentIdentity
    on: date
    answers: Mapping[str, object] = attrs.field(converter=GivenAnswers, repr=False)
    problems: tuple[Problem, ...] = ()
    scales: tuple[ScaleScore, ...] = ()
    workings: Workings = attrs.field(
        repr=False, eq=lambda workings: workings.recorded()
    )

    @property
    def instrument(self) -> str:
        """The instrument's identifier."""
        return self.identity.id

    @property
    def version(self) -> str:
        """The instrument's version."""
        return self.identity.version

    @property
    def fingerprint(self) -> str:
        """The digest of everything in the definition that can change a score."""
        return self.identity.fingerprint

    @cached_property
    def _by_id(self) -> dict[str, ScaleScore]:
        return {each.meaning.id: each for each in self.scales}

    def __getitem__(self, scale: str) -> ScaleScore:
        try:
            return self._by_id[scale]
        except KeyError:
            raise UnknownName(
                f"scale of '{self.instrument}'", scale, self._by_id
            ) from None

    def __iter__(self) -> Iterator[ScaleScore]:
        return iter(self.scales)

    def __len__(self) -> int:
        return len(self.scales)

    def __contains__(self, scale: object) -> bool:
        return scale in self._by_id if isinstance(scale, str) else scale in self.scales

    @property
    def flags(self) -> tuple[FlagMeaning, ...]:
        """The answers that must be seen, each once, whether or not anything was scored."""
        return raised_in(self.scales)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that block something."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that block nothing."""
        return tuple(problem for problem in self.problems if problem.is_warning)

    @property
    def needs(self) -> tuple[AssessedNeed, ...]:
        """The needs that the answers showed, ranked."""
        return ranked(self.workings.recorded().needs)

    @property
    def profile(self) -> tuple[DomainProfile, ...]:
        """Every domain asked about: need identified, unanswered, or not identified."""
        written = self.workings.recorded()
        return profile(written.needs, written.strengths, written.nothing_shown)

    @property
    def strengths(self) -> tuple[StrengthFinding, ...]:
        """The strengths that the answers showed."""
        return self.workings.recorded().strengths

    @property
    def assumed(self) -> tuple[Assumed, ...]:
        """The blanks that counted as a value, each with the rule that says so."""
        return self.workings.recorded().assumed

    def require(self) -> ScoreSheet:
        """This sheet if nothing blocks any scale; otherwise raise `InvalidAnswers`."""
        if errors := self.errors:
            raise InvalidAnswers(self.instrument, errors)
        return self


@attrs.frozen(kw_only=True)
class Assessment:
    """A score sheet as recorded in a person's case: of whom, by whom, when."""

    id: str
    person: PersonRef
    sheet: ScoreSheet
    assessed_by: Actor
    recorded_at: datetime
    visibility: Visibility = attrs.field(factory=Visibility)
