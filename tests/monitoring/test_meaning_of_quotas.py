"""What is counted for whom and when: one example worked by hand for each rule of quotas and clocks.

It goes on from `test_meaning`, with the same source: `duty-notes.md` of the research, sections 2
and 3. Days are counted from the start, a Monday; a due day is the last day on which it is in time.
"""

from datetime import date

import attrs
import pytest

from supervise.dates import (
    BusinessCalendar,
    Length,
    Period,
    Unit,
    business_days,
    days,
    months,
    weeks,
)
from supervise.errors import DeclarationError
from supervise.monitoring import (
    Anchor,
    By,
    Casework,
    Count,
    DutyStatus,
    Each,
    Every,
    Initial,
    OfWhich,
    Once,
    Parity,
    Pause,
    PauseMode,
    Rolling,
    Share,
    Substitute,
    Total,
    Waiver,
    compile_standards,
    duties,
    explain,
)
from supervise.rules import Dated, Events, Ref, Rounding, Since, Timeline, happened
from tests.monitoring.people import (
    CALENDAR,
    COLLATERAL,
    CUSTODY,
    FIELD,
    HOME,
    LEAVE,
    PERSONAL,
    PROGRAMME,
    SESSION,
    START,
    completed,
    contact,
    day,
    due_in_days,
    duty_of,
    level,
    pack_of,
    rows_of,
    steps,
    timeline,
)
from tests.support.sheets import SUPERVISOR

EACH_MONTH = Each(1, Unit.MONTH, Anchor.CALENDAR)
ON = date(2025, 4, 20)
MET, NOT_MET = date(2025, 5, 31), date(2025, 4, 30)


def asked(schedule, quota, **fields):
    return pack_of(*rows_of(schedule, quota), **fields)


def explained(pack, case, on):
    return explain(compile_standards(pack, [CALENDAR]), case, "contact", on=on)


def in_april(*on, **fields):
    return [contact(f"c{n}", date(2025, 4, n), **fields) for n in on]


def waiver(first, last, less=1):
    return Waiver(
        id="w",
        standard="contact",
        first=first,
        last=last,
        less=less,
        approver=SUPERVISOR,
        reason="invented",
    )


# -- none counted twice ------------------------------------------------------------


VISIT_AND_CONTACTS = (Count(1, HOME), Count(4, PERSONAL))


@pytest.mark.parametrize(
    ("distinct", "contacts", "due"),
    ((False, 4, MET), (True, 4, NOT_MET), (True, 5, MET)),
)
def test_one_visit_and_four_contacts_are_four_events_or_five(distinct, contacts, due):
    """New York, conditional release: 1 at home + 4 personal. The visit is personal too."""
    quota = Every(VISIT_AND_CONTACTS, distinct=distinct)
    case = timeline(
        contact("home", date(2025, 4, 2), place="home"),
        *in_april(*range(5, 4 + contacts)),
    )

    assert due == duty_of(asked(EACH_MONTH, quota), case, ON).due


def test_events_are_shared_out_to_the_best():
    """A visit in the field and one at home, each once: of two at home, which are also in the field,
    one is taken for the field. Taken in the order of writing, the field would take any."""
    quota = Every((Count(1, FIELD), Count(1, HOME)), distinct=True)
    two_at_home = in_april(3, 5, place="home")
    one_each = [*in_april(3, place="home"), *in_april(5, place="field")]
    two_in_the_field = in_april(3, 5, place="field")

    found = [
        duty_of(asked(EACH_MONTH, quota), timeline(*events), ON).due
        for events in (two_at_home, one_each, two_in_the_field)
    ]

    assert [MET, MET, NOT_MET] == found


def test_none_counted_twice_on_a_rolling_clock():
    """1 at home and 1 personal in 30 days, two events. Home on 10 and office on 4: the second most
    recent of both is on day 4, so day 34. If one might count twice it would be day 40."""
    quota = Every((Count(1, HOME), Count(1, PERSONAL)), distinct=True)
    case = timeline(contact("o", day(4)), contact("h", day(10), place="home"))

    apart = duty_of(asked(Rolling(days(30)), quota), case, day(12))
    either = duty_of(asked(Rolling(days(30)), Every(quota.counts)), case, day(12))

    assert [34, 40] == [due_in_days(apart), due_in_days(either)]
    assert "none counted twice" in apart.decided_by


