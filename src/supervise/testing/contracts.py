"""Contracts: what an application's directory, calendars and store must keep, as tests to inherit.

Inherit the class and give the fixture that it names; pytest then runs a test for each promise:

    class TestOurDirectory(DirectoryContract):
        @pytest.fixture
        def directory(self):
            return OurDirectory(...)

They ask what the library asks, and no more: a directory may be slow, remote behind a snapshot, or
made by hand.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta

from supervise.dates import BusinessCalendar, Period
from supervise.errors import CalendarMissing, StaleRevision
from supervise.planning.services import Directory
from supervise.store import Store

NOBODY = "no_such_id_is_listed"
# Text as it may come: of a later version, with spaces, line ends and signs of every plane.
RECORDS = (
    '{"kind": "revision", "format": 1, "value": {}}',
    '{"kind":"from_the_future","format":9,"value":[1.50,"1.5"]}',
    ' {"words": "caf\u00e9 \U0001f6b2 \\u00e9 \r\n\t"} \n',
)


class DirectoryContract:
    """What matching asks of a directory of services. Give the fixture `directory`.

    `on` is the day on which capacities are asked for.
    """

    on = date(2026, 1, 15)

    def test_it_lists_services(self, directory: Directory) -> None:
        """A directory in which nothing is listed keeps every promise and helps nobody."""
        assert list(directory.services()), "no service is listed; list one to test with"

    def test_a_service_is_listed_once(self, directory: Directory) -> None:
        """A service stands once in the list."""
        ids = [each.id for each in directory.services()]

        assert len(ids) == len(set(ids)), "a service is listed several times"

    def test_the_same_question_has_the_same_answer(self, directory: Directory) -> None:
        """A directory is a value or a snapshot: asked again, it says the same."""
        first, second = list(directory.services()), list(directory.services())

        assert first == second, "asked twice, it lists other services"

    def test_a_listed_service_is_found_by_its_id(self, directory: Directory) -> None:
        """What is listed is found."""
        for each in directory.services():
            found = directory.service(each.id)
            assert found is None or found.id == each.id, f"'{each.id}' finds another"
            assert found == each, (
                f"service '{each.id}' is listed and not found as it is"
            )

    def test_what_is_not_listed_is_not_found(self, directory: Directory) -> None:
        """An unknown id finds nothing, and raises nothing."""
        assert directory.service(NOBODY) is None, "finds a service that is not listed"
        assert directory.organisation(NOBODY) is None, "finds an unknown organisation"
        assert directory.location(NOBODY) is None, "finds an unknown location"
        assert directory.capacity(NOBODY, self.on) is None, "knows an unknown capacity"

    def test_the_organisation_of_a_service_is_found(self, directory: Directory) -> None:
        """Who runs a service is known."""
        for each in directory.services():
            found = directory.organisation(each.organisation)
            assert found is not None, f"who runs service '{each.id}' is not listed"
            assert found.id == each.organisation, "another organisation is found"

    def test_the_locations_of_a_service_are_found(self, directory: Directory) -> None:
        """Where a service is, is known."""
        for each in directory.services():
            for id in each.locations:
                found = directory.location(id)
                assert found is not None, f"a location of '{each.id}' is not listed"
                assert found.id == id, "another location is found"

    def test_a_capacity_is_of_the_service_asked_for(self, directory: Directory) -> None:
        """How full a service is, is said of that service."""
        for each in directory.services():
            found = directory.capacity(each.id, self.on)
            assert found is None or found.service == each.id, "of another service"

    def test_a_capacity_was_reported_by_the_day(self, directory: Directory) -> None:
        """What was reported later was not known on the day."""
        for each in directory.services():
            for back in (0, 1, 30, 365, 3650):
                day = self.on - timedelta(days=back)
                found = directory.capacity(each.id, day)
                assert found is None or found.reported_on <= day, "reported later"


class CalendarContract:
    """What dates ask of a business calendar. Give the fixture `calendar`.

    `needed` is the time for which the application computes dates.
    """

    needed = Period(date(2026, 1, 1), date(2026, 12, 31))

    def test_it_has_a_name_and_a_version(self, calendar: BusinessCalendar) -> None:
        """Results name the calendar by which they were counted."""
        assert calendar.name.strip(), "no name"
        assert calendar.version.strip(), "no version; say which list of holidays it is"

    def test_it_covers_the_time_that_is_needed(
        self, calendar: BusinessCalendar
    ) -> None:
        """Every day that the application computes with is covered."""
        assert self.needed.start in calendar.covers, "begins too late"
        assert self.needed.end is None or self.needed.end in calendar.covers, (
            "ends too early; add the holidays of the years that follow"
        )

    def test_it_says_nothing_beyond_the_time_it_covers(
        self, calendar: BusinessCalendar
    ) -> None:
        """Outside its time it is missing; it does not guess."""
        before = calendar.covers.start - timedelta(days=1)
        try:
            calendar.is_open(before)
        except CalendarMissing:
            return
        raise AssertionError("says of a day before its time whether it is open")

    def test_holidays_lie_in_the_time_it_covers(
        self, calendar: BusinessCalendar
    ) -> None:
        """A holiday outside the time is a sign that the time, or the holiday, is wrong."""
        outside = [day for day in calendar.holidays if day not in calendar.covers]

        assert not outside, f"{len(outside)} holidays lie outside the time it covers"

    def test_each_year_that_is_needed_has_holidays(
        self, calendar: BusinessCalendar
    ) -> None:
        """A year without any holiday was forgotten, not worked through."""
        last = self.needed.end or self.needed.start
        years = {day.year for day in calendar.holidays}

        for year in range(self.needed.start.year, last.year + 1):
            assert year in years, f"no holiday in {year}"

    def test_holidays_and_rest_days_are_closed(
        self, calendar: BusinessCalendar
    ) -> None:
        """What is declared closed is closed."""
        for day in calendar.holidays & set(self._days(calendar)):
            assert not calendar.is_open(day), "open on a holiday"
        for day in self._days(calendar):
            if day.weekday() in calendar.rest_days:
                assert not calendar.is_open(day), "open on a day of rest"

    def test_no_fortnight_is_closed(self, calendar: BusinessCalendar) -> None:
        """A fortnight without a business day is a list that was read wrongly."""
        closed = 0
        for day in self._days(calendar):
            closed = 0 if calendar.is_open(day) else closed + 1
            assert closed < 14, f"closed for a fortnight up to {day}"

    def test_business_days_are_counted_one_by_one(
        self, calendar: BusinessCalendar
    ) -> None:
        """The day after so many business days is open, and is one after one fewer."""
        start = self.needed.start
        assert calendar.after(start, 0) == start, (
            "no business days later is another day"
        )
        for number in range(1, 15):
            day = calendar.after(start, number)
            assert calendar.is_open(day), f"{number} business days later it is closed"
            before = calendar.after(start, number - 1)
            assert calendar.after(before, 1) == day, (
                "days are counted twice or left out"
            )

    def _days(self, calendar: BusinessCalendar) -> list[date]:
        """The days that are needed and covered."""
        last = self.needed.end or self.needed.start + timedelta(days=365)
        count = (last - self.needed.start).days
        days = (self.needed.start + timedelta(days=n) for n in range(count + 1))
        return [day for day in days if day in calendar.covers]


class StoreContract:
    """What keeping records asks of a store. Give the fixture `store`: a new one, and empty."""

    def test_what_was_kept_is_read_character_for_character(self, store: Store) -> None:
        """A record is text that nobody but its reader understands."""
        store.append("case/1", *RECORDS, expected=0)

        assert store.read("case/1") == RECORDS, "a record was changed, or its place"

    def test_a_stream_that_is_not_there_is_empty(self, store: Store) -> None:
        """An unknown stream has no records, and asking for it makes none."""
        assert store.read("case/1") == (), "records in a stream that was never written"
        assert store.streams() == (), "reading a stream makes one"

    def test_a_version_is_the_number_of_records(self, store: Store) -> None:
        """Whoever appends learns the version on which the next change is made."""
        assert store.append("case/1", RECORDS[0], expected=0) == 1, "not version 1"
        assert store.append("case/1", *RECORDS[1:], expected=1) == 3, "not version 3"

    def test_a_change_of_an_older_version_is_refused(self, store: Store) -> None:
        """Two people who change one plan do not overwrite one another."""
        store.append("case/1", RECORDS[0], expected=0)

        for expected in (0, 2):
            told = None
            try:
                store.append("case/1", RECORDS[1], expected=expected)
            except StaleRevision as stale:
                told = stale.actual
            assert told is not None, f"takes a change of version {expected} on 1"
            assert told == 1, "names another version than the present one"

    def test_what_is_refused_leaves_nothing_behind(self, store: Store) -> None:
        """Records are added all or none."""
        store.append("case/1", RECORDS[0], expected=0)

        with suppress(StaleRevision):
            store.append("case/1", *RECORDS, expected=0)

        assert len(store.read("case/1")) <= 1, "what was refused was added"

    def test_streams_do_not_mix(self, store: Store) -> None:
        """Each stream has its own records and its own version."""
        store.append("case/1", RECORDS[0], expected=0)
        store.append("case/10", RECORDS[1], expected=0)

        assert store.read("case/1") == RECORDS[:1], "has records of another stream"
        assert store.read("case/10") == RECORDS[1:2], "has records of another stream"

    def test_streams_are_listed_once_and_sorted(self, store: Store) -> None:
        """A host can go through all that it keeps."""
        for stream in ("case/2", "case/1", "plan/1"):
            store.append(stream, *RECORDS[:2], expected=0)

        assert store.streams() == ("case/1", "case/2", "plan/1"), "not all, or not once"

    def test_what_was_read_stays_as_it_was(self, store: Store) -> None:
        """What a caller holds does not grow under its hands."""
        store.append("case/1", RECORDS[0], expected=0)
        held = store.read("case/1")
        store.append("case/1", RECORDS[1], expected=1)

        assert held == RECORDS[:1], "what was read changed afterwards"

    def test_a_tombstone_takes_the_place_of_one_record(self, store: Store) -> None:
        """Erasure keeps the order and the number of records: the rest still replays."""
        store.append("case/1", "first", "second", "third", expected=0)
        store.redact("case/1", 2, "gone")

        expected = ("first", "gone", "third")
        assert store.read("case/1") == expected, "not that record, or not it alone"

    def test_what_is_not_there_cannot_be_erased(self, store: Store) -> None:
        """An erasure that erased nothing is told, not passed over."""
        store.append("case/1", RECORDS[0], expected=0)

        for stream, version in (("case/1", 0), ("case/1", 2), ("case/2", 1)):
            try:
                store.redact(stream, version, "gone")
            except LookupError:
                continue
            raise AssertionError(f"erased record {version} of '{stream}'")

    def test_of_two_at_once_one_is_refused(self, store: Store) -> None:
        """Of several who append on the same version at the same moment, one is first."""

        def change(number: int) -> bool:
            try:
                store.append("case/1", f"change {number}", expected=0)
            except StaleRevision:
                return False
            return True

        with ThreadPoolExecutor(8) as several:
            taken = sum(several.map(change, range(8)))

        assert taken == len(store.read("case/1")) == 1, f"{taken} were taken"
