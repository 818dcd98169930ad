"""Contact standards of four agencies.

Source of every expected number: `us-peers.md` of the research: 1.1 (Idaho, North Dakota) and 1.2
(New York, District of Columbia), and the acceptance sentence of section 3 on New York.
"""

from datetime import date

import pytest

from supervise.monitoring import (
    Casework,
    DutyStatus,
    Each,
    Rolling,
    Waiver,
    compile_standards,
    duties,
)
from supervise.packs import (
    district_of_columbia_contacts,
    idaho_contacts,
    new_york_contacts,
    north_dakota_contacts,
)
from supervise.rules import Rounding, happened
from tests.monitoring.people import CALENDAR, START, contact, day, steps
from tests.monitoring.people import timeline as somebody
from tests.support.sheets import SUPERVISOR

PACKS = (
    idaho_contacts.PACK,
    north_dakota_contacts.PACK,
    new_york_contacts.PACK,
    district_of_columbia_contacts.PACK,
)


def found(pack, case, on):
    standards = compile_standards(pack, [CALENDAR])
    return {duty.standard: duty for duty in duties(standards, case, on=on)}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_a_pack_is_an_example_with_source_and_date(pack):
    assert pack.example
    assert date(2026, 11, 1) == pack.source.checked
    assert pack.source.citation
    assert all(row.citation for standard in pack.standards for row in standard.rows)


# duty, case type, low, moderate, high: days, and the number of contacts in them
IDAHO = (
    ("face_to_face", "general", (1, 180), (1, 45), (1, 15)),
    ("face_to_face", "sex_offence", (1, 90), (1, 30), (2, 30)),
    ("home_visit", "general", (1, 365), (1, 365), (1, 90)),
    ("home_visit", "sex_offence", (1, 90), (1, 60), (1, 30)),
    ("treatment_contact", "sex_offence", (1, 90), (1, 30), (1, 30)),
    ("treatment_contact", "treatment", (1, 90), (1, 30), (1, 30)),
    ("employment_check", "sex_offence", (1, 90), (1, 60), (1, 30)),
)


@pytest.mark.parametrize(("duty", "case_type", "low", "moderate", "high"), IDAHO)
def test_idaho_asks_for_so_many_contacts_in_so_many_days(
    duty, case_type, low, moderate, high
):
    fields = {
        "face_to_face": {},
        "home_visit": {"place": "home"},
        "treatment_contact": {"with": "treatment_provider"},
        "employment_check": {"verified_employment": True},
    }[duty]
    # The two newest contacts are on days 100 and 110.
    events = [contact(f"c{n}", day(n), **fields) for n in (90, 100, 110)]
    for level, (number, length) in zip(
        ("low", "moderate", "high"), (low, moderate, high), strict=True
    ):
        case = somebody(*events, level=level, case_type=case_type)
        expected = {1: 110, 2: 100}[number] + length
        assert day(expected) == found(idaho_contacts.PACK, case, day(111))[duty].due


@pytest.mark.parametrize(
    ("duty", "due"),
    (
        ("face_to_face", date(2025, 3, 6)),  # three business days after Monday 3 March
        ("home_visit", day(30)),
        ("treatment_contact", day(14)),
        ("employment_check", day(30)),
    ),
)
def test_idaho_has_first_deadlines(duty, due):
    case = somebody(case_type="sex_offence")

    assert due == found(idaho_contacts.PACK, case, START)[duty].due


@pytest.mark.parametrize(
    ("sex", "score", "status"),
    (
        ("male", 20, DutyStatus.NOT_REQUIRED),
        ("male", 21, DutyStatus.DUE),
        ("female", 22, DutyStatus.NOT_REQUIRED),
        ("female", 23, DutyStatus.DUE),
        ("male", 0, DutyStatus.NOT_REQUIRED),
    ),
)
def test_idaho_assesses_again_from_a_score_on_that_depends_on_the_recorded_sex(
    sex, score, status
):
    """A score of 0 is a score: it is not the same as never assessed."""
    assessed = happened("a", "assessment", day(3), tool="lsi_r", score=score)
    case = somebody(assessed, case_type="sex_offence", recorded_sex=sex)

    assert status == found(idaho_contacts.PACK, case, day(9))["reassessment"].status


