"""Reminders: when somebody is reminded of what is due, and on which channel of their choice.

A reminder is a means to comply, never evidence. It is a plan for a day: nothing is sent here, no
number or address is known, and a person who has no channel is told to the officer, not left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError
from supervise.monitoring.duty import Duty, DutyStatus
from supervise.rules.canonical import WORDING


class Channel(StrEnum):
    """How somebody can be reached. Where, is for the host to know."""

    TEXT_MESSAGE = "text_message"
    TELEPHONE = "telephone"
    EMAIL = "email"
    LETTER = "letter"
    APP = "app"


@attrs.frozen(kw_only=True)
class ContactPreference:
    """On which channels a person wants to be reminded, the preferred first, from a day on.

    No channel means that the person wants no reminders. `language` is a code of the host's.
    """

    person: str
    channels: tuple[Channel, ...]
    start: date
    end: date | None = None
    language: str = ""
    recorded: date | None = None

    def __attrs_post_init__(self) -> None:
        defects = []
        if len(set(self.channels)) != len(self.channels):
            defects.append("a channel is there twice")
        if self.end is not None and self.end < self.start:
            defects.append(f"ends {self.end}, before {self.start}")
        if defects:
            raise DeclarationError("contact preference", defects)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@attrs.frozen(kw_only=True)
class ReminderRule:
    """When an agency reminds: so many days before the last day in time, and of which duties.

    0 is the due day itself. `standards` names them; none named are all. `channels` are those that
    the agency can use.
    """

    id: str
    days_before: tuple[int, ...]
    channels: tuple[Channel, ...]
    standards: tuple[str, ...] = ()
    citation: str = attrs.field(metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        defects = []
        if not self.days_before or min(self.days_before) < 0:
            defects.append("days before are counted from 0, and there is at least one")
        if len(set(self.days_before)) != len(self.days_before):
            defects.append("a day is there twice")
        if not self.channels:
            defects.append("no channel")
        if not self.citation.strip():
            defects.append("no citation")
        if defects:
            raise DeclarationError(f"reminders '{self.id}'", defects)


class NoChannel(StrEnum):
    """Why a reminder has no channel, so that somebody finds another way."""

    NOT_ASKED = "not_asked"
    NONE_IN_COMMON = "none_in_common"


@attrs.frozen(kw_only=True)
class Reminder:
    """One reminder on a day: of which duty, and on which channel or why on none."""

    rule: str
    person: str
    standard: str
    on: date
    due: date
    channel: Channel | None = None
    language: str = ""
    no_channel: NoChannel | None = None


def reminders(
    duties: Iterable[Duty],
    rules: Iterable[ReminderRule],
    preferences: Iterable[ContactPreference] = (),
) -> tuple[Reminder, ...]:
    """The reminders of some duties, from the day of which each was asked, by day and person.

    Only what is due, and not yet overdue, is reminded of. Who wants no reminders gets none. Of
    several preferences that hold on the day the one recorded last counts.
    """
    wishes: dict[str, list[ContactPreference]] = {}
    for each in preferences:
        wishes.setdefault(each.person, []).append(each)
    given = tuple(rules)
    found = [
        reminder
        for duty in duties
        if duty.status is DutyStatus.DUE and duty.due is not None
        for rule in given
        for reminder in _of_duty(duty, duty.due, rule, wishes.get(duty.person, []))
    ]
    found.sort(key=lambda each: (each.on, each.person, each.standard, each.rule))
    return tuple(found)


def _of_duty(
    duty: Duty, due: date, rule: ReminderRule, wishes: list[ContactPreference]
) -> Iterator[Reminder]:
    if rule.standards and duty.standard not in rule.standards:
        return
    for days in rule.days_before:
        day = due - timedelta(days=days)
        if day < duty.on:
            continue
        plain = Reminder(
            rule=rule.id, person=duty.person, standard=duty.standard, on=day, due=due
        )
        wish = _wish_on(wishes, day)
        if wish is None:
            yield attrs.evolve(plain, no_channel=NoChannel.NOT_ASKED)
        elif wish.channels:
            usable = [each for each in wish.channels if each in rule.channels]
            yield attrs.evolve(
                plain,
                channel=usable[0] if usable else None,
                language=wish.language,
                no_channel=None if usable else NoChannel.NONE_IN_COMMON,
            )


def _wish_on(wishes: list[ContactPreference], day: date) -> ContactPreference | None:
    held = [each for each in wishes if each.holds_on(day)]
    return max(
        held, key=lambda each: (each.recorded or date.min, each.start), default=None
    )
