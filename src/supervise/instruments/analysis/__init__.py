"""Reasoning about assessments: what is still possible, what to ask next, what would change.

Every answer is arithmetic of a score, and says so. What cannot be worked out is said openly.
"""

from supervise.instruments.analysis.change import (
    AnswerChange,
    ChangeReport,
    Comparison,
    ContributionChange,
    ErrorOfMeasurement,
    Reliability,
    ScaleChange,
    change_between,
)
from supervise.instruments.analysis.courses import (
    Counterexample,
    Course,
    course_of,
    courses_of,
)
from supervise.instruments.analysis.crosswalk import (
    CommonScale,
    Equivalent,
    Ground,
    LocalCalibration,
    LocalRate,
    crosswalk,
)
from supervise.instruments.analysis.deciding import DecidingClause, deciding_clauses
from supervise.instruments.analysis.improvements import Improvement, LowerLevel
from supervise.instruments.analysis.migration import (
    DualScore,
    MigrationReport,
    Moved,
    Movement,
    ScalePair,
    SideBySide,
    SideBySideRow,
    dual_score,
    migration_report,
    side_by_side,
)
from supervise.instruments.analysis.outcomes import (
    PossibleOutcome,
    PossibleOutcomes,
    possible_outcomes,
)
from supervise.instruments.analysis.proof import (
    InstrumentProof,
    LevelProof,
    ScaleProof,
    Verdict,
    proof_of,
)
from supervise.instruments.analysis.provisional import (
    PossibleChoices,
    ProvisionalResult,
    ScaleInfluence,
    possible_choices,
    provisional_results,
)
from supervise.instruments.analysis.questions import (
    Narrowing,
    NextQuestions,
    Question,
    next_questions,
)
from supervise.instruments.analysis.what_if import WhatIf, what_if
from supervise.instruments.analysis.wording import ARITHMETIC, Exactness

__all__ = [
    "ARITHMETIC",
    "AnswerChange",
    "ChangeReport",
    "CommonScale",
    "Comparison",
    "ContributionChange",
    "Counterexample",
    "Course",
    "DecidingClause",
    "DualScore",
    "Equivalent",
    "ErrorOfMeasurement",
    "Exactness",
    "Ground",
    "Improvement",
    "InstrumentProof",
    "LevelProof",
    "LocalCalibration",
    "LocalRate",
    "LowerLevel",
    "MigrationReport",
    "Moved",
    "Movement",
    "Narrowing",
    "NextQuestions",
    "PossibleChoices",
    "PossibleOutcome",
    "PossibleOutcomes",
    "ProvisionalResult",
    "Question",
    "Reliability",
    "ScaleChange",
    "ScaleInfluence",
    "ScalePair",
    "ScaleProof",
    "SideBySide",
    "SideBySideRow",
    "Verdict",
    "WhatIf",
    "change_between",
    "course_of",
    "courses_of",
    "crosswalk",
    "deciding_clauses",
    "dual_score",
    "migration_report",
    "next_questions",
    "possible_choices",
    "possible_outcomes",
    "proof_of",
    "provisional_results",
    "side_by_side",
    "what_if",
]