def test_a_waiver_lessens_each_of_the_counts_that_are_kept_apart():
    """One less of each: none at home and 3 personal; the visit is one of the three."""
    quota = Every(VISIT_AND_CONTACTS, distinct=True)
    pack = asked(EACH_MONTH, quota)
    granted = (waiver(date(2025, 4, 1), NOT_MET),)

    found = [
        duty_of(pack, Casework(timeline(*in_april(*on)), granted), ON).due
        for on in ((3, 4), (3, 4, 5))
    ]

    assert [NOT_MET, MET] == found


@pytest.mark.parametrize(
    ("counts", "says"),
    (
        ((Count(1, HOME),), "from 2 to 6 counts"),
        ((Count(1, HOME), Total(60, "minutes", SESSION)), "only plain counts"),
        ((Count(1, HOME), Count(2, PERSONAL, distinct_days=True)), "only plain counts"),
        (
            (Count(1, HOME), Count(2, PERSONAL, of_which=(OfWhich(1, FIELD),))),
            "only plain counts",
        ),
    ),
)
def test_only_plain_counts_can_be_kept_apart(counts, says):
    with pytest.raises(DeclarationError, match=says):
        asked(EACH_MONTH, Every(counts, distinct=True))


# -- amounts -----------------------------------------------------------------------


def session(id, on, minutes):
    return happened(id, "session", on, minutes=minutes)


TEN_HOURS = Total(600, "minutes", SESSION)


@pytest.mark.parametrize(
    ("minutes", "lacking", "due"),
    (((240, 240, 90), 30, NOT_MET), ((240, 240, 120), 0, MET), ((), 600, NOT_MET)),
)
def test_hours_of_a_month_are_added_up(minutes, lacking, due):
    """Ten hours a month: 240 + 240 + 90 minutes leave 30."""
    events = [
        session(f"s{n}", date(2025, 4, n + 1), each) for n, each in enumerate(minutes)
    ]

    found = explained(asked(EACH_MONTH, TEN_HOURS), timeline(*events), ON)

    assert due == found.due == found.duty.due
    assert found.shortfall.startswith(f"{lacking} more" if lacking else "")


def test_hours_on_a_rolling_clock_count_back_from_the_newest():
    """100 minutes in 30 days: 60 on day 20 and 30 on day 12 are 90; with 60 on day 5 it is enough.
    So the date rests on day 5, and is day 35."""
    events = [
        session("a", day(5), 60),
        session("b", day(12), 30),
        session("c", day(20), 60),
    ]

    found = duty_of(
        asked(Rolling(days(30)), Total(100, "minutes", SESSION)),
        timeline(*events),
        day(21),
    )

    assert (35, "a") == (due_in_days(found), found.deciding_event)


def test_too_few_hours_are_due_from_the_start():
    events = [session("a", day(5), 60)]

    found = duty_of(
        asked(Rolling(days(30)), Total(100, "minutes", SESSION)),
        timeline(*events),
        day(21),
    )

    assert 30 == due_in_days(found)


def test_a_waiver_of_hours_is_in_their_own_unit():
    case = Casework(
        timeline(session("a", date(2025, 4, 2), 240)),
        (waiver(date(2025, 4, 1), NOT_MET, less=360),),
    )

    assert MET == duty_of(asked(EACH_MONTH, TEN_HOURS), case, ON).due


def test_an_amount_of_a_field_that_is_none_is_refused():
    with pytest.raises(DeclarationError) as raised:
        asked(EACH_MONTH, Total(0, "place", PERSONAL))

    assert 2 == len(raised.value.defects), raised.value.defects


# -- substitutes -------------------------------------------------------------------


def stand_in(of, most, **more):
    return Substitute(of, most, citation="p. 3", **more)


def programme(*on):
    return [contact(f"p{n}", date(2025, 4, n), **{"with": "programme"}) for n in on]


def test_the_newest_substitutes_are_used():
    quota = Count(2, PERSONAL, substitutes=(stand_in(PROGRAMME, 1),))
    case = timeline(*in_april(3), *programme(5, 9))

    found = explained(asked(EACH_MONTH, quota), case, date(2025, 4, 2 + 18))

    assert ["c3", "p9"] == [each.event for each in found.counted]
    assert {"p5": "over_cap"} == {e.event: e.reason.value for e in found.rejected}


