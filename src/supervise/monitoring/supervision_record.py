"""Everything recorded of one person's supervision: what standards, policies and alerts read.

It holds what was recorded and nothing that follows from it: no duty, no alert, no intensity.
The plan, the referrals and the notes of a case are in `casefile`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.monitoring.alerts import Handled
from supervise.monitoring.casework import Casework
from supervise.monitoring.conditions import (
    Credit,
    SupervisionCondition,
    ViolationDecision,
    ViolationRecommendation,
)
from supervise.monitoring.eligibility import Snooze
from supervise.monitoring.responses import RespondedTo
from supervise.records import Assessment


@attrs.frozen(kw_only=True, repr=False)
class SupervisionRecord:
    """One person's timeline, waivers, assessments, conditions, violations and responses.

    The timeline has contacts, tests and the like as events, and the level, the setting and the
    facts that a policy reads as dated states; what each is called is for the pack to say.
    """

    casework: Casework
    assessments: tuple[Assessment, ...] = ()
    conditions: tuple[SupervisionCondition, ...] = ()
    credits: tuple[Credit, ...] = ()
    violation_recommendations: tuple[ViolationRecommendation, ...] = ()
    violation_decisions: tuple[ViolationDecision, ...] = ()
    responses: tuple[RespondedTo, ...] = ()
    handled: tuple[Handled, ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    @property
    def person(self) -> str:
        """The opaque reference of the person."""
        return self.casework.timeline.person

    def __repr__(self) -> str:
        return f"<supervision of {self.person}>"

    def known_on(self, day: date) -> SupervisionRecord:
        """What was known on a day: nothing recorded, decided or handled later."""
        return attrs.evolve(
            self,
            casework=self.casework.known_on(day),
            assessments=tuple(
                each for each in self.assessments if each.recorded_at.date() <= day
            ),
            credits=tuple(each for each in self.credits if each.on <= day),
            violation_recommendations=tuple(
                each for each in self.violation_recommendations if each.on <= day
            ),
            violation_decisions=tuple(
                each for each in self.violation_decisions if each.on <= day
            ),
            responses=tuple(each for each in self.responses if each.decided_on <= day),
            handled=tuple(each for each in self.handled if each.on <= day),
        )

    def facts_on(self, day: date, names: Iterable[str]) -> dict[str, object]:
        """The facts of these names on a day: dated states, and single dates."""
        timeline = self.casework.timeline
        found: dict[str, object] = {}
        for name in names:
            value = timeline.dates.get(name, timeline.value_on(name, day))
            if value is not None:
                found[name] = value
        return found
