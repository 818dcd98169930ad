"""`due`: what is due for a person or a caseload, why, and what could not be read.

Idaho's cadences are those of `us-peers.md` 1.1: 45 days at moderate, 15 at high.
"""

import csv
import gzip
import json
from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervise.cli import due_command, supervision_files
from supervise.cli.duty_rows import duty_lines
from supervise.dates import days
from supervise.exchange import from_json, to_json
from supervise.monitoring import (
    Casework,
    Count,
    Explanation,
    Rolling,
    SupervisionRecord,
    Trigger,
    compile_standards,
    duties,
)
from supervise.packs.idaho_contacts import PACK
from supervise.plugins import Registry
from supervise.rules import Timeline, happened
from tests.cli.caseloads import AVERY, BLAKE, CALENDAR, START, contact, idahoan, written
from tests.exchange.values import OFFICER
from tests.monitoring import people as monitored

COLUMNS = (
    "record,person,standard,title,status,due,opens,last_done,earliest_unmet,"
    "uncovered_since,partial,resumes,obligation,decided_by,deciding_event,because,row,"
    "citation,clock_start,pack,version,on,known"
)


@pytest.fixture
def due(run, tmp_path):
    """Ask what is due in Idaho on the first of May 2025."""
    calendar = written(tmp_path / "calendar.json", CALENDAR)

    def ran(path, *more):
        return run(
            "due", path, "--on", "2025-05-01", "--pack", "idaho_contacts",
            "--calendar", calendar, *more,
        )  # fmt: skip

    return ran


@pytest.fixture
def people(tmp_path):
    return written(tmp_path / "people.jsonl", AVERY, Casework(BLAKE))


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, strict=True))


def test_each_duty_of_each_person_has_its_date_and_its_reason(due, people):
    """At high it was due on 2 April and 15 days; at moderate on 25 April and 45 days."""
    ran = due(people)

    assert (0, "") == (ran.status, ran.err)
    assert "person-001, as of 2025-05-01\n" in ran.out
    assert "due           2025-06-09  face_to_face: Contact face to face" in ran.out
    assert "overdue       2025-04-17  face_to_face: Contact face to face" in ran.out
    assert "the date rests on c3" in ran.out
    assert "uncovered since 2025-04-18" in " ".join(ran.out.split())


def test_what_was_known_on_a_day_gives_the_answer_of_that_day(due, people):
    """The contact of 25 April was recorded on 2 May: until then 2 April and 45 days."""
    ran = due(people, "--known", "2025-05-01")

    assert "due           2025-05-17  face_to_face" in ran.out
    assert "2025-06-09" not in ran.out


def test_one_duty_is_explained_in_full(due, people):
    asked = ("--explain", "face_to_face", "--person", "person-001")

    ran = due(people, *asked, "--known", "2025-05-01")

    assert (0, "") == (ran.status, ran.err)
    for line in (
        "person-001, as of 2025-05-01: face_to_face",
        "and method is in_person within 45 days of the last time",
        "counted: c1 on 2025-04-02, the date rests on it",
        "not counted: c2 on 2025-04-20, not_completed",
        "not counted: c3 on 2025-04-25, recorded_later",
        "2025-05-17: + 45 days",
        "calendars: idaho_business_days 2025",
        "example: Idaho's rolling standards",
    ):
        assert line in ran.out
    assert "person-002" not in ran.out


def test_the_rows_of_a_file_are_the_duties_that_the_library_gives(
    due, people, tmp_path
):
    due(people, "--to", tmp_path / "out.csv")

    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert COLUMNS == text.splitlines()[0]
    expected = [
        duty
        for timeline in (AVERY, BLAKE)
        for duty in duties(
            compile_standards(PACK, [CALENDAR]), timeline, on=date(2025, 5, 1)
        )
    ]
    assert [
        (duty.person, duty.standard, duty.status.value, str(duty.due or ""))
        for duty in expected
    ] == [
        (row["person"], row["standard"], row["status"], row["due"])
        for row in rows_of(tmp_path / "out.csv")
    ]


