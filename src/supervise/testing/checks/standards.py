"""Checks of standards: whoever somebody is, the pack says what is due, or says why nothing is."""

import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from supervise.monitoring import Duty, DutyStatus
from supervise.plugins.offers import changeable_parts
from supervise.rules import Timeline
from supervise.testing.case_timelines import as_of, timelines_for
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import StandardsSubject

DATED = frozenset({DutyStatus.DUE, DutyStatus.OVERDUE})
EXPLAINED = frozenset({DutyStatus.NOT_COMPUTABLE, DutyStatus.UNKNOWN})


def check_reckoning_never_raises(subject: StandardsSubject) -> Findings:
    """Whatever is known of a person, there are duties, never an exception."""
    nothing = Timeline(person="invented-person-of-whom-nothing-is-known")
    for timeline in (nothing, *timelines_for(subject.pack)):
        try:
            subject.duties(timeline, as_of(subject.pack))
        except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
            yield Finding(
                f"reckoning duties raised {type(raised).__name__}",
                "give a duty with its status and say why",
            )
            return


def check_every_standard_has_its_say(subject: StandardsSubject) -> Findings:
    """For everybody there is one duty for each standard, in the pack's order."""
    expected = [standard.id for standard in subject.pack.standards]
    for timeline in islice(timelines_for(subject.pack), 20):
        got = [duty.standard for duty in _duties(subject, timeline)]
        if got != expected:
            yield Finding(
                f"the duties are of {', '.join(got) or 'no standard'}",
                f"give one for each of {', '.join(expected)}, in this order",
            )
            return


def check_everybody_under_supervision_is_decided(subject: StandardsSubject) -> Findings:
    """Where every state is known, and what happened, no duty is undecided."""
    for timeline in timelines_for(subject.pack):
        if not timeline.events:
            continue
        for duty in _duties(subject, timeline):
            if duty.status is DutyStatus.UNKNOWN:
                yield Finding(
                    f"'{duty.standard}' is undecided although every state is known",
                    "add a last row for everybody else, with its citation",
                )
                return


def check_a_duty_that_is_due_has_a_day(subject: StandardsSubject) -> Findings:
    """What is due or overdue is due by a day, and rests on a row of its standard."""
    seen = False
    for duty in _all_duties(subject):
        if duty.status not in DATED:
            continue
        seen = True
        if duty.due is None or not duty.row:
            yield Finding(
                f"'{duty.standard}' is {duty.status} without a day or a row",
                "give the last day on which it is in time, and the row that says so",
            )
            return
    if not seen:
        raise NothingToCheck("nothing is due for anybody")


def check_overdue_means_that_the_day_has_passed(subject: StandardsSubject) -> Findings:
    """A duty is overdue when its day has passed, and not before."""
    seen = False
    for duty in _all_duties(subject):
        if duty.due is None or duty.status not in DATED:
            continue
        seen = True
        if (duty.status is DutyStatus.OVERDUE) != (duty.due < duty.on):
            yield Finding(
                f"'{duty.standard}', due {duty.due}, is {duty.status} on {duty.on}",
                "the day itself is in time; the day after is overdue",
            )
            return
    if not seen:
        raise NothingToCheck("nothing is due for anybody")


def check_no_date_without_a_reason(subject: StandardsSubject) -> Findings:
    """Where no date can be computed, the duty says why."""
    nothing = Timeline(person="invented-person-of-whom-nothing-is-known")
    for duty in (*_duties(subject, nothing), *_all_duties(subject)):
        if duty.status in EXPLAINED and not duty.because.strip():
            yield Finding(
                f"'{duty.standard}' is {duty.status} and does not say why",
                "say in `because` what is missing",
            )
            return


def check_reckoning_twice_gives_the_same(subject: StandardsSubject) -> Findings:
    """The same timeline on the same day gives the same duties."""
    some = tuple(islice(timelines_for(subject.pack), 20))
    before = [_duties(subject, each) for each in some]
    after = [_duties(subject, each) for each in reversed(some)][::-1]
    if before != after:
        yield Finding(
            "the same timeline gives other duties",
            "keep nothing between calls; use no clock and no chance",
        )


def check_a_duty_names_the_pack_and_the_day(subject: StandardsSubject) -> Findings:
    """A duty names the pack, its version and the day as of which it was asked for."""
    pack, on = subject.pack, as_of(subject.pack)
    for duty in islice(_all_duties(subject), 1):
        expected = (pack.id, pack.version, on)
        got = (duty.pack, duty.version, duty.on)
        if got != expected:
            yield Finding(
                f"a duty is of {got[0]} {got[1]} as of {got[2]}",
                f"it should be of {expected[0]} {expected[1]} as of {expected[2]}",
            )


def check_before_its_time_nothing_is_due(subject: StandardsSubject) -> Findings:
    """On a day on which the pack is not in force, nothing is due."""
    before = subject.pack.in_force.start - timedelta(days=1)
    for timeline in islice(timelines_for(subject.pack), 4):
        for duty in _duties_on(subject, timeline, before):
            if duty.status in DATED:
                yield Finding(
                    f"'{duty.standard}' is {duty.status} before the pack is in force",
                    "say that it is not in force",
                )
                return


def check_a_pack_survives_being_kept(subject: StandardsSubject) -> Findings:
    """A pack pickles, and holds nothing that could be written to."""
    for part in changeable_parts(subject.pack):
        yield Finding(part, "use tuples and frozen values")
    try:
        again = pickle.loads(pickle.dumps(subject.pack))  # noqa: S301  our own bytes
    except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
        yield Finding(
            f"the pack does not pickle: {type(raised).__name__}",
            "use plain values in it",
        )
        return
    if again != subject.pack:
        yield Finding("the pack is another after pickling", "use plain values in it")


def check_a_pack_states_limitations(subject: StandardsSubject) -> Findings:
    """A pack says at least one thing that its source leaves open."""
    if not any(each.strip() for each in subject.pack.limitations):
        yield Finding(
            "no limitations", "say where the source is silent, and what was chosen"
        )


def _duties(subject: StandardsSubject, timeline: Timeline) -> tuple[Duty, ...]:
    return _duties_on(subject, timeline, as_of(subject.pack))


def _duties_on(
    subject: StandardsSubject, timeline: Timeline, on: date
) -> tuple[Duty, ...]:
    try:
        return subject.duties(timeline, on)
    except Exception as raised:
        raise NothingToCheck(f"reckoning raised {type(raised).__name__}") from raised


def _all_duties(subject: StandardsSubject) -> Iterator[Duty]:
    for timeline in timelines_for(subject.pack):
        yield from _duties(subject, timeline)


CHECKS = (
    check_reckoning_never_raises,
    check_every_standard_has_its_say,
    check_everybody_under_supervision_is_decided,
    check_a_duty_that_is_due_has_a_day,
    check_overdue_means_that_the_day_has_passed,
    check_no_date_without_a_reason,
    check_reckoning_twice_gives_the_same,
    check_a_duty_names_the_pack_and_the_day,
    check_before_its_time_nothing_is_due,
    check_a_pack_survives_being_kept,
    check_a_pack_states_limitations,
)