def test_what_one_substitute_has_used_no_other_uses_again():
    """Of three required one may be of a programme, and one more of any kind. One programme contact
    is one, not two; with a second the other substitute has its own."""
    anything = Events("contact", completed)
    quota = Count(
        3, PERSONAL, substitutes=(stand_in(PROGRAMME, 1), stand_in(anything, 1))
    )
    pack = asked(EACH_MONTH, quota)

    found = [
        duty_of(pack, timeline(*in_april(3), *programme(*on)), ON).due
        for on in ((9,), (9, 10))
    ]

    assert [NOT_MET, MET] == found


def test_a_contact_that_is_both_counts_as_one_of_the_required_ones():
    """A visit at home is one of the personal contacts, and uses up no substitute."""
    quota = Count(2, PERSONAL, substitutes=(stand_in(FIELD, 1),))
    case = timeline(*in_april(3, place="home"), *in_april(4, place="field"))

    found = explained(asked(EACH_MONTH, quota), case, ON)

    assert [False, False] == [each.as_substitute for each in found.counted]
    assert MET == found.due


def test_the_cap_is_a_share_of_what_is_required_before_waivers():
    """Half of four is two, also where two are waived: then two substitutes alone are enough."""
    half = Share("1/2", Rounding.DOWN)
    quota = Count(4, PERSONAL, substitutes=(stand_in(PROGRAMME, half),))
    granted = (waiver(date(2025, 4, 1), NOT_MET, less=2),)
    case = Casework(timeline(*programme(3, 4)), granted)

    assert MET == duty_of(asked(EACH_MONTH, quota), case, ON).due


def test_video_stands_in_for_the_office_while_an_office_is_understaffed():
    """Texas: in critically short-staffed offices, and there in odd months only."""
    odd_video = Events(
        "contact", completed & Ref("method").is_("telephone") & Ref("odd_month").yes
    )
    in_person = Events("contact", completed & Ref("method").is_("in_person"))
    understaffed = level.is_("low")  # a state of the office, borrowed for this test
    quota = Count(
        1, in_person, substitutes=(stand_in(odd_video, 1, while_=understaffed),)
    )
    pack = asked(EACH_MONTH, quota)

    def due(on, staffing):
        call = contact("call", on, method="telephone")
        return duty_of(pack, timeline(call, level=staffing), on).due

    assert [date(2025, 6, 30), date(2025, 4, 30), date(2025, 5, 31)] == [
        due(date(2025, 5, 6), "low"),
        due(date(2025, 4, 8), "low"),  # an even month
        due(date(2025, 5, 6), "moderate"),  # enough staff
    ]


def test_another_row_governs_while_an_office_is_understaffed():
    """Two a month; one while the office is understaffed, from the first whole month."""
    pack = asked(EACH_MONTH, Count(2, PERSONAL), on_change="soften")
    few = pack_of(
        *rows_of(EACH_MONTH, Count(2, PERSONAL), low=(EACH_MONTH, Count(1, PERSONAL)))
    )
    case = timeline(
        *in_april(3), level=steps((START, "moderate"), (date(2025, 4, 1), "low"))
    )

    assert [NOT_MET, MET] == [duty_of(each, case, ON).due for each in (pack, few)]


# -- sub-quotas and waivers --------------------------------------------------------


def test_a_sub_quota_is_cut_to_what_is_left_after_waivers():
    """Three, two of them in the field; with two waived it is one, and that in the field."""
    quota = Count(3, PERSONAL, of_which=(OfWhich(2, FIELD),))
    granted = (waiver(date(2025, 4, 1), NOT_MET, less=2),)

    def found(place):
        case = Casework(timeline(*in_april(3, place=place)), granted)
        return explained(asked(EACH_MONTH, quota), case, ON)

    assert [NOT_MET, MET] == [found(place).due for place in ("office", "home")]
    assert found("office").shortfall.startswith("1 more: of which")


def test_the_shortfall_names_the_part_that_decides():
    """Both contacts are there; that one of them is at home is what is late."""
    quota = Count(2, PERSONAL, of_which=(OfWhich(1, HOME),))
    case = timeline(contact("a", day(20)), contact("b", day(25)))

    found = explained(asked(Rolling(days(30)), quota), case, day(31))

    assert day(30) == found.due
    assert "home" in found.shortfall


