"""How one service fits one person: every aspect looked at, each with its reason.

No aspect is skipped because another already failed: an explanation has all of them.
How full a service is has no say in whether it fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.planning.services.eligibility import Met
from supervise.planning.services.offers import Service
from supervise.planning.services.seekers import Seeker


class Aspect(StrEnum):
    """What is looked at when a service is matched."""

    NEED = "need"
    OFFERED = "offered"
    ELIGIBILITY = "eligibility"
    LANGUAGE = "language"
    AREA = "area"
    MODE = "mode"
    TIMES = "times"
    COST = "cost"
    DEMANDS = "demands"
    WISH = "wish"


BARRIERS = frozenset(
    {
        Aspect.LANGUAGE,
        Aspect.AREA,
        Aspect.MODE,
        Aspect.TIMES,
        Aspect.COST,
        Aspect.DEMANDS,
    }
)
"""The aspects in which a service that would take the person is out of reach for them."""


@attrs.frozen(kw_only=True)
class MatchReason:
    """What one aspect says for or against a service, or what is still to be found out.

    `rule` names the rule of admission; `wanted` the facts that would decide.
    """

    aspect: Aspect
    met: Met
    says: str
    rule: str = ""
    about_record: bool = False
    wanted: tuple[str, ...] = ()


def reasons_for(
    service: Service, domain: str, seeker: Seeker, *, on: date
) -> tuple[MatchReason, ...]:
    """Everything that speaks for or against a service, in a fixed order."""
    return (
        _need(service, domain),
        _offered(service, on),
        *_eligibility(service, seeker),
        _language(service, seeker),
        _area(service, seeker),
        _mode(service, seeker),
        _times(service, seeker),
        _cost(service, seeker),
        *_demands(service, seeker),
        _wish(service, seeker),
    )


def _says(aspect: Aspect, met: Met, says: str, *wanted: str) -> MatchReason:
    return MatchReason(aspect=aspect, met=met, says=says, wanted=wanted)


def _need(service: Service, domain: str) -> MatchReason:
    if domain in service.needs:
        return _says(Aspect.NEED, Met.MET, f"it works on '{domain}'")
    works_on = ", ".join(service.needs)
    return _says(Aspect.NEED, Met.NOT_MET, f"it works on {works_on}, not on '{domain}'")


def _offered(service: Service, on: date) -> MatchReason:
    if service.is_offered(on):
        return _says(Aspect.OFFERED, Met.MET, "it is offered on the day")
    return _says(
        Aspect.OFFERED, Met.NOT_MET, f"it is not offered on {on} ({service.status})"
    )


def _eligibility(service: Service, seeker: Seeker) -> Iterator[MatchReason]:
    for found in service.eligibility.findings(seeker.facts):
        yield MatchReason(
            aspect=Aspect.ELIGIBILITY,
            met=found.met,
            says=found.says,
            rule=found.rule,
            about_record=found.about_record,
            wanted=found.wanted,
        )
    if not service.eligibility.rules:
        yield _says(Aspect.ELIGIBILITY, Met.MET, "it has no rules of admission")


def _language(service: Service, seeker: Seeker) -> MatchReason:
    if not service.languages:
        return _says(
            Aspect.LANGUAGE, Met.UNKNOWN, "its languages are not listed", "languages"
        )
    if not seeker.languages:
        return _says(
            Aspect.LANGUAGE,
            Met.UNKNOWN,
            "the person's languages are not recorded",
            "languages",
        )
    common = [code for code in seeker.languages if code in service.languages]
    if common:
        return _says(Aspect.LANGUAGE, Met.MET, f"it is offered in {', '.join(common)}")
    offered = ", ".join(service.languages)
    return _says(Aspect.LANGUAGE, Met.NOT_MET, f"it is offered only in {offered}")


def _area(service: Service, seeker: Seeker) -> MatchReason:
    if not service.areas:
        return _says(Aspect.AREA, Met.MET, "it takes people from anywhere")
    if not seeker.area:
        return _says(
            Aspect.AREA, Met.UNKNOWN, "the person's area is not recorded", "area"
        )
    if seeker.area in service.areas:
        return _says(Aspect.AREA, Met.MET, "it takes people from the person's area")
    return _says(Aspect.AREA, Met.NOT_MET, "it does not take people from their area")


def _mode(service: Service, seeker: Seeker) -> MatchReason:
    common = [mode for mode in service.modes if mode in seeker.modes]
    if common:
        return _says(Aspect.MODE, Met.MET, f"one can take part: {', '.join(common)}")
    only = ", ".join(service.modes)
    return _says(Aspect.MODE, Met.NOT_MET, f"one can take part only: {only}")


def _times(service: Service, seeker: Seeker) -> MatchReason:
    if not seeker.free_times:
        return _says(Aspect.TIMES, Met.MET, "the person can come at any time")
    if not service.openings:
        return _says(Aspect.TIMES, Met.UNKNOWN, "its times are not listed", "openings")
    if any(
        opening.overlaps(free)
        for opening in service.openings
        for free in seeker.free_times
    ):
        return _says(Aspect.TIMES, Met.MET, "it is open when the person can come")
    return _says(Aspect.TIMES, Met.NOT_MET, "it is never open when the person can come")


def _cost(service: Service, seeker: Seeker) -> MatchReason:
    free = service.cost.is_free
    if free or seeker.can_pay:
        says = "it is free" if free else "the person can pay"
        return _says(Aspect.COST, Met.MET, says)
    if free is None:
        return _says(Aspect.COST, Met.UNKNOWN, "what it costs is not listed", "cost")
    if seeker.can_pay is None:
        return _says(
            Aspect.COST,
            Met.UNKNOWN,
            "whether the person can pay is not known",
            "can_pay",
        )
    return _says(Aspect.COST, Met.NOT_MET, "it costs what the person cannot pay")


def _demands(service: Service, seeker: Seeker) -> Iterator[MatchReason]:
    """What it asks of the person that is hard for them, unless it eases that itself."""
    hard = {*seeker.hard, *seeker.barriers}
    in_the_way = [each for each in service.demands if each in hard]
    for demand in in_the_way:
        if demand in service.eases:
            yield _says(Aspect.DEMANDS, Met.MET, f"it helps with '{demand}' itself")
        else:
            yield _says(
                Aspect.DEMANDS, Met.NOT_MET, f"it demands '{demand}', which is hard"
            )
    if not in_the_way:
        yield _says(
            Aspect.DEMANDS, Met.MET, "it demands nothing that is recorded as hard"
        )


def _wish(service: Service, seeker: Seeker) -> MatchReason:
    if service.id in seeker.declined:
        return _says(Aspect.WISH, Met.NOT_MET, "the person does not want it")
    return _says(Aspect.WISH, Met.MET, "the person has not declined it")