def test_every_format_has_the_same_rows(due, people, tmp_path):
    for name in ("out.csv", "out.csv.gz", "out.json", "out.jsonl"):
        assert 0 == due(people, "--to", tmp_path / name).status

    plain = (tmp_path / "out.csv").read_bytes()
    listed = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert plain == gzip.decompress((tmp_path / "out.csv.gz").read_bytes())
    assert listed == [json.loads(line) for line in lines]
    assert rows_of(tmp_path / "out.csv") == [
        {name: cell_of(value) for name, value in row.items()} for row in listed
    ]


def cell_of(value):
    """A value of JSON as the cell of CSV that stands for it."""
    return (
        "" if value is None else "NY"[value] if isinstance(value, bool) else str(value)
    )


def test_a_calendar_file_has_an_entry_for_each_date(due, people, tmp_path):
    ran = due(people, "--to", tmp_path / "duties.ics")

    text = (tmp_path / "duties.ics").read_bytes().decode()
    assert (0, "", "") == (ran.status, ran.out, ran.err)
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTEND;VALUE=DATE:20250610\r\n" in text
    assert "SUMMARY:Contact face to face (overdue): person-002\r\n" in text
    dated = sum(1 for row in _all_rows(due, people, tmp_path) if row["due"])
    assert dated == text.count("BEGIN:VEVENT")


def _all_rows(due, people, tmp_path):
    due(people, "--to", tmp_path / "all.csv")
    return rows_of(tmp_path / "all.csv")


def test_a_duty_that_a_trigger_sets_names_the_trigger_and_what_happened():
    trigger = Trigger(
        id="moved",
        of=monitored.MOVE,
        within=days(30),
        answer=monitored.HOME,
        citation="p. 5",
    )
    yearly = monitored.rows_of(Rolling(days(365)), Count(1, monitored.PERSONAL))
    pack = monitored.pack_of(*yearly, triggers=(trigger,))
    # a move on the 40th day and no visit since: due within 30 days of it
    moved = monitored.timeline(
        monitored.contact("c", monitored.day(1)),
        happened("m", "move", monitored.day(40)),
    )

    told = duty_lines(pack, (monitored.duty_of(pack, moved, monitored.day(50)),))

    assert "because: trigger moved; the date rests on m" in " ".join(
        " ".join(told).split()
    )


def test_explanations_are_written_as_records(due, people, tmp_path):
    ran = due(people, "--explain", "home_visit", "--to", tmp_path / "why.jsonl")

    lines = (tmp_path / "why.jsonl").read_text(encoding="utf-8").splitlines()
    found = [from_json(line, Explanation) for line in lines]
    assert 0 == ran.status
    assert ["person-001", "person-002"] == [each.duty.person for each in found]
    assert all(each.due == each.duty.due for each in found)


@pytest.mark.parametrize(
    "content",
    (
        "[{0}, {1}]",
        "[ {0} ,\n {1} ]\n",
        "{0}\n{1}\n",
        "\ufeff{0}\r\n\r\n{1}\r\n",
    ),
)
def test_a_file_is_an_array_or_lines(due, people, tmp_path, content):
    name = "people.json" if content.startswith("[") else "other.jsonl"
    path = tmp_path / name
    text = content.replace("{0}", to_json(AVERY)).replace("{1}", to_json(BLAKE))
    path.write_text(text, encoding="utf-8", newline="")

    assert due(people).out == due(path).out


def test_one_person_may_stand_on_many_lines_and_be_compressed(due, tmp_path):
    path = tmp_path / "one.json.gz"
    laid_out = json.dumps(json.loads(to_json(AVERY)), indent=2)
    path.write_bytes(gzip.compress(laid_out.encode()))

    ran = due(path)

    assert 0 == ran.status
    assert 1 == ran.out.count("as of 2025-05-01")


# -- what is wrong


def test_all_that_is_wrong_is_told_and_stops_nobody_else(due, tmp_path):
    broken = json.loads(to_json(BLAKE))
    broken["value"]["events"][0].update(on="02.04.2025", more=1)
    broken["value"]["person"] = 7
    path = written(
        tmp_path / "people.jsonl",
        "no JSON",
        json.dumps(broken),
        OFFICER,
        '{"kind":"horoscope","format":1}',
        AVERY,
        AVERY,
    )

    ran = due(path)

    assert 1 == ran.status
    assert 2 == ran.out.count("person-001, as of")
    for line in (
        "record 1: line 1, column 1: is not JSON",
        "record 2: $.value.person: is a whole number, not text",
        "record 2: $.value.events[0].on: is text of 10 characters, not a date",
        "record 2: $.value.events[0]: a field that is not known",
        "record 3: $: is a Actor; give a supervision record, a casework or a timeline",
        "record 4: $: is of no kind that is known",
        "record 6: is about the same person as record 5",
        "5 entries could not be used; 2 were read",
    ):
        assert line in ran.err


