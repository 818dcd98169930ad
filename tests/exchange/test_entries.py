"""Records as text: nothing is lost, nothing is guessed, and old ones open for ever."""

import json
import traceback
from datetime import date, timedelta, timezone
from decimal import Decimal
from enum import Enum

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import UnreadableRecord
from supervise.exchange import from_json, to_json
from supervise.exchange import migrations as all_migrations
from supervise.exchange.kinds import CLASSES, kinds
from supervise.exchange.migrations import MIGRATIONS, migrated
from supervise.exchange.scalars import WrongForm, read_time
from supervise.exchange.tags import TYPE, descendants
from supervise.histories import Unrecognised
from supervise.instruments import fingerprint, score
from supervise.levels import IntensityScheme
from supervise.people import Actor, Role
from supervise.planning import replay
from supervise.plugins import Registry
from supervise.records import (
    Answer,
    AnswerSource,
    AnswerState,
    ScoreSheet,
)
from supervise.rules import Condition, Dated, Operand, Timeline
from tests.exchange.every_value import VALUES
from tests.exchange.values import COMPLETE, INSTRUMENT
from tests.golden.make import HERE, path_of
from tests.planning.invented import histories

REGISTRY = Registry.builtin()
KINDS = sorted(kinds())


def golden(name):
    return path_of(kinds()[name]).read_text(encoding="utf-8").removesuffix("\n")


# -- every kind, there and back


def test_there_is_a_value_of_every_kind():
    assert KINDS == sorted(VALUES)


@pytest.mark.parametrize("name", KINDS)
def test_a_value_comes_back_equal(name):
    assert VALUES[name] == from_json(to_json(VALUES[name]))


@pytest.mark.parametrize("name", KINDS)
def test_the_same_value_gives_the_same_text(name):
    text = to_json(VALUES[name])

    assert text == to_json(from_json(text))


@pytest.mark.parametrize("name", KINDS)
def test_the_text_says_its_kind_and_format_first(name):
    assert to_json(VALUES[name]).startswith(f'{{"kind":"{name}","format":')


@pytest.mark.parametrize("name", KINDS)
def test_the_record_of_the_present_format_is_as_it_was_written_down(name):
    assert golden(name) == to_json(VALUES[name])


@pytest.mark.parametrize(
    "path", sorted(HERE.glob("*.json")), ids=lambda path: path.stem
)
def test_a_record_of_every_past_format_still_opens(path):
    name, _, _ = path.name.partition(".")

    assert VALUES[name] == from_json(path.read_text(encoding="utf-8"))


def test_every_format_before_the_present_one_has_a_migration_and_a_record():
    past = {
        (kind.name, number)
        for kind in kinds().values()
        for number in range(1, kind.format)
    }

    assert past == set(MIGRATIONS)
    assert past <= {tuple(_name_and_format(path)) for path in HERE.glob("*.json")}


def _name_and_format(path):
    name, number, _ = path.name.split(".")
    return name, int(number)


# -- what a value holds comes back as what it was


@pytest.mark.parametrize("id", sorted(REGISTRY.instruments))
def test_an_instrument_of_the_catalogue_comes_back_with_its_fingerprint(id):
    instrument = REGISTRY.instrument(id)

    back = from_json(to_json(instrument))

    assert (instrument, fingerprint(instrument)) == (back, fingerprint(back))


@pytest.mark.parametrize("id", sorted(REGISTRY.instruments))
def test_an_instrument_that_was_read_scores_as_the_one_that_was_written(id):
    instrument = REGISTRY.instrument(id)
    back = from_json(to_json(instrument))

    for example in instrument.examples:
        assert score(instrument, example.answers, on=example.on) == score(
            back, example.answers, on=example.on
        )


@pytest.mark.parametrize("id", sorted(REGISTRY.policies))
def test_a_policy_comes_back_with_its_fingerprint(id):
    policy = REGISTRY.policy(id)

    back = from_json(to_json(policy))

    assert (policy, policy.fingerprint) == (back, back.fingerprint)


def test_a_published_table_is_written_once():
    text = to_json(REGISTRY.instrument("ogrs4"))

    assert 1 == text.count('"rows":[["00000",')


