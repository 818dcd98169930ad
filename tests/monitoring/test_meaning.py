"""What each rule of standards means, one example worked by hand for each.

Source of the meanings and of the numbers quoted: `duty-notes.md` of the research, section 3.
Days are counted from the start, a Monday; a due day is the last day on which it is in time.
"""

from datetime import date, timedelta

import attrs
import pytest

from supervise.dates import Unit, business_days, days, months, weeks
from supervise.monitoring import (
    Anchor,
    Any,
    By,
    Casework,
    Count,
    DutyStatus,
    Each,
    Every,
    Initial,
    OfWhich,
    Once,
    OnChange,
    Parity,
    Pause,
    PauseMode,
    Rolling,
    Row,
    Share,
    Substitute,
    Trigger,
    Waiver,
    caseload,
    compile_standards,
    duties,
)
from supervise.rules import Happened, Left, Rounding, happened
from tests.monitoring.people import (
    COLLATERAL,
    CUSTODY,
    FIELD,
    HOME,
    LEAVE,
    MOVE,
    PERSONAL,
    PROGRAMME,
    REPLY,
    REQUEST,
    START,
    contact,
    day,
    due_in_days,
    duty_of,
    pack_of,
    rows_of,
    setting,
    steps,
    timeline,
)
from tests.support.sheets import SUPERVISOR


def contacts(*on, **fields):
    return [contact(f"c{number}", day(number), **fields) for number in on]


def rolling(number, length, **fields):
    return pack_of(*rows_of(Rolling(days(length)), Count(number, PERSONAL)), **fields)


def monthly(number=1, **fields):
    quota = fields.pop("quota", Count(number, PERSONAL))
    schedule = fields.pop("schedule", Each(1, Unit.MONTH, Anchor.CALENDAR))
    return pack_of(*rows_of(schedule, quota), **fields)


# -- the due day -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "status"),
    ((14, DutyStatus.DUE), (15, DutyStatus.DUE), (16, DutyStatus.OVERDUE)),
)
def test_the_due_day_is_the_last_day_in_time_and_it_is_overdue_from_the_next(
    on, status
):
    found = duty_of(rolling(1, 15), timeline(*contacts(0)), day(on))

    assert (15, status) == (due_in_days(found), found.status)


def test_a_contact_on_the_due_day_counts():
    found = duty_of(rolling(1, 15), timeline(*contacts(0, 15)), day(15))

    assert 30 == due_in_days(found)


# -- rolling ---------------------------------------------------------------------


def test_n_in_k_is_due_k_after_the_nth_most_recent():
    found = duty_of(rolling(2, 30), timeline(*contacts(3, 10, 25)), day(26))

    assert (40, "c10") == (due_in_days(found), found.deciding_event)


def test_with_fewer_than_n_it_is_due_k_after_the_start():
    assert 30 == due_in_days(duty_of(rolling(2, 30), timeline(*contacts(20)), day(25)))


def test_one_of_two_moves_the_date_though_the_person_was_never_covered():
    """Contacts on 0, 10 and 50 with 2 in 30: due 40, uncovered since 31."""
    found = duty_of(rolling(2, 30), timeline(*contacts(0, 10, 50)), day(50))

    assert (40, day(31)) == (due_in_days(found), found.uncovered_since)


def test_a_sub_count_has_a_date_of_its_own_and_the_earliest_decides():
    quota = Count(2, PERSONAL, of_which=(OfWhich(1, HOME),))
    pack = pack_of(*rows_of(Rolling(days(30)), quota))
    case = timeline(contact("h", day(1), place="home"), *contacts(10, 20))

    found = duty_of(pack, case, day(25))

    assert (31, "h") == (due_in_days(found), found.deciding_event)
    assert "home" in found.decided_by