@pytest.mark.parametrize(
    ("schedule", "plain", "moved"),
    (
        (Once(days(30)), 30, 40),
        (By("release", weeks(1)), 33, 40),
        (Rolling(days(30)), 30, 40),
    ),
)
def test_a_waiver_puts_off_whatever_falls_due_inside_it(schedule, plain, moved):
    pack = asked(schedule, Count(1, PERSONAL))
    case = timeline(dates={"release": day(40)})
    granted = (waiver(day(25), day(40)),)

    found = [duty_of(pack, Casework(case, given), day(1)) for given in ((), granted)]

    assert [plain, moved] == [due_in_days(each) for each in found]


def test_a_pause_after_a_date_does_not_move_the_day_before_it():
    """Release on day 40; in custody from day 41 to 50. A week before the release is day 33."""
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4")
    pack = asked(By("release", weeks(1)), Count(1, PERSONAL), pauses=(freeze,))
    setting = steps((START, "community"), (day(41), "custody"), (day(51), "community"))

    found = duty_of(pack, timeline(dates={"release": day(40)}, setting=setting), day(1))

    assert 33 == due_in_days(found)


def test_what_is_asked_for_once_is_done_when_its_parts_are():
    """Two contacts, one of them at home: two in the office are not enough."""
    quota = Count(2, PERSONAL, of_which=(OfWhich(1, HOME),))
    pack = asked(Once(days(30)), quota)
    office = timeline(contact("a", day(3)), contact("b", day(4)))
    one_home = timeline(contact("a", day(3)), contact("b", day(4), place="home"))

    found = [duty_of(pack, case, day(9)).status for case in (office, one_home)]

    assert [DutyStatus.DUE, DutyStatus.DONE] == found


def test_periods_from_the_first_event_wait_for_it():
    """Nothing is done, and nothing is asked before the first check-in."""
    pack = asked(Each(14, Unit.DAY, Anchor.FIRST, opens=3), Count(1, PERSONAL))

    found = duty_of(pack, timeline(), day(9))

    assert (DutyStatus.NOT_REQUIRED, None) == (found.status, found.due)
    assert "begins with the first" in found.because


# -- the same contact --------------------------------------------------------------


def test_one_contact_counts_for_every_duty_that_it_meets():
    visit = timeline(contact("h", date(2025, 4, 3), place="home"))

    found = [
        duty_of(asked(EACH_MONTH, Count(1, of)), visit, ON).due
        for of in (PERSONAL, HOME)
    ]

    assert [MET, MET] == found


# -- pauses ------------------------------------------------------------------------


def test_the_end_of_the_month_is_taken_after_the_paused_days():
    """20 March + 1 month is 20 April, + 12 paused days is 2 May, to the end of the month is 31 May.
    The end of the month first would be 30 April, + 12 days 12 May."""
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4")
    pack = asked(
        Rolling(months(1, month_end=True)), Count(1, PERSONAL), pauses=(freeze,)
    )
    setting = steps(
        (START, "community"),
        (date(2025, 4, 1), "custody"),
        (date(2025, 4, 13), "community"),
    )
    case = timeline(contact("c", date(2025, 3, 20)), setting=setting)

    assert date(2025, 5, 31) == duty_of(pack, case, ON).due


def test_each_of_several_pauses_has_its_own_mode():
    """1 in 15 from day 0. Custody on 5 to 7 freezes: day 18. Leave from 16 to 24 began in time, so
    day 25 + 5 is day 30."""
    pauses = (
        Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4"),
        Pause(when=LEAVE, mode=PauseMode.EXCUSE, grace=days(5), citation="p. 4"),
    )
    setting = steps(
        (START, "community"),
        (day(5), "custody"),
        (day(8), "community"),
        (day(16), "leave"),
        (day(25), "community"),
    )
    case = timeline(contact("c", day(0)), setting=setting)
    pack = asked(Rolling(days(15)), Count(1, PERSONAL), pauses=pauses)

    found = [duty_of(pack, case, day(on)) for on in (10, 20, 26)]

    assert [18, None, 30] == [due_in_days(each) for each in found]
    assert DutyStatus.PAUSED == found[1].status


# -- partial periods ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "partial"),
    (
        ({}, False),
        ({"level": steps((START, "low"), (date(2025, 4, 9), "high"))}, True),
        (
            {
                "setting": steps(
                    (START, "community"),
                    (date(2025, 4, 2), "custody"),
                    (date(2025, 4, 5), "community"),
                )
            },
            True,
        ),
    ),
)
def test_a_month_with_a_change_of_row_or_a_pause_inside_is_not_whole(states, partial):
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4")
    pack = pack_of(
        *rows_of(EACH_MONTH, Count(1, PERSONAL), high=(EACH_MONTH, Count(2, PERSONAL))),
        pauses=(freeze,),
    )

    assert partial == duty_of(pack, timeline(**states), ON).partial


