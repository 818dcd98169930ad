"""Which states a plan and its parts can be in, and what may follow what.

The tables below are the only statement of it: they run, and the documentation prints them.
States that can be computed (overdue, blocked, out of date) are never in a table.
"""

from enum import StrEnum

from supervise.histories import TransitionTable


class PlanState(StrEnum):
    """Whether a plan is being made, in force, or closed."""

    DRAFT = "draft"
    CURRENT = "current"
    CLOSED = "closed"


class PlanAction(StrEnum):
    """What moves a plan; its first answer makes it current."""

    OPEN = "open"
    CLOSE = "close"
    FIRST_ANSWER = "first_answer"


class Lifecycle(StrEnum):
    """Where a goal stands in its life. Whether it was reached is its achievement."""

    ACTIVE = "active"
    FUTURE = "future"
    PAUSED = "paused"
    COMPLETED = "completed"
    REMOVED = "removed"
    DISCARDED = "discarded"


OPEN_LIFECYCLES = frozenset({Lifecycle.ACTIVE, Lifecycle.FUTURE, Lifecycle.PAUSED})


class GoalAction(StrEnum):
    """What moves a goal along its life."""

    ADD_ACTIVE = "add_active"
    ADD_FUTURE = "add_future"
    START = "start"
    PUT_OFF = "put_off"
    PAUSE = "pause"
    RESUME = "resume"
    COMPLETE = "complete"
    REMOVE = "remove"
    RESTORE_ACTIVE = "restore_active"
    RESTORE_FUTURE = "restore_future"
    REOPEN = "reopen"
    DISCARD = "discard"


class Achievement(StrEnum):
    """How far a goal was reached. It is kept apart from the goal's life."""

    NOT_ASSESSED = "not_assessed"
    IMPROVING = "improving"
    NO_CHANGE = "no_change"
    WORSENING = "worsening"
    ACHIEVED = "achieved"
    PARTLY_ACHIEVED = "partly_achieved"
    NOT_ACHIEVED = "not_achieved"
    NOT_ATTAINABLE = "not_attainable"
    SUSTAINING = "sustaining"
    LAPSED = "lapsed"


class AchievementAction(StrEnum):
    """A rating on the way, a conclusion at the end, or what came after it."""

    RATE_IMPROVING = "rate_improving"
    RATE_NO_CHANGE = "rate_no_change"
    RATE_WORSENING = "rate_worsening"
    CONCLUDE_FULL = "conclude_full"
    CONCLUDE_PARTIAL = "conclude_partial"
    CONCLUDE_NONE = "conclude_none"
    CONCLUDE_IMPOSSIBLE = "conclude_impossible"
    RATE_SUSTAINING = "rate_sustaining"
    LAPSE = "lapse"
    REOPEN = "reopen"


CONCLUSIONS = frozenset(
    {
        AchievementAction.CONCLUDE_FULL,
        AchievementAction.CONCLUDE_PARTIAL,
        AchievementAction.CONCLUDE_NONE,
        AchievementAction.CONCLUDE_IMPOSSIBLE,
    }
)


