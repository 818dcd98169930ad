"""An alarming answer is seen whatever else is missing or wrong, in every output there is.

PHQ-9, item 9: any answer but *not at all* is to be surfaced always (instruments.md 14.5).
"""

import csv
import io
import json
import pickle
from datetime import UTC, date, datetime

import attrs
import pytest

from supervise.casefile import (
    AttentionSettings,
    CaseFile,
    Why,
    needs_attention,
    state_of,
    summary_of,
)
from supervise.cli.explanations import Explanation, Reader
from supervise.errors import Problem, ProblemCode
from supervise.exchange import from_json, to_json
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Flag,
    Instrument,
    Item,
    Points,
    YesNo,
    fingerprint,
    score,
    score_undated,
    sum_of,
)
from supervise.instruments.catalogue.phq_9 import INSTRUMENT as PHQ_9
from supervise.people import Actor, PersonRef, Role, Sensitivity
from supervise.records import Assessment
from supervise.sources import Purpose, Source
from tests.cli.conftest import run as run  # noqa: PLC0414 - a fixture

ON = date(2026, 1, 5)
NOTHING = {item.id: 0 for item in PHQ_9.items if item.id != "difficulty"}
STAFF_READ = "talk with the person at once"
THE_PERSON_READS = "somebody should talk with you about it today"

SHEETS = {
    "scored at the lowest level": {**NOTHING, "self_harm": 1, "difficulty": 0},
    "one answer missing": {**NOTHING, "self_harm": 1, "sleep": None, "difficulty": 0},
    "one answer wrong": {**NOTHING, "self_harm": 2, "sleep": 9, "difficulty": 0},
    "an unknown item": {**NOTHING, "self_harm": 3, "difficulty": 0, "other": 1},
    "nothing else answered": {"self_harm": 1},
}


def sheet_of(case):
    return score(PHQ_9, SHEETS[case], on=ON)


@pytest.mark.parametrize("case", SHEETS)
def test_the_sheet_and_every_scale_say_so_whatever_the_status(case):
    sheet = sheet_of(case)

    assert ["self_harm"] == [flag.id for flag in sheet.flags]
    assert STAFF_READ in sheet.flags[0].says
    assert ("self_harm",) == sheet.flags[0].items
    assert [("self_harm",)] * 2 == [scale.flags for scale in sheet]


@pytest.mark.parametrize("answer", (0, None, "1", True, 1.0, 4))
def test_no_other_answer_raises_it(answer):
    sheet = score(PHQ_9, {**NOTHING, "self_harm": answer, "sleep": 3}, on=ON)

    assert () == sheet.flags


def test_a_sheet_without_a_date_says_so():
    problem = Problem(
        code=ProblemCode.MISSING,
        where="phq_9",
        item="assessment_date",
        says="is not given",
    )

    undated = score_undated(PHQ_9, {"self_harm": 1}, problem)

    assert [("self_harm",)] * 2 == [scale.flags for scale in undated.scales]


@pytest.mark.parametrize("case", SHEETS)
def test_a_stored_sheet_says_so_in_words_without_the_instrument(case):
    sheet = sheet_of(case)

    stored = (from_json(to_json(sheet)), pickle.loads(pickle.dumps(sheet)))

    assert (sheet.flags, sheet.flags) == tuple(each.flags for each in stored)


def row(answers):
    text = io.StringIO()
    items = [item.id for item in PHQ_9.items]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(items)
    writer.writerow(["" if answers.get(id) is None else answers[id] for id in items])
    return text.getvalue()


@pytest.fixture
def file(tmp_path):
    def written(case):
        (tmp_path / "in.csv").write_text(row(SHEETS[case]), encoding="utf-8")
        return tmp_path / "in.csv"

    return written


@pytest.mark.parametrize("reader", ("staff", "person", "auditor"))
@pytest.mark.parametrize("case", ("scored at the lowest level", "one answer missing"))
def test_every_reader_of_an_explanation_reads_it_first(run, file, case, reader):
    ran = run("explain", "phq_9", "--from", file(case), "--on", ON, "--for", reader)

    text = " ".join(ran.out.split())
    said = THE_PERSON_READS if reader == "person" else STAFF_READ
    assert said in text
    assert text.index("to be seen at once") < text.index("Severity")
    assert text.count("to be seen at once") == 1


@pytest.mark.parametrize("case", ("scored at the lowest level", "one answer missing"))
def test_what_if_says_it_before_any_arithmetic(run, file, case):
    out = run("what-if", "phq_9", "--from", file(case), "--on", ON).out

    assert out.index("at once") < out.index("arithmetic")
    assert STAFF_READ in " ".join(out.split())


def test_describe_says_which_answers_must_be_seen(run):
    out = " ".join(run("describe", "phq_9").out.split())

    assert "answers that must be seen at once - self_harm:" in out
    assert "(where self_harm is 1 or 2 or 3)" in out


@pytest.mark.parametrize("suffix", ("csv", "json"))
@pytest.mark.parametrize("case", ("scored at the lowest level", "one answer missing"))
def test_the_columns_of_a_scored_file_say_so(run, file, tmp_path, case, suffix):
    target = tmp_path / f"out.{suffix}"

    run("score", "phq_9", "--from", file(case), "--to", target, "--on", ON)

    text = target.read_text(encoding="utf-8")
    rows = json.loads(text) if suffix == "json" else csv.DictReader(io.StringIO(text))
    (found,) = rows
    assert "self_harm" == found["phq_9_flags"] == found["phq_9_syndrome_flags"]