@pytest.mark.parametrize(("join", "due"), ((Every, 35), (Any, 50)))
def test_of_several_counts_the_earliest_decides_and_of_alternatives_the_latest(
    join, due
):
    quota = join((Count(1, PERSONAL), Count(1, COLLATERAL)))
    pack = pack_of(*rows_of(Rolling(days(30)), quota))
    case = timeline(*contacts(5), contact("x", day(20), **{"with": "collateral"}))

    assert due == due_in_days(duty_of(pack, case, day(21)))


# -- the first time --------------------------------------------------------------


def initial(within, **more):
    return Initial(within=within, citation="p. 2", **more)


def test_with_no_event_yet_the_first_deadline_holds():
    pack = rolling(1, 30, initial=initial(days(10)))

    found = duty_of(pack, timeline(), day(3))

    assert (10, "initial") == (due_in_days(found), found.obligation)


def test_one_of_two_early_does_not_make_the_date_earlier_than_the_first_deadline():
    pack = rolling(1, 15, initial=initial(days(40)))

    assert 40 == due_in_days(duty_of(pack, timeline(*contacts(2)), day(3)))


def test_an_event_that_is_not_of_this_quota_does_not_meet_the_first_deadline():
    """An office contact must not cancel the deadline of the home visit."""
    pack = pack_of(
        *rows_of(Rolling(days(90)), Count(1, HOME)), initial=initial(days(30))
    )

    assert 30 == due_in_days(duty_of(pack, timeline(*contacts(5)), day(6)))


def test_a_first_time_of_its_own_stands_beside_the_cadence():
    """California: home within so many days, then each month; the earliest open date is due."""
    pack = monthly(initial=initial(days(7), of=HOME))
    case = timeline(*contacts(1))

    found = duty_of(pack, case, day(2))

    assert (7, "initial") == (due_in_days(found), found.obligation)
    assert day(1) == found.last_done


def test_business_days_do_not_count_the_start_nor_closed_days():
    """Friday + 3 is Wednesday."""
    friday = date(2025, 3, 7)
    pack = rolling(1, 30, initial=initial(business_days(3, "idaho_business_days")))

    found = duty_of(pack, timeline(start=friday), friday)

    assert date(2025, 3, 12) == found.due


def test_a_holiday_is_not_a_business_day():
    """Thursday 3 July 2025 + 1 is Monday: Friday 4 July is closed."""
    thursday = date(2025, 7, 3)
    pack = rolling(1, 30, initial=initial(business_days(1, "idaho_business_days")))

    assert date(2025, 7, 7) == duty_of(pack, timeline(start=thursday), thursday).due


def test_without_the_calendar_it_is_not_computable_and_never_monday_to_friday():
    pack = rolling(1, 30, initial=initial(business_days(3, "idaho_business_days")))

    (found,) = duties(compile_standards(pack), timeline(), on=day(1))

    assert (DutyStatus.NOT_COMPUTABLE, None) == (found.status, found.due)
    assert "idaho_business_days" in found.because


@pytest.mark.parametrize(("before", "due"), ((90, 275), (91, 30)))
def test_an_earlier_assessment_is_reused_while_it_is_young_enough(before, due):
    pack = rolling(1, 365, initial=initial(days(30), reuse=days(90)))
    case = timeline(contact("old", day(-before)))

    assert due == due_in_days(duty_of(pack, case, day(1)))


# -- months and weeks ------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "due"),
    (
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2025, 1, 15), date(2025, 2, 28)),
    ),
)
def test_a_month_to_the_end_of_the_month(last, due):
    start = last - timedelta(days=20)
    pack = pack_of(*rows_of(Rolling(months(1, month_end=True)), Count(1, PERSONAL)))

    assert due == duty_of(pack, timeline(contact("c", last), start=start), last).due


@pytest.mark.parametrize(
    ("on", "due"),
    ((date(2025, 2, 10), date(2025, 2, 27)), (date(2025, 3, 1), date(2025, 3, 30))),
)
def test_months_from_the_start_are_counted_from_the_anchor_and_not_in_a_chain(on, due):
    """From 31 January: 28 February, 31 March; the periods end on the days before."""
    pack = monthly(schedule=Each(1, Unit.MONTH, Anchor.START))

    assert due == duty_of(pack, timeline(start=date(2025, 1, 31)), on).due


