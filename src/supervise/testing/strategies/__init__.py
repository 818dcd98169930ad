"""Hypothesis strategies for every public value, for the tests of applications.

They are plural nouns, and say what is valid, never what is likely. Every public class has one:
`hypothesis.strategies.from_type` finds it, and so does `values_of`. Those with options have names.
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
from supervise.testing.strategies.fields import values_of
from supervise.testing.strategies.filed_facts import facts
from supervise.testing.strategies.found_needs import (
    assessed_needs,
    bands,
    need_findings,
    single_answers,
    strength_findings,
)
from supervise.testing.strategies.outside_tools import external_results
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
from supervise.testing.strategies.referral_paths import (
    referral_histories,
    referrals,
)
from supervise.testing.strategies.service_lists import directories
from supervise.testing.strategies.streams import (
    requests,
    reviews,
    signings,
    task_histories,
    tasks,
)
from supervise.testing.strategies.supervision_parts import supervision_records
from supervise.testing.strategies.supervision_rules import response_grids
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
from supervise.testing.strategies.vocabulary import conditions, terms

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
    "conditions",
    "dates_of_assessment",
    "days",
    "decisions",
    "directories",
    "duties",
    "entries",
    "external_results",
    "facts",
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
    "referral_histories",
    "referrals",
    "requests",
    "response_grids",
    "reviews",
    "revisions",
    "score_sheets",
    "signings",
    "single_answers",
    "sources",
    "standards_packs",
    "strength_findings",
    "strikes",
    "supervision_records",
    "task_histories",
    "tasks",
    "terms",
    "timeline_entries",
    "timelines",
    "values_of",
    "visibilities",
    "wrong_answers",
]
