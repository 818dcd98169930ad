"""Hypothesis strategies for every public value, for the tests of applications.

They are plural nouns, and say what is valid, never what is likely. Where a value has a type of its
own, `hypothesis.strategies.from_type` finds its strategy here.
"""

from supervise.testing.strategies.answers import (
    answer_values,
    answers,
    dates_of_assessment,
    recorded_answers,
    wrong_answers,
)
from supervise.testing.strategies.case_files import (
    case_files,
    caseloads,
    timeline_entries,
    timelines,
)
from supervise.testing.strategies.contact_packs import (
    coded_timelines,
    duties,
    standards_packs,
)
from supervise.testing.strategies.declarations import instruments, policies
from supervise.testing.strategies.found_needs import (
    assessed_needs,
    bands,
    need_findings,
    single_answers,
    strength_findings,
)
from supervise.testing.strategies.plans import (
    changes,
    plan_histories,
    plans,
    revisions,
    strikes,
)
from supervise.testing.strategies.records import (
    assessments,
    decisions,
    recommendations,
    score_sheets,
)
from supervise.testing.strategies.values import (
    actors,
    days,
    entries,
    intensities,
    intensity_schemes,
    level_schemes,
    levels,
    moments,
    need_domains,
    people,
    periods,
    problems,
    sources,
    visibilities,
)

__all__ = [
    "actors",
    "answer_values",
    "answers",
    "assessed_needs",
    "assessments",
    "bands",
    "case_files",
    "caseloads",
    "changes",
    "coded_timelines",
    "dates_of_assessment",
    "days",
    "decisions",
    "duties",
    "entries",
    "instruments",
    "intensities",
    "intensity_schemes",
    "level_schemes",
    "levels",
    "moments",
    "need_domains",
    "need_findings",
    "people",
    "periods",
    "plan_histories",
    "plans",
    "policies",
    "problems",
    "recommendations",
    "recorded_answers",
    "revisions",
    "score_sheets",
    "single_answers",
    "sources",
    "standards_packs",
    "strength_findings",
    "strikes",
    "timeline_entries",
    "timelines",
    "visibilities",
    "wrong_answers",
]