def test_a_data_frame_says_so_for_each_row_that_it_is_true_of():
    polars = pytest.importorskip("polars", reason="the frame is made with polars")
    batch = pytest.importorskip("supervise.batch", reason="needs the extra 'batch'")
    frame = polars.DataFrame(
        {"self_harm": [0, 1, None, 3], "sleep": [None, None, 2, 0]},
        schema={"self_harm": polars.Int64, "sleep": polars.Int64},
    )

    scored = batch.score_frame((PHQ_9,), frame, on=ON)

    raised = [None, "self_harm", None, "self_harm"]
    assert raised == scored["phq_9_flags"].to_list()
    assert raised == scored["phq_9_syndrome_flags"].to_list()
    assert {"missing"} == set(scored["phq_9_status"])


def test_a_row_without_a_date_says_so(run, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("self_harm,assessment_date\n1,\n", encoding="utf-8")

    run("score", "phq_9", "--from", source, "--to", target)

    (found,) = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    assert ("missing", "self_harm") == (found["phq_9_status"], found["phq_9_flags"])


@pytest.mark.parametrize("command", ("explain", "what-if"))
def test_a_row_that_cannot_be_explained_says_so_all_the_same(run, tmp_path, command):
    source = tmp_path / "in.csv"
    source.write_text("self_harm,assessment_date\n1,no date\n", encoding="utf-8")

    ran = run(command, "phq_9", "--from", source)

    assert ran.status != 0
    assert STAFF_READ in " ".join(ran.out.split())
    assert "is no date" in ran.err


def test_a_row_without_anything_to_see_prints_nothing_but_the_problem(run, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("self_harm,assessment_date\n0,no date\n", encoding="utf-8")

    assert "" == run("explain", "phq_9", "--from", source).out.strip()


def assessed(id, day, answers):
    return Assessment(
        id=id,
        person=PersonRef("person-001"),
        sheet=score(PHQ_9, answers, on=date(2026, 1, day)),
        assessed_by=Actor("officer-1", Role.OFFICER),
        recorded_at=datetime(2026, 1, day, 9, tzinfo=UTC),
    )


def case_of(*assessments):
    file = CaseFile(person=PersonRef("person-001"), assessments=assessments)
    return state_of(file, as_of=date(2026, 1, 31))


def test_what_needs_attention_in_a_case_begins_with_it():
    state = case_of(assessed("a1", 5, {"self_harm": 1}))

    first = needs_attention(state, AttentionSettings())[0]

    assert (Why.ANSWER_TO_SEE, "a1", date(2026, 1, 5)) == (
        first.why,
        first.record,
        first.since,
    )
    assert first in summary_of(state, AttentionSettings()).attention


def test_a_later_answer_of_not_at_all_ends_it():
    state = case_of(
        assessed("a1", 5, {"self_harm": 1}), assessed("a2", 20, {"self_harm": 0})
    )

    found = {each.why for each in needs_attention(state, AttentionSettings())}

    assert Why.ANSWER_TO_SEE not in found


# -- the same for any declaration, by the language alone

danger = Item(
    "danger",
    "Does the person feel in danger now?",
    YesNo(),
    sensitivity=Sensitivity.HEALTH,
)
victim = Item(
    "victim", "Is somebody else in danger?", YesNo(), sensitivity=Sensitivity.VICTIM
)
SCREEN = Instrument(
    id="example_danger",
    version="1",
    title="Example danger",
    purpose=Purpose.SCREENING,
    for_whom="nobody",
    not_for="anything",
    source=Source(
        citation="Invented.", licence="CC0-1.0", population="none", checked="2026-08-01"
    ),
    unvalidated="invented for tests",
    items=(danger, victim),
    scales=(
        Points(
            "total",
            "Total",
            table=sum_of("total", danger, victim),
            missing=NONE_MAY_BE_MISSING,
            flags=(
                Flag("in_danger", when=danger.yes, says="look into it today"),
                Flag("other_in_danger", when=victim.yes, says="warn the duty officer"),
            ),
        ),
    ),
)


def explained(answers, reader):
    sheet = score(SCREEN, answers, on=ON)
    return "\n".join(Explanation(sheet, SCREEN, Reader(reader)).lines())


def test_the_person_reads_what_staff_read_where_no_other_words_are_declared():
    assert "- look into it today" in explained({"danger": True}, "person")


def test_the_person_never_reads_a_flag_about_somebody_else():
    answers = {"danger": False, "victim": True}

    assert "warn the duty officer" in explained(answers, "staff")
    assert "warn the duty officer" not in explained(answers, "person")


def test_the_words_of_a_flag_are_no_part_of_the_fingerprint():
    (total,) = SCREEN.scales
    other = tuple(
        Flag(flag.id, when=flag.when, says="other words", to_the_person="and more")
        for flag in total.flags
    )
    reworded = attrs.evolve(SCREEN, scales=(attrs.evolve(total, flags=other),))

    assert fingerprint(SCREEN) == fingerprint(reworded)
