"""Monitoring: standards as cited data, and the duties that follow from them.

A standard says what is required of whom, how often, and what starts, moves and pauses its clock.
A duty is what an officer must do by a date because a standard says so; every date explains itself.
"""

from supervise.monitoring.agenda import icalendar
from supervise.monitoring.alerts import (
    Alert,
    AlertRule,
    AlertState,
    Handled,
    Severity,
    alerts,
    due_soon,
)
from supervise.monitoring.allowances import Allowance
from supervise.monitoring.arithmetic import Step
from supervise.monitoring.casework import Casework, Waiver
from supervise.monitoring.compiled import Standards, compile_standards
from supervise.monitoring.conditions import (
    JUSTICE_COUNTS,
    ConditionStatus,
    Credit,
    Hours,
    ImposedBy,
    SeverityOrder,
    SupervisionCondition,
    TestResult,
    ViolationDecision,
    ViolationRecommendation,
    ViolationState,
    hours,
)
from supervise.monitoring.duties import caseload, duties
from supervise.monitoring.duty import Duty, DutyStatus, Obligation
from supervise.monitoring.eligibility import (
    Almost,
    Criterion,
    CriterionResult,
    Eligibility,
    EligibilityRule,
    Readiness,
    Snooze,
    eligibility,
)
from supervise.monitoring.explanation import Explanation, explain, requirement
from supervise.monitoring.quotas import (
    Any,
    Count,
    Every,
    OfWhich,
    Share,
    Substitute,
    Total,
)
from supervise.monitoring.rates import (
    PeriodResult,
    Rate,
    covered_days,
    period_results,
    rate,
)
from supervise.monitoring.responses import (
    Absence,
    Balance,
    Cell,
    ContactOutcome,
    RespondedTo,
    Response,
    ResponseGrid,
    ResponseKind,
    balance,
    response_problems,
    unanswered,
)
from supervise.monitoring.schedules import Anchor, By, Each, Once, Parity, Rolling
from supervise.monitoring.standards import (
    Initial,
    OnChange,
    Pause,
    PauseMode,
    Row,
    Standard,
    StandardsPack,
    Trigger,
)
from supervise.monitoring.supervision_record import SupervisionRecord
from supervise.monitoring.tally import CountedEvent, RejectedEvent, Rejection
from supervise.monitoring.vocabulary import Vocabulary, unknown_words
from supervise.monitoring.versions import RuleVersions
from supervise.monitoring.waiving import waiver_problems

__all__ = [
    "Absence",
    "Alert",
    "AlertRule",
    "AlertState",
    "Allowance",
    "Almost",
    "Anchor",
    "Any",
    "Balance",
    "By",
    "Casework",
    "Cell",
    "ConditionStatus",
    "ContactOutcome",
    "Count",
    "CountedEvent",
    "Credit",
    "Criterion",
    "CriterionResult",
    "Duty",
    "DutyStatus",
    "Each",
    "Eligibility",
    "EligibilityRule",
    "Every",
    "Explanation",
    "Handled",
    "Hours",
    "ImposedBy",
    "Initial",
    "JUSTICE_COUNTS",
    "Obligation",
    "OfWhich",
    "OnChange",
    "Once",
    "Parity",
    "Pause",
    "PauseMode",
    "PeriodResult",
    "Rate",
    "Readiness",
    "RejectedEvent",
    "Rejection",
    "RespondedTo",
    "Response",
    "ResponseGrid",
    "ResponseKind",
    "Rolling",
    "Row",
    "RuleVersions",
    "Severity",
    "SeverityOrder",
    "Share",
    "Snooze",
    "Standard",
    "Standards",
    "StandardsPack",
    "Step",
    "Substitute",
    "SupervisionCondition",
    "SupervisionRecord",
    "TestResult",
    "Total",
    "Trigger",
    "ViolationDecision",
    "ViolationRecommendation",
    "ViolationState",
    "Vocabulary",
    "Waiver",
    "alerts",
    "balance",
    "caseload",
    "compile_standards",
    "covered_days",
    "due_soon",
    "duties",
    "eligibility",
    "explain",
    "hours",
    "icalendar",
    "period_results",
    "rate",
    "requirement",
    "response_problems",
    "unanswered",
    "unknown_words",
    "waiver_problems",
]
