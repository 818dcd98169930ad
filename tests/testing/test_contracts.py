"""The contracts: the library's own keeps them, and each test catches what breaks its promise."""

import inspect
from contextlib import suppress
from datetime import date
from threading import Barrier, current_thread, main_thread

import attrs
import pytest

from supervise.dates import BusinessCalendar, Period
from supervise.errors import CalendarMissing, StaleRevision
from supervise.planning.services import Capacity, Room
from supervise.store import MemoryStore
from supervise.testing.contracts import (
    CalendarContract,
    DirectoryContract,
    StoreContract,
)
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
                made = subject() if isinstance(subject, type) else subject
                getattr(contract(), name)(made)
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


# -- stores


class TestAStoreInMemory(StoreContract):
    @pytest.fixture
    def store(self):
        return MemoryStore()


class Trimming(MemoryStore):
    def append(self, stream, *records, expected):
        return super().append(stream, *map(str.strip, records), expected=expected)


class Making(MemoryStore):
    def read(self, stream):
        return self._records.setdefault(stream, ())


class Counting(MemoryStore):
    def append(self, stream, *records, expected):
        return super().append(stream, *records, expected=expected) - 1


class Careless(MemoryStore):
    """It takes changes of a version that is still to come."""

    def append(self, stream, *records, expected):
        expected = min(expected, len(self.read(stream)))
        return super().append(stream, *records, expected=expected)


class Hasty(MemoryStore):
    """It writes first and looks afterwards."""

    def append(self, stream, *records, expected):
        before = self._records.get(stream, ())
        if len(records) > 1 and len(before) != expected:
            self._records[stream] = (*before, *records)
        return super().append(stream, *records, expected=expected)


class Prefixed(MemoryStore):
    def read(self, stream):
        found = super().read(stream)
        others = (self._records[s] for s in self._records if s.startswith(stream))
        return found and sum(others, ())


class Unsorted(MemoryStore):
    def streams(self):
        return tuple(self._records)


class Growing(MemoryStore):
    """It hands out what it writes to."""

    class Kept(list):
        def __eq__(self, other):
            return tuple(self) == other

        __hash__ = None

    def __init__(self):
        super().__init__()
        self.kept = {}

    def read(self, stream):
        held = self.kept.setdefault(stream, self.Kept())
        held[:] = super().read(stream)
        return held or ()

    def append(self, stream, *records, expected):
        found = super().append(stream, *records, expected=expected)
        self.read(stream)
        return found


class Shifting(MemoryStore):
    def redact(self, stream, version, tombstone):
        super().redact(stream, version, tombstone)
        kept = (each for each in self._records[stream] if each != tombstone)
        self._records[stream] = tuple(kept)


class Silent(MemoryStore):
    def redact(self, stream, version, tombstone):
        with suppress(LookupError):
            super().redact(stream, version, tombstone)


class Racing(MemoryStore):
    """It looks, waits for the others to look, and then writes."""

    def __init__(self):
        super().__init__()
        self.lookers = Barrier(8)

    def append(self, stream, *records, expected):
        before = self._records.get(stream, ())
        if len(before) != expected:
            raise StaleRevision(stream, expected, len(before))
        if current_thread() is not main_thread():
            self.lookers.wait(timeout=10)
        self._records[stream] = (*self._records.get(stream, ()), *records)
        return len(self._records[stream])


STORES = {
    "test_what_was_kept_is_read_character_for_character": Trimming,
    "test_a_stream_that_is_not_there_is_empty": Making,
    "test_a_version_is_the_number_of_records": Counting,
    "test_a_change_of_an_older_version_is_refused": Careless,
    "test_what_is_refused_leaves_nothing_behind": Hasty,
    "test_streams_do_not_mix": Prefixed,
    "test_streams_are_listed_once_and_sorted": Unsorted,
    "test_what_was_read_stays_as_it_was": Growing,
    "test_a_tombstone_takes_the_place_of_one_record": Shifting,
    "test_what_is_not_there_cannot_be_erased": Silent,
    "test_of_two_at_once_one_is_refused": Racing,
}


@pytest.mark.parametrize("caught_by", STORES)
def test_a_broken_store_is_caught_by_its_own_test_and_by_no_other(caught_by):
    assert [caught_by] == broken(StoreContract, STORES[caught_by])


def test_a_store_in_memory_tells_nothing_of_what_it_keeps():
    store = MemoryStore()
    store.append("case/invented-person-1", "Avery Example", expected=0)

    assert repr(store) == "<store of 1 streams in memory>"


def test_appending_nothing_makes_no_stream():
    store = MemoryStore()

    assert store.append("case/1", expected=0) == 0
    assert store.streams() == ()


@pytest.mark.parametrize(
    ("contract", "zoo"),
    (
        (DirectoryContract, {*DIRECTORIES}),
        (CalendarContract, {*CALENDARS, "test_it_covers_the_time_that_is_needed"}),
        (StoreContract, {*STORES}),
    ),
)
def test_every_promise_of_a_contract_has_a_broken_subject(contract, zoo):
    assert zoo == {name for name in vars(contract) if name.startswith("test_")}