def test_a_week_begins_on_monday_and_may_cross_the_end_of_a_month():
    """Monday 31 March to Sunday 6 April 2025."""
    pack = monthly(schedule=Each(1, Unit.WEEK, Anchor.CALENDAR))

    found = duty_of(pack, timeline(*contacts(28)), date(2025, 4, 2))

    # Day 28 is Monday 31 March: this week is met, the next ends on 13 April.
    assert date(2025, 4, 13) == found.due


def test_a_week_begins_on_sunday_where_the_standard_says_so():
    pack = monthly(schedule=Each(1, Unit.WEEK, Anchor.CALENDAR, week_starts=6))

    assert date(2025, 4, 5) == duty_of(pack, timeline(), date(2025, 4, 2)).due


def test_thirty_days_from_the_start_are_not_a_calendar_month():
    pack = monthly(schedule=Each(30, Unit.DAY, Anchor.START))

    assert [29, 29, 59] == [
        due_in_days(duty_of(pack, timeline(), day(on))) for on in (0, 29, 30)
    ]


# -- periods ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "due"),
    (((), date(2025, 4, 30)), ((date(2025, 4, 1),), date(2025, 5, 31))),
)
def test_a_period_is_due_at_its_end_or_if_met_at_the_end_of_the_next(done, due):
    case = timeline(*(contact("c", on) for on in done))

    assert due == duty_of(monthly(), case, date(2025, 4, 10)).due


def test_surplus_never_carries_over():
    case = timeline(*(contact(f"c{n}", date(2025, 4, n)) for n in (1, 2, 3)))

    assert date(2025, 5, 31) == duty_of(monthly(), case, date(2025, 5, 2)).due


def test_a_contact_after_the_period_is_not_the_periods():
    """January's contact on 3 February is February's."""
    case = timeline(contact("c", date(2025, 2, 3)), start=date(2024, 12, 20))

    found = duty_of(monthly(), case, date(2025, 2, 10))

    assert (date(2025, 3, 31), date(2025, 1, 1)) == (found.due, found.earliest_unmet)


def test_the_unbroken_run_of_missed_whole_months_is_told():
    case = timeline(contact("c", date(2025, 4, 10)))

    found = duty_of(monthly(), case, date(2025, 8, 15))

    assert (date(2025, 8, 31), date(2025, 5, 1)) == (found.due, found.earliest_unmet)


def test_a_first_month_that_is_not_whole_is_a_task_and_not_a_miss():
    begun = duty_of(monthly(), timeline(), date(2025, 3, 20))
    later = duty_of(monthly(), timeline(), date(2025, 4, 20))

    assert (date(2025, 3, 31), True) == (begun.due, begun.partial)
    assert (date(2025, 4, 30), None, False) == (
        later.due,
        later.earliest_unmet,
        later.partial,
    )


def test_a_month_in_which_supervision_will_end_is_not_whole():
    case = timeline(supervised=steps((START, True), (date(2025, 5, 20), False)))

    assert duty_of(monthly(), case, date(2025, 5, 2)).partial


@pytest.mark.parametrize(
    ("parity", "due"),
    ((Parity.ODD, date(2025, 5, 31)), (Parity.EVEN, date(2025, 4, 30))),
)
def test_odd_and_even_months(parity, due):
    schedule = Each(1, Unit.MONTH, Anchor.CALENDAR, parity=parity)

    assert due == duty_of(monthly(schedule=schedule), timeline(), date(2025, 4, 10)).due


