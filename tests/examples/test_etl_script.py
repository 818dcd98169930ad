"""The ETL example: every row is assessed, and one bad row stops no other."""

import csv
import subprocess
import sys

import pytest

from supervise.exchange import from_json, text_of
from supervise.plugins import Registry
from tests.support.examples import example
from tests.support.places import PROJECT

CANARY = "Avery Example"
BC_CRNA = Registry.builtin().instrument("bc_crna")
ANSWERS = BC_CRNA.examples[0].answers


@pytest.fixture
def extract(tmp_path):
    """Write an extract: the worked example of the ratings, with changes."""

    def write(*rows):
        columns = ["person", "assessment_date", *(item.id for item in BC_CRNA.items)]
        path = tmp_path / "extract.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, columns)
            writer.writeheader()
            for person, on, changes in rows:
                answers = {id: text_of(value) for id, value in ANSWERS.items()}
                writer.writerow(
                    {"person": person, "assessment_date": on, **answers, **changes}
                )
        return path

    return write


def read(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_row_is_assessed_and_a_bad_one_stops_no_other(extract, tmp_path):
    path = extract(
        ("invented-1", "2026-01-15", {}),
        ("invented-2", "15.1.2026", {}),
        ("invented-3", "2026-01-15", {"overall_risk_rating": "dreadful"}),
        ("invented-4", "2026-01-15", {"overall_risk_rating": ""}),
        ("invented-5", "2026-01-15", {}),
    )

    counted = example("etl/assess_caseload.py").run(path, tmp_path / "out")

    statuses = [row["status"] for row in read(tmp_path / "out" / "intensities.csv")]
    assert counted == (5, 3)
    assert statuses == ["recommended", "invalid", "missing", "recommended"]


def test_the_sheets_are_kept_as_records(extract, tmp_path):
    path = extract(("invented-1", "2026-01-15", {}))

    example("etl/assess_caseload.py").run(path, tmp_path / "out")

    (line,) = (tmp_path / "out" / "sheets.jsonl").read_text("utf-8").splitlines()
    assert from_json(line).instrument == "bc_crna"


def test_what_is_wrong_is_told_without_what_was_given(extract, tmp_path):
    path = extract(("invented-1", "2026-01-15", {"overall_risk_rating": CANARY}))

    example("etl/assess_caseload.py").run(path, tmp_path / "out")

    told = (tmp_path / "out" / "problems.csv").read_text("utf-8")
    assert "overall_risk_rating" in told
    assert CANARY not in told


def test_the_script_runs_from_the_command_line(extract, tmp_path):
    path = extract(("invented-1", "2026-01-15", {}))
    script = PROJECT / "examples" / "etl" / "assess_caseload.py"

    said = subprocess.run(
        [sys.executable, str(script), str(path), str(tmp_path / "out")],
        capture_output=True,
        check=True,
        text=True,
    )

    assert said.stdout == "1 rows, 0 with problems\n"
