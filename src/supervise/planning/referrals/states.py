"""Which states a referral and its hand-over can be in, and what may follow what.

The tables are the only statement of it. Overdue and concluded are computed, never states.
"""

from enum import StrEnum

from supervise.histories import TransitionTable


class ReferralState(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    DISCARDED = "discarded"
    SENT = "sent"
    RECEIVED = "received"
    WAITLISTED = "waitlisted"
    ACCEPTED = "accepted"
    DECLINED_BY_PROVIDER = "declined_by_provider"
    REFUSED_BY_PERSON = "refused_by_person"
    WITHDRAWN = "withdrawn"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    ENDED = "ended"
    ENTERED_IN_ERROR = "entered_in_error"


class ReferralAction(StrEnum):
    """What moves a referral."""

    PREPARE = "prepare"
    DISCARD = "discard"
    SEND = "send"
    ACKNOWLEDGE = "acknowledge"
    ACCEPT = "accept"
    WAITLIST = "waitlist"
    DECLINE = "decline"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    END = "end"
    ENTER_IN_ERROR = "enter_in_error"


class HandoverState(StrEnum):
    """How far a warm hand-over has come: somebody goes along, and they meet."""

    NONE = "none"
    OFFERED = "offered"
    INTRODUCED = "introduced"
    MET = "met"


class HandoverAction(StrEnum):
    """What moves a hand-over."""

    NONE = "none"
    OFFER = "offer"
    INTRODUCE = "introduce"
    CONFIRM_MET = "confirm_met"


FINISHED = frozenset(
    {
        ReferralState.DISCARDED,
        ReferralState.DECLINED_BY_PROVIDER,
        ReferralState.REFUSED_BY_PERSON,
        ReferralState.WITHDRAWN,
        ReferralState.ENDED,
        ReferralState.ENTERED_IN_ERROR,
    }
)
"""The states in which nothing more is awaited of anybody."""

VOID = frozenset({ReferralState.DISCARDED, ReferralState.ENTERED_IN_ERROR})
"""The states of a referral that never was one."""

REFERRAL = TransitionTable(
    "referral",
    """
    (new) -- prepare [service, goals] -> draft
    draft -- discard -> discarded
    draft -- send [basis, handover] -> sent  # the basis is a consent or a law
    sent -- acknowledge -> received
    sent | received | waitlisted -- accept -> accepted
    sent | received -- waitlist [position_or_date] -> waitlisted
    sent | received | waitlisted -- decline [reason] -> declined_by_provider
    sent | received | waitlisted | accepted -- refuse [reason] -> refused_by_person
    sent | received | waitlisted | accepted -- withdraw [reason] -> withdrawn
    accepted -- start [first_attended_on] -> in_progress
    in_progress -- hold [reason] -> on_hold
    on_hold -- resume -> in_progress
    in_progress | on_hold -- end [reason, outcomes] -> ended
    any -- enter_in_error [reason] -> entered_in_error
    """,
    states=ReferralState,
    actions=ReferralAction,
)

HANDOVER = TransitionTable(
    "handover",
    """
    (new) -- none [reason] -> none
    (new) -- offer -> offered
    offered -- introduce [by, on] -> introduced
    introduced -- confirm_met [by, on] -> met
    """,
    states=HandoverState,
    actions=HandoverAction,
)
