"""`supervise score`: every row gets its results, and nothing else is changed."""

import gzip
import json
import os
import stat

import pytest

from tests.cli.conftest import read

MODELS = (
    "arp_static",
    "arp_dynamic",
    "vrp_static",
    "vrp_dynamic",
    "svrp_static",
    "svrp_dynamic",
)
# A man with one sanction at 30, whose static answers alone are given.
STATIC = {
    "date_of_birth": "1990-01-01",
    "sex": "M",
    "sanctions_total": "1",
    "sanctions_violent": "0",
    "age_at_first_sanction": "30",
    "current_sanction_date": "2020-06-01",
    "community_date": "2020-06-01",
    "offence_category": "Drunkenness",
}
HEADER = ",".join(STATIC)
LINE = ",".join(STATIC.values())
ON = ("--on", "2020-07-01")


def with_answers(**changes):
    return ",".join({**STATIC, **changes}.values())


def test_the_columns_of_the_contract_stand_behind_those_of_the_file(scored):
    (row,) = scored("ogrs4", f"{HEADER}\n{LINE}\n", *ON)

    assert [
        *STATIC,
        *(
            f"{scale}_{part}"
            for scale in (*MODELS, "arp", "vrp", "svrp")
            for part in ("status", "score", "percent", "level", "basis", "flags")
        ),
        "problems",
    ] == list(row)


def test_a_scale_that_lacks_answers_has_a_status_and_no_number(scored):
    (row,) = scored("ogrs4", f"{HEADER}\n{LINE}\n", *ON)

    assert ("missing", "", "", "", "dynamic", "") == tuple(
        row[f"arp_dynamic_{part}"]
        for part in ("status", "score", "percent", "level", "basis", "flags")
    )


def test_problems_stand_in_form_order_and_then_by_scale(scored):
    (row,) = scored(
        "ogrs4", f"{HEADER}\n{with_answers(sex='m', sanctions_total='0')}\n", *ON
    )

    named = row["problems"].split(";")
    assert ["sex:not_allowed", "sanctions_total:not_allowed"] == named[:2]
    assert "accommodation_suitability:missing" in named


def test_what_is_no_item_passes_through_character_for_character(scored):
    odd = (' "', "a,b", "007", "1e5", "é\u2028", "line\r\nend", "", "N/A", "=1+1")
    cells = ",".join('"' + cell.replace('"', '""') + '"' for cell in odd)
    names = ",".join(f"note {n}" for n in range(len(odd)))

    (row,) = scored("ogrs4", f"{HEADER},{names}\n{LINE},{cells}\n", *ON)

    assert odd == tuple(row[f"note {n}"] for n in range(len(odd)))


def test_rows_keep_their_order_and_a_bad_one_stops_none(scored):
    lines = [LINE, with_answers(sex="?"), "too,short", LINE + ",too,long", LINE]

    rows = scored("ogrs4", "\n".join([HEADER, *lines]) + "\n", *ON)

    assert ["scored", "invalid", "invalid", "invalid", "scored"] == [
        row["arp_static_status"] for row in rows
    ]
    assert ["row:wrong_type"] * 2 == [row["problems"] for row in rows[2:4]]


def test_how_many_rows_are_not_made_like_the_header_is_said(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{LINE}\n1,2\n")

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv", *ON
    )

    assert "1 of 2 rows are not made like the header" in ran.err


# -- the date of assessment


def test_the_date_may_stand_in_a_column(scored):
    text = f"{HEADER},assessment_date\n{LINE},2020-07-01\n"

    assert "scored" == scored("ogrs4", text)[0]["arp_static_status"]


def test_the_same_date_twice_is_no_contradiction(scored):
    text = f"{HEADER},assessment_date\n{LINE},2020-07-01\n"

    assert "scored" == scored("ogrs4", text, *ON)[0]["arp_static_status"]


@pytest.mark.parametrize(
    ("cell", "arguments", "status", "problem"),
    (
        ("", (), "missing", "assessment_date:missing"),
        ("2020-07-02", ON, "invalid", "assessment_date:contradiction"),
        ("20200701", (), "invalid", "assessment_date:wrong_type"),
        ("2020-02-30", ON, "invalid", "assessment_date:wrong_type"),
    ),
)
def test_a_date_that_cannot_serve_is_a_problem_of_its_row(
    scored, cell, arguments, status, problem
):
    text = f"{HEADER},assessment_date\n{LINE},{cell}\n{LINE},2020-07-01\n"

    first, second = scored("ogrs4", text, *arguments)

    assert {status} == {first[f"{scale}_status"] for scale in (*MODELS, "arp")}
    assert problem == first["problems"].split(";")[0]
    assert "scored" == second["arp_static_status"]


