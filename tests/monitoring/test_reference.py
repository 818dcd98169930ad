"""The engine equals the slow reference on invented histories whose dates lie at the edges.

Agreement proves the optimisation and not the meaning: that is in `test_meaning`.
"""

from datetime import timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from supervise.dates import Period, Unit, business_days, days, months, weeks
from supervise.monitoring import (
    Anchor,
    Any,
    By,
    Casework,
    Count,
    Each,
    Every,
    Initial,
    OfWhich,
    Once,
    OnChange,
    Parity,
    Pause,
    PauseMode,
    Rolling,
    Share,
    Substitute,
    Total,
    Trigger,
    Waiver,
    compile_standards,
    duties,
)
from supervise.rules import Events, Rounding, Timeline, happened
from tests.monitoring.people import (
    CALENDAR,
    COLLATERAL,
    CUSTODY,
    FIELD,
    HOME,
    LEAVE,
    MOVE,
    PERSONAL,
    PROGRAMME,
    REPLY,
    REQUEST,
    SESSION,
    START,
    completed,
    contact,
    day,
    duty_of,
    level,
    pack_of,
    rows_of,
    steps,
    timeline,
)
from tests.monitoring.reference import Reference
from tests.support.sheets import SUPERVISOR

UNDERSTAFFED = level.is_("high")
ASKED = (
    ("move", ""),
    ("request", "A"),
    ("request", "B"),
    ("reply", "A"),
    ("reply", ""),
)