def test_a_sheet_that_was_read_explains_itself_without_its_instrument():
    back = from_json(to_json(COMPLETE), ScoreSheet)

    assert [scale.contributions for scale in COMPLETE] == [
        scale.contributions for scale in back
    ]
    assert (COMPLETE.needs, COMPLETE.strengths, COMPLETE.assumed) == (
        back.needs,
        back.strengths,
        back.assumed,
    )


def test_the_wrong_answer_of_a_problem_is_kept():
    assert 7 == from_json(golden("problem")).value


def parts(value, place="$"):
    """Every part of a value, with the kind that it is."""
    yield place, value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.init and field.name != "workings":
                yield from parts(getattr(value, field.name), f"{place}.{field.name}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from parts(each, f"{place}[{number}]")


@pytest.mark.parametrize("name", KINDS)
def test_every_part_comes_back_as_the_kind_that_it_was(name):
    # An enumeration that came back as plain text would compare equal: the kinds are compared.
    written = [(place, type(each)) for place, each in parts(VALUES[name])]
    read = [
        (place, type(each)) for place, each in parts(from_json(to_json(VALUES[name])))
    ]

    assert written == read
    assert name == "answers" or any(True for _ in written)


def test_an_enumeration_comes_back_as_one():
    back = from_json(to_json(Actor("officer-7", Role.OFFICER)))

    assert isinstance(back.role, Enum)


# -- properties

TEXT = st.text()
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False)
    | TEXT
    | st.dates()
    | st.datetimes(timezones=st.just(timezone(timedelta(hours=-7))) | st.none()).map(
        lambda moment: moment.replace(fold=0)  # an offset says all that a fold could
    )
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from(AnswerState)
)
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(TEXT, inner)
        | st.builds(
            Answer,
            inner,
            source=st.none() | st.sampled_from(AnswerSource),
            rater=st.none() | st.just(Actor("officer-7", Role.OFFICER)),
            on=st.none() | st.dates(),
        )
    ),
    max_leaves=8,
)


