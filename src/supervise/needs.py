"""Criminogenic needs, stability needs, responsivity factors and strengths.

The Central Eight of Andrews and Bonta is the default; an agency may add domains of its own.
A strength is not the absence of a need: it has records of its own.
This module names domains and findings; which answers speak to them is for instruments to say.
"""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from supervise.levels import Level, LevelScheme


class NeedKind(StrEnum):
    """What role a domain plays in a plan."""

    HISTORY = "history"
    CRIMINOGENIC = "criminogenic"
    STABILITY = "stability"
    RESPONSIVITY = "responsivity"


@attrs.frozen
class NeedDomain:
    """A domain of need.

    `changeable` is false for history: it explains a score and is never a goal.
    """

    code: str
    title: str = attrs.field(metadata={"wording": True})
    kind: NeedKind

    @property
    def changeable(self) -> bool:
        """Whether work on it can change anything."""
        return self.kind is not NeedKind.HISTORY


class Need:
    """The default domains: the Central Eight, stability needs and responsivity factors."""

    HISTORY = NeedDomain("history", "history of offending", NeedKind.HISTORY)
    THINKING = NeedDomain(
        "thinking", "self-control, problem solving and temper", NeedKind.CRIMINOGENIC
    )
    ATTITUDES = NeedDomain(
        "attitudes", "attitudes that support offending", NeedKind.CRIMINOGENIC
    )
    COMPANIONS = NeedDomain("companions", "companions", NeedKind.CRIMINOGENIC)
    FAMILY = NeedDomain("family", "family and partner", NeedKind.CRIMINOGENIC)
    WORK = NeedDomain("work", "education and work", NeedKind.CRIMINOGENIC)
    LEISURE = NeedDomain("leisure", "leisure and activities", NeedKind.CRIMINOGENIC)
    SUBSTANCE = NeedDomain("substance", "alcohol and drugs", NeedKind.CRIMINOGENIC)

    HOUSING = NeedDomain("housing", "housing", NeedKind.STABILITY)
    MONEY = NeedDomain("money", "money", NeedKind.STABILITY)
    HEALTH = NeedDomain("health", "health", NeedKind.STABILITY)
    TRANSPORT = NeedDomain("transport", "transport", NeedKind.STABILITY)

    MENTAL_HEALTH = NeedDomain("mental_health", "mental health", NeedKind.RESPONSIVITY)
    LEARNING = NeedDomain("learning", "learning and literacy", NeedKind.RESPONSIVITY)
    LANGUAGE = NeedDomain("language", "language", NeedKind.RESPONSIVITY)
    MOTIVATION = NeedDomain("motivation", "motivation", NeedKind.RESPONSIVITY)
    DISABILITY = NeedDomain("disability", "disability", NeedKind.RESPONSIVITY)
    CULTURE = NeedDomain("culture", "culture and belief", NeedKind.RESPONSIVITY)
    TRAUMA = NeedDomain("trauma", "experience of trauma", NeedKind.RESPONSIVITY)


DEFAULT_DOMAINS: tuple[NeedDomain, ...] = tuple(
    domain for domain in vars(Need).values() if isinstance(domain, NeedDomain)
)

SEVERITIES = LevelScheme("need_severity", ("some", "considerable"))
SOME = SEVERITIES["some"]
CONSIDERABLE = SEVERITIES["considerable"]


class Strength(StrEnum):
    """Marks an answer that shows a strength in its domain."""

    SHOWN = "strength"


STRENGTH = Strength.SHOWN


@attrs.frozen(kw_only=True)
class NeedFinding:
    """A need that an answer showed: domain, severity, and the item that says so."""

    domain: NeedDomain
    severity: Level
    item: str
    because: str


@attrs.frozen(kw_only=True)
class StrengthFinding:
    """A strength that an answer showed, in the domain it belongs to."""

    domain: NeedDomain
    item: str
    because: str


@attrs.frozen(kw_only=True)
class AssessedNeed:
    """All that an assessment found about one domain, with the greatest severity first."""

    domain: NeedDomain
    severity: Level
    findings: tuple[NeedFinding, ...]


@attrs.frozen(kw_only=True)
class NothingShown:
    """An item that could have shown a need in its domain and did not.

    `answered` tells an answer that shows none from a question that was not answered.
    """

    domain: NeedDomain
    item: str
    answered: bool


class NeedState(StrEnum):
    """What an assessment says of a domain. Not answered is not the same as no need."""

    IDENTIFIED = "identified"
    UNANSWERED = "unanswered"
    NOT_IDENTIFIED = "not_identified"


@attrs.frozen(kw_only=True)
class DomainProfile:
    """One domain of an assessment: its state, its need, its strengths, and what is open."""

    domain: NeedDomain
    state: NeedState
    need: AssessedNeed | None
    strengths: tuple[StrengthFinding, ...]
    unanswered: tuple[str, ...]


def profile(
    needs: Iterable[NeedFinding],
    strengths: Iterable[StrengthFinding],
    nothing_shown: Iterable[NothingShown],
) -> tuple[DomainProfile, ...]:
    """Every domain that was asked about: needs first as ranked, then what is unanswered."""
    found = {need.domain: need for need in ranked(needs)}
    shown, silent = list(strengths), list(nothing_shown)
    domains = dict.fromkeys(
        [*found, *(each.domain for each in silent), *(each.domain for each in shown)]
    )
    profiles = [
        _profile_of(domain, found.get(domain), shown, silent) for domain in domains
    ]
    places = list(NeedState)
    return tuple(sorted(profiles, key=lambda each: places.index(each.state)))


def _profile_of(
    domain: NeedDomain,
    need: AssessedNeed | None,
    strengths: list[StrengthFinding],
    silent: list[NothingShown],
) -> DomainProfile:
    unanswered = tuple(
        each.item for each in silent if each.domain == domain and not each.answered
    )
    state = NeedState.UNANSWERED if unanswered else NeedState.NOT_IDENTIFIED
    return DomainProfile(
        domain=domain,
        state=NeedState.IDENTIFIED if need is not None else state,
        need=need,
        strengths=tuple(each for each in strengths if each.domain == domain),
        unanswered=unanswered,
    )


def ranked(findings: Iterable[NeedFinding]) -> tuple[AssessedNeed, ...]:
    """Findings gathered by domain: severest first, then the most findings, then as found.

    It ranks what was answered. It does not say what causes what.
    """
    gathered: dict[NeedDomain, list[NeedFinding]] = {}
    for finding in findings:
        gathered.setdefault(finding.domain, []).append(finding)
    needs = [
        AssessedNeed(
            domain=domain,
            severity=max(f.severity for f in found),
            findings=tuple(sorted(found, key=lambda f: -f.severity.position)),
        )
        for domain, found in gathered.items()
    ]
    return tuple(
        sorted(needs, key=lambda need: (-need.severity.position, -len(need.findings)))
    )
