"""Alerts: one for each situation, with evidence and a supportive first response."""

from datetime import date

import attrs
import pytest

from supervise.dates import days
from supervise.errors import DeclarationError
from supervise.monitoring import (
    AlertRule,
    AlertState,
    Handled,
    Severity,
    Snooze,
    alerts,
    due_soon,
    duties,
)
from supervise.monitoring.compiled import compile_standards
from supervise.people import Actor, Role
from supervise.rules import (
    Dated,
    Events,
    Happened,
    Held,
    Ref,
    Since,
    Timeline,
    happened,
)
from tests.monitoring.people import CALENDAR, START, always, contact, day, timeline
from tests.monitoring.test_meaning import rolling
from tests.support.sheets import SUPERVISOR

ON = date(2025, 6, 1)
MISSED = Events("appointment", Ref("outcome").is_("unacceptable_absence"))
STREAK = Events("appointment", Ref("outcome").is_("attended"))

TWO_MISSED = AlertRule(
    id="two_missed",
    title="two appointments missed in a month",
    when=Happened(MISSED, 2, days(30)),
    evidence=(MISSED,),
    evidence_days=30,
    severity=Severity.SOON,
    first_response="ask what got in the way, and offer another time or a ride",
    citation="invented, p. 1",
)
FIVE_KEPT = AlertRule(
    id="five_kept",
    title="five appointments kept in two months",
    when=Happened(STREAK, 5, days(60)),
    evidence=(STREAK,),
    evidence_days=60,
    severity=Severity.GOOD_NEWS,
    first_response="say so",
    citation="invented, p. 2",
)
NINETY_LOW = AlertRule(
    id="ninety_low",
    title="low for ninety days",
    when=Held(Ref("level").is_("low"), days(90)),
    evidence=(),
    evidence_days=1,
    severity=Severity.GOOD_NEWS,
    first_response="look at limited supervision",
    ahead_days=14,
    citation="invented, p. 3",
)
RULES = (TWO_MISSED, FIVE_KEPT, NINETY_LOW)


def appointment(id, on, outcome="unacceptable_absence", **more):
    return happened(id, "appointment", on, outcome=outcome, **more)


def case(*events):
    return Timeline(person="person-001", events=events)


MISSES = (appointment("m1", date(2025, 5, 10)), appointment("m2", date(2025, 5, 20)))


def found(*events, **more):
    return alerts((TWO_MISSED,), case(*events), on=more.pop("on", ON), **more)


def test_a_rule_that_holds_alerts_with_its_evidence_and_what_helps_first():
    (alert,) = found(*MISSES)

    assert (date(2025, 5, 20), ("m1", "m2")) == (alert.since, alert.evidence)
    assert (Severity.SOON, AlertState.OPEN) == (alert.severity, alert.state)
    assert "ask what got in the way" in alert.first_response


def test_it_has_an_owner_and_where_a_limit_is_stated_a_day_to_look_by():
    limited = attrs.evolve(TWO_MISSED, owner=Role.SUPERVISOR, within_days=3)

    (alert,) = alerts((limited,), case(*MISSES), on=ON)

    assert (Role.SUPERVISOR, date(2025, 5, 23)) == (alert.owner, alert.look_by)
    assert (Role.OFFICER, None) == (found(*MISSES)[0].owner, found(*MISSES)[0].look_by)


def test_an_early_warning_has_no_day_to_look_by_yet():
    held = [Dated(value="low", start=date(2025, 3, 10))]
    timeline = Timeline(person="person-001", states={"level": held})
    rule = attrs.evolve(NINETY_LOW, within_days=3)

    (alert,) = alerts((rule,), timeline, on=ON)

    assert alert.expected_on is not None
    assert alert.look_by is None


@pytest.mark.parametrize("owner", (Role.PERSON, Role.SYSTEM, Role.RESEARCHER))
def test_an_alert_belongs_to_somebody_who_can_look(owner):
    with pytest.raises(DeclarationError, match="name who should look"):
        attrs.evolve(TWO_MISSED, owner=owner)


def test_a_rule_that_does_not_hold_is_silent():
    assert () == found(*MISSES[:1])
    assert () == found(*MISSES, on=date(2025, 6, 9))  # the first is thirty days old


def test_other_kinds_of_absence_are_no_evidence():
    excused = [
        attrs.evolve(each, fields=(("outcome", "acceptable_absence"),))
        for each in MISSES
    ]

    assert () == found(*excused)


def test_the_same_situation_has_the_same_digest_as_days_pass():
    digests = {found(*MISSES, on=date(2025, 6, n))[0].digest for n in (1, 2, 8)}

    assert 1 == len(digests)


def test_new_evidence_is_another_situation():
    third = appointment("m3", date(2025, 5, 28))

    assert found(*MISSES)[0].digest != found(*MISSES, third)[0].digest


def test_old_evidence_that_leaves_the_window_makes_no_other_situation():
    """Three missed in May; by 8 June the first is thirty days old, and two are still enough."""
    misses = [appointment(f"m{n}", date(2025, 5, n)) for n in (9, 20, 25)]

    before, after = (found(*misses, on=date(2025, 6, n))[0] for n in (7, 9))

    assert (date(2025, 5, 20), ("m9", "m20", "m25")) == (before.since, before.evidence)
    assert before.digest == after.digest


