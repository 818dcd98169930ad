"""Reasoning about half-filled OGRS4 sheets, beside scoring full ones, in one run.

The two take turns, so that a machine that slows down slows both.
"""

import csv
import random
import statistics
import time
from datetime import date

from one_person import person, sample, seconds

from supervise import score
from supervise.instruments.analysis import (
    next_questions,
    possible_outcomes,
    proof_of,
    provisional_results,
    what_if,
)
from supervise.instruments.analysis.sheet import open_sheet
from supervise.instruments.analysis.weighing import weigh
from supervise.instruments.catalogue.bc_crna import INSTRUMENT as BC_CRNA
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT
from supervise.instruments.catalogue.psa import INSTRUMENT as PSA

ROUNDS = 5
PEOPLE = 300
DYNAMIC = tuple(item.id for item in INSTRUMENT.items if item.dynamic)
SCALES = ("arp_dynamic", "vrp_dynamic", "svrp_dynamic")


def sheets():
    """Full sheets, and the same with one to fifteen dynamic answers left out."""
    with sample().open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        rows = list(csv.DictReader(kept))[: PEOPLE * 15 : 15]
    items = {item.id for item in INSTRUMENT.items}
    drawn = random.Random(7)
    for row in rows:
        given = person(row)
        full = {name: value for name, value in given.items() if name in items}
        left_out = drawn.sample(DYNAMIC, drawn.randint(1, 15))
        half = {name: value for name, value in full.items() if name not in left_out}
        yield full, half, given["assessment_date"]


def medians(works, people):
    """The median seconds of each piece of work for one person, taking turns."""
    times = [[] for _ in works]
    for _ in range(ROUNDS):
        for each in people:
            for place, work in enumerate(works):
                times[place].append(seconds(lambda work=work, each=each: work(*each)))
    return [statistics.median(each) for each in times]


def weighed(half, on):
    """One dynamic scale alone, the sheet read before."""
    sheet = open_sheet(INSTRUMENT, half, on=on)
    parts = [sheet.structure.scales[scale] for scale in SCALES]
    return seconds(lambda: [weigh(sheet, each) for each in parts]) / len(SCALES)


def main():
    people = list(sheets())
    scored = [
        (full, half, on, score(INSTRUMENT, full, on=on)) for full, half, on in people
    ]
    works = (
        lambda full, half, on, sheet: score(INSTRUMENT, full, on=on),
        lambda full, half, on, sheet: possible_outcomes(INSTRUMENT, half, on=on),
        lambda full, half, on, sheet: next_questions(
            INSTRUMENT, half, scale="arp", on=on
        ),
        lambda full, half, on, sheet: provisional_results(INSTRUMENT, sheet),
        lambda full, half, on, sheet: what_if(INSTRUMENT, sheet, scale="arp"),
    )
    names = (
        "score a full sheet",
        "possible outcomes of a half-filled one, all nine scales",
        "next questions about one scale of it",
        "provisional results of a full sheet",
        "what would lower the level of one scale",
    )
    medians(works, scored[:20])
    found = medians(works, scored)
    for name, each in zip(names, found, strict=True):
        print(f"{name}: {each * 1e3:.3f} ms, {each / found[0]:.1f} x a score")
    alone = statistics.median(weighed(half, on) for _, half, on in people)
    print(
        f"one dynamic scale, 1 to 15 answers open, the sheet read: {alone * 1e3:.3f} ms"
    )
    for instrument in (PSA, BC_CRNA, INSTRUMENT):
        begin = time.perf_counter()
        proof = proof_of(instrument, on=date(2026, 1, 1))
        took = time.perf_counter() - begin
        print(
            f"proof of {instrument.id}: {took:.2f} s, every level reached: {proof.proven}"
        )


if __name__ == "__main__":
    main()
