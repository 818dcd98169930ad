"""From plugins to the parts of a registry: load, ask, judge, settle, and write the report.

It keeps nothing: whatever it finds goes into the parts or into the report.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain

import attrs

from supervise.instruments import Instrument
from supervise.intensity import Editions, Policy
from supervise.plugins.dependencies import broken_dependencies, cycles
from supervise.plugins.loading import (
    Candidate,
    Given,
    Ledger,
    asks_nothing,
    given,
    loaded,
    named,
)
from supervise.plugins.offers import Offer, offers, settled
from supervise.plugins.report import LoadedPlugin, LoadReport, Origin
from supervise.plugins.scorers import Asked
from supervise.plugins.standing import StandingRule
from supervise.plugins.tampering import LEAVE_ALONE, Snapshot, put_back
from supervise.plugins.tracing import Trace
from supervise.plugins.vocabularies import Vocabulary

ANSWERS_WITH = {
    "supervise_score": "a scorer of black boxes",
    "supervise_goal_suggestions": "suggestions of goals",
}


@attrs.frozen
class Parts:
    """What a registry is made of."""

    offers: tuple[Offer, ...]
    asked: tuple[Asked, ...]
    report: LoadReport

    def of_kind(self, *kinds: str) -> dict[str, Offer]:
        """The offers of some kinds by id, in the order of their ids."""
        found = {offer.id: offer for offer in self.offers if offer.kind in kinds}
        return dict(sorted(found.items()))

    def editions(self) -> dict[str, Editions]:
        """The editions of each policy by its id, in the order of their ids."""
        found: dict[str, list[Policy]] = {}
        for offer in self.offers:
            if isinstance(offer.value, Policy):
                found.setdefault(offer.id, []).append(offer.value)
        return {id: Editions(id, tuple(found[id])) for id in sorted(found)}

    def asked_for(self, hook: str) -> tuple[Asked, ...]:
        """The implementations of a hook that is asked while the host runs."""
        return tuple(a for a in self.asked if a.implementation.hook == hook)

    def standing(self) -> tuple[StandingRule, ...]:
        """The standing rules that were offered."""
        given = (offer.value for offer in self.offers)
        return tuple(value for value in given if isinstance(value, StandingRule))

    def words(self) -> tuple[Vocabulary, ...]:
        """The schemes and domains that were offered."""
        given = (offer.value for offer in self.offers)
        return tuple(value for value in given if isinstance(value, Vocabulary))


@attrs.define
class Round:
    """One round of asking every plugin: what was given, by whom, and what failed."""

    ledger: Ledger
    trace: Trace | None
    left_out: dict[Origin, bool] = attrs.field(factory=dict)
    brought: dict[Origin, tuple[str, ...]] = attrs.field(factory=dict)
    gifts: list[Given] = attrs.field(factory=list)
    kept: list[Asked] = attrs.field(factory=list)

    def ask(self, candidate: Candidate) -> None:
        """Load one plugin and ask it everything that is asked once."""
        with self._watching(candidate):
            for found in loaded(candidate, self.ledger):
                implementation = found.traced(candidate.origin, self.trace)
                if not asks_nothing(found.hook):
                    self.kept.append(Asked(candidate.origin, implementation))
                elif gift := given(candidate.origin, implementation, self.ledger):
                    self.gifts.append(gift)

    @contextmanager
    def _watching(self, candidate: Candidate) -> Iterator[None]:
        """Write down what a stranger brings along, and what it changed that is not its own."""
        if candidate.is_ours:
            yield
            return
        before, modules = Snapshot.taken(), set(sys.modules)
        try:
            yield
        finally:
            changed = before.undo()
        self.brought[candidate.origin] = _packages(set(sys.modules) - modules)
        for name in changed:
            self.ledger.note(
                candidate.origin, candidate.what, put_back(name), LEAVE_ALONE
            )


def assemble(
    candidates: Iterable[Candidate],
    handed: Iterable[Given] = (),
    *,
    first: Origin | None = None,
    strict: bool = False,
    without: Collection[str] = (),
    trace: Trace | None = None,
) -> Parts:
    """Ask every plugin, and keep what stands.

    `handed` are loose things that the host gave itself.
    `first` is the plugin whose ids stay its own.
    `without` names plugins or distributions to leave out.
    """
    asked = Round(Ledger(strict), trace)
    for each in candidates:
        asked.left_out[each.origin] = named(each.origin, without)
        if not asked.left_out[each.origin]:
            asked.ask(each)
    for gift in handed:
        asked.left_out.setdefault(gift.origin, False)
        asked.gifts.append(gift)
    offered = chain.from_iterable(offers(gift, asked.ledger) for gift in asked.gifts)
    stand = _without_broken(settled(offered, first, asked.ledger), asked.ledger)
    return Parts(tuple(stand), tuple(asked.kept), _report(asked, stand))


def _packages(modules: Iterable[str]) -> tuple[str, ...]:
    """The packages among modules, without Python's own and ours."""
    tops = {name.partition(".")[0] for name in modules}
    return tuple(sorted(tops - sys.stdlib_module_names - {"supervise"}))


def _without_broken(stand: list[Offer], ledger: Ledger) -> list[Offer]:
    """The offers without instruments that wait for themselves or for scales that do not exist."""
    instruments = {
        offer.id: offer.value for offer in stand if isinstance(offer.value, Instrument)
    }
    reasons = _broken(instruments)
    for offer in stand:
        if offer.kind == "instrument" and offer.id in reasons:
            why = "; ".join(reasons[offer.id])
            ledger.note(offer.origin, str(offer), why, "correct what it consumes")
    return [o for o in stand if o.kind != "instrument" or o.id not in reasons]


def _broken(instruments: Mapping[str, Instrument]) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for ring in cycles(instruments):
        for id in set(ring):
            says = f"waits for itself: {' needs '.join(ring)}"
            reasons.setdefault(id, []).append(says)
    for id, instrument in instruments.items():
        if broken := list(broken_dependencies(instrument, instruments)):
            reasons.setdefault(id, []).extend(broken)
    return reasons


def _report(asked: Round, stand: Iterable[Offer]) -> LoadReport:
    gave: dict[Origin, list[str]] = {origin: [] for origin in asked.left_out}
    offered = list(stand)
    times = Counter(map(str, offered))
    for offer in offered:
        edition = f" {offer.version}" if times[str(offer)] > 1 else ""
        gave[offer.origin].append(f"{offer}{edition}")
    for kept in asked.kept:
        gave[kept.origin].append(ANSWERS_WITH[kept.implementation.hook])
    failures = asked.ledger.failures
    return LoadReport(
        tuple(
            LoadedPlugin(
                origin=origin,
                gave=tuple(gave[origin]),
                brought=asked.brought.get(origin, ()),
                failures=tuple(each for each in failures if each.origin == origin),
                left_out=left_out,
            )
            for origin, left_out in asked.left_out.items()
        )
    )
