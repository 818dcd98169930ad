"""The person's own requests for change, each with an answer and its reason.

A request is a stream of its own: asking needs nobody's leave and changes no plan.
Accepting one names the revision that does what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from supervise.errors import Refusal, RefusalCode
from supervise.histories import FREE_TEXT, NEW, Entry, TransitionTable, check_act
from supervise.people import Actor, Role


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "open"
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class RequestAction(StrEnum):
    """Asking, answering, taking back."""

    ASK = "ask"
    ACCEPT = "accept"
    ACCEPT_IN_PART = "accept_in_part"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


REQUEST = TransitionTable(
    "request",
    """
    (new) -- ask [words] -> open
    open -- accept [revision] -> accepted
    open -- accept_in_part [revision, reason] -> accepted_in_part
    open -- decline [reason] -> declined
    open -- withdraw -> withdrawn
    """,
    states=RequestState,
    actions=RequestAction,
)


@attrs.frozen(kw_only=True)
class RequestAct:
    """One act on a request: asked in the person's words, or answered.

    `about` is an address in the plan, `revision` the one that does what was asked.
    """

    entry: Entry
    request: str
    base: int
    action: RequestAction
    plan: str = ""
    about: str = ""
    words: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)
    revision: str = ""


@attrs.frozen(kw_only=True)
class ChangeRequest:
    """What the person asked to have changed, and the answer."""

    id: str
    plan: str
    about: str
    words: str = attrs.field(repr=False, metadata=FREE_TEXT)
    asked_by: Actor
    asked_on: date
    version: int
    state: RequestState
    answered_by: Actor | None = None
    answered_on: date | None = None
    revision: str = ""
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)

    def days_waiting(self, on: date) -> int:
        """How long it has been waiting for an answer; 0 once it has one."""
        return (on - self.asked_on).days if self.state is RequestState.OPEN else 0


def advance_request(request: ChangeRequest | None, act: RequestAct) -> ChangeRequest:
    """A request after one more act; raises `RevisionRefused` with every reason.

    Only who asked takes a request back, and nobody answers their own.
    """
    given = {
        "words": act.words,
        "revision": act.revision,
        "reason": act.entry.reason,
    }
    state = check_act(
        f"act '{act.entry.id}' of request '{act.request}'",
        REQUEST,
        NEW if request is None else request.state,
        act.action,
        given,
        made_for=act.request,
        present=None if request is None else request.id,
        expected=act.base,
        actual=0 if request is None else request.version,
        besides=_refusals(request, act),
    )
    if request is None:
        return ChangeRequest(
            id=act.request,
            plan=act.plan,
            about=act.about,
            words=act.words,
            asked_by=act.entry.actor,
            asked_on=act.entry.effective_on,
            version=1,
            state=RequestState(state),
        )
    return attrs.evolve(
        request,
        version=request.version + 1,
        state=RequestState(state),
        answered_by=act.entry.actor,
        answered_on=act.entry.effective_on,
        revision=act.revision,
        reason=act.entry.reason,
    )


def unanswered(requests: Iterable[ChangeRequest]) -> tuple[ChangeRequest, ...]:
    """The requests that wait for an answer, the oldest first."""
    waiting = (each for each in requests if each.state is RequestState.OPEN)
    return tuple(sorted(waiting, key=lambda each: (each.asked_on, each.id)))


def _refusals(request: ChangeRequest | None, act: RequestAct) -> tuple[Refusal, ...]:
    if request is None:
        return ()
    own = act.entry.actor == request.asked_by
    if act.action == RequestAction.WITHDRAW and not own:
        says = "only who asked takes a request back"
    elif act.action != RequestAction.WITHDRAW and (
        own or act.entry.actor.role is Role.PERSON
    ):
        says = "nobody answers their own request"
    else:
        return ()
    return (Refusal(code=RefusalCode.NOT_ALLOWED, where="request/asked_by", says=says),)
