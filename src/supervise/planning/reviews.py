"""Reviews of a plan: windows by named rule, exemptions with a cap, and what is due.

A review is a stream of its own. That it is due or overdue is computed as of a date.
An exemption moves the deadline, but the total it can be moved by is capped by the rule:
nothing can be postponed for ever by exempting it again and again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import attrs

from supervise.dates import months_after
from supervise.errors import DeclarationError, Refusal, RefusalCode
from supervise.histories import (
    FREE_TEXT,
    NEW,
    Entry,
    TransitionTable,
    check_act,
    defect_of_id,
)
from supervise.people import Actor


class ReviewState(StrEnum):
    """How far a review has come."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    EXEMPT = "exempt"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class ReviewAction(StrEnum):
    """What is done about a review."""

    SCHEDULE = "schedule"
    START = "start"
    COMPLETE = "complete"
    EXEMPT = "exempt"
    LIFT = "lift"
    CANCEL = "cancel"


REVIEW = TransitionTable(
    "review",
    """
    (new) -- schedule [rule, starts_on, ends_on] -> scheduled
    scheduled -- start -> in_progress
    in_progress -- complete [version, looked_at, followed, involved] -> completed
    scheduled | in_progress -- exempt [reason, until] -> exempt
    exempt -- lift -> scheduled
    scheduled | exempt -- cancel [reason] -> cancelled
    """,
    states=ReviewState,
    actions=ReviewAction,
)


@attrs.frozen(kw_only=True)
class ReviewRule:
    """When a plan is reviewed, and how far a review may be put off. An agency's rule.

    The window opens `days_before` and closes `days_after` the day that is `months` after
    the plan was opened or last reviewed.
    Lifting a first exemption gives `grace_days` on top of the days exempted; all extensions
    together never pass `most_days_put_off`.
    """

    id: str
    source: str
    months: int
    days_before: int = 0
    days_after: int = 0
    grace_days: int = 0
    most_days_put_off: int = 0

    def __attrs_post_init__(self) -> None:
        defects = defect_of_id("id", self.id)
        defects += [] if self.source.strip() else ["source must not be blank"]
        defects += [] if self.months > 0 else ["months must be at least 1"]
        if min(self.days_before, self.days_after, self.grace_days) < 0:
            defects.append("days must not be negative")
        if self.most_days_put_off < self.grace_days:
            defects.append("the grace alone passes the most days put off")
        if defects:
            raise DeclarationError(f"review rule '{self.id}'", defects)

    def window(self, since: date) -> tuple[date, date]:
        """The first and the last day of the window that follows a day."""
        day = months_after(since, self.months)
        return day - timedelta(self.days_before), day + timedelta(self.days_after)


class Involvement(StrEnum):
    """How the person took part."""

    TOOK_PART = "took_part"
    SENT_WORD = "sent_word"
    DECLINED = "declined"
    COULD_NOT = "could_not"


@attrs.frozen(kw_only=True)
class ReviewAct:
    """One act on a review; the reason is the entry's.

    `looked_at` and `followed` name what was looked at and the revisions that followed;
    where nothing followed, `followed` says so: `("nothing",)`.
    """

    entry: Entry
    review: str
    base: int
    action: ReviewAction
    plan: str = ""
    rule: ReviewRule | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    until: date | None = None
    version: int | None = None
    looked_at: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    involved: Involvement | None = None


@attrs.frozen(kw_only=True)
class Exemption:
    """A time in which a review need not be held, and why."""

    starts_on: date
    until: date
    lifted_on: date | None = None
    reason: str = attrs.field(repr=False, metadata=FREE_TEXT)

    def days(self, on: date) -> int:
        """The days that were exempt by a day."""
        end = min(on, self.until, self.lifted_on or self.until)
        return max((end - self.starts_on).days, 0)


@attrs.frozen(kw_only=True)
class Review:
    """A review of a plan: its window, exemptions, and what came of it."""

    id: str
    plan: str
    rule: ReviewRule
    starts_on: date
    ends_on: date
    version: int
    state: ReviewState
    exemptions: tuple[Exemption, ...] = ()
    reviewed: int | None = None
    completed_on: date | None = None
    completed_by: Actor | None = None
    looked_at: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    involved: Involvement | None = None
    reason: str = attrs.field(default="", repr=False, metadata=FREE_TEXT)

    def days_put_off(self, on: date) -> int:
        """By how many days the deadline is moved as of a day, within the cap."""
        lifted = any(
            each.lifted_on and each.lifted_on <= on for each in self.exemptions
        )
        days = sum(each.days(on) for each in self.exemptions)
        grace = self.rule.grace_days if lifted else 0
        return min(days + grace, self.rule.most_days_put_off)

    def deadline(self, on: date) -> date:
        """The last day of the window as of a day."""
        return self.ends_on + timedelta(self.days_put_off(on))


class Dueness(StrEnum):
    """Where a review stands as of a date."""

    NOT_YET = "not_yet"
    DUE = "due"
    OVERDUE = "overdue"
    EXEMPT = "exempt"
    DONE = "done"


@attrs.frozen(kw_only=True)
class ReviewStanding:
    """Whether a review is due as of a date, until when, and why."""

    dueness: Dueness
    due_from: date
    deadline: date
    because: str
    review: str = ""