def test_what_cannot_be_read_stands_among_the_results(due, tmp_path):
    path = written(tmp_path / "people.jsonl", "no JSON", AVERY)

    ran = due(path, "--to", tmp_path / "out.csv")

    first, *others = rows_of(tmp_path / "out.csv")
    assert 1 == ran.status
    assert ("1", "", "unreadable") == (
        first["record"],
        first["person"],
        first["status"],
    )
    assert "is not JSON" in first["because"]
    assert {"2"} == {row["record"] for row in others}


def test_words_that_the_pack_does_not_know_are_told_once(due, tmp_path):
    misspelt = [
        idahoan(f"person-{n}", contact("c1", date(2025, 4, 2), status="complete"))
        for n in (1, 2)
    ]
    path = written(
        tmp_path / "people.jsonl", *misspelt, idahoan("person-3", level="moderat")
    )

    ran = due(path)

    assert 0 == ran.status
    unknown = "has a value that the pack does not know"
    assert f"idaho_contacts item 'contact.status': {unknown}" in ran.err
    assert "did you mean 'completed'? (2 people)" in ran.err
    assert "did you mean 'moderate'? (1 person)" in ran.err
    assert "unknown       ----------  face_to_face" in ran.out


def test_without_its_calendar_a_duty_says_which_one_it_needs(run, people):
    ran = run("due", people, "--on", "2025-05-01", "--pack", "idaho_contacts")

    assert 0 == ran.status
    said = " ".join(ran.out.split())
    assert "calendar 'idaho_business_days' is missing" in said
    assert "--calendar FILE" in said


def test_lines_in_a_file_that_is_named_as_one_entry_say_how_to_name_it(due, tmp_path):
    path = written(tmp_path / "people.json", AVERY, Casework(BLAKE))

    ran = due(path)

    assert 2 == ran.status
    assert "it has an entry on each line; name it .jsonl" in ran.err


def test_a_reference_with_a_line_break_stays_on_its_line(due, tmp_path):
    broken = attrs.evolve(AVERY, person="person-1\ndue 2025-01-01")
    path = written(tmp_path / "people.jsonl", broken)

    assert "person-1\\ndue 2025-01-01, as of" in due(path).out


def test_what_is_not_known_is_named(due, tmp_path):
    unknown = attrs.evolve(AVERY, states={"supervised": AVERY.states["supervised"]})
    path = written(tmp_path / "people.jsonl", unknown)

    ran = due(path)

    said = " ".join(ran.out.split())
    assert "not known, and it decides what is required: level" in said


VISIT = ("--pack", "idaho_contacts", "--explain", "home_visit")


@pytest.mark.parametrize(
    ("arguments", "says"),
    (
        ((), "there are 4 packs of standards; name one of district_of_columbia_contacts"),
        (("--pack", "idaho_contact"), "nearest: idaho_contacts"),
        (("--pack", "idaho_contacts", "--explain", "home_vist"), "nearest: home_visit"),
        (("--pack", "idaho_contacts", "--to", "out.parquet"), "name it .csv, .json, .jsonl, .ics"),
        ((*VISIT, "--to", "out.csv"), "name it .json, .jsonl, also"),
        (("--pack", "idaho_contacts", "--calendar", "absent.json"), "there is no such file"),
    ),
)  # fmt: skip
def test_what_cannot_be_done_as_asked_says_why(
    run, people, tmp_path, monkeypatch, arguments, says
):
    monkeypatch.chdir(tmp_path)

    ran = run("due", people, "--on", "2025-05-01", *arguments)

    assert (2, "") == (ran.status, ran.out)
    assert says in ran.err


@pytest.mark.parametrize("name", ("absent.jsonl", "people.csv", "people"))
def test_a_file_that_cannot_be_read_says_so(due, tmp_path, name):
    ran = due(tmp_path / name)

    assert 2 == ran.status
    assert name in ran.err


