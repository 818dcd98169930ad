"""The parts of instruments, score sheets and policies, and what analyses of them say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import attrs
from hypothesis import strategies as st

from supervise.errors import WARNINGS, ProblemCode
from supervise.instruments import Instrument, ScaleOf
from supervise.instruments.analysis import (
    CommonScale,
    ErrorOfMeasurement,
    LocalCalibration,
    LocalRate,
    PossibleChoices,
)
from supervise.instruments.scales import Rule
from supervise.intensity import (
    AtLeast,
    AtMost,
    Clause,
    Decision,
    Editions,
    First,
    Highest,
    OverrideLimits,
    Policy,
    Recommendation,
    RecommendationStatus,
)
from supervise.levels import Band, Bands, LevelScheme
from supervise.records import (
    Answer,
    Assessment,
    RecordedWorkings,
    ScaleScore,
    ScoreSheet,
    Status,
    Workings,
)
from supervise.sources import Outcome
from supervise.testing.strategies.declarations import instruments, policies
from supervise.testing.strategies.fields import (
    SoFar,
    Stated,
    Strategy,
    from_fields,
    identifiers,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.found_needs import single_answers
from supervise.testing.strategies.records import (
    assessments,
    decisions,
    recommendations,
    score_sheets,
)
from supervise.testing.strategies.values import intensities, levels, problems

COUNTED = st.integers(1, 9)
POINTS = st.integers(0, 20)
CLAUSES = several(values_of(Clause), least=1)
WITHIN_MONTHS = st.builds(
    Outcome, st.just("an invented outcome"), months=st.sampled_from((12, 24))
)
PERCENTS = Bands(
    LevelScheme("invented_proportions", ("low", "high")),
    (Band("0.00", "49.99", "low"), Band("50.00", "100.00", "high")),
    citation="invented for a test",
)
WARNING_CODES = st.sampled_from([code for code in ProblemCode if code in WARNINGS])
ERROR_CODES = st.sampled_from([code for code in ProblemCode if code not in WARNINGS])
CODES_OF_RULES = (
    ProblemCode.CONTRADICTION,
    ProblemCode.NOT_COVERED,
    ProblemCode.MISSING,
)


def _if_scored(drawn: Strategy) -> Stated:
    """A result where the scale was scored; nothing elsewhere."""
    return lambda so_far: (
        perhaps(drawn) if so_far["status"] is Status.SCORED else st.none()
    )


def _score(so_far: SoFar) -> Strategy:
    """The score of a scale that has a raw one."""
    return st.none() if so_far["raw"] is None else POINTS


def _recommended(so_far: SoFar) -> Strategy:
    """An intensity of the policy's scheme where one is recommended."""
    if so_far["status"] is not RecommendationStatus.RECOMMENDED:
        return st.none()
    return intensities(scheme=so_far["policy"].scheme)


def _problems(so_far: SoFar) -> Strategy:
    """What stands in the way where nothing is recommended, and elsewhere nothing that does."""
    settled = (RecommendationStatus.RECOMMENDED, RecommendationStatus.STANDING)
    if so_far["status"] in settled:
        return several(st.builds(attrs.evolve, problems(), code=WARNING_CODES))
    return several(st.builds(attrs.evolve, problems(), code=ERROR_CODES), least=1)


def _recommendations() -> st.SearchStrategy[Recommendation]:
    """What policies recommended, and recommendations of every other status."""
    return recommendations() | from_fields(Recommendation)


def _editions() -> st.SearchStrategy[Editions]:
    return policies().map(lambda policy: Editions(policy.id, (policy,)))


OWN: Mapping[type, Callable[[], Strategy]] = {
    Answer: single_answers,
    Assessment: assessments,
    Decision: decisions,
    Editions: _editions,
    Instrument: instruments,
    Policy: policies,
    Recommendation: _recommendations,
    ScoreSheet: partial(score_sheets, complete=False),
    Workings: partial(values_of, RecordedWorkings),
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    AtLeast: {"part": values_of(Clause), "floors": CLAUSES},
    AtMost: {"part": values_of(Clause), "ceilings": CLAUSES},
    CommonScale: {"outcome": WITHIN_MONTHS, "bands": st.just(PERCENTS)},
    ErrorOfMeasurement: {
        "standard_error": st.sampled_from(("1", "2.5")),
        "times": st.sampled_from(("1.96", "1.645")),
    },
    First: {"parts": CLAUSES},
    Highest: {"parts": CLAUSES},
    LocalCalibration: {
        "outcome": WITHIN_MONTHS,
        "rates": several(values_of(LocalRate), least=1),
    },
    LocalRate: {
        "people": COUNTED,
        "with_outcome": lambda so_far: st.integers(0, so_far["people"]),
    },
    OverrideLimits: {"smallest": COUNTED},
    PossibleChoices: {"present": levels(), "choices": several(levels())},
    Recommendation: {
        "intensity": _recommended,
        "standing": only_if(
            lambda so_far: so_far["status"] is RecommendationStatus.STANDING,
            identifiers("standing"),
            "",
        ),
        "problems": _problems,
    },
    Rule: {"code": st.sampled_from(CODES_OF_RULES)},
    ScaleOf: {"part": st.sampled_from(("percent", "score", "level"))},
    ScaleScore: {
        "raw": _if_scored(POINTS),
        "score": _score,
        "percent": _if_scored(st.sampled_from((0.0, 12.25, 100.0))),
        "level": _if_scored(levels()),
        "workings": perhaps(values_of(RecordedWorkings)),
    },
}