class StepStatus(StrEnum):
    """How far a step has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANNOT_BE_DONE_YET = "cannot_be_done_yet"
    NO_LONGER_NEEDED = "no_longer_needed"


LIVE_STEPS = frozenset({StepStatus.NOT_STARTED, StepStatus.IN_PROGRESS})


class StepAction(StrEnum):
    """What moves a step."""

    ADD = "add"
    START = "start"
    COMPLETE = "complete"
    CANNOT_YET = "cannot_yet"
    CAN_NOW = "can_now"
    DROP = "drop"
    REOPEN = "reopen"


class BarrierState(StrEnum):
    """Whether a barrier still stands in the way."""

    OPEN = "open"
    BEING_DEALT_WITH = "being_dealt_with"
    SETTLED = "settled"
    ACCEPTED = "accepted"


class BarrierAction(StrEnum):
    """What moves a barrier."""

    FIND = "find"
    DEAL_WITH = "deal_with"
    SETTLE = "settle"
    LIVE_WITH = "live_with"
    STEP_FAILED = "step_failed"
    RETURN = "return"


class AgreementState(StrEnum):
    """What the person said of the plan, honestly: also that they do not agree."""

    DRAFT = "draft"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    COULD_NOT_ANSWER = "could_not_answer"
    UPDATED_AGREED = "updated_agreed"
    UPDATED_NOT_AGREED = "updated_not_agreed"


class AgreementAction(StrEnum):
    """What the person answers, first or after changes."""

    DRAFT = "draft"
    AGREE = "agree"
    DISAGREE = "disagree"
    CANNOT_ANSWER = "cannot_answer"
    AGREE_UPDATE = "agree_update"
    DISAGREE_UPDATE = "disagree_update"
    CANNOT_ANSWER_UPDATE = "cannot_answer_update"
    NEW_PERIOD = "new_period"


PLAN = TransitionTable(
    "plan",
    """
    (new) -- open -> draft
    draft -- first_answer -> current  # with the person's first answer of any kind
    draft | current -- close [reason] -> closed
    """,
    states=PlanState,
    actions=PlanAction,
)

GOAL = TransitionTable(
    "goal",
    """
    (new) -- add_active [target_on] -> active
    (new) -- add_future [reminder_on] -> future
    future -- start [target_on] -> active
    active -- put_off [reminder_on] -> future
    active -- pause [reason] -> paused
    paused -- resume [target_on] -> active
    active | paused -- complete [achievement] -> completed
    active | future | paused -- remove [reason] -> removed
    removed -- restore_active [reason, target_on] -> active
    removed -- restore_future [reason, reminder_on] -> future
    completed -- reopen [reason, target_on] -> active
    active | future -- discard -> discarded  # before the first answer; the id stays taken
    """,
    states=Lifecycle,
    actions=GoalAction,
)

ACHIEVEMENT = TransitionTable(
    "achievement",
    """
    not_assessed | improving | no_change | worsening -- rate_improving [evidence] -> improving
    not_assessed | improving | no_change | worsening -- rate_no_change [evidence] -> no_change
    not_assessed | improving | no_change | worsening -- rate_worsening [evidence] -> worsening
    not_assessed | improving | no_change | worsening -- conclude_full -> achieved
    not_assessed | improving | no_change | worsening -- conclude_partial -> partly_achieved
    not_assessed | improving | no_change | worsening -- conclude_none [reason] -> not_achieved
    not_assessed | improving -- conclude_impossible [reason] -> not_attainable
    no_change | worsening -- conclude_impossible [reason] -> not_attainable
    achieved -- rate_sustaining [evidence] -> sustaining
    achieved | sustaining -- lapse [evidence] -> lapsed
    achieved | partly_achieved | not_achieved | not_attainable -- reopen -> not_assessed
    sustaining | lapsed -- reopen -> not_assessed
    """,
    states=Achievement,
    actions=AchievementAction,
)

STEP = TransitionTable(
    "step",
    """
    (new) -- add [by] -> not_started
    not_started -- start -> in_progress
    not_started | in_progress -- complete -> completed
    not_started | in_progress -- cannot_yet [reason] -> cannot_be_done_yet
    cannot_be_done_yet -- can_now -> in_progress
    not_started | in_progress | cannot_be_done_yet -- drop [reason] -> no_longer_needed
    completed | no_longer_needed -- reopen [reason] -> in_progress
    """,
    states=StepStatus,
    actions=StepAction,
)

BARRIER = TransitionTable(
    "barrier",
    """
    (new) -- find -> open
    open -- deal_with [step] -> being_dealt_with
    open | being_dealt_with -- settle [how] -> settled
    open | being_dealt_with -- live_with [reason] -> accepted
    being_dealt_with -- step_failed [reason] -> open
    settled | accepted -- return [reason] -> open
    """,
    states=BarrierState,
    actions=BarrierAction,
)

AGREEMENT = TransitionTable(
    "agreement",
    """
    (new) -- draft -> draft
    draft | could_not_answer -- agree [seen] -> agreed
    draft | could_not_answer -- disagree [seen, reason] -> not_agreed
    draft -- cannot_answer [seen, reason] -> could_not_answer
    agreed | not_agreed -- agree_update [seen] -> updated_agreed
    agreed | not_agreed -- disagree_update [seen, reason] -> updated_not_agreed
    agreed | not_agreed -- cannot_answer_update [seen, reason] -> same
    updated_agreed | updated_not_agreed -- agree_update [seen] -> updated_agreed
    updated_agreed | updated_not_agreed -- disagree_update [seen, reason] -> updated_not_agreed
    updated_agreed | updated_not_agreed -- cannot_answer_update [seen, reason] -> same
    any -- new_period [period] -> draft
    """,
    states=AgreementState,
    actions=AgreementAction,
)
