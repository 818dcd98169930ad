"""Reminders: a plan for a day on a channel that the person chose; nothing is sent."""

from datetime import date, timedelta

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.monitoring import (
    Channel,
    ContactPreference,
    Duty,
    DutyStatus,
    NoChannel,
    Obligation,
    ReminderRule,
    reminders,
)

ON = date(2026, 3, 2)
DUE = date(2026, 3, 12)
DUTY = Duty(
    person="person-001",
    standard="contact",
    pack="invented",
    version="1",
    on=ON,
    known=ON,
    status=DutyStatus.DUE,
    obligation=Obligation.RECURRING,
    due=DUE,
)
RULE = ReminderRule(
    id="before",
    days_before=(7, 1),
    channels=(Channel.TEXT_MESSAGE, Channel.LETTER),
    citation="p. 1",
)


def wish(*channels, start=date(2026, 1, 1), **more):
    return ContactPreference(
        person="person-001", channels=channels, start=start, **more
    )


TEXT = wish(Channel.TEXT_MESSAGE, Channel.LETTER)


def days_of(found):
    return [each.on for each in found]


def test_somebody_is_reminded_so_many_days_before_the_last_day_in_time():
    found = reminders([DUTY], [RULE], [TEXT])

    assert [date(2026, 3, 5), date(2026, 3, 11)] == days_of(found)
    assert {Channel.TEXT_MESSAGE} == {each.channel for each in found}


def test_days_that_have_passed_are_not_reminded_of():
    late = attrs.evolve(DUTY, on=date(2026, 3, 6))

    assert [date(2026, 3, 11)] == days_of(reminders([late], [RULE], [TEXT]))


def test_a_window_of_three_days_is_reminded_of_on_its_last():
    """`uk-peers.md` 1.10: a window of three days, with a reminder on the third."""
    check_in = attrs.evolve(DUTY, opens=DUE - timedelta(days=2))
    on_the_day = attrs.evolve(RULE, days_before=(0,))

    assert [DUE] == days_of(reminders([check_in], [on_the_day], [TEXT]))


@pytest.mark.parametrize(
    "changes",
    (
        {"status": DutyStatus.OVERDUE, "due": date(2026, 3, 1)},
        {"status": DutyStatus.PAUSED, "due": None, "obligation": None},
        {"status": DutyStatus.WAIVED, "due": None, "obligation": None},
    ),
)
def test_only_what_is_due_is_reminded_of(changes):
    assert () == reminders([attrs.evolve(DUTY, **changes)], [RULE], [TEXT])


def test_a_rule_of_other_duties_is_silent():
    other = attrs.evolve(RULE, standards=("home_visit",))

    assert () == reminders([DUTY], [other], [TEXT])


@pytest.mark.parametrize(
    ("wishes", "channel", "why"),
    (
        ([], None, NoChannel.NOT_ASKED),
        ([wish(Channel.TELEPHONE)], None, NoChannel.NONE_IN_COMMON),
        ([wish(Channel.TELEPHONE, Channel.LETTER)], Channel.LETTER, None),
        ([wish(Channel.TEXT_MESSAGE, start=date(2026, 4, 1))], None, NoChannel.NOT_ASKED),
    ),
)  # fmt: skip
def test_who_has_no_channel_is_told_with_the_reason(wishes, channel, why):
    (found, _) = reminders([DUTY], [RULE], wishes)

    assert (channel, why) == (found.channel, found.no_channel)


def test_who_wants_no_reminders_gets_none():
    assert () == reminders([DUTY], [RULE], [wish()])


def test_the_wish_that_was_recorded_last_counts():
    changed = wish(Channel.LETTER, recorded=date(2026, 2, 1), language="pl")

    found = reminders([DUTY], [RULE], [changed, TEXT])

    assert {(Channel.LETTER, "pl")} == {(e.channel, e.language) for e in found}


def test_wrong_rules_and_wishes_name_every_defect():
    with pytest.raises(DeclarationError) as rule:
        ReminderRule(id="wrong", days_before=(-1, -1), channels=(), citation=" ")
    with pytest.raises(DeclarationError) as preference:
        wish(Channel.LETTER, Channel.LETTER, end=date(2025, 1, 1))

    assert 4 == len(rule.value.defects)
    assert 2 == len(preference.value.defects)
