"""The year worked out: everything in the story that follows from what people did.

Each part is what the library makes of the acts on a day; nothing is written down twice.
"""

from __future__ import annotations

from datetime import date
from functools import reduce

import attrs

from supervise.casefile import CaseFile, CaseState, state_of
from supervise.cli.story import (
    answers_given,
    cast,
    daily_acts,
    help_acts,
    later_plan_acts,
    plan_acts,
)
from supervise.instruments import Instrument
from supervise.intensity import Decision, Recommendation, recommend
from supervise.levels import Level
from supervise.planning import (
    ChangeRequest,
    LintEvidence,
    Merge,
    Plan,
    PlanEntry,
    Review,
    Revision,
    advance_request,
    advance_review,
    merge,
    replay,
)
from supervise.planning.linting import HelpGiven
from supervise.planning.referrals import ReferralAct
from supervise.plugins import Registry
from supervise.records import Assessment

POLICY = "bc_crna_supervision"
LAST_DAY = date(2026, 12, 14)


@attrs.frozen(eq=False, kw_only=True)
class Year:
    """All that the story tells of, as values that anybody could compute anew."""

    instrument: Instrument
    ogrs4: Assessment
    bc_crna: Assessment
    ogrs4_again: Assessment
    bc_crna_again: Assessment
    recommendation: Recommendation
    decision: Decision
    merged: Merge
    history: tuple[PlanEntry, ...]
    request: ChangeRequest
    scheduled: Review
    review: Review
    file: CaseFile

    def plan(self, version: int) -> Plan:
        """The plan as it was in one version."""
        return replay(self.history[:version])

    def case(self, on: date) -> CaseState:
        """The case at the end of a day."""
        return state_of(self.file, as_of=on)

    def lint_evidence(self, on: date) -> LintEvidence:
        """What the linter may know on a day: assessments, level, help under way, the order."""
        state = self.case(on)
        return LintEvidence(
            assessments=state.assessments,
            help=tuple(
                HelpGiven(id=each.id, area="work", goal=goal, hours_a_month=8)
                for each in state.referrals
                if each.is_open
                for goal in each.goals
            ),
            level=_level_of_needs(state),
            order_ends_on=cast.ORDER_ENDS_ON,
        )


def the_year() -> Year:
    """The whole year, with what this library brings itself."""
    registry = Registry.builtin()
    ogrs4, bc_crna = _assessed(registry, cast.ASSESSED_ON)
    again = _assessed(registry, cast.REASSESSED_ON)
    recommendation = recommend(
        registry.policy(POLICY), [ogrs4, bc_crna], {}, on=cast.ASSESSED_ON
    )
    decision = cast.decision(recommendation)
    merged, history = _plan_of_the_year()
    schedule, *done = daily_acts.REVIEW_ACTS
    scheduled = advance_review(None, schedule)
    asked = advance_request(None, plan_acts.ASKED)
    return Year(
        instrument=registry.instrument("ogrs4"),
        ogrs4=ogrs4,
        bc_crna=bc_crna,
        ogrs4_again=again[0],
        bc_crna_again=again[1],
        recommendation=recommendation,
        decision=decision,
        merged=merged,
        history=history,
        request=advance_request(asked, plan_acts.GRANTED),
        scheduled=scheduled,
        review=reduce(advance_review, done, scheduled),
        file=_file((ogrs4, bc_crna, *again), decision, history),
    )


def _assessed(registry: Registry, on: date) -> tuple[Assessment, Assessment]:
    again = on == cast.REASSESSED_ON
    ogrs4, bc_crna = (
        (answers_given.OGRS4_IN_DECEMBER, answers_given.BC_CRNA_IN_DECEMBER)
        if again
        else (answers_given.OGRS4_ANSWERS, answers_given.BC_CRNA_ANSWERS)
    )
    suffix = "-again" if again else ""
    return (
        cast.assessment(
            registry.score("ogrs4", ogrs4, on=on).require(), f"assessment-ogrs4{suffix}"
        ),
        cast.assessment(
            registry.score("bc_crna", bc_crna, on=on).require(),
            f"assessment-bc_crna{suffix}",
        ),
    )


def _plan_of_the_year() -> tuple[Merge, tuple[PlanEntry, ...]]:
    """What the two officers did brought together, and the history from end to end."""
    common = plan_acts.UNTIL_THE_MEETING
    merged = merge(
        (*common, plan_acts.OFFICERS_OWN), (*common, plan_acts.COLLEAGUES_OWN)
    )
    later = (*later_plan_acts.AFTER_THE_SETTLEMENT, *later_plan_acts.FROM_THE_REVIEW)
    return merged, (*merged.entries, plan_acts.SETTLED, *later)


def _file(
    assessments: tuple[Assessment, ...],
    decision: Decision,
    history: tuple[PlanEntry, ...],
) -> CaseFile:
    acts: tuple[ReferralAct, ...] = (
        *help_acts.TO_THE_COLLEGE,
        *help_acts.TO_THE_WORKSHOP,
    )
    return CaseFile(
        person=cast.PERSON,
        assessments=assessments,
        decisions=(decision,),
        plan_entries=tuple(each for each in history if isinstance(each, Revision)),
        referral_acts=acts,
        task_acts=daily_acts.TASK_ACTS,
        facts=(
            *help_acts.SESSIONS,
            *daily_acts.READINGS,
            *daily_acts.RECEIPTS,
            daily_acts.READY,
            daily_acts.EMPLOYER_CALLED,
            daily_acts.HOUSING_NOTE,
            *daily_acts.LIVING,
            *daily_acts.MILESTONES,
        ),
    )


def _level_of_needs(state: CaseState) -> Level | None:
    """The overall level of needs, as the latest ratings have it."""
    rated = [a for a in state.latest_assessments() if a.sheet.instrument == "bc_crna"]
    return rated[-1].sheet["needs"].level if rated else None
