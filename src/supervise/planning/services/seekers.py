"""Who is looking for help, and for what: the needs of a plan, and a person's circumstances.

Needs come first: they are listed before any service is looked at, and stay listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from supervise.errors import DeclarationError
from supervise.planning.goals import NeedReason
from supervise.planning.plan import Plan
from supervise.planning.services.offers import Mode, Opening
from supervise.rules import Value


def _frozen_facts(facts: Mapping[str, Value | None]) -> Mapping[str, Value | None]:
    return MappingProxyType(dict(facts))


@attrs.frozen(kw_only=True)
class HelpWanted:
    """A need for which help is wanted, and the goals of the plan that it serves.

    `domain` is the code of a need domain.
    """

    domain: str
    goals: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.domain.strip():
            raise DeclarationError("help wanted", ["name the domain of the need"])


@attrs.frozen(kw_only=True, repr=False)
class Seeker:
    """What matters about a person when a service is chosen.

    `facts` are those that rules of admission ask for.
    `languages` are those in which the person can take part; none means not recorded.
    `area` is where they live, by the host's code. `free_times` are when they can come;
    none means any time. `modes` are the ways in which they can take part.
    `hard` are codes of what is hard for them (reading, travel), `barriers` kinds of
    barrier that stand open. `can_pay` is whether they can pay, where it is known.
    `declined` are services that they do not want.
    """

    facts: Mapping[str, Value | None] = attrs.field(
        factory=dict, converter=_frozen_facts
    )
    languages: tuple[str, ...] = ()
    area: str = ""
    free_times: tuple[Opening, ...] = ()
    modes: tuple[Mode, ...] = tuple(Mode)
    hard: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    can_pay: bool | None = None
    declined: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<seeker with {len(self.facts)} facts>"

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only view of a dictionary does not pickle; the dictionary does.
        given = {each.name: getattr(self, each.name) for each in attrs.fields(Seeker)}
        return _seeker, (given | {"facts": dict(self.facts)},)


def _seeker(given: Mapping[str, Any]) -> Seeker:
    return Seeker(**given)


def help_wanted(plan: Plan, ranked: Iterable[str] = ()) -> tuple[HelpWanted, ...]:
    """The needs on which a plan works, in order: first those ranked, then by its goals.

    It reads goals that are open and rest on an assessed need. A ranked need without a
    goal is listed too: that nobody has made it a goal yet does not make it smaller.
    Capacity has no say here.
    """
    goals: dict[str, list[str]] = {domain: [] for domain in ranked}
    for goal in plan.goals:
        if not goal.is_open:
            continue
        for reason in goal.because:
            if isinstance(reason, NeedReason):
                goals.setdefault(reason.domain, []).append(goal.id)
    return tuple(
        HelpWanted(domain=domain, goals=tuple(dict.fromkeys(ids)))
        for domain, ids in goals.items()
    )