def test_an_empty_date_takes_the_one_given_for_all(scored):
    text = f"{HEADER},assessment_date\n{LINE},\n"

    assert "scored" == scored("ogrs4", text, *ON)[0]["arp_static_status"]


def test_without_a_date_the_other_problems_are_reported_all_the_same(scored):
    line = with_answers(sex="?", sanctions_total="")
    text = f"{HEADER},assessment_date\n{line},\n"

    named = scored("ogrs4", text)[0]["problems"].split(";")

    assert [
        "assessment_date:missing",
        "sex:not_allowed",
        "sanctions_total:missing",
    ] == named[:3]


def test_a_file_without_any_date_is_refused(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{LINE}\n")

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv"
    )

    assert (2, "") == (ran.status, ran.out)
    assert (
        "no column 'assessment_date', and --on is not given; give the date" in ran.err
    )


@pytest.mark.parametrize("text", ("20200701", "2020-7-1", "2020-02-30", "", "today"))
def test_a_date_on_the_command_line_has_one_form(run, text):
    ran = run("score", "ogrs4", "--from", "a.csv", "--to", "b.csv", "--on", text)

    assert 2 == ran.status
    assert "not a date: give it as YYYY-MM-DD" in ran.err


# -- ids


def test_rows_with_one_id_have_a_problem_and_keep_their_scores(scored):
    text = f"case,{HEADER}\na,{LINE}\nb,{LINE}\na,{LINE}\n,{LINE}\n"

    rows = scored("ogrs4", text, *ON, "--id", "case")

    first = [row["problems"].split(";")[0] for row in rows]
    assert ("case:repeated_id", "case:repeated_id") == (first[0], first[2])
    assert "case:missing" == first[3]
    assert "case" not in first[1]
    assert ["scored"] * 4 == [row["arp_static_status"] for row in rows]


def test_the_id_column_must_be_there(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{LINE}\n")

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv", *ON,
        "--id", "case",
    )  # fmt: skip

    assert 2 == ran.status
    assert "no column 'case', which --id names" in ran.err


# -- formats


def test_csv_to_json_gives_answers_their_own_type(scored):
    text = (
        f"{HEADER},heroin,note\n{LINE},Y,007\n{with_answers(sanctions_total='01')},,\n"
    )

    first, second = scored("ogrs4", text, *ON, target="out.json")

    assert (1, True, "007", "1990-01-01") == (
        first["sanctions_total"],
        first["heroin"],
        first["note"],
        first["date_of_birth"],
    )
    assert ("01", None, "") == (
        second["sanctions_total"],
        second["heroin"],
        second["note"],
    )
    assert first["arp_static_percent"] > 0
    assert first["arp_dynamic_percent"] is None


JSON_ROW = {
    **STATIC,
    "sanctions_total": 1,
    "sanctions_violent": 0,
    "age_at_first_sanction": 30,
}


def test_json_gives_the_same_results_as_csv(scored):
    rows = json.dumps([{**JSON_ROW, "heroin": True}, {**JSON_ROW, "heroin": None}])

    from_json = scored("ogrs4", rows, *ON, source="in.json")
    from_csv = scored("ogrs4", f"{HEADER},heroin\n{LINE},Y\n{LINE},\n", *ON)

    assert from_csv == from_json


@pytest.mark.parametrize(
    ("answer", "problem"),
    (("Y", "heroin:wrong_type"), (1, "heroin:wrong_type"), ("", "heroin:wrong_type")),
)
def test_yes_and_no_are_true_and_false_in_json(scored, answer, problem):
    rows = json.dumps([{**JSON_ROW, "heroin": answer}])

    (row,) = scored("ogrs4", rows, *ON, source="in.json", target="out.json")

    assert problem in row["problems"].split(";")


@pytest.mark.parametrize("number", ("1.0", '"1"', "true", "1e0"))
def test_a_count_in_json_is_an_integer(scored, number):
    rows = json.dumps([JSON_ROW]).replace(
        '"sanctions_total": 1', f'"sanctions_total": {number}'
    )

    (row,) = scored("ogrs4", rows, *ON, source="in.json", target="out.json")

    assert "invalid" == row["arp_static_status"]
    assert "sanctions_total:wrong_type" == row["problems"].split(";")[0]


def test_what_passes_through_json_keeps_its_digits_and_its_shape(scored, tmp_path):
    kept = '"a": 1.50, "b": 1e400, "c": [1.0, {"d": null}], "e": "007", "f": true'
    rows = "[{" + kept + ", " + json.dumps(JSON_ROW)[1:] + "]"

    scored("ogrs4", rows, *ON, source="in.json", target="out.json")

    assert f"[\n{{{kept}, " in (tmp_path / "out.json").read_text(encoding="utf-8")