def alike(one, other):
    """Equal, and of the same kinds all the way down: 2, 2.0 and True are not alike."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[k], other[k]) for k in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, Answer):
        same = (one.source, one.rater, one.on) == (other.source, other.rater, other.on)
        return same and alike(one.value, other.value)
    if isinstance(one, Decimal):
        return one.as_tuple() == other.as_tuple()
    return repr(one) == repr(other)


@given(st.dictionaries(TEXT, ANYTHING))
def test_answers_of_every_kind_come_back_as_they_were(answers):
    assert alike(answers, from_json(to_json(answers)))


@given(st.floats())
def test_a_number_comes_back_to_the_last_bit(number):
    back = from_json(to_json({"answer": number}))["answer"]

    assert repr(number) == repr(back)


ITEMS = [item.id for each in REGISTRY.instruments.values() for item in each.items]


@given(
    st.sampled_from(sorted(REGISTRY.instruments)),
    st.dictionaries(st.sampled_from(ITEMS), ANYTHING, max_size=6),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)
def test_a_sheet_of_any_answers_comes_back_equal(id, given_answers, on, complete):
    instrument = REGISTRY.instrument(id)
    answers = {**(instrument.examples[0].answers if complete else {}), **given_answers}
    sheet = score(instrument, answers, on=on)

    back = from_json(to_json(sheet))

    assert sheet == back or "nan" in repr(answers)
    assert to_json(sheet) == to_json(back)
    assert [s.contributions for s in sheet] == [s.contributions for s in back]


@given(histories())
def test_a_history_of_any_changes_comes_back_and_replays_to_the_same_plan(history):
    back = [from_json(to_json(entry)) for entry in history]

    assert list(history) == back
    assert replay(history) == replay(back) == from_json(to_json(replay(history)))


# -- what is refused


def read_with(name, change):
    """What reading a record says after something in it was changed."""
    entry = json.loads(golden(name))
    change(entry)
    with pytest.raises(UnreadableRecord) as caught:
        from_json(json.dumps(entry))
    return caught.value.problems


def test_an_unknown_field_is_refused_with_its_place_and_the_nearest():
    def misspell(entry):
        scale = entry["value"]["scales"][1]
        scale["scroe"] = scale.pop("score")

    assert (
        "$.value.scales[1]: a field that is not known; did you mean 'score'?",
    ) == read_with("score_sheet", misspell)


def test_a_lacking_field_is_named():
    assert ("$.value: has no field 'role', which every actor has",) == read_with(
        "actor", lambda entry: entry["value"].pop("role")
    )


def test_all_that_is_wrong_is_reported_at_once():
    def spoil(entry):
        value = entry["value"]
        value["on"] = "05/01/2026"
        value["scales"][0]["status"] = "great"
        value["scales"][2]["flags"] = "none"
        value["identity"]["purpose"] = None
        value["surplus"] = 1

    assert {
        "$.value.on": "is text of 10 characters, not a date, as YYYY-MM-DD",
        "$.value.scales[0].status": "is text of 5 characters, not one of 'not_applicable', "
        "'invalid', 'missing', 'scored'",
        "$.value.scales[2].flags": "is text of 4 characters, not an array",
        "$.value.identity.purpose": "is null, not text",
        "$.value": "a field that is not known",
    } == dict(problem.split(": ", 1) for problem in read_with("score_sheet", spoil))


def leaves(plain, path=()):
    """The place of every scalar in plain JSON."""
    if isinstance(plain, dict):
        for key, each in plain.items():
            yield from leaves(each, (*path, key))
    elif isinstance(plain, list):
        for number, each in enumerate(plain):
            yield from leaves(each, (*path, number))
    else:
        yield path


def replaced(entry, path, value):
    entry = json.loads(json.dumps(entry))
    inner = entry
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return entry


# Made of records that are kinds of their own, each of which has its turn.
OF_RECORDS = {
    "case_file",
    "case_state",
    "case_view",
    "lint_evidence",
    "supervision_record",
}

OTHERS = (
    str,
    bool,
    lambda value: int(value) if isinstance(value, bool | float) else 1,
    lambda value: float(value) if isinstance(value, int) else 1.0,
    lambda value: [value],
    lambda value: {"value": value},
    lambda _: None,
)


@pytest.mark.parametrize("name", KINDS)
def test_a_scalar_of_another_kind_is_never_taken_for_the_one_that_stood_there(name):
    entry = json.loads(golden(name))
    places = list(leaves(entry["value"]))
    most = 20 if name in OF_RECORDS else 120
    for path in places[:: 1 + len(places) // most]:
        for other in OTHERS:
            value = entry["value"]
            for step in path:
                value = value[step]
            changed = other(value)
            if type(changed) is type(value):
                continue
            text = json.dumps(replaced(entry, ("value", *path), changed))
            try:
                found = from_json(text)
            except UnreadableRecord:
                continue
            assert golden(name) != to_json(found), path


@pytest.mark.parametrize(
    ("change", "says"),
    (
        (lambda e: e.update(format="1"), "$.format: is not a whole number from 1"),
        (lambda e: e.update(format=True), "$.format: is not a whole number from 1"),
        (lambda e: e.update(format=0), "$.format: is not a whole number from 1"),
        (lambda e: e.update(kind=None), "$.kind: is null, not text"),
        (lambda e: e.pop("value"), "$: has no field 'value'"),
        (lambda e: e.update(more=1), "$: 1 unknown fields of the entry"),
        (lambda e: e.update(tables={}), "$: 1 unknown fields of the entry"),
    ),
)
def test_the_envelope_is_exact(change, says):
    assert (says,) == read_with("actor", change)


@pytest.mark.parametrize(
    ("text", "says"),
    (
        ("", "is not JSON"),
        ("[]", "$: is an array of 0, not an object"),
        ('"Avery Example"', "$: is text of 13 characters, not an object"),
        ('{"kind":"actor","kind":"actor"}', "not an object whose names differ"),
        ('{"kind":"answers","format":1,"value":{"a":NaN}}', "not a number that JSON has"),
        ('{"kind":"answers","format":1,"value":{"a":1e999}}', "a double can hold"),
        ('{"kind":"answers","format":1,"value":{"a":' + "9" * 5000 + "}}", "too many digits"),
        ("[" * 100_000, "nested too deeply"),
        ('{"kind":"answers","format":1,"value":{"a":{"date":"2026-02-30"}}}', "not a date"),
        ('{"kind":"answers","format":1,"value":{"a":{"float":"2.0"}}}', "nan, inf or -inf"),
        ('{"kind":"answers","format":1,"value":{"a":{}}}', "an object of one name"),
        ('{"kind":"answers","format":1,"value":{"a":{"x":1}}}', "names a kind of value"),
    ),
)  # fmt: skip
def test_text_that_is_no_record_says_why(text, says):
    with pytest.raises(UnreadableRecord) as caught:
        from_json(text)

    assert says in str(caught.value)


def test_another_kind_than_was_expected_is_refused():
    with pytest.raises(UnreadableRecord, match="is of kind 'actor', not a ScoreSheet"):
        from_json(golden("actor"), ScoreSheet)


def test_what_a_constructor_refuses_is_told_without_repeating_what_it_says():
    def spoil(entry):
        entry["value"]["bands"][0]["highest"] = 0
        entry["value"]["scheme"]["codes"] = ["low", "low", "High"]

    assert (
        "$.value.scheme: is no level_scheme (2 of its rules are broken)",
    ) == read_with("bands", spoil)


@pytest.mark.parametrize(
    "value", (object(), 7, None, "text", [1], {1}, INSTRUMENT.items[0])
)
def test_what_is_no_kind_of_record_cannot_be_written(value):
    with pytest.raises(TypeError, match="is no kind of record"):
        to_json(value)


@pytest.mark.parametrize(
    "answer",
    (object(), b"bytes", {1: 2}, Role.OFFICER, {"a", "b"}, Decimal("NaN")),
)
def test_an_answer_that_json_could_not_bring_back_is_refused_and_not_changed(answer):
    with pytest.raises(TypeError, match="has no JSON form"):
        to_json({"work": answer})


@pytest.mark.parametrize(
    ("states", "says"),
    (
        ({"level": [Dated(value=b"low", start=date(2026, 1, 5))]}, "cannot stand here"),
        ({1: [Dated(value="low", start=date(2026, 1, 5))]}, "must be text"),
    ),
)
def test_a_state_that_json_could_not_bring_back_is_refused(states, says):
    with pytest.raises(TypeError, match=says):
        to_json(Timeline(person="person-001", states=states))


def test_a_row_of_a_table_has_as_many_cells_as_the_table():
    def shorten(entry):
        table = next(iter(entry["tables"].values()))
        table["rows"][0] = table["rows"][0][:1]

    found = read_with("instrument", shorten)

    # The table is written once, and told of wherever it is used.
    assert {"is an array of 1, not an array of 2"} == {
        each.partition(".rows[0]: ")[2] for each in found
    }


@pytest.mark.parametrize("moment", ("2026-02-30T10:00:00+00:00", "2026-01-05"))
def test_a_moment_is_one_that_a_calendar_has(moment):
    def change(entry):
        entry["value"]["recorded_at"] = moment

    (says,) = read_with("decision", change)

    assert says.startswith("$.value.recorded_at: is text of ")
    assert says.endswith("not a date and time, as YYYY-MM-DDThh:mm:ss")


@pytest.mark.parametrize("text", ("25:00:00", "10:00", 10))
def test_a_time_of_day_is_one_that_a_clock_has(text):
    with pytest.raises(WrongForm, match="not a time, as hh:mm:ss"):
        read_time(text)


def test_nothing_of_a_record_is_repeated_when_it_is_refused():
    def spoil(entry):
        entry["value"]["sheet"]["answers"]["Avery Canary"] = {"Avery Canary": 1}
        entry["value"]["person"]["id"] = ["Avery Canary"]
        entry["value"]["Avery Canary"] = "Avery Canary"

    told = "\n".join(read_with("assessment", spoil))

    assert "Canary" not in told
    assert 3 == len(told.splitlines())


# -- what contradicts itself


def change_scale(entry, **fields):
    entry["value"]["scales"][0].update(fields)


NOT_SCORED = "is there, though the scale is not scored"


@pytest.mark.parametrize("status", ("not_applicable", "invalid", "missing"))
def test_a_scale_that_was_not_scored_has_no_results(status):
    level = json.loads(golden("level"))["value"]

    assert {
        f"$.value.scales[0].{name}: {NOT_SCORED}"
        for name in ("raw", "score", "percent", "level")
    } == set(
        read_with(
            "score_sheet",
            lambda entry: change_scale(
                entry, status=status, raw=1, score=1, percent=1.0, level=level
            ),
        )
    )


def test_a_scale_has_its_raw_and_its_score_or_neither():
    assert ("$.value.scales[0].score: is there, though 'raw' is not",) == read_with(
        "score_sheet",
        lambda entry: change_scale(entry, status="scored", raw=None, score=1),
    )


def test_two_scales_of_a_sheet_never_have_one_id():
    def repeat(entry):
        scales = entry["value"]["scales"]
        scales[2]["meaning"]["id"] = scales[1]["meaning"]["id"]
        entry["value"]["on"] = None

    assert {
        "$.value.on: is null, not a date, as YYYY-MM-DD",
        "$.value.scales[2].meaning.id: is also that of scales[1]",
    } == set(read_with("score_sheet", repeat))


RECOMMENDED = json.loads(golden("recommendation"))["value"]
OTHER_SCHEME = json.loads(golden("intensity"))["value"] | {
    "scheme": {**json.loads(golden("intensity_scheme"))["value"], "id": "another"}
}


def test_an_intensity_may_read_otherwise_than_in_the_scheme_of_the_policy():
    found = from_json(golden("recommendation"))
    scheme = found.policy.scheme
    titled = IntensityScheme(
        scheme.id, scheme.codes, titles={scheme.codes[0]: "seldom"}
    )
    told = attrs.evolve(found, intensity=titled[found.intensity.code])

    assert told == from_json(to_json(told))


@pytest.mark.parametrize(
    ("fields", "says"),
    (
        ({"status": "missing"}, ("is there, though the status is not 'recommended'",)),
        ({"intensity": None}, ("is not there, though the status is just 'recommended'",)),
        ({"intensity": OTHER_SCHEME}, ("is of another scheme than the policy's",)),
    ),
)  # fmt: skip
@pytest.mark.parametrize("name", ("recommendation", "decision"))
def test_an_intensity_is_recommended_where_the_status_says_so(name, fields, says):
    def tamper(entry):
        value = entry["value"]
        (value["recommendation"] if name == "decision" else value).update(fields)

    place = ".recommendation" if name == "decision" else ""

    assert "recommended" == RECOMMENDED["status"]
    assert tuple(f"$.value{place}.intensity: {each}" for each in says) == read_with(
        name, tamper
    )


def test_a_decision_does_not_escape_the_check_of_its_override():
    def tamper(entry):
        # As if nothing had been recommended, so that nothing is departed from.
        entry["value"]["recommendation"].update(intensity=None, status="recommended")
        entry["value"]["override"] = None

    assert 1 == len(read_with("decision", tamper))


CANARY = "Avery Canary"
FIELD = "avery_canary"


def told_of(text, *expected):
    """All that a reader, or a log, is told when a text is refused; nothing when it is read."""
    try:
        from_json(text, *expected)
    except UnreadableRecord as error:
        return "".join(traceback.format_exception(error)) + repr(error.__context__)
    return ""


def branches(plain, path=()):
    """The place of every object in plain JSON."""
    if isinstance(plain, dict):
        yield path
    named = plain.items() if isinstance(plain, dict) else enumerate(plain)
    for step, each in named:
        if isinstance(each, dict | list):
            yield from branches(each, (*path, step))


def sampled(places):
    places = list(places)
    return places[:: 1 + len(places) // 60]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("canary", (CANARY, [CANARY], {CANARY: CANARY}, {FIELD: 1}))
def test_no_value_is_repeated_wherever_it_stands(name, canary):
    entry = json.loads(golden(name))
    for path in sampled(leaves(entry["value"])):
        told = told_of(json.dumps(replaced(entry, ("value", *path), canary)))

        assert "canary" not in told.lower(), path


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("canary", (CANARY, FIELD))
def test_no_name_is_repeated_wherever_it_stands(name, canary):
    entry = json.loads(golden(name))
    for path in sampled(branches(entry["value"])):
        told = told_of(
            json.dumps(replaced(entry, ("value", *path, canary), {canary: 1}))
        )

        assert "canary" not in told.lower(), path


@pytest.mark.parametrize("field", ("kind", "format", "value", "tables", FIELD))
@pytest.mark.parametrize("canary", (FIELD, [FIELD], {FIELD: FIELD}))
def test_no_part_of_the_envelope_is_repeated(field, canary):
    entry = json.loads(golden("instrument")) | {field: canary}

    told = told_of(json.dumps(entry), ScoreSheet)

    assert "UnreadableRecord" in told
    assert "canary" not in told.lower()


@pytest.mark.parametrize("name", ("answers", "score_sheet"))
def test_a_broken_text_is_not_repeated(name):
    told = told_of(golden(name)[:-40] + CANARY)

    assert "cannot be read" in told
    assert "canary" not in told.lower()


def test_the_ids_of_a_record_are_not_repeated_when_its_decision_is_refused():
    entry = json.loads(golden("decision"))
    entry["value"]["recommendation"]["policy"]["id"] = FIELD
    entry["value"]["override"]["category"] = FIELD

    told = told_of(json.dumps(entry))

    assert "$.value: is no decision (1 of its rules are broken)" in told
    assert "canary" not in told.lower()


MUTATED = st.sampled_from(KINDS).flatmap(
    lambda name: st.tuples(
        st.just(golden(name)),
        st.integers(0, 10_000),
        st.text(max_size=3),
        st.integers(0, 4),
    )
)


@given(MUTATED)
def test_no_text_whatever_makes_reading_fail_otherwise(case):
    text, place, put_in, taken_out = case
    place %= len(text)
    text = text[:place] + put_in + text[place + taken_out :]

    try:
        value = from_json(text)
    except UnreadableRecord:
        return

    assert value == from_json(to_json(value))


# -- what this version does not know


@pytest.mark.parametrize(
    "text",
    (
        '{"kind": "horoscope",  "format": 3, "stars": [1.50, 1e400]}\n',
        golden("actor").replace('"format":1', '"format":99'),
    ),
)
def test_an_entry_that_is_not_known_is_kept_to_the_last_byte(text):
    found = from_json(text)

    assert isinstance(found, Unrecognised)
    assert text == to_json(found)


def test_what_is_kept_shows_nothing_of_its_content():
    found = from_json('{"kind":"horoscope","format":3,"of":"Avery Canary"}')

    assert "Canary" not in repr(found)


# -- migrations


def test_a_record_is_brought_up_one_format_at_a_time():
    steps = {
        ("note", 1): lambda old: {"text": old},
        ("note", 2): lambda old: {**old, "lines": old["text"].count("\n")},
    }

    assert {"text": "a\nb", "lines": 1} == migrated(
        "note", "a\nb", since=1, until=3, migrations=steps
    )
    assert {"text": "a", "lines": 0} == migrated(
        "note", {"text": "a"}, since=2, until=3, migrations=steps
    )


def test_the_migrations_are_asked_for_by_reading(monkeypatch):
    from supervise.exchange import envelopes

    renamed = {"role": "officer", "name": "officer-7"}
    text = json.dumps({"kind": "actor", "format": 1, "value": renamed})
    later = attrs.evolve(kinds()["actor"], format=2)
    steps = {("actor", 1): lambda old: {"id": old["name"], "role": old["role"]}}
    monkeypatch.setattr(envelopes, "kinds", lambda: {"actor": later})
    monkeypatch.setattr(
        envelopes,
        "migrated",
        lambda *given, **options: migrated(*given, **options, migrations=steps),
    )

    assert Actor("officer-7", Role.OFFICER) == from_json(text)
    assert {} == all_migrations.MIGRATIONS


# -- the classes that are exchanged


def exchanged():
    """Every class of ours that a record may hold."""
    found = {*CLASSES, *descendants(Operand), *descendants(Condition)}
    return sorted(
        (each for each in found if attrs.has(each)), key=lambda each: each.__name__
    )


@pytest.mark.parametrize("kind", exchanged(), ids=lambda kind: kind.__name__)
def test_no_class_has_a_field_of_the_name_that_says_the_type(kind):
    assert TYPE not in {field.name for field in attrs.fields(kind)}