def test_somebody_who_was_never_assessed_is_unknown_and_never_dropped():
    case = somebody(case_type="sex_offence")

    duty = found(idaho_contacts.PACK, case, day(9))["reassessment"]

    assert DutyStatus.UNKNOWN == duty.status


@pytest.mark.parametrize(
    ("level", "due"),
    (
        ("maximum", date(2025, 4, 30)),
        ("medium", date(2025, 5, 31)),
        ("minimum", date(2025, 6, 30)),
    ),
)
def test_north_dakota_is_due_on_month_ends(level, due):
    case = somebody(contact("c", date(2025, 3, 20)), level=level)

    assert due == found(north_dakota_contacts.PACK, case, day(20))["face_to_face"].due


def test_north_dakota_visits_home_within_90_days_and_then_each_year_above_minimum():
    visited = contact("h", day(50), place="home")

    first = found(north_dakota_contacts.PACK, somebody(level="medium"), START)
    later = found(
        north_dakota_contacts.PACK, somebody(visited, level="medium"), day(60)
    )
    never = found(north_dakota_contacts.PACK, somebody(level="minimum"), START)

    assert (day(90), day(50 + 365)) == (
        first["home_visit"].due,
        later["home_visit"].due,
    )
    assert DutyStatus.NOT_REQUIRED == never["home_visit"].status


def test_north_dakota_assesses_within_30_days_and_again_after_212():
    assessed = happened("a", "assessment", day(20), tool="lsi_r")

    first = found(north_dakota_contacts.PACK, somebody(level="medium"), START)
    later = found(
        north_dakota_contacts.PACK, somebody(assessed, level="medium"), day(21)
    )

    assert (day(30), day(232)) == (first["assessment"].due, later["assessment"].due)


APRIL = date(2025, 4, 29)


def new_yorker(*events, level="greatest", **states):
    states = {"evidence_based_programme": False} | states
    return somebody(*events, level=level, dates={"supervision_start": START}, **states)


def in_april(*days_of_month, **fields):
    fields = {"positive": True} | fields
    return [contact(f"{fields}{n}", date(2025, 4, n), **fields) for n in days_of_month]


def merit(standard="monthly_contacts"):
    return Waiver(
        id="merit",
        standard=standard,
        first=date(2025, 4, 1),
        last=date(2025, 4, 30),
        less=1,
        approver=SUPERVISOR,
        reason="four months of stability",
    )


def test_in_new_york_five_contacts_and_a_merit_credit_make_a_month():
    """Without the credit they do not."""
    case = new_yorker(*in_april(1, 8, 15, 22, 28))

    without = found(new_york_contacts.PACK, Casework(case), APRIL)["monthly_contacts"]
    granted = found(new_york_contacts.PACK, Casework(case, (merit(),)), APRIL)

    assert date(2025, 4, 30) == without.due
    assert date(2025, 5, 31) == granted["monthly_contacts"].due


def test_in_new_york_greatest_also_takes_one_in_person_each_week():
    """Six telephone calls meet the month and no week; the week of 28 April ends on 4 May."""
    calls = in_april(1, 8, 15, 22, 28, 29, method="telephone")

    duty = found(new_york_contacts.PACK, new_yorker(*calls), APRIL)

    assert date(2025, 5, 31) == duty["monthly_contacts"].due
    assert date(2025, 5, 4) == duty["weekly_in_person"].due
    assert date(2025, 3, 3) == duty["weekly_in_person"].earliest_unmet


@pytest.mark.parametrize(
    ("since", "met"), ((date(2025, 3, 10), True), (date(2024, 9, 1), False))
)
def test_in_new_york_a_programme_stands_in_for_half_for_six_months(since, met):
    of_programme = in_april(2, 9, 16, **{"with": "programme"})
    case = new_yorker(
        *in_april(1, 8, 15),
        *of_programme,
        evidence_based_programme=steps((date(2024, 1, 1), False), (since, True)),
    )

    duty = found(new_york_contacts.PACK, case, APRIL)["monthly_contacts"]

    assert met == (duty.due > date(2025, 4, 30))


