"""The registry: the instruments, policies and vocabularies that a host has chosen to use.

It is an immutable value that the host makes and owns; importing this library makes none.
It orders what depends on what and hands the pure functions what they need; it computes nothing
itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NoReturn, Self

import attrs

from supervise._version import __version__
from supervise.errors import NotLoaded, UnknownName
from supervise.instruments import BlackBox, Instrument, score
from supervise.intensity import Editions, Policy, Recommendation, recommend
from supervise.monitoring import StandardsPack
from supervise.planning import PlanningProfile
from supervise.plugins import builtin
from supervise.plugins.assembly import Parts, assemble
from supervise.plugins.dependencies import needed_by
from supervise.plugins.loading import (
    Candidate,
    Given,
    candidate,
    installed_candidates,
)
from supervise.plugins.offers import hook_for
from supervise.plugins.report import LoadReport, Origin
from supervise.plugins.scorers import Asked, Question, score_black_box
from supervise.plugins.standing import StandingRules
from supervise.plugins.suggesters import Suggested, suggestions_by
from supervise.plugins.tracing import Trace
from supervise.plugins.vocabularies import Vocabularies
from supervise.records import Assessment, ScoreSheet

BUILTIN = Origin("builtin", "community-supervision", __version__)
HOST = Origin("host")


@attrs.frozen(eq=False, repr=False)
class Registry:
    """What a host may use by name: instruments, policies, vocabularies, and how they were loaded.

    Make one with `builtin`, `installed` or `of`. It never changes; several may be used side by
    side, and from several threads. It does not pickle, since plugins are code.

    >>> registry = Registry.builtin()
    >>> registry.instrument("ogrs4")
    <instrument ogrs4 ...>
    """

    instruments: Mapping[str, Instrument]
    policies: Mapping[str, Policy]
    editions: Mapping[str, Editions]
    vocabularies: Vocabularies
    standing: StandingRules
    report: LoadReport
    _parts: Parts = attrs.field(alias="parts")
    _chains: Mapping[str, tuple[Instrument, ...]] = attrs.field(alias="chains")
    _black_boxes: Mapping[str, Origin] = attrs.field(alias="black_boxes")

    @classmethod
    def builtin(cls) -> Self:
        """What this library brings itself, and nothing else."""
        return cls._from(assemble([_builtin()], strict=True))

    @classmethod
    def installed(
        cls,
        *,
        strict: bool = False,
        without: Collection[str] = (),
        trace: Trace | None = None,
    ) -> Self:
        """What this library brings and what installed plugins bring.

        Plugins are loaded one at a time; what fails stands in `report` and stops nothing else.
        With `strict` the first failure raises `PluginError`.
        `without` names plugins, or distributions, to leave out. `trace` takes down calls of hooks.
        """
        return cls._from(
            assemble(
                (_builtin(), *installed_candidates()),
                first=BUILTIN,
                strict=strict,
                without=without,
                trace=trace,
            )
        )

    @classmethod
    def of(
        cls, *things: object, strict: bool = True, trace: Trace | None = None
    ) -> Self:
        """Exactly these: plugins (a module or an object), instruments, policies, words.

        The built-in plugin is `supervise.plugins.builtin`. What fails raises `PluginError`,
        since the host named it; without `strict` it stands in `report`.
        """
        plugins = [candidate(thing) for thing in things if hook_for(thing) is None]
        return cls._from(assemble(plugins, _handed(things), strict=strict, trace=trace))

    @classmethod
    def _from(cls, parts: Parts) -> Self:
        instruments = {
            id: offer.value
            for id, offer in parts.of_kind("instrument").items()
            if isinstance(offer.value, Instrument)
        }
        editions = parts.editions()
        latest = {id: each.policies[-1] for id, each in editions.items()}
        return cls(
            instruments=MappingProxyType(instruments),
            policies=MappingProxyType(latest),
            editions=MappingProxyType(editions),
            vocabularies=Vocabularies.of(parts.words()),
            standing=StandingRules.of(parts.standing()),
            report=parts.report,
            parts=parts,
            chains={id: needed_by(i, instruments) for id, i in instruments.items()},
            black_boxes={
                id: offer.origin
                for id, offer in parts.of_kind("instrument").items()
                if any(isinstance(s, BlackBox) for s in instruments[id].scales)
            },
        )

    def __reduce__(self) -> NoReturn:
        raise TypeError("a registry does not pickle: make one in each process")

    def __repr__(self) -> str:
        failed = len(self.report.failures)
        return (
            f"<registry of {len(self.instruments)} instruments and"
            f" {len(self.policies)} policies; {failed} failures>"
        )

    def instrument(self, id: str) -> Instrument:
        """The instrument of that id.

        Raises `NotLoaded`, with the reason, where it failed to load, and `UnknownName` where
        there is none.
        """
        try:
            return self.instruments[id]
        except KeyError:
            raise self._absent("instrument", id, self.instruments) from None

    def chain(self, id: str) -> tuple[Instrument, ...]:
        """The instrument of that id, after all those whose scales it consumes."""
        self.instrument(id)
        return self._chains[id]

    def policy(self, id: str, *, on: date | None = None) -> Policy:
        """The policy of that id: the edition of a day, or without one the latest.

        It raises as `instrument` does. Of a day on which no edition is in force it is the one
        before, which says itself that it is not in force.
        """
        if id not in self.editions:
            raise self._absent("policy", id, self.editions)
        return self.policies[id] if on is None else self.editions[id].nearest(on)

    def standards(self, id: str, *, on: date) -> StandardsPack:
        """The pack of standards of that id, in the edition of a day; it raises as `policy` does."""
        if id not in self.standing.standards:
            raise self._absent("standards", id, self.standing.standards)
        return self.standing.pack(id, on=on)

    @property
    def scorers(self) -> tuple[Asked, ...]:
        """The plugins that score black boxes."""
        return self._parts.asked_for("supervise_score")

    def suggest(self, profile: PlanningProfile, *, on: date) -> Suggested:
        """What plugins suggest for a profile, and which of them failed."""
        asked = self._parts.asked_for("supervise_goal_suggestions")
        return suggestions_by(asked, profile, on)

    def origin(self, kind: str, id: str) -> Origin:
        """Which plugin brought a thing: `origin("instrument", "psa")`."""
        offers = self._parts.of_kind(kind)
        if id not in offers:
            raise self._absent(kind, id, offers)
        return offers[id].origin

    def score(self, id: str, answers: Mapping[str, object], *, on: date) -> ScoreSheet:
        """Score an instrument as of a date, and before it those whose scales it consumes.

        `answers` may hold the items of all of them. A key that none of them knows is a problem
        of the sheet.
        """
        return self.sheets(id, answers, on=on)[-1]

    def sheets(
        self, id: str, answers: Mapping[str, object], *, on: date
    ) -> tuple[ScoreSheet, ...]:
        """The sheet of an instrument and before it those of the instruments that it depends on."""
        chain = self.chain(id)
        if len(chain) == 1:
            return (self._sheet(chain[0], answers, on, {}),)
        done: dict[str, ScoreSheet] = {}
        for instrument, own in _shares(chain, answers):
            done[instrument.id] = self._sheet(instrument, own, on, done)
        return tuple(done.values())

    def _sheet(
        self,
        instrument: Instrument,
        answers: Mapping[str, object],
        on: date,
        done: Mapping[str, ScoreSheet],
    ) -> ScoreSheet:
        if instrument.id not in self._black_boxes:
            return score(instrument, answers, on=on, upstream=done)
        question = Question.of(instrument, answers, on, done)
        owner = self._black_boxes[instrument.id]
        return score_black_box(question, owner, self.scorers)

    def recommend(
        self,
        id: str,
        assessments: Iterable[Assessment | ScoreSheet] = (),
        facts: Mapping[str, object] = MappingProxyType({}),
        *,
        on: date,
    ) -> Recommendation:
        """What a policy, in the edition of a date, recommends from assessments and facts."""
        return recommend(self.policy(id, on=on), assessments, facts, on=on)

    def _absent(
        self, kind: str, id: str, known: Iterable[str]
    ) -> NotLoaded | UnknownName:
        failures = self.report.failures
        what = f"{kind} '{id}'"
        if why := [str(failure) for failure in failures if failure.what == what]:
            return NotLoaded(kind, id, why)
        others = {
            "instrument": self.instruments,
            "policy": self.editions,
            "pack of standards": self.standing.standards,
        }
        hints = [f"'{id}' is a {other}" for other in others if id in others[other]]
        if failures:
            hints.append(f"failed to load: {'; '.join(map(str, failures))}")
        return UnknownName(kind, id, known, "; ".join(hints))


def _builtin() -> Candidate:
    return Candidate(BUILTIN, "the catalogue", lambda: builtin, is_ours=True)


def _handed(things: Iterable[object]) -> list[Given]:
    gifts: dict[str, list[object]] = {}
    for thing in things:
        hook = hook_for(thing)
        if hook is not None:
            gifts.setdefault(hook, []).append(thing)
    return [Given(HOST, hook, tuple(values)) for hook, values in gifts.items()]


def _shares(
    chain: tuple[Instrument, ...], answers: Mapping[str, object]
) -> Iterable[tuple[Instrument, dict[str, object]]]:
    """Each instrument with the answers that are its own; the last also gets those nobody knows."""
    items = {each.id: {item.id for item in each.items} for each in chain}
    known = set().union(*items.values())
    last = chain[-1].id
    for each in chain:
        own = items[each.id]
        yield (
            each,
            {
                key: value
                for key, value in answers.items()
                if key in own or (each.id == last and key not in known)
            },
        )
