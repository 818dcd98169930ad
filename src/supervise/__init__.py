"""Community supervision: assessment, intensity, plans and what follows from them.

The public names stand here, and each is loaded when it is first used: importing the library
loads no more than it must, and does nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from supervise._version import __version__ as __version__

if TYPE_CHECKING:
    from supervise.errors import InvalidAnswers, Problem, ProblemCode, SuperviseError
    from supervise.exchange import from_json, to_json
    from supervise.instruments import Instrument, score
    from supervise.intensity import (
        Decision,
        Override,
        Policy,
        Recommendation,
        recommend,
    )
    from supervise.levels import Intensity, IntensityScheme, Level, LevelScheme
    from supervise.needs import Need
    from supervise.people import Actor, PersonRef, Role, Sensitivity, Visibility
    from supervise.planning import Goal, Plan, Revision, apply, difference
    from supervise.plugins import Registry
    from supervise.records import (
        Answer,
        Assessment,
        NotApplicable,
        Refused,
        ScaleScore,
        ScoreSheet,
        Status,
        Unknown,
    )
    from supervise.sources import Purpose, Source

_HOMES = {
    "errors": ("InvalidAnswers", "Problem", "ProblemCode", "SuperviseError"),
    "exchange": ("from_json", "to_json"),
    "instruments": ("Instrument", "score"),
    "intensity": ("Decision", "Override", "Policy", "Recommendation", "recommend"),
    "levels": ("Intensity", "IntensityScheme", "Level", "LevelScheme"),
    "needs": ("Need",),
    "people": ("Actor", "PersonRef", "Role", "Sensitivity", "Visibility"),
    "planning": ("Goal", "Plan", "Revision", "apply", "difference"),
    "plugins": ("Registry",),
    "records": (
        "Answer",
        "Assessment",
        "NotApplicable",
        "Refused",
        "ScaleScore",
        "ScoreSheet",
        "Status",
        "Unknown",
    ),
    "sources": ("Purpose", "Source"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actor",
    "Answer",
    "Assessment",
    "Decision",
    "Goal",
    "Instrument",
    "Intensity",
    "IntensityScheme",
    "InvalidAnswers",
    "Level",
    "LevelScheme",
    "Need",
    "NotApplicable",
    "Override",
    "PersonRef",
    "Plan",
    "Policy",
    "Problem",
    "ProblemCode",
    "Purpose",
    "Recommendation",
    "Refused",
    "Registry",
    "Revision",
    "Role",
    "ScaleScore",
    "ScoreSheet",
    "Sensitivity",
    "Source",
    "Status",
    "SuperviseError",
    "Unknown",
    "Visibility",
    "apply",
    "difference",
    "from_json",
    "recommend",
    "score",
    "to_json",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'supervise' has no attribute {name!r}")
    return getattr(import_module(f"supervise.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__]
