"""A whole case as one text: every record with its own kind and format, and nothing lost."""

import importlib
import json
import re
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import get_args, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise import casefile, planning
from supervise.casefile import CaseFile, case_problems, state_of
from supervise.errors import DeclarationError, UnreadableRecord
from supervise.exchange import case_files, envelopes, from_json, migrations, to_json
from supervise.exchange.kinds import CLASSES, kinds
from supervise.histories import Entry, Unrecognised
from supervise.people import (
    NEVER_TO_THE_PERSON,
    Actor,
    PersonRef,
    Role,
    Sensitivity,
    Visibility,
)
from supervise.planning import OpenPlan, Plan, Revision, progress, referrals, services
from supervise.planning.referrals import replay_referral
from supervise.records import Milestone, RecordedWorkings, Statement
from tests.exchange.case_values import (
    ASSESSMENT,
    ATTENDED,
    FILE,
    NOTE,
    PERSON,
    REFERRAL_ACTS,
    UNKNOWN,
    entry,
)
from tests.exchange.every_value import VALUES
from tests.support.places import PROJECT


def told(text):
    with pytest.raises(UnreadableRecord) as caught:
        from_json(text)
    return caught.value.problems


def changed(change, file=FILE):
    """The text of a file after something in it was changed."""
    plain = json.loads(to_json(file))
    change(plain["value"])
    return json.dumps(plain)


# -- there and back


def test_a_case_comes_back_with_every_record_in_its_order():
    assert FILE == from_json(to_json(FILE), CaseFile)


def test_what_was_read_replays_to_the_same_case():
    back = from_json(to_json(FILE), CaseFile)

    assert state_of(FILE, as_of=date(2026, 2, 1)) == state_of(
        back, as_of=date(2026, 2, 1)
    )
    assert case_problems(FILE) == case_problems(back)


def test_an_empty_case_is_a_case():
    assert CaseFile(person=PERSON) == from_json(to_json(CaseFile(person=PERSON)))


def test_each_record_stands_in_the_text_as_it_would_alone():
    text = to_json(FILE)

    for record in (ASSESSMENT, *FILE.referral_acts, *FILE.facts):
        assert to_json(record) in text


def test_the_records_may_stand_in_any_order():
    def turn(value):
        value["records"] = [*value["records"]]
        value["records"].sort(key=lambda each: each["kind"], reverse=True)

    back = from_json(changed(turn, attrs.evolve(FILE, unrecognised=())))

    assert {to_json(each) for each in FILE.facts} == {to_json(e) for e in back.facts}
    assert FILE.assessments == back.assessments


VISIBILITIES = st.sampled_from(Sensitivity).flatmap(
    lambda each: st.builds(
        Visibility,
        sensitivity=st.just(each),
        roles=st.frozensets(
            st.sampled_from(
                [
                    role
                    for role in Role
                    if role is not Role.PERSON or each not in NEVER_TO_THE_PERSON
                ]
            )
        ),
    )
)
WORDS = st.text(min_size=1).filter(lambda text: text.strip())


