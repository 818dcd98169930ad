"""Which values of planning and of the case file can be exchanged, and in which format today.

What is recorded, declared or handed on has a kind. A part of a record has none of its own,
and neither has what is computed anew from records each time that it is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from supervise import casefile, planning, records
from supervise.planning import progress, referrals, services

FIRST: Final = 1

FACTS = (
    records.Attendance,
    records.BondRating,
    records.CaseNote,
    records.Circumstance,
    records.CopingWay,
    records.Milestone,
    records.ReadinessRating,
    records.Reading,
    records.Recognition,
    records.Retraction,
    records.Statement,
    records.Substitution,
    records.Trigger,
)
OF_PLANS = (
    planning.AcceptedFinding,
    planning.Agreement,
    planning.Alignment,
    planning.ChangeRequest,
    planning.ConditionInForce,
    planning.Exemption,
    planning.Finding,
    planning.GoalSuggestion,
    planning.HelpGiven,
    planning.LintReport,
    planning.LintSettings,
    planning.PlanningProfile,
    planning.RequestAct,
    planning.Review,
    planning.ReviewAct,
    planning.ReviewRule,
    planning.Signing,
    planning.SigningAct,
    planning.SigningPolicy,
)
OF_REFERRALS = (
    referrals.AmendReferral,
    referrals.AssignReferral,
    referrals.Conclusion,
    referrals.LapsedBasis,
    referrals.MoveHandover,
    referrals.MoveReferral,
    referrals.Parcel,
    referrals.PlanSessions,
    referrals.PrepareReferral,
    referrals.Referral,
    referrals.ReferralStandard,
    referrals.ServiceResult,
    referrals.SharingBasis,
)
OF_SERVICES = (
    services.Capacity,
    services.Eligibility,
    services.ListedDirectory,
    services.Location,
    services.MatchReport,
    services.NaturalSupport,
    services.Organisation,
    services.Seeker,
    services.Service,
    services.UnmetNeed,
)
OF_PROGRESS = (
    progress.DosagePolicy,
    progress.DosageReport,
    progress.GoalProgress,
    progress.MilestoneSeen,
    progress.Stagnation,
    progress.SubstitutionTrace,
    progress.SuccessStory,
)
OF_CASES = (
    casefile.Attention,
    casefile.AttentionSettings,
    casefile.CaseFile,
    casefile.CaseState,
    casefile.CaseSummary,
    casefile.CaseView,
    casefile.Coverage,
    casefile.MoveTask,
    casefile.NoteTemplate,
    casefile.OpenTask,
    casefile.QualityFinding,
    casefile.Scope,
    casefile.Task,
    casefile.TimelineEntry,
)

CASE_CLASSES: Mapping[type, int] = dict.fromkeys(
    (
        *FACTS,
        *OF_PLANS,
        *OF_REFERRALS,
        *OF_SERVICES,
        *OF_PROGRESS,
        *OF_CASES,
    ),
    FIRST,
)
