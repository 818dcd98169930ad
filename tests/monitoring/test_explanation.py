"""Every date explains itself: the same date, every event accounted for, the reasons in words."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings

from supervise.dates import Unit, days, weeks
from supervise.monitoring import (
    Anchor,
    Any,
    By,
    Casework,
    Count,
    Each,
    Initial,
    Once,
    Pause,
    PauseMode,
    Rejection,
    Rolling,
    Row,
    Waiver,
    compile_standards,
    explain,
)
from supervise.packs.idaho_contacts import PACK
from supervise.rules import happened
from tests.monitoring.people import (
    CALENDAR,
    COLLATERAL,
    CUSTODY,
    HOME,
    PERSONAL,
    START,
    contact,
    day,
    duty_of,
    level,
    pack_of,
    rows_of,
    steps,
    timeline,
)
from tests.monitoring.test_reference import cases, packs, periods, places, rolling
from tests.support.sheets import SUPERVISOR


def explained(pack, case, on, **more):
    return explain(compile_standards(pack, [CALENDAR]), case, "contact", on=on, **more)


@settings(max_examples=60)
@given(packs(rolling | periods), cases(), places)
def test_an_explanation_arrives_at_the_date_of_the_duty(pack, case, on):
    found = explained(pack, case, day(on))

    assert duty_of(pack, case, day(on)) == found.duty
    assert found.duty.due == found.due


@settings(max_examples=60)
@given(packs(rolling | periods), cases(), places)
def test_every_event_is_counted_or_rejected_with_one_reason(pack, case, on):
    found = explained(pack, case, day(on))

    if found.duty.clock_start is not None:
        counted = [each.event for each in found.counted]
        rejected = [each.event for each in found.rejected]
        assert sorted(event.id for event in case.timeline.events) == sorted(
            counted + rejected
        )


@settings(max_examples=60)
@given(packs(rolling | periods), cases(), places)
def test_taking_a_rejected_event_away_changes_no_date(pack, case, on):
    found = explained(pack, case, day(on))
    gone = {each.event for each in found.rejected}
    kept = [event for event in case.timeline.events if event.id not in gone]
    without = Casework(attrs.evolve(case.timeline, events=kept), case.waivers)

    assert found.duty.due == duty_of(pack, without, day(on)).due


@settings(max_examples=60)
@given(packs(rolling | periods), cases(), places)
def test_the_event_that_a_date_rests_on_is_told_as_such(pack, case, on):
    found = explained(pack, case, day(on))
    resting = [each.event for each in found.counted if each.rests_on_it]

    assert [found.duty.deciding_event] * bool(found.duty.deciding_event) == resting


def raised(*events):
    """From day 20 one home visit in 30 days; before, one contact in 30 days."""
    pack = pack_of(
        *rows_of(
            Rolling(days(30)),
            Count(1, PERSONAL),
            high=(Rolling(days(30)), Count(1, HOME)),
        )
    )
    case = timeline(*events, level=steps((START, "moderate"), (day(20), "high")))
    return explained(pack, case, day(25))


def test_a_contact_whose_date_a_change_of_row_kept_decides():
    """Day 10 and 30 days are day 40; no home visit since day 0 would be day 30, which is sooner."""
    found = raised(contact("office", day(10)))

    assert day(40) == found.due == found.duty.due
    assert "office" == found.duty.deciding_event
    assert () == found.rejected
    (counted,) = found.counted
    assert counted.rests_on_it
    assert "counted under row all, before the change" == counted.says
    assert [
        f"{day(10)}: counted from this day (office)",
        f"{day(40)}: + 30 days",
        f"{day(40)}: row high began on {day(20)} and sets no date before this",
    ] == [f"{each.on}: {each.says}" for each in found.steps]


def test_a_date_that_rests_on_a_change_of_row_rests_on_no_contact():
    """Day 20 and 30 days are day 50; the contact on day 22 is no home visit."""
    found = explained(
        pack_of(
            *rows_of(
                Rolling(days(60)),
                Count(1, PERSONAL),
                high=(Rolling(days(30)), Count(1, HOME)),
            )
        ),
        timeline(
            contact("office", day(10)),
            contact("later", day(22)),
            level=steps((START, "moderate"), (day(20), "high")),
        ),
        day(25),
    )

    assert day(50) == found.due == found.duty.due
    assert "" == found.duty.deciding_event
    assert ["office"] == [each.event for each in found.counted]
    assert ["later"] == [each.event for each in found.rejected]


def test_the_contact_that_met_the_first_deadline_counts():
    """The first deadline, day 10, was met on day 0; then one in each week from Monday."""
    found = explained(
        pack_of(
            *rows_of(Each(1, Unit.WEEK, Anchor.CALENDAR), Count(1, PERSONAL)),
            initial=Initial(within=days(10), citation="p. 2"),
        ),
        timeline(contact("first", day(0)), contact("second", day(2))),
        day(14),
    )

    assert day(20) == found.due == found.duty.due
    assert [("first", "met the first deadline")] == [
        (each.event, each.says) for each in found.counted
    ]
    assert [("second", Rejection.OUTSIDE_WINDOW)] == [
        (each.event, each.reason) for each in found.rejected
    ]


def test_a_pause_that_excuses_and_a_waiver_are_steps_of_their_own():
    """Due on day 30; away to day 33, so 5 days after; day 38 falls in a waiver up to day 44."""
    waiver = Waiver(
        id="w1",
        standard="contact",
        first=day(36),
        last=day(44),
        approver=SUPERVISOR,
        reason="invented",
    )
    pack = pack_of(
        *rows_of(Rolling(days(30)), Count(1, PERSONAL)),
        pauses=(
            Pause(when=CUSTODY, mode=PauseMode.EXCUSE, grace=days(5), citation="p"),
        ),
    )
    away = steps((START, "community"), (day(29), "custody"), (day(33), "community"))

    found = explained(pack, Casework(timeline(setting=away), (waiver,)), day(34))

    assert day(44) == found.due == found.duty.due
    assert [day(0), day(30), day(38), day(44)] == [each.on for each in found.steps]


ATTEMPT = contact("attempted", day(9), status="attempted")
HISTORY = timeline(
    contact("before", day(-5)),
    contact("office", day(4)),
    contact("custody", day(22)),
    ATTEMPT,
    contact("employer", day(11), **{"with": "employer"}),
    contact("late", day(40), recorded=day(60)),
    contact("future", day(55)),
    contact("wrong", day(41)),
    happened("right", "note", day(41), supersedes="wrong"),
    contact("after", day(45)),
    setting=steps((START, "community"), (day(20), "custody"), (day(30), "community")),
    level=steps((START, "moderate"), (day(35), "high")),
)


def test_each_reason_for_not_counting_is_told():
    standards = compile_standards(PACK, [CALENDAR])

    found = explain(standards, HISTORY, "face_to_face", on=day(50), known=day(50))

    assert {
        "before": Rejection.OUTSIDE_SUPERVISION,
        "office": Rejection.BEFORE_CLOCK,
        "custody": Rejection.IN_PAUSE,
        "attempted": Rejection.NOT_COMPLETED,
        "employer": Rejection.DOES_NOT_MATCH,
        "late": Rejection.RECORDED_LATER,
        "future": Rejection.AFTER_AS_OF,
        "wrong": Rejection.SUPERSEDED,
        "right": Rejection.WRONG_KIND,
    } == {each.event: each.reason for each in found.rejected}
    assert ["after"] == [each.event for each in found.counted]


def test_a_due_date_of_idaho_explained_in_full():
    """High from day 35: one in 15 days. The last contact that counts is on day 45, so day 60."""
    standards = compile_standards(PACK, [CALENDAR])

    found = explain(standards, HISTORY, "face_to_face", on=day(50), known=day(50))

    text = str(found)
    assert day(60) == found.due == found.duty.due
    assert "within 15 days of the last time" in text
    assert "Recidiviz" in text
    assert "level is high since 2025-04-07" in text
    assert "started anew on 2025-04-02, after setting is custody" in text
    assert "2025-04-17: counted from this day (after)" in text
    assert "2025-05-02: + 15 days" in text
    assert ("idaho_business_days 2025",) == found.calendars


def test_a_known_change_of_a_state_is_foreseen():
    ending = timeline(supervised=steps((START, True), (day(90), False)))
    standards = compile_standards(PACK, [CALENDAR])

    assert day(90) == explain(standards, ending, "home_visit", on=day(5)).changes_on


def test_a_duty_without_a_date_says_why():
    standards = compile_standards(PACK, [CALENDAR])

    found = explain(standards, timeline(setting="custody"), "home_visit", on=day(5))

    assert "setting is custody" in found.duty.because
    assert () == found.steps


def test_nothing_of_a_waivers_reason_is_printed():
    from tests.monitoring.test_meaning import rolling as every

    waiver = Waiver(
        id="w1",
        standard="contact",
        first=day(1),
        last=day(30),
        approver=SUPERVISOR,
        reason="Avery Example is ill",
    )
    pack = every(1, 15)

    found = explained(pack, Casework(timeline(), (waiver,)), day(3))

    assert "waiver w1" in str(found)
    assert "Avery" not in str(found) + repr(found) + repr(waiver)


@pytest.mark.parametrize("on", (date(2019, 1, 1), date(2020, 7, 22)))
def test_before_the_standards_are_in_force_nothing_is_computed(on):
    standards = compile_standards(PACK, [CALENDAR])

    found = explain(standards, timeline(start=date(2018, 1, 1)), "home_visit", on=on)

    assert "not in force" in found.duty.because


def test_a_first_deadline_is_explained():
    from tests.monitoring.test_meaning import rolling as every

    pack = every(1, 30, initial=Initial(within=days(10), citation="p. 2"))

    found = explained(pack, timeline(), day(3))

    assert ["start of the clock", "first deadline"] == [
        each.says for each in found.steps
    ]
    assert "started on 2025-03-03, with supervision" == found.clock


# -- the arithmetic of the other schedules -------------------------------------------


def said(steps):
    return [(each.on, each.says) for each in steps]


def test_a_day_before_a_release_is_explained():
    """A week before 15 June 2025 is 8 June; a waiver from 6 to 10 June puts it off to the 10th."""
    pack = pack_of(*rows_of(By("release", weeks(1)), Count(1, PERSONAL)))
    case = timeline(dates={"release": date(2025, 6, 15)})
    waiver = Waiver(
        id="w1",
        standard="contact",
        first=date(2025, 6, 6),
        last=date(2025, 6, 10),
        approver=SUPERVISOR,
        reason="invented",
    )

    plain = explained(pack, case, day(1))
    put_off = explained(pack, Casework(case, (waiver,)), day(1))

    week_before = (date(2025, 6, 8), "1 week before release")
    assert [week_before] == said(plain.steps)
    assert [
        week_before,
        (date(2025, 6, 10), "last day of the waiver in which it fell"),
    ] == said(put_off.steps)


def test_of_two_first_times_the_one_that_is_still_open_is_explained():
    """At home within 7 days, met on day 2; two contacts once within 20 days, so day 20."""
    pack = pack_of(
        *rows_of(Once(days(20)), Count(2, PERSONAL)),
        initial=Initial(within=days(7), of=HOME, citation="p. 2"),
    )

    found = explained(pack, timeline(contact("h", day(2), place="home")), day(3))

    assert day(20) == found.due == found.duty.due
    assert [
        (day(0), "start of the clock"),
        (day(20), "first deadline"),
    ] == said(found.steps)


def test_the_event_from_which_periods_are_counted_counts():
    """A check-in on day 2; the next is from day 16 to day 18. No collateral one is there yet."""
    quota = Any((Count(1, PERSONAL), Count(1, COLLATERAL)))
    pack = pack_of(*rows_of(Each(14, Unit.DAY, Anchor.FIRST, opens=3), quota))

    found = explained(pack, timeline(contact("c", day(2))), day(5))

    assert day(18) == found.due == found.duty.due
    assert [("c", "periods are counted from it")] == [
        (each.event, each.says) for each in found.counted
    ]


def test_a_second_contact_on_a_day_is_rejected_where_days_are_distinct():
    quota = Count(2, PERSONAL, distinct_days=True)
    pack = pack_of(*rows_of(Rolling(days(30)), quota))
    case = timeline(contact("morning", day(3)), contact("evening", day(3)))

    found = explained(pack, case, day(5))

    assert [Rejection.SAME_DAY] == [each.reason for each in found.rejected]
    assert day(30) == found.due


@pytest.mark.parametrize(
    "setting",
    ("community", steps((START, "custody"), (day(20), "community"))),
    ids=("nothing_required", "nothing_required_and_paused"),
)
def test_a_clock_starts_when_the_standard_begins_to_apply(setting):
    """Nothing is required at the low level, so the clock starts with the moderate one."""
    nothing = Row(id="low", when=level.is_("low"), citation="p. 1")
    pack = pack_of(
        nothing,
        *rows_of(Rolling(days(30)), Count(1, PERSONAL)),
        pauses=(Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p"),),
    )
    raised = steps((START, "low"), (day(20), "moderate"))

    found = explained(pack, timeline(level=raised, setting=setting), day(25))

    assert f"started on {day(20)}, when the standard began to apply" == found.clock
    assert day(50) == found.due == found.duty.due


def test_a_waiver_of_another_standard_adjusts_nothing():
    waiver = Waiver(
        id="w1",
        standard="home_visit",
        first=day(1),
        last=day(30),
        approver=SUPERVISOR,
        reason="invented",
    )
    pack = pack_of(*rows_of(Rolling(days(15)), Count(1, PERSONAL)))

    found = explained(pack, Casework(timeline(), (waiver,)), day(3))

    assert ((), day(15)) == (found.adjustments, found.due)


def test_a_level_that_is_not_known_is_told_among_the_facts():
    nothing = Row(id="low", when=level.is_("low"), citation="p. 1")
    pack = pack_of(nothing, *rows_of(Rolling(days(15)), Count(1, PERSONAL)))

    found = explained(pack, timeline(level=()), day(3))

    assert "level is not known" in found.facts
    assert "not known, and it decides what is required: level" == found.duty.because


def test_a_cadence_that_ends_before_the_first_deadline_is_put_off_to_it():
    """A contact on day 2 and 15 days are day 17; the first deadline is day 40."""
    pack = pack_of(
        *rows_of(Rolling(days(15)), Count(1, PERSONAL)),
        initial=Initial(within=days(40), citation="p. 2"),
    )

    found = explained(pack, timeline(contact("c", day(2))), day(3))

    assert day(40) == found.due == found.duty.due
    assert [
        (day(2), "counted from this day (c)"),
        (day(17), "+ 15 days"),
        (day(40), "not before the first deadline"),
    ] == said(found.steps)