def test_a_partial_month_asks_for_all_and_is_not_cut_to_its_days():
    """Supervision begins on 20 March; four are asked of the twelve days that are left."""
    start = date(2025, 3, 20)
    three = [contact(f"c{n}", date(2025, 3, n)) for n in (21, 22, 23)]

    found = explained(
        asked(EACH_MONTH, Count(4, PERSONAL)),
        timeline(*three, start=start),
        date(2025, 3, 25),
    )

    assert (date(2025, 3, 31), True) == (found.due, found.duty.partial)
    assert found.shortfall.startswith("1 more")


# -- odd and even months, and windows ----------------------------------------------


def test_field_in_odd_months_and_office_in_even_ones():
    """Texas: two standards, one for each kind of month."""
    field = asked(
        Each(1, Unit.MONTH, Anchor.CALENDAR, parity=Parity.ODD), Count(1, FIELD)
    )
    office = asked(
        Each(1, Unit.MONTH, Anchor.CALENDAR, parity=Parity.EVEN), Count(1, PERSONAL)
    )
    case = timeline(start=date(2025, 1, 1))

    assert [date(2025, 5, 31), date(2025, 4, 30)] == [
        duty_of(each, case, ON).due for each in (field, office)
    ]
    assert date(2025, 1, 1) == duty_of(field, case, ON).earliest_unmet


# -- business days -----------------------------------------------------------------


def test_again_within_so_many_business_days():
    """Five business days after Monday 30 June 2025: 1, 2, 3 July, not Friday the 4th, which is a
    holiday, nor the weekend, then 7 and 8 July."""
    pack = asked(Rolling(business_days(5, CALENDAR.name)), Count(1, PERSONAL))
    monday = date(2025, 6, 30)

    found = explained(pack, timeline(contact("c", monday)), monday)

    assert date(2025, 7, 8) == found.due == found.duty.due


def test_paused_business_days_are_not_counted():
    """Five business days after Monday day 0; in custody from Wednesday day 2 to Sunday day 6:
    Tuesday is the first, then Monday to Thursday of the next week, day 10."""
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4")
    pack = asked(
        Rolling(business_days(5, CALENDAR.name)), Count(1, PERSONAL), pauses=(freeze,)
    )
    setting = steps((START, "community"), (day(2), "custody"), (day(7), "community"))
    case = timeline(contact("c", day(0)), setting=setting)

    assert 10 == due_in_days(duty_of(pack, case, day(8)))


def test_a_cadence_in_business_days_needs_the_hosts_calendar():
    pack = asked(Rolling(business_days(5, CALENDAR.name)), Count(1, PERSONAL))

    (found,) = duties(compile_standards(pack), timeline(), on=day(1))

    assert (DutyStatus.NOT_COMPUTABLE, None) == (found.status, found.due)


def test_a_condition_in_business_days_without_its_calendar_is_not_computable_either():
    early = ~Since("start", business_days(5, "office"))
    each = Rolling(days(30))
    pack = pack_of(
        attrs.evolve(rows_of(each, Count(1, PERSONAL))[0], id="early", when=early),
        *rows_of(each, Count(1, PERSONAL)),
    )
    case = timeline(dates={"start": START})

    found = explained(pack, case, day(1))

    assert DutyStatus.NOT_COMPUTABLE == found.duty.status
    assert "office" in found.duty.because


def test_the_calendar_known_then_gives_the_answer_that_was_given_then():
    """A holiday on Tuesday 4 March was added in version 2: one business day later is Wednesday."""
    pack = asked(Rolling(business_days(1, "office")), Count(1, PERSONAL))

    def version(number, *holidays):
        return BusinessCalendar(
            name="office",
            version=number,
            covers=Period("2025-01-01", "2025-12-31"),
            rest_days={5, 6},
            holidays=holidays,
        )

    case = timeline(contact("c", START))
    calendars = version("1"), version("2", date(2025, 3, 4))
    found = [
        explain(compile_standards(pack, [each]), case, "contact", on=START)
        for each in calendars
    ]

    assert [1, 2] == [due_in_days(each.duty) for each in found]
    assert [("office 1",), ("office 2",)] == [each.calendars for each in found]


