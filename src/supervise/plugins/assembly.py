"""From plugins to the parts of a registry: load, ask, judge, settle, and write the report.

It keeps nothing: whatever it finds goes into the parts or into the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain

import attrs

from supervise.instruments import Instrument
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
from supervise.plugins.scorers import Scorer
from supervise.plugins.vocabularies import Vocabulary


@attrs.frozen
class Parts:
    """What a registry is made of."""

    offers: tuple[Offer, ...]
    scorers: tuple[Scorer, ...]
    report: LoadReport

    def of_kind(self, *kinds: str) -> dict[str, Offer]:
        """The offers of some kinds by id, in the order of their ids."""
        found = {offer.id: offer for offer in self.offers if offer.kind in kinds}
        return dict(sorted(found.items()))

    def words(self) -> tuple[Vocabulary, ...]:
        """The schemes and domains that were offered."""
        given = (offer.value for offer in self.offers)
        return tuple(value for value in given if isinstance(value, Vocabulary))


def assemble(
    candidates: Iterable[Candidate],
    handed: Iterable[Given] = (),
    *,
    first: Origin | None = None,
    strict: bool = False,
    without: Collection[str] = (),
) -> Parts:
    """Ask every plugin, and keep what stands.

    `handed` are loose things that the host gave itself.
    `first` is the plugin whose ids stay its own. `without` names plugins or distributions to
    leave out.
    """
    ledger = Ledger(strict)
    seen: dict[Origin, bool] = {}
    gifts: list[Given] = []
    scorers: list[Scorer] = []
    for each in candidates:
        left_out = named(each.origin, without)
        seen[each.origin] = left_out
        if not left_out:
            _ask(each, gifts, scorers, ledger)
    for gift in handed:
        seen.setdefault(gift.origin, False)
        gifts.append(gift)
    offered = chain.from_iterable(offers(gift, ledger) for gift in gifts)
    stand = _without_broken(settled(offered, first, ledger), ledger)
    return Parts(tuple(stand), tuple(scorers), _report(seen, stand, scorers, ledger))


def _ask(
    candidate: Candidate, gifts: list[Given], scorers: list[Scorer], ledger: Ledger
) -> None:
    for implementation in loaded(candidate, ledger):
        if not asks_nothing(implementation.hook):
            scorers.append(Scorer(candidate.origin, implementation))
        elif gift := given(candidate.origin, implementation, ledger):
            gifts.append(gift)


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


def _report(
    seen: Mapping[Origin, bool],
    stand: Iterable[Offer],
    scorers: Iterable[Scorer],
    ledger: Ledger,
) -> LoadReport:
    gave: dict[Origin, list[str]] = {origin: [] for origin in seen}
    for offer in stand:
        gave[offer.origin].append(str(offer))
    for scorer in scorers:
        gave[scorer.origin].append("a scorer of black boxes")
    return LoadReport(
        tuple(
            LoadedPlugin(
                origin=origin,
                gave=tuple(gave[origin]),
                failures=tuple(f for f in ledger.failures if f.origin == origin),
                left_out=left_out,
            )
            for origin, left_out in seen.items()
        )
    )
