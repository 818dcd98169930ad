"""Which values of supervision can be exchanged, and in which format today.

What is recorded of a case, what an agency declares, and the duties and alerts that are handed on
have a kind. What is computed anew each time that it is looked at has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from supervise import monitoring, rules
from supervise.dates import BusinessCalendar

FIRST: Final = 1

RECORDED = (
    rules.Event,
    rules.Timeline,
    monitoring.Appointment,
    monitoring.Casework,
    monitoring.ContactPreference,
    monitoring.Credit,
    monitoring.Handled,
    monitoring.RespondedTo,
    monitoring.Snooze,
    monitoring.SupervisionCondition,
    monitoring.SupervisionRecord,
    monitoring.ViolationDecision,
    monitoring.ViolationRecommendation,
    monitoring.Waiver,
)
DECLARED = (
    BusinessCalendar,
    monitoring.AlertRule,
    monitoring.ConditionLibrary,
    monitoring.CustodyCaps,
    monitoring.EligibilityRule,
    monitoring.EnforcementLadder,
    monitoring.FitTerms,
    monitoring.ReminderRule,
    monitoring.ResponseGrid,
    monitoring.StandardsPack,
)
HANDED_ON = (
    monitoring.Alert,
    monitoring.Duty,
    monitoring.Explanation,
    monitoring.MismatchReport,
    monitoring.Reminder,
)

SUPERVISION_CLASSES: Mapping[type, int] = dict.fromkeys(
    (*RECORDED, *DECLARED, *HANDED_ON), FIRST
)
