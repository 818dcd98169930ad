"""Whatever is wrong with a file, no command repeats what it says about a person."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervise.cli import main

NAME, WORDS, BORN, NUMBER = (
    "Avery Canary",
    "sings at night in the canary house",
    "1987-06-05",
    "8765432109",
)
CANARIES = (NAME, *NAME.split(), WORDS, BORN, "1987", "05/06/1987", NUMBER)

HEADER = "case,name,note,date_of_birth,sex,sanctions_total,current_sanction_date,heroin"
GOOD = f"{NUMBER},{NAME},{WORDS},{BORN},M,1,2020-06-01,Y"
FILES = {
    "good.csv": f"{HEADER}\n{GOOD}\n",
    "headless.csv": f"{GOOD}\n{GOOD}\n",
    "repeated_header.csv": f"{NAME},{NAME}\n1,2\n",
    "near_header.csv": f"{HEADER},sexx\n{GOOD},1\n",
    "words_as_answers.csv": f"{HEADER}\n{NUMBER},a,b,{NAME},{NAME},{NUMBER},{WORDS},{BORN}\n",
    "repeated_ids.csv": f"{HEADER}\n{GOOD}\n{GOOD}\n",
    "ragged.csv": f"{HEADER}\n{GOOD},{NAME},{WORDS}\n{NAME}\n",
    "broken_quote.csv": f'{HEADER}\n"{NAME}"{WORDS},{BORN}\n',
    "unclosed_quote.csv": f'{HEADER}\n"{NAME},{WORDS},{BORN}\n',
    "latin.csv": f"{HEADER}\n{GOOD},\u00e9".encode("latin-1"),
    "broken.json": f'[{{"name": "{NAME}", {BORN}}}]',
    "repeated_name.json": f'[{{"{NAME}": 1, "{NAME}": "{WORDS}"}}]',
    "words.json": json.dumps([NAME, {NAME: WORDS, "sex": NAME, "heroin": [WORDS]}]),
    "text.json": json.dumps(f"{NAME} {WORDS}"),
    "half.json": f'[{{"sex": "{NAME}\\ud83d", "name": "{NAME}\\ud83d"}}]',
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "extra",
    ((), ("--on", "2020-07-01"), ("--on", "2020-07-01", "--id", "case", "--strict")),
    ids=" ".join,
)
def test_scoring_repeats_nothing_about_a_person(run, tmp_path, name, extra):
    content = FILES[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    ran = run("score", "ogrs4", "--from", path, "--to", tmp_path / "out.csv", *extra)

    assert ran.status in {0, 2}
    assert [] == [canary for canary in CANARIES if canary in ran.out + ran.err]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("reader", ("staff", "person", "auditor"))
def test_explaining_repeats_no_identity_no_words_and_no_date_of_birth(
    run, tmp_path, name, reader
):
    content = FILES[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    ran = run("explain", "ogrs4", "--from", path, "--on", "2020-07-01", "--for", reader)

    assert ran.status in {0, 2}
    assert [] == [canary for canary in CANARIES if canary in ran.out + ran.err]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300)
    | st.lists(
        st.sampled_from(
            ["sex", "heroin", "M", "Y", ",", "\n", '"', "1", "{", "}", "[", "]", ":"]
        ),
        max_size=40,
    ).map(lambda parts: "".join(parts).encode()),
    name=st.sampled_from(["in.csv", "in.json", "in.csv.gz"]),
)
def test_no_file_whatever_ends_in_a_traceback(tmp_path, capsys, content, name):
    (tmp_path / name).write_bytes(content)

    files = ("--from", str(tmp_path / name), "--to", str(tmp_path / "out.json"))
    status = main(["score", "ogrs4", *files, "--on", "2020-07-01"])

    assert status in {0, 2}
    capsys.readouterr()
