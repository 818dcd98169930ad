"""The plain facts of a case: assessments, attendance, readings, notes and the like.

A record is readable without the instrument or the plan that it belongs to.
Nothing here computes a score, and nothing is altered once it is recorded.
"""

from supervise.records.assessments import (
    Answer,
    AnswerSource,
    AnswerState,
    Assessment,
    Assumed,
    Contribution,
    FlagMeaning,
    InstrumentIdentity,
    NotApplicable,
    RecordedWorkings,
    Refused,
    ScaleMeaning,
    ScaleScore,
    ScoreSheet,
    Status,
    Unknown,
    Workings,
    raised_in,
)
from supervise.records.attendance import (
    Attendance,
    HelpSource,
    NeedMinutes,
    Presence,
)
from supervise.records.carried_answers import carried_answers
from supervise.records.circumstances import Circumstance
from supervise.records.external_reading import ExternalScore
from supervise.records.external_results import ExternalResult, read_result
from supervise.records.external_tools import (
    ExternalScale,
    ExternalTool,
    LevelShows,
    Sentinel,
    StatedBands,
)
from supervise.records.facts import Fact, Retraction, standing
from supervise.records.journeys import (
    CopingWay,
    Milestone,
    Recognition,
    Size,
    Statement,
    Substitution,
    Trigger,
)
from supervise.records.notes import CaseNote, FollowUp, Passage, Saying
from supervise.records.readings import (
    Bond,
    BondRating,
    Readiness,
    ReadinessRating,
    Reading,
    Voice,
)

__all__ = [
    "Answer",
    "AnswerSource",
    "AnswerState",
    "Assessment",
    "Assumed",
    "Attendance",
    "Bond",
    "BondRating",
    "CaseNote",
    "Circumstance",
    "Contribution",
    "CopingWay",
    "ExternalResult",
    "ExternalScale",
    "ExternalScore",
    "ExternalTool",
    "Fact",
    "FlagMeaning",
    "FollowUp",
    "HelpSource",
    "InstrumentIdentity",
    "LevelShows",
    "Milestone",
    "NeedMinutes",
    "NotApplicable",
    "Passage",
    "Presence",
    "Readiness",
    "ReadinessRating",
    "Reading",
    "Recognition",
    "RecordedWorkings",
    "Refused",
    "Retraction",
    "Saying",
    "ScaleMeaning",
    "ScaleScore",
    "ScoreSheet",
    "Sentinel",
    "Size",
    "StatedBands",
    "Statement",
    "Status",
    "Substitution",
    "Trigger",
    "Unknown",
    "Voice",
    "Workings",
    "carried_answers",
    "raised_in",
    "read_result",
    "standing",
]