def advance_review(review: Review | None, act: ReviewAct) -> Review:
    """A review after one more act; raises `RevisionRefused` with every reason."""
    given = {
        "rule": act.rule,
        "starts_on": act.starts_on,
        "ends_on": act.ends_on,
        "until": act.until,
        "version": act.version,
        "looked_at": act.looked_at,
        "followed": act.followed,
        "involved": act.involved,
        "reason": act.entry.reason,
    }
    state = check_act(
        f"act '{act.entry.id}' of review '{act.review}'",
        REVIEW,
        NEW if review is None else review.state,
        act.action,
        given,
        made_for=act.review,
        present=None if review is None else review.id,
        expected=act.base,
        actual=0 if review is None else review.version,
        besides=_refusals(act),
    )
    if review is None:
        return _scheduled(act)
    return attrs.evolve(
        _moved(review, act), version=review.version + 1, state=ReviewState(state)
    )


def _scheduled(act: ReviewAct) -> Review:
    rule, starts, ends = act.rule, act.starts_on, act.ends_on
    assert rule is not None, "the table asks for it"
    assert starts is not None, "the table asks for it"
    assert ends is not None, "the table asks for it"
    return Review(
        id=act.review,
        plan=act.plan,
        rule=rule,
        starts_on=starts,
        ends_on=ends,
        version=1,
        state=ReviewState.SCHEDULED,
    )


def _moved(review: Review, act: ReviewAct) -> Review:
    day, reason = act.entry.effective_on, act.entry.reason
    match act.action:
        case ReviewAction.EXEMPT:
            begun = Exemption(starts_on=day, until=act.until or day, reason=reason)
            return attrs.evolve(review, exemptions=(*review.exemptions, begun))
        case ReviewAction.LIFT:
            *before, last = review.exemptions
            lifted = attrs.evolve(last, lifted_on=day)
            return attrs.evolve(review, exemptions=(*before, lifted))
        case ReviewAction.COMPLETE:
            return attrs.evolve(
                review,
                reviewed=act.version,
                completed_on=day,
                completed_by=act.entry.actor,
                looked_at=act.looked_at,
                followed=act.followed,
                involved=act.involved,
            )
        case _:
            return attrs.evolve(review, reason=reason)


def _refusals(act: ReviewAct) -> tuple[Refusal, ...]:
    starts, ends = act.starts_on, act.ends_on
    if act.until is not None and act.until < act.entry.effective_on:
        where, says = "review/until", "an exemption does not end before it begins"
    elif starts is not None and ends is not None and ends < starts:
        where, says = "review/ends_on", "a window does not end before it begins"
    else:
        return ()
    return (Refusal(code=RefusalCode.NOT_ALLOWED, where=where, says=says),)


def review_standing(review: Review, on: date) -> ReviewStanding:
    """Where a review stands as of a date, with the rule that says so."""
    deadline = review.deadline(on)
    rule, put_off = review.rule, review.days_put_off(on)
    because = f"rule '{rule.id}': from {review.starts_on} to {review.ends_on}"
    if put_off:
        because += f", put off by {put_off} of at most {rule.most_days_put_off} days"
    exempt = review.state is ReviewState.EXEMPT and any(
        each.starts_on <= on <= each.until for each in review.exemptions[-1:]
    )
    if review.state in {ReviewState.COMPLETED, ReviewState.CANCELLED}:
        dueness, because = Dueness.DONE, f"the review is {review.state}"
    elif on > deadline:
        dueness = Dueness.OVERDUE
    elif exempt:
        dueness = Dueness.EXEMPT
    else:
        dueness = Dueness.DUE if on >= review.starts_on else Dueness.NOT_YET
    return ReviewStanding(
        dueness=dueness,
        due_from=review.starts_on,
        deadline=deadline,
        because=because,
        review=review.id,
    )


def due_for_review(
    opened_on: date, reviews: Iterable[Review], rule: ReviewRule, on: date
) -> ReviewStanding:
    """Whether a plan is due for review as of a date by a rule, with the reason.

    A review of that rule that is under way decides; where there is none, the rule counts
    from the last one completed, or from the day on which the plan was opened.
    Scheduling a late window, or cancelling and scheduling anew, does not pass the rule's
    own window and its cap.
    """
    known = [each for each in reviews if each.rule.id == rule.id]
    done = [each.completed_on for each in known if each.completed_on is not None]
    since = max(done, default=opened_on)
    starts, ends = rule.window(since)
    over = {ReviewState.COMPLETED, ReviewState.CANCELLED}
    under_way = [each for each in known if each.state not in over]
    last_day = ends + timedelta(rule.most_days_put_off if under_way else 0)
    if under_way and on <= last_day:
        return review_standing(min(under_way, key=lambda r: (r.ends_on, r.id)), on)
    what = "the last review" if done else "the plan was opened"
    held = "none was completed" if under_way else "no review is under way"
    return ReviewStanding(
        dueness=_dueness(on, starts, last_day),
        due_from=starts,
        deadline=last_day,
        because=f"rule '{rule.id}': {rule.months} months after {what} on {since}; {held}",
        review=under_way[0].id if under_way else "",
    )


def _dueness(on: date, starts: date, last_day: date) -> Dueness:
    if on > last_day:
        return Dueness.OVERDUE
    return Dueness.DUE if on >= starts else Dueness.NOT_YET
