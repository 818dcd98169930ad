"""Score a nightly extract, recommend an intensity for each row, and keep the records: plain Python.

    python assess_caseload.py extract.csv results/

The extract has a column `person`, a column `assessment_date`, and one for each item of the
instrument. One bad row never stops the others.
Written into the folder: `sheets.jsonl`, a record for each row; `intensities.csv`; and
`problems.csv`, what is wrong with which row, without what was given.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from supervise.exchange import reader_of, to_json
from supervise.intensity import Recommendation
from supervise.plugins import Registry
from supervise.records import ScoreSheet

INSTRUMENT, POLICY = "bc_crna", "bc_crna_supervision"
NO_DATE = "assessment_date: give it as YYYY-MM-DD"


class Assessed(NamedTuple):
    """One row: the person, and what became of it."""

    person: str
    sheet: ScoreSheet | None
    recommendation: Recommendation | None
    wrong: tuple[str, ...]


def assess(registry: Registry, row: dict[str, str]) -> Assessed:
    """Score one row and recommend from it."""
    person = row["person"]
    try:
        on = date.fromisoformat(row["assessment_date"])
    except ValueError:
        return Assessed(person, None, None, (NO_DATE,))
    items = registry.instrument(INSTRUMENT).items
    answers = {i.id: reader_of(i)(row[i.id]) for i in items if i.id in row}
    sheet = registry.score(INSTRUMENT, answers, on=on)
    found = registry.recommend(POLICY, [sheet], on=on)
    wrong = [str(each) for each in (*sheet.errors, *found.errors)]
    return Assessed(person, sheet, found, tuple(wrong))


def rows(extract: Path) -> Iterator[dict[str, str]]:
    """The rows of the extract."""
    with extract.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def run(extract: Path, folder: Path) -> tuple[int, int]:
    """Assess every row; how many there were, and how many had problems."""
    registry = Registry.installed(strict=True)
    folder.mkdir(parents=True, exist_ok=True)
    count = troubled = 0
    with (
        (folder / "sheets.jsonl").open("w", encoding="utf-8") as sheets,
        (folder / "intensities.csv").open("w", encoding="utf-8", newline="") as decided,
        (folder / "problems.csv").open("w", encoding="utf-8", newline="") as wrong,
    ):
        intensities, problems = csv.writer(decided), csv.writer(wrong)
        intensities.writerow(["person", "status", "intensity", "decided_by"])
        problems.writerow(["person", "problem"])
        for assessed in (assess(registry, row) for row in rows(extract)):
            count += 1
            troubled += bool(assessed.wrong)
            problems.writerows([assessed.person, each] for each in assessed.wrong)
            if assessed.sheet is not None:
                sheets.write(to_json(assessed.sheet) + "\n")
            if (found := assessed.recommendation) is not None:
                code = found.intensity.code if found.intensity is not None else ""
                intensities.writerow(
                    [assessed.person, found.status.value, code, found.decided_by]
                )
    return count, troubled


if __name__ == "__main__":
    total, with_problems = run(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{total} rows, {with_problems} with problems")
