"""One person through `score`, beside hand-written arithmetic, in one run.

The two take turns, so that a machine that slows down slows both.
"""

import csv
import os
import statistics
import time
from datetime import date
from pathlib import Path

from ogrs4_plain import MODELS, six

from supervise import score
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT

ROUNDS = 15
DATES = ("assessment_date", "date_of_birth", "current_sanction_date", "community_date")
TEXTS = ("case", "sex", "offence_category")


def sample():
    shared = os.environ.get("SUPERVISE_SHARED", "")
    whole = Path(shared) / "conformance" / "ogrs4.csv"
    kept = (
        Path(__file__).parent.parent / "tests" / "instruments" / "vectors" / "ogrs4.csv"
    )
    return whole if whole.exists() else kept


def person(row):
    answers = {}
    for name, value in row.items():
        if name.startswith("expected_"):
            continue
        if name in DATES:
            answers[name] = date.fromisoformat(value) if value else None
        elif name in TEXTS:
            answers[name] = value
        elif value in {"Y", "N"}:
            answers[name] = value == "Y"
        else:
            answers[name] = int(value) if value else None
    return answers


def seconds(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main():
    with sample().open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))[
            :1500
        ]
    people = [person(row) for row in rows]
    items = {item.id for item in INSTRUMENT.items}
    sheets = [
        ({k: v for k, v in each.items() if k in items}, each["assessment_date"])
        for each in people
    ]
    worst = max(
        abs(score(INSTRUMENT, answers, on=on)[model].score - z)
        for each, (answers, on) in zip(people, sheets, strict=True)
        for model, z in zip(MODELS, six(each), strict=True)
    )

    def by_hand():
        for each in people:
            six(each)

    def scored():
        for answers, on in sheets:
            score(INSTRUMENT, answers, on=on)

    def scored_and_read():
        for answers, on in sheets:
            sheet = score(INSTRUMENT, answers, on=on)
            for model in MODELS:
                scale = sheet[model]
                _ = scale.status, scale.percent, scale.level

    def explained():
        for answers, on in sheets[::10]:
            sheet = score(INSTRUMENT, answers, on=on)
            _ = [sheet[model].contributions for model in MODELS]

    timed = {"by hand": by_hand, "score": scored, "score and read six": scored_and_read}
    times = {name: [] for name in timed}
    for _ in range(ROUNDS):
        for name, work in timed.items():
            times[name].append(seconds(work) / len(people) * 1e6)
    print(
        f"one person, six OGRS4 scales: {len(people)} people, {ROUNDS} rounds in turn"
    )
    print(f"  largest difference from the yardstick {worst:.1e}")
    for name, measured in times.items():
        ratios = [t / base for t, base in zip(measured, times["by hand"], strict=True)]
        print(
            f"  {name:20} median {statistics.median(measured):6.1f} us a person,"
            f" ratio {statistics.median(ratios):.2f}"
            f" ({min(ratios):.2f} to {max(ratios):.2f})"
        )
    each = seconds(explained) / len(sheets[::10]) * 1e6
    print(f"  with contributions of all six: {each:.0f} us a person")


if __name__ == "__main__":
    main()