def test_a_contact_later_this_even_month_is_nothing_to_the_odd_one_that_is_due():
    schedule = Each(1, Unit.MONTH, Anchor.CALENDAR, parity=Parity.ODD)
    case = timeline(contact("c", date(2025, 4, 2)))

    found = duty_of(monthly(schedule=schedule), case, date(2025, 4, 1))

    assert (DutyStatus.DUE, date(2025, 5, 31)) == (found.status, found.due)


def test_a_week_that_was_paused_from_end_to_end_was_not_missed():
    """In custody from Friday 2 May to Sunday 11 May; the week of 5 May is not a miss."""
    weekly = monthly(
        schedule=Each(1, Unit.WEEK, Anchor.CALENDAR),
        pauses=(Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4"),),
    )

    found = duty_of(weekly, timeline(setting=in_custody(60, 70)), date(2025, 5, 17))

    assert (date(2025, 5, 18), None) == (found.due, found.earliest_unmet)


def test_a_quarter_is_three_calendar_months():
    schedule = Each(3, Unit.MONTH, Anchor.CALENDAR)

    assert (
        date(2025, 6, 30)
        == duty_of(monthly(schedule=schedule), timeline(), date(2025, 4, 1)).due
    )


def test_a_window_opens_some_days_before_the_end():
    schedule = Each(1, Unit.MONTH, Anchor.CALENDAR, opens=5)

    assert (
        date(2025, 4, 26)
        == duty_of(monthly(schedule=schedule), timeline(), date(2025, 4, 1)).opens
    )


@pytest.mark.parametrize(
    ("on", "opens", "due"), ((9, 15, 17), (15, 15, 17), (17, 15, 17), (18, 29, 31))
)
def test_a_check_in_is_due_in_its_window_and_expires(on, opens, due):
    """First check-in on day 1, each 14 days, three days open: unused ones do not pile up."""
    schedule = Each(14, Unit.DAY, Anchor.FIRST, opens=3)

    found = duty_of(monthly(schedule=schedule), timeline(*contacts(1)), day(on))

    assert (day(opens), due) == (found.opens, due_in_days(found))


# -- quotas ----------------------------------------------------------------------


def test_half_of_what_is_required_after_waivers_rounded_up():
    """8 a month, half in the field: with 3 waived it is 5, of which 3."""
    quota = Count(8, PERSONAL, of_which=(OfWhich(Share("1/2", Rounding.UP), FIELD),))
    case = timeline(
        *(contact(f"f{n}", date(2025, 4, n), place="field") for n in (1, 2)),
        *(contact(f"o{n}", date(2025, 4, n)) for n in (3, 4, 5)),
    )
    waiver = waived(less=3)

    found = duty_of(monthly(quota=quota), Casework(case, (waiver,)), date(2025, 4, 10))
    enough = timeline(*case.events, contact("f3", date(2025, 4, 6), place="field"))
    met = duty_of(monthly(quota=quota), Casework(enough, (waiver,)), date(2025, 4, 10))

    assert (date(2025, 4, 30), date(2025, 5, 31)) == (found.due, met.due)
    assert "of which" in found.decided_by


@pytest.mark.parametrize(
    ("distinct", "due"), ((True, date(2025, 4, 30)), (False, date(2025, 5, 31)))
)
def test_two_on_one_day_count_twice_unless_days_are_distinct(distinct, due):
    quota = Count(2, PERSONAL, distinct_days=distinct)
    case = timeline(*(contact(id, date(2025, 4, 3)) for id in ("a", "b")))

    assert due == duty_of(monthly(quota=quota), case, date(2025, 4, 10)).due


def substitute(**more):
    return Substitute(PROGRAMME, Share("1/2", Rounding.DOWN), citation="p. 3", **more)


def programme(*on):
    return [contact(f"p{n}", date(2025, 4, n), **{"with": "programme"}) for n in on]


@pytest.mark.parametrize(
    ("main", "others", "met"),
    ((2, 2, True), (1, 3, False), (3, 1, True), (2, 1, False)),
)
def test_substitutes_stand_in_for_up_to_half(main, others, met):
    quota = Count(4, PERSONAL, substitutes=(substitute(),))
    case = timeline(
        *(contact(f"m{n}", date(2025, 4, n)) for n in range(1, main + 1)),
        *programme(*range(11, 11 + others)),
    )

    found = duty_of(monthly(quota=quota), case, date(2025, 4, 20))

    assert (date(2025, 5, 31) if met else date(2025, 4, 30)) == found.due


def test_a_substitute_counts_only_while_its_criterion_holds_on_its_own_day():
    quota = Count(
        2, PERSONAL, substitutes=(substitute(while_=setting.is_("programme")),)
    )
    enrolled = steps((START, "community"), (date(2025, 4, 12), "programme"))
    main = contact("m", date(2025, 4, 1))

    def due(on):
        case = timeline(main, *programme(on), setting=enrolled)
        return duty_of(monthly(quota=quota), case, date(2025, 4, 20)).due

    assert [date(2025, 4, 30), date(2025, 5, 31)] == [due(11), due(12)]


# -- change of level -------------------------------------------------------------


def by_level(on_change, **fields):
    """High every 15 days, everybody else every 45."""
    rows = rows_of(
        Rolling(days(45)),
        Count(1, PERSONAL),
        high=(Rolling(days(15)), Count(1, PERSONAL)),
    )
    return pack_of(*rows, on_change=on_change, **fields)


def raised(on):
    return steps((START, "moderate"), (day(on), "high"))


@pytest.mark.parametrize(
    ("on_change", "due"),
    ((OnChange.SOFTEN, 35), (OnChange.CARRY, 15), (OnChange.FRESH, 35)),
)
def test_a_raised_level_softens_carries_or_starts_afresh(on_change, due):
    """Raised from 45 to 15 days with the last contact 20 days ago: carrying over is overdue at
    once, softening gives the change + 15."""
    case = timeline(*contacts(0), level=raised(20))

    assert due == due_in_days(duty_of(by_level(on_change), case, day(20)))


@pytest.mark.parametrize(
    ("on_change", "due"), ((OnChange.SOFTEN, 45), (OnChange.FRESH, 65))
)
def test_what_was_overdue_before_a_change_stays_overdue_when_softened(on_change, due):
    """Last contact on day 0, due 45, raised on day 50: only a fresh start forgives."""
    case = timeline(*contacts(0), level=raised(50))

    assert due == due_in_days(duty_of(by_level(on_change), case, day(51)))


def test_after_a_contact_the_new_cadence_alone_counts():
    case = timeline(*contacts(0, 30), level=raised(20))

    assert 45 == due_in_days(duty_of(by_level(OnChange.SOFTEN), case, day(31)))


def monthly_by_level(on_change):
    each = Each(1, Unit.MONTH, Anchor.CALENDAR)
    return pack_of(
        *rows_of(each, Count(1, PERSONAL), high=(each, Count(4, PERSONAL))),
        on_change=on_change,
    )


@pytest.mark.parametrize(
    ("on_change", "due"),
    ((OnChange.SOFTEN, date(2025, 5, 31)), (OnChange.FRESH, date(2025, 4, 30))),
)
def test_the_row_of_the_first_day_governs_a_whole_period(on_change, due):
    """Raised to four a month on the 28th with one contact made: April was met by its own row."""
    case = timeline(
        contact("c", date(2025, 4, 3)),
        level=steps((START, "moderate"), (date(2025, 4, 28), "high")),
    )

    assert due == duty_of(monthly_by_level(on_change), case, date(2025, 4, 29)).due


def test_the_new_row_governs_from_the_next_period():
    case = timeline(
        contact("c", date(2025, 5, 3)),
        level=steps((START, "moderate"), (date(2025, 4, 28), "high")),
    )

    assert (
        date(2025, 5, 31)
        == duty_of(monthly_by_level(OnChange.SOFTEN), case, date(2025, 5, 4)).due
    )


# -- pauses ----------------------------------------------------------------------


def pause(mode, when=CUSTODY, **more):
    return Pause(when=when, mode=mode, citation="p. 4", **more)


def in_custody(first, last):
    return steps(
        (START, "community"), (day(first), "custody"), (day(last), "community")
    )


FREEZE = pause(PauseMode.FREEZE)


@pytest.mark.parametrize(
    ("first", "last", "due"),
    (
        (5, 11, 21),  # six paused days inside
        (
            15,
            20,
            20,
        ),  # begins on the due day: that day is paused, and so are the next four
        (16, 20, 15),  # begins the day after: the last active day was the due day
        (14, 15, 16),
    ),
)
def test_paused_days_are_not_counted(first, last, due):
    case = timeline(*contacts(0), setting=in_custody(first, last))

    assert due == due_in_days(
        duty_of(rolling(1, 15, pauses=(FREEZE,)), case, day(last))
    )


def test_a_date_that_is_moved_into_another_pause_is_moved_past_it():
    setting = steps(
        (START, "community"),
        (day(5), "custody"),
        (day(8), "community"),
        (day(17), "custody"),
        (day(20), "community"),
    )
    case = timeline(*contacts(0), setting=setting)

    # 15 + 3 = 18 lies in the second pause (17, 18, 19): 18 + 3 = 21.
    assert 21 == due_in_days(duty_of(rolling(1, 15, pauses=(FREEZE,)), case, day(20)))


@pytest.mark.parametrize(
    ("first", "last", "due"), ((10, 20, 25), (15, 30, 35), (16, 30, 15), (2, 4, 15))
)
def test_an_excuse_gives_a_grace_only_to_what_was_still_in_time(first, last, due):
    """Repeated excusing cannot cure what was overdue."""
    excuse = pause(PauseMode.EXCUSE, LEAVE, grace=days(5))
    case = timeline(
        *contacts(0),
        setting=steps(
            (START, "community"), (day(first), "leave"), (day(last), "community")
        ),
    )

    assert due == due_in_days(duty_of(rolling(1, 15, pauses=(excuse,)), case, day(40)))


def test_release_restarts_the_clock_and_earlier_contacts_do_not_count():
    restart = pause(PauseMode.RESTART)
    pack = rolling(1, 30, pauses=(restart,), initial=initial(days(10)))
    case = timeline(*contacts(1, 18), setting=in_custody(20, 40))

    found = duty_of(pack, case, day(41))

    assert (50, day(40), None) == (
        due_in_days(found),
        found.clock_start,
        found.last_done,
    )


@pytest.mark.parametrize("mode", (PauseMode.FREEZE, PauseMode.RESTART))
def test_while_paused_there_is_no_date_but_the_end_if_it_is_known(mode):
    pack = rolling(1, 15, pauses=(pause(mode),))
    known = timeline(setting=in_custody(5, 11))
    open_ended = timeline(setting=steps((START, "community"), (day(5), "custody")))

    found = duty_of(pack, known, day(7))

    assert (DutyStatus.PAUSED, None, day(11)) == (
        found.status,
        found.due,
        found.resumes,
    )
    assert None is duty_of(pack, open_ended, day(7)).resumes


@pytest.mark.parametrize(("counts", "due"), ((False, 26), (True, 30)))
def test_a_contact_in_custody_counts_only_where_the_standard_says_so(counts, due):
    """Last contact on day 0, six days in custody, a contact on the fourth of them, day 8."""
    pack = rolling(1, 20, pauses=(FREEZE,), counts_while_paused=counts)
    case = timeline(*contacts(0, 8), setting=in_custody(5, 11))

    # Day 0 + 20 and six paused days; or day 8 + 20 and the two paused days after it, 9 and 10.
    assert due == due_in_days(duty_of(pack, case, day(12)))


# -- waivers ---------------------------------------------------------------------


def waived(*, first=date(2025, 4, 1), last=date(2025, 4, 30), less=1, **more):
    return Waiver(
        id="w1",
        standard="contact",
        first=first,
        last=last,
        less=less,
        approver=SUPERVISOR,
        reason="stable for four months",
        **more,
    )


@pytest.mark.parametrize(
    ("last", "due"),
    ((date(2025, 4, 30), date(2025, 5, 31)), (date(2025, 4, 29), date(2025, 4, 30))),
)
def test_a_waiver_counts_in_a_period_if_it_is_in_force_on_the_due_day(last, due):
    case = timeline(contact("c", date(2025, 4, 3)))

    found = duty_of(monthly(2), Casework(case, (waived(last=last),)), date(2025, 4, 10))

    assert due == found.due


def test_what_is_waived_whole_is_waived_and_not_met():
    found = duty_of(monthly(), Casework(timeline(), (waived(),)), date(2025, 4, 10))

    assert (DutyStatus.WAIVED, None) == (found.status, found.due)


def test_on_a_rolling_clock_a_waiver_defers_to_its_last_day():
    waiver = waived(first=day(10), last=day(25))
    pack = rolling(1, 15)

    inside = duty_of(pack, Casework(timeline(*contacts(0)), (waiver,)), day(12))
    outside = duty_of(pack, Casework(timeline(*contacts(11)), (waiver,)), day(12))

    assert (25, 26) == (due_in_days(inside), due_in_days(outside))


# -- once, by a date, and triggers -------------------------------------------------


def test_something_that_is_asked_for_once_is_done_when_it_is_done():
    pack = pack_of(*rows_of(Once(days(30)), Count(1, HOME)))

    assert 30 == due_in_days(duty_of(pack, timeline(), day(1)))
    done = duty_of(pack, timeline(contact("h", day(3), place="home")), day(400))
    assert (DutyStatus.DONE, None, day(3)) == (done.status, done.due, done.last_done)


def test_a_date_before_the_release_needs_the_release_to_be_known():
    pack = pack_of(*rows_of(By("release", weeks(1)), Count(1, PERSONAL)))
    known = timeline(dates={"release": date(2025, 6, 15)})

    assert date(2025, 6, 8) == duty_of(pack, known, day(1)).due
    assert DutyStatus.NOT_COMPUTABLE == duty_of(pack, timeline(), day(1)).status


def test_a_release_on_the_last_day_of_all_is_far_away():
    pack = pack_of(*rows_of(By("release", weeks(1)), Count(1, PERSONAL)))
    endless = timeline(dates={"release": date(9999, 12, 31)})

    assert date(9999, 12, 24) == duty_of(pack, endless, day(1)).due


def test_what_is_asked_for_before_a_release_is_done_once_it_is_done():
    pack = pack_of(*rows_of(By("release", weeks(1)), Count(1, PERSONAL)))
    case = timeline(*contacts(3), dates={"release": date(2025, 6, 15)})

    found = duty_of(pack, case, day(5))

    assert (DutyStatus.DONE, None, day(3)) == (found.status, found.due, found.last_done)


def triggered(**more):
    fields = {
        "id": "moved",
        "of": MOVE,
        "within": days(30),
        "answer": HOME,
        "citation": "p. 5",
    }
    return rolling(1, 365, triggers=(Trigger(**(fields | more)),))


def test_a_move_makes_a_visit_due_until_there_was_one():
    moved = happened("m", "move", day(40))
    waiting = duty_of(triggered(), timeline(*contacts(1), moved), day(50))
    visited = timeline(*contacts(1), moved, contact("h", day(40), place="home"))

    assert (70, "trigger", "m") == (
        due_in_days(waiting),
        waiting.obligation,
        waiting.deciding_event,
    )
    assert 405 == due_in_days(duty_of(triggered(), visited, day(50)))


def test_one_answer_closes_all_that_came_before_it():
    moves = [happened(f"m{n}", "move", day(n)) for n in (10, 20, 60)]
    case = timeline(*contacts(1), *moves, contact("h", day(30), place="home"))

    assert 90 == due_in_days(duty_of(triggered(), case, day(61)))


def test_with_references_a_reply_closes_its_own_request_only():
    pack = triggered(of=REQUEST, answer=REPLY, within=days(10), per_reference=True)
    case = timeline(
        *contacts(1),
        happened("r1", "request", day(5), reference="A"),
        happened("r2", "request", day(6), reference="B"),
        happened("a2", "reply", day(7), reference="B"),
    )

    found = duty_of(pack, case, day(8))

    assert (15, "r1") == (due_in_days(found), found.deciding_event)


# -- what was known --------------------------------------------------------------


def test_what_was_known_then_gives_the_answer_that_was_given_then():
    case = timeline(
        *contacts(0),
        contact("late", day(10), recorded=day(30)),
        level=(*steps((START, "moderate")),),
    )
    then = timeline(*contacts(0))

    before = duty_of(rolling(1, 15), case, day(12), known=day(12))
    after = duty_of(rolling(1, 15), case, day(12), known=day(30))

    assert duty_of(rolling(1, 15), then, day(12), known=day(12)) == before
    assert (15, 25) == (due_in_days(before), due_in_days(after))


def test_a_correction_takes_the_place_of_what_it_corrects():
    wrong = contact("wrong", day(10))
    right = happened(
        "right",
        "contact",
        day(4),
        supersedes="wrong",
        recorded=day(11),
        method="in_person",
        place="office",
        status="completed",
        **{"with": "person"},
    )
    case = timeline(wrong, right)

    assert [25, 19] == [
        due_in_days(duty_of(rolling(1, 15), case, day(12), known=known))
        for known in (day(10), day(12))
    ]


def test_an_event_in_the_future_does_not_count():
    assert 15 == due_in_days(
        duty_of(rolling(1, 15), timeline(*contacts(0, 14)), day(13))
    )


# -- what cannot be said -----------------------------------------------------------


def test_supervision_that_has_no_known_beginning_starts_no_clock():
    """Supervised while more than 0 days of the term are left: nothing says since when."""
    pack = rolling(1, 30)
    pack = attrs.evolve(
        pack,
        supervised=Left("end_of_term", days(0)),
        states=dict(pack.states),
        events={kind: dict(fields) for kind, fields in pack.events.items()},
    )
    case = timeline(*contacts(3), dates={"end_of_term": date(2026, 3, 3)})

    found = duty_of(pack, case, day(5))

    assert (DutyStatus.NOT_COMPUTABLE, None) == (found.status, found.due)
    assert "date 'start of supervision' is not known" == found.because


def test_a_situation_for_which_the_standard_has_no_row_is_unknown_and_says_so():
    """There is a row for people who have not moved in 30 days, and none for the others."""
    settled = Row(
        id="settled",
        when=~Happened(MOVE, 1, days(30)),
        schedule=Rolling(days(30)),
        quota=Count(1, PERSONAL),
        citation="p. 1",
    )
    case = timeline(happened("m", "move", day(3)))

    before, after = (duty_of(pack_of(settled), case, day(on)) for on in (2, 5))

    assert DutyStatus.DUE is before.status
    assert (DutyStatus.UNKNOWN, None) == (after.status, after.due)
    assert "no row of the standard is for the states of this person" == after.because


def test_when_no_more_can_be_kept_the_dates_are_the_same(monkeypatch):
    """What is kept between people makes it quick, and changes nothing."""
    monkeypatch.setattr("supervise.monitoring.compiled.MOST_KEPT", 0)
    standards = compile_standards(rolling(1, 15))
    cases = [timeline(*contacts(on)) for on in (0, 3)]

    found = list(caseload(standards, cases, on=day(5)))

    assert [15, 18] == [due_in_days(each) for each in found]
