"""Telling Hypothesis how to make our values, when it is asked for one by its type.

Hypothesis calls `register_loaded` when it is imported, in every environment that has this library;
pytest calls it again when the tests are collected. It speaks only of rooms that somebody has
imported, so it costs nothing to those who use Hypothesis for something else.
The strategies themselves are made when one is first asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

STRATEGIES = "supervise.testing.strategies"

# The class by its room, and the strategy for it.
TYPES: Mapping[str, Mapping[str, str]] = {
    "supervise.casefile": {
        "CaseFile": "case_files",
        "TimelineEntry": "timeline_entries",
    },
    "supervise.dates": {"Period": "periods"},
    "supervise.errors": {"Problem": "problems"},
    "supervise.histories": {"Entry": "entries"},
    "supervise.instruments": {"Instrument": "instruments"},
    "supervise.intensity": {
        "Decision": "decisions",
        "Policy": "policies",
        "Recommendation": "recommendations",
    },
    "supervise.levels": {
        "Bands": "bands",
        "Intensity": "intensities",
        "IntensityScheme": "intensity_schemes",
        "Level": "levels",
        "LevelScheme": "level_schemes",
    },
    "supervise.monitoring": {"Duty": "duties", "StandardsPack": "standards_packs"},
    "supervise.needs": {
        "AssessedNeed": "assessed_needs",
        "NeedDomain": "need_domains",
        "NeedFinding": "need_findings",
        "StrengthFinding": "strength_findings",
    },
    "supervise.people": {
        "Actor": "actors",
        "PersonRef": "people",
        "Visibility": "visibilities",
    },
    "supervise.planning": {
        "Plan": "plans",
        "Revision": "revisions",
        "Strike": "strikes",
    },
    "supervise.records": {
        "Answer": "single_answers",
        "Assessment": "assessments",
        "ScoreSheet": "score_sheets",
    },
    "supervise.rules": {"Timeline": "coded_timelines"},
    "supervise.sources": {"Source": "sources"},
}


def register() -> None:
    """Register a strategy for each of our types."""
    for room in TYPES:
        import_module(room)
    register_loaded()


def register_loaded() -> None:
    """Register a strategy for each of our types that has been imported."""
    # Hypothesis is there when it calls this, and nowhere else needed.
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415

    for room, classes in TYPES.items():
        names = vars(sys.modules[room]) if room in sys.modules else {}
        for name, strategy in classes.items():
            if isinstance(names.get(name), type):
                register_type_strategy(names[name], _later(strategy))


def _later(name: str) -> Callable[[type], SearchStrategy[object]]:
    """The strategy of a name, made when it is asked for."""

    def make(_: type) -> SearchStrategy[object]:
        strategy: Callable[[], SearchStrategy[object]]
        strategy = getattr(import_module(STRATEGIES), name)
        return strategy()

    return make
