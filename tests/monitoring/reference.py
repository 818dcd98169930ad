"""Standards, day by day: slow, obvious, and written without a look at the engine.

It asks of each day which row applies, whether the clock is paused, and what had happened by then.
It covers one standard with rows by level, one pause, and waivers.
"""

from calendar import monthrange
from datetime import date, timedelta

from supervise.dates import Unit
from supervise.monitoring import Any, Each, OnChange, Parity, PauseMode, Rolling
from supervise.monitoring.quotas import counts_in
from supervise.rules.criteria import fields_of
from supervise.rules.evaluation import holds

ONE = timedelta(days=1)


class Reference:
    def __init__(self, pack, casework, on):
        (self.standard,) = pack.standards
        self.pack, self.case, self.on = pack, casework.timeline, on
        self.waivers = casework.waivers

    # -- states of a day

    def states(self, day):
        return {name: self.case.value_on(name, day) for name in self.pack.states}

    def row(self, day):
        states = self.states(day)
        if not holds(self.pack.supervised, states):
            return None
        return next(
            row
            for row in self.standard.rows
            if row.when is None or holds(row.when, states)
        )

    def paused(self, day):
        states = self.states(day)
        return next(
            (each for each in self.standard.pauses if holds(each.when, states)), None
        )

    def frozen(self, day):
        found = self.paused(day)
        return found is not None and found.mode is PauseMode.FREEZE

    def start(self):
        """Back from the day as long as the standard applies without a gap."""
        day = self.on
        while self.row(day - ONE) is not None:
            before = self.paused(day - ONE)
            if before is not None and before.mode is PauseMode.RESTART:
                break
            day -= ONE
        return day

    # -- what counts

    def counted(self, events, first, last):
        return [
            event
            for event in self.case.events
            if first <= event.on <= last
            and event.kind == events.kind
            and holds(events.where, fields_of(event))
            and self.paused(event.on) is None
        ]

    def of_count(self, count, first, last):
        found = self.counted(count.of, first, last)
        if count.distinct_days:
            found = list({event.on: event for event in found}.values())
        main = {event.id for event in self.counted(count.of, first, last)}
        for substitute in count.substitutes:
            others = self.counted(substitute.of, first, last)
            others = [event for event in others if event.id not in main]
            cap = substitute.cap(count.number)
            found = found + (others[-cap:] if cap else [])
        return sorted(found, key=lambda event: event.on)

    # -- the clock

    def add(self, day, length):
        """Forward, counting only days on which the clock runs."""
        plain = day
        match length.unit:
            case Unit.DAY:
                plain = day + timedelta(days=length.number)
            case Unit.WEEK:
                plain = day + timedelta(days=7 * length.number)
            case Unit.MONTH:
                plain = month_later(day, length.number)
        left, found = (plain - day).days, day
        while left:
            found += ONE
            left -= not self.frozen(found)
        if length.month_end:
            while found.month == (found + ONE).month:
                found += ONE
        return found

    # -- rolling

    def rolling_due(self, start, as_of):
        row, floor, day = self.row(start), None, start
        while day < as_of:
            day += ONE
            if self.row(day) is not row:
                before, row = row, self.row(day)
                old = self.plain_due(before, start, day - ONE, floor)
                fresh = self.add(day, row.schedule.every)
                floor = {
                    OnChange.SOFTEN: min(old, fresh),
                    OnChange.CARRY: None,
                    OnChange.FRESH: fresh,
                }[self.standard.on_change]
        return self.plain_due(row, start, as_of, floor)

    def plain_due(self, row, start, as_of, floor):
        dues, nothing = [], True
        for count in counts_in(row.quota):
            of_this = []
            found = self.of_count(count, start, as_of)
            nothing = nothing and not found
            wanted = [(count.number, found)]
            for part in count.of_which:
                inner = [
                    event
                    for event in self.counted(part.of, start, as_of)
                    if event in self.counted(count.of, start, as_of)
                ]
                wanted.append((part.required(count.number), inner))
            for number, events in wanted:
                if number:
                    base = events[-number].on if len(events) >= number else start
                    of_this.append(self.add(base, row.schedule.every))
            dues.append(min(of_this))
        due = max(dues) if isinstance(row.quota, Any) else min(dues)
        if self.standard.initial is not None:
            deadline = self.add(start, self.standard.initial.within)
            due = deadline if nothing else max(due, deadline)
        return due if floor is None else max(due, floor)

    def excused(self, start, due, as_of):
        day = start
        while day <= as_of:
            ended = self.paused(day - ONE) is not None and self.paused(day) is None
            pause = self.paused(day - ONE)
            if ended and day > start and pause.mode is PauseMode.EXCUSE:
                began = day - ONE
                while self.paused(began - ONE) is not None:
                    began -= ONE
                if began <= due:
                    due = max(due, self.add(day, pause.grace))
            day += ONE
        return due

    def deferred(self, due):
        for waiver in sorted(self.waivers, key=lambda each: each.first):
            if waiver.first <= due <= waiver.last:
                due = waiver.last
        return due

    def uncovered_since(self, start):
        day, since = self.on, None
        while day >= start:
            due = self.excused(start, self.rolling_due(start, day), day)
            if due >= day:
                break
            day, since = day - ONE, day
        return since

    # -- periods

    def periods(self, start):
        """Every period of the spell up to the one after the day's, with the row that governs."""
        found, first = [], start
        while True:
            row = self.row(first) or found[-1][2]
            begins, ends = bounds(row.schedule, first, start)
            if self.standard.on_change is OnChange.FRESH:
                changes = [
                    day
                    for day in days_between(first, ends)
                    if day > first and self.row(day) not in {row, None}
                ]
                ends = changes[0] - ONE if changes else ends
            # A period of which an earlier row governed the first days is not a whole one.
            whole = begins == first and self.whole(row, start, begins, ends)
            found.append((begins, ends, row, whole))
            if first > self.on:
                required = required_in(row.schedule, begins)
                if required:
                    return found
            first = ends + ONE

    def number(self, count, due):
        number = count.number
        for waiver in self.waivers:
            if waiver.first <= due <= waiver.last:
                number -= number if waiver.less is None else waiver.less
        return max(0, number)

    def met(self, row, start, begins, ends, as_of):
        said = []
        for count in counts_in(row.quota):
            number = self.number(count, ends)
            first, last = max(begins, start), min(ends, as_of)
            good = len(self.of_count(count, first, last)) >= number
            for part in count.of_which:
                inner = [
                    event
                    for event in self.counted(part.of, first, last)
                    if event in self.counted(count.of, first, last)
                ]
                good = good and len(inner) >= part.required(number)
            said.append(good)
        return any(said) if isinstance(row.quota, Any) else all(said)

    def all_waived(self, row, ends):
        return all(self.number(count, ends) == 0 for count in counts_in(row.quota))

    def whole(self, row, start, begins, ends):
        if begins < start:
            return False
        same = [
            (self.row(day), self.paused(day)) == (row, None)
            for day in days_between(begins, ends)
        ]
        return all(same)

    # -- the answer

    def answer(self):
        if self.row(self.on) is None:
            return {"status": "not_applicable"}
        if self.paused(self.on) is not None:
            return {"status": "paused"}
        start = self.start()
        if isinstance(self.row(self.on).schedule, Rolling):
            due = self.excused(start, self.rolling_due(start, self.on), self.on)
            found = {
                "due": self.deferred(due),
                "uncovered_since": self.uncovered_since(start),
            }
        else:
            found = self.in_periods(start)
        if "status" not in found:
            found["status"] = "overdue" if found["due"] < self.on else "due"
        return found | {"clock_start": start}

    def in_periods(self, start):
        periods = self.periods(start)
        place = next(
            n
            for n, (begins, ends, row, _) in enumerate(periods)
            if ends >= self.on and required_in(row.schedule, begins)
        )
        begins, ends, row, whole = periods[place]
        waived = self.all_waived(row, ends)
        earliest = None
        for b, e, r, w in reversed(periods[:place]):
            if e >= self.on or not required_in(r.schedule, b):
                continue
            stop = r is not row or not w
            if stop or self.all_waived(r, e) or self.met(r, start, b, e, e):
                break
            earliest = b
        if not waived and self.met(row, start, begins, ends, self.on):
            begins, ends, row, whole = next(
                each
                for each in periods[place + 1 :]
                if required_in(each[2].schedule, each[0])
            )
            waived = self.all_waived(row, ends)
        if waived:
            return {"status": "waived", "due": None}
        return {
            "due": ends,
            "earliest_unmet": earliest,
            "partial": not whole,
        }


def days_between(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def month_later(day, number):
    month = day.year * 12 + day.month - 1 + number
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def bounds(each: Each, day, start):
    """The first and the last day of the period that a day is in, by walking."""
    first = last = day
    while not begins(each, first, start):
        first -= ONE
    while not begins(each, last + ONE, start):
        last += ONE
    return first, last


def begins(each, day, start):
    calendar = each.anchor.value == "calendar"
    match each.unit:
        case Unit.WEEK if calendar:
            return day.weekday() == each.week_starts
        case Unit.MONTH if calendar:
            return day.day == 1 and (day.month - 1) % each.number == 0
        case Unit.MONTH:
            return any(
                month_later(start, number * each.number) == day for number in range(40)
            )
        case unit:
            length = each.number * {Unit.DAY: 1, Unit.WEEK: 7}[unit]
            return (day - start).days % length == 0


def required_in(each, first):
    if each.parity is None:
        return True
    return (first.month % 2 == 1) == (each.parity is Parity.ODD)
