"""Why a duty is due when it is: the rule, the clock, what counted, what did not, the arithmetic.

It looks at one duty again and keeps the reasons, so that a caseload pays nothing for them.
Which events count is in `tally`, the steps of the date in `arithmetic`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from supervise.errors import CalendarMissing
from supervise.monitoring.arithmetic import Step, steps_to
from supervise.monitoring.casework import Casework
from supervise.monitoring.compiled import Standards, Stretch
from supervise.monitoring.duties import duties, reckoning_of
from supervise.monitoring.duty import Duty
from supervise.monitoring.opened import open_dates
from supervise.monitoring.periods import period_in, unmet_in
from supervise.monitoring.plans import RowPlan
from supervise.monitoring.quotas import Any, Count, Every, Total, counts_in
from supervise.monitoring.reckoning import Reckoning
from supervise.monitoring.schedules import Each
from supervise.monitoring.standards import PauseMode, Row
from supervise.monitoring.tally import (
    CountedEvent,
    RejectedEvent,
    away_events,
    counted_events,
    rejected_events,
    window_of,
)
from supervise.rules.spans import next_edge
from supervise.rules.timeline import Timeline


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
        lines += [f"counted: {_told(each)}" for each in self.counted]
        lines += [
            f"not counted: {each.event} on {each.on}, {each.reason.value}"
            for each in self.rejected
        ]
        lines += [f"{each.on}: {each.says}" for each in self.steps]
        lines += self.adjustments
        lines += [f"still needed: {self.shortfall}"] if self.shortfall else []
        return "\n".join(lines)


def _told(each: CountedEvent) -> str:
    how = [
        "as a substitute" if each.as_substitute else "",
        each.says,
        "the date rests on it" if each.rests_on_it else "",
    ]
    return ", ".join([f"{each.event} on {each.on}", *filter(None, how)])


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
    row = next((each for each in declared.rows if each.id == duty.row), None)
    found = Explanation(
        duty=duty,
        title=declared.title,
        citation=row.citation if row is not None else declared.citation,
        source=standards.pack.source.citation,
        in_force_from=standards.pack.in_force.start,
        example=standards.pack.example,
        requires=requirement(row) if row is not None else "nothing",
        facts=tuple(_facts(standards, casework.timeline, on)),
        calendars=tuple(f"{c.name} {c.version}" for c in standards.calendars.values()),
    )
    try:
        seen = standards.see(casework.timeline)
    except CalendarMissing:  # which one is said in `because` of the duty
        return found
    stretches, day = seen.stretches[place], on.toordinal()
    found = attrs.evolve(found, changes_on=_changes_on(stretches, day))
    if duty.clock_start is None:
        away = away_events(declared, stretches, casework.timeline)
        return attrs.evolve(found, rejected=tuple(away))
    reckoning = reckoning_of(standards, casework, seen, place, day)
    return _with_reasons(found, reckoning, whole.timeline)


def requirement(row: Row) -> str:
    """What a row requires, in words: how much of what, and how often."""
    if row.schedule is None or row.quota is None:
        return "nothing"
    joined = " or " if isinstance(row.quota, Any) else " and "
    said = joined.join(map(_in_words, counts_in(row.quota)))
    if isinstance(row.quota, Every) and row.quota.distinct:
        said += ", none counted twice"
    return f"{said}{',' if ', ' in said else ''} {row.schedule}"


def _in_words(count: Count | Total) -> str:
    """A count with its parts and its substitutes."""
    if isinstance(count, Total):
        return str(count)
    said = [str(count), *(f"of which {p.number} {p.of}" for p in count.of_which)]
    said += ["on different days"] if count.distinct_days else []
    for each in count.substitutes:
        until = f" while {each.while_}" if each.while_ is not None else ""
        said.append(f"up to {each.most} replaced by {each.of}{until}")
    return ", ".join(said)


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
    plan = reckoning.regimes[reckoning.place_on(reckoning.on)].plan
    window = window_of(reckoning, found.duty)
    counted = counted_events(reckoning, plan, window, found.duty)
    ids = {each.event for each in counted}
    others = (event for event in timeline.events if event.id not in ids)
    opened = list(open_dates(reckoning))
    asked = (each for each in opened if not each.waived)
    chosen = min(asked, key=lambda each: each.due, default=None)
    return attrs.evolve(
        found,
        clock=_clock(reckoning),
        counted=counted,
        rejected=rejected_events(reckoning, plan, window, others),
        steps=tuple(steps_to(reckoning, chosen)) if chosen is not None else (),
        adjustments=tuple(_adjustments(reckoning)),
        others=tuple(
            f"{each.obligation.value}: {date.fromordinal(each.due)}"
            for each in opened
            if each is not chosen
        ),
        shortfall=_shortfall(reckoning, plan, found.duty),
    )


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