def test_entries_that_are_no_object_are_problems_of_their_row(scored):
    rows = json.dumps([JSON_ROW, "Avery Example", JSON_ROW])

    found = scored("ogrs4", rows, *ON, source="in.json", target="out.json")

    assert ["scored", "invalid", "scored"] == [
        row["arp_static_status"] for row in found
    ]


def test_a_compressed_file_is_read_and_the_same_rows_give_the_same_bytes(run, tmp_path):
    (tmp_path / "in.csv.gz").write_bytes(gzip.compress(f"{HEADER}\n{LINE}\n".encode()))

    for name in ("one.csv.gz", "two.csv.gz"):
        run(
            "score",
            "ogrs4",
            "--from",
            tmp_path / "in.csv.gz",
            "--to",
            tmp_path / name,
            *ON,
        )

    one, two = ((tmp_path / f"{name}.csv.gz").read_bytes() for name in ("one", "two"))
    assert one == two
    assert gzip.decompress(one).startswith(HEADER.encode() + b",arp_static_status")


def test_a_file_with_a_header_alone_gives_a_header_alone(scored, tmp_path):
    assert [] == scored("ogrs4", f"{HEADER}\n", *ON)
    assert [] == scored("ogrs4", f"{HEADER}\n", *ON, target="out.json")
    assert "problems\n" == (tmp_path / "out.csv").read_text()[-9:]


# -- what is refused, and what is left behind


@pytest.mark.parametrize(
    ("name", "content", "says"),
    (
        ("in.csv", "", "it is empty"),
        ("in.csv", "a,sex,a\n", "columns 1 and 3 have the same name"),
        ("in.csv", f'{HEADER}\n"', "is not CSV"),
        ("in.csv", f"{HEADER}\n{LINE}\n".encode("utf-16"), "not UTF-8"),
        ("in.csv", f"{HEADER}\n{LINE},é\n".encode("latin-1"), "not UTF-8"),
        ("in.csv", "sex,problems\nM,\n", "column 2 has the name of a result"),
        ("in.json", "{", "is not JSON"),
        ("in.json", '{"sex": "M"}', "it holds an object"),
        ("in.txt", "sex\nM\n", "says no format"),
        ("in.parquet", "PAR1", "Parquet"),
    ),
)
def test_a_file_that_cannot_be_scored_leaves_nothing_behind(
    run, tmp_path, name, content, says
):
    folder = tmp_path / "there"
    folder.mkdir()
    (tmp_path / name).write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    (folder / "out.csv").write_text("what stood there before")

    ran = run(
        "score", "ogrs4", "--from", tmp_path / name, "--to", folder / "out.csv", *ON
    )

    assert (2, "") == (ran.status, ran.out)
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert ["what stood there before"] == [
        each.read_text() for each in folder.iterdir()
    ]


def test_a_file_that_breaks_off_in_the_middle_leaves_nothing_behind(run, tmp_path):
    folder = tmp_path / "there"
    folder.mkdir()
    (tmp_path / "in.csv").write_text(f'{HEADER}\n{LINE}\n{LINE}\n"half')

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", folder / "o.csv", *ON
    )

    assert 2 == ran.status
    assert "line 4 is not CSV" in ran.err
    assert [] == list(folder.iterdir())


