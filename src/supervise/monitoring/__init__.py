"""Monitoring: standards as cited data, and the duties that follow from them.

A standard says what is required of whom, how often, and what starts, moves and pauses its clock.
A duty is what an officer must do by a date because a standard says so; every date explains itself.
"""

from supervise.monitoring.casework import Casework, Waiver
from supervise.monitoring.compiled import Standards, compile_standards
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
from supervise.monitoring.explanation import (
    CountedEvent,
    Explanation,
    RejectedEvent,
    Rejection,
    Step,
    explain,
)
from supervise.monitoring.quotas import Any, Count, Every, OfWhich, Share, Substitute
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

__all__ = [
    "Almost",
    "Anchor",
    "Any",
    "By",
    "Casework",
    "Count",
    "CountedEvent",
    "Criterion",
    "CriterionResult",
    "Duty",
    "DutyStatus",
    "Each",
    "Eligibility",
    "EligibilityRule",
    "Every",
    "Explanation",
    "Initial",
    "Obligation",
    "OfWhich",
    "OnChange",
    "Once",
    "Parity",
    "Pause",
    "PauseMode",
    "Readiness",
    "RejectedEvent",
    "Rejection",
    "Rolling",
    "Row",
    "Share",
    "Snooze",
    "Standard",
    "Standards",
    "StandardsPack",
    "Step",
    "Substitute",
    "Trigger",
    "Waiver",
    "caseload",
    "compile_standards",
    "duties",
    "eligibility",
    "explain",
]
