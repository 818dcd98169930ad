"""Tests for drugs as a schedule with results, and what each result means for it.

Source of the phases: `us-peers.md` of the research, 1.2, Oklahoma County: a test within 30 days,
each month for three months, then each quarter; a positive test raises the frequency. By how much
was not read: once in 15 days for 90 days is invented here, and no pack has it.
"""

from datetime import date

import pytest

from supervise.dates import days, months
from supervise.monitoring import Count, Initial, Rolling, Row
from supervise.rules import Events, Happened, Ref, Since, happened
from tests.monitoring.people import (
    START,
    day,
    due_in_days,
    duty_of,
    pack_of,
    timeline,
)

DONE = Events(
    "drug_test", Ref("result").is_("negative", "positive", "dilute_or_adulterated")
)
POSITIVE = Events("drug_test", Ref("result").is_("positive"))


def row(id, when, every):
    return Row(
        id=id, when=when, schedule=Rolling(every), quota=Count(1, DONE), citation="p. 1"
    )


ROWS = (
    row("raised", Happened(POSITIVE, 1, days(90)), days(15)),
    row("first_months", ~Since("start", months(3)), months(1)),
    row("later", None, months(3)),
)


def found(*events, on):
    first = Initial(within=days(30), citation="p. 1")
    case = timeline(*events, dates={"start": START})
    return duty_of(pack_of(*ROWS, initial=first), case, on)


def sample(id, on, result="negative"):
    return happened(id, "drug_test", on, result=result)


def test_the_first_test_is_within_thirty_days():
    assert 30 == due_in_days(found(on=day(1)))


def test_then_each_month_for_three_months():
    """A test on 20 March 2025: the next by 20 April."""
    assert date(2025, 4, 20) == found(sample("t", date(2025, 3, 20)), on=day(20)).due


def test_then_each_quarter():
    """From 3 June on, three months after the start: a test on 1 June is followed by 1 September."""
    duty = found(sample("t", date(2025, 6, 1)), on=date(2025, 6, 10))

    assert ("later", date(2025, 9, 1)) == (duty.row, duty.due)


def test_a_positive_test_raises_the_frequency_and_lapses_by_itself():
    """Positive on 10 July: fifteen days, for ninety days, to 7 October."""
    positive = sample("p", date(2025, 7, 10), "positive")
    later = sample("n", date(2025, 10, 1))

    raised = found(positive, on=date(2025, 7, 11))
    lapsed = found(positive, later, on=date(2025, 10, 8))

    assert ("raised", date(2025, 7, 25)) == (raised.row, raised.due)
    assert ("later", date(2026, 1, 1)) == (lapsed.row, lapsed.due)


@pytest.mark.parametrize(
    "result", ("refused", "no_show", "medical_exemption", "no_result")
)
def test_a_result_without_a_test_meets_no_schedule(result):
    assert 30 == due_in_days(found(sample("t", day(9), result), on=day(10)))
