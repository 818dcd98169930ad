"""Rates and the calendar file. Expected values are counted by hand from the invented history."""

from datetime import UTC, date, datetime

import attrs
import pytest

from supervise.dates import Unit, days
from supervise.monitoring import (
    Anchor,
    Casework,
    Count,
    Each,
    Parity,
    Pause,
    PauseMode,
    Rolling,
    compile_standards,
    duties,
)
from supervise.monitoring.agenda import icalendar
from supervise.monitoring.rates import covered_days, period_results, rate
from supervise.packs.idaho_contacts import PACK
from tests.monitoring.people import (
    CALENDAR,
    CUSTODY,
    PERSONAL,
    START,
    contact,
    day,
    pack_of,
    rows_of,
    steps,
)
from tests.monitoring.people import timeline as somebody
from tests.monitoring.test_meaning import monthly, rolling, waived

YEAR = {"first": date(2025, 3, 1), "last": date(2025, 8, 31)}
HISTORY = somebody(
    contact("mar", date(2025, 3, 20)),
    contact("apr", date(2025, 4, 20)),
    contact("jun", date(2025, 6, 20), recorded=date(2025, 7, 20)),
    contact("jul", date(2025, 7, 20)),
    supervised=steps((START, True), (date(2025, 8, 15), False)),
)


def results(case, known_after_days=10, pack=None, **more):
    standards = compile_standards(pack or monthly())
    return list(
        period_results(
            standards,
            case,
            "contact",
            known_after_days=known_after_days,
            **(YEAR | more),
        )
    )


def test_whole_months_count_and_partial_ones_do_not():
    """March and August are partial; April and July were met, June was recorded late."""
    found = results(HISTORY)

    assert [(3, True), (4, True), (5, False), (6, False), (7, True), (8, False)] == [
        (each.first.month, each.met) for each in found
    ]
    assert (2, 4, 2, 0, 0.5) == (*attrs.astuple(rate(found)), rate(found).share)


def test_what_was_known_later_changes_a_rate_only_with_a_later_day_of_knowledge():
    assert 3 == rate(results(HISTORY, known_after_days=20)).met


def test_a_waived_month_is_not_a_missed_one():
    april = waived(first=date(2025, 5, 1), last=date(2025, 5, 31))

    found = rate(results(Casework(HISTORY, (april,))))

    assert (2, 3, 1) == (found.met, found.counted, found.waived)


def test_months_in_which_nothing_is_required_are_in_no_rate():
    odd = pack_of(
        *rows_of(
            Each(1, Unit.MONTH, Anchor.CALENDAR, parity=Parity.ODD), Count(1, PERSONAL)
        )
    )

    assert [3, 5, 7] == [each.first.month for each in results(HISTORY, pack=odd)]


def test_nothing_to_count_is_no_rate():
    assert None is rate([]).share


def test_days_on_which_a_rolling_standard_was_met():
    """One in 15 days: contacts on days 0 and 20. Covered 0 to 15 and 20 to 35; of 41 days, 32."""
    standards = compile_standards(rolling(1, 15))
    case = somebody(contact("a", day(0)), contact("b", day(20)))

    found = covered_days(standards, case, "contact", first=day(0), last=day(40))

    assert (32, 41) == found


STAMP = datetime(2025, 4, 1, 12, tzinfo=UTC)


def calendar_file(**more):
    standards = compile_standards(PACK, [CALENDAR])
    found = duties(standards, somebody(contact("c", day(10))), on=day(12))
    return icalendar(PACK, found, stamp=STAMP, **more)


def test_a_calendar_file_has_an_entry_for_each_date():
    text = calendar_file()

    lines = text.split("\r\n")
    assert 3 == lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    # Contact on day 10, moderate: day 55 is 27 April 2025.
    assert "DTSTART;VALUE=DATE:20250427" in lines
    assert "DTEND;VALUE=DATE:20250428" in lines
    assert "DTSTAMP:20250401T120000Z" in lines
    assert "SUMMARY:Contact face to face (due): person-001" in lines


def test_a_calendar_file_is_the_same_for_the_same_duties():
    assert calendar_file() == calendar_file()


def test_no_line_of_a_calendar_file_is_longer_than_75_octets():
    titled = attrs.evolve(PACK.standards[0], title="Ö; " + "very, long " * 12)
    pack = attrs.evolve(PACK, standards=(titled, *PACK.standards[1:]))
    found = duties(compile_standards(pack, [CALENDAR]), somebody(), on=day(1))

    text = icalendar(pack, found, stamp=STAMP)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "Ö\\; very\\, long" in text.replace("\r\n ", "")


def test_a_stamp_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="needs an offset"):
        icalendar(PACK, (), stamp=datetime(2025, 4, 1))  # noqa: DTZ001 - that is the point


def test_a_period_that_ends_after_the_last_day_is_not_counted_yet():
    """On 15 July the month of July can still be met; that of March ended after 10 March."""
    found = results(HISTORY, first=date(2025, 3, 10), last=date(2025, 7, 15))

    assert [3, 4, 5, 6] == [each.first.month for each in found]


def test_paused_days_are_in_no_share_of_days():
    """Days 5 to 9 are paused, so day 15 becomes day 20: of 31 days, 26 count, and 16 were met."""
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p. 4")
    away = steps((START, "community"), (day(5), "custody"), (day(10), "community"))
    standards = compile_standards(rolling(1, 15, pauses=(freeze,)))
    case = somebody(contact("a", day(0)), setting=away)

    found = covered_days(standards, case, "contact", first=day(0), last=day(30))

    assert (16, 26) == found


def test_days_under_a_row_of_periods_are_in_no_share_of_days():
    """One in 15 days up to day 19, then one in each month: of 20 days, 0 to 15 were met."""
    low = Each(1, Unit.MONTH, Anchor.CALENDAR), Count(1, PERSONAL)
    pack = pack_of(*rows_of(Rolling(days(15)), Count(1, PERSONAL), low=low))
    case = somebody(
        contact("a", day(0)), level=steps((START, "moderate"), (day(20), "low"))
    )

    found = covered_days(
        compile_standards(pack), case, "contact", first=day(0), last=day(40)
    )

    assert (16, 20) == found