# -- the future --------------------------------------------------------------------


def test_what_is_known_of_the_future_is_used_and_nothing_else_is_assumed():
    """The stay in custody that is known to begin moves the date; on the day before, a stay of which
    nothing is recorded does not."""
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4")
    pack = asked(Rolling(days(15)), Count(1, PERSONAL), pauses=(freeze,))
    planned = steps((START, "community"), (day(8), "custody"), (day(12), "community"))

    known = duty_of(pack, timeline(contact("c", day(0)), setting=planned), day(5))
    unknown = duty_of(pack, timeline(contact("c", day(0))), day(5))

    assert [19, 15] == [due_in_days(each) for each in (known, unknown)]


def test_two_kinds_of_supervision_at_once_are_one_and_the_clock_runs_on():
    """Probation ends on day 40 while parole, begun on day 20, goes on: the clock is not new."""
    either = Ref("level").is_("high") | Ref("case_type").is_("sex_offence")
    pack = pack_of(*rows_of(Rolling(days(60)), Count(1, PERSONAL)))
    both = Timeline(
        person="person-001",
        states={
            **timeline().states,
            "level": (Dated(value="high", start=START, end=day(40)),),
            "case_type": steps((START, "general"), (day(20), "sex_offence")),
        },
        events=[contact("c", day(5))],
    )

    found = duty_of(attrs.evolve(pack, supervised=either), both, day(50))

    assert (65, START) == (due_in_days(found), found.clock_start)


def test_a_length_reads_as_it_is_counted():
    assert "5 business days" == str(Length(5, Unit.BUSINESS_DAY, calendar="office"))
    assert "600 minutes of session" == str(Total(600, "minutes", SESSION))
    assert str(Every((Count(1, HOME), Count(1, COLLATERAL)), distinct=True)).endswith(
        "none counted twice"
    )


# -- from one kind of row to another ------------------------------------------------


def test_a_row_that_begins_and_ends_inside_a_month_asks_for_nothing():
    """High from 10 to 12 April: the row of 1 April governs April, and May is moderate again."""
    pack = pack_of(
        *rows_of(EACH_MONTH, Count(1, PERSONAL), high=(EACH_MONTH, Count(2, PERSONAL)))
    )
    briefly = steps(
        (START, "moderate"),
        (date(2025, 4, 10), "high"),
        (date(2025, 4, 13), "moderate"),
    )
    case = timeline(*in_april(3), level=briefly)

    found = [duty_of(pack, case, date(2025, 4, on)).due for on in (9, 11, 20)]

    assert [MET, MET, MET] == found


def test_a_month_that_is_met_before_the_periods_end_is_done():
    """From 1 May it is one in 30 days of the last time; from the change on, by 31 May."""
    low = Rolling(days(30)), Count(1, PERSONAL)
    pack = pack_of(*rows_of(EACH_MONTH, Count(1, PERSONAL), low=low))
    case = timeline(
        *in_april(3), level=steps((START, "moderate"), (date(2025, 5, 1), "low"))
    )

    april, may = (duty_of(pack, case, on) for on in (ON, date(2025, 5, 2)))

    assert (DutyStatus.DONE, None) == (april.status, april.due)
    assert (DutyStatus.DUE, date(2025, 5, 31)) == (may.status, may.due)


def test_before_the_first_event_no_period_was_missed():
    """Check-ins count from the first one, which is asked for within 5 days of the start."""
    pack = asked(
        Each(14, Unit.DAY, Anchor.FIRST, opens=3),
        Count(1, PERSONAL),
        initial=Initial(within=days(5), citation="p. 2"),
    )

    found = explained(pack, timeline(), day(40))

    assert (5, None) == (due_in_days(found.duty), found.duty.earliest_unmet)
    assert "" == found.shortfall


# -- what has no end ----------------------------------------------------------------


@pytest.mark.parametrize("every", (days(30), months(1), months(1, month_end=True)))
def test_custody_without_an_end_puts_a_date_off_to_the_last_day_of_all(every):
    """Hosts write 9999-12-31 for what has no end."""
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4")
    pack = asked(Rolling(every), Count(1, PERSONAL), pauses=(freeze,))
    away = steps((START, "community"), (day(9), "custody"), (date.max, "community"))

    found = duty_of(pack, timeline(setting=away), day(5))

    assert (DutyStatus.DUE, date.max) == (found.status, found.due)
