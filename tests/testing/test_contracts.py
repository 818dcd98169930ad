"""The contracts: the library's own keeps them, and each test catches what breaks its promise."""

import inspect
from datetime import date

import attrs
import pytest

from supervise.dates import BusinessCalendar, Period
from supervise.errors import CalendarMissing
from supervise.planning.services import Capacity, Room
from supervise.testing.contracts import CalendarContract, DirectoryContract
from tests.services.invented import directory as invented_directory

# -- directories


class TestAListedDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self):
        return invented_directory()


class Borrowed:
    """A directory that answers as another, save for what it lies about."""

    def __init__(self, **lies):
        self.honest = invented_directory()
        self.lies = lies

    def __getattr__(self, question):
        return self.lies.get(question, getattr(self.honest, question))


def first():
    return next(iter(invented_directory().services()))


def turns():
    calls = []

    def services():
        calls.append(None)
        found = list(invented_directory().services())
        return found[::-1] if len(calls) % 2 else found

    return services


def capacity(**changes):
    def answer(service, on):
        if service != first().id:
            return None
        made = Capacity(service=service, reported_on=date(2010, 1, 1), room=Room.OPEN)
        return attrs.evolve(made, **changes)

    return answer


DIRECTORIES = {
    "test_it_lists_services": {"services": list},
    "test_a_service_is_listed_once": {"services": lambda: [first(), first()]},
    "test_the_same_question_has_the_same_answer": {"services": turns()},
    "test_a_listed_service_is_found_by_its_id": {"service": lambda _: None},
    "test_what_is_not_listed_is_not_found": {
        "capacity": lambda service, _: Capacity(
            service=service, reported_on=date(2010, 1, 1), room=Room.OPEN
        )
    },
    "test_the_organisation_of_a_service_is_found": {"organisation": lambda _: None},
    "test_the_locations_of_a_service_are_found": {"location": lambda _: None},
    "test_a_capacity_is_of_the_service_asked_for": {
        "capacity": capacity(service="another")
    },
    "test_a_capacity_was_reported_by_the_day": {
        "capacity": capacity(reported_on=date(2026, 1, 14))
    },
}


def broken(contract, subject):
    """The promises of a contract that a subject breaks."""
    found = []
    for name, _ in inspect.getmembers(contract, inspect.isfunction):
        if name.startswith("test_"):
            try:
                getattr(contract(), name)(subject)
            except (AssertionError, CalendarMissing):
                found.append(name)
    return found


@pytest.mark.parametrize("caught_by", DIRECTORIES)
def test_a_broken_directory_is_caught_by_its_own_test_and_by_no_other(caught_by):
    assert [caught_by] == broken(DirectoryContract, Borrowed(**DIRECTORIES[caught_by]))


# -- calendars

CALENDAR = BusinessCalendar(
    name="invented",
    version="2026",
    covers=Period("2026-01-01", "2027-06-30"),
    rest_days=(5, 6),
    holidays=(date(2026, 1, 1), date(2026, 12, 25), date(2027, 1, 1)),
)


class TestABusinessCalendar(CalendarContract):
    @pytest.fixture
    def calendar(self):
        return CALENDAR


class Odd:
    """A calendar that answers as another, save for what it does otherwise."""

    def __init__(self, **other):
        self.other = other

    def __getattr__(self, question):
        return self.other.get(question, getattr(CALENDAR, question))


def guesses(day):
    return day.weekday() < 5 and day not in CALENDAR.holidays


def always_open(day):
    if day not in CALENDAR.covers:
        raise CalendarMissing("invented")
    return True


def skips(day, number):
    return CALENDAR.after(day, number + (number > 3))


def shut(first, last):
    """The calendar with every weekday of some weeks a holiday."""
    days = range(first.toordinal(), last.toordinal() + 1)
    more = (date.fromordinal(day) for day in days)
    return attrs.evolve(CALENDAR, holidays=(*CALENDAR.holidays, *more))


CALENDARS = {
    "test_it_has_a_name_and_a_version": attrs.evolve(CALENDAR, version=" "),
    "test_it_says_nothing_beyond_the_time_it_covers": Odd(is_open=guesses),
    "test_holidays_lie_in_the_time_it_covers": Odd(
        holidays=frozenset({*CALENDAR.holidays, date(2030, 1, 1)}),
        is_open=CALENDAR.is_open,
    ),
    "test_each_year_that_is_needed_has_holidays": attrs.evolve(
        CALENDAR, holidays=(date(2027, 1, 1),)
    ),
    "test_holidays_and_rest_days_are_closed": Odd(is_open=always_open),
    "test_no_fortnight_is_closed": shut(date(2026, 8, 1), date(2026, 8, 31)),
    "test_business_days_are_counted_one_by_one": Odd(after=skips),
}


class ALongerTime(CalendarContract):
    """An application that computes with half a year that nobody entered yet."""

    needed = Period("2026-01-01", "2027-12-31")


@pytest.mark.parametrize("caught_by", CALENDARS)
def test_a_broken_calendar_is_caught_by_its_own_test_and_by_no_other(caught_by):
    assert [caught_by] == broken(CalendarContract, CALENDARS[caught_by])


def test_a_calendar_that_ends_too_early_is_caught():
    assert ["test_it_covers_the_time_that_is_needed"] == broken(ALongerTime, CALENDAR)


@pytest.mark.parametrize(
    ("contract", "zoo"),
    (
        (DirectoryContract, {*DIRECTORIES}),
        (CalendarContract, {*CALENDARS, "test_it_covers_the_time_that_is_needed"}),
    ),
)
def test_every_promise_of_a_contract_has_a_broken_subject(contract, zoo):
    assert zoo == {name for name in vars(contract) if name.startswith("test_")}
