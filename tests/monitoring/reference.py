"""Standards, day by day: slow, obvious, and written without a look at the engine.

It asks of each day which row applies, whether the clock is paused, and what had happened by then.
Whether a quota is met is asked of every stretch of days; events that count once are shared out by
trying. It covers one standard with all that a standard can say.
"""

from calendar import monthrange
from datetime import date, timedelta

from supervise.dates import Unit
from supervise.monitoring import (
    Anchor,
    Any,
    By,
    Each,
    Every,
    OnChange,
    Parity,
    PauseMode,
    Rolling,
    Total,
)
from supervise.monitoring.quotas import counts_in
from supervise.rules.criteria import fields_of
from supervise.rules.evaluation import holds

ONE = timedelta(days=1)


class Reference:
    def __init__(self, pack, casework, on, calendars=()):
        (self.standard,) = pack.standards
        self.pack, self.case, self.on = pack, casework.timeline, on
        self.waivers = casework.waivers
        self.calendars = {each.name: each for each in calendars}
        self.states_of, self.started = {}, None

    # -- states of a day

    def states(self, day):
        if day not in self.states_of:
            names = self.pack.states
            self.states_of[day] = {n: self.case.value_on(n, day) for n in names}
        return self.states_of[day]

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
        """The pause of a day: the first that holds, one that restarts the clock before others."""
        states = self.states(day)
        held = [each for each in self.standard.pauses if holds(each.when, states)]
        held.sort(key=lambda each: each.mode is not PauseMode.RESTART)
        return held[0] if held else None

    def frozen(self, day):
        found = self.paused(day)
        return found is not None and found.mode is PauseMode.FREEZE

    def start(self):
        """Back from the day as long as the standard applies without a gap."""
        if self.started is None:
            day = self.on
            while self.row(day - ONE) is not None:
                before = self.paused(day - ONE)
                if before is not None and before.mode is PauseMode.RESTART:
                    break
                day -= ONE
            self.started = day
        return self.started

    def first_day(self, start):
        """The first day on which an event can count: before the start only where it is reused."""
        initial, day = self.standard.initial, start
        if initial is not None and initial.reuse is not None:
            while initial.reuse.after(day - ONE) >= start:
                day -= ONE
        return day

    # -- what counts

    def counted(self, events, first, last):
        return [
            event
            for event in self.case.events
            if first <= event.on <= last
            and event.kind == events.kind
            and (events.where is None or holds(events.where, fields_of(event)))
            and (self.standard.counts_while_paused or not self.off(event.on))
        ]

    def off(self, day):
        """Whether a day is paused; what is reused from before the start may be from any day."""
        return day >= self.start() and self.paused(day) is not None

    def of_count(self, count, first, last):
        found = self.counted(count.of, first, last)
        if isinstance(count, Total):
            return found
        if count.distinct_days:
            found = list({event.on: event for event in found}.values())
        used = {event.id for event in self.counted(count.of, first, last)}
        for substitute in count.substitutes:
            others = [
                event
                for event in self.counted(substitute.of, first, last)
                if event.id not in used
                and (
                    substitute.while_ is None
                    or holds(substitute.while_, self.states(event.on))
                )
            ]
            cap = substitute.cap(count.number)
            newest = others[-cap:] if cap else []
            used |= {event.id for event in newest}
            found = found + newest
        return sorted(found, key=lambda event: event.on)

    def enough(self, count, number, first, last):
        """Whether what was done from a day to a day is so much."""
        found = self.of_count(count, first, last)
        if isinstance(count, Total):
            return sum(dict(e.fields).get(count.field, 0) for e in found) >= number
        return len(found) >= number

    def part_enough(self, count, part, number, first, last):
        inner = {event.id for event in self.counted(part.of, first, last)}
        main = {event.id for event in self.counted(count.of, first, last)}
        return len(inner & main) >= number

    def shared_out(self, slots, events):
        """Whether each slot can have an event of its own."""
        if not slots:
            return True
        (of, *rest) = slots
        return any(
            self.shared_out(rest, [e for e in events if e is not event])
            for event in events
            if self.counted(of, event.on, event.on).count(event)
        )

    def done_since(self, done, start, as_of):
        """The last day from which on enough was done, or the start where it never was."""
        day = as_of
        while day >= self.first_day(start):
            if done(day, as_of):
                return day
            day -= ONE
        return start

    # -- the clock

    def add(self, day, length):
        """Forward, counting only days on which the clock runs."""
        if length.unit is Unit.BUSINESS_DAY:
            left, found = length.number, day
            calendar = self.calendars[length.calendar]
            while left:
                found += ONE
                left -= calendar.is_open(found) and not self.frozen(found)
            return found
        plain = day
        match length.unit:
            case Unit.DAY:
                plain = day + timedelta(days=length.number)
            case Unit.WEEK:
                plain = day + timedelta(days=7 * length.number)
            case Unit.MONTH:
                plain = month_later(day, length.number)
            case Unit.YEAR:
                plain = month_later(day, 12 * length.number)
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
        due = self.cadence_due(row, start, as_of)
        initial = self.standard.initial
        if initial is not None and initial.of is None:
            deadline = self.add(start, initial.within)
            first = self.first_day(start)
            nothing = not any(
                self.enough(count, 1, first, as_of) for count in counts_in(row.quota)
            )
            due = deadline if nothing else max(due, deadline)
        return due if floor is None else max(due, floor)

    def cadence_due(self, row, start, as_of):
        def due(done):
            return self.add(self.done_since(done, start, as_of), row.schedule.every)

        if isinstance(row.quota, Every) and row.quota.distinct:
            slots = [
                count.of for count in row.quota.counts for _ in range(count.number)
            ]
            return due(lambda a, b: self.shared_out(slots, self.between(a, b)))
        dues = []
        for count in counts_in(row.quota):
            number = required_of(count)
            of_this = [due(lambda a, b, c=count, n=number: self.enough(c, n, a, b))]
            of_this += [
                due(
                    lambda a, b, c=count, p=part: self.part_enough(
                        c, p, p.required(required_of(c)), a, b
                    )
                )
                for part in parts_of(count)
                if part.required(number)
            ]
            dues.append(min(of_this))
        return max(dues) if isinstance(row.quota, Any) else min(dues)

    def between(self, first, last):
        return [event for event in self.case.events if first <= event.on <= last]

    def excused(self, start, due, as_of):
        day = start
        while day <= as_of:
            pause = self.paused(day - ONE)
            ended = pause is not None and self.paused(day) is not pause
            if ended and day > start and pause.mode is PauseMode.EXCUSE:
                began = day - ONE
                while self.paused(began - ONE) is pause:
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
        """Every period of the spell up to two required ones after the day, with their rows."""
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
            ahead = [f for f in found if f[0] > self.on]
            if sum(required_in(each[2].schedule, each[0]) for each in ahead) == 2:
                return found
            first = ends + ONE

    def number(self, count, due):
        number = required_of(count)
        for waiver in self.waivers:
            if waiver.first <= due <= waiver.last:
                number -= number if waiver.less is None else waiver.less
        return max(0, number)

    def met(self, row, start, begins, ends, as_of):
        first, last = max(begins, start), min(ends, as_of)
        counts = counts_in(row.quota)
        if isinstance(row.quota, Every) and row.quota.distinct:
            slots = [c.of for c in counts for _ in range(self.number(c, ends))]
            return self.shared_out(slots, self.between(first, last))
        said = []
        for count in counts:
            number = self.number(count, ends)
            good = self.enough(count, number, first, last)
            for part in parts_of(count):
                needed = part.required(number)
                good = good and self.part_enough(count, part, needed, first, last)
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
        row = self.row(self.on)
        opened = [self.moved(start, due) for due in self.first_times(start)]
        opened += [self.moved(start, due) for due in self.triggered(start)]
        found, waived = {}, False
        match row.schedule:
            case Rolling():
                due = self.excused(start, self.rolling_due(start, self.on), self.on)
                opened.append(self.deferred(due))
                found["uncovered_since"] = self.uncovered_since(start)
            case Each(anchor=Anchor.FIRST):
                ends, waived = self.in_occurrences(row, start)
                opened += [] if waived or ends is None else [ends]
            case Each():
                found = self.in_periods(start)
                waived, ends = found.pop("waived"), found.pop("ends")
                if waived or min(opened, default=date.max) <= ends:
                    del found["partial"]
                opened += [] if waived else [ends]
            case schedule if not self.met_once(row, start):
                opened.append(self.moved(start, self.single(schedule, start)))
        common = {"clock_start": start, "last_done": self.last_done(start)}
        if not opened:
            return common | {"status": "waived" if waived else "done", "due": None}
        due = min(opened)
        status = "overdue" if due < self.on else "due"
        return common | found | {"due": due, "status": status}

    def moved(self, start, due):
        return self.deferred(self.excused(start, due, self.on))

    def first_times(self, start):
        """A first deadline that stands beside the cadence."""
        initial, row = self.standard.initial, self.row(self.on)
        if initial is None:
            return
        if initial.of is None and isinstance(row.schedule, Rolling):
            return
        if isinstance(row.schedule, Each):
            row = next(r for _, ends, r, _ in self.periods(start) if ends >= self.on)
        asked = [initial.of] if initial.of else [c.of for c in counts_in(row.quota)]
        first = self.first_day(start)
        if not any(self.counted(each, first, self.on) for each in asked):
            yield self.add(start, initial.within)

    def triggered(self, start):
        for trigger in self.standard.triggers:
            answers = self.counted(trigger.answer, start, self.on)
            for event in self.counted(trigger.of, start, self.on):
                closing = [
                    answer
                    for answer in answers
                    if answer.on >= event.on
                    and (
                        answer.reference == event.reference or not trigger.per_reference
                    )
                ]
                if not closing:
                    yield self.add(event.on, trigger.within)

    def met_once(self, row, start):
        first = self.first_day(start)
        if isinstance(row.quota, Every) and row.quota.distinct:
            slots = [
                count.of for count in row.quota.counts for _ in range(count.number)
            ]
            return self.shared_out(slots, self.between(first, self.on))
        said = [
            self.enough(count, required_of(count), first, self.on)
            and all(
                self.part_enough(
                    count, part, part.required(count.number), first, self.on
                )
                for part in parts_of(count)
            )
            for count in counts_in(row.quota)
        ]
        return any(said) if isinstance(row.quota, Any) else all(said)

    def single(self, schedule, start):
        if isinstance(schedule, By):
            day = self.case.dates[schedule.date]
            days = {Unit.DAY: 1, Unit.WEEK: 7}[schedule.before.unit]
            return day - timedelta(days=days * schedule.before.number)
        return self.add(start, schedule.within)

    def last_done(self, start):
        asked = [trigger.answer for trigger in self.standard.triggers]
        initial = self.standard.initial
        asked += [initial.of] if initial is not None and initial.of else []
        for row in self.standard.rows:
            for count in counts_in(row.quota):
                asked.append(count.of)
                asked += [s.of for s in getattr(count, "substitutes", ())]
        first = self.first_day(start)
        done = [e.on for each in asked for e in self.counted(each, first, self.on)]
        return max(done, default=None)

    def in_occurrences(self, row, start):
        """The window that is open or the next, counted from the first event, unless it is met."""
        firsts = [
            event.on
            for count in counts_in(row.quota)
            for event in self.counted(count.of, start, self.on)
        ]
        if not firsts:
            return None, False
        each, opens = row.schedule, timedelta(days=row.schedule.opens - 1)
        length = timedelta(days=each.number * {Unit.DAY: 1, Unit.WEEK: 7}[each.unit])
        window = min(firsts) + length
        while window + opens < self.on:
            window += length
        ends = window + opens
        waived = self.all_waived(row, ends)
        if not waived and self.met(row, start, window, ends, self.on):
            ends += length
            waived = self.all_waived(row, ends)
        return ends, waived

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
        governs = next(each[2] for each in periods if each[1] >= self.on)
        for b, e, r, w in reversed(periods[:place]):
            if e >= self.on or not required_in(r.schedule, b):
                continue
            stop = r is not governs or not w
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
        return {
            "ends": ends,
            "waived": waived,
            "earliest_unmet": earliest,
            "partial": not whole,
        }


def required_of(count):
    return count.amount if isinstance(count, Total) else count.number


def parts_of(count):
    return getattr(count, "of_which", ())


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
