"""The engine equals the slow reference on invented histories whose dates lie at the edges.

Agreement proves the optimisation and not the meaning: that is in `test_meaning`.
"""

from datetime import timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from supervise.dates import Unit, days, months, weeks
from supervise.monitoring import (
    Anchor,
    Any,
    Casework,
    Count,
    Each,
    Every,
    Initial,
    OfWhich,
    OnChange,
    Parity,
    Pause,
    PauseMode,
    Rolling,
    Share,
    Substitute,
    Waiver,
)
from supervise.rules import Rounding, Timeline
from tests.monitoring.people import (
    COLLATERAL,
    CUSTODY,
    FIELD,
    HOME,
    PERSONAL,
    PROGRAMME,
    START,
    contact,
    day,
    duty_of,
    pack_of,
    rows_of,
    steps,
    timeline,
)
from tests.monitoring.reference import Reference
from tests.support.sheets import SUPERVISOR

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
    (days(15), days(30), days(45), weeks(2), months(1), months(1, month_end=True))
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
        )
    ),
    distinct_days=st.booleans(),
)
quotas = counts | st.builds(
    lambda kind, one, other: kind((one, other)),
    st.sampled_from((Every, Any)),
    counts,
    counts,
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
    change, custody, end = (draw(st.none() | places) for _ in range(3))
    level = steps((START, "moderate"), *([(day(change), "high")] if change else []))
    stay = draw(st.sampled_from((1, 3, 10, 29)))
    setting = steps(
        (START, "community"),
        *(
            [(day(custody), "custody"), (day(custody + stay), "community")]
            if custody
            else []
        ),
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
    found = timeline(*events, level=level, setting=setting, supervised=supervised)
    return Casework(found, waivers)


@st.composite
def packs(draw, schedules):
    schedule, other = draw(schedules), draw(schedules)
    initial = None
    if isinstance(schedule, Rolling) and draw(st.booleans()):
        initial = Initial(
            within=draw(st.sampled_from((days(10), days(40)))), citation="p"
        )
    return pack_of(
        *rows_of(schedule, draw(quotas), high=(other, draw(quotas))),
        pauses=draw(pauses),
        on_change=draw(st.sampled_from(tuple(OnChange))),
        initial=initial,
    )


def compared(pack, case, on):
    """What the reference says, and the same fields of the engine's duty."""
    expected = Reference(pack, case, on).answer()
    duty = attrs.asdict(duty_of(pack, case, on))
    return expected, {name: duty[name] for name in expected}


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
        if event.on <= day(on) and ("status", "completed") in event.fields
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
    here = duty_of(pack, case, day(on))
    there = duty_of(pack, Casework(moved(case.timeline), waivers), day(on) + shift)

    names = ("due", "last_done", "earliest_unmet", "uncovered_since", "clock_start")
    for name in names:
        one, other = getattr(here, name), getattr(there, name)
        assert (one and one + shift) == other
    assert here.status == there.status
