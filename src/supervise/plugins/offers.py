"""Judging what plugins gave: the right class, nothing that can change, an id of its own.

Nothing is repaired and nothing is guessed: what is wrong is left out and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from supervise.dates import Period, edition_defects
from supervise.instruments import Instrument
from supervise.intensity import Policy
from supervise.levels import IntensityScheme, LevelScheme
from supervise.monitoring import (
    AlertRule,
    EligibilityRule,
    ResponseGrid,
    StandardsPack,
)
from supervise.needs import NeedDomain
from supervise.plugins.loading import Given, Ledger, a_or_an
from supervise.plugins.report import Origin
from supervise.plugins.vocabularies import Vocabulary

Edition = Policy | StandardsPack | EligibilityRule
"""What is in force for a stated time, so that later versions can stand beside earlier ones."""

CANNOT_CHANGE = frozenset({str, int, float, bool, bytes, date, type(None)})
MAY_HOLD_A_MAPPING = frozenset({"answers", "expects", "titles", "upstream"})


@attrs.frozen
class Offer:
    """One thing that a plugin gave: its kind and id, and from where."""

    origin: Origin
    kind: str
    id: str
    value: object

    def __str__(self) -> str:
        return f"{self.kind} '{self.id}'"

    @property
    def version(self) -> str:
        """Its version, where it has one."""
        return str(getattr(self.value, "version", ""))

    @property
    def in_force(self) -> Period | None:
        """When it is in force, where it says so."""
        value = self.value
        return value.in_force if isinstance(value, Edition) else None


KINDS: Mapping[str, tuple[type, ...]] = {
    "supervise_instruments": (Instrument,),
    "supervise_intensity_policies": (Policy,),
    "supervise_standards": (StandardsPack, EligibilityRule, AlertRule, ResponseGrid),
    "supervise_vocabularies": (LevelScheme, IntensityScheme, NeedDomain),
}
WORDS: Mapping[type, str] = {
    Instrument: "instrument",
    Policy: "policy",
    StandardsPack: "standards",
    EligibilityRule: "eligibility rule",
    AlertRule: "alert rule",
    ResponseGrid: "response grid",
    LevelScheme: "level scheme",
    IntensityScheme: "intensity scheme",
    NeedDomain: "need domain",
}


def offers(given: Given, ledger: Ledger) -> Iterator[Offer]:
    """The things that a plugin gave, without those that may not be used."""
    for place, value in enumerate(given.values, 1):
        kinds = KINDS[given.hook]
        if type(value) not in kinds:
            why = f"thing {place} is {a_or_an(value)}"
            wanted = " or ".join(kind.__name__ for kind in kinds)
            remedy = f"give {wanted} itself, no subclass of it"
            ledger.note(given.origin, f"hook {given.hook}", why, remedy)
            continue
        offer = Offer(given.origin, WORDS[type(value)], _id_of(value), value)
        if changeable := list(changeable_parts(value)):
            why = f"can change after it is declared: {', '.join(changeable)}"
            ledger.note(given.origin, str(offer), why, "use tuples and frozen values")
        else:
            yield offer


def hook_for(value: object) -> str | None:
    """The hook through which a plugin would give such a value, if any."""
    return next((hook for hook, kinds in KINDS.items() if type(value) in kinds), None)


def _id_of(value: object) -> str:
    return (
        value.code if isinstance(value, NeedDomain) else str(getattr(value, "id", ""))
    )


def changeable_parts(declaration: object) -> Iterator[str]:
    """The paths of lists, sets and mappings in a declaration that somebody could still write to.

    A declaration shares its tables between scales; each part is looked at once.
    """
    waiting: list[tuple[str, object]] = [("", declaration)]
    seen: set[int] = set()
    while waiting:
        path, value = waiting.pop()
        kind = type(value)
        if kind in CANNOT_CHANGE or id(value) in seen:
            continue
        seen.add(id(value))
        if kind is tuple:
            waiting += [(f"{path}[{n}]", each) for n, each in enumerate(value)]  # type: ignore[arg-type, var-annotated]  # a tuple, by its kind
        elif fields := getattr(kind, "__attrs_attrs__", ()):
            waiting += [
                (f"{path}.{field.name}".lstrip("."), getattr(value, field.name))
                for field in fields
                if field.init and field.name not in MAY_HOLD_A_MAPPING
            ]
        elif isinstance(value, list | set | dict | bytearray):
            yield f"{path} is {a_or_an(value)}"


def settled(
    offered: Iterable[Offer], first: Origin | None, ledger: Ledger
) -> list[Offer]:
    """The offers that stand: each id once, or in editions of one plugin.

    What `first` offers stays its own. Of others that offer the same id, none stands,
    save where a word of a vocabulary is given in exactly the same way.
    """
    by_id: dict[tuple[str, str], list[Offer]] = {}
    for offer in offered:
        by_id.setdefault((offer.kind, offer.id), []).append(offer)
    stand = []
    for same in by_id.values():
        kept = _that_stand(same, first)
        stand += kept
        for offer in same:
            stands = any(offer is each for each in kept)
            if not stands and not _says_the_same(offer, kept):
                _refuse(offer, same, ledger)
    return stand


def _that_stand(same: list[Offer], first: Origin | None) -> list[Offer]:
    """Those of `first`, or of the only plugin that offers the id; else none but equal words."""
    ours = [offer for offer in same if offer.origin == first]
    if not ours and len({offer.origin for offer in same}) == 1:
        ours = same
    if len(ours) == 1 or (ours and not list(_clashes(ours))):
        return sorted(ours, key=_begins)
    alike = all(_says_the_same(offer, same[:1]) for offer in same)
    return same[:1] if alike else []


def _begins(offer: Offer) -> date:
    return offer.in_force.start if offer.in_force is not None else date.min


def _clashes(editions: list[Offer]) -> Iterator[str]:
    """Why offers of one plugin under one id cannot all stand."""
    dated = [(each.version, p) for each in editions if (p := each.in_force) is not None]
    if len(dated) < len(editions):
        yield "is offered twice"
    else:
        yield from edition_defects(dated)


def _says_the_same(offer: Offer, kept: list[Offer]) -> bool:
    word = isinstance(offer.value, Vocabulary)
    return word and bool(kept) and offer.value == kept[0].value


def _refuse(offer: Offer, same: list[Offer], ledger: Ledger) -> None:
    others = sorted({str(each.origin) for each in same} - {str(offer.origin)})
    why = f"is also offered by {', '.join(others)}"
    remedy = "give it an id of its own, or leave one of the plugins out"
    if not others:
        why = "; ".join(_clashes(same))
        if offer.in_force is not None:
            remedy = "end each version before the next begins"
    ledger.note(offer.origin, str(offer), why, remedy)