def test_a_file_is_not_written_over_itself(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{LINE}\n")
    (tmp_path / "other.csv").symlink_to(tmp_path / "in.csv")
    os.link(tmp_path / "in.csv", tmp_path / "third.csv")

    for name in ("in.csv", "other.csv", "third.csv", "../" + tmp_path.name + "/in.csv"):
        ran = run(
            "score",
            "ogrs4",
            "--from",
            tmp_path / "in.csv",
            "--to",
            tmp_path / name,
            *ON,
        )

        assert 2 == ran.status
        assert "--from and --to are one file" in ran.err


def test_a_folder_that_is_not_there_is_named(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{LINE}\n")

    ran = run(
        "score",
        "ogrs4",
        "--from",
        tmp_path / "in.csv",
        "--to",
        tmp_path / "no" / "o.csv",
        *ON,
    )

    assert 2 == ran.status
    assert (
        "o.csv: it cannot be written (No such file or directory); name a file"
        in ran.err
    )


def test_what_is_no_ordinary_file_is_not_replaced(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{LINE}\n")
    (tmp_path / "pipe.csv").mkdir()

    ran = run(
        "score",
        "ogrs4",
        "--from",
        tmp_path / "in.csv",
        "--to",
        tmp_path / "pipe.csv",
        *ON,
    )

    assert 2 == ran.status
    assert "it is no ordinary file" in ran.err


def test_the_file_that_is_replaced_lends_its_permissions(scored, tmp_path):
    (tmp_path / "out.csv").write_text("")
    (tmp_path / "out.csv").chmod(0o600)

    scored("ogrs4", f"{HEADER}\n{LINE}\n", *ON)

    assert 0o600 == stat.S_IMODE((tmp_path / "out.csv").stat().st_mode)


def test_half_a_character_cannot_be_written_to_csv(run, tmp_path):
    (tmp_path / "in.json").write_text('[{"sex": "M", "note": "\\ud83d"}]')
    (tmp_path / "there").mkdir()

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.json", "--to",
        tmp_path / "there" / "o.csv", *ON,
    )  # fmt: skip

    assert 2 == ran.status
    assert "half a character" in ran.err
    assert [] == list((tmp_path / "there").iterdir())


def test_half_a_character_passes_through_json(scored):
    rows = '[{"sex": "M", "note": "\\ud83d"}]'

    (row,) = scored("ogrs4", rows, *ON, source="in.json", target="out.json")

    assert "\ud83d" == row["note"]


def test_an_instrument_that_is_not_there_is_named_with_the_nearest(run):
    ran = run("score", "ogrs", "--from", "a.csv", "--to", "b.csv", *ON)

    assert 2 == ran.status
    assert "no instrument 'ogrs'; nearest: ogrs4" in ran.err


def test_another_engine_is_refused_with_the_way_out(run):
    ran = run(
        "score", "ogrs4", "--from", "a.csv", "--to", "b.csv", "--engine", "abacus"
    )

    assert 2 == ran.status
    assert "leave --engine out" in ran.err


# -- columns that are nearly items


def test_a_column_that_is_nearly_an_item_is_said_and_passes_through(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER},herion,case\n{LINE},Y,1\n")

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv", *ON
    )

    assert 0 == ran.status
    assert "column 9, 'herion', is nearly the item 'heroin'" in ran.err
    assert "case" not in ran.err
    assert "Y" == read(tmp_path / "o.csv")[0]["herion"]


def test_a_strict_user_has_it_refused(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER},Sex \n{LINE},M\n")

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv", *ON,
        "--strict",
    )  # fmt: skip

    assert 2 == ran.status
    assert "'Sex ', is nearly the item 'sex'" in ran.err
    assert not (tmp_path / "o.csv").exists()


def test_a_file_that_has_no_item_is_said(run, tmp_path):
    (tmp_path / "in.csv").write_text("a;b\n1;2\n")

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv", *ON
    )

    assert 0 == ran.status
    assert (
        "no column is an item of 'ogrs4'; 'supervise describe ogrs4' lists them"
        in ran.err
    )


@pytest.mark.parametrize(
    ("separator", "name"), ((";", "';'"), ("\t", "tabs"), ("|", "'|'"))
)
@pytest.mark.parametrize("on", (ON, ()))
def test_a_file_with_another_separator_is_told_from_one_without_items(
    run, tmp_path, separator, name, on
):
    header = separator.join(("assessment_date", "recent_fta", "old_fta"))
    (tmp_path / "in.csv").write_text(f"{header}\n2026-01-05{separator}0{separator}N\n")

    ran = run(
        "score", "psa", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv", *on
    )

    assert (0 if on else 2) == ran.status
    assert f"it looks separated by {name}: separate it by commas" in ran.err


def test_rows_of_json_that_are_no_objects_are_not_measured_by_a_header(run, tmp_path):
    (tmp_path / "in.json").write_text('[7, {"recent_fta": 0}]')

    ran = run(
        "score", "psa", "--from", tmp_path / "in.json", "--to", tmp_path / "o.csv", *ON
    )

    assert "1 of 2 rows are not objects" in ran.err
    assert "header" not in ran.err


@pytest.mark.parametrize("id", ("psa\x1b[2J", "psa\r", "psa\u202e"))
def test_an_id_never_gives_orders_to_the_terminal(run, tmp_path, id):
    ran = run("describe", id)

    assert 2 == ran.status
    assert ran.err.removesuffix("\n").isprintable()
    assert ascii(id)[1:-1] in ran.err


def test_an_item_that_no_column_has_is_said_once(run, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("recent_fta,pending\n1,Y\n0,N\n", encoding="utf-8")

    ran = run("score", "psa", "--from", path, "--to", tmp_path / "out.csv", *ON)

    assert 0 == ran.status
    (line,) = [each for each in ran.err.splitlines() if "no column for" in each]
    assert line.startswith("supervise score: in.csv: no column for 'age_at_arrest', ")
    assert line.endswith(" and 3 more: not answered in every row")


def test_a_pipeline_sees_no_progress(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\n" + f"{LINE}\n" * 3)

    ran = run(
        "score", "ogrs4", "--from", tmp_path / "in.csv", "--to", tmp_path / "o.csv", *ON
    )

    assert (0, "", "") == ran
