"""Records of supervision as text: exact, and refused where they contradict themselves."""

import json
from datetime import date

import pytest

from supervise.errors import UnreadableRecord
from supervise.exchange import from_json, to_json
from supervise.monitoring import compile_standards, duties
from supervise.plugins import Registry
from supervise.rules import Event
from supervise.testing.case_timelines import as_of, calendars_for, timelines_for
from tests.exchange.supervision_values import PACK
from tests.exchange.values import VALUES

STANDING = Registry.builtin().standing
PACKS = (*STANDING.standards.values(), PACK)
OTHERS = (
    *STANDING.eligibility.values(),
    *STANDING.alerts.values(),
    *STANDING.response_grids.values(),
)


def refusals(name, change):
    """All that is said of a value which was changed in its plain form."""
    entry = json.loads(to_json(VALUES[name]))
    change(entry["value"])
    with pytest.raises(UnreadableRecord) as caught:
        from_json(json.dumps(entry))
    return caught.value.problems


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: f"{pack.id}-{pack.version}")
def test_a_pack_that_was_written_and_read_gives_the_same_duties(pack):
    read = from_json(to_json(pack))
    calendars = calendars_for(pack)
    before, after = (compile_standards(each, calendars) for each in (pack, read))

    assert pack == read
    assert pack.fingerprint == read.fingerprint
    for timeline in list(timelines_for(pack))[::7]:
        assert duties(before, timeline, on=as_of(pack)) == duties(
            after, timeline, on=as_of(pack)
        )


@pytest.mark.parametrize("rule", OTHERS, ids=lambda rule: rule.id)
def test_every_other_standing_rule_comes_back_equal(rule):
    assert rule == from_json(to_json(rule))


def test_the_fields_of_an_event_are_an_object_with_their_names():
    entry = json.loads(to_json(VALUES["event"]))

    assert {
        "asked_on": {"date": "2026-01-12"},
        "method": "in_person",
        "minutes": 25,
        "status": "completed",
        "unannounced": True,
    } == entry["value"]["fields"]


def test_an_event_that_says_something_twice_has_no_form():
    event = Event(
        id="c1",
        kind="contact",
        on=date(2026, 1, 5),
        fields=(("status", "completed"), ("status", "attempted")),
    )

    with pytest.raises(TypeError, match="says something twice"):
        to_json(event)


def test_what_has_a_default_may_be_left_out_of_a_file():
    text = (
        '{"kind":"casework","format":1,"value":{"timeline":{"person":"person-001",'
        '"states":{"level":[{"value":"high","start":"2026-01-05"}]},'
        '"events":[{"id":"c1","kind":"contact","on":"2026-01-20",'
        '"fields":{"status":"completed"}}]}}}'
    )

    timeline = from_json(text).timeline

    assert "high" == timeline.value_on("level", date(2026, 2, 1))
    assert ("c1",) == tuple(each.id for each in timeline.events)


@pytest.mark.parametrize("fraction", ("2/4", "0.5", "4", "1/0", "-0/1", "01/2"))
def test_a_share_has_one_form(fraction):
    def change(value):
        value["incentives_to_sanctions"] = fraction

    (said,) = refusals("response_grid", change)

    assert "not a fraction in its lowest terms, as text" in said


def twice(value):
    value["events"].append(value["events"][0])


def of_nothing(value):
    value["events"][1]["supersedes"] = "c99"


def of_itself(value):
    value["events"][1]["supersedes"] = "c2"


def two_states(value):
    value["states"]["level"].append({"value": "low", "start": "2026-01-05"})


def ends_first(value):
    value["states"]["level"][0]["end"] = "2026-01-01"


def set_to(**fields):
    return lambda value: value.update(fields)


def repeated(name):
    return lambda value: value[name].append(value[name][0])


def of_another(value):
    value["assessments"][0]["person"]["id"] = "person-002"


ENTRY_0 = "is also that of entry 0, recorded on the same day"
BOTH = "stands where 'expected_on' does too"
NOT_DATED = "is there, though the status is not due or overdue"
DATED = "is not there, though the status is just due or overdue"


@pytest.mark.parametrize(
    ("name", "change", "place", "says"),
    (
        ("timeline", twice, "events[3].id", "is also that of events[0]"),
        (
            "timeline",
            of_nothing,
            "events[1].supersedes",
            "is no event of this timeline",
        ),
        ("timeline", of_itself, "events[1].supersedes", "is the event itself"),
        ("timeline", two_states, "states[text of 5 characters][2].start", ENTRY_0),
        (
            "timeline",
            ends_first,
            "states[text of 5 characters][0].end",
            "is before 'start'",
        ),
        ("waiver", set_to(last="2026-01-31"), "last", "is before 'first'"),
        (
            "casework",
            repeated("waivers"),
            "waivers[1].id",
            "is also that of waivers[0]",
        ),
        ("supervision_condition", set_to(end="2026-01-04"), "end", "is before 'start'"),
        (
            "supervision_record",
            of_another,
            "assessments[0].person.id",
            "is another person than that of the timeline",
        ),
        (
            "supervision_record",
            repeated("responses"),
            "responses[1].id",
            "is also that of responses[0]",
        ),
        (
            "violation_decision",
            set_to(violation="v2"),
            "recommendation.violation",
            "is another violation",
        ),
        (
            "duty",
            set_to(status="due"),
            "due",
            "has passed on that day, against the status",
        ),
        (
            "duty",
            set_to(due="2026-02-10"),
            "due",
            "has not passed on that day, against the status",
        ),
        ("duty", set_to(status="paused"), "due", NOT_DATED),
        ("duty", set_to(due=None, obligation=None), "due", DATED),
        ("alert", set_to(expected_on="2026-03-01"), "since", BOTH),
    ),
)
def test_what_contradicts_itself_is_refused_with_its_place(name, change, place, says):
    assert (f"$.value.{place}: {says}",) == refusals(name, change)


def test_contradictions_are_told_with_all_else_that_is_wrong():
    def change(value):
        twice(value["casework"]["timeline"])
        value["casework"]["timeline"]["events"][0]["on"] = "yesterday"
        value["credits"][0]["minutes"] = "180"

    no_date = "is text of 9 characters, not a date, as YYYY-MM-DD"
    place = "$.value.casework.timeline.events"

    assert {
        f"{place}[3].id: is also that of events[0]",
        f"{place}[0].on: {no_date}",
        f"{place}[3].on: {no_date}",
        "$.value.credits[0].minutes: is text of 3 characters, not a whole number",
    } == set(refusals("supervision_record", change))
