"""Why a duty is due when it is: the rule, the clock, what counted, what did not, the arithmetic.

It looks at one duty again and keeps the reasons, so that a caseload pays nothing for them.
Each event is counted, or rejected with one reason: the first test that it fails, in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.monitoring.casework import Casework
from supervise.monitoring.compiled import Standards, Stretch
from supervise.monitoring.duties import duties, reckoning_of
from supervise.monitoring.duty import Duty, Obligation
from supervise.monitoring.opened import open_dates
from supervise.monitoring.periods import period_in, unmet_in
from supervise.monitoring.plans import RowPlan
from supervise.monitoring.reckoning import Open, Reckoning
from supervise.monitoring.schedules import Each, Rolling
from supervise.monitoring.standards import PauseMode
from supervise.rules.criteria import Events, fields_of
from supervise.rules.evaluation import holds
from supervise.rules.spans import next_edge
from supervise.rules.terms import All, Condition
from supervise.rules.timeline import Event, Timeline


class Rejection(StrEnum):
    """Why an event does not count, in the order in which it is tested."""

    RECORDED_LATER = "recorded_later"
    SUPERSEDED = "superseded"
    WRONG_KIND = "wrong_kind"
    NOT_COMPLETED = "not_completed"
    DOES_NOT_MATCH = "does_not_match"
    AFTER_AS_OF = "after_as_of"
    OUTSIDE_SUPERVISION = "outside_supervision"
    BEFORE_CLOCK = "before_clock"
    IN_PAUSE = "in_pause"
    OUTSIDE_WINDOW = "outside_window"
    SAME_DAY = "same_day"
    OVER_CAP = "over_cap"


@attrs.frozen
class CountedEvent:
    """An event that counts; the date may rest on it."""

    event: str
    on: date
    as_substitute: bool = False
    rests_on_it: bool = False


@attrs.frozen
class RejectedEvent:
    """An event that does not count, why, and which test it fails where that is the reason."""

    event: str
    on: date
    reason: Rejection
    failing: str = ""


@attrs.frozen
class Step:
    """One step of the arithmetic: a day, and how it came about."""

    on: date
    says: str


@attrs.frozen(kw_only=True)
class Explanation:
    """One duty with all its reasons.

    `facts` are the states that chose the row, with the day since which each holds.
    `shortfall` says what would satisfy it. `changes_on` is the next day on which a state that is
    known today makes the answer another.
    """

    duty: Duty
    title: str
    citation: str
    source: str
    in_force_from: date
    example: str
    requires: str
    facts: tuple[str, ...] = ()
    clock: str = ""
    counted: tuple[CountedEvent, ...] = ()
    rejected: tuple[RejectedEvent, ...] = ()
    steps: tuple[Step, ...] = ()
    adjustments: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    shortfall: str = ""
    calendars: tuple[str, ...] = ()
    changes_on: date | None = None

    @property
    def due(self) -> date | None:
        """The day at which the arithmetic arrives."""
        return self.steps[-1].on if self.steps else self.duty.due

    def __str__(self) -> str:
        duty = self.duty
        lines = [f"{self.title}: {duty.status.value}", f"rule: {self.requires}"]
        lines.append(f"source: {self.citation} ({duty.pack}, version {duty.version})")
        lines += [f"because: {each}" for each in self.facts]
        lines += [f"clock: {self.clock}"] if self.clock else []
        lines += [f"counted: {each.event} on {each.on}" for each in self.counted]
        lines += [
            f"not counted: {each.event} on {each.on}, {each.reason.value}"
            for each in self.rejected
        ]
        lines += [f"{each.on}: {each.says}" for each in self.steps]
        lines += self.adjustments
        lines += [f"still needed: {self.shortfall}"] if self.shortfall else []
        return "\n".join(lines)


def explain(
    standards: Standards,
    case: Casework | Timeline,
    standard: str,
    *,
    on: date,
    known: date | None = None,
) -> Explanation:
    """One duty, with every reason for its date."""
    whole = case if isinstance(case, Casework) else Casework(case)
    casework = whole.known_on(known) if known is not None else whole
    declared = standards.pack.standard(standard)
    place = standards.pack.standards.index(declared)
    duty = duties(standards, casework, on=on, known=known)[place]
    seen = standards.see(casework.timeline)
    stretches, day = seen.stretches[place], on.toordinal()
    row = next((each for each in declared.rows if each.id == duty.row), None)
    found = Explanation(
        duty=duty,
        title=declared.title,
        citation=row.citation if row is not None else declared.citation,
        source=standards.pack.source.citation,
        in_force_from=standards.pack.in_force.start,
        example=standards.pack.example,
        requires=_requires(row),
        facts=tuple(_facts(standards, casework.timeline, on)),
        calendars=tuple(f"{c.name} {c.version}" for c in standards.calendars.values()),
        changes_on=_changes_on(stretches, day),
    )
    if duty.clock_start is None:
        return found
    reckoning = reckoning_of(standards, casework, seen, place, day)
    return _with_reasons(found, reckoning, whole.timeline)


def _requires(row: object) -> str:
    schedule, quota = getattr(row, "schedule", None), getattr(row, "quota", None)
    return f"{quota} {schedule}" if schedule is not None else "nothing"


def _facts(standards: Standards, timeline: Timeline, on: date) -> Iterator[str]:
    for name in standards.states:
        begun = [each for each in timeline.states.get(name, ()) if each.start <= on]
        value = timeline.value_on(name, on)
        if value is not None and begun:
            yield f"{name} is {value} since {begun[-1].start}"
        else:
            yield f"{name} is not known"


def _changes_on(stretches: tuple[Stretch, ...], day: int) -> date | None:
    edge = next_edge(tuple((each.start, each.end) for each in stretches), day)
    return date.fromordinal(edge) if edge is not None else None


def _with_reasons(
    found: Explanation, reckoning: Reckoning, timeline: Timeline
) -> Explanation:
    regime = reckoning.regimes[reckoning.place_on(reckoning.on)]
    window = _window(reckoning, found.duty)
    counted = tuple(_counted(reckoning, regime.plan, window, found.duty))
    ids = {each.event for each in counted}
    filters = _filters(reckoning, regime.plan)
    rejected = tuple(
        RejectedEvent(
            event.id, event.on, *_reason(reckoning, event, filters, window, found.duty)
        )
        for event in timeline.events
        if event.id not in ids
    )
    opened = list(open_dates(reckoning))
    chosen = min(
        (each for each in opened if not each.waived),
        key=lambda each: each.due,
        default=None,
    )
    return attrs.evolve(
        found,
        clock=_clock(reckoning),
        counted=counted,
        rejected=rejected,
        steps=tuple(_steps(reckoning, chosen)) if chosen is not None else (),
        adjustments=tuple(_adjustments(reckoning)),
        others=tuple(
            f"{each.obligation.value}: {date.fromordinal(each.due)}"
            for each in opened
            if each is not chosen
        ),
        shortfall=_shortfall(reckoning, regime.plan, found.duty),
    )


def _window(reckoning: Reckoning, duty: Duty) -> tuple[int, int]:
    """The days whose events bear on the date: the spell, or the period in question."""
    regime = reckoning.regimes[reckoning.place_on(reckoning.on)]
    if (
        isinstance(regime.plan.schedule, Each)
        and duty.obligation is Obligation.RECURRING
    ):
        period = period_in(reckoning, regime, reckoning.on)
        if period is not None:
            return max(period.first, reckoning.start), min(period.last, reckoning.on)
    return reckoning.earliest, reckoning.on


def _counted(
    reckoning: Reckoning, plan: RowPlan, window: tuple[int, int], duty: Duty
) -> Iterator[CountedEvent]:
    found: dict[str, CountedEvent] = {}
    for count in plan.counts:
        main = {event.id for _, event in reckoning.counted(count.main, *window)}
        for day, event in reckoning.of_count(count, *window):
            found[event.id] = CountedEvent(
                event.id,
                date.fromordinal(day),
                as_substitute=event.id not in main,
                rests_on_it=event.id == duty.deciding_event,
            )
    for _, *columns in reckoning.plan.triggers:
        for column in columns:
            for day, event in reckoning.counted(column, reckoning.start, reckoning.on):
                rests = event.id == duty.deciding_event
                found.setdefault(
                    event.id,
                    CountedEvent(event.id, date.fromordinal(day), rests_on_it=rests),
                )
    if reckoning.plan.initial is not None:
        column = reckoning.plan.initial
        for day, event in reckoning.counted(column, reckoning.earliest, reckoning.on):
            found.setdefault(event.id, CountedEvent(event.id, date.fromordinal(day)))
    yield from sorted(found.values(), key=lambda each: (each.on, each.event))


def _filters(reckoning: Reckoning, plan: RowPlan) -> list[Events]:
    columns = reckoning.standards.columns
    places = [count.main for count in plan.counts]
    places += [place for count in plan.counts for _, place in count.substitutes]
    places += [p for _, *pair in reckoning.plan.triggers for p in pair]
    places += [reckoning.plan.initial] if reckoning.plan.initial is not None else []
    return [columns[place].all_of[0] for place in places]


def _reason(
    reckoning: Reckoning,
    event: Event,
    filters: list[Events],
    window: tuple[int, int],
    duty: Duty,
) -> tuple[Rejection, str]:
    known = {each.id for each in reckoning.casework.timeline.events}
    standing = {each.id for each in reckoning.casework.timeline.standing}
    day = event.on.toordinal()
    of_kind = [each for each in filters if each.kind == event.kind]
    if event.id not in known:
        return Rejection.RECORDED_LATER, f"recorded on {event.recorded}"
    if event.id not in standing:
        return Rejection.SUPERSEDED, ""
    if not of_kind:
        return Rejection.WRONG_KIND, ""
    if failing := _failing(event, of_kind):
        not_done = "status" in failing
        reason = Rejection.NOT_COMPLETED if not_done else Rejection.DOES_NOT_MATCH
        return reason, failing
    if day > reckoning.on:
        return Rejection.AFTER_AS_OF, ""
    here = next(each for each in reckoning.stretches if each.start <= day < each.end)
    if here.row < 0:
        return Rejection.OUTSIDE_SUPERVISION, ""
    if here.pause >= 0 and not reckoning.plan.standard.counts_while_paused:
        return Rejection.IN_PAUSE, ""
    if day < reckoning.earliest:
        return Rejection.BEFORE_CLOCK, f"the clock started on {duty.clock_start}"
    if not window[0] <= day <= window[1]:
        return Rejection.OUTSIDE_WINDOW, ""
    if any(
        count.count.distinct_days for row in reckoning.plan.rows for count in row.counts
    ):
        return Rejection.SAME_DAY, ""
    return Rejection.OVER_CAP, ""


def _failing(event: Event, filters: list[Events]) -> str:
    """The first test that an event fails of every filter; nothing if it passes one of them."""
    fields, failing = fields_of(event), ""
    for each in filters:
        tests: tuple[Condition, ...] = ()
        if each.where is not None:
            inner = each.where.conditions if isinstance(each.where, All) else None
            tests = inner if inner is not None else (each.where,)
        wrong = [str(test) for test in tests if not holds(test, fields)]
        if not wrong:
            return ""
        failing = failing or wrong[0]
    return failing


def _clock(reckoning: Reckoning) -> str:
    start = date.fromordinal(reckoning.start)
    before = [each for each in reckoning.stretches if each.end == reckoning.start]
    if not before or before[0].row < 0:
        return f"started on {start}, with supervision"
    if before[0].pause >= 0:
        pause = reckoning.plan.standard.pauses[before[0].pause]
        if pause.mode is PauseMode.RESTART:
            return f"started anew on {start}, after {pause.when}"
    return f"started on {start}, when the standard began to apply"


def _steps(reckoning: Reckoning, chosen: Open) -> Iterator[Step]:
    """From the day that the date is counted from, to the date."""
    schedule = reckoning.regimes[reckoning.place_on(reckoning.on)].plan.schedule
    rests = f" ({chosen.event.id})" if chosen.event is not None else ""
    if chosen.obligation is Obligation.INITIAL:
        yield Step(date.fromordinal(reckoning.start), "start of the clock")
        yield Step(date.fromordinal(chosen.due), "first deadline")
    elif chosen.obligation is Obligation.TRIGGER:
        yield Step(date.fromordinal(chosen.base), f"trigger {chosen.label}{rests}")
        yield Step(date.fromordinal(chosen.due), "time to answer it")
    elif isinstance(schedule, Rolling):
        base = reckoning.clock.after(chosen.base, schedule.every)
        origin = "counted from" if chosen.event is not None else "too few yet; from"
        yield Step(date.fromordinal(chosen.base), f"{origin} this day{rests}")
        yield Step(date.fromordinal(base), f"+ {schedule.every}, paused days added")
        if base != chosen.due:
            says = (
                "not before the first deadline, the change of row, a pause or a waiver"
            )
            yield Step(date.fromordinal(chosen.due), says)
    elif isinstance(schedule, Each):
        yield Step(date.fromordinal(chosen.base), f"period of {schedule} begins")
        yield Step(date.fromordinal(chosen.due), "it ends")
    else:
        yield Step(date.fromordinal(chosen.due), str(schedule))


def _adjustments(reckoning: Reckoning) -> Iterator[str]:
    for waiver in reckoning.casework.waivers:
        if waiver.standard == reckoning.plan.standard.id:
            less = "all" if waiver.less is None else waiver.less
            yield (
                f"waiver {waiver.id}: {less} less from {waiver.first} to {waiver.last}, "
                f"approved by {waiver.approver.id}"
            )
    for each in reckoning.stretches:
        if (
            each.pause >= 0
            and reckoning.start < each.end
            and each.start <= reckoning.on
        ):
            pause = reckoning.plan.standard.pauses[each.pause]
            first, last = date.fromordinal(each.start), date.fromordinal(each.end - 1)
            yield f"paused ({pause.mode.value}) from {first} to {last}: {pause.when}"
    for regime in reckoning.regimes[1:]:
        if regime.first <= reckoning.on:
            mode = reckoning.plan.standard.on_change.value
            yield f"row {regime.plan.row.id} from {date.fromordinal(regime.first)} ({mode})"


def _shortfall(reckoning: Reckoning, plan: RowPlan, duty: Duty) -> str:
    if isinstance(plan.schedule, Each):
        regime = reckoning.regimes[reckoning.place_on(reckoning.on)]
        period = period_in(reckoning, regime, reckoning.on)
        if period is None:
            return ""
        lacks, label = unmet_in(reckoning, plan, period, reckoning.on)
        return f"{lacks} more: {label}" if lacks > 0 else ""
    return f"one more: {duty.decided_by}" if duty.overdue and duty.decided_by else ""
