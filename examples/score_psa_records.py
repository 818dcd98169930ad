"""Score a court's own records with the PSA, as an agency would: rename, derive, score.

    python examples/score_psa_records.py --from records.csv.gz --to scored.csv --on 2026-01-05

The records are those of the Dane County trial of the PSA, one row a person, as published with
the R package `aihuman`; they are not part of this project. Their columns have other names than
the items, and yes and no are 1 and 0. A current charge is violent when a misdemeanor or a felony
charge is. The scores that the court recorded are kept beside ours, as `recorded_...`.
"""

import argparse
import csv
import gzip
import sys
import tempfile
from pathlib import Path

from supervise.cli import main

YES_OR_NO = {"1": "Y", "0": "N", "": ""}
AS_IT_IS = {
    "age_at_arrest": "age",
    "prior_violent_convictions": "prior_violent_conviction",
    "recent_fta": "prior_fta_past_2_years",
    "case": "row",
    "recorded_fta": "fta_score",
    "recorded_nca": "nca_score",
    "recorded_nvca": "nvca_flag",
}
YES_OR_NO_ITEMS = {
    "pending_charge": "pending_charge_at_time_of_offense",
    "prior_misdemeanor": "prior_misdemeanor_conviction",
    "prior_felony": "prior_felony_conviction",
    "old_fta": "prior_fta_older_than_2_years",
    "prior_incarceration": "prior_sentence_to_incarceration",
}
VIOLENT_CHARGES = ("violent_misdemeanor_charge", "violent_felony_charge")


def answers_of(record: dict[str, str]) -> dict[str, str]:
    """The PSA's items, as they stand in a file, from one record of the court."""
    violent = "1" in {record[column] for column in VIOLENT_CHARGES}
    return {
        **{item: record[column] for item, column in AS_IT_IS.items()},
        **{item: YES_OR_NO[record[column]] for item, column in YES_OR_NO_ITEMS.items()},
        "current_violent_offence": "Y" if violent else "N",
    }


def rename(source: Path, target: Path) -> None:
    """Write a court's records as a file of answers."""
    with (
        gzip.open(source, "rt", encoding="utf-8", newline="") as records,
        target.open("w", encoding="utf-8", newline="") as text,
    ):
        rows = map(answers_of, csv.DictReader(records))
        first = next(rows)
        writer = csv.DictWriter(text, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)


def score_records(source: Path, target: Path, on: str) -> int:
    """Score a court's records into a file; the status is that of `supervise score`."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.csv"
        rename(source, answers)
        return main(
            ["score", "psa", "--from", str(answers), "--to", str(target), "--on", on]
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--from", dest="source", type=Path, required=True)
    parser.add_argument("--to", dest="target", type=Path, required=True)
    parser.add_argument("--on", required=True)
    asked = parser.parse_args()
    sys.exit(score_records(asked.source, asked.target, asked.on))
