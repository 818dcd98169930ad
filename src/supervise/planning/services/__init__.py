"""Services and how they are found: needs first, capacity after, every reason stated."""

from supervise.planning.services.directory import (
    Directory,
    ListedDirectory,
    directory_defects,
)
from supervise.planning.services.eligibility import (
    Eligibility,
    EligibilityFact,
    EligibilityRule,
    Met,
    RuleFinding,
)
from supervise.planning.services.fitting import (
    BARRIERS,
    Aspect,
    MatchReason,
    reasons_for,
)
from supervise.planning.services.matching import (
    Fit,
    MatchReport,
    NeedMatch,
    ServiceMatch,
    UnmetNeed,
    WhyUnmet,
    match_need,
    match_needs,
)
from supervise.planning.services.offers import (
    FREE,
    UNKNOWN_COST,
    Capacity,
    Cost,
    Format,
    Location,
    Mode,
    Opening,
    Organisation,
    Room,
    Service,
    ServiceStatus,
    Weekday,
)
from supervise.planning.services.seekers import HelpWanted, Seeker, help_wanted
from supervise.planning.services.supports import NaturalSupport, Tie, network

__all__ = [
    "Aspect",
    "BARRIERS",
    "Capacity",
    "Cost",
    "Directory",
    "Eligibility",
    "EligibilityFact",
    "EligibilityRule",
    "FREE",
    "Fit",
    "Format",
    "HelpWanted",
    "ListedDirectory",
    "Location",
    "MatchReason",
    "MatchReport",
    "Met",
    "Mode",
    "NaturalSupport",
    "NeedMatch",
    "Opening",
    "Organisation",
    "Room",
    "RuleFinding",
    "Seeker",
    "Service",
    "ServiceMatch",
    "ServiceStatus",
    "Tie",
    "UNKNOWN_COST",
    "UnmetNeed",
    "Weekday",
    "WhyUnmet",
    "directory_defects",
    "help_wanted",
    "match_need",
    "match_needs",
    "network",
    "reasons_for",
]