def test_in_new_york_the_first_visit_home_at_high_must_be_positive():
    unseen = contact("h", date(2025, 3, 20), place="home", positive=False)

    first = found(
        new_york_contacts.PACK, new_yorker(unseen, level="high"), date(2025, 3, 25)
    )

    assert date(2025, 3, 31) == first["home_each_month"].due
    assert "high_first_month" == first["home_each_month"].row


def test_new_york_takes_three_visits_a_quarter_of_which_two_positive():
    visits = [
        contact(f"h{n}", date(2025, 4, n), place="home", positive=n < 9)
        for n in (3, 7, 9)
    ]
    seen_once = [
        *visits[:1],
        contact("h7", date(2025, 4, 7), place="home", positive=False),
        visits[2],
    ]

    due = [
        found(new_york_contacts.PACK, new_yorker(*events, level="high"), APRIL)[
            "home_each_quarter"
        ].due
        for events in (visits, seen_once)
    ]

    assert [date(2025, 9, 30), date(2025, 6, 30)] == due


@pytest.mark.parametrize(
    ("level", "number", "in_the_field"),
    (("intensive", 8, 4), ("maximum", 4, 2), ("medium", 2, 1)),
)
def test_in_the_district_half_of_the_contacts_are_in_the_field(
    level, number, in_the_field
):
    (standard,) = [
        s for s in district_of_columbia_contacts.PACK.standards if s.id == "contacts"
    ]
    (part,) = standard.row(level).quota.of_which

    assert number == standard.row(level).quota.number
    assert in_the_field == part.required(number)
    assert Rounding.UP == part.number.rounding


@pytest.mark.parametrize(("fields", "met"), ((3, False), (4, True)))
def test_in_the_district_three_of_eight_in_the_field_are_too_few(fields, met):
    events = [
        contact(f"c{n}", date(2025, 4, n + 1), place="home" if n < fields else "office")
        for n in range(8)
    ]
    case = somebody(*events, level="intensive")

    duty = found(district_of_columbia_contacts.PACK, case, APRIL)["contacts"]

    assert met == (duty.due > date(2025, 4, 30))


def test_in_the_district_everything_is_done_each_thirty_days_before_assessment():
    done = [
        contact("o1", day(2)),
        contact("o2", day(9)),
        contact("x", day(10), **{"with": "collateral"}),
        contact("h", day(11), place="home"),
        contact("e", day(12), verified_employment=True, place="workplace"),
    ]
    tested = happened("t", "drug_test", day(13))

    lacking = found(
        district_of_columbia_contacts.PACK, somebody(*done, level="unassessed"), day(15)
    )["contacts"]
    complete = found(
        district_of_columbia_contacts.PACK,
        somebody(*done, tested, level="unassessed"),
        day(15),
    )["contacts"]

    assert (day(29), "1 drug_test") == (lacking.due, lacking.decided_by)
    assert day(59) == complete.due


def test_minimum_in_the_district_is_in_the_field_each_two_months():
    case = somebody(level="minimum")

    duty = found(district_of_columbia_contacts.PACK, case, date(2025, 4, 10))

    assert date(2025, 4, 30) == duty["field_at_minimum"].due


def test_every_level_of_every_pack_has_a_row_or_says_that_nothing_is_required():
    for pack in PACKS:
        for standard in pack.standards:
            kinds = {type(row.schedule) for row in standard.rows}
            assert kinds <= {Rolling, Each, type(None)}


def test_a_change_of_level_is_softened_where_the_source_is_silent():
    case = somebody(
        contact("c", day(0)), level=steps((START, "moderate"), (day(20), "high"))
    )

    assert day(35) == found(idaho_contacts.PACK, case, day(20))["face_to_face"].due