# Edges: the start, cadences and a day to either side, ends of months, of pauses and of waivers.
EDGES = (
    0,
    1,
    2,
    14,
    15,
    16,
    20,
    27,
    28,
    29,
    30,
    31,
    45,
    46,
    58,
    59,
    60,
    61,
    75,
    89,
    90,
    119,
)
places = st.sampled_from(EDGES)
lengths = st.sampled_from(
    (
        days(15),
        days(30),
        days(45),
        weeks(2),
        months(1),
        months(1, month_end=True),
        business_days(10, CALENDAR.name),
    )
)
counts = st.builds(
    Count,
    st.integers(1, 3),
    st.sampled_from((PERSONAL, HOME)),
    of_which=st.sampled_from(
        (
            (),
            (OfWhich(1, FIELD),),
            (OfWhich(Share("1/2", Rounding.UP), FIELD),),
            (OfWhich(Share("1/2", Rounding.DOWN), FIELD),),
        )
    ),
    substitutes=st.sampled_from(
        (
            (),
            (Substitute(PROGRAMME, Share("1/2", Rounding.DOWN), citation="p"),),
            (Substitute(COLLATERAL, 1, citation="p"),),
            # Some home visits may stand in for either; what one has used is used up.
            (
                Substitute(PROGRAMME, 1, while_=LEAVE | UNDERSTAFFED, citation="p"),
                Substitute(Events("contact", completed), 1, citation="p"),
            ),
        )
    ),
    distinct_days=st.booleans(),
)
totals = st.builds(
    Total, st.sampled_from((30, 90, 100, 240)), st.just("minutes"), st.just(SESSION)
)
plain_counts = st.builds(
    Count, st.integers(1, 2), st.sampled_from((PERSONAL, HOME, FIELD, COLLATERAL))
)
kept_apart = st.builds(
    lambda counts: Every(tuple(counts), distinct=True),
    st.lists(plain_counts, min_size=2, max_size=3),
)
quotas = (
    counts
    | totals
    | kept_apart
    | st.builds(
        lambda kind, one, other: kind((one, other)),
        st.sampled_from((Every, Any)),
        counts | totals,
        counts,
    )
)
rolling = st.builds(Rolling, lengths)
periods = st.sampled_from(
    (
        Each(1, Unit.WEEK, Anchor.CALENDAR),
        Each(1, Unit.WEEK, Anchor.CALENDAR, week_starts=6),
        Each(1, Unit.MONTH, Anchor.CALENDAR),
        Each(2, Unit.MONTH, Anchor.CALENDAR),
        Each(3, Unit.MONTH, Anchor.CALENDAR),
        Each(1, Unit.MONTH, Anchor.CALENDAR, parity=Parity.ODD),
        Each(1, Unit.MONTH, Anchor.CALENDAR, parity=Parity.EVEN),
        Each(1, Unit.MONTH, Anchor.START),
        Each(30, Unit.DAY, Anchor.START),
        Each(2, Unit.WEEK, Anchor.START),
    )
)
pauses = st.sampled_from(
    (
        (),
        (Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p"),),
        (Pause(when=CUSTODY, mode=PauseMode.EXCUSE, grace=days(5), citation="p"),),
        (Pause(when=CUSTODY, mode=PauseMode.RESTART, citation="p"),),
        (
            Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p"),
            Pause(when=LEAVE, mode=PauseMode.EXCUSE, grace=days(5), citation="p"),
        ),
        (
            Pause(when=LEAVE, mode=PauseMode.FREEZE, citation="p"),
            Pause(when=CUSTODY | LEAVE, mode=PauseMode.RESTART, citation="p"),
        ),
    )
)
triggers = st.sampled_from(
    (
        (),
        (Trigger(id="t", of=MOVE, within=days(14), answer=HOME, citation="p"),),
        (
            Trigger(
                id="t",
                of=REQUEST,
                within=business_days(10, CALENDAR.name),
                answer=REPLY,
                per_reference=True,
                citation="p",
            ),
        ),
    )
)
once = st.builds(Once, lengths)
by = st.builds(By, st.just("release"), st.sampled_from((days(0), days(7), weeks(2))))
windows = st.sampled_from(
    (
        Each(14, Unit.DAY, Anchor.FIRST, opens=3),
        Each(2, Unit.WEEK, Anchor.FIRST, opens=1),
    )
)


@st.composite
def cases(draw):
    """An invented person: contacts, a change of level, a stay in custody, an end, a waiver."""
    events = [
        contact(
            f"c{number}",
            day(draw(places | st.just(-10))),
            place=draw(st.sampled_from(("office", "home", "field"))),
            status=draw(st.sampled_from(("completed", "completed", "attempted"))),
            **{
                "with": draw(
                    st.sampled_from(("person", "person", "collateral", "programme"))
                )
            },
        )
        for number in range(draw(st.integers(0, 9)))
    ]
    events += [
        happened(f"s{number}", "session", day(draw(places)), minutes=minutes)
        for number, minutes in enumerate(
            draw(st.lists(st.sampled_from((0, 10, 30, 60, 120)), max_size=4))
        )
    ]
    events += [
        happened(f"{kind}{number}", kind, day(draw(places)), reference=reference)
        for number, (kind, reference) in enumerate(
            draw(st.lists(st.sampled_from(ASKED), max_size=4))
        )
    ]
    change, custody, end = (draw(st.none() | places) for _ in range(3))
    level = steps((START, "moderate"), *([(day(change), "high")] if change else []))
    stay, leave = draw(st.sampled_from((1, 3, 10, 29))), draw(st.sampled_from((0, 4)))
    setting = steps((START, "community"))
    if custody:
        left = [(day(custody + stay), "leave")] if leave else []
        setting = steps(
            (START, "community"),
            (day(custody), "custody"),
            *left,
            (day(custody + stay + leave), "community"),
        )
    supervised = steps(
        (START, True), *([(day(end + 60), False)] if end is not None else [])
    )
    waivers = ()
    if draw(st.booleans()):
        first = draw(places)
        waivers = (
            Waiver(
                id="w",
                standard="contact",
                first=day(first),
                last=day(first + draw(st.sampled_from((0, 1, 29, 40)))),
                less=draw(st.sampled_from((None, 1))),
                approver=SUPERVISOR,
                reason="invented",
            ),
        )
    found = timeline(
        *events,
        level=level,
        setting=setting,
        supervised=supervised,
        dates={"release": day(draw(places) + 30)},
    )
    return Casework(found, waivers)


@st.composite
def packs(draw, schedules):
    schedule, other, quota = draw(schedules), draw(schedules), draw(quotas)
    return pack_of(
        *rows_of(schedule, quota, high=(other, draw(quotas))),
        pauses=draw(pauses),
        on_change=draw(st.sampled_from(tuple(OnChange))),
        initial=draw(st.none() | initials((schedule, other))),
        triggers=draw(triggers),
        counts_while_paused=draw(st.booleans()),
    )


def initials(schedules):
    """A first deadline: by the events of the row, or by others; some are reused."""
    periodic = any(isinstance(each, Each) for each in schedules)
    reuse = st.none() if periodic else st.sampled_from((None, days(9)))
    return st.builds(
        Initial,
        within=st.sampled_from((days(10), days(40), business_days(3, CALENDAR.name))),
        of=st.sampled_from((None, None, HOME)),
        reuse=reuse,
        citation=st.just("p"),
    )


def compared(pack, case, on):
    """What the reference says, and the same fields of the engine's duty."""
    expected = Reference(pack, case, on, [CALENDAR]).answer()
    duty = attrs.asdict(duty_of(pack, case, on))
    return expected, {name: duty[name] for name in expected}


@settings(max_examples=60)
@given(packs(once | by), cases(), places)
def test_single_dates_are_those_of_the_reference(pack, case, on):
    expected, found = compared(pack, case, day(on))

    assert expected == found


@settings(max_examples=40)
@given(windows, quotas, pauses, triggers, cases(), places)
def test_windows_from_the_first_event_are_those_of_the_reference(
    schedule, quota, paused, triggered, case, on
):
    pack = pack_of(*rows_of(schedule, quota), pauses=paused, triggers=triggered)
    expected, found = compared(pack, case, day(on))

    if expected["status"] == "done":  # nothing has begun
        expected["status"] = "not_required"
    assert expected == found


@settings(max_examples=80)
@given(packs(rolling), cases(), places)
def test_rolling_dates_are_those_of_the_reference(pack, case, on):
    expected, found = compared(pack, case, day(on))

    assert expected == found


@settings(max_examples=80)
@given(packs(periods), cases(), places)
def test_dates_of_periods_are_those_of_the_reference(pack, case, on):
    expected, found = compared(pack, case, day(on))

    assert expected == found


@settings(max_examples=30)
@given(packs(rolling | periods), cases(), places, st.randoms())
def test_the_order_in_which_events_are_given_does_not_matter(pack, case, on, chance):
    shuffled = list(case.timeline.events)
    chance.shuffle(shuffled)
    other = Casework(attrs.evolve(case.timeline, events=shuffled), case.waivers)

    assert duty_of(pack, case, day(on)) == duty_of(pack, other, day(on))


@settings(max_examples=30)
@given(packs(rolling | periods), cases(), places)
def test_attempts_and_what_comes_later_do_not_matter(pack, case, on):
    kept = [
        event
        for event in case.timeline.events
        if event.on <= day(on) and ("status", "attempted") not in event.fields
    ]
    other = Casework(attrs.evolve(case.timeline, events=kept), case.waivers)

    assert duty_of(pack, case, day(on)) == duty_of(pack, other, day(on))


@settings(max_examples=30)
@given(packs(rolling), cases(), places)
def test_tomorrow_is_as_today_when_nothing_happens(pack, case, on):
    today, tomorrow = (duty_of(pack, case, day(on) + timedelta(days=n)) for n in (0, 1))
    edges = {event.on for event in case.timeline.events} | {
        each.start for states in case.timeline.states.values() for each in states
    }

    if day(on + 1) not in edges:
        assert today.due == tomorrow.due


@settings(max_examples=30)
@given(packs(rolling | periods), cases(), places, places)
def test_what_was_known_on_a_day_gives_the_answer_of_that_day(pack, case, on, later):
    recorded = [
        attrs.evolve(event, recorded=event.on + timedelta(days=3))
        for event in case.timeline.events
    ]
    full = attrs.evolve(case.timeline, events=recorded)
    then = attrs.evolve(
        full, events=[event for event in recorded if event.recorded <= day(on)]
    )

    replayed = duty_of(pack, Casework(full, case.waivers), day(on), known=day(on))

    assert (
        duty_of(pack, Casework(then, case.waivers), day(on), known=day(on)) == replayed
    )


@settings(max_examples=30)
@given(packs(rolling | periods), cases(), places)
def test_a_waiver_never_makes_anything_earlier(pack, case, on):
    plain = duty_of(pack, Casework(case.timeline), day(on))
    waived = duty_of(pack, case, day(on))

    if plain.due is not None and waived.due is not None:
        assert plain.due <= waived.due


@settings(max_examples=30)
@given(packs(rolling | periods), cases(), places)
def test_four_hundred_years_later_every_date_is_four_hundred_years_later(
    pack, case, on
):
    """Four hundred years are a whole number of weeks."""
    shift = timedelta(days=146_097)

    def moved(timeline):
        return Timeline(
            person=timeline.person,
            states={
                name: [attrs.evolve(each, start=each.start + shift) for each in states]
                for name, states in timeline.states.items()
            },
            events=[attrs.evolve(e, on=e.on + shift) for e in timeline.events],
        )

    waivers = tuple(
        attrs.evolve(each, first=each.first + shift, last=each.last + shift)
        for each in case.waivers
    )
    calendar = attrs.evolve(
        CALENDAR,
        covers=Period(CALENDAR.covers.start + shift, CALENDAR.covers.end + shift),
        holidays={each + shift for each in CALENDAR.holidays},
    )
    here = duty_of(pack, case, day(on))
    (there,) = duties(
        compile_standards(pack, [calendar]),
        Casework(moved(case.timeline), waivers),
        on=day(on) + shift,
    )

    names = ("due", "last_done", "earliest_unmet", "uncovered_since", "clock_start")
    for name in names:
        one, other = getattr(here, name), getattr(there, name)
        assert (one and one + shift) == other
    assert here.status == there.status