def test_results_never_replace_the_records(due, people):
    ran = due(people, "--to", people)

    assert 2 == ran.status
    assert "FILE and --to are one file" in ran.err


def test_a_date_is_written_in_one_way(run, people):
    assert 2 == run("due", people, "--on", "01.05.2025").status
    assert 2 == run("due", people).status


def test_a_person_who_is_not_there_is_told(due, people):
    ran = due(people, "--person", "person-9")

    assert ("", 2) == (ran.out, ran.status)
    assert "no record is about the person of --person" in ran.err


CANARY = "Avery Canary"


@pytest.mark.parametrize("place", ("person", "states", "events"))
def test_no_fault_repeats_what_a_record_says(due, tmp_path, place):
    entry = json.loads(to_json(AVERY))
    entry["value"][place] = {CANARY: [CANARY]}

    ran = due(written(tmp_path / "people.jsonl", json.dumps(entry)))

    assert 1 == ran.status
    assert "Canary" not in ran.out + ran.err


def test_a_word_of_a_record_is_not_repeated(due, tmp_path):
    named = idahoan(
        "person-001", contact("c1", START, status=CANARY), level=CANARY, levell=CANARY
    )

    ran = due(written(tmp_path / "people.jsonl", named))

    assert "Canary" not in ran.out + ran.err
    assert "a name is nearly 'level'" in ran.err


PIECES = (
    to_json(AVERY),
    to_json(BLAKE)[:300],
    "[",
    "]",
    ",",
    "{",
    "}",
    '"',
    "\n",
    "\ud83d",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    content=st.binary(max_size=200)
    | st.lists(st.sampled_from(PIECES), max_size=8).map(
        lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
    ),
    name=st.sampled_from(("any.json", "any.jsonl", "any.json.gz")),
)
def test_no_file_whatever_makes_it_fail_otherwise(due, tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)

    assert due(path).status in {0, 1, 2}


def test_a_caseload_is_read_a_person_at_a_time(due, tmp_path, monkeypatch):
    """The second record is read only after the first person's duties were made."""
    order = []
    read, make = supervision_files._found, due_command.duties

    def reading(number, text):
        order.append(f"read {number}")
        return read(number, text)

    def making(*given, **options):
        order.append("made")
        return make(*given, **options)

    monkeypatch.setattr(supervision_files, "_found", reading)
    monkeypatch.setattr(due_command, "duties", making)
    due(written(tmp_path / "people.jsonl", AVERY, BLAKE), "--to", tmp_path / "out.csv")

    assert ["read 1", "made", "read 2", "made"] == order


def test_a_supervision_record_is_read_with_all_it_holds(due, tmp_path):
    record = SupervisionRecord(casework=Casework(AVERY))

    assert 0 == due(written(tmp_path / "one.json", record)).status


def test_somebody_without_any_record_is_not_supervised_as_far_as_is_known(
    due, tmp_path
):
    ran = due(written(tmp_path / "one.json", Timeline(person="person-009")))

    assert "unknown" in ran.out
    assert "not known, and it decides what is required: supervised" in " ".join(
        ran.out.split()
    )


def test_an_explanation_is_written_as_one_array(due, people, tmp_path):
    ran = due(people, "--explain", "face_to_face", "--to", tmp_path / "out.json")

    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))

    assert (0, "") == (ran.status, ran.err)
    assert ["explanation", "explanation"] == [each["kind"] for each in found]


def test_what_cannot_be_read_is_no_row_where_one_person_is_asked_for(due, tmp_path):
    path = written(tmp_path / "people.jsonl", "{}", AVERY)
    target = tmp_path / "out.csv"

    ran = due(path, "--person", "person-001", "--to", target)

    assert 1 == ran.status
    assert "1 entry could not be used; 1 were read" in ran.err
    assert {"person-001"} == {row["person"] for row in rows_of(target)}


def test_the_only_pack_that_is_installed_need_not_be_named(run, people, monkeypatch):
    monkeypatch.setattr(Registry, "installed", lambda: Registry.of(PACK))

    ran = run("due", people, "--on", "2025-05-01")

    assert "person-001, as of 2025-05-01\n" in ran.out
