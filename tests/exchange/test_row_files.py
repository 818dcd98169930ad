"""Files of rows: what can be read is read exactly, and what cannot is explained."""

import csv
import gzip
import io
import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import UnreadableFile
from supervise.exchange.csv_rows import csv_columns, csv_lines, csv_rows
from supervise.exchange.json_rows import NumberText, json_rows, json_text
from supervise.exchange.opening import opened
from supervise.exchange.row_files import FileFormat, format_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all the examples of a property."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture
def write(tmp_path):
    def written(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def all_of(path):
    if path.name.startswith("a.csv"):
        csv_columns(path)
    return list(json_rows(path) if ".json" in path.name else csv_rows(path))


def cells(rows):
    return [row.cells for row in rows]


@pytest.mark.parametrize(
    ("name", "kind"),
    (
        ("a.csv", FileFormat.CSV),
        ("a.CSV", FileFormat.CSV),
        ("a.csv.gz", FileFormat.CSV),
        ("a.b.json", FileFormat.JSON),
        ("a.json.gz", FileFormat.JSON),
    ),
)
def test_the_name_says_the_format(name, kind):
    assert kind is format_of(Path(name))


@pytest.mark.parametrize(
    "name", ("a", "a.txt", "a.gz", "a.csv.zip", "csv", "a.parquet.gz")
)
def test_a_name_without_a_format_is_refused(name):
    with pytest.raises(UnreadableFile):
        format_of(Path(name))


@pytest.mark.parametrize(
    "content",
    (
        b"a,b\n1,2\n",
        b"a,b\r\n1,2\r\n",
        b"a,b\r1,2\r",
        b"a,b\n1,2",
        b"\xef\xbb\xbfa,b\n1,2\n",
        b"\n\na,b\n\n1,2\n\n"[2:],
        b'"a","b"\n"1","2"\n',
    ),
)
def test_line_ends_marks_and_quotes_do_not_matter(write, content):
    path = write("a.csv", content)

    assert (("a", "b"), [{"a": "1", "b": "2"}]) == (
        csv_columns(path),
        cells(csv_rows(path)),
    )


def test_a_compressed_file_is_read_like_any_other(write):
    path = write("a.csv.gz", gzip.compress(b"a\n1\n"))

    assert [{"a": "1"}] == cells(csv_rows(path))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    (
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"\xff\xfea\x00", "not UTF-8"),
        ("a.csv", b"a,b\n\xe9,1\n", "not UTF-8"),
        ("a.csv", b'a,b\n"1,2\n', "line 2 is not CSV"),
        ("a.csv", b'a,b\n"1"x,2\n', "line 2 is not CSV"),
        ("a.csv", b"a,b,a\n1,2,3\n", "columns 1 and 3 have the same name"),
        ("a.csv", b"a,b," + b"x" * 200_000 + b"\n", "line 1 has a cell of more"),
        ("a.csv.gz", b"a,b\n1,2\n", "not a whole gzip file"),
        (
            "a.csv.gz",
            gzip.compress(b"a,b\n1,2\n" * 99, mtime=0)[:-9],
            "not a whole gzip file",
        ),
        ("a.json", b"", "line 1, column 1 is not JSON"),
        ("a.json", b"{}", "it holds an object of 0"),
        ("a.json", b"null", "it holds null"),
        (
            "a.csv",
            b"a\n" + b"1" * 131_073,
            "line 2 has a cell of more than 131,072 characters",
        ),
        ("a.json", b"7", "it holds a number"),
        ("a.json", b'[{"a": 1}', "is not JSON"),
        ("a.json", b'[{"a": NaN}]', "NaN is no number"),
        ("a.json", b'[{"a": 1, "a": 2}]', "two values of the same name"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'[{"a": "\xe9"}]', "not UTF-8"),
    ),
)
def test_a_file_that_cannot_be_read_says_why(write, name, content, says):
    path = write(name, content)

    with pytest.raises(UnreadableFile, match=says):
        all_of(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match=r"gone\.csv: there is no such file"):
        csv_columns(tmp_path / "gone.csv")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere such a name is not found")
def test_what_the_system_refuses_is_said_in_its_words(tmp_path):
    path = tmp_path / f"{'a' * 300}.json"

    with pytest.raises(UnreadableFile, match=r"cannot be read \(File name too long\)"):
        json_rows(path)


def test_only_scoring_reads_parquet(tmp_path):
    with pytest.raises(UnreadableFile, match="only `supervise score` reads Parquet"):
        opened(tmp_path / "in.parquet")


def test_a_row_of_another_width_is_a_fault_of_that_row_alone(write):
    rows = list(csv_rows(write("a.csv", "a,b\n1\n1,2\n1,2,3\n")))

    assert [
        "has 1 cells where the header has 2",
        "",
        "has 3 cells where the header has 2",
    ] == [row.fault for row in rows]


def test_an_entry_that_is_no_object_is_a_fault_of_that_row_alone(write):
    rows = json_rows(write("a.json", '[1, {"a": 2}, "Avery Example", [3]]'))

    assert [
        "is a number, not an object",
        "",
        "is text of 13 characters, not an object",
        "is an array of 1, not an object",
    ] == [row.fault for row in rows]


CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9
)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_a_line_of_csv_is_read_back_character_for_character(lines):
    text = "".join(csv_lines(lines))

    assert lines == list(csv.reader(io.StringIO(text, newline=""), strict=True))


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=9,
)


@given(st.dictionaries(st.text(), JSON_VALUES))
def test_a_row_of_json_is_written_as_it_was_read(folder, row):
    path = folder / "a.json"
    text = json.dumps([row])
    path.write_text(text)

    (found,) = json_rows(path)

    assert row == json.loads(json_text(found.cells))


@pytest.mark.parametrize("digits", ("1.50", "1e400", "-0", "0.1000", "9" * 700))
def test_a_number_keeps_its_digits(write, digits):
    (row,) = json_rows(write("a.json", f'[{{"a": {digits}}}]'))

    assert f'{{"a": {digits}}}' == json_text(row.cells)


@pytest.mark.parametrize(
    ("digits", "number"), (("2", 2), ("2.0", 2.0), ("-3", -3), ("1e2", 100.0))
)
def test_a_number_means_what_it_says(digits, number):
    found = NumberText(digits).value

    assert (type(number), number) == (type(found), found)


@given(st.binary(max_size=200))
def test_no_file_whatever_makes_the_readers_fail_otherwise(folder, content):
    for name in ("a.csv", "a.csv.gz", "a.json", "a.json.gz"):
        path = folder / name
        path.write_bytes(content)
        with suppress(UnreadableFile):
            all_of(path)