@given(
    st.lists(st.tuples(WORDS, VISIBILITIES, st.booleans()), max_size=6),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_any_facts_come_back_with_who_may_see_them(facts, on):
    made = []
    for number, (words, visibility, is_statement) in enumerate(facts):
        envelope = Entry(
            id=f"e{number}",
            actor=Actor("officer-7", Role.OFFICER),
            recorded_at=datetime(on.year, on.month, on.day, tzinfo=UTC),
            effective_on=on,
            reason=words,
            visibility=visibility,
        )
        about = {"entry": envelope, "person": PERSON}
        made.append(
            Statement(words=words, **about)
            if is_statement
            else Milestone(says=words, **about)
        )
    file = CaseFile(person=PERSON, facts=tuple(made))

    assert file == from_json(to_json(file))
    assert to_json(file) == to_json(from_json(to_json(file)))


# -- what this version does not know


LATER = to_json(ATTENDED).replace('"format":1', '"format":99')


@pytest.mark.parametrize(
    "kept",
    (
        UNKNOWN,
        Unrecognised(kind="attendance", format=99, text=LATER),
        Unrecognised(
            kind="x", format=1, text='{"kind":"x","format":1,"a":[ ]\n,"b":"]"}'
        ),
        Unrecognised(kind="\u00e9", format=2, text='{"format":2,"kind":"\\u00e9"}'),
    ),
)
def test_a_record_that_is_not_known_is_kept_to_the_last_byte(kept):
    file = attrs.evolve(FILE, unrecognised=(kept, UNKNOWN))

    text = to_json(file)

    assert kept.text in text
    assert file == from_json(text)


def test_unknown_records_are_found_wherever_they_stand():
    text = to_json(attrs.evolve(FILE, unrecognised=()))
    spaced = text.replace(
        '"records":[', f'"records" : [ \n{UNKNOWN.text} ,{LATER}\t, ', 1
    ).replace('"value":{"person"', '"value":\t{"person"', 1)

    back = from_json(spaced, CaseFile)

    assert (UNKNOWN.text, LATER) == tuple(each.text for each in back.unrecognised)
    assert FILE.facts == back.facts


def test_a_record_that_has_become_known_goes_to_its_place():
    older = Unrecognised(kind="attendance", format=1, text=to_json(ATTENDED))

    back = from_json(to_json(CaseFile(person=PERSON, unrecognised=(older,))))

    assert CaseFile(person=PERSON, facts=(ATTENDED,)) == back


@pytest.mark.parametrize(
    "kept",
    (
        Unrecognised(kind="horoscope", format=3, text="Avery Canary"),
        Unrecognised(
            kind="horoscope", format=3, text='{"kind":"horoscope","format":2}'
        ),
        Unrecognised(kind="horoscope", format=3, text="{},{}"),
        Unrecognised(kind="actor", format=1, text=to_json(Actor("o-7", Role.OFFICER))),
    ),
)
def test_what_could_not_be_read_back_is_not_written(kept):
    with pytest.raises(DeclarationError) as caught:
        to_json(CaseFile(person=PERSON, unrecognised=(kept,)))

    assert ("records[0]: is kept as a text that is no entry of that kind",) == tuple(
        caught.value.defects
    )


# -- what is refused


STRANGER = attrs.evolve(NOTE, person=PersonRef("person-002"))
PLAN_OF_A_STRANGER = Revision(
    entry=entry("r9"),
    plan="plan-9",
    base=0,
    changes=(OpenPlan(person=PersonRef("person-002"), period="2026"),),
)
TWICE = attrs.evolve(ATTENDED, entry=attrs.evolve(ATTENDED.entry, id="n1"))


@pytest.mark.parametrize(
    ("records", "step", "says"),
    (
        (
            {"facts": (STRANGER,)},
            "[0]|.person",
            "is another person than that of the file",
        ),
        (
            {"plan_entries": (PLAN_OF_A_STRANGER,)},
            "[0]|.changes[0].person",
            "is another person than that of the file",
        ),
        ({"facts": (NOTE, TWICE)}, "[1]|.entry.id", "is also that of records[0]"),
        (
            {"assessments": (ASSESSMENT, ASSESSMENT)},
            "[1]|.id",
            "is also that of records[0]",
        ),
    ),
)
def test_records_that_contradict_one_another_are_neither_written_nor_read(
    records, step, says
):
    file = CaseFile(person=PERSON, **records)
    alone = [json.loads(to_json(each)) for held in records.values() for each in held]
    empty = CaseFile(person=PERSON)

    with pytest.raises(DeclarationError) as caught:
        to_json(file)
    problems = told(changed(lambda value: value.update(records=alone), empty))

    assert (f"records{step.replace('|', '')}: {says}",) == tuple(caught.value.defects)
    assert (f"$.value.records{step.replace('|', '.value')}: {says}",) == problems


def test_everything_that_is_wrong_with_a_case_is_told_at_once():
    def spoil(value):
        value["person"]["id"] = 7
        value["Avery Canary"] = 1
        records = value["records"]
        records[0]["value"]["id"] = None
        records[1] = ["Avery Canary"]
        records[2]["format"] = "1"
        records[3] = {"kind": "policy", "format": 1, "value": {}}
        records[4]["Avery Canary"] = 1
        del records[5]["value"]

    assert (
        "$.value: a field that is not known",
        "$.value.person.id: is a whole number, not text",
        "$.value.records[0].value.id: is null, not text",
        "$.value.records[1]: is an array of 1, not an object",
        "$.value.records[2].format: is not a whole number from 1",
        "$.value.records[3]: is of kind 'policy', which a case file does not hold",
        "$.value.records[4]: 1 unknown fields of the entry",
        "$.value.records[5]: has no field 'value'",
    ) == told(changed(spoil))


@pytest.mark.parametrize(
    ("value", "says"),
    (
        ({}, "$.value: has no field 'person', which every case_file has"),
        ([], "$.value: is an array of 0, not an object"),
        ({"records": {}}, "$.value.records: is an object of 0, not an array"),
        ({"persn": 1}, "$.value: a field that is not known; did you mean 'person'?"),
    ),
)
def test_the_outside_of_a_case_is_exact(value, says):
    text = json.dumps({"kind": "case_file", "format": 1, "value": value})

    assert says in told(text)


def test_the_entry_of_a_case_is_exact():
    text = to_json(FILE)

    assert ("$: 1 unknown fields of the entry",) == told(text[:-1] + ',"more":1}')


# -- what one part of a record says against another

ORDER = "does not follow from the one before"
LACKS, HAS = (
    "is not there, though its state asks for it",
    "is there, though its state has none",
)


@pytest.mark.parametrize(
    ("kind", "change", "place", "says"),
    (
        ("referral", {"stages": []}, "stages", "is empty, and a referral begins with one"),
        ("referral", {"version": 3}, "version", "the number of its acts"),
        ("referral", {"basis": None}, "basis", LACKS),
        ("referral", {"outcomes": []}, "outcomes", LACKS),
        ("referral", {"stages.1.state": "ended"}, "stages[1].state", ORDER),
        ("referral", {"handover.0.state": "met"}, "handover[0].state", ORDER),
        ("task", {"stages": []}, "stages", "is empty, and a task begins with one"),
        ("task", {"version": 9}, "version", "is not the number of its acts, which is 3"),
        ("task", {"stages.1.state": "done"}, "stages[1].state", ORDER + " by its action"),
        ("signing", {"version": 1}, "version", "is not the number of its acts, which is 3"),
        ("signing", {"state": "unsigned"}, "acted", HAS),
        ("change_request", {"state": "open"}, "answered_by", HAS),
        ("change_request", {"answered_on": None}, "answered_on", LACKS),
        ("change_request", {"revision": ""}, "revision", LACKS),
        ("review", {"completed_on": None}, "completed_on", LACKS),
        ("review", {"state": "scheduled"}, "reviewed", HAS),
        (
            "review",
            {"state": "exempt"},
            "exemptions",
            "has none that runs, though the state says so",
        ),
        (
            "conclusion",
            {"kind": "completed"},
            "kind",
            "does not follow from the sessions beside it",
        ),
        (
            "conclusion",
            {"kind": "open", "report_due": True},
            "report_due",
            "is true, though it did not end early",
        ),
        ("goal_progress", {"series.0.points": []}, "series[0].points", "is empty"),
        ("plan", {"agreement.seen": 7}, "agreement.seen", "is a later version"),
    ),
)  # fmt: skip
def test_a_record_that_contradicts_itself_is_refused_with_the_place(
    kind, change, place, says
):
    plain = json.loads(to_json(VALUES[kind]))
    for path, found in change.items():
        inner = plain["value"]
        *steps, last = path.split(".")
        for step in steps:
            inner = inner[int(step) if step.isdigit() else step]
        inner[last] = found

    problems = told(json.dumps(plain))

    assert any(
        each.startswith(f"$.value.{place}: ") and says in each for each in problems
    ), problems


def test_no_voice_has_two_series():
    plain = json.loads(to_json(VALUES["goal_progress"]))
    plain["value"]["series"] *= 2

    assert ("$.value.series[1].voice: is also that of series[0]",) == told(
        json.dumps(plain)
    )


@pytest.mark.parametrize("many", range(1, len(REFERRAL_ACTS) + 1))
def test_a_referral_on_its_way_contradicts_nothing(many):
    referral = replay_referral(REFERRAL_ACTS[:many])

    assert referral == from_json(to_json(referral))


# -- the kinds

ROOMS = (
    "supervise.records",
    "supervise.planning",
    "supervise.planning.referrals",
    "supervise.planning.services",
    "supervise.planning.progress",
    "supervise.casefile",
)
# What is computed anew from records whenever it is looked at, and is only looked at;
# and limits that a host gives as an argument, never as a record.
NOT_EXCHANGED = {
    planning.AgreementStanding,
    planning.Arranged,
    planning.CarriedOver,
    planning.ChecklistItem,
    planning.Conflict,
    planning.Edit,
    planning.Footprint,
    planning.GoalStanding,
    planning.Merge,
    planning.NextStep,
    planning.Notice,
    planning.Page,
    planning.ReviewStanding,
    planning.Section,
    referrals.RoleLimit,
    referrals.StageAge,
    services.RuleFinding,
    progress.ReadinessPoint,
    casefile.Chain,
    casefile.ScaleChange,
}


def parts_of(annotation):
    """Every class of ours that may stand where an annotation does."""
    if attrs.has(annotation):
        yield annotation
    for each in get_args(annotation):
        yield from parts_of(each)


def with_parts(classes):
    """Classes with every class that their fields may hold."""
    found, waiting = set(), list(classes)
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            hints = get_type_hints(each)
            for field in attrs.fields(each):
                waiting += parts_of(hints[field.name])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_every_value_of_a_room_has_a_kind_or_is_a_part_or_is_not_for_exchange(room):
    module = importlib.import_module(room)
    public = [getattr(module, name) for name in module.__all__]
    values = {each for each in public if isinstance(each, type) and attrs.has(each)}

    assert values <= with_parts({*CLASSES, RecordedWorkings}) | NOT_EXCHANGED


def test_the_reference_lists_every_kind_once():
    text = (PROJECT / "docs/reference/exchange.md").read_text(encoding="utf-8")
    page = text.split("### Kinds")[1].split("###")[0]
    rows = [line for line in page.splitlines() if line.startswith("| ")]

    told = re.findall(r"`(\w+)`", "\n".join(rows))

    assert set() == kinds().keys() - set(told), "add them to a row of the table"
    assert sorted(set(told)) == sorted(told)
    assert set() == set(told) - kinds().keys()


def test_what_is_not_for_exchange_has_no_kind():
    assert set() == set(CLASSES) & NOT_EXCHANGED


# -- earlier formats

SAMPLE = Path(__file__).parent / "samples" / "plan-of-format-1.json"
WITH_THE_PERSON = {"sensitivity": "standard", "roles": ["officer", "person"]}


def brought_up(old):
    """A plan of the sample's format as one of the next: how a migration is written."""
    day = old["begun"]
    state = "agreed" if old["agreed"] else "draft"
    step = {"by": {"id": "officer-7", "role": "officer"}, "since": day}
    step |= {"visibility": WITH_THE_PERSON}
    kept = ("id", "person", "period", "version", "state")
    return {name: old[name] for name in kept} | {
        "opened_on": day,
        "since": day,
        "agreement": {"state": state},
        "goals": [
            {
                **goal,
                "because": [{"type": "wish_reason", "words": goal["own_words"]}],
                "rank": str(number),
                "lifecycle": "active",
                "since": day,
                "steps": [
                    step | {"id": f"s{n}", "text": text, "rank": str(n)}
                    for n, text in enumerate(goal["steps"], 1)
                ],
            }
            for number, goal in enumerate(old["goals"])
        ],
    }


@pytest.fixture
def later(monkeypatch):
    """A library in which plans have had one more format since."""
    known = dict(kinds())
    known["plan"] = attrs.evolve(known["plan"], format=2)
    known["case_file"] = attrs.evolve(known["case_file"], format=2)
    steps = {("plan", 1): brought_up, ("case_file", 1): lambda old: old}
    monkeypatch.setattr(envelopes, "kinds", lambda: known)
    for module in (envelopes, case_files):
        monkeypatch.setattr(
            module, "migrated", partial(migrations.migrated, migrations=steps)
        )


def test_a_plan_of_an_older_format_opens(later):
    plan = from_json(SAMPLE.read_text(encoding="utf-8"), Plan)

    goal = plan.goals[0]
    assert (date(2026, 1, 6), 1) == (plan.opened_on, plan.version)
    assert ("I will find regular work", "Something with my hands.") == (
        goal.title,
        goal.own_words,
    )
    assert ("Ask at the workshop", "Write an application") == tuple(
        step.text for step in goal.steps
    )


def test_without_its_migration_an_older_format_is_refused_and_nothing_is_guessed():
    problems = told(SAMPLE.read_text(encoding="utf-8"))

    assert "$.value: has no field 'opened_on', which every plan has" in problems
    assert "$.value: a field that is not known" in problems


def test_a_case_of_an_older_format_opens_with_what_is_not_known_in_it(later):
    assert FILE == from_json(to_json(FILE))


def test_a_fault_that_only_the_older_format_has_is_told_and_not_repeated(later):
    plain = json.loads(SAMPLE.read_text(encoding="utf-8"))
    plain["value"]["goals"][0]["steps"] = {"Avery Canary": 1}
    del plain["value"]["begun"]

    problems = told(json.dumps(plain))

    assert ("$.value: is refused (KeyError)",) == problems