def test_what_was_always_so_is_one_situation_from_day_to_day():
    """Nobody was ever seen: there is no day on which that began."""
    never = attrs.evolve(TWO_MISSED, when=~Happened(STREAK, 1, days(30)))

    first, second = (alerts((never,), case(), on=date(2025, 6, n))[0] for n in (1, 2))

    assert None is first.since
    assert first.digest == second.digest


def test_an_early_warning_comes_back_when_it_comes_true():
    low = Timeline(
        person="person-001", states={"level": always("low", date(2025, 3, 10))}
    )
    warnings = [
        alerts((NINETY_LOW,), low, on=on)[0]
        for on in (date(2025, 6, 1), date(2025, 6, 7), date(2025, 6, 8))
    ]

    assert [1, 2] == [len({w.digest for w in warnings[:n]}) for n in (2, 3)]


def snooze(alert, until=date(2025, 6, 5)):
    return Snooze(
        digest=alert.digest, until=until, reason="is in hospital", by=SUPERVISOR
    )


def test_a_snooze_hides_its_situation_until_its_day():
    put_off = snooze(found(*MISSES)[0])

    states = [
        found(*MISSES, on=date(2025, 6, n), snoozed=[put_off])[0].state
        for n in (1, 5, 6)
    ]

    assert [AlertState.SNOOZED, AlertState.SNOOZED, AlertState.OPEN] == states


def test_a_snooze_never_hides_a_changed_situation():
    put_off = snooze(found(*MISSES)[0])

    (alert,) = found(*MISSES, appointment("m3", date(2025, 5, 28)), snoozed=[put_off])

    assert AlertState.OPEN == alert.state


@pytest.mark.parametrize(
    ("resolved", "state"),
    ((False, AlertState.ACKNOWLEDGED), (True, AlertState.RESOLVED)),
)
def test_an_alert_is_acknowledged_and_resolved_by_somebody(resolved, state):
    digest = found(*MISSES)[0].digest
    handling = Handled(
        digest=digest, resolved=resolved, by=SUPERVISOR, on=ON, reason="called"
    )

    assert state == found(*MISSES, handled=[handling])[0].state
    assert "called" not in repr(handling)


def test_a_system_handles_no_alert():
    with pytest.raises(DeclarationError, match="a system does not handle"):
        Handled(
            digest="x", resolved=True, by=Actor("job", Role.SYSTEM), on=ON, reason="x"
        )


def test_good_news_is_an_alert_too():
    kept = [appointment(f"k{n}", date(2025, 5, n), "attended") for n in range(1, 6)]

    (alert,) = alerts(RULES, case(*kept), on=ON)

    assert ("five_kept", Severity.GOOD_NEWS) == (alert.rule, alert.severity)


def test_what_will_hold_soon_is_told_before():
    low = Timeline(
        person="person-001", states={"level": always("low", date(2025, 3, 10))}
    )

    # 90 days after 10 March is 8 June.
    (alert,) = alerts((NINETY_LOW,), low, on=ON)

    assert (None, date(2025, 6, 8)) == (alert.since, alert.expected_on)
    assert () == alerts((NINETY_LOW,), low, on=date(2025, 5, 24))


def test_what_was_not_known_then_alerts_nobody_then():
    late = attrs.evolve(MISSES[1], recorded=date(2025, 6, 3))

    assert () == found(MISSES[0], late, known=ON)
    assert 1 == len(found(MISSES[0], late, known=date(2025, 6, 3)))


def test_a_date_alone_can_alert():
    rule = attrs.evolve(NINETY_LOW, when=Since("start", days(10)))
    dated = Timeline(person="person-001", dates={"start": date(2025, 5, 1)})

    assert date(2025, 5, 11) == alerts((rule,), dated, on=ON)[0].since


def test_a_wrong_rule_names_every_defect():
    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(TWO_MISSED, first_response=" ", citation="", evidence_days=0)

    assert 3 == len(raised.value.defects)


def test_a_duty_that_is_due_soon_is_told_before_it_is_overdue():
    standards = compile_standards(rolling(1, 15), [CALENDAR])
    person = timeline(contact("c", START))

    def soon(on):
        return list(
            due_soon(duties(standards, person, on=day(on)), on=day(on), within_days=3)
        )

    assert [0, 1, 1, 0] == [len(soon(on)) for on in (11, 12, 15, 16)]


def test_an_absence_long_before_the_situation_is_no_evidence_of_it():
    """It began on 20 May, the second within 30 days; 30 days before that is 20 April."""
    old = appointment("m0", date(2025, 4, 9))

    (alert,) = found(old, *MISSES)

    assert ("m1", "m2") == alert.evidence


def test_evidence_of_all_time_may_be_written_as_a_million_days():
    ever = attrs.evolve(TWO_MISSED, evidence_days=1_000_000)
    old = appointment("m0", date(1999, 4, 9))

    (alert,) = alerts((ever,), case(old, *MISSES), on=ON)

    assert ("m0", "m1", "m2") == alert.evidence


def test_who_handles_an_alert_says_why():
    with pytest.raises(DeclarationError, match="no reason"):
        Handled(digest="x", resolved=True, by=SUPERVISOR, on=ON, reason=" ")
